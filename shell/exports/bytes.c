// The door to the hashes and to gzip. Bytes lie in memory from quoin_allocate; results are the
// engine's and go back through quoin_release_result.
#include "exports/door.h"

int32_t quoin_sha256(const uint8_t *bytes, uint32_t size_bytes, quoin_digest *out)
{
    if (!spans(bytes, size_bytes) || !HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_sha256((qn_bytes){bytes, size_bytes}, (uint8_t *)out);
    return QN_ERROR_OK;
}

int32_t quoin_blake3(const uint8_t *bytes, uint32_t size_bytes, quoin_digest *out)
{
    if (!spans(bytes, size_bytes) || !HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_blake3((qn_bytes){bytes, size_bytes}, (uint8_t *)out);
    return QN_ERROR_OK;
}

// What was made, if anything was.
static int32_t hand_over(qn_error error, uint8_t *made, size_t size_bytes, quoin_span *out)
{
    *out = (quoin_span){(uint32_t)(uintptr_t)made, (uint32_t)size_bytes};
    return (int32_t)error;
}

int32_t quoin_gzip(const uint8_t *bytes, uint32_t size_bytes, int32_t level, quoin_span *out)
{
    if (!spans(bytes, size_bytes) || !HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    uint8_t *made = NULL;
    size_t made_bytes = 0;
    qn_error error = qn_gzip((qn_bytes){bytes, size_bytes}, level, &made, &made_bytes);
    return hand_over(error, made, made_bytes, out);
}

int32_t quoin_gunzip(const uint8_t *bytes, uint32_t size_bytes, uint32_t max_size_bytes,
                     quoin_span *out)
{
    if (!spans(bytes, size_bytes) || !HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    uint8_t *made = NULL;
    size_t made_bytes = 0;
    qn_error error = qn_gunzip((qn_bytes){bytes, size_bytes}, max_size_bytes, &made, &made_bytes);
    return hand_over(error, made, made_bytes, out);
}
