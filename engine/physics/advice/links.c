// What is said of contacts and of joints.
#include "physics/advice/advice.h"
#include "physics/link.h"
#include "physics/recycle.h"

#define HEAVY_RATIO 200.0f
#define DEEP_OVERLAP_M 0.02f
#define DEEP_SHARE 0.2f // of how thin the thinner one is
#define BOUNCY 0.9f
#define PILE_CONTACTS 2
#define JOINT_RATIO 100.0f
#define APART_M 0.05f
#define SPRING_SHARE 0.25f

// ---- Contacts -------------------------------------------------------------------------------

static bool is_dynamic(const qn_world *world, int32_t body)
{
    return world->bodies[body].type == QN_BODY_DYNAMIC;
}

static float ratio_of(float more, float less) { return less > 0.0f ? more / less : 0.0f; }

static void advise_on_weights(qn_adviser *adviser, const qn_contact *contact)
{
    const qn_world *world = adviser->world;
    int32_t a = contact->link.body[0], b = contact->link.body[1];
    float along = qn_dot(qn_contact_normal(contact, qn_motion_of(world, contact->link.body[0])),
                         qn_normalize(world->state->gravity_mps2));
    if (!is_dynamic(world, a) || !is_dynamic(world, b) || qn_abs(along) < 0.5f) {
        return;
    }
    int32_t upper = along > 0.0f ? a : b, lower = along > 0.0f ? b : a;
    float ratio = ratio_of(world->bodies[upper].mass_kg, world->bodies[lower].mass_kg);
    if (ratio > HEAVY_RATIO) {
        qn_advise(adviser, QN_ADVICE_HEAVY_ON_LIGHT, upper, lower, ratio);
    }
}

static float thickness_of(const qn_world *world, int32_t body)
{
    return is_dynamic(world, body) ? 2.0f * qn_motion_of(world, body)->min_extent_m : QN_MAX_SIZE_M;
}

static void advise_on_overlap(qn_adviser *adviser, const qn_contact *contact)
{
    float depth = 0.0f;
    for (int32_t i = 0; i < contact->point_count; ++i) {
        depth = qn_max(depth, -contact->points[i].separation);
    }
    float thinner = qn_min(thickness_of(adviser->world, contact->link.body[0]),
                           thickness_of(adviser->world, contact->link.body[1]));
    if (depth > DEEP_OVERLAP_M && depth > DEEP_SHARE * thinner) {
        qn_advise(adviser, QN_ADVICE_DEEP_OVERLAP, contact->shape_a, contact->shape_b,
                  1000.0f * depth);
    }
}

static void advise_on_contact(qn_adviser *adviser, const qn_contact *contact)
{
    if ((contact->link.flags & QN_CONTACT_TOUCHING) != 0 &&
        (contact->link.flags & QN_CONTACT_PASSES) == 0) {
        advise_on_weights(adviser, contact);
        advise_on_overlap(adviser, contact);
    }
}

// Touches several others, and bounces from one that is dynamic too.
static void advise_on_bouncing(qn_adviser *adviser, int32_t body)
{
    const qn_world *world = adviser->world;
    int32_t count = 0;
    float most = 0.0f;
    for (int32_t key = qn_link_first(world, QN_CONTACTS, body); key != QN_NONE;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        const qn_contact *contact = &world->contacts[qn_link_index(key)];
        if ((contact->link.flags & QN_CONTACT_TOUCHING) == 0) {
            continue;
        }
        count += 1;
        if (is_dynamic(world, qn_link_other(world, QN_CONTACTS, key))) {
            most = qn_max(most, contact->restitution);
        }
    }
    if (count >= PILE_CONTACTS && most >= BOUNCY) {
        qn_advise(adviser, QN_ADVICE_BOUNCY_PILE, body, QN_NONE, most);
    }
}

