// Each function builds one scene, lets it run, and returns one figure. Heights and gaps are in
// millimetres where the name says so.
#include "quality.h"

#include <stdlib.h>

#include "scenes.h"

#define STEPS_PER_S 60
#define MAX_LINKS 128

static double millimetres(float metres) { return 1000.0 * (double)metres; }

// ---- Stacks ---------------------------------------------------------------------------------

static qn_body_id add_box(qn_world *world, qn_vec2 at, qn_vec2 half_size, float density,
                          float angle_rad, float friction)
{
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = at;
    def.angle_rad = angle_rad;
    qn_body_id body = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    shape.density_kgpm2 = density;
    shape.material.friction = friction;
    qn_shape_create_box(world, body, &shape, qn_v2(0.0f, 0.0f), half_size, 0.0f);
    return body;
}

static qn_body_id pyramid_of_210(qn_world *world)
{
    qn_body_id top = {0};
    scene_ground(world, 40.0f);
    for (int row = 0; row < 20; ++row) {
        for (int i = row; i < 20; ++i) {
            float x = 1.1f * ((float)i - 0.5f * (float)row - 10.0f);
            top = scene_box(world, x, 0.5f + (float)row, 0.5f, 0.5f);
        }
    }
    return top;
}

static double pyramid_sinks(void)
{
    qn_world *world = scene_sleepless();
    qn_body_id top = pyramid_of_210(world);
    scene_step(world, 10 * STEPS_PER_S);
    double sunk = millimetres(19.5f - qn_body_pose(world, top).p.y);
    qn_world_destroy(world);
    return sunk;
}

// The fastest body of a scene at rest, in m/s.
static float fastest(const qn_world *world, const qn_body_id *bodies, int count)
{
    float most = 0.0f;
    for (int i = 0; i < count; ++i) {
        most = qn_max(most, qn_length(qn_body_velocity(world, bodies[i])));
    }
    return most;
}

enum { MOST_ROWS = 40, MOST_BOXES = MOST_ROWS * (MOST_ROWS + 1) / 2 };

static double pyramid_trembles(int rows, int seconds)
{
    qn_world *world = scene_sleepless();
    qn_body_id bodies[MOST_BOXES];
    scene_ground(world, 40.0f);
    int count = 0;
    for (int row = 0; row < rows; ++row) {
        for (int i = row; i < rows; ++i) {
            float x = 1.1f * ((float)i - 0.5f * (float)row - 0.5f * (float)rows);
            bodies[count++] = scene_box(world, x, 0.5f + (float)row, 0.5f, 0.5f);
        }
    }
    scene_step(world, seconds * STEPS_PER_S);
    float speed = fastest(world, bodies, count);
    qn_world_destroy(world);
    return (double)speed;
}

static double pyramid_of_210_trembles(void) { return pyramid_trembles(20, 10); }
static double pyramid_of_820_trembles(void) { return pyramid_trembles(MOST_ROWS, 15); }

static void run_stack(double *sunk_mm, double *leant_mm)
{
    qn_world *world = scene_sleepless();
    qn_body_id bodies[30];
    scene_ground(world, 20.0f);
    for (int i = 0; i < 30; ++i) {
        bodies[i] = scene_box(world, 0.0f, 0.5f + (float)i, 0.5f, 0.5f);
    }
    float leant = 0.0f;
    for (int step = 0; step < 10 * STEPS_PER_S; ++step) {
        scene_step(world, 1);
        for (int i = 0; i < 30; ++i) {
            leant = qn_max(leant, qn_abs(qn_body_pose(world, bodies[i]).p.x));
        }
    }
    *sunk_mm = millimetres(29.5f - qn_body_pose(world, bodies[29]).p.y);
    *leant_mm = millimetres(leant);
    qn_world_destroy(world);
}

static double stack_sinks(void)
{
    double sunk, leant;
    run_stack(&sunk, &leant);
    return sunk;
}

static double stack_leans(void)
{
    double sunk, leant;
    run_stack(&sunk, &leant);
    return leant;
}

// A slab on two boxes of a kilogram each; `ratio` is how many of its own mass each box carries.
static double slab_sinks(float ratio)
{
    qn_world *world = scene_sleepless();
    scene_ground(world, 20.0f);
    add_box(world, qn_v2(-1.5f, 0.5f), qn_v2(0.5f, 0.5f), 1.0f, 0.0f, 0.6f);
    add_box(world, qn_v2(1.5f, 0.5f), qn_v2(0.5f, 0.5f), 1.0f, 0.0f, 0.6f);
    float density = 2.0f * ratio / (5.0f * 0.5f);
    qn_body_id slab = add_box(world, qn_v2(0.0f, 1.25f), qn_v2(2.5f, 0.25f), density, 0.0f, 0.6f);
    scene_step(world, 5 * STEPS_PER_S);
    double sunk = millimetres(1.25f - qn_body_pose(world, slab).p.y);
    qn_world_destroy(world);
    return sunk;
}

