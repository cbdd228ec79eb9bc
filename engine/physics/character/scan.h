// What is around a character: casts of its hull, and the planes that it is too near to.
#ifndef PHYSICS_SCAN_H
#define PHYSICS_SCAN_H

#include "physics/world.h"

// Who looks, and with which hull; never at its own body. The body that it rides on, or QN_NONE, is
// seen where it will be, or not at all.
//
// All places are seen from the origin, a place near by, so that nothing is lost far out.
typedef struct qn_scan {
    const qn_world *world;
    const qn_character *character;
    qn_vec2 origin;
    qn_hull hull; // about the position that is given to each call
    int32_t ridden_body;
    bool sees_ridden;
    qn_pose ridden_pose;
} qn_scan;

typedef struct qn_obstacle {
    int32_t shape;
    qn_vec2 point, normal; // on the obstacle; the normal leads to the character
    float fraction;        // of a cast's translation
    float separation;      // of a nearest one
} qn_obstacle;

qn_vec2 qn_scan_center(const qn_scan *scan, const qn_motion *motion);
qn_pose qn_scan_pose(const qn_scan *scan, const qn_motion *motion);
// The first obstacle on the way; of equal ones the lower shape slot.
bool qn_scan_cast(const qn_scan *scan, qn_vec2 from, qn_vec2 translation, qn_obstacle *out);
// The obstacles within `reach`, at most `capacity`, by shape slot. Returns how many.
int32_t qn_scan_near(const qn_scan *scan, qn_vec2 at, float reach, qn_obstacle *out,
                     int32_t capacity);

#endif
