// The software rasteriser against geometry, a blend in double precision, and itself: what is turned
// or cut off has to be the same picture turned or cut off.
#include "check.h"
#include "draw/draw_scenes.h"
#include "quoin/memory.h"
#include "quoin/soft.h"
#include "quoin/sprite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIDE_PX 64
#define PIXEL_COUNT (SIDE_PX * SIDE_PX)

static const qn_color white = {255, 255, 255, 255};

// A list whose unit is a pixel, with the origin at the lower left corner.
static qn_draw_list *make_list(const qn_atlas *atlas)
{
    qn_draw_list *list = NULL;
    qn_camera camera = {{0.5f * SIDE_PX, 0.5f * SIDE_PX}, SIDE_PX, 0.0f, {SIDE_PX, SIDE_PX}};
    CHECK_ERROR(qn_draw_list_create(64, atlas, &list), QN_ERROR_OK);
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    return list;
}

static qn_error soft_draw(const qn_sprite_batch *batch, const qn_atlas *atlas, int32_t width_px,
                          int32_t height_px, uint8_t *rgba)
{
    qn_soft *soft = NULL;
    CHECK_ERROR(qn_soft_create(&soft), QN_ERROR_OK);
    qn_error error = qn_soft_draw(soft, batch, atlas, width_px, height_px, rgba);
    qn_soft_destroy(soft);
    return error;
}

static void draw_list(qn_draw_list *list, const qn_atlas *atlas, uint8_t *rgba)
{
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_ERROR(soft_draw(&batch, atlas, SIDE_PX, SIDE_PX, rgba), QN_ERROR_OK);
}

static double sum_of_red(const uint8_t *rgba, int32_t first, int32_t count, int32_t step)
{
    double sum = 0.0;
    for (int32_t i = 0; i < count; ++i) {
        sum += rgba[4 * (first + i * step)] / 255.0;
    }
    return sum;
}

// The area of what is white on black; the list is drawn and destroyed.
static double area_of(qn_draw_list *list)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    draw_list(list, NULL, rgba);
    qn_draw_list_destroy(list);
    return sum_of_red(rgba, 0, PIXEL_COUNT, 1);
}

// ---- Coverage -----------------------------------------------------------------------------------

TEST(a_circle_covers_its_area_wherever_it_lies)
{
    for (int32_t i = 0; i < 40; ++i) {
        float radius = 1.0f + 0.6f * (float)i;
        qn_draw_list *list = make_list(NULL);
        qn_draw_circle(list, qn_v2(32.0f + 0.07f * (float)i, 31.0f + 0.05f * (float)i), radius,
                       qn_fill(white));
        // An edge is a ramp one pixel wide, whose outer half is longer than its inner one.
        double exact = (double)QN_PI * ((double)radius * radius + 1.0 / 12.0);
        CHECK_NEAR(area_of(list), exact, 0.25 + 0.001 * exact);
    }
}

TEST(a_box_covers_its_area_at_any_turn)
{
    for (int32_t i = 0; i < 40; ++i) {
        qn_draw_list *list = make_list(NULL);
        qn_pose pose = draw_at(31.7f, 32.2f, 0.17f * (float)i);
        qn_draw_box(list, pose, qn_v2(20.3f, 7.6f), 0.0f, qn_fill(white));
        CHECK_NEAR(area_of(list), 4.0 * 20.3 * 7.6, 1.5);
    }
}

TEST(rounded_boxes_and_capsules_cover_their_area)
{
    const double pi = (double)QN_PI;
    qn_draw_list *list = make_list(NULL);
    qn_draw_box(list, draw_at(32.0f, 32.0f, 0.4f), qn_v2(20.0f, 14.0f), 6.0f, qn_fill(white));
    CHECK_NEAR(area_of(list), 40.0 * 28.0 - (4.0 - pi) * 36.0, 2.0);
    list = make_list(NULL);
    qn_draw_capsule(list, qn_v2(12.0f, 14.0f), qn_v2(42.0f, 54.0f), 5.0f, qn_fill(white));
    CHECK_NEAR(area_of(list), 50.0 * 10.0 + pi * 25.0, 2.0);
}

