#include "far.h"

#include "check.h"
#include "scenes.h"

#define KIND_COUNT 10

qn_vec2 far_place(int index)
{
    return index == 0 ? qn_v2(98304.0f, -65536.0f) : qn_v2(99968.0f, 99968.0f);
}

qn_vec2 far_at(const far_scene *s, float x, float y) { return qn_v2(s->at.x + x, s->at.y + y); }

qn_body_id far_body(far_scene *s, qn_body_type type, float x, float y)
{
    qn_vec2 at = far_at(s, x, y);
    qn_body_id body = scene_body(s->world, type, at.x, at.y);
    s->bodies[s->count++] = body;
    return body;
}

qn_body_id far_box(far_scene *s, qn_body_type type, float x, float y, float half_x, float half_y)
{
    qn_body_id body = far_body(s, type, x, y);
    qn_shape_def def = qn_shape_def_default();
    def.enable_contact_events = true;
    qn_shape_create_box(s->world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(half_x, half_y), 0.0f);
    return body;
}

qn_body_id far_ground(far_scene *s) { return far_box(s, QN_BODY_STATIC, 0.0f, -1.0f, 20.0f, 1.0f); }

far_scene far_scene_at(qn_vec2 at, far_fn *build)
{
    far_scene s = {.world = scene_world(), .at = at};
    far_body(&s, QN_BODY_STATIC, 0.0f, 0.0f);
    build(&s);
    return s;
}

// How many events of each kind the last step raised.
static void count_events(const qn_world *world, int32_t *counts)
{
    int32_t count;
    const qn_contact_event *contacts = qn_world_contact_events(world, &count);
    for (int32_t i = 0; i < count; ++i) {
        counts[contacts[i].type - 1] += 1;
    }
    const qn_sensor_event *sensors = qn_world_sensor_events(world, &count);
    for (int32_t i = 0; i < count; ++i) {
        counts[2 + sensors[i].type - 1] += 1;
    }
    const qn_joint_event *joints = qn_world_joint_events(world, &count);
    for (int32_t i = 0; i < count; ++i) {
        counts[4 + joints[i].type - 1] += 1;
    }
    const qn_body_event *bodies = qn_world_body_events(world, &count);
    for (int32_t i = 0; i < count; ++i) {
        counts[6 + bodies[i].type - 1] += bodies[i].type == QN_BODY_EVENT_MOVE ? 0 : 1;
    }
}

static bool are_events_equal(const far_scene *a, const far_scene *b)
{
    int32_t of_a[KIND_COUNT] = {0}, of_b[KIND_COUNT] = {0};
    count_events(a->world, of_a);
    count_events(b->world, of_b);
    bool are_equal = true;
    for (int i = 0; i < KIND_COUNT; ++i) {
        are_equal = are_equal && of_a[i] == of_b[i];
    }
    return are_equal;
}

static float difference(const far_scene *a, const far_scene *b, int i)
{
    qn_vec2 place_a = qn_body_offset(a->world, a->bodies[0], a->bodies[i]);
    qn_vec2 place_b = qn_body_offset(b->world, b->bodies[0], b->bodies[i]);
    qn_vec2 side_a = qn_body_world_vector(a->world, a->bodies[i], qn_v2(1.0f, 0.0f));
    qn_vec2 side_b = qn_body_world_vector(b->world, b->bodies[i], qn_v2(1.0f, 0.0f));
    return qn_max(qn_distance(place_a, place_b), qn_distance(side_a, side_b));
}

static float worst_at(qn_vec2 place, far_fn *build, far_step_fn *act, int step_count)
{
    far_scene near = far_scene_at(qn_v2(0.0f, 0.0f), build);
    far_scene far = far_scene_at(place, build);
    float worst = 0.0f;
    for (int step = 0; step < step_count; ++step) {
        if (act != NULL) {
            act(&near, step);
            act(&far, step);
        }
        scene_step(near.world, 1);
        scene_step(far.world, 1);
        CHECK(are_events_equal(&near, &far));
        CHECK_INT(near.count, far.count);
        for (int i = 1; i < near.count && i < far.count; ++i) {
            worst = qn_max(worst, difference(&near, &far, i));
        }
    }
    qn_world_destroy(near.world);
    qn_world_destroy(far.world);
    return worst;
}

float far_worst(far_fn *build, far_step_fn *act, int step_count)
{
    float worst = 0.0f;
    for (int i = 0; i < FAR_PLACE_COUNT; ++i) {
        worst = qn_max(worst, worst_at(far_place(i), build, act, step_count));
    }
    return worst;
}
