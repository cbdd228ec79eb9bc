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

// Lets a body come to rest at x = 1, then sends it along for `distance` metres.
static inline sliding_result slide(qn_world *world, int kind, float speed, float distance)
{
    sliding_result r = {0.0f, 0.0f, 0.0f};
    qn_body_id body = sliding_body(world, kind, 1.0f, 0.5f);
    scene_step(world, 30);
    qn_body_set_velocity(world, body, qn_v2(speed, 0.0f), 0.0f);
    int steps = (int)(60.0f * distance / speed);
    for (int i = 0; i < steps; ++i) {
        scene_step(world, 1);
        qn_vec2 v = qn_body_velocity(world, body);
        r.fastest_rise_mps = qn_max(r.fastest_rise_mps, qn_abs(v.y));
        r.fastest_turn_radps =
            qn_max(r.fastest_turn_radps, qn_abs(qn_body_angular_velocity(world, body)));
    }
    r.lost_fraction = qn_abs(speed - qn_body_velocity(world, body).x) / speed;
    return r;
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
