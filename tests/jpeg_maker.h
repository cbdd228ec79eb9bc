// Builds JPEG files from blocks of coefficients, right or wrong, segment by segment: sequential or
// progressive, in one scan or many.
#ifndef TESTS_JPEG_MAKER_H
#define TESTS_JPEG_MAKER_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "quoin/base.h"

// What a file holds. Blocks are in natural order, as many as fill whole MCUs.
typedef struct made_picture {
    int width, height, count;
    int h[4], v[4], max_h, max_v;
    int across[4], down[4];           // blocks, those included that only fill MCUs
    int real_across[4], real_down[4]; // that hold pixels
    int16_t *blocks[4];
    uint16_t quant[4][64];
} made_picture;

typedef struct jpeg_maker {
    uint8_t *data;
    size_t size, room;
    uint32_t bits;
    int bit_count;
    int restart_interval;
    bool has_standard_tables; // those of Annex K, else flat ones, which know all symbols
    int dc[4];
    // Of progressive scans: blocks that ended, and the bits that belong to what they hold.
    int end_run, max_end_run;
    uint8_t late_bits[4096];
    int late_count;
} jpeg_maker;

static const uint8_t made_zigzag[64] = {
    0,  1,  8,  16, 9,  2,  3,  10, 17, 24, 32, 25, 18, 11, 4,  5,  12, 19, 26, 33, 40, 48,
    41, 34, 27, 20, 13, 6,  7,  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23,
    30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63};

// ---- Bytes ----------------------------------------------------------------------------------

static inline void jpeg_byte(jpeg_maker *maker, int value)
{
    if (maker->size == maker->room) {
        maker->room = 2 * maker->room + 64;
        uint8_t *grown = realloc(maker->data, maker->room);
        if (grown == NULL) {
            abort();
        }
        maker->data = grown;
    }
    maker->data[maker->size++] = (uint8_t)value;
}

static inline void jpeg_marker(jpeg_maker *maker, int marker)
{
    jpeg_byte(maker, 0xFF);
    jpeg_byte(maker, marker);
}

static inline void jpeg_segment(jpeg_maker *maker, int marker, const void *data, size_t size)
{
    jpeg_marker(maker, marker);
    jpeg_byte(maker, (int)((size + 2) >> 8));
    jpeg_byte(maker, (int)((size + 2) & 255));
    for (size_t i = 0; i < size; ++i) {
        jpeg_byte(maker, ((const uint8_t *)data)[i]);
    }
}

static inline qn_bytes jpeg_view(const jpeg_maker *maker)
{
    return (qn_bytes){maker->data, maker->size};
}

static inline void jpeg_free(jpeg_maker *maker)
{
    free(maker->data);
    *maker = (jpeg_maker){0};
}

static inline jpeg_maker jpeg_begin(void)
{
    jpeg_maker maker = {.max_end_run = 1};
    jpeg_marker(&maker, 0xD8);
    return maker;
}

static inline void jpeg_end(jpeg_maker *maker) { jpeg_marker(maker, 0xD9); }

// ---- Headers --------------------------------------------------------------------------------

static inline void jpeg_quant(jpeg_maker *maker, const made_picture *picture)
{
    for (int i = 0; i < picture->count; ++i) {
        uint8_t data[129] = {(uint8_t)(0x10 | i)};
        for (int k = 0; k < 64; ++k) {
            uint16_t value = picture->quant[i][made_zigzag[k]];
            data[1 + 2 * k] = (uint8_t)(value >> 8);
            data[2 + 2 * k] = (uint8_t)value;
        }
        jpeg_segment(maker, 0xDB, data, sizeof data);
    }
}

