// Blend, clip and target as states of a frame: what comes about, in what order, and what is
// refused.
#include "check.h"
#include "faults.h"
#include "quoin/draw.h"
#include "quoin/memory.h"
#include "quoin/soft.h"
#include "quoin/sprite.h"

#include <math.h>
#include <string.h>

#define SIDE_PX 32

static const qn_color white = {255, 255, 255, 255};

static qn_camera pixels(float side)
{
    return (qn_camera){{0.5f * side, 0.5f * side}, side, 0.0f, {side, side}};
}

static qn_draw_list *make_list(int32_t capacity)
{
    qn_draw_list *list = NULL;
    qn_camera camera = pixels(SIDE_PX);
    CHECK_ERROR(qn_draw_list_create(capacity, NULL, &list), QN_ERROR_OK);
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    return list;
}

static void dot(qn_draw_list *list, float x, float y)
{
    qn_draw_box(list, (qn_pose){{x, y}, qn_rot_identity()}, qn_v2(0.5f, 0.5f), 0.0f,
                qn_fill(white));
}

static void fill(qn_draw_list *list, qn_color color)
{
    qn_draw_box(list, (qn_pose){{16.0f, 16.0f}, qn_rot_identity()}, qn_v2(40.0f, 40.0f), 0.0f,
                qn_fill(color));
}

static int32_t dropped(const qn_draw_list *list)
{
    return qn_draw_get_counters(list).dropped_count;
}

static int32_t records(const qn_draw_list *list) { return qn_draw_get_counters(list).record_count; }

// Of the pixel x from the left and y from the top.
static uint32_t pixel(qn_draw_list *list, int32_t x, int32_t y)
{
    static uint8_t rgba[SIDE_PX * SIDE_PX * 4];
    qn_soft *soft = NULL;
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_ERROR(qn_soft_create(&soft), QN_ERROR_OK);
    CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, SIDE_PX, SIDE_PX, rgba), QN_ERROR_OK);
    qn_soft_destroy(soft);
    const uint8_t *at = rgba + 4 * (y * SIDE_PX + x);
    CHECK_INT(at[3], 255);
    return (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
}

// ---- States -----------------------------------------------------------------------------------

TEST(a_plain_frame_is_one_state_without_a_table)
{
    qn_draw_list *list = make_list(16);
    dot(list, 4.0f, 4.0f);
    qn_draw_blend(list, QN_BLEND_ADDITIVE);
    dot(list, 8.0f, 4.0f);
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.state_count, 1);
    CHECK(batch.state_of == NULL);
    CHECK_INT(qn_sprite_end_of_state(&batch, 0), 2);
    CHECK_INT(batch.sprites[0].fill, 0xFFFFFFFFu);
    CHECK_INT(batch.sprites[1].fill, 0x00FFFFFFu);
    qn_draw_list_destroy(list);
}

TEST(records_of_one_state_stand_together_in_a_run)
{
    qn_draw_list *list = make_list(16);
    for (int32_t i = 0; i < 6; ++i) {
        qn_draw_blend(list, i < 2 || i > 3 ? QN_BLEND_NORMAL : QN_BLEND_MULTIPLY);
        dot(list, 2.0f + (float)i, 4.0f);
    }
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.state_count, 2);
    CHECK_INT(qn_sprite_end_of_state(&batch, 0), 2);
    CHECK_INT(qn_sprite_state_of(&batch, 2)->blend, QN_BLEND_MULTIPLY);
    CHECK_INT(qn_sprite_end_of_state(&batch, 2), 4);
    CHECK_INT(qn_sprite_end_of_state(&batch, 4), 6);
    qn_draw_list_destroy(list);
}

TEST(a_blend_out_of_range_is_normal)
{
    qn_draw_list *list = make_list(16);
    qn_draw_blend(list, (qn_blend)77);
    dot(list, 4.0f, 4.0f);
    qn_draw_blend(list, (qn_blend)-1);
    dot(list, 4.0f, 4.0f);
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.state_count, 1);
    CHECK_INT(batch.states[0].blend, QN_BLEND_NORMAL);
    qn_draw_list_destroy(list);
}

