#include "scenes/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenes.h"

#define SCENE_ROW(name) &scene_##name,
const scene *const scene_table[] = {SCENE_TABLE(SCENE_ROW)};
#undef SCENE_ROW
const int scene_table_count = sizeof scene_table / sizeof scene_table[0];

const scene *scene_find(const char *name)
{
    for (int i = 0; i < scene_table_count; ++i) {
        if (strcmp(scene_table[i]->name, name) == 0) {
            return scene_table[i];
        }
    }
    return NULL;
}

qn_world *scene_start(const scene *row, scene_memory *memory)
{
    qn_world_def def = qn_world_def_default();
    def.enable_sleep = !row->is_without_sleep;
    if (row->is_without_gravity) {
        def.gravity_mps2 = qn_v2(0.0f, 0.0f);
    }
    // One salt for all: handles then are the same in every run, and so are snapshots.
    def.handle_salt = 1;
    def.enable_body_events = true;
    qn_world *world;
    if (qn_world_create(&def, &world) != QN_ERROR_OK) {
        fprintf(stderr, "no memory for a world\n");
        exit(2);
    }
    memset(memory, 0, sizeof *memory);
    memory->seed = 7;
    row->build(world, memory);
    return world;
}

void scene_advance(const scene *row, qn_world *world, scene_memory *memory, uint32_t tick)
{
    if (row->act != NULL) {
        row->act(world, memory, tick);
    }
    qn_world_step(world, SCENE_DT_S, SCENE_SUBSTEPS);
}