// marker is 0xC0 for baseline, 0xC2 for progressive. Components are named 1, 2, 3, 4.
static inline void jpeg_frame(jpeg_maker *maker, const made_picture *picture, int marker)
{
    uint8_t data[6 + 3 * 4] = {8};
    data[1] = (uint8_t)(picture->height >> 8);
    data[2] = (uint8_t)picture->height;
    data[3] = (uint8_t)(picture->width >> 8);
    data[4] = (uint8_t)picture->width;
    data[5] = (uint8_t)picture->count;
    for (int i = 0; i < picture->count; ++i) {
        data[6 + 3 * i] = (uint8_t)(i + 1);
        data[7 + 3 * i] = (uint8_t)(picture->h[i] << 4 | picture->v[i]);
        data[8 + 3 * i] = (uint8_t)i;
    }
    jpeg_segment(maker, marker, data, 6 + 3 * (size_t)picture->count);
}

// Of 9 bits, for each of 256 symbols its own number; those of DC are four bits.
static inline void jpeg_flat_tables(jpeg_maker *maker)
{
    uint8_t dc[17 + 15] = {0}, ac[17 + 256] = {0x10};
    dc[4] = 15;
    for (int i = 0; i < 15; ++i) {
        dc[17 + i] = (uint8_t)i;
    }
    ac[8] = 128;
    ac[9] = 128;
    for (int i = 0; i < 256; ++i) {
        ac[17 + i] = (uint8_t)i;
    }
    jpeg_segment(maker, 0xC4, dc, sizeof dc);
    jpeg_segment(maker, 0xC4, ac, sizeof ac);
}

static inline void jpeg_restart_interval(jpeg_maker *maker, int interval)
{
    uint8_t data[2] = {(uint8_t)(interval >> 8), (uint8_t)interval};
    maker->restart_interval = interval;
    jpeg_segment(maker, 0xDD, data, sizeof data);
}

// ---- Bits -----------------------------------------------------------------------------------

static inline void jpeg_data_byte(jpeg_maker *maker, int value)
{
    jpeg_byte(maker, value);
    if (value == 255) {
        jpeg_byte(maker, 0);
    }
}

static inline void jpeg_bits(jpeg_maker *maker, uint32_t value, int count)
{
    for (int i = count - 1; i >= 0; --i) {
        maker->bits = maker->bits << 1 | (value >> i & 1);
        maker->bit_count += 1;
        if (maker->bit_count == 8) {
            jpeg_data_byte(maker, (int)(maker->bits & 255));
            maker->bit_count = 0;
        }
    }
}

static inline void jpeg_pad(jpeg_maker *maker)
{
    while (maker->bit_count > 0) {
        jpeg_bits(maker, 1, 1);
    }
}

// Annex K.3's tables of luma: sixteen counts of codes by length, then the symbols.
static const uint8_t made_standard_dc[28] = {0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0,   0,
                                             0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xa, 0xb};
static const uint8_t made_standard_ac[178] = {
    0,    2,    1,    3,    3,    2,    4,    3,    5,    5,    4,    4,    0,    0,    1,
    0x7d, 1,    2,    3,    0,    4,    0x11, 5,    0x12, 0x21, 0x31, 0x41, 6,    0x13, 0x51,
    0x61, 7,    0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xa1, 8,    0x23, 0x42, 0xb1, 0xc1, 0x15,
    0x52, 0xd1, 0xf0, 0x24, 0x33, 0x62, 0x72, 0x82, 9,    0xa,  0x16, 0x17, 0x18, 0x19, 0x1a,
    0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44,
    0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63,
    0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a,
    0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98,
    0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5,
    0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2,
    0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7,
    0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa};

// A standard symbol by walking its table as the annex does.
static inline void jpeg_standard_symbol(jpeg_maker *maker, const uint8_t *table, int symbol)
{
    uint32_t code = 0;
    int bits = 1, left = table[0];
    for (int place = 16;; ++place, --left, ++code) {
        for (; left == 0; ++bits) {
            left = table[bits];
            code <<= 1;
        }
        if (table[place] == symbol) {
            break;
        }
    }
    jpeg_bits(maker, code, bits);
}

