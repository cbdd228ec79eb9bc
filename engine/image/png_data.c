// The header alone says how many bytes the pixel data inflate to. They are inflated to exactly that
// many, and one more byte is an error, so a picture of one pixel cannot cost more than one pixel.
#include "image/png_data.h"

#include "compress/inflate.h"

#define BLOCK_BYTES 65535
#define BLOCK_HEADER_BYTES 5
#define ZLIB_HEADER_BYTES 2
#define CHECKSUM_BYTES 4
#define METHOD_DEFLATE 8
#define FLAG_DICTIONARY 0x20

// ---- Sizes ----------------------------------------------------------------------------------

static uint32_t bits_per_pixel(const qn_png *png)
{
    static const uint8_t channel_counts[7] = {1, 0, 3, 1, 2, 0, 4};
    return (uint32_t)png->bit_depth * channel_counts[png->color];
}

// Of every step-th pixel from `first` on.
static uint64_t pixels_of_pass(uint32_t side_px, uint32_t first, uint32_t step)
{
    return side_px > first ? ((uint64_t)side_px - first + step - 1) / step : 0;
}

static uint64_t pass_size(uint64_t width, uint64_t height, uint32_t bits)
{
    return width == 0 ? 0 : height * (1 + (width * bits + 7) / 8);
}

uint64_t qn_png_raw_size(const qn_png *png)
{
    static const uint8_t first_x[7] = {0, 4, 0, 2, 0, 1, 0}, step_x[7] = {8, 8, 4, 4, 2, 2, 1};
    static const uint8_t first_y[7] = {0, 0, 4, 0, 2, 0, 1}, step_y[7] = {8, 8, 8, 4, 4, 2, 2};
    uint32_t bits = bits_per_pixel(png);
    if (!png->is_interlaced) {
        return pass_size(png->width_px, png->height_px, bits);
    }
    uint64_t size = 0;
    for (int pass = 0; pass < 7; ++pass) {
        uint64_t width = pixels_of_pass(png->width_px, first_x[pass], step_x[pass]);
        uint64_t height = pixels_of_pass(png->height_px, first_y[pass], step_y[pass]);
        size += pass_size(width, height, bits);
    }
    return size;
}

size_t qn_png_stored_size(size_t raw_size_bytes)
{
    size_t block_count = (raw_size_bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
    return ZLIB_HEADER_BYTES + block_count * BLOCK_HEADER_BYTES + raw_size_bytes + CHECKSUM_BYTES;
}

// ---- Reading across chunks ------------------------------------------------------------------

// The bytes of all IDAT chunks as one stream.
typedef struct data_stream {
    qn_cursor chunks;
    qn_bytes piece; // what is left of the current chunk
} data_stream;

// Moves on to the next bytes; false at the end.
static bool has_input(data_stream *stream)
{
    while (stream->piece.size_bytes == 0 && qn_cursor_left(&stream->chunks) > 0) {
        size_t length = qn_read_u32_be(&stream->chunks);
        qn_read_bytes(&stream->chunks, 4);
        stream->piece = qn_read_bytes(&stream->chunks, length);
        qn_read_bytes(&stream->chunks, CHECKSUM_BYTES);
    }
    return stream->piece.size_bytes > 0;
}

// A big-endian number; false if the stream ends within it.
static bool read_number(data_stream *stream, int size_bytes, uint32_t *out)
{
    uint32_t value = 0;
    for (int i = 0; i < size_bytes; ++i) {
        if (!has_input(stream)) {
            return false;
        }
        value = value << 8 | stream->piece.data[0];
        stream->piece = (qn_bytes){stream->piece.data + 1, stream->piece.size_bytes - 1};
    }
    *out = value;
    return true;
}

static qn_error read_zlib_header(data_stream *stream)
{
    uint32_t header;
    if (!read_number(stream, ZLIB_HEADER_BYTES, &header)) {
        return QN_ERROR_TRUNCATED;
    }
    bool is_deflate = (header >> 8 & 15) == METHOD_DEFLATE && header >> 12 <= 7;
    bool is_whole = header % 31 == 0 && (header & FLAG_DICTIONARY) == 0;
    return is_deflate && is_whole ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

// ---- Inflating ------------------------------------------------------------------------------

// Inflates until `room` is full, or the stream is done.
static qn_error inflate_some(qn_inflater *inflater, data_stream *stream, uint8_t *out, size_t *room)
{
    while (*room > 0 && !inflater->is_done) {
        size_t room_before = *room;
        bool is_fed = has_input(stream);
        qn_error error = qn_inflater_run(inflater, &stream->piece, &out, room);
        if (error != QN_ERROR_OK) {
            return error;
        }
        if (!is_fed && *room == room_before && !inflater->is_done) {
            return QN_ERROR_TRUNCATED;
        }
    }
    return QN_ERROR_OK;
}

static qn_error store_block(qn_inflater *inflater, data_stream *stream, size_t size_bytes,
                            bool is_last, qn_writer *writer)
{
    qn_write_u8(writer, is_last ? 1 : 0);
    qn_write_u16(writer, (uint16_t)size_bytes);
    qn_write_u16(writer, (uint16_t)~size_bytes);
    uint8_t *block = writer->data + writer->position;
    size_t room = size_bytes;
    qn_error error = inflate_some(inflater, stream, block, &room);
    writer->position += size_bytes;
    if (error == QN_ERROR_OK && room > 0) {
        return QN_ERROR_TRUNCATED;
    }
    return error;
}

// After the last pixel: the stream ends without a byte more, its checksum is right, nothing
// follows.
static qn_error check_end(qn_inflater *inflater, data_stream *stream, uLong adler)
{
    uint8_t spill;
    size_t room = 1;
    qn_error error = inflate_some(inflater, stream, &spill, &room);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (room == 0) {
        return QN_ERROR_TOO_LARGE;
    }
    uint32_t stored_adler;
    if (!read_number(stream, CHECKSUM_BYTES, &stored_adler)) {
        return QN_ERROR_TRUNCATED;
    }
    if (stored_adler != (uint32_t)adler) {
        return QN_ERROR_BAD_CHECKSUM;
    }
    return has_input(stream) ? QN_ERROR_TRAILING_BYTES : QN_ERROR_OK;
}

static qn_error store_blocks(qn_inflater *inflater, data_stream *stream, size_t raw_size_bytes,
                             qn_writer *writer)
{
    uLong adler = adler32(0, Z_NULL, 0);
    for (size_t left = raw_size_bytes; left > 0;) {
        size_t size = left < BLOCK_BYTES ? left : BLOCK_BYTES;
        left -= size;
        qn_error error = store_block(inflater, stream, size, left == 0, writer);
        if (error != QN_ERROR_OK) {
            return error;
        }
        adler = adler32(adler, writer->data + writer->position - size, (uInt)size);
    }
    qn_write_u32(writer, __builtin_bswap32((uint32_t)adler));
    return check_end(inflater, stream, adler);
}

qn_error qn_png_store_data(const qn_png *png, size_t raw_size_bytes, qn_writer *writer)
{
    if (qn_png_stored_size(raw_size_bytes) > writer->capacity_bytes - writer->position) {
        return QN_ERROR_TOO_LARGE;
    }
    data_stream stream = {.chunks = qn_cursor_over(png->data_chunks)};
    qn_error error = read_zlib_header(&stream);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_write_u16(writer, 0x0178);
    qn_inflater inflater;
    error = qn_inflater_open(&inflater);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = store_blocks(&inflater, &stream, raw_size_bytes, writer);
    qn_inflater_close(&inflater);
    return error;
}
