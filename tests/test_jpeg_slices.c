// Writing JPEG files in slices, what it costs in memory, and memory that runs out.
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "image/jpeg/encode_huffman.h"
#include "quoin/hash.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

// Noise, of which the upper `shift` bits are the same in 8x8 pixels.
static qn_bitmap make_noise(int width, int height, int shift)
{
    uint32_t seed = (uint32_t)(width + 1000 * height + shift + 1);
    qn_bitmap bitmap = {width, height, malloc(4 * (size_t)width * (size_t)height)};
    for (int i = 0; i < width * height; ++i) {
        uint32_t base = (uint32_t)((i % width / 8 * 37 + i / width / 8 * 59) & 0xFF) * 0x010101u;
        uint32_t mask = (0xFFu >> shift) * 0x010101u;
        uint32_t pixel = (base & ~mask) | (check_random(&seed) & mask) | 0xFF000000u;
        memcpy(bitmap.rgba + 4 * (size_t)i, &pixel, 4);
    }
    return bitmap;
}

// ---- Slices ---------------------------------------------------------------------------------

static void check_slices(const qn_bitmap *bitmap, qn_jpeg_opts opts, int64_t budget_px)
{
    uint8_t *whole, *sliced;
    size_t whole_size, sliced_size;
    CHECK_ERROR(qn_image_encode_jpeg(bitmap, &opts, &whole, &whole_size), QN_ERROR_OK);
    qn_jpeg_encoder *encoder;
    CHECK_ERROR(qn_jpeg_encoder_create(bitmap, &opts, &encoder), QN_ERROR_OK);
    float last = qn_jpeg_encoder_progress(encoder);
    CHECK_NEAR(last, 0, 0);
    int call_count = 0;
    for (; last < 1 && call_count < 100000; ++call_count) {
        CHECK_ERROR(qn_jpeg_encoder_take(encoder, &sliced, &sliced_size), QN_ERROR_NOT_FOUND);
        CHECK(sliced == NULL && sliced_size == 0);
        CHECK_ERROR(qn_jpeg_encoder_run(encoder, budget_px), QN_ERROR_OK);
        float progress = qn_jpeg_encoder_progress(encoder);
        CHECK(progress >= last && progress <= 1);
        last = progress;
    }
    CHECK(budget_px > 1 || call_count >= bitmap->height_px / 16);
    CHECK_ERROR(qn_jpeg_encoder_run(encoder, budget_px), QN_ERROR_OK);
    CHECK_ERROR(qn_jpeg_encoder_take(encoder, &sliced, &sliced_size), QN_ERROR_OK);
    CHECK_INT(sliced_size, whole_size);
    CHECK(sliced_size == whole_size && memcmp(sliced, whole, whole_size) == 0);
    uint8_t *again;
    CHECK_ERROR(qn_jpeg_encoder_take(encoder, &again, &sliced_size), QN_ERROR_NOT_FOUND);
    CHECK(again == NULL && sliced_size == 0);
    CHECK_NEAR(qn_jpeg_encoder_progress(encoder), 1, 0);
    CHECK_ERROR(qn_jpeg_encoder_run(encoder, 1), QN_ERROR_OK);
    qn_jpeg_encoder_destroy(encoder);
    qn_memory_release(sliced);
    qn_memory_release(whole);
}

TEST(slices_of_any_size_give_the_file_of_one_call)
{
    static const int64_t budgets[] = {1, 100, 5000, 100000, INT64_MAX};
    qn_bitmap bitmap = make_noise(230, 170, 2);
    for (int i = 0; i < 4 * LENGTH(budgets); ++i) {
        qn_jpeg_opts opts = {.standard_huffman = i % 2 == 1, .restart_interval = i / 2 % 2 * 4};
        check_slices(&bitmap, opts, budgets[i / 4]);
    }
    free(bitmap.rgba);
}

TEST(an_encoder_can_be_destroyed_at_any_time)
{
    qn_bitmap bitmap = make_noise(200, 150, 1);
    size_t blocks = qn_memory_live_count();
    for (int calls = 0; calls < 30; ++calls) {
        qn_jpeg_opts opts = {.standard_huffman = calls % 2 == 1};
        qn_jpeg_encoder *encoder;
        CHECK_ERROR(qn_jpeg_encoder_create(&bitmap, &opts, &encoder), QN_ERROR_OK);
        for (int i = 0; i < calls; ++i) {
            CHECK_ERROR(qn_jpeg_encoder_run(encoder, 1), QN_ERROR_OK);
        }
        qn_jpeg_encoder_destroy(encoder);
        CHECK_INT(qn_memory_live_count(), blocks);
    }
    free(bitmap.rgba);
}

