// The eye: where it looks, how near, and how it shakes. Picture only.
#ifndef GAME_SCENES_SIGHT_H
#define GAME_SCENES_SIGHT_H

#include "quoin/draw.h"

typedef struct sight {
    float look_m, previous_look_m; // how far it leans sideways
    float near, previous_near;     // 0: the whole level; 1: close to focus_m
    qn_vec2 focus_m;
    float trauma;  // 0 to 1; what is seen of it is its square
    qn_vec2 blow;  // the direction of the last blow
    uint32_t tick; // of the shake's noise
} sight;

void sight_reset(sight *s);
// `toward_m`: where it should lean; `nearness` how close to the focus it should come.
void sight_tick(sight *s, float toward_m, float nearness);
void sight_focus(sight *s, qn_vec2 point_m);
void sight_blow(sight *s, float trauma, qn_vec2 direction);

// The camera for a surface, which always shows the whole play while nearness is 0; a tall screen
// gets more sky, not more ground. Calm: without shake.
qn_camera sight_camera(const sight *s, qn_vec2 surface_px, float alpha, bool is_calm);
// The same for what is far behind the scene.
qn_camera sight_far_camera(const sight *s, qn_vec2 surface_px, float alpha);
float sight_look(const sight *s, float alpha);

#endif
