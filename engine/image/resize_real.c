// A block of output rows at a time. The source is taken in pieces of a few rows and some hundred
// columns, small enough for the nearest cache: the piece is turned into floats once, and added, row
// by row with its weight, to the sums of all output rows of the block whose windows it meets. Only
// the rows at the block's two edges are turned again for its neighbours. The sums are then mixed
// along themselves and turned into bytes.
//
// A sum is taken in the order of the source rows whatever the block, so that slices do not show.
#include "image/resize_passes.h"

#include <string.h>

#include "base/simd_i16.h"

#define PIECE_ROWS 16
#define PIECE_PX 64
#define PIXELS_AT_ONCE 8
#define PIECE_STRIDE ((size_t)PIECE_PX * 4)
#define MAX_BLOCK_ROWS 32
#define BLOCK_BYTES ((size_t)1 << 20)
// Below half a level of alpha a pixel is invisible, and its colour is not asked for.
#define LEAST_ALPHA (1.0f / 512.0f)

// ---- Opening --------------------------------------------------------------------------------

// Alpha rides along as one more channel: 1 times its share. Taken alike, the colours are not
// multiplied by it.
static void fill_tables(qn_passes *passes)
{
    qn_pixel_tables *tables = passes->tables;
    for (int v = 0; v < 256; ++v) {
        float share = (float)v * (1.0f / 255.0f);
        float value = passes->is_linear ? passes->srgb->linear[v] : share;
        float weight = passes->is_weighted ? share : 1.0f;
        memcpy(tables->red[v], (float[4]){value, 0.0f, 0.0f, 1.0f}, sizeof tables->red[v]);
        memcpy(tables->green[v], (float[4]){0.0f, value, 0.0f, 0.0f}, sizeof tables->green[v]);
        memcpy(tables->blue[v], (float[4]){0.0f, 0.0f, value, 0.0f}, sizeof tables->blue[v]);
        memcpy(tables->alpha[v], (float[4]){weight, weight, weight, share},
               sizeof tables->alpha[v]);
    }
}

// A tenth of both pictures is little beside them; of small ones, a fixed size is little.
static int32_t block_rows(const qn_passes *passes)
{
    size_t pixels = (size_t)passes->from.width_px * (size_t)passes->from.height_px +
                    (size_t)passes->width_px * (size_t)passes->height_px;
    size_t bytes = pixels / 10 * 4;
    size_t rows = (bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES) / (passes->row_floats * 4);
    return rows < 1 ? 1 : (rows > MAX_BLOCK_ROWS ? MAX_BLOCK_ROWS : (int32_t)rows);
}

bool qn_real_open(qn_passes *passes)
{
    // Windows of full length are read to their end wherever they begin; those weights are 0.
    size_t chunks = ((size_t)passes->from.width_px + PIXELS_AT_ONCE - 1) / PIXELS_AT_ONCE;
    size_t row_px = chunks * PIXELS_AT_ONCE + (size_t)passes->across.stride;
    passes->row_floats = row_px * 4;
    passes->row_capacity = block_rows(passes);
    size_t sums = passes->row_floats * (size_t)passes->row_capacity;
    passes->sums = qn_alloc_zeroed(sums * sizeof(float));
    passes->piece = qn_alloc_zeroed(PIECE_ROWS * PIECE_STRIDE * sizeof(float));
    passes->tables = qn_alloc(sizeof *passes->tables);
    passes->srgb = qn_alloc(sizeof *passes->srgb);
    bool is_open = passes->sums != NULL && passes->piece != NULL && passes->tables != NULL &&
                   passes->srgb != NULL;
    if (is_open) {
        qn_srgb_fill(passes->srgb);
        fill_tables(passes);
    }
    return is_open;
}

// ---- Down -----------------------------------------------------------------------------------

typedef struct piece {
    int32_t row, row_count;
    int32_t column, column_count;
} piece;

