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
    double last_ms;
    double owed_ms; // less than a step after every frame
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
// The next frame starts counting anew, as after a pause.
void loop_forget_time(loop *l);

#endif
