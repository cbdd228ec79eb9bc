// Tiles: only the outline of the solid is felt, edits take effect at once, memory follows the
// solid.
#include <math.h>

#include "check.h"
#include "hulls.h"
#include "physics/geometry/manifold.h"
#include "physics/step.h"
#include "scenes.h"
#include "sliding.h"
#include "sound.h"
#include "tiles.h"

static const float speeds[] = {1.0f, 5.0f, 10.0f, 30.0f};

// From a picture, the lowest row last; '#' is solid.
static qn_shape_id draw_tiles(qn_world *world, qn_body_id body, float cell, const char *const *rows,
                              int height)
{
    int width = 0;
    while (rows[0][width] != 0) {
        ++width;
    }
    qn_shape_id tiles = tiles_add(world, body, qn_v2(0.0f, 0.0f), cell, width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            qn_tiles_set_cell(world, tiles, x, y, rows[height - 1 - y][x] == '#');
        }
    }
    return tiles;
}

// ---- Sliding --------------------------------------------------------------------------------

static void check_slides(const char *what, const track *t, float cell, qn_vec2 origin, int width,
                         int height, float distance)
{
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        for (int i = 0; i < 4; ++i) {
            qn_world *world = scene_world();
            qn_shape_id tiles = tiles_add(world, tiles_ground(world), origin, cell, width, height);
            CHECK_ERROR(qn_tiles_fill(world, tiles, 0, 0, width, height, true), QN_ERROR_OK);
            sliding_result r = slide_on(world, t, kind, speeds[i], distance);
            CHECK(r.lost_fraction < 0.001f);
            CHECK(r.fastest_rise_mps < 0.02f);
            sliding_report(what, kind, speeds[i], r);
            qn_world_destroy(world);
        }
    }
}

SLOW_TEST(bodies_slide_over_a_floor_of_tiles_without_a_bump)
{
    check_slides("1 m tiles", &sliding_floor, 1.0f, qn_v2(-2.0f, -3.0f), 212, 3, 200.0f);
    check_slides("0.25 m tiles", &sliding_floor, 0.25f, qn_v2(-2.0f, -1.0f), 830, 4, 200.0f);
}

TEST(bodies_slide_along_a_wall_of_tiles_without_a_bump)
{
    const track up_right_wall = {{0, 1}, {0, 1}, {-1, 0}};
    const track down_left_wall = {{0, 99}, {0, -1}, {1, 0}};
    check_slides("right wall", &up_right_wall, 0.25f, qn_v2(0, -1), 4, 430, 100.0f);
    check_slides("left wall", &down_left_wall, 0.5f, qn_v2(-1, -9), 2, 220, 100.0f);
}

TEST(bodies_slide_along_a_ceiling_of_tiles_without_a_bump)
{
    const track ceiling = {{1, 0}, {1, 0}, {0, -1}};
    check_slides("ceiling", &ceiling, 0.25f, qn_v2(-2.0f, 0.0f), 430, 4, 100.0f);
}

TEST(bodies_slide_over_a_turned_grid_and_over_chunks_that_were_dug)
{
    qn_rot q = qn_rot_from_angle(0.6f);
    const track slope = {{0, 0}, {q.c, q.s}, {-q.s, q.c}};
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        qn_world *world = scene_world();
        qn_body_id body = tiles_ground(world);
        qn_body_set_pose(world, body, qn_v2(0.0f, 0.0f), 0.6f);
        qn_shape_id tiles = tiles_add(world, body, qn_v2(-2.0f, -1.0f), 0.25f, 430, 8);
        qn_tiles_fill(world, tiles, 0, 0, 430, 8, true);
        qn_tiles_fill(world, tiles, 0, 4, 430, 4, false);
        sliding_result r = slide_on(world, &slope, kind, 10.0f, 100.0f);
        CHECK(r.lost_fraction < 0.001f);
        CHECK(r.fastest_rise_mps < 0.02f);
        sliding_report("slope", kind, 10.0f, r);
        qn_world_destroy(world);
    }
}

// ---- Corners --------------------------------------------------------------------------------

