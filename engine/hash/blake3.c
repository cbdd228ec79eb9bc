// BLAKE3's tree: chunks of 1 KiB are leaves, and a stack keeps the roots of the finished subtrees.
//
// After n chunks the stack holds one subtree for each 1 in the binary form of n, the largest first,
// but the newest one stays in two halves: it may turn out to be the whole tree, whose root is
// compressed otherwise. So the depth follows from n, and so does all of the state from the bytes,
// in whatever pieces they came. The first chunk is not finished before a byte follows it, for the
// same reason. Reference: "BLAKE3: one function, fast everywhere", sections 2 and 5.1.2.
#include "quoin/hash.h"

#include <string.h>

#include "hash/blake3_kernel.h"
#include "hash/blake3_node.h"

// Chunks that are hashed before their parents are: enough for all lanes at every level but the
// last.
#define BATCH 64

_Static_assert(sizeof(qn_blake3_state) == QN_BLAKE3_STATE_BYTES, "the header says otherwise");

// ---- The stack ------------------------------------------------------------------------------

// Whether the newest subtree is in two halves.
static bool is_halved(uint64_t chunk_count) { return chunk_count > 0 && (chunk_count & 1) == 0; }

size_t qn_blake3_depth(uint64_t chunk_count)
{
    return (size_t)__builtin_popcountll(chunk_count) + (is_halved(chunk_count) ? 1 : 0);
}

static void merge_top(qn_blake3_state *state, size_t depth)
{
    uint8_t(*pair)[BLAKE3_CHAIN_BYTES] = &state->stack[depth - 2];
    qn_blake3_parents(pair[0], 1, state->key, state->mode_flags | BLAKE3_PARENT, pair);
}

// Adds a chunk (level 0) or the two halves of a subtree of 2^level chunks, and merges what is whole
// with it.
static void push(qn_blake3_state *state, uint8_t (*chains)[BLAKE3_CHAIN_BYTES], int level)
{
    size_t depth = qn_blake3_depth(state->chunk_index);
    if (is_halved(state->chunk_index)) {
        merge_top(state, depth);
        depth -= 1;
    }
    size_t count = level == 0 ? 1 : 2;
    memcpy(state->stack[depth], chains, count * BLAKE3_CHAIN_BYTES);
    depth += count;
    state->chunk_index += UINT64_C(1) << level;
    int merges = __builtin_ctzll(state->chunk_index) - (level > 0 ? level : 1);
    for (; merges > 0; --merges, --depth) {
        merge_top(state, depth);
    }
}

// ---- The current chunk ----------------------------------------------------------------------

static void start_chunk(qn_blake3_state *state)
{
    memcpy(state->chain, state->key, sizeof state->chain);
    state->block_size_bytes = 0;
    state->block_count = 0;
}

static bool chunk_is_empty(const qn_blake3_state *state)
{
    return state->block_count == 0 && state->block_size_bytes == 0;
}

static size_t chunk_size_bytes(const qn_blake3_state *state)
{
    return (size_t)state->block_count * BLAKE3_BLOCK_BYTES + state->block_size_bytes;
}

static bool chunk_is_full(const qn_blake3_state *state)
{
    return chunk_size_bytes(state) == BLAKE3_CHUNK_BYTES;
}

static void fold_blocks(qn_blake3_state *state, const uint8_t *blocks, size_t count)
{
    blake3_run run = {.counter = state->chunk_index,
                      .size_bytes = BLAKE3_BLOCK_BYTES,
                      .flags = state->mode_flags,
                      .first_flags = state->block_count == 0 ? BLAKE3_CHUNK_START : 0};
    qn_blake3_fold(state->chain, blocks, count, run);
    state->block_count = (uint8_t)(state->block_count + count);
}

// Up to the end of the chunk, the last block of which is not compressed yet; the number of bytes
// taken.
static size_t fill_chunk(qn_blake3_state *state, const uint8_t *data, size_t size_bytes)
{
    size_t room = BLAKE3_CHUNK_BYTES - chunk_size_bytes(state);
    size_t take = room < size_bytes ? room : size_bytes;
    size_t in_block = (size_t)BLAKE3_BLOCK_BYTES - state->block_size_bytes;
    size_t done = 0;
    if (state->block_size_bytes > 0) {
        done = in_block < take ? in_block : take;
        memcpy(state->block + state->block_size_bytes, data, done);
        state->block_size_bytes = (uint8_t)(state->block_size_bytes + done);
    }
    if (done == take) {
        return take;
    }
    if (state->block_size_bytes > 0) {
        fold_blocks(state, state->block, 1);
    }
    size_t whole = (take - done - 1) / BLAKE3_BLOCK_BYTES;
    if (whole > 0) {
        fold_blocks(state, data + done, whole);
        done += whole * BLAKE3_BLOCK_BYTES;
    }
    memcpy(state->block, data + done, take - done);
    state->block_size_bytes = (uint8_t)(take - done);
    return take;
}

static blake3_node chunk_node(const qn_blake3_state *state)
{
    blake3_node node = {.run = {.counter = state->chunk_index,
                                .size_bytes = state->block_size_bytes,
                                .flags = state->mode_flags | BLAKE3_CHUNK_END}};
    node.run.flags |= state->block_count == 0 ? BLAKE3_CHUNK_START : 0;
    memcpy(node.chain, state->chain, sizeof node.chain);
    memcpy(node.block, state->block, state->block_size_bytes);
    return node;
}

static void finish_chunk(qn_blake3_state *state)
{
    uint8_t chain[1][BLAKE3_CHAIN_BYTES];
    blake3_node node = chunk_node(state);
    qn_blake3_node_chain(&node, chain[0]);
    push(state, chain, 0);
    start_chunk(state);
}

