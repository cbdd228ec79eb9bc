// The answers of a query for all shapes: the first few in order, and how many there are.
//
// They come in any order and go straight into the caller's array, so nothing is allocated and
// nobody else's memory is written.
#ifndef PHYSICS_FOUND_H
#define PHYSICS_FOUND_H

#include "physics/world.h"

typedef struct qn_found {
    qn_cast_hit *hits;   // by fraction and slot; or null
    qn_shape_id *shapes; // by slot; or null
    int32_t capacity;
    int32_t count; // of all, also of those there is no room for
} qn_found;

// Of two hits, by fraction and slot.
bool qn_hit_is_first(const qn_cast_hit *a, const qn_cast_hit *b);
// Each shape at most once.
void qn_found_add_hit(qn_found *found, const qn_cast_hit *hit);
void qn_found_add_shape(qn_found *found, qn_shape_id shape);
// Puts what was kept in order.
void qn_found_sort(qn_found *found);

#endif
