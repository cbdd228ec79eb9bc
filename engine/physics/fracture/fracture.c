// Breaking a body in two steps: cut.c says what the pieces are, which changes nothing and may run
// out of memory; then, with room for all of them, the world is changed, which cannot fail.
#include "base/alloc.h"
#include "physics/body/find.h"
#include "physics/center.h"
#include "physics/fracture/cut.h"
#include "physics/geometry/distance.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/world.h"

#define MIN_DENSITY 1.0e-6f
#define MAX_DENSITY 1.0e9f
#define MIN_DIRECTION 1.0e-6f
#define MAX_AREA_M2 1.0e8f
#define TRIES_PER_SEED 64

_Static_assert(QN_MAX_FRACTURE_PIECES <= QN_MAX_CUTS, "a cell has a cut for each other piece");

typedef struct breakage {
    qn_world *world;
    int32_t body;
    const qn_shards *cells;
    qn_cut *cuts;
    int32_t cut_count;
    int32_t keeper;                         // the cell that keeps the body
    int32_t bodies[QN_MAX_FRACTURE_PIECES]; // of each cell; QN_NONE where it is empty
    int32_t piece_count;
} breakage;

// ---- What the pieces are --------------------------------------------------------------------

static qn_error find_cuts(breakage *b)
{
    b->cut_count = qn_body_cut(b->world, b->body, b->cells, NULL);
    size_t bytes = 0;
    bool fits = qn_size_mul(sizeof(qn_cut), (size_t)b->cut_count + 1, &bytes);
    b->cuts = fits ? qn_alloc(bytes) : NULL;
    if (b->cuts == NULL) {
        qn_refuse(b->world, QN_ERROR_OUT_OF_MEMORY, "no memory for the pieces");
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_body_cut(b->world, b->body, b->cells, b->cuts);
    return QN_ERROR_OK;
}

// The heaviest cell, or the largest where nothing has weight.
static void weigh_cells(breakage *b)
{
    double mass[QN_MAX_FRACTURE_PIECES] = {0};
    double area[QN_MAX_FRACTURE_PIECES] = {0};
    for (int32_t i = 0; i < b->cells->count; ++i) {
        b->bodies[i] = QN_NONE;
    }
    for (int32_t i = 0; i < b->cut_count; ++i) {
        const qn_cut *cut = &b->cuts[i];
        mass[cut->cell] += (double)b->world->shapes[cut->shape].density * (double)cut->area;
        area[cut->cell] += (double)cut->area;
        b->bodies[cut->cell] = b->body;
    }
    b->keeper = 0;
    b->piece_count = 0;
    for (int32_t i = 0; i < b->cells->count; ++i) {
        int32_t k = b->keeper;
        bool is_better = mass[i] > mass[k] || (mass[i] == mass[k] && area[i] > area[k]);
        bool is_first = b->bodies[k] == QN_NONE && b->bodies[i] != QN_NONE;
        b->keeper = is_better || is_first ? i : k;
        b->piece_count += b->bodies[i] != QN_NONE ? 1 : 0;
    }
}

static qn_error make_room(const breakage *b)
{
    QN_TRY(qn_world_make_rooms(b->world, &b->world->state->body_pool, b->piece_count - 1,
                               "QN_MAX_BODY_COUNT bodies are alive"));
    return qn_world_make_rooms(b->world, &b->world->state->shape_pool, b->cut_count,
                               "QN_MAX_BODY_COUNT shapes are alive");
}

// ---- The change -----------------------------------------------------------------------------

// In the same frame and the same motion as the whole.
static int32_t add_body(breakage *b)
{
    qn_world *world = b->world;
    qn_body_def def = qn_body_def_default();
    def.type = (qn_body_type)world->bodies[b->body].type;
    int32_t index = qn_find_body(world, qn_body_create(world, &def));
    const qn_body *whole = &world->bodies[b->body];
    qn_body *piece = &world->bodies[index];
    piece->user_data = whole->user_data;
    piece->flags = whole->flags & ~(uint32_t)QN_BODY_HAS_OWN_MASS;
    piece->sleep_speed_mps = whole->sleep_speed_mps;
    qn_motion *motion = qn_motion_of(world, index);
    *motion = *qn_motion_of(world, b->body);
    motion->body = index;
    motion->force_n = (qn_vec2){0.0f, 0.0f};
    motion->torque_nm = 0.0f;
    qn_velocity_of(world, index)->v = qn_velocity_of(world, b->body)->v;
    qn_velocity_of(world, index)->w = qn_velocity_of(world, b->body)->w;
    qn_pose_record_reset(world, index);
    return index;
}

// By how much the densities of a body must grow to give the mass it was told to have.
static float own_mass_factor(const qn_world *world, int32_t body)
{
    float sum = 0.0f;
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        sum += qn_hull_mass(&world->shapes[i].hull, world->shapes[i].density).mass_kg;
    }
    bool is_told = (world->bodies[body].flags & QN_BODY_HAS_OWN_MASS) != 0;
    return is_told && sum > 0.0f ? world->bodies[body].mass_kg / sum : 1.0f;
}

