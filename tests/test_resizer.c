// The handle that leads from a file to a smaller file.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

static qn_bitmap make_picture(int width, int height)
{
    uint32_t seed = (uint32_t)(width * 31 + height + 1);
    qn_bitmap bitmap = {width, height, malloc(4 * (size_t)width * (size_t)height)};
    for (int i = 0; i < width * height; ++i) {
        uint8_t *pixel = bitmap.rgba + 4 * (size_t)i;
        pixel[0] = (uint8_t)(i % width * 255 / width);
        pixel[1] = (uint8_t)(i / width * 255 / height);
        pixel[2] = (uint8_t)(check_random(&seed) % 64);
        pixel[3] = 255;
    }
    return bitmap;
}

static qn_image_resizer *open_picture(const qn_bitmap *bitmap)
{
    qn_image_resizer *resizer;
    CHECK_ERROR(
        qn_image_resizer_create_rgba(bitmap->rgba, bitmap->width_px, bitmap->height_px, &resizer),
        QN_ERROR_OK);
    return resizer;
}

static void check_current(const qn_image_resizer *resizer, const qn_bitmap *expected)
{
    CHECK_INT(qn_image_resizer_width(resizer), expected->width_px);
    CHECK_INT(qn_image_resizer_height(resizer), expected->height_px);
    size_t size = 4 * (size_t)expected->width_px * (size_t)expected->height_px;
    if (qn_image_resizer_width(resizer) == expected->width_px &&
        qn_image_resizer_height(resizer) == expected->height_px) {
        CHECK_BYTES(qn_image_resizer_pixels(resizer), expected->rgba, size);
    }
}

// ---- Sizes ----------------------------------------------------------------------------------

TEST(a_picture_fits_its_box_in_its_own_shape)
{
    static const struct {
        int width, height, box_width, box_height, expected_width, expected_height;
        bool may_enlarge;
    } cases[] = {{60, 40, 30, 30, 30, 20, false},        {60, 40, 100, 10, 15, 10, false},
                 {60, 40, 60, 40, 60, 40, false},        {60, 40, 200, 200, 60, 40, false},
                 {60, 40, 120, 200, 120, 80, true},      {60, 40, 1, 1, 1, 1, false},
                 {60, 40, INT32_MAX, 20, 30, 20, false}, {7, 300, 5, INT32_MAX, 5, 214, false},
                 {300, 1, 20, 20, 20, 1, false},         {2, 2, 9, INT32_MAX, 9, 9, true}};
    for (int i = 0; i < LENGTH(cases); ++i) {
        qn_bitmap picture = make_picture(cases[i].width, cases[i].height), expected;
        qn_image_resizer *resizer = open_picture(&picture);
        qn_image_resizer_opts opts = {.may_enlarge = cases[i].may_enlarge};
        CHECK_ERROR(
            qn_image_resizer_resize(resizer, cases[i].box_width, cases[i].box_height, &opts),
            QN_ERROR_OK);
        CHECK_ERROR(qn_image_resize(&picture, cases[i].expected_width, cases[i].expected_height,
                                    NULL, &expected),
                    QN_ERROR_OK);
        check_current(resizer, &expected);
        qn_memory_release(expected.rgba);
        qn_image_resizer_destroy(resizer);
        free(picture.rgba);
    }
}

TEST(every_size_is_made_from_the_original)
{
    qn_bitmap picture = make_picture(90, 70), expected;
    qn_image_resizer *resizer = open_picture(&picture);
    check_current(resizer, &picture);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 5, 5, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 45, 45, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_image_resize_within(&picture, 45, 45, NULL, &expected), QN_ERROR_OK);
    check_current(resizer, &expected);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 500, 500, NULL), QN_ERROR_OK);
    check_current(resizer, &picture);
    qn_memory_release(expected.rgba);
    qn_image_resizer_destroy(resizer);
    free(picture.rgba);
}

