// JPEG files that are cut, damaged or absurd, limits, and memory that runs out.
#include "check.h"

#include <stdio.h>

#include "faults.h"
#include "jpeg_broken.h"
#include "png_maker.h"

// ---- Cut and damaged files ------------------------------------------------------------------

static const char *const small_files[] = {
    "16bit-qtables", "jpg-gray", "jpg-size-17x17", "jpg-size-3x3",   "jpg-progressive",
    "jpg-cmyk-1",    "restarts", "jpg-size-31x31", "jpg-size-33x33", "extraneous-data"};

static uint8_t *small_file(int index, size_t *size)
{
    char path[64];
    snprintf(path, sizeof path, "jpeg-odd/%s.jpg", small_files[index]);
    return check_corpus(path, size);
}

static void check_truncations(const uint8_t *data, size_t size)
{
    qn_bitmap whole;
    CHECK_ERROR(qn_image_decode((qn_bytes){data, size}, NULL, &whole), QN_ERROR_OK);
    size_t whole_bytes = (size_t)4 * (size_t)whole.width_px * (size_t)whole.height_px;
    for (size_t cut = 0; cut < size; ++cut) {
        // In a block of its own size, so that a read past the end is seen.
        uint8_t *copy = malloc(cut + (cut == 0));
        memcpy(copy, data, cut);
        qn_bitmap bitmap;
        qn_error error = qn_image_decode_jpeg((qn_bytes){copy, cut}, NULL, &bitmap);
        if (error == QN_ERROR_OK) {
            // All pixels were there.
            CHECK_BYTES(bitmap.rgba, whole.rgba, whole_bytes);
            CHECK(size - cut < 40);
        } else {
            CHECK_ERROR(error, QN_ERROR_TRUNCATED);
        }
        qn_memory_release(bitmap.rgba);
        free(copy);
    }
    qn_memory_release(whole.rgba);
}

TEST(every_truncation_is_called_truncated_unless_all_pixels_are_there)
{
    for (int i = 0; i < LENGTH(small_files); ++i) {
        size_t size;
        uint8_t *file = small_file(i, &size);
        if (file == NULL) {
            return;
        }
        check_truncations(file, size);
        free(file);
    }
}

