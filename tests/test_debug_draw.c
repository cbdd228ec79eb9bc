// Debug drawing against closed forms and naive counts; that it is complete, deterministic, and
// changes nothing.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "scenes/table.h"
#include "tiles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST 40000

typedef struct drawn {
    qn_debug_record *at;
    int32_t count;
} drawn;

static drawn draw(const qn_world *world, const qn_debug_opts *opts)
{
    drawn d = {malloc(MOST * sizeof(qn_debug_record)), 0};
    if (d.at == NULL) {
        abort();
    }
    CHECK_ERROR(qn_world_debug_draw(world, opts, d.at, MOST, &d.count), QN_ERROR_OK);
    CHECK(d.count <= MOST);
    return d;
}

static drawn draw_flags(const qn_world *world, uint32_t flags)
{
    return draw(world, &(qn_debug_opts){.flags = flags});
}

static int count_kind(drawn d, qn_debug_kind kind)
{
    int count = 0;
    for (int32_t i = 0; i < d.count; ++i) {
        count += d.at[i].kind == (uint32_t)kind;
    }
    return count;
}

static bool is_outline_piece(const qn_debug_record *record)
{
    return record->kind == QN_DEBUG_EDGE || record->kind == QN_DEBUG_ARC;
}

static int count_outlines(drawn d)
{
    int count = 0;
    for (int32_t i = 0; i < d.count; ++i) {
        count += is_outline_piece(&d.at[i]) && d.at[i].v[5] == 0.0f;
    }
    return count;
}

// ---- Shapes ---------------------------------------------------------------------------------

TEST(a_circle_is_a_circle_and_its_radius)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_circle(world, 3.0f, 4.0f, 0.5f);
    qn_body_set_pose(world, body, qn_v2(3.0f, 4.0f), 0.5f * QN_PI);
    drawn d = draw(world, NULL);
    CHECK_INT(d.count, 2);
    CHECK_INT(d.at[0].kind, QN_DEBUG_CIRCLE);
    CHECK_NEAR(d.at[0].v[0], 3.0, 0.0);
    CHECK_NEAR(d.at[0].v[1], 4.0, 0.0);
    CHECK_NEAR(d.at[0].v[2], 0.5, 0.0);
    CHECK_INT(d.at[1].kind, QN_DEBUG_LINE);
    CHECK_NEAR(d.at[1].v[2], 3.0, 1e-6);
    CHECK_NEAR(d.at[1].v[3], 4.5, 1e-6);
    free(d.at);
    qn_world_destroy(world);
}

static qn_vec2 start_of(const qn_debug_record *r)
{
    if (r->kind == QN_DEBUG_EDGE) {
        return qn_v2(r->v[0], r->v[1]);
    }
    qn_rot q = qn_rot_from_angle(r->v[3]);
    return qn_add(qn_v2(r->v[0], r->v[1]), qn_mul(r->v[2], qn_v2(q.c, q.s)));
}

static qn_vec2 end_of(const qn_debug_record *r)
{
    if (r->kind == QN_DEBUG_EDGE) {
        return qn_v2(r->v[2], r->v[3]);
    }
    qn_rot q = qn_rot_from_angle(r->v[3] + r->v[4]);
    return qn_add(qn_v2(r->v[0], r->v[1]), qn_mul(r->v[2], qn_v2(q.c, q.s)));
}

// Twice what lies between a piece and the origin, by Green's theorem.
static double area_of(const qn_debug_record *r)
{
    qn_vec2 a = start_of(r), b = end_of(r);
    double twice = (double)qn_cross(a, b);
    if (r->kind == QN_DEBUG_ARC) {
        double sweep = (double)r->v[4], radius = (double)r->v[2];
        twice += radius * radius * (sweep - sin(sweep));
    }
    return 0.5 * twice;
}

// Follows one outline: closed, one turn, counter-clockwise. Returns its area.
static double follow(drawn d)
{
    double area = 0.0, turn = 0.0;
    for (int32_t i = 0; i < d.count; ++i) {
        CHECK(is_outline_piece(&d.at[i]));
        CHECK_NEAR(d.at[i].v[5], d.count - 1 - i, 0.0);
        const qn_debug_record *next = &d.at[(i + 1) % d.count];
        CHECK_NEAR(qn_distance(end_of(&d.at[i]), start_of(next)), 0.0, 1e-5);
        area += area_of(&d.at[i]);
        turn += d.at[i].kind == QN_DEBUG_ARC ? (double)d.at[i].v[4] : 0.0;
    }
    if (count_kind(d, QN_DEBUG_ARC) > 0) {
        CHECK_NEAR(turn, 2.0 * 3.14159265358979, 1e-5);
    }
    return area;
}

