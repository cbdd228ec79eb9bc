// PNG files made by the engine: read back by its own decoder, by the plain reference and by
// stb_image, and looked into chunk by chunk.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/checksum.h"
#include "faults.h"
#include "image/png/pack.h"
#include "png_pictures.h"
#include "png_reference.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_SIMD
// To the end of the file: what stb leaves unused is found only there.
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#include <stb_image.h>
#pragma GCC diagnostic pop

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

typedef struct png_file {
    uint8_t *data;
    size_t size;
} png_file;

static png_file encode(const qn_bitmap *bitmap, const qn_png_opts *opts)
{
    png_file file;
    CHECK_ERROR(qn_image_encode_png(bitmap, opts, &file.data, &file.size), QN_ERROR_OK);
    return file;
}

// The next chunk of this type from the start on; null if there is none.
static const uint8_t *find_chunk(const png_file *file, const char *type, size_t *size)
{
    for (size_t at = 8; at + 12 <= file->size; at += 12 + reference_u32(file->data + at)) {
        if (memcmp(file->data + at + 4, type, 4) == 0) {
            *size = reference_u32(file->data + at);
            return file->data + at + 8;
        }
    }
    *size = 0;
    return NULL;
}

static bool has_chunk(const png_file *file, const char *type)
{
    size_t size;
    return find_chunk(file, type, &size) != NULL;
}

static void check_own(const png_file *file, const qn_bitmap *bitmap)
{
    qn_bitmap read;
    CHECK_ERROR(qn_image_decode_png((qn_bytes){file->data, file->size}, NULL, &read), QN_ERROR_OK);
    CHECK_INT(read.width_px, bitmap->width_px);
    CHECK_INT(read.height_px, bitmap->height_px);
    if (read.rgba != NULL && read.width_px == bitmap->width_px &&
        read.height_px == bitmap->height_px) {
        CHECK_BYTES(read.rgba, bitmap->rgba, picture_bytes(bitmap));
    }
    qn_memory_release(read.rgba);
}

static void check_others(const png_file *file, const qn_bitmap *bitmap)
{
    uint32_t width, height;
    uint8_t *reference = reference_decode(file->data, file->size, &width, &height);
    CHECK_INT(width, bitmap->width_px);
    CHECK_BYTES(reference, bitmap->rgba, picture_bytes(bitmap));
    free(reference);
    int stb_width, stb_height, channels;
    uint8_t *stb =
        stbi_load_from_memory(file->data, (int)file->size, &stb_width, &stb_height, &channels, 4);
    CHECK(stb != NULL);
    if (stb != NULL) {
        CHECK_INT(stb_height, bitmap->height_px);
        CHECK_BYTES(stb, bitmap->rgba, picture_bytes(bitmap));
    }
    stbi_image_free(stb);
}

static void check_round_trip(const qn_bitmap *bitmap, const qn_png_opts *opts)
{
    png_file file = encode(bitmap, opts);
    check_own(&file, bitmap);
    check_others(&file, bitmap);
    qn_memory_release(file.data);
}

TEST(every_small_size_of_every_kind_comes_back_as_it_was)
{
    for (int kind = 0; kind < PICTURE_KINDS; ++kind) {
        for (int32_t i = 0; i < 40 * 8; ++i) {
            qn_bitmap bitmap = picture_make((picture_kind)kind, 1 + i % 40, 1 + i / 40, 5);
            check_round_trip(&bitmap, &(qn_png_opts){.level = 1 + i % 9});
            free(bitmap.rgba);
        }
    }
}

TEST(every_level_gives_the_same_pixels)
{
    for (int kind = 0; kind < PICTURE_KINDS; ++kind) {
        qn_bitmap bitmap = picture_make((picture_kind)kind, 203, 151, 6);
        for (int32_t level = 0; level <= 9; ++level) {
            check_round_trip(&bitmap, &(qn_png_opts){.level = level});
        }
        check_round_trip(&bitmap, &(qn_png_opts){.is_stored = true});
        check_round_trip(&bitmap, NULL);
        free(bitmap.rgba);
    }
}

// ---- Kinds ----------------------------------------------------------------------------------

static void check_kind(const qn_bitmap *bitmap, int depth, int color)
{
    png_file file = encode(bitmap, NULL);
    size_t size;
    const uint8_t *header = find_chunk(&file, "IHDR", &size);
    CHECK_INT(header[8], depth);
    CHECK_INT(header[9], color);
    CHECK_INT(has_chunk(&file, "PLTE"), color == 3);
    check_own(&file, bitmap);
    qn_memory_release(file.data);
}

