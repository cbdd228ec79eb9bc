// What engine.wasm offers beside the engine's own public functions.
//
// The surface of engine.wasm is the public headers themselves: each function of quoin/physics/ is
// exported under its C name, and crosses as the wasm32 C ABI has it (a handle as its number, any
// other struct through a pointer). web/package/tools reads the headers, writes the TypeScript side
// and the list of exports, and lets the compiler check every layout that TypeScript was told. Here
// is only what a host needs besides. JavaScript hands over only pointers that it got from here.
#ifndef SHELL_EXPORTS_H
#define SHELL_EXPORTS_H

#include "quoin/physics/world.h"

// A digest of all layouts and signatures: equal numbers understand each other. Defined in the file
// that is written beside the list of exports.
uint32_t quoin_interface(void);
// Bit 0: built with SIMD. From bit 1 on, the parts whose functions are exported, in the order of
// web/package/tools/engine-api.mjs.
uint32_t quoin_features(void);
// Memory for what crosses, aligned to 16. Null: there is not that much.
void *quoin_allocate(uint32_t size_bytes);
void quoin_free(void *memory); // null is allowed
// Gives the world the host's clock, the import quoin.now_ms, or takes it away.
qn_error quoin_world_set_profiling(qn_world *world, bool is_profiling);
// A fault drill: executes an unreachable instruction.
void quoin_trap(void);

#ifdef QN_DEBUG
// Another, of debug builds alone: an assert that does not hold. Outside of the interface.
void quoin_drill_assert(void);
#endif

#endif
