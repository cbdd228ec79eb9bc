// Blurring and sharpening, against the Gaussian in double precision.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "bitmap_maker.h"
#include "faults.h"
#include "image/resize_passes.h"
#include "quoin/image/filter.h"
#include "quoin/memory.h"
#include "resize_reference.h"

static reference_difference compare(const qn_bitmap *from, float sigma_px)
{
    qn_bitmap to = bitmap_copy(from);
    const uint8_t *pixels = to.rgba;
    CHECK_ERROR(qn_image_blur(&to, sigma_px), QN_ERROR_OK);
    CHECK(to.rgba == pixels);
    reference_def def = {REFERENCE_GAUSSIAN, (double)sigma_px, true, false};
    double *reference = reference_resize(&def, from, from->width_px, from->height_px);
    reference_difference difference = reference_compare(&to, reference);
    free(reference);
    bitmap_release(&to);
    return difference;
}

TEST(a_blur_is_the_gaussian_within_a_level)
{
    static const float sigmas[] = {0.01f, 0.3f, 0.5f, 1.0f, 2.2f, 3.0f, 5.5f, 12.0f};
    uint32_t seed = 41;
    for (int i = 0; i < 120; ++i) {
        int32_t width_px = 1 + (int32_t)(check_random(&seed) % 70);
        int32_t height_px = 1 + (int32_t)(check_random(&seed) % 90);
        qn_bitmap from = bitmap_noise(width_px, height_px, (bitmap_alpha)(i % 3), &seed);
        CHECK_NEAR(compare(&from, sigmas[i % 8]).most, 0, 1.0);
        bitmap_release(&from);
    }
}

// Bars, dots and corners, opaque and not: the hardest there is for the way by a smaller picture.
static qn_bitmap hard_edges(int32_t width_px, int32_t height_px, bitmap_alpha alpha)
{
    qn_bitmap bitmap = bitmap_blank(width_px, height_px);
    for (int32_t y = 0; y < height_px; ++y) {
        for (int32_t x = 0; x < width_px; ++x) {
            uint8_t *pixel = bitmap_at(&bitmap, x, y);
            pixel[0] = x % 90 < 40 ? 255 : 0;
            pixel[1] = x > 20 && y > 20 ? 255 : 0;
            pixel[2] = (x / 30 + y / 30) % 2 == 0 ? 255 : 0;
            pixel[3] = alpha == BITMAP_OPAQUE ? 255 : (y % 120 < 60 ? 255 : 40);
        }
    }
    return bitmap;
}

SLOW_TEST(a_wide_blur_is_the_gaussian_within_three_levels)
{
    static const float sigmas[] = {12.01f, 20.0f, 33.0f, 70.0f, 1000.0f};
    for (int i = 0; i < 10; ++i) {
        qn_bitmap from = hard_edges(260 + i, 200 - i, (bitmap_alpha)(i % 2));
        CHECK_NEAR(compare(&from, sigmas[i / 2]).most, 0, 3.0);
        bitmap_release(&from);
    }
}

// Of every row whose window is whole, both ways.
static void check_folded_rows(const qn_bitmap *from, double sigma_px)
{
    qn_passes_def def = {.from = from,
                         .width_px = from->width_px,
                         .height_px = from->height_px,
                         .kernel = QN_KERNEL_GAUSSIAN,
                         .is_plain = true,
                         .sigma_across = sigma_px,
                         .sigma_down = sigma_px};
    qn_passes passes;
    CHECK_ERROR(qn_passes_open(&def, &passes), QN_ERROR_OK);
    CHECK(passes.is_folded);
    size_t row_bytes = (size_t)from->width_px * 4;
    uint8_t *folded = malloc(row_bytes), *fixed = malloc(row_bytes);
    int32_t reach = passes.folded_down.reach;
    for (int32_t row = reach; row < from->height_px - reach; ++row) {
        qn_folded_row(&passes, row, folded);
        qn_fixed_row(&passes, row, fixed);
        CHECK(memcmp(folded, fixed, row_bytes) == 0);
    }
    free(folded);
    free(fixed);
    qn_passes_close(&passes);
}

