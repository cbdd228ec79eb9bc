// What tells the kinds of joint apart, and what their create and set calls share.
#ifndef PHYSICS_JOINT_KIND_H
#define PHYSICS_JOINT_KIND_H

#include "physics/check.h"
#include "physics/joint/pass.h"

// On body b: an impulse at its arm, and one that only turns. In the passes of a step.
typedef struct qn_joint_load {
    qn_vec2 push;
    float twist;
} qn_joint_load;

typedef struct qn_joint_error {
    float linear_m, angular_rad;
} qn_joint_error;

typedef struct qn_joint_kind {
    // Null where a kind adds nothing to the row.
    void (*prepare)(qn_world *world, const qn_step *step, qn_joint_row *row);
    // Null where the load acts on both bodies, in opposite directions and at the arms.
    void (*warm_start)(qn_world *world, qn_joint_pass *p);
    // In the order spring, motor, limits, what is held.
    void (*solve)(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p);
    qn_joint_load (*load)(const qn_world *world, const qn_joint_pass *p);
    // What it holds rigidly, for the direct solver; returns how many. Null: nothing, ever.
    int32_t (*holds)(const qn_joint_pass *p, qn_hold holds[QN_MAX_HOLDS]);
    qn_joint_error (*error)(const qn_world *world, const qn_joint_pass *p);
    bool pushes_at_b; // impulses act on body a where anchor b is
} qn_joint_kind;

extern const qn_joint_kind qn_revolute_kind;
extern const qn_joint_kind qn_distance_kind;
extern const qn_joint_kind qn_prismatic_kind;
extern const qn_joint_kind qn_weld_kind;
extern const qn_joint_kind qn_wheel_kind;
extern const qn_joint_kind qn_mouse_kind;
extern const qn_joint_kind qn_motor_kind;
extern const qn_joint_kind qn_filter_kind;
extern const qn_joint_kind qn_pulley_kind;
extern const qn_joint_kind qn_gear_kind;

static inline qn_hold qn_hold_of(const qn_degree *d, float error, float *impulse)
{
    return (qn_hold){d->axis, d->lever_a, d->lever_b, error, impulse};
}

static inline int32_t qn_hold_pair(const qn_degree_pair *pair, qn_vec2 error, qn_vec2 *impulse,
                                   qn_hold holds[QN_MAX_HOLDS])
{
    holds[0] = qn_hold_of(&pair->x, error.x, &impulse->x);
    holds[1] = qn_hold_of(&pair->y, error.y, &impulse->y);
    return 2;
}

// ---- Create ---------------------------------------------------------------------------------

// Whether a definition can be used at all; `cookie` is null where there is none.
static inline qn_error qn_joint_check_cookie(const qn_world *world, const uint32_t *cookie,
                                             qn_joint_type kind)
{
    if (cookie == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    return *cookie == QN_COOKIE_JOINT(kind)
               ? QN_ERROR_OK
               : qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                           "the joint definition was not started from its default function");
}
// Two different living bodies, one of them dynamic, and sane numbers.
qn_error qn_joint_check_base(const qn_world *world, const qn_joint_base *base);
// The same for kinds that need no body_a.
qn_error qn_joint_check_frames(const qn_world *world, const qn_joint_base *base);
// A record of the base that was checked; each kind fills in its own numbers.
qn_joint qn_joint_made(const qn_world *world, qn_joint_type kind, const qn_joint_base *base);
// Links the filled record to its bodies and wakes them; the null handle with the error remembered.
// The world knows its kind from now on.
qn_joint_id qn_joint_add(qn_world *world, const qn_joint_kind *kind, const qn_joint *made);
// With the gears that it is part of.
void qn_joint_remove(qn_world *world, int32_t index);

typedef struct qn_joint_limit {
    bool enable;
    float lower, upper;
} qn_joint_limit;

typedef struct qn_joint_motor {
    bool enable;
    float speed, most;
} qn_joint_motor;

