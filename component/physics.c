// A space is a world of the engine; the host holds it by a handle, and calls get it by its address.
#include "quoin/physics.h"

#include "abi.h"
#include "quoin/memory.h"

#define SPACE "physics"
// A call ends in a time that is known: an hour of a game at sixty steps a second.
#define MAX_STEPS 216000u

__attribute__((import_module("[export]quoin:engine/physics@0.1.0"),
               import_name("[resource-new]space"))) uint32_t
space_handle(qn_world *world);

ABI_EXPORT(SPACE, "[dtor]space") void space_dtor(qn_world *world) { qn_world_destroy(world); }

ABI_EXPORT(SPACE, "[static]space.create") abi_answer *space_create(float x_mps2, float y_mps2)
{
    qn_world_def def = qn_world_def_default();
    def.gravity_mps2 = qn_v2(x_mps2, y_mps2);
    qn_world *world = NULL;
    qn_error error = qn_world_create(&def, &world);
    abi_answer *answer = abi_answer_with(error);
    if (error == QN_ERROR_OK) {
        answer->value.number = space_handle(world);
    }
    return answer;
}

// The error of the call that has just been made, where a null handle says that there was one.
static qn_error error_unless(qn_world *world, uint32_t raw)
{
    return raw != 0 ? QN_ERROR_OK : qn_world_last_error(world, NULL);
}

ABI_EXPORT(SPACE, "[method]space.add-body")
abi_answer *space_add_body(qn_world *world, uint32_t kind, float x_m, float y_m, float angle_rad)
{
    qn_body_def def = qn_body_def_default();
    def.type = (qn_body_type)kind;
    def.position_m = qn_v2(x_m, y_m);
    def.angle_rad = angle_rad;
    qn_body_id body = qn_body_create(world, &def);
    abi_answer *answer = abi_answer_with(error_unless(world, body.raw));
    if (body.raw != 0) {
        answer->value.number = body.raw;
    }
    return answer;
}

ABI_EXPORT(SPACE, "[method]space.remove-body")
abi_outcome *space_remove_body(qn_world *world, uint32_t body)
{
    return abi_outcome_with(qn_body_destroy(world, (qn_body_id){body}));
}

ABI_EXPORT(SPACE, "[method]space.add-circle")
abi_outcome *space_add_circle(qn_world *world, uint32_t body, float x_m, float y_m, float radius_m)
{
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id shape =
        qn_shape_create_circle(world, (qn_body_id){body}, &def, qn_v2(x_m, y_m), radius_m);
    return abi_outcome_with(error_unless(world, shape.raw));
}

ABI_EXPORT(SPACE, "[method]space.add-box")
abi_outcome *space_add_box(qn_world *world, uint32_t body, float x_m, float y_m, float half_width_m,
                           float half_height_m, float angle_rad)
{
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id shape = qn_shape_create_box(world, (qn_body_id){body}, &def, qn_v2(x_m, y_m),
                                            qn_v2(half_width_m, half_height_m), angle_rad);
    return abi_outcome_with(error_unless(world, shape.raw));
}

ABI_EXPORT(SPACE, "[method]space.set-velocity")
abi_outcome *space_set_velocity(qn_world *world, uint32_t body, float x_mps, float y_mps,
                                float angular_velocity_radps)
{
    return abi_outcome_with(qn_body_set_velocity(world, (qn_body_id){body}, qn_v2(x_mps, y_mps),
                                                 angular_velocity_radps));
}

ABI_EXPORT(SPACE, "[method]space.step")
abi_outcome *space_step(qn_world *world, float step_s, uint32_t substeps, uint32_t steps)
{
    qn_error error = QN_ERROR_OK;
    if (substeps > INT32_MAX || steps > MAX_STEPS) {
        error = QN_ERROR_OUT_OF_RANGE;
    }
    for (uint32_t i = 0; i < steps && error == QN_ERROR_OK; ++i) {
        error = qn_world_step(world, step_s, (int32_t)substeps);
    }
    return abi_outcome_with(error);
}

// No error can be told here; without memory it traps, as cabi_realloc does.
ABI_EXPORT(SPACE, "[method]space.poses") abi_list *space_poses(qn_world *world)
{
    static abi_list list;
    int32_t count = 0;
    const qn_pose_record *records = qn_world_poses(world, &count);
    float *out = malloc(count > 0 ? (size_t)count * 4 * sizeof *out : 1);
    if (out == NULL) {
        __builtin_trap();
    }
    for (int32_t i = 0; i < count; ++i) {
        const qn_pose_record *r = &records[i];
        float is_alive = (r->flags & QN_POSE_ALIVE) != 0 ? 1.0f : 0.0f;
        const float pose[4] = {r->x_m, r->y_m, r->c, r->s};
        for (int32_t k = 0; k < 4; ++k) {
            out[4 * i + k] = is_alive > 0.0f ? pose[k] : 0.0f;
        }
    }
    list = (abi_list){out, 4 * (uint32_t)count};
    return &list;
}

ABI_POST(SPACE, "[method]space.poses") void space_post_poses(abi_list *list) { free(list->data); }

ABI_EXPORT(SPACE, "[method]space.state-hash") uint64_t space_state_hash(qn_world *world)
{
    return qn_world_state_hash(world);
}

ABI_EXPORT(SPACE, "[method]space.snapshot") abi_answer *space_snapshot(qn_world *world)
{
    size_t capacity = qn_world_snapshot_bytes(world), size = 0;
    uint8_t *out = malloc(capacity);
    qn_error error = QN_ERROR_OUT_OF_MEMORY;
    if (out != NULL) {
        error = qn_world_snapshot(world, out, capacity, &size);
    }
    if (error != QN_ERROR_OK) {
        free(out);
    }
    return abi_answer_list(error, out, size);
}

ABI_POST(SPACE, "[method]space.snapshot") void space_post_snapshot(abi_answer *answer)
{
    if (!answer->is_error) {
        free(answer->value.list.data);
    }
}

ABI_EXPORT(SPACE, "[method]space.restore")
abi_outcome *space_restore(qn_world *world, uint8_t *snapshot, uint32_t count)
{
    qn_error error = qn_world_restore(world, (qn_bytes){snapshot, count});
    abi_release(snapshot, count);
    return abi_outcome_with(error);
}
