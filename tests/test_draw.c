#include "check.h"
#include "draw/font.h"
#include "draw/list.h"
#include "quoin/atlas.h"
#include "quoin/memory.h"
#include "quoin/sprite.h"
#include "quoin/text.h"

#include <math.h>
#include <string.h>

static qn_draw_list *make_list(int32_t capacity, const qn_atlas *atlas)
{
    qn_draw_list *list = NULL;
    CHECK_ERROR(qn_draw_list_create(capacity, atlas, &list), QN_ERROR_OK);
    qn_camera camera = {{0.0f, 0.0f}, 10.0f, 0.0f, {200.0f, 100.0f}}; // 10 px a metre
    qn_draw_begin(list, qn_rgb(0x102030));
    qn_draw_camera(list, &camera);
    return list;
}

static qn_sprite_kind kind_of(const qn_sprite *sprite)
{
    return (qn_sprite_kind)(sprite->kind_param & 0xFFu);
}

static float param_px(const qn_sprite *sprite)
{
    return (float)(sprite->kind_param >> 8) / QN_SPRITE_PARAM_PER_PX;
}

TEST(a_circle_becomes_one_record_in_pixels_with_y_down)
{
    qn_draw_list *list = make_list(8, NULL);
    qn_draw_circle(list, qn_v2(2.0f, 3.0f), 0.5f, qn_fill(qn_rgba(255, 128, 0, 128)));
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.sprite_count, 1);
    CHECK_NEAR(batch.sprites[0].x_px, 120.0, 1e-4);
    CHECK_NEAR(batch.sprites[0].y_px, 20.0, 1e-4);
    CHECK_NEAR(batch.sprites[0].half_x_px, 5.0, 1e-4);
    CHECK_INT(kind_of(&batch.sprites[0]), QN_SPRITE_BOX);
    CHECK_NEAR(param_px(&batch.sprites[0]), 5.0, 0.01);
    CHECK_INT(batch.sprites[0].fill, 0x80004080u);
    CHECK_INT(batch.sprites[0].extra, 0);
    CHECK_INT(batch.clear.b, 0x30);
    qn_draw_list_destroy(list);
}

TEST(additive_paint_has_no_alpha)
{
    qn_draw_list *list = make_list(8, NULL);
    qn_paint paint = {.fill = qn_rgb(0x00FF00), .additive = true};
    qn_draw_circle(list, qn_v2(0.0f, 0.0f), 1.0f, paint);
    CHECK_INT(qn_draw_batch(list).sprites[0].fill, 0x0000FF00u);
    qn_draw_list_destroy(list);
}

TEST(layers_are_sorted_and_keep_the_order_of_calls)
{
    qn_draw_list *list = make_list(300, NULL);
    static const int32_t layers[] = {5, 0, 255, 5, 0, 1000, -3};
    static const int32_t expected[] = {1, 4, 6, 0, 3, 2, 5};
    for (int32_t i = 0; i < 7; ++i) {
        qn_draw_layer(list, layers[i]);
        qn_draw_circle(list, qn_v2((float)i, 0.0f), 0.1f, qn_fill(qn_rgb(0)));
    }
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.sprite_count, 7);
    for (int32_t i = 0; i < 7; ++i) {
        CHECK_NEAR(batch.sprites[i].x_px, 100.0 + 10.0 * expected[i], 1e-3);
    }
    qn_draw_list_destroy(list);
}

TEST(a_camera_turns_the_world_the_other_way)
{
    qn_camera camera = {{1.0f, 2.0f}, 10.0f, 0.5f * QN_PI, {200.0f, 100.0f}};
    qn_vec2 px = qn_camera_to_px(&camera, qn_v2(1.0f, 3.0f));
    CHECK_NEAR(px.x, 110.0, 1e-3);
    CHECK_NEAR(px.y, 50.0, 1e-3);
    uint32_t seed = 5;
    for (int32_t i = 0; i < 200; ++i) {
        camera.angle_rad = check_random_float(&seed, -7.0f, 7.0f);
        qn_vec2 m;
        m.x = check_random_float(&seed, -9, 9);
        m.y = check_random_float(&seed, -9, 9);
        qn_vec2 back = qn_camera_to_world(&camera, qn_camera_to_px(&camera, m));
        CHECK(qn_distance(back, m) < 1e-4f);
    }
}

