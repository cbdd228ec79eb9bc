// The bits of a scan, from the top of a 64-bit window. A byte of 255 is data if a 0 follows, else
// it begins a marker, behind which the window never reads: from there on it is fed zeros, and
// counts them, so that decoding needs no other check to be safe and says afterwards whether it ran
// dry.
#ifndef IMAGE_JPEG_BITS_H
#define IMAGE_JPEG_BITS_H

#include <string.h>

#include "quoin/base.h"

#define JPEG_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

typedef struct qn_jpeg_bits {
    uint64_t window;       // the next `count` bits from the top
    int32_t count;         // below 64
    int32_t made_up_count; // bits fed that stand for nothing, at most the window and one more fill
    const uint8_t *at, *end; // what was not fed yet
    bool is_damaged;         // a code that does not exist, or coefficients past their block
} qn_jpeg_bits;

// One byte at a time: near markers, bytes of 255 and the end.
qn_jpeg_bits qn_jpeg_bits_fill_slowly(qn_jpeg_bits bits);

static inline uint64_t qn_jpeg_load_u64(const uint8_t *at)
{
    uint64_t raw;
    memcpy(&raw, at, sizeof raw);
    return __builtin_bswap64(raw);
}

static inline bool qn_jpeg_has_255(uint64_t raw)
{
    return (raw & ~(raw + 0x0101010101010101u) & 0x8080808080808080u) != 0;
}

// At least 56 bits are there afterwards.
static inline void qn_jpeg_bits_fill(qn_jpeg_bits *bits)
{
    if (bits->end - bits->at >= 8) {
        uint64_t raw = qn_jpeg_load_u64(bits->at);
        if (!qn_jpeg_has_255(raw)) {
            bits->window |= raw >> bits->count;
            bits->at += (63 - bits->count) >> 3;
            bits->count |= 56;
            return;
        }
    }
    *bits = qn_jpeg_bits_fill_slowly(*bits);
}

// Enough for one symbol and the coefficient behind it.
static inline void qn_jpeg_bits_need_32(qn_jpeg_bits *bits)
{
    if (bits->count < 32) {
        qn_jpeg_bits_fill(bits);
    }
}

static inline void qn_jpeg_bits_drop(qn_jpeg_bits *bits, uint32_t count)
{
    bits->window <<= count;
    bits->count -= (int32_t)count;
}

// 1 to 32 bits, which must be there.
static inline uint32_t qn_jpeg_bits_take(qn_jpeg_bits *bits, uint32_t count)
{
    uint32_t value = (uint32_t)(bits->window >> (64 - count));
    qn_jpeg_bits_drop(bits, count);
    return value;
}

// More bits were used than there are.
static inline bool qn_jpeg_bits_ran_dry(const qn_jpeg_bits *bits)
{
    return bits->made_up_count > bits->count;
}

// Behind the next marker, which must be this restart marker (0 to 7) with nothing but fill bytes
// before it; else TRUNCATED or BAD_DATA.
qn_error qn_jpeg_bits_restart(qn_jpeg_bits *bits, uint32_t number);

#endif
