// The four corners of what is seen, as places in the map, are a rectangle that may be turned; for
// each row of cells its two edges on that row say where to begin and to end. So a turned camera too
// costs only the cells that it sees.
//
// Upright, the pixel of a cell's edge is rounded once, by the same formula for both of its
// neighbours: nothing is left between them and nothing is covered twice. A record whose edges lie
// on whole pixels is not softened.
//
// Most cells show one of few tiles, so the texel that tells the part of an image is kept for the
// next cell that needs it.
#include "draw/list.h"
#include "draw/tilemap.h"

#define LEAST_TILE_PX 4.0f
#define OVERLAP_PX 0.5f
#define KEPT_TEXELS 64
#define MOST_CELLS 1.0e6f
#define MOST_PX 1.0e9

typedef struct walk {
    const qn_tilemap *map;
    qn_draw_list *list;
    float time_s;
    uint32_t fill;
    int32_t step; // cells that one stands for, along each side
    bool is_upright;
    double origin_x_px, origin_y_px, tile_px; // of the map, on the surface
    struct {
        qn_cell cell;
        uint32_t texel;
    } kept[KEPT_TEXELS];
} walk;

// ---- What is seen -----------------------------------------------------------------------------

// Corners of the surface, in cells.
static void corners_of(const walk *w, qn_vec2 corners[4])
{
    const draw_view *view = &w->list->manner.view;
    float reach = 1.0f / view->px_per_m;
    for (int32_t i = 0; i < 4; ++i) {
        float right = i == 1 || i == 2 ? 0.5f : -0.5f, up = i >= 2 ? 0.5f : -0.5f;
        qn_vec2 seen = qn_v2(right * view->surface_px.x * reach, up * view->surface_px.y * reach);
        qn_vec2 m = qn_add(view->center_m, qn_inv_rotate(view->turn, seen));
        corners[i] = qn_mul(1.0f / w->map->def.tile_m, qn_sub(m, w->map->def.origin_m));
    }
}

typedef struct span {
    float low, high;
} span;

static void widen(span *s, float value)
{
    s->low = qn_min(s->low, value);
    s->high = qn_max(s->high, value);
}

// How far right the side from a to b goes between the heights low and high.
static void widen_by_side(span *s, qn_vec2 a, qn_vec2 b, float low, float high)
{
    if (a.y > b.y) {
        qn_vec2 swap = a;
        a = b;
        b = swap;
    }
    if (b.y < low || a.y > high) {
        return;
    }
    float slope = b.y > a.y ? (b.x - a.x) / (b.y - a.y) : 0.0f;
    bool is_level = !(b.y > a.y);
    widen(s, is_level || a.y >= low ? a.x : a.x + slope * (low - a.y));
    widen(s, is_level || b.y <= high ? b.x : a.x + slope * (high - a.y));
}

// 0 for NaN.
static int32_t cell_number(float value, int32_t end)
{
    return value > 0.0f ? (int32_t)qn_min(value, (float)end) : 0;
}

// ---- A cell -----------------------------------------------------------------------------------

static const tile_look *look_of(const walk *w, qn_cell cell)
{
    const tile_look *looks = w->map->looks;
    const tile_look *look = &looks[cell & QN_CELL_TILE_MASK];
    if (look->count == 0) {
        return look;
    }
    float passed = w->time_s / look->frame_s;
    float cycles = passed / (float)look->count;
    int32_t whole = cycles >= 0.0f && cycles < 1.0e6f ? (int32_t)cycles : 0;
    float rest = passed - (float)whole * (float)look->count;
    int32_t frame = rest > 0.0f ? (int32_t)qn_min(rest, (float)(look->count - 1)) : 0;
    return &looks[look->first + frame];
}

