// The bytes around a deflate stream: headers written whole and read in pieces, and trailers.
#ifndef COMPRESS_FRAME_H
#define COMPRESS_FRAME_H

#include "quoin/compress.h"

// Without an address there is nothing to add to.
static inline qn_bytes qn_bytes_behind(qn_bytes bytes, size_t count)
{
    return count > 0 ? (qn_bytes){bytes.data + count, bytes.size_bytes - count} : bytes;
}

// The longest header that is written.
#define QN_FRAME_HEAD_BYTES (10 + QN_GZIP_NAME_BYTES + QN_GZIP_COMMENT_BYTES)
#define QN_FRAME_TAIL_BYTES 8

// The header of a checked definition; the result is its size.
size_t qn_frame_write_head(const qn_deflate_def *def, uint8_t out[QN_FRAME_HEAD_BYTES]);

// What a trailer says.
typedef struct qn_frame_sum {
    uint32_t check; // CRC-32 or Adler-32 of the content
    uint32_t size;  // of the content, modulo 2^32
} qn_frame_sum;

qn_frame_sum qn_frame_sum_start(qn_compress_format format);
void qn_frame_sum_add(qn_frame_sum *sum, qn_compress_format format, qn_bytes content);
size_t qn_frame_tail_bytes(qn_compress_format format);
void qn_frame_write_tail(qn_frame_sum sum, qn_compress_format format,
                         uint8_t out[QN_FRAME_TAIL_BYTES]);
// OK, or BAD_CHECKSUM.
qn_error qn_frame_check_tail(qn_frame_sum sum, qn_compress_format format,
                             const uint8_t tail[QN_FRAME_TAIL_BYTES]);

// A header that is read in pieces.
typedef struct qn_head_reader {
    qn_compress_format format;
    int32_t stage;
    uint32_t count; // of the stage's bytes, so far
    uint8_t fixed[10];
    uint32_t extra_bytes;
    uint32_t crc;
    bool is_done;
    bool wants_dictionary;
    uint32_t dictionary_adler;
    qn_gzip_header gzip;
} qn_head_reader;

void qn_head_start(qn_head_reader *reader, qn_compress_format format);
// Takes the header from the front of *input, as far as it is there. BAD_MAGIC, UNSUPPORTED,
// BAD_DATA and BAD_CHECKSUM as in the public header.
qn_error qn_head_read(qn_head_reader *reader, qn_bytes *input);

// If the header asks for a dictionary: UNSUPPORTED if the caller has none, BAD_CHECKSUM if it is
// one of another Adler-32.
qn_error qn_head_check_dictionary(const qn_head_reader *reader, bool has_one, uint32_t adler);

#endif
