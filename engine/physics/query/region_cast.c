// Moving regions, in all forms.
#include "physics/query/forms.h"
#include "physics/query/cast.h"
#include "physics/region/region.h"

_Static_assert(sizeof(qn_region_cast) == 96, "records cross as they are");

// A question with what it is about, as hulls know it.
typedef struct reading {
    qn_sight sight;
    qn_hull hull;
} reading;

static qn_error read_cast(const qn_world *world, const qn_region_cast *cast, qn_hull *out)
{
    QN_TRY(qn_region_read(world, &cast->region, out));
    QN_TRY(qn_check_pose(world, cast->start, "start"));
    return qn_check_vec2(world, cast->translation_m, 2.0f * QN_QUERY_REACH_M, "translation_m");
}

static qn_error read(const qn_world *world, const qn_region_cast *cast, qn_filter filter,
                     reading *out)
{
    QN_TRY(read_cast(world, cast, &out->hull));
    return qn_sight_read(world, filter, &out->sight);
}

static qn_way way_of(const qn_region_cast *cast, const qn_hull *hull)
{
    return (qn_way){hull, cast->start, cast->translation_m};
}

qn_error qn_world_cast_region(const qn_world *world, const qn_region_cast *cast, qn_filter filter,
                              qn_cast_hit *hit)
{
    reading r;
    QN_TRY(qn_check_one(world, cast, hit));
    QN_TRY(read(world, cast, filter, &r));
    qn_way way = way_of(cast, &r.hull);
    qn_way_first(world, &r.sight, &way, hit);
    return QN_ERROR_OK;
}

qn_error qn_world_cast_region_any(const qn_world *world, const qn_region_cast *cast,
                                  qn_filter filter, bool *is_hit)
{
    reading r;
    QN_TRY(qn_check_one(world, cast, is_hit));
    QN_TRY(read(world, cast, filter, &r));
    qn_way way = way_of(cast, &r.hull);
    *is_hit = qn_way_is_barred(world, &r.sight, &way);
    return QN_ERROR_OK;
}

qn_error qn_world_cast_region_all(const qn_world *world, const qn_region_cast *cast,
                                  qn_filter filter, qn_cast_hit *hits, int32_t capacity,
                                  int32_t *count)
{
    reading r;
    QN_TRY(qn_check_all(world, cast, hits, capacity, count));
    QN_TRY(read(world, cast, filter, &r));
    qn_way way = way_of(cast, &r.hull);
    qn_found found = {.hits = hits, .capacity = capacity};
    qn_way_all(world, &r.sight, &way, &found);
    *count = found.count;
    return QN_ERROR_OK;
}

qn_error qn_world_cast_region_many(const qn_world *world, const qn_region_cast *casts,
                                   int32_t count, qn_filter filter, qn_cast_hit *hits,
                                   int32_t *bad_index)
{
    qn_sight sight;
    qn_hull hull;
    QN_TRY(qn_check_many(world, casts, count, hits, bad_index));
    QN_TRY(qn_sight_read(world, filter, &sight));
    qn_error error = QN_ERROR_OK;
    for (int32_t k = 0; k < count && error == QN_ERROR_OK; ++k) {
        error = qn_tell_bad(read_cast(world, &casts[k], &hull), k, bad_index);
    }
    QN_TRY(error);
    // Hulls are made again rather than kept: there is no memory for them.
    for (int32_t k = 0; k < count; ++k) {
        (void)read_cast(world, &casts[k], &hull);
        qn_way way = way_of(&casts[k], &hull);
        qn_way_first(world, &sight, &way, &hits[k]);
    }
    return QN_ERROR_OK;
}
