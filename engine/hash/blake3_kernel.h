// The two inner loops of BLAKE3, apart from the tree: one block, and a run of whole chunks.
//
// blake3_kernel.c is portable. A file for an instruction set offers qn_blake3_hash_chunks with the
// same results, several chunks at a time; the tree above does not change.
#ifndef HASH_BLAKE3_KERNEL_H
#define HASH_BLAKE3_KERNEL_H

#include "quoin/base.h"

#define BLAKE3_BLOCK_BYTES 64
#define BLAKE3_CHUNK_BYTES 1024

#define BLAKE3_CHUNK_START 1u
#define BLAKE3_CHUNK_END 2u
#define BLAKE3_PARENT 4u
#define BLAKE3_ROOT 8u
#define BLAKE3_KEYED 16u
#define BLAKE3_DERIVE_CONTEXT 32u
#define BLAKE3_DERIVE_MATERIAL 64u

extern const uint32_t qn_blake3_start[8];

// One block of 16 words into `out`: its first 8 words are the next chaining value, all 16 are
// extended output. `out` may be the array that `chain` is the start of.
void qn_blake3_compress(const uint32_t chain[8], const uint32_t block[16], uint32_t size_bytes,
                        uint64_t counter, uint32_t flags, uint32_t out[16]);

void qn_blake3_load_block(uint32_t words[16], const uint8_t *bytes);

// The chaining values of `count` whole chunks that lie one after the other, the first of which is
// chunk first_index of the input.
void qn_blake3_hash_chunks(const uint8_t *bytes, size_t count, const uint32_t key[8],
                           uint64_t first_index, uint32_t mode_flags, uint32_t (*out)[8]);

#endif
