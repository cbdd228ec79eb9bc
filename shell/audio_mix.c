// A ring with one writer and one reader (Lamport 1977): each counts what it has done, and looks at
// the other's count before it touches a place. The counts are released after the places are
// written, and acquired before they are read.
#include "audio_mix.h"

#include <string.h>

qn_error audio_mix_open(audio_mix *self, int32_t rate_hz)
{
    memset(self, 0, sizeof *self);
    return qn_mixer_create(rate_hz, &self->mixer);
}

void audio_mix_close(audio_mix *self)
{
    qn_mixer_destroy(self->mixer);
    self->mixer = NULL;
}

void audio_mix_post(audio_mix *self, qn_sound_queue *queue)
{
    int32_t count = 0;
    const qn_sound_order *orders = qn_sound_queue_take(queue, &count);
    unsigned posted = atomic_load_explicit(&self->posted, memory_order_relaxed);
    unsigned taken = atomic_load_explicit(&self->taken, memory_order_acquire);
    for (int32_t i = 0; i < count; ++i) {
        if (posted - taken == AUDIO_RING_CAPACITY) {
            self->dropped_count += count - i;
            break;
        }
        self->ring[posted++ % AUDIO_RING_CAPACITY] = orders[i];
    }
    atomic_store_explicit(&self->posted, posted, memory_order_release);
}

static void obey_all(audio_mix *self)
{
    unsigned taken = atomic_load_explicit(&self->taken, memory_order_relaxed);
    unsigned posted = atomic_load_explicit(&self->posted, memory_order_acquire);
    for (; taken != posted; ++taken) {
        qn_mixer_obey(self->mixer, &self->ring[taken % AUDIO_RING_CAPACITY], 1);
    }
    atomic_store_explicit(&self->taken, taken, memory_order_release);
}

void audio_mix_render(audio_mix *self, float *stereo, int32_t frame_count)
{
    obey_all(self);
    qn_mixer_render(self->mixer, stereo, frame_count);
}
