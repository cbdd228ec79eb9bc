// Fields: handles, life, parameters. What they do is in push.c.
#include "physics/field/field.h"

#include <string.h>

#include "physics/check.h"
#include "physics/effect/wind.h"
#include "physics/region/region.h"
#include "physics/step.h"
#include "physics/world.h"

#define MAX_ACCELERATION 1.0e5f
#define MAX_FORCE 1.0e12f
#define MAX_DRAG 1.0e4f
#define MAX_FLUID_DENSITY 1.0e6f
#define MIN_DISTANCE_M 1.0e-3f

// ---- Definitions ----------------------------------------------------------------------------

qn_field_def qn_field_def_default(void)
{
    return (qn_field_def){
        .cookie = QN_COOKIE_FIELD,
        .is_enabled = true,
        .mask_bits = UINT64_MAX,
        .point = {.min_distance_m = 0.1f},
        .radial = {.min_distance_m = 0.1f},
        .buoyancy = {.density_kgpm2 = 1000.0f,
                     .linear_drag_per_s = 1.0f,
                     .angular_drag_per_s = 1.0f},
        .wind = {.drag_kgpm2 = 0.6f, .lift_kgpm2 = 0.6f},
    };
}

static qn_error check_drag(const qn_world *world, float linear, float angular)
{
    QN_TRY(qn_check_range(world, linear, 0.0f, MAX_DRAG, "linear_drag_per_s"));
    return qn_check_range(world, angular, 0.0f, MAX_DRAG, "angular_drag_per_s");
}

static qn_error check_area(const qn_world *world, const qn_area_field *area)
{
    QN_TRY(qn_check_vec2(world, area->acceleration_mps2, MAX_ACCELERATION, "acceleration_mps2"));
    QN_TRY(qn_check_vec2(world, area->force_n, MAX_FORCE, "force_n"));
    QN_TRY(qn_check_vec2(world, area->flow_mps, QN_MAX_SPEED_MPS, "flow_mps"));
    return check_drag(world, area->linear_drag_per_s, area->angular_drag_per_s);
}

static qn_error check_distances(const qn_world *world, qn_falloff falloff, float least, float most)
{
    if ((int)falloff < QN_FALLOFF_NONE || (int)falloff > QN_FALLOFF_LINEAR) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "falloff");
    }
    QN_TRY(qn_check_range(world, least, MIN_DISTANCE_M, QN_MAX_SIZE_M, "min_distance_m"));
    return qn_check_range(world, most, 0.0f, QN_MAX_POSITION_M, "max_distance_m");
}

static qn_error check_point(const qn_world *world, const qn_point_field *point)
{
    QN_TRY(qn_check_vec2(world, point->point_m, QN_MAX_POSITION_M, "point_m"));
    QN_TRY(qn_check_range(world, point->acceleration_mps2, -MAX_ACCELERATION, MAX_ACCELERATION,
                          "acceleration_mps2"));
    QN_TRY(qn_check_range(world, point->force_n, -MAX_FORCE, MAX_FORCE, "force_n"));
    return check_distances(world, point->falloff, point->min_distance_m, point->max_distance_m);
}

static qn_error check_radial(const qn_world *world, const qn_radial_field *radial)
{
    QN_TRY(qn_check_vec2(world, radial->axis_m, QN_MAX_POSITION_M, "axis_m"));
    qn_vec2 accelerations = {radial->tangential_mps2, radial->inward_mps2};
    QN_TRY(qn_check_vec2(world, accelerations, MAX_ACCELERATION, "tangential_mps2, inward_mps2"));
    QN_TRY(
        qn_check_range(world, radial->flow_mps, -QN_MAX_SPEED_MPS, QN_MAX_SPEED_MPS, "flow_mps"));
    QN_TRY(check_drag(world, radial->linear_drag_per_s, 0.0f));
    return check_distances(world, radial->falloff, radial->min_distance_m, radial->max_distance_m);
}

static qn_error check_buoyancy(const qn_world *world, const qn_buoyancy_field *fluid)
{
    QN_TRY(qn_check_range(world, fluid->density_kgpm2, 0.0f, MAX_FLUID_DENSITY, "density_kgpm2"));
    QN_TRY(qn_check_vec2(world, fluid->surface_m, QN_MAX_POSITION_M, "surface_m"));
    QN_TRY(qn_check_vec2(world, fluid->surface_normal, QN_MAX_POSITION_M, "surface_normal"));
    QN_TRY(qn_check_vec2(world, fluid->flow_mps, QN_MAX_SPEED_MPS, "flow_mps"));
    return check_drag(world, fluid->linear_drag_per_s, fluid->angular_drag_per_s);
}

qn_error qn_field_push_check(const qn_world *world, qn_field_kind kind, const qn_field_push *push)
{
    switch (kind) {
    case QN_FIELD_AREA:
        return check_area(world, &push->area);
    case QN_FIELD_POINT:
        return check_point(world, &push->point);
    case QN_FIELD_RADIAL:
        return check_radial(world, &push->radial);
    case QN_FIELD_BUOYANCY:
        return check_buoyancy(world, &push->buoyancy);
    case QN_FIELD_WIND:
        return qn_wind_check(world, &push->wind);
    }
    return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "kind");
}

