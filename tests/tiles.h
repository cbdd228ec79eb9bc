// Grids of tiles for tests.
#ifndef TESTS_TILES_H
#define TESTS_TILES_H

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

#endif
