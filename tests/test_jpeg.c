// JPEG: every kind of file against a plain reference, and pictures from elsewhere against the
// pixels that libjpeg-turbo makes of them.
#include "check.h"

#include <stdio.h>
#include <zlib.h>

#include "jpeg_maker.h"
#include "jpeg_pixels.h"
#include "jpeg_reference.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

// Of up to four components, across and down in turn.
static const int factors_420[8] = {2, 2, 1, 1, 1, 1, 2, 2};

static const int all_factors[][8] = {
    {1, 1, 1, 1, 1, 1, 1, 1}, {2, 1, 1, 1, 1, 1, 2, 1}, {1, 2, 1, 1, 1, 1, 1, 2},
    {2, 2, 1, 1, 1, 1, 2, 2}, {4, 1, 1, 1, 1, 1, 4, 1}, {1, 4, 1, 1, 1, 1, 1, 4},
    {2, 2, 2, 1, 1, 2, 1, 1}, {1, 1, 2, 2, 2, 1, 1, 1}, {4, 2, 1, 1, 1, 1, 1, 1},
    {3, 1, 1, 1, 1, 1, 3, 1}, {3, 2, 1, 1, 1, 1, 1, 1}, {2, 4, 1, 1, 1, 1, 1, 1},
    {1, 3, 1, 1, 1, 3, 1, 1}, {4, 1, 2, 1, 2, 1, 1, 1}, {1, 4, 1, 2, 1, 2, 1, 1}};

// Adobe's marker with this transform.
static void add_adobe(jpeg_maker *maker, int transform)
{
    uint8_t data[12] = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (uint8_t)transform};
    jpeg_segment(maker, 0xEE, data, sizeof data);
}

static made_scan scan_of_all(int count)
{
    return (made_scan){.components = {0, 1, 2, 3}, .count = count, .last = 63};
}

// The tables of Annex K are not written: a reader must have them.
static void add_sequential(jpeg_maker *maker, const made_picture *picture)
{
    jpeg_quant(maker, picture);
    jpeg_frame(maker, picture, 0xC0);
    if (!maker->has_standard_tables) {
        jpeg_flat_tables(maker);
    }
    jpeg_scan(maker, picture, scan_of_all(picture->count));
}

static jpeg_maker make_sequential(const made_picture *picture, int restart_interval)
{
    jpeg_maker maker = jpeg_begin();
    if (restart_interval > 0) {
        jpeg_restart_interval(&maker, restart_interval);
    }
    add_sequential(&maker, picture);
    jpeg_end(&maker);
    return maker;
}

static void check_file_against(qn_bytes file, const made_picture *picture, reference_colors colors,
                               bool is_inverted, int shrink)
{
    qn_image_decode_opts opts = {.jpeg_shrink = shrink};
    qn_bitmap bitmap;
    CHECK_ERROR(qn_image_decode_jpeg(file, &opts, &bitmap), QN_ERROR_OK);
    int width = (picture->width + shrink - 1) / shrink;
    int height = (picture->height + shrink - 1) / shrink;
    CHECK_INT(bitmap.width_px, width);
    CHECK_INT(bitmap.height_px, height);
    if (bitmap.rgba != NULL) {
        uint8_t *expected = reference_pixels(picture, colors, is_inverted, shrink);
        CHECK_BYTES(bitmap.rgba, expected, (size_t)4 * (size_t)width * (size_t)height);
        free(expected);
    }
    qn_memory_release(bitmap.rgba);
}

static void check_made(jpeg_maker *maker, const made_picture *picture)
{
    reference_colors colors = picture->count == 1 ? REFERENCE_GREY : REFERENCE_YCC;
    check_file_against(jpeg_view(maker), picture, colors, false, 1);
    jpeg_free(maker);
}

// ---- One scan -------------------------------------------------------------------------------

