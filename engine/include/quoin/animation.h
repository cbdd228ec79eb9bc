// Sprites that change: frames of images shown one after the other, with events on the way.
//
// An animation is a table that belongs to the caller; an animator is a plain value that plays one
// and may be copied, kept and forgotten. Nothing is registered or allocated, and the same ticks
// show the same frames.
#ifndef QUOIN_ANIMATION_H
#define QUOIN_ANIMATION_H

#include "quoin/draw.h"

typedef struct qn_frame {
    qn_image image;
    qn_image_part part; // all zeros: the whole image
    float duration_s;   // below 1e-3 counts as 1e-3
    int32_t event;      // told when the frame comes up; 0: none
    // Where the part's centre lies from the centre of the picture it was cut from, x right, y up,
    // in texels: (0, 0) unless blank borders were cut off.
    qn_vec2 offset_px;
} qn_frame;

typedef enum qn_playback {
    QN_PLAYBACK_LOOP,
    QN_PLAYBACK_ONCE,     // then its last frame stays
    QN_PLAYBACK_PING_PONG // there and back for ever; the frames at the ends are shown once a turn
} qn_playback;

// The frames must outlive every use.
typedef struct qn_animation {
    const qn_frame *frames;
    int32_t frame_count;
    qn_playback playback;
} qn_animation;

// `count` frames from a sheet of equal cells, line by line from its upper left corner, starting
// with cell number `first` (counted from 0). NULL_POINTER; OUT_OF_RANGE for cells that the image
// does not have, a width or height that is not above 0, or a duration that is not 1e-3 to 1e4.
QN_API qn_error qn_frames_from_sheet(qn_image sheet, int32_t width_px, int32_t height_px,
                                     int32_t first, int32_t count, float duration_s, qn_frame *out);

// Of one run from the first frame to the last (and back, of PING_PONG); 0 for no frames.
QN_API float qn_animation_length(const qn_animation *animation);
// Which frame is shown so many seconds after the start; 0 before it, and -1 for no frames.
QN_API int32_t qn_animation_frame_at(const qn_animation *animation, float time_s);

typedef struct qn_animator {
    const qn_animation *animation;
    float speed;  // -100 to 100; below 0 plays backwards, 0 holds
    int32_t step; // along the run: the frame's number, or of PING_PONG one more on the way back
    float time_s; // in this frame
    bool has_begun, is_done;
} qn_animator;

// Plays from the start, at speed 1. To change to another animation only when it is another one:
// ask whether animator.animation differs.
QN_API qn_animator qn_animator_start(const qn_animation *animation);
// dt_s: 0 to 1. Events of all frames that came up, those passed over too, go to `events` in order;
// *event_count is how many there were, at most `capacity` (the rest is not told). events may be
// null where capacity is 0, event_count may be null. NULL_POINTER, NOT_FINITE, OUT_OF_RANGE:
// nothing has changed.
QN_API qn_error qn_animator_tick(qn_animator *animator, float dt_s, int32_t *events,
                                 int32_t capacity, int32_t *event_count);
// The frame that is shown; null for none.
QN_API const qn_frame *qn_animator_frame(const qn_animator *animator);

// The frame, texel_m to each of its texels; paint as for qn_draw_image_with, its part not read.
// flip_x mirrors the frame about the pose, its offset too.
QN_API void qn_draw_frame(qn_draw_list *list, const qn_frame *frame, qn_pose pose, float texel_m,
                          qn_image_paint paint);

#endif
