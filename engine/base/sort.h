// Sorting: small lists of slots, so that what was found in any order is worked on in one, and long
// lists of keys.
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include "quoin/base.h"

// Ascending, in place.
void qn_sort_slots(int32_t *slots, int32_t count);
// The same, and each slot is kept once. Returns how many are left.
int32_t qn_sort_unique_slots(int32_t *slots, int32_t count);

// Ascending by the bits from low to below high, equal ones in the order in which they came. work:
// as many. In linear time.
void qn_sort_keys(uint64_t *keys, uint64_t *work, int32_t count, int low, int high);

#endif