static inline void jpeg_dc_symbol(jpeg_maker *maker, int symbol)
{
    if (maker->has_standard_tables) {
        jpeg_standard_symbol(maker, made_standard_dc, symbol);
    } else {
        jpeg_bits(maker, (uint32_t)symbol, 4);
    }
}

// Codes of 8 bits for the first 128 symbols, then of 9.
static inline void jpeg_ac_symbol(jpeg_maker *maker, int symbol)
{
    if (maker->has_standard_tables) {
        jpeg_standard_symbol(maker, made_standard_ac, symbol);
    } else if (symbol < 128) {
        jpeg_bits(maker, (uint32_t)symbol, 8);
    } else {
        jpeg_bits(maker, (uint32_t)(256 + symbol - 128), 9);
    }
}

static inline int jpeg_size_of(int value)
{
    int size = 0;
    for (int rest = abs(value); rest > 0; rest >>= 1) {
        ++size;
    }
    return size;
}

static inline void jpeg_value(jpeg_maker *maker, int value, int size)
{
    jpeg_bits(maker, (uint32_t)(value < 0 ? value + (1 << size) - 1 : value), size);
}

// ---- Blocks ---------------------------------------------------------------------------------

typedef struct made_scan {
    int components[4], count;
    int first, last, high, low;
    bool is_progressive;
} made_scan;

static inline void jpeg_dc(jpeg_maker *maker, int component, int value)
{
    int difference = value - maker->dc[component];
    maker->dc[component] = value;
    jpeg_dc_symbol(maker, jpeg_size_of(difference));
    jpeg_value(maker, difference, jpeg_size_of(difference));
}

static inline void jpeg_sequential_block(jpeg_maker *maker, int component, const int16_t *block)
{
    jpeg_dc(maker, component, block[0]);
    int run = 0;
    for (int k = 1; k < 64; ++k) {
        int value = block[made_zigzag[k]];
        if (value == 0) {
            ++run;
            continue;
        }
        for (; run > 15; run -= 16) {
            jpeg_ac_symbol(maker, 0xF0);
        }
        jpeg_ac_symbol(maker, run << 4 | jpeg_size_of(value));
        jpeg_value(maker, value, jpeg_size_of(value));
        run = 0;
    }
    if (run > 0) {
        jpeg_ac_symbol(maker, 0);
    }
}

static inline void jpeg_late_bits(jpeg_maker *maker)
{
    for (int i = 0; i < maker->late_count; ++i) {
        jpeg_bits(maker, maker->late_bits[i], 1);
    }
    maker->late_count = 0;
}

static inline void jpeg_end_run(jpeg_maker *maker)
{
    if (maker->end_run > 0) {
        int size = jpeg_size_of(maker->end_run / 2);
        jpeg_ac_symbol(maker, size << 4);
        jpeg_bits(maker, (uint32_t)(maker->end_run - (1 << size)), size);
        maker->end_run = 0;
        jpeg_late_bits(maker);
    }
}

static inline void jpeg_count_end(jpeg_maker *maker)
{
    maker->end_run += 1;
    if (maker->end_run >= maker->max_end_run) {
        jpeg_end_run(maker);
    }
}

// The coefficient as it is known once bits down to `low` were sent: cut towards zero.
static inline int jpeg_cut(int value, int low)
{
    return value < 0 ? -(-value >> low) : value >> low;
}

static inline void jpeg_ac_first(jpeg_maker *maker, const made_scan *scan, const int16_t *block)
{
    int run = 0;
    for (int k = scan->first; k <= scan->last; ++k) {
        int value = jpeg_cut(block[made_zigzag[k]], scan->low);
        if (value == 0) {
            ++run;
            continue;
        }
        jpeg_end_run(maker);
        for (; run > 15; run -= 16) {
            jpeg_ac_symbol(maker, 0xF0);
        }
        jpeg_ac_symbol(maker, run << 4 | jpeg_size_of(value));
        jpeg_value(maker, value, jpeg_size_of(value));
        run = 0;
    }
    if (run > 0) {
        jpeg_count_end(maker);
    }
}

