// What the tests of joints share: measuring swings, and feeding hostile numbers.
#ifndef TESTS_JOINTS_H
#define TESTS_JOINTS_H

#include "quoin/physics.h"

#define JOINTS_PI 3.14159265358979

float joints_nan(void);
float joints_infinity(void);
// Seconds from one crossing of x = 0 to the next but one, the mean of so many periods; steps on.
double joints_period(qn_world *world, qn_body_id body, int period_count);
// The largest |x| of a body within so many steps.
float joints_amplitude(qn_world *world, qn_body_id body, int step_count);
qn_vec2 joints_momentum(const qn_world *world, qn_body_id a, qn_body_id b);
// About the origin.
double joints_angular_momentum(const qn_world *world, qn_body_id a, qn_body_id b);

// One field of a good definition made bad: the null handle, the error, and an unchanged world.
#define JOINTS_REFUSE(world, def, good, field, bad, wanted, create)                                \
    do {                                                                                           \
        uint64_t hash_before = qn_world_state_hash(world);                                         \
        (def) = (good);                                                                            \
        (def).field = (bad);                                                                       \
        qn_world_clear_error(world);                                                               \
        CHECK_INT(create((world), &(def)).raw, 0);                                                 \
        CHECK_ERROR(qn_world_last_error((world), NULL), wanted);                                   \
        CHECK(qn_world_state_hash(world) == hash_before);                                          \
    } while (0)

#endif