TEST(each_kind_of_picture_is_stored_in_the_fewest_bits)
{
    static const uint8_t expected[PICTURE_KINDS][2] = {{8, 6}, {8, 2}, {8, 2}, {8, 6}, {8, 0},
                                                       {8, 4}, {1, 0}, {4, 3}, {1, 3}};
    for (int kind = 0; kind < PICTURE_KINDS; ++kind) {
        qn_bitmap bitmap = picture_make((picture_kind)kind, 100, 100, 7);
        check_kind(&bitmap, expected[kind][0], expected[kind][1]);
        free(bitmap.rgba);
    }
}

TEST(greys_take_as_many_bits_as_they_need)
{
    static const uint8_t depths[] = {1, 2, 4, 8};
    for (int i = 0; i < LENGTH(depths); ++i) {
        qn_bitmap bitmap = picture_make(PICTURE_FLAT, 64, 64, 1);
        for (size_t at = 0; at < 64 * 64; ++at) {
            uint32_t most = (1u << depths[i]) - 1;
            memset(bitmap.rgba + 4 * at, (int)((at * 7 & most) * (255 / most)), 3);
            bitmap.rgba[4 * at + 3] = 255;
        }
        check_kind(&bitmap, depths[i], 0);
        // One grey between the steps.
        memset(bitmap.rgba, 1, 3);
        check_kind(&bitmap, depths[i] == 1 ? 2 : depths[i] == 2 ? 4 : 8, depths[i] < 4 ? 3 : 0);
        free(bitmap.rgba);
    }
}

// So many colours, of which every fifth is not opaque, met in a scattered order.
static qn_bitmap colored(uint32_t color_count)
{
    qn_bitmap bitmap = picture_make(PICTURE_FLAT, 100, 80, 1);
    for (uint32_t i = 0; i < 100 * 80; ++i) {
        uint32_t color = i * 7919 % color_count;
        uint8_t pixel[4] = {(uint8_t)color, (uint8_t)(color * 3), (uint8_t)(color >> 8 | 16),
                            (uint8_t)(color % 5 == 0 ? color / 5 : 255)};
        memcpy(bitmap.rgba + 4 * (size_t)i, pixel, 4);
    }
    return bitmap;
}

TEST(up_to_256_colours_are_a_palette)
{
    for (uint32_t count = 1; count <= 257; ++count) {
        qn_bitmap bitmap = colored(count);
        png_file file = encode(&bitmap, NULL);
        size_t size, palette_size, clear_size;
        const uint8_t *header = find_chunk(&file, "IHDR", &size);
        find_chunk(&file, "PLTE", &palette_size);
        find_chunk(&file, "tRNS", &clear_size);
        bool is_palette = count <= 256;
        CHECK_INT(header[8], count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8);
        CHECK_INT(header[9], is_palette ? 3 : 6);
        CHECK_INT(palette_size, is_palette ? 3 * count : 0);
        CHECK_INT(clear_size, is_palette ? (count + 4) / 5 : 0);
        check_own(&file, &bitmap);
        check_others(&file, &bitmap);
        qn_memory_release(file.data);
        free(bitmap.rgba);
    }
}

TEST(a_palette_that_costs_more_than_it_saves_is_not_made)
{
    qn_bitmap bitmap = {1, 1, (uint8_t[4]){1, 2, 3, 255}};
    check_kind(&bitmap, 8, 2);
    uint8_t two[8] = {1, 2, 3, 255, 4, 5, 6, 7};
    check_kind(&(qn_bitmap){2, 1, two}, 8, 6);
}

// ---- Filters --------------------------------------------------------------------------------

static int sum_of_filter(const uint8_t *row, const uint8_t *above, size_t size, size_t step,
                         int filter)
{
    int sum = 0;
    for (size_t i = 0; i < size; ++i) {
        int left = i >= step ? row[i - step] : 0, corner = i >= step ? above[i - step] : 0;
        int guesses[5] = {0, left, above[i], (left + above[i]) / 2,
                          reference_paeth(left, above[i], corner)};
        sum += abs((int8_t)(row[i] - guesses[filter]));
    }
    return sum;
}

static int best_filter(const uint8_t *row, const uint8_t *above, size_t size, size_t step)
{
    int sums[5], least = 0;
    for (int i = 0; i < 5; ++i) {
        sums[i] = sum_of_filter(row, above, size, step, i);
        least = sums[i] < sums[least] ? i : least;
    }
    return least;
}

