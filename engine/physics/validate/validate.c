// The walk itself.
#include "physics/validate/rule.h"

const char *qn_arrays_validate(const qn_world *world, const qn_world *like)
{
    QN_RULES(qn_validate_pools(world));
    QN_RULES(qn_validate_bodies(world));
    QN_RULES(qn_validate_shapes(world, like));
    QN_RULES(qn_validate_contacts(world));
    QN_RULES(qn_validate_joints(world));
    QN_RULES(qn_validate_fields(world));
    QN_RULES(qn_validate_characters(world));
    return qn_validate_links(world);
}

const char *qn_world_validate(const qn_world *world)
{
    QN_RULES(qn_state_validate(world->state));
    QN_RULES(qn_arrays_validate(world, NULL));
    return qn_validate_indexes(world);
}
