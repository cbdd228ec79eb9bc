// No logic: what a host needs beside the engine's own functions.
#include "exports.h"

#include <assert.h>
#include <stdlib.h>

#include "quoin/physics/profile.h"

#define FEATURE_SIMD 1u
#ifndef QN_PARTS
#define QN_PARTS 0xFu // all of them
#endif

// Milliseconds since any start, from the host.
__attribute__((import_module("quoin"), import_name("now_ms"))) double host_now_ms(void);

// Views of the host's are of no use any more.
__attribute__((import_module("quoin"), import_name("memory_grew"))) void host_memory_grew(void);

// The C library's hook.
void emscripten_notify_memory_growth(uint32_t memory_index);
void emscripten_notify_memory_growth(uint32_t memory_index)
{
    (void)memory_index;
    host_memory_grew();
}

uint32_t quoin_features(void)
{
#ifdef __wasm_simd128__
    return FEATURE_SIMD | QN_PARTS << 1;
#else
    return QN_PARTS << 1;
#endif
}

#ifdef QN_DEBUG
// An assert does not hold. The host leaves by an exception of its own.
__attribute__((import_module("quoin"), import_name("assert_failed"))) void
host_assert_failed(const char *expression, const char *file, int32_t line, const char *function);

// The C library's hook, which would print and stop without a word to the host.
_Noreturn void __assert_fail(const char *expression, const char *file, int line,
                             const char *function)
{
    host_assert_failed(expression, file, line, function);
    __builtin_trap();
}

__attribute__((export_name("quoin_drill_assert"))) void quoin_drill_assert(void)
{
    uint32_t features = quoin_features();
    assert(features == 0 && "this is a drill"); // it has parts
}
#endif

void *quoin_allocate(uint32_t size_bytes) { return malloc(size_bytes ? size_bytes : 1); }
void quoin_free(void *memory) { free(memory); }
void quoin_trap(void) { __builtin_trap(); }

static uint64_t now_ns(void *context)
{
    (void)context;
    return (uint64_t)(host_now_ms() * 1e6);
}

qn_error quoin_world_set_profiling(qn_world *world, bool is_profiling)
{
    return qn_world_set_clock(world, is_profiling ? now_ns : NULL, NULL);
}
