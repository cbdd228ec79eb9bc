#include "physics/link.h"

static int32_t *awake_list(const qn_world *world, qn_link_kind kind)
{
    return kind == QN_CONTACTS ? world->awake_contacts : world->awake_joints;
}

static void leave_awake_list(qn_world *world, qn_link_kind kind, qn_link *link)
{
    int32_t *list = awake_list(world, kind);
    int32_t last = list[--world->state->awake_link_count[kind]];
    list[link->awake_index] = last;
    qn_link_at(world, kind, last)->awake_index = link->awake_index;
    link->awake_index = QN_NONE;
}

bool qn_link_should_be_awake(const qn_world *world, const qn_link *link)
{
    bool takes_part = !qn_body_slot_is_disabled(world, link->body[0]) &&
                      !qn_body_slot_is_disabled(world, link->body[1]);
    return takes_part &&
           (qn_body_slot_moves(world, link->body[0]) || qn_body_slot_moves(world, link->body[1]));
}

static void refresh(qn_world *world, qn_link_kind kind, int32_t index)
{
    qn_link *link = qn_link_at(world, kind, index);
    bool is_awake = qn_link_should_be_awake(world, link);
    if (is_awake && link->awake_index == QN_NONE) {
        link->awake_index = world->state->awake_link_count[kind]++;
        awake_list(world, kind)[link->awake_index] = index;
    } else if (!is_awake && link->awake_index != QN_NONE) {
        leave_awake_list(world, kind, link);
    }
}

void qn_links_refresh(qn_world *world, int32_t body)
{
    static const qn_link_kind kinds[2] = {QN_CONTACTS, QN_JOINTS};
    for (int i = 0; i < 2; ++i) {
        qn_link_kind kind = kinds[i];
        for (int32_t key = qn_link_first(world, kind, body); key != QN_NONE;
             key = qn_link_next(world, kind, key)) {
            refresh(world, kind, qn_link_index(key));
        }
    }
}

static void enter_list(qn_world *world, qn_link_kind kind, int32_t index, int32_t side)
{
    qn_link *link = qn_link_at(world, kind, index);
    qn_body *body = &world->bodies[link->body[side]];
    int32_t key = index * 2 + side;
    int32_t head = body->first_link[kind];
    link->prev[side] = QN_NONE;
    link->next[side] = head;
    if (head != QN_NONE) {
        qn_link_at(world, kind, head >> 1)->prev[head & 1] = key;
    }
    body->first_link[kind] = key;
    body->link_count[kind] += 1;
}

static void leave_list(qn_world *world, qn_link_kind kind, int32_t index, int32_t side)
{
    const qn_link *link = qn_link_at(world, kind, index);
    qn_body *body = &world->bodies[link->body[side]];
    int32_t next = link->next[side];
    int32_t prev = link->prev[side];
    if (next != QN_NONE) {
        qn_link_at(world, kind, next >> 1)->prev[next & 1] = prev;
    }
    if (prev != QN_NONE) {
        qn_link_at(world, kind, prev >> 1)->next[prev & 1] = next;
    } else {
        body->first_link[kind] = next;
    }
    body->link_count[kind] -= 1;
}

void qn_link_attach(qn_world *world, qn_link_kind kind, int32_t index)
{
    qn_link_at(world, kind, index)->awake_index = QN_NONE;
    enter_list(world, kind, index, 0);
    enter_list(world, kind, index, 1);
    refresh(world, kind, index);
}

void qn_link_detach(qn_world *world, qn_link_kind kind, int32_t index)
{
    qn_link *link = qn_link_at(world, kind, index);
    if (link->awake_index != QN_NONE) {
        leave_awake_list(world, kind, link);
    }
    leave_list(world, kind, index, 0);
    leave_list(world, kind, index, 1);
}
