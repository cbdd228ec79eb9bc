// Memory that runs out on purpose: refuse the n-th allocation, for n from the first to the last.
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "quoin/memory.h"

#define FAULTS_MAX_ALLOCATIONS 10000
// In front of each block its size, for the count; 16 keeps the alignment.
#define FAULTS_PREFIX_BYTES 16

static struct {
    int allocations_left; // before one is refused; below 0: none is
    bool only_once;       // there is memory again after one refusal
    int refused_count;
    size_t held_bytes, peak_bytes;
} faults;

static inline bool faults_refuse_now(void)
{
    if (faults.allocations_left != 0) {
        faults.allocations_left -= faults.allocations_left > 0 ? 1 : 0;
        return false;
    }
    faults.allocations_left = faults.only_once ? -1 : 0;
    faults.refused_count += 1;
    return true;
}

// Refuses no more, until it is told to.
static inline void faults_stop(void) { faults.allocations_left = -1; }

static inline void *faults_allocate(size_t size_bytes, void *user)
{
    (void)user;
    if (faults_refuse_now()) {
        return NULL;
    }
    uint8_t *block = malloc(size_bytes + FAULTS_PREFIX_BYTES);
    if (block == NULL) {
        return NULL;
    }
    memcpy(block, &size_bytes, sizeof size_bytes);
    faults.held_bytes += size_bytes;
    faults.peak_bytes =
        faults.held_bytes > faults.peak_bytes ? faults.held_bytes : faults.peak_bytes;
    return block + FAULTS_PREFIX_BYTES;
}

static inline void faults_release(void *memory, void *user)
{
    (void)user;
    uint8_t *block = (uint8_t *)memory - FAULTS_PREFIX_BYTES;
    size_t size_bytes;
    memcpy(&size_bytes, block, sizeof size_bytes);
    faults.held_bytes -= size_bytes;
    free(block);
}

// Between these two calls the most bytes held at one moment are counted.
static inline void faults_measure_begin(void)
{
    faults.allocations_left = -1;
    faults.held_bytes = 0;
    faults.peak_bytes = 0;
    qn_memory_set_hooks(faults_allocate, faults_release, NULL);
}

static inline size_t faults_measure_end(void)
{
    qn_memory_set_hooks(NULL, NULL, NULL);
    return faults.peak_bytes;
}

// Between these two calls the allocation with this number (from 0) is refused, alone or with all
// that follow. Memory may pass between the two sides, so the blocks are those of malloc. The result
// is how many were refused.
static inline void *faults_allocate_plain(size_t size_bytes, void *user)
{
    (void)user;
    if (faults_refuse_now()) {
        return NULL;
    }
    return aligned_alloc(16, (size_bytes + 15) & ~(size_t)15);
}

static inline void faults_release_plain(void *memory, void *user)
{
    (void)user;
    free(memory);
}

static inline void faults_begin(int n, bool for_good)
{
    faults.allocations_left = n;
    faults.only_once = !for_good;
    faults.refused_count = 0;
    qn_memory_set_hooks(faults_allocate_plain, faults_release_plain, NULL);
}

static inline int faults_end(void)
{
    qn_memory_set_hooks(NULL, NULL, NULL);
    faults.allocations_left = -1;
    faults.only_once = false;
    return faults.refused_count;
}

// Does the work once and gives its error back; everything it made is released again.
typedef qn_error faults_work_fn(void *user);

// Runs the work with each of its allocations refused in turn, alone or with all that follow, and
// checks that each run says OUT_OF_MEMORY and leaves no block behind, and that it succeeds once
// nothing is refused.
static inline void faults_try_each_way(faults_work_fn *work, void *user, bool for_good)
{
    size_t blocks = qn_memory_live_count();
    size_t bytes = qn_memory_live_bytes();
    faults_measure_begin();
    for (int n = 0; n < FAULTS_MAX_ALLOCATIONS; ++n) {
        faults.allocations_left = n;
        faults.only_once = !for_good;
        faults.refused_count = 0;
        qn_error error = work(user);
        CHECK_INT(qn_memory_live_count(), blocks);
        CHECK_INT(qn_memory_live_bytes(), bytes);
        CHECK_INT(faults.held_bytes, 0);
        if (faults.refused_count == 0) {
            CHECK_ERROR(error, QN_ERROR_OK);
            break;
        }
        CHECK_ERROR(error, QN_ERROR_OUT_OF_MEMORY);
    }
    faults_measure_end();
    faults.only_once = false;
}

static inline void faults_try_each(faults_work_fn *work, void *user)
{
    faults_try_each_way(work, user, true);
    faults_try_each_way(work, user, false);
}

#endif