TEST(outlines_close_and_enclose_the_area_of_their_shape)
{
    qn_world *world = scene_world();
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 1.0f;
    const qn_vec2 points[5] = {{0, 0}, {1, 0}, {1.4f, 0.9f}, {0.5f, 1.5f}, {-0.3f, 0.8f}};
    for (int i = 0; i < 4; ++i) {
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 1.0f, -2.0f);
        qn_body_set_pose(world, body, qn_v2(1.0f, -2.0f), 0.7f);
        if (i == 0) {
            qn_shape_create_capsule(world, body, &def, points[0], points[2], 0.3f);
        } else if (i == 1) {
            qn_shape_create_box(world, body, &def, points[0], qn_v2(0.7f, 0.2f), 0.3f);
        } else {
            qn_shape_create_polygon(world, body, &def, points, 5, i == 2 ? 0.0f : 0.25f);
        }
        drawn d = draw(world, NULL);
        double area = follow(d);
        // The mass of a rounded polygon is an approximation; its outline is not.
        double wanted = (double)qn_body_mass(world, body);
        CHECK_NEAR(area, wanted, i == 3 ? 0.1 * wanted : 1e-4 * wanted);
        free(d.at);
        qn_body_destroy(world, body);
    }
    qn_world_destroy(world);
}

TEST(the_view_shows_the_shapes_that_overlap_it_and_no_others)
{
    qn_world *world = scene_world();
    qn_shape_id shapes[200];
    uint32_t seed = 3;
    qn_shape_def def = qn_shape_def_default();
    for (int i = 0; i < 200; ++i) {
        float x = check_random_float(&seed, -50.0f, 50.0f);
        qn_body_id body = scene_body(world, i % 3 == 0 ? QN_BODY_STATIC : QN_BODY_DYNAMIC, x,
                                     check_random_float(&seed, -50.0f, 50.0f));
        shapes[i] = qn_shape_create_box(world, body, &def, qn_v2(0, 0), qn_v2(1.0f, 0.6f),
                                        check_random_float(&seed, -3.0f, 3.0f));
        qn_body_set_enabled(world, body, i % 7 != 0);
    }
    for (int k = 0; k < 100; ++k) {
        qn_vec2 at = {check_random_float(&seed, -60.0f, 40.0f), -30.0f};
        at.y = check_random_float(&seed, -60.0f, 40.0f);
        qn_debug_opts opts = {.view_m = {at, qn_add(at, qn_v2(20.0f, 13.0f))},
                              .flags = QN_DEBUG_SHAPES};
        int wanted = 0;
        for (int i = 0; i < 200; ++i) {
            wanted += qn_aabb_overlaps(qn_shape_aabb(world, shapes[i]), opts.view_m);
        }
        drawn d = draw(world, &opts);
        CHECK_INT(count_outlines(d), wanted);
        CHECK_INT(d.count, 4 * wanted);
        free(d.at);
    }
    qn_world_destroy(world);
}

TEST(bodies_are_coloured_by_what_they_do)
{
    qn_world *world = scene_world();
    uint32_t colors[5];
    for (int i = 0; i < 5; ++i) {
        static const qn_body_type types[] = {QN_BODY_STATIC, QN_BODY_KINEMATIC, QN_BODY_DYNAMIC,
                                             QN_BODY_DYNAMIC, QN_BODY_DYNAMIC};
        qn_body_id body = scene_body(world, types[i], 0.0f, 0.0f);
        qn_shape_def def = qn_shape_def_default();
        qn_shape_create_circle(world, body, &def, qn_v2(0, 0), 1.0f);
        if (i == 3) {
            qn_body_set_awake(world, body, false);
        } else if (i == 4) {
            qn_body_set_enabled(world, body, false);
        }
        drawn d = draw(world, NULL);
        CHECK_INT(d.count, 2);
        colors[i] = d.at[0].color;
        for (int k = 0; k < i; ++k) {
            CHECK(colors[k] != colors[i]);
        }
        free(d.at);
        qn_body_destroy(world, body);
    }
    qn_world_destroy(world);
}

