// The inner loops of SHA-256: blocks of one message, and of four side by side.
//
// qn_sha256_fold takes the quickest way there is for one message: _shani where the processor has
// instructions for it, else _rows, which makes the schedule four words at a time, or _words. All
// have the same results.
#ifndef HASH_SHA256_KERNEL_H
#define HASH_SHA256_KERNEL_H

#include "quoin/base.h"

#define SHA256_BLOCK_BYTES 64
#define SHA256_MAX_BYTES ((UINT64_C(1) << 61) - 1)

extern const uint32_t qn_sha256_start[8];
extern const uint32_t qn_sha256_constants[64];

// `count` blocks, one after the other in memory, into the eight words.
void qn_sha256_fold(uint32_t chain[8], const uint8_t *blocks, size_t count);
void qn_sha256_fold_rows(uint32_t chain[8], const uint8_t *blocks, size_t count);
void qn_sha256_fold_words(uint32_t chain[8], const uint8_t *blocks, size_t count);

// `count` blocks of each of four messages: word i of message j is chains[i][j].
void qn_sha256_fold_lanes(uint32_t chains[8][4], const uint8_t *const blocks[4], size_t count);

// The end of a message whose last size_bytes % 64 bytes are `rest`, as one or two blocks; how many.
size_t qn_sha256_end(uint8_t blocks[2 * SHA256_BLOCK_BYTES], const uint8_t *rest,
                     uint64_t size_bytes);

// On a processor that qn_processor_has_sha says yes of.
#if defined(__x86_64__) && !defined(QN_SCALAR)
#define SHA256_HAS_SHANI 1
void qn_sha256_fold_shani(uint32_t chain[8], const uint8_t *blocks, size_t count);
#else
#define SHA256_HAS_SHANI 0
#endif

#endif
