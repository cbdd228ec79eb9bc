// What the files of the door share: world references, pointer checks, conversions.
//
// A function of the door reads `READY(world, out)`, calls one function of the engine and returns
// `outcome(world)`; with a setter it calls and returns. Where either does not apply it returns
// `refused(world)`.
#ifndef SHELL_EXPORTS_DOOR_H
#define SHELL_EXPORTS_DOOR_H

#include "quoin/quoin.h"

#include "exports.h"

// Null for a reference that names no living world.
qn_world *world_of(uint32_t reference);

// Whether [pointer, pointer + size_bytes) lies in memory; `holds` asks for 4-byte alignment too.
bool spans(const void *pointer, uint32_t size_bytes);
bool holds(const void *pointer, uint32_t size_bytes);
#define HOLDS(pointer) holds((pointer), sizeof *(pointer))

// Whether there is such a world and such an `out`; if so, the world's last error is cleared.
bool ready(uint32_t world, const void *out, uint32_t size_bytes);
#define READY(world, out) ready((world), (out), sizeof *(out))

// How the create or get call since ready() went.
int32_t outcome(uint32_t world);
// Why ready(), holds() or world_of() said no.
int32_t refused(uint32_t world);

static inline uint64_t join(uint32_t low, uint32_t high) { return (uint64_t)high << 32 | low; }
static inline quoin_u64 split(uint64_t value)
{
    return (quoin_u64){(uint32_t)value, (uint32_t)(value >> 32)};
}
static inline quoin_vec2 vec2(qn_vec2 v) { return (quoin_vec2){v.x, v.y}; }
static inline qn_body_id body_id(uint32_t raw) { return (qn_body_id){raw}; }
static inline qn_shape_id shape_id(uint32_t raw) { return (qn_shape_id){raw}; }
static inline qn_joint_id joint_id(uint32_t raw) { return (qn_joint_id){raw}; }

#endif
