// One-way surfaces: what comes from the front is stopped, all else passes until it has left.
//
// The decision is made once, when two shapes begin to overlap, from where they are and how they
// move, and is kept in the contact; so nothing that is half way through is ever thrown out, and
// what stands on a platform does not fall through it under load.
#include "physics/body/find.h"
#include "physics/center.h"
#include "physics/geometry/manifold.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/world.h"

// The front is where the surface points within 75 degrees.
#define MIN_COSINE 0.25f
// What overlaps by less than this and the way of one step has come from outside.
#define FRESH_DEPTH_M (2.0f * QN_LINEAR_SLOP_M)

// Whether the shape is solid on the side to which `outward` points, a unit vector of the world.
static bool is_front(const qn_world *world, int32_t index, qn_vec2 outward)
{
    const qn_shape *shape = &world->shapes[index];
    qn_vec2 way = shape->material.one_way;
    qn_vec2 front = qn_rotate(qn_motion_of(world, shape->body)->pose.q, way);
    return (way.x == 0.0f && way.y == 0.0f) ||
           qn_dot(front, outward) > MIN_COSINE * qn_length(front);
}

static bool are_fronts(const qn_world *world, int32_t shape_a, int32_t shape_b, qn_vec2 normal)
{
    return is_front(world, shape_a, normal) && is_front(world, shape_b, qn_neg(normal));
}

static float deepest_of(const qn_manifold *manifold)
{
    float first = manifold->points[0].separation;
    return manifold->count > 1 ? qn_min(first, manifold->points[1].separation) : first;
}

// How fast the first point closes, at least 0.
static float approach_of(const qn_world *world, const qn_contact *contact,
                         const qn_manifold *manifold, qn_vec2 normal)
{
    int32_t a = contact->link.body[0], b = contact->link.body[1];
    const qn_motion *motion = qn_motion_of(world, a);
    qn_vec2 arm_a =
        qn_rotate(motion->pose.q, qn_sub(manifold->points[0].point, motion->local_center));
    qn_vec2 arm_b = qn_sub(arm_a, qn_center_span(motion, qn_motion_of(world, b)));
    const qn_velocity *va = qn_velocity_of(world, a), *vb = qn_velocity_of(world, b);
    qn_vec2 speed =
        qn_sub(qn_add(vb->v, qn_cross_sv(vb->w, arm_b)), qn_add(va->v, qn_cross_sv(va->w, arm_a)));
    return qn_max(-qn_dot(speed, normal), 0.0f);
}

bool qn_contact_lets_pass(const qn_world *world, qn_contact *contact, const qn_manifold *manifold,
                          float dt_s)
{
    uint32_t *flags = &contact->link.flags;
    if (manifold->count == 0) {
        *flags &= ~(uint32_t)QN_CONTACT_PASSES;
        return false;
    }
    if ((*flags & QN_CONTACT_DROPS) != 0) {
        return true;
    }
    qn_rot q = qn_motion_of(world, contact->link.body[0])->pose.q;
    qn_vec2 normal = qn_rotate(q, manifold->normal);
    float depth = -deepest_of(manifold);
    bool was_solid = (*flags & QN_CONTACT_TOUCHING) != 0;
    bool has_left = depth < 0.0f;
    if ((*flags & QN_CONTACT_PASSES) == 0) {
        float way = dt_s * approach_of(world, contact, manifold, normal);
        has_left = was_solid || depth < FRESH_DEPTH_M + way;
    }
    bool passes = !has_left || !are_fronts(world, contact->shape_a, contact->shape_b, normal);
    *flags = (*flags & ~(uint32_t)QN_CONTACT_PASSES) | (passes ? QN_CONTACT_PASSING : 0u);
    return passes;
}

bool qn_impact_lets_pass(const qn_world *world, int32_t shape, int32_t other, int32_t child,
                         qn_vec2 normal)
{
    qn_pair_key key = {shape < other ? shape : other, shape < other ? other : shape, child};
    int32_t contact = qn_pairs_find(world, key);
    uint32_t flags = contact != QN_NONE ? world->contacts[contact].link.flags : 0u;
    return (flags & QN_CONTACT_PASSES) != 0 || !are_fronts(world, shape, other, normal);
}

qn_error qn_body_drop_through(qn_world *world, qn_body_id id)
{
    QN_FIND_BODY(index);
    for (int32_t key = qn_link_first(world, QN_CONTACTS, index); key != QN_NONE;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        uint32_t *flags = &world->contacts[qn_link_index(key)].link.flags;
        if ((*flags & QN_CONTACT_ONE_WAY) != 0 && (*flags & QN_CONTACT_TOUCHING) != 0) {
            *flags |= QN_CONTACT_DROPS;
        }
    }
    qn_body_wake(world, index);
    return QN_ERROR_OK;
}