TEST(sleeping_islands_are_told_apart)
{
    qn_world *world = scene_world();
    scene_ground(world, 50.0f);
    for (int i = 0; i < 9; ++i) {
        int stack = i / 3, storey = i % 3;
        scene_box(world, 10.0f * (float)stack - 10.0f, 0.5f + (float)storey, 0.5f, 0.5f);
    }
    scene_step(world, 5);
    qn_world_set_all_awake(world, false);
    drawn d = draw_flags(world, QN_DEBUG_SHAPES | QN_DEBUG_ISLANDS);
    CHECK_INT(count_outlines(d), 10);
    for (int i = 0; i < 9; ++i) {
        uint32_t color = d.at[4 * (i + 1)].color;
        CHECK(color == d.at[4 * (3 * (i / 3) + 1)].color);
        CHECK(i / 3 == 0 || color != d.at[4].color);
    }
    free(d.at);
    qn_world_destroy(world);
}

// ---- Tiles ----------------------------------------------------------------------------------

static int count_open_faces(const qn_world *world, qn_shape_id tiles, int32_t x, int32_t y)
{
    static const int32_t dx[4] = {1, -1, 0, 0}, dy[4] = {0, 0, 1, -1};
    int faces = 0;
    for (int k = 0; k < 4 && qn_tiles_cell(world, tiles, x, y); ++k) {
        faces += !qn_tiles_cell(world, tiles, x + dx[k], y + dy[k]);
    }
    return faces;
}

TEST(open_faces_of_tiles_are_drawn_once_and_no_inner_ones)
{
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(-3.0f, 2.0f), 0.5f, 40, 37);
    uint32_t seed = 77;
    for (int i = 0; i < 900; ++i) {
        int32_t x = (int32_t)(check_random(&seed) % 40);
        int32_t y = (int32_t)(check_random(&seed) % 37);
        CHECK_ERROR(qn_tiles_set_cell(world, tiles, x, y, true), QN_ERROR_OK);
    }
    int faces = 0;
    for (int32_t i = 0; i < 40 * 37; ++i) {
        faces += count_open_faces(world, tiles, i % 40, i / 40);
    }
    drawn d = draw(world, NULL);
    double length = 0.0;
    for (int32_t i = 0; i < d.count; ++i) {
        CHECK_INT(d.at[i].kind, QN_DEBUG_LINE);
        length += fabs((double)(d.at[i].v[2] - d.at[i].v[0])) +
                  fabs((double)(d.at[i].v[3] - d.at[i].v[1]));
    }
    CHECK_NEAR(length, 0.5 * faces, 1e-2);
    CHECK(d.count < faces);
    free(d.at);
    qn_world_destroy(world);
}

// ---- All layers -----------------------------------------------------------------------------

static void add_fields(qn_world *world, qn_body_id body)
{
    for (int kind = QN_FIELD_AREA; kind <= QN_FIELD_WIND; ++kind) {
        qn_field_def def = qn_field_def_default();
        def.kind = (qn_field_kind)kind;
        def.region = kind % 2 == 0 ? qn_region_circle(qn_v2(2.0f, 3.0f), 1.0f)
                                   : qn_region_box(qn_v2(-9.0f, -2.0f), qn_v2(-5.0f, 1.0f));
        def.body = kind == QN_FIELD_POINT ? body : (qn_body_id){0};
        def.turns_with_body = kind == QN_FIELD_RADIAL;
        def.area.acceleration_mps2 = qn_v2(1.0f, 2.0f);
        def.buoyancy.surface_normal = qn_v2(0.0f, 1.0f);
        def.wind.velocity_mps = qn_v2(3.0f, 0.0f);
        def.point.max_distance_m = 5.0f;
        CHECK(qn_field_create(world, &def).raw != 0);
    }
}

static void add_joints(qn_world *world)
{
    qn_body_id a[12];
    for (int i = 0; i < 12; ++i) {
        a[i] = scene_box(world, 2.0f * (float)i, 12.0f, 0.4f, 0.3f);
    }
#define ADD_JOINT(noun, i, ...)                                                                    \
    do {                                                                                           \
        qn_##noun##_def def = qn_##noun##_def_default();                                           \
        def.base =                                                                                 \
            qn_joint_base_at(world, a[i], a[(i) + 1], qn_v2(2.0f * (float)(i), 12.0f), 0.3f);      \
        __VA_ARGS__;                                                                               \
        CHECK(qn_##noun##_create(world, &def).raw != 0);                                           \
    } while (0)
    ADD_JOINT(revolute, 0, def.enable_limit = true; def.lower_angle_rad = -1.0f;
              def.upper_angle_rad = 1.0f);
    ADD_JOINT(distance, 1, def.enable_limit = true; def.length_m = 2.0f; def.upper_length_m = 3.0f);
    ADD_JOINT(prismatic, 2, def.enable_limit = true; def.lower_translation_m = -1.0f);
    ADD_JOINT(weld, 3, (void)0);
    ADD_JOINT(wheel, 4, (void)0);
    ADD_JOINT(motor, 5, (void)0);
    ADD_JOINT(filter_joint, 6, (void)0);
    ADD_JOINT(pulley, 7, def.wheel_a_m = qn_v2(14.0f, 20.0f); def.wheel_b_m = qn_v2(16.0f, 20.0f));
    qn_mouse_def mouse = qn_mouse_def_default();
    mouse.base.body_b = a[9];
    mouse.target_m = qn_v2(5.0f, 5.0f);
    CHECK(qn_mouse_create(world, &mouse).raw != 0);
}

// Something of everything there is.
static qn_world *zoo(void)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 40, 12);
    scene_terrain(world);
    add_joints(world);
    add_fields(world, scene_circle(world, -5.0f, 8.0f, 0.5f));
    qn_character_def def = qn_character_def_default();
    def.position_m = qn_v2(1.0f, 9.0f);
    qn_character_id character = qn_character_create(world, &def);
    for (int i = 0; i < 60; ++i) {
        qn_character_move(world, character, qn_v2(1.0f, -5.0f), SCENE_DT_S, NULL);
        scene_step(world, 1);
    }
    return world;
}

