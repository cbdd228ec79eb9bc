// SHA-256 (FIPS 180-4): 64-byte blocks are folded one after the other into eight words.
//
// The state keeps the length, the words and the unfinished block; final works on a copy, so that a
// state is never used up.
#include "quoin/hash.h"

#include <string.h>

#include "hash/sha256_kernel.h"
#include "hash/words.h"

_Static_assert(sizeof(qn_sha256_state) == QN_SHA256_STATE_BYTES, "the header says otherwise");

void qn_sha256_init(qn_sha256_state *state)
{
    if (state != NULL) {
        memset(state, 0, sizeof *state);
        memcpy(state->chain, qn_sha256_start, sizeof state->chain);
    }
}

// Fills the unfinished block; the number of bytes taken.
static size_t fill_block(qn_sha256_state *state, qn_bytes bytes)
{
    size_t filled = (size_t)(state->size_bytes % SHA256_BLOCK_BYTES);
    size_t take = SHA256_BLOCK_BYTES - filled;
    take = take < bytes.size_bytes ? take : bytes.size_bytes;
    memcpy(state->block + filled, bytes.data, take);
    if (filled + take == SHA256_BLOCK_BYTES) {
        qn_sha256_fold(state->chain, state->block, 1);
    }
    return take;
}

qn_error qn_sha256_update(qn_sha256_state *state, qn_bytes bytes)
{
    if (state == NULL || (bytes.data == NULL && bytes.size_bytes > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    if (bytes.size_bytes > SHA256_MAX_BYTES - state->size_bytes) {
        return QN_ERROR_TOO_LARGE;
    }
    size_t done = 0;
    if (state->size_bytes % SHA256_BLOCK_BYTES != 0 && bytes.size_bytes > 0) {
        done = fill_block(state, bytes);
    }
    size_t count = (bytes.size_bytes - done) / SHA256_BLOCK_BYTES;
    if (count > 0) {
        qn_sha256_fold(state->chain, bytes.data + done, count);
        done += count * SHA256_BLOCK_BYTES;
    }
    // What is left starts a block, unless it all went into the one before.
    if (done < bytes.size_bytes) {
        memcpy(state->block, bytes.data + done, bytes.size_bytes - done);
    }
    state->size_bytes += bytes.size_bytes;
    return QN_ERROR_OK;
}

static void finish(uint32_t chain[8], const uint8_t *rest, uint64_t size_bytes,
                   uint8_t out[QN_HASH_BYTES])
{
    uint8_t end[2 * SHA256_BLOCK_BYTES];
    qn_sha256_fold(chain, end, qn_sha256_end(end, rest, size_bytes));
    for (int i = 0; i < 8; ++i) {
        store_big(out + 4 * i, chain[i]);
    }
}

void qn_sha256_final(const qn_sha256_state *state, uint8_t out[QN_HASH_BYTES])
{
    if (out == NULL) {
        return;
    }
    if (state == NULL) {
        memset(out, 0, QN_HASH_BYTES);
        return;
    }
    uint32_t chain[8];
    memcpy(chain, state->chain, sizeof chain);
    finish(chain, state->block, state->size_bytes, out);
}

void qn_sha256(qn_bytes bytes, uint8_t out[QN_HASH_BYTES])
{
    if (out == NULL) {
        return;
    }
    if (bytes.data == NULL && bytes.size_bytes > 0) {
        memset(out, 0, QN_HASH_BYTES);
        return;
    }
    uint32_t chain[8];
    memcpy(chain, qn_sha256_start, sizeof chain);
    size_t count = bytes.size_bytes / SHA256_BLOCK_BYTES;
    const uint8_t *rest = bytes.data;
    if (count > 0) {
        qn_sha256_fold(chain, bytes.data, count);
        rest += count * SHA256_BLOCK_BYTES;
    }
    finish(chain, rest, bytes.size_bytes, out);
}
