// The picture behind the play. Depth comes from three ridges that grow darker and nearer, each
// moving less than the camera the farther it is, with a band of haze in front of each.
//
// A ridge is a row of overlapping four-sided columns under a smooth noise line: opaque and of one
// colour, so that their soft edges leave no seams.
#include "things/scenery.h"

#include "things/look.h"
#include "things/tag.h"
#include "tuning.h"

// Counter-clockwise, from its right foot over the top.
static const qn_vec2 mound[6] = {{TUNE_SLING_X_M + 2.3f, 0.0f},
                                 {TUNE_SLING_X_M + 1.5f, TUNE_MOUND_TOP_M - 0.10f},
                                 {TUNE_SLING_X_M + 0.8f, TUNE_MOUND_TOP_M},
                                 {TUNE_SLING_X_M - 0.8f, TUNE_MOUND_TOP_M},
                                 {TUNE_SLING_X_M - 1.5f, TUNE_MOUND_TOP_M - 0.10f},
                                 {TUNE_SLING_X_M - 2.3f, 0.0f}};

void scenery_build(qn_world *world)
{
    qn_body_def body_def = qn_body_def_default();
    qn_body_id body = qn_body_create(world, &body_def);
    qn_shape_def def = qn_shape_def_default();
    def.material.friction = TUNE_GROUND_FRICTION;
    def.enable_hit_events = true;
    def.user_data = tag_make(TAG_GROUND, 0);
    qn_shape_create_box(world, body, &def, qn_v2(0.0f, -1.0f),
                        qn_v2(TUNE_GROUND_HALF_WIDTH_M, 1.0f), 0.0f);
    qn_shape_create_polygon(world, body, &def, mound, 6, 0.0f);
}

// ---- Picture --------------------------------------------------------------------------------

static float hash_unit(uint32_t n)
{
    n = (n ^ 61u) ^ (n >> 16);
    n *= 9u;
    n ^= n >> 4;
    n *= 0x27D4EB2Du;
    n ^= n >> 15;
    return (float)(n >> 8) * (1.0f / 16777216.0f);
}

// Smooth noise in [0, 1] along x; x stays within some thousands.
static float noise(float x, uint32_t seed)
{
    int32_t cell = (int32_t)(x + 4096.0f) - 4096;
    float t = x - (float)cell;
    float a = hash_unit((uint32_t)(cell + 4096) * 2u + seed * 7919u);
    float b = hash_unit((uint32_t)(cell + 4097) * 2u + seed * 7919u);
    return a + (b - a) * t * t * (3.0f - 2.0f * t);
}

static void draw_span(qn_aabb visible, float bottom, float top, qn_paint paint, qn_draw_list *list)
{
    qn_vec2 center = {0.5f * (visible.lower.x + visible.upper.x), 0.5f * (bottom + top)};
    qn_vec2 half = {0.5f * (visible.upper.x - visible.lower.x) + 1.0f, 0.5f * (top - bottom)};
    qn_draw_box(list, (qn_pose){center, qn_rot_identity()}, half, 0.0f, paint);
}

// Where the five colours of the sky stand, as shares of the way from the horizon to the top.
static const float sky_shares[5] = {1.0f, 0.62f, 0.42f, 0.21f, 0.0f};

// Bands rather than layers: each pixel of the sky is painted about once.
static void draw_sky(const scenery_view *view, qn_draw_list *list)
{
    const float seam = 0.04f;
    float height = view->visible_m.upper.y + seam;
    for (int32_t i = 0; i < 4; ++i) {
        qn_paint paint = {.fill = qn_rgb(view->look->sky[i]),
                          .fade = qn_rgb(view->look->sky[i + 1])};
        draw_span(view->visible_m, height * sky_shares[i + 1] - seam, height * sky_shares[i], paint,
                  list);
    }
}

// What is in the sky is as large on a tall screen, which sees much of it, as on a wide one.
static float sky_scale(const scenery_view *view)
{
    return qn_clamp((view->visible_m.upper.y - view->visible_m.lower.y) / 13.0f, 1.0f, 2.5f);
}

static void draw_stars(const scenery_view *view, qn_draw_list *list)
{
    qn_aabb visible = view->visible_m;
    float width = visible.upper.x - visible.lower.x;
    float top = visible.upper.y;
    for (uint32_t i = 0; i < 54; ++i) {
        float height = hash_unit(i * 3u + 1u);
        qn_vec2 at = {visible.lower.x + width * hash_unit(i * 3u), top * (0.48f + 0.52f * height)};
        float phase = (float)((view->tick_count + i * 97u) % 360u) * (2.0f * QN_PI / 360.0f);
        float light = (0.25f + 0.6f * height) * (0.72f + 0.28f * qn_rot_from_angle(phase).s);
        float radius = sky_scale(view) * (0.018f + 0.026f * hash_unit(i * 3u + 2u));
        qn_draw_circle(list, at, radius, qn_fill(look_alpha(view->look->star, light)));
    }
}

