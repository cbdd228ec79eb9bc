// The inside of a world: every record, where it lives, and who reads it.
//
// All that influences the future lies in two blocks: a header (qn_world_state) and arrays of
// fixed-width records that refer to each other by index. What calls make is in the one, which moves
// in create calls only; contacts, which steps make, are in the other (see memory.c). The same bytes
// mean the same on 32-bit and 64-bit targets. A snapshot is the header and of each of
// QN_WORLD_ARRAYS the elements in use, byte for byte: so records have no implicit padding, unused
// members are 0, and the record of a free slot is all 0 (validate.c holds it so). What can be found
// again from these arrays, in any shape, is in QN_WORLD_INDEXES and in no snapshot. The scratch
// holds what one step needs and the next does not.
//
// Bodies have a stable slot (cold record, handle) and a row that moves: rows below awake_count are
// the awake kinematic and dynamic bodies, the rest is static or asleep. So the loops of the step
// run over a dense range without a branch. A body's state is split by who reads it: qn_body
// (bookkeeping), qn_motion (once a step), qn_velocity (the solver, 32 bytes).
#ifndef PHYSICS_WORLD_H
#define PHYSICS_WORLD_H

#include "base/alloc.h"
#include "base/pool.h"
#include "physics/geometry/hull.h"
#include "physics/broadphase/tree.h"
#include "physics/character/character.h"
#include "physics/event_log.h"
#include "physics/extras.h"
#include "physics/field/field.h"
#include "physics/hook.h"
#include "physics/profile.h"
#include "quoin/physics.h"

#define QN_NONE (-1)
#define QN_COOKIE_WORLD 0x716E5744u
#define QN_COOKIE_BODY 0x716E4244u
#define QN_COOKIE_SHAPE 0x716E5344u
#define QN_COOKIE_HISTORY 0x716E4854u
#define QN_COOKIE_TILES 0x716E4754u
#define QN_COOKIE_RECORDER 0x716E4352u
#define QN_COOKIE_CHAIN 0x716E4344u
#define QN_COOKIE_JOINT(kind) (0x716E4A00u + (uint32_t)(kind))
#define QN_COOKIE_EXPLOSION 0x716E4558u
#define QN_COOKIE_FRACTURE 0x716E4655u
#define QN_COOKIE_CHARACTER 0x716E4350u
#define QN_COOKIE_FIELD 0x716E4644u

#define QN_SLEEP_SPEED_MPS 0.05f
// What a solve may leave behind at worst, m/s and rad/s; a body beyond it is stopped.
#define QN_SOUND_SPEED 1.0e6f
// From here on a capacity that is used up grows by an eighth; below, it doubles.
#define QN_LARGE_CAPACITY 1024

// ---- Records --------------------------------------------------------------------------------

#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wpadded" // a record with bytes of no member is no record

enum {
    QN_BODY_MAY_SLEEP = 1u,
    QN_BODY_DISABLED = 2u,
    QN_BODY_HAS_OWN_MASS = 4u, // given by the caller, not by the shapes
    QN_BODY_UNWOKEN = 8u,      // was created asleep and has been so since; see unwoken.c
    QN_BODY_FLAGS = 15u,       // all there are
};

// Of qn_motion.locks: directions in which a body does not move.
enum {
    QN_BODY_LOCK_X = 1u,
    QN_BODY_LOCK_Y = 2u,
    QN_BODY_LOCK_ROTATION = 4u,
    QN_BODY_LOCKS = 7u, // all there are
};

typedef struct qn_body {
    uint64_t user_data;
    int32_t type; // qn_body_type
    uint32_t flags;
    int32_t reserved;
    int32_t first_shape, shape_count;
    int32_t first_link[2], link_count[2]; // by qn_link_kind; keys as in link.h
    int32_t island_next;                  // ring of the sleeping island; QN_NONE while awake
    float sleep_time_s;
    float sleep_speed_mps;
    float mass_kg, inertia_kgm2;
    qn_mass own_mass;
} qn_body;

