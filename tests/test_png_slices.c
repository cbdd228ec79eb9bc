// Writing PNG files in slices: bands that go on where the last one ended, pieces that are read,
// what it costs in memory, and memory that runs out.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "png_pictures.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

typedef struct bytes {
    uint8_t *data;
    size_t size;
} bytes;

// Of 64x64 pixels each in turn: what a search packs well, what it does not, and a little of both.
static qn_bitmap make_mixed(int32_t width, int32_t height)
{
    uint32_t seed = (uint32_t)(width + 7 * height);
    qn_bitmap bitmap = {width, height, malloc(4 * (size_t)width * (size_t)height)};
    for (int32_t y = 0; y < height; ++y) {
        for (int32_t x = 0; x < width; ++x) {
            picture_kind kind = (picture_kind)((x / 64 + y / 64 * 3) % PICTURE_KINDS);
            uint8_t *pixel = bitmap.rgba + 4 * ((size_t)y * (size_t)width + (size_t)x);
            picture_pixel(kind, x, y, check_random(&seed), pixel);
        }
    }
    return bitmap;
}

static void check_comes_back(const qn_bitmap *bitmap, bytes file)
{
    qn_bitmap back;
    const qn_image_limits limits = {.max_side_px = 1 << 20};
    CHECK_ERROR(qn_image_decode_png((qn_bytes){file.data, file.size}, &limits, &back), QN_ERROR_OK);
    CHECK_INT(back.width_px, bitmap->width_px);
    CHECK_INT(back.height_px, bitmap->height_px);
    CHECK(back.rgba != NULL && memcmp(back.rgba, bitmap->rgba, picture_bytes(bitmap)) == 0);
    qn_memory_release(back.rgba);
}

// ---- Bands ----------------------------------------------------------------------------------

SLOW_TEST(pictures_of_many_bands_come_back_at_every_level)
{
    static const int32_t levels[] = {1, 2, 5, 6, 9, 10};
    for (int kind = 0; kind <= PICTURE_KINDS; kind += 2) {
        bool is_mixed = kind + 2 > PICTURE_KINDS;
        qn_bitmap bitmap =
            is_mixed ? make_mixed(500, 700) : picture_make((picture_kind)kind, 600, 450, 4);
        for (int i = 0; i < LENGTH(levels); ++i) {
            qn_png_opts opts = {.level = levels[i] % 10, .is_stored = levels[i] == 10};
            bytes file;
            CHECK_ERROR(qn_image_encode_png(&bitmap, &opts, &file.data, &file.size), QN_ERROR_OK);
            check_comes_back(&bitmap, file);
            qn_memory_release(file.data);
        }
        free(bitmap.rgba);
    }
}

TEST(rows_longer_than_a_band_are_bands)
{
    qn_bitmap bitmap = picture_make(PICTURE_NOISE, 330000, 3, 5);
    for (int32_t level = 1; level <= 9; level += 2) {
        bytes file;
        CHECK_ERROR(
            qn_image_encode_png(&bitmap, &(qn_png_opts){.level = level}, &file.data, &file.size),
            QN_ERROR_OK);
        check_comes_back(&bitmap, file);
        qn_memory_release(file.data);
    }
    free(bitmap.rgba);
}

// As one stream its 0.9 MB were packed to within this of what bands of them are.
SLOW_TEST(bands_cost_less_than_a_hundredth)
{
    qn_bitmap bitmap = make_mixed(700, 450), upper = bitmap, lower = bitmap;
    upper.height_px = 220;
    lower.height_px -= 220;
    lower.rgba += 4 * (size_t)700 * 220;
    for (int32_t level = 1; level <= 9; ++level) {
        bytes all, parts[2];
        qn_png_opts opts = {.level = level};
        CHECK_ERROR(qn_image_encode_png(&bitmap, &opts, &all.data, &all.size), QN_ERROR_OK);
        CHECK_ERROR(qn_image_encode_png(&upper, &opts, &parts[0].data, &parts[0].size),
                    QN_ERROR_OK);
        CHECK_ERROR(qn_image_encode_png(&lower, &opts, &parts[1].data, &parts[1].size),
                    QN_ERROR_OK);
        size_t sum = parts[0].size + parts[1].size;
        CHECK(all.size <= sum + sum / 100);
        qn_memory_release(all.data);
        qn_memory_release(parts[0].data);
        qn_memory_release(parts[1].data);
    }
    free(bitmap.rgba);
}