static bool is_sound(const qn_debug_record *record)
{
    bool is_finite = record->kind >= QN_DEBUG_LINE && record->kind <= QN_DEBUG_ARC;
    for (int i = 0; i < 6; ++i) {
        is_finite = is_finite && qn_is_finite(record->v[i]);
    }
    return is_finite;
}

TEST(every_layer_draws_something_sound_and_all_are_their_sum)
{
    qn_world *world = zoo();
    uint64_t hash = qn_world_state_hash(world);
    int32_t sum = 0;
    for (uint32_t flag = 1; flag < QN_DEBUG_ALL; flag *= 2) {
        drawn d = draw_flags(world, flag);
        CHECK(d.count > 0 || flag == QN_DEBUG_ISLANDS);
        for (int32_t i = 0; i < d.count; ++i) {
            CHECK(is_sound(&d.at[i]));
        }
        sum += d.count;
        free(d.at);
    }
    drawn all = draw_flags(world, QN_DEBUG_ALL);
    CHECK_INT(all.count, sum);
    free(all.at);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(numbers_and_points_say_what_the_world_says)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    scene_box(world, 2.0f, 0.5f, 0.5f, 0.5f);
    scene_step(world, 30);
    drawn d = draw_flags(world, QN_DEBUG_IMPULSES);
    CHECK_INT(count_kind(d, QN_DEBUG_NUMBER), 2);
    double sum = 0.0;
    for (int32_t i = 0; i < d.count; ++i) {
        sum += d.at[i].kind == QN_DEBUG_NUMBER ? (double)d.at[i].v[2] : 0.0;
    }
    CHECK_NEAR(sum, 1000.0 * 10.0 / 60.0, 1.0); // m g dt
    free(d.at);
    d = draw_flags(world, QN_DEBUG_IDS);
    CHECK_INT(d.count, 2);
    CHECK_NEAR(d.at[1].v[2], 1.0, 0.0);
    CHECK_NEAR(d.at[1].v[0], 2.0, 1e-3);
    free(d.at);
    qn_world_destroy(world);
}

// ---- Determinism and hostile calls ----------------------------------------------------------

TEST(a_restored_world_draws_the_same_records)
{
    qn_world *world = zoo();
    qn_world *other = scene_world();
    size_t size = qn_world_snapshot_bytes(world);
    uint8_t *bytes = malloc(size);
    if (bytes == NULL) {
        abort();
    }
    CHECK_ERROR(qn_world_snapshot(world, bytes, size, &size), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(other, (qn_bytes){bytes, size}), QN_ERROR_OK);
    qn_debug_opts opts = {.view_m = {{-6.0f, 0.0f}, {6.0f, 9.0f}}, .flags = QN_DEBUG_ALL};
    drawn a = draw(world, &opts), b = draw(other, &opts);
    CHECK_INT(a.count, b.count);
    CHECK_BYTES(a.at, b.at, sizeof *a.at * (size_t)a.count);
    free(a.at);
    free(b.at);
    free(bytes);
    qn_world_destroy(world);
    qn_world_destroy(other);
}

