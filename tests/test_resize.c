// Resizing, against the same formulas in double precision; what must be exact is checked to be.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "bitmap_maker.h"
#include "faults.h"
#include "quoin/image.h"
#include "quoin/memory.h"
#include "resize_reference.h"

#define MODE_COUNT 4

static qn_resize_opts opts_of(int kernel, int mode)
{
    return (qn_resize_opts){.kernel = (qn_resize_kernel)kernel,
                            .is_plain = (mode & 1) != 0,
                            .is_linear = (mode & 2) != 0};
}

static qn_bitmap resized(const qn_bitmap *from, int32_t width_px, int32_t height_px,
                         qn_resize_opts opts)
{
    qn_bitmap out;
    CHECK_ERROR(qn_image_resize(from, width_px, height_px, &opts, &out), QN_ERROR_OK);
    CHECK_INT(out.width_px, width_px);
    CHECK_INT(out.height_px, height_px);
    return out;
}

static reference_difference compare(const qn_bitmap *from, int32_t width_px, int32_t height_px,
                                    qn_resize_opts opts)
{
    qn_bitmap out = resized(from, width_px, height_px, opts);
    reference_def def = {(int)opts.kernel, 0, !opts.is_plain, opts.is_linear};
    double *reference = reference_resize(&def, from, width_px, height_px);
    reference_difference difference = reference_compare(&out, reference);
    free(reference);
    bitmap_release(&out);
    return difference;
}

static int32_t random_side(uint32_t *seed) { return 1 + (int32_t)(check_random(seed) % 40); }

// Noise of 1 to 40 pixels a side.
static qn_bitmap any_noise(bitmap_alpha alpha, uint32_t *seed)
{
    int32_t width_px = random_side(seed);
    int32_t height_px = random_side(seed);
    return bitmap_noise(width_px, height_px, alpha, seed);
}

TEST(random_sizes_both_ways_are_within_a_level_of_double_precision)
{
    uint32_t seed = 77;
    for (int i = 0; i < (check_is_long() ? 4000 : 200); ++i) {
        qn_bitmap from = any_noise((bitmap_alpha)(i % 3), &seed);
        int32_t width_px = random_side(&seed);
        int32_t height_px = random_side(&seed);
        qn_resize_opts opts = opts_of(i % QN_RESIZE_KERNEL_COUNT, i / 5 % MODE_COUNT);
        reference_difference difference = compare(&from, width_px, height_px, opts);
        CHECK_NEAR(difference.most, 0, 1.0);
        bitmap_release(&from);
    }
}

// Rounding alone makes 1/12.
TEST(a_picture_made_smaller_is_nearly_as_good_as_rounding_allows)
{
    uint32_t seed = 5;
    for (int alpha = 0; alpha < 2; ++alpha) {
        qn_bitmap from = bitmap_noise(300, 200, (bitmap_alpha)alpha, &seed);
        for (int mode = 0; mode < MODE_COUNT; ++mode) {
            reference_difference difference = compare(&from, 108, 71, opts_of(0, mode));
            CHECK_NEAR(difference.mean_square, 0, 1.02 / 12);
            CHECK_NEAR(difference.most, 0, mode < 2 ? 0.55 : 0.51);
        }
        bitmap_release(&from);
    }
}

TEST(very_long_windows_are_within_a_level_of_double_precision)
{
    uint32_t seed = 6;
    static const int32_t sizes[][4] = {{3000, 4, 7, 3},   {3000, 4, 3, 9},  {4, 3000, 3, 7},
                                       {2, 4000, 5, 1},   {400, 60, 11, 5}, {1, 1, 300, 2},
                                       {2, 1, 1000, 700}, {16384, 1, 1, 1}, {1, 16384, 2, 100}};
    for (int i = 0; i < (int)(sizeof sizes / sizeof sizes[0]); ++i) {
        qn_bitmap from = bitmap_noise(sizes[i][0], sizes[i][1], (bitmap_alpha)(i % 2), &seed);
        for (int kernel = 0; kernel < QN_RESIZE_KERNEL_COUNT; ++kernel) {
            qn_resize_opts opts = opts_of(kernel, (kernel + i) % MODE_COUNT);
            reference_difference difference = compare(&from, sizes[i][2], sizes[i][3], opts);
            CHECK_NEAR(difference.most, 0, 1.0);
        }
        bitmap_release(&from);
    }
}

