// Pins four at a time: against the same pins in rows of their own, with more pins on a body than
// there are colours, beside what does not give way, and from any history.
#include "base/angle4.h"
#include "check.h"
#include "physics/step.h"
#include "physics/validate.h"
#include "physics/world.h"
#include "scenes.h"

#include <math.h>
#include <stdlib.h>

// ---- Against rows of their own --------------------------------------------------------------

#define LINK_COUNT 2

// Two links that hang from a wall, solved in the same order either way. A pin that a gear reads has
// a row of its own; what the gear turns weighs next to nothing.
typedef struct chain {
    qn_world *world;
    qn_body_id links[LINK_COUNT];
    qn_joint_id pins[LINK_COUNT];
} chain;

// Without a shape.
static qn_body_id weight(qn_world *world, float x, float y, qn_mass mass)
{
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = qn_v2(x, y);
    def.override_mass = true;
    def.mass = mass;
    return qn_body_create(world, &def);
}

static void gear_to_feathers(qn_world *world, qn_body_id wall, const chain *c)
{
    for (int i = 0; i < LINK_COUNT; ++i) {
        qn_revolute_def pin = qn_revolute_def_default();
        pin.base.body_a = wall;
        pin.base.body_b = weight(world, 0.0f, 0.0f, (qn_mass){1.0e-6f, 1.0e-12f, {0.0f, 0.0f}});
        qn_gear_def gear = qn_gear_def_default();
        gear.joint_a = c->pins[i];
        gear.joint_b = qn_revolute_create(world, &pin);
        CHECK(qn_gear_create(world, &gear).raw != 0);
    }
}

