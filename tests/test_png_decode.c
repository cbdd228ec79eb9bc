// PNG: every picture of PngSuite against a plain reference, and everything that must be refused.
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "png_maker.h"
#include "png_reference.h"
#include "pngsuite.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

// The error of decoding, with the pixels released.
static qn_error decode(qn_bytes file, const qn_image_limits *limits)
{
    qn_bitmap bitmap;
    qn_error error = qn_image_decode_png(file, limits, &bitmap);
    CHECK((bitmap.rgba != NULL) == (error == QN_ERROR_OK));
    CHECK(error == QN_ERROR_OK || (bitmap.width_px == 0 && bitmap.height_px == 0));
    qn_memory_release(bitmap.rgba);
    return error;
}

static qn_error decode_made(png_maker *maker)
{
    qn_error error = decode(maker_view(maker), NULL);
    maker_free(maker);
    return error;
}

// A whole file of one row of 3 grey pixels.
static png_maker small_file(void)
{
    png_maker maker = maker_begin();
    maker_header(&maker, 3, 1, 8, 0, 0);
    maker_rows(&maker, "\0abc", 4);
    maker_end(&maker);
    return maker;
}

static uint8_t *suite_file(const char *name, size_t *size)
{
    char path[64];
    snprintf(path, sizeof path, "pngsuite/%s.png", name);
    return check_corpus(path, size);
}

static void check_against_reference(const char *name, const uint8_t *file, size_t size)
{
    qn_bitmap bitmap;
    uint32_t width, height;
    int32_t probed_width, probed_height;
    qn_error error = qn_image_decode_png((qn_bytes){file, size}, NULL, &bitmap);
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK_ERROR(qn_image_probe_png((qn_bytes){file, size}, &probed_width, &probed_height),
                QN_ERROR_OK);
    CHECK_INT(probed_width, bitmap.width_px);
    CHECK_INT(probed_height, bitmap.height_px);
    uint8_t *expected = reference_decode(file, size, &width, &height);
    CHECK_INT(bitmap.width_px, width);
    CHECK_INT(bitmap.height_px, height);
    size_t pixel_bytes = (size_t)4 * width * height;
    bool is_equal = error == QN_ERROR_OK && memcmp(bitmap.rgba, expected, pixel_bytes) == 0;
    CHECK_TEXT(is_equal ? name : "other pixels", name);
    free(expected);
    qn_memory_release(bitmap.rgba);
}

TEST(every_valid_file_of_pngsuite_has_the_pixels_of_the_reference)
{
    CHECK_INT(LENGTH(pngsuite_valid), 161);
    for (int i = 0; i < LENGTH(pngsuite_valid); ++i) {
        size_t size;
        uint8_t *file = suite_file(pngsuite_valid[i], &size);
        if (file == NULL) {
            return;
        }
        check_against_reference(pngsuite_valid[i], file, size);
        free(file);
    }
}

TEST(every_broken_file_of_pngsuite_is_refused)
{
    CHECK_INT(LENGTH(pngsuite_broken), 14);
    for (int i = 0; i < LENGTH(pngsuite_broken); ++i) {
        size_t size;
        uint8_t *file = suite_file(pngsuite_broken[i], &size);
        if (file == NULL) {
            return;
        }
        CHECK(decode((qn_bytes){file, size}, NULL) != QN_ERROR_OK);
        free(file);
    }
}

TEST(odd_but_valid_files_have_the_pixels_of_the_reference)
{
    static const char *const names[] = {"apng-skip-idat",          "bricks-color",
                                        "checkerboard.gamma1dot0", "exif",
                                        "hippopotamus.interlaced", "key-value-pairs"};
    for (int i = 0; i < LENGTH(names); ++i) {
        char path[64];
        size_t size;
        snprintf(path, sizeof path, "png-odd/%s.png", names[i]);
        uint8_t *file = check_corpus(path, &size);
        if (file == NULL) {
            return;
        }
        check_against_reference(names[i], file, size);
        free(file);
    }
}

