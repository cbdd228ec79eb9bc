// One gzip member (RFC 1952): a header of our own, raw deflate by zlib, CRC-32 and length.
//
// Header and trailer are read and written here rather than by zlib, because each way of being wrong
// has its own error, and because zlib's header names the system it ran on.
#include "quoin/compress.h"

#include <string.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "compress/inflate.h"

#define HEADER_BYTES 10
#define TRAILER_BYTES 8
#define METHOD_DEFLATE 8
#define SYSTEM_UNKNOWN 255
#define MEMORY_LEVEL 8

#define FLAG_HEADER_CRC 2
#define FLAG_EXTRA 4
#define FLAG_NAME 8
#define FLAG_COMMENT 16
#define FLAGS_RESERVED 0xE0

static uint32_t crc_of(const uint8_t *data, size_t size_bytes)
{
    uLong crc = crc32(0, Z_NULL, 0);
    for (size_t done = 0; done < size_bytes;) {
        size_t left = size_bytes - done;
        uInt part = (uInt)(left < 1u << 30 ? left : 1u << 30);
        crc = crc32(crc, data + done, part);
        done += part;
    }
    return (uint32_t)crc;
}

// Moves a block into one of exactly its content's size (of 1 byte for no content).
static qn_error trim(uint8_t *block, size_t size_bytes, uint8_t **out, size_t *out_size_bytes)
{
    uint8_t *exact = qn_alloc(size_bytes > 0 ? size_bytes : 1);
    if (exact != NULL) {
        memcpy(exact, block, size_bytes);
        *out = exact;
        *out_size_bytes = size_bytes;
    }
    qn_free(block);
    return exact != NULL ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
}

// ---- Packing --------------------------------------------------------------------------------

static void write_header(qn_writer *writer)
{
    static const uint8_t header[HEADER_BYTES] = {0x1F, 0x8B, METHOD_DEFLATE, 0, 0, 0, 0,
                                                 0,    0,    SYSTEM_UNKNOWN};
    qn_write_bytes(writer, header, sizeof header);
}

