// Chains: a ring of one-sided segments, each with what it must know of its neighbours.
//
// The points live in the segments and nowhere else: a segment's hull holds its two ends as vertices
// 0 and 1, the points before and after as vertices 2 and 3, and the normals of the two neighbours
// as normals 2 and 3. So the narrow phase reads one record. Index s of a segment and index i of its
// start differ by the one guide point that open chains have in front.
//
// Every edit is one recipe: take a window of the points around it, check them, add or drop one
// segment of the ring, write the window back into the segments that see the edited point.
#include "quoin/physics/chain.h"

#include "physics/check.h"
#include "physics/step.h"
#include "physics/terrain/terrain.h"
#include "physics/world.h"

#define LEAST_OPEN_POINTS 4
#define LEAST_LOOP_POINTS 3

// ---- Hulls ----------------------------------------------------------------------------------

// From the point before, the two ends, the point after; all checked.
static qn_hull segment_hull(const qn_vec2 points[4])
{
    qn_hull hull = {.count = 0};
    (void)qn_hull_segment(points[1], points[2], &hull);
    hull.vertices[2] = points[0];
    hull.vertices[3] = points[3];
    hull.normals[2] = qn_right(qn_normalize(qn_sub(points[1], points[0])));
    hull.normals[3] = qn_right(qn_normalize(qn_sub(points[3], points[2])));
    return hull;
}

static qn_error check_neighbours(const qn_world *world, qn_vec2 a, qn_vec2 b)
{
    qn_hull unused;
    qn_error error = qn_hull_segment(a, b, &unused);
    return error != QN_ERROR_OK ? qn_refuse(world, error, "points_m") : error;
}

// ---- The ring -------------------------------------------------------------------------------

static bool is_loop(const qn_chain *chain) { return (chain->flags & QN_CHAIN_LOOP) != 0; }

static int32_t count_points(const qn_chain *chain)
{
    return chain->segment_count + (is_loop(chain) ? 0 : 3);
}

// Puts a segment before another one; the first of a chain stands alone.
static void link_before(qn_world *world, int32_t owner, int32_t segment, int32_t other)
{
    qn_part *parts = world->parts;
    int32_t prev = other != QN_NONE ? parts[other].prev : segment;
    int32_t next = other != QN_NONE ? other : segment;
    parts[segment] = (qn_part){.owner = owner};
    parts[prev].next = segment;
    parts[next].prev = segment;
    parts[segment].prev = prev;
    parts[segment].next = next;
    world->chains[owner].segment_count += 1;
}

void qn_chain_lose_segment(qn_world *world, int32_t shape)
{
    qn_part part = world->parts[shape];
    qn_chain *chain = &world->chains[part.owner];
    world->parts[part.prev].next = part.next;
    world->parts[part.next].prev = part.prev;
    world->parts[shape] = (qn_part){0};
    chain->first = chain->first == shape ? part.next : chain->first;
    chain->segment_count -= 1;
    if (chain->segment_count == 0) {
        *chain = (qn_chain){0};
        qn_pool_give_back(&world->state->chain_pool, world->chain_slots, part.owner);
    }
}

// A place in the ring. Moving it costs the way it moves.
typedef struct place {
    int32_t index, segment;
} place;

static void move_place(const qn_world *world, place *at, int32_t index)
{
    for (; at->index < index; at->index += 1) {
        at->segment = world->parts[at->segment].next;
    }
    for (; at->index > index; at->index -= 1) {
        at->segment = world->parts[at->segment].prev;
    }
}

static place find_place(const qn_world *world, const qn_chain *chain, int32_t index)
{
    bool is_far = index > chain->segment_count / 2;
    place at = {is_far ? chain->segment_count : 0, chain->first};
    move_place(world, &at, index);
    return at;
}

static int32_t clamp_index(int32_t index, int32_t low, int32_t high)
{
    return index < low ? low : (index > high ? high : index);
}