TEST(files_that_broke_other_readers_are_refused_with_the_right_error)
{
    static const struct {
        const char *name;
        qn_error error;
    } cases[] = {
        {"badadler", QN_ERROR_BAD_CHECKSUM},
        {"badcrc", QN_ERROR_BAD_CHECKSUM},
        {"hippopotamus.interlaced.truncated", QN_ERROR_TRUNCATED},
        {"hippopotamus.regular.truncated", QN_ERROR_TRUNCATED},
        {"huge_IDAT", QN_ERROR_TRUNCATED},
        {"huge_bKGD_chunk", QN_ERROR_TRUNCATED},
        {"huge_iCCP_chunk", QN_ERROR_TRUNCATED},
        {"huge_juNK_unsafe_to_copy", QN_ERROR_TRUNCATED},
        {"huge_zTXt_chunk", QN_ERROR_TRUNCATED},
        {"missing_plte", QN_ERROR_BAD_DATA},
        {"zero_width", QN_ERROR_BAD_DATA},
    };
    for (int i = 0; i < LENGTH(cases); ++i) {
        char path[64];
        size_t size;
        snprintf(path, sizeof path, "png-bad/%s.png", cases[i].name);
        uint8_t *file = check_corpus(path, &size);
        if (file == NULL) {
            return;
        }
        CHECK_ERROR(decode((qn_bytes){file, size}, NULL), cases[i].error);
        free(file);
    }
}

TEST(a_small_file_decodes_to_known_pixels)
{
    png_maker maker = small_file();
    qn_bitmap bitmap;
    CHECK_ERROR(qn_image_decode_png(maker_view(&maker), NULL, &bitmap), QN_ERROR_OK);
    CHECK_INT(bitmap.width_px, 3);
    CHECK_BYTES(bitmap.rgba,
                "aaa\xFF"
                "bbb\xFF"
                "ccc\xFF",
                12);
    qn_memory_release(bitmap.rgba);
    maker_free(&maker);
}

TEST(missing_colours_of_a_palette_are_black)
{
    png_maker maker = maker_begin();
    maker_header(&maker, 2, 1, 8, 3, 0);
    maker_chunk(&maker, "PLTE", "rgb", 3);
    maker_rows(&maker, "\0\0\xC8", 3);
    maker_end(&maker);
    qn_bitmap bitmap;
    CHECK_ERROR(qn_image_decode_png(maker_view(&maker), NULL, &bitmap), QN_ERROR_OK);
    CHECK_BYTES(bitmap.rgba, "rgb\xFF\0\0\0\xFF", 8);
    qn_memory_release(bitmap.rgba);
    maker_free(&maker);
}

TEST(every_truncation_of_a_png_is_called_truncated)
{
    png_maker maker = small_file();
    for (size_t size = 0; size < maker.size; ++size) {
        CHECK_ERROR(decode((qn_bytes){maker.data, size}, NULL), QN_ERROR_TRUNCATED);
    }
    maker_free(&maker);
}

static void check_every_truncation(const uint8_t *data, size_t size)
{
    for (size_t shorter = 0; shorter < size; ++shorter) {
        uint8_t *exact = malloc(shorter + 1);
        memcpy(exact + 1, data, shorter);
        CHECK_ERROR(decode((qn_bytes){exact + 1, shorter}, NULL), QN_ERROR_TRUNCATED);
        free(exact);
    }
}

