// Plane vectors, rotations and poses. Everything is inline, deterministic and free of libm.
//
// Angles are radians, counter-clockwise, in a plane whose y axis points up.
#ifndef QUOIN_MATH_H
#define QUOIN_MATH_H

#include "quoin/base.h"

#define QN_PI 3.14159265358979323846f

typedef struct qn_vec2 {
    float x, y;
} qn_vec2;

// A rotation as its cosine and sine; c*c + s*s = 1.
typedef struct qn_rot {
    float c, s;
} qn_rot;

// A pose: first rotate by q, then move by p.
typedef struct qn_pose {
    qn_vec2 p;
    qn_rot q;
} qn_pose;

typedef struct qn_aabb {
    qn_vec2 lower, upper;
} qn_aabb;

// The same bits on every target; within 2e-7 of the true value for |angle| <= 1e4, and defined
// for every finite angle. Non-finite angles give the identity.
QN_API qn_rot qn_rot_from_angle(float angle_rad);
// In [-QN_PI, QN_PI]; within 1e-6 of the true value. 0 for (0, 0) and where a number is not finite.
QN_API float qn_atan2(float y, float x);

static inline float qn_min(float a, float b) { return a < b ? a : b; }
static inline float qn_max(float a, float b) { return a > b ? a : b; }
static inline float qn_clamp(float a, float low, float high)
{
    return a < low ? low : (a > high ? high : a);
}
static inline float qn_abs(float a) { return a < 0.0f ? -a : a; }
// False for NaN and both infinities.
static inline bool qn_is_finite(float a) { return a - a == 0.0f; }

static inline qn_vec2 qn_v2(float x, float y) { return (qn_vec2){x, y}; }
static inline qn_vec2 qn_add(qn_vec2 a, qn_vec2 b) { return (qn_vec2){a.x + b.x, a.y + b.y}; }
static inline qn_vec2 qn_sub(qn_vec2 a, qn_vec2 b) { return (qn_vec2){a.x - b.x, a.y - b.y}; }
static inline qn_vec2 qn_neg(qn_vec2 a) { return (qn_vec2){-a.x, -a.y}; }
static inline qn_vec2 qn_mul(float s, qn_vec2 a) { return (qn_vec2){s * a.x, s * a.y}; }
// a + s * b
static inline qn_vec2 qn_mul_add(qn_vec2 a, float s, qn_vec2 b)
{
    return (qn_vec2){a.x + s * b.x, a.y + s * b.y};
}
static inline qn_vec2 qn_lerp(qn_vec2 a, qn_vec2 b, float t)
{
    return (qn_vec2){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}
static inline float qn_dot(qn_vec2 a, qn_vec2 b) { return a.x * b.x + a.y * b.y; }
static inline float qn_cross(qn_vec2 a, qn_vec2 b) { return a.x * b.y - a.y * b.x; }
// w x r for a turn rate w: the velocity of the point r.
static inline qn_vec2 qn_cross_sv(float w, qn_vec2 r) { return (qn_vec2){-w * r.y, w * r.x}; }
// The vector turned left and right by a quarter turn.
static inline qn_vec2 qn_left(qn_vec2 a) { return (qn_vec2){-a.y, a.x}; }
static inline qn_vec2 qn_right(qn_vec2 a) { return (qn_vec2){a.y, -a.x}; }
static inline float qn_length_squared(qn_vec2 a) { return a.x * a.x + a.y * a.y; }
static inline float qn_length(qn_vec2 a) { return __builtin_sqrtf(a.x * a.x + a.y * a.y); }
static inline float qn_distance(qn_vec2 a, qn_vec2 b) { return qn_length(qn_sub(a, b)); }
static inline bool qn_v2_is_finite(qn_vec2 a) { return qn_is_finite(a.x) && qn_is_finite(a.y); }
static inline qn_vec2 qn_v2_min(qn_vec2 a, qn_vec2 b)
{
    return (qn_vec2){qn_min(a.x, b.x), qn_min(a.y, b.y)};
}
static inline qn_vec2 qn_v2_max(qn_vec2 a, qn_vec2 b)
{
    return (qn_vec2){qn_max(a.x, b.x), qn_max(a.y, b.y)};
}
// Unit vector, or (0, 0) where the length is below 1e-18 (its square would underflow).
static inline qn_vec2 qn_normalize(qn_vec2 a)
{
    float length = qn_length(a);
    if (length < 1e-18f) {
        return (qn_vec2){0.0f, 0.0f};
    }
    return qn_mul(1.0f / length, a);
}

static inline qn_rot qn_rot_identity(void) { return (qn_rot){1.0f, 0.0f}; }
static inline qn_vec2 qn_rotate(qn_rot q, qn_vec2 a)
{
    return (qn_vec2){q.c * a.x - q.s * a.y, q.s * a.x + q.c * a.y};
}
static inline qn_vec2 qn_inv_rotate(qn_rot q, qn_vec2 a)
{
    return (qn_vec2){q.c * a.x + q.s * a.y, q.c * a.y - q.s * a.x};
}
// First b, then a.
static inline qn_rot qn_rot_mul(qn_rot a, qn_rot b)
{
    return (qn_rot){a.c * b.c - a.s * b.s, a.s * b.c + a.c * b.s};
}
// The inverse of a, after b: the rotation of b as seen from a.
static inline qn_rot qn_rot_inv_mul(qn_rot a, qn_rot b)
{
    return (qn_rot){a.c * b.c + a.s * b.s, a.c * b.s - a.s * b.c};
}
static inline float qn_rot_angle(qn_rot q) { return qn_atan2(q.s, q.c); }

static inline qn_pose qn_pose_identity(void) { return (qn_pose){{0.0f, 0.0f}, {1.0f, 0.0f}}; }
static inline qn_vec2 qn_transform(qn_pose t, qn_vec2 a) { return qn_add(t.p, qn_rotate(t.q, a)); }
static inline qn_vec2 qn_inv_transform(qn_pose t, qn_vec2 a)
{
    return qn_inv_rotate(t.q, qn_sub(a, t.p));
}
// The pose b as seen from the frame of a.
static inline qn_pose qn_pose_inv_mul(qn_pose a, qn_pose b)
{
    return (qn_pose){qn_inv_transform(a, b.p), qn_rot_inv_mul(a.q, b.q)};
}

static inline bool qn_aabb_overlaps(qn_aabb a, qn_aabb b)
{
    return a.lower.x <= b.upper.x && b.lower.x <= a.upper.x && a.lower.y <= b.upper.y &&
           b.lower.y <= a.upper.y;
}
static inline bool qn_aabb_contains(qn_aabb outer, qn_aabb inner)
{
    return outer.lower.x <= inner.lower.x && outer.lower.y <= inner.lower.y &&
           inner.upper.x <= outer.upper.x && inner.upper.y <= outer.upper.y;
}
static inline qn_aabb qn_aabb_union(qn_aabb a, qn_aabb b)
{
    return (qn_aabb){qn_v2_min(a.lower, b.lower), qn_v2_max(a.upper, b.upper)};
}

#endif
