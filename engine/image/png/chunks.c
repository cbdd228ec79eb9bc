// A PNG file (ISO/IEC 15948) is a signature and a list of chunks: length, type, data, CRC-32.
//
// A length is compared with what is left of the file before anything else is done with it, and no
// chunk is believed before its checksum was. Chunks that may be ignored are ignored once checked.
#include "image/png/chunks.h"

#include <string.h>

#include "quoin/compress.h"

#define TYPE(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))
#define TYPE_IHDR TYPE('I', 'H', 'D', 'R')
#define TYPE_PLTE TYPE('P', 'L', 'T', 'E')
#define TYPE_TRNS TYPE('t', 'R', 'N', 'S')
#define TYPE_IDAT TYPE('I', 'D', 'A', 'T')
#define TYPE_IEND TYPE('I', 'E', 'N', 'D')
// The fifth bit of the first letter: a reader may do without this chunk.
#define ANCILLARY_BIT 0x20000000u
#define HEADER_BYTES 13
#define MAX_LENGTH 0x7FFFFFFFu

static bool is_letters(qn_bytes type)
{
    for (size_t i = 0; i < type.size_bytes; ++i) {
        uint8_t upper = type.data[i] & 0xDF;
        if (upper < 'A' || upper > 'Z') {
            return false;
        }
    }
    return true;
}

qn_error qn_png_read_chunk(qn_cursor *cursor, qn_png_chunk *out)
{
    uint32_t length = qn_read_u32_be(cursor);
    if (!cursor->failed && length > MAX_LENGTH) {
        return QN_ERROR_BAD_DATA;
    }
    qn_bytes type = qn_read_bytes(cursor, 4);
    qn_bytes data = qn_read_bytes(cursor, length);
    uint32_t stored_crc = qn_read_u32_be(cursor);
    if (cursor->failed) {
        return QN_ERROR_TRUNCATED;
    }
    // Type and data lie one after the other.
    if (qn_crc32(0, (qn_bytes){type.data, 4 + (size_t)length}) != stored_crc) {
        return QN_ERROR_BAD_CHECKSUM;
    }
    if (!is_letters(type)) {
        return QN_ERROR_BAD_DATA;
    }
    *out = (qn_png_chunk){TYPE(type.data[0], type.data[1], type.data[2], type.data[3]), data};
    return QN_ERROR_OK;
}

// ---- Header ---------------------------------------------------------------------------------

// Bit d of the answer: depth d is allowed with this kind of colour.
static uint32_t allowed_depths(uint8_t color)
{
    switch (color) {
    case PNG_GREY:
        return 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8 | 1u << 16;
    case PNG_PALETTE:
        return 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8;
    case PNG_RGB:
    case PNG_GREY_ALPHA:
    case PNG_RGBA:
        return 1u << 8 | 1u << 16;
    default:
        return 0;
    }
}

