// When fields act: once a step the trees tell which rows a field may reach; in each sub-step the
// field looks at them exactly, where they are by then.
//
// The positions of the middle of the step matter: with forces that depend on the place, velocities
// first and then positions (symplectic Euler) keep orbits closed and floating bodies from bobbing
// higher and higher. The order of rows does not: what a field does to a body depends on no other.
#include "base/sort.h"
#include "physics/broadphase/near.h"
#include "physics/center.h"
#include "physics/field/inside.h"
#include "physics/step.h"
#include "physics/world.h"

// A free body that is accelerated by more does not rest.
#define BALANCED_MPS2 0.01f
// How much deeper than its motion takes it a body must be inside to be whole for a step.
#define WHOLE_MARGIN_M 0.05f

// The rows that a hit stands for: from *first until before the result.
static int32_t rows_of_hit(const qn_world *world, qn_field_hit hit, int32_t *first)
{
    *first = hit.row != QN_NONE ? hit.row : 0;
    return hit.row != QN_NONE ? hit.row + 1 : world->state->awake_count;
}

void qn_fields_begin(qn_world *world)
{
    qn_scratch *scratch = world->scratch;
    for (int32_t i = 0; i < scratch->field_hit_count; ++i) {
        int32_t first;
        int32_t end = rows_of_hit(world, scratch->field_hits[i], &first);
        for (int32_t row = first; row < end; ++row) {
            scratch->row_speeds[row] = world->velocities[row].v;
            scratch->row_colors[row] |= QN_FIELD_BIT;
        }
    }
}

static void push(qn_world *world, qn_field_hit hit, float h)
{
    qn_field_frame f = qn_field_frame_of(world, &world->fields[hit.field]);
    int32_t first;
    int32_t end = rows_of_hit(world, hit, &first);
    for (int32_t row = first; row < end; ++row) {
        hit.row = row;
        qn_field_push_row(world, &f, hit, h);
    }
}

void qn_fields_push(qn_world *world, float h)
{
    for (int32_t i = 0; i < world->scratch->field_hit_count; ++i) {
        world->extras.fields->push(world, world->scratch->field_hits[i], h);
    }
}

// A free body rests only where all forces on it balance: at its turning points it is slow, too.
static void keep_unbalanced(qn_world *world, int32_t row, float limit)
{
    const qn_scratch *scratch = world->scratch;
    qn_vec2 change = qn_sub(world->velocities[row].v, scratch->row_speeds[row]);
    if (!qn_row_is_bound(scratch, row) && qn_length(change) > limit) {
        world->bodies[world->motions[row].body].sleep_time_s = 0.0f;
    }
}

void qn_fields_keep_unbalanced(qn_world *world, const qn_step *step)
{
    for (int32_t i = 0; i < world->scratch->field_hit_count; ++i) {
        int32_t first;
        int32_t end = rows_of_hit(world, world->scratch->field_hits[i], &first);
        for (int32_t row = first; row < end; ++row) {
            keep_unbalanced(world, row, BALANCED_MPS2 * step->dt_s);
        }
    }
}

// ---- The stage ------------------------------------------------------------------------------

// Slots of the dynamic bodies with a shape whose fat box meets the region's box, in scratch.
static int32_t find_bodies(const qn_world *world, const qn_field *field)
{
    qn_pose pose =
        field->body != QN_NONE ? qn_motion_of(world, field->body)->pose : qn_pose_identity();
    qn_aabb box = qn_aabb_unrounded(qn_hull_aabb(&field->region, pose));
    int32_t *found = world->scratch->found_shapes;
    int32_t count = 0;
    qn_near walk = qn_near_start(world, QN_IN_DYNAMIC, box, field->mask_bits);
    for (int32_t shape = qn_near_next(&walk); shape != QN_NONE; shape = qn_near_next(&walk)) {
        int32_t body = world->shapes[shape].body;
        if (world->bodies[body].type == QN_BODY_DYNAMIC) {
            found[count++] = body;
        }
    }
    return qn_sort_unique_slots(found, count);
}

