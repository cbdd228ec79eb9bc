// A character that walks, jumps and climbs.
#include "sample.h"

// [character]
typedef struct walker {
    qn_character_id id;
    qn_character_motion motion; // of the last tick
} walker;

static void walk(qn_world *world, walker *p, float run_mps, bool jumps)
{
    const float dt_s = 1.0f / 60.0f;
    bool stands = (p->motion.flags & QN_CHARACTER_GROUNDED) != 0;
    qn_vec2 v = {run_mps, stands ? 0 : p->motion.velocity_mps.y - 10 * dt_s};
    if (jumps && stands) {
        v = qn_add(v, qn_v2(0, 5)); // and what it stands on gives it its own speed
        v = qn_add(v, p->motion.ground_velocity_mps);
    }
    qn_character_move(world, p->id, v, dt_s, &p->motion);
    qn_world_step(world, dt_s, 4);
}
// [/character]

static void character(void)
{
    qn_world *world = new_world();
    add_floor(world);
    qn_body_id stair = add_body(world, QN_BODY_STATIC, 4, 0.1f);
    add_box(world, stair, 1, 0.1f);
    // [character-use]
    qn_character_def def = qn_character_def_default(); // 1.8 m high, steps of 0.3 m
    def.position_m = qn_v2(0, 1.5f);
    walker p = {.id = qn_character_create(world, &def)};
    for (int i = 0; i < 60; ++i) {
        walk(world, &p, 0, false); // falls to the ground
    }
    for (int i = 0; i < 60; ++i) {
        walk(world, &p, 4, false); // walks 4 m, up a stair of 0.2 m
    }
    float on_stair = p.motion.position_m.y;
    walk(world, &p, 0, true);
    float highest = 0;
    for (int i = 0; i < 60; ++i) {
        walk(world, &p, 0, false);
        highest = qn_max(highest, p.motion.position_m.y - on_stair);
    }
    // [/character-use]
    CHECK_NEAR(on_stair, 0.2 + 0.9, 0.02);
    CHECK_NEAR(p.motion.position_m.x, 4.0, 0.05);
    CHECK_NEAR(highest, 1.25, 0.08); // v^2 / 2g
    CHECK((p.motion.flags & QN_CHARACTER_GROUNDED) != 0);
    qn_world_destroy(world);
}
