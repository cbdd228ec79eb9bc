// The file as it grows: bytes, and behind them the bits that do not make up a byte yet.
#ifndef IMAGE_JPEG_ENCODE_OUTPUT_H
#define IMAGE_JPEG_ENCODE_OUTPUT_H

#include "quoin/base.h"

typedef struct qn_jpeg_output {
    uint8_t *data; // of qn_alloc; the owner's
    size_t size_bytes, capacity_bytes;
    bool failed;   // there was no memory; nothing more is written
    uint64_t bits; // the lowest bit_count are still to be written
    uint32_t bit_count;
} qn_jpeg_output;

// Room for so many bytes more. False: there is no memory.
bool qn_jpeg_output_reserve(qn_jpeg_output *output, size_t more_bytes);
void qn_jpeg_put(qn_jpeg_output *output, const void *data, size_t size_bytes);
void qn_jpeg_put_u8(qn_jpeg_output *output, unsigned value);
void qn_jpeg_put_u16(qn_jpeg_output *output, unsigned value); // big-endian

// A token is a number to write: in its low QN_JPEG_SYMBOL_BITS which table's symbol it has, the
// size of the number in the lowest four, and above them as many bits of the number itself, or in a
// word of their own if there are more than QN_JPEG_SHORT_BITS. An entry of `codes` holds the
// symbol's code, moved left by that size, and in the low five bits the length of both. No token has
// more than 27 bits.
#define QN_JPEG_SYMBOL_BITS 10
#define QN_JPEG_SHORT_BITS 6
#define QN_JPEG_SYMBOL_COUNT (1 << QN_JPEG_SYMBOL_BITS)
#define QN_JPEG_LENGTH_BITS 5

void qn_jpeg_put_tokens(qn_jpeg_output *output, const uint16_t *tokens, size_t count,
                        const uint32_t codes[QN_JPEG_SYMBOL_COUNT]);
// Fills the last byte with ones.
void qn_jpeg_put_last_bits(qn_jpeg_output *output);

#endif
