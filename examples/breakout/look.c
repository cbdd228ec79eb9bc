// How the breakout looks: soft colours at night, and whatever is hit gives sparks.
#include <stdio.h>

#include "breakout.h"

static const uint32_t row_colors[ROWS] = {0xFF5D73, 0xFF8F5C, 0xFFC857, 0xA6E05C,
                                          0x4FD6A8, 0x4FA8FF, 0xA583FF};
static const qn_color white = {255, 255, 255, 255};
static const qn_color ice = {143, 211, 255, 255};

qn_particle_kind look_sparks(void)
{
    qn_particle_kind kind = qn_particle_kind_default();
    kind.size_m = (qn_range){0.03f, 0.12f};
    kind.size = (qn_curve){2, {{0.0f, 1.0f}, {1.0f, 0.0f}}};
    kind.spread_rad = QN_PI;
    kind.speed_m_s = (qn_range){0.5f, 5.0f};
    kind.life_s = (qn_range){0.3f, 0.9f};
    kind.gravity_m_s2 = qn_v2(0.0f, -9.0f);
    kind.additive = true;
    kind.glow = 2.0f;
    kind.color = (qn_color_curve){2, {{0.0f, qn_rgb(0xFFE2A0)}, {1.0f, qn_rgba(255, 90, 60, 0)}}};
    return kind;
}

static void bricks(const state *s, qn_draw_list *list)
{
    for (int32_t i = 0; i < BRICKS; ++i) {
        qn_color color = qn_rgb(row_colors[i / COLUMNS]);
        qn_paint paint = {.fill = qn_color_mix(color, white, 0.3f), .fade = color};
        qn_pose pose = {brick_center(i), {1.0f, 0.0f}};
        if (s->bricks[i] != 0) {
            qn_draw_box(list, pose, qn_v2(0.46f, 0.2f), 0.08f, paint);
        }
    }
}

static void paddle_and_ball(const state *s, float alpha, qn_draw_list *list)
{
    const qn_paint shine = {.fill = qn_color_fade(ice, 0.45f), .glow_m = 0.6f, .additive = true};
    qn_vec2 left = {s->paddle - 0.9f, 1.0f}, right = {s->paddle + 0.9f, 1.0f};
    qn_vec2 ball = qn_lerp(s->before, s->ball, alpha);
    qn_draw_capsule(list, left, right, 0.2f, shine);
    qn_draw_capsule(list, left, right, 0.2f, (qn_paint){.fill = white, .fade = ice});
    qn_draw_circle(list, ball, RADIUS, shine);
    qn_draw_circle(list, ball, RADIUS, qn_fill(white));
}

static void words(const state *s, qn_draw_list *list)
{
    char score[16];
    snprintf(score, sizeof score, "%06d", (int)s->score);
    qn_draw_text(list, score, qn_v2(0.0f, HEIGHT + 0.5f), 0.6f, QN_ALIGN_LEFT, white);
    for (int32_t i = 0; i < s->lives; ++i) {
        qn_vec2 place = qn_v2(WIDTH - 0.3f - 0.6f * (float)i, HEIGHT + 0.75f);
        qn_draw_circle(list, place, RADIUS, qn_fill(ice));
    }
    const char *text = s->left == 0    ? "All gone!"
                       : s->lives == 0 ? "Once more?"
                       : s->is_served  ? ""
                                       : "Tap or press space";
    qn_draw_text(list, text, qn_v2(0.5f * WIDTH, 5.5f), 0.8f, QN_ALIGN_CENTER, white);
}

void look_draw(const breakout *g, const qn_view *view, qn_draw_list *list)
{
    qn_camera camera = qn_camera_fit(seen, view->surface_px);
    qn_paint field = {.fill = qn_rgb(0x232A52), .fade = qn_rgb(0x10132A)};
    field.border = qn_rgb(0x39427A);
    field.border_m = 0.06f;
    qn_draw_begin(list, qn_rgb(0x0B0E1A));
    qn_draw_camera(list, &camera);
    qn_draw_box(list, (qn_pose){{6.0f, 7.4f}, {1.0f, 0.0f}}, qn_v2(6.1f, 7.6f), 0.3f, field);
    bricks(&g->s, list);
    paddle_and_ball(&g->s, view->alpha, list);
    qn_particles_draw(g->particles, list, view->alpha);
    words(&g->s, list);
}