static void check_every_flip(uint8_t *data, size_t size)
{
    for (size_t bit = 0; bit < 8 * size; ++bit) {
        data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(decode((qn_bytes){data, size}, NULL) != QN_ERROR_OK);
        data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
}

TEST(every_bit_flip_and_truncation_of_a_png_is_an_error)
{
    png_maker maker = small_file();
    check_every_flip(maker.data, maker.size);
    maker_free(&maker);
    static const char *const names[] = {"basn0g01", "basi3p02", "tbbn3p08", "oi9n0g16", "basn4a08",
                                        "basi6a08", "f04n2c08", "s01i3p01", "s02n3p01", "tp0n2c08"};
    for (int i = 0; i < LENGTH(names); ++i) {
        size_t size;
        uint8_t *file = suite_file(names[i], &size);
        if (file == NULL) {
            return;
        }
        check_every_flip(file, size);
        check_every_truncation(file, size);
        free(file);
    }
}

// ---- Rules of the format --------------------------------------------------------------------

TEST(headers_that_break_a_rule_are_bad_data)
{
    static const struct {
        uint32_t width, height;
        uint8_t depth, color, interlace;
    } cases[] = {{0, 1, 8, 0, 0},   {1, 0, 8, 0, 0},  {0x80000000u, 1, 8, 0, 0}, {1, 1, 0, 0, 0},
                 {1, 1, 3, 0, 0},   {1, 1, 32, 0, 0}, {1, 1, 16, 3, 0},          {1, 1, 4, 2, 0},
                 {1, 1, 4, 6, 0},   {1, 1, 8, 1, 0},  {1, 1, 8, 5, 0},           {1, 1, 8, 7, 0},
                 {1, 1, 8, 255, 0}, {1, 1, 8, 0, 2}};
    for (int i = 0; i < LENGTH(cases); ++i) {
        png_maker maker = maker_begin();
        maker_header(&maker, cases[i].width, cases[i].height, cases[i].depth, cases[i].color,
                     cases[i].interlace);
        maker_rows(&maker, "\0a", 2);
        maker_end(&maker);
        CHECK_ERROR(decode_made(&maker), QN_ERROR_BAD_DATA);
    }
}

// A file of one pixel whose chunks between IHDR and IEND are named by letters: P a palette, t a
// transparency, D the data, d data of no bytes, x an unknown ancillary chunk, X a critical one, H a
// second header.
static qn_error decode_chunks(uint8_t color, const char *chunks)
{
    png_maker maker = maker_begin();
    maker_header(&maker, 1, 1, 8, color, 0);
    for (const char *at = chunks; *at != '\0'; ++at) {
        switch (*at) {
        case 'P':
            maker_chunk(&maker, "PLTE", "rgb", 3);
            break;
        case 't':
            maker_chunk(&maker, "tRNS", "\0\1\0\2\0\3", color == 0 ? 2 : color == 2 ? 6 : 1);
            break;
        case 'D':
            maker_rows(&maker, "\0\0\0\0\0", color == 2 ? 4 : color == 4 ? 3 : 2);
            break;
        case 'd':
            maker_chunk(&maker, "IDAT", NULL, 0);
            break;
        case 'H':
            maker_header(&maker, 1, 1, 8, color, 0);
            break;
        default:
            maker_chunk(&maker, *at == 'X' ? "XXXX" : "xxXx", "any", 3);
        }
    }
    maker_end(&maker);
    return decode_made(&maker);
}

TEST(chunks_in_a_good_order_are_read)
{
    static const char *const grey[] = {"D", "tD", "dD", "Dd", "dDdd", "xDx", "xtxD"};
    for (int i = 0; i < LENGTH(grey); ++i) {
        CHECK_ERROR(decode_chunks(0, grey[i]), QN_ERROR_OK);
    }
    CHECK_ERROR(decode_chunks(2, "PD"), QN_ERROR_OK);
    CHECK_ERROR(decode_chunks(2, "PtD"), QN_ERROR_OK);
    CHECK_ERROR(decode_chunks(3, "PtD"), QN_ERROR_OK);
}

TEST(chunks_in_a_bad_order_are_bad_data)
{
    static const char *const grey[] = {"", "t", "Dt", "ttD", "PD", "DxD", "HD", "DH"};
    for (int i = 0; i < LENGTH(grey); ++i) {
        CHECK_ERROR(decode_chunks(0, grey[i]), QN_ERROR_BAD_DATA);
    }
    static const char *const palette[] = {"D", "tPD", "PPD", "DP", "PDt"};
    for (int i = 0; i < LENGTH(palette); ++i) {
        CHECK_ERROR(decode_chunks(3, palette[i]), QN_ERROR_BAD_DATA);
    }
    CHECK_ERROR(decode_chunks(2, "tPD"), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_chunks(4, "tD"), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_chunks(0, "XD"), QN_ERROR_UNSUPPORTED);
    CHECK_ERROR(decode_chunks(0, "d"), QN_ERROR_TRUNCATED);
}

TEST(palettes_of_a_wrong_size_are_bad_data)
{
    uint8_t colors[257 * 3] = {0};
    static const size_t sizes[] = {0, 2, 4, 3 * 5, 3 * 257};
    for (int i = 0; i < LENGTH(sizes); ++i) {
        png_maker maker = maker_begin();
        maker_header(&maker, 1, 1, 2, 3, 0);
        maker_chunk(&maker, "PLTE", colors, sizes[i]);
        maker_rows(&maker, "\0\0", 2);
        maker_end(&maker);
        CHECK_ERROR(decode_made(&maker), QN_ERROR_BAD_DATA);
    }
}

TEST(bytes_after_the_end_are_trailing_bytes)
{
    png_maker maker = small_file();
    maker_chunk(&maker, "xxXx", NULL, 0);
    CHECK_ERROR(decode_made(&maker), QN_ERROR_TRAILING_BYTES);
}

TEST(a_filter_that_does_not_exist_is_bad_data)
{
    png_maker maker = maker_begin();
    maker_header(&maker, 3, 1, 8, 0, 0);
    maker_rows(&maker, "\5abc", 4);
    maker_end(&maker);
    CHECK_ERROR(decode_made(&maker), QN_ERROR_BAD_DATA);
}

// One grey pixel whose data chunk holds these bytes.
static qn_error decode_data(const void *data, size_t size)
{
    png_maker maker = maker_begin();
    maker_header(&maker, 1, 1, 8, 0, 0);
    maker_chunk(&maker, "IDAT", data, size);
    maker_end(&maker);
    return decode_made(&maker);
}

TEST(pixel_data_must_be_one_whole_zlib_stream_of_the_right_size)
{
    // Stored block of two bytes: filter 0 and the pixel 'a'.
    uint8_t good[14] = {0x78, 1, 1, 2, 0, 0xFD, 0xFF, 0, 'a'};
    maker_u32(good + 9, (uint32_t)adler32(1, (const Bytef *)"\0a", 2));
    CHECK_ERROR(decode_data(good, 13), QN_ERROR_OK);
    CHECK_ERROR(decode_data(good, 14), QN_ERROR_TRAILING_BYTES);
    for (size_t size = 0; size < 13; ++size) {
        CHECK_ERROR(decode_data(good, size), QN_ERROR_TRUNCATED);
    }
    good[12] ^= 1;
    CHECK_ERROR(decode_data(good, 13), QN_ERROR_BAD_CHECKSUM);
    good[0] = 0x79;
    CHECK_ERROR(decode_data(good, 13), QN_ERROR_BAD_DATA);
    static const uint8_t bad_block[] = {0x78, 1, 7, 0, 0};
    CHECK_ERROR(decode_data(bad_block, sizeof bad_block), QN_ERROR_BAD_DATA);
    static const uint8_t short_block[] = {0x78, 1, 1, 1, 0, 0xFE, 0xFF, 0, 0, 1, 0, 1};
    CHECK_ERROR(decode_data(short_block, sizeof short_block), QN_ERROR_TRUNCATED);
}

// ---- Bombs and limits -----------------------------------------------------------------------

TEST(a_pixel_that_inflates_to_a_hundred_megabytes_costs_next_to_nothing)
{
    size_t size = 100u << 20;
    uint8_t *zeros = calloc(1, size);
    png_maker maker = maker_begin();
    maker_header(&maker, 1, 1, 8, 0, 0);
    maker_rows(&maker, zeros, size);
    maker_end(&maker);
    free(zeros);
    faults_measure_begin();
    CHECK_ERROR(decode(maker_view(&maker), NULL), QN_ERROR_TOO_LARGE);
    CHECK(faults_measure_end() < 100000);
    maker_free(&maker);
}

TEST(a_data_chunk_that_lies_about_its_length_costs_nothing)
{
    static const uint32_t lies[] = {100, 1u << 20, 0x7FFFFFFFu};
    for (int i = 0; i < LENGTH(lies); ++i) {
        png_maker maker = small_file();
        maker_u32(maker.data + 33, lies[i]);
        faults_measure_begin();
        CHECK_ERROR(decode(maker_view(&maker), NULL), QN_ERROR_TRUNCATED);
        CHECK_INT(faults_measure_end(), 0);
        maker_u32(maker.data + 33, 0x80000000u);
        CHECK_ERROR(decode_made(&maker), QN_ERROR_BAD_DATA);
    }
}

static qn_error decode_sized(uint32_t width, uint32_t height, qn_image_limits limits)
{
    size_t size = height < 10000 && width < 10000 ? (size_t)height * (1 + width) : 100;
    uint8_t *rows = calloc(1, size);
    png_maker maker = maker_begin();
    maker_header(&maker, width, height, 8, 0, 0);
    maker_rows(&maker, rows, size);
    maker_end(&maker);
    free(rows);
    qn_error error = decode(maker_view(&maker), &limits);
    maker_free(&maker);
    return error;
}

TEST(pictures_past_the_limits_are_too_large)
{
    qn_image_limits none = {0};
    CHECK_ERROR(decode_sized(30000, 30000, none), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(8193, 1, none), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(1, 8193, none), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(8192, 1, none), QN_ERROR_OK);
    CHECK_ERROR(decode_sized(8192, 2049, none), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(10, 10, (qn_image_limits){.max_side_px = 9}), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(10, 10, (qn_image_limits){.max_side_px = 10}), QN_ERROR_OK);
    CHECK_ERROR(decode_sized(10, 10, (qn_image_limits){.max_pixel_count = 99}), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(10, 10, (qn_image_limits){.max_pixel_count = 100}), QN_ERROR_OK);
    qn_image_limits widest = {.max_side_px = INT32_MAX, .max_pixel_count = INT64_MAX};
    CHECK_ERROR(decode_sized(0x7FFFFFFF, 0x7FFFFFFF, widest), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(0x7FFFFFFF, 1, widest), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(decode_sized(1, 1, (qn_image_limits){.max_side_px = -1}), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(decode_sized(1, 1, (qn_image_limits){.max_pixel_count = -1}),
                QN_ERROR_OUT_OF_RANGE);
}

TEST(memory_stays_under_the_limit_or_the_picture_is_too_large)
{
    for (size_t limit = 1000; limit < 200000; limit += 1000) {
        faults_measure_begin();
        qn_error error = decode_sized(100, 100, (qn_image_limits){.max_memory_bytes = limit});
        // zlib's window is inside the measure but asked for past the budget.
        CHECK(faults_measure_end() < limit + 50000);
        CHECK(error == QN_ERROR_TOO_LARGE || error == QN_ERROR_OK);
        CHECK(limit < 100000 || error == QN_ERROR_OK);
        CHECK(limit > 40000 || error == QN_ERROR_TOO_LARGE);
    }
}

// The most memory that a decode of this kind of picture holds beside the file.
static void check_peak(uint8_t depth, uint8_t color, uint8_t interlace)
{
    size_t side = 1024;
    uint8_t *rows = calloc(1, side * side * 8 + 8 * side);
    png_maker maker = maker_begin();
    maker_header(&maker, (uint32_t)side, (uint32_t)side, depth, color, interlace);
    reference_png shape = {.depth = depth, .color = color};
    size_t row = side * depth * reference_channels(&shape) / 8;
    if (color == 3) {
        maker_chunk(&maker, "PLTE", "rgb", 3);
    }
    // Interlaced, a whole number of 8x8 tiles has 15 rows for every 8.
    maker_rows(&maker, rows, side * row + (interlace ? side / 8 * 15 : side));
    maker_end(&maker);
    faults_measure_begin();
    CHECK_ERROR(decode(maker_view(&maker), NULL), QN_ERROR_OK);
    CHECK(faults_measure_end() <= 4 * side * side + 6 * row + 300000);
    free(rows);
    maker_free(&maker);
}

TEST(a_decode_holds_little_more_than_its_pixels)
{
    for (uint8_t interlace = 0; interlace < 2; ++interlace) {
        check_peak(1, 0, interlace);
        check_peak(8, 0, interlace);
        check_peak(8, 2, interlace);
        check_peak(8, 3, interlace);
        check_peak(8, 6, interlace);
        check_peak(16, 6, interlace);
    }
}

TEST(images_refuse_null_arguments)
{
    png_maker maker = small_file();
    qn_bitmap bitmap;
    int32_t side;
    qn_bytes null_data = {NULL, 4};
    CHECK_ERROR(qn_image_decode_png(null_data, NULL, &bitmap), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_decode_png(maker_view(&maker), NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_probe_png(null_data, &side, &side), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_probe_png(maker_view(&maker), NULL, &side), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_probe_png(maker_view(&maker), &side, NULL), QN_ERROR_NULL_POINTER);
    maker_free(&maker);
}

TEST(other_formats_are_bad_magic)
{
    static const char *const starts[] = {"GIF89a", "<!doctype html>", "\xFF\xD8\xFF\xE0", "BM"};
    int32_t width, height;
    for (int i = 0; i < LENGTH(starts); ++i) {
        qn_bytes file = {(const uint8_t *)starts[i], strlen(starts[i])};
        CHECK_ERROR(decode(file, NULL), QN_ERROR_BAD_MAGIC);
        CHECK_ERROR(qn_image_probe_png(file, &width, &height), QN_ERROR_BAD_MAGIC);
    }
}

static qn_error decode_for_faults(void *user)
{
    const png_maker *maker = user;
    return decode(maker_view(maker), NULL);
}

TEST(each_refused_allocation_of_a_decode_is_out_of_memory_without_a_leak)
{
    png_maker maker = small_file();
    faults_try_each(decode_for_faults, &maker);
    maker_free(&maker);
    maker = maker_begin();
    maker_header(&maker, 9, 9, 16, 6, 1);
    uint8_t rows[9 * 9 * 8 + 19] = {0};
    maker_rows(&maker, rows, sizeof rows);
    maker_end(&maker);
    CHECK_ERROR(decode(maker_view(&maker), NULL), QN_ERROR_OK);
    faults_try_each(decode_for_faults, &maker);
    maker_free(&maker);
}
