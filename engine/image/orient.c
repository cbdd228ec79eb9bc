// Each orientation sends x to one axis of the result and y to the other, forwards or backwards: so
// a pixel's place is a corner plus a step for each x and one for each y.
#include "image/orient.h"

#include <string.h>

#define PIXEL_BYTES 4

static bool is_straight(int32_t orientation) { return orientation == 1 || orientation == 4; }

size_t qn_orient_band_bytes(int32_t width_px, int32_t orientation)
{
    size_t row_bytes = (size_t)width_px * PIXEL_BYTES;
    return is_straight(orientation) ? 0 : row_bytes * ORIENT_BAND_ROWS;
}

uint8_t *qn_orient_begin_row(qn_orient *orient)
{
    size_t row_bytes = (size_t)orient->width_px * PIXEL_BYTES;
    if (!is_straight(orient->orientation)) {
        return orient->band + (size_t)orient->row_count * row_bytes;
    }
    int32_t row =
        orient->orientation == 1 ? orient->first_row : orient->height_px - 1 - orient->first_row;
    return orient->pixels + (size_t)row * row_bytes;
}

// Bits of the orientations: whether x runs backwards, and y, in the axis that each is sent to.
#define BACKWARDS_X (1u << 2 | 1u << 3 | 1u << 7 | 1u << 8)
#define BACKWARDS_Y (1u << 3 | 1u << 4 | 1u << 6 | 1u << 7)

typedef struct steps {
    int64_t corner, x, y; // in pixels
} steps;

static steps steps_of(const qn_orient *orient)
{
    bool is_turned = qn_orient_is_turned(orient->orientation);
    int64_t last_x = orient->width_px - 1, last_y = orient->height_px - 1;
    steps s = {.x = is_turned ? orient->height_px : 1, .y = is_turned ? 1 : orient->width_px};
    if ((BACKWARDS_X >> orient->orientation & 1) != 0) {
        s.corner += s.x * last_x;
        s.x = -s.x;
    }
    if ((BACKWARDS_Y >> orient->orientation & 1) != 0) {
        s.corner += s.y * last_y;
        s.y = -s.y;
    }
    return s;
}

static void put_band(const qn_orient *orient)
{
    steps s = steps_of(orient);
    size_t row_bytes = (size_t)orient->width_px * PIXEL_BYTES;
    uint8_t *first = orient->pixels + PIXEL_BYTES * (s.corner + s.y * orient->first_row);
    for (int32_t x = 0; x < orient->width_px; ++x) {
        const uint8_t *from = orient->band + (size_t)x * PIXEL_BYTES;
        uint8_t *to = first + PIXEL_BYTES * s.x * x;
        for (int32_t y = 0; y < orient->row_count; ++y) {
            memcpy(to + PIXEL_BYTES * s.y * y, from + (size_t)y * row_bytes, PIXEL_BYTES);
        }
    }
}

void qn_orient_end_row(qn_orient *orient)
{
    if (is_straight(orient->orientation)) {
        orient->first_row += 1;
        return;
    }
    orient->row_count += 1;
    if (orient->row_count == ORIENT_BAND_ROWS ||
        orient->first_row + orient->row_count == orient->height_px) {
        put_band(orient);
        orient->first_row += orient->row_count;
        orient->row_count = 0;
    }
}