// The point of any index; those of loops wrap, as the ring does.
static qn_vec2 read_point(const qn_world *world, const qn_chain *chain, place *at, int32_t index)
{
    int32_t start = is_loop(chain) ? index : index - 1;
    int32_t segment = is_loop(chain) ? start : clamp_index(start, 0, chain->segment_count - 1);
    move_place(world, at, segment);
    static const int32_t vertex_of[4] = {2, 0, 1, 3};
    return world->shapes[at->segment].hull.vertices[vertex_of[start - segment + 1]];
}

// ---- Create and destroy ---------------------------------------------------------------------

qn_chain_def qn_chain_def_default(void)
{
    return (qn_chain_def){.cookie = QN_COOKIE_CHAIN, .segment = qn_shape_def_default()};
}

static qn_error check_points(const qn_world *world, const qn_chain_def *def)
{
    for (int32_t i = 1; i < def->point_count; ++i) {
        QN_TRY(check_neighbours(world, def->points_m[i - 1], def->points_m[i]));
    }
    return def->is_loop
               ? check_neighbours(world, def->points_m[def->point_count - 1], def->points_m[0])
               : QN_ERROR_OK;
}

static qn_error check_def(const qn_world *world, const qn_chain_def *def)
{
    if (def == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    if (def->cookie != QN_COOKIE_CHAIN) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the chain definition was not started from qn_chain_def_default");
    }
    QN_TRY(qn_shape_def_check(world, &def->segment));
    if (def->points_m == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "points_m is null");
    }
    int32_t least = def->is_loop ? LEAST_LOOP_POINTS : LEAST_OPEN_POINTS;
    if (def->point_count < least || def->point_count > QN_MAX_BODY_COUNT) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "point_count");
    }
    return check_points(world, def);
}

static qn_error make_rooms(qn_world *world, const qn_shape_def *def, int32_t segment_count)
{
    QN_TRY(
        qn_world_make_room(world, &world->state->chain_pool, "QN_MAX_BODY_COUNT chains are alive"));
    return qn_shapes_make_room(world, def, segment_count);
}

static void add_segments(qn_world *world, const qn_chain_def *def, int32_t owner, int32_t count)
{
    for (int32_t i = 0; i < count; ++i) {
        qn_vec2 points[4];
        for (int32_t k = 0; k < 4; ++k) {
            int32_t index = def->is_loop ? i + k - 1 + def->point_count : i + k;
            points[k] = def->points_m[index % def->point_count];
        }
        qn_hull hull = segment_hull(points);
        int32_t segment = qn_shape_add(world, world->chains[owner].body, &def->segment,
                                       QN_SHAPE_CHAIN_SEGMENT, &hull);
        link_before(world, owner, segment, i > 0 ? world->chains[owner].first : QN_NONE);
        world->chains[owner].first = i > 0 ? world->chains[owner].first : segment;
    }
}

qn_chain_id qn_chain_create(qn_world *world, qn_body_id body_id, const qn_chain_def *def)
{
    qn_chain_id none = {0};
    if (world == NULL || check_def(world, def) != QN_ERROR_OK) {
        return none;
    }
    int32_t body = qn_find_body(world, body_id);
    if (body == QN_NONE) {
        qn_refuse_handle(world, body_id.raw);
        return none;
    }
    int32_t count = def->is_loop ? def->point_count : def->point_count - 3;
    if (make_rooms(world, &def->segment, count) != QN_ERROR_OK) {
        return none;
    }
    int32_t index = qn_pool_take(&world->state->chain_pool, world->chain_slots);
    world->chains[index] =
        (qn_chain){.body = body, .first = QN_NONE, .flags = def->is_loop ? QN_CHAIN_LOOP : 0u};
    add_segments(world, def, index, count);
    qn_body_wake(world, body);
    qn_body_update_mass(world, body);
    return (qn_chain_id){qn_pool_handle(world->chain_slots, index)};
}

