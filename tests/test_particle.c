#include "check.h"
#include "quoin/atlas.h"
#include "quoin/memory.h"
#include "quoin/particle.h"
#include "quoin/sprite.h"

#include <math.h>
#include <string.h>

#define DT_S (1.0f / 60.0f)

static qn_particles *make(int32_t capacity)
{
    qn_particles *particles = NULL;
    CHECK_ERROR(qn_particles_create(capacity, 7, &particles), QN_ERROR_OK);
    return particles;
}

static int32_t add(qn_particles *particles, const qn_particle_kind *kind)
{
    int32_t number = -1;
    CHECK_ERROR(qn_particles_add_kind(particles, kind, &number), QN_ERROR_OK);
    return number;
}

// Flies right by a metre a second and lives for a second.
static qn_particle_kind plain(void)
{
    qn_particle_kind kind = qn_particle_kind_default();
    kind.spread_rad = 0.0f;
    return kind;
}

static void tick(qn_particles *particles, int32_t count)
{
    for (int32_t i = 0; i < count; ++i) {
        CHECK_ERROR(qn_particles_tick(particles, DT_S), QN_ERROR_OK);
    }
}

// 10 px a metre, the origin in the middle of 2000 x 1000 px.
static qn_draw_list *make_list(int32_t capacity, const qn_atlas *atlas)
{
    qn_draw_list *list = NULL;
    CHECK_ERROR(qn_draw_list_create(capacity, atlas, &list), QN_ERROR_OK);
    return list;
}

static qn_sprite_batch draw(const qn_particles *particles, qn_draw_list *list, float alpha)
{
    qn_camera camera = {{0.0f, 0.0f}, 100.0f, 0.0f, {2000.0f, 1000.0f}};
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    qn_particles_draw(particles, list, alpha);
    return qn_draw_batch(list);
}

static int32_t live(const qn_particles *particles)
{
    return qn_particles_get_counters(particles).live_count;
}

