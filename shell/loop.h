// The fixed-step clock: how many ticks a frame owes and how far the picture stands between two.
//
// It reads no clock: the caller brings the time. A gap is never caught up: after a pause, a hidden
// page or a debugger's stop the run goes on where it was.
#ifndef SHELL_LOOP_H
#define SHELL_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#define LOOP_MAX_TICKS_PER_FRAME 5
#define LOOP_MAX_FRAME_MS 250.0

typedef struct loop {
    double step_ms;
    double scale; // how fast the game's time runs
    double last_ms;
    double owed_ms;     // less than a step after every frame
    int32_t step_count; // asked for by loop_step
    bool has_last;
    bool is_paused;
} loop;

typedef struct loop_frame {
    int32_t tick_count; // to run now
    float alpha;        // then draw this part of a tick after the one before the last, 0 to 1
} loop_frame;

loop loop_start(double ticks_per_s);
// now_ms from any origin; a time that is not finite or runs backwards counts as no time.
loop_frame loop_advance(loop *l, double now_ms);
void loop_set_paused(loop *l, bool is_paused);
// 1 is life; 0 to 4, anything else changes nothing.
void loop_set_scale(loop *l, double scale);
// The next frame runs exactly so many ticks (1 to 3600, otherwise none) beside those that are due,
// also while paused, and then shows the last of them.
void loop_step(loop *l, int32_t tick_count);
// The next frame starts counting anew, as after a pause.
void loop_forget_time(loop *l);

#endif
