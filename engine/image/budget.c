// The engine already counts its live bytes; a budget is a mark on that count.
//
// It also remembers its blocks, since stb_image forgets some of its own when memory runs out.
#include "image/budget.h"

#include <string.h>

#include "base/alloc.h"

// A decode holds at most six at a time.
#define MAX_BLOCK_COUNT 16

static struct {
    size_t start_bytes;
    size_t limit_bytes;
    qn_error error;
    void *blocks[MAX_BLOCK_COUNT]; // null where free
} budget;

void qn_budget_begin(size_t limit_bytes)
{
    memset(&budget, 0, sizeof budget);
    budget.start_bytes = qn_memory_live_bytes();
    budget.limit_bytes = limit_bytes;
}

qn_error qn_budget_end(const void *kept)
{
    for (int i = 0; i < MAX_BLOCK_COUNT; ++i) {
        if (budget.blocks[i] != kept) {
            qn_free(budget.blocks[i]);
        }
        budget.blocks[i] = NULL;
    }
    return budget.error;
}

static void *fail(qn_error error)
{
    if (budget.error == QN_ERROR_OK) {
        budget.error = error;
    }
    return NULL;
}

// Where this block is remembered; for null, where one can be.
static void **find(const void *memory)
{
    for (int i = 0; i < MAX_BLOCK_COUNT; ++i) {
        if (budget.blocks[i] == memory) {
            return &budget.blocks[i];
        }
    }
    return NULL;
}

void *qn_budget_alloc(size_t size_bytes)
{
    size_t used = qn_memory_live_bytes() - budget.start_bytes;
    void **block = find(NULL);
    if (block == NULL || used > budget.limit_bytes || size_bytes > budget.limit_bytes - used) {
        return fail(QN_ERROR_TOO_LARGE);
    }
    *block = qn_alloc(size_bytes);
    return *block != NULL ? *block : fail(QN_ERROR_OUT_OF_MEMORY);
}

void *qn_budget_realloc(void *memory, size_t old_size_bytes, size_t size_bytes)
{
    void *moved = qn_budget_alloc(size_bytes);
    if (moved != NULL && memory != NULL) {
        memcpy(moved, memory, old_size_bytes < size_bytes ? old_size_bytes : size_bytes);
        qn_budget_free(memory);
    }
    return moved;
}

void qn_budget_free(void *memory)
{
    void **block = memory != NULL ? find(memory) : NULL;
    if (block != NULL) {
        *block = NULL;
        qn_free(memory);
    }
}
