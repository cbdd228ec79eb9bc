// The eye: which part of the level it sees, how near, and how it shakes. Picture only.
#ifndef GAME_SCENES_SIGHT_H
#define GAME_SCENES_SIGHT_H

#include "quoin/draw.h"
#include "scenes/zoom.h"

// The part of the level that matters, from below the ground up.
typedef struct sight_frame {
    float left_m, right_m, top_m;
} sight_frame;

typedef struct sight {
    float look_m, previous_look_m; // how far it leans sideways
    float near, previous_near;     // 0: all of the frame; 1: close to focus_m
    qn_vec2 focus_m;
    sight_frame frame, previous_frame; // that a tall surface shows
    zoom zoom;                         // and of it, what the player wants to see
    float trauma;                      // 0 to 1; what is seen of it is its square
    qn_vec2 blow;                      // the direction of the last blow
    uint32_t tick;                     // of the shake's noise
} sight;

// The whole level.
sight_frame sight_whole(void);
// As at the beginning of a level; what the player wants to see stays.
void sight_reset(sight *s);
// `toward_m`: where it should lean; `frame`: what matters now; `nearness`: how close to the focus
// it should come.
void sight_tick(sight *s, float toward_m, sight_frame frame, float nearness);
// Looks there at once: what is seen is another time.
void sight_cut(sight *s, sight_frame frame);
void sight_focus(sight *s, qn_vec2 point_m);
void sight_blow(sight *s, float trauma, qn_vec2 direction);
// How far out the player may go on this surface, as a size of scenes/zoom.h.
float sight_most_size(qn_vec2 surface_px);

// The camera for a surface. A wide one shows the whole level while nearness is 0, a tall one the
// frame, with more sky, not more ground. Calm: without shake.
qn_camera sight_camera(const sight *s, qn_vec2 surface_px, float alpha, bool is_calm);
// The same for what is far behind the scene.
qn_camera sight_far_camera(const sight *s, qn_vec2 surface_px, float alpha);
float sight_look(const sight *s, float alpha);

#endif
