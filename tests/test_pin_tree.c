// Trees of pins, four side by side: what they hold, what they leave alone, and that a lane does the
// same whoever stands beside it.
#include "check.h"
#include "physics/step.h"
#include "physics/validate.h"
#include "physics/world.h"
#include "scenes.h"

// ---- Trees ----------------------------------------------------------------------------------

#define BONES 11

typedef struct doll {
    qn_body_id bones[BONES];
    qn_joint_id pins[BONES]; // to the bone before it; that of the first is none
} doll;

static const int bone_before[BONES] = {-1, 0, 0, 0, 0, 1, 2, 2, 6, 3, 9};

static qn_world *weightless(void)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    return world;
}

// Without a shape, so that dolls in one place do not meet.
static qn_body_id add_bone(qn_world *world, qn_vec2 at, float mass_kg)
{
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = at;
    def.override_mass = true;
    def.mass = (qn_mass){mass_kg, 0.03f * mass_kg, {0.0f, 0.0f}};
    return qn_body_create(world, &def);
}

static qn_joint_id pin(qn_world *world, qn_body_id a, qn_body_id b, qn_vec2 at, bool has_motor)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base = qn_joint_base_at(world, a, b, at, 0.0f);
    def.enable_motor = has_motor;
    def.max_motor_torque_nm = 0.1f;
    def.enable_limit = has_motor;
    def.lower_angle_rad = -0.5f;
    def.upper_angle_rad = 1.0f;
    return qn_revolute_create(world, &def);
}

// The same for the same seed, thrown in pieces that the pins have to bring together.
static doll add_doll(qn_world *world, uint32_t seed, bool has_motors)
{
    doll d = {.pins = {{0}}};
    qn_vec2 at[BONES];
    for (int i = 0; i < BONES; ++i) {
        float x = check_random_float(&seed, -0.3f, 0.3f);
        float y = check_random_float(&seed, -0.3f, 0.3f);
        float mass = check_random_float(&seed, 0.5f, 5.0f);
        float angle = check_random_float(&seed, -1.0f, 1.0f);
        at[i] = i > 0 ? qn_add(at[bone_before[i]], qn_v2(x, y)) : qn_v2(x, y);
        d.bones[i] = add_bone(world, at[i], mass);
        if (i > 0) {
            qn_vec2 middle = qn_mul(0.5f, qn_add(at[i], at[bone_before[i]]));
            // Either way round.
            bool is_first = (i & 1) != 0;
            qn_body_id before = d.bones[bone_before[i]];
            d.pins[i] = pin(world, is_first ? before : d.bones[i], is_first ? d.bones[i] : before,
                            middle, has_motors);
        }
        qn_body_set_velocity(world, d.bones[i], qn_v2(10.0f * x, 10.0f * y), 5.0f * angle);
    }
    return d;
}

// ---- Oracle ---------------------------------------------------------------------------------

// Momentum, angular momentum about the origin, and energy.
typedef struct totals {
    double x, y, turn, energy;
} totals;

static totals sum(const qn_world *world, const doll *d)
{
    totals t = {0.0, 0.0, 0.0, 0.0};
    for (int i = 0; i < BONES; ++i) {
        qn_mass mass = qn_body_mass_data(world, d->bones[i]);
        qn_vec2 v = qn_body_velocity(world, d->bones[i]);
        qn_vec2 c = qn_body_center_of_mass(world, d->bones[i]);
        double w = (double)qn_body_angular_velocity(world, d->bones[i]);
        double m = (double)mass.mass_kg, inertia = (double)mass.inertia_kgm2;
        t.x += m * (double)v.x;
        t.y += m * (double)v.y;
        t.turn += m * (double)qn_cross(c, v) + inertia * w;
        t.energy += 0.5 * (m * (double)qn_length_squared(v) + inertia * w * w);
    }
    return t;
}

// How fast the fastest pin opens.
static float opening(const qn_world *world, const doll *d)
{
    float most = 0.0f;
    for (int i = 1; i < BONES; ++i) {
        qn_joint_base base = qn_revolute_get(world, d->pins[i]).base;
        qn_vec2 a = qn_body_world_point(world, base.body_a, base.anchor_a_m);
        qn_vec2 b = qn_body_world_point(world, base.body_b, base.anchor_b_m);
        qn_vec2 va = qn_body_velocity_at(world, base.body_a, a);
        qn_vec2 vb = qn_body_velocity_at(world, base.body_b, b);
        most = qn_max(most, qn_length(qn_sub(vb, va)));
    }
    return most;
}

TEST(a_tree_of_pins_holds_exactly_and_loses_no_momentum)
{
    for (uint32_t seed = 1; seed <= 40; ++seed) {
        qn_world *world = weightless();
        doll d = add_doll(world, seed, seed % 2 == 0);
        totals start = sum(world, &d);
        scene_step(world, 1);
        CHECK_INT(world->scratch->pin_tree_count, 1);
        CHECK_INT(world->scratch->pin_block_count, 0);
        CHECK_INT(world->scratch->direct_row_count, 0);
        CHECK(opening(world, &d) < 2e-4f);
        scene_step(world, 120);
        totals end = sum(world, &d);
        CHECK(opening(world, &d) < 2e-4f);
        CHECK_NEAR(end.x, start.x, 2e-4);
        CHECK_NEAR(end.y, start.y, 2e-4);
        CHECK_NEAR(end.turn, start.turn, 0.01);
        CHECK(end.energy < start.energy);
        for (int i = 1; i < BONES; ++i) {
            CHECK(qn_joint_separation(world, d.pins[i]) < 1e-3f);
        }
        CHECK(qn_world_validate(world) == NULL);
        qn_world_destroy(world);
    }
}

// ---- Lanes ----------------------------------------------------------------------------------

