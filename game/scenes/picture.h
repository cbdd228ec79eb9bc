// What is seen: the scene through a camera, and what lies on the glass before it.
#ifndef GAME_SCENES_PICTURE_H
#define GAME_SCENES_PICTURE_H

#include "progress.h"
#include "scenes/play.h"

typedef struct picture_images {
    qn_image moon, cloud, emblem;
} picture_images;

picture_images picture_find_images(const qn_atlas *atlas); // null: none

typedef struct picture_subject {
    const play *play;
    const picture_images *images;
    const progress_level *best; // of this level, over all runs
    int32_t level;
    bool has_next;
} picture_subject;

void picture_draw(const picture_subject *subject, const qn_view *view, qn_draw_list *list);

#endif
