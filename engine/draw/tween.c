// A tween's place is a pure function of the time: which run it is in, how far along, and whether
// that run goes back. The last run ends at its end and not at the start of a next one.
#include "quoin/tween.h"

// Beyond it a run's number would not fit, and a float of time has no fractions left anyway.
#define MOST_RUNS 1.0e9f

static float not_below_0(float value) { return value > 0.0f && qn_is_finite(value) ? value : 0.0f; }

static float run_count(const qn_tween *tween)
{
    return tween->repeat_count > 0 ? (float)tween->repeat_count + 1.0f : 1.0f;
}

static bool is_endless(const qn_tween *tween) { return tween->repeat_count < 0; }

float qn_tween_length(const qn_tween *tween)
{
    if (tween == NULL) {
        return 0.0f;
    }
    if (is_endless(tween)) {
        return QN_TWEEN_ENDLESS;
    }
    float length = not_below_0(tween->delay_s) + run_count(tween) * not_below_0(tween->duration_s);
    return qn_is_finite(length) ? length : QN_TWEEN_ENDLESS;
}

bool qn_tween_is_done(const qn_tween *tween, float time_s)
{
    float length = qn_tween_length(tween);
    return length >= 0.0f && time_s >= length;
}

static float share_of_run(const qn_tween *tween, float run, float part)
{
    int32_t number = (int32_t)run;
    bool goes_back = tween->yoyo && number % 2 == 1;
    return qn_ease(tween->easing, goes_back ? 1.0f - part : part);
}

float qn_tween_at(const qn_tween *tween, float time_s)
{
    if (tween == NULL) {
        return 0.0f;
    }
    float duration = not_below_0(tween->duration_s);
    float running = time_s - not_below_0(tween->delay_s);
    if (!(running >= 0.0f)) {
        return 0.0f;
    }
    float most = is_endless(tween) ? MOST_RUNS : run_count(tween);
    float passed = duration > 0.0f ? running / duration : MOST_RUNS;
    if (passed >= most || (duration == 0.0f && is_endless(tween))) {
        // Its last run's end; one without an end that takes no time stands at the first one's.
        return share_of_run(tween, is_endless(tween) ? 0.0f : qn_min(most, MOST_RUNS) - 1.0f, 1.0f);
    }
    passed = qn_min(passed, MOST_RUNS);
    int32_t whole = (int32_t)passed;
    return share_of_run(tween, (float)whole, passed - (float)whole);
}

static float between(float from, float to, float share)
{
    return share == 1.0f ? to : from + share * (to - from);
}

float qn_tween_float(const qn_tween *tween, float time_s, float from, float to)
{
    return between(from, to, qn_tween_at(tween, time_s));
}

qn_vec2 qn_tween_v2(const qn_tween *tween, float time_s, qn_vec2 from, qn_vec2 to)
{
    float share = qn_tween_at(tween, time_s);
    return qn_v2(between(from.x, to.x, share), between(from.y, to.y, share));
}

qn_color qn_tween_color(const qn_tween *tween, float time_s, qn_color from, qn_color to)
{
    return qn_color_mix(from, to, qn_tween_at(tween, time_s));
}

int32_t qn_tween_sequence_at(const qn_tween *tweens, int32_t count, float time_s, float *out_time_s)
{
    float left = not_below_0(time_s);
    int32_t index = 0;
    while (tweens != NULL && index < count && qn_tween_is_done(&tweens[index], left)) {
        left -= qn_tween_length(&tweens[index]);
        index += 1;
    }
    if (out_time_s != NULL) {
        *out_time_s = left;
    }
    return tweens == NULL || count < 0 ? 0 : index;
}