static chain hang(const qn_revolute_def *like, bool has_rows)
{
    chain c = {.world = scene_world()};
    qn_body_id wall = scene_body(c.world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id above = wall;
    for (int i = 0; i < LINK_COUNT; ++i) {
        float x = (float)i;
        qn_revolute_def def = *like;
        c.links[i] = scene_box(c.world, x + 0.5f, 0.0f, 0.5f, 0.1f);
        def.base.body_a = above;
        def.base.body_b = c.links[i];
        def.base.anchor_a_m = qn_v2(i == 0 ? 0.0f : 0.5f, 0.0f);
        def.base.anchor_b_m = qn_v2(-0.5f, 0.0f);
        c.pins[i] = qn_revolute_create(c.world, &def);
        above = c.links[i];
    }
    if (has_rows) {
        gear_to_feathers(c.world, wall, &c);
    }
    return c;
}

static void check_same(const chain *a, const chain *b)
{
    for (int i = 0; i < LINK_COUNT; ++i) {
        qn_vec2 p = qn_body_center_of_mass(a->world, a->links[i]);
        qn_vec2 q = qn_body_center_of_mass(b->world, b->links[i]);
        qn_vec2 f = qn_joint_force(a->world, a->pins[i]);
        qn_vec2 g = qn_joint_force(b->world, b->pins[i]);
        float most = 1.0f + qn_abs(f.x) + qn_abs(f.y);
        CHECK_NEAR(p.x, q.x, 2e-5);
        CHECK_NEAR(p.y, q.y, 2e-5);
        CHECK_NEAR(f.x, g.x, 2e-3f * most);
        CHECK_NEAR(f.y, g.y, 2e-3f * most);
        CHECK_NEAR(qn_revolute_angle(a->world, a->pins[i]), qn_revolute_angle(b->world, b->pins[i]),
                   2e-5);
        CHECK_NEAR(qn_revolute_motor_torque(a->world, a->pins[i]),
                   qn_revolute_motor_torque(b->world, b->pins[i]), 2e-3f * most);
    }
}

static void compare(const qn_revolute_def *like)
{
    chain blocks = hang(like, false), rows = hang(like, true);
    for (int step = 0; step < 40; ++step) {
        scene_step(blocks.world, 1);
        scene_step(rows.world, 1);
        check_same(&blocks, &rows);
    }
    CHECK_INT(blocks.world->scratch->joint_row_count, 0);
    CHECK(blocks.world->scratch->pin_block_count > 0);
    CHECK_INT(rows.world->scratch->pin_block_count, 0);
    CHECK_INT(rows.world->scratch->joint_row_count, 3 * LINK_COUNT);
    qn_world_destroy(blocks.world);
    qn_world_destroy(rows.world);
}

TEST(pins_of_a_block_do_what_pins_with_rows_of_their_own_do)
{
    for (int parts = 0; parts < 16; ++parts) {
        qn_revolute_def def = qn_revolute_def_default();
        def.enable_spring = (parts & 1) != 0;
        def.spring_hz = 3.0f;
        def.spring_damping_ratio = 0.3f;
        def.target_angle_rad = 0.4f;
        def.enable_limit = (parts & 2) != 0;
        def.lower_angle_rad = -0.3f;
        def.upper_angle_rad = 0.5f;
        def.enable_motor = (parts & 4) != 0;
        def.motor_speed_radps = 1.5f;
        def.max_motor_torque_nm = 300.0f;
        if ((parts & 8) != 0) { // not for the direct solver
            def.base.stiffness_hz = 30.0f;
            def.base.stiffness_damping_ratio = 1.0f;
        }
        compare(&def);
    }
}

// ---- Blocks ---------------------------------------------------------------------------------

// Whether impulses may move the body of a row that two lanes of a block name.
static bool is_shared(const qn_world *world, int32_t row, const qn_pin_block *pin, int lane)
{
    bool gives_way = row != QN_NONE && world->motions[row].inv_mass > 0.0f;
    return gives_way && (row == pin->row_a[lane] || row == pin->row_b[lane]);
}

static bool lanes_are_apart(const qn_world *world, const qn_pin_block *pin)
{
    bool are_apart = true;
    for (int pair = 0; pair < 16; ++pair) {
        int k = pair / 4, other = pair % 4;
        are_apart = are_apart && (other >= k || !(is_shared(world, pin->row_a[k], pin, other) ||
                                                  is_shared(world, pin->row_b[k], pin, other)));
    }
    return are_apart;
}

// A copy of the world in which the next step has dealt them out: those of the last step are gone.
static qn_world *deal_pins(const qn_world *from)
{
    qn_world *world = scene_world();
    CHECK_ERROR(qn_world_copy(world, from), QN_ERROR_OK);
    qn_step step = {.dt_s = 1.0f / 60.0f, .h_s = 1.0f / 240.0f, .inv_h = 240.0f, .inv_dt = 60.0f};
    qn_stage_prepare(world, &step);
    return world;
}

// Of all blocks but those of the overflow.
static void check_blocks(const qn_world *from)
{
    qn_world *world = deal_pins(from);
    const qn_scratch *s = world->scratch;
    int32_t pin_count = 0;
    for (int32_t i = 0; i < s->pin_block_count; ++i) {
        const qn_pin_block *pin = &s->pin_blocks[i];
        bool overflows =
            i < s->pin_power_overflow || (i >= s->pin_power_count && i < s->pin_overflow);
        CHECK(overflows || lanes_are_apart(world, pin));
        for (int k = 0; k < 4; ++k) {
            pin_count += pin->joint[k] != QN_NONE;
        }
    }
    CHECK_INT(pin_count, world->state->awake_link_count[QN_JOINTS]);
    qn_world_destroy(world);
}

static qn_joint_id pin_at(qn_world *world, qn_body_id a, qn_body_id b, qn_vec2 at, bool has_motor)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base = qn_joint_base_at(world, a, b, at, 0.0f);
    def.enable_motor = has_motor;
    def.max_motor_torque_nm = 0.1f;
    return qn_revolute_create(world, &def);
}

TEST(a_hub_holds_more_pins_than_there_are_colours)
{
    qn_world *world = scene_world();
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id hub = scene_circle(world, 0.0f, 0.0f, 4.0f);
    qn_joint_id pins[101];
    pins[100] = pin_at(world, wall, hub, qn_v2(0.0f, 0.0f), false);
    for (int i = 0; i < 100; ++i) {
        // Not by libm, whose last bits differ from one machine to the other.
        qn_rot q = qn_rot_from_angle(2.0f * QN_PI * (float)i / 100.0f);
        qn_vec2 rim = {4.0f * q.c, 4.0f * q.s};
        qn_body_id bob = scene_circle(world, 1.2f * rim.x, 1.2f * rim.y, 0.1f);
        pins[i] = pin_at(world, hub, bob, rim, i % 3 == 0);
    }
    for (int step = 0; step < 120; ++step) {
        scene_step(world, 1);
        check_blocks(world);
    }
    const qn_scratch *s = world->scratch;
    CHECK(s->pin_power_overflow > 0 && s->pin_overflow > s->pin_power_count);
    for (int i = 0; i < 101; ++i) {
        CHECK_NEAR(qn_joint_separation(world, pins[i]), 0.0, 3e-3);
    }
    CHECK(qn_world_validate(world) == NULL);
    qn_world_destroy(world);
}