TEST(a_body_comes_to_rest_in_an_inner_corner)
{
    static const char *const room[] = {"#..........#", "#..........#", "#..........#",
                                       "############"};
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        qn_world *world = scene_world();
        draw_tiles(world, tiles_ground(world), 1.0f, room, 4);
        qn_body_id body = sliding_body(world, kind, 6.0f, 1.51f);
        qn_body_set_velocity(world, body, qn_v2(8.0f, 0.0f), 0.0f);
        float furthest = 0.0f;
        for (int i = 0; i < 120; ++i) {
            scene_step(world, 1);
            furthest = qn_max(furthest, qn_body_pose(world, body).p.x);
        }
        float half = kind == SLIDER_BOX || kind == SLIDER_CIRCLE ? 0.5f : 0.7f;
        // It arrives between two steps, so it is inside for one, and leaves as from a plain wall.
        CHECK(furthest > 11.0f - half - 0.01f && furthest < 11.0f - half + 8.0f / 60.0f);
        CHECK(qn_body_pose(world, body).p.x < 11.0f - half + 0.005f);
        CHECK_NEAR(qn_body_pose(world, body).p.y, 1.5, 0.01);
        CHECK(qn_abs(qn_body_velocity(world, body).x) < 0.3f);
        qn_world_destroy(world);
    }
}

TEST(a_body_that_tips_over_an_outer_corner_touches_it_all_the_way)
{
    static const char *const ledge[] = {"........", "####....", "####....", "####....", "########"};
    qn_world *world = scene_world();
    draw_tiles(world, tiles_ground(world), 1.0f, ledge, 5);
    qn_body_id plank = scene_box(world, 4.2f, 4.1f, 1.0f, 0.1f);
    float deepest = 0.0f;
    for (int i = 0; i < 300; ++i) {
        scene_step(world, 1);
        // The corner of the ledge seen from the plank: never inside by more than a little.
        qn_vec2 corner = qn_inv_transform(qn_body_pose(world, plank), qn_v2(4.0f, 4.0f));
        float inside = qn_min(0.1f - qn_abs(corner.y), 1.0f - qn_abs(corner.x));
        deepest = qn_max(deepest, inside);
    }
    CHECK(deepest < 0.01f);
    CHECK(qn_body_pose(world, plank).p.y < 2.5f);
    CHECK(qn_body_pose(world, plank).p.x > 4.0f);
    qn_world_destroy(world);
}

TEST(a_wheel_rests_on_two_corners_and_a_box_on_a_pillar)
{
    static const char *const rows[] = {"............", ".......#....", "###.####....",
                                       "###.####...."};
    qn_world *world = scene_world();
    draw_tiles(world, tiles_ground(world), 1.0f, rows, 4);
    qn_body_id wheel = scene_circle(world, 3.5f, 3.0f, 0.8f);
    qn_body_id box = scene_box(world, 7.5f, 3.6f, 0.6f, 0.6f);
    scene_step(world, 300);
    // Its centre is sqrt(0.8^2 - 0.5^2) above the corners.
    CHECK_NEAR(qn_body_pose(world, wheel).p.y, 2.0f + sqrtf(0.39f), 0.01);
    CHECK_NEAR(qn_body_pose(world, wheel).p.x, 3.5, 0.01);
    CHECK_NEAR(qn_body_pose(world, box).p.y, 3.6, 0.01);
    CHECK_NEAR(qn_body_pose(world, box).p.x, 7.5, 0.01);
    CHECK(!qn_body_is_awake(world, wheel) && !qn_body_is_awake(world, box));
    qn_world_destroy(world);
}

TEST(a_long_body_over_many_pillars_has_one_contact_for_each_run)
{
    static const char *const rows[] = {"##.#.####", "#########"};
    qn_world *world = scene_world();
    draw_tiles(world, tiles_ground(world), 1.0f, rows, 2);
    qn_body_id plank = scene_box(world, 4.5f, 2.2f, 4.5f, 0.2f);
    scene_step(world, 100);
    CHECK_NEAR(qn_body_pose(world, plank).p.y, 2.2, 0.01);
    CHECK_INT(qn_world_get_counters(world).touching_contact_count, 3);
    qn_world_destroy(world);
}

TEST(an_upright_capsule_stands_on_tiles)
{
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(-8, -2), 1.0f, 16, 2);
    qn_tiles_fill(world, tiles, 0, 0, 16, 2, true);
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 1.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_capsule(world, body, &def, qn_v2(0.0f, -0.5f), qn_v2(0.0f, 0.5f), 0.4f);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_pose(world, body).p.y, 0.9, 0.01);
    qn_world_destroy(world);
}