static qn_error deflate_into(z_stream *stream, qn_bytes plain, uint8_t **out,
                             size_t *out_size_bytes)
{
    static const uint8_t nothing = 0;
    size_t bound = (size_t)deflateBound(stream, (uLong)plain.size_bytes);
    size_t capacity = bound + HEADER_BYTES + TRAILER_BYTES;
    uint8_t *block = qn_alloc(capacity);
    if (block == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_writer writer = qn_writer_over(block, capacity);
    write_header(&writer);
    stream->next_in = (z_const Bytef *)(plain.size_bytes > 0 ? plain.data : &nothing);
    stream->avail_in = (uInt)plain.size_bytes;
    stream->next_out = block + writer.position;
    stream->avail_out = (uInt)bound;
    deflate(stream, Z_FINISH);
    writer.position += bound - stream->avail_out;
    qn_write_u32(&writer, crc_of(plain.data, plain.size_bytes));
    qn_write_u32(&writer, (uint32_t)plain.size_bytes);
    return trim(block, writer.position, out, out_size_bytes);
}

qn_error qn_gzip(qn_bytes plain, int32_t level, uint8_t **out, size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    if (plain.data == NULL && plain.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    if (level < 0 || level > 9) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (plain.size_bytes > QN_GZIP_MAX_BYTES) {
        return QN_ERROR_TOO_LARGE;
    }
    z_stream stream = {.zalloc = qn_zlib_allocate, .zfree = qn_zlib_release};
    if (deflateInit2(&stream, level, Z_DEFLATED, -MAX_WBITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = deflate_into(&stream, plain, out, out_size_bytes);
    deflateEnd(&stream);
    return error;
}

// ---- Unpacking ------------------------------------------------------------------------------

static void skip_text(qn_cursor *cursor)
{
    while (!cursor->failed && qn_read_u8(cursor) != 0) {
    }
}

// A wrong byte counts before a missing one: two wrong bytes are another format, one right byte is
// the start of this one.
static qn_error read_magic(qn_cursor *cursor)
{
    static const uint8_t magic[2] = {0x1F, 0x8B};
    size_t left = qn_cursor_left(cursor);
    size_t known = left < sizeof magic ? left : sizeof magic;
    qn_bytes start = qn_read_bytes(cursor, known);
    if (known > 0 && memcmp(start.data, magic, known) != 0) {
        return QN_ERROR_BAD_MAGIC;
    }
    return known == sizeof magic ? QN_ERROR_OK : QN_ERROR_TRUNCATED;
}

static qn_error read_optional_fields(qn_cursor *cursor, uint8_t flags)
{
    if (flags & FLAG_EXTRA) {
        qn_read_bytes(cursor, qn_read_u16(cursor));
    }
    if (flags & FLAG_NAME) {
        skip_text(cursor);
    }
    if (flags & FLAG_COMMENT) {
        skip_text(cursor);
    }
    if (cursor->failed || !(flags & FLAG_HEADER_CRC)) {
        return cursor->failed ? QN_ERROR_TRUNCATED : QN_ERROR_OK;
    }
    uint16_t expected = (uint16_t)crc_of(cursor->data, cursor->position);
    uint16_t stored = qn_read_u16(cursor);
    if (cursor->failed) {
        return QN_ERROR_TRUNCATED;
    }
    return stored == expected ? QN_ERROR_OK : QN_ERROR_BAD_CHECKSUM;
}

static qn_error read_header(qn_cursor *cursor)
{
    qn_error error = read_magic(cursor);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint8_t method = qn_read_u8(cursor);
    uint8_t flags = qn_read_u8(cursor);
    qn_read_bytes(cursor, 6); // time, level, system: of no interest
    if (cursor->failed) {
        return QN_ERROR_TRUNCATED;
    }
    if (method != METHOD_DEFLATE) {
        return QN_ERROR_UNSUPPORTED;
    }
    if (flags & FLAGS_RESERVED) {
        return QN_ERROR_BAD_DATA;
    }
    return read_optional_fields(cursor, flags);
}

// A block that grows by doubling up to its limit.
typedef struct growing {
    uint8_t *data;
    size_t size_bytes, capacity_bytes, limit_bytes;
} growing;

static qn_error grow(growing *content, size_t capacity_bytes)
{
    size_t limit = content->limit_bytes;
    size_t capacity = capacity_bytes < limit ? capacity_bytes : limit;
    uint8_t *data = qn_alloc(capacity);
    if (data == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    if (content->size_bytes > 0) {
        memcpy(data, content->data, content->size_bytes);
    }
    qn_free(content->data);
    content->data = data;
    content->capacity_bytes = capacity;
    return QN_ERROR_OK;
}

// Inflates until the block is full or the stream is done.
static qn_error fill(qn_inflater *inflater, qn_bytes *input, growing *content)
{
    uint8_t *output = content->data + content->size_bytes;
    size_t room = content->capacity_bytes - content->size_bytes;
    qn_error error = qn_inflater_run(inflater, input, &output, &room);
    content->size_bytes = content->capacity_bytes - room;
    if (error == QN_ERROR_OK && !inflater->is_done && room > 0) {
        return QN_ERROR_TRUNCATED;
    }
    return error;
}

// The limit is one byte above what the caller allows, so that "exactly full" and "too much" differ.
static qn_error inflate_all(qn_inflater *inflater, qn_bytes *input, growing *content)
{
    qn_error error = fill(inflater, input, content);
    while (error == QN_ERROR_OK && !inflater->is_done) {
        size_t capacity = content->capacity_bytes;
        if (capacity == content->limit_bytes) {
            return QN_ERROR_TOO_LARGE;
        }
        error = grow(content, capacity > SIZE_MAX / 2 ? SIZE_MAX : 2 * capacity);
        if (error == QN_ERROR_OK) {
            error = fill(inflater, input, content);
        }
    }
    bool is_over = content->size_bytes == content->limit_bytes;
    return error == QN_ERROR_OK && is_over ? QN_ERROR_TOO_LARGE : error;
}

static qn_error check_trailer(qn_bytes rest, const growing *content)
{
    qn_cursor cursor = qn_cursor_over(rest);
    uint32_t crc = qn_read_u32(&cursor);
    uint32_t size = qn_read_u32(&cursor);
    if (cursor.failed) {
        return QN_ERROR_TRUNCATED;
    }
    if (crc != crc_of(content->data, content->size_bytes) ||
        size != (uint32_t)content->size_bytes) {
        return QN_ERROR_BAD_CHECKSUM;
    }
    return qn_cursor_left(&cursor) == 0 ? QN_ERROR_OK : QN_ERROR_TRAILING_BYTES;
}

static qn_error unpack_member(qn_bytes input, growing *content)
{
    // Most content is at most four times its packed size.
    size_t guess = input.size_bytes > SIZE_MAX / 8 ? SIZE_MAX : 4 * input.size_bytes + 1024;
    qn_error error = grow(content, guess);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_inflater inflater;
    error = qn_inflater_open(&inflater);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = inflate_all(&inflater, &input, content);
    qn_inflater_close(&inflater);
    return error == QN_ERROR_OK ? check_trailer(input, content) : error;
}

qn_error qn_gunzip(qn_bytes packed, size_t max_size_bytes, uint8_t **out, size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    if (packed.data == NULL && packed.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_cursor cursor = qn_cursor_over(packed);
    qn_error error = read_header(&cursor);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_bytes input = qn_read_bytes(&cursor, qn_cursor_left(&cursor));
    size_t limit = max_size_bytes < SIZE_MAX ? max_size_bytes + 1 : SIZE_MAX;
    growing content = {.limit_bytes = limit};
    error = unpack_member(input, &content);
    if (error != QN_ERROR_OK) {
        qn_free(content.data);
        return error;
    }
    return trim(content.data, content.size_bytes, out, out_size_bytes);
}
