// Fields: what pushes bodies in every step while they are in a region.
//
// A field acts on the part of a body that lies in its region: a body half inside gets half of the
// push, in the middle of that half. Fields act in every sub-step, one after another in the order of
// their slots, on awake dynamic bodies. Drag is implicit: no strength makes a world unstable, and
// the speed at which it balances a force is exact. A field that hangs on a body does not push back
// on it.
//
// Sleeping bodies stay asleep. Creating, changing and destroying a field wakes the bodies in its
// region, and so does a field that moves with its body.
#ifndef QUOIN_PHYSICS_FIELD_H
#define QUOIN_PHYSICS_FIELD_H

#include "quoin/physics/effect.h"
#include "quoin/physics/region.h"
#include "quoin/physics/shape.h"
#include "quoin/physics/world.h"

typedef struct qn_field_id {
    uint32_t raw;
} qn_field_id;

typedef enum qn_field_kind {
    QN_FIELD_AREA = 0,
    QN_FIELD_POINT = 1,
    QN_FIELD_RADIAL = 2,
    QN_FIELD_BUOYANCY = 3,
    QN_FIELD_WIND = 4,
} qn_field_kind;

// How a push at distance r follows from that at 1 m.
typedef enum qn_falloff {
    QN_FALLOFF_NONE = 0,
    QN_FALLOFF_INVERSE = 1,        // 1 / r
    QN_FALLOFF_INVERSE_SQUARE = 2, // 1 / r^2
    QN_FALLOFF_LINEAR = 3,         // r
} qn_falloff;

// A uniform push, and drag towards a flow. Accelerations and speeds within 1e5 m/s^2 and
// QN_MAX_SPEED_MPS, forces within 1e12 N, drag from 0 to 1e4 1/s, here and below.
typedef struct qn_area_field {
    qn_vec2 acceleration_mps2;
    qn_vec2 force_n; // on a body that is inside as a whole
    qn_vec2 flow_mps;
    float linear_drag_per_s;
    float angular_drag_per_s;
} qn_area_field;

// Towards a point, or away from it where negative. Nearer than min_distance_m (1e-3 to 1e4) the
// push is that of this distance, shrinking to nothing at the point; beyond max_distance_m (0: no
// limit) there is none.
typedef struct qn_point_field {
    qn_vec2 point_m;
    float acceleration_mps2, force_n; // at 1 m
    qn_falloff falloff;
    float min_distance_m, max_distance_m;
} qn_point_field;

// Round an axis, counter-clockwise where positive: a push along the circle and inwards, and drag
// towards a flow along the circle. Distances as of qn_point_field.
typedef struct qn_radial_field {
    qn_vec2 axis_m;
    float tangential_mps2, inward_mps2, flow_mps; // at 1 m
    float linear_drag_per_s;
    qn_falloff falloff;
    float min_distance_m, max_distance_m;
} qn_radial_field;

// A fluid: the weight of what a shape displaces lifts it at the middle of the part under water
// (Archimedes), against the world's gravity times the body's gravity scale. The fluid fills the
// region below the surface through surface_m with the normal surface_normal (turned to length one;
// (0, 0): the whole region). Drag is that of the displaced mass: a floating body that displaces its
// own mass slows down by linear_drag_per_s relative to the flow, and by angular_drag_per_s.
typedef struct qn_buoyancy_field {
    float density_kgpm2; // 0 to 1e6
    qn_vec2 surface_m, surface_normal;
    qn_vec2 flow_mps;
    float linear_drag_per_s;
    float angular_drag_per_s;
} qn_buoyancy_field;

typedef struct qn_field_def {
    uint32_t cookie; // set by qn_field_def_default
    qn_field_kind kind;
    // The field's frame: that of a body, or of the world where it is null. Points move and turn
    // with it, and flows add to the body's motion.
    qn_body_id body;
    bool turns_with_body; // directions (pushes, flows, the surface's normal) turn with the body too
    bool is_enabled;
    qn_region region;   // in the field's frame; far out, that of a body, see qn_region
    uint64_t mask_bits; // categories of shapes that are pushed
    uint64_t user_data;
    // The one that `kind` names counts.
    qn_area_field area;
    qn_point_field point;
    qn_radial_field radial;
    qn_buoyancy_field buoyancy;
    qn_wind wind; // drag and lift by edges as in qn_shape_apply_wind; bodies may be partly inside
} qn_field_def;

// An enabled area field everywhere, without any push, for all categories. Distances start at 0.1 m,
// the fluid is water (1000 kg/m^2) without a surface and with drag 1/s, the air has drag 0.6 and
// lift 0.6 kg/m^2.
QN_API qn_field_def qn_field_def_default(void);
QN_API qn_field_id qn_field_create(qn_world *world, const qn_field_def *def);
// A field goes with its body, too.
QN_API qn_error qn_field_destroy(qn_world *world, qn_field_id field);
QN_API bool qn_field_is_alive(const qn_world *world, qn_field_id field);
QN_API qn_field_kind qn_field_get_kind(const qn_world *world, qn_field_id field);
QN_API qn_body_id qn_field_body(const qn_world *world, qn_field_id field);
QN_API bool qn_field_is_enabled(const qn_world *world, qn_field_id field);
QN_API qn_error qn_field_set_enabled(qn_world *world, qn_field_id field, bool is_enabled);
QN_API uint64_t qn_field_mask(const qn_world *world, qn_field_id field);
QN_API qn_error qn_field_set_mask(qn_world *world, qn_field_id field, uint64_t mask_bits);
QN_API uint64_t qn_field_user_data(const qn_world *world, qn_field_id field);
QN_API qn_error qn_field_set_user_data(qn_world *world, qn_field_id field, uint64_t user_data);
QN_API qn_error qn_field_set_region(qn_world *world, qn_field_id field, const qn_region *region);

// The push of a field of that kind; QN_ERROR_WRONG_TYPE, and zeros, for one of another.
QN_API qn_area_field qn_field_area(const qn_world *world, qn_field_id field);
QN_API qn_error qn_field_set_area(qn_world *world, qn_field_id field, const qn_area_field *area);
QN_API qn_point_field qn_field_point(const qn_world *world, qn_field_id field);
QN_API qn_error qn_field_set_point(qn_world *world, qn_field_id field, const qn_point_field *point);
QN_API qn_radial_field qn_field_radial(const qn_world *world, qn_field_id field);
QN_API qn_error qn_field_set_radial(qn_world *world, qn_field_id field,
                                    const qn_radial_field *radial);
QN_API qn_buoyancy_field qn_field_buoyancy(const qn_world *world, qn_field_id field);
QN_API qn_error qn_field_set_buoyancy(qn_world *world, qn_field_id field,
                                      const qn_buoyancy_field *buoyancy);
QN_API qn_wind qn_field_wind(const qn_world *world, qn_field_id field);
QN_API qn_error qn_field_set_wind(qn_world *world, qn_field_id field, const qn_wind *wind);

#endif
