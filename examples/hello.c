#include "quoin/quoin.h"

// Drops a ball on the ground; returns its height after two seconds, in millimetres.
int main(void)
{
    qn_world *world;
    qn_world_def world_def = qn_world_def_default();
    if (qn_world_create(&world_def, &world) != QN_ERROR_OK) {
        return -1;
    }
    qn_body_def body_def = qn_body_def_default();
    qn_shape_def shape_def = qn_shape_def_default();
    qn_body_id ground = qn_body_create(world, &body_def);
    qn_shape_create_segment(world, ground, &shape_def, qn_v2(-5, 0), qn_v2(5, 0));
    body_def.type = QN_BODY_DYNAMIC;
    body_def.position_m = qn_v2(0, 4);
    qn_body_id ball = qn_body_create(world, &body_def);
    qn_shape_create_circle(world, ball, &shape_def, qn_v2(0, 0), 0.5f);
    for (int tick = 0; tick < 120; ++tick) {
        qn_world_step(world, 1.0f / 60.0f, 4);
    }
    float height_m = qn_body_pose(world, ball).p.y;
    qn_world_destroy(world);
    return (int)(1000.0f * height_m);
}
