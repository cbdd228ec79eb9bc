// The container's bytes, all numbers little-endian:
//
//   magic "QNSV", u32 container version, u32 app id, u32 content version, u32 content size,
//   u32 payload size, payload (the content as one gzip member), BLAKE3 of everything so far
//
// Sizes are compared with the file first, then the hash, and only then is anything inflated.
#include "quoin/save.h"

#include <string.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "quoin/compress.h"
#include "quoin/hash.h"

#define MAGIC_BYTES 4
#define CONTAINER_VERSION 1u
#define HEADER_BYTES 24
#define GZIP_LEVEL 6

static const uint8_t magic[MAGIC_BYTES] = {'Q', 'N', 'S', 'V'};

typedef struct header {
    uint32_t app_id;
    uint32_t version;
    uint32_t content_size_bytes;
    uint32_t payload_size_bytes;
} header;

// ---- Writing --------------------------------------------------------------------------------

static qn_error write_container(header fields, qn_bytes payload, uint8_t **out,
                                size_t *out_size_bytes)
{
    size_t size = HEADER_BYTES + payload.size_bytes + QN_HASH_BYTES;
    uint8_t *file = qn_alloc(size);
    if (file == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_writer writer = qn_writer_over(file, size);
    qn_write_bytes(&writer, magic, MAGIC_BYTES);
    qn_write_u32(&writer, CONTAINER_VERSION);
    qn_write_u32(&writer, fields.app_id);
    qn_write_u32(&writer, fields.version);
    qn_write_u32(&writer, fields.content_size_bytes);
    qn_write_u32(&writer, fields.payload_size_bytes);
    qn_write_bytes(&writer, payload.data, payload.size_bytes);
    uint8_t hash[QN_HASH_BYTES];
    qn_blake3((qn_bytes){file, writer.position}, hash);
    qn_write_bytes(&writer, hash, sizeof hash);
    *out = file;
    *out_size_bytes = size;
    return QN_ERROR_OK;
}

qn_error qn_save_wrap(uint32_t app_id, uint32_t version, qn_bytes content, uint8_t **out,
                      size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    if (content.size_bytes > QN_SAVE_MAX_BYTES) {
        return QN_ERROR_TOO_LARGE;
    }
    uint8_t *packed;
    size_t packed_size;
    qn_error error = qn_gzip(content, GZIP_LEVEL, &packed, &packed_size);
    if (error != QN_ERROR_OK) {
        return error;
    }
    header fields = {app_id, version, (uint32_t)content.size_bytes, (uint32_t)packed_size};
    error = write_container(fields, (qn_bytes){packed, packed_size}, out, out_size_bytes);
    qn_free(packed);
    return error;
}

// ---- Reading --------------------------------------------------------------------------------

static qn_error read_magic(qn_cursor *cursor)
{
    size_t left = qn_cursor_left(cursor);
    size_t known = left < MAGIC_BYTES ? left : MAGIC_BYTES;
    qn_bytes start = qn_read_bytes(cursor, known);
    if (known > 0 && memcmp(start.data, magic, known) != 0) {
        return QN_ERROR_BAD_MAGIC;
    }
    return known == MAGIC_BYTES ? QN_ERROR_OK : QN_ERROR_TRUNCATED;
}

// The container's version comes first: of another one nothing more is known.
static qn_error read_header(qn_cursor *cursor, header *out)
{
    qn_error error = read_magic(cursor);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint32_t container_version = qn_read_u32(cursor);
    if (!cursor->failed && container_version != CONTAINER_VERSION) {
        return QN_ERROR_BAD_VERSION;
    }
    out->app_id = qn_read_u32(cursor);
    out->version = qn_read_u32(cursor);
    out->content_size_bytes = qn_read_u32(cursor);
    out->payload_size_bytes = qn_read_u32(cursor);
    if (cursor->failed) {
        return QN_ERROR_TRUNCATED;
    }
    return out->content_size_bytes <= QN_SAVE_MAX_BYTES ? QN_ERROR_OK : QN_ERROR_TOO_LARGE;
}

static qn_error read_container(qn_bytes file, header *fields, qn_bytes *payload)
{
    qn_cursor cursor = qn_cursor_over(file);
    qn_error error = read_header(&cursor, fields);
    if (error != QN_ERROR_OK) {
        return error;
    }
    *payload = qn_read_bytes(&cursor, fields->payload_size_bytes);
    qn_bytes covered = {file.data, cursor.position};
    qn_bytes stored_hash = qn_read_bytes(&cursor, QN_HASH_BYTES);
    if (cursor.failed) {
        return QN_ERROR_TRUNCATED;
    }
    if (qn_cursor_left(&cursor) > 0) {
        return QN_ERROR_TRAILING_BYTES;
    }
    uint8_t hash[QN_HASH_BYTES];
    qn_blake3(covered, hash);
    bool is_equal = memcmp(hash, stored_hash.data, QN_HASH_BYTES) == 0;
    return is_equal ? QN_ERROR_OK : QN_ERROR_BAD_CHECKSUM;
}

static qn_error inflate_content(const header *fields, qn_bytes payload, uint8_t **content,
                                size_t *content_size_bytes)
{
    uint8_t *data;
    size_t size;
    qn_error error = qn_gunzip(payload, fields->content_size_bytes, &data, &size);
    if (error == QN_ERROR_OUT_OF_MEMORY) {
        return error;
    }
    // The hash was right, so whoever wrote this file wrote it wrong.
    if (error != QN_ERROR_OK || size != fields->content_size_bytes) {
        qn_memory_release(data);
        return QN_ERROR_BAD_DATA;
    }
    *content = data;
    *content_size_bytes = size;
    return QN_ERROR_OK;
}

qn_error qn_save_unwrap(uint32_t app_id, uint32_t newest_version, qn_bytes file, uint32_t *version,
                        uint8_t **content, size_t *content_size_bytes)
{
    if (version == NULL || content == NULL || content_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *version = 0;
    *content = NULL;
    *content_size_bytes = 0;
    if (file.data == NULL && file.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    header fields;
    qn_bytes payload;
    qn_error error = read_container(file, &fields, &payload);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (fields.app_id != app_id) {
        return QN_ERROR_BAD_MAGIC;
    }
    if (fields.version > newest_version) {
        return QN_ERROR_BAD_VERSION;
    }
    error = inflate_content(&fields, payload, content, content_size_bytes);
    *version = error == QN_ERROR_OK ? fields.version : 0;
    return error;
}
