// The hand comes in, takes the ball, draws it back, holds it and is gone; then the ball lies in the
// sling again. Calm, it only holds.
#include "scenes/invitation.h"

#define LOOP_TICKS 150u

typedef struct gesture {
    float pull;  // 0 to 1
    float alpha; // of the hand
} gesture;

static float eased(float t)
{
    float c = qn_clamp(t, 0.0f, 1.0f);
    return c * c * (3.0f - 2.0f * c);
}

static gesture gesture_of(const play *p, float alpha, bool is_calm)
{
    if (is_calm) {
        return (gesture){1.0f, 1.0f};
    }
    float t = ((float)((uint32_t)p->mode_ticks % LOOP_TICKS) + alpha) / 60.0f;
    float back = eased((t - 1.95f) / 0.2f);
    return (gesture){.pull = eased((t - 0.45f) / 0.8f) * (1.0f - back),
                     .alpha = eased(t / 0.3f) * (1.0f - eased((t - 1.75f) / 0.25f))};
}

bool invitation_is_open(const play *p)
{
    return p->mode == PLAY_AIM && p->is_invited && !p->sling.is_drawn;
}

sling invitation_sling(const play *p, float alpha, bool is_calm)
{
    sling shown = p->sling;
    gesture now = gesture_of(p, alpha, is_calm);
    shown.aim_rad = TUNE_GHOST_AIM_RAD;
    shown.power = TUNE_GHOST_POWER * now.pull;
    shown.is_drawn = now.pull > 0.02f;
    return shown;
}

static qn_vec2 on_glass(const glass *g, qn_vec2 world_m)
{
    qn_vec2 px = qn_camera_to_px(&g->scene, world_m);
    return qn_v2(g->page.width * (px.x / g->scene.surface_px.x),
                 g->page.height * (1.0f - px.y / g->scene.surface_px.y));
}

// ---- The hand -------------------------------------------------------------------------------

typedef struct bone {
    qn_vec2 from, to;
    float radius;
} bone;

// A pointing hand, its fingertip at the origin: finger, palm, three bent fingers and the thumb.
static const bone bones[] = {
    {{0.00f, 0.00f}, {0.22f, -1.30f}, 0.21f},  {{0.28f, -1.62f}, {0.78f, -1.66f}, 0.44f},
    {{0.46f, -1.02f}, {0.50f, -1.40f}, 0.20f}, {{0.78f, -1.10f}, {0.78f, -1.45f}, 0.19f},
    {{1.06f, -1.24f}, {1.02f, -1.55f}, 0.18f}, {{-0.22f, -1.30f}, {0.10f, -1.70f}, 0.18f},
};

static void draw_bones(const glass *g, qn_vec2 tip, float size, float grow, qn_color color)
{
    for (size_t i = 0; i < sizeof bones / sizeof bones[0]; ++i) {
        qn_draw_capsule(g->list, qn_mul_add(tip, size, bones[i].from),
                        qn_mul_add(tip, size, bones[i].to), size * (bones[i].radius + grow),
                        qn_fill(color));
    }
}

static void draw_hand(const glass *g, qn_vec2 tip, float size, float alpha)
{
    draw_bones(g, tip, size, 0.08f, look_alpha(0x2A2038u, alpha));
    draw_bones(g, tip, size, 0.0f, look_alpha(0xFFF1E0u, alpha));
    for (int32_t i = 2; i <= 3; ++i) {
        float x = 0.5f * (bones[i].from.x + bones[i + 1].from.x);
        qn_draw_capsule(g->list, qn_mul_add(tip, size, qn_v2(x, -1.16f)),
                        qn_mul_add(tip, size, qn_v2(x, -1.44f)), 0.03f * size,
                        qn_fill(look_alpha(0x2A2038u, 0.55f * alpha)));
    }
}

static void draw_arc(const glass *g, const sling *shown, float share)
{
    for (int32_t i = 1; i < 13; ++i) {
        float t = 0.08f * (float)i;
        qn_vec2 at = qn_mul_add(sling_ball_position(shown), t, sling_launch_velocity(shown));
        at.y += 0.5f * TUNE_GRAVITY_MPS2 * t * t;
        float left = 1.0f - (float)i / 13.0f;
        qn_draw_circle(g->list, on_glass(g, at), 1.6f + 2.4f * left,
                       qn_fill(look_alpha(g->look->text, 0.85f * left * share)));
    }
}

void invitation_draw(const glass *g)
{
    const play *p = g->play;
    if (!invitation_is_open(p)) {
        return;
    }
    float share = qn_clamp(((float)p->mode_ticks + g->alpha) / 24.0f, 0.0f, 1.0f);
    gesture now = gesture_of(p, g->alpha, g->is_calm);
    sling shown = invitation_sling(p, g->alpha, g->is_calm);
    if (shown.is_drawn) {
        draw_arc(g, &shown, now.pull * now.alpha);
    }
    draw_hand(g, on_glass(g, sling_ball_position(&shown)), 1.25f * g->page.text, now.alpha * share);
    float text = g->page.text;
    float drop = g->is_calm ? 0.0f : 10.0f * (1.0f - share) * (1.0f - share);
    qn_vec2 at = {0.5f * (g->page.left + g->page.right),
                  g->page.bottom + 0.70f * (g->page.top - g->page.bottom) + drop};
    glass_words(g, "Now you.", at, (g->page.is_tall ? 2.4f : 2.8f) * text, QN_ALIGN_CENTER,
                look_alpha(g->look->text, share));
    glass_words(g, "Pull back and let go", qn_v2(at.x, at.y - 1.5f * text - 6.0f), text,
                QN_ALIGN_CENTER, look_alpha(g->look->text_dim, share));
}
