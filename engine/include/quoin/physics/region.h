// Regions: convex areas, as fields, characters and queries take them.
//
// A region belongs to no world. Where it stands is told each time by a pose of its frame.
#ifndef QUOIN_PHYSICS_REGION_H
#define QUOIN_PHYSICS_REGION_H

#include "quoin/physics/shape.h"

// The convex hull of up to 8 points, rounded by a radius: 1 point is a circle, 2 a capsule, 3 or
// more a polygon. Sizes and coordinates as of shapes, in the frame of whatever takes the region.
// For a field no points at all are everywhere.
typedef struct qn_region {
    qn_vec2 points_m[QN_MAX_POLYGON_VERTICES];
    int32_t point_count;
    float radius_m;
} qn_region;

static inline qn_region qn_region_everywhere(void) { return (qn_region){.point_count = 0}; }
static inline qn_region qn_region_circle(qn_vec2 center_m, float radius_m)
{
    return (qn_region){.points_m = {center_m}, .point_count = 1, .radius_m = radius_m};
}
static inline qn_region qn_region_capsule(qn_vec2 a_m, qn_vec2 b_m, float radius_m)
{
    return (qn_region){.points_m = {a_m, b_m}, .point_count = 2, .radius_m = radius_m};
}
static inline qn_region qn_region_box(qn_vec2 lower_m, qn_vec2 upper_m)
{
    return (qn_region){
        .points_m = {lower_m, {upper_m.x, lower_m.y}, upper_m, {lower_m.x, upper_m.y}},
        .point_count = 4};
}

// Along origin_m + t * translation_m, t from 0 to 1.
typedef struct qn_ray {
    qn_vec2 origin_m, translation_m;
} qn_ray;

#endif
