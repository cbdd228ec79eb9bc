// The host's hooks: who is asked what.
#include "physics/hook.h"

#include "physics/center.h"
#include "physics/geometry/manifold.h"
#include "physics/world.h"

// The lower slot comes first, whoever looks.
static qn_touch touch_of(const qn_world *world, int32_t shape, int32_t other)
{
    int32_t a = shape < other ? shape : other;
    int32_t b = shape < other ? other : shape;
    return (qn_touch){
        .world = world,
        .shape_a = {qn_pool_handle(world->shape_slots, a)},
        .shape_b = {qn_pool_handle(world->shape_slots, b)},
    };
}

static bool ask(const qn_hook *hook, qn_touch *touch)
{
    touch->context = hook->context;
    return hook->allows(touch);
}

bool qn_hook_lets_meet(const qn_world *world, int32_t shape_a, int32_t shape_b)
{
    if (world->hooks.filter.allows == NULL) {
        return true;
    }
    qn_touch touch = touch_of(world, shape_a, shape_b);
    return ask(&world->hooks.filter, &touch);
}

bool qn_hook_lets_touch(const qn_world *world, const qn_contact *contact,
                        const qn_manifold *manifold)
{
    if (world->hooks.contact.allows == NULL || manifold->count == 0) {
        return true;
    }
    const qn_manifold_point *deepest = &manifold->points[0];
    if (manifold->count > 1 && manifold->points[1].separation < deepest->separation) {
        deepest = &manifold->points[1];
    }
    const qn_motion *a = qn_motion_of(world, contact->link.body[0]);
    qn_touch touch = touch_of(world, contact->shape_a, contact->shape_b);
    qn_vec2 arm = qn_rotate(a->pose.q, qn_sub(deepest->point, a->local_center));
    touch.point_m = qn_point_at_arm(a, arm);
    touch.normal = qn_rotate(a->pose.q, manifold->normal);
    touch.separation_m = deepest->separation;
    return ask(&world->hooks.contact, &touch);
}

bool qn_hook_lets_hit(const qn_world *world, int32_t shape, int32_t other, qn_vec2 point,
                      qn_vec2 normal, float separation)
{
    if (world->hooks.contact.allows == NULL) {
        return true;
    }
    qn_touch touch = touch_of(world, shape, other);
    touch.point_m = point;
    touch.normal = shape < other ? normal : qn_neg(normal);
    touch.separation_m = separation;
    return ask(&world->hooks.contact, &touch);
}

qn_error qn_world_set_filter_hook(qn_world *world, bool (*may_meet)(const qn_touch *touch),
                                  void *context)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    world->hooks.filter = (qn_hook){may_meet, context};
    return QN_ERROR_OK;
}

qn_error qn_world_set_contact_hook(qn_world *world, bool (*may_touch)(const qn_touch *touch),
                                   void *context)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    world->hooks.contact = (qn_hook){may_touch, context};
    return QN_ERROR_OK;
}
