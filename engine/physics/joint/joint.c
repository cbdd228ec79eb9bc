// Joints of any kind: life, and what two joined bodies may do.
#include "physics/check.h"
#include "physics/joint/kind.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/world.h"

bool qn_joint_forbids(const qn_world *world, int32_t body_a, int32_t body_b)
{
    // A joint is in the lists of both.
    bool is_b_shorter =
        world->bodies[body_b].link_count[QN_JOINTS] < world->bodies[body_a].link_count[QN_JOINTS];
    int32_t listed = is_b_shorter ? body_b : body_a;
    int32_t other = is_b_shorter ? body_a : body_b;
    for (int32_t key = qn_link_first(world, QN_JOINTS, listed); key != QN_NONE;
         key = qn_link_next(world, QN_JOINTS, key)) {
        const qn_joint *joint = &world->joints[qn_link_index(key)];
        bool is_other = qn_link_other(world, QN_JOINTS, key) == other;
        if (is_other && !qn_joint_has(joint, QN_JOINT_COLLIDES)) {
            return true;
        }
    }
    return false;
}

bool qn_joint_ties(const qn_joint *joint) { return joint->kind != QN_JOINT_FILTER; }

bool qn_joint_is_rigid(const qn_joint *joint)
{
    if (joint->stiffness_hertz > 0.0f) {
        return false;
    }
    switch (joint->kind) {
    case QN_JOINT_REVOLUTE:
    case QN_JOINT_PRISMATIC:
    case QN_JOINT_WHEEL:
        return true;
    case QN_JOINT_DISTANCE:
        return !qn_joint_has(joint, QN_JOINT_HAS_ANY);
    case QN_JOINT_WELD:
        return joint->spring.hertz == 0.0f || joint->turn_spring.hertz == 0.0f;
    default:
        return false;
    }
}

// ---- Checking -------------------------------------------------------------------------------

static qn_error check_frame(const qn_world *world, qn_vec2 anchor_m, float angle_rad)
{
    QN_TRY(qn_check_vec2(world, anchor_m, QN_MAX_JOINT_ANCHOR_M, "anchor"));
    return qn_check_range(world, angle_rad, -QN_PI, QN_PI, "frame angle");
}

static qn_error check_stiffness(const qn_world *world, float hertz, float damping_ratio)
{
    QN_TRY(qn_check_range(world, hertz, 0.0f, QN_MAX_JOINT_HERTZ, "stiffness_hz"));
    return qn_check_range(world, damping_ratio, 0.0f, QN_MAX_JOINT_DAMPING,
                          "stiffness_damping_ratio");
}

static qn_error check_max_load(const qn_world *world, float force_n, float torque_nm)
{
    QN_TRY(qn_check_range(world, force_n, 0.0f, QN_MAX_JOINT_FORCE, "max_force_n"));
    return qn_check_range(world, torque_nm, 0.0f, QN_MAX_JOINT_FORCE, "max_torque_nm");
}

qn_error qn_joint_check_frames(const qn_world *world, const qn_joint_base *base)
{
    QN_TRY(check_frame(world, base->anchor_a_m, base->frame_angle_a_rad));
    QN_TRY(check_frame(world, base->anchor_b_m, base->frame_angle_b_rad));
    QN_TRY(check_stiffness(world, base->stiffness_hz, base->stiffness_damping_ratio));
    return check_max_load(world, base->max_force_n, base->max_torque_nm);
}

qn_error qn_joint_check_base(const qn_world *world, const qn_joint_base *base)
{
    int32_t a = qn_find_body(world, base->body_a);
    int32_t b = qn_find_body(world, base->body_b);
    if (a == QN_NONE || b == QN_NONE) {
        return qn_refuse_handle(world, a == QN_NONE ? base->body_a.raw : base->body_b.raw);
    }
    if (a == b) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "body_a and body_b are the same");
    }
    if (world->bodies[a].type != QN_BODY_DYNAMIC && world->bodies[b].type != QN_BODY_DYNAMIC) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "neither body is dynamic");
    }
    return qn_joint_check_frames(world, base);
}

