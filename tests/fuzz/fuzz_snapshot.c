// Any edits of real snapshots, with the checksum repaired: refused, or a world like any other.
#include <stdlib.h>
#include <string.h>

#include "edit.h"
#include "fixture.h"
#include "fuzz.h"
#include "physics/validate.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "scenes/table.h"

#define BASE_COUNT 10
// The first ones are small; of so many inputs all but one start from these.
#define SMALL_BASE_COUNT 5
#define SMALL_OF 16
#define STEPS 4

typedef struct base {
    uint8_t *bytes;
    size_t size;
} base;

static base bases[BASE_COUNT];
static qn_world *target;

static base take(qn_world *world)
{
    base b = {.size = qn_world_snapshot_bytes(world)};
    b.bytes = malloc(b.size);
    if (b.bytes == NULL || qn_world_snapshot(world, b.bytes, b.size, &b.size) != QN_ERROR_OK) {
        abort();
    }
    qn_world_destroy(world);
    return b;
}

static base take_scene(const char *name, uint32_t ticks)
{
    scene_memory memory;
    const scene *row = scene_find(name);
    qn_world *world = scene_start(row, &memory);
    for (uint32_t tick = 0; tick < ticks; ++tick) {
        scene_advance(row, world, &memory, tick);
    }
    return take(world);
}

static void make_bases(void)
{
    if (target != NULL) {
        return;
    }
    qn_world *ground = scene_small();
    scene_terrain(ground);
    scene_circle(ground, 10.0f, 9.0f, 0.4f);
    scene_step(ground, 60);
    qn_world *furnished = fixture_world(1);
    fixture_furnish(furnished);
    scene_step(furnished, 30);
    bases[0] = take(scene_small());
    bases[1] = take(furnished);
    bases[2] = take(ground);
    bases[3] = take_scene("random_calls", 300);
    bases[4] = take_scene("breakage", 60);
    bases[5] = take_scene("ragdoll_motors", 60);
    bases[6] = take_scene("body_changes", 120);
    bases[7] = take_scene("hills", 100);
    bases[8] = take_scene("waters", 60);
    bases[9] = take_scene("walkers", 60);
    target = scene_world();
}

static const base *choose(qn_cursor *in)
{
    uint8_t kind = qn_read_u8(in);
    bool is_small = kind % SMALL_OF != 0;
    int count = is_small ? SMALL_BASE_COUNT : BASE_COUNT - SMALL_BASE_COUNT;
    return &bases[(is_small ? 0 : SMALL_BASE_COUNT) + kind / SMALL_OF % count];
}

// Calls that follow what the snapshot says.
static void use(qn_world *world)
{
    qn_cast_hit hit;
    qn_filter all = qn_filter_all();
    (void)qn_world_cast_ray(world, &(qn_ray){qn_v2(-30.0f, 2.0f), qn_v2(60.0f, -1.0f)}, all, &hit);
    qn_body_id fresh = scene_box(world, 0.0f, 1.0f, 0.5f, 0.5f);
    scene_step(world, 2);
    if (hit.shape.raw != 0) {
        qn_body_destroy(world, qn_shape_body(world, hit.shape));
    }
    scene_step(world, 2);
    qn_body_destroy(world, fresh);
    qn_world_set_gravity(world, qn_v2(1.0f, -9.0f));
    (void)qn_world_state_hash(world);
}

static void stop_if_broken(const qn_world *world)
{
    if (qn_world_validate(world) != NULL) {
        __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    make_bases();
    qn_cursor in = qn_cursor_over((qn_bytes){data, size});
    const base *from = choose(&in);
    uint8_t *bytes = malloc(from->size);
    uint8_t *again = malloc(from->size);
    memcpy(bytes, from->bytes, from->size);
    edit_words(&in, bytes + SNAPSHOT_HEADER_BYTES, (from->size - SNAPSHOT_HEADER_BYTES) / 4);
    repair_snapshot(bytes, from->size);
    qn_bytes snapshot = {bytes, from->size};
    qn_snapshot_info info;
    if (qn_snapshot_read_info(snapshot, &info) == QN_ERROR_OK && info.memory_bytes < 64u << 20 &&
        qn_world_restore(target, snapshot) == QN_ERROR_OK) {
        size_t written;
        stop_if_broken(target);
        if (qn_world_snapshot(target, again, from->size, &written) != QN_ERROR_OK ||
            written != from->size || memcmp(again, bytes, written) != 0) {
            __builtin_trap();
        }
        scene_step(target, STEPS);
        stop_if_broken(target);
        use(target);
        scene_step(target, 2);
        stop_if_broken(target);
    }
    free(bytes);
    free(again);
    return 0;
}