TEST(options_of_resizing_are_passed_on)
{
    qn_bitmap picture = make_picture(64, 48);
    for (int kernel = 0; kernel < 2 * QN_RESIZE_KERNEL_COUNT; ++kernel) {
        qn_image_resizer_opts opts = {
            .resize = {.kernel = (qn_resize_kernel)(kernel / 2), .is_linear = kernel % 2 == 1}};
        qn_bitmap expected;
        qn_image_resizer *resizer = open_picture(&picture);
        CHECK_ERROR(qn_image_resizer_resize(resizer, 20, 20, &opts), QN_ERROR_OK);
        CHECK_ERROR(qn_image_resize_within(&picture, 20, 20, &opts.resize, &expected), QN_ERROR_OK);
        check_current(resizer, &expected);
        qn_memory_release(expected.rgba);
        qn_image_resizer_destroy(resizer);
    }
    free(picture.rgba);
}

// ---- Files ----------------------------------------------------------------------------------

TEST(files_of_both_formats_come_in_and_go_out)
{
    qn_bitmap picture = make_picture(80, 60), decoded;
    uint8_t *png, *jpeg, *small;
    size_t png_size, jpeg_size, small_size;
    CHECK_ERROR(qn_image_encode_png(&picture, NULL, &png, &png_size), QN_ERROR_OK);
    qn_image_resizer *resizer;
    CHECK_ERROR(qn_image_resizer_create((qn_bytes){png, png_size}, NULL, &resizer), QN_ERROR_OK);
    check_current(resizer, &picture);
    qn_jpeg_opts opts = {.quality = 97};
    CHECK_ERROR(qn_image_resizer_to_jpeg(resizer, &opts, &jpeg, &jpeg_size), QN_ERROR_OK);
    qn_image_resizer_destroy(resizer);
    CHECK_ERROR(qn_image_decode((qn_bytes){jpeg, jpeg_size}, NULL, &decoded), QN_ERROR_OK);
    CHECK_ERROR(qn_image_resizer_create((qn_bytes){jpeg, jpeg_size}, NULL, &resizer), QN_ERROR_OK);
    check_current(resizer, &decoded);
    qn_memory_release(decoded.rgba);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 40, 40, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_image_resizer_to_png(resizer, NULL, &small, &small_size), QN_ERROR_OK);
    CHECK_ERROR(qn_image_decode((qn_bytes){small, small_size}, NULL, &decoded), QN_ERROR_OK);
    check_current(resizer, &decoded);
    CHECK_INT(decoded.width_px, 40);
    CHECK_INT(decoded.height_px, 30);
    qn_image_resizer_destroy(resizer);
    qn_memory_release(decoded.rgba);
    qn_memory_release(small);
    qn_memory_release(jpeg);
    qn_memory_release(png);
    free(picture.rgba);
}

TEST(a_much_smaller_picture_can_be_had_from_a_part_of_a_jpeg)
{
    qn_bitmap picture = make_picture(320, 240);
    uint8_t *jpeg;
    size_t size;
    CHECK_ERROR(qn_image_encode_jpeg(&picture, NULL, &jpeg, &size), QN_ERROR_OK);
    qn_image_decode_opts opts = {.jpeg_shrink = 8};
    qn_image_resizer *resizer;
    CHECK_ERROR(qn_image_resizer_create((qn_bytes){jpeg, size}, &opts, &resizer), QN_ERROR_OK);
    CHECK_INT(qn_image_resizer_width(resizer), 40);
    CHECK_INT(qn_image_resizer_height(resizer), 30);
    qn_image_resizer_destroy(resizer);
    qn_memory_release(jpeg);
    free(picture.rgba);
}

// ---- Slices ---------------------------------------------------------------------------------

// Runs the job to its end and checks how it tells of it.
static int run_all(qn_image_resizer *resizer, int64_t budget_px)
{
    int call_count = 0;
    float last = qn_image_resizer_progress(resizer);
    for (; last < 1 && call_count < 100000; ++call_count) {
        CHECK_ERROR(qn_image_resizer_run(resizer, budget_px), QN_ERROR_OK);
        float progress = qn_image_resizer_progress(resizer);
        CHECK(progress >= last && progress <= 1);
        last = progress;
    }
    return call_count;
}