TEST(a_floor_of_ten_thousand_cells_is_one_contact)
{
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(-50, -20), 0.1f, 1000, 200);
    qn_tiles_fill(world, tiles, 0, 0, 1000, 200, true);
    CHECK_INT(qn_tiles_solid_count(world, tiles), 200000);
    scene_box(world, 0.0f, 0.5f, 5.0f, 0.5f);
    scene_step(world, 60);
    CHECK_INT(qn_world_get_counters(world).contact_count, 1);
    CHECK_INT(qn_world_get_counters(world).touching_contact_count, 1);
    qn_world_destroy(world);
}

// ---- Edits ----------------------------------------------------------------------------------

TEST(what_rests_on_a_cell_that_is_dug_away_falls)
{
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(-8, -2), 1.0f, 16, 2);
    qn_tiles_fill(world, tiles, 0, 0, 16, 2, true);
    qn_body_id box = scene_box(world, 0.5f, 0.3f, 0.3f, 0.3f);
    qn_body_id other = scene_box(world, 6.5f, 0.3f, 0.3f, 0.3f);
    scene_step(world, 120);
    CHECK(!qn_body_is_awake(world, box));
    CHECK_ERROR(qn_tiles_set_cell(world, tiles, 8, 1, true), QN_ERROR_OK); // nothing changed
    CHECK(!qn_body_is_awake(world, box));
    CHECK_ERROR(qn_tiles_set_cell(world, tiles, 8, 1, false), QN_ERROR_OK);
    CHECK(qn_body_is_awake(world, box) && !qn_body_is_awake(world, other));
    scene_step(world, 2);
    CHECK(qn_body_velocity(world, box).y < -0.2f);
    scene_step(world, 120);
    CHECK_NEAR(qn_body_pose(world, box).p.y, -0.7, 0.01);
    CHECK_ERROR(qn_tiles_fill(world, tiles, 0, 0, 16, 2, false), QN_ERROR_OK);
    CHECK_INT(world->state->chunk_pool.live_count, 0);
    scene_step(world, 120);
    CHECK(qn_body_pose(world, box).p.y < -10.0f && qn_body_pose(world, other).p.y < -10.0f);
    qn_world_destroy(world);
}

static void check_push_out(int kind, int deep)
{
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(-8, -2), 0.5f, 32, 16);
    qn_tiles_fill(world, tiles, 0, 0, 32, 4, true);
    qn_body_id body = sliding_body(world, kind, 0.1f, 0.5f);
    scene_step(world, 120);
    qn_tiles_fill(world, tiles, 0, 4, 32, deep, true);
    float fastest = 0.0f;
    for (int i = 0; i < 180; ++i) {
        scene_step(world, 1);
        fastest = qn_max(fastest, qn_length(qn_body_velocity(world, body)));
    }
    CHECK(fastest < 3.001f);
    CHECK_NEAR(qn_body_pose(world, body).p.y, 0.5f + 0.5f * (float)deep, 0.02);
    qn_world_destroy(world);
}

TEST(cells_built_into_a_body_push_it_out_gently)
{
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        for (int deep = 1; deep <= 4; ++deep) {
            check_push_out(kind, deep);
        }
    }
}

TEST(runs_that_grow_together_or_are_cut_keep_the_body_still)
{
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(-8, -2), 0.25f, 64, 8);
    qn_tiles_fill(world, tiles, 0, 0, 64, 8, true);
    qn_body_id box = scene_box(world, 0.1f, 0.5f, 1.0f, 0.5f);
    scene_step(world, 60);
    uint32_t seed = 3;
    for (int i = 0; i < 400; ++i) {
        int x = 29 + (int)(check_random(&seed) % 7);
        qn_tiles_set_cell(world, tiles, x, 7, check_random(&seed) % 2 == 0);
        // Both ends of the box stay on ground.
        qn_tiles_fill(world, tiles, 26, 7, 3, 1, true);
        qn_tiles_fill(world, tiles, 36, 7, 3, 1, true);
        scene_step(world, 1);
        CHECK_NEAR(qn_body_pose(world, box).p.y, 0.5, 0.006);
        CHECK(qn_length(qn_body_velocity(world, box)) < 0.05f);
    }
    qn_world_destroy(world);
}

enum { WIDTH = 75, HEIGHT = 41 };

// A byte for each cell.
typedef struct grid_model {
    uint8_t cells[HEIGHT][WIDTH];
} grid_model;

