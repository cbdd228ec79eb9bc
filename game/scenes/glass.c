// Signs are made of the same shapes as the scene; no picture is needed for them.
#include "scenes/glass.h"

#include <stdio.h>

glass glass_open(const picture_subject *subject, const look *l, const qn_view *view,
                 qn_vec2 surface_px, float alpha, qn_draw_list *list)
{
    glass g = {.subject = subject,
               .play = subject->play,
               .look = l,
               .list = list,
               .alpha = alpha,
               .is_calm = view->reduced_motion};
    g.page = hud_open(surface_px, view->pixel_ratio, view->safe_px);
    g.scene = sight_camera(&subject->play->sight, surface_px, alpha, true);
    qn_camera camera = {.center_m = {0.5f * g.page.width, 0.5f * g.page.height},
                        .height_m = g.page.height,
                        .surface_px = surface_px};
    qn_draw_camera(list, &camera);
    qn_draw_layer(list, LAYER_HUD);
    return g;
}

void glass_words(const glass *g, const char *text, qn_vec2 at, float height, qn_align align,
                 qn_color color)
{
    float drop = qn_max(0.06f * height, 1.0f);
    qn_color shade = look_alpha(g->look->text_shade, 0.5f * (float)color.a / 255.0f);
    qn_draw_text(g->list, text, qn_v2(at.x + drop, at.y - drop), height, align, shade);
    qn_draw_text(g->list, text, at, height, align, color);
}

void glass_button(const glass *g, hud_place place, float alpha, bool is_pressed)
{
    float corner = qn_min(place.half.x, place.half.y);
    qn_pose pose = {place.center, qn_rot_identity()};
    qn_vec2 half = is_pressed ? qn_mul(0.94f, place.half) : place.half;
    qn_paint paint = {.fill = look_alpha(g->look->panel_top, 0.78f * alpha),
                      .fade = look_alpha(g->look->panel_bottom, 0.86f * alpha),
                      .border = look_alpha(g->look->accent, (is_pressed ? 0.95f : 0.45f) * alpha),
                      .border_m = 1.5f};
    qn_draw_box(g->list, pose, half, corner, paint);
}

static void triangle(const glass *g, qn_vec2 tip, float size, qn_color color)
{
    qn_vec2 corners[3] = {
        tip, {tip.x + size, tip.y - 0.62f * size}, {tip.x + size, tip.y + 0.62f * size}};
    qn_draw_polygon(g->list, corners, 3, qn_fill(color));
}

void glass_rewind_sign(const glass *g, qn_vec2 center, float size, qn_color color)
{
    triangle(g, qn_v2(center.x - 0.95f * size, center.y), 0.85f * size, color);
    triangle(g, qn_v2(center.x - 0.05f * size, center.y), 0.85f * size, color);
}

void glass_bell_sign(const glass *g, qn_vec2 center, float size, qn_color color)
{
    const qn_vec2 body[6] = {{-0.85f, -0.55f}, {0.85f, -0.55f}, {0.48f, 0.10f},
                             {0.34f, 0.72f},   {-0.34f, 0.72f}, {-0.48f, 0.10f}};
    qn_vec2 corners[6];
    for (int32_t i = 0; i < 6; ++i) {
        corners[i] = qn_mul_add(center, size, body[i]);
    }
    qn_draw_polygon(g->list, corners, 6, qn_fill(color));
    qn_draw_circle(g->list, qn_mul_add(center, size, qn_v2(0.0f, -0.72f)), 0.22f * size,
                   qn_fill(color));
}

// ---- Time -----------------------------------------------------------------------------------

void glass_draw_time(const glass *g)
{
    float drain = g->play->drain;
    if (drain < 0.02f) {
        return;
    }
    qn_pose pose = {{0.5f * g->page.width, 0.5f * g->page.height}, qn_rot_identity()};
    qn_vec2 half = {0.5f * g->page.width + 2.0f, 0.5f * g->page.height + 2.0f};
    uint32_t tint = g->look->is_day ? 0xD5DCEAu : 0x2A3150u;
    qn_draw_box(g->list, pose, half, 0.0f, qn_fill(look_alpha(tint, 0.46f * drain)));
}

