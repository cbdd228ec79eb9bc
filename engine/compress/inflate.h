// Raw DEFLATE in pieces, through zlib with the engine's memory: what gzip and PNG have in common.
#ifndef COMPRESS_INFLATE_H
#define COMPRESS_INFLATE_H

#include <zlib.h>

#include "quoin/base.h"

typedef struct qn_inflater {
    z_stream stream;
    bool is_done; // the stream's last block has ended
} qn_inflater;

// OUT_OF_MEMORY; there is then nothing to close.
qn_error qn_inflater_open(qn_inflater *inflater);
void qn_inflater_close(qn_inflater *inflater);

// Inflates until there is nothing left to do with this input, the room is full or the stream is
// done, and moves *input and *output past what was used. BAD_DATA or OUT_OF_MEMORY.
qn_error qn_inflater_run(qn_inflater *inflater, qn_bytes *input, uint8_t **output, size_t *room);

// zlib's allocator over the engine's.
voidpf qn_zlib_allocate(voidpf user, uInt count, uInt size_bytes);
void qn_zlib_release(voidpf user, voidpf memory);

#endif
