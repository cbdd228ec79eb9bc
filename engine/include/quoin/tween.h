// Motion without bodies: easings, tweens over time, sequences of them, and springs.
//
// A tween is a rule, not a running thing: it answers where something is after so many seconds, so
// it can be asked for any time, forwards or backwards, and costs nothing while nobody asks. A
// spring has a state and is ticked. Nothing is registered, called back or allocated; equal calls
// give equal bits on every target.
#ifndef QUOIN_TWEEN_H
#define QUOIN_TWEEN_H

#include "quoin/base.h"
#include "quoin/color.h"
#include "quoin/math.h"

// IN starts slowly, OUT ends slowly, IN_OUT both. BACK and ELASTIC leave the way from 0 to 1.
typedef enum qn_easing {
    QN_EASE_LINEAR,
    QN_EASE_QUAD_IN,
    QN_EASE_QUAD_OUT,
    QN_EASE_QUAD_IN_OUT,
    QN_EASE_CUBIC_IN,
    QN_EASE_CUBIC_OUT,
    QN_EASE_CUBIC_IN_OUT,
    QN_EASE_QUART_IN,
    QN_EASE_QUART_OUT,
    QN_EASE_QUART_IN_OUT,
    QN_EASE_QUINT_IN,
    QN_EASE_QUINT_OUT,
    QN_EASE_QUINT_IN_OUT,
    QN_EASE_SINE_IN,
    QN_EASE_SINE_OUT,
    QN_EASE_SINE_IN_OUT,
    QN_EASE_EXPO_IN,
    QN_EASE_EXPO_OUT,
    QN_EASE_EXPO_IN_OUT,
    QN_EASE_CIRC_IN,
    QN_EASE_CIRC_OUT,
    QN_EASE_CIRC_IN_OUT,
    QN_EASE_BACK_IN,
    QN_EASE_BACK_OUT,
    QN_EASE_BACK_IN_OUT,
    QN_EASE_ELASTIC_IN,
    QN_EASE_ELASTIC_OUT,
    QN_EASE_ELASTIC_IN_OUT,
    QN_EASE_BOUNCE_IN,
    QN_EASE_BOUNCE_OUT,
    QN_EASE_BOUNCE_IN_OUT,
    QN_EASE_COUNT
} qn_easing;

// t in [0, 1]; exactly 0 at and below 0 and for NaN, exactly 1 at and above 1. An unknown easing is
// linear.
QN_API float qn_ease(qn_easing easing, float t);

#define QN_TWEEN_ENDLESS (-1)

// Starts from {0}, which is done at once.
typedef struct qn_tween {
    qn_easing easing;
    float delay_s; // before the first run; it stands at its start meanwhile
    float duration_s;
    int32_t repeat_count; // runs after the first; QN_TWEEN_ENDLESS: without an end
    bool yoyo;            // every other run goes back
} qn_tween;

// The eased share of the way, time_s seconds after the start. What is negative or not a number in a
// tween counts as 0.
QN_API float qn_tween_at(const qn_tween *tween, float time_s);
// With the delay and all runs; QN_TWEEN_ENDLESS for one without an end.
QN_API float qn_tween_length(const qn_tween *tween);
QN_API bool qn_tween_is_done(const qn_tween *tween, float time_s);
// The value on the way; exactly from and to at its ends. Colours stay within their channels.
QN_API float qn_tween_float(const qn_tween *tween, float time_s, float from, float to);
QN_API qn_vec2 qn_tween_v2(const qn_tween *tween, float time_s, qn_vec2 from, qn_vec2 to);
QN_API qn_color qn_tween_color(const qn_tween *tween, float time_s, qn_color from, qn_color to);

// Of tweens that follow each other: which of them runs (or `count` when all are done) and, in
// *out_time_s, how long it has been running. One without an end is never left.
QN_API int32_t qn_tween_sequence_at(const qn_tween *tweens, int32_t count, float time_s,
                                    float *out_time_s);

// ---- Springs ----------------------------------------------------------------------------------

typedef struct qn_spring {
    float value, velocity; // velocity per second
} qn_spring;

typedef struct qn_spring_v2 {
    qn_vec2 value, velocity;
} qn_spring_v2;

// Pulls towards the target for dt_s. The motion is solved exactly, so that the result does not
// depend on how time is cut into ticks, and no spring is too stiff. frequency_hz (0 to 1000; 0: no
// spring) is how fast it would swing undamped, damping (0 to 100) is 1 where it does just not swing
// over. dt_s: 0 to 1.
// NULL_POINTER, NOT_FINITE, OUT_OF_RANGE: nothing has changed.
QN_API qn_error qn_spring_tick(qn_spring *spring, float target, float frequency_hz, float damping,
                               float dt_s);
QN_API qn_error qn_spring_v2_tick(qn_spring_v2 *spring, qn_vec2 target, float frequency_hz,
                                  float damping, float dt_s);

#endif
