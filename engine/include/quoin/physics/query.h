// Queries: questions about a world that change nothing, not even what sleeps.
//
// A query sees the shapes as they are between two steps, those of sleeping bodies too, of disabled
// bodies none. A chain is a line: rays and casts meet it from its open side only (a cast by where
// the middle of its region starts), all else finds it from both sides, and it contains nothing.
// Tiles are the area of all their solid cells, without any edge between two of them.
//
// Each kind of question has several forms. The plain one finds the first or nearest shape; `_any`
// only whether there is one, which is the fastest; `_all` every shape, once; `_many` asks as many
// questions as there are in a flat array, with one call.
//
// `_all` writes the first `capacity` answers and to *count how many there are; the array may be
// null where capacity is 0. Rays and casts are in order of fraction and then of the shape's slot,
// all else in order of the slot ((raw & 0xFFFFF) - 1).
//
// Bad input is refused with a qn_error, and then nothing is written: QN_ERROR_NULL_POINTER,
// QN_ERROR_NOT_FINITE, QN_ERROR_OUT_OF_RANGE (a position beyond 2 QN_MAX_POSITION_M, a translation
// or distance beyond 4, a rotation whose length is not 1 within 0.001, a capacity below 0, a region
// of no points), QN_ERROR_BAD_SHAPE (a region's points), QN_ERROR_STALE_HANDLE (the ignored body).
// Answers do not depend on the order in which shapes came into the world, except by their slots.
#ifndef QUOIN_PHYSICS_QUERY_H
#define QUOIN_PHYSICS_QUERY_H

#include "quoin/physics/region.h"
#include "quoin/physics/world.h"

// Whom a query sees: shapes whose mask has one of its categories and whose category is in its mask.
// Groups do not count.
typedef struct qn_filter {
    uint64_t category_bits;
    uint64_t mask_bits;
    qn_body_id ignored_body; // whose shapes it does not see; null: none
    bool sees_sensors;
} qn_filter;

// Every shape but sensors.
static inline qn_filter qn_filter_all(void)
{
    return (qn_filter){.category_bits = UINT64_MAX, .mask_bits = UINT64_MAX};
}

// ---- Rays and casts -------------------------------------------------------------------------

// A region that moves without turning, by t * translation_m for t from 0 to 1.
typedef struct qn_region_cast {
    qn_region region;
    qn_pose start; // of the region's frame, in the world
    qn_vec2 translation_m;
} qn_region_cast;

typedef struct qn_cast_hit {
    qn_shape_id shape; // null: nothing was hit
    qn_vec2 point_m;   // on the shape
    qn_vec2 normal;    // out of the shape, unit
    float fraction;    // of the translation; 1 where nothing was hit
} qn_cast_hit;

// A ray that starts inside a shape does not see that shape; in tiles not the solid around it, but
// the next open face that it enters.
QN_API qn_error qn_world_cast_ray(const qn_world *world, const qn_ray *ray, qn_filter filter,
                                  qn_cast_hit *hit);
QN_API qn_error qn_world_cast_ray_any(const qn_world *world, const qn_ray *ray, qn_filter filter,
                                      bool *is_hit);
QN_API qn_error qn_world_cast_ray_all(const qn_world *world, const qn_ray *ray, qn_filter filter,
                                      qn_cast_hit *hits, int32_t capacity, int32_t *count);

// A cast that starts touching or overlapping a shape hits it at fraction 0, with the normal of the
// shortest way out, unless the translation leads out along that normal: then it does not see that
// shape.
QN_API qn_error qn_world_cast_region(const qn_world *world, const qn_region_cast *cast,
                                     qn_filter filter, qn_cast_hit *hit);
QN_API qn_error qn_world_cast_region_any(const qn_world *world, const qn_region_cast *cast,
                                         qn_filter filter, bool *is_hit);
QN_API qn_error qn_world_cast_region_all(const qn_world *world, const qn_region_cast *cast,
                                         qn_filter filter, qn_cast_hit *hits, int32_t capacity,
                                         int32_t *count);

// ---- What is at a place ---------------------------------------------------------------------

typedef struct qn_placed_region {
    qn_region region;
    qn_pose pose; // of the region's frame, in the world
} qn_placed_region;

// The shapes that the region touches or overlaps.
QN_API qn_error qn_world_overlap_any(const qn_world *world, const qn_placed_region *place,
                                     qn_filter filter, bool *is_found);
QN_API qn_error qn_world_overlap_all(const qn_world *world, const qn_placed_region *place,
                                     qn_filter filter, qn_shape_id *shapes, int32_t capacity,
                                     int32_t *count);

// The shapes that contain the point, border included.
QN_API qn_error qn_world_point_any(const qn_world *world, qn_vec2 point_m, qn_filter filter,
                                   bool *is_found);
QN_API qn_error qn_world_point_all(const qn_world *world, qn_vec2 point_m, qn_filter filter,
                                   qn_shape_id *shapes, int32_t capacity, int32_t *count);

// The shapes whose tight boxes (qn_shape_aabb; of tiles the whole grid) overlap the box, border
// included. lower <= upper.
QN_API qn_error qn_world_box_all(const qn_world *world, qn_aabb box_m, qn_filter filter,
                                 qn_shape_id *shapes, int32_t capacity, int32_t *count);

// ---- The nearest shape ----------------------------------------------------------------------

typedef struct qn_nearest_query {
    qn_vec2 point_m;
    float max_distance_m;
} qn_nearest_query;

typedef struct qn_nearest {
    qn_shape_id shape; // null: none is within max_distance_m
    qn_vec2 point_m;   // on its surface
    qn_vec2 normal;    // out of the shape, unit, along the line of the two points
    float distance_m;  // of the surface; negative inside; max_distance_m where there is none
} qn_nearest;

// Of the shapes within max_distance_m of the point the one of least distance, so the one that the
// point is deepest in if it is in several; of equal ones the lower slot.
QN_API qn_error qn_world_nearest(const qn_world *world, const qn_nearest_query *query,
                                 qn_filter filter, qn_nearest *nearest);

// ---- Many at once ---------------------------------------------------------------------------

#define QN_MAX_QUERY_COUNT 1000000

// Each answers as its single form does, the k-th question with the k-th answer. `count` lies in 0
// to QN_MAX_QUERY_COUNT; both arrays may be null where it is 0. Records are of 4-byte fields
// without padding. A question that is refused makes the call refuse them all: no answer is written.
// *bad_index (may be null) receives the number of the first such question, else -1.
QN_API qn_error qn_world_cast_ray_many(const qn_world *world, const qn_ray *rays, int32_t count,
                                       qn_filter filter, qn_cast_hit *hits, int32_t *bad_index);
QN_API qn_error qn_world_cast_region_many(const qn_world *world, const qn_region_cast *casts,
                                          int32_t count, qn_filter filter, qn_cast_hit *hits,
                                          int32_t *bad_index);
// Of each place the overlapping shape of the lowest slot, or null.
QN_API qn_error qn_world_overlap_many(const qn_world *world, const qn_placed_region *places,
                                      int32_t count, qn_filter filter, qn_shape_id *shapes,
                                      int32_t *bad_index);
QN_API qn_error qn_world_nearest_many(const qn_world *world, const qn_nearest_query *queries,
                                      int32_t count, qn_filter filter, qn_nearest *nearest,
                                      int32_t *bad_index);

#endif
