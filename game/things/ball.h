// The iron ball in flight, from the moment the sling lets it go. At most one at a time.
#ifndef GAME_THINGS_BALL_H
#define GAME_THINGS_BALL_H

#include "quoin/draw.h"
#include "quoin/physics.h"
#include "tuning.h"

typedef struct ball {
    qn_body_id body; // null while there is none
    int32_t age_ticks;
    int32_t rest_ticks;               // how long it has been slow
    qn_vec2 trail[TUNE_TRAIL_LENGTH]; // newest first
    int32_t trail_count;
} ball;

void ball_launch(ball *b, qn_world *world, qn_vec2 position_m, qn_vec2 velocity_mps);
bool ball_is_flying(const ball *b);
// Ages it and remembers its way; true once the shot is over (it rests, is far away, or is old).
bool ball_tick(ball *b, const qn_world *world);
// Takes it out of the world and says where it was.
qn_vec2 ball_remove(ball *b, qn_world *world);

void ball_draw(const ball *b, const qn_world *world, float alpha, qn_draw_list *list);
// The ball's look anywhere: also for the one that waits in the sling.
void ball_draw_at(qn_vec2 center_m, qn_rot turn, float size, qn_draw_list *list);

#endif
