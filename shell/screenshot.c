// The least of PNG (ISO/IEC 15948): 8-bit RGB, no filtering, one data chunk out of zlib.
#include "screenshot.h"

#include <GLES3/gl3.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void put_u32_be(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)(value >> 24);
    to[1] = (uint8_t)(value >> 16);
    to[2] = (uint8_t)(value >> 8);
    to[3] = (uint8_t)value;
}

static void put_chunk(FILE *file, const char type[4], const uint8_t *data, uint32_t size_bytes)
{
    uint8_t number[4];
    put_u32_be(number, size_bytes);
    fwrite(number, 1, 4, file);
    fwrite(type, 1, 4, file);
    uLong crc = crc32(0, (const Bytef *)type, 4);
    if (size_bytes > 0) {
        fwrite(data, 1, size_bytes, file);
        crc = crc32(crc, data, size_bytes);
    }
    put_u32_be(number, (uint32_t)crc);
    fwrite(number, 1, 4, file);
}

static bool write_png(const char *path, const uint8_t *rows, uLong rows_bytes, int32_t width_px,
                      int32_t height_px)
{
    uLongf packed_bytes = compressBound(rows_bytes);
    uint8_t *packed = malloc(packed_bytes);
    FILE *file = fopen(path, "wb");
    bool is_ready = packed != NULL && file != NULL &&
                    compress2(packed, &packed_bytes, rows, rows_bytes, 6) == Z_OK;
    if (is_ready) {
        uint8_t header[13] = {[8] = 8, [9] = 2};
        put_u32_be(header, (uint32_t)width_px);
        put_u32_be(header + 4, (uint32_t)height_px);
        fwrite("\x89PNG\r\n\x1a\n", 1, 8, file);
        put_chunk(file, "IHDR", header, sizeof header);
        put_chunk(file, "IDAT", packed, (uint32_t)packed_bytes);
        put_chunk(file, "IEND", NULL, 0);
    }
    free(packed);
    return file != NULL && fclose(file) == 0 && is_ready;
}

// A row of a PNG: no filter, then the colours without alpha. Returns where the next one begins.
static uint8_t *copy_row(uint8_t *to, const uint8_t *from, size_t width)
{
    *to++ = 0;
    for (size_t x = 0; x < width; ++x, from += 4, to += 3) {
        memcpy(to, from, 3);
    }
    return to;
}

// Rows stand stride_bytes apart, upwards in memory or downwards.
static bool write_rows(const char *path, const uint8_t *row, ptrdiff_t stride_bytes,
                       int32_t width_px, int32_t height_px)
{
    size_t width = (size_t)width_px, height = (size_t)height_px;
    uint8_t *rows = malloc((width * 3 + 1) * height);
    if (rows == NULL) {
        return false;
    }
    uint8_t *to = rows;
    for (int32_t y = 0; y < height_px; ++y) {
        to = copy_row(to, row + y * stride_bytes, width);
    }
    bool is_written = write_png(path, rows, (uLong)(to - rows), width_px, height_px);
    free(rows);
    return is_written;
}

bool screenshot_write_pixels(const char *path, const uint8_t *rgba, int32_t width_px,
                             int32_t height_px)
{
    return rgba != NULL && write_rows(path, rgba, (ptrdiff_t)width_px * 4, width_px, height_px);
}

bool screenshot_write(const char *path, int32_t width_px, int32_t height_px)
{
    ptrdiff_t row_bytes = (ptrdiff_t)width_px * 4;
    uint8_t *rgba = malloc((size_t)row_bytes * (size_t)height_px);
    if (rgba == NULL) {
        return false;
    }
    // OpenGL's first row is the lowest.
    glReadPixels(0, 0, width_px, height_px, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    bool is_written =
        write_rows(path, rgba + row_bytes * (height_px - 1), -row_bytes, width_px, height_px);
    free(rgba);
    return is_written;
}