// ---- Counts and buttons ---------------------------------------------------------------------

// One pip for each ball of the level: fired, an echo still to come, or waiting.
static void draw_pip(const glass *g, int32_t index)
{
    const run *r = &g->play->run;
    hud_place place = hud_pip_place(&g->page, index);
    int32_t fired = shots_before(&r->shots, r->tick);
    bool is_ghost = g->play->mode == PLAY_TITLE;
    if (index < r->shots.count && !is_ghost) {
        bool is_echo = index >= fired;
        qn_color color = is_echo ? qn_rgb(g->look->accent) : look_alpha(g->look->text_dim, 0.55f);
        float wave = is_echo && !g->is_calm
                         ? 1.5f * qn_rot_from_angle(0.12f * (float)(g->play->tick_count % 52u)).s
                         : 0.0f;
        qn_draw_ring(g->list, place.center, place.half.x + wave, is_echo ? 3.0f : 1.8f,
                     qn_fill(color));
        if (is_echo) {
            glass_rewind_sign(g, qn_v2(place.center.x - 0.5f, place.center.y), 5.0f, color);
        }
        return;
    }
    bool is_needle = r->plan->balls[index] == BALL_NEEDLE;
    qn_paint paint = {.fill = qn_rgb(is_needle ? 0xC9D6E8u : g->look->iron_light),
                      .fade = qn_rgb(is_needle ? 0x4A5878u : g->look->iron_dark),
                      .border = look_alpha(g->look->text, 0.55f),
                      .border_m = 1.3f};
    qn_draw_circle(g->list, place.center, is_needle ? 0.72f * place.half.x : place.half.x, paint);
}

static void draw_bells(const glass *g)
{
    const run *r = &g->play->run;
    int32_t count = r->plan->hanging_count;
    float pitch = 30.0f;
    float y = hud_pip_place(&g->page, 0).center.y;
    float left = 0.5f * (g->page.left + g->page.right) - 0.5f * pitch * (float)(count - 1);
    for (int32_t i = 0; i < count; ++i) {
        bool is_lit = r->rules.bells[i].is_lit && g->play->mode != PLAY_TITLE;
        qn_vec2 at = {left + pitch * (float)i, y};
        if (is_lit) {
            qn_paint glow = {.fill = look_alpha(g->look->bronze_light, 0.55f), .glow_m = 12.0f};
            qn_draw_circle(g->list, at, 5.0f, glow);
        }
        glass_bell_sign(g, at, 10.0f,
                        is_lit ? qn_rgb(g->look->bronze_light)
                               : look_alpha(g->look->text_dim, 0.6f));
    }
}

static void draw_retry(const glass *g)
{
    hud_place place = hud_retry_place(&g->page);
    glass_button(g, place, 1.0f, g->play->pressed == HUD_RETRY);
    qn_color color = qn_rgb(g->look->text);
    qn_draw_ring(g->list, place.center, 9.0f, 2.2f, qn_fill(color));
    qn_pose gap = {qn_add(place.center, qn_v2(7.0f, 6.0f)), qn_rot_from_angle(0.7f)};
    qn_draw_box(g->list, gap, qn_v2(5.0f, 4.0f), 0.0f, qn_fill(qn_rgb(g->look->panel_top)));
    qn_vec2 tip = qn_add(place.center, qn_v2(8.6f, 8.0f));
    qn_vec2 head[3] = {
        {tip.x + 2.5f, tip.y - 7.0f}, {tip.x + 1.0f, tip.y + 3.0f}, {tip.x - 6.5f, tip.y - 3.0f}};
    qn_draw_polygon(g->list, head, 3, qn_fill(color));
}