TEST(pins_to_what_does_not_give_way_leave_it_as_it_was)
{
    qn_world *world = scene_world();
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id cart = scene_body(world, QN_BODY_KINEMATIC, 10.0f, 0.0f);
    qn_body_set_velocity(world, cart, qn_v2(1.0f, 0.0f), 2.0f);
    qn_joint_id pins[20];
    for (int i = 0; i < 20; ++i) {
        qn_vec2 at = {i % 2 == 0 ? 0.0f : 10.0f, 0.0f};
        qn_mass mass = {1.0f, 0.1f, {0.0f, 0.0f}};
        qn_body_id bob = weight(world, at.x, -1.0f - 0.1f * (float)i, mass);
        pins[i] = pin_at(world, i % 2 == 0 ? wall : cart, bob, at, i % 5 == 0);
    }
    for (int step = 0; step < 120; ++step) {
        scene_step(world, 1);
        check_blocks(world);
    }
    CHECK_NEAR(qn_body_velocity(world, cart).x, 1.0f, 0.0f);
    CHECK_NEAR(qn_body_angular_velocity(world, cart), 2.0f, 0.0f);
    CHECK_NEAR(qn_body_center_of_mass(world, cart).x, 12.0f, 1e-4);
    for (int i = 0; i < 20; ++i) {
        CHECK(qn_joint_separation(world, pins[i]) < 1e-3f);
    }
    qn_world_destroy(world);
}

// ---- Histories ------------------------------------------------------------------------------

#define SIDE 6

typedef struct net {
    qn_world *world;
    qn_body_id bodies[SIDE * SIDE];
    qn_joint_id pins[2 * SIDE * SIDE];
} net;

static net make_net(void)
{
    net n = {.world = scene_world()};
    for (int i = 0; i < SIDE * SIDE; ++i) {
        int line = i / SIDE;
        float x = (float)(i % SIDE), y = -(float)line;
        n.bodies[i] = i % SIDE == 0 && i < SIDE ? scene_body(n.world, QN_BODY_STATIC, x, y)
                                                : scene_circle(n.world, x, y, 0.3f);
        if (i % SIDE > 0) {
            n.pins[2 * i] =
                pin_at(n.world, n.bodies[i - 1], n.bodies[i], qn_v2(x - 0.5f, y), i % 4 == 0);
        }
        if (i >= SIDE) {
            n.pins[2 * i + 1] =
                pin_at(n.world, n.bodies[i - SIDE], n.bodies[i], qn_v2(x, y + 0.5f), i % 7 == 0);
        }
    }
    return n;
}

// What happens to a net before a step; of a copy the same handles name the same.
static void disturb(qn_world *world, const net *n, int step)
{
    if (step % 9 == 4) {
        qn_joint_destroy(world, n->pins[(step * 7) % (2 * SIDE * SIDE)]);
    }
    if (step % 11 == 5) {
        qn_vec2 at = qn_body_center_of_mass(world, n->bodies[SIDE * SIDE - 1]);
        pin_at(world, n->bodies[0], n->bodies[SIDE * SIDE - 1], at, false);
    }
    if (step % 20 == 10) {
        qn_body_set_awake(world, n->bodies[SIDE], false);
    }
    if (step % 20 == 15) {
        qn_body_set_awake(world, n->bodies[SIDE], true);
    }
    if (step == 30) {
        qn_body_destroy(world, n->bodies[2 * SIDE + 2]);
    }
}

TEST(a_copy_in_the_middle_goes_on_as_the_world_does)
{
    net n = make_net();
    qn_world *copy = scene_world();
    for (int step = 0; step < 80; ++step) {
        if (step == 25 || step == 51) {
            CHECK_ERROR(qn_world_copy(copy, n.world), QN_ERROR_OK);
        }
        disturb(n.world, &n, step);
        scene_step(n.world, 1);
        check_blocks(n.world);
        CHECK(qn_world_validate(n.world) == NULL);
        if (step >= 25) {
            disturb(copy, &n, step);
            scene_step(copy, 1);
            CHECK(qn_world_state_hash(copy) == qn_world_state_hash(n.world));
        }
    }
    qn_world_destroy(copy);
    qn_world_destroy(n.world);
}

// ---- Angles ---------------------------------------------------------------------------------

