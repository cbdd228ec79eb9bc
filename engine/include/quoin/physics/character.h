// Characters: what a player or a creature walks with. A character is no body: it goes where it is
// told as far as the world lets it, slides along what it meets, climbs steps, stays on the ground,
// rides on what moves under it, conveyors too, and pushes what is in its way.
//
// Each tick: choose a velocity, call qn_character_move, then step the world. A character looks
// ahead: it moves to where the ground will be after a step of the same dt.
//
// It never turns. It keeps a small distance, its skin, from everything. Other bodies do not feel it
// except through its pushes; one that should be seen by sensors and stop what flies carries a
// kinematic body along (qn_character_def.body).
#ifndef QUOIN_PHYSICS_CHARACTER_H
#define QUOIN_PHYSICS_CHARACTER_H

#include "quoin/physics/region.h"
#include "quoin/physics/shape.h"
#include "quoin/physics/world.h"

typedef struct qn_character_id {
    uint32_t raw;
} qn_character_id;

typedef struct qn_character_def {
    uint32_t cookie; // set by qn_character_def_default
    qn_vec2 position_m;
    qn_region shape; // about the position: a circle, capsule or (rounded) polygon
    qn_vec2 up;      // any length
    float skin_m;    // 1e-3 to 0.1
    // Slopes up to max_climb are ground to walk on; on steeper ones it does not get up, and beyond
    // min_slide it slides down. Radians from level, 0 to pi / 2.
    float max_climb_rad, min_slide_rad;
    // Obstacles up to this height are climbed without stopping, if behind their edge there is room
    // of step_width_m. 0: none.
    float step_height_m, step_width_m;
    bool steps_on_dynamic; // climbs dynamic bodies too
    float snap_m;          // how far it is drawn down to stay on falling ground, 0 to 10
    float mass_kg;         // with which it pushes and weighs on dynamic bodies, 0: not at all
    float max_push_n;      // the most force it pushes with, 0 to 1e9
    qn_shape_filter filter;
    qn_body_id body; // a kinematic body that goes along, or null
    uint64_t user_data;
} qn_character_def;

#define QN_CHARACTER_GROUNDED 1u // stands on what it may stand on
#define QN_CHARACTER_SLIDING 2u  // touches a slope that is too steep
#define QN_CHARACTER_WALL 4u
#define QN_CHARACTER_CEILING 8u
#define QN_CHARACTER_STEPPED 16u
#define QN_CHARACTER_STUCK 32u // overlaps something that it found no way out of

// What the last move did.
typedef struct qn_character_motion {
    qn_vec2 position_m;
    qn_vec2 velocity_mps; // what is left of the wanted one: no part into walls, none down on ground
    uint32_t flags;       // QN_CHARACTER_*
    qn_shape_id ground;   // null unless grounded
    qn_vec2 ground_normal;
    qn_vec2 ground_velocity_mps; // of the ground under it; add it when it jumps off
} qn_character_motion;

// A capsule of 0.3 m radius and 1.8 m height about the position, skin 0.01, climbs 45 and slides
// from 50 degrees, steps 0.3 high and 0.1 wide, snaps 0.3, 80 kg, pushes with up to 1000 N.
QN_API qn_character_def qn_character_def_default(void);
QN_API qn_character_id qn_character_create(qn_world *world, const qn_character_def *def);
QN_API qn_error qn_character_destroy(qn_world *world, qn_character_id character);
QN_API bool qn_character_is_alive(const qn_world *world, qn_character_id character);
// Moves by velocity_mps * dt_s (0 to 1), or as far as it gets. On the ground the speed is that
// along the ground, unless the velocity leads upwards. *out (may be null) as
// qn_character_last_motion.
QN_API qn_error qn_character_move(qn_world *world, qn_character_id character, qn_vec2 velocity_mps,
                                  float dt_s, qn_character_motion *out);
QN_API qn_character_motion qn_character_last_motion(const qn_world *world,
                                                    qn_character_id character);
// Teleports: it stands on nothing until it moves again.
QN_API qn_error qn_character_set_position(qn_world *world, qn_character_id character,
                                          qn_vec2 position_m);
// Another shape, for crouching. It may then overlap; the next move leads out.
QN_API qn_error qn_character_set_shape(qn_world *world, qn_character_id character,
                                       const qn_region *shape);
// Whether the shape would touch nothing at a position.
QN_API bool qn_character_fits(const qn_world *world, qn_character_id character,
                              const qn_region *shape, qn_vec2 position_m);
QN_API qn_error qn_character_set_filter(qn_world *world, qn_character_id character,
                                        qn_shape_filter filter);
QN_API uint64_t qn_character_user_data(const qn_world *world, qn_character_id character);

#endif