TEST(rings_cover_their_area_and_leave_their_hole)
{
    const double pi = (double)QN_PI;
    for (int32_t i = 1; i < 16; ++i) {
        double width = 1.1 * i, inner = 26.0 - width;
        qn_draw_list *list = make_list(NULL);
        qn_draw_ring(list, qn_v2(32.3f, 31.4f), 26.0f, (float)width, qn_fill(white));
        double exact = pi * (26.0 * 26.0 - inner * inner);
        CHECK_NEAR(area_of(list), exact, 0.01 * exact);
    }
}

TEST(polygons_cover_their_area)
{
    for (int32_t count = 3; count <= 8; ++count) {
        qn_draw_list *list = make_list(NULL);
        draw_regular(list, qn_v2(32.1f, 31.8f), 25.0f, count, 0.3f, qn_fill(white));
        double exact = 0.5 * count * 625.0 * sin(2.0 * (double)QN_PI / count);
        CHECK_NEAR(area_of(list), exact, 0.005 * exact);
    }
}

TEST(along_a_crossing_coverage_adds_up_to_the_width)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    for (int32_t i = 0; i < 32; ++i) {
        qn_draw_list *list = make_list(NULL);
        qn_pose pose = draw_at(30.0f + (float)i / 32.0f, 32.0f, 0.0f);
        qn_draw_box(list, pose, qn_v2(9.3f, 20.0f), 0.0f, qn_fill(white));
        draw_list(list, NULL, rgba);
        CHECK_NEAR(sum_of_red(rgba, 32 * SIDE_PX, SIDE_PX, 1), 18.6, 1.0 / 255.0);
        CHECK_NEAR(sum_of_red(rgba, 30, SIDE_PX, SIDE_PX), 40.0, 1.0 / 255.0);
        qn_draw_list_destroy(list);
    }
}

TEST(what_is_thinner_than_a_pixel_is_paler_instead)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    for (int32_t i = 0; i < 8; ++i) {
        float width = (float)i / 8.0f;
        qn_draw_list *list = make_list(NULL);
        qn_draw_box(list, draw_at(30.5f, 32.0f, 0.0f), qn_v2(0.5f * width, 20.0f), 0.0f,
                    qn_fill(white));
        draw_list(list, NULL, rgba);
        CHECK_NEAR(sum_of_red(rgba, 32 * SIDE_PX, SIDE_PX, 1), width, 0.5 / 255.0 + 1e-6);
        qn_draw_list_destroy(list);
    }
}

TEST(a_glow_falls_off_as_a_square)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    qn_draw_list *list = make_list(NULL);
    qn_draw_box(list, draw_at(20.0f, 32.0f, 0.0f), qn_v2(10.0f, 20.0f), 0.0f,
                (qn_paint){.fill = white, .glow_m = 16.0f});
    draw_list(list, NULL, rgba);
    for (int32_t x = 0; x < SIDE_PX; ++x) {
        double d = x + 0.5 - 30.0;
        double rest = d < 0.0 ? 1.0 : (d > 16.0 ? 0.0 : 1.0 - d / 16.0);
        double left = 10.0 - (x + 0.5);
        rest = left > 0.0 ? 1.0 - left / 16.0 : rest;
        CHECK_NEAR(rgba[4 * (32 * SIDE_PX + x)], 255.0 * rest * rest, 0.501);
    }
    qn_draw_list_destroy(list);
}

// ---- Colour -------------------------------------------------------------------------------------

static void check_blend(const uint8_t *pixel, uint32_t fill, qn_color clear)
{
    const uint8_t under[3] = {clear.r, clear.g, clear.b};
    double rest = 1.0 - (fill >> 24) / 255.0;
    for (int32_t i = 0; i < 3; ++i) {
        double exact = (fill >> 8 * i & 255u) + under[i] * rest;
        CHECK_NEAR(pixel[i], exact < 255.0 ? exact : 255.0, 0.5001);
    }
    CHECK_INT(pixel[3], 255);
}

