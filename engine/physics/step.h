// One step: its stages, the numbers they share, and their scratch memory.
#ifndef PHYSICS_STEP_H
#define PHYSICS_STEP_H

#include "physics/joint/pin_block.h"
#include "physics/joint/pin_tree.h"
#include "physics/joint/row.h"
#include "physics/motion/mover.h"
#include "physics/solve/batch.h"
#include "physics/solve/contact_block.h"
#include "physics/solve/direct.h"
#include "physics/solve/softness.h"
#include "physics/world.h"
#include "physics/geometry/manifold.h"

#define QN_MAX_SUBSTEPS 64
#define QN_MIN_STEP_S 1.0e-5f
// Beside its colours a row knows that it is bound at all: by an overflowing contact or a joint.
#define QN_BOUND_BIT (1u << QN_COLOR_COUNT)
// A field acts on it.
#define QN_FIELD_BIT (1u << (QN_COLOR_COUNT + 1))
// It touches an awake kinematic body.
#define QN_DRIVEN_BIT (1u << (QN_COLOR_COUNT + 2))

typedef struct qn_step {
    float dt_s, h_s, inv_h, inv_dt;
    int32_t substep_count;
    qn_softness contact, contact_static, joint;
    qn_softness joint_direct; // where the direct solver makes it exact
    float max_joint_hertz;
} qn_step;

typedef double qn_double3[3];

// Of a joint: the rows that impulses can move; QN_NONE for what does not give way.
typedef struct qn_joint_ends {
    int32_t row_a, row_b;
} qn_joint_ends;

// Of an end of a link: what its list goes by, close together.
typedef struct qn_link_end {
    int32_t body; // QN_NONE: of a free slot
    int32_t next, prev;
} qn_link_end;

// In the place of a line: of a tree of pins (pin_tree.h), which is solved on its own.
#define QN_IN_PIN_TREE (-2)

// Full fours of all contacts, plus one partly filled block for each colour and for the overflow.
#define QN_BLOCK_CAPACITY(s) ((s)->contact_pool.capacity / 4 + QN_COLOR_COUNT + 2)
// Two neighbouring batches have more than QN_BATCH_CONTACTS together; one is of what is tied, and
// one may stay open.
#define QN_BATCH_CAPACITY(s) (2 * ((s)->contact_pool.capacity / QN_BATCH_CONTACTS) + 3)

// Of the leaves of a tree.
#define QN_GROUPS_FOR(shapes) (qn_forest_places_for(shapes) / QN_TREE_GROUP + 1)

// No block is empty. Those of trees fill it from its end.
#define QN_PIN_BLOCK_CAPACITY(pins)                                                                \
    ((pins) < (pins) / 4 + QN_SPARE_PIN_BLOCKS ? (pins) : (pins) / 4 + QN_SPARE_PIN_BLOCKS)

// The scratch arrays by when they live; each X(type, name, how many), by the capacities in the
// header s. These live at all times.
#define QN_SCRATCH_ARRAYS(X)                                                                       \
    X(uint32_t, row_colors, s->body_pool.capacity) /* in use by each awake row */                  \
    X(int32_t, row_parents, s->body_pool.capacity) /* union-find over awake rows */                \
    X(int32_t, row_list, s->body_pool.capacity)                                                    \
    X(int32_t, joint_places, s->joint_pool.capacity)     /* of each awake joint; see pins.h */     \
    X(uint8_t, pin_colors, s->joint_pool.capacity)       /* likewise */                            \
    X(qn_joint_ends, joint_ends, s->joint_pool.capacity) /* likewise */                            \
    X(qn_vec2, row_speeds, s->body_pool.capacity)        /* at the start, where fields act */      \
    X(qn_field_hit, field_hits,                                                                    \
      QN_FIELD_HITS_PER_BODY * s->body_pool.capacity + s->field_pool.capacity)

// These too, but that they are empty once the room for contacts has grown.
#define QN_TOUCH_ARRAYS(X)                                                                         \
    X(qn_touching, touches, s->contact_pool.capacity) /* in awake order */                         \
    X(uint8_t, colors, s->contact_pool.capacity)      /* of each of these, and QN_TOUCH_DRIVEN */

