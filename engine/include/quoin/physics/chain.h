// Chains: one smooth, one-sided line through many points, for ground and caves.
//
// The solid lies to the left of the walk along the points, as in a counter-clockwise polygon: a
// floor is listed from right to left, a hill or an island counter-clockwise, a cave clockwise. What
// comes from the solid side passes. Nothing catches where two segments join.
//
// Each segment is a shape of its own (QN_SHAPE_CHAIN_SEGMENT) and keeps its handle while its points
// move; a chain weighs nothing. Two chains never meet, nor does a chain meet a segment.
#ifndef QUOIN_PHYSICS_CHAIN_H
#define QUOIN_PHYSICS_CHAIN_H

#include "quoin/physics/shape.h"

typedef struct qn_chain_def {
    uint32_t cookie;         // set by qn_chain_def_default
    const qn_vec2 *points_m; // in the body's frame; copied
    // An open chain has 4 or more; its first and last only say how the line goes on, and nothing
    // touches the line there. A loop has 3 or more and closes by itself.
    int32_t point_count;
    bool is_loop;
    qn_shape_def segment; // what each segment is made of; the density does not count
} qn_chain_def;

QN_API qn_chain_def qn_chain_def_default(void);
// Points lie within 1e4 m, neighbours at least 0.005 m apart (else QN_ERROR_BAD_SHAPE).
QN_API qn_chain_id qn_chain_create(qn_world *world, qn_body_id body, const qn_chain_def *def);
QN_API qn_error qn_chain_destroy(qn_world *world, qn_chain_id chain);
QN_API bool qn_chain_is_alive(const qn_world *world, qn_chain_id chain);

QN_API qn_body_id qn_chain_body(const qn_world *world, qn_chain_id chain);
QN_API bool qn_chain_is_loop(const qn_world *world, qn_chain_id chain);
QN_API int32_t qn_chain_point_count(const qn_world *world, qn_chain_id chain);
QN_API int32_t qn_chain_segment_count(const qn_world *world, qn_chain_id chain);
// Segment i of an open chain leads from point i + 1 to i + 2, of a loop from i to i + 1. Null, with
// QN_ERROR_OUT_OF_RANGE, where there is none.
QN_API qn_shape_id qn_chain_segment(const qn_world *world, qn_chain_id chain, int32_t index);
QN_API qn_vec2 qn_chain_point(const qn_world *world, qn_chain_id chain, int32_t index);
// The chain that a shape is a segment of; null for other shapes.
QN_API qn_chain_id qn_shape_chain(const qn_world *world, qn_shape_id shape);

// Edits at run time re-make the at most four segments around the point and wake what is near them.
// They leave the others alone; only finding the index takes a walk along the chain. Errors, with
// nothing changed: OUT_OF_RANGE (the index, the point, or a chain that would become too short),
// BAD_SHAPE (a neighbour nearer than 0.005 m).
QN_API qn_error qn_chain_set_point(qn_world *world, qn_chain_id chain, int32_t index,
                                   qn_vec2 point_m);
// Puts a point before the one of that index; index = point count appends. The new segment is made
// of what the one it splits is made of. May grow the world as create calls do.
QN_API qn_error qn_chain_insert_point(qn_world *world, qn_chain_id chain, int32_t index,
                                      qn_vec2 point_m);
// Destroys the segment that led away from the point, if there was one, else the last one.
QN_API qn_error qn_chain_remove_point(qn_world *world, qn_chain_id chain, int32_t index);

#endif
