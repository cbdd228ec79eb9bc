// The gear joint: position_a + ratio position_b of two other joints stays what it was.
//
// It has no bodies of its own in a pass: it works through the rows of the two joints, one after the
// other, as they may share a body. The error is summed up from the small changes of the positions,
// so it stays exact however many turns the wheels make. The link names the two bodies that the
// joints move, so that these sleep and wake together.
#include "quoin/physics/joint/gear.h"

#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_gear_def qn_gear_def_default(void)
{
    return (qn_gear_def){.cookie = QN_COOKIE_JOINT(QN_JOINT_GEAR), .ratio = 1.0f};
}

static qn_error check_ratio(const qn_world *world, float ratio)
{
    QN_TRY(qn_check_range(world, ratio, -QN_MAX_GEAR_RATIO, QN_MAX_GEAR_RATIO, "ratio"));
    return qn_abs(ratio) >= QN_MIN_GEAR_RATIO
               ? QN_ERROR_OK
               : qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "ratio is nearly 0");
}

static bool has_position(const qn_joint *joint)
{
    return joint->kind == QN_JOINT_REVOLUTE || joint->kind == QN_JOINT_PRISMATIC;
}

static qn_error check_joint(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_NONE);
    if (joint == NULL) {
        return world->last->error;
    }
    return has_position(joint) ? QN_ERROR_OK
                               : qn_refuse(world, QN_ERROR_WRONG_TYPE,
                                           "a gear couples revolute and prismatic joints only");
}

// The two bodies that the joints move: their body_b where they can be, and different dynamic ones.
static bool find_bodies(const qn_world *world, const qn_joint *a, const qn_joint *b,
                        int32_t bodies[2])
{
    for (int i = 0; i < 4; ++i) {
        bodies[0] = a->link.body[(i & 1) ^ 1];
        bodies[1] = b->link.body[(i >> 1) ^ 1];
        if (bodies[0] != bodies[1] && world->bodies[bodies[0]].type == QN_BODY_DYNAMIC &&
            world->bodies[bodies[1]].type == QN_BODY_DYNAMIC) {
            return true;
        }
    }
    return false;
}

static qn_error check(const qn_world *world, const qn_gear_def *def, int32_t bodies[2])
{
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_GEAR));
    QN_TRY(check_joint(world, def->joint_a));
    QN_TRY(check_joint(world, def->joint_b));
    QN_TRY(qn_joint_check_frames(world, &def->base));
    QN_TRY(check_ratio(world, def->ratio));
    const qn_joint *a = &world->joints[qn_find_joint(world, def->joint_a)];
    const qn_joint *b = &world->joints[qn_find_joint(world, def->joint_b)];
    return find_bodies(world, a, b, bodies)
               ? QN_ERROR_OK
               : qn_refuse(world, QN_ERROR_OUT_OF_RANGE,
                           "joint_a and joint_b do not move two different dynamic bodies");
}

qn_joint_id qn_gear_create(qn_world *world, const qn_gear_def *def)
{
    int32_t bodies[2];
    if (world == NULL || check(world, def, bodies) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint_base base = def->base;
    base.body_a = (qn_body_id){qn_pool_handle(world->body_slots, bodies[0])};
    base.body_b = (qn_body_id){qn_pool_handle(world->body_slots, bodies[1])};
    qn_joint made = qn_joint_made(world, QN_JOINT_GEAR, &base);
    made.geared[0] = qn_find_joint(world, def->joint_a);
    made.geared[1] = qn_find_joint(world, def->joint_b);
    made.ratio = def->ratio;
    made.target.x = qn_joint_position(world, &world->joints[made.geared[0]]);
    made.target.y = qn_joint_position(world, &world->joints[made.geared[1]]);
    return qn_joint_add(world, &qn_gear_kind, &made);
}

static qn_joint_id joint_id(const qn_world *world, int32_t joint)
{
    return (qn_joint_id){qn_pool_handle(world->joint_slots, joint)};
}

qn_gear_def qn_gear_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_GEAR);
    if (joint == NULL) {
        return (qn_gear_def){0};
    }
    return (qn_gear_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_GEAR),
        .base = qn_joint_base_of(world, joint),
        .joint_a = joint_id(world, joint->geared[0]),
        .joint_b = joint_id(world, joint->geared[1]),
        .ratio = joint->ratio,
    };
}

qn_error qn_gear_set_ratio(qn_world *world, qn_joint_id id, float ratio)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_GEAR, &joint));
    QN_TRY(check_ratio(world, ratio));
    joint->ratio = ratio;
    return qn_joint_changed(world, joint);
}

// ---- Positions ------------------------------------------------------------------------------

static bool turns(const qn_joint_row *row) { return row->kind == QN_JOINT_REVOLUTE; }

static qn_degree degree_of(const qn_joint_pass *p)
{
    return turns(p->row) ? qn_degree_turning(p) : qn_degree_along(p, qn_pass_axis(p));
}

// How far a position has come since the last step; an angle may have passed half a turn.
static float change_of(const qn_world *world, int32_t joint, float *last)
{
    float now = qn_joint_position(world, &world->joints[joint]);
    float change = now - *last;
    *last = now;
    return world->joints[joint].kind == QN_JOINT_REVOLUTE ? qn_unwind(change) : change;
}

// The same within the step, from the position at its start.
static float moved_by(const qn_joint_pass *p, float start)
{
    return turns(p->row) ? qn_rot_angle(qn_rot_inv_mul(p->a.turned, p->b.turned))
                         : qn_dot(qn_pass_axis(p), p->offset) - start;
}

