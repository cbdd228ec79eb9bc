// Shapes: creation through one door for all kinds, boxes in the trees, reading.
//
// A shape's fat box in the tree is its true box and a margin, so that a body that trembles does not
// touch the tree. When the true box leaves the fat one, the shape joins the list of moved shapes,
// and the next step looks for its new neighbours. As long as no point of a body can have gone as
// far as its closest box is from leaving, none is looked at: box_slacks holds what is left of that
// way, 0 where it is not known.
#include "physics/body/find.h"
#include "physics/center.h"
#include "physics/check.h"
#include "physics/link.h"
#include "physics/sensor/sensor.h"
#include "physics/step.h"
#include "physics/terrain/terrain.h"
#include "physics/world.h"

#include "physics/geometry/manifold.h"

#define MIN_DENSITY 1.0e-6f
#define MAX_DENSITY 1.0e9f
#define MAX_MARGIN_M 0.05f
#define MARGIN_PER_EXTENT 0.125f
#define SHAPES_PER_LINE 24 // that can be fitted in a whole tree while one is fitted by its line

// ---- Boxes ----------------------------------------------------------------------------------

static qn_aabb fatten(qn_aabb box, float margin)
{
    qn_vec2 m = {margin, margin};
    return (qn_aabb){qn_sub(box.lower, m), qn_add(box.upper, m)};
}

// `met` is the box with which it has met its neighbours, if it is not in the list yet.
static void note_moved(qn_world *world, int32_t index, qn_aabb met)
{
    qn_shape *shape = &world->shapes[index];
    if ((shape->flags & QN_SHAPE_MOVED) == 0 && !qn_body_slot_is_disabled(world, shape->body)) {
        shape->flags |= QN_SHAPE_MOVED;
        world->moved_shapes[world->state->moved_count++] = index;
        world->met_boxes[index] = met;
    }
}

void qn_shape_mark_moved(qn_world *world, int32_t index)
{
    note_moved(world, index, QN_AABB_NOWHERE);
    world->met_boxes[index] = QN_AABB_NOWHERE;
}

static void forget_moved(qn_world *world, int32_t index)
{
    qn_world_state *s = world->state;
    if ((world->shapes[index].flags & QN_SHAPE_MOVED) == 0) {
        return;
    }
    int32_t i = 0;
    while (world->moved_shapes[i] != index) {
        ++i;
    }
    s->moved_count -= 1;
    for (; i < s->moved_count; ++i) {
        world->moved_shapes[i] = world->moved_shapes[i + 1];
    }
    world->shapes[index].flags &= ~(uint32_t)QN_SHAPE_MOVED;
}

static void move_box(qn_world *world, int32_t index, qn_aabb box)
{
    qn_shape *shape = &world->shapes[index];
    note_moved(world, index, shape->fat_box);
    shape->fat_box = fatten(box, shape->margin_m);
    qn_tree_move(&world->forest, qn_tree_of(world, shape), index, shape->fat_box,
                 qn_work_for_trees(world->scratch));
}

static void carry_box(qn_world *world, int32_t index, qn_aabb box)
{
    qn_shape *shape = &world->shapes[index];
    note_moved(world, index, shape->fat_box);
    shape->fat_box = fatten(box, shape->margin_m);
    qn_tree_set_box(&world->forest, qn_tree_of(world, shape), index, shape->fat_box);
}

// What of its box rounding cannot have lost.
static qn_aabb sure_box(const qn_hull *hull, const qn_motion *motion)
{
    return qn_aabb_unrounded(qn_hull_aabb(hull, motion->pose));
}

// How far a box may grow to any side until it leaves the other.
static float slack_in(qn_aabb outer, qn_aabb box)
{
    qn_vec2 below = qn_sub(box.lower, outer.lower), above = qn_sub(outer.upper, box.upper);
    return qn_min(qn_min(below.x, below.y), qn_min(above.x, above.y));
}

// No point of the box is further away, counted along the axes.
static float furthest_from(qn_vec2 center, qn_aabb box)
{
    qn_vec2 below = qn_sub(center, box.lower), above = qn_sub(box.upper, center);
    return qn_max(below.x, above.x) + qn_max(below.y, above.y);
}

