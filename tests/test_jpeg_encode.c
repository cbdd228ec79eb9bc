// JPEG files: every number in them against a plain model, their form and their pixels by a strict
// reader, and everything that must be refused.
#include "check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "image/jpeg/encode_block.h"
#include "image/jpeg/encode_color.h"
#include "jpeg_model.h"
#include "jpeg_reader.h"
#include "quoin/hash.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

// ---- Pictures -------------------------------------------------------------------------------

typedef enum texture { SMOOTH, NOISE, GRAY, CLEAR, BLACK, CHECKS } texture;

// Smooth colours with an edge and a little grain.
static void smooth_pixel(uint8_t *pixel, int x, int y, uint32_t *seed)
{
    int grain = (int)(check_random(seed) % 9) - 4;
    bool is_inside = (x / 11 + y / 7) % 3 == 0;
    pixel[0] = (uint8_t)(40 + x * 3 % 160 + grain);
    pixel[1] = (uint8_t)(is_inside ? 200 + grain : 60 + y * 2 % 120);
    pixel[2] = (uint8_t)(128 + (x + y) % 90 + grain);
}

static void fill_pixel(uint8_t *pixel, int x, int y, texture kind, uint32_t *seed)
{
    uint32_t random = check_random(seed);
    pixel[3] = 255;
    if (kind == NOISE || kind == CLEAR) {
        memcpy(pixel, &random, 4);
        pixel[3] = kind == CLEAR ? pixel[3] : 255;
    } else if (kind == CHECKS) {
        memset(pixel, (x + y) % 2 == 0 ? 255 : 0, 3);
    } else if (kind != BLACK) {
        smooth_pixel(pixel, x, y, seed);
    }
    if (kind == GRAY) {
        pixel[1] = pixel[2] = pixel[0];
    }
}

static qn_bitmap make_picture(int width, int height, texture kind)
{
    uint32_t seed = (uint32_t)width * 7919u + (uint32_t)height * 104729u + kind + 1;
    qn_bitmap bitmap = {width, height, calloc((size_t)width * (size_t)height, 4)};
    for (int i = 0; i < width * height; ++i) {
        fill_pixel(bitmap.rgba + 4 * (size_t)i, i % width, i / width, kind, &seed);
    }
    return bitmap;
}

typedef struct file {
    uint8_t *data;
    size_t size;
} file;

static file encode(const qn_bitmap *bitmap, qn_jpeg_opts opts)
{
    file made;
    CHECK_ERROR(qn_image_encode_jpeg(bitmap, &opts, &made.data, &made.size), QN_ERROR_OK);
    return made;
}

static void release(file *made)
{
    qn_memory_release(made->data);
    *made = (file){0};
}

// ---- Against the model ----------------------------------------------------------------------

// Annex K's tables as libjpeg scales them.
static void model_steps(int quality, int steps[2][64])
{
    static const uint8_t luma[64] = {16,  11,  10,  16,  24, 40, 51,  61,  12,  12,  14,  19,  26,
                                     58,  60,  55,  14,  13, 16, 24,  40,  57,  69,  56,  14,  17,
                                     22,  29,  51,  87,  80, 62, 18,  22,  37,  56,  68,  109, 103,
                                     77,  24,  35,  55,  64, 81, 104, 113, 92,  49,  64,  78,  87,
                                     103, 121, 120, 101, 72, 92, 95,  98,  112, 100, 103, 99};
    static const uint8_t chroma[16] = {17, 18, 24, 47, 18, 21, 26, 66,
                                       24, 26, 56, 99, 47, 66, 99, 99};
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    for (int i = 0; i < 64; ++i) {
        bool is_low = i / 8 < 4 && i % 8 < 4;
        int plain[2] = {luma[i], is_low ? chroma[i / 8 * 4 + i % 8] : 99};
        for (int table = 0; table < 2; ++table) {
            int step = (plain[table] * percent + 50) / 100;
            steps[table][i] = step < 1 ? 1 : step > 255 ? 255 : step;
        }
    }
}

static bool is_colored(const qn_jpeg_opts *opts, const reader_jpeg *jpeg)
{
    return opts->chroma != QN_JPEG_CHROMA_NONE && jpeg->component_count == 3;
}

