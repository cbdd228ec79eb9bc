// A slow line of notes that nobody wrote: chosen by chance from the level's chord, sparse at first,
// with one more voice for every bell that has tolled.
#ifndef GAME_THINGS_MUSIC_H
#define GAME_THINGS_MUSIC_H

#include "quoin/sound.h"

typedef struct music {
    qn_sound_id pluck, swell;
    uint32_t chance;
    int32_t ticks;       // since the level began
    int32_t voice_count; // 1 and one for each lit bell
    int32_t degree;      // where the line is in the scale
} music;

void music_begin(music *m);
void music_tick(music *m, qn_sound_queue *queue);

#endif
