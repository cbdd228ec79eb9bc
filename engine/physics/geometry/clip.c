// Outlines: the corners of a convex region as a list that half-planes cut pieces off.
//
// Clipping is that of Sutherland and Hodgman 1974. An arc of angle t is drawn as k chords between
// points at the radius r'; the triangles under them have k / 2 sin(t / k) r'^2. With strips of
// length P along the edges, r' is chosen so that the drawn border has the area of the true one:
//   P r' + c r'^2 = P r + pi r^2,  c = sum k / 2 sin(t / k).
#include "physics/geometry/clip.h"

#define ARC_RAD (QN_PI / 8.0f)
#define CIRCLE_SIDES 16

int32_t qn_split_corner(qn_vec2 before, qn_vec2 after, qn_rot *turn)
{
    float angle = qn_abs(qn_atan2(qn_cross(before, after), qn_dot(before, after)));
    int32_t pieces = 1;
    while ((float)pieces * ARC_RAD < angle - 1e-4f) {
        pieces += 1;
    }
    *turn = qn_rot_from_angle(angle / (float)pieces);
    return pieces;
}

static void add_point(qn_corners *out, qn_vec2 point) { out->points[out->count++] = point; }

static qn_vec2 normal_before(const qn_hull *hull, int32_t i)
{
    return hull->normals[i > 0 ? i - 1 : hull->count - 1];
}

static void draw_circle(const qn_hull *hull, qn_corners *out)
{
    qn_rot turn = qn_rot_from_angle(2.0f * QN_PI / (float)CIRCLE_SIDES);
    float share = 0.5f * (float)CIRCLE_SIDES * turn.s / QN_PI;
    qn_vec2 arm = {hull->radius_m / __builtin_sqrtf(share), 0.0f};
    for (int32_t i = 0; i < CIRCLE_SIDES; ++i) {
        add_point(out, arm);
        arm = qn_rotate(turn, arm);
    }
}

static float drawn_radius(const qn_hull *hull)
{
    float border = 0.0f;
    float chords = 0.0f;
    for (int32_t i = 0; i < hull->count; ++i) {
        qn_rot turn;
        int32_t pieces = qn_split_corner(normal_before(hull, i), hull->normals[i], &turn);
        border += qn_distance(hull->vertices[i], hull->vertices[i + 1 < hull->count ? i + 1 : 0]);
        chords += 0.5f * (float)pieces * turn.s;
    }
    float area = hull->radius_m * (border + QN_PI * hull->radius_m);
    return 2.0f * area / (border + __builtin_sqrtf(border * border + 4.0f * chords * area));
}

static void draw_corner(const qn_hull *hull, int32_t i, float radius, qn_corners *out)
{
    qn_vec2 corner = qn_sub(hull->vertices[i], hull->centroid);
    qn_vec2 normal = normal_before(hull, i);
    qn_rot turn;
    int32_t pieces = qn_split_corner(normal, hull->normals[i], &turn);
    for (int32_t k = 0; k < pieces; ++k) {
        add_point(out, qn_mul_add(corner, radius, normal));
        normal = qn_rotate(turn, normal);
    }
    add_point(out, qn_mul_add(corner, radius, hull->normals[i]));
}

void qn_hull_corners(const qn_hull *hull, qn_rot q, qn_corners *out)
{
    out->count = 0;
    float radius = hull->count > 1 && hull->radius_m > 0.0f ? drawn_radius(hull) : 0.0f;
    if (hull->count == 1) {
        draw_circle(hull, out);
    }
    for (int32_t i = 0; i < hull->count && hull->count > 1; ++i) {
        if (radius > 0.0f) {
            draw_corner(hull, i, radius, out);
        } else {
            add_point(out, qn_sub(hull->vertices[i], hull->centroid));
        }
    }
    for (int32_t i = 0; i < out->count; ++i) {
        out->points[i] = qn_rotate(q, out->points[i]);
    }
}

qn_hull_area qn_corners_area(const qn_corners *corners)
{
    qn_vec2 sum = {0.0f, 0.0f};
    float twice_area = 0.0f;
    for (int32_t i = 1; i + 1 < corners->count; ++i) {
        qn_vec2 e1 = qn_sub(corners->points[i], corners->points[0]);
        qn_vec2 e2 = qn_sub(corners->points[i + 1], corners->points[0]);
        float weight = qn_cross(e1, e2);
        twice_area += weight;
        sum = qn_mul_add(sum, weight, qn_add(e1, e2));
    }
    if (!(twice_area > 0.0f)) {
        return (qn_hull_area){0.0f, {0.0f, 0.0f}};
    }
    return (qn_hull_area){0.5f * twice_area,
                          qn_mul_add(corners->points[0], 1.0f / (3.0f * twice_area), sum)};
}

void qn_corners_clip(qn_corners *corners, qn_plane plane)
{
    qn_corners kept;
    kept.count = 0;
    for (int32_t i = 0; i < corners->count; ++i) {
        qn_vec2 a = corners->points[i];
        qn_vec2 b = corners->points[i + 1 < corners->count ? i + 1 : 0];
        float height_a = qn_dot(plane.normal, a) - plane.offset;
        float height_b = qn_dot(plane.normal, b) - plane.offset;
        if (height_a <= 0.0f) {
            add_point(&kept, a);
        }
        if ((height_a < 0.0f && height_b > 0.0f) || (height_a > 0.0f && height_b < 0.0f)) {
            add_point(&kept, qn_lerp(a, b, height_a / (height_a - height_b)));
        }
    }
    corners->count = kept.count;
    for (int32_t i = 0; i < kept.count; ++i) {
        corners->points[i] = kept.points[i];
    }
}
