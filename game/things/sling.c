// Aim is an angle and a power, however it is given: the pointer sets both from the way it was
// pulled, the keys change them bit by bit. Everything is a function of the inputs and the size of
// the surface; the camera has no part in it, so that a shot is the same on every screen.
#include "things/sling.h"

#include "actions.h"
#include "things/ball.h"
#include "things/look.h"
#include "tuning.h"

void sling_reset(sling *s)
{
    *s = (struct sling){.aim_rad = TUNE_AIM_START_RAD,
                        .power = TUNE_POWER_START,
                        .fired_ticks = TUNE_BAND_RECOIL_TICKS};
}

static bool is_usable(const qn_input *input)
{
    return qn_v2_is_finite(input->pointer.position_px) && qn_v2_is_finite(input->surface_px) &&
           input->surface_px.x >= 1.0f && input->surface_px.y >= 1.0f;
}

static void pull_to(sling *s, const qn_input *input)
{
    float full_px = TUNE_DRAG_FULL * qn_min(input->surface_px.x, input->surface_px.y);
    qn_vec2 way = qn_sub(s->press_px, input->pointer.position_px);
    qn_vec2 pull = qn_v2(qn_clamp(way.x / full_px, -100.0f, 100.0f),
                         qn_clamp(-way.y / full_px, -100.0f, 100.0f));
    float power = qn_min(qn_length(pull), 1.0f);
    s->is_drawn = power >= TUNE_POWER_MIN;
    if (s->is_drawn) {
        s->power = power;
        // Pulled to the wrong side the band stays at the nearer end of its range.
        float angle = qn_atan2(pull.y, pull.x);
        s->aim_rad = angle < -0.5f * QN_PI ? TUNE_AIM_HIGH_RAD
                                           : qn_clamp(angle, TUNE_AIM_LOW_RAD, TUNE_AIM_HIGH_RAD);
    }
}

static void stop_drag(sling *s)
{
    s->is_dragged = false;
    s->is_drawn = false;
}

static bool drag(sling *s, const qn_input *input)
{
    const qn_pointer *pointer = &input->pointer;
    bool starts =
        pointer->went_down && !s->is_dragged && pointer->position_px.x < 0.5f * input->surface_px.x;
    if (starts) {
        s->is_dragged = true;
        s->press_px = pointer->position_px;
    }
    if (!s->is_dragged) {
        return false;
    }
    if (pointer->was_cancelled || !(pointer->is_down || pointer->went_up)) {
        stop_drag(s);
        return false;
    }
    pull_to(s, input);
    bool fires = pointer->went_up && s->is_drawn;
    if (pointer->went_up) {
        stop_drag(s);
    }
    return fires;
}

static float key_axis(const qn_input *input, game_action less, game_action more)
{
    return (float)(input->is_held[more] ? 1 : 0) - (float)(input->is_held[less] ? 1 : 0);
}

static bool press_keys(sling *s, const qn_input *input)
{
    float turn = key_axis(input, GAME_ACTION_DOWN, GAME_ACTION_UP);
    float pull = key_axis(input, GAME_ACTION_RIGHT, GAME_ACTION_LEFT);
    if (turn != 0.0f || pull != 0.0f) {
        s->is_drawn = true;
    }
    s->aim_rad =
        qn_clamp(s->aim_rad + TUNE_KEY_AIM_RAD * turn, TUNE_AIM_LOW_RAD, TUNE_AIM_HIGH_RAD);
    s->power = qn_clamp(s->power + TUNE_KEY_POWER * pull, TUNE_POWER_MIN, 1.0f);
    return input->went_down[GAME_ACTION_FIRE];
}

bool sling_aim(sling *s, const qn_input *input, bool is_many)
{
    bool fires = false;
    if (is_usable(input) && !is_many) {
        fires = drag(s, input);
    } else if (s->is_dragged) {
        stop_drag(s);
    }
    if (!fires && !s->is_dragged) {
        fires = press_keys(s, input);
    }
    if (fires) {
        stop_drag(s);
        s->fired_ticks = 0;
    }
    return fires;
}

void sling_rest(sling *s) { stop_drag(s); }

void sling_age(sling *s) { s->fired_ticks += s->fired_ticks < TUNE_BAND_RECOIL_TICKS ? 1 : 0; }

qn_vec2 sling_rest_position(void) { return qn_v2(TUNE_SLING_X_M, TUNE_SLING_REST_Y_M); }

static qn_vec2 aim_direction(const sling *s)
{
    qn_rot turn = qn_rot_from_angle(s->aim_rad);
    return qn_v2(turn.c, turn.s);
}

static qn_vec2 pulled_position(const sling *s)
{
    return qn_mul_add(sling_rest_position(), -TUNE_PULL_MAX_M * s->power, aim_direction(s));
}

qn_vec2 sling_ball_position(const sling *s)
{
    return s->is_drawn ? pulled_position(s) : sling_rest_position();
}

qn_vec2 sling_launch_velocity(const sling *s)
{
    float speed = TUNE_SPEED_MIN_MPS + (TUNE_SPEED_MAX_MPS - TUNE_SPEED_MIN_MPS) * s->power;
    return qn_mul(speed, aim_direction(s));
}

// ---- Picture --------------------------------------------------------------------------------

