// A damped spring has a closed solution: the state after dt is a fixed linear map of the state
// before, whatever dt is. So a tick is that map and not an approximation of it.
//
// With w the angular frequency, z the damping, d the way from the target and v the velocity, there
// are three cases: swinging (z < 1), just not (z = 1) and creeping (z > 1).
#include "base/exp2.h"
#include "quoin/tween.h"

#define LOG2_E 1.44269504f
// So near to 1 the other two cases divide by nearly nothing.
#define NEAR_CRITICAL 1.0e-3f

// way' = ww * way + wv * velocity; velocity' = vw * way + vv * velocity
typedef struct spring_map {
    float ww, wv, vw, vv;
} spring_map;

static float exp_of(float x) { return (float)qn_exp2((double)(x * LOG2_E)); }

static spring_map swinging(float w, float z, float t)
{
    float turn = w * __builtin_sqrtf(1.0f - z * z);
    qn_rot swing = qn_rot_from_angle(turn * t);
    float left = exp_of(-z * w * t);
    float c = left * swing.c, s = left * swing.s / turn;
    return (spring_map){c + z * w * s, s, -w * w * s, c - z * w * s};
}

static spring_map critical(float w, float t)
{
    float left = exp_of(-w * t);
    return (spring_map){(1.0f + w * t) * left, t * left, -w * w * t * left, (1.0f - w * t) * left};
}

static spring_map creeping(float w, float z, float t)
{
    float root = __builtin_sqrtf(z * z - 1.0f);
    // The product of the two rates is w * w: so the slow one loses no digits.
    float fast = w * (z + root), slow = w / (z + root);
    float a = exp_of(-slow * t), b = exp_of(-fast * t);
    float share = 1.0f / (fast - slow);
    return (spring_map){(fast * a - slow * b) * share, (a - b) * share,
                        slow * fast * (b - a) * share, (fast * b - slow * a) * share};
}

static spring_map map_of(float frequency_hz, float z, float t)
{
    float w = 2.0f * QN_PI * frequency_hz;
    if (frequency_hz == 0.0f) {
        return (spring_map){1.0f, t, 0.0f, 1.0f};
    }
    if (qn_abs(z - 1.0f) < NEAR_CRITICAL) {
        return critical(w, t);
    }
    return z < 1.0f ? swinging(w, z, t) : creeping(w, z, t);
}

static qn_error check_spring(float frequency_hz, float damping, float dt_s)
{
    if (!qn_is_finite(frequency_hz) || !qn_is_finite(damping) || !qn_is_finite(dt_s)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_ok = frequency_hz >= 0.0f && frequency_hz <= 1000.0f && damping >= 0.0f &&
                 damping <= 100.0f && dt_s >= 0.0f && dt_s <= 1.0f;
    return is_ok ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

static void apply(const spring_map *m, float target, float *value, float *velocity)
{
    float way = *value - target, speed = *velocity;
    *value = target + (m->ww * way + m->wv * speed);
    *velocity = m->vw * way + m->vv * speed;
}

qn_error qn_spring_tick(qn_spring *spring, float target, float frequency_hz, float damping,
                        float dt_s)
{
    if (spring == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_is_finite(target) || !qn_is_finite(spring->value) || !qn_is_finite(spring->velocity)) {
        return QN_ERROR_NOT_FINITE;
    }
    qn_error error = check_spring(frequency_hz, damping, dt_s);
    if (error == QN_ERROR_OK) {
        spring_map m = map_of(frequency_hz, damping, dt_s);
        apply(&m, target, &spring->value, &spring->velocity);
    }
    return error;
}

qn_error qn_spring_v2_tick(qn_spring_v2 *spring, qn_vec2 target, float frequency_hz, float damping,
                           float dt_s)
{
    if (spring == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_v2_is_finite(target) || !qn_v2_is_finite(spring->value) ||
        !qn_v2_is_finite(spring->velocity)) {
        return QN_ERROR_NOT_FINITE;
    }
    qn_error error = check_spring(frequency_hz, damping, dt_s);
    if (error == QN_ERROR_OK) {
        spring_map m = map_of(frequency_hz, damping, dt_s);
        apply(&m, target.x, &spring->value.x, &spring->velocity.x);
        apply(&m, target.y, &spring->value.y, &spring->velocity.y);
    }
    return error;
}
