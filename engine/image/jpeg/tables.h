// The constant tables of ISO/IEC 10918-1, for reading and for writing.
#ifndef IMAGE_JPEG_TABLES_H
#define IMAGE_JPEG_TABLES_H

#include "quoin/base.h"

#define JPEG_BLOCK_VALUES 64

// Position in a block (row * 8 + column) of the n-th coefficient of a file. What lies past the end
// all falls on one spot behind the block.
#define JPEG_NATURAL_COUNT 224
extern const uint8_t qn_jpeg_natural[JPEG_NATURAL_COUNT];

// The standard tables of Annex K.3 for brightness (0) and colours (1), of DC and of AC: how
// many codes have 1 to 16 bits, and the symbols. Others have none.
qn_bytes qn_jpeg_standard_huffman(int is_ac, int index);

#endif