typedef struct qn_motion {
    qn_pose pose;        // of the body's origin
    qn_vec2 center;      // of mass
    qn_vec2 center_rest; // what rounding left of it; see center.h
    float max_extent_m;  // furthest point of any shape from the centre of mass
    float min_extent_m;  // of the thinnest shape; what moves further may pass through another
    qn_vec2 force_n;     // these four are loaded as one vector; see contact_fill.c
    float inv_mass, inv_inertia;
    qn_vec2 local_center;
    float torque_nm;
    float gravity_scale;
    float linear_damping, angular_damping;
    int32_t body;
    uint32_t locks; // QN_BODY_LOCK_*
} qn_motion;
_Static_assert(sizeof(qn_motion) == 88, "no padding");

// What the solver touches: four of them load as four pairs of 16 bytes and transpose.
typedef struct qn_velocity {
    qn_vec2 v;
    float w;
    float reserved;
    qn_vec2 moved; // of the centre since the start of the step
    qn_rot turned; // likewise
} qn_velocity;
_Static_assert(sizeof(qn_velocity) == 32, "gathered as two 16-byte halves in lanes.h");

enum {
    QN_SHAPE_CONTACT_EVENTS = 1u,
    QN_SHAPE_HIT_EVENTS = 2u,
    QN_SHAPE_MOVED = 4u, // is in the list of moved shapes
    QN_SHAPE_SENSOR = 8u,
    QN_SHAPE_SEES_SENSORS = 16u,
    QN_SHAPE_VISITS = 32u, // is or was in the list of visits, as sensor or visitor
    QN_SHAPE_FLAGS = 63u,  // all there are
    QN_SHAPE_ASKS = 11u,   // those that ask for events
    QN_JOINTS_ASK = 64u,   // beside these: some joint tells when it carries too much
    QN_ALL_ASKS = 75u,
};

typedef struct qn_shape {
    uint64_t category_bits, mask_bits;
    int32_t body;
    int32_t type; // qn_shape_type
    uint32_t flags;
    int32_t group;
    qn_aabb fat_box;
    int32_t next; // of the same body
    float margin_m;
    uint64_t user_data;
    qn_hull hull;
    uint32_t edited_tick; // when it changed last but by moving; see sensor.c
    float density;
    qn_material material;
} qn_shape;
_Static_assert(sizeof(qn_shape) == 256, "what the search for pairs reads is in its first line");

// A shape that overlaps a sensor; both are shapes.
typedef struct qn_visit {
    int32_t sensor, visitor;
} qn_visit;
// How far a body may still go until one of its boxes must be looked at, and how far from its centre
// of mass a point of its shapes may be meanwhile; 0: at once. See shape.c.
typedef struct qn_box_slack {
    float way_m, reach_m;
} qn_box_slack;

// Overlaps nothing.
#define QN_AABB_NOWHERE                                                                            \
    ((qn_aabb){{__builtin_inff(), __builtin_inff()}, {-__builtin_inff(), -__builtin_inff()}})

#define QN_VISIT_CAPACITY(s) (2 * (s)->shape_pool.capacity + 256)

// Of a shape that is part of a chain: its chain and its neighbours in the ring of its segments. The
// ring is closed for open chains too. Of a shape of tiles: its grid. All 0 for other shapes.
typedef struct qn_part {
    int32_t owner;
    int32_t next, prev;
    int32_t reserved;
} qn_part;

enum {
    QN_CHAIN_LOOP = 1u,
};

typedef struct qn_chain {
    int32_t body;
    int32_t first; // shape of the first segment
    int32_t segment_count;
    uint32_t flags;
} qn_chain;

// Cells of tiles; see terrain/chunks.h.
typedef struct qn_grid {
    int32_t shape;
    int32_t width, height;
    int32_t solid_count;
    qn_vec2 origin; // in the body's frame
    float cell_m;
    int32_t reserved;
} qn_grid;

typedef struct qn_chunk {
    int32_t grid;
    int32_t place; // in the grid's rows of chunks
    int32_t solid_count;
    int32_t reserved;
    uint16_t rows[16]; // bit x of row y
} qn_chunk;

// What ties two bodies together; the head of every contact and joint. See link.h.
typedef struct qn_link {
    int32_t body[2];
    int32_t next[2], prev[2]; // keys in the lists of the two bodies
    int32_t awake_index;      // in the list of awake ones, or QN_NONE
    uint32_t flags;
} qn_link;

typedef enum qn_link_kind { QN_CONTACTS = 0, QN_JOINTS = 1 } qn_link_kind;