TEST(colours_are_blended_as_in_double_precision)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    uint32_t seed = 11;
    for (int32_t i = 0; i < 600; ++i) {
        uint32_t over = check_random(&seed), under = check_random(&seed);
        qn_color clear = {(uint8_t)under, (uint8_t)(under >> 8), (uint8_t)(under >> 16), 0};
        qn_sprite sprite = {.x_px = 16.0f,
                            .y_px = 16.0f,
                            .half_x_px = 12.0f,
                            .half_y_px = 12.0f,
                            .rotation = 0x7FFFu,
                            .fill = over,
                            .kind_param = QN_SPRITE_BOX};
        qn_sprite_batch batch = {.sprites = &sprite, .sprite_count = 1, .clear = clear};
        CHECK_ERROR(soft_draw(&batch, NULL, SIDE_PX, SIDE_PX, rgba), QN_ERROR_OK);
        check_blend(rgba + 4 * (16 * SIDE_PX + 16), over, clear);
        check_blend(rgba, 0, clear);
    }
}

TEST(a_fade_runs_from_top_to_bottom_within_a_step)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    qn_draw_list *list = make_list(NULL);
    qn_draw_box(list, draw_at(32.0f, 32.0f, 0.0f), qn_v2(32.0f, 32.0f), 0.0f,
                (qn_paint){.fill = qn_rgb(0xC80000), .fade = qn_rgb(0x0000C8)});
    draw_list(list, NULL, rgba);
    for (int32_t i = 0; i < PIXEL_COUNT; ++i) {
        int32_t line = i / SIDE_PX;
        double t = (line + 0.5) / SIDE_PX;
        CHECK_NEAR(rgba[4 * i], 200.0 * (1.0 - t), 1.001);
        CHECK_NEAR(rgba[4 * i + 2], 200.0 * t, 1.001);
    }
    qn_draw_list_destroy(list);
}

TEST(a_batch_without_sprites_clears)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    qn_sprite_batch batch = {.clear = qn_rgba(1, 2, 3, 4)};
    memset(rgba, 0xEE, sizeof rgba);
    CHECK_ERROR(soft_draw(&batch, NULL, SIDE_PX, SIDE_PX, rgba), QN_ERROR_OK);
    for (int32_t i = 0; i < PIXEL_COUNT; ++i) {
        CHECK_BYTES(rgba + 4 * i, "\1\2\3\377", 4);
    }
}

// ---- Places -------------------------------------------------------------------------------------

static void draw_one_of_each(qn_draw_list *list, const draw_props *props, qn_vec2 at)
{
    qn_paint paint = {.fill = qn_rgba(240, 180, 20, 200), .border = white, .border_m = 2.0f};
    qn_draw_box(list, (qn_pose){at, qn_rot_from_angle(0.6f)}, qn_v2(17.0f, 9.0f), 3.0f, paint);
    qn_draw_ring(list, at, 15.0f, 4.0f, (qn_paint){.fill = white, .glow_m = 6.0f});
    draw_regular(list, at, 12.0f, 5, 0.2f, paint);
    qn_draw_image(list, props->disc, (qn_pose){at, qn_rot_from_angle(1.0f)}, qn_v2(9.0f, 14.0f),
                  qn_rgba(255, 200, 255, 180));
    qn_draw_text(list, "QN", qn_v2(at.x - 10.0f, at.y), 9.0f, QN_ALIGN_LEFT, white);
}

enum { WIDE_PX = 3 * SIDE_PX };

// The same records in the middle of a surface three times as wide and high.
static void draw_whole(const qn_sprite_batch *batch, const qn_atlas *atlas, uint8_t *rgba)
{
    qn_sprite moved[8];
    qn_sprite_batch whole = *batch;
    memcpy(moved, batch->sprites, sizeof *moved * (size_t)batch->sprite_count);
    for (int32_t i = 0; i < batch->sprite_count; ++i) {
        moved[i].x_px += SIDE_PX;
        moved[i].y_px += SIDE_PX;
    }
    whole.sprites = moved;
    CHECK_ERROR(soft_draw(&whole, atlas, WIDE_PX, WIDE_PX, rgba), QN_ERROR_OK);
}