// These from the stage prepare to the end of the stage solve. There they are laid out anew in each
// step, by what it holds in place of the capacities: what touches, the rows that are awake, and the
// awake joints, of which each is a pin in a block or has a row of its own.
#define QN_SOLVE_ARRAYS(X)                                                                         \
    X(qn_contact_block, blocks, QN_BLOCK_CAPACITY(s))                                              \
    X(qn_block_surface, surfaces, QN_BLOCK_CAPACITY(s))                                            \
    X(qn_batch, batches, QN_BATCH_CAPACITY(s))                                                     \
    X(int32_t, row_batches, s->body_pool.capacity)    /* of each awake row */                      \
    X(qn_row_push, row_pushes, s->body_pool.capacity) /* of each batch row */                      \
    X(int32_t, batch_rows, s->body_pool.capacity)     /* batch by batch */                         \
    X(int32_t, lane_contacts, /* batch by batch, of each lane, or QN_NONE */                       \
      s->contact_pool.capacity + QN_BATCH_SPARE_LANES * QN_BATCH_CAPACITY(s))                      \
    X(qn_joint_row, joint_rows, s->joint_pool.capacity - pins)                                     \
    X(uint32_t, row_pins, s->body_pool.capacity) /* colours in use by each awake row */            \
    X(qn_pin_block, pin_blocks, QN_PIN_BLOCK_CAPACITY(pins))                                       \
    X(qn_pin_power, pin_powers, QN_PIN_BLOCK_CAPACITY(pins)) /* of each block that has some */     \
    X(qn_pin_tree, pin_trees, pins / 4 + QN_OPEN_PIN_TREES)                                        \
    X(int32_t, direct_lines, s->body_pool.capacity)         /* of each awake row; QN_NONE: none */ \
    X(int32_t, line_rows, s->body_pool.capacity)            /* of each line */                     \
    X(int32_t, link_counts, s->body_pool.capacity)          /* of the group of each root */        \
    X(int32_t, first_neighbours, s->body_pool.capacity + 1) /* of each awake row, in */            \
    X(int32_t, neighbours, 3 * s->body_pool.capacity)       /* this list of rows */                \
    X(qn_skyline_line, lines, s->body_pool.capacity)                                               \
    X(int32_t, line_groups, s->body_pool.capacity)                                                 \
    X(qn_direct_group, groups, s->body_pool.capacity)                                              \
    X(qn_double3, direct_numbers, s->body_pool.capacity)

// Behind them, from where it is known what the direct solver takes.
#define QN_DIRECT_ARRAYS(X)                                                                        \
    X(qn_block3, direct_blocks, scratch->direct_block_count)                                       \
    X(qn_direct_row, direct_rows, scratch->direct_row_limit)                                       \
    X(int32_t, direct_order, scratch->direct_row_limit) /* by group */

// These at any other time, in the same room. What depends on contacts comes last: the others stay
// where they are when contacts grow.
#define QN_OUTER_ARRAYS(X)                                                                         \
    X(float, row_sleep_times, s->body_pool.capacity)                                               \
    X(qn_vec2, row_strikes, s->body_pool.capacity)   /* speeds; see unwoken.c */                   \
    X(int32_t, found_shapes, s->shape_pool.capacity) /* of one pair query */                       \
    X(int32_t, moved_ranks, s->shape_pool.capacity)  /* of those in the list of moved shapes */    \
    X(uint16_t, moved_leaves, 2 * QN_GROUPS_FOR(s->shape_pool.capacity)) /* see new_pairs.c */     \
    X(qn_aabb, moved_boxes, 2 * QN_GROUPS_FOR(s->shape_pool.capacity))   /* likewise */            \
    X(uint32_t, moved_groups, 2 * QN_GROUPS_FOR(s->shape_pool.capacity)) /* likewise */            \
    X(uint64_t, tree_keys, 2 * s->shape_pool.capacity)                                             \
    X(qn_tree_leaf, tree_leaves, s->shape_pool.capacity)                                           \
    X(qn_visit, visits, QN_VISIT_CAPACITY(s))                                                      \
    X(qn_mover, movers, s->body_pool.capacity)                                                     \
    X(float, impact_times, s->body_pool.capacity)    /* of each mover; QN_NEVER if none */         \
    X(int32_t, impact_bodies, s->body_pool.capacity) /* whom it meets then */                      \
    X(int32_t, group_firsts, s->body_pool.capacity / QN_MOVER_GROUP + 1)                           \
    X(int32_t, row_movers, s->body_pool.capacity) /* the mover of each awake row, or QN_NONE */    \
    /* by key, of contacts and then of joints; see validate/links.c */                             \
    X(qn_link_end, link_ends, 2 * (s->contact_pool.capacity + s->joint_pool.capacity))

