// Reading pictures in slices: the same pixels and the same errors as in one call.
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bitmap_maker.h"
#include "faults.h"
#include "pngsuite.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

static const int64_t budgets[] = {1, 700, 30000, INT64_MAX};

// Runs to the end or the first error; with the number of calls.
static qn_error decode_sliced(qn_bytes file, const qn_image_decode_opts *opts, int64_t budget_px,
                              qn_bitmap *out, int *call_count)
{
    qn_image_decoder *decoder;
    *out = (qn_bitmap){0};
    *call_count = 0;
    qn_error error = qn_image_decoder_create(file, opts, &decoder);
    CHECK((decoder != NULL) == (error == QN_ERROR_OK));
    float last = qn_image_decoder_progress(decoder);
    while (error == QN_ERROR_OK && last < 1.0f && *call_count < 1000000) {
        CHECK_ERROR(qn_image_decoder_take(decoder, out), QN_ERROR_NOT_FOUND);
        error = qn_image_decoder_run(decoder, budget_px);
        float progress = qn_image_decoder_progress(decoder);
        CHECK(progress >= last && progress <= 1.0f && (progress < 1.0f || error == QN_ERROR_OK));
        last = progress;
        *call_count += 1;
    }
    if (error == QN_ERROR_OK) {
        CHECK_ERROR(qn_image_decoder_run(decoder, 1), QN_ERROR_OK);
        CHECK_ERROR(qn_image_decoder_take(decoder, out), QN_ERROR_OK);
        qn_bitmap again;
        CHECK_ERROR(qn_image_decoder_take(decoder, &again), QN_ERROR_NOT_FOUND);
        CHECK(again.rgba == NULL);
    } else if (decoder != NULL) {
        CHECK_ERROR(qn_image_decoder_run(decoder, 1), error); // it stays
        CHECK_ERROR(qn_image_decoder_take(decoder, out), QN_ERROR_NOT_FOUND);
    }
    qn_image_decoder_destroy(decoder);
    return error;
}

// The most calls that some budget took.
static int check_as_whole(qn_bytes file, const qn_image_decode_opts *opts)
{
    int most = 0;
    qn_bitmap whole, sliced;
    qn_error error = qn_image_decode(file, opts, &whole);
    size_t blocks = qn_memory_live_count();
    for (int i = 0; i < LENGTH(budgets); ++i) {
        int call_count;
        CHECK_ERROR(decode_sliced(file, opts, budgets[i], &sliced, &call_count), error);
        CHECK(bitmap_equal(&sliced, &whole));
        CHECK(budgets[i] < INT64_MAX || call_count <= 1);
        most = call_count > most ? call_count : most;
        bitmap_release(&sliced);
        CHECK_INT(qn_memory_live_count(), blocks);
    }
    bitmap_release(&whole);
    return most;
}

static int check_corpus_file(const char *path)
{
    size_t size;
    uint8_t *data = check_corpus(path, &size);
    int most = data != NULL ? check_as_whole((qn_bytes){data, size}, NULL) : 0;
    free(data);
    return most;
}

TEST(png_files_of_every_kind_are_read_in_slices)
{
    char path[64];
    for (int i = 0; i < LENGTH(pngsuite_valid); ++i) {
        snprintf(path, sizeof path, "pngsuite/%s.png", pngsuite_valid[i]);
        check_corpus_file(path);
    }
    for (int i = 0; i < LENGTH(pngsuite_broken); ++i) {
        snprintf(path, sizeof path, "pngsuite/%s.png", pngsuite_broken[i]);
        check_corpus_file(path);
    }
}

TEST(jpeg_files_of_every_kind_are_read_in_slices)
{
    static const char *const paths[] = {"jpeg-odd/grayscale_large.jpg",
                                        "jpeg-odd/jpg-cmyk-1.jpg",
                                        "jpeg-odd/jpg-progressive.jpg",
                                        "jpeg-odd/progressive3.jpg",
                                        "jpeg-odd/restarts.jpg",
                                        "jpeg-odd/testorig.jpg",
                                        "jpeg-odd/rgb.jpg",
                                        "jpeg-odd/jpg-size-1x1.jpg",
                                        "jpeg-exif/Landscape_6.jpg"};
    int most = 0;
    for (int i = 0; i < LENGTH(paths); ++i) {
        int calls = check_corpus_file(paths[i]);
        most = calls > most ? calls : most;
    }
    CHECK(most == 0 || most > 50);
}

static qn_bytes noise_file(bool is_png, int32_t width_px, int32_t height_px)
{
    uint32_t seed = 5;
    uint8_t *file = NULL;
    size_t size = 0;
    qn_bitmap picture = bitmap_noise(width_px, height_px, BITMAP_OPAQUE, &seed);
    qn_error error = is_png ? qn_image_encode_png(&picture, NULL, &file, &size)
                            : qn_image_encode_jpeg(&picture, NULL, &file, &size);
    CHECK_ERROR(error, QN_ERROR_OK);
    bitmap_release(&picture);
    return (qn_bytes){file, size};
}