static float density_of_pieces(const breakage *b, int32_t first, float factor)
{
    const qn_shape *shape = &b->world->shapes[b->cuts[first].shape];
    float area = 0.0f;
    for (int32_t i = first; i < b->cut_count && b->cuts[i].shape == b->cuts[first].shape; ++i) {
        area += b->cuts[i].area;
    }
    float whole = qn_hull_mass(&shape->hull, 1.0f).mass_kg;
    float density = shape->density * factor * (area > 0.0f ? whole / area : 1.0f);
    return shape->density > 0.0f ? qn_clamp(density, MIN_DENSITY, MAX_DENSITY) : 0.0f;
}

// Adds the pieces of the shape whose cuts start at `first`, and takes it away unless it stays.
// Returns where the next shape's cuts start.
static int32_t replace_shape(breakage *b, int32_t first, float factor)
{
    qn_world *world = b->world;
    int32_t shape = b->cuts[first].shape;
    float density = density_of_pieces(b, first, factor);
    int32_t i = first;
    for (; i < b->cut_count && b->cuts[i].shape == shape; ++i) {
        const qn_cut *cut = &b->cuts[i];
        if (cut->is_whole && cut->cell == b->keeper) {
            world->shapes[shape].density = density;
            return i + 1;
        }
        int32_t type = cut->is_whole ? world->shapes[shape].type : (int32_t)QN_SHAPE_POLYGON;
        int32_t piece =
            qn_shape_add_piece(world, shape, b->bodies[cut->cell], (qn_shape_type)type, &cut->hull);
        world->shapes[piece].density = density;
    }
    qn_shape_remove(world, shape);
    return i;
}

// Shapes of which nothing is large enough have no cuts at all.
static void remove_lost_shapes(const breakage *b, const int32_t *shapes, int32_t count)
{
    int32_t cut = 0;
    for (int32_t i = 0; i < count; ++i) {
        bool is_lost = cut == b->cut_count || b->cuts[cut].shape != shapes[i];
        while (cut < b->cut_count && b->cuts[cut].shape == shapes[i]) {
            cut += 1;
        }
        if (is_lost) {
            qn_shape_remove(b->world, shapes[i]);
        }
    }
}

// The body of the piece nearest to a point in the common frame.
static int32_t holder_of(const breakage *b, qn_vec2 anchor)
{
    int32_t best = b->body;
    float least = 4.0f * QN_MAX_POSITION_M;
    for (int32_t i = 0; i < b->cut_count; ++i) {
        qn_gap gap;
        qn_hull_gap_to_point(&b->cuts[i].hull, anchor, &gap);
        float distance = qn_max(gap.separation_m, 0.0f);
        if (distance < least) {
            least = distance;
            best = b->bodies[b->cuts[i].cell];
        }
    }
    return best;
}

// A gear follows the joint that it couples on this side, which has been handed over before.
static int32_t holder_of_gear(const breakage *b, const qn_joint *gear, int32_t side)
{
    const qn_link *link = &b->world->joints[gear->geared[side]].link;
    for (int32_t i = 0; i < b->cells->count; ++i) {
        if (b->bodies[i] != QN_NONE &&
            (b->bodies[i] == link->body[0] || b->bodies[i] == link->body[1])) {
            return b->bodies[i];
        }
    }
    return b->body;
}

// A mouse joint holds one body at both of its ends, by anchor b.
static bool is_of_one_body(const qn_joint *joint) { return joint->kind == (int32_t)QN_JOINT_MOUSE; }

static int32_t holder_of_joint(const breakage *b, const qn_joint *joint, int32_t side)
{
    if (joint->kind == (int32_t)QN_JOINT_GEAR) {
        return holder_of_gear(b, joint, side);
    }
    bool by_a = side == 0 && !is_of_one_body(joint);
    return holder_of(b, by_a ? joint->anchor_a : joint->anchor_b);
}

