// A sound in memory: one channel of 16-bit samples at 48 kHz. Where it stands between the
// loudspeakers is for whoever plays it to say.
#ifndef QUOIN_SOUND_PCM_H
#define QUOIN_SOUND_PCM_H

#include "quoin/base.h"

#define QN_SOUND_RATE_HZ 48000
#define QN_SOUND_MAX_S 12.0f
#define QN_SOUND_MAX_FRAMES 576000 // so a sound is at most 1,152,000 bytes

// Does not change once it is made, so that any number of threads may read it.
typedef struct qn_sound qn_sound;

// Copies 1 to QN_SOUND_MAX_FRAMES samples. A sound that loops goes on from its last sample to its
// first.
QN_API qn_error qn_sound_create(const int16_t *samples, int32_t frame_count, bool loops,
                                qn_sound **out);
// Null is allowed. No mixer may play it any more.
QN_API void qn_sound_destroy(qn_sound *sound);

// All valid until the sound is destroyed; null, 0 and false for null.
QN_API const int16_t *qn_sound_samples(const qn_sound *sound);
QN_API int32_t qn_sound_frame_count(const qn_sound *sound);
QN_API bool qn_sound_loops(const qn_sound *sound);

// The ratio of pitch of so many semitones up: 12 gives 2. Limited to ten octaves either way; 1 for
// what is not finite.
QN_API float qn_semitones(float count);

#endif