static double slab_10_sinks(void) { return slab_sinks(10.0f); }
static double slab_100_sinks(void) { return slab_sinks(100.0f); }
static double slab_400_sinks(void) { return slab_sinks(400.0f); }
static double slab_1000_sinks(void) { return slab_sinks(1000.0f); }

#define CARD_STOREYS 5

static const qn_vec2 half_card = {0.001f, 0.2f};

// Pairs of cards that lean on each other, and cards that lie from one pair to the next. Returns the
// last one.
static qn_body_id add_card_storey(qn_world *world, int storey, float y)
{
    const float lean = 25.0f * QN_PI / 180.0f;
    qn_body_id last = {0};
    float x = 0.175f * (float)storey;
    for (int i = storey; i < CARD_STOREYS; ++i) {
        if (i < CARD_STOREYS - 1) {
            add_box(world, qn_v2(x + 0.25f, y + half_card.y - 0.015f), half_card, 1.0f,
                    0.5f * QN_PI, 0.7f);
        }
        add_box(world, qn_v2(x, y), half_card, 1.0f, -lean, 0.7f);
        x += 0.175f;
        last = add_box(world, qn_v2(x, y), half_card, 1.0f, lean, 0.7f);
        x += 0.175f;
    }
    return last;
}

static double card_house_top(void)
{
    qn_world *world = scene_sleepless();
    scene_ground(world, 20.0f);
    qn_body_id top = {0};
    float y = half_card.y - 0.02f;
    for (int storey = 0; storey < CARD_STOREYS; ++storey) {
        top = add_card_storey(world, storey, y);
        y += 2.0f * half_card.y - 0.03f;
    }
    scene_step(world, 10 * STEPS_PER_S);
    double height = (double)qn_body_pose(world, top).p.y;
    qn_world_destroy(world);
    return height;
}

// 21 boxes of a pyramid, each reaching half into its neighbours.
static double overlap_speed(void)
{
    qn_world *world = scene_sleepless();
    qn_body_id bodies[21];
    scene_ground(world, 40.0f);
    int count = 0;
    for (int row = 0; row < 6; ++row) {
        for (int i = row; i < 6; ++i) {
            float x = 0.5f * ((float)(i - 6) + 0.5f * (float)(6 - row));
            bodies[count++] = add_box(world, qn_v2(x, 0.5f + 0.5f * (float)row), qn_v2(0.5f, 0.5f),
                                      1.0f, 0.0f, 0.6f);
        }
    }
    float most = 0.0f;
    for (int step = 0; step < 5 * STEPS_PER_S; ++step) {
        scene_step(world, 1);
        most = qn_max(most, fastest(world, bodies, count));
    }
    qn_world_destroy(world);
    return (double)most;
}

static int rows_sleep_at(int count)
{
    qn_world *world = scene_world();
    scene_mixed_rows(world, count);
    int step = 0;
    while (step < 1000 && qn_world_get_counters(world).awake_body_count > 0) {
        scene_step(world, 1);
        step += 1;
    }
    qn_world_destroy(world);
    return step;
}

// When a pile comes to rest is a matter of chance; of nine, the one in the middle.
static double pile_sleeps_at(void)
{
    int steps[9];
    for (int i = 0; i < 9; ++i) {
        int step = rows_sleep_at(196 + i);
        int at = i;
        for (; at > 0 && steps[at - 1] > step; --at) {
            steps[at] = steps[at - 1];
        }
        steps[at] = step;
    }
    return (double)steps[4];
}

// ---- Joints ---------------------------------------------------------------------------------

typedef struct joint_list {
    qn_joint_id items[MAX_LINKS];
    int count;
} joint_list;

static void pin(qn_world *world, joint_list *list, qn_body_id a, qn_body_id b, qn_vec2 at)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = a;
    def.base.body_b = b;
    def.base.anchor_a_m = qn_inv_transform(qn_body_pose(world, a), at);
    def.base.anchor_b_m = qn_inv_transform(qn_body_pose(world, b), at);
    list->items[list->count++] = qn_revolute_create(world, &def);
}

static float worst_gap(const qn_world *world, const joint_list *list)
{
    float worst = 0.0f;
    for (int i = 0; i < list->count; ++i) {
        worst = qn_max(worst, qn_joint_separation(world, list->items[i]));
    }
    return worst;
}