static void release(qn_bytes file) { qn_memory_release((void *)(uintptr_t)file.data); }

TEST(a_large_picture_takes_many_slices)
{
    qn_image_decode_opts shrunk = {.jpeg_shrink = 4};
    qn_bytes png = noise_file(true, 700, 900), jpeg = noise_file(false, 700, 900);
    CHECK(check_as_whole(png, NULL) >= 10);
    CHECK(check_as_whole(jpeg, NULL) >= 50);
    CHECK(check_as_whole(jpeg, &shrunk) >= 50);
    release(png);
    release(jpeg);
}

TEST(every_truncation_and_flip_ends_as_in_one_call)
{
    for (int is_png = 0; is_png < 2; ++is_png) {
        qn_bytes file = noise_file(is_png == 1, 40, 30);
        uint8_t *copy = malloc(file.size_bytes);
        memcpy(copy, file.data, file.size_bytes);
        for (size_t at = 0; at < file.size_bytes; at += check_is_long() ? 1 : 7) {
            check_as_whole((qn_bytes){copy, at}, NULL);
            copy[at] ^= (uint8_t)(1u << at % 8);
            check_as_whole((qn_bytes){copy, file.size_bytes}, NULL);
            copy[at] ^= (uint8_t)(1u << at % 8);
        }
        free(copy);
        release(file);
    }
}

static void destroy_after(qn_bytes file, int calls)
{
    qn_image_decoder *decoder;
    CHECK_ERROR(qn_image_decoder_create(file, NULL, &decoder), QN_ERROR_OK);
    for (int i = 0; i < calls; ++i) {
        CHECK_ERROR(qn_image_decoder_run(decoder, 1), QN_ERROR_OK);
    }
    qn_image_decoder_destroy(decoder);
}

TEST(a_decoder_can_be_destroyed_at_any_time)
{
    size_t blocks = qn_memory_live_count();
    for (int is_png = 0; is_png < 2; ++is_png) {
        qn_bytes file = noise_file(is_png == 1, 300, 200);
        for (int calls = 0; calls < 12; ++calls) {
            destroy_after(file, calls);
        }
        release(file);
    }
    CHECK_INT(qn_memory_live_count(), blocks);
}

TEST(a_decoder_refuses_null_and_what_is_out_of_range)
{
    qn_bytes file = noise_file(true, 4, 4);
    qn_image_decode_opts negative = {.limits = {.max_side_px = -1}};
    qn_image_decoder *decoder = (qn_image_decoder *)&file;
    qn_bitmap bitmap;
    CHECK_ERROR(qn_image_decoder_create(file, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_decoder_create((qn_bytes){NULL, 4}, NULL, &decoder),
                QN_ERROR_NULL_POINTER);
    CHECK(decoder == NULL);
    CHECK_ERROR(qn_image_decoder_create((qn_bytes){NULL, 0}, NULL, &decoder), QN_ERROR_TRUNCATED);
    CHECK_ERROR(qn_image_decoder_create(file, &negative, &decoder), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_decoder_create(file, NULL, &decoder), QN_ERROR_OK);
    CHECK_ERROR(qn_image_decoder_run(decoder, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_decoder_take(decoder, NULL), QN_ERROR_NULL_POINTER);
    CHECK_NEAR(qn_image_decoder_progress(decoder), 0, 0);
    qn_image_decoder_destroy(decoder);
    CHECK_ERROR(qn_image_decoder_run(NULL, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_decoder_take(NULL, &bitmap), QN_ERROR_NULL_POINTER);
    CHECK_NEAR(qn_image_decoder_progress(NULL), 0, 0);
    qn_image_decoder_destroy(NULL);
    release(file);
}

static qn_error decode_by_slices(void *user)
{
    qn_bitmap bitmap;
    qn_image_decoder *decoder;
    qn_error error = qn_image_decoder_create(*(qn_bytes *)user, NULL, &decoder);
    error = error == QN_ERROR_OK ? qn_image_decoder_run(decoder, INT64_MAX) : error;
    if (error == QN_ERROR_OK) {
        CHECK_ERROR(qn_image_decoder_take(decoder, &bitmap), QN_ERROR_OK);
        qn_memory_release(bitmap.rgba);
    }
    qn_image_decoder_destroy(decoder);
    return error;
}

TEST(each_refused_allocation_of_a_decoder_is_out_of_memory_without_a_leak)
{
    for (int is_png = 0; is_png < 2; ++is_png) {
        qn_bytes file = noise_file(is_png == 1, 30, 20);
        faults_try_each(decode_by_slices, &file);
        release(file);
    }
}
