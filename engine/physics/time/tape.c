#include "physics/time/tape.h"

#include <string.h>

static size_t part_before_end(const qn_tape *tape, uint64_t position, size_t count)
{
    size_t left = tape->capacity - (size_t)(position % tape->capacity);
    return count < left ? count : left;
}

void qn_tape_write(qn_tape *tape, const void *bytes, size_t count)
{
    size_t first = part_before_end(tape, tape->head, count);
    memcpy(tape->data + tape->head % tape->capacity, bytes, first);
    memcpy(tape->data, (const uint8_t *)bytes + first, count - first);
    tape->head += count;
}

void qn_tape_read(const qn_tape *tape, uint64_t position, void *bytes, size_t count)
{
    size_t first = part_before_end(tape, position, count);
    memcpy(bytes, tape->data + position % tape->capacity, first);
    memcpy((uint8_t *)bytes + first, tape->data, count - first);
}
