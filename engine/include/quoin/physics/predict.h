// Prediction: where bodies will be if nothing is done, for aiming lines and for computer opponents.
#ifndef QUOIN_PHYSICS_PREDICT_H
#define QUOIN_PHYSICS_PREDICT_H

#include "quoin/physics/world.h"

typedef struct qn_prediction {
    float dt_s; // as in qn_world_step, but not 0
    int32_t substep_count;
    int32_t step_count; // 1 to 1e5
    const qn_body_id *bodies;
    int32_t body_count; // 1 or more
} qn_prediction;

// Steps a copy of the world and writes the poses of the bodies: poses[i * body_count + k] is body k
// after i + 1 steps, to the bit what stepping the world itself would give. Poses are rounded as
// those of qn_body_pose; qn_body_offset in the fork tells the last ones more finely. The copy is
// made in `fork`, another world whose own state is lost; its memory is used again from call to
// call. It may hold the impulse to be tried: make the copy with qn_world_copy, push a body, and
// predict with the fork as `world` and a third world as `fork`. Errors: NULL_POINTER, OUT_OF_RANGE
// (also when fork is world), STALE_HANDLE, NULL_HANDLE, OUT_OF_MEMORY; nothing is written then.
QN_API qn_error qn_world_predict(const qn_world *world, qn_world *fork, const qn_prediction *wanted,
                                 qn_pose *poses);

#endif
