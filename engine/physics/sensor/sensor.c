// Sensors after each step: the overlaps of now, against those of the step before.
//
// Both are lists of (sensor, visitor) sorted by slots, so that one merge finds what is new and what
// is gone. Only what may have changed is looked at: pairs of which one is awake or was edited since
// the last step. Of the others the old answer is kept, so what sleeps in a sensor costs a search.
#include "physics/sensor/sensor.h"

#include <string.h>

#include "base/sort.h"
#include "physics/center.h"
#include "physics/check.h"
#include "physics/motion/mover.h"
#include "physics/broadphase/near.h"
#include "physics/step.h"

// ---- The list of sensors --------------------------------------------------------------------

void qn_sensor_enlist(qn_world *world, int32_t shape)
{
    int32_t i = world->state->sensor_count++;
    for (; i > 0 && world->sensors[i - 1] > shape; --i) {
        world->sensors[i] = world->sensors[i - 1];
    }
    world->sensors[i] = shape;
}

void qn_sensor_dismiss(qn_world *world, int32_t shape)
{
    int32_t i = 0;
    while (world->sensors[i] != shape) {
        ++i;
    }
    world->state->sensor_count -= 1;
    for (; i < world->state->sensor_count; ++i) {
        world->sensors[i] = world->sensors[i + 1];
    }
}

void qn_sensors_note_edit(qn_world *world) { world->state->edited_tick = world->state->tick_count; }

void qn_shape_note_edit(qn_world *world, int32_t shape)
{
    world->shapes[shape].edited_tick = world->state->tick_count;
    qn_sensors_note_edit(world);
}

// ---- Events ---------------------------------------------------------------------------------

static void raise(qn_world *world, qn_visit visit, qn_sensor_event_type type)
{
    const qn_shape *visitor = &world->shapes[visit.visitor];
    qn_raise_sensor_event(world, (qn_sensor_event){
                                     .type = (uint32_t)type,
                                     .sensor = {qn_pool_handle(world->shape_slots, visit.sensor)},
                                     .visitor = {qn_pool_handle(world->shape_slots, visit.visitor)},
                                     .visitor_user_data = visitor->user_data,
                                     .visitor_m = qn_motion_of(world, visitor->body)->center,
                                 });
}

static void begin_visit(qn_world *world, qn_visit visit)
{
    world->shapes[visit.sensor].flags |= QN_SHAPE_VISITS;
    world->shapes[visit.visitor].flags |= QN_SHAPE_VISITS;
    raise(world, visit, QN_SENSOR_EVENT_BEGIN);
}

void qn_visits_forget(qn_world *world, int32_t shape)
{
    if ((world->shapes[shape].flags & QN_SHAPE_VISITS) == 0) {
        return;
    }
    int32_t kept = 0;
    for (int32_t i = 0; i < world->state->visit_count; ++i) {
        qn_visit visit = world->visits[i];
        if (visit.sensor == shape || visit.visitor == shape) {
            raise(world, visit, QN_SENSOR_EVENT_END);
        } else {
            world->visits[kept] = visit;
            kept += 1;
        }
    }
    world->state->visit_count = kept;
    world->shapes[shape].flags &= ~(uint32_t)QN_SHAPE_VISITS;
}

// ---- Looking --------------------------------------------------------------------------------

static bool comes_before(qn_visit a, qn_visit b)
{
    return a.sensor != b.sensor ? a.sensor < b.sensor : a.visitor < b.visitor;
}