TEST(every_sampling_and_many_sizes_have_the_pixels_of_the_reference)
{
    uint32_t seed = 1;
    for (int i = 0; i < LENGTH(all_factors); ++i) {
        for (int size = 0; size < 24; ++size) {
            int width = 1 + (int)(check_random(&seed) % (size < 12 ? 20 : 90));
            int height = 1 + (int)(check_random(&seed) % (size < 12 ? 20 : 70));
            made_picture picture = picture_begin(width, height, 3, all_factors[i]);
            picture_fill(&picture, &seed);
            jpeg_maker maker = make_sequential(&picture, 0);
            check_made(&maker, &picture);
            picture_free(&picture);
        }
    }
}

TEST(grey_pictures_are_read_whatever_factors_they_state)
{
    uint32_t seed = 2;
    for (int factors = 0; factors < 16; ++factors) {
        made_picture picture = picture_begin(13 + factors, 29 - factors, 1, factors_420);
        picture_fill(&picture, &seed);
        jpeg_maker maker = jpeg_begin();
        jpeg_quant(&maker, &picture);
        size_t frame = maker.size;
        jpeg_frame(&maker, &picture, 0xC1);
        maker.data[frame + 11] = (uint8_t)((1 + factors / 4) << 4 | (1 + factors % 4));
        jpeg_flat_tables(&maker);
        jpeg_scan(&maker, &picture, scan_of_all(1));
        jpeg_end(&maker);
        check_made(&maker, &picture);
        picture_free(&picture);
    }
}

TEST(tables_that_a_file_leaves_out_are_the_standard_ones)
{
    uint32_t seed = 3;
    for (int i = 0; i < 40; ++i) {
        made_picture picture = picture_begin(1 + i, 41 - i, 3, factors_420);
        picture_fill(&picture, &seed);
        jpeg_maker maker = jpeg_begin();
        maker.has_standard_tables = true;
        add_sequential(&maker, &picture);
        jpeg_end(&maker);
        check_made(&maker, &picture);
        picture_free(&picture);
    }
}

TEST(restart_markers_of_every_interval_are_read)
{
    uint32_t seed = 4;
    made_picture picture = picture_begin(70, 50, 3, factors_420);
    picture_fill(&picture, &seed);
    for (int interval = 1; interval <= 21; ++interval) {
        jpeg_maker maker = make_sequential(&picture, interval);
        check_made(&maker, &picture);
    }
    picture_free(&picture);
}

// ---- Several scans --------------------------------------------------------------------------

// The components whose bits are set.
static made_scan scan_of_bits(int bits)
{
    made_scan scan = {.last = 63};
    for (int c = 0; c < 3; ++c) {
        if ((bits >> c & 1) != 0) {
            scan.components[scan.count++] = c;
        }
    }
    return scan;
}

TEST(components_may_come_in_scans_of_their_own)
{
    // Which components each scan holds, as bits.
    static const int splits[][4] = {{1, 2, 4}, {4, 2, 1}, {1, 6}, {3, 4}, {2, 5}};
    uint32_t seed = 5;
    for (int i = 0; i < LENGTH(splits) * LENGTH(all_factors); ++i) {
        made_picture picture = picture_begin(5 + i, 60 - i / 2, 3, all_factors[i / LENGTH(splits)]);
        picture_fill(&picture, &seed);
        jpeg_maker maker = jpeg_begin();
        jpeg_restart_interval(&maker, i % 4);
        jpeg_quant(&maker, &picture);
        jpeg_frame(&maker, &picture, 0xC0);
        jpeg_flat_tables(&maker);
        for (int j = 0; j < 4 && splits[i % LENGTH(splits)][j] != 0; ++j) {
            made_scan scan = scan_of_bits(splits[i % LENGTH(splits)][j]);
            jpeg_scan(&maker, &picture, scan);
        }
        jpeg_end(&maker);
        check_made(&maker, &picture);
        picture_free(&picture);
    }
}

static void add_progressive_dc(jpeg_maker *maker, const made_picture *picture, int low)
{
    made_scan scan = scan_of_all(picture->count);
    scan.is_progressive = true;
    scan.last = 0;
    scan.low = low;
    jpeg_scan(maker, picture, scan);
}

