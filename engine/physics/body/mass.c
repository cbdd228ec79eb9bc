// Mass: what the shapes of a body weigh, and where the weight lies.
#include "physics/step.h"
#include "physics/world.h"

// ---- Mass -----------------------------------------------------------------------------------

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
    return sum;
}

static void update_extent(const qn_world *world, const qn_body *body, qn_motion *motion)
{
    motion->max_extent_m = 0.0f;
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        float extent = qn_hull_max_extent(&world->shapes[i].hull, motion->local_center);
        motion->max_extent_m = qn_max(motion->max_extent_m, extent);
    }
}

void qn_body_update_mass(qn_world *world, int32_t index)
{
    qn_body *body = &world->bodies[index];
    qn_motion *motion = qn_motion_of(world, index);
    qn_mass mass = {0};
    if (body->type == QN_BODY_DYNAMIC) {
        mass = sum_of_shapes(world, body);
        // Nothing with weight: a kilogram that does not turn (see qn_body_def).
        mass.mass_kg = mass.mass_kg > 0.0f ? mass.mass_kg : 1.0f;
    }
    bool turns = mass.inertia_kgm2 > 0.0f && (body->flags & QN_BODY_FIXED_ROTATION) == 0;
    body->mass_kg = mass.mass_kg;
    body->inertia_kgm2 = turns ? mass.inertia_kgm2 : 0.0f;
    motion->inv_mass = mass.mass_kg > 0.0f ? 1.0f / mass.mass_kg : 0.0f;
    motion->inv_inertia = turns ? 1.0f / mass.inertia_kgm2 : 0.0f;
    qn_vec2 old_center = motion->center;
    motion->local_center = mass.center_m;
    motion->center = qn_transform(motion->pose, mass.center_m);
    // The velocity stays that of the same moving plane, seen at the new centre.
    qn_velocity *velocity = qn_velocity_of(world, index);
    qn_vec2 shift = qn_sub(motion->center, old_center);
    velocity->v = qn_add(velocity->v, qn_cross_sv(velocity->w, shift));
    update_extent(world, body, motion);
}
