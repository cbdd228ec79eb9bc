// What a page loads that takes hashes, compression and pictures and no more: modules_only.wasm is
// the public functions of those headers (exports.mjs) and this file, which counts for the benchmark
// how much memory the engine held at most.
//
// A block's size stands in front of it in 16 bytes, so that giving it back can be counted.
#include "quoin/base.h"
#include "quoin/memory.h"

#include <stdlib.h>

#define ALIGNMENT 16

void modules_count(void);
size_t modules_peak_bytes(void);
const char *modules_error_text(int32_t error);

static struct {
    size_t live_bytes;
    size_t peak_bytes;
} held;

static void *allocate(size_t size_bytes, void *user)
{
    (void)user;
    if (size_bytes > SIZE_MAX / 2) {
        return NULL;
    }
    size_t whole = (size_bytes + 2 * ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    size_t *block = aligned_alloc(ALIGNMENT, whole);
    if (block == NULL) {
        return NULL;
    }
    *block = whole;
    held.live_bytes += whole;
    held.peak_bytes = held.live_bytes > held.peak_bytes ? held.live_bytes : held.peak_bytes;
    return (uint8_t *)block + ALIGNMENT;
}

static void release(void *memory, void *user)
{
    (void)user;
    size_t *block = (size_t *)(void *)((uint8_t *)memory - ALIGNMENT);
    held.live_bytes -= *block;
    free(block);
}

// Before the first call of the engine.
void modules_count(void) { qn_memory_set_hooks(allocate, release, NULL); }

// The most that was held at one moment since the last call of this function.
size_t modules_peak_bytes(void)
{
    size_t peak_bytes = held.peak_bytes;
    held.peak_bytes = held.live_bytes;
    return peak_bytes;
}

const char *modules_error_text(int32_t error) { return qn_error_text((qn_error)error); }
