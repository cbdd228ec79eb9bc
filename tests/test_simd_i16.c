// The integer lanes of this build against plain loops over bytes.
#include "check.h"

#include <string.h>

#include "base/simd_i16.h"

typedef union block {
    uint8_t u8[16];
    int16_t i16[8];
    uint16_t u16[8];
    int32_t i32[4];
    uint32_t u32[4];
    float f32[4];
} block;

static block random_block(uint32_t *seed)
{
    static const int16_t edges[4] = {-32768, -1, 0, 32767};
    block r;
    for (int i = 0; i < 4; ++i) {
        r.u32[i] = check_random(seed);
    }
    for (int i = 0; i < 8; ++i) {
        if (check_random(seed) % 4 == 0) {
            r.i16[i] = edges[check_random(seed) % 4];
        }
    }
    return r;
}

static qn_lanes lanes_of(const block *a) { return qn_lanes_load(a->u8); }

static void check_lanes(qn_lanes actual, block expected)
{
    block is;
    qn_lanes_store(is.u8, actual);
    CHECK_BYTES(is.u8, expected.u8, 16);
}

#define EACH(count, lane, expression)                                                              \
    for (int i = 0; i < (count); ++i) {                                                            \
        e.lane[i] = (expression);                                                                  \
    }

static int32_t clamp(int32_t a, int32_t low, int32_t high)
{
    return a < low ? low : (a > high ? high : a);
}

static void check_sums(block a, block b)
{
    qn_lanes x = lanes_of(&a), y = lanes_of(&b);
    block e = {{0}};
    EACH(8, u16, (uint16_t)(a.u16[i] + b.u16[i]))
    check_lanes(qn_i16_add(x, y), e);
    EACH(8, u16, (uint16_t)(a.u16[i] - b.u16[i]))
    check_lanes(qn_i16_sub(x, y), e);
    EACH(8, u16, (uint16_t)((uint32_t)a.u16[i] * b.u16[i]))
    check_lanes(qn_i16_mul(x, y), e);
    EACH(8, i16, (int16_t)(a.i16[i] > b.i16[i] ? -1 : 0))
    check_lanes(qn_i16_greater(x, y), e);
    EACH(4, u32, a.u32[i] + b.u32[i])
    check_lanes(qn_i32_add(x, y), e);
    EACH(4, u32, a.u32[i] - b.u32[i])
    check_lanes(qn_i32_sub(x, y), e);
    EACH(4, i32, a.i32[i] == b.i32[i] ? -1 : 0)
    check_lanes(qn_i32_equal(x, y), e);
    EACH(4, u32,
         (uint32_t)(a.i16[2 * i] * b.i16[2 * i]) + (uint32_t)(a.i16[2 * i + 1] * b.i16[2 * i + 1]))
    check_lanes(qn_i16_dot(x, y), e);
}

static void check_bits(block a, block b, block c)
{
    qn_lanes x = lanes_of(&a), y = lanes_of(&b);
    block e = {{0}};
    EACH(4, u32, a.u32[i] & b.u32[i])
    check_lanes(qn_lanes_and(x, y), e);
    EACH(4, u32, a.u32[i] | b.u32[i])
    check_lanes(qn_lanes_or(x, y), e);
    EACH(4, u32, (c.u32[i] & a.u32[i]) | (~c.u32[i] & b.u32[i]))
    check_lanes(qn_lanes_select(lanes_of(&c), x, y), e);
    int n = c.u8[0] % 16, m = c.u8[1] % 32;
    EACH(8, u16, (uint16_t)(a.u16[i] >> n))
    check_lanes(qn_u16_shift_right(x, n), e);
    EACH(4, u32, a.u32[i] << m)
    check_lanes(qn_i32_shift_left(x, m), e);
    EACH(4, u32, a.u32[i] >> m)
    check_lanes(qn_u32_shift_right(x, m), e);
    EACH(4, i32, a.i32[i] >> m)
    check_lanes(qn_i32_shift_right(x, m), e);
}

static void check_widths(block a, block b)
{
    qn_lanes x = lanes_of(&a), y = lanes_of(&b);
    block e = {{0}};
    EACH(8, i16, a.u8[i])
    check_lanes(qn_u8_low(x), e);
    EACH(8, i16, a.u8[8 + i])
    check_lanes(qn_u8_high(x), e);
    EACH(8, i16, (int16_t)(a.u8[2 * i] + a.u8[2 * i + 1]))
    check_lanes(qn_u8_add_pairs(x), e);
    EACH(16, u8, (uint8_t)clamp(i < 8 ? a.i16[i] : b.i16[i - 8], 0, 255))
    check_lanes(qn_i16_narrow_u8(x, y), e);
    EACH(8, i16, (int16_t)clamp(i < 4 ? a.i32[i] : b.i32[i - 4], -32768, 32767))
    check_lanes(qn_i32_narrow_i16(x, y), e);
    EACH(8, i16, a.i16[3])
    check_lanes(qn_i16_splat(a.i16[3]), e);
    EACH(4, i32, a.i32[2])
    check_lanes(qn_i32_splat(a.i32[2]), e);
    check_lanes(qn_i32_load_splat(a.u8 + 8), e);
}

