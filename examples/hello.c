#include "quoin/quoin.h"

int main(void)
{
    qn_world_def world_def = qn_world_def_default();
    qn_body_def body_def = qn_body_def_default();
    body_def.type = QN_BODY_DYNAMIC;
    qn_world *world;
    qn_world_create(&world_def, &world);
    qn_body_id ball = qn_body_create(world, &body_def);
    qn_world_step(world, 1.0f / 60.0f, 4);
    bool falls = qn_body_pose(world, ball).p.y < 0.0f;
    qn_world_destroy(world);
    return falls ? 0 : 1;
}
