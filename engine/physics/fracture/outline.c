// Concave outlines as convex shapes: ears are cut off until nothing is left (Meisters 1975), then
// neighbouring parts are joined again across the cuts while they stay convex and small (Hertel and
// Mehlhorn 1983, at most four times as many parts as needed). Orientation is decided in double,
// where the products of differences of floats are all but exact.
#include "base/alloc.h"
#include "physics/body/find.h"
#include "physics/geometry/hull.h"
#include "physics/step.h"
#include "physics/world.h"

#define COLLINEAR_M (0.2f * QN_LINEAR_SLOP_M)
#define MAX_CORNERS QN_MAX_POLYGON_VERTICES

typedef struct part {
    int32_t corners[MAX_CORNERS];
    int32_t count;
} part;

typedef struct outline {
    qn_vec2 points[QN_MAX_OUTLINE_POINTS];
    int32_t count;
    int32_t ring[QN_MAX_OUTLINE_POINTS]; // what is left of the outline while ears go
    int32_t ring_count;
    part parts[QN_MAX_OUTLINE_POINTS];
    int32_t part_count;
    qn_hull hulls[QN_MAX_OUTLINE_POINTS];
    int32_t hull_count;
} outline;

// Twice the area of the triangle, positive for a left turn.
static double turn(qn_vec2 a, qn_vec2 b, qn_vec2 c)
{
    double abx = (double)b.x - (double)a.x;
    double aby = (double)b.y - (double)a.y;
    return abx * ((double)c.y - (double)a.y) - aby * ((double)c.x - (double)a.x);
}

// ---- Reading --------------------------------------------------------------------------------

static double twice_area(const outline *o)
{
    double sum = 0.0;
    for (int32_t i = 1; i + 1 < o->count; ++i) {
        sum += turn(o->points[0], o->points[i], o->points[i + 1]);
    }
    return sum;
}

static void reverse(outline *o)
{
    for (int32_t i = 0; i < o->count / 2; ++i) {
        qn_vec2 point = o->points[i];
        o->points[i] = o->points[o->count - 1 - i];
        o->points[o->count - 1 - i] = point;
    }
}

static bool adds_nothing(const outline *o, int32_t i)
{
    qn_vec2 before = o->points[i > 0 ? i - 1 : o->count - 1];
    qn_vec2 after = o->points[i + 1 < o->count ? i + 1 : 0];
    double height = turn(before, o->points[i], after);
    float base = qn_distance(before, after);
    bool is_between = qn_dot(qn_sub(o->points[i], before), qn_sub(after, o->points[i])) > 0.0f;
    return qn_distance(before, o->points[i]) < QN_LINEAR_SLOP_M ||
           (is_between && height * height < (double)(COLLINEAR_M * COLLINEAR_M * base * base));
}

static void drop_idle_corners(outline *o)
{
    for (int32_t i = 0; i < o->count && o->count >= 3;) {
        if (!adds_nothing(o, i)) {
            i += 1;
            continue;
        }
        o->count -= 1;
        for (int32_t k = i; k < o->count; ++k) {
            o->points[k] = o->points[k + 1];
        }
        i = i > 0 ? i - 1 : 0;
    }
}

static bool lies_between(qn_vec2 a, qn_vec2 b, qn_vec2 p)
{
    return p.x >= qn_min(a.x, b.x) && p.x <= qn_max(a.x, b.x) && p.y >= qn_min(a.y, b.y) &&
           p.y <= qn_max(a.y, b.y);
}

static bool segments_meet(qn_vec2 a, qn_vec2 b, qn_vec2 c, qn_vec2 d)
{
    double c_side = turn(a, b, c);
    double d_side = turn(a, b, d);
    double a_side = turn(c, d, a);
    double b_side = turn(c, d, b);
    bool cross = ((c_side > 0.0) != (d_side > 0.0)) && ((a_side > 0.0) != (b_side > 0.0)) &&
                 c_side != 0.0 && d_side != 0.0 && a_side != 0.0 && b_side != 0.0;
    return cross || (c_side == 0.0 && lies_between(a, b, c)) ||
           (d_side == 0.0 && lies_between(a, b, d)) || (a_side == 0.0 && lies_between(c, d, a)) ||
           (b_side == 0.0 && lies_between(c, d, b));
}

// Whether the edge from corner i meets one after it. Neighbouring edges share a corner; they may
// not run back along each other.
static bool edge_crosses(const outline *o, int32_t i)
{
    int32_t i2 = i + 1 < o->count ? i + 1 : 0;
    int32_t i3 = i2 + 1 < o->count ? i2 + 1 : 0;
    qn_vec2 back = qn_sub(o->points[i], o->points[i2]);
    qn_vec2 on = qn_sub(o->points[i3], o->points[i2]);
    if (turn(o->points[i], o->points[i2], o->points[i3]) == 0.0 && qn_dot(back, on) > 0.0f) {
        return true;
    }
    for (int32_t k = i + 2; k < o->count; ++k) {
        int32_t k2 = k + 1 < o->count ? k + 1 : 0;
        if (k2 != i && segments_meet(o->points[i], o->points[i2], o->points[k], o->points[k2])) {
            return true;
        }
    }
    return false;
}

