// Every part is checked before anything is hashed.
#include "hash/batch.h"

#include <string.h>

#include "base/alloc.h"

static qn_error check(qn_bytes bytes, const qn_hash_part *parts, size_t count)
{
    if (parts == NULL || (bytes.data == NULL && bytes.size_bytes > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    for (size_t i = 0; i < count; ++i) {
        if ((uint64_t)parts[i].offset_bytes + parts[i].size_bytes > bytes.size_bytes) {
            return QN_ERROR_OUT_OF_RANGE;
        }
    }
    return QN_ERROR_OK;
}

qn_error qn_batch_start(hash_batch *batch, qn_bytes bytes, const qn_hash_part *parts, size_t count,
                        uint8_t *out)
{
    *batch = (hash_batch){.data = bytes.data, .parts = parts, .out = out};
    if (count == 0) {
        return QN_ERROR_OK;
    }
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    size_t out_bytes, parts_bytes;
    if (!qn_size_mul(count, QN_HASH_BYTES, &out_bytes) ||
        !qn_size_mul(count, sizeof *parts, &parts_bytes)) {
        return QN_ERROR_TOO_LARGE;
    }
    qn_error error = check(bytes, parts, count);
    if (error != QN_ERROR_OK) {
        memset(out, 0, out_bytes);
        return error;
    }
    batch->count = count;
    return QN_ERROR_OK;
}
