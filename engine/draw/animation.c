// A run is a row of steps: for a loop the frames, for there and back the frames and then those
// between the ends again. An animator stands in a step and is carried over as many as the time asks
// for, so that no event is lost in a long tick.
#include "quoin/animation.h"

#define LEAST_S 1.0e-3f
#define MOST_S 1.0e4f
#define MOST_SPEED 100.0f

static bool has_frames(const qn_animation *a)
{
    return a != NULL && a->frames != NULL && a->frame_count > 0;
}

static int32_t step_count(const qn_animation *a)
{
    bool comes_back = a->playback == QN_PLAYBACK_PING_PONG && a->frame_count > 1;
    return comes_back ? 2 * a->frame_count - 2 : a->frame_count;
}

// Of a step within the run.
static int32_t frame_of(const qn_animation *a, int32_t step)
{
    return step < a->frame_count ? step : 2 * a->frame_count - 2 - step;
}

static float duration_of(const qn_animation *a, int32_t step)
{
    float duration = a->frames[frame_of(a, step)].duration_s;
    return duration > LEAST_S ? qn_min(duration, MOST_S) : LEAST_S;
}

qn_error qn_frames_from_sheet(qn_image sheet, int32_t width_px, int32_t height_px, int32_t first,
                              int32_t count, float duration_s, qn_frame *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    bool is_ok = width_px > 0 && height_px > 0 && first >= 0 && count >= 0 &&
                 duration_s >= LEAST_S && duration_s <= MOST_S;
    if (!is_ok) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    int32_t columns = sheet.width_px / width_px, lines = sheet.height_px / height_px;
    if (first > columns * lines || count > columns * lines - first) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    for (int32_t i = 0; i < count; ++i) {
        int32_t column = (first + i) % columns, line = (first + i) / columns;
        out[i] = (qn_frame){
            .image = sheet,
            .part = {(uint16_t)(column * width_px), (uint16_t)(line * height_px),
                     (uint16_t)width_px, (uint16_t)height_px},
            .duration_s = duration_s,
        };
    }
    return QN_ERROR_OK;
}

float qn_animation_length(const qn_animation *animation)
{
    float length = 0.0f;
    for (int32_t i = 0; has_frames(animation) && i < step_count(animation); ++i) {
        length += duration_of(animation, i);
    }
    return length;
}

int32_t qn_animation_frame_at(const qn_animation *animation, float time_s)
{
    if (!has_frames(animation)) {
        return -1;
    }
    float length = qn_animation_length(animation);
    float left = time_s > 0.0f ? time_s : 0.0f;
    if (animation->playback == QN_PLAYBACK_ONCE && left >= length) {
        return animation->frame_count - 1;
    }
    float runs = left / length;
    // Beyond it a float of time has no fractions of a run left.
    int32_t whole = runs < 1.0e7f ? (int32_t)runs : 0;
    left = runs < 1.0e7f ? left - (float)whole * length : 0.0f;
    int32_t step = 0;
    while (step + 1 < step_count(animation) && left >= duration_of(animation, step)) {
        left -= duration_of(animation, step);
        step += 1;
    }
    return frame_of(animation, step);
}

qn_animator qn_animator_start(const qn_animation *animation)
{
    return (qn_animator){.animation = animation, .speed = 1.0f};
}

typedef struct event_sink {
    int32_t *events;
    int32_t capacity, count;
} event_sink;

static void tell(const qn_animator *animator, event_sink *sink)
{
    const qn_animation *a = animator->animation;
    int32_t event = a->frames[frame_of(a, animator->step)].event;
    if (event != 0 && sink->count < sink->capacity) {
        sink->events[sink->count++] = event;
    }
}

// To the next step in the direction of the speed; false at the end of what is played once.
static bool go_on(qn_animator *animator, bool is_forward)
{
    const qn_animation *a = animator->animation;
    int32_t count = step_count(a), next = animator->step + (is_forward ? 1 : -1);
    if (a->playback == QN_PLAYBACK_ONCE && (next < 0 || next >= count)) {
        return false;
    }
    animator->step = next < 0 ? count - 1 : (next >= count ? 0 : next);
    animator->time_s = is_forward ? 0.0f : duration_of(a, animator->step);
    return true;
}

static void play(qn_animator *animator, float amount_s, event_sink *sink)
{
    const qn_animation *a = animator->animation;
    bool is_forward = animator->speed > 0.0f;
    float left = amount_s;
    while (!animator->is_done) {
        float duration = duration_of(a, animator->step);
        float room = is_forward ? duration - animator->time_s : animator->time_s;
        bool is_over = is_forward ? left >= room : left > room;
        if (!is_over) {
            animator->time_s += is_forward ? left : -left;
            return;
        }
        left -= qn_max(room, 0.0f);
        if (go_on(animator, is_forward)) {
            tell(animator, sink);
        } else {
            animator->is_done = true;
            animator->time_s = is_forward ? duration : 0.0f;
        }
    }
}

// An animation that was changed for a shorter one meanwhile, and fields that were written over.
static void repair(qn_animator *animator)
{
    int32_t count = step_count(animator->animation);
    animator->step = animator->step < 0 ? 0 : (animator->step < count ? animator->step : count - 1);
    float duration = duration_of(animator->animation, animator->step);
    animator->time_s = animator->time_s > 0.0f ? qn_min(animator->time_s, duration) : 0.0f;
}

qn_error qn_animator_tick(qn_animator *animator, float dt_s, int32_t *events, int32_t capacity,
                          int32_t *event_count)
{
    if (animator == NULL || (events == NULL && capacity > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_is_finite(dt_s) || !qn_is_finite(animator->speed)) {
        return QN_ERROR_NOT_FINITE;
    }
    if (!(dt_s >= 0.0f && dt_s <= 1.0f) || qn_abs(animator->speed) > MOST_SPEED || capacity < 0) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    event_sink sink = {events, capacity, 0};
    if (has_frames(animator->animation)) {
        repair(animator);
        if (!animator->has_begun) {
            animator->has_begun = true;
            tell(animator, &sink);
        }
        if (animator->speed != 0.0f) {
            play(animator, dt_s * qn_abs(animator->speed), &sink);
        }
    }
    if (event_count != NULL) {
        *event_count = sink.count;
    }
    return QN_ERROR_OK;
}

const qn_frame *qn_animator_frame(const qn_animator *animator)
{
    if (animator == NULL || !has_frames(animator->animation)) {
        return NULL;
    }
    const qn_animation *a = animator->animation;
    int32_t count = step_count(a);
    int32_t step = animator->step < 0 ? 0 : (animator->step < count ? animator->step : count - 1);
    return &a->frames[frame_of(a, step)];
}

void qn_draw_frame(qn_draw_list *list, const qn_frame *frame, qn_pose pose, float texel_m,
                   qn_image_paint paint)
{
    if (list == NULL || frame == NULL) {
        return;
    }
    qn_image_part part = frame->part;
    bool is_whole = part.width_px == 0 || part.height_px == 0;
    float width = is_whole ? (float)frame->image.width_px : (float)part.width_px;
    float height = is_whole ? (float)frame->image.height_px : (float)part.height_px;
    qn_vec2 offset = qn_v2(paint.flip_x ? -frame->offset_px.x : frame->offset_px.x,
                           paint.flip_y ? -frame->offset_px.y : frame->offset_px.y);
    pose.p = qn_transform(pose, qn_mul(texel_m, offset));
    paint.part = part;
    qn_vec2 half = qn_v2(0.5f * texel_m * width, 0.5f * texel_m * height);
    qn_draw_image_with(list, frame->image, pose, half, paint);
}
