// How far apart two hulls are, and where: one exact answer for hulls apart, touching, overlapping.
#ifndef PHYSICS_DISTANCE_H
#define PHYSICS_DISTANCE_H

#include "physics/geometry/hull.h"

// Which features are the nearest. An edge is named by its first corner.
typedef enum qn_gap_kind {
    QN_GAP_CORNERS = 0,
    QN_GAP_EDGE_OF_A = 1,
    QN_GAP_EDGE_OF_B = 2,
} qn_gap_kind;

typedef struct qn_gap {
    qn_vec2 point_a, point_b; // on the two surfaces, in the frame of a
    qn_vec2 normal;           // unit, from a to b, in the frame of a
    float separation_m; // of the surfaces; where the cores overlap, minus the shortest way out
    qn_gap_kind kind;
    int32_t index_a, index_b; // of the corners or edges
} qn_gap;

// b_in_a is the pose of b seen from a. point_b is point_a + separation * normal. Any two hulls have
// an answer; where the direction is not defined (cores meet in one point) it is still a unit vector
// along which the hulls part. Of equally near features those of lower index win, a's edges first.
void qn_hull_gap(const qn_hull *a, const qn_hull *b, qn_pose b_in_a, qn_gap *out);
// The same with a point as b. Inside the hull the separation is negative.
void qn_hull_gap_to_point(const qn_hull *hull, qn_vec2 point, qn_gap *out);
// Inside or on the outline. A sharp segment contains nothing.
bool qn_hull_contains(const qn_hull *hull, qn_vec2 point);

#endif