// Bands of AC, from bit `low` down to 0, of one component.
static void add_progressive_ac(jpeg_maker *maker, const made_picture *picture, int component,
                               int low, uint32_t *seed)
{
    for (int first = 1, last; first <= 63; first = last + 1) {
        last = first + (int)(check_random(seed) % 40);
        last = last > 63 ? 63 : last;
        made_scan scan = {.components = {component}, .count = 1, .first = first, .last = last};
        scan.is_progressive = true;
        for (scan.low = low, scan.high = 0; scan.low >= 0; scan.high = scan.low--) {
            maker->max_end_run = 1 + (int)(check_random(seed) % 30);
            jpeg_scan(maker, picture, scan);
        }
    }
}

static jpeg_maker make_progressive(const made_picture *picture, int interval, uint32_t *seed)
{
    jpeg_maker maker = jpeg_begin();
    jpeg_restart_interval(&maker, interval);
    jpeg_quant(&maker, picture);
    jpeg_frame(&maker, picture, 0xC2);
    jpeg_flat_tables(&maker);
    int low = (int)(check_random(seed) % 4);
    add_progressive_dc(&maker, picture, low);
    for (int i = 0; i < picture->count; ++i) {
        add_progressive_ac(&maker, picture, i, (int)(check_random(seed) % 4), seed);
    }
    for (; low > 0; --low) {
        made_scan scan = scan_of_all(picture->count);
        scan.is_progressive = true;
        scan.last = 0;
        scan.high = low;
        scan.low = low - 1;
        jpeg_scan(&maker, picture, scan);
    }
    jpeg_end(&maker);
    return maker;
}

TEST(progressive_files_of_random_scans_have_the_pixels_of_the_reference)
{
    uint32_t seed = 6;
    for (int i = 0; i < 120; ++i) {
        int width = 1 + (int)(check_random(&seed) % 70);
        int height = 1 + (int)(check_random(&seed) % 60);
        made_picture picture =
            picture_begin(width, height, i % 5 == 0 ? 1 : 3, all_factors[i % LENGTH(all_factors)]);
        picture_fill(&picture, &seed);
        jpeg_maker maker = make_progressive(&picture, i % 3 == 0 ? i % 7 : 0, &seed);
        check_made(&maker, &picture);
        picture_free(&picture);
    }
}

TEST(coefficients_that_no_scan_sends_are_zero)
{
    uint32_t seed = 7;
    made_picture picture = picture_begin(40, 30, 3, factors_420);
    picture_fill(&picture, &seed);
    jpeg_maker maker = jpeg_begin();
    jpeg_quant(&maker, &picture);
    jpeg_frame(&maker, &picture, 0xC2);
    jpeg_flat_tables(&maker);
    add_progressive_dc(&maker, &picture, 0);
    add_progressive_ac(&maker, &picture, 0, 1, &seed);
    jpeg_end(&maker);
    for (int c = 1; c < 3; ++c) {
        for (int i = 0; i < 64 * picture.across[c] * picture.down[c]; ++i) {
            int16_t value = picture.blocks[c][i];
            picture.blocks[c][i] = (int16_t)(i % 64 == 0 ? value : 0);
        }
    }
    check_made(&maker, &picture);
    picture_free(&picture);
}

// ---- Colours --------------------------------------------------------------------------------