TEST(every_bit_flip_gives_an_error_or_a_picture_and_loses_no_memory)
{
    size_t blocks = qn_memory_live_count();
    static const qn_image_decode_opts opts = {.limits = {.max_pixel_count = 10000}};
    for (int i = 0; i < LENGTH(small_files); ++i) {
        size_t size;
        uint8_t *file = small_file(i, &size);
        if (file == NULL) {
            return;
        }
        for (size_t bit = 0; bit < 8 * size; bit += check_is_quick() ? 5 : 1) {
            file[bit / 8] ^= (uint8_t)(1u << bit % 8);
            decode_with((qn_bytes){file, size}, &opts);
            file[bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
        free(file);
    }
    CHECK_INT(qn_memory_live_count(), blocks);
}

TEST(files_that_broke_other_readers_are_refused_or_read_as_libjpeg_reads_them)
{
    static const struct {
        const char *name;
        qn_error error;
    } cases[] = {
        {"jpeg-bad/derive-huffman-codes-overflow.jpg", QN_ERROR_BAD_DATA},
        {"jpeg-bad/empty.jpg", QN_ERROR_TRUNCATED},
        {"jpeg-bad/extraneous-bytes-after-sos.jpg", QN_ERROR_OK},
        {"jpeg-bad/invalid-dimensions.jpg", QN_ERROR_UNSUPPORTED},       // a height of 0
        {"jpeg-bad/invalid-prediction-shift.jpg", QN_ERROR_UNSUPPORTED}, // lossless
        {"jpeg-bad/missing-frame-image-1410.jpg", QN_ERROR_BAD_DATA},
        {"jpeg-bad/multiple-0xff-before-eoi.jpg", QN_ERROR_OK},
        {"jpeg-bad/null_height.jpg", QN_ERROR_BAD_DATA}, // a width of 0
        {"jpeg-bad/peacock.default.truncated.jpeg", QN_ERROR_TRUNCATED},
        {"jpeg-bad/subtract-with-overflow.jpg", QN_ERROR_BAD_DATA},
        // Its data end in the middle of a block, which libjpeg warns of.
        {"jpeg-odd/partial_progressive.jpg", QN_ERROR_BAD_DATA},
    };
    for (int i = 0; i < LENGTH(cases); ++i) {
        size_t size;
        uint8_t *file = check_corpus(cases[i].name, &size);
        if (file == NULL) {
            return;
        }
        CHECK_ERROR(decode((qn_bytes){file, size}), cases[i].error);
        free(file);
    }
}

// ---- Absurd sizes and limits ----------------------------------------------------------------

// About 3 KB that claim to be this large.
static jpeg_maker absurd_file(int width, int height, int marker)
{
    made_picture picture = small_picture(1);
    jpeg_maker maker;
    begin_frame(&maker, &picture, marker);
    size_t frame = 2 + 133;
    maker.data[frame + 5] = (uint8_t)(height >> 8);
    maker.data[frame + 6] = (uint8_t)height;
    maker.data[frame + 7] = (uint8_t)(width >> 8);
    maker.data[frame + 8] = (uint8_t)width;
    made_scan scan = scan_of(0, 0, 0, 0, 0);
    jpeg_scan_header(&maker, &scan);
    while (maker.size < 3000) {
        jpeg_byte(&maker, 0);
    }
    picture_free(&picture);
    return maker;
}

TEST(a_few_bytes_that_claim_a_gigabyte_cost_next_to_nothing)
{
    static const qn_image_decode_opts widest = {
        .limits = {.max_side_px = INT32_MAX, .max_pixel_count = INT64_MAX}};
    for (int marker = 0xC0; marker <= 0xC2; marker += 2) {
        jpeg_maker maker = absurd_file(16000, 16700, marker);
        faults_measure_begin();
        CHECK_ERROR(decode(jpeg_view(&maker)), QN_ERROR_TOO_LARGE);
        CHECK_ERROR(decode_with(jpeg_view(&maker), &widest), QN_ERROR_TRUNCATED);
        CHECK(faults_measure_end() < 100000);
        jpeg_free(&maker);
        maker = absurd_file(65535, 65535, marker);
        CHECK_ERROR(decode_with(jpeg_view(&maker), &widest), QN_ERROR_TOO_LARGE);
        jpeg_free(&maker);
    }
}

TEST(data_that_end_early_end_the_work)
{
    // As many blocks as there could be by their number, of zeros that say something else.
    jpeg_maker maker = absurd_file(800, 800, 0xC0);
    CHECK_ERROR(decode(jpeg_view(&maker)), QN_ERROR_TRUNCATED);
    jpeg_free(&maker);
}

static qn_error decode_sized(int width, int height, qn_image_limits limits, int shrink)
{
    made_picture picture = picture_begin(width, height, 1, factors_420);
    uint32_t seed = 1;
    picture_fill(&picture, &seed);
    jpeg_maker maker;
    begin_frame(&maker, &picture, 0xC0);
    jpeg_scan(&maker, &picture, (made_scan){.components = {0}, .count = 1, .last = 63});
    jpeg_end(&maker);
    picture_free(&picture);
    qn_image_decode_opts opts = {.limits = limits, .jpeg_shrink = shrink};
    qn_error error = decode_with(jpeg_view(&maker), &opts);
    jpeg_free(&maker);
    return error;
}

TEST(pictures_past_the_limits_are_too_large)
{
    qn_image_limits none = {0};
    CHECK_ERROR(decode_sized(8193, 1, none, 0), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(1, 8193, none, 8), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(8192, 1, none, 0), QN_ERROR_OK);
    CHECK_ERROR(decode_sized(65535, 1, (qn_image_limits){.max_side_px = 65535}, 0), QN_ERROR_OK);
    CHECK_ERROR(decode_sized(1, 65535, (qn_image_limits){.max_side_px = 65535}, 2), QN_ERROR_OK);
    CHECK_ERROR(decode_sized(10, 10, (qn_image_limits){.max_side_px = 9}, 0), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(10, 10, (qn_image_limits){.max_pixel_count = 99}, 0),
                QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(10, 10, (qn_image_limits){.max_pixel_count = 100}, 0), QN_ERROR_OK);
    CHECK_ERROR(decode_sized(9, 9, (qn_image_limits){.max_side_px = -1}, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(decode_sized(9, 9, (qn_image_limits){.max_pixel_count = -1}, 0),
                QN_ERROR_OUT_OF_RANGE);
}

TEST(shrinking_by_anything_but_halves_is_out_of_range)
{
    qn_image_limits none = {0};
    for (int shrink = -2; shrink <= 17; ++shrink) {
        bool is_good = shrink == 0 || shrink == 1 || shrink == 2 || shrink == 4 || shrink == 8;
        CHECK_ERROR(decode_sized(9, 9, none, shrink),
                    is_good ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE);
    }
}

TEST(memory_stays_under_the_limit_or_the_picture_is_too_large)
{
    int refused = 0, read = 0;
    for (size_t limit = 1000; limit < 200000; limit += 1000) {
        faults_measure_begin();
        qn_error error = decode_sized(100, 100, (qn_image_limits){.max_memory_bytes = limit}, 0);
        CHECK(error == QN_ERROR_OK || error == QN_ERROR_TOO_LARGE);
        // What is taken to read the headers counts too, but is always taken.
        size_t peak = faults_measure_end();
        CHECK(error != QN_ERROR_OK || peak <= limit + 4096);
        refused += error != QN_ERROR_OK;
        read += error == QN_ERROR_OK;
    }
    CHECK(refused > 10 && read > 10);
}

TEST(a_shrunk_picture_takes_a_fraction_of_the_memory)
{
    size_t peaks[2];
    for (int i = 0; i < 2; ++i) {
        faults_measure_begin();
        CHECK_ERROR(decode_sized(1000, 800, (qn_image_limits){0}, i == 0 ? 1 : 8), QN_ERROR_OK);
        peaks[i] = faults_measure_end();
    }
    CHECK(peaks[0] >= 3200000 && peaks[0] < 3400000);
    CHECK(peaks[1] < 150000);
}

// ---- Pointers and memory --------------------------------------------------------------------

TEST(null_pointers_are_errors)
{
    qn_bytes none = {NULL, 5};
    qn_bitmap bitmap = {1, 1, NULL};
    qn_image_info info = {.width_px = 1};
    CHECK_ERROR(qn_image_decode(none, NULL, &bitmap), QN_ERROR_NULL_POINTER);
    CHECK_INT(bitmap.width_px, 0);
    CHECK_ERROR(qn_image_decode_jpeg(none, NULL, &bitmap), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_decode_jpeg((qn_bytes){NULL, 0}, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_decode((qn_bytes){NULL, 0}, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_probe(none, &info), QN_ERROR_NULL_POINTER);
    CHECK_INT(info.width_px, 0);
    CHECK_ERROR(qn_image_probe((qn_bytes){NULL, 0}, NULL), QN_ERROR_NULL_POINTER);
}

TEST(a_probe_of_bad_bytes_is_an_error_and_all_zeros)
{
    qn_image_info info = {.format = QN_IMAGE_PNG, .width_px = 1};
    CHECK_ERROR(qn_image_probe((qn_bytes){(const uint8_t *)"GIF89a", 6}, &info),
                QN_ERROR_BAD_MAGIC);
    CHECK_INT(info.format, QN_IMAGE_NONE);
    CHECK_INT(info.width_px, 0);
    CHECK_ERROR(qn_image_probe((qn_bytes){(const uint8_t *)"\x89PN", 3}, &info),
                QN_ERROR_TRUNCATED);
    CHECK_ERROR(qn_image_probe((qn_bytes){(const uint8_t *)"\xFF\xD8", 2}, &info),
                QN_ERROR_TRUNCATED);
}

TEST(png_files_are_told_apart_and_read)
{
    static const struct {
        uint8_t color, channels;
    } cases[] = {{0, 1}, {2, 3}, {4, 2}, {6, 4}};
    for (int i = 0; i < LENGTH(cases); ++i) {
        png_maker maker = maker_begin();
        maker_header(&maker, 1, 1, 8, cases[i].color, 0);
        maker_rows(&maker, "\0abcd", 1 + (size_t)cases[i].channels);
        maker_end(&maker);
        qn_image_info info;
        CHECK_ERROR(qn_image_probe(maker_view(&maker), &info), QN_ERROR_OK);
        CHECK_INT(info.format, QN_IMAGE_PNG);
        CHECK_INT(info.width_px, 1);
        CHECK_INT(info.channel_count, cases[i].channels);
        CHECK_INT(info.orientation, 1);
        CHECK_ERROR(decode(maker_view(&maker)), QN_ERROR_OK);
        qn_image_decode_opts opts = {.limits = {.max_side_px = -1}};
        CHECK_ERROR(decode_with(maker_view(&maker), &opts), QN_ERROR_OUT_OF_RANGE);
        maker_free(&maker);
    }
}

static qn_error decode_view(void *user) { return decode(*(const qn_bytes *)user); }

TEST(every_allocation_that_fails_is_out_of_memory_and_leaves_nothing)
{
    for (int is_progressive = 0; is_progressive < 2; ++is_progressive) {
        made_picture picture = small_picture(3);
        jpeg_maker maker;
        begin_frame(&maker, &picture, is_progressive ? 0xC2 : 0xC0);
        made_scan scan = scan_of(0, 0, is_progressive ? 0 : 63, 0, 0);
        scan.count = 3;
        scan.is_progressive = is_progressive != 0;
        jpeg_scan(&maker, &picture, scan);
        jpeg_end(&maker);
        picture_free(&picture);
        qn_bytes view = jpeg_view(&maker);
        faults_try_each(decode_view, &view);
        jpeg_free(&maker);
    }
}