// `slack` keeps the least way and the greatest reach of the shapes so far.
static void place_box(qn_world *world, int32_t index, const qn_motion *motion, qn_box_slack *slack,
                      void put(qn_world *world, int32_t index, qn_aabb box))
{
    const qn_shape *shape = &world->shapes[index];
    qn_aabb box = sure_box(&shape->hull, motion);
    if (!qn_aabb_contains(shape->fat_box, box)) {
        put(world, index, box);
    } else if (shape->type == QN_SHAPE_TILES) {
        // Its box says little about where its cells are: turning cells may travel far in it.
        qn_shape_mark_moved(world, index);
        slack->way_m = 0.0f;
    }
    slack->way_m = qn_min(slack->way_m, slack_in(shape->fat_box, box));
    slack->reach_m = qn_max(slack->reach_m, furthest_from(motion->center, shape->fat_box));
}

static qn_box_slack place_boxes(qn_world *world, int32_t body, const qn_motion *motion,
                                void put(qn_world *world, int32_t index, qn_aabb box))
{
    qn_box_slack slack = {.way_m = QN_MAX_SIZE_M};
    if (qn_body_slot_is_disabled(world, body)) {
        return slack;
    }
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        place_box(world, i, motion, &slack, put);
    }
    return slack;
}

void qn_boxes_forget_slack(qn_world *world, int32_t body)
{
    world->box_slacks[body] = (qn_box_slack){0.0f, 0.0f};
}

void qn_body_update_boxes(qn_world *world, int32_t body)
{
    place_boxes(world, body, qn_motion_of(world, body), move_box);
    qn_boxes_forget_slack(world, body);
}

// What rounding can do to a box, now and later; far out it is more than any slack.
static float doubt_of(const qn_motion *motion, float reach)
{
    float at = qn_abs(motion->center.x) + qn_abs(motion->center.y);
    return 1.0e-6f * (1.0f + at + reach);
}

void qn_body_carry_boxes(qn_world *world, const qn_motion *motion, qn_vec2 moved, qn_rot turned)
{
    // A chord is no longer than its two sides, and what a step rounds off adds up.
    float chord = (1.0f - turned.c) + qn_abs(turned.s) + 3.0e-7f;
    qn_box_slack *slack = &world->box_slacks[motion->body];
    slack->way_m -= qn_abs(moved.x) + qn_abs(moved.y) + chord * slack->reach_m;
    if (!(slack->way_m > 0.0f)) {
        *slack = place_boxes(world, motion->body, motion, carry_box);
        // The centre may move away from what is in the boxes by all of the way.
        slack->reach_m += slack->way_m;
        slack->way_m -= doubt_of(motion, slack->reach_m);
    }
}

static void settle_tree(qn_world *world, int32_t tree)
{
    const qn_world_state *s = world->state;
    bool fits_all = SHAPES_PER_LINE * (int64_t)s->moved_count >= s->trees[tree].leaf_count;
    if (fits_all) {
        qn_tree_fit(&world->forest, tree);
    }
    for (int32_t i = 0; !fits_all && i < s->moved_count; ++i) {
        int32_t index = world->moved_shapes[i];
        if (qn_tree_of(world, &world->shapes[index]) == tree) {
            qn_tree_fit_item(&world->forest, tree, index);
        }
    }
    qn_tree_mend(&world->forest, tree, qn_work_for_trees(world->scratch));
}

// All that was carried is in the list of moved shapes. Few lines of ancestors cost less than all
// nodes.
void qn_boxes_settle(qn_world *world)
{
    if (world->state->moved_count > 0) {
        settle_tree(world, QN_TREE_FIXED);
        settle_tree(world, QN_TREE_DYNAMIC);
    }
}

// ---- Create ---------------------------------------------------------------------------------

qn_shape_def qn_shape_def_default(void)
{
    return (qn_shape_def){
        .cookie = QN_COOKIE_SHAPE,
        .density_kgpm2 = 1000.0f,
        .material = qn_material_default(),
        .filter = {.category_bits = 1, .mask_bits = UINT64_MAX},
    };
}

static qn_error check_density(const qn_world *world, float density)
{
    QN_TRY(qn_check_range(world, density, 0.0f, MAX_DENSITY, "density_kgpm2"));
    return density == 0.0f || density >= MIN_DENSITY
               ? QN_ERROR_OK
               : qn_refuse(world, QN_ERROR_OUT_OF_RANGE,
                           "density_kgpm2 is neither 0 nor 1e-6 or more");
}

qn_error qn_shape_def_check(const qn_world *world, const qn_shape_def *def)
{
    if (def == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    if (def->cookie != QN_COOKIE_SHAPE) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the shape definition was not started from qn_shape_def_default");
    }
    QN_TRY(check_density(world, def->density_kgpm2));
    return qn_check_material(world, &def->material);
}