TEST(a_frame_forgets_blend_clip_and_target_of_the_last)
{
    qn_draw_list *list = make_list(16);
    qn_camera camera = pixels(SIDE_PX);
    qn_draw_blend(list, QN_BLEND_SCREEN);
    qn_draw_clip(list, (qn_aabb){{0.0f, 0.0f}, {1.0f, 1.0f}});
    qn_draw_target(list, 1, 8, 8);
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    dot(list, 20.0f, 20.0f);
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.sprite_count, 1);
    CHECK_INT(batch.states[0].blend, QN_BLEND_NORMAL);
    CHECK_INT(batch.states[0].target, 0);
    CHECK_INT(batch.targets[0].width_px, 0);
    qn_draw_list_destroy(list);
}

TEST(more_states_than_there_are_numbers_drop_their_records)
{
    qn_draw_list *list = make_list(1024);
    for (int32_t i = 0; i < 300; ++i) {
        int32_t row = i / 16;
        float right = 16.0f + (float)(i % 16), top = 8.0f + (float)row;
        qn_draw_clip(list, (qn_aabb){{0.0f, 0.0f}, {right, top}});
        dot(list, 2.0f, 2.0f);
        qn_draw_clip_end(list);
    }
    CHECK_INT(records(list), 255);
    CHECK_INT(dropped(list), 45);
    qn_draw_list_destroy(list);
}

TEST(blends_meet_what_is_there_by_their_formulas)
{
    static const struct {
        qn_blend blend;
        uint32_t expected;
    } rows[] = {{QN_BLEND_NORMAL, 0x6E8250},
                {QN_BLEND_ADDITIVE, 0xA0C88C},
                {QN_BLEND_MULTIPLY, 0x496745},
                {QN_BLEND_SCREEN, 0x88A783},
                {QN_BLEND_ERASE, 0x32463C}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        qn_draw_list *list = make_list(16);
        fill(list, qn_rgb(0x648C78));
        qn_draw_blend(list, rows[i].blend);
        fill(list, qn_rgba(120, 120, 40, 128));
        uint32_t seen = pixel(list, 16, 16);
        for (int32_t shift = 0; shift < 24; shift += 8) {
            int32_t channel = (int32_t)(seen >> shift & 255u);
            int32_t wanted = (int32_t)(rows[i].expected >> shift & 255u);
            CHECK(channel - wanted <= 1 && wanted - channel <= 1);
        }
        qn_draw_list_destroy(list);
    }
}

TEST(records_are_sorted_by_layer_then_order_then_call)
{
    static const struct {
        int32_t layer, order;
    } rows[] = {{1, 0},   {0, 300}, {0, -300}, {0, 300},    {1, -1},   {0, 0},
                {0, 255}, {0, 256}, {1, 1},    {0, -40000}, {0, 40000}};
    enum { COUNT = sizeof rows / sizeof rows[0] };
    static const int32_t expected[COUNT] = {9, 2, 5, 6, 7, 1, 3, 10, 4, 0, 8};
    qn_draw_list *list = make_list(16);
    for (int32_t i = 0; i < COUNT; ++i) {
        qn_draw_layer(list, rows[i].layer);
        qn_draw_order(list, rows[i].order);
        dot(list, 2.0f + (float)i, 4.0f);
    }
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.sprite_count, COUNT);
    for (int32_t i = 0; i < COUNT; ++i) {
        CHECK_NEAR(batch.sprites[i].x_px, 2.0f + (float)expected[i], 0.0f);
    }
    qn_draw_list_destroy(list);
}

