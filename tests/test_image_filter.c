// Colours changed in place, against the same formulas in double precision; greys and products with
// a byte against exact integers, for every pair of bytes.
#include "check.h"

#include <math.h>
#include <string.h>

#include "bitmap_maker.h"
#include "quoin/image/filter.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

// All pairs of two bytes in red and alpha, in a size that leaves pixels over after each four.
static qn_bitmap all_pairs(void)
{
    uint32_t seed = 31;
    qn_bitmap bitmap = bitmap_noise(257, 257, BITMAP_ANY_ALPHA, &seed);
    for (int i = 0; i < 65536; ++i) {
        bitmap.rgba[i * 4] = (uint8_t)(i & 255);
        bitmap.rgba[i * 4 + 3] = (uint8_t)(i >> 8);
    }
    return bitmap;
}

// How far a bitmap is at most from a matrix applied to what was, in levels, before rounding.
static double distance_from_matrix(const qn_bitmap *to, const qn_bitmap *from, const double m[20])
{
    double most = 0;
    for (size_t i = 0; i < bitmap_size(to); ++i) {
        const uint8_t *pixel = from->rgba + i / 4 * 4;
        const double *row = m + i % 4 * 5;
        double value = row[4] * 255;
        for (int c = 0; c < 4; ++c) {
            value += row[c] * pixel[c];
        }
        most = fmax(most, fabs(to->rgba[i] - fmin(fmax(value, 0), 255)));
    }
    return most;
}

static void check_matrix(const double m[20], double tolerance)
{
    qn_bitmap from = all_pairs(), to = bitmap_copy(&from);
    float matrix[20];
    for (int i = 0; i < 20; ++i) {
        matrix[i] = (float)m[i];
    }
    CHECK_ERROR(qn_image_color_matrix(&to, matrix), QN_ERROR_OK);
    CHECK_NEAR(distance_from_matrix(&to, &from, m), 0, tolerance);
    bitmap_release(&from);
    bitmap_release(&to);
}

TEST(a_colour_matrix_is_what_it_says)
{
    static const double sepia[20] = {.393, .769, .189, 0, 0, .349, .686, .168, 0, 0,
                                     .272, .534, .131, 0, 0, 0,    0,    0,    1, 0};
    static const double odd[20] = {-1.5, .25, 0, 1.9, .5,   0, 0, 1,  0,  -.25,
                                   0,    1,   0, 0,   1.25, 0, 0, .5, .5, .125};
    static const double steep[20] = {20, -19, 0, 0, 0, 0, 63.5, 0, -31, -1,
                                     0,  0,   1, 0, 0, 1, 1,    1, 1,   -1};
    static const double far[20] = {64, 0, 0, 0, -64, 0, -64, 0, 0, 64,
                                   0,  0, 1, 0, 0,   0, 0,   0, 1, 0};
    check_matrix(sepia, 0.5 + 1.0 / 32);
    check_matrix(odd, 0.5 + 1.0 / 32);
    check_matrix(steep, 0.5 + 32.0 / 32);
    check_matrix(far, 0.5 + 64.0 / 32);
}

TEST(the_unit_matrix_changes_nothing)
{
    static const float unit[20] = {1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0};
    qn_bitmap from = all_pairs(), to = bitmap_copy(&from);
    CHECK_ERROR(qn_image_color_matrix(&to, unit), QN_ERROR_OK);
    CHECK_ERROR(qn_image_brightness(&to, 1.0f), QN_ERROR_OK);
    CHECK_ERROR(qn_image_contrast(&to, 1.0f), QN_ERROR_OK);
    CHECK_ERROR(qn_image_saturation(&to, 1.0f), QN_ERROR_OK);
    CHECK_ERROR(qn_image_opacity(&to, 1.0f), QN_ERROR_OK);
    bitmap_check_equal(&to, &from);
    bitmap_release(&from);
    bitmap_release(&to);
}

typedef qn_error amount_fn(qn_bitmap *bitmap, float amount);

// The matrix of an amount, from the sentences of the header.
static void amount_matrix(int which, double amount, double m[20])
{
    static const double luma[3] = {0.2126, 0.7152, 0.0722};
    memset(m, 0, 20 * sizeof *m);
    for (int i = 0; i < 3; ++i) {
        m[i * 6] = which == 3 ? 1 : amount;
        m[i * 5 + 4] = which == 1 ? 0.5 * (1 - amount) : 0;
        for (int c = 0; which == 2 && c < 3; ++c) {
            m[i * 5 + c] += luma[c] * (1 - amount);
        }
    }
    m[18] = which == 3 ? amount : 1;
}

