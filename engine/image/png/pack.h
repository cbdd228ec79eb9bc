// Blocks of deflate, fast rather than small: prefix codes and runs of one byte, no search for
// matches. Rows of a photograph, once filtered, hold hardly any others.
#ifndef IMAGE_PNG_PACK_H
#define IMAGE_PNG_PACK_H

#include "quoin/base.h"

// Where the stream goes on: bytes at `out`, and in front of them fewer than eight bits that do not
// make up a byte yet, the first one lowest.
typedef struct qn_png_bits {
    uint8_t *out;
    uint64_t bits;
    uint32_t count;
} qn_png_bits;

// The room that packing so many bytes can take, with what was left of a byte before.
size_t qn_png_pack_bound(size_t plain_bytes);
// What packing them will take.
size_t qn_png_pack_size(qn_bytes plain);
// There is the room of the bound; is_last: nothing follows but the end.
void qn_png_pack(qn_bytes plain, bool is_last, qn_png_bits *bits);
// An empty block, unless the next bit begins a byte anyway; of six bytes at most.
void qn_png_pack_align(qn_png_bits *bits);
// Behind the last block: zlib's checksum, from a whole byte on, in five bytes at most.
void qn_png_pack_end(uint32_t adler32, qn_png_bits *bits);

#endif