// Empties, fills or writes random bits into a random rectangle of both.
static void edit_grid(qn_world *world, qn_shape_id tiles, grid_model *model, uint32_t *seed)
{
    int x = (int)(check_random(seed) % WIDTH);
    int y = (int)(check_random(seed) % HEIGHT);
    int w = (int)(check_random(seed) % (uint32_t)(WIDTH - x + 1));
    int h = (int)(check_random(seed) % (uint32_t)(HEIGHT - y + 1));
    uint8_t bits[HEIGHT * 10];
    for (size_t i = 0; i < sizeof bits; ++i) {
        bits[i] = (uint8_t)check_random(seed);
    }
    int kind = (int)(check_random(seed) % 3);
    qn_error error = kind == 2 ? qn_tiles_set_bits(world, tiles, x, y, w, h, bits)
                               : qn_tiles_fill(world, tiles, x, y, w, h, kind == 1);
    CHECK_ERROR(error, QN_ERROR_OK);
    for (int j = 0; j < h; ++j) {
        for (int i = 0; i < w; ++i) {
            int bit = bits[j * ((w + 7) / 8) + i / 8] >> (i % 8) & 1;
            model->cells[y + j][x + i] = (uint8_t)(kind == 2 ? bit : kind);
        }
    }
}

// Also a cell beyond each edge, which is empty.
static void check_grid(const qn_world *world, qn_shape_id tiles, const grid_model *model)
{
    int wrong = 0, solid = 0;
    for (int j = -1; j <= HEIGHT; ++j) {
        for (int i = -1; i <= WIDTH; ++i) {
            bool is_inside = i >= 0 && j >= 0 && i < WIDTH && j < HEIGHT;
            bool expected = is_inside && model->cells[j][i] != 0;
            wrong += qn_tiles_cell(world, tiles, i, j) != expected;
            solid += expected;
        }
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(qn_tiles_solid_count(world, tiles), solid);
    check_sound(world);
}

TEST(a_grid_remembers_every_bit)
{
    qn_world *world = scene_world();
    static grid_model model;
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(0, 0), 0.5f, WIDTH, HEIGHT);
    uint32_t seed = 77;
    for (int round = 0; round < 200; ++round) {
        edit_grid(world, tiles, &model, &seed);
        check_grid(world, tiles, &model);
    }
    CHECK_ERROR(qn_shape_destroy(world, tiles), QN_ERROR_OK);
    CHECK_INT(world->state->chunk_pool.live_count, 0);
    CHECK_INT(world->state->grid_pool.live_count, 0);
    qn_world_destroy(world);
}

// ---- Against every cell ---------------------------------------------------------------------

// The signed distance of a hull from the nearest solid cell, by asking all of them.
static double true_distance(const qn_world *world, qn_shape_id tiles, float cell, int side,
                            const qn_hull *hull, qn_pose pose)
{
    placed_hull mover = hulls_place(hull, pose);
    double nearest = 1e30;
    for (int i = 0; i < side * side; ++i) {
        if (qn_tiles_cell(world, tiles, i % side, i / side)) {
            qn_hull box = tiles_cell_box(cell, i % side, i / side);
            placed_hull placed = hulls_place(&box, qn_pose_identity());
            nearest = fmin(nearest, hulls_distance(&placed, &mover));
        }
    }
    return nearest - (double)hull->radius_m;
}

// The least separation over all contacts of the world; 1e30 without any.
static double least_separation(const qn_world *world)
{
    double least = 1e30;
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        const qn_contact *c = &world->contacts[i];
        for (int32_t k = 0; world->contact_slots[i].is_live && k < c->point_count; ++k) {
            least = fmin(least, (double)c->points[k].separation);
        }
    }
    return least;
}

