// The picture of a play: its camera, the order of its layers, and the words over it.
#ifndef GAME_SCENES_PICTURE_H
#define GAME_SCENES_PICTURE_H

#include "scenes/play.h"

// Looked up once; index 0 where there is no atlas.
typedef struct picture_images {
    qn_image moon, cloud, emblem;
} picture_images;

picture_images picture_find_images(const qn_atlas *atlas);
void picture_draw(const play *p, const picture_images *images, int32_t best_shot_count, float alpha,
                  const qn_input *input, qn_draw_list *list);

#endif
