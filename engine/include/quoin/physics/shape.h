// Shapes: the geometry of bodies and what it is made of.
#ifndef QUOIN_PHYSICS_SHAPE_H
#define QUOIN_PHYSICS_SHAPE_H

#include "quoin/physics/material.h"
#include "quoin/physics/world.h"

#define QN_MAX_POLYGON_VERTICES 8

typedef enum qn_shape_type {
    QN_SHAPE_CIRCLE = 0,
    QN_SHAPE_CAPSULE = 1,
    QN_SHAPE_POLYGON = 2,       // boxes too
    QN_SHAPE_SEGMENT = 3,       // two-sided, without area: no mass
    QN_SHAPE_CHAIN_SEGMENT = 4, // one-sided, made by a chain; see chain.h
    QN_SHAPE_TILES = 5,         // a grid of cells; see tiles.h
} qn_shape_type;

// Two shapes meet if each one's category is in the other's mask, unless both are of one group:
// shapes of one positive group always meet (if they have any category), of one negative group
// never.
typedef struct qn_shape_filter {
    uint64_t category_bits;
    uint64_t mask_bits;
    int32_t group; // 0: of no group
} qn_shape_filter;

typedef struct qn_shape_def {
    uint32_t cookie;     // set by qn_shape_def_default
    float density_kgpm2; // 0, or 1e-6 to 1e9
    qn_material material;
    qn_shape_filter filter;
    bool is_sensor; // sees and stops nothing; see sensor.h
    bool sees_sensors;
    bool enable_contact_events;
    bool enable_hit_events;
    uint64_t user_data;
} qn_shape_def;

// Density 1000, the default material, category 1 that meets all, contact and hit events off.
QN_API qn_shape_def qn_shape_def_default(void);

// Points, centres and angles are in the body's frame. Sizes lie in [0.001, 1e4] m, angles within
// 1e5.
QN_API qn_shape_id qn_shape_create_circle(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                          qn_vec2 center_m, float radius_m);
QN_API qn_shape_id qn_shape_create_capsule(qn_world *world, qn_body_id body,
                                           const qn_shape_def *def, qn_vec2 a_m, qn_vec2 b_m,
                                           float radius_m);
QN_API qn_shape_id qn_shape_create_box(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                       qn_vec2 center_m, qn_vec2 half_size_m, float angle_rad);
// The convex hull of 3 to 8 points in any order, rounded by radius_m >= 0.
QN_API qn_shape_id qn_shape_create_polygon(qn_world *world, qn_body_id body,
                                           const qn_shape_def *def, const qn_vec2 *points_m,
                                           int32_t point_count, float radius_m);
QN_API qn_shape_id qn_shape_create_segment(qn_world *world, qn_body_id body,
                                           const qn_shape_def *def, qn_vec2 a_m, qn_vec2 b_m);
// Mass is recomputed. Ends its contacts with end events. QN_ERROR_WRONG_TYPE for a chain's
// segments.
QN_API qn_error qn_shape_destroy(qn_world *world, qn_shape_id shape);
QN_API bool qn_shape_is_alive(const qn_world *world, qn_shape_id shape);
QN_API qn_shape_type qn_shape_get_type(const qn_world *world, qn_shape_id shape);
// Takes effect at once for all its contacts, and wakes what touches it.
QN_API qn_error qn_shape_set_material(qn_world *world, qn_shape_id shape,
                                      const qn_material *material);
QN_API qn_material qn_shape_material(const qn_world *world, qn_shape_id shape);
// Contacts that the new filter forbids end at once, those that it allows begin in the next step.
QN_API qn_error qn_shape_set_filter(qn_world *world, qn_shape_id shape, qn_shape_filter filter);
QN_API qn_shape_filter qn_shape_get_filter(const qn_world *world, qn_shape_id shape);
// Which events its contacts raise; see event.h. QN_ERROR_OUT_OF_MEMORY where no shape has asked for
// them before and there is no room for them.
QN_API qn_error qn_shape_set_events(qn_world *world, qn_shape_id shape, bool contact_events,
                                    bool hit_events);
QN_API qn_error qn_shape_set_user_data(qn_world *world, qn_shape_id shape, uint64_t user_data);
// Refused with QN_ERROR_OUT_OF_RANGE as in the definition; mass is recomputed.
QN_API qn_error qn_shape_set_density(qn_world *world, qn_shape_id shape, float density_kgpm2);
QN_API float qn_shape_density(const qn_world *world, qn_shape_id shape);
QN_API qn_body_id qn_shape_body(const qn_world *world, qn_shape_id shape);
QN_API uint64_t qn_shape_user_data(const qn_world *world, qn_shape_id shape);
QN_API qn_aabb qn_shape_aabb(const qn_world *world, qn_shape_id shape); // tight, world frame

#endif