TEST(colours_are_what_the_markers_say)
{
    static const struct {
        const char *ids;
        int count, adobe; // -1: no marker
        reference_colors colors;
        bool has_jfif, is_inverted;
    } cases[] = {{"\1\2\3", 3, -1, REFERENCE_YCC, false, false},
                 {"RGB", 3, -1, REFERENCE_YCC, true, false},
                 {"RGB", 3, -1, REFERENCE_RGB, false, false},
                 {"\1\2\3", 3, 0, REFERENCE_RGB, false, false},
                 {"\1\2\3", 3, 0, REFERENCE_YCC, true, false},
                 {"RGB", 3, 1, REFERENCE_YCC, false, false},
                 {"\1\2\3\4", 4, -1, REFERENCE_CMYK, false, false},
                 {"\1\2\3\4", 4, 0, REFERENCE_CMYK, false, true},
                 {"CMYK", 4, 2, REFERENCE_YCCK, false, true}};
    uint32_t seed = 8;
    for (int i = 0; i < LENGTH(cases); ++i) {
        made_picture picture = picture_begin(50, 21, cases[i].count, factors_420);
        picture_fill(&picture, &seed);
        jpeg_maker maker = jpeg_begin();
        if (cases[i].has_jfif) {
            jpeg_segment(&maker, 0xE0, "JFIF\0\1\2\0\0\1\0\1\0\0", 14);
        }
        if (cases[i].adobe >= 0) {
            add_adobe(&maker, cases[i].adobe);
        }
        size_t frame = maker.size + (size_t)(2 + 2 + 129) * (size_t)cases[i].count;
        add_sequential(&maker, &picture);
        size_t scan = frame + 10 + 3 * (size_t)cases[i].count + 2 + 2 + 32 + 2 + 2 + 273;
        for (int c = 0; c < cases[i].count; ++c) {
            maker.data[frame + 10 + 3 * (size_t)c] = (uint8_t)cases[i].ids[c];
            maker.data[scan + 5 + 2 * (size_t)c] = (uint8_t)cases[i].ids[c];
        }
        jpeg_end(&maker);
        check_file_against(jpeg_view(&maker), &picture, cases[i].colors, cases[i].is_inverted, 1);
        jpeg_free(&maker);
        picture_free(&picture);
    }
}

// ---- Options --------------------------------------------------------------------------------

TEST(shrunk_pictures_are_the_means_of_their_samples)
{
    uint32_t seed = 9;
    for (int i = 0; i < 4 * LENGTH(all_factors); ++i) {
        int shrink = 1 << i % 4;
        made_picture picture = picture_begin(21 + i, 90 - i, 3, all_factors[i / 4]);
        picture_fill(&picture, &seed);
        jpeg_maker maker = make_sequential(&picture, 0);
        check_file_against(jpeg_view(&maker), &picture, REFERENCE_YCC, false, shrink);
        jpeg_free(&maker);
        maker = make_progressive(&picture, 0, &seed);
        check_file_against(jpeg_view(&maker), &picture, REFERENCE_YCC, false, shrink);
        jpeg_free(&maker);
        picture_free(&picture);
    }
}