// Swapped columns and rows are a quarter turn and a flip; the other flips then act along the other
// side.
static uint32_t flags_of(qn_cell cell)
{
    bool flip_x = (cell & QN_CELL_FLIP_X) != 0, flip_y = (cell & QN_CELL_FLIP_Y) != 0;
    bool is_swapped = (cell & QN_CELL_SWAP) != 0;
    bool x = is_swapped ? !flip_y : flip_x, y = is_swapped ? flip_x : flip_y;
    return (x ? QN_SPRITE_IMAGE_FLIP_X : 0u) | (y ? QN_SPRITE_IMAGE_FLIP_Y : 0u);
}

static bool is_usable(const walk *w, const tile_look *look)
{
    qn_atlas_rect rect = qn_atlas_image_rect(w->list->atlas, look->image.index);
    const qn_image_part *part = &look->part;
    return part->width_px > 0 && part->height_px > 0 &&
           part->x_px + part->width_px <= rect.width_px &&
           part->y_px + part->height_px <= rect.height_px;
}

// 0 when the tile cannot be drawn.
static uint32_t make_texel(walk *w, qn_cell cell, const tile_look *look)
{
    uint32_t index = is_usable(w, look) ? qn_draw_reserve_texels(w->list, 1) : 0;
    if (index != 0) {
        qn_sprite_texel texel = {0};
        texel.image.corner = look->part.x_px | (uint32_t)look->part.y_px << 16;
        texel.image.size = look->part.width_px | (uint32_t)look->part.height_px << 16;
        texel.image.flags = flags_of(cell);
        w->list->texels[index] = texel;
    }
    return index;
}

static uint32_t texel_of(walk *w, qn_cell cell, const tile_look *look)
{
    uint32_t slot = (cell ^ cell >> 29) % KEPT_TEXELS;
    if (w->kept[slot].cell != cell) {
        w->kept[slot].texel = make_texel(w, cell, look);
        w->kept[slot].cell = cell;
    }
    return w->kept[slot].texel;
}

// Far beyond what a record may be.
static double nearest(double px)
{
    double kept = px > -MOST_PX ? (px < MOST_PX ? px : MOST_PX) : -MOST_PX;
    return (double)(int32_t)(kept < 0.0 ? kept - 0.5 : kept + 0.5);
}

static void place_upright(const walk *w, int32_t x, int32_t y, qn_sprite *sprite)
{
    int32_t end_x = x + w->step, end_y = y + w->step;
    double left = nearest(w->origin_x_px + w->tile_px * (double)x);
    double right = nearest(w->origin_x_px + w->tile_px * (double)end_x);
    double top = nearest(w->origin_y_px - w->tile_px * (double)end_y);
    double bottom = nearest(w->origin_y_px - w->tile_px * (double)y);
    sprite->x_px = (float)(0.5 * (left + right));
    sprite->y_px = (float)(0.5 * (top + bottom));
    sprite->half_x_px = (float)(0.5 * (right - left));
    sprite->half_y_px = (float)(0.5 * (bottom - top));
}

static void place_turned(const walk *w, int32_t x, int32_t y, qn_sprite *sprite)
{
    float half = 0.5f * (float)w->step;
    qn_vec2 cell = qn_v2((float)x + half, (float)y + half);
    qn_vec2 m = qn_mul_add(w->map->def.origin_m, w->map->def.tile_m, cell);
    qn_vec2 px = qn_draw_to_px(w->list, m);
    sprite->x_px = px.x;
    sprite->y_px = px.y;
    sprite->half_x_px = (float)w->tile_px * half + OVERLAP_PX;
    sprite->half_y_px = sprite->half_x_px;
}