static int32_t most_off_from_middle(const uint8_t *cut, const uint8_t *whole)
{
    int32_t most = 0;
    for (int32_t i = 0; i < PIXEL_COUNT * 4; ++i) {
        int32_t row = i / (SIDE_PX * 4) + SIDE_PX;
        int32_t off = abs(cut[i] - whole[(row * WIDE_PX + SIDE_PX) * 4 + i % (SIDE_PX * 4)]);
        most = off > most ? off : most;
    }
    return most;
}

TEST(what_is_cut_off_at_a_side_is_the_rest_of_the_whole)
{
    static uint8_t cut[PIXEL_COUNT * 4], whole[WIDE_PX * WIDE_PX * 4];
    static const qn_vec2 places[8] = {{0, 32}, {64, 32}, {32, 0},  {32, 64},
                                      {0, 0},  {64, 64}, {-7, 70}, {70, -7}};
    draw_props props;
    CHECK_ERROR(draw_props_open(&props), QN_ERROR_OK);
    for (int32_t i = 0; i < 8; ++i) {
        qn_draw_list *list = make_list(props.atlas);
        qn_draw_font(list, props.font);
        draw_one_of_each(list, &props, places[i]);
        qn_sprite_batch batch = qn_draw_batch(list);
        CHECK_INT(batch.sprite_count, 6);
        draw_list(list, props.atlas, cut);
        draw_whole(&batch, props.atlas, whole);
        // Moved places are rounded anew.
        CHECK(most_off_from_middle(cut, whole) <= 1);
        qn_draw_list_destroy(list);
    }
    draw_props_close(&props);
}

// The pixel that a quarter turn to the left brings to (x, y).
static size_t before_quarter_turn(int32_t x, int32_t y)
{
    return (size_t)(x * SIDE_PX + SIDE_PX - 1 - y);
}

TEST(quarter_turns_turn_the_picture)
{
    static uint8_t pictures[4][PIXEL_COUNT * 4];
    static const qn_rot turns[4] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    draw_props props;
    CHECK_ERROR(draw_props_open(&props), QN_ERROR_OK);
    for (int32_t i = 0; i < 4; ++i) {
        qn_draw_list *list = make_list(props.atlas);
        qn_pose pose = {{32.0f, 32.0f}, turns[i]};
        qn_pose corner = {qn_transform(pose, qn_v2(9.25f, 13.5f)), turns[i]};
        qn_draw_box(list, pose, qn_v2(24.3f, 11.6f), 4.0f,
                    (qn_paint){.fill = qn_rgb(0xD02040), .border = white, .border_m = 3.0f});
        qn_draw_image(list, props.weave, corner, qn_v2(10.4f, 7.1f), white);
        draw_list(list, props.atlas, pictures[i]);
        qn_draw_list_destroy(list);
    }
    for (int32_t i = 1; i < 4; ++i) {
        for (int32_t k = 0; k < PIXEL_COUNT; ++k) {
            size_t from = before_quarter_turn(k % SIDE_PX, k / SIDE_PX);
            CHECK_BYTES(pictures[i] + 4 * k, pictures[i - 1] + 4 * from, 4);
        }
    }
    draw_props_close(&props);
}

// ---- Images -------------------------------------------------------------------------------------

static qn_color page_pixel(const draw_props *props, qn_image image, int32_t x, int32_t y)
{
    qn_atlas_rect rect = qn_atlas_image_rect(props->atlas, image.index);
    const uint8_t *page = qn_atlas_page(props->atlas, rect.page);
    const uint8_t *p =
        page + 4 * ((rect.y_px + y) * qn_atlas_page_px(props->atlas) + rect.x_px + x);
    return (qn_color){p[0], p[1], p[2], p[3]};
}

