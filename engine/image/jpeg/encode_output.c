// Bits gather in a word of 64 and leave it eight bytes at a time. Behind a byte 0xFF goes a 0,
// which one test on the whole word finds needless nearly always.
#include "image/jpeg/encode_output.h"

#include <string.h>

#include "base/alloc.h"

#define FIRST_CAPACITY_BYTES 4096
// Of one piece of tokens, for which room is made at once.
#define PIECE_TOKENS 1024
// 27 bits lie in 4 bytes, and each may need a 0 behind it.
#define MOST_TOKEN_BYTES 8
#define WORD_BYTES 8

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are turned round to be written");

bool qn_jpeg_output_reserve(qn_jpeg_output *output, size_t more_bytes)
{
    if (output->capacity_bytes - output->size_bytes >= more_bytes) {
        return !output->failed;
    }
    size_t needed = 0, doubled = FIRST_CAPACITY_BYTES;
    bool fits = qn_size_add(output->size_bytes, more_bytes, &needed);
    if (output->capacity_bytes > 0 && !qn_size_mul(output->capacity_bytes, 2, &doubled)) {
        doubled = needed;
    }
    size_t capacity = needed > doubled ? needed : doubled;
    uint8_t *data = fits && !output->failed ? qn_alloc(capacity) : NULL;
    if (data == NULL) {
        output->failed = true;
        return false;
    }
    if (output->size_bytes > 0) {
        memcpy(data, output->data, output->size_bytes);
    }
    qn_free(output->data);
    output->data = data;
    output->capacity_bytes = capacity;
    return true;
}

void qn_jpeg_put(qn_jpeg_output *output, const void *data, size_t size_bytes)
{
    if (size_bytes > 0 && qn_jpeg_output_reserve(output, size_bytes)) {
        memcpy(output->data + output->size_bytes, data, size_bytes);
        output->size_bytes += size_bytes;
    }
}

void qn_jpeg_put_u8(qn_jpeg_output *output, unsigned value)
{
    qn_jpeg_put(output, &(uint8_t){(uint8_t)value}, 1);
}

void qn_jpeg_put_u16(qn_jpeg_output *output, unsigned value)
{
    qn_jpeg_put_u8(output, value >> 8);
    qn_jpeg_put_u8(output, value & 0xFF);
}

// ---- Bits -----------------------------------------------------------------------------------

static inline bool has_byte_ff(uint64_t word)
{
    return ((~word - 0x0101010101010101u) & word & 0x8080808080808080u) != 0;
}

static uint8_t *put_stuffed(uint8_t *to, uint64_t word)
{
    for (int shift = 56; shift >= 0; shift -= 8) {
        uint8_t byte = (uint8_t)(word >> shift);
        *to++ = byte;
        if (byte == 0xFF) {
            *to++ = 0;
        }
    }
    return to;
}

static inline uint8_t *put_word(uint8_t *to, uint64_t word)
{
    if (has_byte_ff(word)) {
        return put_stuffed(to, word);
    }
    uint64_t turned = __builtin_bswap64(word);
    memcpy(to, &turned, sizeof turned);
    return to + sizeof turned;
}

// Words of tokens, or one more if that belongs to the last; returns where they end. There is room.
static const uint16_t *put_piece(qn_jpeg_output *output, const uint16_t *tokens, size_t count,
                                 const uint32_t codes[QN_JPEG_SYMBOL_COUNT])
{
    const uint16_t *end = tokens + count;
    uint8_t *to = output->data + output->size_bytes;
    uint64_t word = output->bits;
    uint32_t used = output->bit_count;
    while (tokens < end) {
        uint32_t token = *tokens++;
        uint32_t code = codes[token & (QN_JPEG_SYMBOL_COUNT - 1)];
        uint32_t number = token >> QN_JPEG_SYMBOL_BITS;
        if (__builtin_expect((token & 15) > QN_JPEG_SHORT_BITS, 0)) {
            number = *tokens++;
        }
        uint32_t length = code & ((1 << QN_JPEG_LENGTH_BITS) - 1);
        uint64_t bits = code >> QN_JPEG_LENGTH_BITS | number;
        used += length;
        if (used < 64) {
            word = word << length | bits;
        } else {
            used -= 64;
            to = put_word(to, word << (length - used) | bits >> used);
            word = bits; // of which the upper ones are written and will be shifted out
        }
    }
    output->size_bytes = (size_t)(to - output->data);
    output->bits = word;
    output->bit_count = used;
    return tokens;
}

void qn_jpeg_put_tokens(qn_jpeg_output *output, const uint16_t *tokens, size_t count,
                        const uint32_t codes[QN_JPEG_SYMBOL_COUNT])
{
    const uint16_t *end = tokens + count;
    while (tokens < end) {
        size_t left = (size_t)(end - tokens);
        size_t piece = left < PIECE_TOKENS ? left : PIECE_TOKENS;
        if (!qn_jpeg_output_reserve(output, piece * MOST_TOKEN_BYTES + 2 * WORD_BYTES)) {
            return;
        }
        tokens = put_piece(output, tokens, piece, codes);
    }
}

void qn_jpeg_put_last_bits(qn_jpeg_output *output)
{
    while (output->bit_count > 0) {
        uint32_t count = output->bit_count;
        uint64_t byte =
            count >= 8 ? output->bits >> (count - 8) : output->bits << (8 - count) | 0xFFu >> count;
        output->bit_count = count >= 8 ? count - 8 : 0;
        qn_jpeg_put_u8(output, byte & 0xFF);
        if ((byte & 0xFF) == 0xFF) {
            qn_jpeg_put_u8(output, 0);
        }
    }
}