// Where the shapes were collided last: the point in the axes of a, from its centre of mass, and how
// far the two sides were apart. Loaded as two vectors; see contact_fill.c.
typedef struct qn_contact_point {
    qn_vec2 arm; // so from b's centre it was arm - span
    float normal_impulse, tangent_impulse;
    float total_normal_impulse; // of the last step, summed over the sub-steps
    float steady_impulse;       // what the point carries in the long run; see contact_store.c
    float separation;
    float hit_speed; // negative: how fast its sides met in the last step; 0: it was no hit
    uint32_t id;
} qn_contact_point;

enum {
    QN_CONTACT_TOUCHING = 1u,
    QN_CONTACT_ONE_WAY = 2u, // one of its shapes has a one-way material
    QN_CONTACT_PASSING = 4u, // so one passes through the other, until they overlap no more
    QN_CONTACT_DROPS = 8u,   // the caller wants one to pass, until they are apart
    QN_CONTACT_PASSES = 12u, // either
    QN_CONTACT_UNSEEN = 16u, // has not been collided: nobody knows whether it touches
    QN_CONTACT_FLAGS = 31u,  // all there are
};

// What collide goes by comes first, in a line of its own.
typedef struct qn_contact {
    qn_link link;
    int32_t shape_a, shape_b; // of link.body[0] and [1]; shape_a < shape_b
    int32_t point_count;
    // How far the bodies may move against each other until the shapes are collided anew, and how
    // they stood when they were last: b's centre and axes in the axes of a. See recycle.h.
    float slack;
    qn_vec2 span;
    qn_rot turn;
    qn_vec2 normal;              // from a to b, in the axes of a
    float radius_a, radius_b;    // of the rounding of its shapes
    float friction, restitution; // mixed; see material.c
    float rolling_m;             // torque against rolling for each newton of normal force
    float tangent_speed;         // of b's surface seen from a's, along the normal turned right
    float rolling_impulse;
    int32_t child; // which part of a shape of many parts; 0 where both are of one piece
    qn_contact_point points[2];
} qn_contact;

// Hertz 0 where there is no spring. The force, or torque, stays within lower and upper.
typedef struct qn_joint_spring {
    float hertz, damping_ratio;
    float lower, upper;
} qn_joint_spring;

// What the parts of a joint pushed with in the last sub-step; each kind has some of them. Kinds
// with one degree of freedom (an angle, a length) use the x of spring and motor for it.
typedef struct qn_joint_impulses {
    qn_vec2 point; // holds the anchors together; prismatic: across the axis, and the angle
    float turn;    // holds the angle
    qn_vec2 spring;
    float turn_spring;
    qn_vec2 motor;
    float turn_motor;
    float lower, upper; // of the limits, at least 0
} qn_joint_impulses;

// One record for all kinds: each uses the parameters it has, in metres or radians as it needs, and
// kinds with one degree of freedom the x of target and speed.
typedef struct qn_joint {
    qn_link link;
    uint64_t user_data;
    int32_t kind;               // qn_joint_type
    int32_t geared[2];          // gear: its two joints
    qn_vec2 anchor_a, anchor_b; // in the bodies' frames
    float angle_a, angle_b;     // of the frames, and the same as rotations
    qn_rot frame_a, frame_b;
    float stiffness_hertz, stiffness_damping;
    float max_load, max_turn_load; // 0: never too much
    qn_joint_spring spring, turn_spring;
    qn_vec2 target; // of what springs; gear: the positions of its joints in the last step
    float target_turn;
    qn_vec2 speed; // of the motors
    float turn_speed;
    float max_motor, max_turn_motor;
    float lower, upper;
    float angle; // revolute: at the start of the last step, with its whole turns
    float ratio;
    qn_vec2 grounds[2]; // pulley: its wheels, in the world
    qn_joint_impulses impulse;
    qn_vec2 load; // on body b in the last step: a read-out
    float turn_load;
    float inv_substep; // of the last step: impulses times this are forces
} qn_joint;
_Static_assert(sizeof(qn_joint) == 264, "no padding: all its bytes are state");

enum {
    QN_JOINT_HAS_SPRING = 1u,
    QN_JOINT_HAS_LIMIT = 2u,
    QN_JOINT_HAS_MOTOR = 4u,
    QN_JOINT_HAS_ANY = 7u, // of these
    QN_JOINT_COLLIDES = 8u,
    QN_JOINT_BREAKS = 16u,
    QN_JOINT_FLAGS = 31u, // all there are
};

