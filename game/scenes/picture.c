// The scene is seen through a camera that always shows the whole play; a tall screen gets more sky,
// not more ground. The words are laid out in CSS pixels through a camera of their own, so that they
// keep their size on every screen.
#include "scenes/picture.h"

#include <stdio.h>

#include "things/look.h"
#include "things/scenery.h"

picture_images picture_find_images(const qn_atlas *atlas)
{
    if (atlas == NULL) {
        return (picture_images){0};
    }
    return (picture_images){.moon = qn_atlas_find(atlas, "moon"),
                            .cloud = qn_atlas_find(atlas, "cloud"),
                            .emblem = qn_atlas_find(atlas, "bell")};
}

// ---- Cameras --------------------------------------------------------------------------------

static qn_vec2 usable_surface(const qn_input *input)
{
    qn_vec2 size = input->surface_px;
    bool is_usable = qn_v2_is_finite(size) && size.x >= 1.0f && size.y >= 1.0f;
    return is_usable ? size : qn_v2(1280.0f, 720.0f);
}

static qn_camera scene_camera(qn_vec2 surface_px, float look_m)
{
    qn_aabb area = {{TUNE_VIEW_LEFT_M, TUNE_VIEW_BOTTOM_M}, {TUNE_VIEW_RIGHT_M, TUNE_VIEW_TOP_M}};
    qn_camera camera = qn_camera_fit(area, surface_px);
    float spare = camera.height_m - (area.upper.y - area.lower.y);
    float below = qn_max(-TUNE_VIEW_BOTTOM_M, TUNE_VIEW_GROUND_SHARE * camera.height_m);
    below = qn_min(below, -TUNE_VIEW_BOTTOM_M + qn_max(spare, 0.0f));
    camera.center_m = qn_v2(look_m, 0.5f * camera.height_m - below);
    return camera;
}

// Nothing is drawn beyond these: a surface of one row of pixels would see to the ends of the world.
static const qn_vec2 far_corner_m = {200.0f, 400.0f};

static qn_aabb visible_area(const qn_camera *camera)
{
    float half_height = 0.5f * camera->height_m;
    float half_width = half_height * camera->surface_px.x / camera->surface_px.y;
    qn_vec2 half = {half_width, half_height};
    return (qn_aabb){qn_v2_max(qn_sub(camera->center_m, half), qn_neg(far_corner_m)),
                     qn_v2_min(qn_add(camera->center_m, half), far_corner_m)};
}

// ---- Words ----------------------------------------------------------------------------------

// The screen in CSS pixels, origin at the bottom left.
typedef struct css_page {
    float width, height, text;
} css_page;

static css_page open_page(qn_vec2 surface_px, const qn_input *input, qn_draw_list *list)
{
    float ratio = input->pixel_ratio;
    ratio = qn_is_finite(ratio) ? qn_clamp(ratio, 0.5f, 8.0f) : 1.0f;
    css_page page = {.width = surface_px.x / ratio, .height = surface_px.y / ratio};
    page.text = qn_clamp(0.036f * qn_min(page.width, page.height), 13.0f, 26.0f);
    qn_camera camera = {.center_m = {0.5f * page.width, 0.5f * page.height},
                        .height_m = page.height,
                        .surface_px = surface_px};
    qn_draw_camera(list, &camera);
    qn_draw_layer(list, LAYER_HUD);
    return page;
}

static void draw_words(qn_draw_list *list, const char *text, qn_vec2 at, float height,
                       qn_align align, qn_color color)
{
    float drop = qn_max(0.06f * height, 1.0f);
    qn_color shadow = qn_rgba(12, 10, 28, (uint8_t)(color.a / 2));
    qn_draw_text(list, text, qn_v2(at.x + drop, at.y - drop), height, align, shadow);
    qn_draw_text(list, text, at, height, align, color);
}

static void draw_counts(const play *p, int32_t best, const css_page *page, qn_draw_list *list)
{
    char text[32];
    float margin = 1.2f * page->text;
    float y = page->height - margin - page->text;
    snprintf(text, sizeof text, "Shots %d", (int)p->shot_count);
    draw_words(list, text, qn_v2(margin, y), page->text, QN_ALIGN_LEFT, qn_rgb(LOOK_TEXT));
    if (best > 0) {
        snprintf(text, sizeof text, "Best %d", (int)best);
        draw_words(list, text, qn_v2(page->width - margin, y), page->text, QN_ALIGN_RIGHT,
                   qn_rgb(LOOK_TEXT_DIM));
    }
}

static void draw_hint(const play *p, const css_page *page, qn_draw_list *list)
{
    bool is_wanted = p->shot_count == 0 && !p->sling.is_drawn;
    float share = qn_clamp(((float)p->tick_count - 30.0f) / 40.0f, 0.0f, 1.0f);
    if (is_wanted && share > 0.0f) {
        draw_words(list, "Pull back and let go", qn_v2(0.5f * page->width, 1.5f * page->text),
                   page->text, QN_ALIGN_CENTER, look_alpha(LOOK_TEXT, 0.9f * share));
    }
}

