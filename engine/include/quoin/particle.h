// Particles: sparks, dust, rain, smoke. Thousands of small things that live for a moment, fly by
// simple rules, and are drawn straight onto a draw list.
//
// They are ticked at the game's fixed rate and drawn between two ticks. They touch no bodies and
// are seen by none. All memory is taken at create; when the pool is full the oldest particle makes
// room, never one by chance. Equal calls with equal seeds give equal pictures.
#ifndef QUOIN_PARTICLE_H
#define QUOIN_PARTICLE_H

#include "quoin/draw.h"

#define QN_PARTICLES_MAX_CAPACITY 100000
#define QN_PARTICLES_MAX_KINDS 64
#define QN_CURVE_MAX_KEYS 8

// Drawn from evenly, once for each particle; low may be high.
typedef struct qn_range {
    float low, high;
} qn_range;

// A value over a particle's life, straight from key to key. `at` rises, from 0 (birth) to 1
// (death); before the first key and after the last it stays. No keys: 1 throughout.
typedef struct qn_curve {
    int32_t key_count;
    struct {
        float at, value;
    } keys[QN_CURVE_MAX_KEYS];
} qn_curve;

// The same of colours. No keys: white throughout.
typedef struct qn_color_curve {
    int32_t key_count;
    struct {
        float at;
        qn_color color;
    } keys[QN_CURVE_MAX_KEYS];
} qn_color_curve;

typedef enum qn_particle_look {
    QN_PARTICLE_DISC,
    QN_PARTICLE_BOX,
    QN_PARTICLE_STREAK, // a line with round ends, along the motion
    QN_PARTICLE_IMAGE
} qn_particle_look;

// Where particles come into being, around the emitter's place and turned with it.
typedef enum qn_origin {
    QN_ORIGIN_POINT,
    QN_ORIGIN_DISC, // anywhere in an ellipse of these half sizes
    QN_ORIGIN_RING, // on its edge
    QN_ORIGIN_BOX,
    QN_ORIGIN_LINE // of half length origin_half_m.x
} qn_origin;

// What the particles of one kind have in common.
typedef struct qn_particle_kind {
    uint32_t cookie; // set by qn_particle_kind_default

    qn_particle_look look;
    qn_image image;    // of IMAGE
    qn_range size_m;   // half the height (the radius of a disc, half the width of a streak)
    float aspect;      // width to height of a box or an image; 0 to 1000
    float streak_s;    // a streak is as long as it flew in this time; 0 to 10
    float glow;        // of a disc, box or streak: a soft edge of so many sizes; 0 to 100
    bool additive;     // adds light
    bool faces_motion; // turned along its motion, instead of by angle and spin
    qn_curve size;     // multiplies size_m
    qn_color_curve color;

    qn_origin origin;
    qn_vec2 origin_half_m;
    float direction_rad, spread_rad; // of the start: within spread_rad to both sides
    bool flies_apart;                // starts away from the emitter's place; direction_rad is added
    qn_range speed_m_s;
    float inherit; // this share of the emitter's velocity is added; -10 to 10
    qn_range angle_rad, spin_rad_s;
    qn_range life_s; // 1e-3 to 1000
    qn_vec2 gravity_m_s2;
    float drag_per_s; // how much of the speed is lost; 0 to 1000

    float rate_hz; // of an emitter; 0 to 1e6
} qn_particle_kind;

QN_API qn_particle_kind qn_particle_kind_default(void);

typedef struct qn_particles qn_particles;

// capacity: 1 to QN_PARTICLES_MAX_CAPACITY. NULL_POINTER, OUT_OF_RANGE, OUT_OF_MEMORY; *out is then
// null.
QN_API qn_error qn_particles_create(int32_t capacity, uint32_t seed, qn_particles **out);
QN_API void qn_particles_destroy(qn_particles *particles);

// *out_kind is the number by which the kind is called from then on; the definition is copied.
// NULL_POINTER; BAD_DEFINITION; NOT_FINITE; OUT_OF_RANGE for what is beyond its range, a range
// whose low is above its high, or curves whose keys do not rise; CAPACITY after
// QN_PARTICLES_MAX_KINDS.
QN_API qn_error qn_particles_add_kind(qn_particles *particles, const qn_particle_kind *kind,
                                      int32_t *out_kind);

// `count` (0 to QN_PARTICLES_MAX_CAPACITY) particles at once. Kinds that do not exist and counts
// beyond are OUT_OF_RANGE, places and velocities that are not finite NOT_FINITE.
QN_API qn_error qn_particles_burst(qn_particles *particles, int32_t kind, qn_pose pose,
                                   qn_vec2 velocity_m_s, int32_t count);

// Whatever gives off particles steadily; belongs to the caller and starts as {.kind = ...}. pose
// and velocity are set before each call of qn_particles_emit.
typedef struct qn_emitter {
    int32_t kind;
    qn_pose pose;
    qn_vec2 velocity_m_s;
    // Kept between calls: what is left of a particle, and where the emitter was.
    float rest;
    bool has_last;
    qn_pose last;
} qn_emitter;

// What rate_hz gives in dt_s (above 0, at most 1): spread over the time and over the way that the
// emitter came, so that a fast one leaves no lumps. Call it after the tick, so that newborn
// particles are as old as they should be.
QN_API qn_error qn_particles_emit(qn_particles *particles, qn_emitter *emitter, float dt_s);

// Moves and ages all of them, by dt_s above 0, at most 1. Takes no memory.
QN_API qn_error qn_particles_tick(qn_particles *particles, float dt_s);
// As they were `alpha` of a tick after the one before the last, 0 to 1; older ones below.
QN_API void qn_particles_draw(const qn_particles *particles, qn_draw_list *list, float alpha);
QN_API void qn_particles_clear(qn_particles *particles);

typedef struct qn_particle_counters {
    int32_t live_count;
    int32_t replaced_count; // that had to make room, since create; stays at its largest number
} qn_particle_counters;
QN_API qn_particle_counters qn_particles_get_counters(const qn_particles *particles);

#endif
