// Regions: convex areas, as fields, characters and queries take them, and their geometry.
//
// A region belongs to no world, and the functions here need none. Where it stands is told each time
// by a pose of its frame.
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

// ---- Geometry -------------------------------------------------------------------------------

// All positions are in the frame that the poses are given in. Errors, with nothing written:
// NULL_POINTER, NOT_FINITE, OUT_OF_RANGE (positions beyond 2 QN_MAX_POSITION_M, a translation
// beyond 4, a rotation whose length is not 1 within 0.001, a region of no points), BAD_SHAPE.

typedef struct qn_region_gap {
    qn_vec2 point_a_m, point_b_m; // the nearest of the two borders
    qn_vec2 normal;               // unit, from a to b
    float distance_m;             // of the borders; in overlap minus the shortest way out
} qn_region_gap;

QN_API qn_error qn_region_distance(const qn_region *a, qn_pose pose_a, const qn_region *b,
                                   qn_pose pose_b, qn_region_gap *out);

typedef struct qn_region_hit {
    bool is_hit;
    float fraction; // of the way; 1 where nothing is hit
    qn_vec2 point_m;
    qn_vec2 normal; // unit
} qn_region_hit;

// A motion in which one point of the frame goes straight while the frame turns evenly, the shorter
// way round.
typedef struct qn_region_sweep {
    qn_pose start, end;
    qn_vec2 center_m; // that point, in the region's frame
} qn_region_sweep;

// When two moving regions first meet, within 2 mm; at fraction 0 if they overlap from the start.
// The normal leads from a to b. While they turn they may be nearer by up to 5 mm for a moment.
// Should the search end without an answer (many turns of corners that all but touch), the last
// fraction up to which they are apart counts as a hit.
QN_API qn_error qn_region_time_of_impact(const qn_region *a, const qn_region_sweep *sweep_a,
                                         const qn_region *b, const qn_region_sweep *sweep_b,
                                         qn_region_hit *out);

// Border included.
QN_API qn_error qn_region_contains(const qn_region *region, qn_pose pose, qn_vec2 point_m,
                                   bool *is_inside);

// The normal leads out of the region. A ray that starts inside does not see it.
QN_API qn_error qn_region_cast_ray(const qn_region *region, qn_pose pose, const qn_ray *ray,
                                   qn_region_hit *out);

#endif