// ---- Slices ---------------------------------------------------------------------------------

static void run_to_the_end(qn_png_encoder *encoder, int64_t budget_px)
{
    float last = qn_png_encoder_progress(encoder);
    CHECK_NEAR(last, 0, 0);
    while (last < 1) {
        uint8_t *file;
        size_t size;
        CHECK_ERROR(qn_png_encoder_take(encoder, &file, &size), QN_ERROR_NOT_FOUND);
        CHECK(file == NULL && size == 0);
        CHECK_ERROR(qn_png_encoder_run(encoder, budget_px), QN_ERROR_OK);
        float progress = qn_png_encoder_progress(encoder);
        CHECK(progress > last && progress <= 1);
        last = progress > last ? progress : 1;
    }
    CHECK_ERROR(qn_png_encoder_run(encoder, budget_px), QN_ERROR_OK);
}

static void check_taken(const qn_bitmap *bitmap, const qn_png_opts *opts, bytes whole,
                        int64_t budget_px)
{
    qn_png_encoder *encoder;
    bytes file, again;
    CHECK_ERROR(qn_png_encoder_create(bitmap, opts, &encoder), QN_ERROR_OK);
    run_to_the_end(encoder, budget_px);
    CHECK_ERROR(qn_png_encoder_take(encoder, &file.data, &file.size), QN_ERROR_OK);
    CHECK_INT(file.size, whole.size);
    CHECK(file.size == whole.size && memcmp(file.data, whole.data, file.size) == 0);
    CHECK_ERROR(qn_png_encoder_take(encoder, &again.data, &again.size), QN_ERROR_NOT_FOUND);
    const uint8_t *piece;
    CHECK_ERROR(qn_png_encoder_read(encoder, &piece, &again.size), QN_ERROR_NOT_FOUND);
    CHECK(again.data == NULL && piece == NULL && again.size == 0);
    qn_png_encoder_destroy(encoder);
    qn_memory_release(file.data);
}

static void read_all(qn_png_encoder *encoder, int64_t budget_px, bytes whole)
{
    size_t at = 0, size;
    const uint8_t *piece;
    for (bool is_done = false; !is_done;) {
        is_done = qn_png_encoder_progress(encoder) == 1.0f;
        CHECK_ERROR(qn_png_encoder_read(encoder, &piece, &size), QN_ERROR_OK);
        CHECK(size <= whole.size - at && memcmp(piece, whole.data + at, size) == 0);
        at += size;
        CHECK_ERROR(qn_png_encoder_read(encoder, &piece, &size), QN_ERROR_NOT_FOUND);
        CHECK(piece == NULL && size == 0);
        CHECK_ERROR(qn_png_encoder_run(encoder, budget_px), QN_ERROR_OK);
    }
    CHECK_INT(at, whole.size);
}

static void check_read(const qn_bitmap *bitmap, const qn_png_opts *opts, bytes whole,
                       int64_t budget_px)
{
    qn_png_encoder *encoder;
    bytes file;
    CHECK_ERROR(qn_png_encoder_create(bitmap, opts, &encoder), QN_ERROR_OK);
    read_all(encoder, budget_px, whole);
    CHECK_ERROR(qn_png_encoder_take(encoder, &file.data, &file.size), QN_ERROR_NOT_FOUND);
    qn_png_encoder_destroy(encoder);
}

SLOW_TEST(slices_and_pieces_are_the_file)
{
    static const int64_t budgets[] = {1, 300000, INT64_MAX};
    static const int32_t levels[] = {1, 6, 9};
    qn_bitmap bitmap = make_mixed(500, 640);
    for (int i = 0; i < LENGTH(budgets) * LENGTH(levels); ++i) {
        uint8_t icc[200] = {1, 2, 3};
        qn_png_opts opts = {.level = levels[i % LENGTH(levels)], .icc = {icc, sizeof icc}};
        bytes whole;
        CHECK_ERROR(qn_image_encode_png(&bitmap, &opts, &whole.data, &whole.size), QN_ERROR_OK);
        check_taken(&bitmap, &opts, whole, budgets[i / LENGTH(levels)]);
        check_read(&bitmap, &opts, whole, budgets[i / LENGTH(levels)]);
        qn_memory_release(whole.data);
    }
    free(bitmap.rgba);
}