static qn_error read_header_fields(qn_bytes data, qn_png *out)
{
    if (data.size_bytes != HEADER_BYTES) {
        return QN_ERROR_BAD_DATA;
    }
    qn_cursor cursor = qn_cursor_over(data);
    *out = (qn_png){.header = data};
    out->width_px = qn_read_u32_be(&cursor);
    out->height_px = qn_read_u32_be(&cursor);
    out->bit_depth = qn_read_u8(&cursor);
    out->color = qn_read_u8(&cursor);
    uint8_t compression = qn_read_u8(&cursor);
    uint8_t filter = qn_read_u8(&cursor);
    uint8_t interlace = qn_read_u8(&cursor);
    out->is_interlaced = interlace == 1;
    bool is_size_good = out->width_px > 0 && out->width_px <= MAX_LENGTH && out->height_px > 0 &&
                        out->height_px <= MAX_LENGTH;
    bool is_depth_good =
        out->bit_depth <= 16 && (allowed_depths(out->color) >> out->bit_depth & 1u) != 0;
    bool is_method_good = compression == 0 && filter == 0 && interlace <= 1;
    return is_size_good && is_depth_good && is_method_good ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

qn_error qn_png_read_header(qn_cursor *cursor, qn_png *out)
{
    size_t left = qn_cursor_left(cursor);
    size_t known = left < PNG_SIGNATURE_BYTES ? left : PNG_SIGNATURE_BYTES;
    qn_bytes signature = qn_read_bytes(cursor, known);
    if (known > 0 && memcmp(signature.data, PNG_SIGNATURE, known) != 0) {
        return QN_ERROR_BAD_MAGIC;
    }
    if (known < PNG_SIGNATURE_BYTES) {
        return QN_ERROR_TRUNCATED;
    }
    qn_png_chunk chunk;
    qn_error error = qn_png_read_chunk(cursor, &chunk);
    if (error != QN_ERROR_OK) {
        return error;
    }
    return chunk.type == TYPE_IHDR ? read_header_fields(chunk.data, out) : QN_ERROR_BAD_DATA;
}

// ---- The other chunks -----------------------------------------------------------------------

static bool palette_is_good(const qn_png *png, qn_bytes data)
{
    bool is_first = png->palette.data == NULL && png->transparency.data == NULL;
    bool is_in_place = is_first && png->data_chunks.data == NULL;
    bool may_have_one = png->color != PNG_GREY && png->color != PNG_GREY_ALPHA;
    size_t max_count = png->color == PNG_PALETTE ? (size_t)1 << png->bit_depth : 256;
    size_t count = data.size_bytes / 3;
    bool is_size_good = data.size_bytes % 3 == 0 && count >= 1 && count <= max_count;
    return is_in_place && may_have_one && is_size_good;
}

static bool transparency_is_good(const qn_png *png, qn_bytes data)
{
    if (png->transparency.data != NULL || png->data_chunks.data != NULL) {
        return false;
    }
    switch (png->color) {
    case PNG_GREY:
        return data.size_bytes == 2;
    case PNG_RGB:
        return data.size_bytes == 6;
    case PNG_PALETTE:
        return data.size_bytes >= 1 && data.size_bytes <= png->palette.size_bytes / 3;
    default:
        return false;
    }
}

// IDAT chunks must follow each other; `start` is where this one begins.
static qn_error take_data_chunk(qn_png *png, const qn_cursor *cursor, size_t start)
{
    const uint8_t *first = cursor->data + start;
    qn_bytes *chunks = &png->data_chunks;
    if (chunks->data == NULL) {
        bool lacks_palette = png->color == PNG_PALETTE && png->palette.data == NULL;
        *chunks = (qn_bytes){first, cursor->position - start};
        return lacks_palette ? QN_ERROR_BAD_DATA : QN_ERROR_OK;
    }
    if (chunks->data + chunks->size_bytes != first) {
        return QN_ERROR_BAD_DATA;
    }
    chunks->size_bytes += cursor->position - start;
    return QN_ERROR_OK;
}

static qn_error take_chunk(qn_png *png, qn_png_chunk chunk, const qn_cursor *cursor, size_t start)
{
    switch (chunk.type) {
    case TYPE_PLTE:
        if (!palette_is_good(png, chunk.data)) {
            return QN_ERROR_BAD_DATA;
        }
        png->palette = chunk.data;
        return QN_ERROR_OK;
    case TYPE_TRNS:
        if (!transparency_is_good(png, chunk.data)) {
            return QN_ERROR_BAD_DATA;
        }
        png->transparency = chunk.data;
        return QN_ERROR_OK;
    case TYPE_IDAT:
        return take_data_chunk(png, cursor, start);
    case TYPE_IHDR:
        return QN_ERROR_BAD_DATA;
    default:
        return chunk.type & ANCILLARY_BIT ? QN_ERROR_OK : QN_ERROR_UNSUPPORTED;
    }
}

static qn_error check_end(const qn_png *png, qn_png_chunk end, const qn_cursor *cursor)
{
    if (end.data.size_bytes != 0 || png->data_chunks.data == NULL) {
        return QN_ERROR_BAD_DATA;
    }
    return qn_cursor_left(cursor) == 0 ? QN_ERROR_OK : QN_ERROR_TRAILING_BYTES;
}

qn_error qn_png_walk(qn_cursor *cursor, qn_png *png)
{
    for (;;) {
        size_t start = cursor->position;
        qn_png_chunk chunk;
        qn_error error = qn_png_read_chunk(cursor, &chunk);
        if (error == QN_ERROR_OK && chunk.type == TYPE_IEND) {
            return check_end(png, chunk, cursor);
        }
        if (error == QN_ERROR_OK) {
            error = take_chunk(png, chunk, cursor, start);
        }
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
}
