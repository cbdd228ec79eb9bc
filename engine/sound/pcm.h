// A sound's memory: the samples follow the head.
#ifndef SOUND_PCM_H
#define SOUND_PCM_H

#include "quoin/sound/pcm.h"

struct qn_sound {
    int32_t frame_count;
    bool loops;
    int16_t samples[];
};

// Room for so many samples, not yet written; null without memory.
qn_sound *qn_sound_reserve(int32_t frame_count, bool loops);

#endif
