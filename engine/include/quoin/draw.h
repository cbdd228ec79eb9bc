// Drawing as data: calls append 32-byte sprite records to a list, a back end draws the list.
//
// Images, glyphs and signed-distance shapes are the same record and share one blend state; edges of
// shapes are anti-aliased at any zoom. Nothing here touches a GPU. Positions and sizes are world
// units (metres in a game) seen through the list's current camera.
#ifndef QUOIN_DRAW_H
#define QUOIN_DRAW_H

#include "quoin/base.h"
#include "quoin/camera.h"
#include "quoin/color.h"
#include "quoin/math.h"

// ---- Images ---------------------------------------------------------------------------------

// An entry of the atlas that the shell made from the pack; index 0 is "no image".
typedef struct qn_image {
    uint16_t index;
    uint16_t width_px, height_px;
} qn_image;

// Where images live: filled once at start from the pack's images, read by games and renderers.
typedef struct qn_atlas qn_atlas;
// The image packed under this name (its pack entry's name), or index 0.
QN_API qn_image qn_atlas_find(const qn_atlas *atlas, const char *name);

// ---- The list -------------------------------------------------------------------------------

typedef struct qn_draw_list qn_draw_list;

// Records beyond the capacity (1 to 1,000,000) and records with non-finite numbers are left out and
// counted; nothing else happens. What lies wholly outside the surface is left out silently. `atlas`
// may be null: images are then left out.
QN_API qn_error qn_draw_list_create(int32_t capacity, const qn_atlas *atlas, qn_draw_list **out);
QN_API void qn_draw_list_destroy(qn_draw_list *list);

// Forgets the last frame, its layer and its camera (until the next camera, records are dropped).
// Every frame starts here.
QN_API void qn_draw_begin(qn_draw_list *list, qn_color clear);
// For all records that follow, until the next call.
QN_API void qn_draw_camera(qn_draw_list *list, const qn_camera *camera);
// Higher layers are drawn later, 0 to 255; within a layer by their order, and within an order as
// the calls came.
QN_API void qn_draw_layer(qn_draw_list *list, int32_t layer);
// -32768 to 32767, 0 at first: seen from above, what stands lower on the screen covers what stands
// higher when its order is, say, its y in steps, negated.
QN_API void qn_draw_order(qn_draw_list *list, int32_t order);

// How what is drawn meets what is there. Normal and additive share everything on a GPU; each change
// between the others costs a draw call.
typedef enum qn_blend {
    QN_BLEND_NORMAL,   // over it
    QN_BLEND_ADDITIVE, // adds light
    QN_BLEND_MULTIPLY, // darkens, as coloured glass does
    QN_BLEND_SCREEN,   // lightens, and never beyond white
    QN_BLEND_ERASE,    // takes it away: out of a target; from the surface, down to black
    QN_BLEND_COUNT
} qn_blend;
// For all records that follow, until the next call. Out of range counts as QN_BLEND_NORMAL.
QN_API void qn_draw_blend(qn_draw_list *list, qn_blend blend);

// Nothing outside this area (of the current camera; turned, the box around it) is drawn until the
// matching end; areas within areas intersect. Edges are whole pixels. More than QN_DRAW_CLIP_DEPTH
// areas within each other: the surplus changes nothing.
#define QN_DRAW_CLIP_DEPTH 16
QN_API void qn_draw_clip(qn_draw_list *list, qn_aabb area);
QN_API void qn_draw_clip_end(qn_draw_list *list);

// Pictures to draw into, which live for the frame: numbers 1 to QN_DRAW_TARGETS. What follows goes
// into the target, seen by cameras of its own, until qn_draw_target_end; then blend, clip, layer
// and camera are what they were before. A target starts transparent; sides are 1 to
// QN_DRAW_TARGET_MAX_PX. A target within a target, a number or a side out of range: what follows,
// until the end, is dropped and counted.
#define QN_DRAW_TARGETS 4
#define QN_DRAW_TARGET_MAX_PX 4096
QN_API void qn_draw_target(qn_draw_list *list, int32_t target, int32_t width_px, int32_t height_px);
QN_API void qn_draw_target_end(qn_draw_list *list);
// The target as an image, on the surface or in a target of a higher number; else it is dropped.
QN_API void qn_draw_target_image(qn_draw_list *list, int32_t target, qn_pose pose,
                                 qn_vec2 half_size, qn_color tint);