TEST(one_colour_stays_exactly_that_colour)
{
    static const uint8_t colors[][4] = {{0, 0, 0, 255},   {255, 255, 255, 255}, {1, 2, 3, 255},
                                        {200, 100, 7, 1}, {13, 254, 129, 2},    {90, 3, 200, 130}};
    static const int32_t sizes[][4] = {{61, 47, 13, 9}, {5, 7, 40, 33}, {700, 3, 2, 31}};
    for (int i = 0; i < 6 * 3; ++i) {
        const int32_t *size = sizes[i / 6];
        qn_bitmap from = bitmap_flat(size[0], size[1], colors[i % 6]);
        qn_bitmap flat = bitmap_flat(size[2], size[3], colors[i % 6]);
        for (int way = 0; way < QN_RESIZE_KERNEL_COUNT * MODE_COUNT; ++way) {
            qn_bitmap out = resized(&from, size[2], size[3], opts_of(way / MODE_COUNT, way % 4));
            bitmap_check_equal(&out, &flat);
            bitmap_release(&out);
        }
        bitmap_release(&from);
        bitmap_release(&flat);
    }
}

TEST(the_size_it_already_has_is_a_copy)
{
    uint32_t seed = 8;
    qn_bitmap from = bitmap_noise(37, 23, BITMAP_HOLES, &seed);
    for (int way = 0; way < QN_RESIZE_KERNEL_COUNT * MODE_COUNT; ++way) {
        qn_bitmap out = resized(&from, 37, 23, opts_of(way / MODE_COUNT, way % MODE_COUNT));
        bitmap_check_equal(&out, &from);
        bitmap_release(&out);
    }
    bitmap_release(&from);
}

TEST(a_side_that_keeps_its_size_is_not_filtered)
{
    uint32_t seed = 9;
    qn_bitmap from = bitmap_blank(31, 20);
    for (int32_t x = 0; x < 31; ++x) { // columns of one colour
        uint32_t bits = check_random(&seed) | 0xFF000000u;
        for (int32_t y = 0; y < 20; ++y) {
            memcpy(bitmap_at(&from, x, y), &bits, 4);
        }
    }
    for (int way = 0; way < QN_RESIZE_KERNEL_COUNT * MODE_COUNT; ++way) {
        qn_bitmap out = resized(&from, 31, 9, opts_of(way / MODE_COUNT, way % MODE_COUNT));
        for (int32_t y = 0; y < 9; ++y) {
            CHECK_BYTES(bitmap_at(&out, 0, y), from.rgba, 31 * 4);
        }
        bitmap_release(&out);
    }
    bitmap_release(&from);
}

TEST(the_box_is_the_mean_of_an_area_and_upwards_whole_pixels)
{
    uint32_t seed = 10;
    qn_bitmap from = bitmap_noise(20, 14, BITMAP_OPAQUE, &seed);
    qn_bitmap half = resized(&from, 10, 7, opts_of(QN_RESIZE_BOX, 0));
    qn_bitmap triple = resized(&from, 60, 42, opts_of(QN_RESIZE_BOX, 0));
    for (int i = 0; i < 10 * 7; ++i) {
        int32_t x = i % 10, y = i / 10;
        for (int c = 0; c < 4; ++c) {
            int sum = bitmap_at(&from, 2 * x, 2 * y)[c] + bitmap_at(&from, 2 * x + 1, 2 * y)[c] +
                      bitmap_at(&from, 2 * x, 2 * y + 1)[c] +
                      bitmap_at(&from, 2 * x + 1, 2 * y + 1)[c];
            CHECK_INT(bitmap_at(&half, x, y)[c], (sum + 2) / 4);
        }
    }
    for (int32_t y = 0; y < 42; ++y) {
        for (int32_t x = 0; x < 60; ++x) {
            CHECK_BYTES(bitmap_at(&triple, x, y), bitmap_at(&from, x / 3, y / 3), 4);
        }
    }
    bitmap_release(&from);
    bitmap_release(&half);
    bitmap_release(&triple);
}

