// Where a field is in the middle of a step, and how much of a body is inside.
#ifndef PHYSICS_INSIDE_H
#define PHYSICS_INSIDE_H

#include "physics/effect/wind.h"
#include "physics/geometry/hull_part.h"
#include "physics/world.h"

typedef struct qn_field_frame {
    const qn_field *field;
    qn_moving carrier; // stands still where the frame is the world's
    qn_rot directions;
    // As seen from the centre of the body that the field looks at now:
    qn_vec2 span; // of the carrier's centre
    qn_pose pose; // of the field's frame
} qn_field_frame;

// The share of a body's mass, and the middle of that part as seen from the body's centre.
typedef struct qn_inside {
    float share;
    qn_vec2 arm;
} qn_inside;

qn_moving qn_moving_at(const qn_world *world, int32_t row);
qn_field_frame qn_field_frame_of(const qn_world *world, const qn_field *field);
// All that follows is about one body, the last that the field has looked at.
void qn_field_look_at(qn_field_frame *f, const qn_moving *moving);
// A point of the field's frame, as seen from the centre of the body.
qn_vec2 qn_field_point_seen(const qn_field_frame *f, qn_vec2 point);
// The flow in world axes at an arm from the body's centre, on top of the motion of what carries the
// field.
qn_vec2 qn_field_flow_at(const qn_field_frame *f, qn_vec2 flow, qn_vec2 arm);
// Whether the field acts on shapes like this at all.
bool qn_field_means(const qn_field *field, const qn_shape *shape);
// The part of a hull of the body within the region and the planes that are given, to which those of
// the region are added: there is room for QN_MAX_OUTLINE more. Its centre and the planes are seen
// from the body's centre.
qn_hull_area qn_field_part(const qn_field_frame *f, const qn_hull *hull, const qn_moving *moving,
                           qn_plane *planes, int32_t plane_count);
qn_inside qn_field_inside(const qn_world *world, const qn_field_frame *f, const qn_moving *moving,
                          int32_t row);

// Whether the row is inside as a whole, and stays so if its centre moves by `margin`. Looks at it.
bool qn_field_holds(const qn_world *world, qn_field_frame *f, int32_t row, float margin);

// push.c
// What the field does within h to a row that it may reach.
void qn_field_push_row(qn_world *world, qn_field_frame *f, qn_field_hit hit, float h);

#endif