TEST(options_need_not_outlive_the_call_that_creates)
{
    qn_bitmap bitmap = make_noise(40, 40, 3);
    memset(bitmap.rgba, 0, 400);
    uint8_t background[3] = {10, 20, 30}, exif[5] = "abcd", *expected, *data;
    size_t expected_size, size;
    qn_jpeg_opts opts = {.background_rgb = background, .exif = {exif, 5}, .icc = {exif, 4}};
    CHECK_ERROR(qn_image_encode_jpeg(&bitmap, &opts, &expected, &expected_size), QN_ERROR_OK);
    qn_jpeg_encoder *encoder;
    CHECK_ERROR(qn_jpeg_encoder_create(&bitmap, &opts, &encoder), QN_ERROR_OK);
    memset(background, 99, sizeof background);
    memset(exif, 99, sizeof exif);
    memset(&opts, 99, sizeof opts);
    CHECK_ERROR(qn_jpeg_encoder_run(encoder, INT64_MAX), QN_ERROR_OK);
    CHECK_ERROR(qn_jpeg_encoder_take(encoder, &data, &size), QN_ERROR_OK);
    CHECK_INT(size, expected_size);
    CHECK_BYTES(data, expected, size < expected_size ? size : expected_size);
    qn_jpeg_encoder_destroy(encoder);
    qn_memory_release(data);
    qn_memory_release(expected);
    free(bitmap.rgba);
}

// ---- Memory ---------------------------------------------------------------------------------

typedef struct work {
    const qn_bitmap *bitmap;
    qn_jpeg_opts opts;
    size_t size; // of the file
} work;

static qn_error encode_once(void *user)
{
    work *job = user;
    uint8_t *data;
    qn_error error = qn_image_encode_jpeg(job->bitmap, &job->opts, &data, &job->size);
    CHECK((data == NULL) == (error != QN_ERROR_OK));
    CHECK((job->size == 0) == (error != QN_ERROR_OK));
    qn_memory_release(data);
    return error;
}

TEST(each_refused_allocation_of_an_encode_is_out_of_memory_without_a_leak)
{
    qn_bitmap bitmap = make_noise(180, 130, 0);
    uint8_t profile[9000] = {0};
    for (int i = 0; i < 4; ++i) {
        work job = {.bitmap = &bitmap,
                    .opts = {.standard_huffman = i % 2 == 1,
                             .restart_interval = i / 2 * 3,
                             .quality = 92,
                             .icc = {profile, i == 0 ? 0 : sizeof profile}}};
        faults_try_each(encode_once, &job);
    }
    free(bitmap.rgba);
}

TEST(an_encoder_that_found_no_memory_says_so_for_good)
{
    qn_bitmap bitmap = make_noise(64, 64, 0);
    qn_jpeg_encoder *encoder;
    uint8_t *data;
    size_t size;
    faults_measure_begin();
    CHECK_ERROR(qn_jpeg_encoder_create(&bitmap, NULL, &encoder), QN_ERROR_OK);
    faults.allocations_left = 0;
    faults.only_once = true;
    CHECK_ERROR(qn_jpeg_encoder_run(encoder, 1), QN_ERROR_OUT_OF_MEMORY);
    CHECK_ERROR(qn_jpeg_encoder_run(encoder, 1), QN_ERROR_OUT_OF_MEMORY);
    CHECK(qn_jpeg_encoder_progress(encoder) < 1);
    CHECK_ERROR(qn_jpeg_encoder_take(encoder, &data, &size), QN_ERROR_NOT_FOUND);
    qn_jpeg_encoder_destroy(encoder);
    CHECK_INT(faults.held_bytes, 0);
    faults_measure_end();
    faults.only_once = false;
    free(bitmap.rgba);
}

static size_t peak_of(work *job)
{
    faults_measure_begin();
    CHECK_ERROR(encode_once(job), QN_ERROR_OK);
    return faults_measure_end();
}

TEST(memory_stays_within_what_is_stated)
{
    size_t fixed_bytes = 150000;
    for (int shift = 0; shift < 6; ++shift) {
        qn_bitmap bitmap = make_noise(600, 400, shift);
        size_t pixel_bytes = 4 * 600 * 400;
        work job = {.bitmap = &bitmap, .opts = {.standard_huffman = true, .quality = 100}};
        size_t peak = peak_of(&job);
        CHECK(peak <= 3 * job.size + fixed_bytes);
        job.opts.standard_huffman = false;
        peak = peak_of(&job);
        CHECK(peak <= 9 * pixel_bytes / 4 + job.size + fixed_bytes);
        free(bitmap.rgba);
    }
}

// ---- Huffman tables -------------------------------------------------------------------------