static inline qn_f4 look_up_color(const qn_pixel_tables *tables, const uint8_t *from)
{
    qn_f4 red = qn_f4_load(tables->red[from[0]]), green = qn_f4_load(tables->green[from[1]]);
    return qn_f4_or(qn_f4_or(red, green), qn_f4_load(tables->blue[from[2]]));
}

static void fill_by_tables(const qn_pixel_tables *tables, const uint8_t *from, float *to,
                           int32_t count)
{
    for (int32_t x = 0; x < count; ++x, from += 4, to += 4) {
        qn_f4 alpha = qn_f4_load(tables->alpha[from[3]]);
        qn_f4_store(to, qn_f4_mul(look_up_color(tables, from), alpha));
    }
}

static void fill_opaque(const qn_pixel_tables *tables, const uint8_t *from, float *to,
                        int32_t count)
{
    for (int32_t x = 0; x < count; ++x, from += 4, to += 4) {
        qn_f4_store(to, look_up_color(tables, from));
    }
}

// Lane 3 is the alpha of a pixel.
static inline qn_f4 with_alpha(qn_f4 pixel, qn_f4 alpha)
{
    const qn_lanes is_alpha = qn_lanes_load((const int32_t[4]){0, 0, 0, -1});
    return qn_f4_select(qn_f4_of_lanes(is_alpha), alpha, pixel);
}

// Of bytes that were widened to int16: a pixel whose colours are sRGB values times alpha.
static inline qn_f4 weighted_value(qn_lanes bytes)
{
    qn_f4 value = qn_f4_mul(qn_f4_from_i32(bytes), qn_f4_splat(1.0f / 255.0f));
    qn_f4 alpha = qn_f4_spread_last(value);
    return with_alpha(qn_f4_mul(value, alpha), alpha);
}

// What the tables give for sRGB values, without them.
static void fill_weighted_values(const qn_pixel_tables *tables, const uint8_t *from, float *to,
                                 int32_t count)
{
    qn_lanes zero = qn_lanes_zero();
    int32_t x = 0;
    for (; x + 4 <= count; x += 4, from += 16, to += 16) {
        qn_lanes bytes = qn_lanes_load(from);
        qn_lanes low = qn_u8_low(bytes), high = qn_u8_high(bytes);
        qn_f4_store(to, weighted_value(qn_i16_zip_low(low, zero)));
        qn_f4_store(to + 4, weighted_value(qn_i16_zip_high(low, zero)));
        qn_f4_store(to + 8, weighted_value(qn_i16_zip_low(high, zero)));
        qn_f4_store(to + 12, weighted_value(qn_i16_zip_high(high, zero)));
    }
    fill_by_tables(tables, from, to, count - x);
}

static void fill_piece(const qn_passes *passes, piece p)
{
    for (int32_t r = 0; r < p.row_count; ++r) {
        size_t at = (size_t)(p.row + r) * (size_t)passes->from.width_px + (size_t)p.column;
        const uint8_t *from = passes->from.rgba + at * 4;
        float *to = passes->piece + (size_t)r * PIECE_STRIDE;
        if (passes->is_opaque) {
            fill_opaque(passes->tables, from, to, p.column_count);
        } else if (passes->is_weighted && !passes->is_linear) {
            fill_weighted_values(passes->tables, from, to, p.column_count);
        } else {
            fill_by_tables(passes->tables, from, to, p.column_count);
        }
    }
}

