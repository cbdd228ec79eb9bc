// The inside of a draw list, shared by the files that append to it (shapes, images, text).
#ifndef DRAW_LIST_H
#define DRAW_LIST_H

#include "quoin/atlas.h"
#include "quoin/draw.h"
#include "quoin/sprite.h"
#include "quoin/text.h"

#define DRAW_MAX_STATES 255

// Of the current target; ends exclusive.
typedef struct draw_clip {
    int16_t left_px, top_px, right_px, bottom_px;
} draw_clip;

// The camera, taken apart.
typedef struct draw_view {
    bool is_set;
    qn_vec2 center_m;
    qn_rot turn; // of the world, as seen
    float px_per_m;
    qn_vec2 surface_px;
} draw_view;

// What calls set for all records that follow.
typedef struct draw_manner {
    draw_view view;
    uint8_t layer;
    uint8_t blend; // qn_blend
    uint8_t target;
    int32_t clip_depth;
    int32_t surplus_clips; // areas that were one too many
    draw_clip clips[QN_DRAW_CLIP_DEPTH + 1];
} draw_manner;

struct qn_draw_list {
    const qn_atlas *atlas;
    const qn_font *font;
    int32_t capacity;
    int32_t texel_capacity;
    qn_sprite *sprites; // in the order of the calls
    qn_sprite *sorted;  // in drawing order; filled only when keys are out of order
    uint16_t *keys;     // of `sprites`: target, then layer
    uint8_t *state_of;  // of `sprites`
    uint8_t *sorted_state_of;
    qn_sprite_texel *texels;
    int32_t sprite_count;
    int32_t texel_count;
    int32_t dropped_count;
    bool is_sorted;
    qn_color clear;
    draw_manner manner;
    draw_manner outside; // of the target that is drawn into
    int32_t target_depth;
    bool is_nowhere; // into a target that cannot be: everything is dropped
    qn_sprite_target targets[QN_DRAW_TARGETS];
    qn_sprite_state states[DRAW_MAX_STATES];
    int32_t state_count;
};

uint32_t qn_color_pack(qn_color color, bool additive);
// What the camera makes of a point, and of a rotation.
qn_vec2 qn_draw_to_px(const qn_draw_list *list, qn_vec2 m);
uint32_t qn_draw_rotation(const qn_draw_list *list, qn_rot q);

// A length of a paint in pixels, within bounds; 0 for NaN and negative lengths.
float qn_draw_paint_px(const qn_draw_list *list, float length_m);
qn_sprite_texel qn_draw_paint_texel(const qn_draw_list *list, const qn_paint *paint);
// The state that a record which reads this target (0: none) is drawn in, or -1 when there are too
// many.
int32_t qn_draw_state(qn_draw_list *list, uint8_t source);
// Nothing is left of what the last frame set.
void qn_draw_reset_manner(qn_draw_list *list);

// A record whose box is enlarged by margin_px on all sides. The record is dropped and counted, or
// left out as invisible, by the rules of qn_draw_list_create.
void qn_draw_append(qn_draw_list *list, const qn_sprite *sprite, float margin_px);
void qn_draw_drop(qn_draw_list *list);
// Reserves texels and returns the index of the first, or 0 when there is no room.
uint32_t qn_draw_reserve_texels(qn_draw_list *list, int32_t count);

#endif