// What the colours in `colors` and `row_colors` were found from, besides the touches; see
// prepare.c.
typedef struct qn_known_touches {
    int32_t touching_count; // QN_NONE: nothing is known
    int32_t awake_count, direct_work_per_body;
    bool has_groups; // the direct solver took some
} qn_known_touches;

// In worlds that have been told how many contacts there may be it is sized by the capacities when
// the world is made or grows, so that a step allocates nothing. Others have no room for contacts,
// and for what the direct solver takes, until a step needs it.
struct qn_scratch {
    qn_block lasting, touched; // QN_SCRATCH_ARRAYS, QN_TOUCH_ARRAYS
    qn_block room;      // of what lives only during the solve, and of what lives only outside of it
    size_t solve_bytes; // of the room, where QN_SOLVE_ARRAYS end
#define QN_SCRATCH_POINTER(type, name, count) type *name;
    QN_SCRATCH_ARRAYS(QN_SCRATCH_POINTER)
    QN_TOUCH_ARRAYS(QN_SCRATCH_POINTER)
    QN_SOLVE_ARRAYS(QN_SCRATCH_POINTER)
    QN_DIRECT_ARRAYS(QN_SCRATCH_POINTER)
    QN_OUTER_ARRAYS(QN_SCRATCH_POINTER)
#undef QN_SCRATCH_POINTER
    bool lacked_memory; // the last step found none for contacts or for the direct solver
    int32_t touching_count;
    bool touches_differ; // some of them do from what stood in its place in the last step
    qn_known_touches known;
    int32_t batch_count, batch_patience;
    int32_t block_count, first_overflow_block;   // of the batch that is being solved
    const int32_t *block_contacts;               // likewise, of each lane
    float longest_rest_s;                        // of an awake body
    uint32_t block_traits;                       // of any block of the batch
    bool may_hit;                                // some contact may have hit something
    int32_t color_count, overflow_contact_count; // in use
    int32_t joint_row_count;
    // Blocks: first those with powers, first of both those of the overflow.
    int32_t pin_power_overflow, pin_power_count, pin_overflow, pin_block_count; // where each ends
    int32_t pin_block_limit;                // how many there is room for in this step
    int32_t pin_tree_count, pin_tree_block; // of fours of trees, and where their blocks begin
    int32_t tree_pin_count;
    int32_t pin_count;           // of the awake joints
    int32_t watched_joint_count; // joints that tell when they carry too much
    int32_t line_count, group_count, direct_row_count, direct_block_count;
    int32_t direct_row_limit, direct_block_limit; // for how many there is room in this step
    int32_t field_hit_count;
    int32_t mover_count;
    int32_t visit_count;
};

// Movers stand in groups, each of which remembers the mover with the first impact, so that finding
// the first of thousands does not look at all of them each time.
static inline void qn_impact_time_set(qn_scratch *scratch, int32_t mover, float time)
{
    scratch->impact_times[mover] = time;
    scratch->group_firsts[mover / QN_MOVER_GROUP] = QN_GROUP_STALE;
}

// Of a touching contact: a body that moves and does not give way has a part in it.
#define QN_TOUCH_DRIVEN 0x80u
static inline int32_t qn_touch_color(const qn_scratch *scratch, int32_t touch)
{
    return (int32_t)(scratch->colors[touch] & ~QN_TOUCH_DRIVEN);
}

// Whether a contact or a joint holds it.
static inline bool qn_row_is_bound(const qn_scratch *scratch, int32_t row)
{
    return (scratch->row_colors[row] & ~QN_FIELD_BIT) != 0;
}