TEST(a_fitted_camera_shows_the_whole_area_on_any_surface)
{
    static const float sizes[][2] = {{1920, 1080}, {390, 844}, {100, 1000}, {1000, 100}, {0, 0}};
    qn_aabb area = {{-2.0f, 1.0f}, {14.0f, 10.0f}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
        qn_camera camera = qn_camera_fit(area, qn_v2(sizes[i][0], sizes[i][1]));
        qn_vec2 low = qn_camera_to_px(&camera, area.lower);
        qn_vec2 high = qn_camera_to_px(&camera, area.upper);
        CHECK(low.x >= -0.01f && low.y <= camera.surface_px.y + 0.01f);
        CHECK(high.x <= camera.surface_px.x + 0.01f && high.y >= -0.01f);
    }
}

TEST(records_beyond_the_capacity_are_counted_and_left_out)
{
    qn_draw_list *list = make_list(4, NULL);
    for (int32_t i = 0; i < 10; ++i) {
        qn_draw_circle(list, qn_v2(0.0f, 0.0f), 1.0f, qn_fill(qn_rgb(0)));
    }
    CHECK_INT(qn_draw_get_counters(list).record_count, 4);
    CHECK_INT(qn_draw_get_counters(list).dropped_count, 6);
    qn_draw_begin(list, qn_rgb(0));
    CHECK_INT(qn_draw_get_counters(list).record_count, 0);
    CHECK_INT(qn_draw_get_counters(list).dropped_count, 0);
    qn_draw_list_destroy(list);
}

TEST(broken_numbers_never_reach_a_record)
{
    static const float bad[] = {NAN, INFINITY, -INFINITY, 3e38f, -1.0f};
    qn_draw_list *list = make_list(4096, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
        float x = bad[i];
        qn_paint paint = {.fill = qn_rgb(0), .border_m = x, .glow_m = x};
        qn_vec2 points[3] = {{x, 0.0f}, {1.0f, 0.0f}, {0.0f, 1.0f}};
        qn_draw_circle(list, qn_v2(x, 0.0f), 1.0f, paint);
        qn_draw_circle(list, qn_v2(0.0f, 0.0f), x, paint);
        qn_draw_box(list, (qn_pose){{0.0f, x}, {x, x}}, qn_v2(1.0f, x), x, paint);
        qn_draw_capsule(list, qn_v2(x, 0.0f), qn_v2(0.0f, 0.0f), 1.0f, paint);
        qn_draw_ring(list, qn_v2(0.0f, 0.0f), 1.0f, x, paint);
        qn_draw_polygon(list, points, 3, paint);
    }
    qn_draw_polygon(list, NULL, 3, qn_fill(qn_rgb(0)));
    qn_draw_polygon(list, (qn_vec2[2]){{0}}, 2, qn_fill(qn_rgb(0)));
    qn_sprite_batch batch = qn_draw_batch(list);
    for (int32_t i = 0; i < batch.sprite_count; ++i) {
        const qn_sprite *s = &batch.sprites[i];
        CHECK(isfinite(s->x_px) && isfinite(s->y_px) && s->half_x_px >= 0 && s->half_y_px >= 0);
        CHECK(isfinite(s->half_x_px) && isfinite(s->half_y_px));
    }
    for (int32_t i = 1; i < batch.texel_count; ++i) {
        // As a paint: border and glow; as an edge: offset.
        CHECK(isfinite(batch.texels[i].paint.border_px));
        CHECK(isfinite(batch.texels[i].paint.glow_px));
    }
    qn_draw_list_destroy(list);
}

TEST(what_is_outside_the_surface_costs_no_record)
{
    qn_draw_list *list = make_list(8, NULL);
    qn_draw_circle(list, qn_v2(50.0f, 0.0f), 1.0f, qn_fill(qn_rgb(0)));
    qn_draw_circle(list, qn_v2(10.5f, 0.0f), 1.0f, qn_fill(qn_rgb(0)));
    CHECK_INT(qn_draw_get_counters(list).record_count, 1);
    CHECK_INT(qn_draw_get_counters(list).dropped_count, 0);
    qn_draw_list_destroy(list);
}

TEST(drawing_before_a_camera_is_dropped)
{
    qn_draw_list *list = make_list(8, NULL);
    qn_camera broken = {{0.0f, 0.0f}, 0.0f, 0.0f, {200.0f, 100.0f}};
    qn_draw_camera(list, &broken);
    qn_draw_circle(list, qn_v2(0.0f, 0.0f), 1.0f, qn_fill(qn_rgb(0)));
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_circle(list, qn_v2(0.0f, 0.0f), 1.0f, qn_fill(qn_rgb(0)));
    CHECK_INT(qn_draw_get_counters(list).record_count, 0);
    CHECK_INT(qn_draw_get_counters(list).dropped_count, 1);
    qn_draw_list_destroy(list);
}