static qn_vec2 place_of_light(const scenery_view *view)
{
    qn_aabb visible = view->visible_m;
    return qn_v2(visible.lower.x + 0.30f * (visible.upper.x - visible.lower.x),
                 qn_min(0.80f * visible.upper.y, visible.upper.y - 2.1f * sky_scale(view)));
}

static void draw_moon(const scenery_view *view, qn_draw_list *list)
{
    qn_vec2 at = place_of_light(view);
    float scale = sky_scale(view);
    qn_paint halo = {
        .fill = look_alpha(view->look->star, 0.10f), .glow_m = 2.2f * scale, .additive = true};
    qn_draw_circle(list, at, scale, halo);
    if (view->moon.index != 0) {
        qn_vec2 half = qn_v2(0.95f * scale, 0.95f * scale);
        qn_draw_image(list, view->moon, (qn_pose){at, qn_rot_identity()}, half,
                      qn_rgba(214, 206, 214, 255));
    }
}

static void draw_sun(const scenery_view *view, qn_draw_list *list)
{
    qn_vec2 at = place_of_light(view);
    float scale = sky_scale(view);
    for (int32_t i = 0; i < 3; ++i) {
        float reach = scale * (1.2f + 1.9f * (float)i);
        qn_paint halo = {.fill = look_alpha(0xFFF2C4u, 0.30f - 0.09f * (float)i), .glow_m = reach};
        qn_draw_circle(list, at, 0.8f * scale, halo);
    }
    qn_draw_circle(list, at, 0.84f * scale,
                   (qn_paint){.fill = qn_rgb(0xFFE9A8u), .glow_m = 0.10f * scale});
    qn_draw_circle(list, at, 0.68f * scale,
                   (qn_paint){.fill = qn_rgb(0xFFF4CCu), .glow_m = 0.24f * scale});
}

static void draw_clouds(const scenery_view *view, qn_draw_list *list)
{
    if (view->cloud.index == 0) {
        return;
    }
    static const qn_vec2 places[4] = {{-7.0f, 0.52f}, {0.5f, 0.66f}, {7.4f, 0.56f}, {13.0f, 0.72f}};
    float drift = (float)(view->tick_count % 28800u) * (30.0f / 28800.0f);
    qn_color tint = look_alpha(view->look->cloud, view->look->cloud_alpha);
    for (int32_t i = 0; i < 4; ++i) {
        float x = places[i].x + drift;
        x = x > 15.0f ? x - 30.0f : x;
        qn_vec2 at = {x + 0.8f * view->look_m, places[i].y * view->visible_m.upper.y};
        float size = sky_scale(view) * (1.7f + 0.35f * (float)i);
        qn_draw_image(list, view->cloud, (qn_pose){at, qn_rot_identity()},
                      qn_v2(2.0f * size, 0.5f * size), tint);
    }
}

typedef struct ridge {
    float bottom_m; // the ridge in front of it hides what is below
    float base_m, height_m, wave_m;
    float follow; // share of the camera's way it goes along
    uint32_t seed;
} ridge;

static const ridge ridges[3] = {{0.6f, 1.5f, 2.3f, 5.2f, 0.75f, 3u},
                                {0.0f, 0.7f, 1.9f, 3.6f, 0.50f, 11u},
                                {-9.0f, 0.1f, 1.25f, 2.3f, 0.25f, 23u}};

static float ridge_height(const ridge *r, float x)
{
    float u = x / r->wave_m;
    float coarse = noise(u, r->seed);
    float fine = noise(2.7f * u + 31.0f, r->seed + 1u);
    return r->base_m + r->height_m * (0.78f * coarse + 0.22f * fine);
}

// One column above the base. It overlaps its neighbours along the slope, so that the line of the
// ridge stays whole.
static void draw_column(const ridge *r, float x, float width, float shift, qn_color color,
                        qn_draw_list *list)
{
    const float over = 0.03f;
    float bottom = r->base_m - 0.03f;
    float left = ridge_height(r, x);
    float right = ridge_height(r, x + width);
    float rise = over * (right - left) / width;
    qn_vec2 corners[4] = {{x + shift - over, bottom},
                          {x + shift + width + over, bottom},
                          {x + shift + width + over, right + rise},
                          {x + shift - over, left - rise}};
    qn_draw_polygon(list, corners, 4, qn_fill(color));
}