// How a shape is filled: `fill` at its top turns into `fade` at its bottom (own frame), with a
// border of border_m inside its edge. glow_m > 0 spreads the edge softly outwards instead of
// cutting it. additive adds light.
typedef struct qn_paint {
    qn_color fill;
    qn_color fade; // ignored while fade.a and fade.r,g,b are all 0
    qn_color border;
    float border_m;
    float glow_m;
    bool additive;
} qn_paint;

static inline qn_paint qn_fill(qn_color color) { return (qn_paint){.fill = color}; }

QN_API void qn_draw_circle(qn_draw_list *list, qn_vec2 center, float radius, qn_paint paint);
// A box with rounded corners.
QN_API void qn_draw_box(qn_draw_list *list, qn_pose pose, qn_vec2 half_size, float corner_radius,
                        qn_paint paint);
// A line with round ends.
QN_API void qn_draw_capsule(qn_draw_list *list, qn_vec2 a, qn_vec2 b, float radius, qn_paint paint);
// A ring of the given width inside radius.
QN_API void qn_draw_ring(qn_draw_list *list, qn_vec2 center, float radius, float width,
                         qn_paint paint);
// A convex polygon of 3 to 8 points, counter-clockwise.
QN_API void qn_draw_polygon(qn_draw_list *list, const qn_vec2 *points, int32_t count,
                            qn_paint paint);
// A line through 2 to QN_DRAW_MAX_POINTS points, with round joins and ends. However it crosses
// itself, it is drawn once: a translucent line is evenly so.
#define QN_DRAW_MAX_POINTS 256
QN_API void qn_draw_line(qn_draw_list *list, const qn_vec2 *points, int32_t count, float width,
                         qn_paint paint);
// What a closed line through 3 to QN_DRAW_MAX_POINTS points goes around an odd number of times:
// polygons of any kind, in any direction. Cost grows with points times pixels: prefer
// qn_draw_polygon.
QN_API void qn_draw_area(qn_draw_list *list, const qn_vec2 *points, int32_t count, qn_paint paint);
// The image on a box of this half size; tint multiplies (white: unchanged).
QN_API void qn_draw_image(qn_draw_list *list, qn_image image, qn_pose pose, qn_vec2 half_size,
                          qn_color tint);

// One of many images, as qn_draw_image takes them.
typedef struct qn_image_instance {
    qn_pose pose;
    qn_vec2 half_size_m;
    qn_color tint;
    qn_image image;
} qn_image_instance;
// As qn_draw_image for each of them, in this order, and two to three times as fast:
// for thousands that live in an array anyway. Who also moves them does both with some hundred at a
// time, while they are in the nearest cache. `instances` may be null when `count` is 0 or less.
QN_API void qn_draw_images(qn_draw_list *list, const qn_image_instance *instances, int32_t count);

// Whole texels of an image, from its upper left corner: a frame of a sheet, a tile of a set.
typedef struct qn_image_part {
    uint16_t x_px, y_px, width_px, height_px; // width or height 0: the whole image
} qn_image_part;

// How an image is drawn beyond its tint. A part never mixes with what is beside it in the image, as
// long as it is not reduced below half its size.
typedef struct qn_image_paint {
    qn_color tint; // multiplies
    qn_color fill; // laid over the image in its outline: alpha 255 is a flash of one colour
    qn_image_part part;
    bool flip_x, flip_y;
    // With texel_m > 0 the part is cut by these into nine: corners keep the size texel_m gives a
    // texel, sides stretch along, the middle both ways. Corners that do not fit are made smaller.
    float texel_m;
    uint16_t left_px, right_px, top_px, bottom_px;
} qn_image_paint;

static inline qn_image_paint qn_tint(qn_color color) { return (qn_image_paint){.tint = color}; }

// A part that is not inside the image is left out and counted as dropped.
QN_API void qn_draw_image_with(qn_draw_list *list, qn_image image, qn_pose pose, qn_vec2 half_size,
                               qn_image_paint paint);

typedef struct qn_draw_counters {
    int32_t record_count;
    int32_t dropped_count;
} qn_draw_counters;
QN_API qn_draw_counters qn_draw_get_counters(const qn_draw_list *list);

#endif
