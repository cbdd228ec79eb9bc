// A zlib stream fast rather than small: prefix codes and runs of one byte, no search for matches.
// Rows of a photograph, once filtered, hold hardly any others.
#ifndef IMAGE_PNG_PACK_H
#define IMAGE_PNG_PACK_H

#include "quoin/base.h"

// The room that packing so many bytes can take.
size_t qn_png_pack_bound(size_t plain_bytes);
// The size of the stream. It has the room of the bound.
size_t qn_png_pack(qn_bytes plain, uint8_t *out);

#endif
