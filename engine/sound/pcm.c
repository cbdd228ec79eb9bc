// Samples in one block with their head, so that a sound is one allocation and one thing to free.
#include "sound/pcm.h"

#include <string.h>

#include "base/alloc.h"
#include "quoin/math.h"
#include "sound/tone.h"

qn_sound *qn_sound_reserve(int32_t frame_count, bool loops)
{
    qn_sound *sound = qn_alloc(sizeof *sound + (size_t)frame_count * sizeof sound->samples[0]);
    if (sound != NULL) {
        sound->frame_count = frame_count;
        sound->loops = loops;
    }
    return sound;
}

qn_error qn_sound_create(const int16_t *samples, int32_t frame_count, bool loops, qn_sound **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (samples == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (frame_count < 1 || frame_count > QN_SOUND_MAX_FRAMES) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_sound *sound = qn_sound_reserve(frame_count, loops);
    if (sound == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    memcpy(sound->samples, samples, (size_t)frame_count * sizeof samples[0]);
    *out = sound;
    return QN_ERROR_OK;
}

void qn_sound_destroy(qn_sound *sound) { qn_free(sound); }

const int16_t *qn_sound_samples(const qn_sound *sound)
{
    return sound != NULL ? sound->samples : NULL;
}

int32_t qn_sound_frame_count(const qn_sound *sound)
{
    return sound != NULL ? sound->frame_count : 0;
}

bool qn_sound_loops(const qn_sound *sound) { return sound != NULL && sound->loops; }

float qn_semitones(float count)
{
    if (!qn_is_finite(count)) {
        return 1.0f;
    }
    return (float)qn_exp2((double)qn_clamp(count, -120.0f, 120.0f) / 12.0);
}
