// What several scenes are made of, beside the boxes and circles of scenes.h.
#ifndef TESTS_SCENES_PARTS_H
#define TESTS_SCENES_PARTS_H

#include "scenes.h"
#include "scenes/table.h"

// A static box of the given half size whose middle lies at x, y.
qn_body_id scene_wall(qn_world *world, float x, float y, float half_width, float half_height);
// A static box of boxes: a floor at y = 0 and two walls at -half_width and half_width.
void scene_bin(qn_world *world, float half_width, float height);
// A pin through both bodies at a point of the world.
qn_joint_id scene_pin(qn_world *world, qn_body_id a, qn_body_id b, qn_vec2 at_m);
// Likewise, with a motor.
qn_joint_id scene_motor(qn_world *world, qn_body_id a, qn_body_id b, qn_vec2 at_m,
                        float speed_radps, float max_torque_nm);
// A body of boxes laid round a circle, as drums and rings have them.
void scene_drum(qn_world *world, qn_body_id body, float radius, int count, float half_thickness);
// Eleven capsules and ten pins with limits. Writes the eleven handles.
void scene_ragdoll(qn_world *world, qn_vec2 at_m, qn_body_id *bones);
#define SCENE_BONES 11

#endif
