// What is counted on the glass: the balls of the level, and its bells.
#include "scenes/glass.h"

// With contrast, what is counted stands on a panel.
static void draw_tile(const glass *g, qn_vec2 center, float half_width)
{
    if (g->look->has_contrast) {
        qn_draw_box(g->list, (qn_pose){center, qn_rot_identity()}, qn_v2(half_width, 19.0f), 6.0f,
                    qn_fill(qn_rgb(g->look->panel_top)));
    }
}

static void draw_stroke(const glass *g, qn_vec2 center, qn_vec2 half, float radius, qn_color color)
{
    qn_draw_capsule(g->list, qn_sub(center, half), qn_add(center, half), radius, qn_fill(color));
}

// A ring where a ball was: fired, and then struck through with contrast, or about to fire again.
static void draw_used_pip(const glass *g, hud_place place, bool is_echo)
{
    bool has_contrast = g->look->has_contrast;
    qn_color color = is_echo ? qn_rgb(g->look->accent)
                             : look_alpha(g->look->text_dim, has_contrast ? 1.0f : 0.55f);
    float wave = is_echo && !g->is_calm
                     ? 1.5f * qn_rot_from_angle(0.12f * (float)(g->play->tick_count % 52u)).s
                     : 0.0f;
    qn_draw_ring(g->list, place.center, place.half.x + wave, is_echo ? 3.0f : 1.8f, qn_fill(color));
    if (is_echo) {
        glass_rewind_sign(g, qn_v2(place.center.x - 0.5f, place.center.y), 5.0f, color);
    } else if (has_contrast) {
        draw_stroke(g, place.center, qn_mul(0.9f, place.half), 1.0f, color);
    }
}

static void draw_waiting_pip(const glass *g, hud_place place, ball_kind kind)
{
    bool is_needle = kind == BALL_NEEDLE;
    float radius = is_needle ? 0.72f * place.half.x : place.half.x;
    if (g->look->has_contrast) {
        qn_color mark = qn_rgb(g->look->panel_top);
        qn_draw_circle(g->list, place.center, radius, qn_fill(qn_rgb(g->look->text)));
        draw_stroke(g, place.center, qn_v2(0.6f * radius, 0.0f), 1.3f, mark);
        if (is_needle) {
            draw_stroke(g, place.center, qn_v2(0.0f, 0.6f * radius), 1.3f, mark);
        }
        return;
    }
    qn_paint paint = {.fill = qn_rgb(is_needle ? 0xC9D6E8u : g->look->iron_light),
                      .fade = qn_rgb(is_needle ? 0x4A5878u : g->look->iron_dark),
                      .border = look_alpha(g->look->text, 0.55f),
                      .border_m = 1.3f};
    qn_draw_circle(g->list, place.center, radius, paint);
}

// One pip for each ball of the level: fired, an echo still to come, or waiting.
static void draw_pip(const glass *g, int32_t index)
{
    const run *r = &g->play->run;
    hud_place place = hud_pip_place(&g->page, index);
    bool is_over = g->play->mode == PLAY_CARD || g->play->mode == PLAY_WATCH;
    draw_tile(g, place.center, 23.5f);
    if (index < r->shots.count && g->play->mode != PLAY_TITLE) {
        draw_used_pip(g, place, index >= shots_before(&r->shots, r->tick) && !is_over);
    } else {
        draw_waiting_pip(g, place, r->plan->balls[index]);
    }
}

// Hollow until the bell has tolled.
static void draw_bell_count(const glass *g, qn_vec2 at, float size, bool is_lit, float fresh)
{
    const look *l = g->look;
    if (l->has_contrast) {
        glass_bell_sign(g, at, size * (1.06f + 0.5f * fresh * fresh), qn_rgb(l->text));
        glass_bell_sign(g, at, size * (is_lit ? 0.86f : 0.74f),
                        qn_rgb(is_lit ? l->accent : l->panel_top));
        return;
    }
    if (is_lit) {
        qn_paint glow = {.fill = look_alpha(l->bronze_light, 0.5f), .glow_m = 13.0f};
        qn_draw_circle(g->list, at, 6.0f, glow);
    }
    glass_bell_sign(g, at, size * (1.06f + 0.5f * fresh * fresh), look_alpha(l->text_shade, 0.45f));
    glass_bell_sign(g, at, size * (0.94f + 0.5f * fresh * fresh),
                    is_lit ? qn_rgb(l->bronze_light) : look_alpha(l->text_dim, 0.75f));
}

static void draw_bells(const glass *g)
{
    const run *r = &g->play->run;
    int32_t count = r->plan->hanging_count;
    const float size = qn_clamp(0.75f * g->page.text, 11.0f, 17.0f);
    const float pitch = 2.9f * size;
    qn_vec2 at = hud_bells_place(&g->page, r->plan->ball_count).center;
    at.x -= g->page.is_tall ? 0.0f : 0.5f * pitch * (float)(count - 1);
    bool is_ghost = g->play->mode == PLAY_TITLE;
    bool is_over = g->play->mode == PLAY_CARD || g->play->mode == PLAY_WATCH;
    for (int32_t i = 0; i < count; ++i, at.x += pitch) {
        const bell_state *state = &r->rules.bells[i];
        bool is_lit = (state->is_lit && !is_ghost) || is_over;
        float fresh = is_lit ? 1.0f - qn_min((float)state->toll_ticks, 30.0f) / 30.0f : 0.0f;
        draw_tile(g, at, 0.5f * pitch + 0.5f);
        draw_bell_count(g, at, size, is_lit, fresh);
    }
}

void glass_draw_counts(const glass *g)
{
    for (int32_t i = 0; i < g->play->run.plan->ball_count; ++i) {
        draw_pip(g, i);
    }
    draw_bells(g);
}