// sums += weights[k] * row k of the piece, eight pixels at a time. Not split: the eight sums live
// in registers.
static void add_rows(float *sums, const float *piece_row, const float *weights, int32_t row_count,
                     int32_t column_count, bool is_first)
{
    for (int32_t x = 0; x < column_count; x += PIXELS_AT_ONCE, sums += 32, piece_row += 32) {
        qn_f4 a = qn_f4_zero(), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        if (!is_first) {
            a = qn_f4_load(sums), b = qn_f4_load(sums + 4);
            c = qn_f4_load(sums + 8), d = qn_f4_load(sums + 12);
            e = qn_f4_load(sums + 16), f = qn_f4_load(sums + 20);
            g = qn_f4_load(sums + 24), h = qn_f4_load(sums + 28);
        }
        const float *row = piece_row;
        for (int32_t k = 0; k < row_count; ++k, row += PIECE_STRIDE) {
            qn_f4 weight = qn_f4_load_splat(weights + k);
            a = qn_f4_mul_add(a, weight, qn_f4_load(row));
            b = qn_f4_mul_add(b, weight, qn_f4_load(row + 4));
            c = qn_f4_mul_add(c, weight, qn_f4_load(row + 8));
            d = qn_f4_mul_add(d, weight, qn_f4_load(row + 12));
            e = qn_f4_mul_add(e, weight, qn_f4_load(row + 16));
            f = qn_f4_mul_add(f, weight, qn_f4_load(row + 20));
            g = qn_f4_mul_add(g, weight, qn_f4_load(row + 24));
            h = qn_f4_mul_add(h, weight, qn_f4_load(row + 28));
        }
        qn_f4_store(sums, a), qn_f4_store(sums + 4, b);
        qn_f4_store(sums + 8, c), qn_f4_store(sums + 12, d);
        qn_f4_store(sums + 16, e), qn_f4_store(sums + 20, f);
        qn_f4_store(sums + 24, g), qn_f4_store(sums + 28, h);
    }
}

// What of the piece lies in the window of an output row, onto that row's sums.
static void add_piece(qn_passes *passes, piece p, int32_t output, float *sums)
{
    const qn_weights *down = &passes->down;
    qn_window window = down->windows[output];
    int32_t first = window.start > p.row ? window.start : p.row;
    int32_t end = window.start + window.count;
    end = end < p.row + p.row_count ? end : p.row + p.row_count;
    if (first >= end) {
        return;
    }
    const float *weights = down->real + (size_t)output * (size_t)down->stride;
    add_rows(sums + (size_t)p.column * 4, passes->piece + (size_t)(first - p.row) * PIECE_STRIDE,
             weights + (first - window.start), end - first, p.column_count, first == window.start);
}

static int32_t window_end(qn_window window) { return window.start + window.count; }

// Onto the sums of `count` output rows.
static void add_piece_to_all(qn_passes *passes, piece p, int32_t first, int32_t count)
{
    for (int32_t i = 0; i < count; ++i) {
        add_piece(passes, p, first + i, passes->sums + (size_t)i * passes->row_floats);
    }
}

// The sums of a block of output rows. Pieces follow one another along the rows, as processors like
// memory to be read.
static void add_block(qn_passes *passes, int32_t first, int32_t count)
{
    const qn_window *windows = passes->down.windows;
    int32_t end = window_end(windows[first + count - 1]), width_px = passes->from.width_px;
    piece p = {.row = windows[first].start};
    for (; p.row < end; p.row += PIECE_ROWS) {
        p.row_count = end - p.row < PIECE_ROWS ? end - p.row : PIECE_ROWS;
        for (p.column = 0; p.column < width_px; p.column += PIECE_PX) {
            int32_t left = width_px - p.column;
            p.column_count = left < PIECE_PX ? left : PIECE_PX;
            fill_piece(passes, p);
            add_piece_to_all(passes, p, first, count);
        }
    }
}

// ---- Across and out -------------------------------------------------------------------------

static inline qn_f4 mix_along(const qn_weights *across, const float *sums, int32_t output)
{
    const float *from = sums + (size_t)across->windows[output].start * 4;
    const float *weights = across->real + (size_t)output * (size_t)across->stride;
    qn_f4 a = qn_f4_zero(), b = a;
    for (int32_t k = 0; k < across->stride; k += 2, from += 8) {
        a = qn_f4_mul_add(a, qn_f4_load_splat(weights + k), qn_f4_load(from));
        b = qn_f4_mul_add(b, qn_f4_load_splat(weights + k + 1), qn_f4_load(from + 4));
    }
    return qn_f4_add(a, b);
}

