// Entries are packed one by one in the order of their names, then written in one go.
#include "quoin/pack.h"

#include <string.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "pack/format.h"
#include "quoin/compress.h"

#define GZIP_LEVEL 9
// What a 32-bit host can hold beside the game.
#define MAX_FILE_BYTES ((size_t)1 << 30)

typedef struct packed {
    const qn_pack_source *source;
    uint8_t *gzip; // null if stored
    qn_bytes stored;
} packed;

static qn_error check_source(const qn_pack_source *source)
{
    if (source->content.data == NULL && source->content.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_pack_name_is_valid(source->name)) {
        return QN_ERROR_BAD_DATA;
    }
    return source->content.size_bytes <= QN_PACK_MAX_ENTRY_BYTES ? QN_ERROR_OK : QN_ERROR_TOO_LARGE;
}

// Insertion by name; false if the name is there already.
static bool insert(packed *entries, int32_t count, const qn_pack_source *source)
{
    int32_t at = count;
    while (at > 0 && strcmp(entries[at - 1].source->name, source->name) > 0) {
        entries[at] = entries[at - 1];
        --at;
    }
    entries[at] = (packed){.source = source};
    return at == 0 || strcmp(entries[at - 1].source->name, source->name) != 0;
}

static qn_error sort_sources(const qn_pack_source *sources, int32_t count, packed *entries)
{
    for (int32_t i = 0; i < count; ++i) {
        qn_error error = check_source(&sources[i]);
        if (error != QN_ERROR_OK) {
            return error;
        }
        if (!insert(entries, i, &sources[i])) {
            return QN_ERROR_BAD_DATA;
        }
    }
    return QN_ERROR_OK;
}

static qn_error pack_entry(packed *entry)
{
    qn_bytes content = entry->source->content;
    size_t size;
    qn_error error = qn_gzip(content, GZIP_LEVEL, &entry->gzip, &size);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (size < content.size_bytes) {
        entry->stored = (qn_bytes){entry->gzip, size};
        return QN_ERROR_OK;
    }
    qn_free(entry->gzip);
    entry->gzip = NULL;
    entry->stored = content;
    return QN_ERROR_OK;
}

static qn_error pack_entries(packed *entries, int32_t count, size_t *file_size)
{
    *file_size = PACK_HEADER_BYTES + (size_t)count * PACK_ENTRY_BYTES + QN_HASH_BYTES;
    for (int32_t i = 0; i < count; ++i) {
        qn_error error = pack_entry(&entries[i]);
        if (error != QN_ERROR_OK) {
            return error;
        }
        if (entries[i].stored.size_bytes > MAX_FILE_BYTES - *file_size) {
            return QN_ERROR_TOO_LARGE;
        }
        *file_size += entries[i].stored.size_bytes;
    }
    return QN_ERROR_OK;
}

static void write_entry(qn_writer *writer, const packed *entry)
{
    char name[PACK_NAME_BYTES] = {0};
    uint8_t hash[QN_HASH_BYTES];
    memcpy(name, entry->source->name, strlen(entry->source->name));
    qn_blake3(entry->stored, hash);
    qn_write_bytes(writer, name, sizeof name);
    qn_write_u32(writer, entry->gzip != NULL ? PACK_METHOD_GZIP : PACK_METHOD_STORED);
    qn_write_u32(writer, (uint32_t)entry->stored.size_bytes);
    qn_write_u32(writer, (uint32_t)entry->source->content.size_bytes);
    qn_write_bytes(writer, hash, sizeof hash);
}

static void write_file(qn_writer *writer, const packed *entries, int32_t count)
{
    qn_write_u32(writer, PACK_MAGIC);
    qn_write_u32(writer, PACK_VERSION);
    qn_write_u32(writer, (uint32_t)count);
    for (int32_t i = 0; i < count; ++i) {
        write_entry(writer, &entries[i]);
    }
    uint8_t hash[QN_HASH_BYTES];
    qn_blake3((qn_bytes){writer->data, writer->position}, hash);
    qn_write_bytes(writer, hash, sizeof hash);
    for (int32_t i = 0; i < count; ++i) {
        qn_write_bytes(writer, entries[i].stored.data, entries[i].stored.size_bytes);
    }
}

static qn_error build(const qn_pack_source *sources, int32_t count, packed *entries, uint8_t **out,
                      size_t *out_size_bytes)
{
    size_t size;
    qn_error error = sort_sources(sources, count, entries);
    if (error == QN_ERROR_OK) {
        error = pack_entries(entries, count, &size);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    *out = qn_alloc(size);
    if (*out == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    *out_size_bytes = size;
    qn_writer writer = qn_writer_over(*out, size);
    write_file(&writer, entries, count);
    return QN_ERROR_OK;
}

qn_error qn_pack_build(const qn_pack_source *sources, int32_t count, uint8_t **out,
                       size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    if (count < 0) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (count > QN_PACK_MAX_ENTRY_COUNT) {
        return QN_ERROR_TOO_LARGE;
    }
    if (sources == NULL && count > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    packed *entries = qn_alloc_zeroed(((size_t)count + 1) * sizeof(packed));
    if (entries == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = build(sources, count, entries, out, out_size_bytes);
    for (int32_t i = 0; i < count; ++i) {
        qn_free(entries[i].gzip);
    }
    qn_free(entries);
    return error;
}