qn_error qn_joint_check_spring(const qn_world *world, float hertz, float damping_ratio)
{
    QN_TRY(qn_check_range(world, hertz, 0.0f, QN_MAX_JOINT_HERTZ, "spring frequency"));
    return qn_check_range(world, damping_ratio, 0.0f, QN_MAX_JOINT_DAMPING, "spring damping ratio");
}

qn_error qn_joint_check_limit(const qn_world *world, qn_joint_limit limit, float low, float high)
{
    QN_TRY(qn_check_range(world, limit.lower, low, high, "lower limit"));
    return qn_check_range(world, limit.upper, limit.lower, high, "upper limit");
}

qn_error qn_joint_check_motor(const qn_world *world, qn_joint_motor motor, float max_speed)
{
    QN_TRY(qn_check_range(world, motor.speed, -max_speed, max_speed, "motor speed"));
    return qn_check_range(world, motor.most, 0.0f, QN_MAX_JOINT_FORCE,
                          "greatest force or torque of the motor");
}

// ---- Create and destroy ---------------------------------------------------------------------

qn_joint qn_joint_made(const qn_world *world, qn_joint_type kind, const qn_joint_base *base)
{
    int32_t body_b = qn_find_body(world, base->body_b);
    int32_t body_a = kind == QN_JOINT_MOUSE ? body_b : qn_find_body(world, base->body_a);
    return (qn_joint){
        .link = {.body = {body_a, body_b},
                 .flags = (base->collide_connected ? QN_JOINT_COLLIDES : 0u) |
                          (base->breaks ? QN_JOINT_BREAKS : 0u)},
        .user_data = base->user_data,
        .kind = (int32_t)kind,
        .geared = {QN_NONE, QN_NONE},
        .anchor_a = base->anchor_a_m,
        .anchor_b = base->anchor_b_m,
        .angle_a = base->frame_angle_a_rad,
        .angle_b = base->frame_angle_b_rad,
        .frame_a = qn_rot_from_angle(base->frame_angle_a_rad),
        .frame_b = qn_rot_from_angle(base->frame_angle_b_rad),
        .stiffness_hertz = base->stiffness_hz,
        .stiffness_damping = base->stiffness_damping_ratio,
        .max_load = base->max_force_n,
        .max_turn_load = base->max_torque_nm,
    };
}

// Contacts between two bodies that a joint forbids to collide.
static void drop_contacts_between(qn_world *world, int32_t body_a, int32_t body_b)
{
    int32_t key = qn_link_first(world, QN_CONTACTS, body_a);
    while (key != QN_NONE) {
        int32_t index = qn_link_index(key);
        bool is_between = qn_link_other(world, QN_CONTACTS, key) == body_b;
        key = qn_link_next(world, QN_CONTACTS, key);
        if (is_between) {
            qn_contact_destroy(world, index);
        }
    }
}

// Shapes that the joint kept apart may meet from now on.
static void let_collide(qn_world *world, int32_t body)
{
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        qn_shape_mark_moved(world, i);
    }
}

static void wake_bodies(qn_world *world, const qn_joint *joint)
{
    qn_body_wake(world, joint->link.body[0]);
    qn_body_wake(world, joint->link.body[1]);
}