// The places of the two least of two and more.
static void find_rarest(const uint64_t *weights, int count, int least[2])
{
    least[0] = weights[0] <= weights[1] ? 0 : 1;
    least[1] = 1 - least[0];
    for (int i = 2; i < count; ++i) {
        if (weights[i] < weights[least[0]]) {
            least[1] = least[0];
            least[0] = i;
        } else if (weights[i] < weights[least[1]]) {
            least[1] = i;
        }
    }
}

// The bits of all symbols, by merging the two rarest again and again, one symbol more that occurs
// once among them, whose own bits are not counted.
static uint64_t naive_bits(const uint32_t counts[256])
{
    uint64_t weights[257], bits = 0;
    int count = 0, depth_of_extra = 0;
    bool is_extra[257] = {false};
    weights[count++] = 1;
    is_extra[0] = true;
    for (int i = 0; i < 256; ++i) {
        if (counts[i] > 0) {
            weights[count++] = counts[i];
        }
    }
    for (; count > 1; --count) {
        int least[2];
        find_rarest(weights, count, least);
        bits += weights[least[0]] + weights[least[1]];
        bool has_extra = is_extra[least[0]] || is_extra[least[1]];
        depth_of_extra += has_extra ? 1 : 0;
        weights[least[0]] += weights[least[1]];
        is_extra[least[0]] = has_extra;
        weights[least[1]] = weights[count - 1];
        is_extra[least[1]] = is_extra[count - 1];
    }
    return bits - (uint64_t)depth_of_extra;
}

// A prefix code of at most 16 bits for exactly the symbols that occur, and none all ones.
static uint64_t check_table(const uint32_t counts[256])
{
    qn_jpeg_code_table table;
    uint32_t codes[256];
    qn_jpeg_code_table_best(&table, counts);
    qn_jpeg_code_table_codes(&table, codes);
    uint64_t bits = 0, kraft = 0;
    int symbol_count = 0;
    for (int i = 0; i < 256; ++i) {
        uint32_t size = i & 15, length = (codes[i] & 31) - (codes[i] != 0 ? size : 0);
        CHECK((codes[i] != 0) == (counts[i] > 0));
        if (codes[i] != 0) {
            CHECK(length >= 1 && length <= 16);
            uint32_t code = codes[i] >> 5 >> size;
            CHECK(code < (1u << length) - 1);
            kraft += (uint64_t)1 << (16 - length);
            bits += (uint64_t)counts[i] * length;
            symbol_count += 1;
        }
    }
    CHECK(kraft < 1 << 16);
    CHECK_INT(table.symbol_count, symbol_count);
    return bits;
}

TEST(huffman_tables_take_the_fewest_bits)
{
    uint32_t seed = 11;
    for (int round = 0; round < 200; ++round) {
        uint32_t counts[256] = {0};
        int symbol_count = 1 + round % 256;
        for (int i = 0; i < symbol_count; ++i) {
            counts[check_random(&seed) % 256] =
                1 + check_random(&seed) % (10 + 50 * (uint32_t)round);
        }
        CHECK_INT(check_table(counts), naive_bits(counts));
    }
}

TEST(huffman_codes_that_want_more_than_16_bits_are_shortened)
{
    uint32_t counts[256] = {1, 1};
    for (int i = 2; i < 46; ++i) {
        counts[i] = counts[i - 1] + counts[i - 2];
        uint64_t bits = check_table(counts);
        CHECK(bits >= naive_bits(counts));
        CHECK(i < 30 || bits <= naive_bits(counts) * 11 / 10);
    }
    for (int i = 46; i < 256; ++i) {
        counts[i] = 1;
    }
    check_table(counts);
}

// ---- The same bytes everywhere --------------------------------------------------------------

TEST(files_are_the_same_on_every_machine)
{
    static const char *const expected[] = {"2d2f2b981f4b7d70", "8d4b08bb367db7ab",
                                           "c65e213e65051139", "42a43fec9e4969c7",
                                           "3bc86c9c6696c799", "786a2ded39d77d78"};
    for (int i = 0; i < LENGTH(expected); ++i) {
        qn_bitmap bitmap = make_noise(203, 117, i);
        bitmap.rgba[3] = 77;
        qn_jpeg_opts opts = {.quality = 20 * i,
                             .chroma = (qn_jpeg_chroma)(i % 4),
                             .standard_huffman = i % 2 == 1,
                             .restart_interval = i == 4 ? 9 : 0};
        uint8_t *data, hash[QN_HASH_BYTES];
        size_t size;
        char text[2 * 8 + 1];
        CHECK_ERROR(qn_image_encode_jpeg(&bitmap, &opts, &data, &size), QN_ERROR_OK);
        qn_blake3((qn_bytes){data, size}, hash);
        for (int byte = 0; byte < 8; ++byte) {
            snprintf(text + 2 * byte, 3, "%02x", hash[byte]);
        }
        CHECK_TEXT(text, expected[i]);
        qn_memory_release(data);
        free(bitmap.rgba);
    }
}
