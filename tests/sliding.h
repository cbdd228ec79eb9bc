// Bodies that slide without friction over what should be one flat floor at y = 0.
#ifndef TESTS_SLIDING_H
#define TESTS_SLIDING_H

#include <stdio.h>
#include <stdlib.h>

#include "scenes.h"

enum { SLIDER_BOX, SLIDER_CIRCLE, SLIDER_CAPSULE, SLIDER_ROUNDED, SLIDER_KINDS };

typedef struct sliding_result {
    float lost_fraction;    // of the speed
    float fastest_rise_mps; // up or down, once it lies still
    float fastest_turn_radps;
} sliding_result;

static inline qn_body_id sliding_body(qn_world *world, int kind, float x, float y)
{
    static const qn_vec2 corners[4] = {{-0.4f, -0.2f}, {0.4f, -0.2f}, {0.4f, 0.2f}, {-0.4f, 0.2f}};
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, y);
    qn_shape_def def = qn_shape_def_default();
    def.material.friction = 0.0f;
    qn_vec2 left = {-0.4f, -0.2f}, right = {0.4f, -0.2f};
    if (kind == SLIDER_BOX) {
        qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    } else if (kind == SLIDER_CIRCLE) {
        qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.5f);
    } else if (kind == SLIDER_CAPSULE) {
        qn_shape_create_capsule(world, body, &def, left, right, 0.3f);
    } else {
        qn_shape_create_polygon(world, body, &def, corners, 4, 0.3f);
    }
    return body;
}

// A straight way: where it begins, which way it leads, and what is up. Gravity pulls down on it.
typedef struct track {
    qn_vec2 start, along, up;
} track;

static const track sliding_floor = {{1.0f, 0.0f}, {1.0f, 0.0f}, {0.0f, 1.0f}};

// Lets a body come to rest at the start, then sends it along for `distance` metres.
static inline sliding_result slide_on(qn_world *world, const track *t, int kind, float speed,
                                      float distance)
{
    sliding_result r = {0.0f, 0.0f, 0.0f};
    qn_world_set_gravity(world, qn_mul(-10.0f, t->up));
    qn_body_id body = sliding_body(world, kind, 0.0f, 0.0f);
    qn_body_set_pose(world, body, qn_mul_add(t->start, 0.5f, t->up), qn_atan2(-t->up.x, t->up.y));
    scene_step(world, 30);
    qn_body_set_velocity(world, body, qn_mul(speed, t->along), 0.0f);
    int steps = (int)(60.0f * distance / speed);
    for (int i = 0; i < steps; ++i) {
        scene_step(world, 1);
        float rise = qn_abs(qn_dot(t->up, qn_body_velocity(world, body)));
        float turn = qn_abs(qn_body_angular_velocity(world, body));
        r.fastest_rise_mps = qn_max(r.fastest_rise_mps, rise);
        r.fastest_turn_radps = qn_max(r.fastest_turn_radps, turn);
    }
    r.lost_fraction = qn_abs(speed - qn_dot(t->along, qn_body_velocity(world, body))) / speed;
    return r;
}

static inline sliding_result slide(qn_world *world, int kind, float speed, float distance)
{
    return slide_on(world, &sliding_floor, kind, speed, distance);
}

// Figures on demand: QN_FIGURES=1.
static inline void sliding_report(const char *what, int kind, float speed, sliding_result r)
{
    static const char *const names[SLIDER_KINDS] = {"box", "circle", "capsule", "rounded box"};
    if (getenv("QN_FIGURES") != NULL) {
        printf("%s: %s at %g m/s loses %.5f %%, rises %.5f m/s, turns %.5f rad/s\n", what,
               names[kind], (double)speed, 100.0 * (double)r.lost_fraction,
               (double)r.fastest_rise_mps, (double)r.fastest_turn_radps);
    }
}

#endif
