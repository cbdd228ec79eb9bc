// BLAKE3 of many messages: those of one chunk at most go four side by side, block by block; whoever
// is through takes the next one. Longer ones are done when their turn comes, as they fill the lanes
// by themselves.
#include <string.h>

#include "base/simd_u32.h"
#include "hash/batch.h"
#include "hash/blake3_kernel.h"
#include "hash/blake3_node.h"
#include "hash/words.h"

#define LANES 4
// With fewer lanes busy, one after the other is as quick.
#define LANES_PAY 3

typedef struct lane {
    qn_bytes left; // of the message, not empty but for a message of nothing
    uint32_t first_flags;
    size_t index;
    bool is_busy;
    uint8_t end[BLAKE3_BLOCK_BYTES];
} lane;

typedef struct lanes {
    blake3_lanes words;
    lane lane[LANES];
    size_t busy_count;
} lanes;

static void take_next(lanes *all, size_t i, hash_batch *batch)
{
    lane *at = &all->lane[i];
    all->busy_count -= at->is_busy ? 1 : 0;
    at->is_busy = false;
    while (batch->next < batch->count && !at->is_busy) {
        at->index = batch->next++;
        at->left = batch_message(batch, at->index);
        at->is_busy = at->left.size_bytes <= BLAKE3_CHUNK_BYTES;
        if (!at->is_busy) {
            qn_blake3(at->left, batch_digest(batch, at->index));
        }
    }
    all->busy_count += at->is_busy ? 1 : 0;
    at->first_flags = BLAKE3_CHUNK_START;
    for (int word = 0; word < 8; ++word) {
        all->words.chain[word][i] = qn_blake3_start[word];
    }
}

// Blocks that all busy lanes have in front of the last of their message; 0 where one has none.
static size_t common_blocks(const lanes *all)
{
    size_t size_bytes = BLAKE3_CHUNK_BYTES;
    for (size_t i = 0; i < LANES; ++i) {
        const lane *at = &all->lane[i];
        if (at->is_busy && at->left.size_bytes < size_bytes) {
            size_bytes = at->left.size_bytes;
        }
    }
    return size_bytes == 0 ? 0 : (size_bytes - 1) / BLAKE3_BLOCK_BYTES;
}

// The last block of a message, filled with zeros.
static const uint8_t *last_block(lane *at)
{
    size_t size = at->left.size_bytes;
    if (size == BLAKE3_BLOCK_BYTES) {
        return at->left.data;
    }
    memset(at->end, 0, sizeof at->end);
    if (size > 0) {
        memcpy(at->end, at->left.data, size);
    }
    return at->end;
}

// What is mixed in with the next block of a lane; the block itself.
static const uint8_t *next_block(lanes *all, size_t i)
{
    lane *at = &all->lane[i];
    size_t size = at->left.size_bytes;
    bool is_last = size <= BLAKE3_BLOCK_BYTES;
    all->words.size_bytes[i] = is_last ? (uint32_t)size : BLAKE3_BLOCK_BYTES;
    all->words.flags[i] = at->first_flags | (is_last ? BLAKE3_CHUNK_END | BLAKE3_ROOT : 0);
    at->first_flags = 0;
    return is_last ? last_block(at) : at->left.data;
}

static void put_digest(const lanes *all, size_t i, const hash_batch *batch)
{
    uint8_t *digest = batch_digest(batch, all->lane[i].index);
    for (int word = 0; word < 8; ++word) {
        store_little(digest + 4 * word, all->words.chain[word][i]);
    }
}

static void step(lanes *all, hash_batch *batch)
{
    const uint8_t *blocks[LANES];
    const uint8_t *any = NULL;
    size_t common = common_blocks(all);
    size_t count = common > 0 ? common : 1;
    for (size_t i = 0; i < LANES; ++i) {
        blocks[i] = all->lane[i].is_busy ? next_block(all, i) : NULL;
        any = blocks[i] != NULL ? blocks[i] : any;
    }
    for (size_t i = 0; i < LANES; ++i) {
        // An idle lane does what another does.
        blocks[i] = blocks[i] != NULL ? blocks[i] : any;
    }
    qn_blake3_fold_lanes(&all->words, blocks, count, 0, NULL);
    for (size_t i = 0; i < LANES; ++i) {
        lane *at = &all->lane[i];
        if (at->is_busy && at->left.size_bytes <= BLAKE3_BLOCK_BYTES) {
            put_digest(all, i, batch);
            take_next(all, i, batch);
        } else if (at->is_busy) {
            at->left.data += count * BLAKE3_BLOCK_BYTES;
            at->left.size_bytes -= count * BLAKE3_BLOCK_BYTES;
        }
    }
}

void qn_blake3_batch_lanes(hash_batch *batch)
{
    lanes all = {0};
    for (size_t i = 0; i < LANES; ++i) {
        take_next(&all, i, batch);
    }
    while (all.busy_count >= LANES_PAY) {
        step(&all, batch);
    }
    for (size_t i = 0; i < LANES; ++i) {
        lane *at = &all.lane[i];
        uint32_t chain[8];
        for (int word = 0; word < 8; ++word) {
            chain[word] = all.words.chain[word][i];
        }
        if (at->is_busy) {
            qn_blake3_finish_only_chunk(chain, at->first_flags, 0, at->left,
                                        batch_digest(batch, at->index));
        }
    }
}

qn_error qn_blake3_many(qn_bytes bytes, const qn_hash_part *parts, size_t count, uint8_t *out)
{
    hash_batch batch;
    qn_error error = qn_batch_start(&batch, bytes, parts, count, out);
    if (QN_U4_IS_FAST) {
        qn_blake3_batch_lanes(&batch);
    }
    for (; batch.next < batch.count; ++batch.next) {
        qn_blake3(batch_message(&batch, batch.next), batch_digest(&batch, batch.next));
    }
    return error;
}
