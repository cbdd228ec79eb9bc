#include "check.h"
#include "quoin/atlas.h"
#include "quoin/memory.h"
#include "quoin/soft.h"
#include "quoin/sprite.h"
#include "quoin/tilemap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHEET_PX = 32, TILE_PX = 16, SIDE_PX = 96 };

typedef struct desk {
    qn_atlas *atlas;
    qn_image sheet;
    qn_draw_list *list;
    qn_soft *soft;
    qn_tilemap *map;
} desk;

// Four tiles: red, green, translucent blue, and one whose corners differ.
static qn_color sheet_pixel(int32_t x, int32_t y)
{
    static const uint32_t corners[4] = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00};
    int32_t tile = x / TILE_PX + y / TILE_PX * 2;
    if (tile == 3) {
        return qn_rgb(corners[x % TILE_PX / 8 + y % TILE_PX / 8 * 2]);
    }
    static const qn_color colors[3] = {{200, 40, 30, 255}, {10, 220, 60, 255}, {20, 60, 240, 128}};
    return colors[tile];
}

static desk open_desk(int32_t width, int32_t height)
{
    static uint8_t rgba[SHEET_PX * SHEET_PX * 4];
    desk d = {0};
    for (int32_t i = 0; i < SHEET_PX * SHEET_PX; ++i) {
        qn_color c = sheet_pixel(i % SHEET_PX, i / SHEET_PX);
        memcpy(rgba + 4 * i, &c, 4);
    }
    CHECK_ERROR(qn_atlas_create(64, 1, &d.atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(d.atlas, "tiles", rgba, SHEET_PX, SHEET_PX, &d.sheet), QN_ERROR_OK);
    CHECK_ERROR(qn_draw_list_create(16384, d.atlas, &d.list), QN_ERROR_OK);
    CHECK_ERROR(qn_soft_create(&d.soft), QN_ERROR_OK);
    qn_tilemap_def def = {.width = width, .height = height, .tile_m = 1.0f, .tile_capacity = 16};
    CHECK_ERROR(qn_tilemap_create(&def, &d.map), QN_ERROR_OK);
    qn_tile_sheet sheet = {.image = d.sheet, .tile_px = TILE_PX, .first = 1};
    int32_t count = 0;
    CHECK_ERROR(qn_tilemap_add_sheet(d.map, &sheet, &count), QN_ERROR_OK);
    CHECK_INT(count, 4);
    return d;
}

static void close_desk(desk *d)
{
    qn_tilemap_destroy(d->map);
    qn_soft_destroy(d->soft);
    qn_draw_list_destroy(d->list);
    qn_atlas_destroy(d->atlas);
}

static qn_sprite_batch draw(desk *d, const qn_camera *camera, float time_s)
{
    qn_draw_begin(d->list, qn_rgb(0));
    qn_draw_camera(d->list, camera);
    qn_tilemap_draw(d->map, d->list, time_s, qn_rgb(0xFFFFFF));
    return qn_draw_batch(d->list);
}

static const uint8_t *picture(desk *d, const qn_camera *camera)
{
    static uint8_t rgba[SIDE_PX * SIDE_PX * 4];
    qn_sprite_batch batch = draw(d, camera, 0.0f);
    CHECK_ERROR(qn_soft_draw(d->soft, &batch, d->atlas, SIDE_PX, SIDE_PX, rgba), QN_ERROR_OK);
    return rgba;
}

static bool is_of_one_colour(const uint8_t *rgba)
{
    for (int32_t i = 1; i < SIDE_PX * SIDE_PX; ++i) {
        if (memcmp(rgba, rgba + 4 * i, 4) != 0) {
            return false;
        }
    }
    return true;
}

TEST(tiles_of_one_colour_make_a_surface_of_one_colour)
{
    desk d = open_desk(200, 200);
    uint32_t seed = 17;
    for (int32_t i = 0; i < 240; ++i) {
        qn_cell tile = (qn_cell)(1 + i % 3); // the third is translucent
        qn_tilemap_fill(d.map, 0, 0, 200, 200, tile | (i % 2 == 1 ? QN_CELL_SWAP : 0u));
        qn_camera camera = {.surface_px = {SIDE_PX, SIDE_PX}};
        camera.center_m.x = check_random_float(&seed, 70.0f, 130.0f);
        camera.center_m.y = check_random_float(&seed, 70.0f, 130.0f);
        camera.height_m = check_random_float(&seed, 0.3f, i % 4 == 0 ? 120.0f : 12.0f);
        const uint8_t *rgba = picture(&d, &camera);
        CHECK(is_of_one_colour(rgba));
        CHECK(rgba[0] > 0 && qn_draw_get_counters(d.list).dropped_count == 0);
    }
    close_desk(&d);
}

TEST(opaque_tiles_have_no_seams_under_a_turned_camera)
{
    desk d = open_desk(200, 200);
    qn_tilemap_fill(d.map, 0, 0, 200, 200, 2);
    uint32_t seed = 18;
    for (int32_t i = 0; i < 200; ++i) {
        qn_camera camera = {.surface_px = {SIDE_PX, SIDE_PX}};
        camera.center_m.x = check_random_float(&seed, 90.0f, 110.0f);
        camera.center_m.y = check_random_float(&seed, 90.0f, 110.0f);
        camera.height_m = check_random_float(&seed, 0.3f, i % 4 == 0 ? 100.0f : 12.0f);
        camera.angle_rad = check_random_float(&seed, -3.2f, 3.2f);
        CHECK(is_of_one_colour(picture(&d, &camera)));
    }
    close_desk(&d);
}

TEST(only_what_is_seen_is_drawn)
{
    desk d = open_desk(1000, 1000);
    qn_tilemap_fill(d.map, 0, 0, 1000, 1000, 1);
    qn_camera camera = {{500.3f, 200.6f}, 12.0f, 0.0f, {1600.0f, 960.0f}}; // 20 x 12 cells
    int32_t count = draw(&d, &camera, 0.0f).sprite_count;
    CHECK(count >= 21 * 13 && count <= 22 * 14);
    camera.angle_rad = 0.7f;
    count = draw(&d, &camera, 0.0f).sprite_count;
    CHECK(count >= 240 && count <= 380); // 240 cells and those at its edges
    camera.center_m = qn_v2(-500.0f, 200.0f);
    CHECK_INT(draw(&d, &camera, 0.0f).sprite_count, 0);
    camera = (qn_camera){{500.0f, 500.0f}, 1000.0f, 0.0f, {500.0f, 500.0f}}; // half a pixel a cell
    CHECK_INT(draw(&d, &camera, 0.0f).sprite_count, 125 * 125);
    CHECK_INT(qn_draw_get_counters(d.list).dropped_count, 0);
    close_desk(&d);
}

// 16 px a cell; of the 7 x 5 cells the first column is half outside of the picture.
static void check_place(desk *d, int32_t x, int32_t y)
{
    qn_camera camera = {{3.5f, 2.5f}, 6.0f, 0.0f, {SIDE_PX, SIDE_PX}};
    qn_tilemap_fill(d->map, 0, 0, 7, 5, 0);
    CHECK_ERROR(qn_tilemap_set(d->map, x, y, 1), QN_ERROR_OK);
    qn_sprite_batch batch = draw(d, &camera, 0.0f);
    CHECK_INT(batch.sprite_count, 1);
    CHECK_NEAR(batch.sprites[0].x_px, 16.0 * x, 1e-3);
    CHECK_NEAR(batch.sprites[0].y_px, 80.0 - 16.0 * y, 1e-3);
    CHECK_NEAR(batch.sprites[0].half_x_px, 8.0, 1e-5);
}

TEST(every_cell_stands_in_its_place)
{
    desk d = open_desk(7, 5);
    for (int32_t i = 0; i < 7 * 5; ++i) {
        check_place(&d, i % 7, i / 7);
    }
    close_desk(&d);
}

// The colours at the upper left, upper right, lower left and lower right, as numbers of the tile's
// corners.
static void corners_of(desk *d, qn_cell flags, int32_t out[4])
{
    static const uint32_t known[4] = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00};
    qn_tilemap_set(d->map, 0, 0, 4 | flags);
    qn_camera camera = {{0.5f, 0.5f}, 1.0f, 0.0f, {SIDE_PX, SIDE_PX}};
    const uint8_t *rgba = picture(d, &camera);
    for (int32_t i = 0; i < 4; ++i) {
        int32_t x = i % 2 == 0 ? 20 : 76, y = i < 2 ? 20 : 76;
        const uint8_t *at = rgba + 4 * (y * SIDE_PX + x);
        uint32_t color = (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
        out[i] = -1;
        for (int32_t k = 0; k < 4; ++k) {
            out[i] = color == known[k] ? k : out[i];
        }
    }
}

TEST(cells_are_turned_as_the_bits_say)
{
    static const struct {
        qn_cell flags;
        int32_t corners[4];
    } cases[] = {
        {0, {0, 1, 2, 3}},
        {QN_CELL_FLIP_X, {1, 0, 3, 2}},
        {QN_CELL_FLIP_Y, {2, 3, 0, 1}},
        {QN_CELL_FLIP_X | QN_CELL_FLIP_Y, {3, 2, 1, 0}},
        {QN_CELL_SWAP, {0, 2, 1, 3}},
        {QN_CELL_SWAP | QN_CELL_FLIP_X, {2, 0, 3, 1}},
        {QN_CELL_SWAP | QN_CELL_FLIP_Y, {1, 3, 0, 2}},
        {QN_CELL_SWAP | QN_CELL_FLIP_X | QN_CELL_FLIP_Y, {3, 1, 2, 0}},
    };
    desk d = open_desk(1, 1);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        int32_t seen[4];
        corners_of(&d, cases[i].flags, seen);
        for (int32_t k = 0; k < 4; ++k) {
            CHECK_INT(seen[k], cases[i].corners[k]);
        }
    }
    close_desk(&d);
}