static float margin_for(const qn_world *world, int32_t body, const qn_hull *hull)
{
    if (world->bodies[body].type == QN_BODY_STATIC) {
        return QN_SPECULATIVE_M;
    }
    float extent = qn_hull_max_extent(hull, hull->centroid);
    return qn_max(QN_SPECULATIVE_M, qn_min(MAX_MARGIN_M, MARGIN_PER_EXTENT * extent));
}

static void enter_tree(qn_world *world, int32_t index)
{
    qn_shape *shape = &world->shapes[index];
    shape->margin_m = margin_for(world, shape->body, &shape->hull);
    qn_boxes_forget_slack(world, shape->body);
    qn_aabb box = sure_box(&shape->hull, qn_motion_of(world, shape->body));
    shape->fat_box = fatten(box, shape->margin_m);
    qn_tree_insert(&world->forest, qn_tree_of(world, shape), index, shape->fat_box,
                   qn_work_for_trees(world->scratch));
    qn_shape_mark_moved(world, index);
    qn_shape_note_edit(world, index);
}

static void leave_tree(qn_world *world, int32_t index)
{
    forget_moved(world, index);
    qn_tree_remove(&world->forest, qn_tree_of(world, &world->shapes[index]), index);
}

void qn_shape_renew_leaf(qn_world *world, int32_t index)
{
    if (!qn_body_slot_is_disabled(world, world->shapes[index].body)) {
        leave_tree(world, index);
        enter_tree(world, index);
    }
}

void qn_shapes_enter_tree(qn_world *world, int32_t body)
{
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        enter_tree(world, i);
    }
}

void qn_shapes_leave_tree(qn_world *world, int32_t body)
{
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        qn_visits_forget(world, i);
        leave_tree(world, i);
    }
}

static void insert_shape(qn_world *world, int32_t index)
{
    qn_shape *shape = &world->shapes[index];
    qn_body *body = &world->bodies[shape->body];
    shape->next = body->first_shape;
    body->first_shape = index;
    body->shape_count += 1;
    world->tree_places[index] = QN_TREE_NULL;
    if (qn_shape_senses(shape)) {
        qn_sensor_enlist(world, index);
    }
    if (!qn_body_slot_is_disabled(world, shape->body)) {
        enter_tree(world, index);
    }
}

static uint32_t flags_of(const qn_shape_def *def)
{
    return (def->is_sensor ? QN_SHAPE_SENSOR : 0u) |
           (def->sees_sensors ? QN_SHAPE_SEES_SENSORS : 0u) |
           (def->enable_contact_events ? QN_SHAPE_CONTACT_EVENTS : 0u) |
           (def->enable_hit_events ? QN_SHAPE_HIT_EVENTS : 0u);
}

qn_error qn_shapes_make_room(qn_world *world, const qn_shape_def *def, int32_t count)
{
    QN_TRY(qn_world_make_rooms(world, &world->state->shape_pool, count,
                               "QN_MAX_BODY_COUNT shapes are alive"));
    return qn_event_log_ask(world, flags_of(def));
}

int32_t qn_shape_add(qn_world *world, int32_t body, const qn_shape_def *def, qn_shape_type type,
                     const qn_hull *hull)
{
    int32_t index = qn_pool_take(&world->state->shape_pool, world->shape_slots);
    world->parts[index] = (qn_part){0};
    world->shapes[index] = (qn_shape){
        .category_bits = def->filter.category_bits,
        .mask_bits = def->filter.mask_bits,
        .group = def->filter.group,
        .user_data = def->user_data,
        .hull = *hull,
        .body = body,
        .type = (int32_t)type,
        .flags = flags_of(def),
        .density = def->is_sensor ? 0.0f : def->density_kgpm2,
        .material = def->material,
    };
    insert_shape(world, index);
    return index;
}

int32_t qn_shape_add_piece(qn_world *world, int32_t like, int32_t body, qn_shape_type type,
                           const qn_hull *hull)
{
    int32_t index = qn_pool_take(&world->state->shape_pool, world->shape_slots);
    world->parts[index] = (qn_part){0};
    qn_shape *shape = &world->shapes[index];
    *shape = world->shapes[like];
    shape->hull = *hull;
    shape->body = body;
    shape->type = (int32_t)type;
    shape->flags &= ~(uint32_t)(QN_SHAPE_MOVED | QN_SHAPE_VISITS);
    insert_shape(world, index);
    return index;
}

int32_t qn_shape_add_like(qn_world *world, int32_t like, const qn_hull *hull)
{
    const qn_shape *shape = &world->shapes[like];
    return qn_shape_add_piece(world, like, shape->body, (qn_shape_type)shape->type, hull);
}