TEST(neighbours_with_the_same_paint_share_its_texel)
{
    qn_draw_list *list = make_list(16, NULL);
    qn_paint paint = {.fill = qn_rgb(0xFF0000), .border = qn_rgb(0xFFFFFF), .border_m = 0.1f};
    for (int32_t i = 0; i < 10; ++i) {
        qn_draw_circle(list, qn_v2(0.0f, 0.0f), 1.0f, paint);
    }
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.texel_count, 2);
    CHECK_INT(batch.sprites[9].extra, 1);
    CHECK_NEAR(batch.texels[1].paint.border_px, 1.0, 1e-5);
    qn_draw_list_destroy(list);
}

TEST(a_polygon_brings_its_edges_around_its_middle)
{
    qn_draw_list *list = make_list(16, NULL);
    qn_vec2 points[3] = {{0.0f, 0.0f}, {2.0f, 0.0f}, {0.0f, 4.0f}};
    qn_draw_polygon(list, points, 3, qn_fill(qn_rgb(0xFFFFFF)));
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(kind_of(&batch.sprites[0]), QN_SPRITE_POLYGON);
    CHECK_INT(batch.sprites[0].kind_param >> 8, 3);
    CHECK_NEAR(batch.sprites[0].x_px, 110.0, 1e-4);
    CHECK_NEAR(batch.sprites[0].y_px, 30.0, 1e-4);
    const qn_sprite_texel *edges = &batch.texels[batch.sprites[0].extra + 1];
    CHECK_NEAR(edges[0].edge.normal_x, 0.0, 1e-6);
    CHECK_NEAR(edges[0].edge.normal_y, -1.0, 1e-6);
    CHECK_NEAR(edges[0].edge.offset_px, 20.0, 1e-4);
    CHECK_NEAR(edges[1].edge.normal_x, 0.894427, 1e-5);
    CHECK_NEAR(edges[1].edge.offset_px, 0.0, 1e-4);
    CHECK_NEAR(edges[2].edge.offset_px, 10.0, 1e-4);
    qn_draw_list_destroy(list);
}

// ---- Text -------------------------------------------------------------------------------------

enum { GLYPH_BYTES = 16, HEADER_BYTES = 16, PIXEL_BYTES = 4, KERNING_BYTES = 1 };

// 'A', 'é' and the replacement box, each 2 x 2 texels; advances of 10, 12 and 20 texels.
static size_t make_font_bytes(uint8_t bytes[128])
{
    static const uint32_t code_points[3] = {'A', 0xE9, 0xFFFD};
    static const uint8_t advances[3] = {10, 12, 20};
    memset(bytes, 0, 128);
    memcpy(bytes, "QNFT\2\0\3\0\12\0\2\0\300\0\1\1", HEADER_BYTES);
    uint8_t *to = bytes + HEADER_BYTES;
    for (int32_t i = 0; i < 3; ++i, to += GLYPH_BYTES) {
        to[0] = (uint8_t)code_points[i];
        to[1] = (uint8_t)(code_points[i] >> 8);
        to[4] = to[6] = 2;
        to[10] = 8;
        to[12] = (uint8_t)(advances[i] * 16);
        to[13] = (uint8_t)(advances[i] * 16 >> 8);
    }
    memset(to + KERNING_BYTES, 200, 3 * PIXEL_BYTES);
    return HEADER_BYTES + KERNING_BYTES + 3 * (GLYPH_BYTES + PIXEL_BYTES);
}

TEST(text_is_laid_out_glyph_by_glyph)
{
    uint8_t bytes[128];
    size_t size = make_font_bytes(bytes);
    qn_atlas *atlas;
    qn_font *font;
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_font_create((qn_bytes){bytes, size}, atlas, &font), QN_ERROR_OK);
    qn_draw_list *list = make_list(16, atlas);
    CHECK_NEAR(qn_text_width(list, "A", 1.0f), 0.0, 0.0);
    qn_draw_font(list, font);
    CHECK_NEAR(qn_text_width(list, "A\xC3\xA9", 1.0f), 2.2, 1e-5);
    CHECK_NEAR(qn_text_width(list, "\xE2\x82\xAC", 1.0f), 2.0, 1e-5);
    qn_draw_text(list, "AA", qn_v2(0.0f, 0.0f), 1.0f, QN_ALIGN_RIGHT, qn_rgb(0xFFFFFF));
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.sprite_count, 2);
    CHECK_INT(kind_of(&batch.sprites[0]), QN_SPRITE_GLYPH);
    CHECK_NEAR(batch.sprites[0].x_px, 81.0, 1e-3);
    CHECK_NEAR(batch.sprites[1].x_px, 91.0, 1e-3);
    CHECK_NEAR(batch.sprites[0].y_px, 43.0, 1e-3);
    qn_draw_list_destroy(list);
    qn_font_destroy(font);
    qn_atlas_destroy(atlas);
}

