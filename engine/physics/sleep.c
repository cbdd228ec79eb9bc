// Islands, sleep and waking.
//
// An island is a set of awake dynamic bodies joined by touching contacts and joints. Islands are
// not kept: they are found by union-find in the steps in which a body has rested long enough, so
// they hold no history. A sleeping island is a ring of bodies (qn_body.island_next), so waking one
// body finds the others.
#include "base/roots.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/world.h"

// ---- Waking and falling asleep --------------------------------------------------------------

static bool is_asleep(const qn_world *world, int32_t body)
{
    return world->bodies[body].type != QN_BODY_STATIC && !qn_body_slot_is_awake(world, body) &&
           !qn_body_slot_is_disabled(world, body);
}

void qn_body_rouse(qn_world *world, int32_t body)
{
    if (!is_asleep(world, body)) {
        return;
    }
    for (int32_t i = body;;) {
        int32_t next = world->bodies[i].island_next;
        world->bodies[i].island_next = QN_NONE;
        qn_unwoken_forget(world, i);
        qn_row_make_awake(world, i);
        qn_body_raise(world, i, QN_BODY_EVENT_WAKE);
        qn_links_refresh(world, i);
        if (next == body) {
            return;
        }
        i = next;
    }
}

void qn_body_wake(qn_world *world, int32_t body)
{
    qn_body_rouse(world, body);
    world->bodies[body].sleep_time_s = 0.0f;
}

// ---- Islands --------------------------------------------------------------------------------

static bool is_moving_kinematic(const qn_world *world, int32_t body)
{
    const qn_velocity *velocity = qn_velocity_of(world, body);
    return world->bodies[body].type == QN_BODY_KINEMATIC && qn_body_slot_is_awake(world, body) &&
           (velocity->v.x != 0.0f || velocity->v.y != 0.0f || velocity->w != 0.0f);
}

static bool is_awake_dynamic(const qn_world *world, int32_t body)
{
    return world->bodies[body].type == QN_BODY_DYNAMIC && qn_body_slot_is_awake(world, body);
}

// What is driven by a moving kinematic body is not at rest, however slow it is.
static void keep_driven_awake(qn_world *world, const qn_link *link, int32_t row)
{
    if (is_moving_kinematic(world, link->body[0]) || is_moving_kinematic(world, link->body[1])) {
        world->scratch->row_sleep_times[row] = 0.0f;
    }
}

static void join_what_touches(qn_world *world)
{
    qn_scratch *scratch = world->scratch;
    for (int32_t i = 0; i < scratch->touching_count; ++i) {
        const qn_touching *touch = &scratch->touches[i];
        if (touch->row_a != QN_NONE && touch->row_b != QN_NONE) {
            qn_roots_join(scratch->row_parents, touch->row_a, touch->row_b);
        } else if ((scratch->colors[i] & QN_TOUCH_DRIVEN) != 0 &&
                   (touch->row_a != QN_NONE || touch->row_b != QN_NONE)) {
            keep_driven_awake(world, &world->contacts[touch->contact].link,
                              touch->row_a != QN_NONE ? touch->row_a : touch->row_b);
        }
    }
}

static void join_what_is_jointed(qn_world *world)
{
    for (int32_t i = 0; i < world->state->awake_link_count[QN_JOINTS]; ++i) {
        const qn_joint *joint = &world->joints[world->awake_joints[i]];
        const int32_t *body = joint->link.body;
        bool is_a = is_awake_dynamic(world, body[0]);
        bool is_b = is_awake_dynamic(world, body[1]);
        if (!qn_joint_ties(joint)) {
            continue;
        }
        if (is_a && is_b) {
            qn_roots_join(world->scratch->row_parents, world->body_rows[body[0]],
                          world->body_rows[body[1]]);
        } else if (is_a || is_b) {
            keep_driven_awake(world, &joint->link, world->body_rows[body[is_a ? 0 : 1]]);
        }
    }
}

// By the list of what touches, as the step made it or qn_touches_note_all.
static void find_islands(qn_world *world)
{
    qn_scratch *scratch = world->scratch;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        const qn_body *body = &world->bodies[world->motions[row].body];
        bool may_sleep = (body->flags & QN_BODY_MAY_SLEEP) != 0 &&
                         !is_moving_kinematic(world, world->motions[row].body);
        scratch->row_parents[row] = row;
        scratch->row_sleep_times[row] = may_sleep ? body->sleep_time_s : 0.0f;
    }
    join_what_touches(world);
    join_what_is_jointed(world);
}

