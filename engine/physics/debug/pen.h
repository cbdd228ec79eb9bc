// What writes the records of a debug drawing: it leaves out what the view does not show, counts
// what finds no room, and holds the palette.
#ifndef PHYSICS_DEBUG_PEN_H
#define PHYSICS_DEBUG_PEN_H

#include "physics/world.h"
#include "quoin/physics/debug_draw.h"

// Every colour has a relative luminance from 0.1 to 0.3 (WCAG 2.1), so that it can be told from
// black and from white.
#define QN_INK_STATIC 0x6E7F91FFu
#define QN_INK_KINEMATIC 0x8A6BE0FFu
#define QN_INK_DYNAMIC 0x2C8F56FFu
#define QN_INK_ASLEEP 0x8C7A4EFFu
#define QN_INK_DISABLED 0x7C7C7CFFu
#define QN_INK_GHOST 0x9A8AA0FFu
#define QN_INK_BOX 0xA265B8FFu
#define QN_INK_JOINT 0x1E88B4FFu
#define QN_INK_LIMIT 0xC07018FFu
#define QN_INK_CONTACT 0xE0447AFFu
#define QN_INK_NEAR 0xA88400FFu // contact points that are still apart
#define QN_INK_IMPULSE 0xDD4B39FFu
#define QN_INK_CENTER 0xC2571AFFu
#define QN_INK_VELOCITY 0x0F9488FFu
#define QN_INK_FIELD 0x3A86D8FFu
#define QN_INK_CHARACTER 0xB8489AFFu
#define QN_INK_NUMBER 0x808080FFu

typedef struct qn_pen {
    qn_debug_record *records;
    int32_t capacity, count;
    qn_aabb view;
    float mark;
    uint32_t color;
} qn_pen;

void qn_pen_line(qn_pen *pen, qn_vec2 a, qn_vec2 b);
void qn_pen_circle(qn_pen *pen, qn_vec2 center, float radius);
void qn_pen_point(qn_pen *pen, qn_vec2 at);
void qn_pen_number(qn_pen *pen, qn_vec2 at, float value, int32_t digits);
// An open arc.
void qn_pen_arc(qn_pen *pen, qn_vec2 center, float radius, float from_rad, float sweep_rad);
void qn_pen_box(qn_pen *pen, qn_aabb box);
// A line, a circle with the radius at its zero angle, or a closed outline.
void qn_pen_hull(qn_pen *pen, const qn_hull *hull, qn_pose pose);

#endif