qn_joint_id qn_joint_add(qn_world *world, const qn_joint_kind *kind, const qn_joint *made)
{
    if (qn_world_make_room(world, &world->state->joint_pool,
                           "QN_MAX_BODY_COUNT joints are alive") != QN_ERROR_OK ||
        (qn_joint_tells(made) && qn_event_log_ask(world, QN_JOINTS_ASK) != QN_ERROR_OK)) {
        return (qn_joint_id){0};
    }
    int32_t index = qn_pool_take(&world->state->joint_pool, world->joint_slots);
    world->joints[index] = *made;
    world->extras.joint_kinds[made->kind] = kind;
    wake_bodies(world, made);
    qn_link_attach(world, QN_JOINTS, index);
    if (!qn_joint_has(made, QN_JOINT_COLLIDES)) {
        drop_contacts_between(world, made->link.body[0], made->link.body[1]);
    }
    return (qn_joint_id){qn_pool_handle(world->joint_slots, index)};
}

static void remove_joint(qn_world *world, int32_t index)
{
    const qn_joint *joint = &world->joints[index];
    wake_bodies(world, joint);
    qn_link_detach(world, QN_JOINTS, index);
    if (!qn_joint_has(joint, QN_JOINT_COLLIDES)) {
        let_collide(world, joint->link.body[0]);
        let_collide(world, joint->link.body[1]);
    }
    world->joints[index] = (qn_joint){0};
    qn_pool_give_back(&world->state->joint_pool, world->joint_slots, index);
}

static bool is_gear_of(const qn_joint *joint, int32_t index)
{
    return joint->kind == QN_JOINT_GEAR && (joint->geared[0] == index || joint->geared[1] == index);
}

static int32_t find_gear_at(const qn_world *world, int32_t index, int32_t body)
{
    int32_t key = qn_link_first(world, QN_JOINTS, body);
    while (key != QN_NONE && !is_gear_of(&world->joints[qn_link_index(key)], index)) {
        key = qn_link_next(world, QN_JOINTS, key);
    }
    return key != QN_NONE ? qn_link_index(key) : QN_NONE;
}

// A gear of the joint; its link ends at one of the joint's bodies. QN_NONE without any.
static int32_t find_gear(const qn_world *world, int32_t index)
{
    const int32_t *body = world->joints[index].link.body;
    int32_t gear = find_gear_at(world, index, body[0]);
    return gear != QN_NONE ? gear : find_gear_at(world, index, body[1]);
}

void qn_joint_remove(qn_world *world, int32_t index)
{
    for (int32_t gear = find_gear(world, index); gear != QN_NONE; gear = find_gear(world, index)) {
        remove_joint(world, gear);
    }
    remove_joint(world, index);
}

void qn_joints_of_body_destroy(qn_world *world, int32_t body)
{
    while (qn_link_first(world, QN_JOINTS, body) != QN_NONE) {
        qn_joint_remove(world, qn_link_index(qn_link_first(world, QN_JOINTS, body)));
    }
}

qn_error qn_joint_destroy(qn_world *world, qn_joint_id id)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_NONE, &joint));
    qn_joint_remove(world, (int32_t)(joint - world->joints));
    return QN_ERROR_OK;
}

qn_error qn_joint_set_collide_connected(qn_world *world, qn_joint_id id, bool collide)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_NONE, &joint));
    bool did_collide = qn_joint_has(joint, QN_JOINT_COLLIDES);
    qn_joint_set_flag(joint, QN_JOINT_COLLIDES, collide);
    if (collide && !did_collide) {
        let_collide(world, joint->link.body[0]);
        let_collide(world, joint->link.body[1]);
    } else if (!collide) {
        drop_contacts_between(world, joint->link.body[0], joint->link.body[1]);
    }
    return qn_joint_changed(world, joint);
}

// ---- Changing the base ----------------------------------------------------------------------

