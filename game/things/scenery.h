// What never moves: the ground and the mound in the world, and sky, moon, hills and grass behind.
#ifndef GAME_THINGS_SCENERY_H
#define GAME_THINGS_SCENERY_H

#include "quoin/draw.h"
#include "quoin/physics.h"
#include "things/look.h"

// Where the camera is, as far as the far things care.
typedef struct scenery_view {
    qn_aabb visible_m;
    float look_m; // how far it leans sideways
    qn_image moon, cloud;
    uint32_t tick_count; // for drifting and twinkling
    const look *look;
} scenery_view;

void scenery_build(qn_world *world);
// Sky and hills; ground, mound and grass.
void scenery_draw_far(const scenery_view *view, qn_draw_list *list);
void scenery_draw_near(const scenery_view *view, qn_draw_list *list);

#endif
