// Grids of tiles for tests.
#ifndef TESTS_TILES_H
#define TESTS_TILES_H

#include "physics/geometry/hull.h"
#include "scenes.h"

static inline qn_shape_id tiles_add(qn_world *world, qn_body_id body, qn_vec2 origin, float cell,
                                    int width, int height)
{
    qn_tiles_def def = qn_tiles_def_default();
    def.origin_m = origin;
    def.cell_m = cell;
    def.width = width;
    def.height = height;
    return qn_tiles_create(world, body, &def);
}

static inline qn_body_id tiles_ground(qn_world *world)
{
    return scene_body(world, QN_BODY_STATIC, 0, 0);
}

// The box of cell (x, y) of a grid whose origin is 0.
static inline qn_hull tiles_cell_box(float cell, int x, int y)
{
    qn_vec2 center = {cell * ((float)x + 0.5f), cell * ((float)y + 0.5f)};
    qn_hull box;
    (void)qn_hull_box(center, qn_v2(0.5f * cell, 0.5f * cell), 0.0f, &box);
    return box;
}

#endif
