// JPEG files that break a rule of the format, or are of a kind that is not read, and the error of
// each.
#include "check.h"

#include <stdio.h>

#include "jpeg_broken.h"

// A sequential file with one byte set: `segment` is the marker, `at` counts from its first byte.
static qn_error decode_set(int count, int segment, size_t at, int value)
{
    made_picture picture = small_picture(count);
    jpeg_maker maker;
    begin_frame(&maker, &picture, 0xC0);
    jpeg_scan(&maker, &picture,
              (made_scan){.components = {0, 1, 2, 3}, .count = count, .last = 63});
    jpeg_end(&maker);
    picture_free(&picture);
    size_t position = 0;
    while (maker.data[position] != 0xFF || maker.data[position + 1] != segment) {
        ++position;
    }
    maker.data[position + at] = (uint8_t)value;
    return decode_made(&maker);
}

static const struct {
    int segment;
    size_t at;
    int value;
    qn_error error;
} broken_headers[] = {
    {0xC0, 4, 8, QN_ERROR_OK},
    {0xC0, 4, 12, QN_ERROR_UNSUPPORTED},
    {0xC0, 4, 7, QN_ERROR_UNSUPPORTED},
    {0xC0, 8, 0, QN_ERROR_BAD_DATA},
    {0xC0, 6, 0, QN_ERROR_UNSUPPORTED},
    {0xC0, 9, 0, QN_ERROR_BAD_DATA},
    {0xC0, 9, 2, QN_ERROR_BAD_DATA},
    {0xC0, 3, 18, QN_ERROR_BAD_DATA},
    {0xC0, 3, 1, QN_ERROR_BAD_DATA},
    {0xC0, 11, 0x02, QN_ERROR_BAD_DATA},
    {0xC0, 11, 0x52, QN_ERROR_BAD_DATA},
    {0xC0, 11, 0x20, QN_ERROR_BAD_DATA},
    {0xC0, 12, 4, QN_ERROR_BAD_DATA},
    {0xC0, 13, 1, QN_ERROR_BAD_DATA},
    {0xC0, 12, 3, QN_ERROR_BAD_DATA},
    {0xC0, 1, 0xC1, QN_ERROR_OK},
    {0xC0, 1, 0xC3, QN_ERROR_UNSUPPORTED},
    {0xC0, 1, 0xC5, QN_ERROR_UNSUPPORTED},
    {0xC0, 1, 0xC9, QN_ERROR_UNSUPPORTED},
    {0xC0, 1, 0xCA, QN_ERROR_UNSUPPORTED},
    {0xC0, 1, 0xCB, QN_ERROR_UNSUPPORTED},
    {0xC0, 1, 0xCF, QN_ERROR_UNSUPPORTED},
    {0xC0, 1, 0xCC, QN_ERROR_UNSUPPORTED},
    {0xC0, 1, 0xDE, QN_ERROR_UNSUPPORTED},
    {0xC0, 1, 0xD8, QN_ERROR_BAD_DATA},
    {0xC0, 1, 0xE5, QN_ERROR_BAD_DATA},
    {0xDA, 4, 0, QN_ERROR_BAD_DATA},
    {0xDA, 4, 4, QN_ERROR_BAD_DATA},
    {0xDA, 5, 9, QN_ERROR_BAD_DATA},
    {0xDA, 5, 2, QN_ERROR_BAD_DATA},
    {0xDA, 6, 0x40, QN_ERROR_BAD_DATA},
    {0xDA, 6, 0x04, QN_ERROR_BAD_DATA},
    {0xDA, 6, 0x20, QN_ERROR_BAD_DATA},
    {0xDA, 6, 0x02, QN_ERROR_BAD_DATA},
    {0xDA, 11, 63, QN_ERROR_OK},
    {0xDA, 3, 11, QN_ERROR_BAD_DATA},
    {0xDA, 1, 0xD9, QN_ERROR_BAD_DATA},
    {0xDB, 4, 0x20, QN_ERROR_BAD_DATA},
    {0xDB, 4, 0x14, QN_ERROR_BAD_DATA},
    {0xDB, 4, 0x13, QN_ERROR_BAD_DATA},
    {0xDB, 3, 132, QN_ERROR_BAD_DATA},
    {0xC4, 4, 0x20, QN_ERROR_BAD_DATA},
    {0xC4, 4, 0x04, QN_ERROR_BAD_DATA},
    {0xC4, 5, 3, QN_ERROR_BAD_DATA},
    {0xC4, 8, 17, QN_ERROR_BAD_DATA},
    {0xC4, 21, 16, QN_ERROR_BAD_DATA},
    {0xC4, 3, 33, QN_ERROR_BAD_DATA},
};