static const qn_vec2 far_tip = {TUNE_SLING_X_M + 0.16f, TUNE_SLING_REST_Y_M + 0.14f};
static const qn_vec2 near_tip = {TUNE_SLING_X_M - 0.24f, TUNE_SLING_REST_Y_M + 0.10f};
static const qn_vec2 crotch = {TUNE_SLING_X_M, TUNE_SLING_REST_Y_M - 0.80f};

// Where the bands meet: behind the ball, or, empty, swinging out after a shot.
static qn_vec2 pouch(const sling_picture *view)
{
    const sling *s = view->sling;
    qn_vec2 rest = sling_rest_position();
    if (s->is_drawn) {
        float radius = ball_facts(view->kind)->radius_m;
        return qn_add(pulled_position(s), qn_mul(-0.8f * radius, aim_direction(s)));
    }
    float left = 1.0f - (float)s->fired_ticks / (float)TUNE_BAND_RECOIL_TICKS;
    float swing = qn_rot_from_angle((float)s->fired_ticks * 0.9f).c;
    qn_vec2 out = qn_mul(0.5f * left * left * swing, aim_direction(s));
    float sag = 0.12f + 0.16f * view->ball_share;
    return qn_add(qn_sub(rest, qn_v2(0.04f, sag)), out);
}

// The longer a band is, the thinner.
static void draw_band(const look *l, qn_vec2 tip, qn_vec2 end, uint32_t color, qn_draw_list *list)
{
    float stretch = qn_max(qn_distance(tip, end), 0.3f);
    float radius = qn_clamp(0.065f / stretch, 0.028f, 0.075f);
    if (l->has_contrast) {
        qn_draw_capsule(list, tip, end, radius + 0.5f * l->outline_m, qn_fill(qn_rgb(l->outline)));
    }
    qn_draw_capsule(list, tip, end, radius, qn_fill(qn_rgb(color)));
}

static void draw_post(const look *l, qn_vec2 from, qn_vec2 to, float radius, float shade,
                      qn_draw_list *list)
{
    qn_paint paint = {.fill = qn_color_mix(qn_rgb(l->wood_light), qn_rgb(l->wood_dark), shade),
                      .fade = qn_rgb(l->wood_dark),
                      .border = qn_color_mix(qn_rgb(l->wood_dark), qn_rgb(0x140C12u), 0.5f),
                      .border_m = 0.025f};
    if (l->has_contrast) {
        paint.border = qn_rgb(l->outline);
        paint.border_m = l->outline_m;
    }
    qn_draw_capsule(list, from, to, radius, paint);
}

void sling_draw_behind(const sling_picture *view, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_BEHIND);
    draw_post(view->look, crotch, far_tip, 0.10f, 0.45f, list);
    draw_band(view->look, far_tip, pouch(view), view->look->band_far, list);
}

static void draw_waiting_ball(const sling_picture *view, qn_draw_list *list)
{
    float share = view->ball_share;
    qn_vec2 target = sling_ball_position(view->sling);
    float rise = (1.0f - share) * (1.0f - share);
    qn_draw_layer(list, LAYER_BALL);
    if (share > 0.0f) {
        ball_draw_at(view->kind, qn_sub(target, qn_v2(0.0f, 1.2f * rise)),
                     qn_rot_from_angle(-2.0f * rise), share, view->look, list);
    }
}

void sling_draw_front(const sling_picture *view, qn_draw_list *list)
{
    const look *l = view->look;
    draw_waiting_ball(view, list);
    qn_draw_layer(list, LAYER_FRONT);
    draw_band(l, near_tip, pouch(view), l->band_near, list);
    draw_post(l, qn_v2(TUNE_SLING_X_M, TUNE_MOUND_TOP_M - 0.1f), crotch, 0.13f, 0.12f, list);
    draw_post(l, crotch, near_tip, 0.10f, 0.0f, list);
    qn_draw_capsule(list, qn_add(near_tip, qn_v2(-0.10f, -0.03f)),
                    qn_add(near_tip, qn_v2(0.10f, -0.03f)), 0.045f, qn_fill(qn_rgb(l->band_near)));
}

void sling_draw_trajectory(const sling_picture *view, float alpha, qn_draw_list *list)
{
    const sling *s = view->sling;
    qn_vec2 from = pulled_position(s);
    float speed = ball_facts(view->kind)->speed_share;
    qn_vec2 velocity = qn_mul(speed, sling_launch_velocity(s));
    qn_draw_layer(list, LAYER_EFFECTS);
    for (int32_t i = 2; i < TUNE_TRAJECTORY_DOT_COUNT; ++i) {
        float t = TUNE_TRAJECTORY_DOT_S * ((float)i + view->dot_shift);
        qn_vec2 at = qn_mul_add(from, t, velocity);
        at.y += 0.5f * TUNE_GRAVITY_MPS2 * t * t;
        float left = 1.0f - ((float)i + view->dot_shift) / (float)TUNE_TRAJECTORY_DOT_COUNT;
        qn_color color = look_alpha(view->look->text, 0.85f * left * alpha);
        qn_paint dot = qn_fill(color);
        if (view->look->has_contrast) {
            dot = (qn_paint){.fill = look_alpha(view->look->outline, alpha),
                             .border = look_alpha(view->look->sky[0], alpha),
                             .border_m = 0.03f};
        }
        qn_draw_circle(list, at, (view->look->has_contrast ? 0.07f : 0.035f) + 0.05f * left, dot);
    }
}