TEST(the_order_is_forgotten_with_the_frame)
{
    qn_draw_list *list = make_list(16);
    qn_camera camera = pixels(SIDE_PX);
    qn_draw_order(list, 5);
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    dot(list, 4.0f, 4.0f);
    qn_draw_order(list, -5);
    dot(list, 5.0f, 4.0f);
    CHECK_NEAR(qn_draw_batch(list).sprites[0].x_px, 5.0f, 0.0f);
    qn_draw_list_destroy(list);
}

// ---- Clip -------------------------------------------------------------------------------------

TEST(nothing_is_drawn_outside_a_clip_area)
{
    qn_draw_list *list = make_list(16);
    qn_draw_clip(list, (qn_aabb){{4.0f, 6.0f}, {20.0f, 28.0f}});
    fill(list, white);
    CHECK_INT(pixel(list, 4, SIDE_PX - 1 - 6), 0xFFFFFF);
    CHECK_INT(pixel(list, 19, SIDE_PX - 1 - 27), 0xFFFFFF);
    CHECK_INT(pixel(list, 3, 16), 0);
    CHECK_INT(pixel(list, 20, 16), 0);
    CHECK_INT(pixel(list, 10, SIDE_PX - 1 - 5), 0);
    CHECK_INT(pixel(list, 10, SIDE_PX - 1 - 28), 0);
    qn_draw_list_destroy(list);
}

TEST(what_is_wholly_outside_a_clip_area_costs_no_record)
{
    qn_draw_list *list = make_list(16);
    qn_draw_clip(list, (qn_aabb){{4.0f, 4.0f}, {8.0f, 8.0f}});
    dot(list, 20.0f, 20.0f);
    qn_draw_clip(list, (qn_aabb){{20.0f, 20.0f}, {24.0f, 24.0f}});
    dot(list, 6.0f, 6.0f);
    dot(list, 22.0f, 22.0f);
    CHECK_INT(records(list), 0);
    CHECK_INT(dropped(list), 0);
    qn_draw_list_destroy(list);
}

TEST(ends_without_a_beginning_and_too_many_beginnings_change_nothing)
{
    qn_draw_list *list = make_list(64);
    qn_draw_clip_end(list);
    qn_draw_target_end(list);
    for (int32_t i = 0; i < 40; ++i) {
        qn_draw_clip(list, (qn_aabb){{(float)i * 0.25f, 0.0f}, {30.0f, 30.0f}});
    }
    for (int32_t i = 0; i < 39; ++i) {
        qn_draw_clip_end(list);
    }
    fill(list, white);
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.states[0].left_px, 0);
    CHECK_INT(batch.states[0].right_px, 30);
    qn_draw_clip_end(list);
    qn_draw_clip_end(list);
    fill(list, white);
    batch = qn_draw_batch(list);
    CHECK_INT(qn_sprite_state_of(&batch, 1)->right_px, INT16_MAX);
    qn_draw_list_destroy(list);
}

TEST(a_clip_area_of_broken_numbers_changes_nothing)
{
    static const float broken[] = {NAN, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; ++i) {
        qn_draw_list *list = make_list(16);
        qn_draw_clip(list, (qn_aabb){{broken[i], 0.0f}, {8.0f, 8.0f}});
        dot(list, 20.0f, 20.0f);
        CHECK_INT(records(list), 1);
        qn_draw_list_destroy(list);
    }
    qn_draw_list *list = make_list(16);
    qn_draw_clip(list, (qn_aabb){{-1.0e30f, -1.0e30f}, {1.0e30f, 1.0e30f}});
    dot(list, 20.0f, 20.0f);
    CHECK_INT(records(list), 1);
    qn_draw_list_destroy(list);
}

// ---- Targets ----------------------------------------------------------------------------------

