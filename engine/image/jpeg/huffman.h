// A Huffman table made ready for decoding, and the decoding of one symbol with what follows it.
//
// A symbol says how many zeros lie before the next coefficient (run) and how many bits of it follow
// (size). Ten bits of lookahead find most symbols at once together with the coefficient itself.
#ifndef IMAGE_JPEG_HUFFMAN_H
#define IMAGE_JPEG_HUFFMAN_H

#include "image/jpeg/bits.h"

#define JPEG_LOOK_BITS 10
// Added to the run of a symbol that ends a block, or a run of blocks: no other run comes near.
#define JPEG_END_RUN 128

// What a lookup finds: bits 0 to 6 are how many bits it takes, 8 to 15 the run, 16 to 31 the value.
// With JPEG_ENTRY_SIZE set, only the code was found (or nothing, where it takes 0 bits) and in
// place of the value stands its size.
#define JPEG_ENTRY_SIZE 0x80u
#define JPEG_ENTRY_TAKES(entry) ((entry) & 0x7F)
#define JPEG_ENTRY_RUN(entry) ((entry) >> 8 & 0xFF)
#define JPEG_ENTRY_VALUE(entry) ((int32_t)(entry) >> 16)

typedef struct qn_jpeg_huffman {
    uint32_t look[1 << JPEG_LOOK_BITS];
    // Codes of n bits are those below limit[n], as the top bits of 16; the symbol of one stands at
    // its number plus offset[n].
    uint32_t limit[18];
    int32_t offset[17];
    uint8_t symbols[256];
} qn_jpeg_huffman;

// `table` is of qn_jpeg.huffman. A table of DC has symbols up to 15 only, else BAD_DATA.
qn_error qn_jpeg_huffman_build(qn_bytes table, bool is_dc, qn_jpeg_huffman *out);

// The entry of a code that the lookahead does not hold, with JPEG_ENTRY_SIZE. For a code that does
// not exist it ends the block and marks the bits as damaged.
uint32_t qn_jpeg_huffman_find(const qn_jpeg_huffman *table, uint64_t window, bool *is_damaged);

// `size` bits from the top of the window as a coefficient: those that begin with 0 are negative.
static inline int32_t qn_jpeg_extend(uint64_t window, uint32_t size)
{
    if (size == 0) {
        return 0;
    }
    int32_t value = (int32_t)(window >> (64 - size));
    int32_t is_negative = (int32_t)(window >> 63) - 1;
    return value + (is_negative & (1 - (1 << size)));
}

// An entry with its value, which takes at most 31 bits of the window; so many must be there.
static inline uint32_t qn_jpeg_huffman_decode(const qn_jpeg_huffman *table, uint64_t window,
                                              bool *is_damaged)
{
    uint32_t entry = table->look[window >> (64 - JPEG_LOOK_BITS)];
    if ((entry & JPEG_ENTRY_SIZE) == 0) {
        return entry;
    }
    if (entry == JPEG_ENTRY_SIZE) {
        entry = qn_jpeg_huffman_find(table, window, is_damaged);
    }
    uint32_t code_bits = JPEG_ENTRY_TAKES(entry);
    uint32_t size = entry >> 16;
    uint32_t value = (uint32_t)qn_jpeg_extend(window << code_bits, size);
    return value << 16 | (entry & 0xFF00) | (code_bits + size);
}

#endif