static void draw_cell(walk *w, int32_t x, int32_t y, qn_cell cell)
{
    const tile_look *look = look_of(w, cell);
    uint32_t texel = texel_of(w, cell, look);
    if (texel == 0) {
        qn_draw_drop(w->list);
        return;
    }
    qn_sprite sprite = {
        .fill = w->fill,
        .kind_param = (uint32_t)QN_SPRITE_IMAGE | (uint32_t)look->image.index << 8,
        .extra = texel,
    };
    if (w->is_upright) {
        place_upright(w, x, y, &sprite);
    } else {
        place_turned(w, x, y, &sprite);
    }
    bool is_swapped = (cell & QN_CELL_SWAP) != 0;
    if (is_swapped) {
        float across = sprite.half_x_px;
        sprite.half_x_px = sprite.half_y_px;
        sprite.half_y_px = across;
    }
    qn_rot turn = is_swapped ? (qn_rot){0.0f, 1.0f} : qn_rot_identity();
    sprite.rotation = qn_draw_rotation(w->list, turn);
    qn_draw_append(w->list, &sprite, 0.0f);
}

// ---- The walk ---------------------------------------------------------------------------------

// The one in the middle stands for a block.
static qn_cell cell_of_block(const walk *w, int32_t x, int32_t y)
{
    const qn_tilemap_def *def = &w->map->def;
    int32_t column = x + w->step / 2, row = y + w->step / 2;
    column = column < def->width ? column : def->width - 1;
    row = row < def->height ? row : def->height - 1;
    return w->map->cells[(size_t)row * (size_t)def->width + (size_t)column];
}

static void draw_row(walk *w, const qn_vec2 corners[4], int32_t y)
{
    span seen = {MOST_CELLS, -MOST_CELLS};
    for (int32_t i = 0; i < 4; ++i) {
        widen_by_side(&seen, corners[i], corners[(i + 1) % 4], (float)y - 1.0f,
                      (float)(y + w->step) + 1.0f);
    }
    int32_t begin = cell_number(seen.low - 1.0f, w->map->def.width);
    int32_t end = cell_number(seen.high + 2.0f, w->map->def.width);
    for (int32_t x = begin - begin % w->step; x < end; x += w->step) {
        qn_cell cell = cell_of_block(w, x, y);
        if ((cell & QN_CELL_TILE_MASK) != 0) {
            draw_cell(w, x, y, cell);
        }
    }
}

static bool start(walk *w)
{
    const draw_view *view = &w->list->manner.view;
    const qn_tilemap_def *def = &w->map->def;
    w->tile_px = (double)def->tile_m * (double)view->px_per_m;
    w->is_upright = view->turn.c == 1.0f && view->turn.s == 0.0f;
    w->origin_x_px = 0.5 * (double)view->surface_px.x +
                     (double)view->px_per_m * ((double)def->origin_m.x - (double)view->center_m.x);
    w->origin_y_px = 0.5 * (double)view->surface_px.y -
                     (double)view->px_per_m * ((double)def->origin_m.y - (double)view->center_m.y);
    w->step = 1;
    while (w->tile_px * (double)w->step < (double)LEAST_TILE_PX && w->step < QN_TILEMAP_MAX_SIDE) {
        w->step *= 2;
    }
    return view->is_set && w->tile_px > 0.0 && w->tile_px < 1.0e6;
}

void qn_tilemap_draw(const qn_tilemap *map, qn_draw_list *list, float time_s, qn_color tint)
{
    if (map == NULL || list == NULL) {
        return;
    }
    walk w = {.map = map, .list = list, .time_s = time_s, .fill = qn_color_pack(tint, false)};
    qn_vec2 corners[4];
    if (!start(&w)) {
        qn_draw_drop(list);
        return;
    }
    corners_of(&w, corners);
    span rows = {MOST_CELLS, -MOST_CELLS};
    for (int32_t i = 0; i < 4; ++i) {
        widen(&rows, corners[i].y);
    }
    int32_t begin = cell_number(rows.low - 1.0f, map->def.height);
    int32_t end = cell_number(rows.high + 2.0f, map->def.height);
    for (int32_t y = begin - begin % w.step; y < end; y += w.step) {
        draw_row(&w, corners, y);
    }
}