// For a chain to be changed: leaves the function with the error, or declares its slot.
#define FIND_CHAIN(index)                                                                          \
    if (world == NULL) {                                                                           \
        return QN_ERROR_NULL_POINTER;                                                              \
    }                                                                                              \
    int32_t index = qn_find_chain(world, id);                                                      \
    if (index == QN_NONE) {                                                                        \
        return qn_refuse_handle(world, id.raw);                                                    \
    }

qn_error qn_chain_destroy(qn_world *world, qn_chain_id id)
{
    FIND_CHAIN(owner);
    int32_t body = world->chains[owner].body;
    qn_body_wake(world, body);
    for (int32_t left = world->chains[owner].segment_count; left > 0; --left) {
        qn_shape_remove(world, world->chains[owner].first);
    }
    qn_body_update_mass(world, body);
    return QN_ERROR_OK;
}

// ---- Edit -----------------------------------------------------------------------------------

// How many points to both sides of the edited one its segments see.
#define REACH 3

typedef struct edit {
    int32_t owner, index;             // of the chain, of the point in the edited chain
    int32_t change;                   // in the number of points: -1, 0 or 1
    qn_vec2 window[2 * REACH + 1];    // the points from index - REACH on, after the edit
    bool is_in_window[2 * REACH + 1]; // false beyond the ends of an open chain
    place at;                         // of the edit
} edit;

// The points as they will be; that of an inserted one is still to be filled in.
static void fill_window(const qn_world *world, edit *e)
{
    const qn_chain *chain = &world->chains[e->owner];
    int32_t count = count_points(chain);
    place at = e->at;
    for (int32_t k = -REACH; k <= REACH; ++k) {
        int32_t before = k < 0 ? e->index + k : e->index + k - e->change;
        bool is_there = is_loop(chain) || (before >= 0 && before < count);
        e->is_in_window[k + REACH] = is_there;
        e->window[k + REACH] =
            is_there ? read_point(world, chain, &at, before) : (qn_vec2){0.0f, 0.0f};
    }
}

// The two pairs of neighbours that an edit may make.
static qn_error check_window(const qn_world *world, const edit *e)
{
    for (int32_t k = REACH - 1; k <= REACH; ++k) {
        bool are_there = e->is_in_window[k] && e->is_in_window[k + 1];
        QN_TRY(are_there ? check_neighbours(world, e->window[k], e->window[k + 1]) : QN_ERROR_OK);
    }
    return QN_ERROR_OK;
}

static void refresh_segment(qn_world *world, int32_t segment, const qn_vec2 points[4])
{
    qn_hull hull = segment_hull(points);
    qn_terrain_wake_near(world, world->shapes[segment].fat_box);
    qn_shape_set_hull(world, segment, &hull);
    qn_terrain_wake_near(world, world->shapes[segment].fat_box);
}

// Writes the window into all segments that see the edited point.
static void refresh(qn_world *world, edit *e)
{
    const qn_chain *chain = &world->chains[e->owner];
    // A loop of three has come round to the point again at both ends of the window.
    if (is_loop(chain) && chain->segment_count == REACH) {
        e->window[0] = e->window[REACH];
        e->window[2 * REACH] = e->window[REACH];
    }
    int32_t lead = is_loop(chain) ? 1 : 0; // of a segment's index over that of its first point
    int32_t first = e->index - REACH + lead;
    place at = find_place(world, chain, clamp_index(first, 0, chain->segment_count - 1));
    for (int32_t s = first; s <= e->index + lead; ++s) {
        if (is_loop(chain) || (s >= 0 && s < chain->segment_count)) {
            move_place(world, &at, s);
            refresh_segment(world, at.segment, &e->window[s - lead - e->index + REACH]);
        }
    }
    qn_body_wake(world, chain->body);
    if (world->bodies[chain->body].type != QN_BODY_STATIC) {
        qn_body_update_mass(world, chain->body);
    }
}

