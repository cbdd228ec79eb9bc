// The result of a won run: a panel that rises, and a medal that falls onto it with weight.
#include <stdio.h>

#include "scenes/glass.h"

static const char *const titles[] = {
    [MEDAL_NONE] = "", [MEDAL_BRONZE] = "Bronze", [MEDAL_SILVER] = "Silver", [MEDAL_GOLD] = "Gold"};
static const uint32_t metals[][3] = {[MEDAL_NONE] = {0, 0, 0},
                                     [MEDAL_BRONZE] = {0xE3A26Au, 0x8A4E22u, 0x5A2E12u},
                                     [MEDAL_SILVER] = {0xE6EDF6u, 0x8E9AAEu, 0x566076u},
                                     [MEDAL_GOLD] = {0xFFE58Au, 0xD8972Au, 0x8C5A10u}};

typedef struct card {
    const glass *glass;
    hud_place place;
    float since; // ticks
    float share; // how much of it is there
} card;

// Height of the medal above its place, in its own sizes, and how flat it is: a fall, a bounce,
// rest.
static void fall_of_medal(float t, float *height, float *squash)
{
    const float fall = 15.0f, hop = 13.0f;
    *squash = 0.0f;
    if (t < fall) {
        float way = t / fall;
        *height = 6.0f * (1.0f - way * way);
        return;
    }
    float u = (t - fall) / hop;
    *height = u < 1.0f ? 0.9f * u * (1.0f - u) * 2.0f : 0.0f;
    float ring = qn_max(1.0f - (t - fall) / 26.0f, 0.0f);
    *squash = 0.24f * ring * ring * qn_rot_from_angle(0.55f * (t - fall)).c;
}

static void draw_ribbon(const card *c, qn_vec2 at, float size)
{
    for (int32_t side = -1; side <= 1; side += 2) {
        float s = (float)side;
        qn_vec2 corners[4] = {{at.x + 0.10f * s * size, at.y},
                              {at.x + 0.75f * s * size, at.y - 1.45f * size},
                              {at.x + 0.42f * s * size, at.y - 1.28f * size},
                              {at.x - 0.35f * s * size, at.y - 0.3f * size}};
        if (side > 0) {
            qn_vec2 swap = corners[1];
            corners[1] = corners[3];
            corners[3] = swap;
        }
        qn_draw_polygon(c->glass->list, corners, 4,
                        (qn_paint){.fill = look_alpha(0xB6404Eu, c->share),
                                   .fade = look_alpha(0x7A2436u, c->share)});
    }
}

static void draw_medal(const card *c, qn_vec2 at, float size)
{
    const glass *g = c->glass;
    medal won = g->play->result.medal;
    float height = 0.0f, squash = 0.0f;
    float t = c->since - 16.0f;
    if (t <= 0.0f && !g->is_calm) {
        return;
    }
    if (!g->is_calm) {
        fall_of_medal(t, &height, &squash);
    }
    at.y += height * size;
    draw_ribbon(c, at, size);
    if (!g->look->has_contrast) {
        qn_paint glow = {.fill = look_alpha(metals[won][0], 0.35f * c->share),
                         .glow_m = 1.1f * size};
        qn_draw_circle(g->list, at, 0.7f * size, glow);
    }
    qn_pose pose = {at, qn_rot_identity()};
    qn_vec2 half = {size * (1.0f + squash), size * (1.0f - squash)};
    qn_paint disc = {.fill = look_alpha(metals[won][0], c->share),
                     .fade = look_alpha(metals[won][1], c->share),
                     .border = look_alpha(metals[won][2], c->share),
                     .border_m = 0.09f * size};
    qn_draw_box(g->list, pose, half, qn_min(half.x, half.y), disc);
    qn_vec2 inner = qn_mul(0.78f, half);
    qn_paint rim = {.border = look_alpha(metals[won][2], 0.6f * c->share),
                    .border_m = 0.05f * size};
    qn_draw_box(g->list, pose, inner, qn_min(inner.x, inner.y), rim);
    glass_bell_sign(g, at, 0.46f * size, look_alpha(metals[won][2], 0.85f * c->share));
}