TEST(headers_that_break_a_rule_have_the_right_error)
{
    for (int i = 0; i < LENGTH(broken_headers); ++i) {
        qn_error error =
            decode_set(3, broken_headers[i].segment, broken_headers[i].at, broken_headers[i].value);
        char got[64], expected[64];
        snprintf(got, sizeof got, "%x+%zu=%d: %s", (unsigned)broken_headers[i].segment,
                 broken_headers[i].at, broken_headers[i].value, qn_error_code(error));
        snprintf(expected, sizeof expected, "%x+%zu=%d: %s", (unsigned)broken_headers[i].segment,
                 broken_headers[i].at, broken_headers[i].value,
                 qn_error_code(broken_headers[i].error));
        CHECK_TEXT(got, expected);
    }
}

// A file that ends after this frame header.
static qn_error decode_frame(const void *data, size_t size)
{
    jpeg_maker maker = jpeg_begin();
    jpeg_segment(&maker, 0xC0, data, size);
    return decode_made(&maker);
}

TEST(frames_of_other_components_or_ratios_are_unsupported)
{
    static const uint8_t three[] = {8, 0, 9, 0, 9, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0};
    static const uint8_t two[] = {8, 0, 9, 0, 9, 2, 1, 0x11, 0, 2, 0x11, 0};
    static const uint8_t ratio[] = {8, 0, 9, 0, 9, 3, 1, 0x31, 0, 2, 0x21, 0, 3, 0x11, 0};
    static const uint8_t five[] = {8, 0, 9,    0, 9, 5,    1, 0x11, 0,    2, 0x11,
                                   0, 3, 0x11, 0, 4, 0x11, 0, 5,    0x11, 0};
    CHECK_ERROR(decode_frame(three, sizeof three), QN_ERROR_TRUNCATED);
    CHECK_ERROR(decode_frame(two, sizeof two), QN_ERROR_UNSUPPORTED);
    CHECK_ERROR(decode_frame(ratio, sizeof ratio), QN_ERROR_UNSUPPORTED);
    CHECK_ERROR(decode_frame(five, sizeof five), QN_ERROR_UNSUPPORTED);
}

