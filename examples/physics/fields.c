// Fields and effects.
#include "sample.h"

static void buoyancy(void)
{
    qn_world *world = new_world();
    // [buoyancy]
    qn_field_def water = qn_field_def_default();
    water.kind = QN_FIELD_BUOYANCY; // 1000 kg/m^2
    water.region = qn_region_box(qn_v2(-10, -5), qn_v2(10, 0));
    qn_field_create(world, &water);
    qn_body_id raft = add_body(world, QN_BODY_DYNAMIC, 0, 1);
    qn_shape_set_density(world, add_box(world, raft, 1, 0.5f), 400);
    run(world, 1200);
    float below = 0.5f - qn_body_pose(world, raft).p.y; // 400 of 1000: 0.4 m of its 1 m
    // [/buoyancy]
    CHECK_NEAR(below, 0.4, 0.01);
    qn_world_destroy(world);
}

static void well(void)
{
    qn_world *world = new_world();
    // [well]
    qn_world_set_gravity(world, qn_v2(0, 0));
    qn_field_def sun = qn_field_def_default();
    sun.kind = QN_FIELD_POINT;
    sun.point.acceleration_mps2 = 90; // at 1 m
    sun.point.falloff = QN_FALLOFF_INVERSE_SQUARE;
    qn_field_create(world, &sun);
    qn_body_id planet = add_body(world, QN_BODY_DYNAMIC, 10, 0);
    add_circle(world, planet, 0.2f);
    qn_body_set_velocity(world, planet, qn_v2(0, 3), 0); // sqrt(90 / 10): a circle
    run(world, 1257);                                    // once around: 2 pi 10 / 3 = 20.94 s
    // [/well]
    CHECK_NEAR(qn_body_pose(world, planet).p.x, 10.0, 0.3);
    CHECK_NEAR(qn_body_pose(world, planet).p.y, 0.0, 0.6);
    qn_world_destroy(world);
}

static void wind(void)
{
    qn_world *world = new_world();
    // [wind]
    qn_field_def gale = qn_field_def_default();
    gale.kind = QN_FIELD_WIND;
    gale.wind = (qn_wind){.velocity_mps = {20, 0}, .drag_kgpm2 = 0.6f, .lift_kgpm2 = 0};
    qn_field_id field = qn_field_create(world, &gale);
    qn_body_id leaf = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    qn_shape_set_density(world, add_box(world, leaf, 0.05f, 0.2f), 1);
    run(world, 300); // it is carried along, never faster than the wind
    float speed = qn_body_velocity(world, leaf).x;
    qn_field_set_enabled(world, field, false);
    // [/wind]
    CHECK(speed > 15 && speed <= 20);
    qn_world_destroy(world);
}

static void radial(void)
{
    qn_world *world = new_world();
    // [radial]
    qn_world_set_gravity(world, qn_v2(0, 0));
    qn_field_def swirl = qn_field_def_default();
    swirl.kind = QN_FIELD_RADIAL;
    swirl.radial.flow_mps = 4; // counter-clockwise, at 1 m
    swirl.radial.falloff = QN_FALLOFF_INVERSE;
    swirl.radial.linear_drag_per_s = 5;
    qn_field_create(world, &swirl);
    qn_body_id cork = add_body(world, QN_BODY_DYNAMIC, 2, 0);
    add_circle(world, cork, 0.1f);
    run(world, 1); // it begins to follow the flow: 2 m/s upwards at 2 m
    // [/radial]
    double kept = 1.0 / (1.0 + 5.0 / 240.0);
    CHECK_NEAR(qn_body_velocity(world, cork).y, 2.0 * (1.0 - kept * kept * kept * kept), 0.01);
    qn_world_destroy(world);
}

static void explosion(void)
{
    qn_world *world = new_world();
    add_floor(world);
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 2, 0.5f);
    add_box(world, crate, 0.5f, 0.5f);
    // [explosion]
    qn_explosion_def blast = qn_explosion_def_default();
    blast.position_m = qn_v2(0, 0.5f);
    blast.radius_m = 5;
    blast.impulse_per_length_nspm = 4000;
    int32_t hit_count;
    qn_world_explode(world, &blast, &hit_count);
    // 1 m of the crate faces it, so it gets 4000 N s: 4 m/s.
    qn_vec2 v = qn_body_velocity(world, crate);
    // [/explosion]
    CHECK_INT(hit_count, 1);
    CHECK_NEAR(v.x, 4.0, 0.01);
    qn_world_destroy(world);
}
