// The same scene at the origin and a hundred kilometres out, step by step side by side.
//
// Offsets of scenes are multiples of 1/64 m, so that floats far out say exactly where things are.
#ifndef TESTS_FAR_H
#define TESTS_FAR_H

#include "quoin/physics.h"

#define FAR_MAX_BODIES 96
#define FAR_PLACE_COUNT 2

typedef struct far_scene {
    qn_world *world;
    qn_vec2 at; // the scene's own origin
    qn_body_id bodies[FAR_MAX_BODIES];
    int count;
    qn_joint_id joint;
    qn_character_id character;
} far_scene;

typedef void far_fn(far_scene *s);
typedef void far_step_fn(far_scene *s, int step);

// Near (98304, -65536), where offsets stay exact, and near the corner (1e5, 1e5) of all worlds.
qn_vec2 far_place(int index);
qn_vec2 far_at(const far_scene *s, float x, float y); // in the world
// Bodies are compared as seen from the first one, a static mark at the scene's origin.
qn_body_id far_body(far_scene *s, qn_body_type type, float x, float y);
qn_body_id far_box(far_scene *s, qn_body_type type, float x, float y, float half_x, float half_y);
qn_body_id far_ground(far_scene *s); // 40 m wide, its top at y = 0
// A scene of the mark alone and whatever `build` adds. The caller destroys the world.
far_scene far_scene_at(qn_vec2 at, far_fn *build);
// The worst difference, in metres, of places and of points 1 m from them, over so many steps at all
// far places; `act` (may be null) goes before each step. Checks that the same events come in the
// same steps, but for those of bodies that move by less than a float can say.
float far_worst(far_fn *build, far_step_fn *act, int step_count);

#endif
