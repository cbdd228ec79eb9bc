#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "check.h"

#define MOST 3000

// Sorted by the bits, and equal ones in the order of `index` in the low bits.
static int count_disorder(const uint64_t *keys, int32_t count, int low, int high)
{
    uint64_t mask = high == 64 ? UINT64_MAX : ((uint64_t)1 << high) - 1u;
    int wrong = 0;
    for (int32_t i = 1; i < count; ++i) {
        uint64_t a = (keys[i - 1] & mask) >> low, b = (keys[i] & mask) >> low;
        bool is_in_order = a < b || (a == b && (uint16_t)keys[i - 1] < (uint16_t)keys[i]);
        wrong += !is_in_order;
    }
    return wrong;
}

TEST(keys_are_sorted_by_some_of_their_bits_and_stay_in_order_where_equal)
{
    static const int ranges[][2] = {{16, 64}, {16, 40}, {20, 31}, {24, 32}, {32, 64}};
    uint64_t keys[MOST], work[MOST];
    uint32_t seed = 2;
    int wrong = 0;
    for (int round = 0; round < 100; ++round) {
        int32_t count = (int32_t)(check_random(&seed) % (round % 2 == 0 ? 60 : MOST));
        uint64_t spread = round % 3 == 0 ? 0x00000F0F00030000u : ~(uint64_t)0xFFFF;
        uint64_t sum = 0, sorted_sum = 0;
        for (int32_t i = 0; i < count; ++i) {
            uint64_t high = check_random(&seed);
            uint64_t low = check_random(&seed);
            keys[i] = ((high << 32 | low) & spread) | (uint64_t)i;
            sum += keys[i] * keys[i];
        }
        const int *range = ranges[round % 5];
        qn_sort_keys(keys, work, count, range[0], range[1]);
        wrong += count_disorder(keys, count, range[0], range[1]);
        for (int32_t i = 0; i < count; ++i) {
            sorted_sum += keys[i] * keys[i];
        }
        wrong += sum != sorted_sum;
    }
    CHECK_INT(wrong, 0);
}

TEST(slots_are_sorted_and_equal_ones_are_kept_once)
{
    int32_t slots[MOST];
    uint32_t seed = 4;
    for (int32_t i = 0; i < MOST; ++i) {
        slots[i] = (int32_t)(check_random(&seed) % 500);
    }
    int32_t count = qn_sort_unique_slots(slots, MOST);
    CHECK(count > 400 && count <= 500);
    for (int32_t i = 1; i < count; ++i) {
        CHECK(slots[i - 1] < slots[i]);
    }
}
