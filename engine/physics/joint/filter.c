// The filter joint: a link between two bodies that forbids them to collide, and no constraint.
#include "quoin/physics/joint/filter.h"

#include "physics/joint/kind.h"

qn_filter_joint_def qn_filter_joint_def_default(void)
{
    return (qn_filter_joint_def){.cookie = QN_COOKIE_JOINT(QN_JOINT_FILTER)};
}

qn_joint_id qn_filter_joint_create(qn_world *world, const qn_filter_joint_def *def)
{
    const uint32_t *cookie = def != NULL ? &def->cookie : NULL;
    if (world == NULL || qn_joint_check_cookie(world, cookie, QN_JOINT_FILTER) != QN_ERROR_OK ||
        qn_joint_check_base(world, &def->base) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_FILTER, &def->base);
    qn_joint_set_flag(&made, QN_JOINT_COLLIDES, false);
    return qn_joint_add(world, &qn_filter_kind, &made);
}

// It binds no body.
static void prepare(qn_world *world, const qn_step *step, qn_joint_row *row)
{
    (void)world, (void)step;
    row->row_a = QN_NONE;
    row->row_b = QN_NONE;
}

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world, (void)step, (void)use_bias, (void)p;
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world, (void)p;
    return (qn_joint_load){{0.0f, 0.0f}, 0.0f};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world, (void)p;
    return (qn_joint_error){0.0f, 0.0f};
}

const qn_joint_kind qn_filter_kind = {
    .prepare = prepare, .solve = solve, .load = load, .error = error};