static bool crosses_itself(const outline *o)
{
    bool crosses = false;
    for (int32_t i = 0; i < o->count && !crosses; ++i) {
        crosses = edge_crosses(o, i);
    }
    return crosses;
}

static qn_error read_points(const qn_world *world, const qn_vec2 *points, int32_t count, outline *o)
{
    if (points == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "points_m is null");
    }
    if (count < 3 || count > QN_MAX_OUTLINE_POINTS) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "point_count");
    }
    qn_error error = QN_ERROR_OK;
    for (int32_t i = 0; i < count && error == QN_ERROR_OK; ++i) {
        error = qn_check_vec2(world, points[i], QN_MAX_SIZE_M, "points_m");
        o->points[i] = points[i];
    }
    QN_TRY(error);
    o->count = count;
    if (twice_area(o) < 0.0) {
        reverse(o);
    }
    drop_idle_corners(o);
    if (o->count < 3) {
        return qn_refuse(world, QN_ERROR_BAD_SHAPE, "the outline encloses too little");
    }
    return crosses_itself(o) ? qn_refuse(world, QN_ERROR_BAD_SHAPE, "the outline crosses itself")
                             : QN_ERROR_OK;
}

// ---- Ears -----------------------------------------------------------------------------------

static bool is_in_triangle(qn_vec2 a, qn_vec2 b, qn_vec2 c, qn_vec2 p)
{
    return turn(a, b, p) >= 0.0 && turn(b, c, p) >= 0.0 && turn(c, a, p) >= 0.0;
}

// An ear turns left and holds no other corner. Its size, or below 0 for what is none.
static double ear_size(const outline *o, int32_t at)
{
    int32_t a = o->ring[at > 0 ? at - 1 : o->ring_count - 1];
    int32_t b = o->ring[at];
    int32_t c = o->ring[at + 1 < o->ring_count ? at + 1 : 0];
    double size = turn(o->points[a], o->points[b], o->points[c]);
    for (int32_t i = 0; i < o->ring_count && size > 0.0; ++i) {
        int32_t p = o->ring[i];
        if (p != a && p != b && p != c &&
            is_in_triangle(o->points[a], o->points[b], o->points[c], o->points[p])) {
            return -1.0;
        }
    }
    return size;
}

// How well shaped an ear is: its size over the square of its longest side, so that slivers go last.
static double ear_quality(const outline *o, int32_t at)
{
    qn_vec2 a = o->points[o->ring[at > 0 ? at - 1 : o->ring_count - 1]];
    qn_vec2 b = o->points[o->ring[at]];
    qn_vec2 c = o->points[o->ring[at + 1 < o->ring_count ? at + 1 : 0]];
    float longest = qn_max(qn_length_squared(qn_sub(b, a)), qn_length_squared(qn_sub(c, b)));
    longest = qn_max(longest, qn_length_squared(qn_sub(a, c)));
    return ear_size(o, at) / (double)longest;
}

static void take_ear(outline *o, int32_t at)
{
    int32_t before = o->ring[at > 0 ? at - 1 : o->ring_count - 1];
    int32_t after = o->ring[at + 1 < o->ring_count ? at + 1 : 0];
    o->parts[o->part_count++] = (part){{before, o->ring[at], after}, 3};
    o->ring_count -= 1;
    for (int32_t i = at; i < o->ring_count; ++i) {
        o->ring[i] = o->ring[i + 1];
    }
}

// False where rounding leaves no ear, which a simple outline always has.
static bool cut_ears(outline *o)
{
    o->part_count = 0;
    o->ring_count = o->count;
    for (int32_t i = 0; i < o->count; ++i) {
        o->ring[i] = i;
    }
    while (o->ring_count >= 3) {
        int32_t best = QN_NONE;
        double best_quality = 0.0;
        for (int32_t i = 0; i < o->ring_count; ++i) {
            double quality = ear_quality(o, i);
            best = quality > best_quality ? i : best;
            best_quality = quality > best_quality ? quality : best_quality;
        }
        if (best == QN_NONE) {
            return false;
        }
        take_ear(o, best);
    }
    return true;
}

// ---- Joining --------------------------------------------------------------------------------

static int32_t find_edge(const part *p, int32_t from, int32_t to)
{
    for (int32_t i = 0; i < p->count; ++i) {
        if (p->corners[i] == from && p->corners[i + 1 < p->count ? i + 1 : 0] == to) {
            return i;
        }
    }
    return QN_NONE;
}

static bool is_convex(const outline *o, const part *p)
{
    for (int32_t i = 0; i < p->count; ++i) {
        qn_vec2 a = o->points[p->corners[i]];
        qn_vec2 b = o->points[p->corners[(i + 1) % p->count]];
        qn_vec2 c = o->points[p->corners[(i + 2) % p->count]];
        if (turn(a, b, c) <= 0.0) {
            return false;
        }
    }
    return true;
}

