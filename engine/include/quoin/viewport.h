// A picture of a fixed number of virtual pixels on a surface of any size: fitted with bars, cut at
// its sides, or enlarged by whole numbers; and the places on a surface that notches leave free.
//
// A viewport is a plain value, made anew when the surface changes. Both kinds of pixels are counted
// from the top left corner, y down. It draws nothing but its bars.
#ifndef QUOIN_VIEWPORT_H
#define QUOIN_VIEWPORT_H

#include "quoin/camera.h"
#include "quoin/draw.h"

typedef enum qn_fit {
    QN_FIT_LETTERBOX, // all of it is seen, within the safe area; bars fill the rest
    QN_FIT_CROP,      // the whole surface is filled; two of its sides may be cut off
    QN_FIT_INTEGER    // like the first, enlarged by a whole number (or, where it does not fit,
                      // reduced to one over a whole number)
} qn_fit;

// Where something stands: at a corner, in the middle of a side, in the middle.
typedef enum qn_anchor {
    QN_ANCHOR_CENTER,
    QN_ANCHOR_TOP_LEFT,
    QN_ANCHOR_TOP,
    QN_ANCHOR_TOP_RIGHT,
    QN_ANCHOR_LEFT,
    QN_ANCHOR_RIGHT,
    QN_ANCHOR_BOTTOM_LEFT,
    QN_ANCHOR_BOTTOM,
    QN_ANCHOR_BOTTOM_RIGHT
} qn_anchor;

// What notches and rounded corners take from the sides of a surface.
typedef struct qn_insets {
    float left_px, top_px, right_px, bottom_px;
} qn_insets;

typedef struct qn_viewport_opts {
    qn_vec2 surface_px; // 1 to 1,000,000
    qn_vec2 virtual_px; // 1 to 1,000,000; (0, 0): as many as the surface has
    qn_fit fit;
    qn_anchor anchor; // where the picture stands when there are bars, what is kept when it is cut
    qn_insets safe_px;
} qn_viewport_opts;

typedef struct qn_viewport {
    qn_vec2 surface_px, virtual_px;
    qn_vec2 origin_px; // of the picture's top left corner, on the surface
    float scale;       // surface pixels to a virtual one
    qn_aabb seen_px;   // of the surface: where the picture is
    qn_aabb safe_px;   // of the surface: where it is and no notch (lower: top left)
} qn_viewport;

// NULL_POINTER; NOT_FINITE; OUT_OF_RANGE for a size beyond its range, an unknown fit or anchor, and
// insets that are negative or leave nothing. *out is then untouched.
QN_API qn_error qn_viewport_make(const qn_viewport_opts *opts, qn_viewport *out);

// Each is the other's inverse.
QN_API qn_vec2 qn_viewport_to_virtual(const qn_viewport *viewport, qn_vec2 surface_px);
QN_API qn_vec2 qn_viewport_to_surface(const qn_viewport *viewport, qn_vec2 virtual_px);

// A place of the safe area in virtual pixels, margin_px (virtual) away from the sides it touches:
// where to put a score or a button.
QN_API qn_vec2 qn_viewport_place(const qn_viewport *viewport, qn_anchor anchor, qn_vec2 margin_px);
// The place of the safe area that is nearest to this one; both in virtual pixels.
QN_API qn_vec2 qn_viewport_keep_safe(const qn_viewport *viewport, qn_vec2 virtual_px);

// The camera for the whole surface that shows in the picture what `camera` sees: height_m metres
// from its bottom to its top. camera->surface_px is not read.
QN_API qn_camera qn_viewport_camera(const qn_viewport *viewport, const qn_camera *camera);
// A camera whose unit is a virtual pixel, y up, with the origin at the picture's lower left corner.
QN_API qn_camera qn_viewport_page(const qn_viewport *viewport);

// Covers what is not the picture, on the current layer. The list's camera is another one
// afterwards: one that shows the surface's own pixels.
QN_API void qn_viewport_draw_bars(const qn_viewport *viewport, qn_draw_list *list, qn_color color);

#endif
