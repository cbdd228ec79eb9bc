// A first world, what it refuses, and what makes its bits.
#include "sample.h"

#include <string.h>

static void first_world(void)
{
    // [first-world]
    qn_world_def world_def = qn_world_def_default(); // gravity is (0, -10) m/s^2
    qn_world *world;
    if (qn_world_create(&world_def, &world) != QN_ERROR_OK) {
        return;
    }
    qn_body_def floor_def = qn_body_def_default(); // a static body
    floor_def.position_m = qn_v2(0, -1);
    qn_body_id floor = qn_body_create(world, &floor_def);

    qn_body_def crate_def = qn_body_def_default();
    crate_def.type = QN_BODY_DYNAMIC;
    crate_def.position_m = qn_v2(0, 4);
    qn_body_id crate = qn_body_create(world, &crate_def);

    qn_shape_def shape_def = qn_shape_def_default(); // 1000 kg/m^2, friction 0.6
    qn_shape_create_box(world, floor, &shape_def, qn_v2(0, 0), qn_v2(50, 1), 0);
    qn_shape_create_box(world, crate, &shape_def, qn_v2(0, 0), qn_v2(0.5f, 0.5f), 0);

    for (int i = 0; i < 120; ++i) { // two seconds
        qn_world_step(world, 1.0f / 60.0f, 4);
    }
    qn_pose pose = qn_body_pose(world, crate); // pose.p is the position, pose.q the rotation
    // [/first-world]
    CHECK_NEAR(pose.p.y, 0.5, 1e-3);
    CHECK_NEAR(qn_body_mass(world, crate), 1000.0, 1e-2);
    CHECK(!qn_body_is_awake(world, crate));
    qn_world_destroy(world);
}

static void refused(void)
{
    qn_world *world = new_world();
    uint64_t before = qn_world_state_hash(world);
    // [refused]
    qn_body_def def = qn_body_def_default();
    def.position_m.x = 2.0e5f; // beyond QN_MAX_POSITION_M
    qn_body_id body = qn_body_create(world, &def);
    const char *why;
    qn_error error = qn_world_last_error(world, &why);
    // body.raw is 0, error is QN_ERROR_OUT_OF_RANGE, and why names the field.
    // [/refused]
    CHECK_INT(body.raw, 0);
    CHECK_ERROR(error, QN_ERROR_OUT_OF_RANGE);
    CHECK(strstr(why, "position_m") != NULL);
    CHECK(qn_world_state_hash(world) == before);
    qn_world_destroy(world);
}

static void last_error(void)
{
    qn_world *world = new_world();
    // [last-error]
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    qn_body_destroy(world, body);
    qn_error set = qn_body_set_gravity_scale(world, body, 2); // setters return the error
    qn_world_clear_error(world);
    float mass = qn_body_mass(world, body);          // getters answer 0 ...
    qn_error got = qn_world_last_error(world, NULL); // ... and leave the error here
    const char *code = qn_error_code(got);
    // [/last-error]
    CHECK_ERROR(set, QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(got, QN_ERROR_STALE_HANDLE);
    CHECK(mass == 0);
    CHECK_TEXT(code, "stale-handle");
    qn_world_destroy(world);
}

// [frame]
// Steps of exactly 1/60 s, however long frames take; returns how far the frame lies between the
// last two steps, for qn_pose_interpolate.
static float advance(qn_world *world, double *owed_s, double frame_s)
{
    const double dt_s = 1.0 / 60.0;
    *owed_s += frame_s < 0.1 ? frame_s : 0.1; // after a pause: no avalanche of steps
    while (*owed_s >= dt_s) {
        qn_world_step(world, (float)dt_s, 4);
        *owed_s -= dt_s;
    }
    return (float)(*owed_s / dt_s);
}
// [/frame]

static void frame(void)
{
    qn_world *world = new_world();
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    double owed_s = 0;
    // [interpolate]
    float alpha = advance(world, &owed_s, 0.040); // 40 ms: two steps, and 0.4 of another
    const qn_pose_record *poses = qn_world_poses(world, NULL);
    uint32_t slot = (body.raw & 0xFFFFF) - 1;
    qn_pose drawn = qn_pose_interpolate(&poses[slot], alpha);
    // [/interpolate]
    CHECK_INT(qn_world_get_counters(world).tick_count, 2);
    CHECK_NEAR(alpha, 0.4, 1e-5);
    double after_one = -5.0 / 3600.0, after_two = 4.0 * after_one;
    CHECK_NEAR(drawn.p.y, after_one + 0.4 * (after_two - after_one), 1e-6);
    qn_world_destroy(world);
}

static void same_bits(void)
{
    // [same-bits]
    uint64_t hashes[2];
    for (int i = 0; i < 2; ++i) {
        qn_world *world = new_world();
        add_floor(world);
        for (int k = 0; k < 20; ++k) {
            qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0.3f * (float)(k % 3), (float)k);
            add_box(world, body, 0.4f, 0.4f);
        }
        run(world, 200);
        hashes[i] = qn_world_state_hash(world);
        qn_world_destroy(world);
    }
    // [/same-bits]
    CHECK(hashes[0] == hashes[1]);
    CHECK(hashes[0] != 0);
}
