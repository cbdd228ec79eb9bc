// The inside of a draw list, shared by the files that append to it (shapes, images, text).
#ifndef DRAW_LIST_H
#define DRAW_LIST_H

#include <string.h>

#include "base/simd.h"
#include "base/simd_u32.h"
#include "quoin/atlas.h"
#include "quoin/draw.h"
#include "quoin/sprite.h"
#include "quoin/text.h"

#define DRAW_MAX_STATES 255
// The rotation of a record that is not turned on the surface.
#define DRAW_UPRIGHT 0x7FFFu

// Of the current target; ends exclusive.
typedef struct draw_clip {
    int16_t left_px, top_px, right_px, bottom_px;
} draw_clip;

// The camera as qn_draw_see wants it: four numbers each, of x and y of a place and of cosine and
// sine of a rotation.
typedef struct draw_lens {
    float from[4];
    float cosines[4], sines[4];
    float scales[4], offsets[4];
} draw_lens;

// The camera, taken apart.
typedef struct draw_view {
    bool is_set;
    qn_vec2 center_m;
    qn_rot turn; // of the world, as seen
    float px_per_m;
    qn_vec2 surface_px;
    draw_lens lens;
} draw_view;

// What calls set for all records that follow.
typedef struct draw_manner {
    draw_view view;
    uint8_t layer;
    uint8_t blend; // qn_blend
    uint8_t target;
    int16_t order;
    int32_t clip_depth;
    int32_t surplus_clips; // areas that were one too many
    draw_clip clips[QN_DRAW_CLIP_DEPTH + 1];
} draw_manner;

typedef struct draw_area {
    float left_px, top_px, right_px, bottom_px;
} draw_area;

// What the manner comes to for a plain record: worked out by the first one that is placed, and
// until then nothing gets through. While it is open the run is of its key and state.
typedef struct draw_gate {
    draw_area seen;
    uint32_t fill_mask;
    uint32_t key;
    uint8_t state;
} draw_gate;

// Records of one key and state that came last. Most frames are a few of them, so keys and states
// are written down only where another begins, and only in frames that need them.
typedef struct draw_run {
    int32_t first;
    uint32_t key;
    uint8_t state;
} draw_run;

struct qn_draw_list {
    const qn_atlas *atlas;
    const qn_font *font;
    int32_t capacity;
    int32_t texel_capacity;
    qn_sprite *sprites; // in the order of the calls
    qn_sprite *sorted;  // in drawing order; filled only when keys are out of order
    draw_run run;
    uint32_t *keys;    // of `sprites` before the run: target, then layer, then order
    uint8_t *state_of; // of `sprites` before the run
    uint8_t *sorted_state_of;
    uint32_t *ranks[2]; // numbers of `sprites`, while they are sorted
    qn_sprite_texel *texels;
    int32_t sprite_count;
    int32_t texel_count;
    int32_t dropped_count;
    bool is_sorted;
    bool has_orders; // others than 0 in this frame
    qn_color clear;
    int32_t image_count; // of the atlas when it was last asked
    draw_gate gate;
    draw_manner manner;  // whoever changes it closes the gate
    draw_manner outside; // of the target that is drawn into
    int32_t target_depth;
    bool is_nowhere; // into a target that cannot be: everything is dropped
    qn_sprite_target targets[QN_DRAW_TARGETS];
    qn_sprite_state states[DRAW_MAX_STATES];
    int32_t state_count;
    qn_post post;
    bool has_post;
};

// A length of a paint in pixels, within bounds; 0 for NaN and negative lengths.
float qn_draw_paint_px(const qn_draw_list *list, float length_m);
qn_sprite_texel qn_draw_paint_texel(const qn_draw_list *list, const qn_paint *paint);
// The state that a record which reads this target (0: none) is drawn in, or -1 when there are too
// many.
int32_t qn_draw_state(qn_draw_list *list, uint8_t source);
// Nothing is left of what the last frame set.
void qn_draw_reset_manner(qn_draw_list *list);

// Fills `sorted` and `sorted_state_of` by key, stably.
void qn_draw_sort(qn_draw_list *list);
void qn_draw_drop(qn_draw_list *list);
// Reserves texels and returns the index of the first, or 0 when there is no room.
uint32_t qn_draw_reserve_texels(qn_draw_list *list, int32_t count);
// As qn_draw_append, for any record.
void qn_draw_append_with_care(qn_draw_list *list, const qn_sprite *sprite, float margin_px);

static inline void qn_draw_close_gate(qn_draw_list *list) { list->gate.seen.left_px = 3.0e38f; }

// ---- Steps of every record ------------------------------------------------------------------

// A game appends thousands of records a frame: in line and with hardly a branch, an image costs a
// quarter of what it costs with calls.

static inline uint32_t qn_color_pack(qn_color color, bool additive)
{
    uint32_t alpha = color.a, r = color.r, g = color.g, b = color.b;
    if (alpha < 255) {
        r = (r * alpha + 127) / 255;
        g = (g * alpha + 127) / 255;
        b = (b * alpha + 127) / 255;
    }
    return r | g << 8 | b << 16 | (additive ? 0 : alpha) << 24;
}

// What the camera makes of a point.
static inline qn_vec2 qn_draw_to_px(const qn_draw_list *list, qn_vec2 m)
{
    const draw_view *view = &list->manner.view;
    qn_vec2 seen = qn_rotate(view->turn, qn_sub(m, view->center_m));
    return qn_v2(0.5f * view->surface_px.x + view->px_per_m * seen.x,
                 0.5f * view->surface_px.y - view->px_per_m * seen.y);
}

