// FNV-1a over 32-bit words: how a hash grows by what the rules keep.
#ifndef GAME_RUN_FOLD_H
#define GAME_RUN_FOLD_H

#include <stdint.h>
#include <string.h>

#define FOLD_START 0xCBF29CE484222325u

static inline uint64_t fold(uint64_t hash, uint32_t value)
{
    return (hash ^ value) * 0x100000001B3u;
}

static inline uint64_t fold_long(uint64_t hash, uint64_t value)
{
    return fold(fold(hash, (uint32_t)value), (uint32_t)(value >> 32));
}

static inline uint64_t fold_float(uint64_t hash, float value)
{
    uint32_t bits = 0;
    float canonical = value + 0.0f; // one zero, not two
    memcpy(&bits, &canonical, sizeof bits);
    return fold(hash, bits);
}

#endif
