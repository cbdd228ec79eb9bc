// Effects on the finished picture.
#include "draw/draw_scenes.h"
#include "quoin/post.h"

static const qn_color white = {255, 255, 255, 255};

static void view(qn_draw_list *list, const draw_props *props)
{
    qn_draw_box(list, draw_at(64.0f, 48.0f, 0.0f), qn_v2(64.0f, 48.0f), 0.0f,
                (qn_paint){.fill = qn_rgb(0x27345C), .fade = qn_rgb(0xC8713C)});
    qn_draw_circle(list, qn_v2(94.0f, 68.0f), 11.0f, qn_fill(qn_rgb(0xFFF6D6)));
    qn_draw_image(list, props->weave, draw_at(34.0f, 30.0f, 0.2f), qn_v2(22.0f, 16.0f), white);
    draw_regular(list, qn_v2(86.0f, 26.0f), 16.0f, 3, 0.5f * QN_PI, qn_fill(qn_rgb(0x1A1420)));
    for (int32_t i = 0; i < 6; ++i) {
        qn_draw_circle(list, qn_v2(10.0f + 9.0f * (float)i, 82.0f), 1.0f + 0.3f * (float)i,
                       qn_fill(white));
    }
}

static void post_bloom(qn_draw_list *list, const draw_props *props)
{
    view(list, props);
    qn_draw_post(list, &(qn_post){.bloom = 1.2f, .bloom_threshold = 0.6f});
}

static void post_bloom_of_all(qn_draw_list *list, const draw_props *props)
{
    view(list, props);
    qn_draw_post(list, &(qn_post){.bloom = 0.5f});
}

static void post_vignette(qn_draw_list *list, const draw_props *props)
{
    view(list, props);
    qn_draw_post(list, &(qn_post){.vignette = 0.9f});
}

static void post_grey(qn_draw_list *list, const draw_props *props)
{
    view(list, props);
    qn_draw_post(list, &(qn_post){.saturation = -1.0f});
}

static void post_graded(qn_draw_list *list, const draw_props *props)
{
    view(list, props);
    qn_draw_post(list, &(qn_post){.saturation = 0.6f,
                                  .contrast = 0.3f,
                                  .brightness = -0.1f,
                                  .tint = {255, 230, 200, 255}});
}

static float shifted(const qn_post_input *in, qn_vec2 px, float by, int32_t channel)
{
    float rgb[3];
    qn_post_scene(in, qn_v2(px.x + by, px.y), rgb);
    return rgb[channel];
}

// Red and blue are taken from aside, further so towards the sides.
static void split_pixel(const qn_post_input *in, qn_vec2 px, float rgb[3])
{
    float by = in->params[0] * (px.x / (float)in->width_px - 0.5f);
    rgb[0] = shifted(in, px, by, 0);
    rgb[1] = shifted(in, px, 0.0f, 1);
    rgb[2] = shifted(in, px, -by, 2);
}

static const qn_post_shader split = {
    .glsl = "vec3 effect(vec2 px) {\n"
            "  vec2 by = vec2(u_params.x * (px.x / u_size_px.x - 0.5), 0.0);\n"
            "  return vec3(scene(px + by).r, scene(px).g, scene(px - by).b);\n"
            "}\n",
    .pixel = split_pixel,
};

static void post_shader(qn_draw_list *list, const draw_props *props)
{
    view(list, props);
    qn_draw_post(list, &(qn_post){.shader = &split, .params = {9.0f, 0.0f, 0.0f, 0.0f}});
}

static void post_everything(qn_draw_list *list, const draw_props *props)
{
    view(list, props);
    qn_draw_post(list, &(qn_post){.bloom = 1.0f,
                                  .bloom_threshold = 0.5f,
                                  .saturation = 0.2f,
                                  .contrast = 0.1f,
                                  .vignette = 0.6f,
                                  .shader = &split,
                                  .params = {4.0f, 0.0f, 0.0f, 0.0f}});
}

static void post_over_targets(qn_draw_list *list, const draw_props *props)
{
    qn_camera camera = {{64.0f, 48.0f}, 96.0f, 0.0f, {64.0f, 48.0f}};
    qn_draw_target(list, 1, 64, 48);
    qn_draw_camera(list, &camera);
    view(list, props);
    qn_draw_target_end(list);
    qn_draw_target_image(list, 1, draw_at(64.0f, 48.0f, 0.3f), qn_v2(44.0f, 33.0f), white);
    qn_draw_post(list, &(qn_post){.bloom = 0.8f, .bloom_threshold = 0.4f, .vignette = 0.5f});
}

static const draw_scene scenes[] = {
    DRAW_SCENE(post_bloom),      DRAW_SCENE(post_bloom_of_all), DRAW_SCENE(post_vignette),
    DRAW_SCENE(post_grey),       DRAW_SCENE(post_graded),       DRAW_SCENE(post_shader),
    DRAW_SCENE(post_everything), DRAW_SCENE(post_over_targets),
};

draw_scene_rows draw_scenes_of_post(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