static void hand_over_joint(qn_world *world, int32_t index, int32_t side, int32_t holder)
{
    qn_joint *joint = &world->joints[index];
    qn_link_detach(world, QN_JOINTS, index);
    joint->link.body[side] = holder;
    if (is_of_one_body(joint)) {
        joint->link.body[1 - side] = holder;
    }
    qn_link_attach(world, QN_JOINTS, index);
}

static void hand_over_joints(breakage *b, bool gears)
{
    qn_world *world = b->world;
    int32_t key = qn_link_first(world, QN_JOINTS, b->body);
    while (key != QN_NONE) {
        int32_t index = qn_link_index(key);
        int32_t next = qn_link_next(world, QN_JOINTS, key);
        if (next != QN_NONE && qn_link_index(next) == index) {
            // The other end of a mouse joint, which goes where this one goes.
            next = qn_link_next(world, QN_JOINTS, next);
        }
        const qn_joint *joint = &world->joints[index];
        bool is_gear = joint->kind == (int32_t)QN_JOINT_GEAR;
        int32_t holder = holder_of_joint(b, joint, key & 1);
        if (is_gear == gears && holder != b->body) {
            hand_over_joint(world, index, key & 1, holder);
        }
        key = next;
    }
}

// What a joint kept apart, which is with another piece now, may meet.
static void look_around(const breakage *b)
{
    qn_world *world = b->world;
    for (int32_t i = world->bodies[b->body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        qn_shape_mark_moved(world, i);
    }
}

// What the pieces are together: as one rigid body, about the centre of the whole.
typedef struct whole {
    double mass, inertia;
    double x, y; // of the centre
} whole;

// Seen from the centre that the whole had, which `before` is.
static whole put_together(const breakage *b, const qn_motion *before)
{
    whole sum = {0};
    for (int32_t i = 0; i < b->cells->count; ++i) {
        if (b->bodies[i] != QN_NONE) {
            const qn_body *body = &b->world->bodies[b->bodies[i]];
            qn_vec2 arm = qn_center_span(before, qn_motion_of(b->world, b->bodies[i]));
            double m = (double)body->mass_kg;
            sum.mass += m;
            sum.x += m * (double)arm.x;
            sum.y += m * (double)arm.y;
            sum.inertia += (double)body->inertia_kgm2 + m * (double)qn_length_squared(arm);
        }
    }
    sum.x = sum.mass > 0.0 ? sum.x / sum.mass : 0.0;
    sum.y = sum.mass > 0.0 ? sum.y / sum.mass : 0.0;
    sum.inertia -= sum.mass * (sum.x * sum.x + sum.y * sum.y);
    return sum;
}

// Pieces are not quite what the whole was: chords for arcs, slivers lost. They move as one plane
// that has the momentum and the angular momentum of the whole (momentum in kg m/s, about its
// centre).
static void set_in_motion(const breakage *b, const qn_motion *before, qn_vec2 momentum, float spin)
{
    whole sum = put_together(b, before);
    if (!(sum.mass > 0.0) || !(sum.inertia > 0.0)) {
        return;
    }
    double vx = (double)momentum.x / sum.mass;
    double vy = (double)momentum.y / sum.mass;
    double rest = (double)spin - (sum.x * (double)momentum.y - sum.y * (double)momentum.x);
    double w = rest / sum.inertia;
    for (int32_t i = 0; i < b->cells->count; ++i) {
        if (b->bodies[i] != QN_NONE) {
            qn_vec2 arm = qn_center_span(before, qn_motion_of(b->world, b->bodies[i]));
            qn_vec2 v = {(float)(vx - w * ((double)arm.y - sum.y)),
                         (float)(vy + w * ((double)arm.x - sum.x))};
            qn_body_set_motion(b->world, b->bodies[i], v, (float)w);
        }
    }
}

static void update_masses(breakage *b)
{
    qn_world *world = b->world;
    const qn_body *body = &world->bodies[b->body];
    const qn_velocity *velocity = qn_velocity_of(world, b->body);
    qn_motion before = *qn_motion_of(world, b->body);
    qn_vec2 momentum = qn_mul(body->mass_kg, velocity->v);
    float spin = body->inertia_kgm2 * velocity->w;
    bool is_free = body->type == QN_BODY_DYNAMIC && before.locks == 0;
    for (int32_t i = 0; i < b->cells->count; ++i) {
        if (b->bodies[i] != QN_NONE) {
            qn_body_update_mass(world, b->bodies[i]);
            qn_body_wake(world, b->bodies[i]);
        }
    }
    if (is_free) {
        set_in_motion(b, &before, momentum, spin);
    }
}

// The shapes as they are now, in scratch: removing some changes the list.
static int32_t list_shapes(qn_world *world, int32_t body)
{
    int32_t count = 0;
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        world->scratch->found_shapes[count++] = i;
    }
    return count;
}

