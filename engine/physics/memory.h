// Who gets and gives back a world's memory.
#ifndef PHYSICS_MEMORY_H
#define PHYSICS_MEMORY_H

#include "physics/world.h"

// Memory for an empty world with the capacities of s. On failure qn_world_release is still due.
qn_error qn_world_allocate(qn_world *world, const qn_world_state *s);
void qn_world_release(qn_world *world);

// What a world with these capacities takes at most.
uint64_t qn_world_memory_for(const qn_world_state *s);
// Of the set of pairs, which is at most two thirds full.
int32_t qn_pair_capacity_for(int32_t contact_capacity);
// Of a hash table that is at most half full: a power of two.
int32_t qn_table_capacity_for(int32_t entry_capacity);

// A draft is another state for the same world: it has the header s and its arrays are to be filled,
// while `world` stays as it is. It ends with qn_world_accept, which makes the draft the world
// (without events) unless there is no memory, or with qn_world_drop. Between them the scratch
// memory has the layout of the draft. A draft owns nothing.
qn_error qn_world_draft(qn_world *world, const qn_world_state *s, qn_world *draft);
// Whether the memory that the world has is enough for that.
bool qn_world_has_room_for(const qn_world *world, const qn_world_state *s);
qn_error qn_world_accept(qn_world *world, qn_world *draft);
void qn_world_drop(qn_world *world);
// Makes the world what it was before the draft that it accepted last, but for its events.
void qn_world_take_back(qn_world *world);

#endif
