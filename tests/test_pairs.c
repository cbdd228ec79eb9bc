// The pairs of the world against a plain loop over all shapes.
#include "check.h"
#include "physics/step.h"
#include "scenes.h"

static bool should_have_contact(const qn_world *world, int32_t a, int32_t b)
{
    const qn_shape *shape_a = &world->shapes[a];
    const qn_shape *shape_b = &world->shapes[b];
    bool has_dynamic = world->bodies[shape_a->body].type == QN_BODY_DYNAMIC ||
                       world->bodies[shape_b->body].type == QN_BODY_DYNAMIC;
    qn_aabb box_a = qn_hull_aabb(&shape_a->hull, qn_motion_of(world, shape_a->body)->pose);
    qn_aabb box_b = qn_hull_aabb(&shape_b->hull, qn_motion_of(world, shape_b->body)->pose);
    return has_dynamic && shape_a->body != shape_b->body && qn_aabb_overlaps(box_a, box_b);
}

// Asks every pair; returns how many overlap.
static int check_pairs(const qn_world *world)
{
    int overlaps = 0;
    int32_t count = world->state->shape_pool.used_count;
    for (int32_t a = 0; a < count; ++a) {
        for (int32_t b = a + 1; b < count; ++b) {
            bool overlap = should_have_contact(world, a, b);
            overlaps += overlap;
            CHECK(!overlap || qn_pairs_find(world, (qn_pair_key){a, b, 0}) != QN_NONE);
        }
    }
    return overlaps;
}

TEST(every_pair_of_overlapping_boxes_has_a_contact)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 80, 5);
    int overlaps = 0;
    for (int round = 0; round < 40; ++round) {
        // The pairs stage sees the boxes as the step before left them.
        scene_step(world, 6);
        qn_step idle = {0};
        qn_stage_pairs(world, &idle);
        overlaps += check_pairs(world);
    }
    CHECK(overlaps > 1000);
    qn_world_destroy(world);
}

TEST(shapes_whose_masks_exclude_each_other_never_meet)
{
    qn_world *world = scene_world();
    qn_shape_def def = qn_shape_def_default();
    def.filter.mask_bits = 2;
    qn_body_id a = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_body_id b = scene_body(world, QN_BODY_DYNAMIC, 0.1f, 0.0f);
    qn_shape_create_circle(world, a, &def, qn_v2(0.0f, 0.0f), 0.5f);
    qn_shape_create_circle(world, b, &def, qn_v2(0.0f, 0.0f), 0.5f);
    scene_step(world, 2);
    CHECK_INT(qn_world_get_counters(world).contact_count, 0);
    qn_world_destroy(world);
}