static void draw_card_words(const play *p, int32_t best, qn_vec2 center, float text, float share,
                            qn_draw_list *list)
{
    char result[64];
    int shots = (int)p->shot_count;
    snprintf(result, sizeof result, "%d %s - best %d", shots, shots == 1 ? "shot" : "shots",
             (int)best);
    qn_color bright = look_alpha(LOOK_BRONZE_LIGHT, share);
    draw_words(list, "The bell tolls!", qn_v2(center.x, center.y - 0.35f * text), 1.7f * text,
               QN_ALIGN_CENTER, bright);
    draw_words(list, result, qn_v2(center.x, center.y - 2.0f * text), text, QN_ALIGN_CENTER,
               look_alpha(LOOK_TEXT, share));
    draw_words(list, "Press R or tap to retry", qn_v2(center.x, center.y - 4.0f * text),
               0.8f * text, QN_ALIGN_CENTER, look_alpha(LOOK_TEXT_DIM, share));
}

static void draw_card(const play *p, const picture_images *images, int32_t best, float alpha,
                      const css_page *page, qn_draw_list *list)
{
    float since = (float)(p->state_ticks - TUNE_WON_CARD_TICKS) + alpha;
    if (p->state != PLAY_WON || since <= 0.0f) {
        return;
    }
    float left = 1.0f - qn_min(since / 26.0f, 1.0f);
    float share = 1.0f - left * left * left;
    float text = page->text;
    // Beside the ruin on a wide screen; on a tall one in the sky above it, below the counts.
    bool is_wide = page->width > 1.3f * page->height;
    qn_vec2 center = is_wide ? qn_v2(0.37f * page->width, 0.60f * page->height)
                             : qn_v2(0.5f * page->width, page->height - 8.8f * text);
    center.y -= 1.5f * text * (1.0f - share);
    qn_pose pose = {center, qn_rot_identity()};
    qn_vec2 half = {qn_min(9.6f * text, 0.46f * page->width), 5.4f * text};
    qn_paint shade = {.fill = qn_rgba(8, 6, 22, (uint8_t)(90.0f * share)), .glow_m = 1.6f * text};
    qn_draw_box(list, pose, half, text, shade);
    qn_paint panel = {.fill = qn_rgba(44, 34, 70, (uint8_t)(225.0f * share)),
                      .fade = qn_rgba(24, 20, 46, (uint8_t)(235.0f * share)),
                      .border = look_alpha(LOOK_BRONZE_LIGHT, 0.45f * share),
                      .border_m = 1.5f};
    qn_draw_box(list, pose, half, 0.9f * text, panel);
    if (images->emblem.index != 0) {
        qn_pose at = {qn_v2(center.x, center.y + 3.0f * text), qn_rot_identity()};
        qn_color tint = qn_rgba(255, 255, 255, (uint8_t)(255.0f * share));
        qn_draw_image(list, images->emblem, at, qn_v2(1.5f * text, 1.5f * text), tint);
    }
    draw_card_words(p, best, center, text, share, list);
}

// ---- All of it ------------------------------------------------------------------------------

static void draw_scene(const play *p, const picture_images *images, float alpha, qn_vec2 surface_px,
                       qn_draw_list *list)
{
    float look = p->previous_look_m + alpha * (p->look_m - p->previous_look_m);
    qn_camera camera = scene_camera(surface_px, look);
    qn_draw_camera(list, &camera);
    scenery_view view = {.visible_m = visible_area(&camera),
                         .look_m = look,
                         .moon = images->moon,
                         .cloud = images->cloud,
                         .tick_count = p->tick_count};
    scenery_draw(&view, list);
    float share = play_ball_share(p, alpha);
    sling_draw_behind(&p->sling, share, list);
    bell_draw(&p->bell, p->world, alpha, list);
    blocks_draw(&p->blocks, p->world, alpha, list);
    ball_draw(&p->ball, p->world, alpha, list);
    sling_draw_front(&p->sling, share, list);
    sling_draw_trajectory(&p->sling, list);
    effects_draw(&p->effects, alpha, list);
}

void picture_draw(const play *p, const picture_images *images, int32_t best_shot_count, float alpha,
                  const qn_input *input, qn_draw_list *list)
{
    qn_vec2 surface_px = usable_surface(input);
    qn_draw_begin(list, qn_rgb(LOOK_SKY_TOP));
    draw_scene(p, images, alpha, surface_px, list);
    css_page page = open_page(surface_px, input, list);
    draw_counts(p, best_shot_count, &page, list);
    draw_hint(p, &page, list);
    draw_card(p, images, best_shot_count, alpha, &page, list);
}
