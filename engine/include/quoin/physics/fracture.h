// Breaking bodies: slices, fractures, and solid bodies of any outline.
//
// Pieces are cut out of the shapes of the whole. They keep its material, filters, user data and
// type, and move as the moving plane of the whole does (v + w x r, the same w), so mass, momentum
// and angular momentum are kept. A shape that lies on one side stays what it is; a cut one becomes
// polygons of at most 8 corners, several where it has more. Arcs become chords of at most a
// sixteenth of a turn, drawn so that the area is kept. What is too small to be a shape is lost; its
// mass is spread over the rest of the shape. A mass of the body's own is spread likewise.
//
// The body's handle stays with the heaviest piece (of equal ones the first), others are new bodies
// in the same place and frame. Each joint stays with the piece nearest to its anchor. Handles of
// shapes that were cut, or are on another body now, are stale. All or nothing: on an error nothing
// has changed. Bodies with chains or tiles are not cut (QN_ERROR_WRONG_TYPE), nor disabled ones.
#ifndef QUOIN_PHYSICS_FRACTURE_H
#define QUOIN_PHYSICS_FRACTURE_H

#include "quoin/physics/shape.h"
#include "quoin/physics/world.h"

#define QN_MAX_FRACTURE_PIECES 256
#define QN_MAX_OUTLINE_POINTS 256

// Cuts along the line through point_m with the given direction, both in world coordinates. *piece
// (may be null) receives the new body, or null where the line leaves all on one side. Parts of one
// side stay one body, even where they no longer touch. BAD_SHAPE: the direction is shorter than
// 1e-6.
QN_API qn_error qn_body_slice(qn_world *world, qn_body_id body, qn_vec2 point_m, qn_vec2 direction,
                              qn_body_id *piece);

typedef struct qn_fracture_def {
    uint32_t cookie; // set by qn_fracture_def_default
    // A piece is what lies nearer to its seed than to any other (Voronoi). World coordinates; seeds
    // within 5 mm of an earlier one are passed over. Null: piece_count seeds are drawn inside the
    // shapes by random_seed, in the body's frame.
    const qn_vec2 *seeds_m;
    int32_t seed_count;  // 2 to QN_MAX_FRACTURE_PIECES
    int32_t piece_count; // likewise
    uint32_t random_seed;
    float min_area_m2; // 0 to 1e8; smaller parts are lost as above
} qn_fracture_def;

// 8 pieces, seed 1, no least area but that of shapes.
QN_API qn_fracture_def qn_fracture_def_default(void);
// pieces (may be null) receives the bodies, the given one first; *piece_count (may be null) how
// many: 1 where nothing was cut. CAPACITY: there are more than `capacity`.
QN_API qn_error qn_body_fracture(qn_world *world, qn_body_id body, const qn_fracture_def *def,
                                 qn_body_id *pieces, int32_t capacity, int32_t *piece_count);

// Fills a simple outline of 3 to QN_MAX_OUTLINE_POINTS points in the body's frame, in either sense,
// with convex polygons of at most 8 corners. Corners that are nearer than 5 mm to the one before or
// within 1 mm of the line through their neighbours add nothing. shapes (may be null) receives the
// handles, *shape_count (may be null) how many. BAD_SHAPE: the outline crosses or touches itself,
// or encloses too little; CAPACITY: there are more than `capacity` shapes.
QN_API qn_error qn_body_add_outline(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                    const qn_vec2 *points_m, int32_t point_count,
                                    qn_shape_id *shapes, int32_t capacity, int32_t *shape_count);

#endif