// 30 links in a row, held at one end, with a ball of 201 times a link's mass at the other.
static double ball_and_chain_gap(void)
{
    qn_world *world = scene_sleepless();
    joint_list joints = {.count = 0};
    qn_body_id last = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    for (int i = 0; i < 30; ++i) {
        qn_body_id link =
            add_box(world, qn_v2(0.5f + (float)i, 0.0f), qn_v2(0.5f, 0.125f), 20.0f, 0.0f, 0.6f);
        pin(world, &joints, last, link, qn_v2((float)i, 0.0f));
        last = link;
    }
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 34.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 20.0f;
    qn_shape_create_circle(world, ball, &def, qn_v2(0.0f, 0.0f), 4.0f);
    pin(world, &joints, last, ball, qn_v2(30.0f, 0.0f));
    float worst = 0.0f;
    for (int step = 0; step < 10 * STEPS_PER_S; ++step) {
        scene_step(world, 1);
        worst = qn_max(worst, worst_gap(world, &joints));
    }
    qn_world_destroy(world);
    return millimetres(worst);
}

static void run_bridge(double *gap_mm, double *sag_m)
{
    qn_world *world = scene_sleepless();
    joint_list joints = {.count = 0};
    qn_body_id bank = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id last = bank;
    qn_body_id middle = {0};
    for (int i = 0; i < 100; ++i) {
        qn_body_id plank =
            add_box(world, qn_v2(0.5f + (float)i, 0.0f), qn_v2(0.5f, 0.125f), 20.0f, 0.0f, 0.6f);
        pin(world, &joints, last, plank, qn_v2((float)i, 0.0f));
        middle = i == 50 ? plank : middle;
        last = plank;
    }
    pin(world, &joints, last, bank, qn_v2(100.0f, 0.0f));
    float worst = 0.0f;
    for (int step = 0; step < 10 * STEPS_PER_S; ++step) {
        scene_step(world, 1);
        worst = qn_max(worst, worst_gap(world, &joints));
    }
    *gap_mm = millimetres(worst);
    *sag_m = -(double)qn_body_pose(world, middle).p.y;
    qn_world_destroy(world);
}

static double bridge_gap(void)
{
    double gap, sag;
    run_bridge(&gap, &sag);
    return gap;
}

static double bridge_sag(void)
{
    double gap, sag;
    run_bridge(&gap, &sag);
    return sag;
}

// A ball on an arm of two metres, let go level with its pin: how far below that it stays at the
// end of its best swing within the last five seconds of a minute.
static double pendulum_loss(void)
{
    qn_world *world = scene_sleepless();
    joint_list joints = {.count = 0};
    qn_body_id pivot = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id bob = scene_circle(world, 2.0f, 0.0f, 0.25f);
    pin(world, &joints, pivot, bob, qn_v2(0.0f, 0.0f));
    float best = -2.0f;
    for (int step = 0; step < 60 * STEPS_PER_S; ++step) {
        scene_step(world, 1);
        if (step >= 55 * STEPS_PER_S) {
            best = qn_max(best, qn_body_pose(world, bob).p.y);
        }
    }
    qn_world_destroy(world);
    return millimetres(-best);
}

// ---- Free motion, bounces, friction ---------------------------------------------------------

static double tenth_peak(void)
{
    qn_world *world = scene_sleepless();
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, -1.0f);
    qn_shape_def def = qn_shape_def_default();
    def.material.restitution = 1.0f;
    qn_shape_create_box(world, ground, &def, qn_v2(0.0f, 0.0f), qn_v2(10.0f, 1.0f), 0.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 5.0f);
    qn_shape_create_circle(world, ball, &def, qn_v2(0.0f, 0.0f), 0.5f);
    float before = 5.0f, now = 5.0f, peak = 0.0f;
    for (int step = 0, peak_count = 0; step < 60 * STEPS_PER_S && peak_count < 10; ++step) {
        float older = before;
        before = now;
        scene_step(world, 1);
        now = qn_body_pose(world, ball).p.y;
        if (before > older && before >= now) {
            peak = before;
            peak_count += 1;
        }
    }
    qn_world_destroy(world);
    return (double)peak;
}

// How far a box slides in five seconds down a slope, with friction 0.5 (holds up to 26.57 deg).
static double slides_at(float degrees)
{
    qn_world *world = scene_sleepless();
    float angle = degrees * QN_PI / 180.0f;
    qn_body_id ramp = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.material.friction = 0.5f;
    qn_shape_create_box(world, ramp, &def, qn_v2(0.0f, 0.0f), qn_v2(40.0f, 1.0f), angle);
    qn_vec2 start = qn_rotate(qn_rot_from_angle(angle), qn_v2(0.0f, 1.5f));
    qn_body_id box = add_box(world, start, qn_v2(0.5f, 0.5f), 1000.0f, angle, 0.5f);
    scene_step(world, 5 * STEPS_PER_S);
    double slid = (double)qn_distance(start, qn_body_pose(world, box).p);
    qn_world_destroy(world);
    return slid;
}