static qn_error check_index(const qn_world *world, int32_t index, int32_t count)
{
    return index >= 0 && index < count ? QN_ERROR_OK
                                       : qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "index");
}

static edit start_edit(const qn_world *world, int32_t owner, int32_t index, int32_t change)
{
    const qn_chain *chain = &world->chains[owner];
    int32_t segment = is_loop(chain) ? index : index - 1;
    edit e = {.owner = owner, .index = index, .change = change};
    e.at = find_place(world, chain, clamp_index(segment, 0, chain->segment_count - 1));
    fill_window(world, &e);
    return e;
}

qn_error qn_chain_set_point(qn_world *world, qn_chain_id id, int32_t index, qn_vec2 point_m)
{
    FIND_CHAIN(owner);
    QN_TRY(check_index(world, index, count_points(&world->chains[owner])));
    edit e = start_edit(world, owner, index, 0);
    e.window[REACH] = point_m;
    QN_TRY(check_window(world, &e));
    refresh(world, &e);
    return QN_ERROR_OK;
}

qn_error qn_chain_insert_point(qn_world *world, qn_chain_id id, int32_t index, qn_vec2 point_m)
{
    FIND_CHAIN(owner);
    QN_TRY(check_index(world, index, count_points(&world->chains[owner]) + 1));
    edit e = start_edit(world, owner, index, 1);
    e.window[REACH] = point_m;
    e.is_in_window[REACH] = true;
    QN_TRY(check_window(world, &e));
    QN_TRY(
        qn_world_make_room(world, &world->state->shape_pool, "QN_MAX_BODY_COUNT shapes are alive"));
    qn_chain *chain = &world->chains[owner];
    int32_t place_index = is_loop(chain) ? index : clamp_index(index - 1, 0, chain->segment_count);
    place next = find_place(world, chain, place_index);
    // Made of what the segment before is made of, where there is one.
    int32_t like = place_index > 0 ? world->parts[next.segment].prev : next.segment;
    qn_hull hull = world->shapes[like].hull;
    int32_t segment = qn_shape_add_like(world, like, &hull);
    link_before(world, owner, segment, next.segment);
    chain->first = place_index == 0 ? segment : chain->first;
    refresh(world, &e);
    return QN_ERROR_OK;
}

qn_error qn_chain_remove_point(qn_world *world, qn_chain_id id, int32_t index)
{
    FIND_CHAIN(owner);
    qn_chain *chain = &world->chains[owner];
    QN_TRY(check_index(world, index, count_points(chain)));
    if (count_points(chain) == (is_loop(chain) ? LEAST_LOOP_POINTS : LEAST_OPEN_POINTS)) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "the chain would have too few points");
    }
    edit e = start_edit(world, owner, index, -1);
    QN_TRY(check_window(world, &e));
    qn_terrain_wake_near(world, world->shapes[e.at.segment].fat_box);
    qn_shape_remove(world, e.at.segment);
    refresh(world, &e);
    return QN_ERROR_OK;
}

// ---- Reading --------------------------------------------------------------------------------