TEST(targets_come_before_the_surface_whenever_they_are_drawn)
{
    qn_draw_list *list = make_list(16);
    qn_camera camera = pixels(8.0f);
    qn_draw_layer(list, 9);
    dot(list, 4.0f, 4.0f);
    for (int32_t target = 3; target >= 2; --target) {
        qn_draw_target(list, target, 8, 8);
        qn_draw_camera(list, &camera);
        dot(list, (float)target, 4.0f);
        qn_draw_target_end(list);
    }
    dot(list, 5.0f, 4.0f);
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.sprite_count, 4);
    CHECK_NEAR(batch.sprites[0].x_px, 2.0f, 0.0f);
    CHECK_NEAR(batch.sprites[1].x_px, 3.0f, 0.0f);
    CHECK_NEAR(batch.sprites[2].x_px, 4.0f, 0.0f);
    CHECK_NEAR(batch.sprites[3].x_px, 5.0f, 0.0f);
    CHECK_INT(qn_sprite_state_of(&batch, 0)->target, 2);
    CHECK_INT(qn_sprite_state_of(&batch, 3)->target, 0);
    CHECK_INT(batch.targets[1].width_px, 8);
    CHECK_INT(batch.targets[0].width_px, 0);
    qn_draw_list_destroy(list);
}

TEST(a_target_is_a_picture_of_its_own)
{
    qn_draw_list *list = make_list(16);
    qn_camera camera = pixels(8.0f);
    fill(list, qn_rgb(0x102030));
    qn_draw_target(list, 1, 8, 8);
    dot(list, 4.0f, 4.0f); // without a camera of its own
    qn_draw_camera(list, &camera);
    qn_draw_box(list, (qn_pose){{2.0f, 4.0f}, qn_rot_identity()}, qn_v2(2.0f, 4.0f), 0.0f,
                qn_fill(qn_rgb(0xFF8000)));
    qn_draw_target_end(list);
    qn_draw_target_image(list, 1, (qn_pose){{16.0f, 16.0f}, qn_rot_identity()}, qn_v2(8.0f, 8.0f),
                         white);
    CHECK_INT(dropped(list), 1);
    CHECK_INT(pixel(list, 10, 16), 0xFF8000);
    CHECK_INT(pixel(list, 22, 16), 0x102030);
    CHECK_INT(pixel(list, 2, 2), 0x102030);
    qn_draw_list_destroy(list);
}

TEST(targets_that_cannot_be_drop_what_is_drawn_into_them)
{
    static const int32_t wrong[][3] = {{0, 8, 8},
                                       {QN_DRAW_TARGETS + 1, 8, 8},
                                       {-1, 8, 8},
                                       {1, 0, 8},
                                       {1, 8, QN_DRAW_TARGET_MAX_PX + 1}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
        qn_draw_list *list = make_list(16);
        qn_camera camera = pixels(SIDE_PX);
        qn_draw_target(list, wrong[i][0], wrong[i][1], wrong[i][2]);
        qn_draw_camera(list, &camera);
        dot(list, 4.0f, 4.0f);
        qn_draw_target_end(list);
        CHECK_INT(records(list), 0);
        CHECK_INT(dropped(list), 1);
        dot(list, 4.0f, 4.0f);
        CHECK_INT(records(list), 1);
        qn_draw_list_destroy(list);
    }
}

TEST(a_target_within_a_target_drops_all_until_both_end)
{
    qn_draw_list *list = make_list(16);
    qn_camera camera = pixels(8.0f);
    qn_draw_target(list, 1, 8, 8);
    qn_draw_camera(list, &camera);
    dot(list, 4.0f, 4.0f);
    qn_draw_target(list, 2, 8, 8);
    dot(list, 4.0f, 4.0f);
    qn_draw_target_end(list);
    dot(list, 4.0f, 4.0f);
    qn_draw_target_end(list);
    dot(list, 4.0f, 4.0f);
    CHECK_INT(records(list), 2);
    CHECK_INT(dropped(list), 2);
    qn_draw_list_destroy(list);
}