TEST(slices_give_what_the_whole_gives)
{
    static const int64_t budgets[] = {1, 3000, 1000000, INT64_MAX};
    qn_bitmap picture = make_picture(200, 160), expected;
    uint8_t *jpeg, *expected_jpeg;
    size_t size, expected_size;
    CHECK_ERROR(qn_image_resize_within(&picture, 100, 100, NULL, &expected), QN_ERROR_OK);
    CHECK_ERROR(qn_image_encode_jpeg(&expected, NULL, &expected_jpeg, &expected_size), QN_ERROR_OK);
    for (int i = 0; i < LENGTH(budgets); ++i) {
        qn_image_resizer *resizer = open_picture(&picture);
        CHECK_ERROR(qn_image_resizer_begin_resize(resizer, 100, 100, NULL), QN_ERROR_OK);
        check_current(resizer, &picture);
        int call_count = run_all(resizer, budgets[i]);
        CHECK_INT(call_count, i == 0 ? 80 : i == 1 ? 12 : 1);
        check_current(resizer, &expected);
        CHECK_ERROR(qn_image_resizer_begin_jpeg(resizer, NULL), QN_ERROR_OK);
        CHECK_ERROR(qn_image_resizer_take_jpeg(resizer, &jpeg, &size), QN_ERROR_NOT_FOUND);
        CHECK(jpeg == NULL && size == 0);
        run_all(resizer, budgets[i]);
        CHECK_ERROR(qn_image_resizer_take_jpeg(resizer, &jpeg, &size), QN_ERROR_OK);
        CHECK_INT(size, expected_size);
        CHECK(size == expected_size && memcmp(jpeg, expected_jpeg, size) == 0);
        qn_memory_release(jpeg);
        CHECK_ERROR(qn_image_resizer_take_jpeg(resizer, &jpeg, &size), QN_ERROR_NOT_FOUND);
        CHECK_NEAR(qn_image_resizer_progress(resizer), 1, 0);
        CHECK_ERROR(qn_image_resizer_run(resizer, 1), QN_ERROR_OK);
        qn_image_resizer_destroy(resizer);
    }
    qn_memory_release(expected_jpeg);
    qn_memory_release(expected.rgba);
    free(picture.rgba);
}

TEST(a_png_file_is_written_in_slices)
{
    static const int64_t budgets[] = {1, 100000, INT64_MAX};
    qn_bitmap picture = make_picture(640, 400);
    uint8_t *png, *expected;
    size_t size, expected_size;
    CHECK_ERROR(qn_image_encode_png(&picture, NULL, &expected, &expected_size), QN_ERROR_OK);
    for (int i = 0; i < LENGTH(budgets); ++i) {
        qn_image_resizer *resizer = open_picture(&picture);
        CHECK_ERROR(qn_image_resizer_begin_png(resizer, NULL), QN_ERROR_OK);
        CHECK_NEAR(qn_image_resizer_progress(resizer), 0, 0);
        CHECK_ERROR(qn_image_resizer_take_png(resizer, &png, &size), QN_ERROR_NOT_FOUND);
        CHECK(png == NULL && size == 0);
        int call_count = run_all(resizer, budgets[i]);
        CHECK(i == 2 ? call_count == 1 : call_count > 1);
        CHECK_ERROR(qn_image_resizer_take_jpeg(resizer, &png, &size), QN_ERROR_NOT_FOUND);
        CHECK_ERROR(qn_image_resizer_take_png(resizer, &png, &size), QN_ERROR_OK);
        CHECK_INT(size, expected_size);
        CHECK(size == expected_size && memcmp(png, expected, size) == 0);
        qn_memory_release(png);
        CHECK_ERROR(qn_image_resizer_take_png(resizer, &png, &size), QN_ERROR_NOT_FOUND);
        CHECK_ERROR(qn_image_resizer_begin_png(resizer, NULL), QN_ERROR_OK);
        qn_image_resizer_destroy(resizer);
    }
    qn_memory_release(expected);
    free(picture.rgba);
}

static void check_no_picture(qn_image_resizer *resizer)
{
    uint8_t *file;
    size_t size;
    CHECK_INT(qn_image_resizer_width(resizer) + qn_image_resizer_height(resizer), 0);
    CHECK(qn_image_resizer_pixels(resizer) == NULL);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 9, 9, NULL), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_image_resizer_begin_resize(resizer, 9, 9, NULL), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_image_resizer_begin_jpeg(resizer, NULL), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_image_resizer_begin_png(resizer, NULL), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_image_resizer_take_png(resizer, &file, &size), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_image_resizer_to_jpeg(resizer, NULL, &file, &size), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_image_resizer_to_png(resizer, NULL, &file, &size), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_image_resizer_take_jpeg(resizer, &file, &size), QN_ERROR_NOT_FOUND);
}

