// Shapes, lines, images, and what covers what.
#include "sample.h"

static void draw_frame(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    // [frame]
    qn_camera camera = {.height_m = 10, .surface_px = s.surface_px};
    qn_draw_begin(list, qn_rgb(0x1B2433)); // forgets the last frame
    qn_draw_camera(list, &camera);         // ten metres high, the origin in the middle

    qn_draw_circle(list, qn_v2(-2, 1), 0.5f, qn_fill(qn_rgb(0xF2A66F)));
    qn_pose tilted = {{2, 0}, qn_rot_from_angle(0.3f)};
    qn_paint paint = {
        .fill = qn_rgb(0xA87652), // at its top, turning into
        .fade = qn_rgb(0x4A2E28), // this at its bottom
        .border = qn_rgb(0x2E1E22),
        .border_m = 0.05f,
    };
    qn_draw_box(list, tilted, qn_v2(1, 0.6f), 0.15f, paint);

    qn_sprite_batch batch = qn_draw_batch(list); // what a renderer draws
    // [/frame]
    CHECK_INT(batch.sprite_count, 2);
    close_stage(&s);
}

static void draw_lines(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    // [lines]
    qn_vec2 path[] = {{-3, -1}, {-1, 1}, {1, -1}, {3, 1}};
    qn_draw_line(list, path, 4, 0.2f, qn_fill(qn_rgba(255, 255, 255, 120)));

    qn_vec2 arrow[] = {{0, 0.4f}, {1, 0.4f}, {1, 1}, {2, 0}, {1, -1}, {1, -0.4f}, {0, -0.4f}};
    qn_draw_area(list, arrow, 7, qn_fill(qn_rgb(0xE65730)));

    qn_paint glow = {.fill = qn_rgb(0x5AA0FF), .glow_m = 0.6f, .additive = true};
    qn_draw_capsule(list, qn_v2(-2, -2), qn_v2(2, -2), 0.05f, glow);
    // [/lines]
    CHECK_INT(record_count(&s), 3);
    close_stage(&s);
}

static void draw_images(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_image hero = s.props.weave, panel = s.props.checks;
    qn_pose pose = {{0, 0}, qn_rot_identity()};
    qn_color white = {255, 255, 255, 255};
    // [images]
    qn_draw_image(list, hero, pose, qn_v2(1, 0.75f), white); // tint: white changes nothing

    qn_image_instance sparks[2] = {
        {pose, qn_v2(0.1f, 0.1f), qn_rgb(0xFFD27A), panel},
        {pose, qn_v2(0.2f, 0.1f), qn_rgb(0xFF9A4D), hero},
    };
    qn_draw_images(list, sparks, 2); // thousands of them: nearly twice as fast

    qn_image_paint hurt = qn_tint(white);
    hurt.part = (qn_image_part){16, 0, 16, 24}; // a frame of a sheet, in texels
    hurt.flip_x = true;
    hurt.fill = qn_rgba(255, 255, 255, 200); // a flash, in the image's outline
    qn_draw_image_with(list, hero, pose, qn_v2(0.5f, 0.75f), hurt);

    qn_image_paint sliced = qn_tint(white);
    sliced.texel_m = 0.05f; // corners keep this size, sides stretch along, the middle both ways
    sliced.left_px = sliced.right_px = sliced.top_px = sliced.bottom_px = 4;
    qn_draw_image_with(list, panel, pose, qn_v2(3, 2), sliced);
    // [/images]
    CHECK_INT(record_count(&s), 5);
    close_stage(&s);
}

static void order_records(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_vec2 trees[] = {{-1, -2}, {0, 1}, {1, -1}};
    // [order]
    for (int32_t i = 0; i < 3; ++i) {
        qn_draw_order(list, (int32_t)(-100.0f * trees[i].y)); // who stands lower covers the others
        qn_draw_circle(list, trees[i], 0.8f, qn_fill(qn_rgb(0x5E8C4A)));
    }
    qn_draw_layer(list, 1); // above all of layer 0
    qn_draw_circle(list, qn_v2(0, 3), 0.3f, qn_fill(qn_rgb(0xFFE9A8)));
    // [/order]
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK(batch.sprites[0].y_px < batch.sprites[1].y_px);
    CHECK(batch.sprites[1].y_px < batch.sprites[2].y_px);
    close_stage(&s);
}
