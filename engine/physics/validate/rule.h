// What the parts of the walk share. Each part may rely on the parts before it (validate.c).
#ifndef PHYSICS_VALIDATE_RULE_H
#define PHYSICS_VALIDATE_RULE_H

#include <string.h>

#include "base/simd.h"
#include "physics/step.h"
#include "physics/validate.h"

// One block each, so that a rule in a loop nests no deeper than it reads. Bodies always have braces
// here, so no `else` can end up with the wrong `if`.
#define QN_RULE(holds, sentence)                                                                   \
    if (!(holds)) {                                                                                \
        return sentence;                                                                           \
    }
// A part that returns a sentence of its own; the loop, which never comes round, holds its name.
#define QN_RULES(call)                                                                             \
    for (const char *broken_rule = (call); broken_rule != NULL;) {                                 \
        return broken_rule;                                                                        \
    }

#define QN_LARGEST __FLT_MAX__ // for numbers that must only be finite

static inline bool qn_is_live(const qn_pool *pool, const qn_slot *slots, int32_t slot)
{
    return slot >= 0 && slot < pool->used_count && slots[slot].is_live;
}
static inline bool qn_is_live_body(const qn_world *world, int32_t slot)
{
    return qn_is_live(&world->state->body_pool, world->body_slots, slot);
}
static inline bool qn_is_live_shape(const qn_world *world, int32_t slot)
{
    return qn_is_live(&world->state->shape_pool, world->shape_slots, slot);
}
static inline bool qn_ties_two_bodies(const qn_world *world, const qn_link *link)
{
    return qn_is_live_body(world, link->body[0]) && qn_is_live_body(world, link->body[1]) &&
           link->body[0] != link->body[1];
}
// Every byte of it: a zero with a sign is none.
static inline bool qn_is_zero_record(const void *record, size_t count)
{
    const uint8_t *bytes = record;
    uint64_t seen = 0;
    uint64_t word;
    size_t at = 0;
    for (; at + sizeof word <= count; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        seen |= word;
    }
    for (; at < count; ++at) {
        seen |= bytes[at];
    }
    return seen == 0;
}
static inline bool qn_is_same_record(const void *a, const void *b, size_t count)
{
    uint64_t differing = 0;
    for (size_t at = 0; at + sizeof(uint64_t) <= count; at += sizeof(uint64_t)) {
        uint64_t words[2];
        memcpy(&words[0], (const uint8_t *)a + at, sizeof words[0]);
        memcpy(&words[1], (const uint8_t *)b + at, sizeof words[1]);
        differing |= words[0] ^ words[1];
    }
    size_t rest = count % sizeof(uint64_t);
    return differing == 0 &&
           memcmp((const uint8_t *)a + count - rest, (const uint8_t *)b + count - rest, rest) == 0;
}
// False for NaN.
static inline bool qn_is_within(float value, float low, float high)
{
    return value >= low && value <= high;
}
// Four neighbours at once: numbers, the least of each, and the most of each.
static inline bool qn_are_within(const float *four, const float *low, const float *high)
{
    qn_f4 values = qn_f4_load(four);
    return qn_f4_lanes(qn_f4_and(qn_f4_at_least(values, qn_f4_load(low)),
                                 qn_f4_at_least(qn_f4_load(high), values))) == 15u;
}
// Any number of neighbours. What is finite less itself is 0, and all else NaN.
static inline bool qn_are_finite(const float *numbers, int32_t count)
{
    qn_f4 sum = qn_f4_zero();
    int32_t at = 0;
    for (; at + 4 <= count; at += 4) {
        qn_f4 four = qn_f4_load(numbers + at);
        sum = qn_f4_add(sum, qn_f4_sub(four, four));
    }
    bool are_finite = qn_f4_lanes(qn_f4_at_least(sum, qn_f4_zero())) == 15u;
    for (; at < count; ++at) {
        are_finite = are_finite && qn_is_finite(numbers[at]);
    }
    return are_finite;
}
static inline bool qn_v2_is_within(qn_vec2 value, float limit)
{
    return qn_is_within(value.x, -limit, limit) && qn_is_within(value.y, -limit, limit);
}
static inline bool qn_rot_is_unit(qn_rot q)
{
    return qn_is_within(q.c * q.c + q.s * q.s, 0.999f, 1.001f);
}

// What the parts that look at bodies and shapes leave for those that look at what ties them, so
// that these need not go to the records: 0 for a free slot; of a shape its body too, from this bit
// on.
enum {
    QN_MARK_LIVE = 1,
    QN_MARK_MOVES = 2,    // of a body: what is tied to it is awake
    QN_MARK_DISABLED = 4, // of a body
    QN_MARK_TILES = 2,    // of a shape
    QN_MARK_BODY_SHIFT = 2,
};
static inline int32_t *qn_body_marks(const qn_world *world)
{
    return world->scratch->impact_bodies;
}
static inline int32_t *qn_shape_marks(const qn_world *world) { return world->scratch->moved_ranks; }

static inline bool qn_is_marked_body(const qn_world *world, int32_t slot)
{
    return slot >= 0 && slot < world->state->body_pool.used_count &&
           qn_body_marks(world)[slot] != 0;
}
static inline bool qn_is_marked_shape(const qn_world *world, int32_t slot)
{
    return slot >= 0 && slot < world->state->shape_pool.used_count &&
           qn_shape_marks(world)[slot] != 0;
}
// Of a link between two such bodies: that it is in the awake list exactly while one of them moves,
// and there where it says. An index that names its link back can be in the list once only.
static inline bool qn_is_awake_as_it_says(const qn_world *world, qn_link_kind kind, int32_t index,
                                          const qn_link *link)
{
    const int32_t *list = kind == QN_CONTACTS ? world->awake_contacts : world->awake_joints;
    const int32_t *marks = qn_body_marks(world);
    int32_t both = marks[link->body[0]] | marks[link->body[1]];
    bool is_awake = (both & (QN_MARK_MOVES | QN_MARK_DISABLED)) == QN_MARK_MOVES;
    int32_t at = link->awake_index;
    return is_awake ? at >= 0 && at < world->state->awake_link_count[kind] && list[at] == index
                    : at == QN_NONE;
}

// Likewise of the ends of links, for the walk along the lists.
static inline qn_link_end *qn_link_ends(const qn_world *world, qn_link_kind kind)
{
    int32_t contact_ends = 2 * world->state->contact_pool.capacity;
    return world->scratch->link_ends + (kind == QN_CONTACTS ? 0 : contact_ends);
}
static inline void qn_note_link_ends(qn_link_end *ends, int32_t index, const qn_link *link,
                                     bool is_live)
{
    for (int32_t side = 0; side < 2; ++side) {
        ends[2 * index + side] =
            (qn_link_end){is_live ? link->body[side] : QN_NONE, link->next[side], link->prev[side]};
    }
}

// A hull of a shape of that type.
const char *qn_validate_hull(const qn_hull *hull, int32_t type);

// In the order in which they run.
const char *qn_validate_pools(const qn_world *world);
const char *qn_validate_bodies(const qn_world *world);
const char *qn_validate_shapes(const qn_world *world, const qn_world *like);
const char *qn_validate_contacts(const qn_world *world);
const char *qn_validate_joints(const qn_world *world);
const char *qn_validate_fields(const qn_world *world);
const char *qn_validate_characters(const qn_world *world);
const char *qn_validate_links(const qn_world *world);
const char *qn_validate_indexes(const qn_world *world);

#endif
