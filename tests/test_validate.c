// The checks of hulls, which look at four points at once, against the rules written out plainly.
#include "check.h"
#include "physics/validate/rule.h"

#define MAX_VERTEX_M (3.0f * QN_MAX_SIZE_M)

static bool is_zero(qn_vec2 v) { return v.x == 0.0f && v.y == 0.0f; }

static bool is_unit(qn_vec2 v) { return qn_rot_is_unit((qn_rot){v.x, v.y}); }

static bool has_plain_numbers(const qn_hull *hull, int32_t type)
{
    bool is_good = qn_is_within(hull->radius_m, 0.0f, QN_MAX_SIZE_M) &&
                   qn_v2_is_within(hull->centroid, MAX_VERTEX_M);
    int32_t used = hull->count + (type == QN_SHAPE_CHAIN_SEGMENT ? 2 : 0);
    for (int32_t i = 0; i < QN_MAX_POLYGON_VERTICES; ++i) {
        qn_vec2 v = hull->vertices[i], n = hull->normals[i];
        bool is_point = i < hull->count, is_neighbour = !is_point && i < used;
        is_good = is_good && qn_v2_is_within(v, MAX_VERTEX_M) &&
                  (!is_point || (hull->count > 1 ? is_unit(n) : is_zero(n))) &&
                  (!is_neighbour || is_zero(n) || is_unit(n)) &&
                  (is_point || is_neighbour || (is_zero(v) && is_zero(n)));
    }
    return is_good;
}

static bool has_plain_shape(const qn_hull *hull)
{
    float largest = 0.0f;
    for (int32_t i = 0; i < hull->count; ++i) {
        largest = qn_max(largest, qn_max(qn_abs(hull->vertices[i].x), qn_abs(hull->vertices[i].y)));
    }
    float rounding = 1.0e-6f * largest;
    bool is_good = true;
    for (int32_t i = 0; i < hull->count; ++i) {
        int32_t next = (i + 1) % hull->count, after = (i + 2) % hull->count;
        qn_vec2 edge = qn_sub(hull->vertices[next], hull->vertices[i]);
        qn_vec2 turn = qn_sub(hull->vertices[after], hull->vertices[next]);
        float length = qn_length(edge);
        is_good = is_good &&
                  qn_cross(edge, turn) >=
                      -(rounding * (length + qn_length(turn)) + rounding * rounding) &&
                  qn_abs(qn_dot(edge, hull->normals[i])) <= 1.0e-3f * length + 4.0f * rounding &&
                  qn_dot(qn_right(edge), hull->normals[i]) >= -4.0f * rounding;
    }
    return is_good;
}

static bool is_plainly_sound(const qn_hull *hull, int32_t type)
{
    bool has_count =
        (type == QN_SHAPE_CIRCLE && hull->count == 1) ||
        (type == QN_SHAPE_CHAIN_SEGMENT && hull->count == 2) ||
        (type == QN_SHAPE_POLYGON && hull->count >= 3 && hull->count <= QN_MAX_POLYGON_VERTICES);
    bool has_radius =
        type == QN_SHAPE_POLYGON ||
        (type == QN_SHAPE_CIRCLE ? hull->radius_m >= QN_MIN_SIZE_M : hull->radius_m == 0.0f);
    return has_count && has_radius && has_plain_numbers(hull, type) &&
           (hull->count == 1 || has_plain_shape(hull));
}

static qn_vec2 random_point(uint32_t *seed)
{
    return qn_v2((float)(check_random(seed) % 2001) * 0.01f - 10.0f,
                 (float)(check_random(seed) % 2001) * 0.01f - 10.0f);
}

// Points that coincide make none.
static int32_t make_hull(uint32_t *seed, qn_hull *hull)
{
    qn_vec2 points[QN_MAX_POLYGON_VERTICES];
    for (int i = 0; i < QN_MAX_POLYGON_VERTICES; ++i) {
        points[i] = random_point(seed);
    }
    *hull = (qn_hull){.count = 0};
    switch (check_random(seed) % 4) {
    case 0:
        (void)qn_hull_circle(points[0], 0.5f, hull);
        return QN_SHAPE_CIRCLE;
    case 1:
        (void)qn_hull_segment(points[0], points[1], hull);
        hull->vertices[2] = points[2];
        hull->normals[3] = hull->normals[0];
        return QN_SHAPE_CHAIN_SEGMENT;
    default:
        (void)qn_hull_polygon(points, 3 + (int32_t)(check_random(seed) % 6), 0.0f, hull);
        return QN_SHAPE_POLYGON;
    }
}

// A number of it becomes extreme, or another of its own, or a little different.
static void spoil(uint32_t *seed, qn_hull *hull)
{
    static const uint32_t words[] = {0x7F800000u, 0xFF800000u, 0x7FC00000u, 0x7F7FFFFFu,
                                     0x00000001u, 0x80000000u, 0x46EA6001u, 0xFFFFFFFFu};
    uint32_t numbers[sizeof *hull / sizeof(uint32_t)];
    uint32_t count = sizeof numbers / sizeof numbers[0];
    memcpy(numbers, hull, sizeof *hull);
    uint32_t at = check_random(seed) % count;
    switch (check_random(seed) % 4) {
    case 0:
        numbers[at] = words[check_random(seed) % 8];
        break;
    case 1:
        numbers[at] = numbers[check_random(seed) % count];
        break;
    default:
        numbers[at] ^= 1u << check_random(seed) % 32;
        break;
    }
    memcpy(hull, numbers, sizeof *hull);
}

TEST(hulls_pass_exactly_where_every_rule_holds)
{
    uint32_t seed = 11;
    int32_t wrong = 0, sound = 0, count = check_is_long() ? 3000000 : 100000;
    for (int32_t i = 0; i < count; ++i) {
        qn_hull hull;
        int32_t type = make_hull(&seed, &hull);
        wrong += (hull.count > 0) != (qn_validate_hull(&hull, type) == NULL);
        spoil(&seed, &hull);
        bool is_sound = is_plainly_sound(&hull, type);
        wrong += is_sound != (qn_validate_hull(&hull, type) == NULL);
        sound += is_sound;
    }
    CHECK_INT(wrong, 0);
    CHECK(sound > count / 20 && sound < count * 19 / 20);
}
