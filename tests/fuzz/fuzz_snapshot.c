// Any edits of real snapshots, with the checksum repaired: refused, or a world like any other.
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/checksum.h"
#include "physics/validate.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "scenes/table.h"

#define HEADER_BYTES 32
#define CHECKSUM_AT 24
#define BASE_COUNT 9
#define STEPS 12

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    bases[0] = take(scene_small());
    bases[1] = take(ground);
    bases[2] = take_scene("random_calls", 300);
    bases[3] = take_scene("ragdoll_motors", 60);
    bases[4] = take_scene("body_changes", 120);
    bases[5] = take_scene("hills", 100);
    bases[6] = take_scene("waters", 60);
    bases[7] = take_scene("breakage", 60);
    bases[8] = take_scene("walkers", 60);
    target = scene_world();
}

// Sets words to given, near, and copied values.
static void edit(qn_cursor *in, uint8_t *bytes, size_t word_count)
{
    while (qn_cursor_left(in) >= 4) {
        uint8_t kind = qn_read_u8(in);
        size_t at = 4 * ((qn_read_u16(in) | (size_t)(kind >> 4) << 16) % word_count);
        uint32_t word, other;
        memcpy(&word, bytes + at, sizeof word);
        switch (kind % 4) {
        case 0:
            word = qn_read_u32(in);
            break;
        case 1:
            word += (uint32_t)(int32_t)(int8_t)qn_read_u8(in);
            break;
        case 2:
            word ^= 1u << qn_read_u8(in) % 32;
            break;
        default:
            memcpy(&other, bytes + 4 * (qn_read_u16(in) % word_count), sizeof other);
            word = other;
            break;
        }
        memcpy(bytes + at, &word, sizeof word);
    }
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
    const base *from = &bases[qn_read_u8(&in) % BASE_COUNT];
    uint8_t *bytes = malloc(from->size);
    uint8_t *again = malloc(from->size);
    memcpy(bytes, from->bytes, from->size);
    edit(&in, bytes + HEADER_BYTES, (from->size - HEADER_BYTES) / 4);
    uint64_t sum = qn_checksum((qn_bytes){bytes + HEADER_BYTES, from->size - HEADER_BYTES});
    memcpy(bytes + CHECKSUM_AT, &sum, sizeof sum);
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
