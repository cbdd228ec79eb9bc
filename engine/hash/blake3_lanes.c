// BLAKE3's compression of four blocks of four inputs: word i of all four is one vector, so that the
// steps are those of one block and nothing is moved but the message, once, as it is read.
#include "hash/blake3_kernel.h"

#include "base/simd_u32.h"
#include "hash/blake3_order.h"

QN_U4_INLINE void mix(qn_u4 v[16], int a, int b, int c, int d, qn_u4 x, qn_u4 y)
{
    v[a] = qn_u4_add(qn_u4_add(v[a], x), v[b]);
    v[d] = qn_u4_rotate_16(qn_u4_xor(v[d], v[a]));
    v[c] = qn_u4_add(v[c], v[d]);
    v[b] = qn_u4_rotate_right(qn_u4_xor(v[b], v[c]), 12);
    v[a] = qn_u4_add(qn_u4_add(v[a], y), v[b]);
    v[d] = qn_u4_rotate_8(qn_u4_xor(v[d], v[a]));
    v[c] = qn_u4_add(v[c], v[d]);
    v[b] = qn_u4_rotate_right(qn_u4_xor(v[b], v[c]), 7);
}

QN_U4_INLINE void mix_round(qn_u4 v[16], const qn_u4 m[16], const uint8_t at[16])
{
    mix(v, 0, 4, 8, 12, m[at[0]], m[at[1]]);
    mix(v, 1, 5, 9, 13, m[at[2]], m[at[3]]);
    mix(v, 2, 6, 10, 14, m[at[4]], m[at[5]]);
    mix(v, 3, 7, 11, 15, m[at[6]], m[at[7]]);
    mix(v, 0, 5, 10, 15, m[at[8]], m[at[9]]);
    mix(v, 1, 6, 11, 12, m[at[10]], m[at[11]]);
    mix(v, 2, 7, 8, 13, m[at[12]], m[at[13]]);
    mix(v, 3, 4, 9, 14, m[at[14]], m[at[15]]);
}

// v[0..7] is the chaining value and v[12..15] what is mixed in beside the message.
QN_U4_INLINE void mix_seven(qn_u4 v[16], const qn_u4 m[16])
{
    QN_U4_UNROLLED
    for (int i = 0; i < 4; ++i) {
        v[8 + i] = qn_u4_splat(qn_blake3_start[i]);
    }
    // Written out, so that the order of the message is known to the compiler.
    mix_round(v, m, blake3_order[0]);
    mix_round(v, m, blake3_order[1]);
    mix_round(v, m, blake3_order[2]);
    mix_round(v, m, blake3_order[3]);
    mix_round(v, m, blake3_order[4]);
    mix_round(v, m, blake3_order[5]);
    mix_round(v, m, blake3_order[6]);
}

QN_U4_INLINE void load_messages(qn_u4 m[16], const uint8_t *const blocks[4], size_t offset)
{
    QN_U4_UNROLLED
    for (size_t i = 0; i < 16; i += 4) {
        m[i] = qn_u4_load_little(blocks[0] + offset + 4 * i);
        m[i + 1] = qn_u4_load_little(blocks[1] + offset + 4 * i);
        m[i + 2] = qn_u4_load_little(blocks[2] + offset + 4 * i);
        m[i + 3] = qn_u4_load_little(blocks[3] + offset + 4 * i);
        qn_u4_transpose(&m[i], &m[i + 1], &m[i + 2], &m[i + 3]);
    }
}

QN_U4_INLINE void store_words(uint32_t (*words)[4], const qn_u4 v[8])
{
    QN_U4_UNROLLED
    for (int i = 0; i < 8; ++i) {
        qn_u4_store(words[i], v[i]);
    }
}

void qn_blake3_fold_lanes(blake3_lanes *lanes, const uint8_t *const blocks[4], size_t count,
                          uint32_t flags, uint32_t (*upper)[4])
{
    qn_u4 v[16], m[16];
    QN_U4_UNROLLED
    for (int i = 0; i < 8; ++i) {
        v[i] = qn_u4_load(lanes->chain[i]);
    }
    qn_u4 next_flags = qn_u4_load(lanes->flags);
    for (size_t block = 0; block < count; ++block) {
        v[12] = qn_u4_load(lanes->counter_low);
        v[13] = qn_u4_load(lanes->counter_high);
        v[14] = qn_u4_load(lanes->size_bytes);
        v[15] = next_flags;
        load_messages(m, blocks, block * BLAKE3_BLOCK_BYTES);
        mix_seven(v, m);
        if (upper != NULL) {
            store_words(upper, v + 8);
        }
        QN_U4_UNROLLED
        for (int i = 0; i < 8; ++i) {
            v[i] = qn_u4_xor(v[i], v[i + 8]);
        }
        next_flags = qn_u4_splat(flags);
    }
    store_words(lanes->chain, v);
}

