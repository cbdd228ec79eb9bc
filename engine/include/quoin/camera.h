// Where the world is seen from: which part of it a surface shows, and what lies under a pixel.
//
// A camera is a plain value. What moves it (following, shaking) is quoin/camera_rig.h; surfaces
// that show a fixed number of virtual pixels are quoin/viewport.h.
#ifndef QUOIN_CAMERA_H
#define QUOIN_CAMERA_H

#include "quoin/base.h"
#include "quoin/math.h"

// Looks at center with `height_m` metres from the bottom to the top of the surface. angle_rad turns
// the camera, so the world turns the other way on the surface.
typedef struct qn_camera {
    qn_vec2 center_m;
    float height_m; // > 0
    float angle_rad;
    qn_vec2 surface_px; // > 0
} qn_camera;

// A camera that shows at least `area` on a surface of any aspect ratio, centred.
QN_API qn_camera qn_camera_fit(qn_aabb area, qn_vec2 surface_px);

// Pixels are counted from the top left corner, y down. Each is the other's inverse: what comes back
// is off by no more than the rounding of the numbers between (on a surface of 4096 px, less than a
// quarter of a pixel as long as center_m lies within 1000 times height_m).
QN_API qn_vec2 qn_camera_to_world(const qn_camera *camera, qn_vec2 px);
QN_API qn_vec2 qn_camera_to_px(const qn_camera *camera, qn_vec2 m);
QN_API float qn_camera_px_per_m(const qn_camera *camera);

// The smallest upright box that holds all of the world that is seen.
QN_API qn_aabb qn_camera_view(const qn_camera *camera);

// The camera that shows `factor` times fewer metres, with point_m under the same pixel as before. A
// factor that is not above 0 or not finite changes nothing.
QN_API qn_camera qn_camera_zoom(const qn_camera *camera, qn_vec2 point_m, float factor);

// The camera for a layer that lies behind the world (factor below 1: it passes more slowly) or
// before it (above 1), for each axis; 0 stands still. Where the camera looks at origin_m, the layer
// and the world coincide.
QN_API qn_camera qn_camera_parallax(const qn_camera *camera, qn_vec2 origin_m, qn_vec2 factor);

// The camera moved as little as needed to see nothing outside of `bounds`. Along an axis on which
// more is seen than the bounds have, it is centred on them.
QN_API qn_camera qn_camera_keep_inside(const qn_camera *camera, qn_aabb bounds);

// From the one to the other, alpha in [0, 1]; a camera turns by the difference of the angles as
// they are (not by the shorter way around).
QN_API qn_camera qn_camera_lerp(const qn_camera *from, const qn_camera *to, float alpha);

#endif