// Whether contacts act on it.
static inline bool qn_row_touches(const qn_scratch *scratch, int32_t row)
{
    return (scratch->row_colors[row] & ~(QN_FIELD_BIT | QN_BOUND_BIT)) != 0;
}

static inline qn_tree_work qn_work_for_trees(const qn_scratch *scratch)
{
    return (qn_tree_work){scratch->tree_keys, scratch->tree_leaves};
}

// At creation; 0 if that does not fit.
size_t qn_scratch_bytes_for(const qn_world_state *capacities);
size_t qn_scratch_bytes(const qn_scratch *scratch);
// Null when there is no memory.
qn_scratch *qn_scratch_create(const qn_world_state *capacities);
void qn_scratch_destroy(qn_scratch *scratch); // null is allowed
bool qn_scratch_has_room_for(const qn_scratch *scratch, const qn_world_state *capacities);
// Makes it large enough, empties it and gives it the layout of these capacities. False: there is no
// memory; it is to be laid out for the capacities that it had.
bool qn_scratch_reserve(qn_scratch *scratch, const qn_world_state *capacities);
// For capacities that it has been large enough for before.
void qn_scratch_lay_out(qn_scratch *scratch, const qn_world_state *capacities);
// For these, which have more contacts: keeps QN_SCRATCH_ARRAYS and QN_OUTER_ARRAYS. False: there is
// no memory, nothing has changed that counts.
bool qn_scratch_grow_contacts(qn_scratch *scratch, const qn_world_state *capacities);
// Between begin and end live QN_SOLVE_ARRAYS, and QN_OUTER_ARRAYS do not: what they held is gone.
// All that touches must be known, and the joints be sorted. If there is no memory for all that
// touches, the last in the awake list are left out and counted.
//
// The direct solver may take what it wants, where contacts have not been given a capacity. Else it
// has room for all that it may take, a body by QN_DIRECT_BLOCKS_PER_BODY and
// QN_DIRECT_ROWS_PER_BODY, in worlds of at most QN_LARGE_CAPACITY bodies and of half of those
// beyond, as long as no more than a quarter of the contacts touch that there is room for; beyond
// that it has what is left, and takes fewer groups, by the same rule on every target.
void qn_scratch_begin_solve(qn_scratch *scratch, qn_world_state *s);
// From here on live QN_DIRECT_ARRAYS: for direct_block_count blocks, and row_count rows or as many
// as there may be. False: there is no memory.
bool qn_scratch_begin_direct(qn_scratch *scratch, const qn_world_state *s, int32_t row_count);
void qn_scratch_end_solve(qn_scratch *scratch);

// step.c: whether qn_world_step would take these.
qn_error qn_step_check(const qn_world *world, float dt_s, int32_t substep_count);

// ---- Stages, in the order of the schedule in step.c -----------------------------------------

void qn_stage_pairs(qn_world *world, const qn_step *step);
void qn_stage_collide(qn_world *world, const qn_step *step);
void qn_stage_fields(qn_world *world, const qn_step *step);
void qn_stage_prepare(qn_world *world, const qn_step *step);
void qn_stage_solve(qn_world *world, const qn_step *step);
void qn_stage_continuous(qn_world *world, const qn_step *step);
void qn_stage_finish(qn_world *world, const qn_step *step);
void qn_stage_sensors(qn_world *world, const qn_step *step);
void qn_stage_loads(qn_world *world, const qn_step *step);
void qn_stage_sleep(qn_world *world, const qn_step *step);

// ---- What stages and calls share ------------------------------------------------------------

// field/stage.c
void qn_fields_keep_unbalanced(qn_world *world, const qn_step *step);

// meet.c
// Whether filters, joints and the kinds of their bodies let two shapes collide; and the host, too.
bool qn_shapes_are_fit(const qn_world *world, int32_t a, int32_t b);
bool qn_shapes_may_meet(const qn_world *world, int32_t a, int32_t b);
// Whether there is a contact of the two; of shapes of one piece.
bool qn_pairs_has(const qn_world *world, int32_t a, int32_t b);

