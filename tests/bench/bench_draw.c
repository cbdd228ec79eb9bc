#include "bench_draw.h"

#include <stdlib.h>

#include "quoin/particle.h"
#include "quoin/sprite.h"

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
