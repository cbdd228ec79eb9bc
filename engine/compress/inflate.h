// Raw DEFLATE in pieces, through zlib with the engine's memory: what the public stream, packs with
// a dictionary and PNG have in common.
#ifndef COMPRESS_INFLATE_H
#define COMPRESS_INFLATE_H

#include <zlib.h>

#include "quoin/compress.h"

// The public handle is one of these with an unframing. Opened here it has none, may lie on the
// stack, and is raw deflate and nothing else.
struct qn_inflater {
    z_stream stream;
    bool is_done; // the stream's last block has ended
    struct qn_unframing *unframing;
};

// OUT_OF_MEMORY; there is then nothing to close.
qn_error qn_inflater_open(qn_inflater *inflater);
void qn_inflater_close(qn_inflater *inflater);

// Inflates until there is nothing left to do with this input, the room is full or the stream is
// done, and moves *input and *output past what was used. BAD_DATA or OUT_OF_MEMORY.
qn_error qn_inflater_run(qn_inflater *inflater, qn_bytes *input, uint8_t **output, size_t *room);

// Before the first run of a stream that was packed with one. OUT_OF_MEMORY.
qn_error qn_inflater_set_dictionary(qn_inflater *inflater, qn_bytes dictionary);
// Ready for another stream.
void qn_inflater_rewind(qn_inflater *inflater);

// Of a dictionary, all that a distance can reach: its last 32 KiB.
#define QN_DICTIONARY_BYTES ((size_t)32768)
qn_bytes qn_dictionary_end(qn_bytes dictionary);

// zlib's allocator over the engine's.
voidpf qn_zlib_allocate(voidpf user, uInt count, uInt size_bytes);
void qn_zlib_release(voidpf user, voidpf memory);

#endif
