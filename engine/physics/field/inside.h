// Where a field is in the middle of a step, and how much of a body is inside.
#ifndef PHYSICS_INSIDE_H
#define PHYSICS_INSIDE_H

#include "physics/effect/wind.h"
#include "physics/geometry/hull_part.h"
#include "physics/world.h"

typedef struct qn_field_frame {
    const qn_field *field;
    qn_pose pose;
    qn_rot directions;
    qn_vec2 center, v; // of the body that carries it
    float w;
} qn_field_frame;

// The share of a body's mass, and the middle of that part.
typedef struct qn_inside {
    float share;
    qn_vec2 center;
} qn_inside;

qn_moving qn_moving_at(const qn_world *world, int32_t row);
qn_field_frame qn_field_frame_of(const qn_world *world, const qn_field *field);
// The flow in world axes at a point, on top of the motion of what carries the field.
qn_vec2 qn_field_flow_at(const qn_field_frame *f, qn_vec2 flow, qn_vec2 point);
// Whether the field acts on shapes like this at all.
bool qn_field_means(const qn_field *field, const qn_shape *shape);
// The part of a hull within the region and the planes that are given, to which those of the region
// are added: there is room for QN_MAX_OUTLINE more.
qn_hull_area qn_field_part(const qn_field_frame *f, const qn_hull *hull, qn_pose pose,
                           qn_plane *planes, int32_t plane_count);
qn_inside qn_field_inside(const qn_world *world, const qn_field_frame *f, const qn_moving *moving,
                          int32_t row);

// Whether the row is inside as a whole, and stays so if its centre moves by `margin`.
bool qn_field_holds(const qn_world *world, const qn_field_frame *f, int32_t row, float margin);

// push.c
// What the field does within h to a row that it may reach.
void qn_field_push_row(qn_world *world, const qn_field_frame *f, qn_field_hit hit, float h);

#endif