static void prepare(qn_world *world, const qn_step *step, qn_joint_row *row)
{
    (void)step;
    qn_joint *joint = &world->joints[row->joint];
    joint->target_turn += change_of(world, joint->geared[0], &joint->target.x);
    joint->target_turn += row->ratio * change_of(world, joint->geared[1], &joint->target.y);
    row->target = joint->target;
    row->target_turn = joint->target_turn;
    row->row_a = QN_NONE;
    row->row_b = QN_NONE;
    for (int i = 0; i < 2; ++i) {
        int32_t awake_index = world->joints[joint->geared[i]].link.awake_index;
        row->geared[i] =
            awake_index != QN_NONE ? world->scratch->joint_places[awake_index] : QN_NONE;
    }
}

// ---- Solve ----------------------------------------------------------------------------------

// What the gear does to one body: `row` names it.
typedef struct tooth {
    int32_t row;
    qn_vec2 axis;
    float lever, inv_mass, inv_inertia;
} tooth;

static tooth tooth_a(const qn_joint_pass *p, const qn_degree *d, float scale)
{
    return (tooth){p->row->row_a, qn_mul(-scale, d->axis), -scale * d->lever_a, p->row->inv_mass_a,
                   p->row->inv_inertia_a};
}

static tooth tooth_b(const qn_joint_pass *p, const qn_degree *d, float scale)
{
    return (tooth){p->row->row_b, qn_mul(scale, d->axis), scale * d->lever_b, p->row->inv_mass_b,
                   p->row->inv_inertia_b};
}

// J M^-1 J^T over up to four bodies, of which some may be the same: each two teeth of one body.
static float mass_of(const tooth teeth[4])
{
    float k = 0.0f;
    for (int i = 0; i < 16; ++i) {
        const tooth *a = &teeth[i / 4], *b = &teeth[i % 4];
        if (a->row == b->row && a->row != QN_NONE) {
            k += a->inv_mass * qn_dot(a->axis, b->axis) + a->inv_inertia * a->lever * b->lever;
        }
    }
    return qn_reciprocal(k);
}

static void turn(qn_world *world, const tooth teeth[4], float impulse)
{
    for (int i = 0; i < 4; ++i) {
        if (teeth[i].row != QN_NONE) {
            qn_velocity *velocity = &world->velocities[teeth[i].row];
            velocity->v = qn_mul_add(velocity->v, impulse * teeth[i].inv_mass, teeth[i].axis);
            velocity->w += impulse * teeth[i].inv_inertia * teeth[i].lever;
        }
    }
}

typedef struct mesh {
    tooth teeth[4];
    float error, speed;
} mesh;

static mesh mesh_of(const qn_world *world, const qn_joint_row *row)
{
    qn_joint_pass a = qn_joint_begin(world, &world->scratch->joint_rows[row->geared[0]]);
    qn_joint_pass b = qn_joint_begin(world, &world->scratch->joint_rows[row->geared[1]]);
    qn_degree da = degree_of(&a), db = degree_of(&b);
    float ratio = row->ratio;
    return (mesh){
        .teeth = {tooth_a(&a, &da, 1.0f), tooth_b(&a, &da, 1.0f), tooth_a(&b, &db, ratio),
                  tooth_b(&b, &db, ratio)},
        .error =
            row->target_turn + moved_by(&a, row->target.x) + ratio * moved_by(&b, row->target.y),
        .speed = qn_degree_speed(&a, &da) + ratio * qn_degree_speed(&b, &db),
    };
}

// A joint whose bodies rest, or take no part, has no row.
static bool runs(const qn_joint_row *row)
{
    return row->geared[0] != QN_NONE && row->geared[1] != QN_NONE;
}

static void warm_start(qn_world *world, qn_joint_pass *p)
{
    if (runs(p->row)) {
        mesh m = mesh_of(world, p->row);
        turn(world, m.teeth, p->row->impulse.point.x);
    }
}

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)step;
    if (!runs(p->row)) {
        return;
    }
    mesh m = mesh_of(world, p->row);
    float *impulse = &p->row->impulse.point.x;
    float change =
        qn_hold_impulse(&p->row->soft, use_bias, mass_of(m.teeth), m.error, m.speed, *impulse);
    *impulse += change;
    turn(world, m.teeth, change);
}

// On the body of joint b that the link names.
static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    const qn_joint_row *row = p->row;
    if (!runs(row)) {
        return (qn_joint_load){{0.0f, 0.0f}, 0.0f};
    }
    const qn_joint *joint = &world->joints[row->joint];
    const qn_joint *b = &world->joints[joint->geared[1]];
    mesh m = mesh_of(world, row);
    const tooth *t = &m.teeth[joint->link.body[1] == b->link.body[1] ? 3 : 2];
    float twist = b->kind == QN_JOINT_REVOLUTE ? row->impulse.point.x * t->lever : 0.0f;
    return (qn_joint_load){qn_mul(row->impulse.point.x, t->axis), twist};
}

// As at the start of the last step, and what has come since.
static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    qn_joint joint = world->joints[p->row->joint];
    float sum = joint.target_turn + change_of(world, joint.geared[0], &joint.target.x);
    sum += joint.ratio * change_of(world, joint.geared[1], &joint.target.y);
    return (qn_joint_error){0.0f, qn_abs(sum)};
}

const qn_joint_kind qn_gear_kind = {
    .prepare = prepare, .warm_start = warm_start, .solve = solve, .load = load, .error = error};