// The file must be whole and hold exactly the model's numbers.
static void check_file_of(const qn_bitmap *bitmap, qn_jpeg_opts opts)
{
    file made = encode(bitmap, opts);
    reader_jpeg jpeg = reader_read(made.data, made.size);
    CHECK_TEXT(jpeg.problem != NULL ? jpeg.problem : "none", "none");
    CHECK_INT(jpeg.width, bitmap->width_px);
    CHECK_INT(jpeg.height, bitmap->height_px);
    CHECK_INT(jpeg.restart_interval, opts.restart_interval);
    int quality = opts.quality > 0 ? opts.quality : 85;
    int steps[2][64];
    model_steps(quality, steps);
    CHECK_BYTES(jpeg.steps[0], steps[0], sizeof steps[0]);
    bool has_half =
        opts.chroma == QN_JPEG_CHROMA_HALF || (opts.chroma == QN_JPEG_CHROMA_AUTO && quality < 90);
    model_picture picture = {bitmap->width_px, bitmap->height_px, bitmap->rgba, {255, 255, 255}};
    if (opts.background_rgb != NULL) {
        memcpy(picture.background, opts.background_rgb, 3);
    }
    bool has_color = is_colored(&opts, &jpeg);
    CHECK_INT(jpeg.sampling[0], has_half && has_color ? 0x22 : 0x11);
    model_blocks model = model_make(&picture, has_half && has_color ? 2 : 1, has_color,
                                    opts.restart_interval, steps);
    CHECK_INT(jpeg.block_count, model.count);
    if (jpeg.problem == NULL && jpeg.block_count == model.count) {
        CHECK_BYTES(jpeg.blocks, model.blocks, (size_t)model.count * sizeof model.blocks[0]);
    }
    free(model.blocks);
    reader_free(&jpeg);
    release(&made);
}

TEST(every_size_up_to_33_holds_the_models_numbers)
{
    for (int size = 0; size < 33 * 33; ++size) {
        qn_bitmap bitmap = make_picture(size % 33 + 1, size / 33 + 1, size % 2 ? SMOOTH : NOISE);
        qn_jpeg_chroma chroma = (qn_jpeg_chroma)(QN_JPEG_CHROMA_HALF + size % 3);
        check_file_of(&bitmap, (qn_jpeg_opts){.chroma = chroma});
        check_file_of(&bitmap, (qn_jpeg_opts){.standard_huffman = size % 5 == 0});
        free(bitmap.rgba);
    }
}

TEST(every_quality_holds_the_models_numbers)
{
    qn_bitmap smooth = make_picture(40, 35, SMOOTH), noise = make_picture(24, 17, NOISE);
    for (int quality = 1; quality <= 100; ++quality) {
        for (int chroma = QN_JPEG_CHROMA_AUTO; chroma <= QN_JPEG_CHROMA_NONE; ++chroma) {
            qn_jpeg_opts opts = {.quality = quality, .chroma = (qn_jpeg_chroma)chroma};
            check_file_of(&smooth, opts);
            opts.standard_huffman = true;
            check_file_of(&noise, opts);
        }
    }
    free(smooth.rgba);
    free(noise.rgba);
}

TEST(every_restart_interval_holds_the_models_numbers)
{
    qn_bitmap bitmap = make_picture(75, 50, SMOOTH);
    static const int intervals[] = {1, 2, 3, 5, 7, 20, 69, 70, 71, 65535};
    for (int i = 0; i < 4 * LENGTH(intervals); ++i) {
        qn_jpeg_opts opts = {.restart_interval = intervals[i / 4],
                             .standard_huffman = i % 2 == 1,
                             .chroma = i / 2 % 2 ? QN_JPEG_CHROMA_FULL : QN_JPEG_CHROMA_HALF};
        check_file_of(&bitmap, opts);
    }
    free(bitmap.rgba);
}

TEST(extreme_pictures_hold_the_models_numbers)
{
    static const texture kinds[] = {BLACK, CHECKS, NOISE, GRAY};
    for (int i = 0; i < 3 * LENGTH(kinds); ++i) {
        qn_bitmap bitmap = make_picture(64, 48, kinds[i / 3]);
        qn_jpeg_opts opts = {.quality = (int[]){1, 50, 100}[i % 3],
                             .chroma = QN_JPEG_CHROMA_FULL,
                             .keep_gray_colored = true};
        check_file_of(&bitmap, opts);
        free(bitmap.rgba);
    }
}

