// Two shapes overlap if two of their convex pieces do.
#include "physics/center.h"
#include "physics/query/narrow.h"
#include "physics/sensor/sensor.h"
#include "physics/step.h"

bool qn_sensor_sees(const qn_world *world, int32_t sensor, int32_t visitor)
{
    const qn_shape *s = &world->shapes[sensor];
    const qn_shape *v = &world->shapes[visitor];
    bool is_seen = !qn_shape_senses(v) || (s->flags & QN_SHAPE_SEES_SENSORS) != 0;
    bool both_terrain = qn_shape_is_terrain(s) && qn_shape_is_terrain(v);
    return s->body != v->body && is_seen && !both_terrain && qn_shapes_pass_filter(s, v);
}

bool qn_shapes_overlap(const qn_world *world, int32_t sensor, int32_t visitor)
{
    const qn_shape *a = &world->shapes[sensor];
    const qn_shape *b = &world->shapes[visitor];
    if (qn_shape_is_terrain(b)) {
        return qn_shapes_overlap(world, visitor, sensor);
    }
    // Now at most a is of many pieces.
    qn_pose b_in_a = qn_pose_between(qn_motion_of(world, a->body), qn_motion_of(world, b->body));
    return qn_touches_shape(world, &b->hull, b_in_a, sensor);
}
