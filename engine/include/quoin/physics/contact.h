// Contacts: which shapes touch now, where, and what they push with. Read only; for what changed in
// the last step see event.h.
#ifndef QUOIN_PHYSICS_CONTACT_H
#define QUOIN_PHYSICS_CONTACT_H

#include "quoin/physics/world.h"

typedef struct qn_contact_point_data {
    qn_vec2 point_m;       // midway between the two surfaces, rounded to floats of the world
    float separation_m;    // negative where they overlap; up to 20 mm where they are about to touch
    float normal_force_n;  // of the last sub-step
    float tangent_force_n; // likewise; on b, along the normal turned right
    float normal_impulse_ns; // of the whole last step
} qn_contact_point_data;

typedef struct qn_contact_data {
    qn_contact_id contact;
    qn_shape_id shape_a, shape_b;
    qn_vec2 normal; // from a to b
    int32_t point_count;
    qn_contact_point_data points[2];
} qn_contact_data;

// Each returns how many contacts touch, and writes the first `capacity` of them, the youngest
// first; `out` may be null where capacity is 0.
QN_API int32_t qn_body_contacts(const qn_world *world, qn_body_id body, qn_contact_data *out,
                                int32_t capacity);
QN_API int32_t qn_shape_contacts(const qn_world *world, qn_shape_id shape, qn_contact_data *out,
                                 int32_t capacity);
QN_API bool qn_contact_is_alive(const qn_world *world, qn_contact_id contact);
// A living contact that does not touch has no points.
QN_API qn_error qn_contact_read(const qn_world *world, qn_contact_id contact, qn_contact_data *out);

#endif
