// A hundred kilometres from the origin, where floats have steps of 8 mm, all is as at the origin.
#include "check.h"
#include "scenes.h"

#include <stdlib.h>

#define MAX_BODIES 64
#define FAR_M 98304.0f // 1.5 * 2^16: positions of the scenes stay exact

typedef struct far_scene {
    qn_world *world;
    qn_body_id bodies[MAX_BODIES]; // the first is what the others are seen from
    int count;
} far_scene;

static qn_body_id add(far_scene *s, qn_body_type type, qn_vec2 at, qn_vec2 half_size)
{
    qn_body_id body = scene_body(s->world, type, at.x, at.y);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(s->world, body, &def, qn_v2(0.0f, 0.0f), half_size, 0.0f);
    s->bodies[s->count++] = body;
    return body;
}

static far_scene start(float x, float y)
{
    far_scene s = {.world = scene_world()};
    add(&s, QN_BODY_STATIC, qn_v2(x, y - 1.0f), qn_v2(20.0f, 1.0f));
    return s;
}

static far_scene pyramid(float x, float y)
{
    far_scene s = start(x, y);
    for (int row = 0; row < 8; ++row) {
        for (int i = row; i < 8; ++i) {
            float at = 1.125f * (float)i - 0.5625f * (float)row;
            add(&s, QN_BODY_DYNAMIC, qn_v2(x + at, y + 0.5f + (float)row), qn_v2(0.5f, 0.5f));
        }
    }
    return s;
}

static far_scene chain(float x, float y)
{
    far_scene s = start(x, y);
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = s.bodies[0];
    def.base.anchor_a_m = qn_v2(0.0f, 11.0f);
    def.base.anchor_b_m = qn_v2(-0.5f, 0.0f);
    for (int i = 0; i < 8; ++i) {
        def.base.body_b =
            add(&s, QN_BODY_DYNAMIC, qn_v2(x + 0.5f + (float)i, y + 10.0f), qn_v2(0.45f, 0.125f));
        qn_revolute_create(s.world, &def);
        def.base.body_a = def.base.body_b;
        def.base.anchor_a_m = qn_v2(0.5f, 0.0f);
    }
    return s;
}

// The worst difference, in metres, of what is seen from the first body.
static float compare(const far_scene *near, const far_scene *far, int step_count)
{
    float worst = 0.0f;
    for (int step = 0; step < step_count; ++step) {
        scene_step(near->world, 1);
        scene_step(far->world, 1);
        for (int i = 1; i < near->count; ++i) {
            qn_vec2 a = qn_body_offset(near->world, near->bodies[0], near->bodies[i]);
            qn_vec2 b = qn_body_offset(far->world, far->bodies[0], far->bodies[i]);
            worst = qn_max(worst, qn_distance(a, b));
        }
    }
    qn_world_destroy(near->world);
    qn_world_destroy(far->world);
    return worst;
}

TEST(a_pyramid_far_away_stands_as_at_the_origin)
{
    far_scene near = pyramid(0.0f, 0.0f), far = pyramid(FAR_M, -FAR_M);
    CHECK_NEAR(compare(&near, &far, 600), 0.0, 0.001);
}

TEST(a_chain_far_away_swings_as_at_the_origin)
{
    far_scene near = chain(0.0f, 0.0f), far = chain(-FAR_M, FAR_M);
    CHECK_NEAR(compare(&near, &far, 120), 0.0, 0.001);
}

TEST(slow_bodies_far_away_move_as_fast_as_they_should)
{
    qn_world_def def = qn_world_def_default();
    qn_world *world = NULL;
    def.gravity_mps2 = qn_v2(0.0f, 0.0f);
    def.enable_sleep = false;
    CHECK_INT(qn_world_create(&def, &world), QN_ERROR_OK);
    qn_body_id mark = scene_body(world, QN_BODY_STATIC, FAR_M, FAR_M);
    qn_body_id body = scene_box(world, FAR_M, FAR_M, 0.5f, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(0.01f, -0.02f), 0.0f);
    scene_step(world, 600);
    qn_vec2 way = qn_body_offset(world, mark, body);
    CHECK_NEAR(way.x, 0.1, 1e-5);
    CHECK_NEAR(way.y, -0.2, 1e-5);
    qn_world_destroy(world);
}
