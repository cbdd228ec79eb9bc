// One round of SHA-256 on words (FIPS 180-4, section 6.2.2).
#ifndef HASH_SHA256_MIX_H
#define HASH_SHA256_MIX_H

#include "base/simd_u32.h"
#include "hash/words.h"

// s[0..7] are a to h of round 0; in round i each name has moved on by i.
// `word` has the constant of the round in it already.
QN_INLINE void sha256_mix(uint32_t s[8], int i, uint32_t word)
{
    uint32_t a = s[-i & 7], b = s[(1 - i) & 7], c = s[(2 - i) & 7];
    uint32_t e = s[(4 - i) & 7], f = s[(5 - i) & 7], g = s[(6 - i) & 7];
    uint32_t sum1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
    uint32_t choice = g ^ (e & (f ^ g));
    uint32_t t1 = s[(7 - i) & 7] + word + choice + sum1;
    uint32_t sum0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
    uint32_t majority = (a & b) | (c & (a | b));
    s[(3 - i) & 7] += t1;
    s[(7 - i) & 7] = t1 + sum0 + majority;
}

#endif
