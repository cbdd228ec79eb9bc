// The inner loops of BLAKE3, apart from the tree: blocks, runs of whole chunks, rows of parents and
// extended output.
//
// What is called qn_blake3_fold, _chunks, _parents and _extend takes the quickest way there is. The
// ways themselves, all with the same results: _words one word after the other, _rows four words of
// one block at once, _lanes four blocks of four inputs at once, _avx2 eight. Chaining values that
// are kept are 32 bytes, as the format has them, so that two of them side by side are the block of
// their parent.
#ifndef HASH_BLAKE3_KERNEL_H
#define HASH_BLAKE3_KERNEL_H

#include "quoin/base.h"

#define BLAKE3_BLOCK_BYTES 64
#define BLAKE3_CHUNK_BYTES 1024
#define BLAKE3_CHUNK_BLOCKS (BLAKE3_CHUNK_BYTES / BLAKE3_BLOCK_BYTES)
#define BLAKE3_CHAIN_BYTES 32

#define BLAKE3_CHUNK_START 1u
#define BLAKE3_CHUNK_END 2u
#define BLAKE3_PARENT 4u
#define BLAKE3_ROOT 8u
#define BLAKE3_KEYED 16u
#define BLAKE3_DERIVE_CONTEXT 32u
#define BLAKE3_DERIVE_MATERIAL 64u

extern const uint32_t qn_blake3_start[8];

// What the compression mixes in beside the message.
typedef struct blake3_run {
    uint64_t counter;     // index of the chunk, 0 for parents, index of the block of output
    uint32_t size_bytes;  // of each block
    uint32_t flags;       // of each block
    uint32_t first_flags; // of the first block on top
    uint32_t last_flags;  // of the last block on top
} blake3_run;

// `count` blocks, one after the other in memory, into a chaining value.
void qn_blake3_fold(uint32_t chain[8], const uint8_t *blocks, size_t count, blake3_run run);
void qn_blake3_fold_words(uint32_t chain[8], const uint8_t *blocks, size_t count, blake3_run run);
void qn_blake3_fold_rows(uint32_t chain[8], const uint8_t *blocks, size_t count, blake3_run run);

// The chaining values of `count` whole chunks that lie one after the other, the first of which is
// chunk first_index of the input.
void qn_blake3_chunks(const uint8_t *bytes, size_t count, const uint32_t key[8],
                      uint64_t first_index, uint32_t mode_flags,
                      uint8_t (*out)[BLAKE3_CHAIN_BYTES]);

// `count` parents of twice as many chaining values; `out` may be where those are.
void qn_blake3_parents(const uint8_t *children, size_t count, const uint32_t key[8], uint32_t flags,
                       uint8_t (*out)[BLAKE3_CHAIN_BYTES]);

// `count` blocks of the output of a node whose run.counter is the index of the first of them.
void qn_blake3_extend(const uint32_t chain[8], const uint8_t block[BLAKE3_BLOCK_BYTES],
                      blake3_run run, size_t count, uint8_t *out);
void qn_blake3_extend_words(const uint32_t chain[8], const uint8_t block[BLAKE3_BLOCK_BYTES],
                            blake3_run run, size_t count, uint8_t *out);

// Four inputs side by side: word i of input j is words[i][j].
typedef struct blake3_lanes {
    uint32_t chain[8][4];
    uint32_t counter_low[4];
    uint32_t counter_high[4];
    uint32_t size_bytes[4];
    uint32_t flags[4];
} blake3_lanes;

// `count` blocks of each of four inputs, one after the other in memory: the first as the lanes say,
// the others with these flags in all lanes. `upper` may be null, or takes the upper half of the
// matrix after the last block.
void qn_blake3_fold_lanes(blake3_lanes *lanes, const uint8_t *const blocks[4], size_t count,
                          uint32_t flags, uint32_t (*upper)[4]);
// Exactly four of what is above.
void qn_blake3_chunks_lanes(const uint8_t *const chunks[4], const uint32_t key[8],
                            const uint64_t indices[4], uint32_t mode_flags,
                            uint8_t (*out)[BLAKE3_CHAIN_BYTES]);
void qn_blake3_parents_lanes(const uint8_t *children, const uint32_t key[8], uint32_t flags,
                             uint8_t (*out)[BLAKE3_CHAIN_BYTES]);
void qn_blake3_extend_lanes(const uint32_t chain[8], const uint8_t block[BLAKE3_BLOCK_BYTES],
                            blake3_run run, uint8_t *out);

// Exactly eight, on a processor that qn_processor_has_avx2 says yes of.
#if defined(__x86_64__) && !defined(QN_SCALAR)
#define BLAKE3_HAS_AVX2 1
void qn_blake3_chunks_avx2(const uint8_t *bytes, const uint32_t key[8], uint64_t first_index,
                           uint32_t mode_flags, uint8_t (*out)[BLAKE3_CHAIN_BYTES]);
void qn_blake3_parents_avx2(const uint8_t *children, const uint32_t key[8], uint32_t flags,
                            uint8_t (*out)[BLAKE3_CHAIN_BYTES]);
#else
#define BLAKE3_HAS_AVX2 0
#endif

#endif
