// Nodes of the tree one by one, and what is hashed in one shot: up to 1 KiB is a tree of one node,
// for which no stream is begun.
#include "hash/blake3_node.h"

#include <string.h>

#include "hash/words.h"
#include "quoin/hash.h"

blake3_node qn_blake3_parent_node(const uint32_t key[8], uint32_t mode_flags,
                                  const uint8_t left[BLAKE3_CHAIN_BYTES],
                                  const uint8_t right[BLAKE3_CHAIN_BYTES])
{
    blake3_node node = {
        .run = {.size_bytes = BLAKE3_BLOCK_BYTES, .flags = mode_flags | BLAKE3_PARENT}};
    memcpy(node.chain, key, sizeof node.chain);
    memcpy(node.block, left, BLAKE3_CHAIN_BYTES);
    memcpy(node.block + BLAKE3_CHAIN_BYTES, right, BLAKE3_CHAIN_BYTES);
    return node;
}

blake3_node qn_blake3_join(const uint32_t key[8], uint32_t mode_flags,
                           const uint8_t left[BLAKE3_CHAIN_BYTES], const blake3_node *right)
{
    uint8_t chain[BLAKE3_CHAIN_BYTES];
    qn_blake3_node_chain(right, chain);
    return qn_blake3_parent_node(key, mode_flags, left, chain);
}

static void store_chain(uint8_t out[BLAKE3_CHAIN_BYTES], const uint32_t chain[8])
{
    for (int i = 0; i < 8; ++i) {
        store_little(out + 4 * i, chain[i]);
    }
}

void qn_blake3_node_chain(const blake3_node *node, uint8_t out[BLAKE3_CHAIN_BYTES])
{
    uint32_t chain[8];
    memcpy(chain, node->chain, sizeof chain);
    qn_blake3_fold(chain, node->block, 1, node->run);
    store_chain(out, chain);
}

void qn_blake3_node_extended(const blake3_node *root, uint64_t position, uint8_t *out,
                             size_t size_bytes)
{
    if (position == 0 && size_bytes == BLAKE3_CHAIN_BYTES) {
        blake3_node node = *root;
        node.run.flags |= BLAKE3_ROOT;
        node.run.counter = 0;
        qn_blake3_node_chain(&node, out);
        return;
    }
    blake3_run run = root->run;
    run.flags |= BLAKE3_ROOT;
    run.counter = position / BLAKE3_BLOCK_BYTES;
    size_t skip = (size_t)(position % BLAKE3_BLOCK_BYTES);
    while (size_bytes > 0) {
        size_t count = skip == 0 ? size_bytes / BLAKE3_BLOCK_BYTES : 0;
        size_t taken = count * BLAKE3_BLOCK_BYTES;
        if (count > 0) {
            qn_blake3_extend(root->chain, root->block, run, count, out);
        } else {
            uint8_t block[BLAKE3_BLOCK_BYTES];
            taken = BLAKE3_BLOCK_BYTES - skip;
            taken = taken < size_bytes ? taken : size_bytes;
            count = 1;
            qn_blake3_extend(root->chain, root->block, run, 1, block);
            memcpy(out, block + skip, taken);
        }
        run.counter += count;
        skip = 0;
        out += taken;
        size_bytes -= taken;
    }
}

void qn_blake3_key_words(uint32_t words[8], const uint8_t key[32])
{
    for (int i = 0; i < 8; ++i) {
        words[i] = load_little(key + 4 * i);
    }
}

// ---- In one shot ----------------------------------------------------------------------------

// Of at most one chunk, which is the whole tree.
static blake3_node only_node(const uint32_t key[8], uint32_t mode_flags, qn_bytes bytes)
{
    size_t whole = bytes.size_bytes == 0 ? 0 : (bytes.size_bytes - 1) / BLAKE3_BLOCK_BYTES;
    blake3_run run = {
        .size_bytes = BLAKE3_BLOCK_BYTES, .flags = mode_flags, .first_flags = BLAKE3_CHUNK_START};
    blake3_node node = {.run = run};
    memcpy(node.chain, key, sizeof node.chain);
    qn_blake3_fold(node.chain, bytes.data, whole, run);
    size_t rest = bytes.size_bytes - whole * BLAKE3_BLOCK_BYTES;
    if (rest > 0) {
        memcpy(node.block, bytes.data + whole * BLAKE3_BLOCK_BYTES, rest);
    }
    node.run.size_bytes = (uint32_t)rest;
    node.run.flags |= BLAKE3_CHUNK_END | (whole == 0 ? BLAKE3_CHUNK_START : 0);
    return node;
}

static bool is_lost(qn_bytes bytes) { return bytes.data == NULL && bytes.size_bytes > 0; }

// Whether there is something to do; if not, *error says why and `out` is zeroed.
static bool begins(bool is_given, qn_bytes bytes, uint8_t *out, size_t size_bytes, qn_error *error)
{
    *error = QN_ERROR_OK;
    if (!is_given || is_lost(bytes) || (out == NULL && size_bytes > 0)) {
        *error = QN_ERROR_NULL_POINTER;
        if (out != NULL && size_bytes > 0) {
            memset(out, 0, size_bytes);
        }
    }
    return *error == QN_ERROR_OK && size_bytes > 0;
}