qn_error qn_joint_edit(qn_world *world, qn_joint_id id, qn_joint_type kind, qn_joint **joint)
{
    *joint = NULL;
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = qn_find_joint(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    *joint = &world->joints[index];
    return kind == QN_JOINT_NONE || (*joint)->kind == (int32_t)kind
               ? QN_ERROR_OK
               : qn_refuse(world, QN_ERROR_WRONG_TYPE, "the joint is of another kind");
}

qn_error qn_joint_changed(qn_world *world, const qn_joint *joint)
{
    wake_bodies(world, joint);
    return QN_ERROR_OK;
}

qn_error qn_joint_set_frame_a(qn_world *world, qn_joint_id id, qn_vec2 anchor_m, float angle_rad)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_NONE, &joint));
    QN_TRY(check_frame(world, anchor_m, angle_rad));
    joint->anchor_a = anchor_m;
    joint->angle_a = angle_rad;
    joint->frame_a = qn_rot_from_angle(angle_rad);
    return qn_joint_changed(world, joint);
}

qn_error qn_joint_set_frame_b(qn_world *world, qn_joint_id id, qn_vec2 anchor_m, float angle_rad)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_NONE, &joint));
    QN_TRY(check_frame(world, anchor_m, angle_rad));
    joint->anchor_b = anchor_m;
    joint->angle_b = angle_rad;
    joint->frame_b = qn_rot_from_angle(angle_rad);
    return qn_joint_changed(world, joint);
}

qn_error qn_joint_set_stiffness(qn_world *world, qn_joint_id id, float hertz, float damping_ratio)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_NONE, &joint));
    QN_TRY(check_stiffness(world, hertz, damping_ratio));
    joint->stiffness_hertz = hertz;
    joint->stiffness_damping = damping_ratio;
    return qn_joint_changed(world, joint);
}

qn_error qn_joint_set_max_load(qn_world *world, qn_joint_id id, float max_force_n,
                               float max_torque_nm, bool breaks)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_NONE, &joint));
    QN_TRY(check_max_load(world, max_force_n, max_torque_nm));
    if (max_force_n > 0.0f || max_torque_nm > 0.0f) {
        QN_TRY(qn_event_log_ask(world, QN_JOINTS_ASK));
    }
    joint->max_load = max_force_n;
    joint->max_turn_load = max_torque_nm;
    qn_joint_set_flag(joint, QN_JOINT_BREAKS, breaks);
    return qn_joint_changed(world, joint);
}

qn_error qn_joint_set_user_data(qn_world *world, qn_joint_id id, uint64_t user_data)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_NONE, &joint));
    joint->user_data = user_data;
    return QN_ERROR_OK;
}

qn_error qn_joint_wake_bodies(qn_world *world, qn_joint_id id)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_NONE, &joint));
    return qn_joint_changed(world, joint);
}

// ---- Changing the free degree ---------------------------------------------------------------

qn_error qn_joint_put_spring(qn_world *world, qn_joint_id id, qn_joint_type kind, bool enable,
                             float hertz, float damping_ratio)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, kind, &joint));
    QN_TRY(qn_joint_check_spring(world, hertz, damping_ratio));
    qn_joint_set_flag(joint, QN_JOINT_HAS_SPRING, enable);
    joint->spring.hertz = hertz;
    joint->spring.damping_ratio = damping_ratio;
    return qn_joint_changed(world, joint);
}

qn_error qn_joint_put_target(qn_world *world, qn_joint_id id, qn_joint_type kind, float target,
                             float low, float high)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, kind, &joint));
    QN_TRY(qn_check_range(world, target, low, high, "target"));
    joint->target.x = target;
    return qn_joint_changed(world, joint);
}

qn_error qn_joint_put_limit(qn_world *world, qn_joint_id id, qn_joint_type kind,
                            qn_joint_limit limit, float low, float high)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, kind, &joint));
    QN_TRY(qn_joint_check_limit(world, limit, low, high));
    qn_joint_take_limit(joint, limit);
    return qn_joint_changed(world, joint);
}

qn_error qn_joint_put_motor(qn_world *world, qn_joint_id id, qn_joint_type kind,
                            qn_joint_motor motor, float max_speed)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, kind, &joint));
    QN_TRY(qn_joint_check_motor(world, motor, max_speed));
    qn_joint_take_motor(joint, motor);
    return qn_joint_changed(world, joint);
}
