// The accumulator of Fiedler's "Fix your timestep!": time goes in frame by frame, ticks come out in
// whole steps, the rest is the interpolation factor. Two limits keep a slow machine responsive: one
// frame counts at most 250 ms, and what five ticks cannot pay is forgiven.
#include "loop.h"

#include <math.h>

// Frames of exactly a step must give a tick each, however their times were rounded.
#define ROUNDING_MS 1e-6

#define MAX_SCALE 4.0
#define MAX_STEPS 3600

loop loop_start(double ticks_per_s)
{
    return (loop){.step_ms = 1000.0 / ticks_per_s, .scale = 1.0};
}

void loop_forget_time(loop *l) { l->has_last = false; }

void loop_set_paused(loop *l, bool is_paused)
{
    l->is_paused = is_paused;
    loop_forget_time(l);
}

void loop_set_scale(loop *l, double scale)
{
    if (scale >= 0.0 && scale <= MAX_SCALE) {
        l->scale = scale;
    }
}

void loop_step(loop *l, int32_t tick_count)
{
    l->step_count = tick_count > 0 && tick_count <= MAX_STEPS ? tick_count : 0;
}

static double elapsed_since_last(loop *l, double now_ms)
{
    double elapsed_ms = l->has_last ? now_ms - l->last_ms : 0.0;
    if (!isfinite(now_ms)) {
        return 0.0;
    }
    l->last_ms = now_ms;
    l->has_last = true;
    if (elapsed_ms < 0.0) {
        return 0.0;
    }
    return elapsed_ms > LOOP_MAX_FRAME_MS ? LOOP_MAX_FRAME_MS : elapsed_ms;
}

// The last tick is shown whole, and time goes on from there without a jump backwards.
static loop_frame advance_by_hand(loop *l, int32_t due_count)
{
    int32_t tick_count = due_count + l->step_count;
    l->step_count = 0;
    l->owed_ms = l->step_ms - 2.0 * ROUNDING_MS;
    return (loop_frame){tick_count, 1.0f};
}

loop_frame loop_advance(loop *l, double now_ms)
{
    if (!l->is_paused) {
        l->owed_ms += l->scale * elapsed_since_last(l, now_ms);
    }
    int32_t tick_count = (int32_t)((l->owed_ms + ROUNDING_MS) / l->step_ms);
    l->owed_ms -= tick_count * l->step_ms;
    l->owed_ms = l->owed_ms < 0.0 ? 0.0 : l->owed_ms;
    if (tick_count > LOOP_MAX_TICKS_PER_FRAME) {
        tick_count = LOOP_MAX_TICKS_PER_FRAME;
    }
    if (l->step_count > 0) {
        return advance_by_hand(l, tick_count);
    }
    double alpha = l->owed_ms / l->step_ms;
    return (loop_frame){tick_count, alpha > 1.0 ? 1.0f : (float)alpha};
}
