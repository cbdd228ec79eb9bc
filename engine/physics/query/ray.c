// Questions about the world that change nothing.
#include "physics/check.h"
#include "physics/terrain/tile_ray.h"
#include "physics/world.h"

static bool is_nearer(const qn_hull_cast *cast, int32_t shape, float best_fraction,
                      int32_t best_shape)
{
    return cast->fraction < best_fraction ||
           (cast->fraction == best_fraction && shape < best_shape);
}

// What a cast over several trees has found so far.
typedef struct nearest {
    int32_t shape;
    qn_hull_cast cast; // in world coordinates
} nearest;

static void try_shape(const qn_world *world, int32_t index, qn_vec2 origin, qn_vec2 translation,
                      nearest *best)
{
    const qn_shape *shape = &world->shapes[index];
    qn_pose pose = world->motions[world->bodies[shape->body].row].pose;
    qn_hull_cast cast;
    qn_vec2 from = qn_inv_transform(pose, origin);
    qn_vec2 along = qn_inv_rotate(pose.q, translation);
    float most = best->cast.fraction;
    bool is_hit = shape->type == QN_SHAPE_TILES
                      ? qn_tiles_cast_ray(world, index, from, along, most, &cast)
                      : qn_hull_cast_ray(&shape->hull, from, along, most, &cast);
    if (!is_hit || !is_nearer(&cast, index, best->cast.fraction, best->shape)) {
        return;
    }
    // Chains are seen from their front only.
    if (shape->type == QN_SHAPE_CHAIN_SEGMENT &&
        qn_dot(cast.normal, shape->hull.normals[0]) < 0.0f) {
        return;
    }
    best->shape = index;
    best->cast = (qn_hull_cast){qn_transform(pose, cast.point), qn_rotate(pose.q, cast.normal),
                                cast.fraction};
}

static void cast_tree(const qn_world *world, int32_t tree, qn_vec2 origin, qn_vec2 translation,
                      qn_filter filter, nearest *best)
{
    const qn_tree_node *nodes = qn_tree_nodes(world, tree);
    qn_tree_cast walk;
    qn_tree_cast_start(&walk, &world->state->trees[tree], nodes, origin, translation,
                       filter.mask_bits);
    walk.max_fraction = best->cast.fraction;
    for (int32_t leaf = qn_tree_cast_next(&walk); leaf != QN_TREE_NULL;
         leaf = qn_tree_cast_next(&walk)) {
        int32_t index = nodes[leaf].item;
        const qn_shape *shape = &world->shapes[index];
        if ((shape->mask_bits & filter.category_bits) != 0 && !qn_shape_senses(shape)) {
            try_shape(world, index, origin, translation, best);
            walk.max_fraction = best->cast.fraction;
        }
    }
}

qn_error qn_world_cast_ray(const qn_world *world, qn_vec2 origin_m, qn_vec2 translation_m,
                           qn_filter filter, qn_ray_hit *out)
{
    if (world == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(qn_check_vec2(world, origin_m, 2.0f * QN_MAX_POSITION_M, "origin_m"));
    QN_TRY(qn_check_vec2(world, translation_m, 4.0f * QN_MAX_POSITION_M, "translation_m"));
    nearest best = {.shape = INT32_MAX, .cast = {.fraction = 1.0f}};
    cast_tree(world, 0, origin_m, translation_m, filter, &best);
    cast_tree(world, 1, origin_m, translation_m, filter, &best);
    *out = (qn_ray_hit){.fraction = 1.0f};
    if (best.shape != INT32_MAX) {
        *out = (qn_ray_hit){
            .shape = {qn_pool_handle(world->shape_slots, best.shape)},
            .point_m = best.cast.point,
            .normal = best.cast.normal,
            .fraction = best.cast.fraction,
        };
    }
    return QN_ERROR_OK;
}