static void change(breakage *b)
{
    qn_world *world = b->world;
    qn_body_wake(world, b->body);
    qn_body_wake_neighbours(world, b->body);
    float factor = own_mass_factor(world, b->body);
    world->bodies[b->body].flags &= ~(uint32_t)QN_BODY_HAS_OWN_MASS;
    world->bodies[b->body].own_mass = (qn_mass){0};
    for (int32_t i = 0; i < b->cells->count; ++i) {
        if (b->bodies[i] != QN_NONE && i != b->keeper) {
            b->bodies[i] = add_body(b);
        }
    }
    int32_t shape_count = list_shapes(world, b->body);
    remove_lost_shapes(b, world->scratch->found_shapes, shape_count);
    for (int32_t i = 0; i < b->cut_count;) {
        i = replace_shape(b, i, factor);
    }
    update_masses(b);
    hand_over_joints(b, false);
    hand_over_joints(b, true);
    look_around(b);
}

// With *b filled up to the cells. On success the cells' bodies are in it.
static qn_error break_up(breakage *b, int32_t capacity)
{
    QN_TRY(find_cuts(b));
    weigh_cells(b);
    qn_error error = QN_ERROR_OK;
    if (b->piece_count > capacity) {
        error = qn_refuse(b->world, QN_ERROR_CAPACITY, "there are more pieces than capacity");
    } else if (b->piece_count > 1) {
        error = make_room(b);
        if (error == QN_ERROR_OK) {
            change(b);
        }
    }
    qn_free(b->cuts);
    return error;
}

// ---- Calls ----------------------------------------------------------------------------------

static qn_error check_body(const qn_world *world, int32_t body)
{
    if (qn_body_slot_is_disabled(world, body)) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "a disabled body does not break");
    }
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        if (world->shapes[i].type > (int32_t)QN_SHAPE_SEGMENT) {
            return qn_refuse(world, QN_ERROR_WRONG_TYPE, "chains and tiles do not break");
        }
    }
    return QN_ERROR_OK;
}

qn_error qn_body_slice(qn_world *world, qn_body_id id, qn_vec2 point_m, qn_vec2 direction,
                       qn_body_id *piece)
{
    if (piece != NULL) {
        piece->raw = 0;
    }
    QN_FIND_BODY(index);
    QN_TRY(qn_check_vec2(world, point_m, 2.0f * QN_MAX_POSITION_M, "point_m"));
    QN_TRY(qn_check_vec2(world, direction, QN_MAX_POSITION_M, "direction"));
    QN_TRY(check_body(world, index));
    if (qn_length(direction) < MIN_DIRECTION) {
        return qn_refuse(world, QN_ERROR_BAD_SHAPE, "direction is too short");
    }
    const qn_motion *motion = qn_motion_of(world, index);
    qn_vec2 normal = qn_right(qn_normalize(qn_inv_rotate(motion->pose.q, direction)));
    qn_vec2 point = qn_point_in_body(motion, point_m);
    qn_shards cells = {.count = 2, .line = {normal, qn_dot(normal, point)}};
    breakage b = {.world = world, .body = index, .cells = &cells};
    QN_TRY(break_up(&b, 2));
    if (piece != NULL && b.piece_count == 2) {
        piece->raw = qn_pool_handle(world->body_slots, b.bodies[1 - b.keeper]);
    }
    return QN_ERROR_OK;
}

qn_fracture_def qn_fracture_def_default(void)
{
    return (qn_fracture_def){.cookie = QN_COOKIE_FRACTURE, .piece_count = 8, .random_seed = 1};
}

static qn_error check_def(const qn_world *world, const qn_fracture_def *def)
{
    if (def == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    if (def->cookie != QN_COOKIE_FRACTURE) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the definition was not started from qn_fracture_def_default");
    }
    int32_t count = def->seeds_m != NULL ? def->seed_count : def->piece_count;
    if (count < 2 || count > QN_MAX_FRACTURE_PIECES) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "seed_count or piece_count");
    }
    qn_error error = QN_ERROR_OK;
    for (int32_t i = 0; def->seeds_m != NULL && i < count && error == QN_ERROR_OK; ++i) {
        error = qn_check_vec2(world, def->seeds_m[i], 2.0f * QN_MAX_POSITION_M, "seeds_m");
    }
    QN_TRY(error);
    return qn_check_range(world, def->min_area_m2, 0.0f, MAX_AREA_M2, "min_area_m2");
}

