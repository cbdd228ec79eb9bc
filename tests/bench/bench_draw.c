#include "bench_draw.h"

#include <stdlib.h>

#include "quoin/atlas.h"
#include "quoin/particle.h"
#include "quoin/sprite.h"
#include "quoin/tilemap.h"

// ---- Images ----------------------------------------------------------------------------------

typedef struct crowd {
    qn_atlas *atlas;
    qn_draw_list *list;
    qn_image image;
    qn_pose *poses;
    int count;
} crowd;

void *bench_images(int count)
{
    static const uint8_t rgba[16 * 16 * 4] = {255};
    crowd *c = malloc(sizeof *c);
    c->count = count;
    c->poses = malloc((size_t)count * sizeof *c->poses);
    qn_atlas_create(256, 1, &c->atlas);
    qn_atlas_add(c->atlas, "one", rgba, 16, 16, &c->image);
    qn_draw_list_create(count, c->atlas, &c->list);
    for (int i = 0; i < count; ++i) {
        qn_vec2 at = qn_v2(0.05f * (float)(i % 200) - 5.0f, 0.05f * (float)(i / 200 % 100) - 2.5f);
        c->poses[i] = (qn_pose){at, qn_rot_from_angle(0.1f * (float)i)};
    }
    return c;
}

void bench_images_draw(void *state)
{
    crowd *c = state;
    qn_camera camera = {{0.0f, 0.0f}, 10.0f, 0.0f, {1920.0f, 1080.0f}};
    qn_draw_begin(c->list, qn_rgb(0));
    qn_draw_camera(c->list, &camera);
    for (int i = 0; i < c->count; ++i) {
        qn_draw_image(c->list, c->image, c->poses[i], qn_v2(0.05f, 0.05f), qn_rgb(0x80C0FF));
    }
    qn_draw_batch(c->list);
}

void bench_images_close(void *state)
{
    crowd *c = state;
    qn_draw_list_destroy(c->list);
    qn_atlas_destroy(c->atlas);
    free(c->poses);
    free(c);
}

// ---- Particles --------------------------------------------------------------------------------

typedef struct sparks {
    qn_particles *particles;
    qn_draw_list *list;
    int32_t kind, count;
} sparks;

// Of every look but images; they live long enough for the whole row.
void *bench_particles(int count)
{
    sparks *s = malloc(sizeof *s);
    s->count = count;
    qn_particles_create(count, 1, &s->particles);
    qn_draw_list_create(count, NULL, &s->list);
    for (int i = 0; i < 4; ++i) {
        qn_particle_kind kind = qn_particle_kind_default();
        kind.look = (qn_particle_look)(i % 3);
        kind.gravity_m_s2 = qn_v2(0.0f, -0.1f);
        kind.drag_per_s = 0.5f;
        kind.streak_s = 0.1f;
        kind.spin_rad_s = (qn_range){-3.0f, 3.0f};
        kind.life_s = (qn_range){500.0f, 1000.0f};
        kind.color = (qn_color_curve){2, {{0.0f, {255, 0, 0, 255}}, {1.0f, {255, 255, 0, 0}}}};
        qn_particles_add_kind(s->particles, &kind, &s->kind);
        qn_particles_burst(s->particles, s->kind, qn_pose_identity(), qn_v2(0, 0), count / 4);
    }
    return s;
}

void bench_particles_tick(void *state)
{
    sparks *s = state;
    qn_particles_tick(s->particles, 1.0f / 60.0f);
}

void bench_particles_draw(void *state)
{
    sparks *s = state;
    qn_camera camera = {{0.0f, 0.0f}, 40.0f, 0.0f, {1920.0f, 1080.0f}};
    qn_draw_begin(s->list, qn_rgb(0));
    qn_draw_camera(s->list, &camera);
    qn_particles_draw(s->particles, s->list, 0.5f);
    qn_draw_batch(s->list);
}

void bench_particles_close(void *state)
{
    sparks *s = state;
    qn_particles_destroy(s->particles);
    qn_draw_list_destroy(s->list);
    free(s);
}

// ---- Tiles ------------------------------------------------------------------------------------

typedef struct land {
    qn_atlas *atlas;
    qn_draw_list *list;
    qn_tilemap *map;
    float way_m;
} land;

// A full map of side x side cells, of 64 tiles.
void *bench_tilemap(int side)
{
    static uint8_t rgba[128 * 128 * 4];
    land *l = calloc(1, sizeof *l);
    qn_image image;
    qn_atlas_create(256, 1, &l->atlas);
    qn_atlas_add(l->atlas, "tiles", rgba, 128, 128, &image);
    qn_draw_list_create(16384, l->atlas, &l->list);
    qn_tilemap_def def = {.width = side, .height = side, .tile_m = 1.0f, .tile_capacity = 64};
    qn_tilemap_create(&def, &l->map);
    qn_tilemap_add_sheet(l->map, &(qn_tile_sheet){.image = image, .tile_px = 16, .first = 1}, NULL);
    for (int i = 0; i < side * side; ++i) {
        qn_tilemap_set(l->map, i % side, i / side, (qn_cell)(1 + i * 7 % 64));
    }
    return l;
}

// 120 x 67 cells of 16 px, scrolled on.
void bench_tilemap_draw(void *state)
{
    land *l = state;
    qn_camera camera = {{80.0f + l->way_m, 70.0f}, 67.5f, 0.0f, {1920.0f, 1080.0f}};
    l->way_m += 0.1f;
    qn_draw_begin(l->list, qn_rgb(0));
    qn_draw_camera(l->list, &camera);
    qn_tilemap_draw(l->map, l->list, 0.0f, qn_rgb(0xFFFFFF));
    qn_draw_batch(l->list);
}

void bench_tilemap_close(void *state)
{
    land *l = state;
    qn_tilemap_destroy(l->map);
    qn_draw_list_destroy(l->list);
    qn_atlas_destroy(l->atlas);
    free(l);
}
