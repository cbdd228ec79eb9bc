// Each component has its own ring of sample rows. A pixel row is made as soon as every component
// has the rows that it is between; where a component is upsampled smoothly, that is one row later,
// so the rows of the MCUs before must still be there, and two rows of MCUs are enough.
//
// A block can be made smaller than 8 x 8 as a whole, which is how a picture is shrunk. A component
// with fewer samples than others is shrunk less, down to where it has as many.
#include "image/jpeg/picture.h"

#include <string.h>

#include "base/alloc.h"
#include "image/jpeg/color.h"
#include "image/jpeg/idct.h"
#include "image/jpeg/upsample.h"

#define BLOCK_SIDE 8
#define BLOCK_BYTES (JPEG_BLOCK_VALUES * sizeof(int16_t))
// libjpeg filters nothing narrower.
#define MIN_SMOOTH_WIDTH 3

static int32_t divide_up(int64_t a, int64_t b) { return (int32_t)((a + b - 1) / b); }

// ---- Geometry -------------------------------------------------------------------------------

// The largest size that gives the component no more samples than pixels.
static int32_t side_of(const qn_jpeg *jpeg, const qn_jpeg_component *component, int32_t least)
{
    int32_t side = least;
    while (side < BLOCK_SIDE && jpeg->max_h * least % (component->h * side * 2) == 0 &&
           jpeg->max_v * least % (component->v * side * 2) == 0) {
        side *= 2;
    }
    return side;
}

static void measure_plane(qn_jpeg_picture *picture, int index, int32_t least)
{
    const qn_jpeg *jpeg = picture->jpeg;
    const qn_jpeg_component *component = &jpeg->components[index];
    qn_jpeg_plane *plane = &picture->planes[index];
    int64_t full_width = (int64_t)jpeg->width_px * component->h;
    int64_t full_height = (int64_t)jpeg->height_px * component->v;
    *plane = (qn_jpeg_plane){.side = side_of(jpeg, component, least)};
    plane->blocks_across = divide_up(full_width, jpeg->max_h * BLOCK_SIDE);
    plane->blocks_down = divide_up(full_height, jpeg->max_v * BLOCK_SIDE);
    plane->all_across = picture->mcus_across * component->h;
    plane->all_down = picture->mcus_down * component->v;
    plane->width = divide_up(full_width * plane->side, jpeg->max_h * BLOCK_SIDE);
    plane->height = divide_up(full_height * plane->side, jpeg->max_v * BLOCK_SIDE);
    plane->h_ratio = jpeg->max_h * least / (component->h * plane->side);
    plane->v_ratio = jpeg->max_v * least / (component->v * plane->side);
    plane->stride = (size_t)plane->all_across * (size_t)plane->side;
    plane->ring_rows = 2 * component->v * plane->side;
    bool is_wide_enough = plane->h_ratio == 1 || plane->width >= MIN_SMOOTH_WIDTH;
    bool is_doubled =
        plane->h_ratio * plane->v_ratio > 1 && plane->h_ratio <= 2 && plane->v_ratio <= 2;
    plane->is_smooth = least > 1 && is_doubled && is_wide_enough;
}

void qn_jpeg_picture_measure(const qn_jpeg *jpeg, int32_t shrink, qn_jpeg_picture *out)
{
    memset(out, 0, sizeof *out);
    out->jpeg = jpeg;
    out->width_px = divide_up(jpeg->width_px, shrink);
    out->height_px = divide_up(jpeg->height_px, shrink);
    out->mcus_across = divide_up(jpeg->width_px, jpeg->max_h * BLOCK_SIDE);
    out->mcus_down = divide_up(jpeg->height_px, jpeg->max_v * BLOCK_SIDE);
    for (int i = 0; i < jpeg->component_count; ++i) {
        measure_plane(out, i, BLOCK_SIDE / shrink);
    }
}

