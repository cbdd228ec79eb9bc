// Snapshots: a world as bytes, and back; copies of a world.
//
// The bytes are the same on every target and for every way to the same state: two worlds with the
// same handle salt whose states are equal give equal bytes. A world that is restored goes on as the
// one that was written, to the bit, on any target; handles are as they were. Events tell of the
// past and are not written. The numbers inside belong to one version of the engine: this is for
// rollback, saves of a running game and replays, not for levels.
//
// Snapshots may come from anywhere. One that is damaged or forged is refused and changes nothing;
// one that is accepted can be stepped like any world.
#ifndef QUOIN_PHYSICS_SNAPSHOT_H
#define QUOIN_PHYSICS_SNAPSHOT_H

#include "quoin/physics/world.h"

// What qn_world_snapshot writes for the world as it is now.
QN_API size_t qn_world_snapshot_bytes(const qn_world *world);
// QN_ERROR_CAPACITY if it needs more than capacity_bytes; *written_bytes says then how much.
QN_API qn_error qn_world_snapshot(const qn_world *world, uint8_t *out, size_t capacity_bytes,
                                  size_t *written_bytes);

// Makes the world what the snapshot's was, its capacities included. Handles to what was alive then
// are good again, others are stale; events are gone. Errors, in this order: TRUNCATED, BAD_MAGIC,
// BAD_VERSION (another version of the engine), TRAILING_BYTES, BAD_CHECKSUM, BAD_DATA (a broken
// rule, named by qn_world_last_error), OUT_OF_MEMORY. The world then is as it was. A first restore
// takes memory for a second state of the world, which the world keeps; later ones take no more
// unless the capacities are larger. It is fastest where the world has much in common with the
// snapshot's, such as the same world some ticks later.
QN_API qn_error qn_world_restore(qn_world *world, qn_bytes snapshot);

typedef struct qn_snapshot_info {
    uint32_t tick_count;
    int32_t body_count, shape_count, joint_count, contact_count;
    uint64_t memory_bytes; // that restoring it asks for, at most
} qn_snapshot_info;

// Reads the header only, with the errors of qn_world_restore, to refuse what asks for too much.
QN_API qn_error qn_snapshot_read_info(qn_bytes snapshot, qn_snapshot_info *out);

// Makes `to` what `from` is, in the memory of `to` where that is large enough. Handles of `from`
// name the same in `to` from then on, and all others are stale. `to` has no events. On error `to`
// is as it was.
QN_API qn_error qn_world_copy(qn_world *to, const qn_world *from);

#endif
