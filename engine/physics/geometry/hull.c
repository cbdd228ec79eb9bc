// Building a hull: check everything, weld, wrap, drop what lies on a line, then store.
//
// The invariant of every hull that leaves this file: all numbers finite, no two neighbours closer
// than the slop, every turn to the left by a visible amount, normals of unit length. The collision
// code relies on it and checks nothing. Orientation is decided in double, where the products of
// differences of floats are all but exact; ties fall to the smaller x, then y, then index, so the
// order in which points come in does not matter beyond the welding.
// Andrew 1979, "Another efficient algorithm for convex hulls in two dimensions" (monotone chain).
#include "physics/geometry/hull.h"

// A vertex nearer than this to the line through its neighbours adds nothing but a noisy normal.
#define COLLINEAR_M (0.2f * QN_LINEAR_SLOP_M)
#define MIN_AREA_M2 (0.5f * QN_LINEAR_SLOP_M * QN_LINEAR_SLOP_M)

typedef struct point_list {
    qn_vec2 points[QN_MAX_POLYGON_VERTICES];
    int32_t count;
} point_list;

static qn_error check_point(qn_vec2 p)
{
    if (!qn_v2_is_finite(p)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_inside = qn_abs(p.x) <= QN_MAX_SIZE_M && qn_abs(p.y) <= QN_MAX_SIZE_M;
    return is_inside ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

static qn_error check_size(float size)
{
    if (!qn_is_finite(size)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_inside = size >= QN_MIN_SIZE_M && size <= QN_MAX_SIZE_M;
    return is_inside ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

// A polygon's radius may also be 0, and below the smallest size.
static qn_error check_radius(float radius)
{
    if (!qn_is_finite(radius)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_inside = radius >= 0.0f && radius <= QN_MAX_SIZE_M;
    return is_inside ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

static qn_error first_error(qn_error a, qn_error b) { return a != QN_ERROR_OK ? a : b; }

// Twice the signed area of the triangle, positive for a left turn at b.
static double turn(qn_vec2 a, qn_vec2 b, qn_vec2 c)
{
    double abx = (double)b.x - (double)a.x;
    double aby = (double)b.y - (double)a.y;
    double acx = (double)c.x - (double)a.x;
    double acy = (double)c.y - (double)a.y;
    return abx * acy - aby * acx;
}

static bool is_near(qn_vec2 a, qn_vec2 b) { return qn_distance(a, b) < QN_LINEAR_SLOP_M; }

static void add_welded(point_list *list, qn_vec2 p)
{
    for (int32_t i = 0; i < list->count; ++i) {
        if (is_near(list->points[i], p)) {
            return;
        }
    }
    list->points[list->count] = p;
    list->count += 1;
}

static bool comes_before(qn_vec2 a, qn_vec2 b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }

static void sort_points(point_list *list)
{
    for (int32_t i = 1; i < list->count; ++i) {
        qn_vec2 p = list->points[i];
        int32_t at = i;
        while (at > 0 && comes_before(p, list->points[at - 1])) {
            list->points[at] = list->points[at - 1];
            at -= 1;
        }
        list->points[at] = p;
    }
}

// One step of the chain: points that turn right, or not at all, are taken back.
static int32_t push_left_turn(qn_vec2 *chain, int32_t count, int32_t floor, qn_vec2 p)
{
    while (count >= floor + 2 && turn(chain[count - 2], chain[count - 1], p) <= 0.0) {
        count -= 1;
    }
    chain[count] = p;
    return count + 1;
}

// The lower chain from left to right, then the upper one back; counter-clockwise.
static point_list wrap(const point_list *sorted)
{
    qn_vec2 chain[2 * QN_MAX_POLYGON_VERTICES];
    int32_t count = 0;
    for (int32_t i = 0; i < sorted->count; ++i) {
        count = push_left_turn(chain, count, 0, sorted->points[i]);
    }
    int32_t lower_end = count - 1;
    for (int32_t i = sorted->count - 2; i >= 0; --i) {
        count = push_left_turn(chain, count, lower_end, sorted->points[i]);
    }
    point_list hull = {.count = count > 1 ? count - 1 : count};
    for (int32_t i = 0; i < hull.count; ++i) {
        hull.points[i] = chain[i];
    }
    return hull;
}

static float distance_to_neighbours_line(const point_list *list, int32_t index)
{
    qn_vec2 before = list->points[index > 0 ? index - 1 : list->count - 1];
    qn_vec2 after = list->points[index + 1 < list->count ? index + 1 : 0];
    float base = qn_distance(before, after);
    float height = (float)turn(before, list->points[index], after);
    return base > 0.0f ? height / base : 0.0f;
}

// Drops the flattest corner until all are sharp enough.
static void drop_flat_corners(point_list *list)
{
    while (list->count >= 3) {
        int32_t flattest = 0;
        float least = distance_to_neighbours_line(list, 0);
        for (int32_t i = 1; i < list->count; ++i) {
            float distance = distance_to_neighbours_line(list, i);
            flattest = distance < least ? i : flattest;
            least = qn_min(distance, least);
        }
        if (least >= COLLINEAR_M) {
            return;
        }
        list->count -= 1;
        for (int32_t i = flattest; i < list->count; ++i) {
            list->points[i] = list->points[i + 1];
        }
    }
}

// The centre of area, from triangles about the first vertex; *area is positive.
static qn_vec2 center_of_area(const qn_vec2 *points, int32_t count, float *area)
{
    qn_vec2 sum = {0.0f, 0.0f};
    float twice_area = 0.0f;
    for (int32_t i = 1; i + 1 < count; ++i) {
        qn_vec2 e1 = qn_sub(points[i], points[0]);
        qn_vec2 e2 = qn_sub(points[i + 1], points[0]);
        float weight = qn_cross(e1, e2);
        twice_area += weight;
        sum = qn_mul_add(sum, weight, qn_add(e1, e2));
    }
    *area = 0.5f * twice_area;
    return twice_area > 0.0f ? qn_mul_add(points[0], 1.0f / (3.0f * twice_area), sum) : points[0];
}

static void fill_normals(qn_hull *hull)
{
    for (int32_t i = 0; i < hull->count; ++i) {
        int32_t next = i + 1 < hull->count ? i + 1 : 0;
        qn_vec2 edge = qn_sub(hull->vertices[next], hull->vertices[i]);
        hull->normals[i] = qn_right(qn_normalize(edge));
    }
}

static qn_hull two_point_hull(qn_vec2 a, qn_vec2 b, float radius)
{
    qn_hull hull = {
        .vertices = {a, b}, .centroid = qn_mul(0.5f, qn_add(a, b)), .radius_m = radius, .count = 2};
    fill_normals(&hull);
    return hull;
}

qn_error qn_hull_circle(qn_vec2 center, float radius, qn_hull *out)
{
    qn_error error = first_error(check_point(center), check_size(radius));
    if (error == QN_ERROR_OK) {
        *out = (qn_hull){.vertices = {center}, .centroid = center, .radius_m = radius, .count = 1};
    }
    return error;
}

qn_error qn_hull_capsule(qn_vec2 a, qn_vec2 b, float radius, qn_hull *out)
{
    qn_error error = first_error(check_point(a), check_point(b));
    error = first_error(error, check_size(radius));
    if (error == QN_ERROR_OK && is_near(a, b)) {
        error = QN_ERROR_BAD_SHAPE;
    }
    if (error == QN_ERROR_OK) {
        *out = two_point_hull(a, b, radius);
    }
    return error;
}

qn_error qn_hull_segment(qn_vec2 a, qn_vec2 b, qn_hull *out)
{
    qn_error error = first_error(check_point(a), check_point(b));
    if (error == QN_ERROR_OK && is_near(a, b)) {
        error = QN_ERROR_BAD_SHAPE;
    }
    if (error == QN_ERROR_OK) {
        *out = two_point_hull(a, b, 0.0f);
    }
    return error;
}

qn_error qn_hull_box(qn_vec2 center, qn_vec2 half_size, float angle_rad, qn_hull *out)
{
    qn_error error = first_error(check_point(center), check_size(half_size.x));
    error = first_error(error, check_size(half_size.y));
    error = first_error(error, qn_is_finite(angle_rad) ? QN_ERROR_OK : QN_ERROR_NOT_FINITE);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_pose pose = {center, qn_rot_from_angle(angle_rad)};
    qn_hull hull = {.centroid = center, .count = 4};
    float x = half_size.x;
    float y = half_size.y;
    const qn_vec2 corners[4] = {{-x, -y}, {x, -y}, {x, y}, {-x, y}};
    const qn_vec2 normals[4] = {{0.0f, -1.0f}, {1.0f, 0.0f}, {0.0f, 1.0f}, {-1.0f, 0.0f}};
    for (int32_t i = 0; i < 4; ++i) {
        hull.vertices[i] = qn_transform(pose, corners[i]);
        hull.normals[i] = qn_rotate(pose.q, normals[i]);
    }
    *out = hull;
    return QN_ERROR_OK;
}

qn_error qn_hull_polygon(const qn_vec2 *points, int32_t count, float radius, qn_hull *out)
{
    if (count < 3 || count > QN_MAX_POLYGON_VERTICES) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_error error = check_radius(radius);
    point_list welded = {.count = 0};
    for (int32_t i = 0; i < count && error == QN_ERROR_OK; ++i) {
        error = check_point(points[i]);
        add_welded(&welded, points[i]);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    sort_points(&welded);
    point_list corners = wrap(&welded);
    drop_flat_corners(&corners);
    qn_hull hull = {.radius_m = radius, .count = corners.count};
    float area = 0.0f;
    hull.centroid = center_of_area(corners.points, corners.count, &area);
    if (corners.count < 3 || area < MIN_AREA_M2) {
        return QN_ERROR_BAD_SHAPE;
    }
    for (int32_t i = 0; i < corners.count; ++i) {
        hull.vertices[i] = corners.points[i];
    }
    fill_normals(&hull);
    *out = hull;
    return QN_ERROR_OK;
}

qn_aabb qn_hull_aabb(const qn_hull *hull, qn_pose pose)
{
    qn_vec2 first = qn_transform(pose, hull->vertices[0]);
    qn_aabb box = {first, first};
    for (int32_t i = 1; i < hull->count; ++i) {
        qn_vec2 p = qn_transform(pose, hull->vertices[i]);
        box.lower = qn_v2_min(box.lower, p);
        box.upper = qn_v2_max(box.upper, p);
    }
    qn_vec2 border = {hull->radius_m, hull->radius_m};
    return (qn_aabb){qn_sub(box.lower, border), qn_add(box.upper, border)};
}

float qn_hull_max_extent(const qn_hull *hull, qn_vec2 center)
{
    float largest = 0.0f;
    for (int32_t i = 0; i < hull->count; ++i) {
        float distance = qn_distance(hull->vertices[i], center);
        largest = qn_max(largest, distance);
    }
    return largest + hull->radius_m;
}

float qn_hull_min_extent(const qn_hull *hull)
{
    if (hull->count < 3) {
        return hull->radius_m;
    }
    float smallest = qn_dot(hull->normals[0], qn_sub(hull->vertices[0], hull->centroid));
    for (int32_t i = 1; i < hull->count; ++i) {
        float distance = qn_dot(hull->normals[i], qn_sub(hull->vertices[i], hull->centroid));
        smallest = qn_min(smallest, distance);
    }
    return smallest + hull->radius_m;
}
