// The record of a field, and how fields take part in a step.
#ifndef PHYSICS_FIELD_H
#define PHYSICS_FIELD_H

#include "physics/geometry/hull.h"

enum {
    QN_FIELD_ENABLED = 1u,
    QN_FIELD_TURNS = 2u, // directions turn with the body
};

typedef union qn_field_push {
    qn_area_field area;
    qn_point_field point;
    qn_radial_field radial;
    qn_buoyancy_field buoyancy;
    qn_wind wind;
} qn_field_push;

typedef struct qn_field {
    uint64_t mask_bits, user_data;
    qn_hull region;     // in the field's frame; count 0 is everywhere
    int32_t kind;       // qn_field_kind
    int32_t body;       // QN_NONE: the frame is the world's
    uint32_t flags;     // QN_FIELD_*
    qn_field_push push; // bytes beyond the kind's own are 0
} qn_field;

// A field that reaches a row; QN_NONE for a row means all awake ones.
typedef struct qn_field_hit {
    int32_t field, row;
    int32_t is_whole; // the row is so far inside that it stays inside for this step
} qn_field_hit;

// How many are noted; fields whose hits find no room look at all rows.
#define QN_FIELD_HITS_PER_BODY 2

struct qn_step;

// What the world asks of its fields, once it has some (extras.h).
typedef struct qn_field_code {
    // Notes in scratch which rows each may reach in this step.
    void (*find_rows)(qn_world *world, const struct qn_step *step);
    void (*push)(qn_world *world, qn_field_hit hit, float h);
    // Those that it carries go with it.
    void (*lose_body)(qn_world *world, int32_t body);
} qn_field_code;
extern const qn_field_code qn_fields;

void qn_fields_of_body_destroy(qn_world *world, int32_t body);
// Before the first sub-step: marks the rows that fields act on.
void qn_fields_begin(qn_world *world);
// In each sub-step, after gravity and forces.
void qn_fields_push(qn_world *world, float h);
// Wakes the bodies in its region; with `anew` the rest of those that are awake starts anew too.
void qn_field_rouse_inside(qn_world *world, int32_t field, bool anew);
qn_error qn_field_push_check(const qn_world *world, qn_field_kind kind, const qn_field_push *push);

#endif