// Takes over the push that `kind` names, if it is sound.
static qn_error read_push(const qn_world *world, const qn_field_def *def, qn_field_push *out)
{
    memset(out, 0, sizeof *out);
    switch (def->kind) {
    case QN_FIELD_AREA:
        out->area = def->area;
        break;
    case QN_FIELD_POINT:
        out->point = def->point;
        break;
    case QN_FIELD_RADIAL:
        out->radial = def->radial;
        break;
    case QN_FIELD_BUOYANCY:
        out->buoyancy = def->buoyancy;
        break;
    case QN_FIELD_WIND:
        out->wind = def->wind;
        break;
    }
    QN_TRY(qn_field_push_check(world, def->kind, out));
    if (def->kind == QN_FIELD_BUOYANCY) {
        out->buoyancy.surface_normal = qn_normalize(out->buoyancy.surface_normal);
    }
    return QN_ERROR_OK;
}

// Without points it is everywhere, as a hull of no corners.
static qn_error read_region(const qn_world *world, const qn_region *region, qn_hull *out)
{
    *out = (qn_hull){.count = 0};
    return region->point_count == 0 ? QN_ERROR_OK : qn_region_read(world, region, out);
}

static qn_error read_def(const qn_world *world, const qn_field_def *def, qn_field *out)
{
    if (def == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    if (def->cookie != QN_COOKIE_FIELD) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the field definition was not started from qn_field_def_default");
    }
    *out = (qn_field){.mask_bits = def->mask_bits,
                      .user_data = def->user_data,
                      .kind = (int32_t)def->kind,
                      .body = QN_NONE,
                      .flags = (def->is_enabled ? QN_FIELD_ENABLED : 0u) |
                               (def->turns_with_body ? QN_FIELD_TURNS : 0u)};
    if (def->body.raw != 0) {
        out->body = qn_find_body(world, def->body);
        if (out->body == QN_NONE) {
            return qn_refuse_handle(world, def->body.raw);
        }
    }
    QN_TRY(read_push(world, def, &out->push));
    return read_region(world, &def->region, &out->region);
}

// ---- Life -----------------------------------------------------------------------------------

static void wake_inside(qn_world *world, int32_t index)
{
    if ((world->fields[index].flags & QN_FIELD_ENABLED) != 0) {
        qn_field_rouse_inside(world, index, true);
    }
}

qn_field_id qn_field_create(qn_world *world, const qn_field_def *def)
{
    qn_field_id none = {0};
    qn_field made;
    if (world == NULL || read_def(world, def, &made) != QN_ERROR_OK ||
        qn_world_make_room(world, &world->state->field_pool,
                           "QN_MAX_BODY_COUNT fields are alive") != QN_ERROR_OK) {
        return none;
    }
    int32_t index = qn_pool_take(&world->state->field_pool, world->field_slots);
    world->fields[index] = made;
    world->extras.fields = &qn_fields;
    wake_inside(world, index);
    return (qn_field_id){qn_pool_handle(world->field_slots, index)};
}

static void destroy(qn_world *world, int32_t index)
{
    wake_inside(world, index);
    memset(&world->fields[index], 0, sizeof world->fields[index]);
    qn_pool_give_back(&world->state->field_pool, world->field_slots, index);
}

void qn_fields_of_body_destroy(qn_world *world, int32_t body)
{
    for (int32_t i = 0; i < world->state->field_pool.used_count; ++i) {
        if (world->field_slots[i].is_live && world->fields[i].body == body) {
            destroy(world, i);
        }
    }
}

// For a field to be changed: leaves the function with the error, or declares its slot.
#define FIND_FIELD(index)                                                                          \
    if (world == NULL) {                                                                           \
        return QN_ERROR_NULL_POINTER;                                                              \
    }                                                                                              \
    int32_t index = qn_pool_find(&world->state->field_pool, world->field_slots, id.raw);           \
    if (index == QN_NONE) {                                                                        \
        return qn_refuse_handle(world, id.raw);                                                    \
    }

qn_error qn_field_destroy(qn_world *world, qn_field_id id)
{
    FIND_FIELD(index);
    destroy(world, index);
    return QN_ERROR_OK;
}

bool qn_field_is_alive(const qn_world *world, qn_field_id id)
{
    return world != NULL &&
           qn_pool_find(&world->state->field_pool, world->field_slots, id.raw) != QN_NONE;
}

// ---- Reading --------------------------------------------------------------------------------