static void add_exif(jpeg_maker *maker, int orientation, bool is_big_endian)
{
    uint8_t data[32] = "Exif\0\0";
    uint8_t *tiff = data + 6;
    uint8_t little[26] = {
        'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (uint8_t)orientation};
    uint8_t big[26] = {'M', 'M',  0, 42, 0, 0, 0, 8, 0, 1,
                       1,   0x12, 0, 3,  0, 0, 0, 1, 0, (uint8_t)orientation};
    memcpy(tiff, is_big_endian ? big : little, 26);
    jpeg_segment(maker, 0xE1, data, sizeof data);
}

// Where the pixel at x, y of a picture stands once it is upright.
static int upright_place(int orientation, int x, int y, int width, int height)
{
    int right = width - 1 - x, below = height - 1 - y;
    switch (orientation) {
    case 2:
        return y * width + right;
    case 3:
        return below * width + right;
    case 4:
        return below * width + x;
    case 5:
        return x * height + y;
    case 6:
        return x * height + below;
    case 7:
        return right * height + below;
    case 8:
        return right * height + y;
    default:
        return y * width + x;
    }
}

static void check_orientation(int orientation, int width, int height, uint32_t *seed)
{
    made_picture picture = picture_begin(width, height, 3, factors_420);
    picture_fill(&picture, seed);
    jpeg_maker maker = jpeg_begin();
    add_exif(&maker, orientation, width % 2 == 0);
    add_sequential(&maker, &picture);
    jpeg_end(&maker);
    bool is_turned = orientation >= 5 && orientation <= 8;
    int stated = orientation >= 1 && orientation <= 8 ? orientation : 1;
    qn_image_info info;
    qn_bitmap upright, stored;
    CHECK_ERROR(qn_image_decode(jpeg_view(&maker), NULL, &upright), QN_ERROR_OK);
    CHECK_ERROR(qn_image_decode(jpeg_view(&maker),
                                &(qn_image_decode_opts){.keep_orientation = true}, &stored),
                QN_ERROR_OK);
    CHECK_ERROR(qn_image_probe(jpeg_view(&maker), &info), QN_ERROR_OK);
    CHECK_INT(info.orientation, stated);
    CHECK_INT(upright.width_px, is_turned ? height : width);
    CHECK_INT(upright.height_px, is_turned ? width : height);
    CHECK_INT(info.width_px, upright.width_px);
    CHECK_INT(info.height_px, upright.height_px);
    CHECK_INT(stored.width_px, width);
    int differing = 0;
    for (int i = 0; i < width * height; ++i) {
        int place = upright_place(stated, i % width, i / width, width, height);
        differing += memcmp(upright.rgba + 4 * (size_t)place, stored.rgba + 4 * (size_t)i, 4) != 0;
    }
    CHECK_INT(differing, 0);
    qn_memory_release(upright.rgba);
    qn_memory_release(stored.rgba);
    jpeg_free(&maker);
    picture_free(&picture);
}

TEST(pictures_are_turned_upright_as_exif_tells)
{
    uint32_t seed = 10;
    for (int orientation = 0; orientation <= 9; ++orientation) {
        for (int i = 0; i < 8; ++i) {
            check_orientation(orientation, 1 + (int)(check_random(&seed) % 60),
                              1 + (int)(check_random(&seed) % 60), &seed);
        }
    }
}

// ---- From elsewhere -------------------------------------------------------------------------

static void check_pixels_of(int index)
{
    size_t size;
    uint8_t *file = check_corpus(jpeg_pixels[index].path, &size);
    qn_bitmap bitmap = {0};
    if (file != NULL) {
        CHECK_ERROR(qn_image_decode((qn_bytes){file, size}, NULL, &bitmap), QN_ERROR_OK);
        CHECK_INT(bitmap.width_px, jpeg_pixels[index].width);
        CHECK_INT(bitmap.height_px, jpeg_pixels[index].height);
        uInt bytes = 4 * (uInt)bitmap.width_px * (uInt)bitmap.height_px;
        bool is_same = crc32(crc32(0, NULL, 0), bitmap.rgba, bytes) == jpeg_pixels[index].crc;
        CHECK_TEXT(is_same ? jpeg_pixels[index].path : "other pixels", jpeg_pixels[index].path);
    }
    qn_memory_release(bitmap.rgba);
    free(file);
}

TEST(pictures_from_elsewhere_have_the_pixels_that_libjpeg_makes)
{
    for (int i = 0; i < LENGTH(jpeg_pixels); ++i) {
        check_pixels_of(i);
    }
}

TEST(cmyk_of_adobe_is_light_left_by_ink)
{
    size_t size;
    uint8_t *file = check_corpus("jpeg-odd/jpg-cmyk-1.jpg", &size);
    if (file == NULL) {
        return;
    }
    qn_bitmap bitmap;
    qn_image_info info;
    CHECK_ERROR(qn_image_probe((qn_bytes){file, size}, &info), QN_ERROR_OK);
    CHECK_INT(info.channel_count, 4);
    CHECK_ERROR(qn_image_decode((qn_bytes){file, size}, NULL, &bitmap), QN_ERROR_OK);
    // It begins with yellow.
    CHECK_BYTES(bitmap.rgba, "\xFF\xFF\x00\xFF\xF7\xFF\x00\xFF", 8);
    qn_memory_release(bitmap.rgba);
    free(file);
}

TEST(orientations_of_photographs_are_known_without_decoding)
{
    static const int orientations[] = {1, 2, 3, 4, 6, 8};
    for (int i = 0; i < LENGTH(orientations); ++i) {
        char path[64];
        size_t size;
        snprintf(path, sizeof path, "jpeg-exif/Landscape_%d.jpg", orientations[i]);
        uint8_t *file = check_corpus(path, &size);
        if (file == NULL) {
            return;
        }
        qn_image_info info;
        CHECK_ERROR(qn_image_probe((qn_bytes){file, size}, &info), QN_ERROR_OK);
        CHECK_INT(info.orientation, orientations[i]);
        CHECK_INT(info.width_px, 1800);
        CHECK_INT(info.height_px, 1200);
        CHECK_INT(info.channel_count, 3);
        free(file);
    }
}