static void check_shuffles(block a, block b)
{
    qn_lanes x = lanes_of(&a), y = lanes_of(&b);
    block e = {{0}};
    EACH(16, u8, i % 2 == 0 ? a.u8[i / 2] : b.u8[i / 2])
    check_lanes(qn_u8_zip_low(x, y), e);
    EACH(16, u8, i % 2 == 0 ? a.u8[8 + i / 2] : b.u8[8 + i / 2])
    check_lanes(qn_u8_zip_high(x, y), e);
    EACH(8, i16, i % 2 == 0 ? a.i16[i / 2] : b.i16[i / 2])
    check_lanes(qn_i16_zip_low(x, y), e);
    EACH(8, i16, i % 2 == 0 ? a.i16[4 + i / 2] : b.i16[4 + i / 2])
    check_lanes(qn_i16_zip_high(x, y), e);
    EACH(8, i16, i % 2 == 0 ? a.i16[i / 2] : a.i16[4 + i / 2])
    check_lanes(qn_i16_zip_halves(x), e);
    EACH(8, i16, i < 4 ? a.i16[3] : a.i16[7])
    check_lanes(qn_i16_spread_last(x), e);
    EACH(4, i32, i < 2 ? a.i32[2 * i] : b.i32[2 * i - 4])
    check_lanes(qn_i32_evens(x, y), e);
    EACH(4, i32, i < 2 ? a.i32[2 * i + 1] : b.i32[2 * i - 3])
    check_lanes(qn_i32_odds(x, y), e);
    EACH(4, i32, i % 2 == 0 ? a.i32[i / 2] : b.i32[i / 2])
    check_lanes(qn_i32_zip_low(x, y), e);
    EACH(4, i32, i % 2 == 0 ? a.i32[2 + i / 2] : b.i32[2 + i / 2])
    check_lanes(qn_i32_zip_high(x, y), e);
    EACH(4, i32, i < 2 ? a.i32[i] : b.i32[i - 2])
    check_lanes(qn_i64_zip_low(x, y), e);
    EACH(4, i32, i < 2 ? a.i32[2 + i] : b.i32[i])
    check_lanes(qn_i64_zip_high(x, y), e);
    EACH(4, i32, a.i32[3 - i])
    check_lanes(qn_i32_reverse(x), e);
}

TEST(every_verb_of_integer_lanes_does_what_a_loop_does)
{
    uint32_t seed = 51;
    for (int i = 0; i < 500; ++i) {
        block a = random_block(&seed);
        block b = random_block(&seed);
        block c = random_block(&seed);
        b.u32[i % 4] = i % 3 == 0 ? a.u32[i % 4] : b.u32[i % 4];
        check_sums(a, b);
        check_bits(a, b, c);
        check_widths(a, b);
        check_shuffles(a, b);
    }
}

TEST(all_lanes_must_be_set_for_all)
{
    CHECK(qn_i32_all(qn_i32_splat(-1)));
    CHECK(!qn_i32_all(qn_lanes_zero()));
    for (int i = 0; i < 4; ++i) {
        block a = {.i32 = {-1, -1, -1, -1}};
        a.i32[i] = 0;
        CHECK(!qn_i32_all(lanes_of(&a)));
    }
}

TEST(integers_become_floats_and_floats_the_nearest_integers)
{
    static const float values[][2] = {
        {0.5f, 0},       {1.5f, 2},          {2.5f, 2},           {-0.5f, 0},     {-1.5f, -2},
        {0.49f, 0},      {0.51f, 1},         {254.5f, 254},       {255.49f, 255}, {-3.7f, -4},
        {4096.0f, 4096}, {4194303, 4194303}, {-4194303, -4194303}};
    for (int i = 0; i < (int)(sizeof values / sizeof values[0]); ++i) {
        block e = {.i32 = {(int32_t)values[i][1], (int32_t)values[i][1], (int32_t)values[i][1],
                           (int32_t)values[i][1]}};
        check_lanes(qn_i32_round_f4(qn_f4_load_splat(&values[i][0])), e);
        block back;
        qn_f4_store(back.f32, qn_f4_from_i32(lanes_of(&e)));
        CHECK(back.f32[0] == values[i][1] && back.f32[3] == values[i][1]);
    }
    block a = {.f32 = {1, 2, 3, 4}}, is;
    qn_f4_store(is.f32, qn_f4_spread_last(qn_f4_load(a.f32)));
    CHECK(is.f32[0] == 4 && is.f32[1] == 4 && is.f32[2] == 4 && is.f32[3] == 4);
    check_lanes(qn_lanes_of_f4(qn_f4_of_lanes(lanes_of(&a))), a);
}
