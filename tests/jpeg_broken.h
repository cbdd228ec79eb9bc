// What tests of files that must be refused share: small files, and their errors.
#ifndef TESTS_JPEG_BROKEN_H
#define TESTS_JPEG_BROKEN_H

#include "jpeg_maker.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

static const int factors_420[8] = {2, 2, 1, 1, 1, 1, 2, 2};

// The error of decoding, with the pixels released.
static inline qn_error decode_with(qn_bytes file, const qn_image_decode_opts *opts)
{
    qn_bitmap bitmap;
    qn_error error = qn_image_decode(file, opts, &bitmap);
    CHECK((bitmap.rgba != NULL) == (error == QN_ERROR_OK));
    CHECK(error == QN_ERROR_OK || (bitmap.width_px == 0 && bitmap.height_px == 0));
    qn_memory_release(bitmap.rgba);
    return error;
}

static inline qn_error decode(qn_bytes file) { return decode_with(file, NULL); }

static inline qn_error decode_made(jpeg_maker *maker)
{
    qn_error error = decode(jpeg_view(maker));
    jpeg_free(maker);
    return error;
}

static inline made_picture small_picture(int count)
{
    uint32_t seed = 1;
    made_picture picture = picture_begin(20, 20, count, factors_420);
    picture_fill(&picture, &seed);
    return picture;
}

static inline made_scan scan_of(int component, int first, int last, int high, int low)
{
    return (made_scan){.components = {component, 1, 2, 3},
                       .count = 1,
                       .first = first,
                       .last = last,
                       .high = high,
                       .low = low,
                       .is_progressive = true};
}

static inline void begin_frame(jpeg_maker *maker, const made_picture *picture, int marker)
{
    *maker = jpeg_begin();
    jpeg_quant(maker, picture);
    jpeg_frame(maker, picture, marker);
    jpeg_flat_tables(maker);
}

#endif
