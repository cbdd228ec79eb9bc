// YCbCr as JFIF has it (ITU-R BT.601, full range), in 16 bits of fraction as libjpeg rounds:
//   R = Y + 1.402 Cr,  G = Y - 0.34414 Cb - 0.71414 Cr,  B = Y + 1.772 Cb,  with Cb, Cr around 0
//
// A lane of 16 bits holds 15 of a factor below 1, so 1.402 is 1 + 0.402 and 1.772 is 2 - 0.228. For
// the 256 values that Cr and Cb have, those products round as they do with 16 bits of fraction.
#include "image/jpeg/color.h"

#include <string.h>

#include "base/simd_block.h"

#define STEP 16
#define Q15_RED 13173    // 0.402
#define Q15_BLUE (-7471) // -0.228
// 16 bits of fraction; what is left of -0.71414 once 1 is added.
#define GREEN_CB (-22554)
#define GREEN_CR 18734

typedef struct colors {
    qn_lanes r, g, b;
} colors;

// Eight pixels, not yet clamped.
static inline colors convert_eight(const uint8_t *y_row, const uint8_t *cb_row,
                                   const uint8_t *cr_row)
{
    qn_lanes middle = qn_i16_splat(128);
    qn_lanes y = qn_i16_load_u8(y_row);
    qn_lanes cb = qn_i16_sub(qn_i16_load_u8(cb_row), middle);
    qn_lanes cr = qn_i16_sub(qn_i16_load_u8(cr_row), middle);
    qn_lanes red = qn_i16_add(cr, qn_i16_mul_q15(cr, qn_i16_splat(Q15_RED)));
    qn_lanes blue = qn_i16_add(qn_i16_add(cb, cb), qn_i16_mul_q15(cb, qn_i16_splat(Q15_BLUE)));
    qn_wide both = qn_pairs_dot(qn_pairs_of(cb, cr), GREEN_CB, GREEN_CR);
    qn_lanes green = qn_i16_sub(qn_wide_narrow(both, 16), cr);
    return (colors){qn_i16_add(y, red), qn_i16_add(y, green), qn_i16_add(y, blue)};
}

// Sixteen bytes of each colour to sixteen pixels.
static inline void store_pixels(qn_lanes r, qn_lanes g, qn_lanes b, uint8_t *rgba)
{
    qn_lanes opaque = qn_i16_splat(-1);
    qn_lanes rg_low = qn_u8_zip_low(r, g), rg_high = qn_u8_zip_high(r, g);
    qn_lanes ba_low = qn_u8_zip_low(b, opaque), ba_high = qn_u8_zip_high(b, opaque);
    qn_lanes_store(rgba, qn_i16_zip_low(rg_low, ba_low));
    qn_lanes_store(rgba + 16, qn_i16_zip_high(rg_low, ba_low));
    qn_lanes_store(rgba + 32, qn_i16_zip_low(rg_high, ba_high));
    qn_lanes_store(rgba + 48, qn_i16_zip_high(rg_high, ba_high));
}

static inline void convert_step(const uint8_t *const rows[], size_t at, uint8_t *rgba)
{
    colors low = convert_eight(rows[0] + at, rows[1] + at, rows[2] + at);
    colors high = convert_eight(rows[0] + at + 8, rows[1] + at + 8, rows[2] + at + 8);
    store_pixels(qn_i16_narrow_u8(low.r, high.r), qn_i16_narrow_u8(low.g, high.g),
                 qn_i16_narrow_u8(low.b, high.b), rgba);
}

static void convert_ycc(const uint8_t *const rows[], size_t count, uint8_t *rgba)
{
    size_t at = 0;
    for (; at + STEP <= count; at += STEP) {
        convert_step(rows, at, rgba + 4 * at);
    }
    if (at < count) {
        uint8_t rest[4 * STEP];
        convert_step(rows, at, rest);
        memcpy(rgba + 4 * at, rest, 4 * (count - at));
    }
}

static void interleave(const uint8_t *r, const uint8_t *g, const uint8_t *b, size_t count,
                       uint8_t *rgba)
{
    for (size_t i = 0; i < count; ++i) {
        rgba[4 * i] = r[i];
        rgba[4 * i + 1] = g[i];
        rgba[4 * i + 2] = b[i];
        rgba[4 * i + 3] = 255;
    }
}

// a * b / 255, rounded.
static uint8_t product(uint32_t a, uint32_t b)
{
    uint32_t t = a * b + 128;
    return (uint8_t)((t + (t >> 8)) >> 8);
}

// What light is left by the colour and by black. The pixels hold C, M and Y in place of R, G and B;
// `flip_ink` and `flip_black` are 255 where these count ink rather than light.
static void multiply_black(const uint8_t *black, size_t count, uint8_t flip_ink, uint8_t flip_black,
                           uint8_t *rgba)
{
    for (size_t i = 0; i < count; ++i) {
        uint32_t light = black[i] ^ flip_black;
        for (size_t j = 0; j < 3; ++j) {
            rgba[4 * i + j] = product(rgba[4 * i + j] ^ flip_ink, light);
        }
    }
}

void qn_jpeg_color_row(const qn_jpeg *jpeg, const uint8_t *const rows[JPEG_MAX_COMPONENTS],
                       size_t count, uint8_t *rgba)
{
    uint8_t flip = jpeg->is_inverted ? 0 : 255;
    switch (jpeg->colors) {
    case JPEG_GREY:
        interleave(rows[0], rows[0], rows[0], count, rgba);
        break;
    case JPEG_YCC:
        convert_ycc(rows, count, rgba);
        break;
    case JPEG_RGB:
        interleave(rows[0], rows[1], rows[2], count, rgba);
        break;
    case JPEG_CMYK:
        interleave(rows[0], rows[1], rows[2], count, rgba);
        multiply_black(rows[3], count, flip, flip, rgba);
        break;
    case JPEG_YCCK:
        // The RGB of these is 255 less the stored C, M and Y.
        convert_ycc(rows, count, rgba);
        multiply_black(rows[3], count, (uint8_t)~flip, flip, rgba);
        break;
    }
}