// An entry of the open-addressing set of contacts by their keys: the two shapes, whether the key
// has a child, and the contact + 1, in bits; 0 where free. See pairs.c.
typedef struct qn_pair {
    uint64_t bits;
} qn_pair;

// What a contact is found by.
typedef struct qn_pair_key {
    int32_t shape_a, shape_b; // shape_a < shape_b
    int32_t child;
} qn_pair_key;

// X(noun, records): what has handles or is numbered. Each has <noun>_pool in the header and the
// arrays <noun>_slots and `records`, of its capacity; the record of a free slot is all 0.
#define QN_WORLD_POOLS(X)                                                                          \
    X(body, bodies)                                                                                \
    X(shape, shapes)                                                                               \
    X(contact, contacts)                                                                           \
    X(joint, joints)                                                                               \
    X(chain, chains) X(field, fields) X(grid, grids) X(chunk, chunks) X(character, characters)

struct qn_world_state {
#define QN_WORLD_POOL(noun, records) qn_pool noun##_pool;
    QN_WORLD_POOLS(QN_WORLD_POOL)
#undef QN_WORLD_POOL
    qn_tree trees[2];             // of what does not give way, of dynamic bodies; see tree.h
    int32_t pair_capacity;        // one and a half times the contact capacity, and a few
    int32_t chunk_table_capacity; // a power of two, at least twice the chunk capacity
    int32_t awake_count;
    int32_t row_count;
    int32_t awake_link_count[2]; // by qn_link_kind
    int32_t moved_count;
    int32_t sensor_count, visit_count;
    uint32_t edited_tick; // of the last edit of any shape
    int32_t unwoken_count;
    int32_t dropped_contact_count, frozen_body_count;
    uint32_t tick_count;
    qn_vec2 gravity_mps2;
    qn_world_tuning tuning;
    uint32_t enable_sleep;
    uint32_t enable_body_events;
    uint32_t grows_contacts; // their capacity is not stated
    uint32_t lacks_contacts; // of shapes that met: the host refused one, or there was no room
    float inv_substep;       // of the last step: impulses times this are forces
};

// X(type, name, capacity, used): how many there is room for, and how many hold state, by the header
// s. The first `used` elements are the state: growing, copying and snapshots take them and no more.
// So a new array says here how much of it counts, and nothing else is to be done for it there; but
// validate.c must check its indices, as a snapshot may be forged.
#define QN_STEADY_ARRAYS(X)                                                                        \
    X(qn_slot, body_slots, s->body_pool.capacity, s->body_pool.used_count)                         \
    X(qn_body, bodies, s->body_pool.capacity, s->body_pool.used_count)                             \
    X(int32_t, body_rows, s->body_pool.capacity, s->body_pool.used_count)                          \
    X(qn_motion, motions, s->body_pool.capacity, s->row_count)                                     \
    X(qn_velocity, rest_rows, 2, 0) /* velocities[-1] and [-2]; see lanes.h */                     \
    X(qn_velocity, velocities, s->body_pool.capacity, s->row_count)                                \
    X(qn_pose_record, poses, s->body_pool.capacity, s->body_pool.used_count)                       \
    X(qn_slot, shape_slots, s->shape_pool.capacity, s->shape_pool.used_count)                      \
    X(qn_shape, shapes, s->shape_pool.capacity, s->shape_pool.used_count)                          \
    X(qn_part, parts, s->shape_pool.capacity, s->shape_pool.used_count)                            \
    X(qn_slot, chain_slots, s->chain_pool.capacity, s->chain_pool.used_count)                      \
    X(qn_chain, chains, s->chain_pool.capacity, s->chain_pool.used_count)                          \
    X(qn_slot, field_slots, s->field_pool.capacity, s->field_pool.used_count)                      \
    X(qn_slot, character_slots, s->character_pool.capacity, s->character_pool.used_count)          \
    X(qn_character, characters, s->character_pool.capacity, s->character_pool.used_count)          \
    X(qn_field, fields, s->field_pool.capacity, s->field_pool.used_count)                          \
    X(qn_slot, grid_slots, s->grid_pool.capacity, s->grid_pool.used_count)                         \
    X(qn_grid, grids, s->grid_pool.capacity, s->grid_pool.used_count)                              \
    X(qn_slot, chunk_slots, s->chunk_pool.capacity, s->chunk_pool.used_count)                      \
    X(qn_chunk, chunks, s->chunk_pool.capacity, s->chunk_pool.used_count)                          \
    X(int32_t, moved_shapes, s->shape_pool.capacity, s->moved_count)                               \
    X(int32_t, sensors, s->shape_pool.capacity, s->sensor_count)                                   \
    X(qn_visit, visits, QN_VISIT_CAPACITY(s), s->visit_count)                                      \
    X(qn_slot, joint_slots, s->joint_pool.capacity, s->joint_pool.used_count)                      \
    X(qn_joint, joints, s->joint_pool.capacity, s->joint_pool.used_count)                          \
    X(int32_t, awake_joints, s->joint_pool.capacity, s->awake_link_count[QN_JOINTS])
