// Ways to blend, clip areas, render targets, effects on the whole picture, pictures in memory.
#include "sample.h"

#include "quoin/soft.h"

static void blend_and_clip(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    // [blend]
    qn_draw_blend(list, QN_BLEND_MULTIPLY); // a shade over what is there
    qn_draw_circle(list, qn_v2(0, 0), 3, qn_fill(qn_rgb(0x9FB4D8)));
    qn_draw_blend(list, QN_BLEND_NORMAL);

    qn_draw_clip(list, (qn_aabb){{-2, -1}, {2, 1}}); // nothing outside of it
    qn_draw_text(list, "QUOIN", qn_v2(-3, 0), 1.5f, QN_ALIGN_LEFT, qn_rgb(0xFFFFFF));
    qn_draw_clip_end(list);
    // [/blend]
    CHECK_INT(record_count(&s), 5); // the last letter is outside
    close_stage(&s);
}

static void draw_minimap(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    // [target]
    qn_camera from_above = {.height_m = 100, .surface_px = {160, 160}};
    qn_draw_target(list, 1, 160, 160); // what follows is drawn into picture 1
    qn_draw_camera(list, &from_above);
    qn_draw_circle(list, qn_v2(20, 5), 4, qn_fill(qn_rgb(0xFF6040)));
    qn_draw_target_end(list); // and this again on the surface, seen as before

    qn_pose corner = {{7, 3.5f}, qn_rot_identity()};
    qn_draw_target_image(list, 1, corner, qn_v2(1, 1), qn_rgba(255, 255, 255, 200));
    // [/target]
    CHECK_INT(record_count(&s), 2);
    close_stage(&s);
}

static void set_mood(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    // [effects]
    qn_draw_post(list, &(qn_post){
                           .bloom = 0.8f,           // light spreads from what is bright,
                           .bloom_threshold = 0.7f, // as this or more
                           .saturation = -0.3f,
                           .tint = qn_rgb(0xFFE8D0),
                           .vignette = 0.4f,
                       });
    // [/effects]
    CHECK(qn_draw_batch(list).post != NULL);
    close_stage(&s);
}

// [shader]
// The picture through water, for a GPU and for the processor.
static void water_pixel(const qn_post_input *in, qn_vec2 px, float rgb[3])
{
    float way = in->params[0] * qn_rot_from_angle(px.y * 0.1f + in->params[1]).s;
    qn_post_scene(in, qn_v2(px.x + way, px.y), rgb);
}

static const qn_post_shader water = {
    .glsl = "vec3 effect(vec2 px) {\n"
            "  float way = u_params.x * sin(px.y * 0.1 + u_params.y);\n"
            "  return scene(vec2(px.x + way, px.y));\n"
            "}\n",
    .pixel = water_pixel,
};

static void dive(qn_draw_list *list, float time_s)
{
    qn_draw_post(list, &(qn_post){.shader = &water, .params = {4, time_s}});
}
// [/shader]

static void go_under_water(void)
{
    stage s = open_stage();
    dive(s.list, 1.5f);
    CHECK(qn_draw_batch(s.list).post->shader == &water);
    close_stage(&s);
}

static void take_thumbnail(void)
{
    stage s = open_stage();
    qn_draw_circle(s.list, qn_v2(0, 0), 100, qn_fill(qn_rgb(0xFF0000)));
    // [soft]
    qn_soft *soft;
    qn_bitmap picture = {0};
    uint8_t *png = NULL;
    size_t size = 0;
    qn_error error = qn_soft_create(&soft);
    if (error == QN_ERROR_OK) {
        error = qn_image_create(320, 180, &picture);
    }
    if (error == QN_ERROR_OK) {
        qn_sprite_batch batch = qn_draw_batch(s.list);
        error = qn_soft_draw(soft, &batch, s.props.atlas, 320, 180, picture.rgba);
        qn_image_encode_png(&picture, NULL, &png, &size);
    }
    // [/soft]
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK(size > 0 && picture.rgba != NULL && picture.rgba[0] == 255);
    qn_memory_release(png);
    qn_memory_release(picture.rgba);
    qn_soft_destroy(soft);
    close_stage(&s);
}