TEST(the_longest_pictures_hold_the_models_numbers)
{
    qn_bitmap wide = make_picture(65535, 1, SMOOTH), tall = make_picture(1, 65535, SMOOTH);
    check_file_of(&wide, (qn_jpeg_opts){0});
    check_file_of(&tall, (qn_jpeg_opts){0});
    free(wide.rgba);
    free(tall.rgba);
}

TEST(transparency_lies_on_the_background)
{
    static const uint8_t backgrounds[3][3] = {{0, 0, 0}, {9, 99, 199}, {255, 255, 255}};
    qn_bitmap bitmap = make_picture(37, 37, CLEAR);
    check_file_of(&bitmap, (qn_jpeg_opts){.quality = 100});
    for (int i = 0; i < 3; ++i) {
        check_file_of(&bitmap, (qn_jpeg_opts){.background_rgb = backgrounds[i]});
        check_file_of(&bitmap, (qn_jpeg_opts){.quality = 100, .background_rgb = backgrounds[i]});
    }
    free(bitmap.rgba);
}

// ---- The transform --------------------------------------------------------------------------

// Of a block that has the sum, for the first coefficient is eight times the mean.
static int quantized_sum(int sum, const qn_jpeg_quant *quant)
{
    int16_t block[64];
    int rest = sum - (sum / 64) * 64;
    for (int i = 0; i < 64; ++i) {
        bool takes_one = i < abs(rest);
        block[i] = (int16_t)(sum / 64 + (takes_one ? (rest < 0 ? -1 : 1) : 0));
    }
    qn_jpeg_transform(block, quant);
    return block[0];
}

// Around each place where the quotient changes; between them it cannot, as no step of it falls.
static void check_divisions(const qn_jpeg_quant *quant, int step)
{
    int wrong_count = 0;
    for (int edge = 4 * step; edge - 2 <= 8192; edge += 8 * step) {
        for (int near = edge - 2; near <= edge + 2; ++near) {
            int positive = near <= 127 * 64 ? near : 127 * 64;
            int negative = near <= 8192 ? -near : -8192;
            wrong_count += quantized_sum(positive, quant) != model_divide(positive, step);
            wrong_count += quantized_sum(negative, quant) != model_divide(negative, step);
        }
    }
    CHECK_INT(wrong_count, 0);
}

TEST(every_step_divides_exactly)
{
    bool is_seen[256] = {false};
    int seen_count = 0;
    for (int i = 0; i < 100 * 2 * 64; ++i) {
        qn_jpeg_quant quant;
        qn_jpeg_quant_make(&quant, i / 128 + 1, i / 64 % 2);
        int at = i % 64, step = quant.steps[at];
        if (!is_seen[step]) {
            is_seen[step] = true;
            seen_count += 1;
            quant.half[0] = quant.half[at];
            quant.bias[0] = quant.bias[at];
            quant.reciprocal[0] = quant.reciprocal[at];
            quant.scale[0] = quant.scale[at];
            check_divisions(&quant, step);
        }
    }
    CHECK(seen_count > 200);
}

static void check_transform(const int16_t samples[64])
{
    qn_jpeg_quant quant;
    qn_jpeg_quant_make(&quant, 100, false);
    int16_t block[64], expected[64];
    int32_t model[64];
    uint64_t expected_nonzero = 0;
    for (int i = 0; i < 64; ++i) {
        block[i] = samples[i];
        model[i] = samples[i];
    }
    uint64_t nonzero = qn_jpeg_transform(block, &quant);
    model_transform(model);
    for (int i = 0; i < 64; ++i) {
        expected[i] = (int16_t)model_divide(model[i], 1);
        expected_nonzero |= (uint64_t)(expected[i] != 0) << i;
    }
    CHECK_BYTES(block, expected, sizeof expected);
    CHECK(nonzero == expected_nonzero);
}

// A coefficient's share in a sample, but for a factor.
static double wave_at(int sample, int coefficient)
{
    double turn = acos(-1.0) / 16;
    int row = sample / 8, column = sample % 8, down = coefficient / 8, across = coefficient % 8;
    return cos((2 * row + 1) * down * turn) * cos((2 * column + 1) * across * turn);
}

