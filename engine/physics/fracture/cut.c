// Cutting shapes by cells. Neighbouring cells cut by the same plane, seen from either side, so
// nothing is lost between them but rounding.
#include "physics/fracture/cut.h"

#define MAX_CORNERS_OF_HULL QN_MAX_POLYGON_VERTICES
// As in hull.c: corners nearer to the line through their neighbours add nothing.
#define COLLINEAR_M (0.2f * QN_LINEAR_SLOP_M)

typedef struct cutter {
    const qn_world *world;
    const qn_shards *cells;
    qn_cut *out;
    int32_t count;
} cutter;

static int32_t planes_of(const qn_shards *cells, int32_t cell, qn_plane *planes)
{
    if (cells->seeds == NULL) {
        qn_plane line = cells->line;
        planes[0] = cell == 0 ? line : (qn_plane){qn_neg(line.normal), -line.offset};
        return 1;
    }
    int32_t count = 0;
    for (int32_t i = 0; i < cells->count; ++i) {
        if (i != cell) {
            qn_vec2 normal = qn_normalize(qn_sub(cells->seeds[i], cells->seeds[cell]));
            qn_vec2 middle = qn_lerp(cells->seeds[cell], cells->seeds[i], 0.5f);
            planes[count++] = (qn_plane){normal, qn_dot(normal, middle)};
        }
    }
    return count;
}

typedef enum side { INSIDE, CUT, OUTSIDE } side;

static side side_of(const qn_hull *hull, const qn_plane *planes, int32_t count)
{
    side result = INSIDE;
    for (int32_t i = 0; i < count; ++i) {
        float low = qn_dot(planes[i].normal, hull->vertices[0]);
        float high = low;
        for (int32_t k = 1; k < hull->count; ++k) {
            float height = qn_dot(planes[i].normal, hull->vertices[k]);
            low = qn_min(low, height);
            high = qn_max(high, height);
        }
        if (low - hull->radius_m >= planes[i].offset) {
            return OUTSIDE;
        }
        result = high + hull->radius_m > planes[i].offset ? CUT : result;
    }
    return result;
}

static void emit(cutter *c, int32_t shape, int32_t cell, const qn_hull *hull, bool is_whole)
{
    if (c->out != NULL) {
        qn_cut *cut = &c->out[c->count];
        *cut = (qn_cut){.shape = shape, .cell = cell, .is_whole = is_whole, .hull = *hull};
        cut->area = qn_hull_mass(hull, 1.0f).mass_kg;
    }
    c->count += 1;
}

// ---- Corners to hulls -----------------------------------------------------------------------

static float height_over_neighbours(const qn_corners *corners, int32_t i)
{
    qn_vec2 a = corners->points[i > 0 ? i - 1 : corners->count - 1];
    qn_vec2 b = corners->points[i];
    qn_vec2 c = corners->points[i + 1 < corners->count ? i + 1 : 0];
    float base = qn_distance(a, c);
    return base > 0.0f ? qn_cross(qn_sub(b, a), qn_sub(c, a)) / base : 0.0f;
}

static bool adds_nothing(const qn_corners *corners, int32_t i)
{
    qn_vec2 before = corners->points[i > 0 ? i - 1 : corners->count - 1];
    return qn_distance(before, corners->points[i]) < QN_LINEAR_SLOP_M ||
           height_over_neighbours(corners, i) < COLLINEAR_M;
}

static void drop_corner(qn_corners *corners, int32_t i)
{
    corners->count -= 1;
    for (int32_t k = i; k < corners->count; ++k) {
        corners->points[k] = corners->points[k + 1];
    }
}

// Draws the edge from corner i to the next together into one point that keeps the area.
static void collapse_edge(qn_corners *corners, int32_t i)
{
    int32_t n = corners->count;
    int32_t next = (i + 1) % n;
    qn_vec2 a = corners->points[(i + n - 1) % n];
    qn_vec2 b = corners->points[i];
    qn_vec2 c = corners->points[next];
    qn_vec2 d = corners->points[(i + 2) % n];
    qn_vec2 base = qn_sub(d, a);
    float length = qn_length(base);
    if (length > QN_LINEAR_SLOP_M) {
        float twice_area = qn_cross(qn_sub(b, a), qn_sub(c, a)) + qn_cross(qn_sub(c, a), base);
        qn_vec2 normal = qn_right(qn_mul(1.0f / length, base));
        qn_vec2 middle = qn_lerp(b, c, 0.5f);
        float height = qn_dot(normal, qn_sub(middle, a));
        corners->points[next] = qn_mul_add(middle, twice_area / length - height, normal);
    }
    drop_corner(corners, i);
}

