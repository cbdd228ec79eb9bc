// The one way to memory: counted, hooked, and refused where a size cannot be right.
#include "check.h"

#include <string.h>

#include "base/alloc.h"
#include "faults.h"

TEST(live_bytes_and_blocks_are_counted)
{
    size_t bytes = qn_memory_live_bytes();
    size_t count = qn_memory_live_count();
    uint8_t *a = qn_alloc(100);
    uint8_t *b = qn_alloc_zeroed(50);
    CHECK_INT(qn_memory_live_bytes() - bytes, 150);
    CHECK_INT(qn_memory_live_count() - count, 2);
    CHECK_INT((uintptr_t)a % 16, 0);
    memset(a, 1, 100);
    for (int i = 0; i < 50; ++i) {
        CHECK_INT(b[i], 0);
    }
    qn_free(a);
    qn_memory_release(b);
    qn_memory_release(NULL);
    CHECK_INT(qn_memory_live_bytes(), bytes);
    CHECK_INT(qn_memory_live_count(), count);
}

TEST(the_peak_is_as_high_as_what_was_live_and_stays)
{
    size_t live = qn_memory_live_bytes();
    void *block = qn_alloc(1000);
    CHECK(block != NULL);
    size_t peak = qn_memory_peak_bytes();
    CHECK(peak >= live + 1000);
    qn_free(block);
    qn_free(qn_alloc(10));
    CHECK_INT(qn_memory_peak_bytes(), peak);
}

TEST(sizes_of_nothing_and_of_everything_give_null)
{
    size_t everything = SIZE_MAX;
    CHECK(qn_alloc(0) == NULL);
    CHECK(qn_alloc(everything) == NULL);
    CHECK(qn_alloc(everything - 8) == NULL);
    CHECK(qn_alloc_zeroed(0) == NULL);
}

TEST(sizes_that_overflow_are_seen_and_leave_the_result_alone)
{
    size_t out = 7;
    CHECK(!qn_size_mul(SIZE_MAX, 2, &out));
    CHECK(!qn_size_add(SIZE_MAX, 1, &out));
    CHECK_INT(out, 7);
    CHECK(qn_size_mul(6, 7, &out) && out == 42);
    CHECK(qn_size_add(SIZE_MAX - 1, 1, &out) && out == SIZE_MAX);
}

TEST(hooks_see_every_block_and_null_hooks_restore_the_default)
{
    faults_measure_begin();
    void *block = qn_alloc(1000);
    CHECK(faults.held_bytes >= 1000);
    qn_free(block);
    CHECK_INT(faults.held_bytes, 0);
    faults.allocations_left = 0;
    CHECK(qn_alloc(1) == NULL);
    CHECK(faults_measure_end() >= 1000);
    block = qn_alloc(1);
    CHECK(block != NULL);
    qn_free(block);
}
