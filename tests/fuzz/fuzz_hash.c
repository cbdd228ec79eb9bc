// Any bytes behind a repaired checksum: a state that is taken is saved to the same bytes and can be
// used. Any text: what is read as hexadecimal or base64 is written the same again.
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "quoin/hash.h"

#define CHECK_BYTES 16

static void must(bool holds)
{
    if (!holds) {
        __builtin_trap();
    }
}

// The input, filled with zeros or cut to this size, under a checksum that is right.
static void seal(uint8_t *saved, size_t saved_size, const uint8_t *data, size_t size)
{
    uint8_t hash[QN_HASH_BYTES];
    size_t covered = saved_size - CHECK_BYTES;
    memset(saved, 0, saved_size);
    memcpy(saved, data, size < covered ? size : covered);
    qn_blake3((qn_bytes){saved, covered}, hash);
    memcpy(saved + covered, hash, CHECK_BYTES);
}

static void try_sha256(const uint8_t *data, size_t size)
{
    uint8_t saved[QN_SHA256_SAVED_BYTES], again[QN_SHA256_SAVED_BYTES], digest[QN_HASH_BYTES];
    qn_sha256_state state;
    seal(saved, sizeof saved, data, size);
    if (qn_sha256_load(&state, (qn_bytes){saved, sizeof saved}) == QN_ERROR_OK) {
        qn_sha256_save(&state, again);
        must(memcmp(again, saved, sizeof saved) == 0);
        (void)qn_sha256_update(&state, (qn_bytes){data, size});
        qn_sha256_final(&state, digest);
    }
}

static void try_blake3(const uint8_t *data, size_t size)
{
    uint8_t saved[QN_BLAKE3_SAVED_BYTES], again[QN_BLAKE3_SAVED_BYTES], digest[QN_HASH_BYTES];
    qn_blake3_state state;
    seal(saved, sizeof saved, data, size);
    if (qn_blake3_load(&state, (qn_bytes){saved, sizeof saved}) == QN_ERROR_OK) {
        qn_blake3_save(&state, again);
        must(memcmp(again, saved, sizeof saved) == 0);
        (void)qn_blake3_update(&state, (qn_bytes){data, size});
        qn_blake3_final(&state, digest);
    }
}

static void try_text(qn_bytes text)
{
    uint8_t *bytes = malloc(text.size_bytes + 1);
    char *again = malloc(text.size_bytes + 1);
    size_t size, again_size;
    for (int form = 0; form < QN_BASE64_FORM_COUNT; ++form) {
        qn_base64_form each = (qn_base64_form)form;
        if (qn_base64_decode(text, each, bytes, text.size_bytes, &size) == QN_ERROR_OK) {
            must(qn_base64_encode((qn_bytes){bytes, size}, each, again, text.size_bytes,
                                  &again_size) == QN_ERROR_OK);
            must(again_size == text.size_bytes && memcmp(again, text.data, again_size) == 0);
        }
    }
    if (qn_hex_decode(text, bytes, text.size_bytes, &size) == QN_ERROR_OK) {
        must(2 * size == text.size_bytes);
    }
    free(again);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    // Of its own size, so that a read past the end is seen.
    uint8_t *copy = malloc(size + 1);
    if (size > 0) {
        memcpy(copy, data, size);
    }
    try_sha256(copy, size);
    try_blake3(copy, size);
    try_text((qn_bytes){copy, size});
    free(copy);
    return 0;
}
