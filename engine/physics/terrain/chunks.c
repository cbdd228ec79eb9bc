// Chunks come from one pool for all grids and are found through a hash table.
//
// So an empty region costs nothing however large its grid is, and an edit touches one chunk. The
// table is open addressing with linear probing and backward-shift deletion (Knuth, TAOCP 6.4,
// algorithm R), at most half full; it holds slots + 1, the key is in the chunk.
#include "physics/terrain/chunks.h"

#include <string.h>

static uint32_t home_of(const qn_world *world, int32_t grid, int32_t place)
{
    uint64_t key = ((uint64_t)(uint32_t)grid << 32) | (uint32_t)place;
    key *= 0x9E3779B97F4A7C15u;
    return (uint32_t)(key >> 40) & ((uint32_t)world->state->chunk_table_capacity - 1u);
}

// Where the chunk is, or the free place where it belongs.
static uint32_t locate(const qn_world *world, int32_t grid, int32_t place)
{
    uint32_t mask = (uint32_t)world->state->chunk_table_capacity - 1u;
    uint32_t i = home_of(world, grid, place);
    while (world->chunk_table[i] != 0) {
        const qn_chunk *chunk = &world->chunks[world->chunk_table[i] - 1];
        if (chunk->grid == grid && chunk->place == place) {
            break;
        }
        i = (i + 1u) & mask;
    }
    return i;
}

int32_t qn_chunk_find(const qn_world *world, int32_t grid, int32_t place)
{
    return world->chunk_table[locate(world, grid, place)] - 1;
}

static int32_t create(qn_world *world, int32_t grid, int32_t place)
{
    int32_t chunk = qn_pool_take(&world->state->chunk_pool, world->chunk_slots);
    world->chunks[chunk] = (qn_chunk){.grid = grid, .place = place};
    world->chunk_table[locate(world, grid, place)] = chunk + 1;
    return chunk;
}

static void leave_table(qn_world *world, int32_t grid, int32_t place)
{
    uint32_t mask = (uint32_t)world->state->chunk_table_capacity - 1u;
    uint32_t hole = locate(world, grid, place);
    for (uint32_t i = (hole + 1u) & mask; world->chunk_table[i] != 0; i = (i + 1u) & mask) {
        const qn_chunk *chunk = &world->chunks[world->chunk_table[i] - 1];
        uint32_t home = home_of(world, chunk->grid, chunk->place);
        // Moves back unless its home lies behind the hole.
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            world->chunk_table[hole] = world->chunk_table[i];
            hole = i;
        }
    }
    world->chunk_table[hole] = 0;
}

static void destroy(qn_world *world, int32_t chunk)
{
    leave_table(world, world->chunks[chunk].grid, world->chunks[chunk].place);
    world->chunks[chunk] = (qn_chunk){0};
    qn_pool_give_back_wrapping(&world->state->chunk_pool, world->chunk_slots, chunk);
}

static int32_t count_bits(uint32_t bits) { return __builtin_popcount(bits); }

bool qn_chunk_write(qn_world *world, int32_t grid, int32_t place, int32_t row, uint32_t mask,
                    uint32_t bits)
{
    int32_t index = qn_chunk_find(world, grid, place);
    uint32_t old = index != QN_NONE ? world->chunks[index].rows[row] : 0u;
    uint32_t fresh = (old & ~mask) | (bits & mask);
    if (fresh == old) {
        return false;
    }
    index = index != QN_NONE ? index : create(world, grid, place);
    qn_chunk *chunk = &world->chunks[index];
    chunk->rows[row] = (uint16_t)fresh;
    int32_t change = count_bits(fresh) - count_bits(old);
    chunk->solid_count += change;
    world->grids[grid].solid_count += change;
    if (chunk->solid_count == 0) {
        destroy(world, index);
    }
    return true;
}

void qn_chunks_of_grid_destroy(qn_world *world, int32_t grid)
{
    for (int32_t i = 0; i < world->state->chunk_pool.used_count; ++i) {
        if (world->chunk_slots[i].is_live && world->chunks[i].grid == grid) {
            destroy(world, i);
        }
    }
}

bool qn_chunks_rebuild(qn_world *world)
{
    memset(world->chunk_table, 0, sizeof(int32_t) * (size_t)world->state->chunk_table_capacity);
    for (int32_t i = 0; i < world->state->chunk_pool.used_count; ++i) {
        if (!world->chunk_slots[i].is_live) {
            continue;
        }
        int32_t *entry =
            &world->chunk_table[locate(world, world->chunks[i].grid, world->chunks[i].place)];
        if (*entry != 0) {
            return false;
        }
        *entry = i + 1;
    }
    return true;
}
