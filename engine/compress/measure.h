// How much a raw deflate stream holds, found without writing a byte of it.
#ifndef COMPRESS_MEASURE_H
#define COMPRESS_MEASURE_H

#include "quoin/base.h"

typedef struct qn_measure {
    size_t packed_bytes; // up to the end of the stream's last byte
    size_t plain_bytes;
    size_t last_block_bits; // from the beginning to where the last block begins
    size_t end_bits;        // to where the stream ends
} qn_measure;

// Walks the stream that `packed` begins with; what follows it does not matter.
// Distances may reach history_bytes before the beginning, into a dictionary.
//   TRUNCATED  the input ends before the stream does: every beginning of a good stream
//   BAD_DATA   a block, a code or a distance that cannot be
//   TOO_LARGE  the content has more than max_plain_bytes bytes
// *out is zeros on an error.
qn_error qn_deflate_measure(qn_bytes packed, size_t history_bytes, size_t max_plain_bytes,
                            qn_measure *out);

#endif
