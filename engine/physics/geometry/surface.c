// Three candidates, each a feature of the surface: its face, its corners, its neighbours' faces.
//
// Of a convex corner and a convex hull the feature with the largest separation is the one that they
// touch with (separating axes; where they are apart the corner's distance is the true one). Both
// neighbours of a corner judge by the same numbers, so exactly one of them takes the contact: the
// face that wins, or the owner of the corner. Normals outside the arc between two neighbours do
// not exist on the surface (Gauss map), and corners that are flat or concave have no arc at all.
#include "physics/geometry/surface.h"

#include "physics/geometry/outline.h"

// Turns smaller than this, by their sine, are no corners.
#define FLAT_TURN 0.01f
#define NOWHERE (-1.0e30f)
// The edges of a capsule that stands upright face the ground no more than this.
#define STEEPEST_FACING 0.01f

// The hull placed in the surface's frame.
typedef struct visitor {
    qn_outline outline;
    qn_vec2 centroid;
    float margin;
} visitor;

typedef struct corner {
    qn_vec2 point;
    qn_vec2 from, to;  // the arc of its normals, counter-clockwise
    qn_vec2 neighbour; // its normal
    uint16_t id;
    bool is_owned;
} corner;

static float least_height(const qn_outline *hull, qn_vec2 normal, qn_vec2 point)
{
    float least = qn_dot(normal, qn_sub(qn_outline_vertex(hull, 0), point));
    for (int32_t i = 1; i < hull->count; ++i) {
        least = qn_min(least, qn_dot(normal, qn_sub(qn_outline_vertex(hull, i), point)));
    }
    return least;
}

static bool is_in_front(const visitor *v, qn_vec2 normal, qn_vec2 point)
{
    return qn_dot(normal, qn_sub(v->centroid, point)) >= 0.0f;
}

// False where the surface goes on flat or turns up. A fold back on itself counts as convex.
static bool find_corner(const qn_surface *surface, int32_t end, corner *out)
{
    out->point = surface->points[end];
    out->neighbour = surface->end_normals[end];
    out->from = end == 0 ? out->neighbour : surface->normal;
    out->to = end == 0 ? surface->normal : out->neighbour;
    uint32_t flag = end == 0 ? QN_SURFACE_OWNS_START : QN_SURFACE_OWNS_END;
    out->id = (uint16_t)(0xFF00 + end);
    out->is_owned = (surface->flags & flag) != 0;
    float turn = qn_cross(out->from, out->to);
    return turn > FLAT_TURN || (turn > -FLAT_TURN && qn_dot(out->from, out->to) < 0.0f);
}

static bool is_in_arc(const corner *c, qn_vec2 normal)
{
    return qn_cross(c->from, normal) >= 0.0f && qn_cross(normal, c->to) >= 0.0f;
}

static float face_separation(const visitor *v, qn_vec2 normal, qn_vec2 point)
{
    return is_in_front(v, normal, point) ? least_height(&v->outline, normal, point) : NOWHERE;
}

static bool has_normal(const qn_outline *hull, qn_vec2 normal)
{
    bool is_found = false;
    for (int32_t i = 0; i < hull->count; ++i) {
        is_found = is_found || (hull->normal_x[i] == normal.x && hull->normal_y[i] == normal.y);
    }
    return is_found;
}

// The hull against the bare corner; the separation of the cores. Two sharp corners that are apart
// do not count: they may pass each other, and if not a face meets first.
static float meet_corner(const visitor *v, const corner *c, qn_manifold *out)
{
    const qn_outline *hull = &v->outline;
    *out = (qn_manifold){.normal = c->to};
    if (hull->count == 1) {
        qn_meet_corners(c->point, qn_outline_vertex(hull, 0), 0.0f, hull->radius, c->to, v->margin,
                        0, out);
    } else {
        qn_outline_meet_point(hull, c->point, 0.0f, v->margin, out);
        bool is_sharp = hull->radius == 0.0f && out->points[0].separation > 0.0f;
        out->count = is_sharp && !has_normal(hull, out->normal) ? 0 : out->count;
        out->normal = qn_neg(out->normal);
        out->points[0].id = c->id;
    }
    bool is_met =
        out->count > 0 && is_in_arc(c, out->normal) && is_in_front(v, out->normal, c->point);
    return is_met ? out->points[0].separation + hull->radius : NOWHERE;
}