TEST(a_particle_flies_ages_and_dies)
{
    qn_particles *particles = make(16);
    qn_draw_list *list = make_list(16, NULL);
    qn_particle_kind kind = plain();
    int32_t number = add(particles, &kind);
    qn_particles_burst(particles, number, qn_pose_identity(), qn_v2(0.0f, 0.0f), 1);
    tick(particles, 30);
    qn_sprite_batch batch = draw(particles, list, 1.0f);
    CHECK_INT(batch.sprite_count, 1);
    CHECK_NEAR(batch.sprites[0].x_px, 1000.0 + 5.0, 1e-3);
    CHECK_NEAR(batch.sprites[0].half_x_px, 1.0, 1e-5);
    tick(particles, 31);
    CHECK_INT(live(particles), 0);
    CHECK_INT(draw(particles, list, 1.0f).sprite_count, 0);
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(particles_between_two_ticks_lie_between_their_places)
{
    qn_particles *particles = make(16);
    qn_draw_list *list = make_list(16, NULL);
    qn_particle_kind kind = plain();
    kind.gravity_m_s2 = qn_v2(3.0f, -10.0f);
    kind.drag_per_s = 2.0f;
    int32_t number = add(particles, &kind);
    qn_particles_burst(particles, number, qn_pose_identity(), qn_v2(0.0f, 0.0f), 1);
    tick(particles, 20);
    float before = draw(particles, list, 1.0f).sprites[0].x_px;
    tick(particles, 1);
    CHECK_NEAR(draw(particles, list, 0.0f).sprites[0].x_px, before, 2e-3);
    float now = draw(particles, list, 1.0f).sprites[0].x_px;
    CHECK_NEAR(draw(particles, list, 0.25f).sprites[0].x_px, before + 0.25f * (now - before), 2e-3);
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(gravity_pulls_and_drag_brakes_as_said)
{
    qn_particles *particles = make(16);
    qn_draw_list *list = make_list(16, NULL);
    qn_particle_kind kind = plain();
    kind.life_s = (qn_range){100.0f, 100.0f};
    kind.gravity_m_s2 = qn_v2(0.0f, -9.0f);
    kind.drag_per_s = 3.0f;
    int32_t number = add(particles, &kind);
    qn_particles_burst(particles, number, qn_pose_identity(), qn_v2(0.0f, 0.0f), 1);
    tick(particles, 600);
    float y = draw(particles, list, 1.0f).sprites[0].y_px;
    tick(particles, 60);
    // Falls at gravity / drag, and has gone speed / drag to the right.
    CHECK_NEAR(draw(particles, list, 1.0f).sprites[0].y_px - y, 30.0, 0.05);
    CHECK_NEAR(draw(particles, list, 1.0f).sprites[0].x_px, 1000.0 + 10.0 / 3.0, 0.02);
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(the_oldest_make_room_in_order)
{
    qn_particles *particles = make(10);
    qn_draw_list *list = make_list(64, NULL);
    qn_particle_kind kind = plain();
    kind.speed_m_s = (qn_range){0.0f, 0.0f};
    int32_t number = add(particles, &kind);
    for (int32_t i = 0; i < 25; ++i) {
        qn_pose pose = {{(float)i, 0.0f}, {1.0f, 0.0f}};
        qn_particles_burst(particles, number, pose, qn_v2(0.0f, 0.0f), 1);
    }
    CHECK_INT(live(particles), 10);
    CHECK_INT(qn_particles_get_counters(particles).replaced_count, 15);
    tick(particles, 1);
    qn_sprite_batch batch = draw(particles, list, 1.0f);
    CHECK_INT(batch.sprite_count, 10);
    for (int32_t i = 0; i < batch.sprite_count; ++i) {
        CHECK_NEAR(batch.sprites[i].x_px, 1000.0 + 10.0 * (15.0 + i), 1e-2);
    }
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(the_dead_leave_no_gap_and_the_order_stays)
{
    qn_particles *particles = make(64);
    qn_draw_list *list = make_list(64, NULL);
    qn_particle_kind kind = plain();
    kind.speed_m_s = (qn_range){0.0f, 0.0f};
    int32_t numbers[2];
    numbers[0] = add(particles, &kind);
    kind.life_s = (qn_range){0.2f, 0.2f};
    numbers[1] = add(particles, &kind);
    for (int32_t round = 0; round < 40; ++round) {
        for (int32_t i = 0; i < 8; ++i) {
            qn_pose pose = {{(float)(i - 50), 0.0f}, {1.0f, 0.0f}};
            qn_particles_burst(particles, numbers[i % 2], pose, qn_v2(0.0f, 0.0f), 1);
        }
        tick(particles, 13); // a little more than the short life
        qn_sprite_batch batch = draw(particles, list, 1.0f);
        CHECK_INT(batch.sprite_count, round < 4 ? 4 * (round + 1) : 16);
        for (int32_t i = 0; i < batch.sprite_count; ++i) {
            CHECK_NEAR(batch.sprites[i].x_px, 500.0 + 20.0 * (i % 4), 1e-2);
        }
    }
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(an_emitter_gives_its_rate_evenly_along_its_way)
{
    qn_particles *particles = make(1000);
    qn_draw_list *list = make_list(1000, NULL);
    qn_particle_kind kind = plain();
    kind.speed_m_s = (qn_range){0.0f, 0.0f};
    kind.life_s = (qn_range){10.0f, 10.0f};
    kind.rate_hz = 150.0f;
    qn_emitter emitter = {.kind = add(particles, &kind)};
    for (int32_t i = 0; i <= 60; ++i) {
        emitter.pose = (qn_pose){{-30.0f + (float)i, 0.0f}, {1.0f, 0.0f}};
        CHECK_ERROR(qn_particles_emit(particles, &emitter, DT_S), QN_ERROR_OK);
    }
    CHECK(live(particles) >= 152 && live(particles) <= 153);
    qn_sprite_batch batch = draw(particles, list, 1.0f);
    for (int32_t i = 4; i < batch.sprite_count; ++i) {
        CHECK_NEAR(batch.sprites[i].x_px - batch.sprites[i - 1].x_px, 4.0, 0.01);
    }
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(newborn_particles_are_not_seen_before_their_birth)
{
    qn_particles *particles = make(64);
    qn_draw_list *list = make_list(64, NULL);
    qn_particle_kind kind = plain();
    kind.rate_hz = 600.0f; // ten a tick
    qn_emitter emitter = {.kind = add(particles, &kind), .pose = {{0.0f, 0.0f}, {1.0f, 0.0f}}};
    tick(particles, 1);
    qn_particles_emit(particles, &emitter, DT_S);
    CHECK_INT(draw(particles, list, 1.0f).sprite_count, 10);
    CHECK_INT(draw(particles, list, 0.501f).sprite_count, 5);
    CHECK_INT(draw(particles, list, 0.0f).sprite_count, 0);
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(a_cone_and_its_origin_turn_with_the_emitter)
{
    qn_particles *particles = make(500);
    qn_draw_list *list = make_list(500, NULL);
    qn_particle_kind kind = plain();
    kind.spread_rad = 0.3f;
    kind.origin = QN_ORIGIN_LINE;
    kind.origin_half_m = qn_v2(5.0f, 0.0f);
    int32_t number = add(particles, &kind);
    qn_pose up = {{0.0f, 0.0f}, {0.0f, 1.0f}};
    qn_particles_burst(particles, number, up, qn_v2(0.0f, 0.0f), 400);
    qn_sprite_batch batch = draw(particles, list, 1.0f);
    float starts[400], lowest = 0.0f, highest = 0.0f;
    for (int32_t i = 0; i < 400; ++i) {
        CHECK_NEAR(batch.sprites[i].x_px, 1000.0, 1e-3);
        starts[i] = batch.sprites[i].y_px;
        lowest = qn_max(lowest, starts[i] - 500.0f);
        highest = qn_min(highest, starts[i] - 500.0f);
    }
    CHECK(lowest > 48.0f && lowest <= 50.01f && highest < -48.0f && highest >= -50.01f);
    tick(particles, 30);
    batch = draw(particles, list, 1.0f);
    for (int32_t i = 0; i < 400; ++i) {
        float right = batch.sprites[i].x_px - 1000.0f, rise = starts[i] - batch.sprites[i].y_px;
        CHECK_NEAR(qn_length(qn_v2(right, rise)), 5.0, 1e-2);
        CHECK(qn_abs(qn_atan2(right, rise)) < 0.301f);
    }
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(curves_size_and_colour_over_a_life)
{
    qn_particles *particles = make(4);
    qn_draw_list *list = make_list(4, NULL);
    qn_particle_kind kind = plain();
    kind.size_m = (qn_range){1.0f, 1.0f};
    kind.size = (qn_curve){3, {{0.0f, 0.0f}, {0.5f, 2.0f}, {1.0f, 1.0f}}};
    kind.color = (qn_color_curve){2, {{0.25f, {255, 0, 0, 255}}, {0.75f, {0, 0, 255, 255}}}};
    int32_t number = add(particles, &kind);
    qn_particles_burst(particles, number, qn_pose_identity(), qn_v2(0.0f, 0.0f), 1);
    tick(particles, 6);
    qn_sprite_batch batch = draw(particles, list, 1.0f);
    CHECK_NEAR(batch.sprites[0].half_y_px, 4.0, 0.05);
    CHECK_INT(batch.sprites[0].fill, 0xFF0000FFu);
    tick(particles, 24);
    batch = draw(particles, list, 1.0f);
    CHECK_NEAR(batch.sprites[0].half_y_px, 20.0, 0.05);
    CHECK_NEAR(batch.sprites[0].fill & 0xFFu, 128, 5);
    tick(particles, 28);
    batch = draw(particles, list, 1.0f);
    CHECK_NEAR(batch.sprites[0].half_y_px, 10.0, 1.0);
    CHECK_INT(batch.sprites[0].fill, 0xFFFF0000u);
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(a_streak_lies_along_its_motion)
{
    qn_particles *particles = make(4);
    qn_draw_list *list = make_list(4, NULL);
    qn_particle_kind kind = plain();
    kind.look = QN_PARTICLE_STREAK;
    kind.direction_rad = 0.5f * QN_PI;
    kind.speed_m_s = (qn_range){20.0f, 20.0f};
    kind.streak_s = 0.1f;
    int32_t number = add(particles, &kind);
    qn_particles_burst(particles, number, qn_pose_identity(), qn_v2(0.0f, 0.0f), 1);
    qn_sprite_batch batch = draw(particles, list, 1.0f);
    CHECK_NEAR(batch.sprites[0].half_x_px, 1.0 + 10.0, 1e-3);
    CHECK_NEAR(batch.sprites[0].half_y_px, 1.0, 1e-5);
    CHECK_INT(batch.sprites[0].rotation, 32767u << 16);
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

static bool are_same(const qn_sprite *a, const qn_sprite *b, int32_t count)
{
    bool same = true;
    for (int32_t i = 0; i < count; ++i) {
        same = same && a[i].x_px == b[i].x_px && a[i].y_px == b[i].y_px &&
               a[i].half_x_px == b[i].half_x_px && a[i].fill == b[i].fill;
    }
    return same;
}

TEST(equal_seeds_give_equal_particles_and_others_do_not)
{
    qn_sprite kept[200];
    for (int32_t round = 0; round < 3; ++round) {
        qn_particles *particles = NULL;
        CHECK_ERROR(qn_particles_create(200, round < 2 ? 5 : 6, &particles), QN_ERROR_OK);
        qn_draw_list *list = make_list(200, NULL);
        qn_particle_kind kind = qn_particle_kind_default();
        kind.speed_m_s = (qn_range){1.0f, 9.0f};
        kind.life_s = (qn_range){0.3f, 2.0f};
        int32_t number = add(particles, &kind);
        qn_particles_burst(particles, number, qn_pose_identity(), qn_v2(1.0f, 0.0f), 200);
        tick(particles, 15);
        qn_sprite_batch batch = draw(particles, list, 0.4f);
        if (round == 0) {
            memcpy(kept, batch.sprites, sizeof kept);
        }
        CHECK(are_same(kept, batch.sprites, batch.sprite_count) == (round < 2));
        qn_draw_list_destroy(list);
        qn_particles_destroy(particles);
    }
}

TEST(particles_take_no_memory_after_create)
{
    qn_particles *particles = make(2000);
    qn_draw_list *list = make_list(4000, NULL);
    qn_particle_kind kind = qn_particle_kind_default();
    kind.glow = 1.0f;
    kind.rate_hz = 5000.0f;
    qn_emitter emitter = {.kind = add(particles, &kind), .pose = {{0.0f, 0.0f}, {1.0f, 0.0f}}};
    size_t live_count = qn_memory_live_count();
    for (int32_t i = 0; i < 120; ++i) {
        tick(particles, 1);
        qn_particles_emit(particles, &emitter, DT_S);
        draw(particles, list, 0.5f);
    }
    CHECK_INT(qn_memory_live_count(), live_count);
    CHECK_INT(live(particles), 2000);
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}

TEST(a_kind_of_particles_is_checked_field_by_field)
{
    qn_particles *particles = make(4);
    qn_particle_kind good = qn_particle_kind_default();
    float *const fields[] = {
        &good.size_m.low,    &good.size_m.high,     &good.aspect,          &good.streak_s,
        &good.glow,          &good.origin_half_m.x, &good.origin_half_m.y, &good.direction_rad,
        &good.spread_rad,    &good.speed_m_s.low,   &good.speed_m_s.high,  &good.inherit,
        &good.angle_rad.low, &good.angle_rad.high,  &good.spin_rad_s.low,  &good.spin_rad_s.high,
        &good.life_s.low,    &good.life_s.high,     &good.gravity_m_s2.x,  &good.gravity_m_s2.y,
        &good.drag_per_s,    &good.rate_hz};
    int32_t number = -1;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; ++i) {
        float kept = *fields[i];
        *fields[i] = NAN;
        CHECK_ERROR(qn_particles_add_kind(particles, &good, &number), QN_ERROR_NOT_FINITE);
        *fields[i] = -2.0e6f;
        CHECK_ERROR(qn_particles_add_kind(particles, &good, &number), QN_ERROR_OUT_OF_RANGE);
        *fields[i] = 2.0e6f;
        CHECK_ERROR(qn_particles_add_kind(particles, &good, &number), QN_ERROR_OUT_OF_RANGE);
        *fields[i] = kept;
    }
    good.size.key_count = QN_CURVE_MAX_KEYS + 1;
    CHECK_ERROR(qn_particles_add_kind(particles, &good, &number), QN_ERROR_OUT_OF_RANGE);
    good.size = (qn_curve){2, {{0.5f, 1.0f}, {0.4f, 1.0f}}};
    CHECK_ERROR(qn_particles_add_kind(particles, &good, &number), QN_ERROR_OUT_OF_RANGE);
    good.size = (qn_curve){1, {{0.5f, NAN}}};
    CHECK_ERROR(qn_particles_add_kind(particles, &good, &number), QN_ERROR_OUT_OF_RANGE);
    good.size.key_count = 0;
    good.look = (qn_particle_look)77;
    CHECK_ERROR(qn_particles_add_kind(particles, &good, &number), QN_ERROR_OUT_OF_RANGE);
    good = (qn_particle_kind){0};
    CHECK_ERROR(qn_particles_add_kind(particles, &good, &number), QN_ERROR_BAD_DEFINITION);
    CHECK_ERROR(qn_particles_add_kind(particles, NULL, &number), QN_ERROR_NULL_POINTER);
    CHECK_INT(number, -1);
    qn_particles_destroy(particles);
}

TEST(a_pool_refuses_what_it_cannot_do)
{
    qn_particles *particles = NULL;
    CHECK_ERROR(qn_particles_create(0, 1, &particles), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_particles_create(QN_PARTICLES_MAX_CAPACITY + 1, 1, &particles),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_particles_create(1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK(particles == NULL);
    particles = make(8);
    qn_particle_kind kind = plain();
    for (int32_t i = 0; i < QN_PARTICLES_MAX_KINDS; ++i) {
        CHECK_INT(add(particles, &kind), i);
    }
    int32_t number;
    CHECK_ERROR(qn_particles_add_kind(particles, &kind, &number), QN_ERROR_CAPACITY);
    qn_pose at = qn_pose_identity();
    qn_vec2 none = qn_v2(0.0f, 0.0f), broken = qn_v2(NAN, 0.0f);
    CHECK_ERROR(qn_particles_burst(particles, 64, at, none, 1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_particles_burst(particles, -1, at, none, 1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_particles_burst(particles, 0, at, none, -1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_particles_burst(particles, 0, at, none, INT32_MAX), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_particles_burst(particles, 0, at, broken, 1), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_particles_burst(NULL, 0, at, none, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_particles_tick(particles, NAN), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_particles_tick(particles, 0.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_particles_tick(NULL, 0.1f), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_particles_emit(particles, NULL, 0.1f), QN_ERROR_NULL_POINTER);
    qn_emitter emitter = {.rest = NAN, .has_last = true, .last = {{NAN, 0.0f}, {0.0f, 0.0f}}};
    CHECK_ERROR(qn_particles_emit(particles, &emitter, 2.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_particles_emit(particles, &emitter, 0.1f), QN_ERROR_OK);
    CHECK_INT(live(particles), 0);
    qn_particles_draw(NULL, NULL, 0.5f);
    qn_particles_draw(particles, NULL, 0.5f);
    qn_particles_clear(NULL);
    qn_particles_destroy(NULL);
    qn_particles_destroy(particles);
}

TEST(particles_that_fly_out_of_all_numbers_harm_nobody)
{
    qn_particles *particles = make(64);
    qn_draw_list *list = make_list(64, NULL);
    qn_particle_kind kind = plain();
    kind.speed_m_s = (qn_range){1e6f, 1e6f};
    kind.gravity_m_s2 = qn_v2(1e6f, -1e6f);
    kind.life_s = (qn_range){1000.0f, 1000.0f};
    int32_t number = add(particles, &kind);
    qn_pose far = {{3e38f, -3e38f}, {1.0f, 0.0f}};
    qn_particles_burst(particles, number, far, qn_v2(3e38f, 3e38f), 10);
    qn_particles_burst(particles, number, (qn_pose){{0.0f, 0.0f}, {0.0f, 0.0f}}, qn_v2(0, 0), 10);
    for (int32_t i = 0; i < 300; ++i) {
        CHECK_ERROR(qn_particles_tick(particles, 1.0f), QN_ERROR_OK);
    }
    qn_sprite_batch batch = draw(particles, list, 0.5f);
    for (int32_t i = 0; i < batch.sprite_count; ++i) {
        CHECK(isfinite(batch.sprites[i].x_px) && isfinite(batch.sprites[i].half_x_px));
    }
    qn_draw_list_destroy(list);
    qn_particles_destroy(particles);
}