// Where the visit is in a sorted list, or would be.
static int32_t place_of(const qn_visit *list, int32_t count, qn_visit visit)
{
    int32_t low = 0;
    while (low < count) {
        int32_t middle = low + (count - low) / 2;
        if (comes_before(list[middle], visit)) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

static bool is_listed(const qn_visit *list, int32_t count, qn_visit visit)
{
    int32_t i = place_of(list, count, visit);
    return i < count && list[i].sensor == visit.sensor && list[i].visitor == visit.visitor;
}

static bool was_edited(const qn_world *world)
{
    return world->state->edited_tick == world->state->tick_count;
}

static bool may_have_changed(const qn_world *world, int32_t index)
{
    const qn_shape *shape = &world->shapes[index];
    return qn_body_slot_moves(world, shape->body) ||
           shape->edited_tick == world->state->tick_count ||
           (shape->type == QN_SHAPE_TILES && was_edited(world));
}

static int32_t find_visitors(const qn_world *world, int32_t sensor)
{
    const qn_shape *shape = &world->shapes[sensor];
    qn_aabb box = qn_hull_aabb(&shape->hull, qn_motion_of(world, shape->body)->pose);
    int32_t count = 0;
    qn_near walk =
        qn_near_start(world, QN_IN_BOTH, qn_aabb_unrounded(box), qn_shape_search_mask(shape));
    for (int32_t i = qn_near_next(&walk); i != QN_NONE; i = qn_near_next(&walk)) {
        if (qn_sensor_sees(world, sensor, i)) {
            world->scratch->found_shapes[count++] = i;
        }
    }
    return count;
}

static void note_visit(qn_world *world, qn_visit visit)
{
    qn_scratch *scratch = world->scratch;
    if (scratch->visit_count < QN_VISIT_CAPACITY(world->state)) {
        scratch->visits[scratch->visit_count++] = visit;
    } else {
        world->events.dropped_count += 1;
    }
}

static void look(qn_world *world, int32_t sensor)
{
    int32_t body = world->shapes[sensor].body;
    if (qn_body_slot_is_disabled(world, body)) {
        return;
    }
    int32_t count = find_visitors(world, sensor);
    const int32_t *found = world->scratch->found_shapes;
    qn_sort_slots(world->scratch->found_shapes, count);
    bool is_new = may_have_changed(world, sensor);
    for (int32_t i = 0; i < count; ++i) {
        qn_visit visit = {sensor, found[i]};
        bool is_inside = is_new || may_have_changed(world, found[i])
                             ? qn_shapes_overlap(world, sensor, found[i])
                             : is_listed(world->visits, world->state->visit_count, visit);
        if (is_inside) {
            note_visit(world, visit);
        }
    }
}

// ---- What crossed within the step -----------------------------------------------------------

static qn_aabb way_of(const qn_world *world, const qn_mover *mover)
{
    const qn_motion *motion = qn_motion_of(world, mover->body);
    qn_vec2 from = mover->first_center;
    qn_vec2 reach = {motion->max_extent_m, motion->max_extent_m};
    return qn_aabb_unrounded((qn_aabb){qn_sub(qn_v2_min(from, motion->center), reach),
                                       qn_add(qn_v2_max(from, motion->center), reach)});
}

static void try_crossing(qn_world *world, const qn_mover *mover, int32_t shape, int32_t sensor)
{
    const qn_scratch *scratch = world->scratch;
    qn_visit visit = {sensor, shape};
    if (!qn_shape_senses(&world->shapes[sensor]) || qn_shape_is_terrain(&world->shapes[sensor]) ||
        !qn_sensor_sees(world, sensor, shape) ||
        is_listed(world->visits, world->state->visit_count, visit) ||
        is_listed(scratch->visits, scratch->visit_count, visit) ||
        !qn_mover_crossed(world, mover, shape, sensor)) {
        return;
    }
    raise(world, visit, QN_SENSOR_EVENT_BEGIN);
    raise(world, visit, QN_SENSOR_EVENT_END);
}

static int32_t find_sensors(const qn_world *world, qn_aabb box)
{
    int32_t count = 0;
    qn_near near = qn_near_start(world, QN_IN_BOTH, box, UINT64_MAX);
    for (int32_t i = qn_near_next(&near); i != QN_NONE; i = qn_near_next(&near)) {
        if (qn_shape_senses(&world->shapes[i])) {
            world->scratch->found_shapes[count++] = i;
        }
    }
    return count;
}

static void find_crossings(qn_world *world, const qn_mover *mover)
{
    int32_t count = find_sensors(world, way_of(world, mover));
    qn_sort_slots(world->scratch->found_shapes, count);
    for (int32_t i = 0; i < count; ++i) {
        int32_t sensor = world->scratch->found_shapes[i];
        for (int32_t shape = world->bodies[mover->body].first_shape; shape != QN_NONE;
             shape = world->shapes[shape].next) {
            try_crossing(world, mover, shape, sensor);
        }
    }
}

// ---- The stage ------------------------------------------------------------------------------

static void compare(qn_world *world)
{
    const qn_visit *old = world->visits, *now = world->scratch->visits;
    int32_t old_count = world->state->visit_count, now_count = world->scratch->visit_count;
    int32_t i = 0, k = 0;
    while (i < old_count || k < now_count) {
        if (k == now_count || (i < old_count && comes_before(old[i], now[k]))) {
            raise(world, old[i], QN_SENSOR_EVENT_END);
            i += 1;
        } else if (i == old_count || comes_before(now[k], old[i])) {
            begin_visit(world, now[k]);
            k += 1;
        } else {
            i += 1;
            k += 1;
        }
    }
}

void qn_stage_sensors(qn_world *world, const qn_step *step)
{
    (void)step;
    qn_scratch *scratch = world->scratch;
    bool is_quiet = world->state->awake_count == 0 && !was_edited(world);
    if (world->state->sensor_count == 0 || is_quiet) {
        return;
    }
    scratch->visit_count = 0;
    for (int32_t i = 0; i < world->state->sensor_count; ++i) {
        look(world, world->sensors[i]);
    }
    for (int32_t i = 0; i < scratch->mover_count; ++i) {
        find_crossings(world, &scratch->movers[i]);
    }
    compare(world);
    memcpy(world->visits, scratch->visits, sizeof(qn_visit) * (size_t)scratch->visit_count);
    world->state->visit_count = scratch->visit_count;
}

// ---- Publics --------------------------------------------------------------------------------

static int32_t read_shape(const qn_world *world, qn_shape_id id)
{
    int32_t index = world != NULL ? qn_find_shape(world, id) : QN_NONE;
    if (world != NULL && index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index;
}

bool qn_shape_is_sensor(const qn_world *world, qn_shape_id id)
{
    int32_t index = read_shape(world, id);
    return index != QN_NONE && qn_shape_senses(&world->shapes[index]);
}

int32_t qn_sensor_visitors(const qn_world *world, qn_shape_id id, qn_shape_id *out,
                           int32_t capacity)
{
    int32_t sensor = read_shape(world, id);
    if (sensor == QN_NONE || qn_check_list(world, out, capacity) != QN_ERROR_OK) {
        return 0;
    }
    if (!qn_shape_senses(&world->shapes[sensor])) {
        qn_refuse(world, QN_ERROR_WRONG_TYPE, "the shape is no sensor");
        return 0;
    }
    int32_t first = place_of(world->visits, world->state->visit_count, (qn_visit){sensor, 0});
    int32_t count = 0;
    for (int32_t i = first; i < world->state->visit_count && world->visits[i].sensor == sensor;
         ++i) {
        if (count < capacity) {
            out[count] =
                (qn_shape_id){qn_pool_handle(world->shape_slots, world->visits[i].visitor)};
        }
        count += 1;
    }
    return count;
}
