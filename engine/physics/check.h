// Validation of numbers at the door, always on.
#ifndef PHYSICS_CHECK_H
#define PHYSICS_CHECK_H

#include "physics/world.h"

// Finite and within [low, high], else the error with `why` remembered.
static inline qn_error qn_check_range(const qn_world *world, float value, float low, float high,
                                      const char *why)
{
    if (!qn_is_finite(value)) {
        return qn_refuse(world, QN_ERROR_NOT_FINITE, why);
    }
    return value < low || value > high ? qn_refuse(world, QN_ERROR_OUT_OF_RANGE, why) : QN_ERROR_OK;
}

static inline qn_error qn_check_vec2(const qn_world *world, qn_vec2 value, float limit,
                                     const char *why)
{
    qn_error error = qn_check_range(world, value.x, -limit, limit, why);
    return error != QN_ERROR_OK ? error : qn_check_range(world, value.y, -limit, limit, why);
}

// A list that the caller wants filled with up to `capacity` records.
static inline qn_error qn_check_list(const qn_world *world, const void *out, int32_t capacity)
{
    if (capacity < 0) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "capacity");
    }
    return capacity > 0 && out == NULL ? qn_refuse(world, QN_ERROR_NULL_POINTER, "out is null")
                                       : QN_ERROR_OK;
}

// Runs a check and leaves the function with its error. The loop, which never comes round, holds the
// name of the error: one block, so that a check in a loop nests no deeper than it reads.
#define QN_TRY(expression)                                                                         \
    for (qn_error try_error = (expression); try_error != QN_ERROR_OK;) {                           \
        return try_error;                                                                          \
    }

#endif