TEST(animated_tiles_show_their_frames_in_turn)
{
    desk d = open_desk(1, 1);
    qn_tilemap_set(d.map, 0, 0, 9);
    CHECK_ERROR(qn_tilemap_animate(d.map, 9, 1, 3, 0.25f), QN_ERROR_OK);
    qn_camera camera = {{0.5f, 0.5f}, 1.0f, 0.0f, {SIDE_PX, SIDE_PX}};
    static const float times[] = {0.0f, 0.1f, 0.3f, 0.6f, 0.8f, 7.55f, -1.0f, NAN, 1e30f};
    static const uint32_t corners[] = {0, 0, 16, 16u << 16, 0, 0, 0, 0, 0};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; ++i) {
        qn_sprite_batch batch = draw(&d, &camera, times[i]);
        CHECK_INT(batch.sprite_count, 1);
        uint32_t corner = batch.texels[batch.sprites[0].extra].image.corner;
        CHECK(i == 8 || corner == corners[i]);
    }
    CHECK_ERROR(qn_tilemap_animate(d.map, 9, 1, 1, 0.25f), QN_ERROR_OK);
    CHECK_INT(draw(&d, &camera, 0.3f).sprite_count, 0); // number 9 itself has no image
    close_desk(&d);
}

TEST(edits_are_read_back_and_pictures_have_their_first_line_on_top)
{
    desk d = open_desk(4, 3);
    static const qn_cell cells[6] = {1, 2, 3, 4, 1 | QN_CELL_FLIP_X, 0};
    CHECK_ERROR(qn_tilemap_load(d.map, 1, 0, 2, 3, cells), QN_ERROR_OK);
    CHECK_INT(qn_tilemap_get(d.map, 1, 2), 1);
    CHECK_INT(qn_tilemap_get(d.map, 2, 1), 4);
    CHECK_INT(qn_tilemap_get(d.map, 1, 0), 1 | QN_CELL_FLIP_X);
    CHECK_INT(qn_tilemap_get(d.map, 0, 0), 0);
    CHECK_INT(qn_tilemap_get(d.map, -1, 0), 0);
    CHECK_INT(qn_tilemap_get(d.map, 4, 0), 0);
    int32_t x = -1, y = -1;
    CHECK_ERROR(qn_tilemap_cell_at(d.map, qn_v2(3.99f, 0.01f), &x, &y), QN_ERROR_OK);
    CHECK(x == 3 && y == 0);
    CHECK_ERROR(qn_tilemap_cell_at(d.map, qn_v2(4.0f, 0.0f), &x, &y), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_cell_at(d.map, qn_v2(NAN, 0.0f), &x, &y), QN_ERROR_OUT_OF_RANGE);
    close_desk(&d);
}