SLOW_TEST(what_overlaps_a_random_bitmap_is_noticed_and_pushed_out)
{
    enum { SIDE = 12 };
    uint32_t seed = 19;
    int overlaps = 0, missed = 0, ghosts = 0, stuck = 0, fast = 0;
    for (int round = 0; round < 1500; ++round) {
        qn_world *world = scene_world();
        qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
        float cell = check_random_float(&seed, 0.3f, 2.0f);
        qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(0, 0), cell, SIDE, SIDE);
        uint32_t share = 1 + check_random(&seed) % 4;
        for (int i = 0; i < SIDE * SIDE; ++i) {
            qn_tiles_set_cell(world, tiles, i % SIDE, i / SIDE, check_random(&seed) % 5 < share);
        }
        qn_hull hull = hulls_random(&seed);
        while (hull.count == 2 && hull.radius_m == 0.0f) {
            hull = hulls_random(&seed);
        }
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
        qn_shape_def def = qn_shape_def_default();
        static const qn_shape_type types[3] = {QN_SHAPE_CIRCLE, QN_SHAPE_CAPSULE, QN_SHAPE_POLYGON};
        qn_shape_type type = types[hull.count < 3 ? hull.count - 1 : 2];
        int32_t shape = qn_shape_add(world, qn_find_body(world, body), &def, type, &hull);
        qn_body_update_mass(world, world->shapes[shape].body);
        qn_vec2 at;
        at.x = check_random_float(&seed, 0.0f, cell * (float)SIDE);
        at.y = check_random_float(&seed, 0.0f, cell * (float)SIDE);
        qn_body_set_pose(world, body, at, check_random_float(&seed, -3.0f, 3.0f));
        double before = true_distance(world, tiles, cell, SIDE, &hull, qn_body_pose(world, body));
        scene_step(world, 1);
        double seen = least_separation(world);
        bool is_overlap = before < -0.002;
        overlaps += is_overlap;
        missed += is_overlap && seen > 0.0;
        ghosts += before > (double)QN_SPECULATIVE_M + 0.001 && seen < 1e30;
        float fastest = 0.0f;
        for (int i = 0; i < 20; ++i) {
            scene_step(world, 1);
            fastest = qn_max(fastest, qn_length(qn_body_velocity(world, body)));
        }
        fast += fastest > 6.0f;
        scene_step(world, 300);
        double after = true_distance(world, tiles, cell, SIDE, &hull, qn_body_pose(world, body));
        stuck += share == 1 && before > -0.3 && after < -0.02;
        qn_world_destroy(world);
    }
    CHECK(overlaps > 500);
    CHECK_INT(missed, 0);
    CHECK_INT(ghosts, 0);
    CHECK_INT(stuck, 0);
    CHECK_INT(fast, 0);
}

// ---- Moving grids ---------------------------------------------------------------------------

TEST(a_turning_grid_carries_and_pushes_what_is_on_it)
{
    static const char *const rows[] = {"#........#", "#........#", "#........#", "##########"};
    qn_world *world = scene_world();
    qn_body_id ship = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 0.0f);
    draw_tiles(world, ship, 1.0f, rows, 4);
    qn_body_set_velocity(world, ship, qn_v2(0.5f, 0.0f), 0.1f);
    qn_body_id box = scene_box(world, 5.0f, 2.0f, 0.5f, 0.5f);
    qn_body_id ball = scene_circle(world, 3.0f, 2.0f, 0.4f);
    scene_step(world, 240);
    qn_vec2 in_ship = qn_inv_transform(qn_body_pose(world, ship), qn_body_pose(world, box).p);
    qn_vec2 ball_in_ship = qn_inv_transform(qn_body_pose(world, ship), qn_body_pose(world, ball).p);
    CHECK(in_ship.y > 1.45f && in_ship.x > 1.0f && in_ship.x < 9.0f);
    CHECK(ball_in_ship.y > 1.35f && ball_in_ship.x > 1.3f);
    qn_world_destroy(world);
}

// ---- Hostile --------------------------------------------------------------------------------

TEST(bad_tiles_are_refused_and_change_nothing)
{
    qn_world *world = scene_world();
    qn_body_id body = tiles_ground(world);
    struct {
        float cell;
        int width, height;
        qn_vec2 origin;
        qn_error error;
    } cases[] = {
        {NAN, 4, 4, {0, 0}, QN_ERROR_NOT_FINITE},
        {0.001f, 4, 4, {0, 0}, QN_ERROR_OUT_OF_RANGE},
        {2e3f, 4, 4, {0, 0}, QN_ERROR_OUT_OF_RANGE},
        {1.0f, 0, 4, {0, 0}, QN_ERROR_OUT_OF_RANGE},
        {1.0f, 4, -1, {0, 0}, QN_ERROR_OUT_OF_RANGE},
        {0.02f, 1 << 30, 1, {0, 0}, QN_ERROR_OUT_OF_RANGE},
        {0.02f, 1, QN_MAX_TILES_SIDE + 1, {0, 0}, QN_ERROR_OUT_OF_RANGE},
        {10.0f, 4, 1001, {0, 0}, QN_ERROR_OUT_OF_RANGE},
        {1.0f, 4, 4, {0, INFINITY}, QN_ERROR_NOT_FINITE},
        {1.0f, 4, 4, {2e4f, 0}, QN_ERROR_OUT_OF_RANGE},
    };
    uint64_t before = qn_world_state_hash(world);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        CHECK_INT(
            tiles_add(world, body, cases[i].origin, cases[i].cell, cases[i].width, cases[i].height)
                .raw,
            0);
        CHECK_ERROR(qn_world_last_error(world, NULL), cases[i].error);
    }
    qn_tiles_def def = qn_tiles_def_default();
    CHECK_INT(qn_tiles_create(NULL, body, &def).raw, 0);
    CHECK_INT(qn_tiles_create(world, body, NULL).raw, 0);
    CHECK_INT(qn_tiles_create(world, (qn_body_id){9}, &def).raw, 0);
    def.material.material.friction = NAN;
    CHECK_INT(qn_tiles_create(world, body, &def).raw, 0);
    def.cookie = 0;
    CHECK_INT(qn_tiles_create(world, body, &def).raw, 0);
    CHECK_INT(qn_world_state_hash(world), before);
    qn_world_destroy(world);
}