void qn_advise_on_contacts(qn_adviser *adviser)
{
    const qn_world *world = adviser->world;
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        if (world->contact_slots[i].is_live) {
            advise_on_contact(adviser, &world->contacts[i]);
        }
    }
    for (int32_t i = 0; i < world->state->body_pool.used_count; ++i) {
        if (world->body_slots[i].is_live && is_dynamic(world, i)) {
            advise_on_bouncing(adviser, i);
        }
    }
}

// ---- Joints ---------------------------------------------------------------------------------

static bool has(const qn_joint *joint, uint32_t flag) { return (joint->link.flags & flag) != 0; }

static void advise_on_masses(qn_adviser *adviser, int32_t index)
{
    const qn_world *world = adviser->world;
    const qn_joint *joint = &world->joints[index];
    const qn_body *a = &world->bodies[joint->link.body[0]];
    const qn_body *b = &world->bodies[joint->link.body[1]];
    float more = qn_max(a->mass_kg, b->mass_kg), less = qn_min(a->mass_kg, b->mass_kg);
    if (joint->kind != QN_JOINT_FILTER && ratio_of(more, less) > JOINT_RATIO) {
        qn_advise(adviser, QN_ADVICE_JOINT_MASS_RATIO, index, QN_NONE, more / less);
    }
}

static void advise_on_anchors(qn_adviser *adviser, int32_t index)
{
    qn_joint_id id = {qn_pool_handle(adviser->world->joint_slots, index)};
    float apart = qn_joint_separation(adviser->world, id);
    if (apart > APART_M) {
        qn_advise(adviser, QN_ADVICE_JOINT_APART, index, QN_NONE, apart);
    }
}

// To a weld 0 Hz is rigid, and a motor joint has springs, motors or both.
static bool needs_spring(const qn_joint *joint)
{
    return joint->kind != QN_JOINT_WELD && joint->kind != QN_JOINT_MOTOR;
}

static bool needs_motor(const qn_joint *joint)
{
    return joint->kind != QN_JOINT_MOTOR ||
           (joint->max_turn_motor == 0.0f && joint->spring.hertz == 0.0f &&
            joint->turn_spring.hertz == 0.0f);
}

static void advise_on_spring(qn_adviser *adviser, int32_t index)
{
    const qn_joint *joint = &adviser->world->joints[index];
    float hertz = joint->spring.hertz;
    if (!has(joint, QN_JOINT_HAS_SPRING)) {
        return;
    }
    if (hertz == 0.0f && needs_spring(joint)) {
        qn_advise(adviser, QN_ADVICE_JOINT_SPRING_IDLE, index, QN_NONE, 0.0f);
    } else if (adviser->world->habit.h_s * hertz > SPRING_SHARE) {
        qn_advise(adviser, QN_ADVICE_JOINT_SPRING_FAST, index, QN_NONE, hertz);
    }
    float beyond = qn_max(joint->lower - joint->target.x, joint->target.x - joint->upper);
    if (has(joint, QN_JOINT_HAS_LIMIT) && beyond > 0.0f) {
        qn_advise(adviser, QN_ADVICE_JOINT_TARGET, index, QN_NONE, beyond);
    }
}

static void advise_on_joint(qn_adviser *adviser, int32_t index)
{
    const qn_joint *joint = &adviser->world->joints[index];
    advise_on_masses(adviser, index);
    advise_on_anchors(adviser, index);
    advise_on_spring(adviser, index);
    if (has(joint, QN_JOINT_HAS_MOTOR) && joint->max_motor == 0.0f && needs_motor(joint)) {
        qn_advise(adviser, QN_ADVICE_JOINT_MOTOR_IDLE, index, QN_NONE, 0.0f);
    }
}

void qn_advise_on_joints(qn_adviser *adviser)
{
    for (int32_t i = 0; i < adviser->world->state->joint_pool.used_count; ++i) {
        if (adviser->world->joint_slots[i].is_live) {
            advise_on_joint(adviser, i);
        }
    }
}
