// Queries: questions about the world that change nothing.
#ifndef QUOIN_PHYSICS_QUERY_H
#define QUOIN_PHYSICS_QUERY_H

#include "quoin/physics/world.h"

typedef struct qn_filter {
    uint64_t category_bits, mask_bits;
} qn_filter;

typedef struct qn_ray_hit {
    qn_shape_id shape; // null: nothing was hit
    qn_vec2 point_m;
    qn_vec2 normal;
    float fraction; // of the translation
} qn_ray_hit;

// The first shape along origin + t * translation, t in [0, 1]; of equal fractions the lower shape
// slot. A ray that starts inside a shape does not see that shape.
QN_API qn_error qn_world_cast_ray(const qn_world *world, qn_vec2 origin_m, qn_vec2 translation_m,
                                  qn_filter filter, qn_ray_hit *out);

#endif
