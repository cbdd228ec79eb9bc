// The velocities and poses of four awake rows side by side, as blocks of four constraints use them.
//
// Always inlined: gcc keeps them as calls otherwise, and a pass then spills all its vectors.
#ifndef PHYSICS_LANES_H
#define PHYSICS_LANES_H

#include "base/simd.h"
#include "physics/world.h"

#define QN_LANES_INLINE static inline __attribute__((always_inline))

typedef struct qn_lanes {
    qn_f4 vx, vy, w;
    qn_f4 moved_x, moved_y, turned_c, turned_s;
} qn_lanes;

// Row QN_NONE is always at rest, and what is written to it goes to one that nobody reads: so blocks
// take what does not move without a branch. See rest_rows in world.h.
QN_LANES_INLINE qn_velocity *qn_lanes_written(const qn_world *world, int32_t row)
{
    return &world->velocities[row - (row < 0 ? 1 : 0)];
}

// Four bodies as rows of two 4x4 matrices, transposed into columns.
QN_LANES_INLINE qn_lanes qn_lanes_gather(const qn_world *world, const int32_t rows[4])
{
    const qn_velocity *all = world->velocities;
    const qn_velocity *s0 = &all[rows[0]], *s1 = &all[rows[1]];
    const qn_velocity *s2 = &all[rows[2]], *s3 = &all[rows[3]];
    qn_f4 a0 = qn_f4_load(&s0->v.x), a1 = qn_f4_load(&s1->v.x);
    qn_f4 a2 = qn_f4_load(&s2->v.x), a3 = qn_f4_load(&s3->v.x);
    qn_f4 b0 = qn_f4_load(&s0->moved.x), b1 = qn_f4_load(&s1->moved.x);
    qn_f4 b2 = qn_f4_load(&s2->moved.x), b3 = qn_f4_load(&s3->moved.x);
    qn_f4_transpose(&a0, &a1, &a2, &a3);
    qn_f4_transpose(&b0, &b1, &b2, &b3);
    return (qn_lanes){a0, a1, a2, b0, b1, b2, b3};
}

// The velocities alone, for passes that have no use for the poses: these are zero.
QN_LANES_INLINE qn_lanes qn_lanes_gather_speeds(const qn_world *world, const int32_t rows[4])
{
    const qn_velocity *all = world->velocities;
    qn_f4 a = qn_f4_load(&all[rows[0]].v.x);
    qn_f4 b = qn_f4_load(&all[rows[1]].v.x);
    qn_f4 c = qn_f4_load(&all[rows[2]].v.x);
    qn_f4 d = qn_f4_load(&all[rows[3]].v.x);
    qn_f4 zero = qn_f4_zero();
    qn_f4_transpose(&a, &b, &c, &d);
    return (qn_lanes){a, b, c, zero, zero, zero, zero};
}

// The velocities only.
QN_LANES_INLINE void qn_lanes_scatter(qn_world *world, const int32_t rows[4], const qn_lanes *state)
{
    qn_f4 a = state->vx, b = state->vy, c = state->w, d = qn_f4_zero();
    qn_f4_transpose(&a, &b, &c, &d);
    qn_f4_store(&qn_lanes_written(world, rows[0])->v.x, a);
    qn_f4_store(&qn_lanes_written(world, rows[1])->v.x, b);
    qn_f4_store(&qn_lanes_written(world, rows[2])->v.x, c);
    qn_f4_store(&qn_lanes_written(world, rows[3])->v.x, d);
}

// What they have moved and turned.
QN_LANES_INLINE void qn_lanes_scatter_poses(qn_world *world, const int32_t rows[4],
                                            const qn_lanes *state)
{
    qn_f4 v[4] = {state->moved_x, state->moved_y, state->turned_c, state->turned_s};
    qn_f4_transpose(&v[0], &v[1], &v[2], &v[3]);
    for (int lane = 0; lane < 4; ++lane) {
        qn_f4_store(&qn_lanes_written(world, rows[lane])->moved.x, v[lane]);
    }
}

#endif
