// Tuning: the numbers by which a world solves. The defaults suit bodies of 0.1 to 10 m; change them
// for a reason.
//
// They are part of the world's state: hashed, copied and written to snapshots. What one material,
// joint or body may say for itself is in its own header.
#ifndef QUOIN_PHYSICS_TUNING_H
#define QUOIN_PHYSICS_TUNING_H

#include "quoin/physics/world.h"

typedef struct qn_world_tuning {
    // Contacts and joints are springs of this frequency and damping (1 is critical). Where a
    // sub-step is too long for it they are as stiff as it allows: an eighth of the sub-step rate
    // for contacts, a quarter for joints.
    float contact_hertz;         // 30; 0.1 to 1e3
    float contact_damping_ratio; // 10; 0 to 1e3
    float joint_hertz;           // 60; 0.1 to 1e3
    float joint_damping_ratio;   // 2; 0 to 1e3
    // 0.8; overlaps part no faster, at speeds of some tens of metres a second up to five times
    // faster. 0 to QN_MAX_SPEED_MPS
    float push_speed_mps;
    // 8 per second: how fast a contact learns what it carries, so that it no longer gives way under
    // it; less under heavy loads. 0 to 1e3; at 0 never, much above the default stacks swing.
    float steady_rate;
    float restitution_threshold_mps; // 1; slower impacts do not bounce. 0 to QN_MAX_SPEED_MPS
    float hit_threshold_mps;         // 1; slower impacts raise no hit event. Likewise
    float sleep_speed_factor;        // 1; times the sleep_speed_mps of each body. 0 to 100
    float time_to_sleep_s;           // 0.5; at rest for so long, a body may sleep. 1e-3 to 1e6
    // 10 per second: what stops the turning of bodies that touch others and are nearly at rest
    // (below four times their sleep speed). 0 to 1e4
    float calm_damping;
    float max_speed_mps; // QN_MAX_SPEED_MPS, and 0.1 to that: no step leaves a body faster
    // 12: chains, trees and towers whose exact solution takes no more than this for each body, in
    // blocks of 3 x 3, are solved exactly. 0 to 1e3; 0 solves nothing so.
    int32_t direct_work_per_body;
} qn_world_tuning;

QN_API qn_world_tuning qn_world_tuning_default(void);
QN_API qn_world_tuning qn_world_get_tuning(const qn_world *world);
// Takes effect in the next step; what sleeps stays asleep. All fields or none are taken over: the
// one that is NOT_FINITE or OUT_OF_RANGE is named by qn_world_last_error.
QN_API qn_error qn_world_set_tuning(qn_world *world, const qn_world_tuning *tuning);

#endif