void qn_shape_set_hull(qn_world *world, int32_t index, const qn_hull *hull)
{
    qn_shape *shape = &world->shapes[index];
    shape->hull = *hull;
    qn_shape_note_edit(world, index);
    if (!qn_body_slot_is_disabled(world, shape->body)) {
        shape->margin_m = margin_for(world, shape->body, hull);
        qn_boxes_forget_slack(world, shape->body);
        move_box(world, index, sure_box(hull, qn_motion_of(world, shape->body)));
    }
}

// The one door: `made` is what the hull's own checks said.
static qn_shape_id create(qn_world *world, qn_body_id body_id, const qn_shape_def *def,
                          qn_shape_type type, const qn_hull *hull, qn_error made)
{
    qn_shape_id none = {0};
    if (world == NULL || qn_shape_def_check(world, def) != QN_ERROR_OK) {
        return none;
    }
    int32_t body = qn_find_body(world, body_id);
    if (body == QN_NONE) {
        qn_refuse_handle(world, body_id.raw);
        return none;
    }
    if (made != QN_ERROR_OK) {
        qn_refuse(world, made, "the shape's points or sizes");
        return none;
    }
    if (qn_shapes_make_room(world, def, 1) != QN_ERROR_OK) {
        return none;
    }
    int32_t index = qn_shape_add(world, body, def, type, hull);
    if (!qn_unwoken_is_alone(world, body)) {
        qn_body_wake(world, body);
    }
    qn_body_update_mass(world, body);
    return (qn_shape_id){qn_pool_handle(world->shape_slots, index)};
}

qn_shape_id qn_shape_create_circle(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                   qn_vec2 center_m, float radius_m)
{
    qn_hull hull;
    qn_error made = qn_hull_circle(center_m, radius_m, &hull);
    return create(world, body, def, QN_SHAPE_CIRCLE, &hull, made);
}

qn_shape_id qn_shape_create_capsule(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                    qn_vec2 a_m, qn_vec2 b_m, float radius_m)
{
    qn_hull hull;
    qn_error made = qn_hull_capsule(a_m, b_m, radius_m, &hull);
    return create(world, body, def, QN_SHAPE_CAPSULE, &hull, made);
}

qn_shape_id qn_shape_create_box(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                qn_vec2 center_m, qn_vec2 half_size_m, float angle_rad)
{
    qn_hull hull;
    qn_error made = qn_hull_box(center_m, half_size_m, angle_rad, &hull);
    if (made == QN_ERROR_OK && qn_abs(angle_rad) > QN_MAX_ANGLE_RAD) {
        made = QN_ERROR_OUT_OF_RANGE;
    }
    return create(world, body, def, QN_SHAPE_POLYGON, &hull, made);
}

qn_shape_id qn_shape_create_polygon(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                    const qn_vec2 *points_m, int32_t point_count, float radius_m)
{
    qn_hull hull;
    qn_error made = points_m == NULL ? QN_ERROR_NULL_POINTER
                                     : qn_hull_polygon(points_m, point_count, radius_m, &hull);
    return create(world, body, def, QN_SHAPE_POLYGON, &hull, made);
}

qn_shape_id qn_shape_create_segment(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                    qn_vec2 a_m, qn_vec2 b_m)
{
    qn_hull hull;
    qn_error made = qn_hull_segment(a_m, b_m, &hull);
    return create(world, body, def, QN_SHAPE_SEGMENT, &hull, made);
}

// ---- Destroy --------------------------------------------------------------------------------

static void destroy_contacts(qn_world *world, int32_t index)
{
    int32_t key = qn_link_first(world, QN_CONTACTS, world->shapes[index].body);
    while (key != QN_NONE) {
        int32_t contact = qn_link_index(key);
        const qn_contact *c = &world->contacts[contact];
        key = qn_link_next(world, QN_CONTACTS, key);
        if (c->shape_a == index || c->shape_b == index) {
            qn_contact_destroy(world, contact);
        }
    }
}

static void unlink_from_body(qn_world *world, int32_t index)
{
    qn_body *body = &world->bodies[world->shapes[index].body];
    int32_t *link = &body->first_shape;
    while (*link != index) {
        link = &world->shapes[*link].next;
    }
    *link = world->shapes[index].next;
    body->shape_count -= 1;
}

