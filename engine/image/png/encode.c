// What the picture needs is found out first; its rows are packed, filtered and laid end to end, and
// compressed into a block that has room for the worst case, between chunks whose sizes are known.
//
// Palettes and samples of less than a byte are not filtered: the difference of two indices means
// nothing.
#include "quoin/image/encode_png.h"

#include <string.h>

#include "base/alloc.h"
#include "compress/deflate.h"
#include "image/png/filter.h"
#include "image/png/needs.h"
#include "image/png/pack.h"
#include "quoin/compress.h"

#define CHUNK_FRAME_BYTES 12
#define HEADER_BYTES 13
#define PROFILE_NAME "icc"
#define PROFILE_LEVEL 6
#define FASTEST_LEVEL 1
#define SMALLEST_LEVEL 9
#define MAX_DPI 65535
#define PERCEPTUAL_INTENT 0

// ---- Checks ---------------------------------------------------------------------------------

static qn_error check_bytes(qn_bytes bytes)
{
    if (bytes.data == NULL && bytes.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    return bytes.size_bytes > QN_PNG_MAX_METADATA_BYTES ? QN_ERROR_TOO_LARGE : QN_ERROR_OK;
}

static qn_error check_exif(qn_bytes exif)
{
    bool is_little = exif.size_bytes >= 4 && memcmp(exif.data, "II*\0", 4) == 0;
    bool is_big = exif.size_bytes >= 4 && memcmp(exif.data, "MM\0*", 4) == 0;
    return exif.size_bytes == 0 || is_little || is_big ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

static qn_error check_opts(const qn_png_opts *opts)
{
    if (opts->level < 0 || opts->level > 9 || opts->density_dpi < 0 ||
        opts->density_dpi > MAX_DPI) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_error error = check_bytes(opts->icc);
    error = error == QN_ERROR_OK ? check_bytes(opts->exif) : error;
    return error == QN_ERROR_OK ? check_exif(opts->exif) : error;
}

static qn_error check_bitmap(const qn_bitmap *bitmap)
{
    if (bitmap == NULL || bitmap->rgba == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (bitmap->width_px < 1 || bitmap->height_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    bool has_long_side =
        bitmap->width_px > QN_PNG_MAX_SIDE_PX || bitmap->height_px > QN_PNG_MAX_SIDE_PX;
    int64_t count = (int64_t)bitmap->width_px * bitmap->height_px;
    return has_long_side || count > QN_PNG_MAX_PIXEL_COUNT ? QN_ERROR_TOO_LARGE : QN_ERROR_OK;
}

// ---- Rows -----------------------------------------------------------------------------------

typedef struct png_encoding {
    const qn_bitmap *bitmap;
    qn_png_opts opts;
    qn_png_needs needs;
    size_t row_bytes; // without the filter byte
    uint32_t pixel_bytes;
    bool is_filtered;
    qn_block work;    // of the filters
    qn_block rows;    // with their filters, end to end
    qn_block profile; // the content of iCCP; empty if there is none
    size_t profile_bytes;
} png_encoding;

// Room for the rows and for the filters, whose memory is shared by all tries.
static qn_error begin_rows(png_encoding *of)
{
    uint32_t bits = qn_png_needs_pixel_bits(&of->needs);
    uint64_t row = qn_png_needs_row_size(&of->needs, (uint32_t)of->bitmap->width_px);
    uint64_t work_bytes = qn_png_filterer_memory(row);
    uint64_t rows_bytes = (1 + row) * (uint32_t)of->bitmap->height_px;
    if (work_bytes > SIZE_MAX || rows_bytes > QN_DEFLATE_MAX_BYTES) {
        return QN_ERROR_TOO_LARGE;
    }
    of->row_bytes = (size_t)row;
    of->pixel_bytes = (bits + 7) / 8;
    of->is_filtered = bits >= 8 && of->needs.color != PNG_PALETTE && !of->opts.is_stored;
    bool has_memory = qn_block_take(&of->work, (size_t)work_bytes) &&
                      qn_block_take(&of->rows, (size_t)rows_bytes);
    return has_memory ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
}

static void fill_rows(const png_encoding *of, bool is_filtered)
{
    uint32_t width = (uint32_t)of->bitmap->width_px;
    const uint8_t *rgba = of->bitmap->rgba;
    uint8_t *out = of->rows.memory;
    qn_png_filterer filterer =
        qn_png_filterer_begin(of->work.memory, of->row_bytes, of->pixel_bytes);
    for (int32_t y = 0; y < of->bitmap->height_px; ++y) {
        qn_png_needs_pack(&of->needs, rgba, width, filterer.row);
        (is_filtered ? qn_png_filterer_best : qn_png_filterer_none)(&filterer, out);
        rgba += 4 * (size_t)width;
        out += 1 + of->row_bytes;
    }
}

// ---- Chunks ---------------------------------------------------------------------------------

static void write_u32_be(qn_writer *writer, uint32_t value)
{
    qn_write_u32(writer, __builtin_bswap32(value));
}

// Length and type; where the chunk begins is what end_chunk wants.
static size_t begin_chunk(qn_writer *writer, const char *type)
{
    size_t start = writer->position;
    write_u32_be(writer, 0);
    qn_write_bytes(writer, type, 4);
    return start;
}

// The length, now that it is known, and the CRC-32.
static void end_chunk(qn_writer *writer, size_t start)
{
    uint8_t *chunk = writer->data + start;
    size_t size = writer->position - start - 8;
    for (int i = 0; i < 4; ++i) {
        chunk[i] = (uint8_t)(size >> (24 - 8 * i));
    }
    write_u32_be(writer, qn_crc32(0, (qn_bytes){chunk + 4, size + 4}));
}

static void write_chunk(qn_writer *writer, const char *type, const void *data, size_t size_bytes)
{
    size_t start = begin_chunk(writer, type);
    qn_write_bytes(writer, data, size_bytes);
    end_chunk(writer, start);
}

static void write_header(qn_writer *writer, const png_encoding *of)
{
    size_t start = begin_chunk(writer, "IHDR");
    write_u32_be(writer, (uint32_t)of->bitmap->width_px);
    write_u32_be(writer, (uint32_t)of->bitmap->height_px);
    qn_write_u8(writer, (uint8_t)of->needs.bit_depth);
    qn_write_u8(writer, (uint8_t)of->needs.color);
    qn_write_bytes(writer, "\0\0\0", 3);
    end_chunk(writer, start);
}

static void write_density(qn_writer *writer, int32_t dpi)
{
    // An inch is 0.0254 metres.
    uint32_t per_metre = ((uint32_t)dpi * 10000 + 127) / 254;
    size_t start = begin_chunk(writer, "pHYs");
    write_u32_be(writer, per_metre);
    write_u32_be(writer, per_metre);
    qn_write_u8(writer, 1);
    end_chunk(writer, start);
}

static void write_metadata(qn_writer *writer, const png_encoding *of)
{
    const qn_png_opts *opts = &of->opts;
    if (of->profile_bytes > 0) {
        write_chunk(writer, "iCCP", of->profile.memory, of->profile_bytes);
    } else if (opts->is_srgb) {
        write_chunk(writer, "sRGB", (uint8_t[1]){PERCEPTUAL_INTENT}, 1);
    }
    if (opts->density_dpi > 0) {
        write_density(writer, opts->density_dpi);
    }
    if (opts->exif.size_bytes > 0) {
        write_chunk(writer, "eXIf", opts->exif.data, opts->exif.size_bytes);
    }
}

static void write_palette(qn_writer *writer, const qn_png_needs *needs)
{
    size_t start = begin_chunk(writer, "PLTE");
    for (uint32_t i = 0; i < needs->color_count; ++i) {
        qn_write_bytes(writer, needs->colors[i], 3);
    }
    end_chunk(writer, start);
    if (needs->clear_count == 0) {
        return;
    }
    start = begin_chunk(writer, "tRNS");
    for (uint32_t i = 0; i < needs->clear_count; ++i) {
        qn_write_u8(writer, needs->colors[i][3]);
    }
    end_chunk(writer, start);
}

// ---- Compressing ----------------------------------------------------------------------------

// The content of iCCP: a name, the method, and the profile as a zlib stream.
static qn_error pack_profile(png_encoding *of)
{
    qn_bytes icc = of->opts.icc;
    size_t front = sizeof PROFILE_NAME + 1;
    size_t room = qn_deflate_bound(icc.size_bytes);
    if (icc.size_bytes == 0) {
        return QN_ERROR_OK;
    }
    if (!qn_block_take(&of->profile, front + room)) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    uint8_t *out = of->profile.memory;
    memcpy(out, PROFILE_NAME, sizeof PROFILE_NAME);
    out[sizeof PROFILE_NAME] = 0;
    size_t size;
    qn_error error = qn_deflate_into(icc, QN_FRAME_ZLIB, PROFILE_LEVEL, out + front, room, &size);
    of->profile_bytes = error == QN_ERROR_OK ? front + size : 0;
    return error;
}

// There is a packer of our own for filtered rows, where a search finds little. The fastest level
// has nothing else; from the default on both are tried, for what is mostly noise gets larger by a
// search.
static bool has_own_packer(const png_encoding *of)
{
    return of->opts.level == FASTEST_LEVEL && of->is_filtered;
}

static bool tries_own_packer(const png_encoding *of, bool is_filtered)
{
    bool is_thorough = of->opts.level == 0 || of->opts.level >= QN_PNG_DEFAULT_LEVEL;
    return is_thorough && is_filtered && !of->opts.is_stored;
}

static int32_t deflate_level(const png_encoding *of)
{
    if (of->opts.is_stored) {
        return 0;
    }
    // The first of those that search is our second.
    static const int32_t levels[10] = {QN_PNG_DEFAULT_LEVEL, 1, 1, 2, 4, 5, 6, 7, 8, 9};
    return levels[of->opts.level];
}

static size_t data_bound(const png_encoding *of)
{
    size_t own = qn_png_pack_bound(of->rows.bytes), search = qn_deflate_bound(of->rows.bytes);
    return own > search ? own : search;
}

static qn_error pack_rows(const png_encoding *of, bool is_filtered, uint8_t *out, size_t room_bytes,
                          size_t *out_size_bytes)
{
    fill_rows(of, is_filtered);
    qn_bytes plain = {of->rows.memory, of->rows.bytes};
    if (has_own_packer(of)) {
        *out_size_bytes = qn_png_pack(plain, out);
        return QN_ERROR_OK;
    }
    size_t own = tries_own_packer(of, is_filtered) ? qn_png_pack(plain, out) : SIZE_MAX;
    qn_error error =
        qn_deflate_into(plain, QN_FRAME_ZLIB, deflate_level(of), out, room_bytes, out_size_bytes);
    if (error == QN_ERROR_OK && own < *out_size_bytes) {
        *out_size_bytes = qn_png_pack(plain, out);
    }
    return error;
}

// Drawings that repeat themselves are often smaller without filters, which hide the repetitions.
static qn_error pack_smallest(const png_encoding *of, uint8_t *out, size_t room_bytes,
                              size_t *out_size_bytes)
{
    size_t unfiltered = 0;
    qn_error error = pack_rows(of, false, out, room_bytes, &unfiltered);
    if (error == QN_ERROR_OK) {
        error = pack_rows(of, true, out, room_bytes, out_size_bytes);
    }
    bool is_worse = error == QN_ERROR_OK && unfiltered < *out_size_bytes;
    return is_worse ? pack_rows(of, false, out, room_bytes, out_size_bytes) : error;
}

static qn_error write_data(qn_writer *writer, const png_encoding *of)
{
    size_t start = begin_chunk(writer, "IDAT");
    uint8_t *out = writer->data + writer->position;
    size_t room = writer->capacity_bytes - writer->position, size = 0;
    bool tries_both = of->opts.level == SMALLEST_LEVEL && of->is_filtered;
    qn_error error = tries_both ? pack_smallest(of, out, room, &size)
                                : pack_rows(of, of->is_filtered, out, room, &size);
    writer->position += size;
    end_chunk(writer, start);
    return error;
}

// ---- The file -------------------------------------------------------------------------------

static qn_error write_file(qn_writer *writer, png_encoding *of)
{
    qn_write_bytes(writer, PNG_SIGNATURE, PNG_SIGNATURE_BYTES);
    write_header(writer, of);
    write_metadata(writer, of);
    if (of->needs.color == PNG_PALETTE) {
        write_palette(writer, &of->needs);
    }
    qn_error error = write_data(writer, of);
    qn_free(of->rows.memory);
    qn_free(of->work.memory);
    of->rows = of->work = (qn_block){0};
    if (error == QN_ERROR_OK) {
        write_chunk(writer, "IEND", NULL, 0);
    }
    return error;
}

// The most that the file can take.
static size_t file_bound(const png_encoding *of)
{
    size_t chunks = PNG_SIGNATURE_BYTES + 8 * CHUNK_FRAME_BYTES + HEADER_BYTES + 16;
    size_t metadata = of->profile_bytes + of->opts.exif.size_bytes;
    return chunks + metadata + 4 * PNG_MAX_COLORS + data_bound(of);
}

static qn_error make_file(png_encoding *of, uint8_t **out, size_t *out_size_bytes)
{
    qn_error error = begin_rows(of);
    error = error == QN_ERROR_OK ? pack_profile(of) : error;
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_block room;
    if (!qn_block_take(&room, file_bound(of))) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_writer writer = qn_writer_over(room.memory, room.bytes);
    error = write_file(&writer, of);
    if (error == QN_ERROR_OK) {
        *out = qn_alloc(writer.position);
        error = *out != NULL ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
    }
    if (error == QN_ERROR_OK) {
        memcpy(*out, room.memory, writer.position);
        *out_size_bytes = writer.position;
    }
    qn_free(room.memory);
    return error;
}

qn_error qn_image_encode_png(const qn_bitmap *bitmap, const qn_png_opts *opts, uint8_t **out,
                             size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    png_encoding encoding = {.bitmap = bitmap, .opts = opts != NULL ? *opts : (qn_png_opts){0}};
    qn_error error = check_bitmap(bitmap);
    error = error == QN_ERROR_OK ? check_opts(&encoding.opts) : error;
    if (error != QN_ERROR_OK) {
        return error;
    }
    encoding.needs = qn_png_needs_of(bitmap);
    error = make_file(&encoding, out, out_size_bytes);
    qn_free(encoding.work.memory);
    qn_free(encoding.rows.memory);
    qn_free(encoding.profile.memory);
    return error;
}
