// SHA-256 of many messages, four side by side. A lane has a run of blocks: those of its message,
// then the one or two that end it. All lanes go on by the shortest run; whoever is through gives
// its digest and takes the next message, so that lanes are idle only while the last messages end.
// What is left when one lane is busy goes on alone.
#include <string.h>

#include "base/simd_u32.h"
#include "hash/batch.h"
#include "hash/processor.h"
#include "hash/sha256_kernel.h"
#include "hash/words.h"

#define LANES 4

typedef struct lane {
    const uint8_t *blocks;
    size_t block_count; // of the run; 0: the lane is idle
    size_t end_count;   // blocks of `end` that are still to come
    size_t index;       // of the message
    uint8_t end[2 * SHA256_BLOCK_BYTES];
} lane;

typedef struct lanes {
    uint32_t chains[8][LANES];
    lane lane[LANES];
    size_t busy_count;
} lanes;

static void run_end(lane *at)
{
    at->blocks = at->end;
    at->block_count = at->end_count;
    at->end_count = 0;
}

static void take_next(lanes *all, size_t i, hash_batch *batch)
{
    lane *at = &all->lane[i];
    all->busy_count -= at->block_count == 0 && batch->next == batch->count ? 1 : 0;
    if (batch->next == batch->count) {
        return;
    }
    qn_bytes message = batch_message(batch, batch->next);
    at->index = batch->next++;
    at->blocks = message.data;
    at->block_count = message.size_bytes / SHA256_BLOCK_BYTES;
    size_t rest = message.size_bytes % SHA256_BLOCK_BYTES;
    at->end_count = qn_sha256_end(
        at->end, rest > 0 ? message.data + message.size_bytes - rest : NULL, message.size_bytes);
    if (at->block_count == 0) {
        run_end(at);
    }
    for (int word = 0; word < 8; ++word) {
        all->chains[word][i] = qn_sha256_start[word];
    }
}

static void put_digest(const lanes *all, size_t i, const hash_batch *batch)
{
    uint8_t *digest = batch_digest(batch, all->lane[i].index);
    for (int word = 0; word < 8; ++word) {
        store_big(digest + 4 * word, all->chains[word][i]);
    }
}

static void step(lanes *all, hash_batch *batch)
{
    size_t count = SIZE_MAX;
    const uint8_t *blocks[LANES];
    const uint8_t *any = NULL;
    for (size_t i = 0; i < LANES; ++i) {
        const lane *at = &all->lane[i];
        if (at->block_count > 0 && at->block_count < count) {
            count = at->block_count;
            any = at->blocks;
        }
    }
    for (size_t i = 0; i < LANES; ++i) {
        // An idle lane does what another does.
        blocks[i] = all->lane[i].block_count > 0 ? all->lane[i].blocks : any;
    }
    qn_sha256_fold_lanes(all->chains, blocks, count);
    for (size_t i = 0; i < LANES; ++i) {
        lane *at = &all->lane[i];
        if (at->block_count == 0) {
            continue;
        }
        at->blocks += count * SHA256_BLOCK_BYTES;
        at->block_count -= count;
        if (at->block_count == 0 && at->end_count > 0) {
            run_end(at);
        } else if (at->block_count == 0) {
            put_digest(all, i, batch);
            take_next(all, i, batch);
        }
    }
}

static void finish_alone(lanes *all, size_t i, const hash_batch *batch)
{
    lane *at = &all->lane[i];
    uint32_t chain[8];
    for (int word = 0; word < 8; ++word) {
        chain[word] = all->chains[word][i];
    }
    qn_sha256_fold(chain, at->blocks, at->block_count);
    qn_sha256_fold(chain, at->end, at->end_count);
    for (int word = 0; word < 8; ++word) {
        all->chains[word][i] = chain[word];
    }
    put_digest(all, i, batch);
}

void qn_sha256_batch_lanes(hash_batch *batch)
{
    lanes all = {.busy_count = LANES};
    for (size_t i = 0; i < LANES; ++i) {
        take_next(&all, i, batch);
    }
    while (all.busy_count > 1) {
        step(&all, batch);
    }
    for (size_t i = 0; i < LANES; ++i) {
        if (all.lane[i].block_count > 0) {
            finish_alone(&all, i, batch);
        }
    }
}

qn_error qn_sha256_many(qn_bytes bytes, const qn_hash_part *parts, size_t count, uint8_t *out)
{
    hash_batch batch;
    qn_error error = qn_batch_start(&batch, bytes, parts, count, out);
    if (QN_U4_IS_FAST && !qn_processor_has_sha()) {
        qn_sha256_batch_lanes(&batch);
    }
    for (; batch.next < batch.count; ++batch.next) {
        qn_sha256(batch_message(&batch, batch.next), batch_digest(&batch, batch.next));
    }
    return error;
}
