// The list, and what is said of the world as a whole.
#include "physics/advice/advice.h"

#include "physics/check.h"
#include "physics/step.h"

#define LONG_SUBSTEP_S 0.0101f
#define STRONG_GRAVITY_MPS2 50.0f
#define LARGE_BODY_M 30.0f
#define LARGE_BODY_COUNT 3

_Static_assert(sizeof(qn_advice) == 32, "records cross as they are");

// ---- The list -------------------------------------------------------------------------------

typedef struct table_row {
    qn_advice_severity severity;
    qn_advice_noun noun_a, noun_b;
} table_row;

static const table_row rows[QN_ADVICE_CODE_COUNT] = {
#define ROW(name, severity, noun_a, noun_b, sentence)                                              \
    [QN_ADVICE_##name] = {QN_ADVICE_##severity, QN_ADVICE_##noun_a, QN_ADVICE_##noun_b},
    QN_ADVICE_TABLE(ROW)
#undef ROW
};

static uint32_t handle_of(const qn_world *world, qn_advice_noun noun, int32_t slot)
{
    switch (noun) {
    case QN_ADVICE_BODY:
        return qn_pool_handle(world->body_slots, slot);
    case QN_ADVICE_SHAPE:
        return qn_pool_handle(world->shape_slots, slot);
    case QN_ADVICE_JOINT:
        return qn_pool_handle(world->joint_slots, slot);
    default:
        return 0;
    }
}

void qn_advise(qn_adviser *adviser, qn_advice_code code, int32_t a, int32_t b, float number)
{
    if (adviser->code_counts[code] >= QN_MAX_ADVICE_PER_CODE) {
        return;
    }
    adviser->code_counts[code] += 1;
    if (adviser->count < adviser->capacity) {
        const table_row *r = &rows[code];
        adviser->records[adviser->count] = (qn_advice){
            .code = (uint32_t)code,
            .severity = (uint32_t)r->severity,
            .noun_a = (uint32_t)r->noun_a,
            .noun_b = (uint32_t)r->noun_b,
            .a = handle_of(adviser->world, r->noun_a, a),
            .b = handle_of(adviser->world, r->noun_b, b),
            .number = number,
        };
    }
    adviser->count += 1;
}

// ---- The world ------------------------------------------------------------------------------

static void advise_count(qn_adviser *adviser, qn_advice_code code, int32_t count)
{
    if (count > 0) {
        qn_advise(adviser, code, QN_NONE, QN_NONE, (float)count);
    }
}

// The mean size of the dynamic bodies that have shapes.
static void advise_on_sizes(qn_adviser *adviser)
{
    const qn_world *world = adviser->world;
    float sum = 0.0f;
    int32_t count = 0;
    for (int32_t row = 0; row < world->state->row_count; ++row) {
        const qn_motion *motion = &world->motions[row];
        if (world->bodies[motion->body].type == QN_BODY_DYNAMIC && motion->max_extent_m > 0.0f) {
            sum += 2.0f * motion->max_extent_m;
            count += 1;
        }
    }
    float mean = count > 0 ? sum / (float)count : 0.0f;
    if (count >= LARGE_BODY_COUNT && mean > LARGE_BODY_M) {
        qn_advise(adviser, QN_ADVICE_BODIES_LARGE, QN_NONE, QN_NONE, mean);
    }
}

void qn_advise_on_world(qn_adviser *adviser)
{
    const qn_world *world = adviser->world;
    const qn_habit *habit = &world->habit;
    float gravity = qn_length(world->state->gravity_mps2);
    advise_count(adviser, QN_ADVICE_CONTACTS_DROPPED, world->state->dropped_contact_count);
    advise_count(adviser, QN_ADVICE_EVENTS_DROPPED, world->events.dropped_count);
    advise_count(adviser, QN_ADVICE_MOTION_FROZEN, world->state->frozen_body_count);
    advise_count(adviser, QN_ADVICE_STEP_CHANGES, habit->change_count);
    if (habit->h_s > LONG_SUBSTEP_S) {
        qn_advise(adviser, QN_ADVICE_STEP_LONG, QN_NONE, QN_NONE, 1000.0f * habit->h_s);
    }
    if (gravity > STRONG_GRAVITY_MPS2) {
        qn_advise(adviser, QN_ADVICE_GRAVITY_STRONG, QN_NONE, QN_NONE, gravity);
    }
    advise_on_sizes(adviser);
}

qn_error qn_world_advise(const qn_world *world, qn_advice *records, int32_t capacity,
                         int32_t *count)
{
    if (count != NULL) {
        *count = 0;
    }
    if (world == NULL || count == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (capacity < 0) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "capacity");
    }
    if (records == NULL && capacity > 0) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "records is null");
    }
    qn_adviser adviser = {.world = world, .records = records, .capacity = capacity};
    qn_advise_on_world(&adviser);
    qn_advise_on_bodies(&adviser);
    qn_advise_on_shapes(&adviser);
    qn_advise_on_contacts(&adviser);
    qn_advise_on_joints(&adviser);
    *count = adviser.count;
    return QN_ERROR_OK;
}
