#include "quoin/physics/predict.h"

#include "physics/check.h"
#include "physics/step.h"

#define MAX_PREDICTED_STEPS 100000

static qn_error check(const qn_world *world, const qn_world *fork, const qn_prediction *wanted)
{
    if (fork == world) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "fork is the world itself");
    }
    if (wanted->dt_s == 0.0f) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "dt_s");
    }
    QN_TRY(qn_step_check(world, wanted->dt_s, wanted->substep_count));
    if (wanted->step_count < 1 || wanted->step_count > MAX_PREDICTED_STEPS) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "step_count");
    }
    if (wanted->body_count < 1 || wanted->body_count > QN_MAX_BODY_COUNT) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "body_count");
    }
    for (int32_t i = 0; i < wanted->body_count; ++i) {
        if (qn_find_body(world, wanted->bodies[i]) == QN_NONE) {
            return qn_refuse_handle(world, wanted->bodies[i].raw);
        }
    }
    return QN_ERROR_OK;
}

static void take_steps(qn_world *fork, const qn_prediction *wanted, qn_pose *poses)
{
    for (int32_t i = 0; i < wanted->step_count; ++i) {
        qn_world_step(fork, wanted->dt_s, wanted->substep_count);
        for (int32_t k = 0; k < wanted->body_count; ++k) {
            int32_t body = qn_find_body(fork, wanted->bodies[k]);
            *poses++ = qn_motion_of(fork, body)->pose;
        }
    }
}

qn_error qn_world_predict(const qn_world *world, qn_world *fork, const qn_prediction *wanted,
                          qn_pose *poses)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (fork == NULL || wanted == NULL || poses == NULL || wanted->bodies == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "fork, wanted, bodies or poses is null");
    }
    QN_TRY(check(world, fork, wanted));
    qn_error error = qn_world_copy(fork, world);
    if (error != QN_ERROR_OK) {
        return qn_refuse(world, error, "no memory for the fork");
    }
    qn_hooks own_hooks = fork->hooks;
    fork->hooks = world->hooks;
    take_steps(fork, wanted, poses);
    fork->hooks = own_hooks;
    return QN_ERROR_OK;
}