static void draw_rewind(const glass *g)
{
    const play *p = g->play;
    bool is_wanted = p->mode != PLAY_WATCH && (p->run.shots.count > 0 || p->was_rewound);
    if (!is_wanted) {
        return;
    }
    hud_place place = hud_rewind_place(&g->page);
    bool is_held = p->mode == PLAY_REWIND;
    bool calls = p->mode == PLAY_AIM && !p->was_rewound && p->has_missed && !g->is_calm;
    if (calls) {
        float wave = (float)(p->tick_count % 60u) / 60.0f;
        qn_color color = look_alpha(g->look->accent, 0.5f * (1.0f - wave));
        qn_draw_ring(g->list, place.center, place.half.x + 16.0f * wave, 3.0f, qn_fill(color));
    }
    glass_button(g, place, 1.0f, is_held);
    qn_color color = qn_rgb(is_held ? g->look->accent : g->look->text);
    glass_rewind_sign(g, place.center, 0.42f * place.half.x, color);
}

static const char *hint_of(const play *p)
{
    if (p->mode != PLAY_AIM || p->run.rules.is_won) {
        return NULL;
    }
    if (run_is_spent(&p->run)) {
        return "No balls left. Hold to turn back time.";
    }
    if (p->has_missed && !p->was_rewound) {
        return "Hold to turn back time.";
    }
    bool has_echo = shots_before(&p->run.shots, p->run.tick) < p->run.shots.count;
    return has_echo ? "Your shot will fire again. Tap its ring to cancel it." : NULL;
}

static void draw_hint(const glass *g)
{
    const char *hint = hint_of(g->play);
    if (hint == NULL) {
        return;
    }
    hud_place button = hud_rewind_place(&g->page);
    float left = button.center.x + button.half.x + 14.0f;
    float room = g->page.right - left - 10.0f;
    float height = g->page.text;
    float width = qn_text_width(g->list, hint, height);
    height = width > room && width > 0.0f ? height * room / width : height;
    glass_words(g, hint, qn_v2(left, button.center.y - 0.35f * height), height, QN_ALIGN_LEFT,
                qn_rgb(g->look->text));
}

static void draw_name(const glass *g)
{
    float since = (float)g->play->tick_count + g->alpha;
    float share = qn_clamp((since - 10.0f) / 24.0f, 0.0f, 1.0f) *
                  qn_clamp((190.0f - since) / 40.0f, 0.0f, 1.0f);
    bool is_shown = g->play->mode == PLAY_AIM && !g->play->is_invited && share > 0.0f &&
                    g->play->run.shots.count == 0;
    if (is_shown) {
        char text[48];
        snprintf(text, sizeof text, "%d. %s", (int)g->subject->level + 1, g->play->run.plan->name);
        qn_vec2 at = {0.5f * (g->page.left + g->page.right),
                      g->page.bottom + 0.74f * (g->page.top - g->page.bottom)};
        glass_words(g, text, at, 1.9f * g->page.text, QN_ALIGN_CENTER,
                    look_alpha(g->look->text, share));
    }
}

void glass_draw_hud(const glass *g)
{
    for (int32_t i = 0; i < g->play->run.plan->ball_count; ++i) {
        draw_pip(g, i);
    }
    draw_bells(g);
    draw_retry(g);
    draw_rewind(g);
    draw_hint(g);
    draw_name(g);
}

// ---- Invitation -----------------------------------------------------------------------------

static qn_vec2 on_glass(const glass *g, qn_vec2 world_m)
{
    qn_vec2 px = qn_camera_to_px(&g->scene, world_m);
    return qn_v2(g->page.width * (px.x / g->scene.surface_px.x),
                 g->page.height * (1.0f - px.y / g->scene.surface_px.y));
}

