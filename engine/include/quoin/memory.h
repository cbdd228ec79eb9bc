// Where the engine's memory comes from, and how much of it is in use.
//
// Every allocation of the engine passes through here, so that a host can count, cap or refuse it
// and a test can make the n-th one fail. The hook is process-wide and is meant to be set once,
// before the first world is made.
#ifndef QUOIN_MEMORY_H
#define QUOIN_MEMORY_H

#include "quoin/base.h"

// Returns size_bytes of memory aligned to 16, or null. `user` is the pointer given with the hooks.
typedef void *qn_allocate_fn(size_t size_bytes, void *user);
typedef void qn_release_fn(void *memory, void *user);

// Null functions restore malloc and free. Memory must be released through the hooks it came from.
QN_API void qn_memory_set_hooks(qn_allocate_fn *allocate, qn_release_fn *release, void *user);

// Bytes handed out and not yet given back, the number of such blocks, and the most bytes that there
// ever were at a time.
QN_API size_t qn_memory_live_bytes(void);
QN_API size_t qn_memory_live_count(void);
QN_API size_t qn_memory_peak_bytes(void);

// For bytes that the engine returns and the caller must give back. Null is allowed.
QN_API void qn_memory_release(void *memory);

#endif
