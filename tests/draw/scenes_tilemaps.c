// Maps of tiles: near, far, turned, flipped, and in layers. The tiles are cut from the weave, 16 px
// each, and from the checks, 8 px each.
#include "draw/draw_scenes.h"
#include "quoin/tilemap.h"

enum { WIDTH = 24, HEIGHT = 16, CHECKS = 13 };

static const qn_color white = {255, 255, 255, 255};

static qn_tilemap *make_map(const draw_props *props)
{
    qn_tilemap *map = NULL;
    qn_tilemap_def def = {
        .width = WIDTH, .height = HEIGHT, .tile_m = 1.0f, .tile_capacity = CHECKS + 3};
    if (qn_tilemap_create(&def, &map) == QN_ERROR_OK) {
        qn_tile_sheet weave = {.image = props->weave, .tile_px = 16, .first = 1};
        qn_tile_sheet checks = {.image = props->checks, .tile_px = 8, .first = CHECKS};
        qn_tilemap_add_sheet(map, &weave, NULL);
        qn_tilemap_add_sheet(map, &checks, NULL);
    }
    return map;
}

// Hills of tiles with an edge of checks.
static void fill_hills(qn_tilemap *map)
{
    for (int32_t x = 0; x < WIDTH; ++x) {
        int32_t top = 5 + x * 7 % 5 - x % 3;
        for (int32_t y = 0; y <= top; ++y) {
            qn_cell cell = y == top ? (qn_cell)(CHECKS + x % 4) : (qn_cell)(1 + (x + 4 * y) % 12);
            qn_tilemap_set(map, x, y, cell);
        }
    }
}

static void show(qn_draw_list *list, const draw_props *props, qn_camera camera)
{
    qn_tilemap *map = make_map(props);
    fill_hills(map);
    camera.surface_px = qn_v2(DRAW_WIDTH_PX, DRAW_HEIGHT_PX);
    qn_draw_camera(list, &camera);
    qn_tilemap_draw(map, list, 0.0f, white);
    qn_tilemap_destroy(map);
}

static void tilemap_as_it_is(qn_draw_list *list, const draw_props *props)
{
    show(list, props, (qn_camera){.center_m = {8.0f, 5.0f}, .height_m = 6.0f});
}

static void tilemap_between_pixels(qn_draw_list *list, const draw_props *props)
{
    show(list, props, (qn_camera){.center_m = {7.63f, 5.17f}, .height_m = 8.7f});
}

static void tilemap_near(qn_draw_list *list, const draw_props *props)
{
    show(list, props, (qn_camera){.center_m = {5.3f, 6.4f}, .height_m = 2.1f});
}

static void tilemap_far(qn_draw_list *list, const draw_props *props)
{
    show(list, props, (qn_camera){.center_m = {12.0f, 7.0f}, .height_m = 18.0f});
}

static void tilemap_very_far(qn_draw_list *list, const draw_props *props)
{
    show(list, props, (qn_camera){.center_m = {12.0f, 7.0f}, .height_m = 60.0f});
}

static void tilemap_turned(qn_draw_list *list, const draw_props *props)
{
    show(list, props, (qn_camera){.center_m = {10.0f, 5.0f}, .height_m = 9.0f, .angle_rad = 0.4f});
}

static void tilemap_flips(qn_draw_list *list, const draw_props *props)
{
    qn_tilemap *map = make_map(props);
    qn_tilemap_set_tile(map, 1, props->disc, (qn_image_part){0});
    for (int32_t i = 0; i < 8; ++i) {
        qn_cell cell = 1u | (qn_cell)i << 29;
        qn_tilemap_set(map, i % 4, 1 - i / 4, cell);
    }
    qn_camera camera = {{2.0f, 1.0f}, 3.0f, 0.0f, {DRAW_WIDTH_PX, DRAW_HEIGHT_PX}};
    qn_draw_camera(list, &camera);
    qn_tilemap_draw(map, list, 0.0f, white);
    qn_tilemap_destroy(map);
}

static void tilemap_layers(qn_draw_list *list, const draw_props *props)
{
    qn_tilemap *map = make_map(props);
    fill_hills(map);
    qn_camera camera = {{13.0f, 6.0f}, 10.0f, 0.0f, {DRAW_WIDTH_PX, DRAW_HEIGHT_PX}};
    for (int32_t i = 0; i < 3; ++i) {
        float factor = 0.5f + 0.25f * (float)i;
        qn_camera layer =
            qn_camera_parallax(&camera, qn_v2(8.0f, 4.0f - 2.0f * (float)i), qn_v2(factor, 1.0f));
        layer.center_m.y += 3.0f * (float)i - 2.0f;
        uint8_t light = (uint8_t)(90 + 80 * i);
        qn_draw_camera(list, &layer);
        qn_tilemap_draw(map, list, 0.0f, qn_rgba(light, light, 255, 255));
    }
    qn_tilemap_destroy(map);
}

static void tilemap_translucent(qn_draw_list *list, const draw_props *props)
{
    qn_tilemap *map = make_map(props);
    qn_tilemap_fill(map, 0, 0, 8, 6, CHECKS);
    qn_camera camera = {{4.0f, 3.0f}, 6.9f, 0.0f, {DRAW_WIDTH_PX, DRAW_HEIGHT_PX}};
    qn_draw_camera(list, &camera);
    qn_tilemap_draw(map, list, 0.0f, qn_rgba(255, 255, 255, 120));
    qn_tilemap_destroy(map);
}

static const draw_scene scenes[] = {
    DRAW_SCENE(tilemap_as_it_is),    DRAW_SCENE(tilemap_between_pixels),
    DRAW_SCENE(tilemap_near),        DRAW_SCENE(tilemap_far),
    DRAW_SCENE(tilemap_very_far),    DRAW_SCENE(tilemap_turned),
    DRAW_SCENE(tilemap_flips),       DRAW_SCENE(tilemap_layers),
    DRAW_SCENE(tilemap_translucent),
};

draw_scene_rows draw_scenes_of_tilemaps(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
