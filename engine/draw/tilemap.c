// Cells are plain numbers in rows; every edit is checked before it writes, so that drawing need not
// doubt a number.
#include "draw/tilemap.h"

#include "base/alloc.h"

static bool is_side(int32_t side) { return side >= 1 && side <= QN_TILEMAP_MAX_SIDE; }

static qn_error check_def(const qn_tilemap_def *d)
{
    if (!qn_is_finite(d->tile_m) || !qn_v2_is_finite(d->origin_m)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_ok = is_side(d->width) && is_side(d->height) &&
                 (int64_t)d->width * d->height <= QN_TILEMAP_MAX_CELLS && d->tile_m >= 1.0e-3f &&
                 d->tile_m <= 1.0e4f && d->tile_capacity >= 1 &&
                 d->tile_capacity <= QN_TILEMAP_MAX_TILES;
    return is_ok ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

qn_error qn_tilemap_create(const qn_tilemap_def *def, qn_tilemap **out)
{
    if (def == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_error error = check_def(def);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_tilemap *map = qn_alloc_zeroed(sizeof *map);
    if (map == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    size_t count = (size_t)def->width * (size_t)def->height;
    map->def = *def;
    map->cells = qn_alloc_zeroed(count * sizeof(qn_cell));
    map->looks = qn_alloc_zeroed(((size_t)def->tile_capacity + 1) * sizeof(tile_look));
    if (map->cells == NULL || map->looks == NULL) {
        qn_tilemap_destroy(map);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    *out = map;
    return QN_ERROR_OK;
}

void qn_tilemap_destroy(qn_tilemap *map)
{
    if (map != NULL) {
        qn_free(map->cells);
        qn_free(map->looks);
        qn_free(map);
    }
}

// ---- Tiles ------------------------------------------------------------------------------------

static bool is_tile(const qn_tilemap *map, int32_t tile)
{
    return tile >= 1 && tile <= map->def.tile_capacity;
}

static qn_image_part whole_or(qn_image image, qn_image_part part)
{
    bool is_whole = part.width_px == 0 || part.height_px == 0;
    return is_whole ? (qn_image_part){0, 0, image.width_px, image.height_px} : part;
}

qn_error qn_tilemap_set_tile(qn_tilemap *map, int32_t tile, qn_image image, qn_image_part part)
{
    if (map == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!is_tile(map, tile)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    map->looks[tile].image = image;
    map->looks[tile].part = whole_or(image, part);
    return QN_ERROR_OK;
}

static int32_t tiles_along(int32_t side_px, const qn_tile_sheet *sheet)
{
    int32_t room = side_px - 2 * sheet->margin_px + sheet->spacing_px;
    return room > 0 ? room / (sheet->tile_px + sheet->spacing_px) : 0;
}

static bool is_sheet(const qn_tile_sheet *sheet)
{
    return sheet->tile_px >= 1 && sheet->tile_px <= UINT16_MAX && sheet->margin_px >= 0 &&
           sheet->margin_px <= UINT16_MAX && sheet->spacing_px >= 0 &&
           sheet->spacing_px <= UINT16_MAX && sheet->first >= 1;
}

qn_error qn_tilemap_add_sheet(qn_tilemap *map, const qn_tile_sheet *sheet, int32_t *out_count)
{
    if (map == NULL || sheet == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!is_sheet(sheet)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    int32_t columns = tiles_along(sheet->image.width_px, sheet);
    int32_t count = columns * tiles_along(sheet->image.height_px, sheet);
    if (sheet->first > map->def.tile_capacity - count + 1) {
        return QN_ERROR_CAPACITY;
    }
    int32_t pitch = sheet->tile_px + sheet->spacing_px;
    for (int32_t i = 0; i < count; ++i) {
        qn_image_part part = {(uint16_t)(sheet->margin_px + i % columns * pitch),
                              (uint16_t)(sheet->margin_px + i / columns * pitch),
                              (uint16_t)sheet->tile_px, (uint16_t)sheet->tile_px};
        map->looks[sheet->first + i].image = sheet->image;
        map->looks[sheet->first + i].part = part;
    }
    if (out_count != NULL) {
        *out_count = count;
    }
    return QN_ERROR_OK;
}

qn_error qn_tilemap_animate(qn_tilemap *map, int32_t tile, int32_t first, int32_t count,
                            float frame_s)
{
    if (map == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    bool is_ok = is_tile(map, tile) && is_tile(map, first) && count >= 1 && count <= 255 &&
                 first <= map->def.tile_capacity - count + 1 && frame_s >= 1.0e-3f &&
                 frame_s <= 1.0e4f;
    if (!is_ok) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    map->looks[tile].first = (uint16_t)first;
    map->looks[tile].count = (uint16_t)(count > 1 ? count : 0);
    map->looks[tile].frame_s = frame_s;
    return QN_ERROR_OK;
}

// ---- Cells ------------------------------------------------------------------------------------

static bool is_cell(const qn_tilemap *map, qn_cell cell)
{
    return (cell & QN_CELL_TILE_MASK) <= (qn_cell)map->def.tile_capacity;
}

static bool is_inside(const qn_tilemap *map, int32_t x, int32_t y, int32_t width, int32_t height)
{
    return x >= 0 && y >= 0 && width >= 0 && height >= 0 && x <= map->def.width - width &&
           y <= map->def.height - height && width <= map->def.width && height <= map->def.height;
}

static qn_cell *cell_of(const qn_tilemap *map, int32_t x, int32_t y)
{
    return map->cells + (size_t)y * (size_t)map->def.width + (size_t)x;
}

qn_error qn_tilemap_set(qn_tilemap *map, int32_t x, int32_t y, qn_cell cell)
{
    return qn_tilemap_fill(map, x, y, 1, 1, cell);
}

qn_error qn_tilemap_fill(qn_tilemap *map, int32_t x, int32_t y, int32_t width, int32_t height,
                         qn_cell cell)
{
    if (map == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!is_inside(map, x, y, width, height) || !is_cell(map, cell)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    for (int32_t row = 0; row < height; ++row) {
        qn_cell *to = cell_of(map, x, y + row);
        for (int32_t i = 0; i < width; ++i) {
            to[i] = cell;
        }
    }
    return QN_ERROR_OK;
}

qn_error qn_tilemap_load(qn_tilemap *map, int32_t x, int32_t y, int32_t width, int32_t height,
                         const qn_cell *cells)
{
    if (map == NULL || cells == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    bool is_ok = is_inside(map, x, y, width, height);
    size_t count = is_ok ? (size_t)width * (size_t)height : 0;
    for (size_t i = 0; i < count && is_ok; ++i) {
        is_ok = is_cell(map, cells[i]);
    }
    if (!is_ok) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    for (int32_t row = 0; row < height; ++row) {
        const qn_cell *from = cells + (size_t)(height - 1 - row) * (size_t)width;
        qn_cell *to = cell_of(map, x, y + row);
        for (int32_t i = 0; i < width; ++i) {
            to[i] = from[i];
        }
    }
    return QN_ERROR_OK;
}

qn_cell qn_tilemap_get(const qn_tilemap *map, int32_t x, int32_t y)
{
    return map != NULL && is_inside(map, x, y, 1, 1) ? *cell_of(map, x, y) : 0;
}

qn_error qn_tilemap_cell_at(const qn_tilemap *map, qn_vec2 point_m, int32_t *x, int32_t *y)
{
    if (map == NULL || x == NULL || y == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    double right = ((double)point_m.x - (double)map->def.origin_m.x) / (double)map->def.tile_m;
    double up = ((double)point_m.y - (double)map->def.origin_m.y) / (double)map->def.tile_m;
    bool is_ok =
        right >= 0.0 && right < (double)map->def.width && up >= 0.0 && up < (double)map->def.height;
    if (!is_ok) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    *x = (int32_t)right;
    *y = (int32_t)up;
    return QN_ERROR_OK;
}
