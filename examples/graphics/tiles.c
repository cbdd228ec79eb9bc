// Maps of tiles: a sheet, cells, animated water, layers.
#include "sample.h"

static void map_of_tiles(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_image sheet = s.props.weave;
    qn_camera camera = {{8, 5}, 10, 0, s.surface_px};
    float time_s = 1;
    // [map]
    qn_tilemap *map;
    qn_tilemap_def def = {.width = 200, .height = 50, .tile_m = 1, .tile_capacity = 64};
    qn_tilemap_create(&def, &map);
    qn_tile_sheet tiles = {.image = sheet, .tile_px = 16, .first = 1};
    int32_t count;
    qn_tilemap_add_sheet(map, &tiles, &count);

    enum { GRASS = 1, EARTH = 5, WATER = 20 };
    qn_tilemap_fill(map, 0, 0, 200, 3, EARTH);
    qn_tilemap_fill(map, 0, 3, 200, 1, GRASS);
    qn_tilemap_fill(map, 20, 3, 6, 1, WATER);
    qn_tilemap_animate(map, WATER, 9, 4, 0.15f); // shows tiles 9 to 12 in turn
    qn_tilemap_set(map, 4, 4, GRASS | QN_CELL_FLIP_X);

    qn_draw_camera(list, &camera);
    qn_tilemap_draw(map, list, time_s, qn_rgb(0xFFFFFF));
    // [/map]
    CHECK_INT(count, 12);
    CHECK(record_count(&s) > 60 && record_count(&s) < 90); // 17.8 x 4 of them are seen
    // [pick]
    int32_t x, y;
    if (qn_tilemap_cell_at(map, qn_camera_to_world(&camera, qn_v2(384, 396)), &x, &y) ==
        QN_ERROR_OK) {
        qn_tilemap_set(map, x, y, 0); // dug away
    }
    // [/pick]
    CHECK_INT(qn_tilemap_get(map, 4, 4), 0);
    qn_tilemap_destroy(map);
    close_stage(&s);
}
