// The nearest shape to a point: both trees give shapes, nearer branches first, within what is the
// best so far.
#include "physics/center.h"
#include "physics/geometry/distance.h"
#include "physics/query/forms.h"
#include "physics/query/sight.h"
#include "physics/region/region.h"
#include "physics/terrain/tile_border.h"

_Static_assert(sizeof(qn_nearest_query) == 12 && sizeof(qn_nearest) == 24,
               "records cross as they are");

// The shape's border seen from the point, in the frame of its body. False beyond most_m.
static bool border_of(const qn_world *world, int32_t index, qn_vec2 local, float most_m,
                      qn_border *out)
{
    const qn_shape *shape = &world->shapes[index];
    if (shape->type == QN_SHAPE_TILES) {
        return qn_tiles_border(world, index, local, most_m, out) && out->distance_m <= most_m;
    }
    qn_gap gap;
    qn_hull_gap_to_point(&shape->hull, local, &gap);
    *out = (qn_border){gap.point_a, gap.normal, gap.separation_m};
    return gap.separation_m <= most_m;
}

// What is looked for, and the best so far; its shape is INT32_MAX as long as there is none.
typedef struct hunt {
    const qn_world *world;
    const qn_sight *sight;
    qn_vec2 point;
    int32_t shape;
    qn_nearest best;
} hunt;

static void offer(hunt *h, int32_t index)
{
    const qn_motion *motion = qn_motion_of(h->world, h->world->shapes[index].body);
    qn_vec2 local = qn_point_in_body(motion, h->point);
    qn_border border;
    if (!border_of(h->world, index, local, h->best.distance_m, &border) ||
        (border.distance_m == h->best.distance_m && index > h->shape)) {
        return;
    }
    h->shape = index;
    h->best = (qn_nearest){
        .shape = {qn_pool_handle(h->world->shape_slots, index)},
        .point_m = qn_point_of_body(motion, border.point),
        .normal = qn_rotate(motion->pose.q, border.normal),
        .distance_m = border.distance_m,
    };
}

// `slack` is what boxes may be rounded by.
static void search_trees(hunt *h, float slack)
{
    qn_tree_search search;
    qn_tree_search_start(&search, &h->world->forest, QN_IN_BOTH, h->point,
                         qn_max(h->best.distance_m, 0.0f) + slack);
    for (int32_t shape = qn_tree_search_next(&search); shape != QN_TREE_NULL;
         shape = qn_tree_search_next(&search)) {
        if (qn_sight_sees(h->world, h->sight, shape)) {
            offer(h, shape);
            search.max_distance = qn_max(h->best.distance_m, 0.0f) + slack;
        }
    }
}

static void find(const qn_world *world, const qn_sight *sight, const qn_nearest_query *query,
                 qn_nearest *out)
{
    hunt h = {.world = world,
              .sight = sight,
              .point = query->point_m,
              .shape = INT32_MAX,
              .best = {.distance_m = query->max_distance_m}};
    float slack = qn_rounding_near(query->point_m, (qn_vec2){query->max_distance_m, 0.0f});
    search_trees(&h, slack);
    *out = h.best;
}

static qn_error check(const qn_world *world, const qn_nearest_query *query)
{
    QN_TRY(qn_check_vec2(world, query->point_m, QN_QUERY_REACH_M, "point_m"));
    return qn_check_range(world, query->max_distance_m, 0.0f, 2.0f * QN_QUERY_REACH_M,
                          "max_distance_m");
}

qn_error qn_world_nearest(const qn_world *world, const qn_nearest_query *query, qn_filter filter,
                          qn_nearest *nearest)
{
    qn_sight sight;
    QN_TRY(qn_check_one(world, query, nearest));
    QN_TRY(check(world, query));
    QN_TRY(qn_sight_read(world, filter, &sight));
    find(world, &sight, query, nearest);
    return QN_ERROR_OK;
}

qn_error qn_world_nearest_many(const qn_world *world, const qn_nearest_query *queries,
                               int32_t count, qn_filter filter, qn_nearest *nearest,
                               int32_t *bad_index)
{
    qn_sight sight;
    QN_TRY(qn_check_many(world, queries, count, nearest, bad_index));
    QN_TRY(qn_sight_read(world, filter, &sight));
    qn_error error = QN_ERROR_OK;
    for (int32_t k = 0; k < count && error == QN_ERROR_OK; ++k) {
        error = qn_tell_bad(check(world, &queries[k]), k, bad_index);
    }
    QN_TRY(error);
    for (int32_t k = 0; k < count; ++k) {
        find(world, &sight, &queries[k], &nearest[k]);
    }
    return QN_ERROR_OK;
}
