// Joints, as far as all kinds are the same: what holds two bodies together.
//
// Each kind has a header of its own in quoin/physics/joint/ with its definition, its create call,
// its setters, and a get call that answers the definition as it stands now. A joint is destroyed
// with either of its bodies.
//
// Of what may give (springs) the stiffness is stated as a frequency and a damping ratio: with the
// effective mass M that the joint moves, k = M (2 pi f)^2 newtons a metre, and a damping ratio of 1
// is critical. So a load F rests at F / k from the target, and a given frequency feels the same
// whatever the bodies weigh.
#ifndef QUOIN_PHYSICS_JOINT_H
#define QUOIN_PHYSICS_JOINT_H

#include "quoin/physics/world.h"

// Ranges of every kind; beyond them QN_ERROR_OUT_OF_RANGE.
#define QN_MAX_JOINT_FORCE 1.0e12f      // newtons, or newton metres
#define QN_MAX_JOINT_HERTZ 1.0e4f       // of springs and of stiffness
#define QN_MAX_JOINT_DAMPING 1.0e3f     // damping ratios
#define QN_MAX_JOINT_SPEED_RADPS 1.0e4f // of motors that turn; the others QN_MAX_SPEED_MPS
#define QN_MAX_JOINT_ANCHOR_M 1.0e4f    // each coordinate of an anchor
#define QN_MAX_JOINT_ANGLE_RAD 1.0e3f   // limits of turning
#define QN_MAX_JOINT_LENGTH_M 1.0e5f    // lengths and translations

typedef enum qn_joint_type {
    QN_JOINT_NONE = 0, // of a handle that is not alive
    QN_JOINT_REVOLUTE = 1,
    QN_JOINT_DISTANCE = 2,
    QN_JOINT_PRISMATIC = 3,
    QN_JOINT_WELD = 4,
    QN_JOINT_WHEEL = 5,
    QN_JOINT_MOUSE = 6,
    QN_JOINT_MOTOR = 7,
    QN_JOINT_FILTER = 8,
    QN_JOINT_PULLEY = 9,
    QN_JOINT_GEAR = 10,
    QN_JOINT_TYPE_COUNT
} qn_joint_type;

// Which bodies a joint holds, and where. At least one body must be dynamic.
typedef struct qn_joint_base {
    qn_body_id body_a, body_b;
    // A frame in each body: its origin and the angle of its x axis, in [-pi, pi]. Kinds with an
    // axis take the x axis of frame a; angles between the bodies are of frame b seen from frame a.
    qn_vec2 anchor_a_m, anchor_b_m;
    float frame_angle_a_rad, frame_angle_b_rad;
    // Of what must not give; 0: as the world's joints. A lower frequency makes a softer joint.
    float stiffness_hz;
    float stiffness_damping_ratio; // counts only where stiffness_hz > 0
    // Above these loads (0: never), averaged over a step, the joint raises an event; with `breaks`
    // it is destroyed as well.
    float max_force_n, max_torque_nm;
    bool breaks;
    bool collide_connected;
    uint64_t user_data;
} qn_joint_base;

// A base whose frames lie on each other at a point of the world, with their x axes at that angle.
// Its other fields are 0. All 0 with the world's last error set where a handle is not alive, the
// point lies beyond QN_MAX_POSITION_M or the angle beyond 1e5.
QN_API qn_joint_base qn_joint_base_at(const qn_world *world, qn_body_id body_a, qn_body_id body_b,
                                      qn_vec2 anchor_m, float axis_angle_rad);

// Wakes the bodies, and lets them collide again where the joint forbade it.
QN_API qn_error qn_joint_destroy(qn_world *world, qn_joint_id joint);
QN_API bool qn_joint_is_alive(const qn_world *world, qn_joint_id joint);
QN_API qn_joint_type qn_joint_get_type(const qn_world *world, qn_joint_id joint);
// As it stands now.
QN_API qn_joint_base qn_joint_get_base(const qn_world *world, qn_joint_id joint);

QN_API qn_error qn_joint_set_user_data(qn_world *world, qn_joint_id joint, uint64_t user_data);
QN_API uint64_t qn_joint_user_data(const qn_world *world, qn_joint_id joint);
// These change the fields of the base with the same names, and wake the bodies.
QN_API qn_error qn_joint_set_frame_a(qn_world *world, qn_joint_id joint, qn_vec2 anchor_m,
                                     float angle_rad);
QN_API qn_error qn_joint_set_frame_b(qn_world *world, qn_joint_id joint, qn_vec2 anchor_m,
                                     float angle_rad);
QN_API qn_error qn_joint_set_stiffness(qn_world *world, qn_joint_id joint, float hertz,
                                       float damping_ratio);
QN_API qn_error qn_joint_set_collide_connected(qn_world *world, qn_joint_id joint, bool collide);
QN_API qn_error qn_joint_wake_bodies(qn_world *world, qn_joint_id joint);
// Changes the load beyond which it tells or breaks, and wakes the bodies. QN_ERROR_OUT_OF_MEMORY
// where no joint has had one before and there is no room for events.
QN_API qn_error qn_joint_set_max_load(qn_world *world, qn_joint_id joint, float max_force_n,
                                      float max_torque_nm, bool breaks);

// What the joint did to body_b in the last step, averaged over it: the force at its anchor, and the
// torque beside the one of that force. Limits, springs and motors count too.
QN_API qn_vec2 qn_joint_force(const qn_world *world, qn_joint_id joint);
QN_API float qn_joint_torque(const qn_world *world, qn_joint_id joint);
// How far the joint is from what it must hold, in metres and radians, at least 0. What a kind
// leaves free (springs, the room between limits) is no error.
QN_API float qn_joint_separation(const qn_world *world, qn_joint_id joint);
QN_API float qn_joint_angular_separation(const qn_world *world, qn_joint_id joint);

#endif