// The upper left quarter, three times more.
static void make_symmetric(qn_bitmap *bitmap)
{
    for (int32_t y = 0; y < bitmap->height_px; ++y) {
        for (int32_t x = 0; x < bitmap->width_px; ++x) {
            int32_t u = x * 2 < bitmap->width_px ? x : bitmap->width_px - 1 - x;
            int32_t v = y * 2 < bitmap->height_px ? y : bitmap->height_px - 1 - y;
            memcpy(bitmap_at(bitmap, x, y), bitmap_at(bitmap, u, v), 4);
        }
    }
}

TEST(symmetric_pictures_stay_symmetric)
{
    uint32_t seed = 11;
    for (int i = 0; i < 200; ++i) {
        qn_bitmap from = any_noise(BITMAP_OPAQUE, &seed);
        make_symmetric(&from);
        int32_t width_px = random_side(&seed);
        int32_t height_px = random_side(&seed);
        qn_bitmap out = resized(&from, width_px, height_px, opts_of(i % QN_RESIZE_KERNEL_COUNT, 0));
        qn_bitmap across = bitmap_copy(&out), down = bitmap_copy(&out);
        qn_image_flip_across(&across);
        qn_image_flip_down(&down);
        bitmap_check_equal(&across, &out);
        bitmap_check_equal(&down, &out);
        bitmap_release(&from);
        bitmap_release(&out);
        bitmap_release(&across);
        bitmap_release(&down);
    }
}

TEST(what_cannot_be_seen_does_not_bleed)
{
    uint32_t seed = 12;
    for (int i = 0; i < 60; ++i) {
        qn_bitmap from = any_noise(BITMAP_HOLES, &seed);
        qn_bitmap other = bitmap_copy(&from);
        for (size_t p = 0; p < bitmap_size(&other); p += 4) {
            uint32_t bits = check_random(&seed);
            memcpy(other.rgba + p, &bits, other.rgba[p + 3] == 0 ? 3 : 0);
        }
        int32_t width_px = random_side(&seed);
        int32_t height_px = random_side(&seed);
        bool is_copy = width_px == from.width_px && height_px == from.height_px;
        qn_resize_opts opts = opts_of(i % QN_RESIZE_KERNEL_COUNT, i % 2 * 2);
        qn_bitmap a = resized(&from, width_px + is_copy, height_px, opts);
        qn_bitmap b = resized(&other, width_px + is_copy, height_px, opts);
        bitmap_check_equal(&a, &b);
        bitmap_release(&from);
        bitmap_release(&other);
        bitmap_release(&a);
        bitmap_release(&b);
    }
}

TEST(an_opaque_picture_is_the_same_weighted_and_plain)
{
    uint32_t seed = 13;
    qn_bitmap from = bitmap_noise(50, 41, BITMAP_OPAQUE, &seed);
    for (int mode = 0; mode < MODE_COUNT; mode += 2) {
        qn_bitmap weighted = resized(&from, 23, 60, opts_of(0, mode));
        qn_bitmap plain = resized(&from, 23, 60, opts_of(0, mode | 1));
        bitmap_check_equal(&weighted, &plain);
        bitmap_release(&weighted);
        bitmap_release(&plain);
    }
    bitmap_release(&from);
}

TEST(slices_of_any_size_equal_the_one_call)
{
    uint32_t seed = 14;
    for (int i = 0; i < 48; ++i) {
        qn_bitmap from = bitmap_noise(90, 80, (bitmap_alpha)(i % 3), &seed);
        qn_resize_opts opts = opts_of(i % QN_RESIZE_KERNEL_COUNT, i % MODE_COUNT);
        int32_t height_px = i % 2 == 0 ? 77 : 130;
        qn_bitmap whole = resized(&from, 33, height_px, opts), sliced;
        qn_resize *job;
        CHECK_ERROR(qn_resize_begin(&from, 33, height_px, &opts, &job), QN_ERROR_OK);
        CHECK_NEAR(qn_resize_progress(job), 0, 0);
        float before = 0.0f;
        while (qn_resize_progress(job) < (i % 4 == 3 ? 0.5f : 1.0f)) {
            int32_t rows = 1 + (int32_t)(check_random(&seed) % (1 + (uint32_t)i));
            CHECK_ERROR(qn_resize_run(job, rows), QN_ERROR_OK);
            CHECK(qn_resize_progress(job) > before);
            before = qn_resize_progress(job);
        }
        CHECK(before <= 1.0f);
        CHECK_ERROR(qn_resize_finish(job, &sliced), QN_ERROR_OK);
        bitmap_check_equal(&sliced, &whole);
        bitmap_release(&from);
        bitmap_release(&whole);
        bitmap_release(&sliced);
    }
}

