// What the samples of docs/physics.md share. The manual shows what stands between [name] and
// [/name]; tests/test_manual.c runs every sample with the checks that follow it.
#ifndef EXAMPLES_PHYSICS_SAMPLE_H
#define EXAMPLES_PHYSICS_SAMPLE_H

#include "check.h"
#include "quoin/quoin.h"

// [helpers]
static qn_world *new_world(void)
{
    qn_world_def def = qn_world_def_default();
    qn_world *world = NULL;
    qn_world_create(&def, &world);
    return world;
}

static qn_body_id add_body(qn_world *world, qn_body_type type, float x, float y)
{
    qn_body_def def = qn_body_def_default();
    def.type = type;
    def.position_m = qn_v2(x, y);
    return qn_body_create(world, &def);
}

static qn_shape_id add_box(qn_world *world, qn_body_id body, float half_width, float half_height)
{
    qn_shape_def def = qn_shape_def_default();
    return qn_shape_create_box(world, body, &def, qn_v2(0, 0), qn_v2(half_width, half_height), 0);
}

static qn_shape_id add_circle(qn_world *world, qn_body_id body, float radius)
{
    qn_shape_def def = qn_shape_def_default();
    return qn_shape_create_circle(world, body, &def, qn_v2(0, 0), radius);
}

// A floor whose top is y = 0.
static qn_body_id add_floor(qn_world *world)
{
    qn_body_id floor = add_body(world, QN_BODY_STATIC, 0, -1);
    add_box(world, floor, 50, 1);
    return floor;
}

static void run(qn_world *world, int step_count)
{
    for (int i = 0; i < step_count; ++i) {
        qn_world_step(world, 1.0f / 60.0f, 4);
    }
}
// [/helpers]

#endif
