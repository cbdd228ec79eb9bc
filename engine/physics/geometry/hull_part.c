// Clipping an outline by one half-plane after another (Sutherland and Hodgman 1974), about the
// hull's centroid, so that the numbers stay small wherever the hull is.
//
// The part of a disc below a chord at height s over its centre, with half chord k = sqrt(r^2-s^2):
//   area = r^2 atan2(k, -s) + s k,  centre at (2/3) k^3 / area below the disc's.
#include "physics/geometry/hull_part.h"

#define ARC_RAD (QN_PI / 8.0f)
#define CIRCLE_SIDES 16
// A regular polygon of 16 sides with this apothem has the area of the unit circle.
#define CIRCLE_APOTHEM 0.993537f
// Each plane adds at most one corner.
#define MAX_CORNERS (2 * QN_MAX_OUTLINE)

typedef struct outline {
    qn_vec2 points[MAX_CORNERS];
    int32_t count;
} outline;

// ---- Outlines -------------------------------------------------------------------------------

// Into how many equal turns the corner after edge `before` is cut, and one such turn.
static int32_t split_corner(qn_vec2 before, qn_vec2 after, qn_rot *turn)
{
    float angle = qn_abs(qn_atan2(qn_cross(before, after), qn_dot(before, after)));
    int32_t pieces = 1;
    while ((float)pieces * ARC_RAD < angle - 1e-4f) {
        pieces += 1;
    }
    *turn = qn_rot_from_angle(angle / (float)pieces);
    return pieces;
}

static void add_point(outline *out, qn_vec2 point) { out->points[out->count++] = point; }

static void add_circle(outline *out, qn_vec2 center, float radius)
{
    qn_rot turn = qn_rot_from_angle(2.0f * QN_PI / (float)CIRCLE_SIDES);
    qn_vec2 arm = {radius, 0.0f};
    for (int32_t i = 0; i < CIRCLE_SIDES; ++i) {
        add_point(out, qn_add(center, arm));
        arm = qn_rotate(turn, arm);
    }
}

static void add_corner(outline *out, const qn_hull *hull, int32_t i, qn_vec2 center)
{
    qn_vec2 before = hull->normals[i > 0 ? i - 1 : hull->count - 1];
    qn_rot turn;
    int32_t pieces = split_corner(before, hull->normals[i], &turn);
    qn_vec2 normal = before;
    for (int32_t k = 0; k < pieces; ++k) {
        add_point(out, qn_mul_add(center, hull->radius_m, normal));
        normal = qn_rotate(turn, normal);
    }
    add_point(out, qn_mul_add(center, hull->radius_m, hull->normals[i]));
}

// Turned as in the pose, about the centroid.
static void draw(const qn_hull *hull, qn_rot q, outline *out)
{
    out->count = 0;
    if (hull->count == 1) {
        add_circle(out, (qn_vec2){0.0f, 0.0f}, hull->radius_m);
        return;
    }
    for (int32_t i = 0; i < hull->count; ++i) {
        qn_vec2 corner = qn_sub(hull->vertices[i], hull->centroid);
        if (hull->radius_m > 0.0f) {
            add_corner(out, hull, i, corner);
        } else {
            add_point(out, corner);
        }
    }
    for (int32_t i = 0; i < out->count; ++i) {
        out->points[i] = qn_rotate(q, out->points[i]);
    }
}

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
        int32_t pieces = split_corner(before, hull->normals[i], &turn);
        for (int32_t k = 1; k < pieces && hull->radius_m > 0.0f; ++k) {
            before = qn_rotate(turn, before);
            add_side(planes, &count, qn_rotate(pose.q, before), corner, hull->radius_m);
        }
        add_side(planes, &count, qn_rotate(pose.q, hull->normals[i]), corner, hull->radius_m);
    }
    return count;
}

// ---- Clipping -------------------------------------------------------------------------------

static qn_hull_area measure(const outline *shape)
{
    qn_vec2 sum = {0.0f, 0.0f};
    float twice_area = 0.0f;
    for (int32_t i = 1; i + 1 < shape->count; ++i) {
        qn_vec2 e1 = qn_sub(shape->points[i], shape->points[0]);
        qn_vec2 e2 = qn_sub(shape->points[i + 1], shape->points[0]);
        float weight = qn_cross(e1, e2);
        twice_area += weight;
        sum = qn_mul_add(sum, weight, qn_add(e1, e2));
    }
    if (!(twice_area > 0.0f)) {
        return (qn_hull_area){0.0f, {0.0f, 0.0f}};
    }
    return (qn_hull_area){0.5f * twice_area,
                          qn_mul_add(shape->points[0], 1.0f / (3.0f * twice_area), sum)};
}

static void clip(outline *shape, qn_plane plane)
{
    outline kept = {.count = 0};
    for (int32_t i = 0; i < shape->count; ++i) {
        qn_vec2 a = shape->points[i];
        qn_vec2 b = shape->points[i + 1 < shape->count ? i + 1 : 0];
        float height_a = qn_dot(plane.normal, a) - plane.offset;
        float height_b = qn_dot(plane.normal, b) - plane.offset;
        if (height_a <= 0.0f) {
            add_point(&kept, a);
        }
        if ((height_a < 0.0f && height_b > 0.0f) || (height_a > 0.0f && height_b < 0.0f)) {
            add_point(&kept, qn_lerp(a, b, height_a / (height_a - height_b)));
        }
    }
    shape->count = kept.count;
    for (int32_t i = 0; i < kept.count; ++i) {
        shape->points[i] = kept.points[i];
    }
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
    outline shape;
    draw(hull, q, &shape);
    float drawn = measure(&shape).area;
    for (int32_t i = 0; i < count && shape.count > 0; ++i) {
        clip(&shape, planes[i]);
    }
    qn_hull_area part = measure(&shape);
    if (hull->radius_m > 0.0f && drawn > 0.0f) {
        part.area *= qn_hull_mass(hull, 1.0f).mass_kg / drawn;
    }
    return part;
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
