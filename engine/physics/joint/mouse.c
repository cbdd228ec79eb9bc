// The mouse joint: a spring between a point of a body and a point of the world.
//
// The world stands for body a: its frame is that of the world, so anchor a is the target.
#include "quoin/physics/joint/mouse.h"

#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_mouse_def qn_mouse_def_default(void)
{
    return (qn_mouse_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_MOUSE),
        .spring_hz = 5.0f,
        .damping_ratio = 1.0f,
        .max_force_n = QN_MAX_JOINT_FORCE,
    };
}

static qn_error check_target(const qn_world *world, qn_vec2 target_m)
{
    return qn_check_vec2(world, target_m, QN_MAX_POSITION_M, "target_m");
}

static qn_error check_spring(const qn_world *world, float hertz, float damping_ratio, float most)
{
    QN_TRY(qn_joint_check_spring(world, hertz, damping_ratio));
    return qn_check_range(world, most, 0.0f, QN_MAX_JOINT_FORCE, "max_force_n");
}

static qn_error check(const qn_world *world, const qn_mouse_def *def)
{
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_MOUSE));
    int32_t body = qn_find_body(world, def->base.body_b);
    if (body == QN_NONE) {
        return qn_refuse_handle(world, def->base.body_b.raw);
    }
    if (world->bodies[body].type != QN_BODY_DYNAMIC) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "body_b is not dynamic");
    }
    QN_TRY(qn_joint_check_frames(world, &def->base));
    QN_TRY(check_target(world, def->target_m));
    return check_spring(world, def->spring_hz, def->damping_ratio, def->max_force_n);
}

static qn_joint_spring spring_of(float hertz, float damping_ratio, float most)
{
    return (qn_joint_spring){hertz, damping_ratio, -most, most};
}

qn_joint_id qn_mouse_create(qn_world *world, const qn_mouse_def *def)
{
    if (world == NULL || check(world, def) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_MOUSE, &def->base);
    made.link.flags |= QN_JOINT_HAS_SPRING;
    made.anchor_a = def->target_m;
    made.spring = spring_of(def->spring_hz, def->damping_ratio, def->max_force_n);
    return qn_joint_add(world, &qn_mouse_kind, &made);
}

qn_mouse_def qn_mouse_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_MOUSE);
    if (joint == NULL) {
        return (qn_mouse_def){0};
    }
    qn_mouse_def def = {
        .cookie = QN_COOKIE_JOINT(QN_JOINT_MOUSE),
        .base = qn_joint_base_of(world, joint),
        .target_m = joint->anchor_a,
        .spring_hz = joint->spring.hertz,
        .damping_ratio = joint->spring.damping_ratio,
        .max_force_n = joint->spring.upper,
    };
    def.base.anchor_a_m = (qn_vec2){0.0f, 0.0f};
    return def;
}

// ---- Write ----------------------------------------------------------------------------------

qn_error qn_mouse_set_target(qn_world *world, qn_joint_id id, qn_vec2 target_m)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_MOUSE, &joint));
    QN_TRY(check_target(world, target_m));
    joint->anchor_a = target_m;
    return qn_joint_changed(world, joint);
}

qn_error qn_mouse_set_spring(qn_world *world, qn_joint_id id, float hertz, float damping_ratio,
                             float max_force_n)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_MOUSE, &joint));
    QN_TRY(check_spring(world, hertz, damping_ratio, max_force_n));
    joint->spring = spring_of(hertz, damping_ratio, max_force_n);
    return qn_joint_changed(world, joint);
}

// ---- Solve ----------------------------------------------------------------------------------

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world, (void)step;
    if (use_bias) {
        qn_degree_pair point = qn_point_pair(p);
        qn_solve_pair_spring(p, &point, &p->row->spring, p->offset, &p->row->impulse.spring);
    }
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    return (qn_joint_load){p->row->impulse.spring, 0.0f};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world, (void)p;
    return (qn_joint_error){0.0f, 0.0f};
}

const qn_joint_kind qn_mouse_kind = {.solve = solve, .load = load, .error = error};
