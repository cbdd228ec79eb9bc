// Rays and moving regions through the world, as one thing.
#ifndef PHYSICS_QUERY_CAST_H
#define PHYSICS_QUERY_CAST_H

#include "physics/query/found.h"
#include "physics/query/sight.h"

typedef struct qn_way {
    const qn_hull *hull; // what moves; null: a point, which makes it a ray
    qn_pose start;       // of it, in the world
    qn_vec2 translation;
} qn_way;

void qn_way_first(const qn_world *world, const qn_sight *sight, const qn_way *way,
                  qn_cast_hit *out);
bool qn_way_is_barred(const qn_world *world, const qn_sight *sight, const qn_way *way);
void qn_way_all(const qn_world *world, const qn_sight *sight, const qn_way *way, qn_found *found);

#endif