static const qn_field *read_field(const qn_world *world, qn_field_id id)
{
    int32_t index = world != NULL
                        ? qn_pool_find(&world->state->field_pool, world->field_slots, id.raw)
                        : QN_NONE;
    if (world != NULL && index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index != QN_NONE ? &world->fields[index] : NULL;
}

qn_field_kind qn_field_get_kind(const qn_world *world, qn_field_id id)
{
    const qn_field *field = read_field(world, id);
    return field != NULL ? (qn_field_kind)field->kind : QN_FIELD_AREA;
}

qn_body_id qn_field_body(const qn_world *world, qn_field_id id)
{
    const qn_field *field = read_field(world, id);
    bool has_body = field != NULL && field->body != QN_NONE;
    return (qn_body_id){has_body ? qn_pool_handle(world->body_slots, field->body) : 0};
}

bool qn_field_is_enabled(const qn_world *world, qn_field_id id)
{
    const qn_field *field = read_field(world, id);
    return field != NULL && (field->flags & QN_FIELD_ENABLED) != 0;
}

uint64_t qn_field_mask(const qn_world *world, qn_field_id id)
{
    const qn_field *field = read_field(world, id);
    return field != NULL ? field->mask_bits : 0;
}

uint64_t qn_field_user_data(const qn_world *world, qn_field_id id)
{
    const qn_field *field = read_field(world, id);
    return field != NULL ? field->user_data : 0;
}

static const qn_field_push *read_push_of(const qn_world *world, qn_field_id id, qn_field_kind kind)
{
    static const qn_field_push nothing = {0};
    const qn_field *field = read_field(world, id);
    if (field != NULL && field->kind != (int32_t)kind) {
        qn_refuse(world, QN_ERROR_WRONG_TYPE, "the field is of another kind");
        return &nothing;
    }
    return field != NULL ? &field->push : &nothing;
}

qn_area_field qn_field_area(const qn_world *world, qn_field_id id)
{
    return read_push_of(world, id, QN_FIELD_AREA)->area;
}

qn_point_field qn_field_point(const qn_world *world, qn_field_id id)
{
    return read_push_of(world, id, QN_FIELD_POINT)->point;
}

qn_radial_field qn_field_radial(const qn_world *world, qn_field_id id)
{
    return read_push_of(world, id, QN_FIELD_RADIAL)->radial;
}

qn_buoyancy_field qn_field_buoyancy(const qn_world *world, qn_field_id id)
{
    return read_push_of(world, id, QN_FIELD_BUOYANCY)->buoyancy;
}

qn_wind qn_field_wind(const qn_world *world, qn_field_id id)
{
    return read_push_of(world, id, QN_FIELD_WIND)->wind;
}

// ---- Writing --------------------------------------------------------------------------------

qn_error qn_field_set_enabled(qn_world *world, qn_field_id id, bool is_enabled)
{
    FIND_FIELD(index);
    wake_inside(world, index);
    uint32_t flags = world->fields[index].flags & ~(uint32_t)QN_FIELD_ENABLED;
    world->fields[index].flags = flags | (is_enabled ? QN_FIELD_ENABLED : 0u);
    wake_inside(world, index);
    return QN_ERROR_OK;
}

qn_error qn_field_set_mask(qn_world *world, qn_field_id id, uint64_t mask_bits)
{
    FIND_FIELD(index);
    wake_inside(world, index);
    world->fields[index].mask_bits = mask_bits;
    wake_inside(world, index);
    return QN_ERROR_OK;
}

qn_error qn_field_set_user_data(qn_world *world, qn_field_id id, uint64_t user_data)
{
    FIND_FIELD(index);
    world->fields[index].user_data = user_data;
    return QN_ERROR_OK;
}

qn_error qn_field_set_region(qn_world *world, qn_field_id id, const qn_region *region)
{
    FIND_FIELD(index);
    if (region == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "region is null");
    }
    qn_hull hull;
    QN_TRY(read_region(world, region, &hull));
    wake_inside(world, index);
    world->fields[index].region = hull;
    wake_inside(world, index);
    return QN_ERROR_OK;
}

// The one setter: def holds the push of `kind`.
static qn_error set_push(qn_world *world, qn_field_id id, const qn_field_def *def)
{
    FIND_FIELD(index);
    if (world->fields[index].kind != (int32_t)def->kind) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "the field is of another kind");
    }
    qn_field_push push;
    QN_TRY(read_push(world, def, &push));
    world->fields[index].push = push;
    wake_inside(world, index);
    return QN_ERROR_OK;
}

// X(kind constant, noun, type)
#define SETTER(kind_constant, noun, type)                                                          \
    qn_error qn_field_set_##noun(qn_world *world, qn_field_id id, const type *noun)                \
    {                                                                                              \
        return noun == NULL                                                                        \
                   ? QN_ERROR_NULL_POINTER                                                         \
                   : set_push(world, id, &(qn_field_def){.kind = (kind_constant), .noun = *noun}); \
    }
SETTER(QN_FIELD_AREA, area, qn_area_field)
SETTER(QN_FIELD_POINT, point, qn_point_field)
SETTER(QN_FIELD_RADIAL, radial, qn_radial_field)
SETTER(QN_FIELD_BUOYANCY, buoyancy, qn_buoyancy_field)
SETTER(QN_FIELD_WIND, wind, qn_wind)
#undef SETTER