// So near to 1.5 * 2^23 a float's last bits are whole numbers: adding this rounds to the nearest,
// halves to even.
#define DRAW_TO_WHOLE 12582912.0f
#define DRAW_ROTATION_STEPS 32767.0f
// The greatest float.
#define DRAW_FARTHEST 0x1.fffffep127f

static inline uint32_t qn_draw_last_bits(float sum)
{
    uint32_t bits;
    memcpy(&bits, &sum, sizeof bits);
    return bits & 0xFFFFu;
}

// NaN becomes -1, so that a record with a broken rotation is still drawn in range.
static inline uint32_t qn_draw_signed_unit(float value)
{
    return qn_draw_last_bits(qn_min(qn_max(value, -1.0f), 1.0f) * DRAW_ROTATION_STEPS +
                             DRAW_TO_WHOLE);
}

// Of a shape whose param is a length; 0 for NaN and negative lengths.
static inline uint32_t qn_draw_with_length(qn_sprite_kind kind, float length_px)
{
    float clamped = length_px > 0.0f ? qn_min(length_px, 65535.0f) : 0.0f;
    return (uint32_t)kind | (uint32_t)(clamped * QN_SPRITE_PARAM_PER_PX + 0.5f) << 8;
}

typedef struct draw_place {
    float x_px, y_px;
    uint32_t rotation;
} draw_place;

// What the camera makes of a pose: qn_draw_to_px and qn_draw_rotation at once, with the same bits,
// as both turn a pair of numbers alike. A place that is not finite is far away.
static inline draw_place qn_draw_see(const qn_draw_list *list, const qn_pose *pose)
{
    static const float low[4] = {-DRAW_FARTHEST, -DRAW_FARTHEST, -1.0f, -1.0f};
    static const float high[4] = {DRAW_FARTHEST, DRAW_FARTHEST, 1.0f, 1.0f};
    const draw_lens *lens = &list->manner.view.lens;
    // x' = c * x - s * y, y' = s * x + c * y
    qn_f4 from = qn_f4_sub(qn_f4_load_pairs(&pose->p.x, &pose->q.c), qn_f4_load(lens->from));
    qn_f4 turned = qn_f4_mul_add(qn_f4_mul(from, qn_f4_load(lens->cosines)), qn_f4_swap_pairs(from),
                                 qn_f4_load(lens->sines));
    qn_f4 bounded = qn_f4_min(qn_f4_max(turned, qn_f4_load(low)), qn_f4_load(high));
    qn_f4 seen = qn_f4_mul_add(qn_f4_load(lens->offsets), bounded, qn_f4_load(lens->scales));
    qn_f4 rotation = qn_f4_swap_halves(seen);
    uint32_t cosine = qn_draw_last_bits(qn_f4_first(rotation));
    uint32_t sine = qn_draw_last_bits(qn_f4_first(qn_f4_swap_pairs(rotation)));
    return (draw_place){qn_f4_first(seen), qn_f4_first(qn_f4_swap_pairs(seen)),
                        cosine | sine << 16};
}

static inline uint32_t qn_draw_kind(qn_sprite_kind kind, uint32_t param)
{
    return (uint32_t)kind | param << 8;
}

// In line, so that a pose is not copied from call to call.
QN_INLINE qn_sprite qn_draw_seen_as(const qn_draw_list *list, uint32_t kind_param,
                                    const qn_pose *pose, qn_vec2 half_size, uint32_t fill,
                                    uint32_t extra)
{
    draw_place place = qn_draw_see(list, pose);
    return (qn_sprite){
        .x_px = place.x_px,
        .y_px = place.y_px,
        .half_x_px = half_size.x * list->manner.view.px_per_m,
        .half_y_px = half_size.y * list->manner.view.px_per_m,
        .rotation = place.rotation,
        .fill = fill,
        .kind_param = kind_param,
        .extra = extra,
    };
}

// What the camera makes of a rotation.
static inline uint32_t qn_draw_rotation(const qn_draw_list *list, qn_rot q)
{
    qn_rot seen = qn_rot_mul(list->manner.view.turn, q);
    return qn_draw_signed_unit(seen.c) | qn_draw_signed_unit(seen.s) << 16;
}

// False for NaN, and for what is too large to be judged so simply.
static inline bool qn_draw_is_plainly_seen(const draw_gate *gate, const qn_sprite *s,
                                           float margin_px)
{
    const float most_px = 65536.0f;
    float reach = s->half_x_px + s->half_y_px + margin_px + 1.0f;
    return (s->half_x_px >= 0.0f) & (s->half_y_px >= 0.0f) & (reach <= most_px) &
           (s->x_px + reach >= gate->seen.left_px) & (s->x_px - reach <= gate->seen.right_px) &
           (s->y_px + reach >= gate->seen.top_px) & (s->y_px - reach <= gate->seen.bottom_px);
}

// By the gate, into the run.
static inline void qn_draw_place(qn_draw_list *list, const qn_sprite *sprite)
{
    qn_sprite placed = *sprite;
    placed.fill &= list->gate.fill_mask;
    list->sprites[list->sprite_count++] = placed;
}

// A record whose box is enlarged by margin_px on all sides. The record is dropped and counted, or
// left out as invisible, by the rules of qn_draw_list_create.
static inline void qn_draw_append(qn_draw_list *list, const qn_sprite *sprite, float margin_px)
{
    bool is_plain = (sprite->kind_param & 0xFFu) != QN_SPRITE_TARGET;
    if (is_plain && list->sprite_count < list->capacity &&
        qn_draw_is_plainly_seen(&list->gate, sprite, margin_px)) {
        qn_draw_place(list, sprite);
    } else {
        // A copy, so that what is plainly seen need not stand in memory before it is placed.
        qn_sprite copy = *sprite;
        qn_draw_append_with_care(list, &copy, margin_px);
    }
}

#endif