TEST(a_target_is_read_only_where_it_is_complete)
{
    qn_draw_list *list = make_list(16);
    qn_camera camera = pixels(8.0f);
    qn_pose middle = {{4.0f, 4.0f}, qn_rot_identity()};
    qn_draw_target_image(list, 1, middle, qn_v2(4.0f, 4.0f), white); // not drawn yet
    qn_draw_target(list, 2, 8, 8);
    qn_draw_camera(list, &camera);
    dot(list, 4.0f, 4.0f);
    qn_draw_target_image(list, 2, middle, qn_v2(4.0f, 4.0f), white); // itself
    qn_draw_target_end(list);
    qn_draw_target(list, 1, 8, 8);
    qn_draw_camera(list, &camera);
    qn_draw_target_image(list, 2, middle, qn_v2(4.0f, 4.0f), white); // a later one
    qn_draw_target_end(list);
    qn_draw_target_image(list, 0, middle, qn_v2(4.0f, 4.0f), white);
    qn_draw_target_image(list, 99, middle, qn_v2(4.0f, 4.0f), white);
    CHECK_INT(dropped(list), 5);
    CHECK_INT(records(list), 1);
    qn_draw_list_destroy(list);
}

TEST(a_rasteriser_without_memory_for_a_target_says_so_and_draws_nothing)
{
    static uint8_t rgba[SIDE_PX * SIDE_PX * 4];
    faults_begin(-1, true);
    qn_draw_list *list = make_list(16);
    qn_soft *soft = NULL;
    qn_draw_target(list, 1, 64, 64);
    qn_draw_target_end(list);
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_ERROR(qn_soft_create(&soft), QN_ERROR_OK);
    memset(rgba, 7, sizeof rgba);
    faults.allocations_left = 0;
    CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, SIDE_PX, SIDE_PX, rgba), QN_ERROR_OUT_OF_MEMORY);
    CHECK_INT(rgba[0], 7);
    faults_stop();
    CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, SIDE_PX, SIDE_PX, rgba), QN_ERROR_OK);
    qn_soft_destroy(soft);
    qn_draw_list_destroy(list);
    faults_end();
}

TEST(states_that_no_list_makes_are_left_out)
{
    uint8_t rgba[8 * 8 * 4];
    qn_sprite sprite = {4.0f, 4.0f, 9.0f, 9.0f, 0x7FFFu, ~0u, QN_SPRITE_BOX, 0};
    static const qn_sprite_state wrong[] = {
        {.blend = 99, .right_px = 8, .bottom_px = 8},
        {.target = 1, .right_px = 8, .bottom_px = 8},
        {.target = 200, .right_px = 8, .bottom_px = 8},
        {.left_px = 5, .right_px = 2, .bottom_px = 8},
        {.left_px = INT16_MIN, .right_px = INT16_MIN, .bottom_px = INT16_MAX},
    };
    qn_soft *soft = NULL;
    CHECK_ERROR(qn_soft_create(&soft), QN_ERROR_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
        qn_sprite_batch batch = {
            .sprites = &sprite, .sprite_count = 1, .states = &wrong[i], .state_count = 1};
        CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, 8, 8, rgba), QN_ERROR_OK);
        CHECK_INT(rgba[4 * 36], 0);
        uint8_t beyond = 3;
        batch.state_of = &beyond;
        CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, 8, 8, rgba), QN_ERROR_OK);
        CHECK_INT(rgba[4 * 36], 0);
    }
    qn_soft_destroy(soft);
}

// ---- Lines and areas --------------------------------------------------------------------------

TEST(lines_and_areas_of_a_wrong_number_of_points_are_dropped)
{
    static const qn_vec2 points[QN_DRAW_MAX_POINTS + 1] = {{1.0f, 1.0f}, {9.0f, 9.0f}};
    qn_draw_list *list = make_list(1024);
    qn_draw_line(list, points, 1, 2.0f, qn_fill(white));
    qn_draw_line(list, points, QN_DRAW_MAX_POINTS + 1, 2.0f, qn_fill(white));
    qn_draw_line(list, NULL, 2, 2.0f, qn_fill(white));
    qn_draw_area(list, points, 2, qn_fill(white));
    qn_draw_area(list, points, -5, qn_fill(white));
    CHECK_INT(dropped(list), 5);
    CHECK_INT(records(list), 0);
    qn_draw_line(list, points, QN_DRAW_MAX_POINTS, 2.0f, qn_fill(white));
    qn_draw_area(list, points, QN_DRAW_MAX_POINTS, qn_fill(white));
    CHECK_INT(records(list), 2);
    qn_draw_list_destroy(list);
}

