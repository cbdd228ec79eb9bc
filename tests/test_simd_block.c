// The verbs that blocks of 8x8 numbers need, against one number at a time.
#include "check.h"

#include <string.h>

#include "base/simd_block.h"

static int32_t saturate(int64_t value)
{
    return value < INT16_MIN ? INT16_MIN : (value > INT16_MAX ? INT16_MAX : (int32_t)value);
}

// Random numbers, and often those at the ends.
static void fill(int16_t out[8], uint32_t *seed)
{
    static const int16_t ends[8] = {INT16_MIN, INT16_MIN + 1, -1, 0, 1, INT16_MAX, 255, -256};
    for (int i = 0; i < 8; ++i) {
        uint32_t random = check_random(seed);
        int value = (random & 3) == 0 ? ends[random >> 8 & 7] : (int16_t)(random >> 8);
        out[i] = (int16_t)value;
    }
}

static void store_and_check(qn_lanes actual, const int16_t expected[8])
{
    int16_t numbers[8];
    qn_lanes_store(numbers, actual);
    CHECK_BYTES(numbers, expected, sizeof numbers);
}

#define CHECK_EACH(actual, expression)                                                             \
    do {                                                                                           \
        int16_t expected_each[8];                                                                  \
        for (int i = 0; i < 8; ++i) {                                                              \
            expected_each[i] = (int16_t)(expression);                                              \
        }                                                                                          \
        store_and_check((actual), expected_each);                                                  \
    } while (0)

typedef void check_verbs_fn(const int16_t a[8], const int16_t b[8]);

static void check_often(check_verbs_fn *check, uint32_t seed)
{
    for (int round = 0; round < 2000; ++round) {
        int16_t a[8], b[8];
        fill(a, &seed);
        fill(b, &seed);
        check(a, b);
    }
}

// Of the one pair that does not fit, the smallest with itself, nothing is promised.
static void check_mul_q15(const int16_t a[8], const int16_t b[8])
{
    int16_t c[8];
    for (int i = 0; i < 8; ++i) {
        c[i] = (int16_t)(b[i] == INT16_MIN ? 0 : b[i]);
    }
    CHECK_EACH(qn_i16_mul_q15(qn_lanes_load(a), qn_lanes_load(c)), (a[i] * c[i] + 0x4000) >> 15);
}

static void check_sums_and_products(const int16_t a[8], const int16_t b[8])
{
    qn_lanes va = qn_lanes_load(a), vb = qn_lanes_load(b);
    CHECK_EACH(qn_i16_add(va, vb), a[i] + b[i]);
    CHECK_EACH(qn_i16_sub(va, vb), a[i] - b[i]);
    CHECK_EACH(qn_i16_mul(va, vb), a[i] * b[i]);
    CHECK_EACH(qn_lanes_or(va, vb), a[i] | b[i]);
    CHECK_EACH(qn_i16_splat(a[0]), a[0]);
    CHECK_EACH(qn_i16_shift_left(va, 8), (uint32_t)a[i] << 8);
    CHECK_EACH(qn_i16_shift_right(va, 4), a[i] >> 4);
    CHECK_EACH(qn_i16_zip_low(va, vb), i % 2 == 0 ? a[i / 2] : b[i / 2]);
    CHECK_EACH(qn_i16_zip_high(va, vb), i % 2 == 0 ? a[4 + i / 2] : b[4 + i / 2]);
    check_mul_q15(a, b);
}

TEST(sums_and_products_of_eight_are_those_of_one) { check_often(check_sums_and_products, 1); }

static int32_t wrap(int64_t value) { return (int32_t)(uint32_t)(uint64_t)value; }

static void check_wide(const int16_t a[8], const int16_t b[8])
{
    int32_t sum[8], difference[8];
    for (int i = 0; i < 8; ++i) {
        int64_t one = (int64_t)a[i] * 12299 - (int64_t)b[i] * 32767;
        int64_t other = (int64_t)a[i] * -21 + (int64_t)b[i] * 7000;
        sum[i] = wrap(one + other);
        difference[i] = wrap(one - other);
    }
    qn_pairs pairs = qn_pairs_of(qn_lanes_load(a), qn_lanes_load(b));
    qn_wide x = qn_pairs_dot(pairs, 12299, -32767), y = qn_pairs_dot(pairs, -21, 7000);
    CHECK_EACH(qn_wide_shift_narrow(qn_wide_add(x, y), 11), saturate(sum[i] >> 11));
    CHECK_EACH(qn_wide_shift_narrow(qn_wide_sub(x, y), 18), saturate(difference[i] >> 18));
    CHECK_EACH(qn_wide_narrow(qn_pairs_dot(pairs, 100, 100), 16),
               saturate((100 * (a[i] + b[i]) + 0x8000) >> 16));
    CHECK_EACH(qn_wide_shift_narrow(qn_pairs_dot(pairs, 1, 0), 1), a[i] >> 1);
}

TEST(wide_sums_wrap_and_narrow_with_rounding) { check_often(check_wide, 2); }

static void check_zipped(qn_lanes both, qn_lanes flipped, const uint8_t expected[16])
{
    uint8_t low[16], high[16];
    qn_lanes_store(low, qn_u8_zip_low(both, flipped));
    qn_lanes_store(high, qn_u8_zip_high(both, flipped));
    for (int i = 0; i < 8; ++i) {
        CHECK_INT(low[2 * i], expected[i]);
        CHECK_INT(low[2 * i + 1], expected[8 + i]);
        CHECK_INT(high[2 * i], expected[8 + i]);
        CHECK_INT(high[2 * i + 1], expected[i]);
    }
}

static void check_bytes_of(const int16_t a[8], const int16_t b[8])
{
    uint8_t bytes[16], expected[16];
    for (int i = 0; i < 16; ++i) {
        int value = i < 8 ? a[i] : b[i - 8];
        expected[i] = (uint8_t)(value < 0 ? 0 : (value > 255 ? 255 : value));
    }
    qn_lanes both = qn_i16_narrow_u8(qn_lanes_load(a), qn_lanes_load(b));
    qn_lanes_store(bytes, both);
    CHECK_BYTES(bytes, expected, 16);
    CHECK_EACH(qn_i16_load_u8(bytes + 3), bytes[3 + i]);
    memset(bytes, 0, sizeof bytes);
    qn_lanes_store_low(bytes, both);
    qn_lanes_store_high(bytes + 8, both);
    CHECK_BYTES(bytes, expected, 16);
    check_zipped(both, qn_i16_narrow_u8(qn_lanes_load(b), qn_lanes_load(a)), expected);
}

TEST(bytes_are_widened_narrowed_and_zipped) { check_often(check_bytes_of, 3); }