static inline int jpeg_last_new(const made_scan *scan, const int16_t *block)
{
    int last = scan->first - 1;
    for (int k = scan->first; k <= scan->last; ++k) {
        last = abs(jpeg_cut(block[made_zigzag[k]], scan->low)) == 1 ? k : last;
    }
    return last;
}

static inline void jpeg_flush(jpeg_maker *maker, const uint8_t *bits, int *count)
{
    for (int i = 0; i < *count; ++i) {
        jpeg_bits(maker, bits[i], 1);
    }
    *count = 0;
}

static inline void jpeg_ac_refine(jpeg_maker *maker, const made_scan *scan, const int16_t *block)
{
    int last_new = jpeg_last_new(scan, block), run = 0;
    uint8_t bits[64];
    int bit_count = 0;
    for (int k = scan->first; k <= scan->last; ++k) {
        int value = jpeg_cut(block[made_zigzag[k]], scan->low);
        if (value == 0) {
            ++run;
            continue;
        }
        while (run > 15 && k <= last_new) {
            jpeg_end_run(maker);
            jpeg_ac_symbol(maker, 0xF0);
            run -= 16;
            jpeg_flush(maker, bits, &bit_count);
        }
        if (abs(value) > 1) {
            bits[bit_count++] = (uint8_t)(abs(value) & 1);
            continue;
        }
        jpeg_end_run(maker);
        jpeg_ac_symbol(maker, run << 4 | 1);
        jpeg_bits(maker, value > 0, 1);
        jpeg_flush(maker, bits, &bit_count);
        run = 0;
    }
    if (run > 0 || bit_count > 0) {
        memcpy(maker->late_bits + maker->late_count, bits, (size_t)bit_count);
        maker->late_count += bit_count;
        jpeg_count_end(maker);
    }
}

static inline void jpeg_block(jpeg_maker *maker, const made_scan *scan, int component,
                              const int16_t *block)
{
    if (!scan->is_progressive) {
        jpeg_sequential_block(maker, component, block);
    } else if (scan->first == 0 && scan->high == 0) {
        jpeg_dc(maker, component, block[0] >> scan->low);
    } else if (scan->first == 0) {
        jpeg_bits(maker, (uint32_t)(block[0] >> scan->low) & 1, 1);
    } else if (scan->high == 0) {
        jpeg_ac_first(maker, scan, block);
    } else {
        jpeg_ac_refine(maker, scan, block);
    }
}

// ---- Scans ----------------------------------------------------------------------------------

static inline void jpeg_scan_header(jpeg_maker *maker, const made_scan *scan)
{
    uint8_t data[1 + 8 + 3] = {(uint8_t)scan->count};
    for (int i = 0; i < scan->count; ++i) {
        data[1 + 2 * i] = (uint8_t)(scan->components[i] + 1);
    }
    size_t at = 1 + 2 * (size_t)scan->count;
    data[at] = (uint8_t)scan->first;
    data[at + 1] = (uint8_t)scan->last;
    data[at + 2] = (uint8_t)(scan->high << 4 | scan->low);
    jpeg_segment(maker, 0xDA, data, at + 3);
}

static inline void jpeg_restart_if_due(jpeg_maker *maker, int mcu)
{
    if (maker->restart_interval > 0 && mcu > 0 && mcu % maker->restart_interval == 0) {
        jpeg_end_run(maker);
        jpeg_pad(maker);
        jpeg_marker(maker, 0xD0 + (mcu / maker->restart_interval - 1) % 8);
        memset(maker->dc, 0, sizeof maker->dc);
    }
}

static inline void jpeg_mcu(jpeg_maker *maker, const made_picture *picture, const made_scan *scan,
                            int mcu_x, int mcu_y)
{
    for (int i = 0; i < scan->count; ++i) {
        int c = scan->components[i];
        for (int j = 0; j < picture->h[c] * picture->v[c]; ++j) {
            int x = mcu_x * picture->h[c] + j % picture->h[c];
            int y = mcu_y * picture->v[c] + j / picture->h[c];
            jpeg_block(maker, scan, c, picture->blocks[c] + 64 * (y * picture->across[c] + x));
        }
    }
}