#define QN_CONTACT_ARRAYS(X)                                                                       \
    X(qn_slot, contact_slots, s->contact_pool.capacity, s->contact_pool.used_count)                \
    X(qn_contact, contacts, s->contact_pool.capacity, s->contact_pool.used_count)                  \
    X(int32_t, awake_contacts, s->contact_pool.capacity, s->awake_link_count[QN_CONTACTS])
#define QN_WORLD_ARRAYS(X) QN_STEADY_ARRAYS(X) QN_CONTACT_ARRAYS(X)

// Likewise, but ways to find things fast that hold no state of their own: the results of a step do
// not depend on their shape, and they can be made again from the arrays above.
#define QN_STEADY_INDEXES(X)                                                                       \
    X(qn_tree_node, tree_nodes, qn_forest_nodes_for(s->shape_pool.capacity), 0)                    \
    X(int32_t, tree_shapes, qn_forest_places_for(s->shape_pool.capacity), 0)                       \
    X(int32_t, tree_places, s->shape_pool.capacity, 0)    /* of the shapes */                      \
    X(qn_box_slack, box_slacks, s->body_pool.capacity, 0) /* of the bodies; see shape.c */         \
    X(qn_aabb, met_boxes, s->shape_pool.capacity, 0)      /* of the moved ones; see meet.c */      \
    X(int32_t, chunk_table, s->chunk_table_capacity, 0)   /* chunks by place; see chunks.c */
#define QN_CONTACT_INDEXES(X) X(qn_pair, pairs, s->pair_capacity, 0)
#define QN_WORLD_INDEXES(X) QN_STEADY_INDEXES(X) QN_CONTACT_INDEXES(X)

#pragma GCC diagnostic pop

typedef struct qn_last_error {
    qn_error error;
    const char *why;
} qn_last_error;

// How the host steps the world, for advice; no part of the state.
typedef struct qn_habit {
    float dt_s, h_s; // of the last step and its sub-steps; 0 before
    int32_t change_count;
} qn_habit;

typedef struct qn_scratch qn_scratch;

// Each at least as large as its layout asks for.
typedef struct qn_world_blocks {
    qn_block steady, contacts;
} qn_world_blocks;

struct qn_world {
    qn_world_state *state;         // the start of the steady block
    qn_world_blocks blocks, spare; // see memory.c
#define QN_WORLD_POINTER(type, name, capacity, used) type *name;
    QN_WORLD_ARRAYS(QN_WORLD_POINTER)
    QN_WORLD_INDEXES(QN_WORLD_POINTER)
#undef QN_WORLD_POINTER
    qn_forest forest;    // over the arrays of the trees
    qn_scratch *scratch; // see step.h
    qn_event_log events;
    qn_profile profile;
    qn_habit habit;
    qn_hooks hooks;
    qn_extras extras;
    qn_last_error *last; // points at storage below, so that getters may set it
    qn_last_error last_storage;
};

// ---- Shared small things --------------------------------------------------------------------