TEST(adding_what_weighs_the_same_first_changes_no_bit)
{
    static const double sigmas[] = {0.01, 0.33, 0.5, 1.0, 1.7, 3.0, 4.99, 8.0, 12.0};
    uint32_t seed = 43;
    for (int i = 0; i < 9 * 12; ++i) {
        int32_t width_px = 76 + (int32_t)(check_random(&seed) % 40);
        qn_bitmap from = bitmap_noise(width_px, 77 + i % 5, (bitmap_alpha)(i % 3), &seed);
        check_folded_rows(&from, sigmas[i % 9]);
        bitmap_release(&from);
    }
}

// White weighs most: sums of two are as large as they get.
TEST(sums_of_white_fit)
{
    qn_bitmap white = bitmap_flat(80, 80, (uint8_t[4]){255, 255, 255, 255});
    check_folded_rows(&white, 3.0);
    check_folded_rows(&white, 0.2);
    bitmap_release(&white);
}

TEST(one_colour_stays_under_every_blur)
{
    static const uint8_t colors[][4] = {{1, 2, 3, 255}, {200, 100, 7, 1}, {90, 3, 200, 130}};
    static const float sigmas[] = {0.0f, 0.4f, 3.0f, 11.0f, 17.0f, 300.0f, 1000.0f};
    for (int i = 0; i < 3 * 7; ++i) {
        qn_bitmap flat = bitmap_flat(61, 3 + i * 5, colors[i % 3]), to = bitmap_copy(&flat);
        CHECK_ERROR(qn_image_blur(&to, sigmas[i / 3]), QN_ERROR_OK);
        bitmap_check_equal(&to, &flat);
        CHECK_ERROR(qn_image_sharpen(&to, sigmas[i / 3], 16.0f, 0), QN_ERROR_OK);
        bitmap_check_equal(&to, &flat);
        bitmap_release(&flat);
        bitmap_release(&to);
    }
}

TEST(what_cannot_be_seen_does_not_bleed_into_a_blur)
{
    static const float sigmas[] = {1.0f, 4.0f, 30.0f};
    uint32_t seed = 42;
    for (int i = 0; i < 3; ++i) {
        qn_bitmap from = bitmap_noise(70, 50, BITMAP_HOLES, &seed), other = bitmap_copy(&from);
        for (size_t p = 0; p < bitmap_size(&other); p += 4) {
            uint32_t bits = check_random(&seed);
            memcpy(other.rgba + p, &bits, other.rgba[p + 3] == 0 ? 3 : 0);
        }
        CHECK_ERROR(qn_image_blur(&from, sigmas[i]), QN_ERROR_OK);
        CHECK_ERROR(qn_image_blur(&other, sigmas[i]), QN_ERROR_OK);
        bitmap_check_equal(&from, &other);
        bitmap_release(&from);
        bitmap_release(&other);
    }
}

TEST(a_blur_of_nothing_changes_nothing)
{
    uint32_t seed = 43;
    qn_bitmap from = bitmap_noise(20, 20, BITMAP_HOLES, &seed), to = bitmap_copy(&from);
    CHECK_ERROR(qn_image_blur(&to, 0.0f), QN_ERROR_OK);
    CHECK_ERROR(qn_image_sharpen(&to, 3.0f, 0.0f, 0), QN_ERROR_OK);
    bitmap_check_equal(&to, &from);
    for (size_t i = 3; i < bitmap_size(&to); i += 4) { // an invisible colour may get lost
        from.rgba[i] = to.rgba[i] = 255;
    }
    CHECK_ERROR(qn_image_blur(&to, 1e-40f), QN_ERROR_OK);
    CHECK_ERROR(qn_image_blur(&to, 0.02f), QN_ERROR_OK);
    bitmap_check_equal(&to, &from);
    bitmap_release(&from);
    bitmap_release(&to);
}

TEST(sharpening_moves_each_colour_away_from_its_blurred_self)
{
    static const float amounts[] = {0.5f, 1.0f, 2.7f, 16.0f};
    static const int32_t thresholds[] = {0, 1, 10, 255};
    uint32_t seed = 44;
    for (int i = 0; i < 16; ++i) {
        qn_bitmap from = bitmap_noise(37, 15, (bitmap_alpha)(i % 3), &seed);
        qn_bitmap blurred = bitmap_copy(&from), to = bitmap_copy(&from);
        CHECK_ERROR(qn_image_blur(&blurred, 1.5f), QN_ERROR_OK);
        CHECK_ERROR(qn_image_sharpen(&to, 1.5f, amounts[i / 4], thresholds[i % 4]), QN_ERROR_OK);
        for (size_t p = 0; p < bitmap_size(&to); ++p) {
            int away = from.rgba[p] - blurred.rgba[p];
            bool is_changed = p % 4 != 3 && abs(away) >= thresholds[i % 4];
            double change = is_changed ? (double)amounts[i / 4] * away : 0.0;
            double wanted = fmin(fmax(from.rgba[p] + change, 0), 255);
            CHECK_NEAR(to.rgba[p], wanted, 0.5 + 1.0 / 8);
        }
        bitmap_release(&from);
        bitmap_release(&blurred);
        bitmap_release(&to);
    }
}