TEST(other_bytes_are_of_another_format)
{
    CHECK_ERROR(decode((qn_bytes){(const uint8_t *)"GIF89a", 6}), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(decode((qn_bytes){(const uint8_t *)"\xFF\xD8\xFE", 3}), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(decode((qn_bytes){(const uint8_t *)"\x89PNX", 4}), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(decode((qn_bytes){(const uint8_t *)"\xFF\xD8\xFF", 3}), QN_ERROR_TRUNCATED);
    CHECK_ERROR(decode((qn_bytes){(const uint8_t *)"\x89PNG", 4}), QN_ERROR_TRUNCATED);
    CHECK_ERROR(decode((qn_bytes){NULL, 0}), QN_ERROR_TRUNCATED);
}

// A progressive grey file of these scans.
static qn_error decode_scans(const made_scan *scans, int count)
{
    made_picture picture = small_picture(1);
    jpeg_maker maker;
    begin_frame(&maker, &picture, 0xC2);
    for (int i = 0; i < count; ++i) {
        jpeg_scan(&maker, &picture, scans[i]);
    }
    jpeg_end(&maker);
    picture_free(&picture);
    return decode_made(&maker);
}

TEST(progressive_scans_out_of_order_are_bad_data)
{
    made_scan dc = scan_of(0, 0, 0, 0, 0);
    CHECK_ERROR(decode_scans((made_scan[]){dc}, 1), QN_ERROR_OK);
    CHECK_ERROR(decode_scans((made_scan[]){dc, scan_of(0, 1, 63, 0, 0)}, 2), QN_ERROR_OK);
    CHECK_ERROR(decode_scans((made_scan[]){dc, dc}, 2), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_scans((made_scan[]){scan_of(0, 1, 63, 0, 0), dc}, 2), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_scans((made_scan[]){scan_of(0, 0, 0, 2, 0)}, 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_scans((made_scan[]){scan_of(0, 0, 0, 0, 14)}, 1), QN_ERROR_BAD_DATA);
    static const int bands[][2] = {{1, 64}, {5, 4}, {0, 5}};
    for (int i = 0; i < LENGTH(bands); ++i) {
        made_scan band = scan_of(0, bands[i][0], bands[i][1] & 63, 0, 0);
        band.last = bands[i][1];
        made_picture picture = small_picture(1);
        jpeg_maker maker;
        begin_frame(&maker, &picture, 0xC2);
        jpeg_scan(&maker, &picture, dc);
        jpeg_scan_header(&maker, &band);
        jpeg_end(&maker);
        picture_free(&picture);
        CHECK_ERROR(decode_made(&maker), QN_ERROR_BAD_DATA);
    }
}

TEST(a_component_that_never_comes_is_a_truncation)
{
    for (int is_progressive = 0; is_progressive < 2; ++is_progressive) {
        made_picture picture = small_picture(3);
        jpeg_maker maker;
        begin_frame(&maker, &picture, is_progressive ? 0xC2 : 0xC0);
        made_scan scan = scan_of(0, 0, is_progressive ? 0 : 63, 0, 0);
        scan.is_progressive = is_progressive != 0;
        jpeg_scan(&maker, &picture, scan);
        jpeg_end(&maker);
        picture_free(&picture);
        CHECK_ERROR(decode_made(&maker), QN_ERROR_TRUNCATED);
    }
}

TEST(a_sequential_component_that_comes_twice_is_bad_data)
{
    made_picture picture = small_picture(3);
    jpeg_maker maker;
    begin_frame(&maker, &picture, 0xC0);
    made_scan scan = {.components = {0}, .count = 1, .last = 63};
    jpeg_scan(&maker, &picture, scan);
    jpeg_scan(&maker, &picture, scan);
    jpeg_end(&maker);
    picture_free(&picture);
    CHECK_ERROR(decode_made(&maker), QN_ERROR_BAD_DATA);
}

// One of DC, then each bit of each coefficient alone.
static qn_error decode_many_scans(int wanted)
{
    made_scan scans[257] = {scan_of(0, 0, 0, 0, 0)};
    for (int i = 1; i < wanted; ++i) {
        int low = 4 - (i - 1) % 5;
        int k = 1 + (i - 1) / 5;
        scans[i] = scan_of(0, k, k, low == 4 ? 0 : low + 1, low);
    }
    return decode_scans(scans, wanted);
}

TEST(more_than_256_scans_are_too_large)
{
    CHECK_ERROR(decode_many_scans(256), QN_ERROR_OK);
    CHECK_ERROR(decode_many_scans(257), QN_ERROR_TOO_LARGE);
}

TEST(restart_markers_that_are_wrong_or_missing_are_bad_data)
{
    for (int i = 0; i < 4; ++i) {
        made_picture picture = small_picture(3);
        jpeg_maker maker = jpeg_begin();
        jpeg_restart_interval(&maker, 1);
        jpeg_quant(&maker, &picture);
        jpeg_frame(&maker, &picture, 0xC0);
        jpeg_flat_tables(&maker);
        jpeg_scan(&maker, &picture, (made_scan){.components = {0, 1, 2}, .count = 3, .last = 63});
        jpeg_end(&maker);
        picture_free(&picture);
        size_t at = maker.size;
        while (maker.data[at - 1] != 0xD1 || maker.data[at - 2] != 0xFF) {
            --at;
        }
        static const uint8_t replacements[4] = {0xD1, 0xD2, 0x00, 0xD9};
        maker.data[at - 1] = replacements[i];
        CHECK_ERROR(decode_made(&maker), i == 0 ? QN_ERROR_OK : QN_ERROR_BAD_DATA);
    }
}

// One grey block of these symbols of AC, each with one bit behind it if it has a size.
static qn_error decode_symbols(int marker, made_scan scan, const int *symbols, int count)
{
    made_picture picture = picture_begin(8, 8, 1, factors_420);
    uint32_t seed = 1;
    picture_fill(&picture, &seed);
    jpeg_maker maker;
    begin_frame(&maker, &picture, marker);
    if (marker == 0xC2) {
        jpeg_scan(&maker, &picture, scan_of(0, 0, 0, 0, 0));
    }
    jpeg_scan_header(&maker, &scan);
    if (marker == 0xC0) {
        jpeg_dc_symbol(&maker, 0);
    }
    for (int i = 0; i < count; ++i) {
        jpeg_ac_symbol(&maker, symbols[i]);
        jpeg_bits(&maker, 1, symbols[i] % 16);
    }
    jpeg_pad(&maker);
    jpeg_end(&maker);
    picture_free(&picture);
    return decode_made(&maker);
}

TEST(coefficients_past_their_block_are_bad_data)
{
    static const int last[] = {0xF0, 0xF0, 0xF0, 0xE1}, past[] = {0xF0, 0xF0, 0xF0, 0xF1};
    static const int zeros[] = {0xF0, 0xF0, 0xF0, 0xF0}, large[] = {0x02};
    made_scan all = {.count = 1, .last = 63};
    CHECK_ERROR(decode_symbols(0xC0, all, last, 4), QN_ERROR_OK);
    CHECK_ERROR(decode_symbols(0xC0, all, past, 4), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_symbols(0xC0, all, zeros, 4), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_symbols(0xC2, scan_of(0, 1, 63, 0, 0), last, 4), QN_ERROR_OK);
    CHECK_ERROR(decode_symbols(0xC2, scan_of(0, 1, 63, 0, 0), past, 4), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_symbols(0xC2, scan_of(0, 1, 62, 0, 0), last, 4), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_symbols(0xC2, scan_of(0, 1, 63, 1, 0), last, 4), QN_ERROR_OK);
    CHECK_ERROR(decode_symbols(0xC2, scan_of(0, 1, 63, 1, 0), past, 4), QN_ERROR_BAD_DATA);
    // A bit more is one, never two.
    CHECK_ERROR(decode_symbols(0xC2, scan_of(0, 1, 1, 0, 0), large, 1), QN_ERROR_OK);
    CHECK_ERROR(decode_symbols(0xC2, scan_of(0, 1, 1, 1, 0), large, 1), QN_ERROR_BAD_DATA);
}

// Grey blocks of these differences of DC, with nothing else in them.
static qn_error decode_differences(int difference, int count)
{
    made_picture picture = picture_begin(8 * count, 8, 1, factors_420);
    uint32_t seed = 1;
    picture_fill(&picture, &seed);
    jpeg_maker maker;
    begin_frame(&maker, &picture, 0xC0);
    jpeg_scan_header(&maker, &(made_scan){.count = 1, .last = 63});
    for (int i = 0; i < count; ++i) {
        jpeg_dc_symbol(&maker, jpeg_size_of(difference));
        jpeg_value(&maker, difference, jpeg_size_of(difference));
        jpeg_ac_symbol(&maker, 0);
    }
    jpeg_pad(&maker);
    jpeg_end(&maker);
    picture_free(&picture);
    return decode_made(&maker);
}

TEST(a_first_coefficient_that_leaves_16_bits_is_bad_data)
{
    CHECK_ERROR(decode_differences(16383, 2), QN_ERROR_OK);
    CHECK_ERROR(decode_differences(16383, 3), QN_ERROR_BAD_DATA);
    CHECK_ERROR(decode_differences(-16384 + 1, 3), QN_ERROR_BAD_DATA);
}

TEST(a_code_that_does_not_exist_is_bad_data)
{
    for (int is_ac = 0; is_ac < 2; ++is_ac) {
        made_picture picture = small_picture(1);
        jpeg_maker maker;
        begin_frame(&maker, &picture, 0xC0);
        jpeg_scan_header(&maker, &(made_scan){.count = 1, .last = 63});
        if (is_ac != 0) {
            jpeg_dc_symbol(&maker, 0);
        }
        // Codes of DC end below four ones, codes of AC below two.
        for (int i = 0; i < 200; ++i) {
            jpeg_bits(&maker, 15, 4);
        }
        jpeg_end(&maker);
        picture_free(&picture);
        CHECK_ERROR(decode_made(&maker), QN_ERROR_BAD_DATA);
    }
}

TEST(what_lies_between_and_behind_segments_is_passed_over)
{
    made_picture picture = small_picture(3);
    jpeg_maker maker = jpeg_begin();
    jpeg_byte(&maker, 0xFF);
    jpeg_byte(&maker, 0xFF);
    jpeg_quant(&maker, &picture);
    jpeg_byte(&maker, 0x12);
    jpeg_marker(&maker, 0x01);
    jpeg_marker(&maker, 0xFE);
    jpeg_byte(&maker, 0);
    jpeg_byte(&maker, 0);
    jpeg_frame(&maker, &picture, 0xC0);
    jpeg_flat_tables(&maker);
    jpeg_scan(&maker, &picture, (made_scan){.components = {0, 1, 2}, .count = 3, .last = 63});
    CHECK_ERROR(decode(jpeg_view(&maker)), QN_ERROR_OK);
    jpeg_byte(&maker, 0x34);
    jpeg_end(&maker);
    jpeg_byte(&maker, 0x56);
    picture_free(&picture);
    CHECK_ERROR(decode_made(&maker), QN_ERROR_OK);
}
