// Ray casts and pairs of the world against plain loops over all shapes.
#include "check.h"
#include "physics/step.h"
#include "scenes.h"

// The nearest hit by asking every shape.
static float cast_by_hand(const qn_world *world, qn_vec2 origin, qn_vec2 translation,
                          int32_t *nearest)
{
    float best = 1.0f;
    *nearest = QN_NONE;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        if (!world->shape_slots[i].is_live) {
            continue;
        }
        const qn_shape *shape = &world->shapes[i];
        qn_pose pose = qn_motion_of(world, shape->body)->pose;
        qn_hull_cast cast;
        if (qn_hull_cast_ray(&shape->hull, qn_inv_transform(pose, origin),
                             qn_inv_rotate(pose.q, translation), 1.0f, &cast) &&
            cast.fraction < best) {
            best = cast.fraction;
            *nearest = i;
        }
    }
    return best;
}

TEST(the_ray_cast_finds_what_asking_every_shape_finds)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 150, 9);
    qn_filter all = {UINT64_MAX, UINT64_MAX};
    uint32_t seed = 11;
    int hits = 0;
    for (int i = 0; i < 3000; ++i) {
        if (i % 50 == 0) {
            scene_step(world, 5);
        }
        qn_vec2 origin = {check_random_float(&seed, -12.0f, 12.0f),
                          check_random_float(&seed, -2.0f, 30.0f)};
        qn_vec2 translation = {check_random_float(&seed, -20.0f, 20.0f),
                               check_random_float(&seed, -20.0f, 20.0f)};
        int32_t nearest;
        float fraction = cast_by_hand(world, origin, translation, &nearest);
        qn_ray_hit hit;
        CHECK_ERROR(qn_world_cast_ray(world, origin, translation, all, &hit), QN_ERROR_OK);
        CHECK_NEAR(hit.fraction, fraction, 1e-6);
        CHECK_INT(qn_find_shape(world, hit.shape), nearest);
        hits += nearest != QN_NONE;
    }
    CHECK(hits > 500);
    qn_world_destroy(world);
}

TEST(a_filtered_shape_is_not_hit)
{
    qn_world *world = scene_world();
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, 3.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.filter.category_bits = 2;
    qn_shape_id shape =
        qn_shape_create_box(world, wall, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    qn_vec2 origin = {0.0f, 0.0f}, along = {10.0f, 0.0f};
    qn_ray_hit hit;
    qn_world_cast_ray(world, origin, along, (qn_filter){1, 2}, &hit);
    CHECK_INT(hit.shape.raw, shape.raw);
    CHECK_NEAR(hit.point_m.x, 2.5, 1e-5);
    CHECK_NEAR(hit.normal.x, -1.0, 1e-5);
    qn_world_cast_ray(world, origin, along, (qn_filter){1, 4}, &hit);
    CHECK_INT(hit.shape.raw, 0);
    CHECK_NEAR(hit.fraction, 1.0, 0.0);
    qn_world_destroy(world);
}

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
