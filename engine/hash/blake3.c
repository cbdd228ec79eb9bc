// BLAKE3's tree: chunks of 1 KiB are leaves, and a stack keeps the roots of the finished subtrees.
//
// A subtree joins its left sibling as soon as both are whole: the number of chunks so far, in
// binary, says how often. The last block and the last chunk are never compressed before final, as
// only then it is known that they are last. Reference: "BLAKE3: one function, fast everywhere",
// sections 2 and 5.1.2.
#include "quoin/hash.h"

#include <string.h>

#include "hash/blake3_kernel.h"

// Whole chunks handed to the kernel at once.
#define BATCH 16

// The last compression of a chunk or of a parent, not yet done: as a chaining value or as root.
typedef struct output {
    uint32_t chain[8];
    uint32_t block[16];
    uint32_t size_bytes;
    uint64_t counter;
    uint32_t flags;
} output;

static void output_chain(const output *node, uint32_t out[8])
{
    uint32_t words[16];
    qn_blake3_compress(node->chain, node->block, node->size_bytes, node->counter, node->flags,
                       words);
    memcpy(out, words, 32);
}

static output parent(const qn_blake3_state *state, const uint32_t left[8], const uint32_t right[8])
{
    output node = {.size_bytes = BLAKE3_BLOCK_BYTES, .flags = state->mode_flags | BLAKE3_PARENT};
    memcpy(node.chain, state->key, 32);
    memcpy(node.block, left, 32);
    memcpy(node.block + 8, right, 32);
    return node;
}

static output chunk_output(const qn_blake3_state *state)
{
    output node = {.size_bytes = state->block_size_bytes, .counter = state->chunk_index};
    node.flags = state->mode_flags | BLAKE3_CHUNK_END;
    node.flags |= state->block_count == 0 ? BLAKE3_CHUNK_START : 0;
    uint8_t padded[BLAKE3_BLOCK_BYTES] = {0};
    memcpy(padded, state->block, state->block_size_bytes);
    memcpy(node.chain, state->chain, 32);
    qn_blake3_load_block(node.block, padded);
    return node;
}

static void start_chunk(qn_blake3_state *state, uint64_t index)
{
    memcpy(state->chain, state->key, 32);
    state->chunk_index = index;
    state->block_size_bytes = 0;
    state->block_count = 0;
}

// Adds a finished chunk and merges every pair of whole subtrees that it completes.
static void push_chunk(qn_blake3_state *state, const uint32_t chain[8], uint64_t chunk_count)
{
    uint32_t merged[8];
    memcpy(merged, chain, 32);
    for (; (chunk_count & 1) == 0; chunk_count >>= 1) {
        state->depth -= 1;
        output node = parent(state, state->stack[state->depth], merged);
        output_chain(&node, merged);
    }
    memcpy(state->stack[state->depth], merged, 32);
    state->depth += 1;
}

static void init(qn_blake3_state *state, const uint32_t key[8], uint32_t mode_flags)
{
    memset(state, 0, sizeof *state);
    memcpy(state->key, key, 32);
    state->mode_flags = mode_flags;
    start_chunk(state, 0);
}

static void init_with_bytes(qn_blake3_state *state, const uint8_t key[32], uint32_t mode_flags)
{
    uint8_t block[BLAKE3_BLOCK_BYTES] = {0};
    uint32_t words[16];
    memcpy(block, key, 32);
    qn_blake3_load_block(words, block);
    init(state, words, mode_flags);
}

void qn_blake3_init(qn_blake3_state *state) { init(state, qn_blake3_start, 0); }

void qn_blake3_init_keyed(qn_blake3_state *state, const uint8_t key[QN_BLAKE3_KEY_BYTES])
{
    init_with_bytes(state, key, BLAKE3_KEYED);
}

void qn_blake3_init_derive(qn_blake3_state *state, const char *context)
{
    uint8_t key[QN_HASH_BYTES];
    init(state, qn_blake3_start, BLAKE3_DERIVE_CONTEXT);
    // Cannot fail: the text is not null.
    (void)qn_blake3_update(state, (qn_bytes){(const uint8_t *)context, strlen(context)});
    qn_blake3_final(state, key);
    init_with_bytes(state, key, BLAKE3_DERIVE_MATERIAL);
}

static bool chunk_is_empty(const qn_blake3_state *state)
{
    return state->block_count == 0 && state->block_size_bytes == 0;
}