TEST(each_row_has_the_filter_of_the_least_sum)
{
    int used[5] = {0};
    for (int kind = 0; kind <= PICTURE_CLEAR_SLOPES; ++kind) {
        uint32_t width = 37, height = 200;
        qn_bitmap bitmap = picture_make((picture_kind)kind, 37, 200, 3);
        // Rows of one colour, so that other filters win as well.
        for (size_t y = 0; y < height; y += 9) {
            memset(bitmap.rgba + 4 * y * width, y % 2 ? 3 : 120, 4 * width);
            bitmap.rgba[4 * y * width + 3] = 255;
        }
        png_file file = encode(&bitmap, &(qn_png_opts){.level = 1 + kind});
        reference_png png;
        reference_parse(file.data, file.size, &png);
        size_t step = reference_channels(&png), size = width * step;
        uint8_t zeros[37 * 4] = {0};
        const uint8_t *above = zeros;
        for (size_t y = 0; y < height; ++y) {
            uint8_t *row = png.raw + y * (1 + size);
            int filter = row[0];
            reference_unfilter(row, above == zeros ? NULL : above - 1, size, step);
            CHECK_INT(filter, best_filter(row + 1, above, size, step));
            used[filter] += 1;
            above = row + 1;
        }
        free(png.raw);
        qn_memory_release(file.data);
        free(bitmap.rgba);
    }
    CHECK(used[0] > 0 && used[1] > 0 && used[2] > 0 && used[3] > 0 && used[4] > 0);
}

TEST(the_last_level_leaves_filters_out_where_that_is_smaller)
{
    qn_bitmap bitmap = picture_make(PICTURE_NOISE, 64, 64, 3);
    for (size_t y = 0; y < 64; ++y) {
        for (size_t x = 0; x < 64; ++x) {
            memmove(bitmap.rgba + 4 * (64 * y + x), bitmap.rgba + 4 * (64 * (y % 20) + x % 20), 4);
        }
    }
    png_file filtered = encode(&bitmap, &(qn_png_opts){.level = 8});
    png_file plain = encode(&bitmap, &(qn_png_opts){.level = 9});
    CHECK(plain.size < filtered.size);
    check_own(&plain, &bitmap);
    qn_memory_release(filtered.data);
    qn_memory_release(plain.data);
    free(bitmap.rgba);
}

TEST(from_the_default_on_noise_is_no_larger_than_at_the_fastest_level)
{
    for (uint32_t seed = 1; seed < 6; ++seed) {
        qn_bitmap bitmap = picture_make(PICTURE_OPAQUE_NOISE, 200, 150, seed);
        for (size_t i = 0; i < (size_t)4 * 200 * 150; ++i) { // soft, with the noise of a sensor
            size_t slope = i / 4 % 200 / 2 + i / 800;
            uint8_t soft = (uint8_t)(slope + bitmap.rgba[i] % (4 + 8 * seed));
            bitmap.rgba[i] = (uint8_t)(i % 4 == 3 ? 255 : soft);
        }
        png_file fast = encode(&bitmap, &(qn_png_opts){.level = 1});
        for (int32_t level = 6; level <= 10; ++level) {
            png_file file = encode(&bitmap, &(qn_png_opts){.level = level % 10});
            CHECK(file.size <= fast.size);
            check_own(&file, &bitmap);
            qn_memory_release(file.data);
        }
        qn_memory_release(fast.data);
        free(bitmap.rgba);
    }
}

// ---- The fast packer ------------------------------------------------------------------------

static void check_pack(const uint8_t *plain, size_t size)
{
    // An exact block, so that a write behind it is seen.
    size_t bound = 2 + qn_png_pack_bound(size) + 4;
    uint8_t *packed = malloc(bound);
    uint8_t *back = malloc(size + 1);
    qn_bytes all = {plain, size};
    packed[0] = 0x78, packed[1] = 0x01;
    qn_png_bits bits = {.out = packed + 2};
    qn_png_pack(all, true, &bits);
    CHECK_NEAR((double)(bits.out - packed), 2.0 + (double)qn_png_pack_size(all),
               1.0 + (double)size / 49152);
    qn_png_pack_end((uint32_t)adler32(1, plain, (uInt)size), &bits);
    size_t packed_size = (size_t)(bits.out - packed);
    CHECK(packed_size <= bound);
    uLongf back_size = (uLongf)size + 1;
    CHECK_INT(uncompress(back, &back_size, packed, (uLong)packed_size), Z_OK);
    CHECK_INT(back_size, size);
    CHECK_BYTES(back, plain, size);
    free(back);
    free(packed);
}