TEST(brightness_contrast_saturation_and_opacity_are_what_they_say)
{
    static amount_fn *const calls[4] = {qn_image_brightness, qn_image_contrast, qn_image_saturation,
                                        qn_image_opacity};
    static const double amounts[] = {0, 0.25, 0.7, 1.3, 1.9, 7.5, 64};
    for (int i = 0; i < 4 * LENGTH(amounts); ++i) {
        double amount = amounts[i / 4], m[20];
        bool is_allowed = i % 4 < 3 || amount <= 1;
        qn_bitmap from = all_pairs(), to = bitmap_copy(&from);
        amount_matrix(is_allowed ? i % 4 : 0, is_allowed ? amount : 1, m);
        CHECK_ERROR(calls[i % 4](&to, (float)amount),
                    is_allowed ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE);
        double coarseness = amount < 2 ? 1 : amount;
        CHECK_NEAR(distance_from_matrix(&to, &from, m), 0, 0.5 + coarseness / 32);
        bitmap_release(&from);
        bitmap_release(&to);
    }
}

TEST(grey_is_the_luma_and_grey_stays_grey)
{
    static const double luma[20] = {.2126, .7152, .0722, 0, 0, .2126, .7152, .0722, 0, 0,
                                    .2126, .7152, .0722, 0, 0, 0,     0,     0,     1, 0};
    qn_bitmap from = all_pairs(), to = bitmap_copy(&from);
    CHECK_ERROR(qn_image_grayscale(&to), QN_ERROR_OK);
    CHECK_NEAR(distance_from_matrix(&to, &from, luma), 0, 0.5 + 1.0 / 64);
    qn_bitmap grey = bitmap_copy(&to);
    CHECK_ERROR(qn_image_grayscale(&to), QN_ERROR_OK);
    bitmap_check_equal(&to, &grey);
    bitmap_release(&from);
    bitmap_release(&to);
    bitmap_release(&grey);
}

TEST(an_inverse_is_exact_and_its_own)
{
    qn_bitmap from = all_pairs(), to = bitmap_copy(&from);
    CHECK_ERROR(qn_image_invert(&to), QN_ERROR_OK);
    int wrong = 0;
    for (size_t i = 0; i < bitmap_size(&to); ++i) {
        wrong += to.rgba[i] != (i % 4 == 3 ? from.rgba[i] : 255 - from.rgba[i]);
    }
    CHECK_INT(wrong, 0);
    CHECK_ERROR(qn_image_invert(&to), QN_ERROR_OK);
    bitmap_check_equal(&to, &from);
    bitmap_release(&from);
    bitmap_release(&to);
}

TEST(a_tint_is_the_exactly_rounded_product)
{
    for (int factor = 0; factor < 256; factor += 5) {
        uint8_t color[4] = {(uint8_t)factor, (uint8_t)(255 - factor), (uint8_t)(factor ^ 0x55),
                            (uint8_t)(factor ^ 0xAA)};
        qn_bitmap from = all_pairs(), to = bitmap_copy(&from);
        CHECK_ERROR(qn_image_tint(&to, color), QN_ERROR_OK);
        int wrong = 0;
        for (size_t i = 0; i < bitmap_size(&to); ++i) {
            wrong += to.rgba[i] != (from.rgba[i] * color[i % 4] * 2 + 255) / 510;
        }
        CHECK_INT(wrong, 0);
        bitmap_release(&from);
        bitmap_release(&to);
    }
}

