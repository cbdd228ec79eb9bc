// A heap whose top is the last of those kept: what comes before it takes its place. In the end the
// heap is sorted where it lies (Williams 1964; Knuth, TAOCP 5.2.3).
//
// Each answer has a key, and no two are equal: the bits of its fraction, which for numbers from 0
// on are in the order of the numbers, and its slot.
#include "physics/query/found.h"

#include <string.h>

#define SLOT_MASK 0xFFFFFu

static uint64_t key_of_hit(const qn_cast_hit *hit)
{
    float fraction = hit->fraction + 0.0f; // no negative zero
    uint32_t bits;
    memcpy(&bits, &fraction, sizeof bits);
    return (uint64_t)bits << 32 | (hit->shape.raw & SLOT_MASK);
}

static uint64_t key_at(const qn_found *found, int32_t i)
{
    return found->hits != NULL ? key_of_hit(&found->hits[i]) : found->shapes[i].raw & SLOT_MASK;
}

static void swap(qn_found *found, int32_t i, int32_t k)
{
    if (found->hits != NULL) {
        qn_cast_hit hit = found->hits[i];
        found->hits[i] = found->hits[k];
        found->hits[k] = hit;
    } else {
        qn_shape_id shape = found->shapes[i];
        found->shapes[i] = found->shapes[k];
        found->shapes[k] = shape;
    }
}

static void rise(qn_found *found, int32_t i)
{
    while (i > 0 && key_at(found, (i - 1) / 2) < key_at(found, i)) {
        swap(found, i, (i - 1) / 2);
        i = (i - 1) / 2;
    }
}

// i + 1 < count / 2 of any array, so 2 i + 2 does not overflow.
static void sink(qn_found *found, int32_t i, int32_t count)
{
    while (i < count / 2) {
        int32_t child = 2 * i + 1;
        if (child + 1 < count && key_at(found, child) < key_at(found, child + 1)) {
            child += 1;
        }
        if (key_at(found, child) <= key_at(found, i)) {
            return;
        }
        swap(found, i, child);
        i = child;
    }
}

static int32_t kept_count(const qn_found *found)
{
    return found->count < found->capacity ? found->count : found->capacity;
}

bool qn_hit_is_first(const qn_cast_hit *a, const qn_cast_hit *b)
{
    return key_of_hit(a) < key_of_hit(b);
}

void qn_found_add_hit(qn_found *found, const qn_cast_hit *hit)
{
    if (found->count < found->capacity) {
        found->hits[found->count] = *hit;
        rise(found, found->count);
    } else if (found->capacity > 0 && key_of_hit(hit) < key_at(found, 0)) {
        found->hits[0] = *hit;
        sink(found, 0, found->capacity);
    }
    found->count += 1;
}

void qn_found_add_shape(qn_found *found, qn_shape_id shape)
{
    if (found->count < found->capacity) {
        found->shapes[found->count] = shape;
        rise(found, found->count);
    } else if (found->capacity > 0 && (shape.raw & SLOT_MASK) < key_at(found, 0)) {
        found->shapes[0] = shape;
        sink(found, 0, found->capacity);
    }
    found->count += 1;
}

void qn_found_sort(qn_found *found)
{
    for (int32_t last = kept_count(found) - 1; last > 0; --last) {
        swap(found, 0, last);
        sink(found, 0, last);
    }
}
