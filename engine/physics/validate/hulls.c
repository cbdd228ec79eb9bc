// Hulls: as many points as the type has, in range, convex, with their normals; zeros beyond.
//
// Four points at a time, by axes. As far as the rounding of the points' coordinates lets one tell,
// hulls turn left everywhere and normals point out.
#include "physics/validate/rule.h"

// A box may lie at the largest distance and have the largest size, turned by an eighth.
#define MAX_VERTEX_M (3.0f * QN_MAX_SIZE_M)
#define WIDTH 4
_Static_assert(QN_MAX_POLYGON_VERTICES % WIDTH == 0, "whole fours");
_Static_assert(offsetof(qn_hull, normals) == QN_MAX_POLYGON_VERTICES * 2 * sizeof(float),
               "the normals come behind the points");

static inline qn_f4 all_x(const qn_vec2 *four)
{
    return qn_f4_evens(qn_f4_load(&four[0].x), qn_f4_load(&four[2].x));
}

static inline qn_f4 all_y(const qn_vec2 *four)
{
    return qn_f4_odds(qn_f4_load(&four[0].x), qn_f4_load(&four[2].x));
}

// Of four from `first` on, those below `count`, and the others.
static const float lane_numbers[WIDTH] = {0.0f, 1.0f, 2.0f, 3.0f};
static inline qn_f4 lanes_below(int32_t first, int32_t count)
{
    return qn_f4_greater(qn_f4_splat((float)(count - first)), qn_f4_load(lane_numbers));
}
static inline qn_f4 lanes_from(int32_t first, int32_t count)
{
    return qn_f4_at_least(qn_f4_load(lane_numbers), qn_f4_splat((float)(count - first)));
}

static inline bool is_everywhere(qn_f4 mask) { return qn_f4_lanes(mask) == 15u; }

// Where the mask is not set, anything will do.
static inline bool holds_for(qn_f4 mask, qn_f4 condition)
{
    return (qn_f4_lanes(mask) & ~qn_f4_lanes(condition)) == 0;
}

// ---- Numbers --------------------------------------------------------------------------------

static bool is_zero_from(const qn_hull *hull, int32_t count)
{
    qn_f4 sizes = qn_f4_zero();
    for (int32_t i = 0; i < QN_MAX_POLYGON_VERTICES; i += WIDTH) {
        qn_f4 v =
            qn_f4_add(qn_f4_abs(all_x(hull->vertices + i)), qn_f4_abs(all_y(hull->vertices + i)));
        qn_f4 n =
            qn_f4_add(qn_f4_abs(all_x(hull->normals + i)), qn_f4_abs(all_y(hull->normals + i)));
        sizes =
            qn_f4_add(sizes, qn_f4_select(lanes_below(i, count), qn_f4_zero(), qn_f4_add(v, n)));
    }
    return is_everywhere(qn_f4_at_least(qn_f4_zero(), sizes));
}

static bool are_points_near(const qn_hull *hull)
{
    qn_f4 most = qn_f4_splat(MAX_VERTEX_M), near = qn_f4_at_least(most, qn_f4_zero());
    for (int32_t i = 0; i < QN_MAX_POLYGON_VERTICES; i += 2) {
        near = qn_f4_and(near, qn_f4_at_least(most, qn_f4_abs(qn_f4_load(&hull->vertices[i].x))));
    }
    return is_everywhere(near);
}

static bool are_of_length_one(const qn_hull *hull)
{
    qn_f4 least = qn_f4_splat(0.999f), most = qn_f4_splat(1.001f);
    bool are_sound = true;
    for (int32_t i = 0; i < hull->count; i += WIDTH) {
        qn_f4 x = all_x(hull->normals + i), y = all_y(hull->normals + i);
        qn_f4 squared = qn_f4_dot(x, y, x, y);
        qn_f4 is_sound = qn_f4_and(qn_f4_at_least(squared, least), qn_f4_at_least(most, squared));
        are_sound = are_sound && holds_for(lanes_below(i, hull->count), is_sound);
    }
    return are_sound;
}

static bool is_zero(qn_vec2 v) { return v.x == 0.0f && v.y == 0.0f; }

static const char *check_numbers(const qn_hull *hull)
{
    QN_RULE(hull->count >= 1 && hull->count <= QN_MAX_POLYGON_VERTICES,
            "a hull has too few or too many points");
    QN_RULE(qn_is_within(hull->radius_m, 0.0f, QN_MAX_SIZE_M), "a radius is out of range");
    QN_RULE(qn_v2_is_within(hull->centroid, MAX_VERTEX_M), "a centroid is out of range");
    QN_RULE(are_points_near(hull), "a point of a hull is out of range");
    QN_RULE(hull->count > 1 ? are_of_length_one(hull) : is_zero(hull->normals[0]),
            "a normal of a hull is not of length one");
    return NULL;
}

// The neighbours of a segment of a chain (chain.c), whose points have been looked at.
static bool are_neighbours_sound(const qn_hull *hull)
{
    bool are_sound = true;
    for (int32_t i = hull->count; i < hull->count + 2; ++i) {
        qn_vec2 n = hull->normals[i];
        are_sound = are_sound && (is_zero(n) || qn_rot_is_unit((qn_rot){n.x, n.y}));
    }
    return are_sound;
}

static const char *check_rest(const qn_hull *hull, int32_t type)
{
    bool has_neighbours = type == QN_SHAPE_CHAIN_SEGMENT;
    QN_RULE(is_zero_from(hull, hull->count + (has_neighbours ? 2 : 0)),
            "a hull holds what is left of an old one");
    QN_RULE(!has_neighbours || are_neighbours_sound(hull),
            "a neighbour of a segment is out of range");
    return NULL;
}