static void add_seed(qn_vec2 *seeds, int32_t *count, qn_vec2 seed)
{
    for (int32_t i = 0; i < *count; ++i) {
        if (qn_distance(seeds[i], seed) < QN_LINEAR_SLOP_M) {
            return;
        }
    }
    seeds[*count] = seed;
    *count += 1;
}

// xorshift32, in [0, 1).
static float draw(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return (float)(*state >> 8) * (1.0f / 16777216.0f);
}

static bool is_in_body(const qn_world *world, int32_t body, qn_vec2 point)
{
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        if (qn_hull_contains(&world->shapes[i].hull, point)) {
            return true;
        }
    }
    return false;
}

static qn_aabb box_of_body(const qn_world *world, int32_t body)
{
    int32_t first = world->bodies[body].first_shape;
    qn_aabb box = qn_hull_aabb(&world->shapes[first].hull, qn_pose_identity());
    for (int32_t i = world->shapes[first].next; i != QN_NONE; i = world->shapes[i].next) {
        box = qn_aabb_union(box, qn_hull_aabb(&world->shapes[i].hull, qn_pose_identity()));
    }
    return box;
}

static void draw_seeds(const qn_world *world, int32_t body, const qn_fracture_def *def,
                       qn_vec2 *seeds, int32_t *count)
{
    uint32_t state = def->random_seed != 0 ? def->random_seed : 0x9E3779B9u;
    qn_aabb box = box_of_body(world, body);
    qn_vec2 size = qn_sub(box.upper, box.lower);
    int32_t tries = TRIES_PER_SEED * def->piece_count;
    for (; tries > 0 && *count < def->piece_count; --tries) {
        float x = draw(&state);
        float y = draw(&state);
        qn_vec2 seed = {box.lower.x + x * size.x, box.lower.y + y * size.y};
        if (is_in_body(world, body, seed)) {
            add_seed(seeds, count, seed);
        }
    }
}

static void write_pieces(const breakage *b, qn_body_id *pieces, int32_t *piece_count)
{
    int32_t count = 1;
    if (pieces != NULL) {
        pieces[0].raw = qn_pool_handle(b->world->body_slots, b->body);
    }
    for (int32_t i = 0; i < b->cells->count; ++i) {
        bool is_new = b->bodies[i] != QN_NONE && b->bodies[i] != b->body;
        if (is_new && pieces != NULL) {
            pieces[count].raw = qn_pool_handle(b->world->body_slots, b->bodies[i]);
        }
        count += is_new ? 1 : 0;
    }
    if (piece_count != NULL) {
        *piece_count = count;
    }
}

qn_error qn_body_fracture(qn_world *world, qn_body_id id, const qn_fracture_def *def,
                          qn_body_id *pieces, int32_t capacity, int32_t *piece_count)
{
    if (piece_count != NULL) {
        *piece_count = 0;
    }
    QN_FIND_BODY(index);
    QN_TRY(check_def(world, def));
    QN_TRY(check_body(world, index));
    int32_t limit = pieces != NULL ? capacity : QN_MAX_FRACTURE_PIECES;
    if (limit < 1) {
        return qn_refuse(world, QN_ERROR_CAPACITY, "capacity is below 1");
    }
    qn_vec2 seeds[QN_MAX_FRACTURE_PIECES];
    qn_shards cells = {.seeds = seeds, .min_area = def->min_area_m2};
    const qn_motion *motion = qn_motion_of(world, index);
    for (int32_t i = 0; def->seeds_m != NULL && i < def->seed_count; ++i) {
        add_seed(seeds, &cells.count, qn_point_in_body(motion, def->seeds_m[i]));
    }
    if (def->seeds_m == NULL && world->bodies[index].shape_count > 0) {
        draw_seeds(world, index, def, seeds, &cells.count);
    }
    breakage b = {.world = world, .body = index, .cells = &cells};
    cells.count = cells.count > 1 ? cells.count : 0;
    QN_TRY(cells.count > 0 ? break_up(&b, limit) : QN_ERROR_OK);
    write_pieces(&b, pieces, piece_count);
    return QN_ERROR_OK;
}
