// Which way the blocks of BLAKE3 take: as many side by side as the processor has room for, and the
// rest in narrower ways.
#include "hash/blake3_kernel.h"

#include <string.h>

#include "base/simd_u32.h"
#include "hash/processor.h"
#include "hash/words.h"

// From this many chunks or parents on, four lanes are quicker than one after the other, though one
// of them is idle.
#define LANES_PAY 3

void qn_blake3_fold(uint32_t chain[8], const uint8_t *blocks, size_t count, blake3_run run)
{
    if (QN_U4_IS_FAST) {
        qn_blake3_fold_rows(chain, blocks, count, run);
    } else {
        qn_blake3_fold_words(chain, blocks, count, run);
    }
}

static void fold_one(const uint8_t *blocks, size_t count, const uint32_t key[8], blake3_run run,
                     uint8_t out[BLAKE3_CHAIN_BYTES])
{
    uint32_t chain[8];
    memcpy(chain, key, sizeof chain);
    qn_blake3_fold(chain, blocks, count, run);
    for (int i = 0; i < 8; ++i) {
        store_little(out + 4 * i, chain[i]);
    }
}

// Up to four chunks in lanes; a lane without one does the first again.
static void chunks_in_lanes(const uint8_t *bytes, size_t count, const uint32_t key[8],
                            uint64_t first_index, uint32_t mode_flags,
                            uint8_t (*out)[BLAKE3_CHAIN_BYTES])
{
    const uint8_t *chunks[4];
    uint64_t indices[4];
    uint8_t chains[4][BLAKE3_CHAIN_BYTES];
    for (size_t lane = 0; lane < 4; ++lane) {
        size_t chunk = lane < count ? lane : 0;
        chunks[lane] = bytes + chunk * BLAKE3_CHUNK_BYTES;
        indices[lane] = first_index + chunk;
    }
    qn_blake3_chunks_lanes(chunks, key, indices, mode_flags, chains);
    memcpy(out, chains, count * BLAKE3_CHAIN_BYTES);
}

void qn_blake3_chunks(const uint8_t *bytes, size_t count, const uint32_t key[8],
                      uint64_t first_index, uint32_t mode_flags, uint8_t (*out)[BLAKE3_CHAIN_BYTES])
{
    blake3_run run = {first_index, BLAKE3_BLOCK_BYTES, mode_flags, BLAKE3_CHUNK_START,
                      BLAKE3_CHUNK_END};
    size_t done = 0;
#if BLAKE3_HAS_AVX2
    for (; count - done >= 8 && qn_processor_has_avx2(); done += 8) {
        qn_blake3_chunks_avx2(bytes + done * BLAKE3_CHUNK_BYTES, key, first_index + done,
                              mode_flags, out + done);
    }
#endif
    while (QN_U4_IS_FAST && count - done >= LANES_PAY) {
        size_t taken = count - done < 4 ? count - done : 4;
        chunks_in_lanes(bytes + done * BLAKE3_CHUNK_BYTES, taken, key, first_index + done,
                        mode_flags, out + done);
        done += taken;
    }
    for (; done < count; ++done) {
        run.counter = first_index + done;
        fold_one(bytes + done * BLAKE3_CHUNK_BYTES, BLAKE3_CHUNK_BLOCKS, key, run, out[done]);
    }
}

// Reading is always ahead of writing, as two children make one parent.
void qn_blake3_parents(const uint8_t *children, size_t count, const uint32_t key[8], uint32_t flags,
                       uint8_t (*out)[BLAKE3_CHAIN_BYTES])
{
    blake3_run run = {.size_bytes = BLAKE3_BLOCK_BYTES, .flags = flags};
    size_t done = 0;
#if BLAKE3_HAS_AVX2
    for (; count - done >= 8 && qn_processor_has_avx2(); done += 8) {
        qn_blake3_parents_avx2(children + done * BLAKE3_BLOCK_BYTES, key, flags, out + done);
    }
#endif
    for (; QN_U4_IS_FAST && count - done >= 4; done += 4) {
        qn_blake3_parents_lanes(children + done * BLAKE3_BLOCK_BYTES, key, flags, out + done);
    }
    for (; done < count; ++done) {
        fold_one(children + done * BLAKE3_BLOCK_BYTES, 1, key, run, out[done]);
    }
}

void qn_blake3_extend(const uint32_t chain[8], const uint8_t block[BLAKE3_BLOCK_BYTES],
                      blake3_run run, size_t count, uint8_t *out)
{
    size_t done = 0;
    for (; QN_U4_IS_FAST && count - done >= 4; done += 4, run.counter += 4) {
        qn_blake3_extend_lanes(chain, block, run, out + done * BLAKE3_BLOCK_BYTES);
    }
    qn_blake3_extend_words(chain, block, run, count - done, out + done * BLAKE3_BLOCK_BYTES);
}