TEST(an_image_at_its_own_size_is_itself)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    draw_props props;
    CHECK_ERROR(draw_props_open(&props), QN_ERROR_OK);
    qn_draw_list *list = make_list(props.atlas);
    qn_draw_image(list, props.weave, draw_at(32.0f, 32.0f, 0.0f), qn_v2(32.0f, 24.0f), white);
    draw_list(list, props.atlas, rgba);
    for (int32_t y = 0; y < 48; ++y) {
        for (int32_t x = 0; x < 64; ++x) {
            qn_color c = page_pixel(&props, props.weave, x, y);
            CHECK_BYTES(rgba + 4 * ((y + 8) * SIDE_PX + x), &c, 4);
        }
    }
    qn_draw_list_destroy(list);
    draw_props_close(&props);
}

// The mean red of `by` times `by` texels.
static double mean_of_texels(const draw_props *props, int32_t x, int32_t y, int32_t by)
{
    double sum = 0.0;
    for (int32_t i = 0; i < by * by; ++i) {
        int32_t column = x * by + i % by, line = y * by + i / by;
        sum += page_pixel(props, props->weave, column, line).r;
    }
    return sum / (by * by);
}

// Levels are rounded one by one.
static void check_reduced(const draw_props *props, int32_t by, double tolerance)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    int32_t width = 64 / by, height = 48 / by;
    qn_draw_list *list = make_list(props->atlas);
    qn_vec2 half_size = qn_v2(0.5f * (float)width, 0.5f * (float)height);
    qn_draw_image(list, props->weave, (qn_pose){half_size, qn_rot_identity()}, half_size, white);
    draw_list(list, props->atlas, rgba);
    for (int32_t i = 0; i < width * height; ++i) {
        int32_t x = i % width, y = i / width;
        const uint8_t *pixel = rgba + 4 * ((SIDE_PX - height + y) * SIDE_PX + x);
        CHECK_NEAR(*pixel, mean_of_texels(props, x, y, by), tolerance);
    }
    qn_draw_list_destroy(list);
}

TEST(a_reduced_image_is_made_of_means)
{
    draw_props props;
    CHECK_ERROR(draw_props_open(&props), QN_ERROR_OK);
    check_reduced(&props, 2, 0.501);
    check_reduced(&props, 4, 1.001);
    draw_props_close(&props);
}

TEST(without_an_atlas_images_are_left_out)
{
    static uint8_t with[PIXEL_COUNT * 4], without[PIXEL_COUNT * 4];
    draw_props props;
    CHECK_ERROR(draw_props_open(&props), QN_ERROR_OK);
    qn_draw_list *list = make_list(props.atlas);
    draw_list(list, NULL, with);
    qn_draw_image(list, props.weave, draw_at(32.0f, 32.0f, 0.0f), qn_v2(32.0f, 24.0f), white);
    draw_list(list, NULL, without);
    CHECK_BYTES(with, without, sizeof with);
    qn_draw_list_destroy(list);
    draw_props_close(&props);
}

// ---- Bad input ----------------------------------------------------------------------------------

