// The inside of a particle pool: a ring of particles as columns, oldest first, and kinds with their
// curves as tables.
#ifndef DRAW_PARTICLE_H
#define DRAW_PARTICLE_H

#include "quoin/particle.h"

#define PARTICLE_STEPS 64 // of a table

typedef struct particle_kind {
    qn_particle_kind def;
    float sizes[PARTICLE_STEPS + 2];
    uint32_t fills[PARTICLE_STEPS + 2]; // premultiplied
} particle_kind;

// What a tick does to all particles of a kind.
typedef struct particle_push {
    float keep; // of the speed
    qn_vec2 add_m_s;
} particle_push;

typedef struct particle_columns {
    float *x_m, *y_m, *speed_x_m_s, *speed_y_m_s;
    float *angle_rad, *spin_rad_s;
    float *age, *age_per_s; // in lives
    float *size_m;
    uint8_t *kind;
} particle_columns;

struct qn_particles {
    int32_t capacity;
    int32_t first, count; // the ring
    int32_t replaced_count;
    int32_t kind_count;
    uint32_t random;
    float dt_s; // of the last tick
    particle_columns columns;
    float *memory;
    particle_kind *kinds;
};

static inline int32_t particle_slot(const qn_particles *p, int32_t index)
{
    int32_t slot = p->first + index;
    return slot >= p->capacity ? slot - p->capacity : slot;
}

// The tables of a checked definition.
void qn_particle_tables(particle_kind *kind);
qn_error qn_particle_check(const qn_particle_kind *kind);

#endif
