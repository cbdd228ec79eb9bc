// Finding the body that a call is about.
#ifndef PHYSICS_BODY_FIND_H
#define PHYSICS_BODY_FIND_H

#include "physics/check.h"
#include "physics/world.h"

#define QN_MAX_DAMPING 1.0e4f
#define QN_MAX_GRAVITY_SCALE 1.0e3f
#define QN_MAX_ANGLE_RAD 1.0e5f
#define QN_MAX_ANGULAR_SPEED_RADPS 1.0e4f

// For a body to be changed: leaves the function with the error, or declares its slot.
#define QN_FIND_BODY(index)                                                                        \
    if (world == NULL) {                                                                           \
        return QN_ERROR_NULL_POINTER;                                                              \
    }                                                                                              \
    int32_t index = qn_find_body(world, id);                                                       \
    if (index == QN_NONE) {                                                                        \
        return qn_refuse_handle(world, id.raw);                                                    \
    }

// For a body to be read: its slot, or QN_NONE with the reason remembered.
static inline int32_t qn_read_body(const qn_world *world, qn_body_id id)
{
    if (world == NULL) {
        return QN_NONE;
    }
    int32_t index = qn_find_body(world, id);
    if (index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index;
}

// WRONG_TYPE below `least`, in the order static, kinematic, dynamic.
static inline qn_error qn_check_body_type(const qn_world *world, int32_t index, qn_body_type least,
                                          const char *why)
{
    return world->bodies[index].type >= (int32_t)least ? QN_ERROR_OK
                                                       : qn_refuse(world, QN_ERROR_WRONG_TYPE, why);
}

#endif