void qn_remember_error(const qn_world *world, qn_error error, const char *why);
// Remembers the reason for qn_world_last_error, where there is a world, and hands the error back:
// in the open, so that callers and their analyzers know that what is refused is not OK.
static inline qn_error qn_refuse(const qn_world *world, qn_error error, const char *why)
{
    qn_remember_error(world, error, why);
    return error;
}
// Makes sure that there is room for `count` more contacts, in a world that has not been told how
// many there may be. Also within a step, until they are collided: it keeps QN_OUTER_ARRAYS, but
// moves them, contacts and the set of pairs. False: there is no memory, or QN_MAX_BODY_COUNT would
// be passed; nothing has changed.
bool qn_world_make_contact_room(qn_world *world, int32_t count);
// Makes sure that one more can be taken from a pool of the header, enlarging what is full; else the
// error is remembered with `why`, which says that QN_MAX_BODY_COUNT of them are alive.
qn_error qn_world_make_room(qn_world *world, const qn_pool *pool, const char *why);
// The same for `count` more.
qn_error qn_world_make_rooms(qn_world *world, const qn_pool *pool, int32_t count, const char *why);

static inline int32_t qn_find_body(const qn_world *world, qn_body_id id)
{
    return qn_pool_find(&world->state->body_pool, world->body_slots, id.raw);
}
static inline int32_t qn_find_shape(const qn_world *world, qn_shape_id id)
{
    return qn_pool_find(&world->state->shape_pool, world->shape_slots, id.raw);
}
static inline int32_t qn_find_joint(const qn_world *world, qn_joint_id id)
{
    return qn_pool_find(&world->state->joint_pool, world->joint_slots, id.raw);
}
static inline int32_t qn_find_chain(const qn_world *world, qn_chain_id id)
{
    return qn_pool_find(&world->state->chain_pool, world->chain_slots, id.raw);
}
// STALE_HANDLE or NULL_HANDLE, with the reason remembered.
static inline qn_error qn_refuse_handle(const qn_world *world, uint32_t raw)
{
    return raw == 0 ? qn_refuse(world, QN_ERROR_NULL_HANDLE, "the handle is null")
                    : qn_refuse(world, QN_ERROR_STALE_HANDLE,
                                "the handle names nothing that lives in this world");
}

static inline bool qn_row_is_awake(const qn_world *world, int32_t row)
{
    return row < world->state->awake_count;
}
static inline bool qn_body_slot_is_awake(const qn_world *world, int32_t body)
{
    return qn_row_is_awake(world, world->body_rows[body]);
}
// Takes no part; see qn_body_set_enabled.
static inline bool qn_body_slot_is_disabled(const qn_world *world, int32_t body)
{
    return (world->bodies[body].flags & QN_BODY_DISABLED) != 0;
}
static inline bool qn_body_slot_is_unwoken(const qn_world *world, int32_t body)
{
    return (world->bodies[body].flags & QN_BODY_UNWOKEN) != 0;
}
// An awake kinematic or dynamic body: what makes its contacts and joints awake.
static inline bool qn_body_slot_moves(const qn_world *world, int32_t body)
{
    return world->bodies[body].type != QN_BODY_STATIC && qn_body_slot_is_awake(world, body);
}
// The row that the solver reads and writes; QN_NONE for what does not move.
static inline int32_t qn_solver_row(const qn_world *world, int32_t body)
{
    int32_t row = world->body_rows[body];
    return qn_row_is_awake(world, row) ? row : QN_NONE;
}
static inline qn_motion *qn_motion_of(const qn_world *world, int32_t body)
{
    return &world->motions[world->body_rows[body]];
}
static inline qn_velocity *qn_velocity_of(const qn_world *world, int32_t body)
{
    return &world->velocities[world->body_rows[body]];
}
static inline bool qn_shape_senses(const qn_shape *shape)
{
    return (shape->flags & QN_SHAPE_SENSOR) != 0;
}
// What to look for in a tree: a positive group meets shapes that the mask leaves out.
static inline uint64_t qn_shape_search_mask(const qn_shape *shape)
{
    return shape->group > 0 ? UINT64_MAX : shape->mask_bits;
}
// Chains and tiles, which meet hulls but not each other.
static inline bool qn_shape_is_terrain(const qn_shape *shape)
{
    return shape->type == QN_SHAPE_CHAIN_SEGMENT || shape->type == QN_SHAPE_TILES;
}
static inline int32_t qn_tree_of(const qn_world *world, const qn_shape *shape)
{
    return world->bodies[shape->body].type == QN_BODY_DYNAMIC ? QN_TREE_DYNAMIC : QN_TREE_FIXED;
}

#endif