// The samples that make one coefficient as great as it can be.
TEST(the_greatest_coefficients_are_the_models_and_fit_their_bits)
{
    for (int i = 0; i < 128; ++i) {
        int16_t samples[64];
        for (int at = 0; at < 64; ++at) {
            bool is_below = (wave_at(at, i % 64) < 0) == (i < 64);
            samples[at] = is_below ? -128 : 127;
        }
        check_transform(samples);
        int32_t model[64];
        for (int at = 0; at < 64; ++at) {
            model[at] = samples[at];
        }
        model_transform(model);
        for (int at = 1; at < 64; ++at) {
            CHECK(abs(model_divide(model[at], 1)) <= 1023);
        }
    }
}

TEST(the_transform_is_the_models_and_near_the_true_one)
{
    uint32_t seed = 5;
    for (int round = 0; round < 300; ++round) {
        int16_t samples[64];
        int32_t model[64];
        for (int i = 0; i < 64; ++i) {
            samples[i] = (int16_t)((int)(check_random(&seed) % 256) - 128);
            model[i] = samples[i];
        }
        check_transform(samples);
        model_transform(model);
        int at = round % 64;
        double sum = 0;
        for (int i = 0; i < 64; ++i) {
            sum += samples[i] * wave_at(i, at);
        }
        double scale = (at / 8 == 0 ? sqrt(0.5) : 1) * (at % 8 == 0 ? sqrt(0.5) : 1) / 4;
        CHECK_NEAR(model[at] / 8.0, sum * scale, 0.3);
    }
}

// ---- Pixels ---------------------------------------------------------------------------------

// Against the picture, of red, green and blue.
static double psnr_of(const qn_bitmap *bitmap, qn_jpeg_opts opts, size_t *size)
{
    file made = encode(bitmap, opts);
    reader_jpeg jpeg = reader_read(made.data, made.size);
    CHECK_TEXT(jpeg.problem != NULL ? jpeg.problem : "none", "none");
    double sum = 0;
    for (int i = 0; i < bitmap->width_px * bitmap->height_px; ++i) {
        double rgb[3];
        reader_pixel(&jpeg, i % bitmap->width_px, i / bitmap->width_px, rgb);
        for (int channel = 0; channel < 3; ++channel) {
            double off = rgb[channel] - bitmap->rgba[4 * (size_t)i + (size_t)channel];
            sum += off * off / 3;
        }
    }
    *size = made.size;
    reader_free(&jpeg);
    release(&made);
    double mean = sum / (bitmap->width_px * bitmap->height_px);
    return 10 * log10(255.0 * 255.0 / (mean + 1e-9));
}

TEST(higher_qualities_are_truer_and_larger)
{
    static const int qualities[] = {10, 30, 50, 75, 89, 90, 95, 100};
    static const double least[] = {20.5, 22.7, 23.4, 24.5, 25.9, 33, 37.4, 50};
    qn_bitmap bitmap = make_picture(160, 120, SMOOTH);
    double last = 0;
    size_t last_size = 0;
    for (int i = 0; i < LENGTH(qualities); ++i) {
        size_t size;
        double psnr = psnr_of(&bitmap, (qn_jpeg_opts){.quality = qualities[i]}, &size);
        CHECK(psnr > last && size > last_size);
        CHECK(psnr > least[i]);
        last = psnr;
        last_size = size;
    }
    free(bitmap.rgba);
}

TEST(the_pictures_own_tables_are_smaller_and_hold_the_same)
{
    qn_bitmap bitmap = make_picture(160, 120, SMOOTH);
    size_t own, standard;
    double psnr = psnr_of(&bitmap, (qn_jpeg_opts){0}, &own);
    CHECK_NEAR(psnr_of(&bitmap, (qn_jpeg_opts){.standard_huffman = true}, &standard), psnr, 0);
    CHECK(own < standard);
    free(bitmap.rgba);
}

static int component_count(const qn_bitmap *bitmap, qn_jpeg_opts opts)
{
    file made = encode(bitmap, opts);
    reader_jpeg jpeg = reader_read(made.data, made.size);
    int count = jpeg.component_count;
    reader_free(&jpeg);
    release(&made);
    return count;
}