// ---- What is made of it ---------------------------------------------------------------------

static void splat_words(uint32_t (*words)[4], const uint32_t *from, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        qn_u4_store(words[i], qn_u4_splat(from[i]));
    }
}

static void set_counter(blake3_lanes *lanes, int lane, uint64_t counter)
{
    lanes->counter_low[lane] = (uint32_t)counter;
    lanes->counter_high[lane] = (uint32_t)(counter >> 32);
}

static void splat_run(blake3_lanes *lanes, uint32_t size_bytes, uint32_t flags)
{
    qn_u4_store(lanes->size_bytes, qn_u4_splat(size_bytes));
    qn_u4_store(lanes->flags, qn_u4_splat(flags));
}

// Eight words of each of four lanes, each lane in one piece and `stride` bytes behind the one
// before.
static void put_lanes(uint32_t (*words)[4], uint8_t *out, size_t stride)
{
    for (int half = 0; half < 2; ++half) {
        qn_u4 v[4];
        for (int i = 0; i < 4; ++i) {
            v[i] = qn_u4_load(words[4 * half + i]);
        }
        qn_u4_transpose(&v[0], &v[1], &v[2], &v[3]);
        for (size_t lane = 0; lane < 4; ++lane) {
            qn_u4_store_little(out + lane * stride + 16 * (size_t)half, v[lane]);
        }
    }
}

void qn_blake3_chunks_lanes(const uint8_t *const chunks[4], const uint32_t key[8],
                            const uint64_t indices[4], uint32_t mode_flags,
                            uint8_t (*out)[BLAKE3_CHAIN_BYTES])
{
    blake3_lanes lanes;
    const uint8_t *last[4];
    splat_words(lanes.chain, key, 8);
    splat_run(&lanes, BLAKE3_BLOCK_BYTES, mode_flags | BLAKE3_CHUNK_START);
    for (int lane = 0; lane < 4; ++lane) {
        set_counter(&lanes, lane, indices[lane]);
        last[lane] = chunks[lane] + BLAKE3_CHUNK_BYTES - BLAKE3_BLOCK_BYTES;
    }
    qn_blake3_fold_lanes(&lanes, chunks, BLAKE3_CHUNK_BLOCKS - 1, mode_flags, NULL);
    qn_u4_store(lanes.flags, qn_u4_splat(mode_flags | BLAKE3_CHUNK_END));
    qn_blake3_fold_lanes(&lanes, last, 1, 0, NULL);
    put_lanes(lanes.chain, out[0], BLAKE3_CHAIN_BYTES);
}

void qn_blake3_parents_lanes(const uint8_t *children, const uint32_t key[8], uint32_t flags,
                             uint8_t (*out)[BLAKE3_CHAIN_BYTES])
{
    blake3_lanes lanes;
    const uint8_t *blocks[4];
    splat_words(lanes.chain, key, 8);
    splat_run(&lanes, BLAKE3_BLOCK_BYTES, flags);
    for (int lane = 0; lane < 4; ++lane) {
        set_counter(&lanes, lane, 0);
        blocks[lane] = children + lane * BLAKE3_BLOCK_BYTES;
    }
    qn_blake3_fold_lanes(&lanes, blocks, 1, 0, NULL);
    put_lanes(lanes.chain, out[0], BLAKE3_CHAIN_BYTES);
}

void qn_blake3_extend_lanes(const uint32_t chain[8], const uint8_t block[BLAKE3_BLOCK_BYTES],
                            blake3_run run, uint8_t *out)
{
    const uint8_t *blocks[4] = {block, block, block, block};
    blake3_lanes lanes;
    uint32_t upper[8][4];
    splat_words(lanes.chain, chain, 8);
    splat_run(&lanes, run.size_bytes, run.flags);
    for (int lane = 0; lane < 4; ++lane) {
        set_counter(&lanes, lane, run.counter + (uint64_t)lane);
    }
    qn_blake3_fold_lanes(&lanes, blocks, 1, 0, upper);
    for (int i = 0; i < 8; ++i) {
        qn_u4_store(upper[i], qn_u4_xor(qn_u4_load(upper[i]), qn_u4_splat(chain[i])));
    }
    put_lanes(lanes.chain, out, BLAKE3_BLOCK_BYTES);
    put_lanes(upper, out + BLAKE3_CHAIN_BYTES, BLAKE3_BLOCK_BYTES);
}
