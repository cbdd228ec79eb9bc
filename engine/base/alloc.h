// The engine's only way to memory; see quoin/memory.h for who may hook it.
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include "quoin/memory.h"

// Aligned to 16 bytes, not zeroed; null when there is none. size_bytes 0 gives null.
void *qn_alloc(size_t size_bytes);
void *qn_alloc_zeroed(size_t size_bytes);
// Null is allowed.
void qn_free(void *memory);

// False if the product does not fit size_t; *out is then untouched.
bool qn_size_mul(size_t a, size_t b, size_t *out);
bool qn_size_add(size_t a, size_t b, size_t *out);

#endif