TEST(four_angles_at_once_are_what_one_is)
{
    uint32_t seed = 5;
    for (int i = 0; i < 20000; ++i) {
        float y[4], x[4], angles[4];
        float scale = i % 2 == 0 ? 1.0f : 1.0e-6f;
        for (int k = 0; k < 4; ++k) {
            y[k] = scale * check_random_float(&seed, -1.0f, 1.0f);
            x[k] = check_random_float(&seed, -1.0f, 1.0f);
        }
        qn_f4_store(angles, qn_f4_atan2(qn_f4_load(y), qn_f4_load(x)));
        for (int k = 0; k < 4; ++k) {
            CHECK_NEAR(angles[k], qn_atan2(y[k], x[k]), 6e-7);
        }
    }
}

TEST(angles_along_the_axes_and_of_nothing_are_exact)
{
    const float y[4] = {0.0f, 1.0f, -1.0f, 0.0f}, x[4] = {1.0f, 0.0f, 0.0f, 0.0f};
    float angles[4];
    qn_f4_store(angles, qn_f4_atan2(qn_f4_load(y), qn_f4_load(x)));
    CHECK_NEAR(angles[0], 0.0f, 0.0f);
    CHECK_NEAR(angles[1], 0.5f * QN_PI, 2e-7);
    CHECK_NEAR(angles[2], -0.5f * QN_PI, 2e-7);
    CHECK_NEAR(angles[3], 0.0f, 0.0f);
}

TEST(turns_are_taken_off_four_angles_at_once)
{
    const float angle[4] = {0.5f, 0.5f + 6.0f * QN_PI, -0.5f - 2.0f * QN_PI, 4.0e6f};
    float turns[4], rest[4];
    qn_f4_store(turns, qn_f4_whole_turns(qn_f4_load(angle)));
    qn_f4_store(rest, qn_f4_unwind(qn_f4_load(angle)));
    CHECK_NEAR(turns[0], 0.0f, 0.0f);
    CHECK_NEAR(turns[1], 3.0f, 0.0f);
    CHECK_NEAR(turns[2], -1.0f, 0.0f);
    CHECK_NEAR(turns[3], 0.0f, 0.0f); // beyond counting
    CHECK_NEAR(rest[1], 0.5f, 3e-6);
    CHECK_NEAR(rest[2], -0.5f, 1e-6);
}

// ---- Room -----------------------------------------------------------------------------------

// Of so many joints of a body, so many are pins and the others have rows; what may touch does.
static qn_world *crowd(int32_t joint_count, int32_t pin_count)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = 5;
    def.shape_capacity = 3;
    def.joint_capacity = joint_count;
    def.contact_capacity = 3;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id body = weight(world, 0.0f, -1.0f, (qn_mass){1.0f, 1.0f, {0.0f, 0.0f}});
    for (int32_t i = 0; i < joint_count; ++i) {
        qn_revolute_def pin = qn_revolute_def_default();
        qn_weld_def weld = qn_weld_def_default();
        pin.base.body_a = weld.base.body_a = wall;
        pin.base.body_b = weld.base.body_b = body;
        pin.enable_motor = i % 3 == 0;
        pin.max_motor_torque_nm = 1.0f;
        CHECK((i < pin_count ? qn_revolute_create(world, &pin) : qn_weld_create(world, &weld)).raw);
    }
    for (int i = 0; i < 3; ++i) {
        scene_circle(world, 0.0f, 10.0f, 0.5f);
    }
    return world;
}

TEST(every_mixture_of_pins_and_rows_has_room)
{
    static const int32_t joint_counts[] = {1, 2, 16, 153, 154, 155, 156, 157, 600};
    for (int k = 0; k < 9; ++k) {
        int32_t joints = joint_counts[k], stride = joints / 16 + 1;
        for (int32_t pins = 0; pins <= joints; pins += stride) {
            qn_world *world = crowd(joints, pins);
            scene_step(world, 2);
            const qn_scratch *s = world->scratch;
            CHECK_INT(s->pin_count, pins);
            CHECK_INT(s->joint_row_count, joints - pins);
            CHECK(s->pin_block_count <= s->pin_block_limit);
            const int32_t *end = s->direct_order + s->direct_row_limit;
            CHECK((const uint8_t *)end <= s->room.memory + s->room.bytes);
            CHECK(qn_world_validate(world) == NULL);
            qn_world_destroy(world);
        }
    }
}
