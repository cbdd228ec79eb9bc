// Every kind of region is a hull, made and checked as those of shapes are.
#include "physics/region/region.h"

#include "physics/check.h"

#define ROTATION_SLACK 1.0e-3f

static qn_error make(const qn_region *region, qn_hull *out)
{
    switch (region->point_count) {
    case 0:
        return QN_ERROR_OUT_OF_RANGE;
    case 1:
        return qn_hull_circle(region->points_m[0], region->radius_m, out);
    case 2:
        return qn_hull_capsule(region->points_m[0], region->points_m[1], region->radius_m, out);
    default:
        return qn_hull_polygon(region->points_m, region->point_count, region->radius_m, out);
    }
}

qn_error qn_region_read(const qn_world *world, const qn_region *region, qn_hull *out)
{
    if (region == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "the region is null");
    }
    qn_error error = make(region, out);
    return error == QN_ERROR_OK ? error : qn_refuse(world, error, "the points or the radius");
}

qn_error qn_check_pose(const qn_world *world, qn_pose pose, const char *why)
{
    QN_TRY(qn_check_vec2(world, pose.p, QN_QUERY_REACH_M, why));
    QN_TRY(qn_check_vec2(world, (qn_vec2){pose.q.c, pose.q.s}, 1.0f + ROTATION_SLACK, why));
    float length = qn_length((qn_vec2){pose.q.c, pose.q.s});
    return qn_check_range(world, length, 1.0f - ROTATION_SLACK, 1.0f + ROTATION_SLACK, why);
}

qn_error qn_check_ray(const qn_world *world, const qn_ray *ray)
{
    QN_TRY(qn_check_vec2(world, ray->origin_m, QN_QUERY_REACH_M, "origin_m"));
    return qn_check_vec2(world, ray->translation_m, 2.0f * QN_QUERY_REACH_M, "translation_m");
}
