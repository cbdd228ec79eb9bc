// Rays, in all forms.
#include "physics/query/forms.h"
#include "physics/query/cast.h"
#include "physics/region/region.h"

_Static_assert(sizeof(qn_ray) == 16 && sizeof(qn_cast_hit) == 24, "records cross as they are");

static qn_way way_of(const qn_ray *ray)
{
    return (qn_way){NULL, {ray->origin_m, {1.0f, 0.0f}}, ray->translation_m};
}

static qn_error read(const qn_world *world, const qn_ray *ray, qn_filter filter, qn_sight *sight)
{
    QN_TRY(qn_check_ray(world, ray));
    return qn_sight_read(world, filter, sight);
}

qn_error qn_world_cast_ray(const qn_world *world, const qn_ray *ray, qn_filter filter,
                           qn_cast_hit *hit)
{
    qn_sight sight;
    QN_TRY(qn_check_one(world, ray, hit));
    QN_TRY(read(world, ray, filter, &sight));
    qn_way way = way_of(ray);
    qn_way_first(world, &sight, &way, hit);
    return QN_ERROR_OK;
}

qn_error qn_world_cast_ray_any(const qn_world *world, const qn_ray *ray, qn_filter filter,
                               bool *is_hit)
{
    qn_sight sight;
    QN_TRY(qn_check_one(world, ray, is_hit));
    QN_TRY(read(world, ray, filter, &sight));
    qn_way way = way_of(ray);
    *is_hit = qn_way_is_barred(world, &sight, &way);
    return QN_ERROR_OK;
}

qn_error qn_world_cast_ray_all(const qn_world *world, const qn_ray *ray, qn_filter filter,
                               qn_cast_hit *hits, int32_t capacity, int32_t *count)
{
    qn_sight sight;
    QN_TRY(qn_check_all(world, ray, hits, capacity, count));
    QN_TRY(read(world, ray, filter, &sight));
    qn_way way = way_of(ray);
    qn_found found = {.hits = hits, .capacity = capacity};
    qn_way_all(world, &sight, &way, &found);
    *count = found.count;
    return QN_ERROR_OK;
}

qn_error qn_world_cast_ray_many(const qn_world *world, const qn_ray *rays, int32_t count,
                                qn_filter filter, qn_cast_hit *hits, int32_t *bad_index)
{
    qn_sight sight;
    QN_TRY(qn_check_many(world, rays, count, hits, bad_index));
    QN_TRY(qn_sight_read(world, filter, &sight));
    qn_error error = QN_ERROR_OK;
    for (int32_t k = 0; k < count && error == QN_ERROR_OK; ++k) {
        error = qn_tell_bad(qn_check_ray(world, &rays[k]), k, bad_index);
    }
    QN_TRY(error);
    for (int32_t k = 0; k < count; ++k) {
        qn_way way = way_of(&rays[k]);
        qn_way_first(world, &sight, &way, &hits[k]);
    }
    return QN_ERROR_OK;
}
