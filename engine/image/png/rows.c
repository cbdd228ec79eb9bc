// RGB and RGBA of 8 bits, not interlaced, are unfiltered to where their pixels go, and the row
// above is that of the picture. All else goes through two rows of samples, and interlaced pixels
// through a line as well.
#include "image/png/rows.h"

#include <string.h>

#include "image/png/unfilter.h"

static bool has_four_bytes(const qn_png *png)
{
    return png->bit_depth == 8 && (png->color == PNG_RGB || png->color == PNG_RGBA);
}

// Rows are unfiltered to RGBA or to samples, whichever is longer for this width.
static uint64_t line_size(const qn_png *png)
{
    uint64_t samples = qn_png_row_size(png, png->width_px);
    uint64_t pixels = 4 * (uint64_t)png->width_px;
    uint64_t most = samples > pixels ? samples : pixels;
    return (most + UNFILTER_SLACK_BYTES + 15) / 16 * 16;
}

uint64_t qn_png_rows_memory(const qn_png *png) { return 3 * line_size(png); }

// Begins the next pass that has pixels, if there is one.
static void begin_pass(qn_png_rows *rows)
{
    rows->y = 0;
    rows->row_bytes = 0;
    for (; rows->pass_index < qn_png_pass_count(rows->png); ++rows->pass_index) {
        rows->pass = qn_png_pass_at(rows->png, rows->pass_index);
        if (rows->pass.width_px > 0 && rows->pass.height_px > 0) {
            rows->row_bytes = 1 + (size_t)qn_png_row_size(rows->png, rows->pass.width_px);
            break;
        }
    }
    memset(rows->lines[1], 0, (size_t)line_size(rows->png));
    rows->above = rows->lines[1];
}

qn_png_rows qn_png_rows_begin(const qn_png *png, uint8_t *memory, uint8_t *rgba)
{
    size_t size = (size_t)line_size(png);
    qn_png_rows rows = {.png = png,
                        .expander = qn_png_expander_of(png),
                        .lines = {memory, memory + size, memory + 2 * size},
                        .rgba = rgba};
    memset(memory, 0, 3 * size);
    begin_pass(&rows);
    return rows;
}

static void unfilter(const qn_png_rows *rows, const uint8_t *packed, uint8_t *row)
{
    qn_png_filter filter = (qn_png_filter)packed[0];
    const qn_png *png = rows->png;
    if (has_four_bytes(png) && png->color == PNG_RGB) {
        qn_png_unfilter_rgb(filter, row, packed + 1, rows->above, rows->pass.width_px);
        return;
    }
    uint32_t pixel_bytes = (qn_png_bits_per_pixel(png) + 7) / 8;
    qn_png_unfilter(filter, pixel_bytes, row, packed + 1, rows->above, rows->row_bytes - 1);
}

// Puts the pixels of a row of a pass where they belong.
static void scatter(const qn_png_rows *rows, const uint8_t *line, uint8_t *first)
{
    size_t step = 4 * (size_t)rows->pass.step_x;
    for (size_t x = 0; x < rows->pass.width_px; ++x) {
        memcpy(first + step * x, line + 4 * x, 4);
    }
}

static void make_row(qn_png_rows *rows, const uint8_t *packed)
{
    const qn_png_pass *pass = &rows->pass;
    size_t y = pass->first_y + (size_t)rows->y * pass->step_y;
    uint8_t *place = rows->rgba + 4 * (y * rows->png->width_px + pass->first_x);
    uint8_t *row = rows->lines[rows->y % 2];
    uint8_t *pixels = rows->png->is_interlaced ? rows->lines[2] : place;
    if (has_four_bytes(rows->png)) {
        row = rows->png->is_interlaced ? row : place;
        pixels = row;
    }
    unfilter(rows, packed, row);
    qn_png_expand(&rows->expander, row, pass->width_px, pixels);
    if (pixels != place) {
        scatter(rows, pixels, place);
    }
    rows->above = row;
}

void qn_png_rows_take(qn_png_rows *rows, const uint8_t *packed)
{
    rows->has_bad_filter = rows->has_bad_filter || packed[0] >= FILTER_COUNT;
    if (!rows->has_bad_filter) {
        make_row(rows, packed);
    }
    rows->y += 1;
    if (rows->y == rows->pass.height_px) {
        rows->pass_index += 1;
        begin_pass(rows);
    }
}