static void check_same_doll(const qn_world *world, const doll *a, const qn_world *other,
                            const doll *b)
{
    for (int i = 0; i < BONES; ++i) {
        qn_pose p = qn_body_pose(world, a->bones[i]), q = qn_body_pose(other, b->bones[i]);
        CHECK_BYTES(&p, &q, sizeof p);
        if (i > 0) {
            qn_vec2 f = qn_joint_force(world, a->pins[i]), g = qn_joint_force(other, b->pins[i]);
            CHECK_BYTES(&f, &g, sizeof f);
        }
    }
}

TEST(a_tree_of_pins_does_the_same_in_every_lane)
{
    for (int count = 1; count <= 9; ++count) {
        qn_world *alone = weightless(), *crowd = weightless();
        doll d = add_doll(alone, 7u, true), dolls[9];
        for (int i = 0; i < count; ++i) {
            dolls[i] = add_doll(crowd, i == count - 1 ? 7u : 100u + (uint32_t)i, true);
        }
        for (int step = 0; step < 60; ++step) {
            scene_step(alone, 1);
            scene_step(crowd, 1);
            CHECK_INT(crowd->scratch->pin_tree_count, (count + 3) / 4);
            check_same_doll(alone, &d, crowd, &dolls[count - 1]);
        }
        qn_world_destroy(alone);
        qn_world_destroy(crowd);
    }
}

// ---- What is left to others -----------------------------------------------------------------

// Bodies in a row; the last of them is returned.
static qn_body_id add_row(qn_world *world, qn_body_id first, int count, float mass_kg)
{
    qn_body_id last = first;
    for (int i = 1; i < count; ++i) {
        qn_body_id next = add_bone(world, qn_v2((float)i, 0.0f), mass_kg);
        pin(world, last, next, qn_v2((float)i - 0.5f, 0.0f), false);
        last = next;
    }
    return last;
}

static int32_t trees_after_a_step(qn_world *world)
{
    scene_step(world, 1);
    CHECK(qn_world_validate(world) == NULL);
    int32_t count = world->scratch->pin_tree_count;
    qn_world_destroy(world);
    return count;
}

TEST(only_small_free_trees_of_pins_and_like_masses_stand_side_by_side)
{
    const qn_vec2 origin = {0.0f, 0.0f};
    qn_world *world = weightless();
    add_row(world, add_bone(world, origin, 1.0f), QN_PIN_TREE_BODIES, 1.0f);
    CHECK_INT(trees_after_a_step(world), 1);

    world = weightless();
    qn_world_tuning tuning = qn_world_tuning_default();
    tuning.direct_work_per_body = 0; // nothing is solved exactly
    CHECK_ERROR(qn_world_set_tuning(world, &tuning), QN_ERROR_OK);
    add_row(world, add_bone(world, origin, 1.0f), QN_PIN_TREE_BODIES, 1.0f);
    CHECK_INT(trees_after_a_step(world), 0);

    world = weightless();
    add_row(world, add_bone(world, origin, 1.0f), QN_PIN_TREE_BODIES + 1, 1.0f);
    CHECK_INT(trees_after_a_step(world), 0);

    world = weightless();
    add_row(world, add_bone(world, origin, 1.1f * QN_PIN_TREE_MASS_RATIO), 3, 1.0f);
    CHECK_INT(trees_after_a_step(world), 0);

    world = weightless();
    add_row(world, scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f), 3, 1.0f);
    CHECK_INT(trees_after_a_step(world), 0);

    world = weightless();
    qn_body_id first = add_bone(world, origin, 1.0f);
    pin(world, add_row(world, first, 4, 1.0f), first, origin, false); // a ring
    CHECK_INT(trees_after_a_step(world), 0);

    world = weightless();
    first = add_bone(world, origin, 1.0f);
    qn_weld_def weld = qn_weld_def_default();
    weld.base = qn_joint_base_at(world, add_row(world, first, 3, 1.0f),
                                 add_bone(world, qn_v2(3.0f, 0.0f), 1.0f), origin, 0.0f);
    CHECK(qn_weld_create(world, &weld).raw != 0);
    CHECK_INT(trees_after_a_step(world), 0);
}

TEST(more_shapes_than_may_be_open_go_to_the_direct_solver)
{
    qn_world *world = weightless();
    for (int i = 0; i < QN_OPEN_PIN_TREES + 2; ++i) {
        add_row(world, add_bone(world, qn_v2(0.0f, 0.0f), 1.0f), 2 + i, 1.0f);
    }
    scene_step(world, 1);
    CHECK_INT(world->scratch->pin_tree_count, QN_OPEN_PIN_TREES);
    CHECK_INT(world->scratch->group_count, 2);
    qn_world_destroy(world);
}

TEST(a_tree_that_falls_onto_something_is_solved_with_its_contacts)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id a = scene_box(world, -0.5f, 3.0f, 0.5f, 0.1f);
    qn_body_id b = scene_box(world, 0.5f, 3.0f, 0.5f, 0.1f);
    qn_joint_id middle = pin(world, a, b, qn_v2(0.0f, 3.0f), false);
    bool was_left = false;
    for (int step = 0; step < 70; ++step) {
        float fell_mps = qn_length(qn_body_velocity(world, a));
        scene_step(world, 1);
        bool is_tree = world->scratch->pin_tree_count == 1;
        bool touches = world->scratch->touching_count > 0;
        CHECK(is_tree != (touches && fell_mps > 2.0f));
        was_left = was_left || !is_tree;
        CHECK(qn_joint_separation(world, middle) < 1e-2f);
    }
    CHECK(was_left && world->scratch->pin_tree_count == 1);
    CHECK_NEAR(qn_body_pose(world, a).p.y, 0.1f, 0.01);
    qn_world_destroy(world);
}
