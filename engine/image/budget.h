// A cap on the memory of one decode, for code that only knows malloc, realloc and free.
//
// There is one budget at a time, process-wide like the memory hooks it stands on.
#ifndef IMAGE_BUDGET_H
#define IMAGE_BUDGET_H

#include "quoin/base.h"

// From here on at most limit_bytes may be held, counted from what is held now.
void qn_budget_begin(size_t limit_bytes);
// Releases every block of the budget that is still held but `kept` (null: none is kept), and gives
// the error of the first allocation that failed since the beginning, or OK.
qn_error qn_budget_end(const void *kept);

// Null past the limit (TOO_LARGE) or without memory (OUT_OF_MEMORY).
void *qn_budget_alloc(size_t size_bytes);
// As realloc, but on failure too `memory` stays the caller's.
void *qn_budget_realloc(void *memory, size_t old_size_bytes, size_t size_bytes);
// Null is allowed.
void qn_budget_free(void *memory);

#endif