void qn_blake3_finish_only_chunk(uint32_t chain[8], uint32_t first_flags, uint32_t mode_flags,
                                 qn_bytes left, uint8_t out[BLAKE3_CHAIN_BYTES])
{
    blake3_run run = {
        .size_bytes = BLAKE3_BLOCK_BYTES, .flags = mode_flags, .first_flags = first_flags};
    size_t whole = left.size_bytes / BLAKE3_BLOCK_BYTES;
    size_t rest = left.size_bytes % BLAKE3_BLOCK_BYTES;
    bool ends_whole = rest == 0 && whole > 0;
    run.last_flags = ends_whole ? BLAKE3_CHUNK_END | BLAKE3_ROOT : 0;
    qn_blake3_fold(chain, left.data, whole, run);
    if (!ends_whole) {
        uint8_t block[BLAKE3_BLOCK_BYTES] = {0};
        if (rest > 0) {
            memcpy(block, left.data + whole * BLAKE3_BLOCK_BYTES, rest);
        }
        run.size_bytes = (uint32_t)rest;
        run.first_flags = whole == 0 ? first_flags : 0;
        run.last_flags = BLAKE3_CHUNK_END | BLAKE3_ROOT;
        qn_blake3_fold(chain, block, 1, run);
    }
    store_chain(out, chain);
}

static void hash_small(const uint32_t key[8], uint32_t mode_flags, qn_bytes bytes, uint8_t *out,
                       size_t size_bytes)
{
    if (size_bytes == QN_HASH_BYTES) {
        uint32_t chain[8];
        memcpy(chain, key, sizeof chain);
        qn_blake3_finish_only_chunk(chain, BLAKE3_CHUNK_START, mode_flags, bytes, out);
        return;
    }
    blake3_node root = only_node(key, mode_flags, bytes);
    qn_blake3_node_extended(&root, 0, out, size_bytes);
}

static qn_error hash_large(qn_blake3_state *state, qn_bytes bytes, uint8_t *out, size_t size_bytes)
{
    // Cannot fail: the bytes are there, and no memory holds 2^64 of them.
    (void)qn_blake3_update(state, bytes);
    return qn_blake3_final_extended(state, 0, out, size_bytes);
}

void qn_blake3_context_words(uint32_t words[8], const char *context)
{
    uint8_t key[QN_HASH_BYTES];
    qn_bytes bytes = {(const uint8_t *)context, strlen(context)};
    if (bytes.size_bytes <= BLAKE3_CHUNK_BYTES) {
        hash_small(qn_blake3_start, BLAKE3_DERIVE_CONTEXT, bytes, key, sizeof key);
    } else {
        qn_blake3_state state;
        qn_blake3_init(&state);
        state.mode_flags = BLAKE3_DERIVE_CONTEXT;
        (void)hash_large(&state, bytes, key, sizeof key);
    }
    qn_blake3_key_words(words, key);
}

qn_error qn_blake3_extended(qn_bytes bytes, uint8_t *out, size_t size_bytes)
{
    qn_error error;
    if (!begins(true, bytes, out, size_bytes, &error)) {
        return error;
    }
    if (bytes.size_bytes <= BLAKE3_CHUNK_BYTES) {
        hash_small(qn_blake3_start, 0, bytes, out, size_bytes);
        return QN_ERROR_OK;
    }
    qn_blake3_state state;
    qn_blake3_init(&state);
    return hash_large(&state, bytes, out, size_bytes);
}

qn_error qn_blake3_keyed(const uint8_t key[QN_BLAKE3_KEY_BYTES], qn_bytes bytes, uint8_t *out,
                         size_t size_bytes)
{
    qn_error error;
    if (!begins(key != NULL, bytes, out, size_bytes, &error)) {
        return error;
    }
    if (bytes.size_bytes <= BLAKE3_CHUNK_BYTES) {
        uint32_t words[8];
        qn_blake3_key_words(words, key);
        hash_small(words, BLAKE3_KEYED, bytes, out, size_bytes);
        return QN_ERROR_OK;
    }
    qn_blake3_state state;
    (void)qn_blake3_init_keyed(&state, key);
    return hash_large(&state, bytes, out, size_bytes);
}

qn_error qn_blake3_derive(const char *context, qn_bytes bytes, uint8_t *out, size_t size_bytes)
{
    qn_error error;
    if (!begins(context != NULL, bytes, out, size_bytes, &error)) {
        return error;
    }
    qn_blake3_state state;
    (void)qn_blake3_init_derive(&state, context);
    return hash_large(&state, bytes, out, size_bytes);
}

void qn_blake3(qn_bytes bytes, uint8_t out[QN_HASH_BYTES])
{
    (void)qn_blake3_extended(bytes, out, out == NULL ? 0 : QN_HASH_BYTES);
}
