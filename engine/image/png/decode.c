// A PNG file is checked chunk by chunk first. Then its data are inflated a band at a time, and each
// band is made into pixels while it is in the processor's cache, so that a decode holds little more
// than the picture that it makes.
#include "quoin/image.h"

#include "base/alloc.h"
#include "image/limits.h"
#include "image/png/decode.h"
#include "image/png/inflate.h"
#include "image/png/rows.h"
#include "quoin/compress.h"

#define MAX_RAW_BYTES (1u << 29)
// Inflated at a time, about.
#define BAND_BYTES (128 * 1024)
#define ALMOST_DONE 0.999f // until the sums have been found right

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

// ---- Memory ---------------------------------------------------------------------------------

struct qn_png_decoder {
    qn_png png;
    // In one block, `memory`: the inflater, its buffer, and lines of rows.
    uint8_t *memory;
    qn_png_inflater *inflater;
    uint8_t *rgba; // null once it was taken
    qn_png_rows rows;
    size_t row_at; // of the next row in the buffer
    uint32_t adler;
    qn_error error; // of an earlier step
};

// Room for all plain bytes, or for the window, a row and a good band of more.
static uint64_t buffer_size(const qn_png *png)
{
    uint64_t raw = qn_png_raw_size(png);
    uint64_t band = INFLATE_WINDOW_BYTES + 1 + qn_png_row_size(png, png->width_px) + BAND_BYTES;
    return raw < band ? raw : band;
}

static size_t aligned(uint64_t size_bytes) { return (size_t)((size_bytes + 15) / 16 * 16); }

