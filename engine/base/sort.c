// Slots: Shell sort with the gaps of Ciura 2001, for small inputs are the rule, and equal keys look
// the same. Keys: a radix sort by bytes from the lowest, or by insertion where there are few.
#include "base/sort.h"

#include <string.h>

#define FEW_KEYS 48

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

static uint64_t bits_of(uint64_t key, int low, int high)
{
    return key << (64 - high) >> (64 - high + low);
}

static void insert_keys(uint64_t *keys, int32_t count, int low, int high)
{
    for (int32_t i = 1; i < count; ++i) {
        uint64_t key = keys[i];
        int32_t k = i;
        for (; k > 0 && bits_of(keys[k - 1], low, high) > bits_of(key, low, high); --k) {
            keys[k] = keys[k - 1];
        }
        keys[k] = key;
    }
}

// One pass by at most eight bits. False: they are the same in all keys, nothing was written.
static bool sort_by_bits(const uint64_t *from, uint64_t *to, int32_t count, int low, int high)
{
    int32_t starts[256] = {0};
    for (int32_t i = 0; i < count; ++i) {
        starts[bits_of(from[i], low, high)] += 1;
    }
    if (starts[bits_of(from[0], low, high)] == count) {
        return false;
    }
    int32_t sum = 0;
    for (int i = 0; i < 256; ++i) {
        int32_t here = starts[i];
        starts[i] = sum;
        sum += here;
    }
    for (int32_t i = 0; i < count; ++i) {
        to[starts[bits_of(from[i], low, high)]++] = from[i];
    }
    return true;
}

void qn_sort_keys(uint64_t *keys, uint64_t *work, int32_t count, int low, int high)
{
    if (count <= FEW_KEYS) {
        insert_keys(keys, count, low, high);
        return;
    }
    uint64_t *from = keys, *to = work;
    for (int bit = low; bit < high; bit += 8) {
        if (sort_by_bits(from, to, count, bit, bit + 8 < high ? bit + 8 : high)) {
            uint64_t *sorted = to;
            to = from;
            from = sorted;
        }
    }
    if (from != keys) {
        memcpy(keys, from, sizeof *keys * (size_t)count);
    }
}