static void touch_face(const qn_surface *surface, const visitor *v, qn_manifold *out)
{
    qn_vec2 center = qn_outline_vertex(&v->outline, 0);
    float height = qn_dot(surface->normal, qn_sub(center, surface->points[0]));
    if (height <= v->outline.radius + v->margin) {
        qn_vec2 foot = qn_mul_add(center, -height, surface->normal);
        qn_touch_once(out, surface->normal, foot, center, 0.0f, v->outline.radius, 0);
    }
}

// Of the hull's edges that lie over the face, the one that faces it most. False where none does.
static bool pair_facing_edge(const qn_outline *face, const qn_outline *hull, qn_edge_pair *out)
{
    float least = STEEPEST_FACING;
    for (int32_t i = 0; i < hull->count; ++i) {
        float dot = qn_dot(qn_outline_normal(face, 0), qn_outline_normal(hull, i));
        if (dot >= least) {
            continue;
        }
        qn_edge_pair pair = qn_outline_pair(face, hull, 0, i);
        if (pair.i2_along <= pair.length + QN_CORNER_TOLERANCE_M &&
            pair.i1_along >= -QN_CORNER_TOLERANCE_M) {
            *out = pair;
            least = dot;
        }
    }
    return least < STEEPEST_FACING;
}

// False where nothing of the hull lies over the face.
static bool take_face(const qn_surface *surface, const visitor *v, qn_manifold *out)
{
    qn_outline face = {.vertex_x = {surface->points[0].x, surface->points[1].x},
                       .vertex_y = {surface->points[0].y, surface->points[1].y},
                       .normal_x = {surface->normal.x, -surface->normal.x},
                       .normal_y = {surface->normal.y, -surface->normal.y},
                       .count = 2};
    float tolerance = QN_CORNER_TOLERANCE_M;
    if (v->outline.count == 1) {
        qn_vec2 edge = qn_sub(surface->points[1], surface->points[0]);
        float length = qn_length(edge);
        float along = qn_dot(qn_sub(qn_outline_vertex(&v->outline, 0), surface->points[0]),
                             qn_left(surface->normal));
        if (along < -tolerance || along > length + tolerance) {
            return false;
        }
        touch_face(surface, v, out);
        return true;
    }
    qn_edge_pair pair;
    bool is_over = pair_facing_edge(&face, &v->outline, &pair);
    if (is_over) {
        qn_outline_clip(&pair, v->margin, out);
    }
    return is_over;
}

// What the corners and the neighbours have to say.
typedef struct rivals {
    float face; // of the neighbours' faces
    float owned_corner, foreign_corner;
    qn_manifold at_corner; // of the owned one
} rivals;

static void ask_end(const qn_surface *surface, const visitor *v, int32_t end, rivals *r)
{
    corner c;
    if (!find_corner(surface, end, &c)) {
        return;
    }
    qn_manifold met;
    float separation = meet_corner(v, &c, &met);
    r->face = qn_max(r->face, face_separation(v, c.neighbour, c.point));
    if (!c.is_owned) {
        r->foreign_corner = qn_max(r->foreign_corner, separation);
    } else if (separation > r->owned_corner) {
        r->owned_corner = separation;
        r->at_corner = met;
    }
}

static void choose(const qn_surface *surface, const visitor *v, float height, qn_manifold *out)
{
    rivals r = {.face = NOWHERE, .owned_corner = NOWHERE, .foreign_corner = NOWHERE};
    ask_end(surface, v, 0, &r);
    ask_end(surface, v, 1, &r);
    float face = is_in_front(v, surface->normal, surface->points[0]) ? height : NOWHERE;
    bool is_face = face > NOWHERE && face >= r.face &&
                   face + QN_AXIS_BIAS_M >= qn_max(r.owned_corner, r.foreign_corner);
    if (is_face && take_face(surface, v, out)) {
        return;
    }
    if (r.owned_corner > r.face && r.owned_corner >= r.foreign_corner) {
        *out = r.at_corner;
    }
}

void qn_collide_surface(const qn_surface *a, const qn_hull *b, qn_pose b_in_a, float margin_m,
                        qn_manifold *out)
{
    visitor v = {.centroid = qn_transform(b_in_a, b->centroid), .margin = margin_m};
    qn_outline_place(b, b_in_a, &v.outline);
    *out = (qn_manifold){.normal = a->normal};
    float height = least_height(&v.outline, a->normal, a->points[0]);
    if (height > v.outline.radius + margin_m) {
        return;
    }
    if ((a->flags & QN_SURFACE_IS_EXIT) != 0) {
        take_face(a, &v, out);
    } else {
        choose(a, &v, height, out);
    }
    out->gap = 0.0f; // of the corners, not of the surface
}
