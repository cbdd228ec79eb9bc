// What joints hold besides their links.
#include "physics/validate/rule.h"

// From the anchors on a joint is floats.
#define FIRST_NUMBER ((int32_t)(offsetof(qn_joint, anchor_a) / sizeof(float)))
#define NUMBER_COUNT ((int32_t)(sizeof(qn_joint) / sizeof(float)) - FIRST_NUMBER)

static bool spring_is_sane(const qn_joint_spring *spring)
{
    return qn_is_within(spring->hertz, 0.0f, QN_MAX_JOINT_HERTZ) &&
           qn_is_within(spring->damping_ratio, 0.0f, QN_MAX_JOINT_DAMPING) &&
           qn_is_within(spring->lower, -QN_MAX_JOINT_FORCE, 0.0f) &&
           qn_is_within(spring->upper, 0.0f, QN_MAX_JOINT_FORCE);
}

static bool numbers_are_sane(const qn_joint *joint)
{
    const qn_joint_impulses *impulse = &joint->impulse;
    return qn_v2_is_within(joint->anchor_a, QN_MAX_POSITION_M) &&
           qn_v2_is_within(joint->anchor_b, QN_MAX_JOINT_ANCHOR_M) &&
           qn_rot_is_unit(joint->frame_a) && qn_rot_is_unit(joint->frame_b) &&
           qn_is_within(joint->stiffness_hertz, 0.0f, QN_MAX_JOINT_HERTZ) &&
           qn_is_within(joint->stiffness_damping, 0.0f, QN_MAX_JOINT_DAMPING) &&
           joint->max_load >= 0.0f && joint->max_turn_load >= 0.0f &&
           spring_is_sane(&joint->spring) && spring_is_sane(&joint->turn_spring) &&
           qn_is_within(joint->max_motor, 0.0f, QN_MAX_JOINT_FORCE) &&
           qn_is_within(joint->max_turn_motor, 0.0f, QN_MAX_JOINT_FORCE) &&
           joint->lower <= joint->upper && impulse->lower >= 0.0f && impulse->upper >= 0.0f;
}

// The gear's link names a body of each of its joints, by which they find it.
static bool gears_joint(const qn_world *world, const qn_joint *gear, int side)
{
    int32_t index = gear->geared[side];
    if (!qn_is_live(&world->state->joint_pool, world->joint_slots, index)) {
        return false;
    }
    const qn_joint *joint = &world->joints[index];
    bool has_position = joint->kind == QN_JOINT_REVOLUTE || joint->kind == QN_JOINT_PRISMATIC;
    return has_position && (joint->link.body[0] == gear->link.body[side] ||
                            joint->link.body[1] == gear->link.body[side]);
}

static const char *check_ends(const qn_world *world, const qn_joint *joint)
{
    if (joint->kind == QN_JOINT_MOUSE) {
        QN_RULE(qn_is_live_body(world, joint->link.body[0]) &&
                    joint->link.body[0] == joint->link.body[1],
                "a mouse joint does not hold one living body");
    } else {
        QN_RULE(qn_ties_two_bodies(world, &joint->link), "a joint does not tie two living bodies");
    }
    bool is_gear = joint->kind == QN_JOINT_GEAR;
    QN_RULE(is_gear ? gears_joint(world, joint, 0) && gears_joint(world, joint, 1)
                    : joint->geared[0] == QN_NONE && joint->geared[1] == QN_NONE,
            "a gear does not couple two living joints");
    return NULL;
}

static const char *check_joint(const qn_world *world, int32_t index)
{
    const qn_joint *joint = &world->joints[index];
    QN_RULE(joint->kind > QN_JOINT_NONE && joint->kind < QN_JOINT_TYPE_COUNT,
            "a joint is of no kind");
    QN_RULE((joint->link.flags & ~(uint32_t)QN_JOINT_FLAGS) == 0, "a joint has unknown flags");
    const float *numbers = (const float *)(const void *)joint;
    QN_RULE(qn_are_finite(numbers + FIRST_NUMBER, NUMBER_COUNT),
            "a number of a joint is not finite");
    QN_RULE(numbers_are_sane(joint), "a number of a joint is out of range");
    QN_RULES(check_ends(world, joint));
    QN_RULE(qn_is_awake_as_it_says(world, QN_JOINTS, index, &joint->link),
            "a joint is in the awake list exactly while one of its bodies moves");
    return NULL;
}

const char *qn_validate_joints(const qn_world *world)
{
    qn_link_end *ends = qn_link_ends(world, QN_JOINTS);
    int32_t awake_count = 0;
    for (int32_t i = 0; i < world->state->joint_pool.used_count; ++i) {
        const qn_link *link = &world->joints[i].link;
        bool is_live = world->joint_slots[i].is_live;
        QN_RULES(is_live ? check_joint(world, i) : NULL);
        qn_note_link_ends(ends, i, link, is_live);
        awake_count += is_live && link->awake_index != QN_NONE;
    }
    QN_RULE(awake_count == world->state->awake_link_count[QN_JOINTS],
            "the list of awake joints has strangers");
    return NULL;
}
