// What cuts leave of the shapes of a body, before anything is changed.
#ifndef PHYSICS_CUT_H
#define PHYSICS_CUT_H

#include "physics/geometry/clip.h"
#include "physics/world.h"

// A convex part of the plane for each piece, in the body's frame.
typedef struct qn_shards {
    int32_t count;
    qn_plane line; // where `seeds` is null: cell 0 is inside, 1 outside
    const qn_vec2 *seeds;
    float min_area;
} qn_shards;

typedef struct qn_cut {
    int32_t shape, cell;
    int32_t is_whole; // the shape lies in the cell as a whole
    float area;
    qn_hull hull;
} qn_cut;

// The parts of all shapes of a body, shape by shape, cell by cell. Returns how many there are;
// writes them where `out` is not null.
int32_t qn_body_cut(const qn_world *world, int32_t body, const qn_shards *cells, qn_cut *out);

#endif