TEST(a_file_is_loaded_in_slices)
{
    qn_bitmap picture = make_picture(320, 500);
    for (int is_png = 0; is_png < 2; ++is_png) {
        uint8_t *file;
        size_t size;
        CHECK_ERROR(is_png == 1 ? qn_image_encode_png(&picture, NULL, &file, &size)
                                : qn_image_encode_jpeg(&picture, NULL, &file, &size),
                    QN_ERROR_OK);
        qn_image_resizer *whole, *sliced;
        CHECK_ERROR(qn_image_resizer_create((qn_bytes){file, size}, NULL, &whole), QN_ERROR_OK);
        CHECK_ERROR(qn_image_resizer_begin_load((qn_bytes){file, size}, NULL, &sliced),
                    QN_ERROR_OK);
        memset(file, 0, size);
        qn_memory_release(file);
        int calls = 0;
        for (; qn_image_resizer_progress(sliced) < 1.0f; ++calls) {
            check_no_picture(sliced);
            CHECK_ERROR(qn_image_resizer_run(sliced, 1), QN_ERROR_OK);
        }
        CHECK(calls >= 3);
        qn_bitmap expected = {320, 500, (uint8_t *)(uintptr_t)qn_image_resizer_pixels(whole)};
        check_current(sliced, &expected);
        CHECK_ERROR(qn_image_resizer_resize(sliced, 20, 20, NULL), QN_ERROR_OK);
        CHECK_INT(qn_image_resizer_height(sliced), 20);
        qn_image_resizer_destroy(sliced);
        qn_image_resizer_destroy(whole);
    }
    free(picture.rgba);
}

TEST(a_load_that_fails_or_is_cancelled_leaves_no_picture)
{
    qn_bitmap picture = make_picture(320, 200);
    uint8_t *file;
    size_t size, blocks = qn_memory_live_count();
    CHECK_ERROR(qn_image_encode_jpeg(&picture, NULL, &file, &size), QN_ERROR_OK);
    qn_image_resizer *resizer;
    qn_bytes half = {file, size / 2};
    CHECK_ERROR(qn_image_resizer_begin_load(half, NULL, &resizer), QN_ERROR_OK);
    CHECK_ERROR(qn_image_resizer_run(resizer, INT64_MAX), QN_ERROR_TRUNCATED);
    CHECK_NEAR(qn_image_resizer_progress(resizer), 1, 0);
    CHECK_ERROR(qn_image_resizer_run(resizer, 1), QN_ERROR_OK); // there is no job
    check_no_picture(resizer);
    qn_image_resizer_destroy(resizer);

    CHECK_ERROR(qn_image_resizer_begin_load((qn_bytes){file, size}, NULL, &resizer), QN_ERROR_OK);
    CHECK_ERROR(qn_image_resizer_run(resizer, 1), QN_ERROR_OK);
    qn_image_resizer_cancel(resizer);
    check_no_picture(resizer);
    qn_image_resizer_destroy(resizer);

    CHECK_ERROR(qn_image_resizer_begin_load((qn_bytes){file, 1}, NULL, &resizer),
                QN_ERROR_TRUNCATED);
    CHECK(resizer == NULL);
    CHECK_ERROR(qn_image_resizer_begin_load((qn_bytes){NULL, 1}, NULL, &resizer),
                QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_begin_load(half, NULL, NULL), QN_ERROR_NULL_POINTER);
    qn_memory_release(file);
    CHECK_INT(qn_memory_live_count(), blocks);
    free(picture.rgba);
}

