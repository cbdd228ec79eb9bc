// Where steps ask the host's hooks. Without a hook all is allowed, and nothing is paid but a look.
#ifndef PHYSICS_HOOK_H
#define PHYSICS_HOOK_H

#include "quoin/physics/hook.h"

typedef struct qn_hook {
    bool (*allows)(const qn_touch *touch);
    void *context;
} qn_hook;

typedef struct qn_hooks {
    qn_hook filter, contact;
} qn_hooks;

struct qn_contact;
struct qn_manifold;

bool qn_hook_lets_meet(const qn_world *world, int32_t shape_a, int32_t shape_b);
bool qn_hook_lets_touch(const qn_world *world, const struct qn_contact *contact,
                        const struct qn_manifold *manifold);
// The normal points from `shape` to the other; the point is one of the world.
bool qn_hook_lets_hit(const qn_world *world, int32_t shape, int32_t other, qn_vec2 point,
                      qn_vec2 normal, float separation);

#endif