// Each root takes the shortest rest of its island.
static void gather_rest(qn_world *world)
{
    qn_scratch *scratch = world->scratch;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        int32_t root = qn_root_of(scratch->row_parents, row);
        scratch->row_sleep_times[root] =
            qn_min(scratch->row_sleep_times[root], scratch->row_sleep_times[row]);
    }
}

// Body slots of the islands that may sleep, in the order of their rows.
static int32_t list_sleepers(qn_world *world)
{
    qn_scratch *scratch = world->scratch;
    float time_to_sleep = world->state->tuning.time_to_sleep_s;
    int32_t count = 0;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        int32_t root = qn_root_of(scratch->row_parents, row);
        if (scratch->row_sleep_times[root] >= time_to_sleep) {
            scratch->row_list[count++] = world->motions[row].body;
        }
    }
    return count;
}

// Rings the sleepers of each island together, before rows start to move. A root is the lowest row
// of its island, so its body comes first in the list.
static void ring_sleepers(qn_world *world, int32_t count)
{
    qn_scratch *scratch = world->scratch;
    for (int32_t i = 0; i < count; ++i) {
        int32_t body = scratch->row_list[i];
        int32_t root = qn_root_of(scratch->row_parents, world->body_rows[body]);
        int32_t first = world->motions[root].body;
        if (body == first) {
            world->bodies[body].island_next = body;
        } else {
            world->bodies[body].island_next = world->bodies[first].island_next;
            world->bodies[first].island_next = body;
        }
    }
}

static void put_to_sleep(qn_world *world, int32_t count)
{
    const int32_t *list = world->scratch->row_list;
    ring_sleepers(world, count);
    for (int32_t i = 0; i < count; ++i) {
        world->bodies[list[i]].sleep_time_s = 0.0f;
        *qn_velocity_of(world, list[i]) = (qn_velocity){.turned = qn_rot_identity()};
        qn_row_make_asleep(world, list[i]);
        qn_body_raise(world, list[i], QN_BODY_EVENT_SLEEP);
    }
    for (int32_t i = 0; i < count; ++i) {
        qn_links_refresh(world, list[i]);
    }
}

void qn_stage_sleep(qn_world *world, const qn_step *step)
{
    (void)step;
    if (!world->state->enable_sleep ||
        world->scratch->longest_rest_s < world->state->tuning.time_to_sleep_s) {
        return;
    }
    find_islands(world);
    gather_rest(world);
    put_to_sleep(world, list_sleepers(world));
}

// ---- By hand --------------------------------------------------------------------------------

static int32_t list_island_of(qn_world *world, int32_t body)
{
    qn_scratch *scratch = world->scratch;
    int32_t root = qn_root_of(scratch->row_parents, world->body_rows[body]);
    int32_t count = 0;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        if (qn_root_of(scratch->row_parents, row) == root) {
            scratch->row_list[count++] = world->motions[row].body;
        }
    }
    return count;
}

qn_error qn_body_set_awake(qn_world *world, qn_body_id id, bool awake)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t body = qn_find_body(world, id);
    if (body == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    if (world->bodies[body].type == QN_BODY_STATIC) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "static bodies neither sleep nor wake");
    }
    if (qn_body_slot_is_disabled(world, body)) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "disabled bodies neither sleep nor wake");
    }
    if (awake) {
        qn_body_wake(world, body);
    } else if (qn_body_slot_is_awake(world, body)) {
        qn_touches_note_all(world);
        find_islands(world);
        put_to_sleep(world, list_island_of(world, body));
    }
    return QN_ERROR_OK;
}

static void wake_all(qn_world *world)
{
    for (int32_t i = 0; i < world->state->body_pool.used_count; ++i) {
        if (world->body_slots[i].is_live) {
            qn_body_wake(world, i);
        }
    }
}

static void put_all_to_sleep(qn_world *world)
{
    qn_touches_note_all(world);
    find_islands(world);
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        world->scratch->row_list[row] = world->motions[row].body;
    }
    put_to_sleep(world, world->state->awake_count);
}

qn_error qn_world_set_all_awake(qn_world *world, bool awake)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (awake) {
        wake_all(world);
    } else {
        put_all_to_sleep(world);
    }
    return QN_ERROR_OK;
}

qn_error qn_world_set_enable_sleep(qn_world *world, bool enable)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    world->state->enable_sleep = enable;
    return enable ? QN_ERROR_OK : qn_world_set_all_awake(world, true);
}

bool qn_world_enables_sleep(const qn_world *world)
{
    return world != NULL && world->state->enable_sleep;
}