// ---- Many chunks ----------------------------------------------------------------------------

// Halves the number of chains until there are two.
static void reduce(const qn_blake3_state *state, uint8_t (*chains)[BLAKE3_CHAIN_BYTES],
                   size_t count)
{
    for (; count > 2; count /= 2) {
        qn_blake3_parents(chains[0], count / 2, state->key, state->mode_flags | BLAKE3_PARENT,
                          chains);
    }
}

// Whole chunks straight from the input; the number of bytes taken.
static size_t take_chunks(qn_blake3_state *state, const uint8_t *data, size_t size_bytes)
{
    uint8_t chains[BATCH][BLAKE3_CHAIN_BYTES];
    size_t count = size_bytes / BLAKE3_CHUNK_BYTES;
    count = count < BATCH ? count : BATCH;
    qn_blake3_chunks(data, count, state->key, state->chunk_index, state->mode_flags, chains);
    for (size_t done = 0; done < count;) {
        // The largest subtree that begins here and is there.
        int level = 0;
        while ((state->chunk_index >> level & 1) == 0 && count - done >= (size_t)2 << level) {
            level += 1;
        }
        reduce(state, chains + done, (size_t)1 << level);
        push(state, chains + done, level);
        done += (size_t)1 << level;
    }
    memcpy(state->chain, state->key, sizeof state->chain);
    return count * BLAKE3_CHUNK_BYTES;
}

// ---- Streams --------------------------------------------------------------------------------

static void init(qn_blake3_state *state, const uint32_t key[8], uint32_t mode_flags)
{
    memset(state, 0, sizeof *state);
    memcpy(state->key, key, sizeof state->key);
    state->mode_flags = mode_flags;
    start_chunk(state);
}

void qn_blake3_init(qn_blake3_state *state)
{
    if (state != NULL) {
        init(state, qn_blake3_start, 0);
    }
}

qn_error qn_blake3_init_keyed(qn_blake3_state *state, const uint8_t key[QN_BLAKE3_KEY_BYTES])
{
    qn_blake3_init(state);
    if (state == NULL || key == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    uint32_t words[8];
    qn_blake3_key_words(words, key);
    init(state, words, BLAKE3_KEYED);
    return QN_ERROR_OK;
}

qn_error qn_blake3_init_derive(qn_blake3_state *state, const char *context)
{
    qn_blake3_init(state);
    if (state == NULL || context == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    uint32_t words[8];
    qn_blake3_context_words(words, context);
    init(state, words, BLAKE3_DERIVE_MATERIAL);
    return QN_ERROR_OK;
}

qn_error qn_blake3_update(qn_blake3_state *state, qn_bytes bytes)
{
    if (state == NULL || (bytes.data == NULL && bytes.size_bytes > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    uint64_t size_bytes = state->chunk_index * BLAKE3_CHUNK_BYTES + chunk_size_bytes(state);
    if (bytes.size_bytes > UINT64_MAX - size_bytes) {
        return QN_ERROR_TOO_LARGE;
    }
    const uint8_t *data = bytes.data;
    size_t left = bytes.size_bytes;
    while (left > 0) {
        if (chunk_is_full(state)) {
            finish_chunk(state);
        }
        bool is_only_chunk = state->chunk_index == 0 && left == BLAKE3_CHUNK_BYTES;
        bool takes_chunks = chunk_is_empty(state) && left >= BLAKE3_CHUNK_BYTES && !is_only_chunk;
        size_t taken =
            takes_chunks ? take_chunks(state, data, left) : fill_chunk(state, data, left);
        data += taken;
        left -= taken;
    }
    if (chunk_is_full(state) && state->chunk_index > 0) {
        finish_chunk(state);
    }
    return QN_ERROR_OK;
}

static blake3_node root_node(const qn_blake3_state *state)
{
    size_t depth = qn_blake3_depth(state->chunk_index);
    blake3_node node;
    if (state->chunk_index > 0 && chunk_is_empty(state)) {
        depth -= 2;
        node = qn_blake3_parent_node(state->key, state->mode_flags, state->stack[depth],
                                     state->stack[depth + 1]);
    } else {
        node = chunk_node(state);
    }
    bool is_chunk = (node.run.flags & BLAKE3_PARENT) == 0;
    if (is_chunk && is_halved(state->chunk_index)) {
        uint8_t left[1][BLAKE3_CHAIN_BYTES];
        depth -= 2;
        qn_blake3_parents(state->stack[depth], 1, state->key, state->mode_flags | BLAKE3_PARENT,
                          left);
        node = qn_blake3_join(state->key, state->mode_flags, left[0], &node);
    }
    for (; depth > 0; --depth) {
        node = qn_blake3_join(state->key, state->mode_flags, state->stack[depth - 1], &node);
    }
    return node;
}

qn_error qn_blake3_final_extended(const qn_blake3_state *state, uint64_t position, uint8_t *out,
                                  size_t size_bytes)
{
    if (size_bytes == 0) {
        return QN_ERROR_OK;
    }
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    bool is_too_large = size_bytes - 1 > UINT64_MAX - position;
    if (state == NULL || is_too_large) {
        memset(out, 0, size_bytes);
        return state == NULL ? QN_ERROR_NULL_POINTER : QN_ERROR_TOO_LARGE;
    }
    blake3_node root = root_node(state);
    qn_blake3_node_extended(&root, position, out, size_bytes);
    return QN_ERROR_OK;
}

void qn_blake3_final(const qn_blake3_state *state, uint8_t out[QN_HASH_BYTES])
{
    (void)qn_blake3_final_extended(state, 0, out, QN_HASH_BYTES);
}
