// The accumulator of Fiedler's "Fix your timestep!": time goes in frame by frame, ticks come out in
// whole steps, the rest is the interpolation factor. Two limits keep a slow machine responsive: one
// frame counts at most 250 ms, and what five ticks cannot pay is forgiven.
#include "loop.h"

#include <math.h>

// Frames of exactly a step must give a tick each, however their times were rounded.
#define ROUNDING_MS 1e-6

loop loop_start(double ticks_per_s) { return (loop){.step_ms = 1000.0 / ticks_per_s}; }

void loop_forget_time(loop *l) { l->has_last = false; }

void loop_set_paused(loop *l, bool is_paused)
{
    l->is_paused = is_paused;
    loop_forget_time(l);
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

loop_frame loop_advance(loop *l, double now_ms)
{
    if (!l->is_paused) {
        l->owed_ms += elapsed_since_last(l, now_ms);
    }
    int32_t tick_count = (int32_t)((l->owed_ms + ROUNDING_MS) / l->step_ms);
    l->owed_ms -= tick_count * l->step_ms;
    l->owed_ms = l->owed_ms < 0.0 ? 0.0 : l->owed_ms;
    if (tick_count > LOOP_MAX_TICKS_PER_FRAME) {
        tick_count = LOOP_MAX_TICKS_PER_FRAME;
    }
    double alpha = l->owed_ms / l->step_ms;
    return (loop_frame){tick_count, alpha > 1.0 ? 1.0f : (float)alpha};
}
