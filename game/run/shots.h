// A run is a list of shots: when, where to, how hard, with which ball. Everything else follows.
//
// The list is sorted by tick. Going back in time leaves it alone: what lies ahead fires again by
// itself when its tick comes, an echo of the hand that once fired it.
#ifndef GAME_RUN_SHOTS_H
#define GAME_RUN_SHOTS_H

#include "levels/level.h"

typedef struct shot {
    uint32_t tick; // it leaves the sling in the step from this tick to the next
    float aim_rad; // from the ground up
    float power;   // 0 to 1
    ball_kind kind;
} shot;

typedef struct shot_list {
    shot items[LEVEL_BALL_CAPACITY];
    int32_t count;
} shot_list;

// False if the list is full, or holds a shot at this tick already.
bool shots_add(shot_list *list, shot added);
void shots_remove(shot_list *list, int32_t index);
// How many of the list lie before the tick.
int32_t shots_before(const shot_list *list, uint32_t tick);
// The shot of exactly this tick, or null.
const shot *shots_at(const shot_list *list, uint32_t tick);
// The first ball of the level that no shot of the list uses; false if all are used.
bool shots_next_ball(const shot_list *list, const level *plan, ball_kind *kind);

#endif