TEST(slices_are_bands)
{
    qn_bitmap bitmap = picture_make(PICTURE_SLOPES, 1024, 1280, 6);
    qn_png_encoder *encoder;
    CHECK_ERROR(qn_png_encoder_create(&bitmap, &(qn_png_opts){.level = 1}, &encoder), QN_ERROR_OK);
    int count = 0;
    for (; qn_png_encoder_progress(encoder) < 1.0f; ++count) {
        CHECK_ERROR(qn_png_encoder_run(encoder, 1), QN_ERROR_OK);
    }
    CHECK(count >= 10 && count <= 20);
    qn_png_encoder_destroy(encoder);
    free(bitmap.rgba);
}

// ---- What is refused, and memory ------------------------------------------------------------

TEST(an_encoder_refuses_null_pointers_and_budgets_below_one)
{
    qn_bitmap bitmap = picture_make(PICTURE_FLAT, 8, 8, 1);
    qn_png_encoder *encoder;
    uint8_t *file;
    const uint8_t *piece;
    size_t size;
    CHECK_ERROR(qn_png_encoder_create(&bitmap, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_png_encoder_create(NULL, NULL, &encoder), QN_ERROR_NULL_POINTER);
    CHECK(encoder == NULL);
    CHECK_ERROR(qn_png_encoder_create(&bitmap, &(qn_png_opts){.level = 10}, &encoder),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_png_encoder_create(&bitmap, NULL, &encoder), QN_ERROR_OK);
    CHECK_ERROR(qn_png_encoder_run(NULL, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_png_encoder_run(encoder, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_png_encoder_take(NULL, &file, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_png_encoder_take(encoder, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_png_encoder_take(encoder, &file, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_png_encoder_read(NULL, &piece, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_png_encoder_read(encoder, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_png_encoder_read(encoder, &piece, NULL), QN_ERROR_NULL_POINTER);
    CHECK_NEAR(qn_png_encoder_progress(NULL), 0, 0);
    qn_png_encoder_destroy(encoder);
    qn_png_encoder_destroy(NULL);
    free(bitmap.rgba);
}

static qn_error encode_in_slices(void *user)
{
    qn_png_encoder *encoder;
    qn_error error = qn_png_encoder_create(user, &(qn_png_opts){.level = 6}, &encoder);
    for (int i = 0; error == QN_ERROR_OK && i < 20; ++i) {
        error = qn_png_encoder_run(encoder, 1);
        CHECK(error == QN_ERROR_OK || qn_png_encoder_run(encoder, 1) == error);
        CHECK(error == QN_ERROR_OK || qn_png_encoder_progress(encoder) == 0.0f);
    }
    uint8_t *file;
    size_t size;
    if (error == QN_ERROR_OK) {
        error = qn_png_encoder_take(encoder, &file, &size);
        qn_memory_release(file);
    }
    qn_png_encoder_destroy(encoder);
    return error;
}

TEST(each_refused_allocation_of_slices_is_out_of_memory_without_a_leak)
{
    qn_bitmap bitmap = make_mixed(400, 300);
    faults_try_each(encode_in_slices, &bitmap);
    free(bitmap.rgba);
}

// At its peak, the pieces being read as they come.
static size_t peak_of_pieces(const qn_bitmap *bitmap, int32_t level)
{
    qn_png_encoder *encoder;
    const uint8_t *piece;
    size_t size;
    faults_measure_begin();
    CHECK_ERROR(qn_png_encoder_create(bitmap, &(qn_png_opts){.level = level}, &encoder),
                QN_ERROR_OK);
    while (qn_png_encoder_progress(encoder) < 1.0f) {
        CHECK_ERROR(qn_png_encoder_run(encoder, 1), QN_ERROR_OK);
        CHECK_ERROR(qn_png_encoder_read(encoder, &piece, &size), QN_ERROR_OK);
    }
    qn_png_encoder_destroy(encoder);
    return faults_measure_end();
}

TEST(pieces_take_no_more_memory_for_a_larger_picture)
{
    for (int32_t level = 1; level <= 6; level += 5) {
        qn_bitmap bitmap = picture_make(PICTURE_NOISE, 900, 1500, 2);
        size_t large = peak_of_pieces(&bitmap, level);
        bitmap.height_px = 600;
        CHECK(large <= peak_of_pieces(&bitmap, level) + 4096);
        CHECK(large <= (level == 1 ? 1400000u : 2000000u));
        free(bitmap.rgba);
    }
}
