// Poses: where every body is and was, as one flat array for drawing.
#ifndef QUOIN_PHYSICS_POSE_H
#define QUOIN_PHYSICS_POSE_H

#include "quoin/physics/world.h"

// 32 bytes, one a body slot (raw & 0xFFFFF) - 1, stable while the body lives.
typedef struct qn_pose_record {
    float x_m, y_m;                                             // of the body's origin
    float c, s;                                                 // its rotation
    float previous_x_m, previous_y_m, previous_angle_delta_rad; // the pose one step earlier
    uint32_t flags;                                             // QN_POSE_*
} qn_pose_record;

#define QN_POSE_ALIVE 1u
#define QN_POSE_AWAKE 2u
#define QN_POSE_DISABLED 4u

// *count may be null. Written by each step and by create, destroy and set calls; valid until the
// next create call, restore or copy into this world.
QN_API const qn_pose_record *qn_world_poses(const qn_world *world, int32_t *count);
// The pose between the last two steps; alpha is clamped to [0, 1], NaN counts as 1. A null record
// gives the identity.
QN_API qn_pose qn_pose_interpolate(const qn_pose_record *record, float alpha);
// Where every body is drawn, by slot: qn_pose_interpolate of each record, and zeros (also the
// rotation, so that nothing is seen) where none lives. Writes the first `capacity` and returns how
// many slots there are; poses may be null where capacity is 0.
QN_API int32_t qn_world_interpolate_poses(const qn_world *world, float alpha, qn_pose *poses,
                                          int32_t capacity);

#endif