TEST(a_sheet_with_margins_and_gaps_is_cut_where_its_tiles_are)
{
    desk d = open_desk(1, 1);
    qn_tile_sheet sheet = {
        .image = d.sheet, .tile_px = 7, .margin_px = 3, .spacing_px = 2, .first = 5};
    int32_t count = 0;
    CHECK_ERROR(qn_tilemap_add_sheet(d.map, &sheet, &count), QN_ERROR_OK);
    CHECK_INT(count, 9);
    qn_tilemap_set(d.map, 0, 0, 5 + 5); // the last of the second line
    qn_camera camera = {{0.5f, 0.5f}, 1.0f, 0.0f, {SIDE_PX, SIDE_PX}};
    qn_sprite_batch batch = draw(&d, &camera, 0.0f);
    CHECK_INT(batch.texels[batch.sprites[0].extra].image.corner, 21 | 12 << 16);
    sheet.first = 9;
    CHECK_ERROR(qn_tilemap_add_sheet(d.map, &sheet, &count), QN_ERROR_CAPACITY);
    sheet.tile_px = 0;
    CHECK_ERROR(qn_tilemap_add_sheet(d.map, &sheet, &count), QN_ERROR_OUT_OF_RANGE);
    sheet.tile_px = 60;
    sheet.first = 1;
    CHECK_ERROR(qn_tilemap_add_sheet(d.map, &sheet, &count), QN_ERROR_OK);
    CHECK_INT(count, 0);
    close_desk(&d);
}

