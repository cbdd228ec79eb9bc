// What a step works in: the arrays that live at all times, those of touching contacts, and a room
// with two layouts, one for the solve and one for all else.
//
// In a world that has been told how many contacts there may be, the room has from the beginning the
// size of the largest of: all else; a solve in which all of them touch; a solve with a quarter of
// them and what the direct solver may want. In others it holds all else and a solve without
// contacts, and is replaced by a larger one where a solve asks for more.
#include "base/alloc.h"
#include "physics/step.h"

#include <string.h>

#define ALIGNMENT 16
#define SPARE_PART 16                         // of a room that is replaced
#define SPOILED_AFTER_SOLVE ((size_t)2 << 20) // of the arrays for all else, in debug builds
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
    QN_SCRATCH_ARRAYS(LAY_OUT)
    return end;
}

static size_t lay_out_touched(qn_scratch *scratch, const qn_world_state *s, uint8_t *memory)
{
    size_t end = 0;
    QN_TOUCH_ARRAYS(LAY_OUT)
    return end;
}

static size_t lay_out_outer(qn_scratch *scratch, const qn_world_state *s, uint8_t *memory)
{
    size_t end = 0;
    QN_OUTER_ARRAYS(LAY_OUT)
    return end;
}

static size_t lay_out_solve(qn_scratch *scratch, const qn_world_state *s, int32_t pins,
                            uint8_t *memory)
{
    size_t end = 0;
    QN_SOLVE_ARRAYS(LAY_OUT)
    return end;
}

// Behind the arrays of the solve.
static size_t lay_out_direct(qn_scratch *scratch, uint8_t *memory)
{
    size_t end = scratch->solve_bytes;
    QN_DIRECT_ARRAYS(LAY_OUT)
    return end;
}
#undef LAY_OUT

// Large worlds have many bodies that are not its business.
static int32_t most_direct(const qn_world_state *s)
{
    int32_t beyond = s->body_pool.capacity - QN_LARGE_CAPACITY;
    return beyond > 0 ? QN_LARGE_CAPACITY + beyond / 2 : s->body_pool.capacity;
}

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }
static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

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
        size_t bytes = lay_out_solve(&measured, s, pins[i], NULL);
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
    full.contact_pool.capacity = s->grows_contacts ? 0 : s->contact_pool.capacity;
    calm.contact_pool.capacity = full.contact_pool.capacity / 4;
    size_t outer = lay_out_outer(&measured, s, NULL);
    size_t solve = most_for_solve(&full);
    size_t direct = most_for_solve(&calm);
    bool fits = outer > 0 && solve > 0 && direct > 0 &&
                reserve(&direct, DIRECT_BYTES_PER_BODY, s->grows_contacts ? 0 : most_direct(s));
    return fits ? larger(outer, larger(solve, direct)) : 0;
}

typedef struct needs {
    size_t lasting, touched, room;
    bool fit;
} needs;

static needs needs_of(const qn_world_state *s)
{
    qn_scratch measured;
    needs n = {lay_out_lasting(&measured, s, NULL), lay_out_touched(&measured, s, NULL),
               room_for(s), false};
    n.fit = n.lasting > 0 && n.touched > 0 && n.room > 0;
    return n;
}

void qn_scratch_lay_out(qn_scratch *scratch, const qn_world_state *capacities)
{
    lay_out_lasting(scratch, capacities, scratch->lasting.memory);
    lay_out_touched(scratch, capacities, scratch->touched.memory);
    lay_out_outer(scratch, capacities, scratch->room.memory);
    scratch->known.touching_count = QN_NONE;
}

// A larger room, of which the first bytes are those of the old one. Somewhat larger, as what
// touches mostly becomes more. A world that has been told how many contacts there may be has all it
// needs.
static bool widen(qn_scratch *scratch, const qn_world_state *s, size_t bytes, size_t kept_bytes)
{
    qn_block room;
    if (!s->grows_contacts) {
        return false;
    }
    if (!qn_size_add(bytes, bytes / SPARE_PART, &bytes) || !qn_block_take(&room, bytes)) {
        scratch->lacked_memory = true;
        return false;
    }
    memcpy(room.memory, scratch->room.memory, kept_bytes);
    qn_free(scratch->room.memory);
    scratch->room = room;
    lay_out_outer(scratch, s, room.memory);
    return true;
}

// ---- The solve ------------------------------------------------------------------------------

// In debug builds nothing that is dead can be mistaken for alive. Only what may have been used: a
// world may have room for a million bodies and hold ten.
static void spoil(uint8_t *memory, size_t bytes)
{
#ifdef QN_DEBUG
    memset(memory, 0xCD, bytes);
#else
    (void)memory, (void)bytes;
#endif
}

// What a solve holds in place of the capacities.
static qn_world_state held_by_solve(const qn_world_state *s, int32_t touching_count)
{
    qn_world_state held = *s;
    held.contact_pool.capacity = touching_count;
    held.body_pool.capacity = s->awake_count;
    held.joint_pool.capacity = s->awake_link_count[QN_JOINTS];
    return held;
}

static size_t solve_bytes_for(const qn_scratch *scratch, const qn_world_state *s,
                              int32_t touching_count)
{
    qn_scratch measured;
    qn_world_state held = held_by_solve(s, touching_count);
    return lay_out_solve(&measured, &held, scratch->pin_count, NULL);
}

// The last in the awake list are left out.
static void limit_touching(qn_scratch *scratch, qn_world_state *s)
{
    int32_t most = 0, too_many = scratch->touching_count;
    while (too_many - most > 1) {
        int32_t count = most + (too_many - most) / 2;
        bool fits = solve_bytes_for(scratch, s, count) <= scratch->room.bytes;
        most = fits ? count : most;
        too_many = fits ? too_many : count;
    }
    s->dropped_contact_count += scratch->touching_count - most;
    scratch->touching_count = most;
}

