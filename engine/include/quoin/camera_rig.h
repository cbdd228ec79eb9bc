// What moves a camera: following with a dead zone and a look ahead, bounds, zoom, turns and shake.
//
// A rig is a plain value that is ticked at the game's fixed rate and asked for a camera between two
// ticks; it may be copied, kept with a snapshot and forgotten. Half-lives make it independent of
// the rate: after twice the ticks of half the length it stands where it would have stood. Equal
// calls give equal bits. It knows nothing of bodies, input or drawing.
#ifndef QUOIN_CAMERA_RIG_H
#define QUOIN_CAMERA_RIG_H

#include "quoin/camera.h"

typedef struct qn_camera_rig_def {
    uint32_t cookie; // set by qn_camera_rig_def_default
    uint32_t seed;   // of the shake
    qn_vec2 center_m;
    float height_m; // 1e-3 to 1e6
    float angle_rad;
    float least_height_m, most_height_m; // the zoom's limits

    // Share of half the view, 0 to 1, within which the target moves freely; (0, 0): none.
    qn_vec2 dead_zone;
    // Times in which half of a gap is closed; 0 closes it at once.
    float follow_half_life_s, zoom_half_life_s, turn_half_life_s;
    // Looks so far ahead of the target's motion, at most the share of half the view, 0 to 1.
    float look_ahead_s, look_ahead_most, look_half_life_s;

    bool has_bounds;
    qn_aabb bounds_m; // nothing outside is seen; the shake alone may pass them

    // At full trauma: the most the view moves (a share of its height) and turns; how fast it goes
    // to and fro; how much trauma a second takes away.
    float shake_share, shake_rad, shake_hz, trauma_per_s;
    // 0 to 1 multiplies the shake; 0 where the player asked for reduced motion.
    float motion;
} qn_camera_rig_def;

QN_API qn_camera_rig_def qn_camera_rig_def_default(void);

// Where a rig stands after a tick.
typedef struct qn_camera_rig_pose {
    qn_vec2 center_m;
    float height_m, angle_rad;
    // The shake, in shares of the height and along the view's own axes.
    qn_vec2 shake;
    float shake_rad;
} qn_camera_rig_pose;

typedef struct qn_camera_rig {
    qn_camera_rig_def def;          // may be changed between ticks
    qn_camera_rig_pose now, before; // after the last tick, and before it
    float goal_height_m, goal_angle_rad;
    float trauma;              // 0 to 1
    qn_vec2 shake_direction;   // of unit length, or (0, 0): every direction
    bool has_target, is_fresh; // fresh: the target has no motion yet
    bool has_zoom_point;
    qn_vec2 target_m, last_target_m, look_m, zoom_point_m;
    uint32_t shake_step; // which two numbers of the noise it is between, and where
    float shake_part;
} qn_camera_rig;

// NULL_POINTER, BAD_DEFINITION, NOT_FINITE or OUT_OF_RANGE; *out is then untouched.
QN_API qn_error qn_camera_rig_start(const qn_camera_rig_def *def, qn_camera_rig *out);

// All of these give NULL_POINTER for no rig, NOT_FINITE or OUT_OF_RANGE for what is not a place, a
// size or a share, and change nothing then.

// Where the target is now; call it before each tick. A rig that was not following yet starts to,
// and glides there.
QN_API qn_error qn_camera_rig_follow(qn_camera_rig *rig, qn_vec2 target_m);
QN_API qn_error qn_camera_rig_release(qn_camera_rig *rig);
// Stands there at once, without a motion between ticks; forgets how fast the target was.
QN_API qn_error qn_camera_rig_jump(qn_camera_rig *rig, qn_vec2 center_m);
// Zooms until so many metres are seen from bottom to top, within the limits.
QN_API qn_error qn_camera_rig_zoom(qn_camera_rig *rig, float height_m);
// Shows `factor` times fewer metres than it was about to; point_m stays where it is on the surface
// while the zoom lasts, as far as following and bounds let it.
QN_API qn_error qn_camera_rig_zoom_about(qn_camera_rig *rig, qn_vec2 point_m, float factor);
// Follows the middle of the area and zooms until all of it is seen, within the limits: for several
// players at once. The dead zone holds for its middle.
QN_API qn_error qn_camera_rig_frame(qn_camera_rig *rig, qn_aabb area, qn_vec2 surface_px);
QN_API qn_error qn_camera_rig_turn(qn_camera_rig *rig, float angle_rad);
// Adds trauma, 0 to 1 (the sum is capped at 1); the view moves by its square, so that small blows
// are felt little and many are not too much. Along direction, as the world has it, if that is not
// (0, 0): an equal mixture of the last blow's and this one's by their trauma.
QN_API qn_error qn_camera_rig_shake(qn_camera_rig *rig, float trauma, qn_vec2 direction);

// dt_s above 0, at most 1. The surface matters for dead zone and bounds.
QN_API qn_error qn_camera_rig_tick(qn_camera_rig *rig, float dt_s, qn_vec2 surface_px);
// The camera `alpha` of a tick after the one before the last, 0 to 1.
QN_API qn_camera qn_camera_rig_view(const qn_camera_rig *rig, float alpha, qn_vec2 surface_px);

#endif