TEST(a_tilemap_refuses_what_is_outside)
{
    desk d = open_desk(4, 3);
    static const qn_cell bad_cells[2] = {1, 17};
    CHECK_ERROR(qn_tilemap_set(d.map, 4, 0, 1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_set(d.map, 0, -1, 1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_set(d.map, 0, 0, 17), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_fill(d.map, 1, 1, 4, 1, 1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_fill(d.map, 1, 1, INT32_MAX, 1, 1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_fill(d.map, 0, 0, -1, 1, 1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_load(d.map, 0, 0, 2, 1, bad_cells), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_load(d.map, 0, 0, 2, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_tilemap_set(NULL, 0, 0, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_tilemap_set_tile(d.map, 0, d.sheet, (qn_image_part){0}), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_set_tile(d.map, 17, d.sheet, (qn_image_part){0}), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_animate(d.map, 1, 16, 2, 1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_animate(d.map, 1, 1, 0, 1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_animate(d.map, 1, 1, 2, NAN), QN_ERROR_OUT_OF_RANGE);
    for (int32_t i = 0; i < 12; ++i) {
        CHECK_INT(qn_tilemap_get(d.map, i % 4, i / 4), 0);
    }
    close_desk(&d);
}

TEST(an_impossible_tilemap_is_not_made)
{
    size_t live = qn_memory_live_count();
    qn_tilemap *map = NULL;
    qn_tilemap_def good = {.width = 2, .height = 2, .tile_m = 1.0f, .tile_capacity = 1};
    int32_t *const counts[] = {&good.width, &good.height, &good.tile_capacity};
    for (int32_t i = 0; i < 3; ++i) {
        int32_t kept = *counts[i];
        *counts[i] = 0;
        CHECK_ERROR(qn_tilemap_create(&good, &map), QN_ERROR_OUT_OF_RANGE);
        *counts[i] = INT32_MAX;
        CHECK_ERROR(qn_tilemap_create(&good, &map), QN_ERROR_OUT_OF_RANGE);
        *counts[i] = kept;
    }
    good.width = good.height = QN_TILEMAP_MAX_SIDE;
    CHECK_ERROR(qn_tilemap_create(&good, &map), QN_ERROR_OUT_OF_RANGE);
    good.width = good.height = 2;
    good.tile_m = NAN;
    CHECK_ERROR(qn_tilemap_create(&good, &map), QN_ERROR_NOT_FINITE);
    good.tile_m = 0.0f;
    CHECK_ERROR(qn_tilemap_create(&good, &map), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tilemap_create(NULL, &map), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_tilemap_create(&good, NULL), QN_ERROR_NULL_POINTER);
    CHECK(map == NULL);
    qn_tilemap_destroy(NULL);
    CHECK_INT(qn_memory_live_count(), live);
}

TEST(strange_cameras_and_images_draw_nothing_wrong)
{
    static const float numbers[] = {1e-30f, 1e30f, 3e38f, 1.0f, -1e30f, 0.0f, NAN, INFINITY};
    desk d = open_desk(40, 40);
    qn_tilemap_set_tile(d.map, 6, (qn_image){999, 16, 16}, (qn_image_part){0});
    qn_tilemap_set_tile(d.map, 7, d.sheet, (qn_image_part){30, 0, 16, 16});
    qn_tilemap_fill(d.map, 0, 0, 40, 40, 1);
    qn_tilemap_fill(d.map, 3, 3, 2, 2, 6);
    qn_tilemap_fill(d.map, 5, 3, 2, 2, 7);
    for (int32_t i = 0; i < 8 * 8 * 8; ++i) {
        qn_camera camera = {.center_m = {numbers[i % 8], numbers[i / 8 % 8]},
                            .height_m = numbers[i / 64],
                            .angle_rad = i % 3 == 0 ? 0.3f : 0.0f,
                            .surface_px = {100.0f, i % 5 == 0 ? 1e30f : 100.0f}};
        qn_sprite_batch batch = draw(&d, &camera, 0.0f);
        for (int32_t k = 0; k < batch.sprite_count; ++k) {
            const qn_sprite *s = &batch.sprites[k];
            CHECK(isfinite(s->x_px) && isfinite(s->y_px) && s->half_x_px >= 0.0f);
        }
    }
    qn_camera camera = {{5.0f, 5.0f}, 10.0f, 0.0f, {SIDE_PX, SIDE_PX}};
    draw(&d, &camera, 0.0f);
    CHECK_INT(qn_draw_get_counters(d.list).dropped_count, 8);
    qn_tilemap_draw(NULL, d.list, 0.0f, qn_rgb(0));
    qn_tilemap_draw(d.map, NULL, 0.0f, qn_rgb(0));
    close_desk(&d);
}