TEST(bad_arguments_are_refused_and_nothing_is_written)
{
    uint8_t rgba[4] = {9, 9, 9, 9};
    qn_sprite_batch batch = {0};
    CHECK_ERROR(soft_draw(NULL, NULL, 1, 1, rgba), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(soft_draw(&batch, NULL, 1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(soft_draw(&batch, NULL, 0, 1, rgba), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(soft_draw(&batch, NULL, 1, 0, rgba), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(soft_draw(&batch, NULL, -1, 1, rgba), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(soft_draw(&batch, NULL, 1, INT32_MIN, rgba), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(soft_draw(&batch, NULL, QN_SOFT_MAX_SIDE_PX + 1, 1, rgba), QN_ERROR_OUT_OF_RANGE);
    batch.sprite_count = 1;
    CHECK_ERROR(soft_draw(&batch, NULL, 1, 1, rgba), QN_ERROR_NULL_POINTER);
    batch.sprite_count = -1;
    CHECK_ERROR(soft_draw(&batch, NULL, 1, 1, rgba), QN_ERROR_OUT_OF_RANGE);
    batch = (qn_sprite_batch){.texel_count = 1};
    CHECK_ERROR(soft_draw(&batch, NULL, 1, 1, rgba), QN_ERROR_NULL_POINTER);
    batch.texel_count = -1;
    CHECK_ERROR(soft_draw(&batch, NULL, 1, 1, rgba), QN_ERROR_OUT_OF_RANGE);
    CHECK_BYTES(rgba, "\11\11\11\11", 4);
}

// A batch of one record in the middle of a small surface, with a paint and the edges of a square.
typedef struct hand_made {
    qn_sprite sprite;
    qn_sprite_texel texels[6];
} hand_made;

static hand_made make_by_hand(qn_sprite_kind kind, uint32_t param)
{
    hand_made made = {
        .sprite = {4.0f, 4.0f, 3.0f, 3.0f, 0x7FFFu, ~0u, (uint32_t)kind | param << 8, 1},
        .texels = {[1] = {.paint = {~0u, ~0u, 1.0f, 1.0f}},
                   [2] = {.edge = {1.0f, 0.0f, 3.0f, 0.0f}},
                   [3] = {.edge = {-1.0f, 0.0f, 3.0f, 0.0f}},
                   [4] = {.edge = {0.0f, 1.0f, 3.0f, 0.0f}},
                   [5] = {.edge = {0.0f, -1.0f, 3.0f, 0.0f}}},
    };
    return made;
}

static bool shows(const hand_made *made)
{
    uint8_t rgba[8 * 8 * 4];
    qn_sprite_batch batch = {.sprites = &made->sprite,
                             .sprite_count = 1,
                             .texels = made->texels,
                             .texel_count = 6,
                             .clear = {0, 0, 0, 255}};
    CHECK_ERROR(soft_draw(&batch, NULL, 8, 8, rgba), QN_ERROR_OK);
    for (int32_t i = 0; i < 64; ++i) {
        if (rgba[4 * i] != 0) {
            return true;
        }
    }
    return false;
}

TEST(broken_numbers_leave_a_record_out)
{
    static const float broken[] = {NAN, INFINITY, -INFINITY, 3e38f, -3e38f};
    hand_made whole = make_by_hand(QN_SPRITE_POLYGON, 4);
    CHECK(shows(&whole));
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; ++i) {
        for (int32_t field = 0; field < 9; ++field) {
            hand_made made = whole;
            float *fields[9] = {&made.sprite.x_px,
                                &made.sprite.y_px,
                                &made.sprite.half_x_px,
                                &made.sprite.half_y_px,
                                &made.texels[1].paint.border_px,
                                &made.texels[1].paint.glow_px,
                                &made.texels[2].edge.normal_x,
                                &made.texels[3].edge.normal_y,
                                &made.texels[4].edge.offset_px};
            *fields[field] = broken[i];
            CHECK(!shows(&made));
        }
    }
}

TEST(records_that_name_what_does_not_exist_are_left_out)
{
    static const uint32_t kinds[] = {0, 1, 2, 3, 9, 255};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
        hand_made made = make_by_hand((qn_sprite_kind)kinds[i], 4);
        CHECK(!shows(&made));
    }
    hand_made far = make_by_hand(QN_SPRITE_BOX, 0);
    CHECK(shows(&far));
    far.sprite.extra = 6;
    CHECK(!shows(&far));
    far.sprite.extra = UINT32_MAX;
    CHECK(!shows(&far));
    hand_made flat = make_by_hand(QN_SPRITE_BOX, 0);
    flat.sprite.rotation = 0;
    CHECK(!shows(&flat));
    for (uint32_t count = 5; count < 4000000; count *= 3) {
        hand_made made = make_by_hand(QN_SPRITE_POLYGON, count);
        CHECK(!shows(&made));
    }
    hand_made plain = make_by_hand(QN_SPRITE_POLYGON, 4);
    plain.sprite.extra = 0;
    CHECK(!shows(&plain));
}

TEST(records_of_any_size_fill_what_they_cover)
{
    static uint8_t rgba[PIXEL_COUNT * 4];
    static const float sizes[] = {80.0f, 1.0e3f, 1.0e6f};
    static const uint32_t rotations[] = {0x7FFFu, 0x5A825A82u, 0x00018000u, 1u};
    for (int32_t i = 0; i < 12; ++i) {
        float size = sizes[i % 3];
        qn_sprite sprite = {.x_px = 32.0f,
                            .y_px = 32.0f,
                            .half_x_px = size,
                            .half_y_px = size,
                            .rotation = rotations[i / 3],
                            .fill = ~0u,
                            .kind_param = QN_SPRITE_BOX};
        // A cosine of 1 / 32767 shrinks the box, of which then little may be left.
        bool is_whole = rotations[i / 3] != 1u;
        qn_sprite_batch batch = {.sprites = &sprite, .sprite_count = 1};
        CHECK_ERROR(soft_draw(&batch, NULL, SIDE_PX, SIDE_PX, rgba), QN_ERROR_OK);
        double area = sum_of_red(rgba, 0, PIXEL_COUNT, 1);
        CHECK(is_whole ? area == PIXEL_COUNT : area <= PIXEL_COUNT);
    }
}

static qn_sprite random_sprite(uint32_t *seed)
{
    uint32_t words[8];
    for (int32_t i = 0; i < 8; ++i) {
        words[i] = check_random(seed);
    }
    qn_sprite sprite;
    memcpy(&sprite, words, sizeof sprite);
    // Every other one lies near enough to be drawn.
    if ((words[0] & 1u) == 0) {
        sprite.x_px = check_random_float(seed, -80.0f, 140.0f);
        sprite.y_px = check_random_float(seed, -80.0f, 140.0f);
        sprite.half_x_px = check_random_float(seed, 0.0f, 70.0f);
        sprite.half_y_px = check_random_float(seed, 0.0f, 70.0f);
        sprite.kind_param = words[6] % 6u | (words[6] >> 16 & 0xFFu) << 8;
        sprite.extra = words[7] % 8u;
    }
    return sprite;
}

TEST(any_bits_draw_within_the_surface)
{
    enum { GUARD = 256, TURNS = 2000 };
    static uint8_t memory[GUARD + PIXEL_COUNT * 4 + GUARD];
    uint32_t seed = 77;
    draw_props props;
    CHECK_ERROR(draw_props_open(&props), QN_ERROR_OK);
    for (int32_t i = 0; i < TURNS; ++i) {
        qn_sprite sprites[4];
        qn_sprite_texel texels[8];
        for (int32_t k = 0; k < 4; ++k) {
            sprites[k] = random_sprite(&seed);
        }
        for (size_t k = 0; k < sizeof texels / 4; ++k) {
            float value = check_random_float(&seed, -40.0f, 40.0f);
            memcpy((uint8_t *)texels + 4 * k, &value, 4);
        }
        memset(memory, 0xA5, sizeof memory);
        qn_sprite_batch batch = {
            .sprites = sprites, .sprite_count = 4, .texels = texels, .texel_count = 8};
        CHECK_ERROR(soft_draw(&batch, props.atlas, SIDE_PX, SIDE_PX, memory + GUARD), QN_ERROR_OK);
        bool is_opaque = true;
        for (int32_t k = 0; k < PIXEL_COUNT; ++k) {
            is_opaque = is_opaque && memory[GUARD + 4 * k + 3] == 255;
        }
        CHECK(is_opaque);
        bool is_within = true;
        for (int32_t k = 0; k < GUARD; ++k) {
            is_within =
                is_within && memory[k] == 0xA5 && memory[GUARD + PIXEL_COUNT * 4 + k] == 0xA5;
        }
        CHECK(is_within);
    }
    draw_props_close(&props);
}
