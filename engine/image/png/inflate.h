// Deflate (RFC 1951) for PNG: from the chunks of a file into a sliding buffer, a band at a time.
//
// Unlike a general inflater it knows how much there must be, and it is never handed input: it takes
// it across the chunks by itself. So neither the packed nor the plain bytes lie anywhere as a
// whole.
#ifndef IMAGE_PNG_INFLATE_H
#define IMAGE_PNG_INFLATE_H

#include "image/png/code.h"
#include "image/png/data.h"

#define INFLATE_WINDOW_BYTES 32768
// Behind the room of a buffer: copies run over their end, and are not begun with less room.
#define INFLATE_SLACK_BYTES 320

typedef enum qn_inflate_state {
    INFLATE_AT_BLOCK, // a block's header comes next
    INFLATE_STORED,
    INFLATE_CODED,
    INFLATE_DONE,
} qn_inflate_state;

typedef struct qn_png_inflater {
    qn_png_stream stream;
    uint64_t bits; // not yet used, the next one lowest; above bit_count they may be set
    uint32_t bit_count;
    qn_inflate_state state;
    bool is_last_block;
    bool has_fixed_codes; // the tables are those of blocks without own codes
    uint32_t stored_left; // bytes of the current stored block
    uint64_t left_bytes;  // of what the stream must still give
    uint8_t *buffer;      // capacity and slack; plain bytes fill it up to `filled`
    size_t capacity_bytes;
    size_t filled_bytes;
    uint32_t literals[LITERAL_TABLE_SIZE];
    uint32_t distances[DISTANCE_TABLE_SIZE];
} qn_png_inflater;

// The zlib header is read here: TRUNCATED or BAD_DATA. The buffer has capacity_bytes and
// INFLATE_SLACK_BYTES. The capacity is that of all plain bytes, or more than the window, the most
// that the caller waits for and INFLATE_SLACK_BYTES.
qn_error qn_png_inflate_open(qn_png_inflater *inflater, const qn_png *png, uint64_t plain_bytes,
                             uint8_t *buffer, size_t capacity_bytes);

// Fills the buffer, or as much of it as there are bytes.
//   TRUNCATED  the data end before the stream, or the stream before plain_bytes
//   TOO_LARGE  the stream has more
//   BAD_DATA   a block, code or distance that cannot be
qn_error qn_png_inflate_fill(qn_png_inflater *inflater);

// Drops the first bytes of the buffer, all but the window at most.
void qn_png_inflate_drop(qn_png_inflater *inflater, size_t size_bytes);

// The big-endian Adler-32 behind the stream, and that nothing follows it: TRUNCATED, BAD_CHECKSUM,
// TRAILING_BYTES.
qn_error qn_png_inflate_check_end(qn_png_inflater *inflater, uint32_t adler);

#endif
