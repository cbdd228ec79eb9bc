// A blur is a resize to the same size with the Gaussian as its kernel. It works in place: finished
// rows are held back until no window of the rows to come begins above them.
//
// A wide Gaussian has nothing fine in it, so a smaller picture can hold it. For sigma above 16 px
// the picture is shrunk by areas until sigma is 8, blurred, and enlarged by Catmull-Rom, which
// keeps what is that smooth. The areas have blurred a little themselves: their variance is taken
// off.
#include "quoin/image/filter.h"

#include <string.h>

#include "base/simd_i16.h"
#include "image/bitmap.h"
#include "image/resize_passes.h"
#include "quoin/math.h"

#define TRUE_MAX_SIGMA_PX 12.0f
#define SMALL_SIGMA_PX 8.0
#define ROWS_AT_ONCE 32
#define AMOUNT_BITS 10

typedef struct sigmas {
    double across, down;
} sigmas;

static qn_error check_blur(const qn_bitmap *bitmap, float sigma_px)
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!qn_is_finite(sigma_px)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_in_range = sigma_px >= 0.0f && sigma_px <= QN_BLUR_MAX_SIGMA_PX;
    return is_in_range ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

// ---- In place -------------------------------------------------------------------------------

// Enough for a step of new rows and all those that a window of the next row reaches back over.
static uint8_t *take_held(const qn_passes *passes)
{
    int64_t rows = (int64_t)passes->down.stride + ROWS_AT_ONCE;
    rows = rows < passes->height_px ? rows : passes->height_px;
    return qn_alloc((size_t)rows * (size_t)passes->width_px * 4);
}

static void run_in_place(qn_passes *passes, uint8_t *held, uint8_t *pixels)
{
    size_t row_bytes = (size_t)passes->width_px * 4;
    int32_t written = 0;
    for (int32_t made = 0; made < passes->height_px;) {
        int32_t left = passes->height_px - made;
        int32_t count = left < ROWS_AT_ONCE ? left : ROWS_AT_ONCE;
        qn_passes_run(passes, made, count, held + (size_t)(made - written) * row_bytes);
        made += count;
        int32_t safe = made < passes->height_px ? passes->down.windows[made].start : made;
        size_t ready_bytes = (size_t)(safe - written) * row_bytes;
        memcpy(pixels + (size_t)written * row_bytes, held, ready_bytes);
        memmove(held, held + ready_bytes, (size_t)(made - safe) * row_bytes);
        written = safe;
    }
}

static qn_error blur_true(qn_bitmap *bitmap, sigmas s)
{
    qn_passes_def def = {.from = bitmap,
                         .width_px = bitmap->width_px,
                         .height_px = bitmap->height_px,
                         .kernel = QN_KERNEL_GAUSSIAN,
                         .sigma_across = s.across,
                         .sigma_down = s.down};
    qn_passes passes;
    qn_error error = qn_passes_open(&def, &passes);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint8_t *held = take_held(&passes);
    if (held != NULL) {
        run_in_place(&passes, held, bitmap->rgba);
    }
    qn_free(held);
    qn_passes_close(&passes);
    return held != NULL ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
}

// ---- By way of a smaller picture ------------------------------------------------------------

static int32_t small_side(int32_t side_px, double sigma_px)
{
    int32_t px = (int32_t)(side_px * SMALL_SIGMA_PX / sigma_px) + 1;
    return px < side_px ? px : side_px;
}

// What is left to blur once areas of so many pixels have been taken together.
static double small_sigma(double sigma_px, int32_t side_px, int32_t small_px)
{
    double ratio = (double)side_px / small_px;
    double variance = sigma_px * sigma_px - (ratio * ratio - 1.0) / 12.0;
    return __builtin_sqrt(variance) / ratio;
}

static qn_error blur_small(qn_bitmap *bitmap, double sigma_px)
{
    int32_t width_px = small_side(bitmap->width_px, sigma_px);
    int32_t height_px = small_side(bitmap->height_px, sigma_px);
    qn_resize_opts shrink = {.kernel = QN_RESIZE_BOX}, enlarge = {.kernel = QN_RESIZE_CATMULL_ROM};
    qn_bitmap small, blurred;
    qn_error error = qn_image_resize(bitmap, width_px, height_px, &shrink, &small);
    if (error != QN_ERROR_OK) {
        return error;
    }
    sigmas s = {small_sigma(sigma_px, bitmap->width_px, width_px),
                small_sigma(sigma_px, bitmap->height_px, height_px)};
    error = blur_true(&small, s);
    if (error == QN_ERROR_OK) {
        error = qn_image_resize(&small, bitmap->width_px, bitmap->height_px, &enlarge, &blurred);
    }
    qn_free(small.rgba);
    if (error == QN_ERROR_OK) {
        memcpy(bitmap->rgba, blurred.rgba, qn_bitmap_pixel_count(bitmap) * 4);
        qn_free(blurred.rgba);
    }
    return error;
}