TEST(premultiplying_and_its_inverse_round_exactly)
{
    qn_bitmap from = all_pairs();
    qn_bitmap to = bitmap_copy(&from), back = bitmap_copy(&from);
    CHECK_ERROR(qn_image_premultiply(&to), QN_ERROR_OK);
    CHECK_ERROR(qn_image_unpremultiply(&back), QN_ERROR_OK);
    int wrong = 0, wrong_back = 0;
    for (size_t i = 0; i < bitmap_size(&to); ++i) {
        int value = from.rgba[i], alpha = from.rgba[i / 4 * 4 + 3];
        int straight = alpha == 0 ? 0 : (value * 510 + alpha) / (2 * alpha);
        straight = straight > 255 ? 255 : straight;
        wrong += to.rgba[i] != (i % 4 == 3 ? alpha : (value * alpha * 2 + 255) / 510);
        wrong_back += back.rgba[i] != (i % 4 == 3 ? alpha : straight);
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(wrong_back, 0);
    bitmap_release(&from);
    bitmap_release(&to);
    bitmap_release(&back);
}

// What every filter says of this bitmap.
static qn_error filter_error(qn_bitmap *bitmap)
{
    static const float matrix[20] = {0};
    static const uint8_t color[4] = {0};
    qn_error error = qn_image_grayscale(bitmap);
    CHECK_ERROR(qn_image_color_matrix(bitmap, matrix), error);
    CHECK_ERROR(qn_image_invert(bitmap), error);
    CHECK_ERROR(qn_image_brightness(bitmap, 0.5f), error);
    CHECK_ERROR(qn_image_contrast(bitmap, 0.5f), error);
    CHECK_ERROR(qn_image_saturation(bitmap, 0.5f), error);
    CHECK_ERROR(qn_image_opacity(bitmap, 0.5f), error);
    CHECK_ERROR(qn_image_tint(bitmap, color), error);
    CHECK_ERROR(qn_image_premultiply(bitmap), error);
    CHECK_ERROR(qn_image_unpremultiply(bitmap), error);
    CHECK_ERROR(qn_image_blur(bitmap, 1.0f), error);
    CHECK_ERROR(qn_image_sharpen(bitmap, 1.0f, 1.0f, 0), error);
    return error;
}

TEST(bad_bitmaps_give_errors_from_every_filter)
{
    uint8_t rgba[16] = {0};
    qn_bitmap null = {2, 2, NULL}, none = {0, 2, rgba}, below = {2, -5, rgba};
    qn_bitmap wide = {16385, 1, rgba};
    CHECK_ERROR(filter_error(NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(filter_error(&null), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(filter_error(&none), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(filter_error(&below), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(filter_error(&wide), QN_ERROR_TOO_LARGE);
}

TEST(bad_numbers_give_errors_and_change_nothing)
{
    static amount_fn *const calls[] = {qn_image_brightness, qn_image_contrast, qn_image_saturation,
                                       qn_image_opacity};
    qn_bitmap bitmap = all_pairs(), before = bitmap_copy(&bitmap);
    for (int i = 0; i < LENGTH(calls); ++i) {
        CHECK_ERROR(calls[i](&bitmap, NAN), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(calls[i](&bitmap, -INFINITY), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(calls[i](&bitmap, -0.01f), QN_ERROR_OUT_OF_RANGE);
        CHECK_ERROR(calls[i](&bitmap, 64.01f), QN_ERROR_OUT_OF_RANGE);
    }
    for (int i = 0; i < 20; ++i) {
        float matrix[20] = {0};
        matrix[i] = 64.5f;
        CHECK_ERROR(qn_image_color_matrix(&bitmap, matrix), QN_ERROR_OUT_OF_RANGE);
        matrix[i] = -1e30f;
        CHECK_ERROR(qn_image_color_matrix(&bitmap, matrix), QN_ERROR_OUT_OF_RANGE);
        matrix[(i + 1) % 20] = NAN;
        CHECK_ERROR(qn_image_color_matrix(&bitmap, matrix), QN_ERROR_NOT_FINITE);
    }
    CHECK_ERROR(qn_image_color_matrix(&bitmap, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_tint(&bitmap, NULL), QN_ERROR_NULL_POINTER);
    bitmap_check_equal(&bitmap, &before);
    bitmap_release(&bitmap);
    bitmap_release(&before);
}

// The same in every build: native and WebAssembly, with lanes and without.
TEST(filtered_colours_are_the_same_on_every_target)
{
    qn_bitmap bitmap = all_pairs();
    uint64_t hash = 0xCBF29CE484222325u;
    qn_image_saturation(&bitmap, 1.7f);
    hash = bitmap_hash(hash, &bitmap);
    qn_image_unpremultiply(&bitmap);
    hash = bitmap_hash(hash, &bitmap);
    qn_image_contrast(&bitmap, 3.3f);
    hash = bitmap_hash(hash, &bitmap);
    qn_image_opacity(&bitmap, 0.3f);
    hash = bitmap_hash(hash, &bitmap);
    CHECK_INT(hash, 0x669D39FAFA9D8DADu);
    bitmap_release(&bitmap);
}