static void draw_panel(const card *c)
{
    const glass *g = c->glass;
    qn_pose pose = {c->place.center, qn_rot_identity()};
    if (g->look->has_contrast) {
        qn_draw_box(g->list, pose, c->place.half, 16.0f, glass_panel(g, c->share));
        return;
    }
    qn_paint shade = {.fill = look_alpha(0x06040Eu, 0.34f * c->share), .glow_m = 22.0f};
    qn_draw_box(g->list, pose, c->place.half, 14.0f, shade);
    qn_paint panel = {.fill = look_alpha(g->look->panel_top, 0.93f * c->share),
                      .fade = look_alpha(g->look->panel_bottom, 0.95f * c->share),
                      .border = look_alpha(g->look->accent, 0.5f * c->share),
                      .border_m = 1.5f};
    qn_draw_box(g->list, pose, c->place.half, 16.0f, panel);
}

static void draw_results(const card *c)
{
    const glass *g = c->glass;
    const play_result *result = &g->play->result;
    float text = g->page.text;
    float top = c->place.center.y + c->place.half.y;
    float left = c->place.center.x - c->place.half.x;
    qn_vec2 medal_at = {left + 4.0f * text, top - 3.5f * text};
    float x = left + 7.6f * text;
    bool is_many = g->play->run.plan->hanging_count > 1;
    glass_words(g, is_many ? "The bells toll!" : "The bell tolls!", qn_v2(x, top - 2.7f * text),
                1.45f * text, QN_ALIGN_LEFT, look_alpha(g->look->accent, c->share));
    char line[64];
    snprintf(line, sizeof line, "%s: %d %s, par %d", titles[result->medal], (int)result->ball_count,
             result->ball_count == 1 ? "ball" : "balls", (int)g->play->run.plan->par);
    glass_words(g, line, qn_v2(x, top - 4.5f * text), text, QN_ALIGN_LEFT,
                look_alpha(g->look->text, c->share));
    snprintf(line, sizeof line, "Best %d%s", (int)g->subject->best->best_ball_count,
             g->play->was_rewound ? ", with time turned back" : "");
    glass_words(g, line, qn_v2(x, top - 6.0f * text), 0.85f * text, QN_ALIGN_LEFT,
                look_alpha(g->look->text_dim, c->share));
    draw_medal(c, medal_at, 2.1f * text);
}

static void draw_buttons(const card *c)
{
    static const char *const labels[] = {"Next", "Retry", "Watch"};
    const glass *g = c->glass;
    bool has_next = g->subject->has_next;
    for (int32_t b = has_next ? HUD_CARD_NEXT : HUD_CARD_RETRY; b <= HUD_CARD_WATCH; ++b) {
        hud_place place = hud_card_button_place(&g->page, (hud_button)b, has_next);
        place.center.y += c->place.center.y - hud_card_place(&g->page).center.y;
        glass_button(g, place, c->share, g->play->pressed == (hud_button)b);
        bool is_first = b == (has_next ? HUD_CARD_NEXT : HUD_CARD_RETRY);
        glass_words(g, labels[b - HUD_CARD_NEXT],
                    qn_v2(place.center.x, place.center.y - 0.36f * g->page.text), g->page.text,
                    QN_ALIGN_CENTER,
                    look_alpha(is_first ? g->look->accent : g->look->text, c->share));
    }
}

void glass_draw_card(const glass *g)
{
    if (g->play->mode != PLAY_CARD) {
        return;
    }
    card c = {.glass = g,
              .place = hud_card_place(&g->page),
              .since = (float)g->play->mode_ticks + g->alpha};
    float left = 1.0f - qn_clamp(c.since / 24.0f, 0.0f, 1.0f);
    c.share = 1.0f - left * left * left;
    c.place.center.y -= g->is_calm ? 0.0f : 26.0f * (1.0f - c.share);
    draw_panel(&c);
    draw_results(&c);
    draw_buttons(&c);
}