TEST(bad_edits_of_tiles_are_refused_and_change_nothing)
{
    qn_world *world = scene_world();
    qn_body_id body = tiles_ground(world);
    qn_shape_id tiles = tiles_add(world, body, qn_v2(0, 0), 1.0f, 20, 10);
    qn_shape_id box = scene_ground(world, 1.0f).raw != 0 ? (qn_shape_id){tiles.raw + 1} : tiles;
    uint8_t bits[8] = {0};
    int32_t x, y;
    uint64_t before = qn_world_state_hash(world);
    CHECK_ERROR(qn_tiles_set_cell(world, tiles, 20, 0, true), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tiles_set_cell(world, tiles, -1, 0, true), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tiles_set_cell(world, tiles, 0, 10, true), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tiles_set_cell(world, tiles, INT32_MIN, INT32_MAX, true), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tiles_fill(world, tiles, 5, 5, INT32_MAX, 1, true), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tiles_fill(world, tiles, 5, 5, 1, -1, true), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tiles_fill(world, tiles, 5, 5, 0, 0, true), QN_ERROR_OK);
    CHECK_ERROR(qn_tiles_set_bits(world, tiles, 0, 0, 8, 8, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_tiles_set_bits(world, tiles, 13, 0, 8, 8, bits), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tiles_set_cell(NULL, tiles, 0, 0, true), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_tiles_set_cell(world, (qn_shape_id){0}, 0, 0, true), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_tiles_set_cell(world, box, 0, 0, true), QN_ERROR_WRONG_TYPE);
    CHECK_ERROR(qn_tiles_cell_at(world, tiles, qn_v2(-1, 0), &x, &y), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_tiles_cell_at(world, tiles, qn_v2(NAN, 0), &x, &y), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_tiles_cell_at(world, tiles, qn_v2(0, 0), NULL, &y), QN_ERROR_NULL_POINTER);
    CHECK(!qn_tiles_cell(world, box, 0, 0) && !qn_tiles_cell(NULL, tiles, 0, 0));
    CHECK_INT(qn_world_state_hash(world), before);
    qn_tiles_set_cell(world, tiles, 19, 9, true);
    CHECK_ERROR(qn_body_destroy(world, body), QN_ERROR_OK);
    CHECK_ERROR(qn_tiles_set_cell(world, tiles, 0, 0, true), QN_ERROR_STALE_HANDLE);
    CHECK_INT(world->state->chunk_pool.live_count, 0);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_huge_empty_grid_costs_nothing_until_it_is_filled)
{
    qn_world *world = scene_world();
    uint64_t before = qn_world_get_counters(world).memory_bytes;
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(-4e3f, -4e3f), 1.0f,
                                  QN_MAX_TILES_SIDE, QN_MAX_TILES_SIDE);
    CHECK(tiles.raw != 0);
    CHECK_INT(qn_world_get_counters(world).memory_bytes, before);
    for (int i = 0; i < QN_MAX_TILES_SIDE; i += 512) {
        CHECK_ERROR(qn_tiles_set_cell(world, tiles, i, i, true), QN_ERROR_OK);
    }
    CHECK_INT(world->state->chunk_pool.live_count, 16);
    scene_mixed_pile(world, 20, 3);
    scene_step(world, 60);
    check_sound(world);
    qn_world_destroy(world);
}
