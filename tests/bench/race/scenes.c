// The table of scenes. The first ten are Box2D's benchmark with its sizes and step counts, so that
// its published times may be compared; the others are what games have to pay for.
#include "scenes.h"

#include <stddef.h>

#include "scenes_parts.h"

typedef struct scene {
    const char *name;
    race_build_fn *build;
    race_act_fn *act;
    int32_t step_count; // the first, which is not measured, included
    int32_t usual_size; // 0 where the scene knows it
} scene;

static const scene scenes[] = {
    {"compounds", race_build_compounds, NULL, 500, 0},
    {"joint_grid", race_build_joint_grid, NULL, 500, 0},
    {"junkyard", race_build_junkyard, race_act_junkyard, 800, 0},
    {"large_pyramid", race_build_large_pyramid, NULL, 500, 0},
    {"many_pyramids", race_build_many_pyramids, NULL, 200, 0},
    {"rain", race_build_rain, race_act_rain, 1000, 0},
    {"smash", race_build_smash, NULL, 300, 0},
    {"spinner", race_build_spinner, NULL, 500, 0},
    {"tumbler", race_build_tumbler, NULL, 750, 0},
    {"washer", race_build_washer, NULL, 500, 0},
    {"pile_20", race_build_pile, NULL, 600, 20},
    {"pile_100", race_build_pile, NULL, 600, 100},
    {"pile_400", race_build_pile, NULL, 600, 400},
    {"ragdolls_40", race_build_ragdolls, NULL, 600, 0},
    {"platformer", race_build_platformer, race_act_platformer, 600, 0},
    {"sleeping_1000", race_build_sleeping, race_act_sleeping, 600, 0},
};

// Null for an index that is none.
static const scene *find(int32_t index)
{
    return index >= 0 && index < race_scene_count() ? &scenes[index] : NULL;
}

int32_t race_scene_count(void) { return (int32_t)(sizeof scenes / sizeof scenes[0]); }

const char *race_scene_name(int32_t index)
{
    const scene *s = find(index);
    return s != NULL ? s->name : "";
}

int32_t race_scene_steps(int32_t index)
{
    const scene *s = find(index);
    return s != NULL ? s->step_count - 1 : 0;
}

void race_scene_build(int32_t index, int32_t size)
{
    const scene *s = find(index);
    if (s != NULL) {
        s->build(size > 0 ? size : s->usual_size);
    }
}

void race_scene_act(int32_t index, int32_t tick)
{
    const scene *s = find(index);
    if (s != NULL && s->act != NULL) {
        s->act(tick);
    }
}
