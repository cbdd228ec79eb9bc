// Words of 32 bits to and from bytes in either order, and their rotation.
#ifndef HASH_WORDS_H
#define HASH_WORDS_H

#include <stdint.h>

static inline uint32_t rotate_right(uint32_t word, int bits)
{
    return word >> bits | word << (32 - bits);
}

static inline uint32_t load_little(const uint8_t *b)
{
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static inline void store_little(uint8_t *b, uint32_t word)
{
    b[0] = (uint8_t)word;
    b[1] = (uint8_t)(word >> 8);
    b[2] = (uint8_t)(word >> 16);
    b[3] = (uint8_t)(word >> 24);
}

static inline uint32_t load_big(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static inline void store_big(uint8_t *b, uint32_t word)
{
    b[0] = (uint8_t)(word >> 24);
    b[1] = (uint8_t)(word >> 16);
    b[2] = (uint8_t)(word >> 8);
    b[3] = (uint8_t)word;
}

#endif