// A pixel as four integers: colours in 0 to color_scale, alpha in 0 to 255.
static inline qn_lanes pixel_at(const qn_passes *passes, const float *sums, int32_t x,
                                float color_scale)
{
    qn_f4 pixel = mix_along(&passes->across, sums, x);
    if (passes->is_weighted) {
        qn_f4 alpha = qn_f4_spread_last(pixel);
        qn_f4 straight = qn_f4_div(pixel, qn_f4_max(alpha, qn_f4_splat(LEAST_ALPHA)));
        pixel = with_alpha(straight, alpha);
    }
    pixel = qn_f4_min(qn_f4_max(pixel, qn_f4_zero()), qn_f4_splat(1.0f));
    qn_f4 scale = with_alpha(qn_f4_splat(color_scale), qn_f4_splat(255.0f));
    return qn_i32_round_f4(qn_f4_mul(pixel, scale));
}

// Where alpha is 0, all is.
static inline qn_lanes without_invisible(qn_lanes pixels)
{
    qn_lanes is_none = qn_i32_equal(qn_u32_shift_right(pixels, 24), qn_lanes_zero());
    return qn_lanes_select(is_none, qn_lanes_zero(), pixels);
}

static void values_out(const qn_passes *passes, const float *sums, uint8_t *to)
{
    int32_t last = passes->width_px - 1;
    for (int32_t x = 0; x <= last; x += 4) {
        int32_t left = last - x;
        qn_lanes a = pixel_at(passes, sums, x, 255.0f);
        qn_lanes b = pixel_at(passes, sums, left < 1 ? last : x + 1, 255.0f);
        qn_lanes c = pixel_at(passes, sums, left < 2 ? last : x + 2, 255.0f);
        qn_lanes d = pixel_at(passes, sums, left < 3 ? last : x + 3, 255.0f);
        qn_lanes bytes = qn_i16_narrow_u8(qn_i32_narrow_i16(a, b), qn_i32_narrow_i16(c, d));
        bytes = passes->is_weighted ? without_invisible(bytes) : bytes;
        uint8_t kept[16];
        qn_lanes_store(kept, bytes);
        memcpy(to + (size_t)x * 4, kept, (size_t)(left < 3 ? left + 1 : 4) * 4);
    }
}

static void light_out(const qn_passes *passes, const float *sums, uint8_t *to)
{
    const float scale = (float)(1 << QN_SRGB_LIGHT_BITS);
    const qn_srgb *srgb = passes->srgb;
    for (int32_t x = 0; x < passes->width_px; ++x) {
        int32_t light[4];
        qn_lanes_store(light, pixel_at(passes, sums, x, scale));
        uint32_t shown = light[3] > 0 || !passes->is_weighted ? 255 : 0;
        to[x * 4] = (uint8_t)(qn_srgb_level(srgb, light[0]) & shown);
        to[x * 4 + 1] = (uint8_t)(qn_srgb_level(srgb, light[1]) & shown);
        to[x * 4 + 2] = (uint8_t)(qn_srgb_level(srgb, light[2]) & shown);
        to[x * 4 + 3] = (uint8_t)light[3];
    }
}

void qn_real_rows(qn_passes *passes, int32_t first, int32_t count, uint8_t *to)
{
    add_block(passes, first, count);
    for (int32_t i = 0; i < count; ++i) {
        const float *sums = passes->sums + (size_t)i * passes->row_floats;
        uint8_t *row = to + (size_t)i * (size_t)passes->width_px * 4;
        if (passes->is_linear) {
            light_out(passes, sums, row);
        } else {
            values_out(passes, sums, row);
        }
    }
}