TEST(lines_and_areas_with_broken_numbers_are_dropped)
{
    qn_draw_list *list = make_list(64);
    qn_vec2 points[3] = {{1.0f, 1.0f}, {9.0f, NAN}, {4.0f, 9.0f}};
    qn_draw_line(list, points, 3, 2.0f, qn_fill(white));
    qn_draw_area(list, points, 3, qn_fill(white));
    points[1].y = INFINITY;
    qn_draw_line(list, points, 3, 2.0f, qn_fill(white));
    qn_draw_area(list, points, 3, qn_fill(white));
    CHECK_INT(records(list), 0);
    CHECK_INT(dropped(list), 4);
    points[1].y = 1.0f;
    qn_draw_line(list, points, 3, NAN, qn_fill(white));
    CHECK_INT(records(list), 1); // without a width it is nothing to see
    qn_draw_list_destroy(list);
}

TEST(an_area_is_inside_where_its_outline_goes_around_an_odd_number_of_times)
{
    qn_vec2 crossing[4] = {{4.0f, 4.0f}, {28.0f, 28.0f}, {4.0f, 28.0f}, {28.0f, 4.0f}};
    for (int32_t turn = 0; turn < 2; ++turn) {
        qn_draw_list *list = make_list(16);
        qn_vec2 points[4];
        for (int32_t i = 0; i < 4; ++i) {
            points[i] = crossing[turn == 0 ? i : 3 - i];
        }
        qn_draw_area(list, points, 4, qn_fill(white));
        CHECK_INT(pixel(list, 16, 6), 0xFFFFFF);
        CHECK_INT(pixel(list, 16, 25), 0xFFFFFF);
        CHECK_INT(pixel(list, 6, 16), 0);
        CHECK_INT(pixel(list, 25, 16), 0);
        qn_draw_list_destroy(list);
    }
}

// ---- Parts of images --------------------------------------------------------------------------

TEST(parts_that_are_not_inside_their_image_are_dropped)
{
    static uint8_t rgba[16 * 8 * 4];
    qn_atlas *atlas = NULL;
    qn_draw_list *list = NULL;
    qn_image image;
    qn_camera camera = pixels(SIDE_PX);
    qn_pose middle = {{16.0f, 16.0f}, qn_rot_identity()};
    static const qn_image_part wrong[] = {
        {9, 0, 8, 8}, {0, 1, 8, 8}, {16, 8, 1, 1}, {65535, 65535, 65535, 65535}};
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 16, 8, &image), QN_ERROR_OK);
    CHECK_ERROR(qn_draw_list_create(16, atlas, &list), QN_ERROR_OK);
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    for (int32_t i = 0; i < 4; ++i) {
        qn_image_paint paint = qn_tint(white);
        paint.part = wrong[i];
        qn_draw_image_with(list, image, middle, qn_v2(8.0f, 4.0f), paint);
        CHECK_INT(dropped(list), i + 1);
    }
    qn_image_paint sliced = qn_tint(white);
    sliced.texel_m = 1.0f;
    sliced.left_px = sliced.right_px = 8;
    qn_draw_image_with(list, image, middle, qn_v2(8.0f, 4.0f), sliced);
    CHECK_INT(dropped(list), 5);
    qn_draw_image_with(list, (qn_image){77, 1, 1}, middle, qn_v2(8.0f, 4.0f), qn_tint(white));
    CHECK_INT(dropped(list), 5);
    CHECK_INT(records(list), 0);
    qn_draw_list_destroy(list);
    qn_atlas_destroy(atlas);
}
