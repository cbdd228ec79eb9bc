// Contacts and joints, as far as they are the same: ties between two bodies.
//
// Each body has a list of its contacts and one of its joints, doubly linked by keys (index * 2 +
// side, so that a key tells which end of the link it is). A link is awake while one of its bodies
// is an awake kinematic or dynamic one and none is disabled; the awake links of a kind are a dense
// list of indices, in an order that is part of the state.
#ifndef PHYSICS_LINK_H
#define PHYSICS_LINK_H

#include "physics/world.h"

static inline qn_link *qn_link_at(const qn_world *world, qn_link_kind kind, int32_t index)
{
    return kind == QN_CONTACTS ? &world->contacts[index].link : &world->joints[index].link;
}

// A walk over the links of a body: for (key = first; key != QN_NONE; key = qn_link_next(...)).
static inline int32_t qn_link_first(const qn_world *world, qn_link_kind kind, int32_t body)
{
    return world->bodies[body].first_link[kind];
}
static inline int32_t qn_link_next(const qn_world *world, qn_link_kind kind, int32_t key)
{
    return qn_link_at(world, kind, key >> 1)->next[key & 1];
}
static inline int32_t qn_link_index(int32_t key) { return key >> 1; }
// The body at the other end.
static inline int32_t qn_link_other(const qn_world *world, qn_link_kind kind, int32_t key)
{
    return qn_link_at(world, kind, key >> 1)->body[(key & 1) ^ 1];
}

// Enters a link whose bodies are set into their lists, and into the awake list if it is awake.
void qn_link_attach(qn_world *world, qn_link_kind kind, int32_t index);
void qn_link_detach(qn_world *world, qn_link_kind kind, int32_t index);
// Into or out of the awake list, as its bodies are now; all contacts and joints of a body.
void qn_links_refresh(qn_world *world, int32_t body);
bool qn_link_should_be_awake(const qn_world *world, const qn_link *link);

#endif
