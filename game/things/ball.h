// A ball in flight, from the moment the sling lets it go. It is a body only then.
#ifndef GAME_THINGS_BALL_H
#define GAME_THINGS_BALL_H

#include "levels/level.h"
#include "quoin/draw.h"
#include "quoin/physics.h"
#include "tuning.h"

typedef struct ball {
    qn_body_id body; // null while the slot is free
    ball_kind kind;
    int32_t age_ticks;
    int32_t rest_ticks;   // how long it has been slow
    qn_vec2 velocity_mps; // after the last step
} ball;

struct look;

typedef struct ball_row {
    float radius_m, density_kgpm2;
    float speed_share; // of the sling's speed
    float glass_keeps; // share of its speed that it keeps through a pane
} ball_row;

const ball_row *ball_facts(ball_kind kind);

void ball_launch(ball *b, int32_t slot, ball_kind kind, qn_world *world, qn_vec2 position_m,
                 qn_vec2 velocity_mps);
bool ball_is_flying(const ball *b);
// Ages it after a step.
void ball_tick(ball *b, const qn_world *world);
// Its shot is over: it rests, is far away, or is old.
bool ball_is_over(const ball *b, const qn_world *world);
// Takes it out of the world and says where it was.
qn_vec2 ball_remove(ball *b, qn_world *world);

// The look of a ball anywhere: in flight, and the ones that wait.
void ball_draw_at(ball_kind kind, qn_vec2 center_m, qn_rot turn, float size, const struct look *l,
                  qn_draw_list *list);
// Flattened along an axis by a share, 0 to 1; negative: drawn out.
void ball_draw_squashed(ball_kind kind, qn_pose pose, qn_vec2 axis, float share,
                        const struct look *l, qn_draw_list *list);

#endif
