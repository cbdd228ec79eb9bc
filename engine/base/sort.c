// Shell sort with the gaps of Ciura 2001: small inputs are the rule, and equal keys look the same.
#include "base/sort.h"

// Moves the slot at i down in steps of `gap` to where it belongs.
static void sift_down(int32_t *slots, int32_t i, int32_t gap)
{
    int32_t slot = slots[i];
    for (; i >= gap && slots[i - gap] > slot; i -= gap) {
        slots[i] = slots[i - gap];
    }
    slots[i] = slot;
}

void qn_sort_slots(int32_t *slots, int32_t count)
{
    static const int32_t gaps[] = {29921, 13159, 5923, 2633, 1182, 701, 301, 132, 57, 23, 10, 4, 1};
    for (size_t g = 0; g < sizeof gaps / sizeof gaps[0]; ++g) {
        for (int32_t i = gaps[g]; i < count; ++i) {
            sift_down(slots, i, gaps[g]);
        }
    }
}

int32_t qn_sort_unique_slots(int32_t *slots, int32_t count)
{
    qn_sort_slots(slots, count);
    int32_t kept = 0;
    for (int32_t i = 0; i < count; ++i) {
        if (kept == 0 || slots[i] != slots[kept - 1]) {
            slots[kept] = slots[i];
            kept += 1;
        }
    }
    return kept;
}