// a, whose edge `at` is the edge `bt` of b turned round, and b as one.
static bool join(const outline *o, const part *a, int32_t at, const part *b, int32_t bt, part *out)
{
    if (a->count + b->count - 2 > MAX_CORNERS) {
        return false;
    }
    out->count = 0;
    for (int32_t i = 1; i <= a->count; ++i) {
        out->corners[out->count++] = a->corners[(at + i) % a->count];
    }
    for (int32_t i = 2; i < b->count; ++i) {
        out->corners[out->count++] = b->corners[(bt + i) % b->count];
    }
    return is_convex(o, out);
}

// The part that was last takes the place of the one that is gone.
static bool join_with_neighbour(outline *o, int32_t *index, int32_t edge)
{
    part *a = &o->parts[*index];
    int32_t from = a->corners[edge];
    int32_t to = a->corners[edge + 1 < a->count ? edge + 1 : 0];
    for (int32_t k = 0; k < o->part_count; ++k) {
        int32_t other = k != *index ? find_edge(&o->parts[k], to, from) : QN_NONE;
        part joined;
        if (other != QN_NONE && join(o, a, edge, &o->parts[k], other, &joined)) {
            *a = joined;
            o->part_count -= 1;
            o->parts[k] = o->parts[o->part_count];
            *index = *index == o->part_count ? k : *index;
            return true;
        }
    }
    return false;
}

// A join can only make others impossible, so each part is looked at until nothing joins it, once.
static void join_parts(outline *o)
{
    for (int32_t i = 0; i < o->part_count; ++i) {
        for (int32_t edge = 0; edge < o->parts[i].count;) {
            edge = join_with_neighbour(o, &i, edge) ? 0 : edge + 1;
        }
    }
}

static qn_error decompose(const qn_world *world, outline *o)
{
    if (!cut_ears(o)) {
        return qn_refuse(world, QN_ERROR_BAD_SHAPE, "the outline nearly touches itself");
    }
    join_parts(o);
    o->hull_count = 0;
    for (int32_t i = 0; i < o->part_count; ++i) {
        qn_vec2 points[MAX_CORNERS];
        for (int32_t k = 0; k < o->parts[i].count; ++k) {
            points[k] = o->points[o->parts[i].corners[k]];
        }
        qn_hull *hull = &o->hulls[o->hull_count];
        // Parts too small to be a shape are nothing that anybody could see.
        bool is_shape = qn_hull_polygon(points, o->parts[i].count, 0.0f, hull) == QN_ERROR_OK;
        o->hull_count += is_shape ? 1 : 0;
    }
    return o->hull_count > 0
               ? QN_ERROR_OK
               : qn_refuse(world, QN_ERROR_BAD_SHAPE, "the outline encloses too little");
}

// ---- The call -------------------------------------------------------------------------------

static void add_shapes(qn_world *world, int32_t body, const qn_shape_def *def, const outline *o,
                       qn_shape_id *shapes)
{
    for (int32_t i = 0; i < o->hull_count; ++i) {
        int32_t shape = qn_shape_add(world, body, def, QN_SHAPE_POLYGON, &o->hulls[i]);
        if (shapes != NULL) {
            shapes[i].raw = qn_pool_handle(world->shape_slots, shape);
        }
    }
    qn_body_wake(world, body);
    qn_body_update_mass(world, body);
}

static qn_error add_outline(qn_world *world, int32_t body, const qn_shape_def *def, outline *o,
                            qn_shape_id *shapes, int32_t capacity)
{
    QN_TRY(decompose(world, o));
    if (shapes != NULL && o->hull_count > capacity) {
        return qn_refuse(world, QN_ERROR_CAPACITY, "there are more shapes than capacity");
    }
    QN_TRY(qn_shapes_make_room(world, def, o->hull_count));
    add_shapes(world, body, def, o, shapes);
    return QN_ERROR_OK;
}

qn_error qn_body_add_outline(qn_world *world, qn_body_id id, const qn_shape_def *def,
                             const qn_vec2 *points_m, int32_t point_count, qn_shape_id *shapes,
                             int32_t capacity, int32_t *shape_count)
{
    if (shape_count != NULL) {
        *shape_count = 0;
    }
    QN_FIND_BODY(index);
    QN_TRY(qn_shape_def_check(world, def));
    outline *o = qn_alloc(sizeof *o);
    if (o == NULL) {
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory to divide the outline");
    }
    qn_error error = read_points(world, points_m, point_count, o);
    if (error == QN_ERROR_OK) {
        error = add_outline(world, index, def, o, shapes, capacity);
    }
    if (error == QN_ERROR_OK && shape_count != NULL) {
        *shape_count = o->hull_count;
    }
    qn_free(o);
    return error;
}