// ---- Shape ----------------------------------------------------------------------------------

static float largest_coordinate(const qn_hull *hull)
{
    qn_f4 largest = qn_f4_zero();
    for (int32_t i = 0; i < hull->count; i += WIDTH) {
        qn_f4 of_point =
            qn_f4_max(qn_f4_abs(all_x(hull->vertices + i)), qn_f4_abs(all_y(hull->vertices + i)));
        largest =
            qn_f4_max(largest, qn_f4_select(lanes_below(i, hull->count), of_point, qn_f4_zero()));
    }
    return qn_f4_first(qn_f4_max_all(largest));
}

// Four points by axes: those that come `ahead` behind the points from `first` on, where behind the
// last comes the first. Read from the hull as floats, as what is loaded for lanes beyond the last
// point lies behind the points.
typedef struct points {
    qn_f4 x, y;
} points;

static inline points points_ahead(const qn_hull *hull, int32_t first, int32_t ahead)
{
    const float *from = (const float *)(const void *)hull + 2 * (first + ahead);
    qn_f4 a = qn_f4_load(from), b = qn_f4_load(from + WIDTH);
    points p = {qn_f4_evens(a, b), qn_f4_odds(a, b)};
    for (int32_t i = ahead; i > 0; --i) {
        qn_f4 is_beyond = lanes_from(first, hull->count - i);
        p.x = qn_f4_select(is_beyond, qn_f4_splat(hull->vertices[ahead - i].x), p.x);
        p.y = qn_f4_select(is_beyond, qn_f4_splat(hull->vertices[ahead - i].y), p.y);
    }
    return p;
}

// The numbers of four edges.
typedef struct edges {
    qn_f4 x, y, length;
} edges;

static inline edges edges_between(const points *from, const points *to)
{
    edges e = {qn_f4_sub(to->x, from->x), qn_f4_sub(to->y, from->y), qn_f4_zero()};
    e.length = qn_f4_sqrt(qn_f4_dot(e.x, e.y, e.x, e.y));
    return e;
}

// cross(edge, next) >= -rounding * (length + next length) - rounding * rounding
static inline qn_f4 turns_left(const edges *edge, const edges *next, qn_f4 rounding)
{
    qn_f4 error = qn_f4_add(qn_f4_mul(rounding, qn_f4_add(edge->length, next->length)),
                            qn_f4_mul(rounding, rounding));
    return qn_f4_at_least(qn_f4_cross(edge->x, edge->y, next->x, next->y),
                          qn_f4_sub(qn_f4_zero(), error));
}

// |dot(edge, normal)| <= length / 1000 + 4 * rounding
static inline qn_f4 is_across(const edges *edge, qn_f4 x, qn_f4 y, qn_f4 rounding)
{
    qn_f4 error = qn_f4_add(qn_f4_mul(qn_f4_splat(1.0e-3f), edge->length),
                            qn_f4_mul(qn_f4_splat(4.0f), rounding));
    return qn_f4_at_least(error, qn_f4_abs(qn_f4_dot(edge->x, edge->y, x, y)));
}

// dot(edge turned right, normal) >= -4 * rounding
static inline qn_f4 is_outwards(const edges *edge, qn_f4 x, qn_f4 y, qn_f4 rounding)
{
    return qn_f4_at_least(qn_f4_sub(qn_f4_mul(edge->y, x), qn_f4_mul(edge->x, y)),
                          qn_f4_mul(qn_f4_splat(-4.0f), rounding));
}

static const char *check_shape(const qn_hull *hull)
{
    qn_f4 rounding = qn_f4_splat(1.0e-6f * largest_coordinate(hull));
    for (int32_t i = 0; i < hull->count; i += WIDTH) {
        qn_f4 is_there = lanes_below(i, hull->count);
        points here = points_ahead(hull, i, 0);
        points there = points_ahead(hull, i, 1);
        points beyond = points_ahead(hull, i, 2);
        edges edge = edges_between(&here, &there);
        edges next = edges_between(&there, &beyond);
        qn_f4 x = all_x(hull->normals + i), y = all_y(hull->normals + i);
        QN_RULE(holds_for(is_there, turns_left(&edge, &next, rounding)), "a hull is not convex");
        QN_RULE(holds_for(is_there, is_across(&edge, x, y, rounding)),
                "a normal of a hull is not across its edge");
        QN_RULE(holds_for(is_there, is_outwards(&edge, x, y, rounding)),
                "a normal of a hull points inwards");
    }
    return NULL;
}

const char *qn_validate_hull(const qn_hull *hull, int32_t type)
{
    QN_RULES(check_numbers(hull));
    bool is_round = hull->radius_m >= QN_MIN_SIZE_M;
    bool fits = (type == QN_SHAPE_CIRCLE && hull->count == 1 && is_round) ||
                (type == QN_SHAPE_CAPSULE && hull->count == 2 && is_round) ||
                (type == QN_SHAPE_SEGMENT && hull->count == 2 && hull->radius_m == 0.0f) ||
                (type == QN_SHAPE_CHAIN_SEGMENT && hull->count == 2 && hull->radius_m == 0.0f) ||
                (type == QN_SHAPE_TILES && hull->count == 4 && hull->radius_m == 0.0f) ||
                (type == QN_SHAPE_POLYGON && hull->count >= 3);
    QN_RULE(fits, "a hull is not of its shape's type");
    QN_RULES(check_rest(hull, type));
    return hull->count > 1 ? check_shape(hull) : NULL;
}