// The budget counts all blocks together.
static qn_error take_memory(qn_png_decoder *d, size_t limit_bytes)
{
    const qn_png *png = &d->png;
    size_t inflater_bytes = aligned(sizeof(qn_png_inflater));
    size_t buffer_bytes = aligned(buffer_size(png) + INFLATE_SLACK_BYTES);
    uint64_t size = inflater_bytes + buffer_bytes + qn_png_rows_memory(png);
    uint64_t pixel_bytes = 4 * (uint64_t)png->width_px * png->height_px + PNG_ROWS_SLACK_BYTES;
    if (size > SIZE_MAX || pixel_bytes > SIZE_MAX || size + pixel_bytes + sizeof *d > limit_bytes) {
        return QN_ERROR_TOO_LARGE;
    }
    d->memory = qn_alloc((size_t)size);
    d->rgba = d->memory != NULL ? qn_alloc((size_t)pixel_bytes) : NULL;
    if (d->rgba == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    uint8_t *buffer = d->memory + inflater_bytes;
    d->inflater = (qn_png_inflater *)(void *)d->memory;
    d->rows = qn_png_rows_begin(png, buffer + buffer_bytes, d->rgba);
    d->adler = 1;
    return qn_png_inflate_open(d->inflater, png, qn_png_raw_size(png), buffer,
                               (size_t)buffer_size(png));
}

// ---- Decoding -------------------------------------------------------------------------------

// Sums up the buffer's new bytes, makes rows of those that are whole, and drops what was used.
static void use_band(qn_png_decoder *d, size_t kept_bytes)
{
    qn_png_inflater *inflater = d->inflater;
    const uint8_t *buffer = inflater->buffer;
    size_t filled = inflater->filled_bytes;
    d->adler = qn_adler32(d->adler, (qn_bytes){buffer + kept_bytes, filled - kept_bytes});
    size_t size = qn_png_rows_next_size(&d->rows);
    while (size > 0 && size <= filled - d->row_at) {
        qn_png_rows_take(&d->rows, buffer + d->row_at);
        d->row_at += size;
        size = qn_png_rows_next_size(&d->rows);
    }
    qn_png_inflate_drop(inflater, d->row_at);
    d->row_at -= filled - inflater->filled_bytes;
}

static bool is_done(const qn_png_decoder *d) { return d->inflater->state == INFLATE_DONE; }

static qn_error decode_band(qn_png_decoder *d)
{
    size_t kept_bytes = d->inflater->filled_bytes;
    qn_error error = qn_png_inflate_fill(d->inflater);
    if (error != QN_ERROR_OK) {
        return error;
    }
    use_band(d, kept_bytes);
    if (!is_done(d)) {
        return QN_ERROR_OK;
    }
    error = qn_png_inflate_check_end(d->inflater, d->adler);
    return error == QN_ERROR_OK && d->rows.has_bad_filter ? QN_ERROR_BAD_DATA : error;
}

// What of all plain bytes was inflated.
static uint64_t done_bytes(const qn_png_decoder *d)
{
    return qn_png_raw_size(&d->png) - d->inflater->left_bytes;
}

// Plain bytes of so many pixels, at least one; more than there are where all of them are asked for.
static uint64_t bytes_for(const qn_png_decoder *d, int64_t budget_px)
{
    uint64_t all_px = (uint64_t)d->png.width_px * d->png.height_px;
    if ((uint64_t)budget_px >= all_px) {
        return UINT64_MAX / 2;
    }
    double share = (double)budget_px / (double)all_px;
    return 1 + (uint64_t)(share * (double)qn_png_raw_size(&d->png));
}

qn_error qn_png_decoder_run(qn_png_decoder *d, int64_t budget_px)
{
    uint64_t until = done_bytes(d) + bytes_for(d, budget_px);
    while (d->error == QN_ERROR_OK && !is_done(d) && done_bytes(d) < until) {
        d->error = decode_band(d);
    }
    return d->error;
}

float qn_png_decoder_progress(const qn_png_decoder *d)
{
    if (is_done(d) && d->error == QN_ERROR_OK) {
        return 1.0f;
    }
    float progress = (float)((double)done_bytes(d) / (double)qn_png_raw_size(&d->png));
    return progress < ALMOST_DONE ? progress : ALMOST_DONE;
}

void qn_png_decoder_take(qn_png_decoder *d, qn_bitmap *out)
{
    *out = (qn_bitmap){(int32_t)d->png.width_px, (int32_t)d->png.height_px, d->rgba};
    d->rgba = NULL;
}

// ---- Made and unmade ------------------------------------------------------------------------

// All of the file but the pixels: before it was found good no memory is taken.
static qn_error read_file(qn_bytes file, const qn_image_limits *limits, qn_png *png,
                          size_t *limit_bytes)
{
    qn_image_limits resolved;
    qn_error error = qn_limits_resolve(limits, &resolved);
    qn_cursor cursor = qn_cursor_over(file);
    if (error == QN_ERROR_OK) {
        error = qn_png_read_header(&cursor, png);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!qn_limits_allow(&resolved, png->width_px, png->height_px)) {
        return QN_ERROR_TOO_LARGE;
    }
    *limit_bytes = memory_limit(png, &resolved);
    error = qn_png_walk(&cursor, png);
    bool is_large = error == QN_ERROR_OK && qn_png_raw_size(png) > MAX_RAW_BYTES;
    return is_large ? QN_ERROR_TOO_LARGE : error;
}

qn_error qn_png_decoder_create(qn_bytes file, const qn_image_limits *limits, qn_png_decoder **out)
{
    qn_png png;
    size_t limit_bytes;
    qn_error error = read_file(file, limits, &png, &limit_bytes);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_png_decoder *d = qn_alloc_zeroed(sizeof *d);
    if (d == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    d->png = png;
    error = take_memory(d, limit_bytes);
    if (error != QN_ERROR_OK) {
        qn_png_decoder_destroy(d);
        return error;
    }
    *out = d;
    return QN_ERROR_OK;
}

void qn_png_decoder_destroy(qn_png_decoder *d)
{
    if (d != NULL) {
        qn_free(d->memory);
        qn_free(d->rgba);
        qn_free(d);
    }
}

// ---- The header alone ------------------------------------------------------------------------

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
