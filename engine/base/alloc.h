// The engine's only way to memory; see quoin/memory.h for who may hook it.
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include "quoin/memory.h"

// Aligned to 16 bytes, not zeroed; null when there is none. size_bytes 0 gives null.
void *qn_alloc(size_t size_bytes);
void *qn_alloc_zeroed(size_t size_bytes);
// Null is allowed.
void qn_free(void *memory);

// Memory and its size; null and 0 where there is none.
typedef struct qn_block {
    uint8_t *memory;
    size_t bytes;
} qn_block;
// Writes over *block. False: there is no memory, or bytes is 0; *block is as it was.
bool qn_block_take(qn_block *block, size_t bytes);
// The same, all zeros.
bool qn_block_take_zeroed(qn_block *block, size_t bytes);

// False if the product does not fit size_t; *out is then untouched.
bool qn_size_mul(size_t a, size_t b, size_t *out);
bool qn_size_add(size_t a, size_t b, size_t *out);

#endif
