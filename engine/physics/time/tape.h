// A ring of bytes: written at the head, read anywhere, forgotten at the tail by whoever owns it.
#ifndef PHYSICS_TIME_TAPE_H
#define PHYSICS_TIME_TAPE_H

#include "quoin/base.h"

// Positions only grow; a position's place is its rest by the capacity.
typedef struct qn_tape {
    uint8_t *data;
    size_t capacity;
    uint64_t head;
} qn_tape;

void qn_tape_write(qn_tape *tape, const void *bytes, size_t count);
void qn_tape_read(const qn_tape *tape, uint64_t position, void *bytes, size_t count);

#endif