static void limit_direct(qn_scratch *scratch, const qn_world_state *s)
{
    size_t bodies = (scratch->room.bytes - scratch->solve_bytes) / DIRECT_BYTES_PER_BODY;
    bool is_ample = bodies >= (size_t)s->body_pool.capacity;
    int32_t most = is_ample ? s->body_pool.capacity : (int32_t)bodies;
    scratch->direct_block_limit = s->grows_contacts ? INT32_MAX : QN_DIRECT_BLOCKS_PER_BODY * most;
    scratch->direct_row_limit = s->grows_contacts ? INT32_MAX : QN_DIRECT_ROWS_PER_BODY * most;
}

static void lay_out_for_solve(qn_scratch *scratch, const qn_world_state *s)
{
    qn_world_state held = held_by_solve(s, scratch->touching_count);
    lay_out_solve(scratch, &held, scratch->pin_count, scratch->room.memory);
}

void qn_scratch_begin_solve(qn_scratch *scratch, qn_world_state *s)
{
    size_t bytes = solve_bytes_for(scratch, s, scratch->touching_count);
    if (bytes > scratch->room.bytes && !widen(scratch, s, bytes, 0)) {
        limit_touching(scratch, s);
    }
    scratch->solve_bytes = solve_bytes_for(scratch, s, scratch->touching_count);
    limit_direct(scratch, s);
    spoil(scratch->room.memory, smaller(scratch->solve_bytes, scratch->room.bytes));
    lay_out_for_solve(scratch, s);
    scratch->pin_block_limit = QN_PIN_BLOCK_CAPACITY(scratch->pin_count);
}

bool qn_scratch_begin_direct(qn_scratch *scratch, const qn_world_state *s, int32_t row_count)
{
    bool is_enough = row_count < scratch->direct_row_limit;
    scratch->direct_row_limit = is_enough ? row_count : scratch->direct_row_limit;
    size_t bytes = lay_out_direct(scratch, NULL);
    if (bytes > scratch->room.bytes) {
        if (!widen(scratch, s, bytes, scratch->solve_bytes)) {
            return false;
        }
        lay_out_for_solve(scratch, s);
    }
    spoil(scratch->room.memory + scratch->solve_bytes, bytes - scratch->solve_bytes);
    return lay_out_direct(scratch, scratch->room.memory) > 0;
}

void qn_scratch_end_solve(qn_scratch *scratch)
{
    spoil(scratch->room.memory,
          smaller(larger(scratch->solve_bytes, SPOILED_AFTER_SOLVE), scratch->room.bytes));
}

// ---- Memory ---------------------------------------------------------------------------------

size_t qn_scratch_bytes_for(const qn_world_state *capacities)
{
    needs n = needs_of(capacities);
    size_t bytes = sizeof(qn_scratch);
    bool fits = n.fit && qn_size_add(bytes, n.lasting, &bytes) &&
                qn_size_add(bytes, n.touched, &bytes) && qn_size_add(bytes, n.room, &bytes);
    return fits ? bytes : 0;
}

size_t qn_scratch_bytes(const qn_scratch *scratch)
{
    return sizeof *scratch + scratch->lasting.bytes + scratch->touched.bytes + scratch->room.bytes;
}

qn_scratch *qn_scratch_create(const qn_world_state *capacities)
{
    qn_scratch *scratch = qn_alloc_zeroed(sizeof *scratch);
    if (scratch != NULL && !qn_scratch_reserve(scratch, capacities)) {
        qn_scratch_destroy(scratch);
        scratch = NULL;
    }
    return scratch;
}

bool qn_scratch_has_room_for(const qn_scratch *scratch, const qn_world_state *capacities)
{
    needs n = needs_of(capacities);
    return n.fit && n.lasting <= scratch->lasting.bytes && n.touched <= scratch->touched.bytes &&
           n.room <= scratch->room.bytes;
}

// What the block held is lost.
static bool enlarge(qn_block *block, size_t bytes)
{
    qn_block old = *block;
    if (bytes <= old.bytes) {
        return true;
    }
    if (!qn_block_take_zeroed(block, bytes)) {
        return false;
    }
    qn_free(old.memory);
    return true;
}

bool qn_scratch_reserve(qn_scratch *scratch, const qn_world_state *capacities)
{
    needs n = needs_of(capacities);
    if (!n.fit || !enlarge(&scratch->lasting, n.lasting) ||
        !enlarge(&scratch->touched, n.touched) || !enlarge(&scratch->room, n.room)) {
        return false;
    }
    qn_scratch_lay_out(scratch, capacities);
    return true;
}

bool qn_scratch_grow_contacts(qn_scratch *scratch, const qn_world_state *capacities)
{
    qn_scratch measured;
    size_t outer = lay_out_outer(&measured, capacities, NULL);
    size_t touched = lay_out_touched(&measured, capacities, NULL);
    if (outer == 0 || touched == 0 ||
        (outer > scratch->room.bytes && !widen(scratch, capacities, outer, scratch->room.bytes)) ||
        !enlarge(&scratch->touched, touched)) {
        return false;
    }
    lay_out_outer(scratch, capacities, scratch->room.memory);
    lay_out_touched(scratch, capacities, scratch->touched.memory);
    scratch->known.touching_count = QN_NONE;
    return true;
}

void qn_scratch_destroy(qn_scratch *scratch)
{
    if (scratch != NULL) {
        qn_free(scratch->lasting.memory);
        qn_free(scratch->touched.memory);
        qn_free(scratch->room.memory);
        qn_free(scratch);
    }
}