// A pointing hand, its fingertip at `tip`.
static void draw_hand(const glass *g, qn_vec2 tip, float size, float alpha)
{
    qn_paint skin = {.fill = look_alpha(0xFFF4E4u, alpha),
                     .border = look_alpha(0x241C38u, alpha),
                     .border_m = 0.09f * size};
    qn_draw_capsule(g->list, qn_add(tip, qn_mul(size, qn_v2(0.95f, -0.95f))),
                    qn_add(tip, qn_mul(size, qn_v2(0.30f, -1.35f))), 0.26f * size, skin);
    qn_pose palm = {qn_add(tip, qn_mul(size, qn_v2(0.62f, -1.75f))), qn_rot_from_angle(0.12f)};
    qn_draw_box(g->list, palm, qn_mul(size, qn_v2(0.62f, 0.62f)), 0.34f * size, skin);
    qn_draw_capsule(g->list, tip, qn_add(tip, qn_mul(size, qn_v2(0.28f, -1.40f))), 0.25f * size,
                    skin);
    qn_pose inner = {qn_add(tip, qn_mul(size, qn_v2(0.58f, -1.70f))), qn_rot_from_angle(0.12f)};
    qn_draw_box(g->list, inner, qn_mul(size, qn_v2(0.46f, 0.46f)), 0.26f * size,
                qn_fill(look_alpha(0xFFF4E4u, alpha)));
}

// How far the drawn hand has pulled, and how much of it is there, along its loop.
static void pull_of_hand(const glass *g, float *pull, float *alpha)
{
    if (g->is_calm) {
        *pull = 1.0f;
        *alpha = 1.0f;
        return;
    }
    float t = ((float)(g->play->tick_count % 132u) + g->alpha) / 60.0f;
    float way = qn_clamp((t - 0.35f) / 0.9f, 0.0f, 1.0f);
    *pull = way * way * (3.0f - 2.0f * way);
    *alpha = qn_clamp(t / 0.25f, 0.0f, 1.0f) * qn_clamp((2.1f - t) / 0.35f, 0.0f, 1.0f);
}

void glass_draw_invitation(const glass *g)
{
    const play *p = g->play;
    bool is_wanted = p->mode == PLAY_AIM && p->is_invited && !p->sling.is_drawn;
    float since = (float)p->mode_ticks + g->alpha;
    float share = qn_clamp(since / 24.0f, 0.0f, 1.0f);
    if (!is_wanted) {
        return;
    }
    float pull = 0.0f, alpha = 0.0f;
    pull_of_hand(g, &pull, &alpha);
    sling shown = {
        .aim_rad = TUNE_GHOST_AIM_RAD, .power = qn_max(0.1f, 0.85f * pull), .is_drawn = true};
    for (int32_t i = 1; i < 12; ++i) {
        float t = 0.085f * (float)i;
        qn_vec2 at = qn_mul_add(sling_ball_position(&shown), t, sling_launch_velocity(&shown));
        at.y += 0.5f * TUNE_GRAVITY_MPS2 * t * t;
        float left = 1.0f - (float)i / 12.0f;
        qn_draw_circle(g->list, on_glass(g, at), 1.6f + 2.4f * left,
                       qn_fill(look_alpha(g->look->text, 0.8f * left * alpha * pull)));
    }
    draw_hand(g, on_glass(g, sling_ball_position(&shown)), 1.15f * g->page.text, alpha);
    float height = (g->page.is_tall ? 2.2f : 2.6f) * g->page.text;
    qn_vec2 at = {0.5f * (g->page.left + g->page.right),
                  g->page.bottom + 0.72f * (g->page.top - g->page.bottom) + 8.0f * (1.0f - share)};
    glass_words(g, "Now you.", at, height, QN_ALIGN_CENTER, look_alpha(g->look->text, share));
    glass_words(g, "Pull back and let go", qn_v2(at.x, at.y - 1.5f * g->page.text - 4.0f),
                g->page.text, QN_ALIGN_CENTER, look_alpha(g->look->text_dim, share));
}