static bool chunk_is_full(const qn_blake3_state *state)
{
    return state->block_count == BLAKE3_CHUNK_BYTES / BLAKE3_BLOCK_BYTES - 1 &&
           state->block_size_bytes == BLAKE3_BLOCK_BYTES;
}

static void finish_block(qn_blake3_state *state)
{
    uint32_t block[16];
    uint32_t words[16];
    qn_blake3_load_block(block, state->block);
    uint32_t flags = state->mode_flags | (state->block_count == 0 ? BLAKE3_CHUNK_START : 0);
    qn_blake3_compress(state->chain, block, BLAKE3_BLOCK_BYTES, state->chunk_index, flags, words);
    memcpy(state->chain, words, 32);
    state->block_count += 1;
    state->block_size_bytes = 0;
}

static void finish_chunk(qn_blake3_state *state)
{
    uint32_t chain[8];
    output node = chunk_output(state);
    output_chain(&node, chain);
    push_chunk(state, chain, state->chunk_index + 1);
    start_chunk(state, state->chunk_index + 1);
}

// More bytes into the current block, or into the next one of the chunk; the number taken.
static size_t fill_block(qn_blake3_state *state, const uint8_t *data, size_t size_bytes)
{
    if (state->block_size_bytes == BLAKE3_BLOCK_BYTES) {
        finish_block(state);
    }
    size_t room = (size_t)BLAKE3_BLOCK_BYTES - state->block_size_bytes;
    size_t take = room < size_bytes ? room : size_bytes;
    memcpy(state->block + state->block_size_bytes, data, take);
    state->block_size_bytes = (uint8_t)(state->block_size_bytes + take);
    return take;
}

// Whole chunks straight from the input, but never the last one; the number of bytes taken.
static size_t take_chunks(qn_blake3_state *state, const uint8_t *data, size_t size_bytes)
{
    uint32_t chains[BATCH][8];
    size_t count = (size_bytes - 1) / BLAKE3_CHUNK_BYTES;
    count = count < BATCH ? count : BATCH;
    qn_blake3_hash_chunks(data, count, state->key, state->chunk_index, state->mode_flags, chains);
    for (size_t i = 0; i < count; ++i) {
        push_chunk(state, chains[i], state->chunk_index + 1);
        state->chunk_index += 1;
    }
    return count * BLAKE3_CHUNK_BYTES;
}

qn_error qn_blake3_update(qn_blake3_state *state, qn_bytes bytes)
{
    if (bytes.data == NULL && bytes.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    const uint8_t *data = bytes.data;
    size_t left = bytes.size_bytes;
    while (left > 0) {
        if (chunk_is_full(state)) {
            finish_chunk(state);
        }
        bool takes_chunks = chunk_is_empty(state) && left > BLAKE3_CHUNK_BYTES;
        size_t taken =
            takes_chunks ? take_chunks(state, data, left) : fill_block(state, data, left);
        data += taken;
        left -= taken;
    }
    return QN_ERROR_OK;
}

static output root_output(const qn_blake3_state *state)
{
    output node = chunk_output(state);
    for (size_t depth = state->depth; depth > 0; --depth) {
        uint32_t chain[8];
        output_chain(&node, chain);
        node = parent(state, state->stack[depth - 1], chain);
    }
    node.flags |= BLAKE3_ROOT;
    return node;
}

void qn_blake3_final_extended(const qn_blake3_state *state, uint64_t position, uint8_t *out,
                              size_t size_bytes)
{
    output node = root_output(state);
    uint32_t words[16];
    for (size_t i = 0; i < size_bytes; ++i, ++position) {
        size_t at = (size_t)(position % BLAKE3_BLOCK_BYTES);
        if (i == 0 || at == 0) {
            qn_blake3_compress(node.chain, node.block, node.size_bytes,
                               position / BLAKE3_BLOCK_BYTES, node.flags, words);
        }
        out[i] = (uint8_t)(words[at / 4] >> (8 * (at % 4)));
    }
}

void qn_blake3_final(const qn_blake3_state *state, uint8_t out[QN_HASH_BYTES])
{
    qn_blake3_final_extended(state, 0, out, QN_HASH_BYTES);
}

void qn_blake3(qn_bytes bytes, uint8_t out[QN_HASH_BYTES])
{
    if (out == NULL) {
        return;
    }
    qn_blake3_state state;
    qn_blake3_init(&state);
    if (qn_blake3_update(&state, bytes) != QN_ERROR_OK) {
        memset(out, 0, QN_HASH_BYTES);
        return;
    }
    qn_blake3_final(&state, out);
}
