// The inside of a draw list, shared by the files that append to it (shapes, images, text).
#ifndef DRAW_LIST_H
#define DRAW_LIST_H

#include "quoin/atlas.h"
#include "quoin/draw.h"
#include "quoin/sprite.h"
#include "quoin/text.h"

struct qn_draw_list {
    const qn_atlas *atlas;
    const qn_font *font;
    int32_t capacity;
    int32_t texel_capacity;
    qn_sprite *sprites; // in the order of the calls
    qn_sprite *sorted;  // in drawing order; filled only when layers are out of order
    uint8_t *layers;    // of `sprites`
    qn_sprite_texel *texels;
    int32_t sprite_count;
    int32_t texel_count;
    int32_t dropped_count;
    bool is_sorted;
    bool has_camera;
    uint8_t layer;
    qn_color clear;
    // The camera, taken apart.
    qn_vec2 center_m;
    qn_rot turn; // of the world, as seen
    float px_per_m;
    qn_vec2 surface_px;
};

uint32_t qn_color_pack(qn_color color, bool additive);
// What the camera makes of a point, and of a rotation.
qn_vec2 qn_draw_to_px(const qn_draw_list *list, qn_vec2 m);
uint32_t qn_draw_rotation(const qn_draw_list *list, qn_rot q);

// A record whose box is enlarged by margin_px on all sides. The record is dropped and counted, or
// left out as invisible, by the rules of qn_draw_list_create.
void qn_draw_append(qn_draw_list *list, const qn_sprite *sprite, float margin_px);
void qn_draw_drop(qn_draw_list *list);
// Reserves texels and returns the index of the first, or 0 when there is no room.
uint32_t qn_draw_reserve_texels(qn_draw_list *list, int32_t count);

#endif
