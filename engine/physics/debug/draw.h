// The layers of a debug drawing.
#ifndef PHYSICS_DEBUG_DRAW_H
#define PHYSICS_DEBUG_DRAW_H

#include "physics/debug/pen.h"

typedef struct qn_drawing {
    const qn_world *world;
    qn_pen pen;
    uint32_t flags;
    float impulse_m_per_ns, velocity_scale_s;
} qn_drawing;

void qn_draw_fields(qn_drawing *d);
// Both need the list of seen shapes, which qn_draw_find_shapes makes in the scratch memory.
int32_t qn_draw_find_shapes(const qn_world *world, qn_aabb view);
void qn_draw_shapes(qn_drawing *d, int32_t shape_count);
void qn_draw_boxes(qn_drawing *d, int32_t shape_count);
void qn_draw_characters(qn_drawing *d);
void qn_draw_joints(qn_drawing *d);
void qn_draw_contacts(qn_drawing *d);
void qn_draw_bodies(qn_drawing *d);
// The open faces of a grid of tiles, each as a line.
void qn_draw_tiles(qn_drawing *d, int32_t shape);

#endif
