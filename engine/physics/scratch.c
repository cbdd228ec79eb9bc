// One allocation, cut into the arrays that a step works in. Behind those that live at all times is
// a room with two layouts, one for the solve and one for all else.
//
// The room has the size of the largest of: all else; a solve in which as many contacts touch as
// may; a solve with a quarter of them and what the direct solver may want.
#include "base/alloc.h"
#include "physics/step.h"

#include <string.h>

#define ALIGNMENT 16
// No pointer counts, so that there is room for the same on every target.
#define DIRECT_BYTES_PER_BODY 912
_Static_assert(QN_DIRECT_BLOCKS_PER_BODY * sizeof(qn_block3) +
                       QN_DIRECT_ROWS_PER_BODY * (sizeof(qn_direct_row) + sizeof(int32_t)) <=
                   DIRECT_BYTES_PER_BODY,
               "what the direct solver wants for a body");

// ---- Layout ---------------------------------------------------------------------------------

static bool reserve(size_t *end, size_t element_bytes, int32_t count)
{
    size_t bytes;
    return qn_size_mul(element_bytes, (size_t)count, &bytes) && qn_size_add(*end, bytes, end) &&
           qn_size_add(*end, (0 - *end) & (ALIGNMENT - 1), end);
}

// These return the size, 0 if that does not fit; with null memory they only measure.
#define LAY_OUT(type, name, count)                                                                 \
    scratch->name = memory != NULL ? (type *)(void *)(memory + end) : NULL;                        \
    if (!reserve(&end, sizeof(type), (count))) {                                                   \
        return 0;                                                                                  \
    }

static size_t lay_out_lasting(qn_scratch *scratch, const qn_world_state *s, uint8_t *memory)
{
    size_t end = 0;
    if (!reserve(&end, sizeof *scratch, 1)) {
        return 0;
    }
    QN_SCRATCH_ARRAYS(LAY_OUT)
    return end;
}

static size_t lay_out_outer(qn_scratch *scratch, const qn_world_state *s, uint8_t *memory)
{
    size_t end = 0;
    QN_OUTER_ARRAYS(LAY_OUT)
    return end;
}

static size_t lay_out_solve(qn_scratch *scratch, const qn_world_state *s, int32_t pins,
                            int32_t direct_bodies, uint8_t *memory)
{
    size_t end = 0;
    QN_SOLVE_ARRAYS(LAY_OUT)
    return end;
}
#undef LAY_OUT

// Shapes that do not overlap touch three others each at most, counted once, as planar graphs have
// three edges a node; boxes in rows and columns four. So in large worlds, where contacts have the
// room that their number asks for, two thirds of it may be in use by such that touch.
static int32_t most_touching(const qn_world_state *s)
{
    int32_t all = QN_CONTACTS_PER_SHAPE * QN_LARGE_CAPACITY;
    int32_t capacity = s->contact_pool.capacity;
    bool is_large = s->grows_contacts && capacity > all;
    return is_large ? all + (capacity - all) / 3 * 2 : capacity;
}

// Large worlds have many bodies that are not its business.
static int32_t most_direct(const qn_world_state *s)
{
    int32_t beyond = s->body_pool.capacity - QN_LARGE_CAPACITY;
    return beyond > 0 ? QN_LARGE_CAPACITY + beyond / 2 : s->body_pool.capacity;
}

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

// With the number of pins among the joints for which that is most: either none; or as many as may
// have a block each, as a block is larger than a row; or all, where blocks are full. 0 if that does
// not fit.
static size_t most_for_solve(const qn_world_state *s)
{
    int32_t joints = s->joint_pool.capacity;
    int32_t alone = QN_SPARE_PIN_BLOCKS + QN_SPARE_PIN_BLOCKS / 3 + 1;
    const int32_t pins[3] = {0, joints < alone ? joints : alone, joints};
    qn_scratch measured;
    size_t most = 0;
    bool fits = true;
    for (int i = 0; i < 3; ++i) {
        size_t bytes = lay_out_solve(&measured, s, pins[i], 0, NULL);
        fits = fits && bytes > 0;
        most = larger(most, bytes);
    }
    // Between these, the rounding of each of the arrays for joints and of the blocks.
    return fits && reserve(&most,
                           sizeof(qn_pin_block) + sizeof(qn_pin_power) + sizeof(qn_pin_tree) +
                               4 * ALIGNMENT,
                           1)
               ? most
               : 0;
}

// 0 if that does not fit.
static size_t room_for(const qn_world_state *s)
{
    qn_scratch measured;
    qn_world_state full = *s, calm = *s;
    full.contact_pool.capacity = most_touching(s);
    calm.contact_pool.capacity /= 4;
    size_t outer = lay_out_outer(&measured, s, NULL);
    size_t solve = most_for_solve(&full);
    size_t direct = most_for_solve(&calm);
    bool fits = outer > 0 && solve > 0 && direct > 0 &&
                reserve(&direct, DIRECT_BYTES_PER_BODY, most_direct(s));
    return fits ? larger(outer, larger(solve, direct)) : 0;
}

static size_t lay_out(qn_scratch *scratch, const qn_world_state *s, uint8_t *memory)
{
    size_t lasting = lay_out_lasting(scratch, s, memory);
    size_t room = room_for(s);
    size_t end;
    if (lasting == 0 || room == 0 || !qn_size_add(lasting, room, &end)) {
        return 0;
    }
    scratch->room = memory != NULL ? memory + lasting : NULL;
    scratch->room_bytes = room;
    scratch->known.touching_count = QN_NONE;
    lay_out_outer(scratch, s, scratch->room);
    return end;
}

// ---- The solve ------------------------------------------------------------------------------

// In debug builds nothing that is dead can be mistaken for alive.
static void spoil(qn_scratch *scratch)
{
#ifdef QN_DEBUG
    memset(scratch->room, 0xCD, scratch->room_bytes);
#else
    (void)scratch;
#endif
}

// The last in the awake list are left out.
static void limit_touching(qn_scratch *scratch, qn_world_state *s)
{
    int32_t most = most_touching(s);
    if (scratch->touching_count > most) {
        s->dropped_contact_count += scratch->touching_count - most;
        scratch->touching_count = most;
    }
}

void qn_scratch_begin_solve(qn_scratch *scratch, qn_world_state *s)
{
    limit_touching(scratch, s);
    qn_world_state held = *s;
    held.contact_pool.capacity = scratch->touching_count;
    held.body_pool.capacity = s->awake_count;
    held.joint_pool.capacity = s->awake_link_count[QN_JOINTS];
    int32_t pins = scratch->pin_count;
    size_t left = scratch->room_bytes - lay_out_solve(scratch, &held, pins, 0, NULL);
    size_t bodies = left / DIRECT_BYTES_PER_BODY;
    bool is_ample = bodies >= (size_t)s->body_pool.capacity;
    int32_t direct_bodies = is_ample ? s->body_pool.capacity : (int32_t)bodies;
    spoil(scratch);
    lay_out_solve(scratch, &held, pins, direct_bodies, scratch->room);
    scratch->direct_block_limit = QN_DIRECT_BLOCKS_PER_BODY * direct_bodies;
    scratch->pin_block_limit = QN_PIN_BLOCK_CAPACITY(pins);
    scratch->direct_row_limit = QN_DIRECT_ROWS_PER_BODY * direct_bodies;
}

void qn_scratch_end_solve(qn_scratch *scratch) { spoil(scratch); }

// ---- Memory ---------------------------------------------------------------------------------

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