static void fill_runs(uint8_t *data, size_t size, uint32_t mask, uint32_t *seed)
{
    for (size_t i = 0; i < size;) {
        size_t run = check_random(seed) % 4 == 0 ? 1 + check_random(seed) % 600 : 1;
        run = run < size - i ? run : size - i;
        memset(data + i, (int)(check_random(seed) & mask), run);
        i += run;
    }
}

TEST(the_fast_packer_is_read_by_zlib)
{
    uint8_t *plain = malloc(200000);
    uint32_t seed = 12;
    for (uint32_t round = 0; round < 300; ++round) {
        size_t size = 1 + check_random(&seed) % (round % 10 == 0 ? 199999 : 700);
        fill_runs(plain, size, 0xFFu >> round % 9, &seed);
        check_pack(plain, size);
    }
    free(plain);
}

TEST(the_fast_packer_takes_runs_and_blocks_of_every_length)
{
    uint8_t *plain = malloc(100000);
    for (size_t run = 1; run < 600; ++run) {
        memset(plain, 'a', run + 4);
        memset(plain, 'b', 3);
        check_pack(plain, run + 4);
    }
    for (size_t size = 49150; size < 49156; ++size) {
        memset(plain, 0, size);
        check_pack(plain, size);
        for (size_t i = 0; i < size; ++i) {
            plain[i] = (uint8_t)(i * i >> 3);
        }
        check_pack(plain, size);
    }
    free(plain);
}

TEST(codes_that_would_be_too_long_are_made_shorter)
{
    // Numbers of Fibonacci make the deepest tree.
    uint8_t *plain = malloc(49152);
    size_t size = 0, count = 1, next = 1;
    for (uint8_t byte = 0; size + count < 49152; ++byte) {
        for (size_t i = 0; i < count; ++i) {
            plain[size++] = byte;
        }
        size_t sum = count + next;
        count = next;
        next = sum;
    }
    // Shuffled, so that there are no runs.
    uint32_t seed = 13;
    for (size_t i = size - 1; i > 0; --i) {
        size_t other = check_random(&seed) % (i + 1);
        uint8_t byte = plain[i];
        plain[i] = plain[other];
        plain[other] = byte;
    }
    check_pack(plain, size);
    free(plain);
}

// ---- Options --------------------------------------------------------------------------------

TEST(nothing_is_written_but_what_is_needed)
{
    qn_bitmap bitmap = picture_make(PICTURE_SLOPES, 50, 50, 1);
    png_file file = encode(&bitmap, NULL);
    size_t size;
    find_chunk(&file, "IDAT", &size);
    CHECK_INT(file.size, 8 + 25 + 12 + size + 12);
    qn_memory_release(file.data);
    free(bitmap.rgba);
}

TEST(metadata_are_written_as_they_were_handed_in)
{
    qn_bitmap bitmap = picture_make(PICTURE_FEW_COLORS, 50, 50, 1);
    uint8_t icc[3000], back[3000];
    for (size_t i = 0; i < sizeof icc; ++i) {
        icc[i] = (uint8_t)(i / 3);
    }
    qn_png_opts opts = {.is_srgb = true,
                        .density_dpi = 300,
                        .icc = {icc, sizeof icc},
                        .exif = {(const uint8_t *)"MM\0*abc", 7}};
    png_file file = encode(&bitmap, &opts);
    check_own(&file, &bitmap);
    check_others(&file, &bitmap);
    size_t size;
    CHECK_BYTES(find_chunk(&file, "pHYs", &size), "\0\0\x2E\x23\0\0\x2E\x23\1", 9);
    CHECK_BYTES(find_chunk(&file, "eXIf", &size), "MM\0*abc", 7);
    CHECK_INT(size, 7);
    CHECK(!has_chunk(&file, "sRGB"));
    const uint8_t *profile = find_chunk(&file, "iCCP", &size);
    CHECK(profile < find_chunk(&file, "PLTE", &(size_t){0}));
    CHECK_BYTES(profile, "icc\0\0", 5);
    uLongf back_size = sizeof back;
    CHECK_INT(uncompress(back, &back_size, profile + 5, (uLong)(size - 5)), Z_OK);
    CHECK_INT(back_size, sizeof icc);
    CHECK_BYTES(back, icc, sizeof icc);
    qn_memory_release(file.data);
    opts = (qn_png_opts){.is_srgb = true};
    file = encode(&bitmap, &opts);
    CHECK_BYTES(find_chunk(&file, "sRGB", &size), "\0", 1);
    qn_memory_release(file.data);
    free(bitmap.rgba);
}

