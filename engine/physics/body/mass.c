// Mass: what the shapes of a body weigh, or what the caller says, and where the weight lies.
//
// A locked direction: no rotation means an infinite inertia and neither x nor y an infinite mass,
// which the solver holds exactly. One of the two has no such number: the body keeps its mass, and
// the step takes the locked component out of its velocity before it moves the body (step.c).
#include "physics/center.h"
#include "physics/body/find.h"
#include "physics/link.h"
#include "physics/recycle.h"
#include "physics/step.h"
#include "physics/world.h"

#define MIN_MASS_KG 1.0e-6f
#define MAX_MASS_KG 1.0e12f
#define MIN_INERTIA_KGM2 1.0e-12f
#define MAX_INERTIA_KGM2 1.0e18f
#define LOCK_BOTH (QN_BODY_LOCK_X | QN_BODY_LOCK_Y)

qn_error qn_check_mass(const qn_world *world, qn_mass mass)
{
    QN_TRY(qn_check_range(world, mass.mass_kg, MIN_MASS_KG, MAX_MASS_KG, "mass_kg"));
    QN_TRY(qn_check_range(world, mass.inertia_kgm2, 0.0f, MAX_INERTIA_KGM2, "inertia_kgm2"));
    if (mass.inertia_kgm2 > 0.0f && mass.inertia_kgm2 < MIN_INERTIA_KGM2) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE,
                         "inertia_kgm2 is neither 0 nor 1e-12 or more");
    }
    return qn_check_vec2(world, mass.center_m, QN_MAX_SIZE_M, "center_m");
}

static qn_mass sum_of_shapes(const qn_world *world, const qn_body *body)
{
    qn_mass sum = {0};
    qn_vec2 weighted = {0.0f, 0.0f};
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        qn_mass mass = qn_hull_mass(&world->shapes[i].hull, world->shapes[i].density);
        sum.mass_kg += mass.mass_kg;
        weighted = qn_mul_add(weighted, mass.mass_kg, mass.center_m);
        // About the body's origin first; moved to the common centre below (parallel axes).
        sum.inertia_kgm2 += mass.inertia_kgm2 + mass.mass_kg * qn_length_squared(mass.center_m);
    }
    if (sum.mass_kg > 0.0f) {
        sum.center_m = qn_mul(1.0f / sum.mass_kg, weighted);
        sum.inertia_kgm2 -= sum.mass_kg * qn_length_squared(sum.center_m);
    }
    // Nothing with weight: a kilogram that does not turn (see qn_body_def).
    sum.mass_kg = sum.mass_kg > 0.0f ? sum.mass_kg : 1.0f;
    return sum;
}

static qn_mass mass_of(const qn_world *world, const qn_body *body)
{
    if (body->type != QN_BODY_DYNAMIC) {
        return (qn_mass){0};
    }
    return (body->flags & QN_BODY_HAS_OWN_MASS) != 0 ? body->own_mass : sum_of_shapes(world, body);
}

static void update_extent(const qn_world *world, const qn_body *body, qn_motion *motion)
{
    motion->max_extent_m = 0.0f;
    motion->min_extent_m = QN_MAX_SIZE_M;
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        if (qn_shape_senses(&world->shapes[i])) {
            continue;
        }
        float extent = qn_hull_max_extent(&world->shapes[i].hull, motion->local_center);
        motion->max_extent_m = qn_max(motion->max_extent_m, extent);
        float thinnest = qn_hull_min_extent(&world->shapes[i].hull);
        motion->min_extent_m = qn_min(motion->min_extent_m, thinnest);
    }
}

// Anchors and extents are seen from the centre of mass, and that may lie elsewhere now.
static void forget_contacts(qn_world *world, int32_t index)
{
    for (int32_t key = qn_link_first(world, QN_CONTACTS, index); key != QN_NONE;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        qn_contact_forget(&world->contacts[qn_link_index(key)]);
    }
}