static void note_hit(qn_world *world, int32_t field, int32_t row, bool is_whole)
{
    qn_scratch *scratch = world->scratch;
    scratch->field_hits[scratch->field_hit_count++] = (qn_field_hit){field, row, is_whole};
}

static void note_rows(qn_world *world, const qn_step *step, int32_t index)
{
    const qn_field *field = &world->fields[index];
    if (field->region.count == 0) {
        note_hit(world, index, QN_NONE, false);
        return;
    }
    qn_field_frame f = qn_field_frame_of(world, field);
    bool rests = field->body == QN_NONE || !qn_body_slot_moves(world, field->body);
    int32_t count = find_bodies(world, field);
    int32_t limit = QN_FIELD_HITS_PER_BODY * world->state->body_pool.capacity;
    if (world->scratch->field_hit_count + count > limit) {
        note_hit(world, index, QN_NONE, false);
        return;
    }
    for (int32_t i = 0; i < count; ++i) {
        int32_t row = world->body_rows[world->scratch->found_shapes[i]];
        if (qn_row_is_awake(world, row)) {
            // Twice what it would move without being pushed, and a little.
            float margin = 2.0f * step->dt_s * qn_length(world->velocities[row].v) + WHOLE_MARGIN_M;
            bool is_whole = rests && qn_field_holds(world, &f, row, margin);
            note_hit(world, index, row, is_whole);
        }
    }
}

static bool moves_with_body(const qn_world *world, const qn_field *field)
{
    if (field->body == QN_NONE || !qn_body_slot_moves(world, field->body)) {
        return false;
    }
    const qn_velocity *velocity = qn_velocity_of(world, field->body);
    float extent = qn_motion_of(world, field->body)->max_extent_m;
    float speed = qn_length(velocity->v) + qn_abs(velocity->w) * extent;
    return speed > world->bodies[field->body].sleep_speed_mps;
}

static bool is_field(const qn_world *world, int32_t index)
{
    return world->field_slots[index].is_live &&
           (world->fields[index].flags & QN_FIELD_ENABLED) != 0;
}

static void find_rows(qn_world *world, const qn_step *step)
{
    for (int32_t i = 0; i < world->state->field_pool.used_count; ++i) {
        if (is_field(world, i) && moves_with_body(world, &world->fields[i])) {
            qn_field_rouse_inside(world, i, false);
        }
    }
    for (int32_t i = 0; i < world->state->field_pool.used_count; ++i) {
        if (is_field(world, i)) {
            note_rows(world, step, i);
        }
    }
}

void qn_stage_fields(qn_world *world, const qn_step *step)
{
    world->scratch->field_hit_count = 0;
    if (world->extras.fields != NULL) {
        world->extras.fields->find_rows(world, step);
    }
}

const qn_field_code qn_fields = {
    .find_rows = find_rows, .push = push, .lose_body = qn_fields_of_body_destroy};

// ---- Waking ---------------------------------------------------------------------------------

static void rouse(qn_world *world, const qn_field *field, int32_t body, bool anew)
{
    if (!world->body_slots[body].is_live || world->bodies[body].type != QN_BODY_DYNAMIC ||
        body == field->body || qn_body_slot_is_disabled(world, body)) {
        return;
    }
    if (anew) {
        qn_body_wake(world, body);
    } else {
        qn_body_rouse(world, body);
    }
}

void qn_field_rouse_inside(qn_world *world, int32_t index, bool anew)
{
    const qn_field *field = &world->fields[index];
    if (field->region.count == 0) {
        for (int32_t i = 0; i < world->state->body_pool.used_count; ++i) {
            rouse(world, field, i, anew);
        }
        return;
    }
    int32_t count = find_bodies(world, field);
    for (int32_t i = 0; i < count; ++i) {
        rouse(world, field, world->scratch->found_shapes[i], anew);
    }
}
