// Whom a query sees: its filter, checked and ready to ask.
#ifndef PHYSICS_SIGHT_H
#define PHYSICS_SIGHT_H

#include "physics/world.h"

typedef struct qn_sight {
    uint64_t category_bits, mask_bits;
    int32_t ignored_body; // or QN_NONE
    bool sees_sensors;
} qn_sight;

qn_error qn_sight_read(const qn_world *world, qn_filter filter, qn_sight *out);
bool qn_sight_sees(const qn_world *world, const qn_sight *sight, int32_t shape);

// What rounding may do to positions of this size, and a little more: queries look this much further
// into the trees, whose boxes are rounded too.
float qn_rounding_near(qn_vec2 a, qn_vec2 b);
qn_aabb qn_aabb_grown(qn_aabb box, float border);

#endif