static inline void jpeg_scan(jpeg_maker *maker, const made_picture *picture, made_scan scan)
{
    int c = scan.components[0];
    bool is_alone = scan.count == 1;
    int across = is_alone ? picture->real_across[c] : picture->across[c] / picture->h[c];
    int down = is_alone ? picture->real_down[c] : picture->down[c] / picture->v[c];
    jpeg_scan_header(maker, &scan);
    memset(maker->dc, 0, sizeof maker->dc);
    for (int mcu = 0; mcu < across * down; ++mcu) {
        jpeg_restart_if_due(maker, mcu);
        int x = mcu % across, y = mcu / across;
        if (is_alone) {
            jpeg_block(maker, &scan, c, picture->blocks[c] + 64 * (y * picture->across[c] + x));
        } else {
            jpeg_mcu(maker, picture, &scan, x, y);
        }
    }
    jpeg_end_run(maker);
    jpeg_pad(maker);
}

// ---- Pictures -------------------------------------------------------------------------------

static inline made_picture picture_begin(int width, int height, int count, const int factors[8])
{
    made_picture p = {.width = width, .height = height, .count = count};
    for (int i = 0; i < count; ++i) {
        p.h[i] = count == 1 ? 1 : factors[2 * i];
        p.v[i] = count == 1 ? 1 : factors[2 * i + 1];
        p.max_h = p.h[i] > p.max_h ? p.h[i] : p.max_h;
        p.max_v = p.v[i] > p.max_v ? p.v[i] : p.max_v;
    }
    for (int i = 0; i < count; ++i) {
        int mcus_across = (width + 8 * p.max_h - 1) / (8 * p.max_h);
        int mcus_down = (height + 8 * p.max_v - 1) / (8 * p.max_v);
        p.across[i] = mcus_across * p.h[i];
        p.down[i] = mcus_down * p.v[i];
        p.real_across[i] = (width * p.h[i] + 8 * p.max_h - 1) / (8 * p.max_h);
        p.real_down[i] = (height * p.v[i] + 8 * p.max_v - 1) / (8 * p.max_v);
        p.blocks[i] = calloc((size_t)p.across[i] * (size_t)p.down[i], 64 * sizeof(int16_t));
    }
    return p;
}

static inline void picture_free(made_picture *picture)
{
    for (int i = 0; i < picture->count; ++i) {
        free(picture->blocks[i]);
    }
}

// Blocks that hold nothing but DC, a few coefficients or many, and samples that leave 0 to 255.
static inline void picture_fill_block(int16_t *block, const uint16_t *quant, uint32_t *seed)
{
    static const int counts[8] = {0, 0, 1, 3, 6, 9, 20, 63};
    int count = counts[check_random(seed) % 8];
    block[0] = (int16_t)((int)(check_random(seed) % 2048 - 1024) / quant[0]);
    for (int i = 0; i < count; ++i) {
        int k = 1 + (int)(check_random(seed) % (uint32_t)(count < 9 ? 9 : 63));
        int most = 900 / (1 + k);
        int value = (int)(check_random(seed) % (uint32_t)(2 * most + 1)) - most;
        int at = made_zigzag[k];
        block[at] = (int16_t)(value / quant[at]);
    }
}

static inline void picture_fill(made_picture *picture, uint32_t *seed)
{
    for (int i = 0; i < picture->count; ++i) {
        uint32_t step = 1 + check_random(seed) % 40;
        for (int k = 0; k < 64; ++k) {
            picture->quant[i][k] = (uint16_t)(1 + check_random(seed) % step);
        }
        for (int b = 0; b < picture->across[i] * picture->down[i]; ++b) {
            picture_fill_block(picture->blocks[i] + 64 * b, picture->quant[i], seed);
        }
    }
}

#endif