TEST(a_job_that_is_cancelled_changes_nothing)
{
    qn_bitmap picture = make_picture(64, 64), expected;
    qn_image_resizer *resizer = open_picture(&picture);
    size_t blocks = qn_memory_live_count();
    for (int calls = 0; calls < 20; ++calls) {
        CHECK_ERROR(qn_image_resizer_begin_resize(resizer, 32, 32, NULL), QN_ERROR_OK);
        for (int i = 0; i < calls; ++i) {
            CHECK_ERROR(qn_image_resizer_run(resizer, 1), QN_ERROR_OK);
        }
        qn_image_resizer_cancel(resizer);
        check_current(resizer, &picture);
        CHECK_NEAR(qn_image_resizer_progress(resizer), 1, 0);
        CHECK_INT(qn_memory_live_count(), blocks);
        CHECK_ERROR(qn_image_resizer_begin_jpeg(resizer, NULL), QN_ERROR_OK);
        CHECK_ERROR(qn_image_resizer_run(resizer, 1), QN_ERROR_OK);
    }
    // Beginning one cancels the other.
    CHECK_ERROR(qn_image_resizer_resize(resizer, 16, 16, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_image_resize_within(&picture, 16, 16, NULL, &expected), QN_ERROR_OK);
    check_current(resizer, &expected);
    CHECK_INT(qn_memory_live_count(), blocks + 2); // both pictures of 16x16
    qn_image_resizer_cancel(NULL);
    qn_memory_release(expected.rgba);
    qn_image_resizer_destroy(resizer);
    free(picture.rgba);
}

// ---- What is refused, and memory ------------------------------------------------------------

TEST(resizers_refuse_null_and_what_is_out_of_range)
{
    uint8_t pixel[4] = {0}, *data = pixel;
    size_t size = 1;
    qn_image_resizer *resizer = (qn_image_resizer *)(void *)pixel;
    CHECK_ERROR(qn_image_resizer_create((qn_bytes){NULL, 1}, NULL, &resizer),
                QN_ERROR_NULL_POINTER);
    CHECK(resizer == NULL);
    CHECK_ERROR(qn_image_resizer_create((qn_bytes){pixel, 4}, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_create((qn_bytes){(const uint8_t *)"GIF89a..", 8}, NULL, &resizer),
                QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(qn_image_resizer_create_rgba(NULL, 1, 1, &resizer), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_create_rgba(pixel, 1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_create_rgba(pixel, 0, 1, &resizer), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resizer_create_rgba(pixel, 1, -1, &resizer), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resizer_create_rgba(pixel, QN_BITMAP_MAX_SIDE_PX + 1, 1, &resizer),
                QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_image_resizer_create_rgba(pixel, 1, INT32_MAX, &resizer), QN_ERROR_TOO_LARGE);
    CHECK(resizer == NULL);
    CHECK_ERROR(qn_image_resizer_resize(NULL, 1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_begin_resize(NULL, 1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_begin_jpeg(NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_begin_png(NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_take_png(NULL, &data, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_run(NULL, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_to_jpeg(NULL, NULL, &data, &size), QN_ERROR_NULL_POINTER);
    CHECK(data == NULL && size == 0);
    CHECK_ERROR(qn_image_resizer_to_png(NULL, NULL, &data, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_take_jpeg(NULL, &data, &size), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_image_resizer_width(NULL), 0);
    CHECK_INT(qn_image_resizer_height(NULL), 0);
    CHECK(qn_image_resizer_pixels(NULL) == NULL);
    CHECK_NEAR(qn_image_resizer_progress(NULL), 0, 0);
    qn_image_resizer_destroy(NULL);
}

TEST(what_is_refused_leaves_the_current_picture)
{
    uint8_t *data;
    size_t size;
    qn_bitmap picture = make_picture(8, 8);
    qn_image_resizer *resizer = open_picture(&picture);
    qn_image_resizer_opts bad = {.resize = {.kernel = QN_RESIZE_KERNEL_COUNT}};
    CHECK_ERROR(qn_image_resizer_resize(resizer, 0, 4, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 4, INT32_MIN, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 4, 4, &bad), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resizer_run(resizer, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resizer_begin_jpeg(resizer, &(qn_jpeg_opts){.quality = 101}),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resizer_to_jpeg(resizer, NULL, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_to_jpeg(resizer, NULL, &data, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_to_png(resizer, NULL, &data, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_begin_png(resizer, &(qn_png_opts){.level = 11}),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_resizer_take_jpeg(resizer, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_take_png(resizer, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_take_png(resizer, &data, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_resizer_take_jpeg(resizer, &data, NULL), QN_ERROR_NULL_POINTER);
    check_current(resizer, &picture);
    qn_image_resizer_destroy(resizer);
    free(picture.rgba);
}

typedef struct work {
    qn_bytes file;
    qn_bitmap bitmap;
} work;

static qn_error resize_and_write(qn_image_resizer *resizer)
{
    uint8_t *png, *jpeg;
    size_t size;
    qn_error error = qn_image_resizer_resize(resizer, 20, 20, NULL);
    error = error == QN_ERROR_OK ? qn_image_resizer_resize(resizer, 10, 10, NULL) : error;
    if (error == QN_ERROR_OK) {
        error = qn_image_resizer_to_png(resizer, NULL, &png, &size);
        qn_memory_release(png);
    }
    error = error == QN_ERROR_OK ? qn_image_resizer_begin_jpeg(resizer, NULL) : error;
    error = error == QN_ERROR_OK ? qn_image_resizer_run(resizer, 1000) : error;
    if (error == QN_ERROR_OK) {
        error = qn_image_resizer_take_jpeg(resizer, &jpeg, &size);
        qn_memory_release(jpeg);
    }
    return error;
}

static qn_error way_of_a_file(void *user)
{
    const work *job = user;
    qn_image_resizer *resizer;
    qn_error error = qn_image_resizer_create(job->file, NULL, &resizer);
    error = error == QN_ERROR_OK ? resize_and_write(resizer) : error;
    qn_image_resizer_destroy(resizer);
    if (error == QN_ERROR_OK) {
        error = qn_image_resizer_create_rgba(job->bitmap.rgba, job->bitmap.width_px,
                                             job->bitmap.height_px, &resizer);
        qn_image_resizer_destroy(resizer);
    }
    if (error == QN_ERROR_OK) {
        error = qn_image_resizer_begin_load(job->file, NULL, &resizer);
        error = error == QN_ERROR_OK ? qn_image_resizer_run(resizer, INT64_MAX) : error;
        qn_image_resizer_destroy(resizer);
    }
    return error;
}

TEST(each_refused_allocation_of_a_resizer_is_out_of_memory_without_a_leak)
{
    work job = {.bitmap = make_picture(30, 40)};
    uint8_t *file;
    size_t size;
    CHECK_ERROR(qn_image_encode_jpeg(&job.bitmap, NULL, &file, &size), QN_ERROR_OK);
    job.file = (qn_bytes){file, size};
    faults_try_each(way_of_a_file, &job);
    qn_memory_release(file);
    free(job.bitmap.rgba);
}

TEST(a_resize_without_memory_leaves_the_current_picture)
{
    qn_bitmap picture = make_picture(50, 50), expected;
    CHECK_ERROR(qn_image_resize_within(&picture, 25, 25, NULL, &expected), QN_ERROR_OK);
    for (int n = 0; n < 100; ++n) {
        faults_begin(-1, true);
        qn_image_resizer *resizer = open_picture(&picture);
        CHECK_ERROR(qn_image_resizer_resize(resizer, 25, 25, NULL), QN_ERROR_OK);
        faults.allocations_left = n;
        qn_error error = qn_image_resizer_resize(resizer, 10, 10, NULL);
        bool is_refused = faults.refused_count > 0;
        CHECK_ERROR(error, is_refused ? QN_ERROR_OUT_OF_MEMORY : QN_ERROR_OK);
        if (is_refused) {
            check_current(resizer, &expected);
        }
        qn_image_resizer_destroy(resizer);
        faults_end();
        n = is_refused ? n : 100;
    }
    qn_memory_release(expected.rgba);
    free(picture.rgba);
}

TEST(a_resizer_holds_no_more_than_is_stated)
{
    qn_bitmap picture = make_picture(700, 500);
    size_t original = 4 * 700 * 500, result = 4 * 350 * 250;
    faults_measure_begin();
    qn_image_resizer *resizer = open_picture(&picture);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 350, 350, NULL), QN_ERROR_OK);
    CHECK(faults.held_bytes < original + result + 4096);
    CHECK_ERROR(qn_image_resizer_resize(resizer, 350, 340, NULL), QN_ERROR_OK);
    qn_image_resizer_destroy(resizer);
    CHECK_INT(faults.held_bytes, 0);
    CHECK(faults_measure_end() < (original + 2 * result) * 11 / 10 + (4u << 20));
    free(picture.rgba);
}
