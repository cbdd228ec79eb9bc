// Joints that carried more in the step than they should: events, and the end of those that break.
//
// The loads are those that the step has stored, so what is told is what qn_joint_force answers. A
// gear goes with its joint and says nothing.
#include "physics/joint/kind.h"
#include "physics/step.h"
#include "physics/world.h"

static bool is_overloaded(const qn_joint *joint)
{
    bool by_force = joint->max_load > 0.0f && qn_length(joint->load) > joint->max_load;
    bool by_torque = joint->max_turn_load > 0.0f && qn_abs(joint->turn_load) > joint->max_turn_load;
    return by_force || by_torque;
}

static void tell(qn_world *world, int32_t index, qn_joint_event_type type)
{
    const qn_joint *joint = &world->joints[index];
    qn_joint_id id = {qn_pool_handle(world->joint_slots, index)};
    qn_raise_joint_event(world, (qn_joint_event){
                                    .type = (uint32_t)type,
                                    .joint = id,
                                    .force_n = joint->load,
                                    .torque_nm = joint->turn_load,
                                    .separation_m = qn_joint_separation(world, id),
                                    .user_data = joint->user_data,
                                });
}

void qn_stage_loads(qn_world *world, const qn_step *step)
{
    (void)step;
    qn_scratch *scratch = world->scratch;
    // The list changes as joints break.
    int32_t count =
        scratch->watched_joint_count > 0 ? world->state->awake_link_count[QN_JOINTS] : 0;
    for (int32_t i = 0; i < count; ++i) {
        scratch->joint_places[i] = world->awake_joints[i];
    }
    for (int32_t i = 0; i < count; ++i) {
        int32_t index = scratch->joint_places[i];
        const qn_joint *joint = &world->joints[index]; // all 0 if it was a gear of one that broke
        if (!is_overloaded(joint)) {
            continue;
        }
        bool breaks = qn_joint_has(joint, QN_JOINT_BREAKS);
        tell(world, index, breaks ? QN_JOINT_EVENT_BREAK : QN_JOINT_EVENT_OVERLOAD);
        if (breaks) {
            qn_joint_remove(world, index);
        }
    }
}
