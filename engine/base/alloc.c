// Each block carries its size in 16 bytes in front, so that live bytes are known without asking the
// allocator, and the alignment of 16 is kept.
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define ALIGNMENT 16
#define HEADER_BYTES ALIGNMENT

static void *default_allocate(size_t size_bytes, void *user)
{
    (void)user;
    // malloc on wasm32 aligns to 8 only.
    bool fits = size_bytes <= SIZE_MAX - (ALIGNMENT - 1);
    return fits ? aligned_alloc(ALIGNMENT, (size_bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1))
                : NULL;
}

static void default_release(void *memory, void *user)
{
    (void)user;
    free(memory);
}

static struct {
    qn_allocate_fn *allocate;
    qn_release_fn *release;
    void *user;
    size_t live_bytes;
    size_t live_count;
    size_t peak_bytes;
} memory = {default_allocate, default_release, NULL, 0, 0, 0};

void qn_memory_set_hooks(qn_allocate_fn *allocate, qn_release_fn *release, void *user)
{
    bool is_default = allocate == NULL || release == NULL;
    memory.allocate = is_default ? default_allocate : allocate;
    memory.release = is_default ? default_release : release;
    memory.user = is_default ? NULL : user;
}

size_t qn_memory_live_bytes(void) { return memory.live_bytes; }

size_t qn_memory_live_count(void) { return memory.live_count; }

size_t qn_memory_peak_bytes(void) { return memory.peak_bytes; }

void qn_memory_release(void *block) { qn_free(block); }

bool qn_size_mul(size_t a, size_t b, size_t *out)
{
    size_t product;
    if (__builtin_mul_overflow(a, b, &product)) {
        return false;
    }
    *out = product;
    return true;
}

bool qn_size_add(size_t a, size_t b, size_t *out)
{
    size_t sum;
    if (__builtin_add_overflow(a, b, &sum)) {
        return false;
    }
    *out = sum;
    return true;
}

void *qn_alloc(size_t size_bytes)
{
    size_t total;
    if (size_bytes == 0 || !qn_size_add(size_bytes, HEADER_BYTES, &total)) {
        return NULL;
    }
    uint8_t *block = memory.allocate(total, memory.user);
    if (block == NULL) {
        return NULL;
    }
    memcpy(block, &size_bytes, sizeof size_bytes);
    memory.live_bytes += size_bytes;
    memory.live_count += 1;
    if (memory.live_bytes > memory.peak_bytes) {
        memory.peak_bytes = memory.live_bytes;
    }
    return block + HEADER_BYTES;
}

void *qn_alloc_zeroed(size_t size_bytes)
{
    void *block = qn_alloc(size_bytes);
    if (block != NULL) {
        memset(block, 0, size_bytes);
    }
    return block;
}

bool qn_block_take(qn_block *block, size_t bytes)
{
    uint8_t *taken = qn_alloc(bytes);
    if (taken == NULL) {
        return false;
    }
    *block = (qn_block){taken, bytes};
    return true;
}

bool qn_block_take_zeroed(qn_block *block, size_t bytes)
{
    bool is_taken = qn_block_take(block, bytes);
    if (is_taken) {
        memset(block->memory, 0, bytes);
    }
    return is_taken;
}

void qn_free(void *block)
{
    if (block == NULL) {
        return;
    }
    uint8_t *start = (uint8_t *)block - HEADER_BYTES;
    size_t size_bytes;
    memcpy(&size_bytes, start, sizeof size_bytes);
    memory.live_bytes -= size_bytes;
    memory.live_count -= 1;
    memory.release(start, memory.user);
}