TEST(pictures_without_a_coloured_pixel_have_one_component)
{
    static const uint8_t red[3] = {200, 0, 0}, silver[3] = {190, 190, 190};
    qn_bitmap gray = make_picture(20, 20, GRAY);
    CHECK_INT(component_count(&gray, (qn_jpeg_opts){0}), 1);
    CHECK_INT(component_count(&gray, (qn_jpeg_opts){.keep_gray_colored = true}), 3);
    CHECK_INT(component_count(&gray, (qn_jpeg_opts){.background_rgb = red}), 1);
    gray.rgba[4 * 399 + 3] = 254;
    CHECK_INT(component_count(&gray, (qn_jpeg_opts){0}), 1);
    CHECK_INT(component_count(&gray, (qn_jpeg_opts){.background_rgb = silver}), 1);
    CHECK_INT(component_count(&gray, (qn_jpeg_opts){.background_rgb = red}), 3);
    gray.rgba[4 * 399 + 2] ^= 1;
    CHECK_INT(component_count(&gray, (qn_jpeg_opts){0}), 3);
    CHECK_INT(component_count(&gray, (qn_jpeg_opts){.chroma = QN_JPEG_CHROMA_NONE}), 1);
    free(gray.rgba);
}

TEST(one_coloured_pixel_is_found_wherever_it_is)
{
    uint8_t rgba[4 * 11];
    memset(rgba, 200, sizeof rgba);
    for (int count = 1; count <= 11; ++count) {
        CHECK(qn_jpeg_is_gray(rgba, (size_t)count, false));
        CHECK(!qn_jpeg_is_gray(rgba, (size_t)count, true));
        for (int at = 0; at < 4 * count; ++at) {
            rgba[at] ^= 0x80;
            CHECK(qn_jpeg_is_gray(rgba, (size_t)count, false) == (at % 4 == 3));
            rgba[at] ^= 0x80;
        }
    }
    memset(rgba, 255, sizeof rgba);
    for (int at = 3; at < 4 * 11; at += 4) {
        rgba[at] = 254;
        CHECK(qn_jpeg_is_gray(rgba, (size_t)at / 4, true));
        CHECK(!qn_jpeg_is_gray(rgba, (size_t)at / 4 + 1, true));
        rgba[at] = 255;
    }
}

// ---- Metadata -------------------------------------------------------------------------------

static void check_metadata(size_t exif_size, size_t icc_size, int density)
{
    qn_bitmap bitmap = make_picture(9, 9, SMOOTH);
    uint8_t *bytes = malloc(exif_size + icc_size + 1);
    uint32_t seed = 3;
    for (size_t i = 0; i < exif_size + icc_size; ++i) {
        bytes[i] = (uint8_t)check_random(&seed);
    }
    qn_jpeg_opts opts = {
        .density_dpi = density, .exif = {bytes, exif_size}, .icc = {bytes + exif_size, icc_size}};
    file made = encode(&bitmap, opts);
    reader_jpeg jpeg = reader_read(made.data, made.size);
    CHECK_TEXT(jpeg.problem != NULL ? jpeg.problem : "none", "none");
    CHECK_INT(jpeg.density, density > 0 ? density : 1);
    CHECK_INT(jpeg.density_unit, density > 0 ? 1 : 0);
    CHECK_INT(jpeg.exif_size, exif_size);
    CHECK_INT(jpeg.icc_size, icc_size);
    if (jpeg.exif != NULL && jpeg.exif_size == exif_size) {
        CHECK_BYTES(jpeg.exif, bytes, exif_size);
    }
    if (jpeg.icc != NULL && jpeg.icc_size == icc_size) {
        CHECK_BYTES(jpeg.icc, bytes + exif_size, icc_size);
    }
    reader_free(&jpeg);
    release(&made);
    free(bytes);
    free(bitmap.rgba);
}

TEST(exif_profile_and_density_come_out_as_they_went_in)
{
    check_metadata(0, 0, 0);
    check_metadata(1, 0, 72);
    check_metadata(0, 1, 65535);
    check_metadata(QN_JPEG_MAX_EXIF_BYTES, 65519, 300);
    check_metadata(100, 65520, 1);
    check_metadata(0, QN_JPEG_MAX_ICC_BYTES, 0);
}

// ---- What is refused ------------------------------------------------------------------------