uint64_t qn_jpeg_picture_block_count(const qn_jpeg_picture *picture)
{
    uint64_t count = 0;
    for (int i = 0; i < picture->jpeg->component_count; ++i) {
        const qn_jpeg_plane *plane = &picture->planes[i];
        count += (uint64_t)plane->blocks_across * (uint64_t)plane->blocks_down;
    }
    return count;
}

// ---- Memory ---------------------------------------------------------------------------------

// Gives pieces of one block of memory out in order; over no memory it only counts.
typedef struct pieces {
    uint8_t *memory;
    uint64_t used_bytes;
} pieces;

static void *take(pieces *all, uint64_t bytes)
{
    void *piece = all->memory != NULL ? all->memory + all->used_bytes : NULL;
    all->used_bytes += (bytes + 15) / 16 * 16;
    return piece;
}

static void lay_out_plane(qn_jpeg_plane *plane, size_t row_bytes, bool is_buffered, pieces *all)
{
    uint64_t block_count = (uint64_t)plane->all_across * (uint64_t)plane->all_down;
    plane->blocks = is_buffered ? take(all, block_count * BLOCK_BYTES) : NULL;
    plane->ring = take(all, plane->stride * (uint64_t)plane->ring_rows + JPEG_ROW_SLACK);
    plane->wide_row = plane->h_ratio * plane->v_ratio > 1 ? take(all, row_bytes) : NULL;
}

static uint64_t lay_out(qn_jpeg_picture *picture, bool is_buffered, int32_t orientation,
                        uint8_t *work)
{
    pieces all = {.memory = work};
    // A sample more than pixels, where they are an odd number.
    size_t row_bytes = (size_t)picture->width_px + 4 + JPEG_ROW_SLACK;
    for (int i = 0; i < picture->jpeg->component_count; ++i) {
        lay_out_plane(&picture->planes[i], row_bytes, is_buffered, &all);
    }
    picture->sums = take(&all, JPEG_SUMS_ROOM((size_t)picture->width_px) * sizeof(int16_t));
    picture->orient.band = take(&all, qn_orient_band_bytes(picture->width_px, orientation));
    return all.used_bytes;
}

bool qn_jpeg_picture_work_bytes(const qn_jpeg_picture *picture, bool is_buffered,
                                int32_t orientation, size_t *out)
{
    qn_jpeg_picture copy = *picture;
    uint64_t bytes = lay_out(&copy, is_buffered, orientation, NULL);
    *out = (size_t)bytes;
    return bytes <= SIZE_MAX / 2;
}

void qn_jpeg_picture_begin(qn_jpeg_picture *picture, bool is_buffered, int32_t orientation,
                           uint8_t *work, uint8_t *pixels)
{
    lay_out(picture, is_buffered, orientation, work);
    picture->orient.pixels = pixels;
    picture->orient.orientation = orientation;
    picture->orient.width_px = picture->width_px;
    picture->orient.height_px = picture->height_px;
    for (int i = 0; i < picture->jpeg->component_count && is_buffered; ++i) {
        const qn_jpeg_plane *plane = &picture->planes[i];
        size_t block_count = (size_t)plane->all_across * (size_t)plane->all_down;
        memset(plane->blocks, 0, block_count * BLOCK_BYTES);
    }
}

// ---- Rows -----------------------------------------------------------------------------------

uint8_t *qn_jpeg_plane_block(const qn_jpeg_plane *plane, int32_t block_x, int32_t block_y)
{
    size_t row = (size_t)(block_y * plane->side % plane->ring_rows);
    return plane->ring + row * plane->stride + (size_t)block_x * (size_t)plane->side;
}

// The rows of a component go on for ever at both ends.
static const uint8_t *row_at(const qn_jpeg_plane *plane, int32_t y)
{
    int32_t last = plane->height - 1;
    int32_t row = y < 0 ? 0 : (y > last ? last : y);
    return plane->ring + (size_t)(row % plane->ring_rows) * plane->stride;
}

