// The outline is cut by one half-plane after another, about the hull's centroid, so that the
// numbers stay small wherever the hull is.
//
// The part of a disc below a chord at height s over its centre, with half chord k = sqrt(r^2-s^2):
//   area = r^2 atan2(k, -s) + s k,  centre at (2/3) k^3 / area below the disc's.
#include "physics/geometry/hull_part.h"

#define CIRCLE_SIDES 16
// A regular polygon of 16 sides with this apothem has the area of the unit circle.
#define CIRCLE_APOTHEM 0.993537f

static void add_side(qn_plane *planes, int32_t *count, qn_vec2 normal, qn_vec2 point, float radius)
{
    planes[*count] = (qn_plane){normal, qn_dot(normal, point) + radius};
    *count += 1;
}

int32_t qn_hull_planes(const qn_hull *hull, qn_pose pose, qn_plane *planes)
{
    int32_t count = 0;
    if (hull->count == 1) {
        qn_vec2 center = qn_transform(pose, hull->vertices[0]);
        qn_rot turn = qn_rot_from_angle(2.0f * QN_PI / (float)CIRCLE_SIDES);
        qn_vec2 normal = {1.0f, 0.0f};
        for (int32_t i = 0; i < CIRCLE_SIDES; ++i) {
            add_side(planes, &count, normal, center, CIRCLE_APOTHEM * hull->radius_m);
            normal = qn_rotate(turn, normal);
        }
        return count;
    }
    for (int32_t i = 0; i < hull->count; ++i) {
        qn_vec2 corner = qn_transform(pose, hull->vertices[i]);
        qn_vec2 before = hull->normals[i > 0 ? i - 1 : hull->count - 1];
        qn_rot turn;
        int32_t pieces = qn_split_corner(before, hull->normals[i], &turn);
        for (int32_t k = 1; k < pieces && hull->radius_m > 0.0f; ++k) {
            before = qn_rotate(turn, before);
            add_side(planes, &count, qn_rotate(pose.q, before), corner, hull->radius_m);
        }
        add_side(planes, &count, qn_rotate(pose.q, hull->normals[i]), corner, hull->radius_m);
    }
    return count;
}

static qn_hull_area disc_below(float radius, qn_plane plane)
{
    float s = plane.offset;
    float k = __builtin_sqrtf(qn_max(0.0f, radius * radius - s * s));
    float area = radius * radius * qn_atan2(k, -s) + s * k;
    float down = area > 0.0f ? 2.0f / 3.0f * k * k * k / area : 0.0f;
    return (qn_hull_area){qn_max(area, 0.0f), qn_mul(-down, plane.normal)};
}

// The lowest and highest point of the outline over the plane.
static void reach(const qn_hull *hull, qn_pose pose, qn_plane plane, float *low, float *high)
{
    qn_vec2 normal = qn_inv_rotate(pose.q, plane.normal);
    float base = qn_dot(plane.normal, pose.p) - plane.offset;
    *low = qn_dot(normal, hull->vertices[0]);
    *high = *low;
    for (int32_t i = 1; i < hull->count; ++i) {
        float height = qn_dot(normal, hull->vertices[i]);
        *low = qn_min(*low, height);
        *high = qn_max(*high, height);
    }
    *low += base - hull->radius_m;
    *high += base + hull->radius_m;
}

// Keeps the planes that cut the hull, as seen from its centroid; false if one leaves nothing.
static bool keep_cutting(const qn_hull *hull, qn_pose pose, const qn_plane *planes, int32_t count,
                         qn_plane *cutting, int32_t *cutting_count)
{
    qn_vec2 origin = qn_transform(pose, hull->centroid);
    *cutting_count = 0;
    for (int32_t i = 0; i < count; ++i) {
        float low;
        float high;
        reach(hull, pose, planes[i], &low, &high);
        if (low >= 0.0f) {
            return false;
        }
        if (high > 0.0f) {
            float offset = planes[i].offset - qn_dot(planes[i].normal, origin);
            cutting[*cutting_count] = (qn_plane){planes[i].normal, offset};
            *cutting_count += 1;
        }
    }
    return true;
}

static qn_hull_area clip_by_all(const qn_hull *hull, qn_rot q, const qn_plane *planes,
                                int32_t count)
{
    qn_corners corners;
    qn_hull_corners(hull, q, &corners);
    for (int32_t i = 0; i < count && corners.count > 0; ++i) {
        qn_corners_clip(&corners, planes[i]);
    }
    return qn_corners_area(&corners);
}

qn_hull_area qn_hull_part(const qn_hull *hull, qn_pose pose, const qn_plane *planes, int32_t count)
{
    qn_plane cutting[QN_MAX_OUTLINE + 1];
    int32_t cutting_count;
    if (!keep_cutting(hull, pose, planes, count, cutting, &cutting_count)) {
        return (qn_hull_area){0.0f, qn_transform(pose, hull->centroid)};
    }
    if (cutting_count == 0) {
        qn_mass whole = qn_hull_mass(hull, 1.0f);
        return (qn_hull_area){whole.mass_kg, qn_transform(pose, whole.center_m)};
    }
    qn_hull_area part = hull->count == 1 && cutting_count == 1
                            ? disc_below(hull->radius_m, cutting[0])
                            : clip_by_all(hull, pose.q, cutting, cutting_count);
    part.center = qn_add(qn_transform(pose, hull->centroid), part.center);
    return part;
}
