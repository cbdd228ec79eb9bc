// The sling: what the player's hand does to it, and the shot that comes out.
//
// Pulling is relative: a press anywhere in the left half starts it, and only the way from there
// counts, so that a finger never hides the sling. Keys pull the same band.
#ifndef GAME_THINGS_SLING_H
#define GAME_THINGS_SLING_H

#include "levels/level.h"
#include "quoin/draw.h"
#include "quoin/input.h"

struct look;

typedef struct sling {
    float aim_rad;       // direction of the shot, from the ground up
    float power;         // 0 to 1
    bool is_drawn;       // the band is pulled to aim and power
    bool is_dragged;     // by the pointer
    qn_vec2 press_px;    // where the pointer went down
    int32_t fired_ticks; // since the last shot, for the band's recoil; picture only
} sling;

void sling_reset(sling *s);
// Reads one tick of input; true if the ball is let go now. With several fingers on the glass
// (`is_many`) none of them pulls, and none that stays there later will.
bool sling_aim(sling *s, const qn_input *input, bool is_many);
// Forgets a drag: there is nothing to aim.
void sling_rest(sling *s);
// Lets the recoil of the band die away.
void sling_age(sling *s);

qn_vec2 sling_rest_position(void);
qn_vec2 sling_ball_position(const sling *s);
qn_vec2 sling_launch_velocity(const sling *s);

// What is needed to draw it.
typedef struct sling_picture {
    const sling *sling;
    const struct look *look;
    ball_kind kind;   // of the waiting ball
    float ball_share; // how much of it is there, 0 to 1
    float dot_shift;  // 0 to 1: the dots of the trajectory wander along it
} sling_picture;

void sling_draw_behind(const sling_picture *view, qn_draw_list *list);
void sling_draw_front(const sling_picture *view, qn_draw_list *list);
void sling_draw_trajectory(const sling_picture *view, float alpha, qn_draw_list *list);

#endif