static const qn_chain *read_chain(const qn_world *world, qn_chain_id id)
{
    int32_t index = world != NULL ? qn_find_chain(world, id) : QN_NONE;
    if (world != NULL && index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index != QN_NONE ? &world->chains[index] : NULL;
}

bool qn_chain_is_alive(const qn_world *world, qn_chain_id id)
{
    return world != NULL && qn_find_chain(world, id) != QN_NONE;
}

qn_body_id qn_chain_body(const qn_world *world, qn_chain_id id)
{
    const qn_chain *chain = read_chain(world, id);
    return (qn_body_id){chain != NULL ? qn_pool_handle(world->body_slots, chain->body) : 0};
}

bool qn_chain_is_loop(const qn_world *world, qn_chain_id id)
{
    const qn_chain *chain = read_chain(world, id);
    return chain != NULL && is_loop(chain);
}

int32_t qn_chain_point_count(const qn_world *world, qn_chain_id id)
{
    const qn_chain *chain = read_chain(world, id);
    return chain != NULL ? count_points(chain) : 0;
}

int32_t qn_chain_segment_count(const qn_world *world, qn_chain_id id)
{
    const qn_chain *chain = read_chain(world, id);
    return chain != NULL ? chain->segment_count : 0;
}

qn_shape_id qn_chain_segment(const qn_world *world, qn_chain_id id, int32_t index)
{
    const qn_chain *chain = read_chain(world, id);
    if (chain == NULL || check_index(world, index, chain->segment_count) != QN_ERROR_OK) {
        return (qn_shape_id){0};
    }
    int32_t segment = find_place(world, chain, index).segment;
    return (qn_shape_id){qn_pool_handle(world->shape_slots, segment)};
}

qn_vec2 qn_chain_point(const qn_world *world, qn_chain_id id, int32_t index)
{
    const qn_chain *chain = read_chain(world, id);
    if (chain == NULL || check_index(world, index, count_points(chain)) != QN_ERROR_OK) {
        return (qn_vec2){0.0f, 0.0f};
    }
    int32_t segment = clamp_index(is_loop(chain) ? index : index - 1, 0, chain->segment_count - 1);
    place at = find_place(world, chain, segment);
    return read_point(world, chain, &at, index);
}

qn_chain_id qn_shape_chain(const qn_world *world, qn_shape_id id)
{
    int32_t shape = world != NULL ? qn_find_shape(world, id) : QN_NONE;
    if (world != NULL && shape == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    bool is_segment = shape != QN_NONE && world->shapes[shape].type == QN_SHAPE_CHAIN_SEGMENT;
    return (qn_chain_id){is_segment ? qn_pool_handle(world->chain_slots, world->parts[shape].owner)
                                    : 0};
}

// ---- Checking -------------------------------------------------------------------------------

static bool is_segment_of(const qn_world *world, int32_t shape, int32_t owner)
{
    return shape >= 0 && shape < world->state->shape_pool.used_count &&
           world->shape_slots[shape].is_live &&
           world->shapes[shape].type == QN_SHAPE_CHAIN_SEGMENT &&
           world->parts[shape].owner == owner;
}

static const char *check_chain(const qn_world *world, int32_t owner)
{
    const qn_chain *chain = &world->chains[owner];
    int32_t segment = chain->first;
    if (chain->segment_count < 1) {
        return "a chain has no segments";
    }
    for (int32_t i = 0; i < chain->segment_count; ++i) {
        if (!is_segment_of(world, segment, owner) || world->shapes[segment].body != chain->body) {
            return "a chain holds a shape that is no segment of it";
        }
        int32_t next = world->parts[segment].next;
        if (!is_segment_of(world, next, owner) || world->parts[next].prev != segment) {
            return "a ring of segments is not linked back";
        }
        bool is_last = i == chain->segment_count - 1;
        if (is_last != (next == chain->first)) {
            return "a ring of segments does not close after its count";
        }
        segment = next;
    }
    return NULL;
}

const char *qn_chains_validate(const qn_world *world)
{
    int32_t segment_count = 0;
    for (int32_t i = 0; i < world->state->chain_pool.used_count; ++i) {
        bool is_live = world->chain_slots[i].is_live;
        const char *wrong = is_live ? check_chain(world, i) : NULL;
        if (wrong != NULL) {
            return wrong;
        }
        segment_count += is_live ? world->chains[i].segment_count : 0;
    }
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        segment_count -=
            world->shape_slots[i].is_live && world->shapes[i].type == QN_SHAPE_CHAIN_SEGMENT;
    }
    return segment_count == 0 ? NULL : "a segment belongs to no chain";
}
