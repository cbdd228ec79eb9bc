// Records are appended in call order, in runs of one key; they are sorted once per frame, and not
// at all when keys never went down. The camera is applied while appending, so a renderer sees
// pixels only and any number of cameras share a frame.
#include "draw/list.h"

#include <string.h>

#include "base/alloc.h"

#define MAX_CAPACITY 1000000
#define LAYER_COUNT 256
// A sprite and its paint may be followed by up to 8 texels of edges; the mean is far lower.
#define TEXELS_PER_SPRITE 2
// Beyond this a 32-bit float no longer resolves a pixel's fraction.
#define MAX_PX 1.0e6f

static size_t whole_rows(int32_t texel_count)
{
    size_t rows = ((size_t)texel_count + QN_SPRITE_ROW_TEXELS - 1) / QN_SPRITE_ROW_TEXELS;
    return rows * QN_SPRITE_ROW_TEXELS;
}

qn_error qn_draw_list_create(int32_t capacity, const qn_atlas *atlas, qn_draw_list **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (capacity < 1 || capacity > MAX_CAPACITY) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_draw_list *list = qn_alloc_zeroed(sizeof *list);
    if (list == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    list->atlas = atlas;
    list->capacity = capacity;
    list->texel_capacity = capacity * TEXELS_PER_SPRITE + 1;
    list->sprites = qn_alloc_zeroed(whole_rows(capacity * 2) * sizeof(qn_sprite_texel));
    list->sorted = qn_alloc_zeroed(whole_rows(capacity * 2) * sizeof(qn_sprite_texel));
    list->keys = qn_alloc_zeroed((size_t)capacity * sizeof(uint32_t));
    list->ranks[0] = qn_alloc_zeroed((size_t)capacity * sizeof(uint32_t));
    list->ranks[1] = qn_alloc_zeroed((size_t)capacity * sizeof(uint32_t));
    list->state_of = qn_alloc_zeroed((size_t)capacity);
    list->sorted_state_of = qn_alloc_zeroed((size_t)capacity);
    list->texels = qn_alloc_zeroed(whole_rows(list->texel_capacity) * sizeof(qn_sprite_texel));
    if (list->sprites == NULL || list->sorted == NULL || list->keys == NULL ||
        list->ranks[0] == NULL || list->ranks[1] == NULL || list->state_of == NULL ||
        list->sorted_state_of == NULL || list->texels == NULL) {
        qn_draw_list_destroy(list);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_draw_begin(list, qn_rgb(0));
    *out = list;
    return QN_ERROR_OK;
}

void qn_draw_list_destroy(qn_draw_list *list)
{
    if (list == NULL) {
        return;
    }
    qn_free(list->sprites);
    qn_free(list->sorted);
    qn_free(list->keys);
    qn_free(list->ranks[0]);
    qn_free(list->ranks[1]);
    qn_free(list->state_of);
    qn_free(list->sorted_state_of);
    qn_free(list->texels);
    qn_free(list);
}

void qn_draw_font(qn_draw_list *list, const qn_font *font) { list->font = font; }

void qn_draw_begin(qn_draw_list *list, qn_color clear)
{
    list->clear = clear;
    list->sprite_count = 0;
    list->texel_count = 1;
    list->dropped_count = 0;
    list->is_sorted = true;
    list->has_orders = false;
    list->state_count = 0;
    list->run = (draw_run){0};
    list->image_count = 0;
    list->has_post = false;
    qn_draw_reset_manner(list);
}

static draw_lens lens_of(const draw_view *v)
{
    float k = v->px_per_m, c = v->turn.c, s = v->turn.s;
    return (draw_lens){
        .from = {v->center_m.x, v->center_m.y, 0.0f, 0.0f},
        .cosines = {c, c, c, c},
        .sines = {-s, s, -s, s},
        .scales = {k, -k, DRAW_ROTATION_STEPS, DRAW_ROTATION_STEPS},
        .offsets = {0.5f * v->surface_px.x, 0.5f * v->surface_px.y, DRAW_TO_WHOLE, DRAW_TO_WHOLE},
    };
}

void qn_draw_camera(qn_draw_list *list, const qn_camera *camera)
{
    draw_view *view = &list->manner.view;
    view->px_per_m = qn_camera_px_per_m(camera);
    view->is_set = qn_is_finite(view->px_per_m) && view->px_per_m > 0.0f &&
                   qn_v2_is_finite(camera->center_m) && qn_is_finite(camera->angle_rad) &&
                   camera->surface_px.x > 0.0f && qn_is_finite(camera->surface_px.x);
    view->center_m = camera->center_m;
    view->turn = qn_rot_from_angle(-camera->angle_rad);
    view->surface_px = camera->surface_px;
    view->lens = lens_of(view);
    qn_draw_close_gate(list);
}

void qn_draw_layer(qn_draw_list *list, int32_t layer)
{
    int32_t clamped = layer < 0 ? 0 : (layer >= LAYER_COUNT ? LAYER_COUNT - 1 : layer);
    list->manner.layer = (uint8_t)clamped;
    qn_draw_close_gate(list);
}

static uint32_t key_of(const draw_manner *m)
{
    int32_t target = m->target == 0 ? QN_DRAW_TARGETS : m->target - 1;
    uint32_t place = (uint32_t)(target * LAYER_COUNT + m->layer);
    return place << 16 | (uint32_t)(m->order - INT16_MIN);
}

static void end_run(qn_draw_list *list)
{
    draw_run *run = &list->run;
    for (int32_t i = run->first; i < list->sprite_count; ++i) {
        list->keys[i] = run->key;
        list->state_of[i] = run->state;
    }
    run->first = list->sprite_count;
}

static void begin_run(qn_draw_list *list, uint32_t key, uint8_t state)
{
    if (list->run.key != key || list->run.state != state) {
        end_run(list);
        list->run.key = key;
        list->run.state = state;
    }
}

static uint32_t last_key(const qn_draw_list *list)
{
    int32_t last = list->sprite_count - 1;
    return last >= list->run.first ? list->run.key : list->keys[last];
}

// The key of the records that follow; here, and not with each, it is seen that they come too late.
static void set_key(qn_draw_list *list)
{
    list->gate.key = key_of(&list->manner);
    if (list->sprite_count > 0 && last_key(list) > list->gate.key) {
        list->is_sorted = false;
    }
    begin_run(list, list->gate.key, list->run.state);
}

// Neither what is seen nor the state depends on it, so the gate stays open.
void qn_draw_order(qn_draw_list *list, int32_t order)
{
    int32_t clamped = order < INT16_MIN ? INT16_MIN : (order > INT16_MAX ? INT16_MAX : order);
    list->manner.order = (int16_t)clamped;
    list->has_orders = list->has_orders || clamped != 0;
    set_key(list);
}

void qn_draw_drop(qn_draw_list *list)
{
    if (list->dropped_count < INT32_MAX) {
        list->dropped_count += 1;
    }
}

// False for NaN too.
static bool is_in_range(const qn_sprite *s)
{
    return qn_abs(s->x_px) <= MAX_PX && qn_abs(s->y_px) <= MAX_PX && s->half_x_px >= 0.0f &&
           s->half_x_px <= MAX_PX && s->half_y_px >= 0.0f && s->half_y_px <= MAX_PX;
}

// Where the surface and the clip area meet.
static draw_area seen_area(const draw_manner *m)
{
    const draw_clip *clip = &m->clips[m->clip_depth];
    return (draw_area){
        .left_px = qn_max(0.0f, (float)clip->left_px),
        .top_px = qn_max(0.0f, (float)clip->top_px),
        .right_px = qn_min(m->view.surface_px.x, (float)clip->right_px),
        .bottom_px = qn_min(m->view.surface_px.y, (float)clip->bottom_px),
    };
}

static bool is_visible(const draw_area *seen, const qn_sprite *s, float margin_px)
{
    float reach = s->half_x_px + s->half_y_px + margin_px + 1.0f;
    return seen->left_px < seen->right_px && seen->top_px < seen->bottom_px &&
           s->x_px + reach >= seen->left_px && s->x_px - reach <= seen->right_px &&
           s->y_px + reach >= seen->top_px && s->y_px - reach <= seen->bottom_px;
}

static uint8_t source_of(const qn_sprite *sprite)
{
    bool reads_target = (sprite->kind_param & 0xFFu) == QN_SPRITE_TARGET;
    return reads_target ? (uint8_t)(sprite->kind_param >> 8) : 0;
}

static void set_gate(qn_draw_list *list, const qn_sprite *sprite, int32_t state)
{
    const draw_manner *m = &list->manner;
    draw_gate *gate = &list->gate;
    set_key(list);
    gate->fill_mask = m->blend == QN_BLEND_ADDITIVE ? 0x00FFFFFFu : 0xFFFFFFFFu;
    if (source_of(sprite) == 0) {
        gate->seen = seen_area(m);
        gate->state = (uint8_t)state;
    }
}

void qn_draw_append_with_care(qn_draw_list *list, const qn_sprite *sprite, float margin_px)
{
    if (!list->manner.view.is_set || list->is_nowhere || !is_in_range(sprite)) {
        qn_draw_drop(list);
        return;
    }
    draw_area seen = seen_area(&list->manner);
    if (!is_visible(&seen, sprite, margin_px)) {
        return;
    }
    int32_t state = qn_draw_state(list, source_of(sprite));
    if (list->sprite_count == list->capacity || state < 0) {
        qn_draw_drop(list);
        return;
    }
    set_gate(list, sprite, state);
    begin_run(list, list->gate.key, (uint8_t)state);
    qn_draw_place(list, sprite);
    // What reads a target is in a state of its own.
    begin_run(list, list->gate.key, list->gate.state);
}

uint32_t qn_draw_reserve_texels(qn_draw_list *list, int32_t count)
{
    if (list->texel_count + count > list->texel_capacity) {
        return 0;
    }
    uint32_t first = (uint32_t)list->texel_count;
    list->texel_count += count;
    return first;
}

qn_sprite_batch qn_draw_batch(qn_draw_list *list)
{
    if (!list->is_sorted || list->state_count > 1) {
        end_run(list);
    }
    if (!list->is_sorted) {
        qn_draw_sort(list);
    }
    const uint8_t *state_of = list->is_sorted ? list->state_of : list->sorted_state_of;
    qn_sprite_batch batch = {
        .sprites = list->is_sorted ? list->sprites : list->sorted,
        .sprite_count = list->sprite_count,
        .texels = list->texels,
        .texel_count = list->texel_count,
        .clear = list->clear,
        .states = list->states,
        .state_count = list->state_count,
        .state_of = list->state_count > 1 ? state_of : NULL,
        .post = list->has_post ? &list->post : NULL,
    };
    memcpy(batch.targets, list->targets, sizeof batch.targets);
    return batch;
}

qn_draw_counters qn_draw_get_counters(const qn_draw_list *list)
{
    return (qn_draw_counters){list->sprite_count, list->dropped_count};
}