// pairs.c
// False if two contacts have the same key; the set is then incomplete.
bool qn_pairs_rebuild(qn_world *world);
int32_t qn_pairs_find(const qn_world *world, qn_pair_key key);
void qn_pairs_insert(qn_world *world, qn_pair_key key, int32_t contact);
void qn_pairs_remove(qn_world *world, qn_pair_key key);
void qn_shape_mark_moved(qn_world *world, int32_t shape);

// contact.c
// The list of what touches, which a step makes as it collides, as the world is now.
void qn_touches_note_all(qn_world *world);
// May make room for it: then contacts, QN_OUTER_ARRAYS and the set of pairs have moved. QN_NONE:
// there is none.
int32_t qn_contact_create(qn_world *world, qn_pair_key key);
qn_pair_key qn_contact_key(const qn_contact *contact);
// Raises an end event where it touched and its shapes asked for it.
void qn_contact_destroy(qn_world *world, int32_t contact);
void qn_contacts_of_body_destroy(qn_world *world, int32_t body);
// For the step in which a body was frozen.
void qn_contacts_forget_unsound(qn_world *world);

// joint.c
// Whether it has an event when it carries too much.
static inline bool qn_joint_tells(const qn_joint *joint)
{
    return joint->max_load > 0.0f || joint->max_turn_load > 0.0f;
}
void qn_joints_of_body_destroy(qn_world *world, int32_t body);
// Whether a joint of body_a forbids that it collides with body_b.
bool qn_joint_forbids(const qn_world *world, int32_t body_a, int32_t body_b);
// Whether the bodies of a joint move each other, so that they sleep and wake together.
bool qn_joint_ties(const qn_joint *joint);
// Whether it holds something as stiffly as the world can: then the direct solver may take it.
bool qn_joint_is_rigid(const qn_joint *joint);

// joint/rows.c
void qn_joints_prepare(qn_world *world, const qn_step *step);
// Before the solve begins: what each awake joint is, and which rows it ties.
void qn_joints_sort(qn_world *world);
// Places are those of joint_places in the scratch.
qn_joint_ends qn_joint_ends_of(const qn_world *world, int32_t place);
// What a rigid joint holds, as the bodies stand now; returns how many.
int32_t qn_joint_holds(qn_world *world, int32_t place, qn_hold holds[QN_MAX_HOLDS]);
void qn_joints_warm_start(qn_world *world);
// After bodies have moved within the step, before the direct solver runs.
void qn_joints_turn(qn_world *world);
void qn_joints_solve(qn_world *world, const qn_step *step, bool use_bias);
// Impulses and loads back into the joints, after the last sub-step.
void qn_joints_store(qn_world *world, const qn_step *step);

// solve/direct_plan.c
// Which awake rows are solved directly, in which order: after the contacts have been coloured.
// With may_take false no group is looked for, as there is none. False: there is no memory for what
// it would take, so it takes nothing.
bool qn_direct_plan(qn_world *world, bool may_take);

// solve/direct.c
// Whether a contact of two rows belongs to a group.
bool qn_direct_takes_contact(const qn_world *world, int32_t row_a, int32_t row_b);
bool qn_direct_takes_joint(const qn_world *world, int32_t row_a, int32_t row_b);
// How many rows its groups have at most.
int32_t qn_direct_most_rows(const qn_world *world);
// The rows of a contact of a group, whose lane in `block` is filled; makes the lane as stiff as can
// be.
void qn_direct_add_contact(qn_world *world, const qn_step *step, const qn_contact *contact,
                           qn_contact_block *block, int lane);
// After all contacts.
void qn_direct_add_joints(qn_world *world, const qn_step *step);

// solve/direct_solve.c
void qn_direct_solve(qn_world *world, const qn_step *step, bool use_bias);

// solve/batch.c
void qn_batches_make(qn_world *world);

