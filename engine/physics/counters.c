// What a world holds and how its last step went, in numbers, and the clock for its times.
#include "physics/check.h"
#include "physics/step.h"
#include "physics/world.h"

static int32_t count_touching(const qn_world *world)
{
    int32_t count = 0;
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        count += world->contact_slots[i].is_live &&
                 (world->contacts[i].link.flags & QN_CONTACT_TOUCHING) != 0;
    }
    return count;
}

// An island is counted at its lowest slot. Rings mostly run downwards, so that from any other slot
// the next one already ends the walk.
static bool is_lowest_of_ring(const qn_world *world, int32_t body)
{
    int32_t at = world->bodies[body].island_next;
    while (at > body) {
        at = world->bodies[at].island_next;
    }
    return at == body;
}

static int32_t count_sleeping_islands(const qn_world *world)
{
    int32_t count = 0;
    for (int32_t row = world->state->awake_count; row < world->state->row_count; ++row) {
        int32_t body = world->motions[row].body;
        count += world->bodies[body].island_next != QN_NONE && is_lowest_of_ring(world, body);
    }
    return count;
}

qn_world_counters qn_world_get_counters(const qn_world *world)
{
    if (world == NULL) {
        return (qn_world_counters){0};
    }
    const qn_world_state *s = world->state;
    const qn_scratch *scratch = world->scratch;
    uint64_t state_bytes = world->blocks.steady.bytes + world->blocks.contacts.bytes +
                           world->spare.steady.bytes + world->spare.contacts.bytes;
    uint64_t scratch_bytes = qn_scratch_bytes(scratch);
    return (qn_world_counters){
        .body_count = s->body_pool.live_count,
        .awake_body_count = s->awake_count,
        .shape_count = s->shape_pool.live_count,
        .joint_count = s->joint_pool.live_count,
        .contact_count = s->contact_pool.live_count,
        .touching_contact_count = count_touching(world),
        .dropped_contact_count = s->dropped_contact_count,
        .dropped_event_count = world->events.dropped_count,
        .frozen_body_count = s->frozen_body_count,
        .tree_height = qn_tree_height(&s->trees[QN_TREE_DYNAMIC]),
        .tick_count = s->tick_count,
        .memory_bytes = sizeof *world + state_bytes + world->events.bytes + scratch_bytes,
        .static_tree_height = qn_tree_height(&s->trees[QN_TREE_FIXED]),
        .sleeping_island_count = count_sleeping_islands(world),
        .awake_contact_count = s->awake_link_count[QN_CONTACTS],
        .awake_joint_count = s->awake_link_count[QN_JOINTS],
        .color_count = scratch->color_count,
        .overflow_contact_count = scratch->overflow_contact_count,
        .direct_group_count = scratch->group_count,
        .direct_body_count = scratch->line_count,
        .direct_row_count = scratch->direct_row_count,
        .body_capacity = s->body_pool.capacity,
        .shape_capacity = s->shape_pool.capacity,
        .joint_capacity = s->joint_pool.capacity,
        .contact_capacity = s->contact_pool.capacity,
        .chain_capacity = s->chain_pool.capacity,
        .field_capacity = s->field_pool.capacity,
        .character_capacity = s->character_pool.capacity,
        .tiles_capacity = s->grid_pool.capacity,
        .chunk_capacity = s->chunk_pool.capacity,
        .state_bytes = state_bytes,
        .scratch_bytes = scratch_bytes,
        .event_bytes = world->events.bytes,
    };
}

qn_error qn_world_set_clock(qn_world *world, uint64_t (*now_ns)(void *context), void *context)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    world->profile = (qn_profile){.now_ns = now_ns, .context = context};
    return QN_ERROR_OK;
}
