// Outlines of convex regions, and cutting them by half-planes.
#ifndef PHYSICS_CLIP_H
#define PHYSICS_CLIP_H

#include "physics/geometry/hull.h"

// Corners of a hull whose arcs are drawn as chords; sides of one whose arcs are tangents.
#define QN_MAX_OUTLINE 40
// Each cut adds at most one corner.
#define QN_MAX_CUTS 256
#define QN_MAX_CORNERS (QN_MAX_OUTLINE + QN_MAX_CUTS)

typedef struct qn_plane {
    qn_vec2 normal; // of unit length
    float offset;   // a point p is inside while dot(normal, p) <= offset
} qn_plane;

// Counter-clockwise.
typedef struct qn_corners {
    int32_t count;
    qn_vec2 points[QN_MAX_CORNERS];
} qn_corners;

typedef struct qn_hull_area {
    float area;
    qn_vec2 center; // (0, 0) where the area is 0
} qn_hull_area;

// Of a hull turned by q, about its centroid. Arcs are chords of at most a sixteenth of a turn, a
// little outside, so that the area is that of the hull.
void qn_hull_corners(const qn_hull *hull, qn_rot q, qn_corners *out);
// Into how many equal turns of at most a sixteenth the arc between two normals is cut, and one
// turn.
int32_t qn_split_corner(qn_vec2 before, qn_vec2 after, qn_rot *turn);
qn_hull_area qn_corners_area(const qn_corners *corners);
// Keeps what is inside. At most QN_MAX_CUTS times.
void qn_corners_clip(qn_corners *corners, qn_plane plane);

#endif
