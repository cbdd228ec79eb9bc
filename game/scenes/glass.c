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

// A panel of one colour behind them, which is what their contrast is counted against.
static void draw_plate(const glass *g, const char *text, qn_vec2 at, float height, qn_align align,
                       float alpha)
{
    float half = 0.5f * qn_text_width(g->list, text, height);
    float side = align == QN_ALIGN_LEFT ? half : (align == QN_ALIGN_RIGHT ? -half : 0.0f);
    qn_pose pose = {{at.x + side, at.y + 0.36f * height}, qn_rot_identity()};
    qn_vec2 size = qn_v2(half + 0.4f * height, 0.78f * height);
    qn_draw_box(g->list, pose, size, 0.3f * height, qn_fill(look_alpha(g->look->panel_top, alpha)));
}

void glass_words(const glass *g, const char *text, qn_vec2 at, float height, qn_align align,
                 qn_color color)
{
    if (g->look->has_contrast) {
        draw_plate(g, text, at, height, align, (float)color.a / 255.0f);
        qn_draw_text(g->list, text, at, height, align, color);
        return;
    }
    float drop = qn_max(0.06f * height, 1.0f);
    qn_color shade = look_alpha(g->look->text_shade, 0.5f * (float)color.a / 255.0f);
    qn_draw_text(g->list, text, qn_v2(at.x + drop, at.y - drop), height, align, shade);
    qn_draw_text(g->list, text, at, height, align, color);
}

qn_paint glass_panel(const glass *g, float alpha)
{
    return (qn_paint){.fill = look_alpha(g->look->panel_top, alpha),
                      .border = look_alpha(g->look->outline, alpha),
                      .border_m = 2.5f};
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
    if (g->look->has_contrast) {
        paint = glass_panel(g, alpha);
    }
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

// ---- Buttons and words ---------------------------------------------------------------------

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
    bool is_free = p->mode != PLAY_WATCH && p->mode != PLAY_TITLE;
    bool is_wanted = is_free && (p->run.shots.count > 0 || p->was_rewound);
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

// How far time has been turned back, and what lies ahead: a line with a mark for each shot.
static void draw_timeline(const glass *g)
{
    const play *p = g->play;
    if (p->mode != PLAY_REWIND || p->rewind_from_tick == 0) {
        return;
    }
    hud_place button = hud_rewind_place(&g->page);
    float left = button.center.x + button.half.x + 20.0f;
    float width = qn_max(g->page.right - 20.0f - left, 10.0f);
    float y = button.center.y;
    float span = (float)p->rewind_from_tick;
    float now = left + width * qn_clamp((float)p->run.tick / span, 0.0f, 1.0f);
    qn_draw_capsule(g->list, qn_v2(left, y), qn_v2(left + width, y), 2.0f,
                    qn_fill(look_alpha(g->look->text, 0.35f)));
    qn_draw_capsule(g->list, qn_v2(left, y), qn_v2(now, y), 2.6f, qn_fill(qn_rgb(g->look->text)));
    for (int32_t i = 0; i < p->run.shots.count; ++i) {
        float x = left + width * qn_clamp((float)p->run.shots.items[i].tick / span, 0.0f, 1.0f);
        bool is_ahead = p->run.shots.items[i].tick >= p->run.tick;
        qn_paint mark = {.fill = qn_rgb(is_ahead ? g->look->panel_top : g->look->text),
                         .border = qn_rgb(g->look->text),
                         .border_m = 2.0f};
        qn_draw_circle(g->list, qn_v2(x, y), 6.5f, mark);
    }
    qn_draw_capsule(g->list, qn_v2(now, y - 13.0f), qn_v2(now, y + 13.0f), 2.2f,
                    qn_fill(qn_rgb(g->look->text)));
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

// The game's name, above the standing tower, until its ghost has fired.
static void draw_title(const glass *g)
{
    float since = (float)g->play->mode_ticks + g->alpha;
    float share = qn_clamp((since - 6.0f) / 26.0f, 0.0f, 1.0f) *
                  qn_clamp(((float)TUNE_GHOST_FIRE_TICK + 22.0f - since) / 20.0f, 0.0f, 1.0f);
    if (g->play->mode != PLAY_TITLE || share <= 0.0f) {
        return;
    }
    float text = g->page.text;
    qn_vec2 at = {g->page.left + (g->page.is_tall ? 0.5f : 0.36f) * (g->page.right - g->page.left),
                  g->page.bottom + 0.62f * (g->page.top - g->page.bottom)};
    glass_words(g, "Belfry", at, 4.2f * text, QN_ALIGN_CENTER, look_alpha(g->look->text, share));
    glass_words(g, "Ring every bell. Turn back time.", qn_v2(at.x, at.y - 1.9f * text), text,
                QN_ALIGN_CENTER, look_alpha(g->look->text_dim, share));
}

void glass_draw_hud(const glass *g)
{
    glass_draw_counts(g);
    draw_retry(g);
    draw_rewind(g);
    draw_timeline(g);
    draw_hint(g);
    draw_name(g);
    draw_title(g);
}