// Contacts lie anywhere in memory; those to come are asked for early.
#define QN_FETCH_AHEAD 3
static inline void qn_contact_fetch(const qn_world *world, int32_t index)
{
    const char *contact = (const char *)&world->contacts[index];
    __builtin_prefetch(contact);
    __builtin_prefetch(contact + 64);
    __builtin_prefetch(contact + 128);
}
static inline void qn_contacts_fetch(const qn_world *world, const int32_t contacts[4])
{
    for (int lane = 0; lane < 4 && contacts[lane] != QN_NONE; ++lane) {
        qn_contact_fetch(world, contacts[lane]);
    }
}

// solve/contact_fill.c
// A block and its surface, from the contacts of its lanes.
void qn_contact_block_fill(qn_world *world, const qn_step *step, int32_t block);

// solve/contact_solve.c
void qn_contacts_warm_start(qn_world *world);
void qn_contacts_solve(qn_world *world, const qn_step *step, bool use_bias);
void qn_contacts_restitute(qn_world *world);

// solve/contact_store.c
// Impulses back into the contacts, after the last sub-step.
void qn_contacts_store(qn_world *world, const qn_step *step);
void qn_contacts_raise_hits(qn_world *world);

// filter.c
bool qn_shapes_pass_filter(const qn_shape *a, const qn_shape *b);

// material.c
qn_error qn_check_material(const qn_world *world, const qn_material *material);
// The name of a field that is out of range, or null.
const char *qn_material_find_bad(const qn_material *material);
// Writes what the materials of its shapes make together.
void qn_contact_mix(const qn_world *world, qn_contact *contact);
// Whether one of the shapes asked for hits of this impulse.
bool qn_contact_wants_hit(const qn_world *world, const qn_contact *contact, float impulse);

// one_way.c
// Whether a contact of a one-way material does nothing in this step, and why, in its flags.
bool qn_contact_lets_pass(const qn_world *world, qn_contact *contact, const qn_manifold *manifold,
                          float dt_s);
// The same for what `shape` meets on its way; the normal points to the other.
bool qn_impact_lets_pass(const qn_world *world, int32_t shape, int32_t other, int32_t child,
                         qn_vec2 normal);

// sleep.c
// Wakes a sleeping body and its island; an awake one goes on counting its rest.
void qn_body_rouse(qn_world *world, int32_t body);
// The same, and its rest starts anew: for calls that change how it will move.
void qn_body_wake(qn_world *world, int32_t body);

// unwoken.c
// A body awakes that was created asleep, if it was.
void qn_unwoken_forget(qn_world *world, int32_t body);
void qn_unwoken_rouse(qn_world *world, int32_t body);
// Whether it has never been awake nor met anybody, so that its shapes are still being added.
bool qn_unwoken_is_alone(const qn_world *world, int32_t body);
// After a contact of the body began to touch, or ended to.
void qn_body_touch(qn_world *world, int32_t body, bool is_touching);
// Whether a contact woke one of its bodies that was created asleep. Rows from first_struck_row on
// are of bodies that were woken by such contacts in this step.
bool qn_unwoken_strike(qn_world *world, int32_t contact, int32_t first_struck_row);
// Whether it is not solved, because one of its bodies was created asleep and sleeps on.
static inline bool qn_contact_waits(const qn_world *world, const qn_contact *contact)
{
    return world->state->unwoken_count > 0 &&
           (qn_body_slot_is_unwoken(world, contact->link.body[0]) ||
            qn_body_slot_is_unwoken(world, contact->link.body[1]));
}

// Far beyond what a step lets a body do, and far from where products of speeds overflow.
static inline bool qn_velocity_is_sound(const qn_velocity *velocity)
{
    return qn_abs(velocity->v.x) <= QN_SOUND_SPEED && qn_abs(velocity->v.y) <= QN_SOUND_SPEED &&
           qn_abs(velocity->w) <= QN_SOUND_SPEED; // false for NaN
}

// body/mass.c
void qn_body_update_mass(qn_world *world, int32_t body);
qn_error qn_check_mass(const qn_world *world, qn_mass mass);