TEST(broken_utf8_draws_replacement_boxes_and_ends_at_the_null)
{
    static const struct {
        const char *text;
        double boxes;
    } cases[] = {
        {"\xFF", 1},     {"\xC3", 1}, {"\xC0\x80", 2}, {"\xED\xA0\x80", 3}, {"\xF4\x90\x80\x80", 4},
        {"\xE2\x82", 2}, {"\x80", 1}};
    uint8_t bytes[128];
    size_t size = make_font_bytes(bytes);
    qn_atlas *atlas;
    qn_font *font;
    qn_atlas_create(64, 1, &atlas);
    CHECK_ERROR(qn_font_create((qn_bytes){bytes, size}, atlas, &font), QN_ERROR_OK);
    qn_draw_list *list = make_list(16, atlas);
    qn_draw_font(list, font);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        CHECK_NEAR(qn_text_width(list, cases[i].text, 1.0f), 2.0 * cases[i].boxes, 1e-5);
    }
    qn_draw_list_destroy(list);
    qn_font_destroy(font);
    qn_atlas_destroy(atlas);
}

TEST(a_damaged_font_is_refused_and_leaves_no_memory)
{
    uint8_t bytes[129];
    size_t size = make_font_bytes(bytes);
    size_t live = qn_memory_live_count();
    qn_atlas *atlas;
    qn_font *font;
    for (size_t cut = 0; cut < size; ++cut) {
        qn_atlas_create(64, 1, &atlas);
        CHECK_ERROR(qn_font_create((qn_bytes){bytes, cut}, atlas, &font), QN_ERROR_TRUNCATED);
        CHECK(font == NULL);
        qn_atlas_destroy(atlas);
    }
    for (size_t bit = 0; bit < size * 8; ++bit) {
        bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        qn_atlas_create(64, 1, &atlas);
        if (qn_font_create((qn_bytes){bytes, size}, atlas, &font) == QN_ERROR_OK) {
            CHECK(qn_font_glyph(font, 0x1F600) != NULL);
        }
        qn_font_destroy(font);
        qn_atlas_destroy(atlas);
        bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    qn_atlas_create(64, 1, &atlas);
    CHECK_ERROR(qn_font_create((qn_bytes){bytes, size + 1}, atlas, &font), QN_ERROR_TRAILING_BYTES);
    qn_atlas_destroy(atlas);
    CHECK_INT(qn_memory_live_count(), live);
}

TEST(colours_are_mixed_and_faded_within_their_range)
{
    qn_color half = qn_color_mix(qn_rgba(0, 0, 0, 0), qn_rgba(255, 100, 10, 255), 0.5f);
    CHECK_INT(half.r, 128);
    CHECK_INT(half.g, 50);
    CHECK_INT(qn_color_mix(qn_rgb(0), qn_rgb(0xFFFFFF), NAN).r, 0);
    CHECK_INT(qn_color_mix(qn_rgb(0), qn_rgb(0xFFFFFF), 9.0f).r, 255);
    CHECK_INT(qn_color_fade(qn_rgb(0), -1.0f).a, 0);
    CHECK_INT(qn_color_fade(qn_rgb(0), 0.5f).a, 128);
}

TEST(an_image_added_after_the_list_began_is_drawn)
{
    static uint8_t rgba[8 * 8 * 4];
    qn_atlas *atlas = NULL;
    qn_image first, second;
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 8, 8, &first), QN_ERROR_OK);
    qn_draw_list *list = make_list(8, atlas);
    qn_pose pose = {{0.0f, 0.0f}, qn_rot_from_angle(0.0f)};
    qn_draw_image(list, first, pose, qn_v2(1.0f, 1.0f), qn_rgb(0xFFFFFF));
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 8, 8, &second), QN_ERROR_OK);
    qn_draw_image(list, second, pose, qn_v2(1.0f, 1.0f), qn_rgb(0xFFFFFF));
    qn_image third = second;
    third.index += 1;
    qn_draw_image(list, third, pose, qn_v2(1.0f, 1.0f), qn_rgb(0xFFFFFF));
    CHECK_INT(qn_draw_batch(list).sprite_count, 2);
    qn_draw_list_destroy(list);
    qn_atlas_destroy(atlas);
}