static qn_error try_encode(const qn_bitmap *bitmap, const qn_png_opts *opts)
{
    uint8_t *out = (uint8_t *)&out;
    size_t size = 1;
    qn_error error = qn_image_encode_png(bitmap, opts, &out, &size);
    CHECK((out != NULL) == (error == QN_ERROR_OK));
    CHECK((size > 0) == (error == QN_ERROR_OK));
    qn_memory_release(out);
    return error;
}

TEST(arguments_that_make_no_picture_are_refused)
{
    uint8_t pixel[4] = {0}, *out;
    size_t size;
    qn_bitmap good = {1, 1, pixel};
    CHECK_ERROR(try_encode(&good, NULL), QN_ERROR_OK);
    CHECK_ERROR(try_encode(NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(try_encode(&(qn_bitmap){1, 1, NULL}, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_encode_png(&good, NULL, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_encode_png(&good, NULL, &out, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(try_encode(&(qn_bitmap){0, 1, pixel}, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(try_encode(&(qn_bitmap){1, -1, pixel}, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(try_encode(&(qn_bitmap){(1 << 24) + 1, 1, pixel}, NULL), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(try_encode(&(qn_bitmap){1, (1 << 24) + 1, pixel}, NULL), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(try_encode(&(qn_bitmap){1 << 14, 1 << 14, pixel}, NULL), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(try_encode(&(qn_bitmap){INT32_MAX, INT32_MAX, pixel}, NULL), QN_ERROR_TOO_LARGE);
}

TEST(options_out_of_their_range_are_refused)
{
    qn_bitmap good = {1, 1, (uint8_t[4]){0}};
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.level = -1}), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.level = 10}), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.density_dpi = -1}), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.density_dpi = 65536}), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.density_dpi = 65535}), QN_ERROR_OK);
    const uint8_t *text = (const uint8_t *)"Exif\0\0";
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.exif = {NULL, 1}}), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.icc = {NULL, 1}}), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.exif = {text, 6}}), QN_ERROR_BAD_DATA);
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.icc = {text, QN_PNG_MAX_METADATA_BYTES + 1}}),
                QN_ERROR_TOO_LARGE);
    CHECK_ERROR(try_encode(&good, &(qn_png_opts){.exif = {text, QN_PNG_MAX_METADATA_BYTES + 1}}),
                QN_ERROR_TOO_LARGE);
}

// ---- Memory and bytes -----------------------------------------------------------------------

static qn_error encode_for_faults(void *user)
{
    uint8_t icc[100] = {0};
    qn_png_opts opts = {.level = 2, .icc = {icc, sizeof icc}};
    qn_error error = try_encode(user, &opts);
    return error != QN_ERROR_OK ? error : try_encode(user, &(qn_png_opts){.level = 1});
}

TEST(each_refused_allocation_of_an_encode_is_out_of_memory_without_a_leak)
{
    for (int kind = 0; kind < PICTURE_KINDS; ++kind) {
        qn_bitmap bitmap = picture_make((picture_kind)kind, 40, 30, 1);
        faults_try_each(encode_for_faults, &bitmap);
        free(bitmap.rgba);
    }
}

SLOW_TEST(an_encode_holds_the_file_and_little_more)
{
    for (int kind = 0; kind < PICTURE_KINDS; ++kind) {
        qn_bitmap bitmap = picture_make((picture_kind)kind, 1000, 700, 1);
        for (int32_t level = 1; level <= 9; ++level) {
            png_file file;
            faults_measure_begin();
            qn_error error = qn_image_encode_png(&bitmap, &(qn_png_opts){.level = level},
                                                 &file.data, &file.size);
            qn_memory_release(file.data);
            size_t most =
                file.size + file.size / 8 + 10 * 4000 + ((size_t)(level < 7 ? 2 : 5) << 20);
            CHECK_ERROR(error, QN_ERROR_OK);
            CHECK(faults_measure_end() <= most);
        }
        free(bitmap.rgba);
    }
}

static uint64_t add_file(uint64_t hash, png_file file)
{
    for (size_t i = 0; i < file.size; ++i) {
        hash = (hash ^ file.data[i]) * QN_FNV_PRIME;
    }
    return hash;
}

TEST(equal_pixels_give_equal_bytes_on_every_machine)
{
    uint64_t hash = QN_FNV_OFFSET;
    for (int kind = 0; kind < PICTURE_KINDS; ++kind) {
        qn_bitmap bitmap = picture_make((picture_kind)kind, 120, 90, 2);
        for (int32_t level = 1; level <= 9; ++level) {
            png_file file = encode(&bitmap, &(qn_png_opts){.level = level});
            hash = add_file(hash, file);
            qn_memory_release(file.data);
        }
        free(bitmap.rgba);
    }
    CHECK_INT(hash, -6419485406772441051);
}
