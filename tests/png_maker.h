// Builds PNG files, right or wrong, chunk by chunk.
#ifndef TESTS_PNG_MAKER_H
#define TESTS_PNG_MAKER_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "quoin/base.h"

typedef struct png_maker {
    uint8_t *data;
    size_t size;
} png_maker;

static inline void maker_u32(uint8_t *out, uint32_t value)
{
    for (int i = 0; i < 4; ++i) {
        out[i] = (uint8_t)(value >> (24 - 8 * i));
    }
}

static inline png_maker maker_begin(void)
{
    static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    png_maker maker = {malloc(8), 8};
    memcpy(maker.data, signature, 8);
    return maker;
}

static inline void maker_chunk(png_maker *maker, const char *type, const void *data, size_t size)
{
    uint8_t *grown = realloc(maker->data, maker->size + size + 12);
    if (grown == NULL) {
        abort();
    }
    maker->data = grown;
    uint8_t *at = maker->data + maker->size;
    maker_u32(at, (uint32_t)size);
    memcpy(at + 4, type, 4);
    if (size > 0) {
        memcpy(at + 8, data, size);
    }
    maker_u32(at + 8 + size, (uint32_t)crc32(0, at + 4, (uInt)(size + 4)));
    maker->size += size + 12;
}

static inline void maker_header(png_maker *maker, uint32_t width, uint32_t height, uint8_t depth,
                                uint8_t color, uint8_t interlace)
{
    uint8_t header[13] = {0};
    maker_u32(header, width);
    maker_u32(header + 4, height);
    header[8] = depth;
    header[9] = color;
    header[12] = interlace;
    maker_chunk(maker, "IHDR", header, sizeof header);
}

// Deflates the rows (filter bytes included) into one IDAT chunk.
static inline void maker_rows(png_maker *maker, const void *rows, size_t size)
{
    uLong packed_size = compressBound((uLong)size);
    uint8_t *packed = malloc(packed_size);
    compress2(packed, &packed_size, rows, (uLong)size, 9);
    maker_chunk(maker, "IDAT", packed, packed_size);
    free(packed);
}

static inline void maker_end(png_maker *maker) { maker_chunk(maker, "IEND", NULL, 0); }

static inline qn_bytes maker_view(const png_maker *maker)
{
    return (qn_bytes){maker->data, maker->size};
}

static inline void maker_free(png_maker *maker)
{
    free(maker->data);
    *maker = (png_maker){0};
}

#endif