static const uint8_t *smooth_row(const qn_jpeg_picture *picture, const qn_jpeg_plane *plane,
                                 int32_t y)
{
    size_t count = (size_t)plane->width;
    int32_t nearest = y / plane->v_ratio;
    bool far_is_above = y % 2 == 0;
    const uint8_t *near_row = row_at(plane, nearest);
    const uint8_t *far_row = row_at(plane, far_is_above ? nearest - 1 : nearest + 1);
    if (plane->v_ratio == 1) {
        qn_jpeg_widen(near_row, count, picture->sums, plane->wide_row);
    } else if (plane->h_ratio == 1) {
        qn_jpeg_blend_rows(near_row, far_row, count, far_is_above, plane->wide_row);
    } else {
        qn_jpeg_widen_between(near_row, far_row, count, picture->sums, plane->wide_row);
    }
    return plane->wide_row;
}

// The component's samples for this row of pixels, as many as there are pixels.
static const uint8_t *row_of_pixels(const qn_jpeg_picture *picture, const qn_jpeg_plane *plane,
                                    int32_t y)
{
    if (plane->is_smooth) {
        return smooth_row(picture, plane, y);
    }
    const uint8_t *row = row_at(plane, y / plane->v_ratio);
    if (plane->h_ratio == 1) {
        return row;
    }
    qn_jpeg_repeat(row, (size_t)plane->width, (size_t)plane->h_ratio, plane->wide_row);
    return plane->wide_row;
}

static void make_row(qn_jpeg_picture *picture)
{
    const uint8_t *rows[JPEG_MAX_COMPONENTS] = {0};
    for (int i = 0; i < picture->jpeg->component_count; ++i) {
        rows[i] = row_of_pixels(picture, &picture->planes[i], picture->next_row);
    }
    uint8_t *pixels = qn_orient_begin_row(&picture->orient);
    qn_jpeg_color_row(picture->jpeg, rows, (size_t)picture->width_px, pixels);
    qn_orient_end_row(&picture->orient);
    picture->next_row += 1;
}

// How many rows of pixels can be made from the samples that are there.
static int32_t ready_rows(const qn_jpeg_picture *picture, int32_t mcu_row)
{
    int32_t ready = picture->height_px;
    for (int i = 0; i < picture->jpeg->component_count && mcu_row + 1 < picture->mcus_down; ++i) {
        const qn_jpeg_plane *plane = &picture->planes[i];
        int32_t rows = (mcu_row + 1) * plane->ring_rows / 2 * plane->v_ratio;
        int32_t of_plane = plane->is_smooth && plane->v_ratio > 1 ? rows - 1 : rows;
        ready = of_plane < ready ? of_plane : ready;
    }
    return ready;
}

void qn_jpeg_picture_finish_mcus(qn_jpeg_picture *picture, int32_t mcu_row)
{
    int32_t ready = ready_rows(picture, mcu_row);
    while (picture->next_row < ready) {
        make_row(picture);
    }
}

// ---- From kept blocks -----------------------------------------------------------------------

static void transform_row(const qn_jpeg_plane *plane, const uint16_t *quant, int32_t block_y)
{
    const int16_t *block =
        plane->blocks + (size_t)block_y * (size_t)plane->all_across * JPEG_BLOCK_VALUES;
    for (int32_t x = 0; x < plane->blocks_across; ++x) {
        qn_jpeg_idct(block, quant, qn_jpeg_last(block), plane->side,
                     qn_jpeg_plane_block(plane, x, block_y), plane->stride);
        block += JPEG_BLOCK_VALUES;
    }
}

static void transform_mcus(qn_jpeg_picture *picture, int index, int32_t mcu_row)
{
    const qn_jpeg_component *component = &picture->jpeg->components[index];
    for (int32_t v = 0; v < component->v; ++v) {
        transform_row(&picture->planes[index], component->quant, mcu_row * component->v + v);
    }
}

void qn_jpeg_picture_finish_blocks(qn_jpeg_picture *picture, int32_t mcu_row)
{
    for (int i = 0; i < picture->jpeg->component_count; ++i) {
        transform_mcus(picture, i, mcu_row);
    }
    qn_jpeg_picture_finish_mcus(picture, mcu_row);
}
