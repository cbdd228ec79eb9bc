// A PNG file is checked chunk by chunk first. Then its data are inflated a band at a time, and each
// band is made into pixels while it is in the processor's cache, so that a decode holds little more
// than the picture that it makes.
#include "quoin/image.h"

#include "base/alloc.h"
#include "image/limits.h"
#include "image/png/inflate.h"
#include "image/png/rows.h"
#include "quoin/compress.h"

#define MAX_RAW_BYTES (1u << 29)
// Inflated at a time, about.
#define BAND_BYTES (128 * 1024)

// ---- Limits ---------------------------------------------------------------------------------

static size_t memory_limit(const qn_png *png, const qn_image_limits *limits)
{
    if (limits->max_memory_bytes > 0) {
        return limits->max_memory_bytes;
    }
    uint64_t pixel_count = (uint64_t)png->width_px * png->height_px;
    uint64_t derived = 4 * qn_png_raw_size(png) + 12 * pixel_count + (1u << 20);
    return derived < SIZE_MAX ? (size_t)derived : SIZE_MAX;
}

// ---- Decoding -------------------------------------------------------------------------------

// All that a decode holds besides the pixels, in one block.
typedef struct workroom {
    qn_png_inflater *inflater;
    uint8_t *buffer;
    size_t buffer_bytes; // without the slack
    uint8_t *lines;
} workroom;

// Room for all plain bytes, or for the window, a row and a good band of more.
static uint64_t buffer_size(const qn_png *png)
{
    uint64_t raw = qn_png_raw_size(png);
    uint64_t band = INFLATE_WINDOW_BYTES + 1 + qn_png_row_size(png, png->width_px) + BAND_BYTES;
    return raw < band ? raw : band;
}

static size_t aligned(uint64_t size_bytes) { return (size_t)((size_bytes + 15) / 16 * 16); }

// Null with the error: the budget counts this block and the pixels together.
static uint8_t *take_workroom(const qn_png *png, size_t limit_bytes, workroom *out, qn_error *error)
{
    *out = (workroom){.buffer_bytes = (size_t)buffer_size(png)};
    size_t inflater_bytes = aligned(sizeof(qn_png_inflater));
    size_t buffer_bytes = aligned((uint64_t)out->buffer_bytes + INFLATE_SLACK_BYTES);
    uint64_t size = inflater_bytes + buffer_bytes + qn_png_rows_memory(png);
    uint64_t pixel_bytes = 4 * (uint64_t)png->width_px * png->height_px + PNG_ROWS_SLACK_BYTES;
    *error = QN_ERROR_TOO_LARGE;
    if (size > SIZE_MAX || pixel_bytes > SIZE_MAX || size + pixel_bytes > limit_bytes) {
        return NULL;
    }
    uint8_t *memory = qn_alloc((size_t)size);
    *error = memory != NULL ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
    if (memory == NULL) {
        return NULL;
    }
    out->inflater = (qn_png_inflater *)(void *)memory;
    out->buffer = memory + inflater_bytes;
    out->lines = out->buffer + buffer_bytes;
    return memory;
}

// Sums up the buffer's new bytes, makes rows of those that are whole, and drops what was used.
static void use_band(qn_png_inflater *inflater, size_t kept_bytes, qn_png_rows *rows, size_t *at,
                     uint32_t *adler)
{
    const uint8_t *buffer = inflater->buffer;
    size_t filled = inflater->filled_bytes;
    *adler = qn_adler32(*adler, (qn_bytes){buffer + kept_bytes, filled - kept_bytes});
    size_t size = qn_png_rows_next_size(rows);
    while (size > 0 && size <= filled - *at) {
        qn_png_rows_take(rows, buffer + *at);
        *at += size;
        size = qn_png_rows_next_size(rows);
    }
    qn_png_inflate_drop(inflater, *at);
    *at -= filled - inflater->filled_bytes;
}

static qn_error decode_rows(const qn_png *png, const workroom *room, uint8_t *rgba)
{
    qn_png_rows rows = qn_png_rows_begin(png, room->lines, rgba);
    qn_png_inflater *inflater = room->inflater;
    uint32_t adler = 1;
    size_t at = 0; // of the next row in the buffer
    qn_error error =
        qn_png_inflate_open(inflater, png, qn_png_raw_size(png), room->buffer, room->buffer_bytes);
    while (error == QN_ERROR_OK && inflater->state != INFLATE_DONE) {
        size_t kept_bytes = inflater->filled_bytes;
        error = qn_png_inflate_fill(inflater);
        if (error == QN_ERROR_OK) {
            use_band(inflater, kept_bytes, &rows, &at, &adler);
        }
    }
    if (error == QN_ERROR_OK) {
        error = qn_png_inflate_check_end(inflater, adler);
    }
    return error == QN_ERROR_OK && rows.has_bad_filter ? QN_ERROR_BAD_DATA : error;
}

static qn_error decode_checked(const qn_png *png, size_t limit_bytes, qn_bitmap *out)
{
    if (qn_png_raw_size(png) > MAX_RAW_BYTES) {
        return QN_ERROR_TOO_LARGE;
    }
    workroom room;
    qn_error error;
    uint8_t *memory = take_workroom(png, limit_bytes, &room, &error);
    if (memory == NULL) {
        return error;
    }
    size_t pixel_count = (size_t)png->width_px * png->height_px;
    uint8_t *rgba = qn_alloc(4 * pixel_count + PNG_ROWS_SLACK_BYTES);
    error = rgba != NULL ? decode_rows(png, &room, rgba) : QN_ERROR_OUT_OF_MEMORY;
    qn_free(memory);
    if (error != QN_ERROR_OK) {
        qn_free(rgba);
        return error;
    }
    *out = (qn_bitmap){(int32_t)png->width_px, (int32_t)png->height_px, rgba};
    return QN_ERROR_OK;
}

// ---- Public ---------------------------------------------------------------------------------

qn_error qn_image_decode_png(qn_bytes file, const qn_image_limits *limits, qn_bitmap *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_bitmap){0};
    if (file.data == NULL && file.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_image_limits resolved;
    qn_error error = qn_limits_resolve(limits, &resolved);
    qn_cursor cursor = qn_cursor_over(file);
    qn_png png;
    if (error == QN_ERROR_OK) {
        error = qn_png_read_header(&cursor, &png);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!qn_limits_allow(&resolved, png.width_px, png.height_px)) {
        return QN_ERROR_TOO_LARGE;
    }
    error = qn_png_walk(&cursor, &png);
    if (error != QN_ERROR_OK) {
        return error;
    }
    return decode_checked(&png, memory_limit(&png, &resolved), out);
}

qn_error qn_image_probe_png(qn_bytes file, int32_t *width_px, int32_t *height_px)
{
    if (width_px == NULL || height_px == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *width_px = 0;
    *height_px = 0;
    if (file.data == NULL && file.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_cursor cursor = qn_cursor_over(file);
    qn_png png;
    qn_error error = qn_png_read_header(&cursor, &png);
    if (error == QN_ERROR_OK) {
        *width_px = (int32_t)png.width_px;
        *height_px = (int32_t)png.height_px;
    }
    return error;
}
