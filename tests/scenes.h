// Worlds that tests, golden hashes and benchmarks share.
#ifndef TESTS_SCENES_H
#define TESTS_SCENES_H

#include "quoin/physics.h"

#define SCENE_DT_S (1.0f / 60.0f)
#define SCENE_SUBSTEPS 4

// An empty world with the default definition; ends the program if there is no memory.
qn_world *scene_world(void);
qn_world *scene_weightless(void);
qn_world *scene_sleepless(void);
qn_body_id scene_body(qn_world *world, qn_body_type type, float x, float y);
// The first shape of a body.
qn_shape_id scene_shape_of(const qn_world *world, qn_body_id body);
// A static box from -half_width to half_width whose top is y = 0.
qn_body_id scene_ground(qn_world *world, float half_width);
qn_body_id scene_box(qn_world *world, float x, float y, float half_width, float half_height);
qn_body_id scene_circle(qn_world *world, float x, float y, float radius);
// Unit boxes, base at the ground.
qn_body_id scene_stack(qn_world *world, int count); // the top box
void scene_pyramid(qn_world *world, int base_count);
// Boxes, circles, capsules and pentagons of a fixed random sequence falling into a bin.
void scene_mixed_pile(qn_world *world, int count, uint32_t seed);
// The same kinds, let go in rows of ten within the bin, so that they fall a few metres.
void scene_mixed_rows(qn_world *world, int count);
// Four hanging chains of seven links above a ground.
void scene_chains(qn_world *world);
// A few bodies of every kind after some turbulence: joints, touching and sleeping bodies, freed
// slots, a kinematic lift. Small enough to try each of its bits.
qn_world *scene_small(void);
// A wavy chain and a grid of tiles with holes, from x = 9 on.
void scene_terrain(qn_world *world);
void scene_step(qn_world *world, int step_count);

#endif