static inline uint32_t qn_lock_bits(qn_locks locks)
{
    return (locks.x ? QN_BODY_LOCK_X : 0u) | (locks.y ? QN_BODY_LOCK_Y : 0u) |
           (locks.rotation ? QN_BODY_LOCK_ROTATION : 0u);
}
// Turned by the angle: tan a = a (15 - a^2) / (15 - 6 a^2) by Pade, so that a body turns as far as
// its speed says: within 1.1e-4 rad at the limit of a quarter of a half turn, 2e-7 below 0.3 rad.
static inline qn_rot qn_rot_turn(qn_rot q, float angle)
{
    float squared = angle * angle;
    qn_rot by = {1.0f - 0.4f * squared, angle * (1.0f - squared * (1.0f / 15.0f))};
    qn_rot turned = qn_rot_mul(q, by);
    float length = __builtin_sqrtf(turned.c * turned.c + turned.s * turned.s);
    float inverse = length > 0.0f ? 1.0f / length : 0.0f;
    return (qn_rot){turned.c * inverse, turned.s * inverse};
}

static inline void qn_hold_locks(uint32_t locks, qn_velocity *velocity)
{
    velocity->v.x = (locks & QN_BODY_LOCK_X) != 0 ? 0.0f : velocity->v.x;
    velocity->v.y = (locks & QN_BODY_LOCK_Y) != 0 ? 0.0f : velocity->v.y;
    velocity->w = (locks & QN_BODY_LOCK_ROTATION) != 0 ? 0.0f : velocity->w;
}

// body/push.c
// Within the limits of speed.
void qn_body_set_motion(qn_world *world, int32_t body, qn_vec2 v, float w);
// Wakes it and gives it an impulse at a point of the world, within the limits of speed.
void qn_body_push(qn_world *world, int32_t body, qn_vec2 impulse, qn_vec2 arm);

// body/row.c
// Nothing unless the world wants body events.
void qn_body_raise(qn_world *world, int32_t body, qn_body_event_type type);
void qn_rows_swap(qn_world *world, int32_t a, int32_t b);
// Swaps the row into or out of the awake range.
void qn_row_make_awake(qn_world *world, int32_t body);
void qn_row_make_asleep(qn_world *world, int32_t body);
// Rewrites the pose record; a teleport leaves no motion to interpolate.
void qn_pose_record_reset(qn_world *world, int32_t body);

// body/push.c
// What rests on a body, or hangs from it, must notice that it moved away or began to move.
void qn_body_wake_neighbours(qn_world *world, int32_t body);

// shape.c
qn_error qn_shape_def_check(const qn_world *world, const qn_shape_def *def);
// Room for shapes of this kind and for the events that they ask for.
qn_error qn_shapes_make_room(qn_world *world, const qn_shape_def *def, int32_t count);
// For checked input, with room; the caller wakes the body and updates its mass.
int32_t qn_shape_add(qn_world *world, int32_t body, const qn_shape_def *def, qn_shape_type type,
                     const qn_hull *hull);
// The same with all but the hull taken from another shape.
int32_t qn_shape_add_like(qn_world *world, int32_t like, const qn_hull *hull);
// The same on another body, as another type.
int32_t qn_shape_add_piece(qn_world *world, int32_t like, int32_t body, qn_shape_type type,
                           const qn_hull *hull);
void qn_shape_set_hull(qn_world *world, int32_t shape, const qn_hull *hull);
void qn_shape_remove(qn_world *world, int32_t shape);
void qn_shapes_of_body_destroy(qn_world *world, int32_t body);
// Into and out of the trees, as the type of the body says; for bodies that change it.
void qn_shapes_enter_tree(qn_world *world, int32_t body);
// Out of its tree and in again, after what the tree knows of it has changed.
void qn_shape_renew_leaf(qn_world *world, int32_t shape);
void qn_shapes_leave_tree(qn_world *world, int32_t body);
// Puts the boxes of the body's shapes where the body is now; marks those that left their fat box.
void qn_body_update_boxes(qn_world *world, int32_t body);
// Its boxes are looked at in the next step: for who changes what they go by.
void qn_boxes_forget_slack(qn_world *world, int32_t body);
// The same as above for one of many bodies, which a step has moved and turned so far. Before
// anything looks into the trees, qn_boxes_settle follows.
void qn_body_carry_boxes(qn_world *world, const qn_motion *motion, qn_vec2 moved, qn_rot turned);
void qn_boxes_settle(qn_world *world);

#endif
