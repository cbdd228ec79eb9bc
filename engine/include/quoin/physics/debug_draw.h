// Debug drawing: what a world holds, as a list of lines, arcs, points and numbers for any renderer.
//
// It draws nothing itself and changes nothing. The list is deterministic: equal states give equal
// records, in an order of layers (fields, shapes, boxes, characters, joints, contacts, centres,
// velocities, numbers), by slot within each.
#ifndef QUOIN_PHYSICS_DEBUG_DRAW_H
#define QUOIN_PHYSICS_DEBUG_DRAW_H

#include "quoin/physics/world.h"

typedef enum qn_debug_kind {
    QN_DEBUG_LINE = 1,   // x0 y0 x1 y1
    QN_DEBUG_CIRCLE = 2, // x y radius
    QN_DEBUG_POINT = 3,  // x y, and a size in metres (qn_debug_opts.mark_m)
    // Text: x y value, digits after the point.
    QN_DEBUG_NUMBER = 4,
    // Pieces of an outline, one after the other, counter-clockwise; v[5] is how many are still to
    // come, so the outline is complete, and may be filled, where it is 0.
    QN_DEBUG_EDGE = 5, // x0 y0 x1 y1
    QN_DEBUG_ARC = 6,  // x y radius, angle where it starts, angle that it sweeps; an arc that is
                       // alone is open
} qn_debug_kind;

// Metres and radians of the world; unused numbers are 0.
typedef struct qn_debug_record {
    uint32_t kind;  // qn_debug_kind
    uint32_t color; // 0xRRGGBBAA; each has a contrast of 3 : 1 or more to black and to white
    float v[6];
} qn_debug_record;

enum {
    QN_DEBUG_SHAPES = 1u,
    QN_DEBUG_BOXES = 2u, // of shapes, as the broad phase has them
    QN_DEBUG_JOINTS = 4u,
    QN_DEBUG_CONTACTS = 8u,  // points and normals
    QN_DEBUG_IMPULSES = 16u, // of contacts, in the last step
    QN_DEBUG_CENTERS = 32u,  // of mass, with the axes of the body
    QN_DEBUG_VELOCITIES = 64u,
    QN_DEBUG_ISLANDS = 128u, // sleeping bodies in the colour of their island
    QN_DEBUG_GHOSTS = 256u,  // of chains: how the line goes on, which side is solid
    QN_DEBUG_FIELDS = 512u,
    QN_DEBUG_IDS = 1024u, // of bodies: their slots, as advice names them
    QN_DEBUG_CHARACTERS = 2048u,
    QN_DEBUG_ALL = 4095u,
};

typedef struct qn_debug_opts {
    // Only what overlaps it is drawn; all 0: everything. lower <= upper.
    qn_aabb view_m;
    uint32_t flags;         // QN_DEBUG_*; 0: shapes and joints
    float mark_m;           // size of points, axes and normals, 0 to 1e4; 0: 0.1
    float impulse_m_per_ns; // length that an impulse is drawn with, 0 to 1e6; 0: 0.01
    float velocity_scale_s; // length that a velocity is drawn with, 0 to 1e6; 0: 0.1
} qn_debug_opts;

// Writes the first `capacity` records and to *count how many there are; records may be null where
// capacity is 0. opts may be null. QN_ERROR_OUT_OF_RANGE or QN_ERROR_NOT_FINITE for bad opts, with
// *count 0.
QN_API qn_error qn_world_debug_draw(const qn_world *world, const qn_debug_opts *opts,
                                    qn_debug_record *records, int32_t capacity, int32_t *count);

#endif
