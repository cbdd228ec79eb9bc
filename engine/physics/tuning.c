// One table says where each field lies, what it starts as and what it may be.
#include "physics/tuning.h"

#include <string.h>

#include "physics/check.h"

#define MAX_DIRECT_WORK 1000

typedef struct field {
    size_t place;
    float start, low, high;
    const char *name;
} field;

#define FIELD(name, start, low, high) {offsetof(qn_world_tuning, name), start, low, high, #name}

static const field fields[] = {
    FIELD(contact_hertz, 30.0f, 0.1f, 1.0e3f),
    FIELD(contact_damping_ratio, 10.0f, 0.0f, 1.0e3f),
    FIELD(joint_hertz, 60.0f, 0.1f, 1.0e3f),
    FIELD(joint_damping_ratio, 2.0f, 0.0f, 1.0e3f),
    FIELD(push_speed_mps, 0.8f, 0.0f, QN_MAX_SPEED_MPS),
    FIELD(steady_rate, 8.0f, 0.0f, 1.0e3f),
    FIELD(restitution_threshold_mps, 1.0f, 0.0f, QN_MAX_SPEED_MPS),
    FIELD(hit_threshold_mps, 1.0f, 0.0f, QN_MAX_SPEED_MPS),
    FIELD(sleep_speed_factor, 1.0f, 0.0f, 100.0f),
    FIELD(time_to_sleep_s, 0.5f, 1.0e-3f, 1.0e6f),
    FIELD(calm_damping, 10.0f, 0.0f, 1.0e4f),
    FIELD(max_speed_mps, QN_MAX_SPEED_MPS, 0.1f, QN_MAX_SPEED_MPS),
};
#define FIELD_COUNT (sizeof fields / sizeof fields[0])
_Static_assert(sizeof(qn_world_tuning) == sizeof(float) * FIELD_COUNT + sizeof(int32_t),
               "the table lists every field, and there is no padding");

static float read_field(const qn_world_tuning *tuning, const field *f)
{
    float value;
    memcpy(&value, (const char *)tuning + f->place, sizeof value);
    return value;
}

static void write_field(qn_world_tuning *tuning, const field *f, float value)
{
    memcpy((char *)tuning + f->place, &value, sizeof value);
}

static bool work_is_sane(int32_t work) { return work >= 0 && work <= MAX_DIRECT_WORK; }

const char *qn_tuning_validate(const qn_world_tuning *tuning)
{
    for (size_t i = 0; i < FIELD_COUNT; ++i) {
        float value = read_field(tuning, &fields[i]);
        if (!(value >= fields[i].low && value <= fields[i].high)) {
            return fields[i].name;
        }
    }
    return work_is_sane(tuning->direct_work_per_body) ? NULL : "direct_work_per_body";
}

qn_world_tuning qn_world_tuning_default(void)
{
    qn_world_tuning tuning = {.direct_work_per_body = 12};
    for (size_t i = 0; i < FIELD_COUNT; ++i) {
        write_field(&tuning, &fields[i], fields[i].start);
    }
    return tuning;
}

qn_world_tuning qn_world_get_tuning(const qn_world *world)
{
    return world != NULL ? world->state->tuning : (qn_world_tuning){0};
}

qn_error qn_world_set_tuning(qn_world *world, const qn_world_tuning *tuning)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (tuning == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "tuning is null");
    }
    qn_world_tuning taken = *tuning;
    for (size_t i = 0; i < FIELD_COUNT; ++i) {
        const field *f = &fields[i];
        QN_TRY(qn_check_range(world, read_field(tuning, f), f->low, f->high, f->name));
    }
    if (!work_is_sane(taken.direct_work_per_body)) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "direct_work_per_body");
    }
    world->state->tuning = taken;
    return QN_ERROR_OK;
}