qn_error qn_image_blur(qn_bitmap *bitmap, float sigma_px)
{
    qn_error error = check_blur(bitmap, sigma_px);
    if (error != QN_ERROR_OK || sigma_px == 0.0f) {
        return error;
    }
    if (sigma_px > TRUE_MAX_SIGMA_PX) {
        return blur_small(bitmap, (double)sigma_px);
    }
    return blur_true(bitmap, (sigmas){(double)sigma_px, (double)sigma_px});
}

// ---- Sharpening -----------------------------------------------------------------------------

typedef struct mask {
    int16_t amount;    // with 10 bits of fraction
    int16_t threshold; // less one
} mask;

// Half of four pixels as int16: the colour, and the blurred colour.
static inline qn_lanes sharpened(qn_lanes color, qn_lanes blurred, mask m)
{
    qn_lanes away = qn_i16_sub(color, blurred), back = qn_i16_sub(blurred, color);
    qn_lanes weights = qn_i16_zip_low(qn_i16_splat(m.amount), qn_i16_splat(1 << (AMOUNT_BITS - 1)));
    qn_lanes one = qn_i16_splat(1);
    qn_lanes low = qn_i16_dot(qn_i16_zip_low(away, one), weights);
    qn_lanes high = qn_i16_dot(qn_i16_zip_high(away, one), weights);
    qn_lanes change = qn_i32_narrow_i16(qn_i32_shift_right(low, AMOUNT_BITS),
                                        qn_i32_shift_right(high, AMOUNT_BITS));
    qn_lanes limit = qn_i16_splat(m.threshold);
    qn_lanes is_far = qn_lanes_or(qn_i16_greater(away, limit), qn_i16_greater(back, limit));
    return qn_i16_add(color, qn_lanes_and(change, is_far));
}

static void sharpen_four(uint8_t *pixels, const uint8_t *blurred, mask m)
{
    qn_lanes a = qn_lanes_load(pixels), b = qn_lanes_load(blurred);
    qn_lanes low = sharpened(qn_u8_low(a), qn_u8_low(b), m);
    qn_lanes high = sharpened(qn_u8_high(a), qn_u8_high(b), m);
    qn_lanes colors = qn_i32_splat(0x00FFFFFF);
    qn_lanes_store(pixels, qn_lanes_select(colors, qn_i16_narrow_u8(low, high), a));
}

static void sharpen_all(uint8_t *pixels, const uint8_t *blurred, size_t size_bytes, mask m)
{
    size_t i = 0;
    for (; i + 16 <= size_bytes; i += 16) {
        sharpen_four(pixels + i, blurred + i, m);
    }
    if (i < size_bytes) {
        uint8_t rest[16] = {0}, blurred_rest[16] = {0};
        memcpy(rest, pixels + i, size_bytes - i);
        memcpy(blurred_rest, blurred + i, size_bytes - i);
        sharpen_four(rest, blurred_rest, m);
        memcpy(pixels + i, rest, size_bytes - i);
    }
}

qn_error qn_image_sharpen(qn_bitmap *bitmap, float sigma_px, float amount, int32_t threshold)
{
    qn_error error = check_blur(bitmap, sigma_px);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!qn_is_finite(amount)) {
        return QN_ERROR_NOT_FINITE;
    }
    if (!(amount >= 0.0f && amount <= 16.0f) || threshold < 0 || threshold > 255) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_bitmap blurred;
    error = qn_bitmap_make(bitmap->width_px, bitmap->height_px, &blurred);
    if (error != QN_ERROR_OK) {
        return error;
    }
    size_t size_bytes = qn_bitmap_pixel_count(bitmap) * 4;
    memcpy(blurred.rgba, bitmap->rgba, size_bytes);
    error = qn_image_blur(&blurred, sigma_px);
    if (error == QN_ERROR_OK) {
        mask m = {(int16_t)(amount * (1 << AMOUNT_BITS) + 0.5f), (int16_t)(threshold - 1)};
        sharpen_all(bitmap->rgba, blurred.rgba, size_bytes, m);
    }
    qn_free(blurred.rgba);
    return error;
}
