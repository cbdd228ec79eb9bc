// A PNG file is checked chunk by chunk and inflated to its exact size here; stb_image then gets a
// file that was written by us: header, full palette, transparency, and data that need no inflating.
//
// So what is left to stb is filters, bit depths, interlacing and colours, and no length, tree or
// distance that it follows comes from outside.
#include "quoin/image.h"

#include <string.h>

#include "image/budget.h"
#include "image/png_chunks.h"
#include "image/png_data.h"
#include "image/stb_image_impl.h"

#define CHUNK_FRAME_BYTES 12
#define PALETTE_BYTES (256 * 3)
// Above this no limit of the caller's counts: stb's own sizes are ints.
#define MAX_SIDE_PX (1 << 24)
#define MAX_PIXEL_COUNT (1 << 28)
#define MAX_STORED_BYTES (1u << 30)

// ---- Limits ---------------------------------------------------------------------------------

static qn_error resolve_limits(const qn_image_limits *limits, qn_image_limits *out)
{
    *out = limits != NULL ? *limits : (qn_image_limits){0};
    if (out->max_side_px < 0 || out->max_pixel_count < 0) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (out->max_side_px == 0) {
        out->max_side_px = QN_IMAGE_DEFAULT_MAX_SIDE_PX;
    }
    if (out->max_pixel_count == 0) {
        out->max_pixel_count = QN_IMAGE_DEFAULT_MAX_PIXEL_COUNT;
    }
    return QN_ERROR_OK;
}

static bool size_is_allowed(const qn_png *png, const qn_image_limits *limits)
{
    uint32_t side = png->width_px > png->height_px ? png->width_px : png->height_px;
    uint64_t count = (uint64_t)png->width_px * png->height_px;
    return side <= (uint32_t)limits->max_side_px && side <= MAX_SIDE_PX &&
           count <= (uint64_t)limits->max_pixel_count && count <= MAX_PIXEL_COUNT;
}

static size_t memory_limit(const qn_png *png, const qn_image_limits *limits)
{
    if (limits->max_memory_bytes > 0) {
        return limits->max_memory_bytes;
    }
    uint64_t pixel_count = (uint64_t)png->width_px * png->height_px;
    uint64_t derived = 4 * qn_png_raw_size(png) + 12 * pixel_count + (1u << 20);
    return derived < SIZE_MAX ? (size_t)derived : SIZE_MAX;
}

// ---- The file for stb -----------------------------------------------------------------------

// stb does not look at checksums, so they are left 0.
static void write_chunk(qn_writer *writer, const char *type, qn_bytes data)
{
    qn_write_u32(writer, __builtin_bswap32((uint32_t)data.size_bytes));
    qn_write_bytes(writer, type, 4);
    qn_write_bytes(writer, data.data, data.size_bytes);
    qn_write_u32(writer, 0);
}

static void write_start(qn_writer *writer, const qn_png *png)
{
    qn_write_bytes(writer, PNG_SIGNATURE, PNG_SIGNATURE_BYTES);
    write_chunk(writer, "IHDR", png->header);
    if (png->color == PNG_PALETTE) {
        // All 256 colours, so that every index has one.
        uint8_t palette[PALETTE_BYTES] = {0};
        memcpy(palette, png->palette.data, png->palette.size_bytes);
        write_chunk(writer, "PLTE", (qn_bytes){palette, sizeof palette});
    }
    if (png->transparency.size_bytes > 0) {
        write_chunk(writer, "tRNS", png->transparency);
    }
}

static qn_error write_file(const qn_png *png, size_t raw_size, qn_writer *writer)
{
    write_start(writer, png);
    qn_write_u32(writer, __builtin_bswap32((uint32_t)qn_png_stored_size(raw_size)));
    qn_write_bytes(writer, "IDAT", 4);
    qn_error error = qn_png_store_data(png, raw_size, writer);
    qn_write_u32(writer, 0);
    write_chunk(writer, "IEND", (qn_bytes){NULL, 0});
    return error;
}

static size_t start_size(const qn_png *png)
{
    size_t size = PNG_SIGNATURE_BYTES + CHUNK_FRAME_BYTES + png->header.size_bytes;
    size += png->color == PNG_PALETTE ? CHUNK_FRAME_BYTES + PALETTE_BYTES : 0;
    size_t transparency = png->transparency.size_bytes;
    return size + (transparency > 0 ? CHUNK_FRAME_BYTES + transparency : 0);
}

static qn_error make_source(const qn_png *png, qn_stb_source *out)
{
    uint64_t raw_size = qn_png_raw_size(png);
    if (raw_size > MAX_STORED_BYTES / 2) {
        return QN_ERROR_TOO_LARGE;
    }
    size_t stored = qn_png_stored_size((size_t)raw_size);
    size_t size = start_size(png) + stored + 2 * CHUNK_FRAME_BYTES;
    uint8_t *data = qn_budget_alloc(size);
    if (data == NULL) {
        return QN_ERROR_OUT_OF_MEMORY; // or over the budget, which knows
    }
    *out = (qn_stb_source){.data = data, .size_bytes = size};
    qn_writer writer = qn_writer_over(data, size);
    return write_file(png, (size_t)raw_size, &writer);
}

// ---- Public ---------------------------------------------------------------------------------

static qn_error decode_in_budget(const qn_png *png, qn_bitmap *out)
{
    qn_stb_source source;
    qn_error error = make_source(png, &source);
    if (error != QN_ERROR_OK) {
        return error;
    }
    int width, height;
    uint8_t *rgba = qn_stb_decode_png(&source, &width, &height);
    if (rgba == NULL) {
        // Memory apart, what stb can still object to is a filter that does not exist.
        return QN_ERROR_BAD_DATA;
    }
    *out = (qn_bitmap){width, height, rgba};
    return QN_ERROR_OK;
}

static qn_error decode_checked(const qn_png *png, size_t limit_bytes, qn_bitmap *out)
{
    qn_budget_begin(limit_bytes);
    qn_error error = decode_in_budget(png, out);
    qn_error budget_error = qn_budget_end(out->rgba);
    return error != QN_ERROR_OK && budget_error != QN_ERROR_OK ? budget_error : error;
}

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
    qn_error error = resolve_limits(limits, &resolved);
    qn_cursor cursor = qn_cursor_over(file);
    qn_png png;
    if (error == QN_ERROR_OK) {
        error = qn_png_read_header(&cursor, &png);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!size_is_allowed(&png, &resolved)) {
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
