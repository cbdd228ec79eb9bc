// The table is checked whole when the archive is opened; an entry's bytes are checked against their
// hash when it is read, before anything inflates them.
#include "quoin/pack.h"

#include <string.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "pack/format.h"
#include "quoin/compress.h"

typedef struct entry {
    const char *name; // in the file
    uint32_t method;
    uint32_t content_size_bytes;
    qn_bytes stored; // in the file
    const uint8_t *hash;
} entry;

struct qn_pack {
    int32_t count;
    entry entries[];
};

// ---- Opening --------------------------------------------------------------------------------

static qn_error read_header(qn_cursor *cursor, uint32_t *count)
{
    static const uint8_t magic[4] = {'Q', 'N', 'P', 'K'};
    size_t left = qn_cursor_left(cursor);
    size_t known = left < sizeof magic ? left : sizeof magic;
    qn_bytes start = qn_read_bytes(cursor, known);
    if (known > 0 && memcmp(start.data, magic, known) != 0) {
        return QN_ERROR_BAD_MAGIC;
    }
    uint32_t version = qn_read_u32(cursor);
    if (!cursor->failed && version != PACK_VERSION) {
        return QN_ERROR_BAD_VERSION;
    }
    *count = qn_read_u32(cursor);
    if (cursor->failed) {
        return QN_ERROR_TRUNCATED;
    }
    return *count <= QN_PACK_MAX_ENTRY_COUNT ? QN_ERROR_OK : QN_ERROR_TOO_LARGE;
}

static qn_error check_table(qn_bytes file, uint32_t count)
{
    size_t size = PACK_HEADER_BYTES + (size_t)count * PACK_ENTRY_BYTES;
    if (file.size_bytes < size + QN_HASH_BYTES) {
        return QN_ERROR_TRUNCATED;
    }
    uint8_t hash[QN_HASH_BYTES];
    qn_blake3((qn_bytes){file.data, size}, hash);
    bool is_equal = memcmp(hash, file.data + size, QN_HASH_BYTES) == 0;
    return is_equal ? QN_ERROR_OK : QN_ERROR_BAD_CHECKSUM;
}

static bool name_is_good(const entry *entries, uint32_t index)
{
    const char *name = entries[index].name;
    const char *end = memchr(name, 0, PACK_NAME_BYTES);
    if (end == NULL || !qn_pack_name_is_valid(name)) {
        return false;
    }
    for (const char *at = end; at < name + PACK_NAME_BYTES; ++at) {
        if (*at != 0) {
            return false;
        }
    }
    return index == 0 || strcmp(entries[index - 1].name, name) < 0;
}

static bool sizes_are_good(const entry *item)
{
    bool is_stored = item->method == PACK_METHOD_STORED;
    return item->method <= PACK_METHOD_GZIP &&
           item->content_size_bytes <= QN_PACK_MAX_ENTRY_BYTES &&
           (!is_stored || item->stored.size_bytes == item->content_size_bytes);
}

static qn_error read_entries(qn_bytes file, qn_pack *pack)
{
    qn_cursor table = qn_cursor_over(file);
    qn_read_bytes(&table, PACK_HEADER_BYTES);
    qn_cursor data = qn_cursor_over(file);
    qn_read_bytes(&data,
                  PACK_HEADER_BYTES + (size_t)pack->count * PACK_ENTRY_BYTES + QN_HASH_BYTES);
    for (uint32_t i = 0; i < (uint32_t)pack->count; ++i) {
        entry *item = &pack->entries[i];
        item->name = (const char *)qn_read_bytes(&table, PACK_NAME_BYTES).data;
        item->method = qn_read_u32(&table);
        item->stored = qn_read_bytes(&data, qn_read_u32(&table));
        item->content_size_bytes = qn_read_u32(&table);
        item->hash = qn_read_bytes(&table, QN_HASH_BYTES).data;
        if (data.failed) {
            return QN_ERROR_TRUNCATED;
        }
        if (!name_is_good(pack->entries, i) || !sizes_are_good(item)) {
            return QN_ERROR_BAD_DATA;
        }
    }
    return qn_cursor_left(&data) == 0 ? QN_ERROR_OK : QN_ERROR_TRAILING_BYTES;
}

qn_error qn_pack_open(qn_bytes file, qn_pack **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (file.data == NULL) {
        return file.size_bytes > 0 ? QN_ERROR_NULL_POINTER : QN_ERROR_TRUNCATED;
    }
    qn_cursor cursor = qn_cursor_over(file);
    uint32_t count = 0;
    qn_error error = read_header(&cursor, &count);
    if (error == QN_ERROR_OK) {
        error = check_table(file, count);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_pack *pack = qn_alloc(sizeof(qn_pack) + count * sizeof(entry));
    if (pack == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    pack->count = (int32_t)count;
    error = read_entries(file, pack);
    if (error != QN_ERROR_OK) {
        qn_free(pack);
        return error;
    }
    *out = pack;
    return QN_ERROR_OK;
}

void qn_pack_close(qn_pack *pack) { qn_free(pack); }

// ---- Reading --------------------------------------------------------------------------------

int32_t qn_pack_entry_count(const qn_pack *pack) { return pack != NULL ? pack->count : 0; }

const char *qn_pack_entry_name(const qn_pack *pack, int32_t index)
{
    bool is_inside = pack != NULL && index >= 0 && index < pack->count;
    return is_inside ? pack->entries[index].name : NULL;
}

// By halving, as the names are in order.
static const entry *find(const qn_pack *pack, const char *name)
{
    int32_t low = 0;
    int32_t high = pack->count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = strcmp(pack->entries[middle].name, name);
        if (order == 0) {
            return &pack->entries[middle];
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return NULL;
}

static qn_error copy_stored(const entry *item, uint8_t **out, size_t *out_size_bytes)
{
    size_t size = item->stored.size_bytes;
    *out = qn_alloc(size > 0 ? size : 1);
    if (*out == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    memcpy(*out, item->stored.data, size);
    *out_size_bytes = size;
    return QN_ERROR_OK;
}

// The hash was right, so a member of another size was packed wrong rather than damaged.
static qn_error inflate_stored(const entry *item, uint8_t **out, size_t *out_size_bytes)
{
    qn_error error = qn_gunzip(item->stored, item->content_size_bytes, out, out_size_bytes);
    if (error == QN_ERROR_OK && *out_size_bytes != item->content_size_bytes) {
        qn_memory_release(*out);
        *out = NULL;
        *out_size_bytes = 0;
        return QN_ERROR_BAD_DATA;
    }
    return error;
}

qn_error qn_pack_read(const qn_pack *pack, const char *name, uint8_t **out, size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    if (pack == NULL || name == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    const entry *item = find(pack, name);
    if (item == NULL) {
        return QN_ERROR_NOT_FOUND;
    }
    uint8_t hash[QN_HASH_BYTES];
    qn_blake3(item->stored, hash);
    if (memcmp(hash, item->hash, QN_HASH_BYTES) != 0) {
        return QN_ERROR_BAD_CHECKSUM;
    }
    return item->method == PACK_METHOD_GZIP ? inflate_stored(item, out, out_size_bytes)
                                            : copy_stored(item, out, out_size_bytes);
}
