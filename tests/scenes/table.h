// The scenes that prove determinism: one row each in a table, so that the golden hashes, the
// rollback check, the fault tests and the benchmarks run them all alike.
//
// A scene is a world and a script. The script acts before each step and remembers between steps
// nothing but a scene_memory, which is plain data: copied with the world, it brings both back.
#ifndef TESTS_SCENES_TABLE_H
#define TESTS_SCENES_TABLE_H

#include "quoin/physics.h"

#define SCENE_HANDLES 128

typedef struct scene_memory {
    uint32_t seed;
    int32_t count;
    qn_chain_id chain;
    qn_body_id bodies[SCENE_HANDLES];
    qn_shape_id shapes[SCENE_HANDLES];
    qn_joint_id joints[SCENE_HANDLES];
    qn_field_id fields[4];
    qn_character_id characters[4];
} scene_memory;

typedef struct scene {
    const char *name;
    void (*build)(qn_world *world, scene_memory *memory);
    // What it does before the step of this number, counted from 0; may be null.
    void (*act)(qn_world *world, scene_memory *memory, uint32_t tick);
    bool is_without_sleep, is_without_gravity;
} scene;

// X(name), in the order of the golden file. Each has a `const scene scene_<name>`.
#define SCENE_TABLE(X)                                                                             \
    X(compounds)                                                                                   \
    X(joint_grid)                                                                                  \
    X(junkyard)                                                                                    \
    X(large_pyramid)                                                                               \
    X(many_pyramids)                                                                               \
    X(rain)                                                                                        \
    X(smash)                                                                                       \
    X(spinner)                                                                                     \
    X(tumbler)                                                                                     \
    X(washer)                                                                                      \
    X(thrown_pile)                                                                                 \
    X(whips)                                                                                       \
    X(ragdoll_motors)                                                                              \
    X(ledges)                                                                                      \
    X(hills)                                                                                       \
    X(explosions)                                                                                  \
    X(wind)                                                                                        \
    X(far_away)                                                                                    \
    X(fast_bullets)                                                                                \
    X(churn)                                                                                       \
    X(sleep_waves)                                                                                 \
    X(body_changes)                                                                                \
    X(mass_ratios)                                                                                 \
    X(bounces)                                                                                     \
    X(steered_by_rays)                                                                             \
    X(random_calls)                                                                                \
    X(waters)                                                                                      \
    X(breakage)                                                                                    \
    X(walkers)

#define SCENE_DECLARE(name) extern const scene scene_##name;
SCENE_TABLE(SCENE_DECLARE)
#undef SCENE_DECLARE

extern const scene *const scene_table[];
extern const int scene_table_count;

// Null if there is none of that name.
const scene *scene_find(const char *name);
// The world of a scene before its first step. The caller destroys it.
qn_world *scene_start(const scene *row, scene_memory *memory);
// The script's part and the step of that number.
void scene_advance(const scene *row, qn_world *world, scene_memory *memory, uint32_t tick);

// The chain over the state hashes of all steps, FNV-1a: no step may differ.
#define SCENE_CHAIN_START 0xCBF29CE484222325u
static inline uint64_t scene_chain(uint64_t chain, uint64_t hash)
{
    return (chain ^ hash) * 0x100000001B3u;
}

#endif
