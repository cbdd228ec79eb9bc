// Materials, filters and hooks.
#include "sample.h"

static void mixing(void)
{
    qn_world *world = new_world();
    qn_shape_id floor;
    qn_body_shapes(world, add_floor(world), &floor, 1);
    // [mixing]
    qn_material ice = qn_material_default();
    ice.friction = 0.02f;
    ice.friction_mix = QN_MIX_MINIMUM; // whatever slides on it
    qn_shape_set_material(world, floor, &ice);

    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 0, 0.5f);
    add_box(world, crate, 0.5f, 0.5f); // friction 0.6
    qn_body_set_velocity(world, crate, qn_v2(5, 0), 0);
    run(world, 60);
    // It brakes with 0.02 g: v = 5 - 0.02 * 10 * 1.
    // [/mixing]
    CHECK_NEAR(qn_body_velocity(world, crate).x, 4.8, 0.02);
    qn_world_destroy(world);
}

static void bounce(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [bounce]
    qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, 0, 5.5f);
    qn_material rubber = qn_material_default();
    rubber.restitution = 0.5f; // of the speed, so a quarter of the height
    qn_shape_set_material(world, add_circle(world, ball, 0.5f), &rubber);
    float highest = 0;
    for (int i = 0; i < 180; ++i) {
        run(world, 1);
        bool has_bounced = i > 70;
        float height = qn_body_pose(world, ball).p.y - 0.5f;
        highest = has_bounced && height > highest ? height : highest;
    }
    // [/bounce]
    CHECK_NEAR(highest, 1.25, 0.02);
    qn_world_destroy(world);
}

static void conveyor(void)
{
    qn_world *world = new_world();
    // [conveyor]
    qn_body_id belt = add_body(world, QN_BODY_STATIC, 0, -0.5f);
    qn_material moving = qn_material_default();
    moving.tangent_speed_mps = 2;
    qn_shape_set_material(world, add_box(world, belt, 10, 0.5f), &moving);
    qn_body_id parcel = add_body(world, QN_BODY_DYNAMIC, -5, 0.3f);
    add_box(world, parcel, 0.3f, 0.3f);
    run(world, 120);
    // [/conveyor]
    CHECK_NEAR(qn_body_velocity(world, parcel).x, 2.0, 0.02);
    qn_world_destroy(world);
}

static void one_way(void)
{
    qn_world *world = new_world();
    // [one-way]
    qn_body_id platform = add_body(world, QN_BODY_STATIC, 0, 2);
    qn_material from_above = qn_material_default();
    from_above.one_way = qn_v2(0, 1);
    qn_shape_set_material(world, add_box(world, platform, 2, 0.1f), &from_above);

    qn_body_id player = add_body(world, QN_BODY_DYNAMIC, 0, 1);
    add_box(world, player, 0.3f, 0.3f);
    qn_body_set_velocity(world, player, qn_v2(0, 7), 0);
    run(world, 120); // up through the platform, and down upon it
    float stands_at = qn_body_pose(world, player).p.y;
    qn_body_drop_through(world, player);
    run(world, 60);
    float fell_to = qn_body_pose(world, player).p.y;
    // [/one-way]
    CHECK_NEAR(stands_at, 2.4, 0.01);
    CHECK(fell_to < 0);
    qn_world_destroy(world);
}

static void rolling(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [rolling]
    qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, 0, 0.5f);
    qn_material felt = qn_material_default();
    felt.rolling_resistance = 0.1f;
    qn_shape_set_material(world, add_circle(world, ball, 0.5f), &felt);
    qn_body_set_velocity(world, ball, qn_v2(3, 0), -3 / 0.5f); // rolls without sliding
    run(world, 600);
    // A rolling disc brakes with a = (2/3) c g, so it stops after v^2 / (2 a) = 6.75 m.
    float way = qn_body_pose(world, ball).p.x;
    // [/rolling]
    CHECK_NEAR(way, 6.75, 0.15);
    CHECK(qn_length(qn_body_velocity(world, ball)) < 0.01f);
    qn_world_destroy(world);
}

static void filters(void)
{
    qn_world *world = new_world();
    // [filters]
    enum { TERRAIN = 1, PLAYER = 2, DEBRIS = 4 };
    qn_shape_id terrain = add_box(world, add_floor(world), 1, 1);
    qn_shape_id debris = add_circle(world, add_body(world, QN_BODY_DYNAMIC, 0, 2), 0.2f);
    qn_shape_id player = add_circle(world, add_body(world, QN_BODY_DYNAMIC, 0, 3), 0.4f);
    qn_shape_set_filter(world, terrain, (qn_shape_filter){TERRAIN, UINT64_MAX, 0});
    qn_shape_set_filter(world, debris, (qn_shape_filter){DEBRIS, TERRAIN, 0});
    qn_shape_set_filter(world, player, (qn_shape_filter){PLAYER, TERRAIN | PLAYER, 0});
    run(world, 90); // both lie on the ground, one in the other
    // [/filters]
    CHECK_NEAR(qn_body_pose(world, qn_shape_body(world, player)).p.y, 0.4, 0.01);
    CHECK_NEAR(qn_body_pose(world, qn_shape_body(world, debris)).p.y, 0.2, 0.01);
    qn_world_destroy(world);
}

// [hook]
// Friends pass through each other; all else is as usual.
static bool may_touch(const qn_touch *touch)
{
    uint64_t a = qn_shape_user_data(touch->world, touch->shape_a);
    uint64_t b = qn_shape_user_data(touch->world, touch->shape_b);
    const uint64_t *friends = touch->context;
    return a != *friends || b != *friends;
}
// [/hook]

static void hook(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [hook-set]
    uint64_t friends = 7;
    qn_world_set_contact_hook(world, may_touch, &friends);
    qn_body_id bodies[2];
    for (int i = 0; i < 2; ++i) {
        bodies[i] = add_body(world, QN_BODY_DYNAMIC, 0, 1 + 2 * (float)i);
        qn_shape_set_user_data(world, add_circle(world, bodies[i], 0.5f), friends);
    }
    run(world, 90);
    // [/hook-set]
    CHECK_NEAR(qn_body_pose(world, bodies[0]).p.y, 0.5, 0.01);
    CHECK_NEAR(qn_body_pose(world, bodies[1]).p.y, 0.5, 0.01);
    qn_world_destroy(world);
}
