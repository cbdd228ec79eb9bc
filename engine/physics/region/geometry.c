// The public questions about regions alone: checked, turned to hulls, asked in the frame of the
// first.
#include "physics/check.h"
#include "physics/geometry/distance.h"
#include "physics/geometry/impact.h"
#include "physics/region/region.h"

// ---- Distance -------------------------------------------------------------------------------

qn_error qn_region_distance(const qn_region *a, qn_pose pose_a, const qn_region *b, qn_pose pose_b,
                            qn_region_gap *out)
{
    if (a == NULL || b == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_hull hull_a;
    qn_hull hull_b;
    QN_TRY(qn_region_read(NULL, a, &hull_a));
    QN_TRY(qn_region_read(NULL, b, &hull_b));
    QN_TRY(qn_check_pose(NULL, pose_a, "pose_a"));
    QN_TRY(qn_check_pose(NULL, pose_b, "pose_b"));
    qn_gap gap;
    qn_hull_gap(&hull_a, &hull_b, qn_pose_inv_mul(pose_a, pose_b), &gap);
    *out = (qn_region_gap){
        .point_a_m = qn_transform(pose_a, gap.point_a),
        .point_b_m = qn_transform(pose_a, gap.point_b),
        .normal = qn_rotate(pose_a.q, gap.normal),
        .distance_m = gap.separation_m,
    };
    return QN_ERROR_OK;
}

// ---- Time of impact -------------------------------------------------------------------------

static qn_error read_sweep(const qn_region_sweep *sweep, qn_sweep *out)
{
    QN_TRY(qn_check_pose(NULL, sweep->start, "start"));
    QN_TRY(qn_check_pose(NULL, sweep->end, "end"));
    QN_TRY(qn_check_vec2(NULL, sweep->center_m, QN_MAX_SIZE_M, "center_m"));
    *out = qn_sweep_between(sweep->start, sweep->end, sweep->center_m);
    return QN_ERROR_OK;
}

qn_error qn_region_time_of_impact(const qn_region *a, const qn_region_sweep *sweep_a,
                                  const qn_region *b, const qn_region_sweep *sweep_b,
                                  qn_region_hit *out)
{
    if (a == NULL || sweep_a == NULL || b == NULL || sweep_b == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_hull hull_a;
    qn_hull hull_b;
    qn_sweep way_a;
    qn_sweep way_b;
    QN_TRY(qn_region_read(NULL, a, &hull_a));
    QN_TRY(qn_region_read(NULL, b, &hull_b));
    QN_TRY(read_sweep(sweep_a, &way_a));
    QN_TRY(read_sweep(sweep_b, &way_b));
    qn_impact impact;
    qn_hull_impact(&hull_a, &way_a, &hull_b, &way_b, 0.0f, &impact);
    *out = (qn_region_hit){.fraction = 1.0f};
    if (impact.state != QN_IMPACT_NONE) {
        *out = (qn_region_hit){true, impact.fraction, impact.point, impact.normal};
    }
    return QN_ERROR_OK;
}

// ---- Points and rays ------------------------------------------------------------------------

qn_error qn_region_contains(const qn_region *region, qn_pose pose, qn_vec2 point_m, bool *is_inside)
{
    if (region == NULL || is_inside == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_hull hull;
    QN_TRY(qn_region_read(NULL, region, &hull));
    QN_TRY(qn_check_pose(NULL, pose, "pose"));
    QN_TRY(qn_check_vec2(NULL, point_m, QN_QUERY_REACH_M, "point_m"));
    *is_inside = qn_hull_contains(&hull, qn_inv_transform(pose, point_m));
    return QN_ERROR_OK;
}

qn_error qn_region_cast_ray(const qn_region *region, qn_pose pose, const qn_ray *ray,
                            qn_region_hit *out)
{
    if (region == NULL || ray == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_hull hull;
    QN_TRY(qn_region_read(NULL, region, &hull));
    QN_TRY(qn_check_pose(NULL, pose, "pose"));
    QN_TRY(qn_check_ray(NULL, ray));
    qn_hull_cast cast;
    *out = (qn_region_hit){.fraction = 1.0f};
    if (qn_hull_cast_ray(&hull, qn_inv_transform(pose, ray->origin_m),
                         qn_inv_rotate(pose.q, ray->translation_m), 1.0f, &cast)) {
        *out = (qn_region_hit){true, cast.fraction, qn_transform(pose, cast.point),
                               qn_rotate(pose.q, cast.normal)};
    }
    return QN_ERROR_OK;
}
