// Every kind of region is a hull, made and checked as those of shapes are.
#include "physics/region/region.h"

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
    qn_error error = make(region, out);
    return error == QN_ERROR_OK ? error : qn_refuse(world, error, "the points or the radius");
}