void qn_shape_remove(qn_world *world, int32_t index)
{
    qn_terrain_lose_part(world, index);
    qn_characters_forget_shape(world, index);
    qn_visits_forget(world, index);
    if (qn_shape_senses(&world->shapes[index])) {
        qn_sensor_dismiss(world, index);
    }
    destroy_contacts(world, index);
    if (!qn_body_slot_is_disabled(world, world->shapes[index].body)) {
        leave_tree(world, index);
    }
    unlink_from_body(world, index);
    world->shapes[index] = (qn_shape){0};
    qn_pool_give_back(&world->state->shape_pool, world->shape_slots, index);
}

void qn_shapes_of_body_destroy(qn_world *world, int32_t body)
{
    while (world->bodies[body].first_shape != QN_NONE) {
        qn_shape_remove(world, world->bodies[body].first_shape);
    }
}

qn_error qn_shape_destroy(qn_world *world, qn_shape_id id)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = qn_find_shape(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    if (world->shapes[index].type == QN_SHAPE_CHAIN_SEGMENT) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "a chain's segments go with their chain");
    }
    int32_t body = world->shapes[index].body;
    qn_body_wake(world, body);
    qn_shape_remove(world, index);
    qn_body_update_mass(world, body);
    return QN_ERROR_OK;
}

// ---- Reading --------------------------------------------------------------------------------

static const qn_shape *read_shape(const qn_world *world, qn_shape_id id)
{
    int32_t index = world != NULL ? qn_find_shape(world, id) : QN_NONE;
    if (world != NULL && index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index != QN_NONE ? &world->shapes[index] : NULL;
}

bool qn_shape_is_alive(const qn_world *world, qn_shape_id id)
{
    return world != NULL && qn_find_shape(world, id) != QN_NONE;
}

qn_shape_type qn_shape_get_type(const qn_world *world, qn_shape_id id)
{
    const qn_shape *shape = read_shape(world, id);
    return shape != NULL ? (qn_shape_type)shape->type : QN_SHAPE_CIRCLE;
}

qn_body_id qn_shape_body(const qn_world *world, qn_shape_id id)
{
    const qn_shape *shape = read_shape(world, id);
    return shape != NULL ? (qn_body_id){qn_pool_handle(world->body_slots, shape->body)}
                         : (qn_body_id){0};
}

uint64_t qn_shape_user_data(const qn_world *world, qn_shape_id id)
{
    const qn_shape *shape = read_shape(world, id);
    return shape != NULL ? shape->user_data : 0;
}

qn_aabb qn_shape_aabb(const qn_world *world, qn_shape_id id)
{
    const qn_shape *shape = read_shape(world, id);
    return shape != NULL ? qn_hull_aabb(&shape->hull, qn_motion_of(world, shape->body)->pose)
                         : (qn_aabb){0};
}

// ---- Writing --------------------------------------------------------------------------------

#define FIND_SHAPE(index)                                                                          \
    if (world == NULL) {                                                                           \
        return QN_ERROR_NULL_POINTER;                                                              \
    }                                                                                              \
    int32_t index = qn_find_shape(world, id);                                                      \
    if (index == QN_NONE) {                                                                        \
        return qn_refuse_handle(world, id.raw);                                                    \
    }

qn_error qn_shape_set_user_data(qn_world *world, qn_shape_id id, uint64_t user_data)
{
    FIND_SHAPE(index);
    world->shapes[index].user_data = user_data;
    return QN_ERROR_OK;
}

qn_error qn_shape_set_events(qn_world *world, qn_shape_id id, bool contact_events, bool hit_events)
{
    FIND_SHAPE(index);
    uint32_t all = QN_SHAPE_CONTACT_EVENTS | QN_SHAPE_HIT_EVENTS;
    uint32_t wanted =
        (contact_events ? QN_SHAPE_CONTACT_EVENTS : 0u) | (hit_events ? QN_SHAPE_HIT_EVENTS : 0u);
    QN_TRY(qn_event_log_ask(world, wanted));
    world->shapes[index].flags = (world->shapes[index].flags & ~all) | wanted;
    return QN_ERROR_OK;
}

qn_error qn_shape_set_density(qn_world *world, qn_shape_id id, float density_kgpm2)
{
    FIND_SHAPE(index);
    QN_TRY(check_density(world, density_kgpm2));
    if (qn_shape_senses(&world->shapes[index])) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "sensors have no mass");
    }
    world->shapes[index].density = density_kgpm2;
    qn_body_wake(world, world->shapes[index].body);
    qn_body_update_mass(world, world->shapes[index].body);
    return QN_ERROR_OK;
}

float qn_shape_density(const qn_world *world, qn_shape_id id)
{
    const qn_shape *shape = read_shape(world, id);
    return shape != NULL ? shape->density : 0.0f;
}
