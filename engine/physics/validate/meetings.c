// That shapes which have met have their contact, as the search for pairs takes it for granted (see
// meet.c). For tests only: it searches the trees for every shape, and a forged snapshot may break
// it and is a sound state none the less.
#include "physics/broadphase/near.h"
#include "physics/step.h"
#include "physics/validate/rule.h"

static qn_aabb met_box(const qn_world *world, int32_t slot)
{
    const qn_shape *shape = &world->shapes[slot];
    return (shape->flags & QN_SHAPE_MOVED) != 0 ? world->met_boxes[slot] : shape->fat_box;
}

static bool lacks_contact(const qn_world *world, int32_t a, int32_t b)
{
    bool is_tiles =
        world->shapes[a].type == QN_SHAPE_TILES || world->shapes[b].type == QN_SHAPE_TILES;
    return !is_tiles && qn_aabb_overlaps(met_box(world, a), met_box(world, b)) &&
           qn_shapes_may_meet(world, a, b) && !qn_pairs_has(world, a, b);
}

static const char *check_neighbours(const qn_world *world, int32_t slot)
{
    qn_near walk = qn_near_start(world, QN_IN_BOTH, world->shapes[slot].fat_box, UINT64_MAX);
    for (int32_t other = qn_near_next(&walk); other != QN_NONE; other = qn_near_next(&walk)) {
        QN_RULE(other <= slot || !lacks_contact(world, slot, other),
                "two shapes have met and have no contact");
    }
    return NULL;
}

const char *qn_meetings_validate(const qn_world *world)
{
    // A host with a hook would be asked again.
    if (world->state->lacks_contacts != 0 || world->hooks.filter.allows != NULL) {
        return NULL;
    }
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        bool is_in_tree = world->shape_slots[i].is_live &&
                          !qn_body_slot_is_disabled(world, world->shapes[i].body);
        QN_RULES(is_in_tree ? check_neighbours(world, i) : NULL);
    }
    return NULL;
}