TEST(bad_numbers_of_a_blur_give_errors_and_change_nothing)
{
    uint32_t seed = 45;
    qn_bitmap from = bitmap_noise(9, 9, BITMAP_ANY_ALPHA, &seed), to = bitmap_copy(&from);
    CHECK_ERROR(qn_image_blur(&to, NAN), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_image_blur(&to, INFINITY), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_image_blur(&to, -0.1f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_blur(&to, 1000.1f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_sharpen(&to, NAN, 1.0f, 0), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_image_sharpen(&to, 1001.0f, 1.0f, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_sharpen(&to, 1.0f, NAN, 0), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_image_sharpen(&to, 1.0f, -1.0f, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_sharpen(&to, 1.0f, 16.1f, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_sharpen(&to, 1.0f, 1.0f, -1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_sharpen(&to, 1.0f, 1.0f, 256), QN_ERROR_OUT_OF_RANGE);
    bitmap_check_equal(&to, &from);
    bitmap_release(&from);
    bitmap_release(&to);
}

static qn_error blur_once(void *user)
{
    int way = *(int *)user;
    uint8_t rgba[40 * 30 * 4], before[sizeof rgba];
    for (size_t i = 0; i < sizeof rgba; ++i) {
        before[i] = (uint8_t)(i * 7 + i / 50);
    }
    memcpy(rgba, before, sizeof rgba);
    qn_bitmap bitmap = {40, 30, rgba};
    float sigma_px = way % 2 == 0 ? 1.0f : 20.0f;
    qn_error error =
        way < 2 ? qn_image_blur(&bitmap, sigma_px) : qn_image_sharpen(&bitmap, sigma_px, 1.0f, 0);
    CHECK(bitmap.rgba == rgba);
    if (error != QN_ERROR_OK) {
        CHECK_BYTES(rgba, before, sizeof rgba);
    }
    return error;
}

TEST(a_blur_without_memory_says_so_and_changes_nothing)
{
    for (int way = 0; way < 4; ++way) {
        faults_try_each(blur_once, &way);
    }
}

TEST(a_blur_holds_at_most_one_and_a_half_times_the_picture)
{
    uint32_t seed = 46;
    static const float sigmas[] = {3.0f, 12.0f, 12.5f, 200.0f};
    for (int i = 0; i < 8; ++i) {
        qn_bitmap bitmap = bitmap_noise(1200, 900, (bitmap_alpha)(i % 2), &seed);
        faults_measure_begin();
        CHECK_ERROR(qn_image_blur(&bitmap, sigmas[i / 2]), QN_ERROR_OK);
        CHECK(faults_measure_end() <= bitmap_size(&bitmap) / 2 * 3 + ((size_t)4 << 20));
        bitmap_release(&bitmap);
    }
}

// The same in every build: native and WebAssembly, with lanes and without.
TEST(blurred_pixels_are_the_same_on_every_target)
{
    static const float sigmas[] = {0.6f, 3.0f, 12.0f, 25.0f};
    uint32_t seed = 47;
    uint64_t hash = 0xCBF29CE484222325u;
    for (int i = 0; i < 12; ++i) {
        qn_bitmap bitmap = bitmap_noise(90 + i, 77, (bitmap_alpha)(i % 3), &seed);
        qn_image_blur(&bitmap, sigmas[i % 4]);
        hash = bitmap_hash(hash, &bitmap);
        qn_image_sharpen(&bitmap, sigmas[i / 3], 1.3f, 2);
        hash = bitmap_hash(hash, &bitmap);
        bitmap_release(&bitmap);
    }
    CHECK_INT(hash, 0xB5BD64FD5AE5B4FBu);
}
