// What a scene of the race asks of an engine. The scenes (scenes.h) are written once, against these
// calls; each engine answers them: Quoin in maker_quoin.c, the npm peers in JavaScript, where the
// calls are the imports of race_scenes.wasm. So every engine gets the same bodies, shapes and
// joints in the same order, at the same ticks.
//
// All is flat: numbers, and pointers to floats in the caller's memory that are read at once. A body
// or joint is named by the number its call returned; numbers count from 0 and destroyed ones are
// not used again. Metres, kilograms, seconds, radians; counter-clockwise; y up.
#ifndef RACE_MAKER_H
#define RACE_MAKER_H

#include <stdint.h>

// In a module of its own the calls are imports; where RACE_LINKED says so, and natively, they are
// linked.
#if defined(__wasm__) && !defined(RACE_LINKED)
#define MAKER(name) __attribute__((import_module("maker"), import_name(#name))) maker_##name
#else
#define MAKER(name) maker_##name
#endif

typedef enum maker_body_kind { MAKER_STATIC, MAKER_KINEMATIC, MAKER_DYNAMIC } maker_body_kind;

// Once, before all others: gravity points down by this much; sleeps: 0 or 1.
void MAKER(world)(float gravity_mps2, int32_t sleeps);

// For the shapes that follow. The defaults, to return to: 1, 0.6, 0, and category 1, all bits, 0.
void MAKER(material)(float density_kgpm2, float friction, float restitution);
void MAKER(filter)(uint32_t category, uint32_t mask, int32_t group);
void MAKER(hit_events)(int32_t wanted);

// For the bodies that follow. The defaults, to return to: 0, 0.05, 1, 1.
void MAKER(body_habits)(float linear_damping, float sleep_speed_mps, int32_t may_sleep,
                        int32_t starts_awake);
int32_t MAKER(body)(int32_t kind, float x, float y, float angle);
void MAKER(velocity)(int32_t body, float vx, float vy, float w);
// Moves a kinematic body so that it stands there after a step of dt.
void MAKER(move_to)(int32_t body, float x, float y, float angle, float dt_s);
// With its shapes and joints.
void MAKER(destroy)(int32_t body);

void MAKER(circle)(int32_t body, float x, float y, float radius);
void MAKER(capsule)(int32_t body, float x1, float y1, float x2, float y2, float radius);
// Convex, counter-clockwise: count pairs of x and y.
void MAKER(polygon)(int32_t body, const float *xy, int32_t count, float radius);
void MAKER(segment)(int32_t body, float x1, float y1, float x2, float y2);
// A closed chain, solid on its outer side: count pairs of x and y, clockwise.
void MAKER(loop)(int32_t body, const float *xy, int32_t count);
// A static level: width * height cells, row by row from below, not 0 where solid. Engines without a
// shape for it make a box of each solid cell.
void MAKER(tiles)(int32_t body, float x, float y, float cell_m, int32_t width, int32_t height,
                  const uint8_t *cells);

// For the revolute joints that follow; a hertz of 0, a torque of 0, or lower above upper is none.
void MAKER(limit)(float lower, float upper);
void MAKER(motor)(float speed_radps, float max_torque_nm);
void MAKER(spring)(float hertz, float damping_ratio);
// Anchors and the angle of the frame in a are in the bodies' frames.
int32_t MAKER(revolute)(int32_t a, int32_t b, float ax, float ay, float angle_a, float bx,
                        float by);

#endif