void qn_body_update_mass(qn_world *world, int32_t index)
{
    qn_body *body = &world->bodies[index];
    qn_motion *motion = qn_motion_of(world, index);
    qn_mass mass = mass_of(world, body);
    bool turns = mass.inertia_kgm2 > 0.0f && (motion->locks & QN_BODY_LOCK_ROTATION) == 0;
    bool shifts = mass.mass_kg > 0.0f && (motion->locks & LOCK_BOTH) != LOCK_BOTH;
    body->mass_kg = mass.mass_kg;
    body->inertia_kgm2 = mass.inertia_kgm2;
    motion->inv_mass = shifts ? 1.0f / mass.mass_kg : 0.0f;
    motion->inv_inertia = turns ? 1.0f / mass.inertia_kgm2 : 0.0f;
    qn_vec2 shift = qn_rotate(motion->pose.q, qn_sub(mass.center_m, motion->local_center));
    motion->local_center = mass.center_m;
    qn_center_move(motion, shift);
    // The velocity stays that of the same moving plane, seen at the new centre.
    qn_velocity *velocity = qn_velocity_of(world, index);
    velocity->v = qn_add(velocity->v, qn_cross_sv(velocity->w, shift));
    qn_hold_locks(motion->locks, velocity);
    update_extent(world, body, motion);
    qn_boxes_forget_slack(world, index);
    forget_contacts(world, index);
}

// ---- Publics --------------------------------------------------------------------------------

float qn_body_mass(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? world->bodies[index].mass_kg : 0.0f;
}

float qn_body_rotational_inertia(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    bool turns = index != QN_NONE && qn_motion_of(world, index)->inv_inertia > 0.0f;
    return turns ? world->bodies[index].inertia_kgm2 : 0.0f;
}

qn_vec2 qn_body_center_of_mass(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? qn_motion_of(world, index)->center : (qn_vec2){0.0f, 0.0f};
}

qn_mass qn_body_mass_data(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    if (index == QN_NONE) {
        return (qn_mass){0};
    }
    const qn_body *body = &world->bodies[index];
    return (qn_mass){body->mass_kg, body->inertia_kgm2, qn_motion_of(world, index)->local_center};
}

static void take_own_mass(qn_world *world, int32_t index, qn_mass mass, uint32_t flag)
{
    qn_body *body = &world->bodies[index];
    qn_body_wake(world, index);
    body->own_mass = mass;
    body->flags = (body->flags & ~(uint32_t)QN_BODY_HAS_OWN_MASS) | flag;
    qn_body_update_mass(world, index);
}

qn_error qn_body_set_mass_data(qn_world *world, qn_body_id id, qn_mass mass)
{
    QN_FIND_BODY(index);
    QN_TRY(qn_check_mass(world, mass));
    take_own_mass(world, index, mass, QN_BODY_HAS_OWN_MASS);
    return QN_ERROR_OK;
}

qn_error qn_body_reset_mass_data(qn_world *world, qn_body_id id)
{
    QN_FIND_BODY(index);
    take_own_mass(world, index, (qn_mass){0}, 0);
    return QN_ERROR_OK;
}

qn_locks qn_body_locks(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    uint32_t locks = index != QN_NONE ? qn_motion_of(world, index)->locks : 0u;
    return (qn_locks){.x = (locks & QN_BODY_LOCK_X) != 0,
                      .y = (locks & QN_BODY_LOCK_Y) != 0,
                      .rotation = (locks & QN_BODY_LOCK_ROTATION) != 0};
}

qn_error qn_body_set_locks(qn_world *world, qn_body_id id, qn_locks locks)
{
    QN_FIND_BODY(index);
    qn_body_wake(world, index);
    qn_motion_of(world, index)->locks = qn_lock_bits(locks);
    qn_body_update_mass(world, index);
    return QN_ERROR_OK;
}