static double slides_at_26(void) { return slides_at(26.0f); }
static double slides_at_27(void) { return slides_at(27.0f); }

// The worst distance, in mm, from the exact parabola over three seconds at four step rates.
static double parabola_error(void)
{
    const int rates[4] = {30, 60, 120, 144};
    float worst = 0.0f;
    for (int i = 0; i < 4; ++i) {
        qn_world *world = scene_sleepless();
        qn_body_id ball = scene_circle(world, 0.0f, 0.0f, 0.5f);
        qn_body_set_velocity(world, ball, qn_v2(7.0f, 12.0f), 0.0f);
        for (int step = 1; step <= 3 * rates[i]; ++step) {
            qn_world_step(world, 1.0f / (float)rates[i], SCENE_SUBSTEPS);
            float t = (float)step / (float)rates[i];
            qn_vec2 exact = {7.0f * t, 12.0f * t - 5.0f * t * t};
            worst = qn_max(worst, qn_distance(exact, qn_body_pose(world, ball).p));
        }
        qn_world_destroy(world);
    }
    return millimetres(worst);
}

// ---- The table ------------------------------------------------------------------------------

const quality_row quality_rows[] = {
    {"pyramid of 210: top sinks", "mm", pyramid_sinks, -5.0, 5.0,
     "29.7 / 30.4 / -255 / 334 / 12.1"},
    {"pyramid of 210: fastest at 10 s", "m/s", pyramid_of_210_trembles, 0.0, 2e-3,
     "2.6e-5 / 9.2e-5 / 1.1e-4 / 4e-4"},
    {"pyramid of 820: fastest at 15 s", "m/s", pyramid_of_820_trembles, 0.0, 5e-3, "-"},
    {"stack of 30: top sinks", "mm", stack_sinks, -20.0, 20.0, "295 / 295 / 25 / fell / 39"},
    {"stack of 30: leans", "mm", stack_leans, 0.0, 50.0, "71 / 53 / 2053 / fell / 388"},
    {"slab of 10 times the load sinks", "mm", slab_10_sinks, -5.0, 5.0,
     "4.6 / 4.6 / -28 / 3 / 1.0"},
    {"slab of 100 times", "mm", slab_100_sinks, -5.0, 5.0, "44 / 44 / -10 / 999 / 1.1"},
    {"slab of 400 times", "mm", slab_400_sinks, -5.0, 5.0, "176 / 176 / 92 / 1001 / 2.9"},
    {"slab of 1000 times", "mm", slab_1000_sinks, -20.0, 20.0, "650 / 938 / 310 / flew / 8.3"},
    {"card house: top at 10 s", "m", card_house_top, 1.64, 1.67, "1.626 / 1.447 / 0.537 / 0.382"},
    {"21 boxes half in each other: fastest", "m/s", overlap_speed, 0.0, 3.0,
     "8.8 / 9.2 / 0.9 / 0.2"},
    {"200 mixed bodies sleep at, median", "step", pile_sleeps_at, 0.0, 350.0,
     "395 / 348 / 829 / 385"},
    {"ball and chain 201:1: worst gap", "mm", ball_and_chain_gap, 0.0, 50.0,
     "162 / 353 / 22269 / 257 / 75"},
    {"bridge of 100: worst gap", "mm", bridge_gap, 0.0, 5.0, "14.3 / 73 / 54 / 42"},
    {"bridge of 100: sag", "m", bridge_sag, 0.0, 100.0, "5.4 / 10.4 / 13.4 / 10.5"},
    {"pendulum loses in 60 s", "mm", pendulum_loss, -1.0, 1.0, "1 / 273 / 771 / - / 1490"},
    {"elastic ball: tenth peak", "m", tenth_peak, 4.99, 5.01, "4.766 / 4.766 / 4.997 / 2.539"},
    {"slides in 5 s at 26 deg", "m", slides_at_26, 0.0, 0.005, "0.001 / 0.001 / 0.015 / 0.37"},
    {"slides in 5 s at 27 deg", "m", slides_at_27, 0.5, 2.0, "-"},
    {"free flight: off the parabola", "mm", parabola_error, 0.0, 1.0, "-"},
};
const int quality_row_count = (int)(sizeof quality_rows / sizeof quality_rows[0]);