// Corners that a hull would drop go before that, without a change of area.
static void tidy(qn_corners *corners)
{
    for (int32_t i = 0; i < corners->count && corners->count > 3;) {
        int32_t n = corners->count;
        if (!adds_nothing(corners, i)) {
            i += 1;
            continue;
        }
        qn_vec2 before = corners->points[(i + n - 1) % n];
        qn_vec2 after = corners->points[(i + 1) % n];
        bool is_back =
            qn_distance(before, corners->points[i]) < qn_distance(corners->points[i], after);
        collapse_edge(corners, is_back ? (i + n - 1) % n : i);
        i = 0;
    }
}

// Fans of up to 8 corners about the first one.
static void emit_fans(cutter *c, int32_t shape, int32_t cell, const qn_corners *corners,
                      qn_vec2 origin)
{
    for (int32_t start = 1; start + 1 < corners->count; start += MAX_CORNERS_OF_HULL - 2) {
        qn_vec2 points[MAX_CORNERS_OF_HULL] = {qn_add(origin, corners->points[0])};
        int32_t count = 1;
        for (int32_t i = start; i < corners->count && count < MAX_CORNERS_OF_HULL; ++i) {
            points[count++] = qn_add(origin, corners->points[i]);
        }
        qn_hull hull;
        if (qn_hull_polygon(points, count, 0.0f, &hull) == QN_ERROR_OK) {
            emit(c, shape, cell, &hull, false);
        }
    }
}

static void cut_by_cell(cutter *c, int32_t shape, int32_t cell, const qn_plane *planes,
                        int32_t count)
{
    const qn_hull *hull = &c->world->shapes[shape].hull;
    qn_corners corners;
    qn_hull_corners(hull, qn_rot_identity(), &corners);
    for (int32_t i = 0; i < count && corners.count > 0; ++i) {
        float offset = planes[i].offset - qn_dot(planes[i].normal, hull->centroid);
        qn_corners_clip(&corners, (qn_plane){planes[i].normal, offset});
    }
    if (qn_corners_area(&corners).area < c->cells->min_area) {
        return;
    }
    tidy(&corners);
    emit_fans(c, shape, cell, &corners, hull->centroid);
}

// Lines have no area to share out: they go where their middle is.
static void place_line(cutter *c, int32_t shape)
{
    const qn_hull *hull = &c->world->shapes[shape].hull;
    qn_hull middle = {.vertices = {hull->centroid}, .count = 1};
    for (int32_t cell = 0; cell < c->cells->count; ++cell) {
        qn_plane planes[QN_MAX_CUTS];
        int32_t count = planes_of(c->cells, cell, planes);
        if (side_of(&middle, planes, count) == INSIDE || cell + 1 == c->cells->count) {
            emit(c, shape, cell, hull, true);
            return;
        }
    }
}

static void cut_shape(cutter *c, int32_t shape)
{
    const qn_hull *hull = &c->world->shapes[shape].hull;
    if (hull->count == 2 && hull->radius_m == 0.0f) {
        place_line(c, shape);
        return;
    }
    for (int32_t cell = 0; cell < c->cells->count; ++cell) {
        qn_plane planes[QN_MAX_CUTS];
        int32_t count = planes_of(c->cells, cell, planes);
        side where = side_of(hull, planes, count);
        if (where == INSIDE) {
            emit(c, shape, cell, hull, true);
            return;
        }
        if (where == CUT) {
            cut_by_cell(c, shape, cell, planes, count);
        }
    }
}

int32_t qn_body_cut(const qn_world *world, int32_t body, const qn_shards *cells, qn_cut *out)
{
    cutter c = {world, cells, out, 0};
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        cut_shape(&c, i);
    }
    return c.count;
}
