// What stays as it is from call to call: blend, clip and target. The few states that come about in
// a frame stand in a table, and a record has the number of its own; a renderer cuts the frame where
// the number changes.
#include "draw/list.h"

#include <string.h>

#define FAR_PX INT16_MAX

static const draw_clip everywhere = {-FAR_PX, -FAR_PX, FAR_PX, FAR_PX};

void qn_draw_reset_manner(qn_draw_list *list)
{
    memset(&list->manner, 0, sizeof list->manner);
    memset(list->targets, 0, sizeof list->targets);
    list->manner.clips[0] = everywhere;
    list->target_depth = 0;
    list->is_nowhere = false;
    qn_draw_close_gate(list);
}

static qn_sprite_state wanted_state(const draw_manner *m, uint8_t source)
{
    const draw_clip *clip = &m->clips[m->clip_depth];
    return (qn_sprite_state){
        .blend = m->blend == QN_BLEND_ADDITIVE ? QN_BLEND_NORMAL : m->blend,
        .target = m->target,
        .source = source,
        .left_px = clip->left_px,
        .top_px = clip->top_px,
        .right_px = clip->right_px,
        .bottom_px = clip->bottom_px,
    };
}

// Backwards: a state that was just used is likely to be used again.
int32_t qn_draw_state(qn_draw_list *list, uint8_t source)
{
    qn_sprite_state state = wanted_state(&list->manner, source);
    for (int32_t i = list->state_count - 1; i >= 0; --i) {
        if (memcmp(&list->states[i], &state, sizeof state) == 0) {
            return i;
        }
    }
    if (list->state_count == DRAW_MAX_STATES) {
        return -1;
    }
    list->states[list->state_count] = state;
    return list->state_count++;
}

const qn_sprite_state *qn_sprite_state_of(const qn_sprite_batch *batch, int32_t index)
{
    return &batch->states[batch->state_of == NULL ? 0 : batch->state_of[index]];
}

int32_t qn_sprite_end_of_state(const qn_sprite_batch *batch, int32_t index)
{
    if (batch->state_of == NULL) {
        return batch->sprite_count;
    }
    int32_t end = index + 1;
    while (end < batch->sprite_count && batch->state_of[end] == batch->state_of[index]) {
        end += 1;
    }
    return end;
}

void qn_draw_blend(qn_draw_list *list, qn_blend blend)
{
    bool is_known = (int32_t)blend >= 0 && (int32_t)blend < QN_BLEND_COUNT;
    list->manner.blend = (uint8_t)(is_known ? blend : QN_BLEND_NORMAL);
    qn_draw_close_gate(list);
}

// ---- Clip -----------------------------------------------------------------------------------

// The nearest whole number, halves upwards.
static int16_t whole_px(float px)
{
    float positive = qn_clamp(px, (float)-FAR_PX, (float)FAR_PX) + (float)FAR_PX + 0.5f;
    return (int16_t)((int32_t)positive - FAR_PX);
}

static draw_clip clip_of(const qn_draw_list *list, qn_aabb area)
{
    qn_vec2 corners[4] = {area.lower, qn_v2(area.upper.x, area.lower.y), area.upper,
                          qn_v2(area.lower.x, area.upper.y)};
    qn_vec2 low = qn_draw_to_px(list, corners[0]), high = low;
    for (int32_t i = 1; i < 4; ++i) {
        qn_vec2 px = qn_draw_to_px(list, corners[i]);
        low = qn_v2_min(low, px);
        high = qn_v2_max(high, px);
    }
    return (draw_clip){whole_px(low.x), whole_px(low.y), whole_px(high.x), whole_px(high.y)};
}

static int16_t lesser(int16_t a, int16_t b) { return (int16_t)(a < b ? a : b); }
static int16_t greater(int16_t a, int16_t b) { return (int16_t)(a > b ? a : b); }

void qn_draw_clip(qn_draw_list *list, qn_aabb area)
{
    draw_manner *m = &list->manner;
    if (m->clip_depth == QN_DRAW_CLIP_DEPTH) {
        m->surplus_clips += m->surplus_clips < INT32_MAX ? 1 : 0;
        return;
    }
    draw_clip outer = m->clips[m->clip_depth];
    bool is_usable = m->view.is_set && qn_v2_is_finite(area.lower) && qn_v2_is_finite(area.upper);
    draw_clip inner = is_usable ? clip_of(list, area) : outer;
    m->clips[++m->clip_depth] = (draw_clip){
        greater(outer.left_px, inner.left_px), greater(outer.top_px, inner.top_px),
        lesser(outer.right_px, inner.right_px), lesser(outer.bottom_px, inner.bottom_px)};
    qn_draw_close_gate(list);
}

void qn_draw_clip_end(qn_draw_list *list)
{
    draw_manner *m = &list->manner;
    if (m->surplus_clips > 0) {
        m->surplus_clips -= 1;
    } else if (m->clip_depth > 0) {
        m->clip_depth -= 1;
    }
    qn_draw_close_gate(list);
}

// ---- Targets --------------------------------------------------------------------------------

static bool is_side(int32_t px) { return px >= 1 && px <= QN_DRAW_TARGET_MAX_PX; }

// A target that is drawn into again has to be of the size that it was.
static bool open_target(qn_draw_list *list, int32_t target, int32_t width_px, int32_t height_px)
{
    if (target < 1 || target > QN_DRAW_TARGETS || !is_side(width_px) || !is_side(height_px)) {
        return false;
    }
    qn_sprite_target *to = &list->targets[target - 1];
    bool is_new = to->width_px == 0;
    if (is_new) {
        *to = (qn_sprite_target){width_px, height_px};
    }
    return to->width_px == width_px && to->height_px == height_px;
}

void qn_draw_target(qn_draw_list *list, int32_t target, int32_t width_px, int32_t height_px)
{
    list->target_depth += list->target_depth < INT32_MAX ? 1 : 0;
    qn_draw_close_gate(list);
    if (list->target_depth > 1) {
        list->is_nowhere = true;
        return;
    }
    bool is_open = open_target(list, target, width_px, height_px);
    list->is_nowhere = !is_open;
    list->outside = list->manner;
    memset(&list->manner, 0, sizeof list->manner);
    list->manner.clips[0] = everywhere;
    list->manner.target = (uint8_t)(is_open ? target : 0);
}

// The end of a target within a target leaves nothing to draw into until the outer one ends.
void qn_draw_target_end(qn_draw_list *list)
{
    if (list->target_depth == 0) {
        return;
    }
    list->target_depth -= 1;
    if (list->target_depth == 0) {
        list->manner = list->outside;
        list->is_nowhere = false;
    }
    qn_draw_close_gate(list);
}