TEST(a_small_buffer_holds_the_first_records_and_the_count_is_true)
{
    qn_world *world = zoo();
    drawn all = draw_flags(world, QN_DEBUG_ALL);
    for (int32_t capacity = 0; capacity < 50; ++capacity) {
        qn_debug_record records[51];
        memset(records, 0xAB, sizeof records);
        int32_t count = 0;
        qn_debug_opts opts = {.flags = QN_DEBUG_ALL};
        CHECK_ERROR(
            qn_world_debug_draw(world, &opts, capacity > 0 ? records : NULL, capacity, &count),
            QN_ERROR_OK);
        CHECK_INT(count, all.count);
        CHECK_BYTES(records, all.at, sizeof *records * (size_t)capacity);
        CHECK_INT(records[capacity].kind, 0xABABABABu);
    }
    free(all.at);
    qn_world_destroy(world);
}

static void check_refused(const qn_world *world, qn_debug_opts opts, qn_error expected)
{
    qn_debug_record record;
    int32_t count = 5;
    CHECK_ERROR(qn_world_debug_draw(world, &opts, &record, 1, &count), expected);
    CHECK_INT(count, 0);
}

TEST(bad_options_are_refused)
{
    qn_world *world = zoo();
    qn_debug_record record;
    int32_t count = 5;
    CHECK_ERROR(qn_world_debug_draw(NULL, NULL, &record, 1, &count), QN_ERROR_NULL_POINTER);
    CHECK_INT(count, 0);
    CHECK_ERROR(qn_world_debug_draw(world, NULL, &record, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_debug_draw(world, NULL, NULL, 1, &count), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_debug_draw(world, NULL, &record, -1, &count), QN_ERROR_OUT_OF_RANGE);
    static const float bad[] = {NAN, INFINITY, -INFINITY};
    for (int i = 0; i < 3; ++i) {
        for (int field = 0; field < 7; ++field) {
            qn_debug_opts opts = {.view_m = {{-1.0f, -1.0f}, {1.0f, 1.0f}}};
            float *fields[] = {&opts.view_m.lower.x,  &opts.view_m.lower.y, &opts.view_m.upper.x,
                               &opts.view_m.upper.y,  &opts.mark_m,         &opts.impulse_m_per_ns,
                               &opts.velocity_scale_s};
            *fields[field] = bad[i];
            check_refused(world, opts, QN_ERROR_NOT_FINITE);
            *fields[field] = field < 4 ? 2.0e9f : -1.0f;
            check_refused(world, opts, QN_ERROR_OUT_OF_RANGE);
        }
    }
    check_refused(world, (qn_debug_opts){.view_m = {{1, 0}, {0, 1}}}, QN_ERROR_OUT_OF_RANGE);
    check_refused(world, (qn_debug_opts){.view_m = {{0, 1}, {1, 0}}}, QN_ERROR_OUT_OF_RANGE);
    check_refused(world, (qn_debug_opts){.flags = QN_DEBUG_ALL + 1u}, QN_ERROR_OUT_OF_RANGE);
    qn_world_destroy(world);
}

TEST(drawings_of_all_scenes_are_sound_at_the_largest_scales)
{
    for (int i = 0; i < scene_table_count; i += check_is_long() ? 1 : 5) {
        scene_memory memory;
        qn_world *world = scene_start(scene_table[i], &memory);
        for (uint32_t tick = 0; tick < 20; ++tick) {
            scene_advance(scene_table[i], world, &memory, tick);
        }
        qn_debug_opts opts = {.flags = QN_DEBUG_ALL,
                              .mark_m = 1.0e4f,
                              .impulse_m_per_ns = 1.0e6f,
                              .velocity_scale_s = 1.0e6f};
        qn_debug_record *records = malloc(MOST * sizeof *records);
        int32_t count = 0;
        if (records == NULL) {
            abort();
        }
        CHECK_ERROR(qn_world_debug_draw(world, &opts, records, MOST, &count), QN_ERROR_OK);
        int unsound = 0;
        for (int32_t k = 0; k < count && k < MOST; ++k) {
            unsound += !is_sound(&records[k]);
        }
        CHECK_INT(unsound, 0);
        free(records);
        qn_world_destroy(world);
    }
}

// ---- Palette --------------------------------------------------------------------------------

static double linear(uint32_t channel)
{
    double c = (double)channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

TEST(every_colour_can_be_told_from_black_and_from_white)
{
    qn_world *world = zoo();
    drawn d = draw_flags(world, QN_DEBUG_ALL);
    for (int32_t i = 0; i < d.count; ++i) {
        uint32_t color = d.at[i].color;
        double luminance = 0.2126 * linear(color >> 24) + 0.7152 * linear(color >> 16 & 255u) +
                           0.0722 * linear(color >> 8 & 255u);
        CHECK((luminance + 0.05) / 0.05 >= 3.0 && 1.05 / (luminance + 0.05) >= 3.0);
        CHECK_INT(color & 255u, 255);
    }
    free(d.at);
    qn_world_destroy(world);
}
