// The times of the stages of the last step. Which stages there are, the schedule in step.c says.
#ifndef PHYSICS_PROFILE_H
#define PHYSICS_PROFILE_H

#include "quoin/physics/profile.h"

#define QN_MAX_STAGES 24

// Parts of the stage that solves, which come and go in every sub-step.
typedef enum qn_solve_part {
    QN_PART_NONE = 0, // a stage of its own
    QN_PART_FILL,
    QN_PART_INTEGRATE,
    QN_PART_JOINTS,
    QN_PART_CONTACTS,
    QN_PART_DIRECT,
    QN_PART_STORE,
    QN_PART_COUNT
} qn_solve_part;

typedef struct qn_profile {
    uint64_t (*now_ns)(void *context); // null: nothing is measured
    void *context;
    uint64_t lap_ns; // when the running part began
    uint64_t part_ns[QN_PART_COUNT];
    float stage_us[QN_MAX_STAGES];
} qn_profile;

// What has passed since the last call counts as this part's.
static inline void qn_profile_lap(qn_profile *profile, qn_solve_part part)
{
    if (profile->now_ns != NULL) {
        uint64_t now = profile->now_ns(profile->context);
        // A clock that was set back measures nothing.
        profile->part_ns[part] += now > profile->lap_ns ? now - profile->lap_ns : 0;
        profile->lap_ns = now;
    }
}

#endif