static qn_error refused(const qn_bitmap *bitmap, qn_jpeg_opts opts)
{
    uint8_t byte, *data = &byte;
    size_t size = 1;
    size_t blocks = qn_memory_live_count();
    qn_error error = qn_image_encode_jpeg(bitmap, &opts, &data, &size);
    CHECK(data == NULL);
    CHECK_INT(size, 0);
    CHECK_INT(qn_memory_live_count(), blocks);
    qn_jpeg_encoder *encoder = (qn_jpeg_encoder *)(void *)&byte;
    CHECK_ERROR(qn_jpeg_encoder_create(bitmap, &opts, &encoder), error);
    CHECK(encoder == NULL);
    return error;
}

TEST(options_outside_their_range_are_refused)
{
    qn_bitmap bitmap = make_picture(3, 3, SMOOTH);
    const qn_jpeg_opts bad[] = {
        {.quality = -1},
        {.quality = 101},
        {.quality = INT32_MIN},
        {.chroma = (qn_jpeg_chroma)(QN_JPEG_CHROMA_NONE + 1)},
        {.chroma = (qn_jpeg_chroma)-1},
        {.restart_interval = -1},
        {.restart_interval = 65536},
        {.density_dpi = -1},
        {.density_dpi = 65536},
    };
    for (int i = 0; i < LENGTH(bad); ++i) {
        CHECK_ERROR(refused(&bitmap, bad[i]), QN_ERROR_OUT_OF_RANGE);
    }
    static const uint8_t some[1] = {0};
    qn_jpeg_opts long_exif = {.exif = {some, QN_JPEG_MAX_EXIF_BYTES + 1}};
    qn_jpeg_opts long_icc = {.icc = {some, (size_t)QN_JPEG_MAX_ICC_BYTES + 1}};
    CHECK_ERROR(refused(&bitmap, long_exif), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(refused(&bitmap, long_icc), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(refused(&bitmap, (qn_jpeg_opts){.exif = {NULL, 1}}), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(refused(&bitmap, (qn_jpeg_opts){.icc = {NULL, 1}}), QN_ERROR_NULL_POINTER);
    free(bitmap.rgba);
}

TEST(sizes_outside_the_limits_are_refused_before_a_pixel_is_read)
{
    uint8_t pixel[4] = {0};
    static const struct {
        int32_t width, height;
        qn_error error;
    } bad[] = {{0, 1, QN_ERROR_OUT_OF_RANGE},      {1, 0, QN_ERROR_OUT_OF_RANGE},
               {-1, 1, QN_ERROR_OUT_OF_RANGE},     {1, INT32_MIN, QN_ERROR_OUT_OF_RANGE},
               {65536, 1, QN_ERROR_TOO_LARGE},     {1, 65536, QN_ERROR_TOO_LARGE},
               {INT32_MAX, 1, QN_ERROR_TOO_LARGE}, {16385, 16384, QN_ERROR_TOO_LARGE},
               {65535, 65535, QN_ERROR_TOO_LARGE}};
    for (int i = 0; i < LENGTH(bad); ++i) {
        qn_bitmap bitmap = {bad[i].width, bad[i].height, pixel};
        CHECK_ERROR(refused(&bitmap, (qn_jpeg_opts){0}), bad[i].error);
    }
}

TEST(null_arguments_are_refused)
{
    qn_bitmap bitmap = make_picture(1, 1, SMOOTH), no_pixels = {1, 1, NULL};
    uint8_t *data;
    size_t size;
    qn_jpeg_encoder *encoder;
    CHECK_ERROR(refused(NULL, (qn_jpeg_opts){0}), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(refused(&no_pixels, (qn_jpeg_opts){0}), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_encode_jpeg(&bitmap, NULL, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_encode_jpeg(&bitmap, NULL, &data, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_jpeg_encoder_create(&bitmap, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_jpeg_encoder_run(NULL, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_jpeg_encoder_take(NULL, &data, &size), QN_ERROR_NULL_POINTER);
    CHECK_NEAR(qn_jpeg_encoder_progress(NULL), 0, 0);
    qn_jpeg_encoder_destroy(NULL);
    CHECK_ERROR(qn_jpeg_encoder_create(&bitmap, NULL, &encoder), QN_ERROR_OK);
    CHECK_ERROR(qn_jpeg_encoder_run(encoder, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_jpeg_encoder_run(encoder, -1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_jpeg_encoder_take(encoder, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_jpeg_encoder_take(encoder, &data, NULL), QN_ERROR_NULL_POINTER);
    qn_jpeg_encoder_destroy(encoder);
    free(bitmap.rgba);
}