static void draw_ridge(int32_t index, const scenery_view *view, qn_draw_list *list)
{
    const ridge *r = &ridges[index];
    qn_color color = qn_rgb(view->look->hills[index]);
    const float width = 0.45f;
    float shift = r->follow * view->look_m;
    int32_t first = (int32_t)((view->visible_m.lower.x - shift) / width) - 2;
    int32_t last = (int32_t)((view->visible_m.upper.x - shift) / width) + 2;
    draw_span(view->visible_m, r->bottom_m, r->base_m, qn_fill(color), list);
    for (int32_t i = first; i <= last; ++i) {
        draw_column(r, width * (float)i, width, shift, color, list);
    }
    draw_span(view->visible_m, r->bottom_m, r->base_m + 0.8f * r->height_m,
              (qn_paint){.fill = look_alpha(view->look->haze, 0.0f),
                         .fade = look_alpha(view->look->haze, 0.26f)},
              list);
}

static void draw_ground(const scenery_view *view, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_GROUND);
    qn_paint earth = {.fill = qn_rgb(view->look->ground_top),
                      .fade = qn_rgb(view->look->ground_deep)};
    qn_draw_polygon(list, mound, 6, qn_fill(earth.fill));
    float bottom = qn_min(view->visible_m.lower.y - 1.0f, -2.0f);
    draw_span(view->visible_m, bottom, 0.0f, earth, list);
    qn_paint rim = qn_fill(qn_rgb(view->look->ground_rim));
    float left = view->visible_m.lower.x - 1.0f;
    float radius = view->look->has_contrast ? 0.5f * view->look->outline_m : 0.022f;
    qn_draw_capsule(list, qn_v2(left, -0.01f), mound[5], radius, rim);
    for (int32_t i = 0; i < 5; ++i) {
        qn_draw_capsule(list, mound[i], mound[i + 1], radius, rim);
    }
    qn_draw_capsule(list, mound[0], qn_v2(view->visible_m.upper.x + 1.0f, -0.01f), radius, rim);
}

// Flat stones and strokes in the earth, fewer and fainter farther down.
static void draw_pebbles(const scenery_view *view, qn_draw_list *list)
{
    for (uint32_t i = 0; i < 70; ++i) {
        float depth = hash_unit(i * 7u + 2u);
        qn_vec2 at = {-24.0f + 48.0f * hash_unit(i * 7u), -0.16f - 3.2f * depth * depth};
        bool is_hidden = at.x < view->visible_m.lower.x || at.x > view->visible_m.upper.x;
        if (is_hidden || at.y < view->visible_m.lower.y) {
            continue;
        }
        float size = 0.03f + 0.10f * hash_unit(i * 7u + 3u);
        uint32_t hex = (i & 1u) != 0 ? view->look->ground_rim : view->look->ground_deep;
        qn_draw_capsule(list, at, qn_add(at, qn_v2(2.2f * size, 0.0f)), 0.4f * size,
                        qn_fill(look_alpha(hex, 0.30f * (1.0f - 0.6f * depth))));
    }
}

// Tufts of three blades that lean a little, on the mound too.
static void draw_tuft(qn_vec2 at, float tall, float lean, qn_color color, qn_draw_list *list)
{
    for (int32_t k = -1; k <= 1; ++k) {
        qn_vec2 foot = qn_add(at, qn_v2(0.045f * (float)k, -0.02f));
        float height = tall * (k == 0 ? 1.0f : 0.68f);
        qn_vec2 tip = qn_add(at, qn_v2(0.11f * (float)k + lean, height));
        qn_draw_capsule(list, foot, tip, 0.017f, qn_fill(color));
    }
}

static void draw_grass(const scenery_view *view, qn_draw_list *list)
{
    for (int32_t i = 0; i < 96; ++i) {
        uint32_t salt = (uint32_t)i * 5u;
        float x = -24.0f + 0.5f * (float)i + 0.45f * hash_unit(salt);
        bool is_hidden = x < view->visible_m.lower.x || x > view->visible_m.upper.x;
        if (is_hidden || hash_unit(salt + 3u) < 0.35f || (x > mound[5].x && x < mound[0].x)) {
            continue;
        }
        float tall = 0.06f + 0.16f * hash_unit(salt + 1u);
        draw_tuft(qn_v2(x, 0.0f), tall, 0.10f * (hash_unit(salt + 2u) - 0.5f),
                  qn_rgb(view->look->grass), list);
    }
}

static void draw_lights_of_sky(const scenery_view *view, qn_draw_list *list)
{
    if (view->look->is_day) {
        draw_sun(view, list);
    } else {
        draw_stars(view, list);
        draw_moon(view, list);
    }
}

void scenery_draw_far(const scenery_view *view, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_SKY);
    draw_sky(view, list);
    if (!view->look->has_contrast) {
        draw_lights_of_sky(view, list);
        draw_clouds(view, list);
    }
    qn_draw_layer(list, LAYER_HILLS);
    for (int32_t i = 0; i < 3; ++i) {
        draw_ridge(i, view, list);
    }
}

void scenery_draw_near(const scenery_view *view, qn_draw_list *list)
{
    draw_ground(view, list);
    if (!view->look->has_contrast) {
        draw_pebbles(view, list);
        draw_grass(view, list);
    }
}
