// A ray against one hull.
//
// A sharp polygon clips the ray by its edges' half-planes. A rounded hull is the union of discs on
// its vertices and strips on its edges; seen from outside a convex hull, the first of their hits is
// the hull's. A sharp segment is crossed from either side. A ray that starts on the outline and
// points inwards hits at fraction 0.
#include "physics/geometry/hull.h"

typedef struct ray {
    qn_vec2 origin, direction; // direction is a unit vector
    float reach_m;
} ray;

// A candidate in metres along the ray; the nearest one so far wins, ties go to the earlier feature.
typedef struct hit {
    float distance_m;
    qn_vec2 normal;
    bool is_found;
} hit;

static void offer(hit *best, const ray *r, float distance, qn_vec2 normal)
{
    if (distance >= 0.0f && distance <= r->reach_m &&
        (!best->is_found || distance < best->distance_m)) {
        *best = (hit){distance, normal, true};
    }
}

// Rounding may put an origin on the outline just inside it; that still counts as on it.
static float not_behind(float distance, float slack)
{
    return distance < 0.0f && distance >= -slack ? 0.0f : distance;
}

static void cast_disc(const ray *r, qn_vec2 center, float radius, hit *best)
{
    qn_vec2 to_center = qn_sub(center, r->origin);
    float along = qn_dot(to_center, r->direction);
    qn_vec2 aside = qn_mul_add(to_center, -along, r->direction);
    float square = radius * radius - qn_length_squared(aside);
    if (square <= 0.0f) {
        return;
    }
    float half_chord = __builtin_sqrtf(square);
    float slack = 1e-6f * (radius + qn_abs(along));
    float distance = not_behind(along - half_chord, along > 0.0f ? slack : 0.0f);
    qn_vec2 outwards = qn_sub(qn_mul(distance, r->direction), to_center);
    offer(best, r, distance, qn_normalize(outwards));
}

// The outer side of one edge, pushed out by the radius.
static void cast_edge(const ray *r, const qn_hull *hull, int32_t index, hit *best)
{
    int32_t next = index + 1 < hull->count ? index + 1 : 0;
    qn_vec2 normal = hull->normals[index];
    float approach = -qn_dot(r->direction, normal);
    qn_vec2 start = qn_mul_add(hull->vertices[index], hull->radius_m, normal);
    qn_vec2 offset = qn_sub(r->origin, start);
    float slack = 1e-6f * (hull->radius_m + qn_abs(offset.x) + qn_abs(offset.y));
    float height = not_behind(qn_dot(offset, normal), slack);
    if (approach <= 0.0f || height < 0.0f) {
        return;
    }
    float distance = height / approach;
    if (!(distance <= r->reach_m)) {
        return;
    }
    qn_vec2 edge = qn_sub(hull->vertices[next], hull->vertices[index]);
    qn_vec2 point = qn_sub(qn_mul_add(r->origin, distance, r->direction), start);
    float along = qn_dot(point, edge);
    if (along >= 0.0f && along <= qn_length_squared(edge)) {
        offer(best, r, distance, normal);
    }
}

// Cyrus and Beck 1978: the ray enters at the last half-plane it enters, if it has left none before.
static void cast_polygon(const ray *r, const qn_hull *hull, hit *best)
{
    float enter = 0.0f;
    float leave = r->reach_m;
    int32_t entered = -1;
    for (int32_t i = 0; i < hull->count; ++i) {
        float height = qn_dot(hull->normals[i], qn_sub(r->origin, hull->vertices[i]));
        float approach = -qn_dot(hull->normals[i], r->direction);
        if (height >= 0.0f && approach <= 0.0f && (height > 0.0f || approach < 0.0f)) {
            return;
        }
        if (approach > 0.0f && height >= enter * approach) {
            enter = height / approach;
            entered = i;
        } else if (approach < 0.0f && height > leave * approach) {
            leave = height / approach;
        }
        if (leave < enter) {
            return;
        }
    }
    if (entered >= 0) {
        offer(best, r, enter, hull->normals[entered]);
    }
}

static bool is_inside_rounded(const qn_hull *hull, qn_vec2 p)
{
    float highest = -QN_MAX_SIZE_M * 4.0f;
    int32_t index = 0;
    for (int32_t i = 0; i < hull->count; ++i) {
        float height = qn_dot(hull->normals[i], qn_sub(p, hull->vertices[i]));
        index = height > highest ? i : index;
        highest = qn_max(height, highest);
    }
    if (hull->count >= 3 && highest < 0.0f) {
        return true;
    }
    int32_t next = index + 1 < hull->count ? index + 1 : 0;
    qn_vec2 edge = qn_sub(hull->vertices[next], hull->vertices[index]);
    qn_vec2 from_start = qn_sub(p, hull->vertices[index]);
    float length_squared = qn_length_squared(edge);
    float along = length_squared > 0.0f ? qn_dot(from_start, edge) / length_squared : 0.0f;
    qn_vec2 nearest = qn_mul_add(from_start, -qn_clamp(along, 0.0f, 1.0f), edge);
    return qn_length_squared(nearest) < hull->radius_m * hull->radius_m;
}

static void cast_rounded(const ray *r, const qn_hull *hull, hit *best)
{
    if (is_inside_rounded(hull, r->origin)) {
        return;
    }
    for (int32_t i = 0; i < hull->count; ++i) {
        if (hull->count > 1) {
            cast_edge(r, hull, i, best);
        }
        if (hull->radius_m > 0.0f) {
            cast_disc(r, hull->vertices[i], hull->radius_m, best);
        }
    }
}

bool qn_hull_cast_ray(const qn_hull *hull, qn_vec2 origin, qn_vec2 translation, float max_fraction,
                      qn_hull_cast *out)
{
    float length = qn_length(translation);
    if (!(length >= 1e-18f) || !(max_fraction >= 0.0f)) {
        return false;
    }
    ray r = {origin, qn_mul(1.0f / length, translation), max_fraction * length};
    hit best = {0.0f, {0.0f, 0.0f}, false};
    if (hull->count >= 3 && hull->radius_m == 0.0f) {
        cast_polygon(&r, hull, &best);
    } else {
        cast_rounded(&r, hull, &best);
    }
    if (best.is_found) {
        out->fraction = qn_min(best.distance_m / length, max_fraction);
        out->normal = best.normal;
        out->point = qn_mul_add(origin, best.distance_m, r.direction);
    }
    return best.is_found;
}
