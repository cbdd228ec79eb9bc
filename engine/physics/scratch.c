// One allocation, cut into the arrays that a step works in (QN_SCRATCH_ARRAYS).
#include "base/alloc.h"
#include "physics/step.h"

#define ALIGNMENT 16

static bool reserve(size_t *end, size_t element_bytes, int32_t count)
{
    size_t bytes;
    return qn_size_mul(element_bytes, (size_t)count, &bytes) && qn_size_add(*end, bytes, end) &&
           qn_size_add(*end, (0 - *end) & (ALIGNMENT - 1), end);
}

// With null memory it only measures. Returns the size, 0 if that does not fit.
static size_t lay_out(qn_scratch *scratch, const qn_world_state *s, uint8_t *memory)
{
    size_t end = 0;
    if (!reserve(&end, sizeof *scratch, 1)) {
        return 0;
    }
#define LAY_OUT(type, name, count)                                                                 \
    scratch->name = memory != NULL ? (type *)(void *)(memory + end) : NULL;                        \
    if (!reserve(&end, sizeof(type), (count))) {                                                   \
        return 0;                                                                                  \
    }
    QN_SCRATCH_ARRAYS(LAY_OUT)
#undef LAY_OUT
    return end;
}

size_t qn_scratch_bytes_for(const qn_world_state *capacities)
{
    qn_scratch measured = {0};
    return lay_out(&measured, capacities, NULL);
}

qn_scratch *qn_scratch_create(const qn_world_state *capacities)
{
    size_t bytes = qn_scratch_bytes_for(capacities);
    qn_scratch *scratch = bytes > 0 ? qn_alloc_zeroed(bytes) : NULL;
    if (scratch == NULL) {
        return NULL;
    }
    lay_out(scratch, capacities, (uint8_t *)scratch);
    scratch->bytes = bytes;
    return scratch;
}

bool qn_scratch_reserve(qn_scratch **scratch, const qn_world_state *capacities)
{
    size_t bytes = qn_scratch_bytes_for(capacities);
    if (bytes == 0 || bytes > (*scratch)->bytes) {
        qn_scratch *larger = qn_scratch_create(capacities);
        if (larger == NULL) {
            return false;
        }
        qn_free(*scratch);
        *scratch = larger;
    }
    qn_scratch_lay_out(*scratch, capacities);
    return true;
}

void qn_scratch_lay_out(qn_scratch *scratch, const qn_world_state *capacities)
{
    lay_out(scratch, capacities, (uint8_t *)scratch);
}

void qn_scratch_destroy(qn_scratch *scratch) { qn_free(scratch); }

size_t qn_scratch_bytes(const qn_scratch *scratch) { return scratch != NULL ? scratch->bytes : 0; }