TEST(a_job_can_be_cancelled_at_any_time)
{
    uint32_t seed = 15;
    qn_bitmap from = bitmap_noise(30, 30, BITMAP_ANY_ALPHA, &seed);
    size_t blocks = qn_memory_live_count();
    for (int32_t rows = 0; rows <= 20; ++rows) {
        qn_resize *job;
        CHECK_ERROR(qn_resize_begin(&from, 20, 20, NULL, &job), QN_ERROR_OK);
        CHECK_ERROR(qn_resize_run(job, rows), rows > 0 ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE);
        CHECK_ERROR(qn_resize_run(job, INT32_MIN), QN_ERROR_OUT_OF_RANGE);
        CHECK_NEAR(qn_resize_progress(job), rows / 20.0, 1e-6);
        qn_resize_cancel(job);
        CHECK_INT(qn_memory_live_count(), blocks);
    }
    qn_resize_cancel(NULL);
    bitmap_release(&from);
}

TEST(a_finished_job_does_nothing_more_until_it_is_taken)
{
    uint32_t seed = 16;
    qn_bitmap from = bitmap_noise(10, 10, BITMAP_OPAQUE, &seed), out;
    qn_resize *job;
    CHECK_ERROR(qn_resize_begin(&from, 4, 4, NULL, &job), QN_ERROR_OK);
    CHECK_ERROR(qn_resize_run(job, INT32_MAX), QN_ERROR_OK);
    CHECK_NEAR(qn_resize_progress(job), 1, 0);
    CHECK_ERROR(qn_resize_run(job, 1), QN_ERROR_OK);
    CHECK_NEAR(qn_resize_progress(job), 1, 0);
    CHECK_ERROR(qn_resize_finish(job, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_resize_finish(job, &out), QN_ERROR_OK);
    CHECK_INT(out.width_px, 4);
    bitmap_release(&from);
    bitmap_release(&out);
}

TEST(within_a_box_the_shape_is_kept)
{
    uint32_t seed = 17;
    qn_bitmap from = bitmap_noise(80, 60, BITMAP_OPAQUE, &seed), out;
    static const int32_t boxes[][4] = {
        {40, 40, 40, 30}, {400, 90, 120, 90}, {1, 1, 1, 1}, {80, 60, 80, 60}};
    for (int i = 0; i < 4; ++i) {
        CHECK_ERROR(qn_image_resize_within(&from, boxes[i][0], boxes[i][1], NULL, &out),
                    QN_ERROR_OK);
        CHECK_INT(out.width_px, boxes[i][2]);
        CHECK_INT(out.height_px, boxes[i][3]);
        bitmap_release(&out);
    }
    CHECK_ERROR(qn_image_resize_within(&from, 0, 5, NULL, &out), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resize_within(&from, 5, 16385, NULL, &out), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_image_resize_within(NULL, 5, 5, NULL, &out), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resize_within(&from, 5, 5, NULL, NULL), QN_ERROR_NULL_POINTER);
    bitmap_release(&from);
}

static qn_error resize_error(const qn_bitmap *from, int32_t width_px, int32_t height_px,
                             const qn_resize_opts *opts)
{
    qn_bitmap out = {1, 1, (uint8_t *)&out};
    qn_resize *job = (qn_resize *)&out;
    qn_error error = qn_image_resize(from, width_px, height_px, opts, &out);
    CHECK(out.rgba == NULL && out.width_px == 0 && out.height_px == 0);
    CHECK_ERROR(qn_resize_begin(from, width_px, height_px, opts, &job), error);
    CHECK(job == NULL);
    return error;
}

TEST(bad_arguments_of_a_resize_give_errors)
{
    uint8_t rgba[16] = {0};
    qn_bitmap good = {2, 2, rgba}, null = {2, 2, NULL}, none = {0, 2, rgba},
              wide = {16385, 1, rgba};
    qn_resize_opts unknown = {.kernel = QN_RESIZE_KERNEL_COUNT},
                   below = {.kernel = (qn_resize_kernel)-1};
    CHECK_ERROR(resize_error(NULL, 1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(resize_error(&null, 1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(resize_error(&none, 1, 1, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(resize_error(&wide, 1, 1, NULL), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(resize_error(&good, 0, 1, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(resize_error(&good, 1, -1, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(resize_error(&good, INT32_MIN, 1, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(resize_error(&good, 16385, 1, NULL), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(resize_error(&good, 1, INT32_MAX, NULL), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(resize_error(&good, 1, 1, &unknown), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(resize_error(&good, 1, 1, &below), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resize(&good, 1, 1, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_resize_begin(&good, 1, 1, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_resize_run(NULL, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_resize_finish(NULL, &good), QN_ERROR_NULL_POINTER);
    CHECK(good.rgba == NULL);
    CHECK_NEAR(qn_resize_progress(NULL), 0, 0);
}

static qn_error resize_once(void *user)
{
    const qn_resize_opts *opts = user;
    uint8_t rgba[5 * 4 * 4];
    memset(rgba, 100, sizeof rgba);
    qn_bitmap from = {5, 4, rgba}, out;
    qn_error error = qn_image_resize(&from, 3, 9, opts, &out);
    CHECK((out.rgba != NULL) == (error == QN_ERROR_OK));
    qn_memory_release(out.rgba);
    return error;
}

TEST(a_resize_without_memory_says_so_and_keeps_none)
{
    for (int mode = 0; mode < MODE_COUNT; ++mode) {
        qn_resize_opts opts = opts_of(0, mode);
        faults_try_each(resize_once, &opts);
    }
}

static size_t peak_of(const qn_bitmap *from, int32_t width_px, int32_t height_px, int mode)
{
    qn_resize_opts opts = opts_of(0, mode);
    qn_bitmap out;
    faults_measure_begin();
    qn_image_resize(from, width_px, height_px, &opts, &out);
    qn_memory_release(out.rgba);
    return faults_measure_end();
}

SLOW_TEST(beside_both_pictures_a_tenth_and_four_megabytes_are_held)
{
    static const int32_t sizes[][4] = {{2000, 1500, 700, 500}, {300, 200, 2000, 1500},
                                       {16384, 60, 5, 5},      {60, 16384, 5, 5},
                                       {16384, 3, 16384, 40},  {3, 7, 9, 16384}};
    uint32_t seed = 18;
    for (int i = 0; i < 6 * MODE_COUNT; ++i) {
        const int32_t *s = sizes[i / MODE_COUNT];
        qn_bitmap from = bitmap_noise(s[0], s[1], BITMAP_ANY_ALPHA, &seed);
        size_t out_bytes = (size_t)s[2] * (size_t)s[3] * 4;
        size_t both = bitmap_size(&from) + out_bytes;
        size_t peak = peak_of(&from, s[2], s[3], i % MODE_COUNT);
        CHECK(peak <= out_bytes + both / 10 + ((size_t)4 << 20));
        // Pictures of three million pixels and more stay below 1.3 times both.
        CHECK(i >= MODE_COUNT || bitmap_size(&from) + peak <= both / 10 * 13);
        bitmap_release(&from);
    }
}

// The same in every build: native and WebAssembly, with lanes and without.
TEST(the_pixels_are_the_same_on_every_target)
{
    uint32_t seed = 19;
    uint64_t hash = 0xCBF29CE484222325u;
    for (int i = 0; i < 60; ++i) {
        qn_bitmap from = any_noise((bitmap_alpha)(i % 3), &seed);
        int32_t width_px = random_side(&seed);
        int32_t height_px = random_side(&seed);
        qn_bitmap out = resized(&from, width_px, height_px,
                                opts_of(i % QN_RESIZE_KERNEL_COUNT, i / 3 % MODE_COUNT));
        hash = bitmap_hash(hash, &out);
        bitmap_release(&from);
        bitmap_release(&out);
    }
    CHECK_INT(hash, 0xDF743D78FF25E2CCu);
}