qn_error qn_joint_check_spring(const qn_world *world, float hertz, float damping_ratio);
qn_error qn_joint_check_limit(const qn_world *world, qn_joint_limit limit, float low, float high);
qn_error qn_joint_check_motor(const qn_world *world, qn_joint_motor motor, float max_speed);

static inline qn_joint_spring qn_joint_spring_of(float hertz, float damping_ratio)
{
    return (qn_joint_spring){hertz, damping_ratio, -QN_MAX_JOINT_FORCE, QN_MAX_JOINT_FORCE};
}

static inline void qn_joint_set_flag(qn_joint *joint, uint32_t flag, bool is_set)
{
    joint->link.flags = (joint->link.flags & ~flag) | (is_set ? flag : 0u);
}

static inline void qn_joint_take_limit(qn_joint *joint, qn_joint_limit limit)
{
    qn_joint_set_flag(joint, QN_JOINT_HAS_LIMIT, limit.enable);
    joint->lower = limit.lower;
    joint->upper = limit.upper;
}

static inline void qn_joint_take_motor(qn_joint *joint, qn_joint_motor motor)
{
    qn_joint_set_flag(joint, QN_JOINT_HAS_MOTOR, motor.enable);
    joint->speed.x = motor.speed;
    joint->max_motor = motor.most;
}

// ---- Read and write -------------------------------------------------------------------------

static inline bool qn_joint_has(const qn_joint *joint, uint32_t flag)
{
    return (joint->link.flags & flag) != 0;
}

// A joint of this kind (QN_JOINT_NONE: of any) to be changed, or the error.
qn_error qn_joint_edit(qn_world *world, qn_joint_id id, qn_joint_type kind, qn_joint **joint);
// What ends every change of it.
qn_error qn_joint_changed(qn_world *world, const qn_joint *joint);
// Set calls of the kinds that have these parts, for the one degree that they leave free.
qn_error qn_joint_put_spring(qn_world *world, qn_joint_id id, qn_joint_type kind, bool enable,
                             float hertz, float damping_ratio);
// The target stays within these.
qn_error qn_joint_put_target(qn_world *world, qn_joint_id id, qn_joint_type kind, float target,
                             float low, float high);
// Both limits stay within low and high.
qn_error qn_joint_put_limit(qn_world *world, qn_joint_id id, qn_joint_type kind,
                            qn_joint_limit limit, float low, float high);
qn_error qn_joint_put_motor(qn_world *world, qn_joint_id id, qn_joint_type kind,
                            qn_joint_motor motor, float max_speed);

// A joint of this kind (QN_JOINT_NONE: of any) to be read, or null with the error remembered.
const qn_joint *qn_joint_read(const qn_world *world, qn_joint_id id, qn_joint_type kind);
qn_joint_base qn_joint_base_of(const qn_world *world, const qn_joint *joint);
// The force or torque of the motor in the last sub-step.
float qn_joint_motor_load(const qn_world *world, qn_joint_id id, qn_joint_type kind);

// ---- Measuring ------------------------------------------------------------------------------

// The two bodies of a row and its arms, as they are now.
qn_joint_pass qn_joint_begin(const qn_world *world, qn_joint_row *row);
// The same without a step, so without softness; `row` is its storage.
qn_joint_pass qn_joint_measure(const qn_world *world, const qn_joint *joint, qn_joint_row *row);
// Along the axis of a joint that slides: how far anchor b is from anchor a, and how fast it grows.
float qn_joint_translation(const qn_world *world, const qn_joint *joint);
float qn_joint_sliding_speed(const qn_world *world, const qn_joint *joint);
float qn_joint_turning_speed(const qn_world *world, const qn_joint *joint);
// Of a revolute joint the angle within half a turn, of a prismatic one the translation.
float qn_joint_position(const qn_world *world, const qn_joint *joint);

#endif
