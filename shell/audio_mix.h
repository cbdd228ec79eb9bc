// The mixer between two threads: a game's posts orders, a device's renders them.
//
// Neither ever waits for the other. Orders travel through a ring; what does not fit is left out and
// counted, and the game's next orders find room again.
#ifndef SHELL_AUDIO_MIX_H
#define SHELL_AUDIO_MIX_H

#include <stdatomic.h>

#include "quoin/sound.h"

#define AUDIO_RING_CAPACITY 1024 // a power of two

typedef struct audio_mix {
    qn_mixer *mixer;
    qn_sound_order ring[AUDIO_RING_CAPACITY];
    atomic_uint posted; // ever; written by the game's thread
    atomic_uint taken;  // likewise, by the device's
    int32_t dropped_count;
} audio_mix;

qn_error audio_mix_open(audio_mix *self, int32_t rate_hz);
void audio_mix_close(audio_mix *self);

// For the game's thread.
void audio_mix_post(audio_mix *self, qn_sound_queue *queue);
// For the device's thread.
void audio_mix_render(audio_mix *self, float *stereo, int32_t frame_count);

#endif
