// Who may sound: the places of the voices, and the rule by which they are given.
//
// The mixer uses it, and so does a host with a device that mixes by itself (Web Audio): both then
// make the same choice. When all places are taken, the voice of the lowest priority gives way,
// among equals the one that began first; a new voice of a still lower priority is not played.
#ifndef QUOIN_SOUND_VOICES_H
#define QUOIN_SOUND_VOICES_H

#include "quoin/sound/queue.h"

#define QN_VOICE_CAPACITY 32
#define QN_VOICE_NONE (-1)

typedef struct qn_voice_place {
    qn_voice_id voice; // none: free
    int32_t priority;
    uint32_t bus;
    uint32_t order; // in which they were placed
    double end_s;   // when it is over, by the host's clock; infinite for a loop
} qn_voice_place;

// Starts from {0}. All of it is for reading.
typedef struct qn_voices {
    qn_voice_place places[QN_VOICE_CAPACITY];
    uint32_t next_order;
    int32_t stolen_count;  // voices that gave way
    int32_t refused_count; // voices that were not played
} qn_voices;

// The place of an order to play, or QN_VOICE_NONE. *was_taken: another voice was there and has to
// be silenced. now_s is any clock that does not run backwards.
QN_API int32_t qn_voices_place(qn_voices *voices, const qn_sound_order *play, double now_s,
                               bool *was_taken);
// QN_VOICE_NONE when it has ended or never was.
QN_API int32_t qn_voices_find(const qn_voices *voices, qn_voice_id voice);
QN_API void qn_voices_free(qn_voices *voices, int32_t place);
// A voice is going to be over at now_s + fade_s, if not before.
QN_API void qn_voices_fade(qn_voices *voices, int32_t place, double now_s, float fade_s);
// Frees what is over.
QN_API void qn_voices_expire(qn_voices *voices, double now_s);

// How long an order to play sounds, with its delay; infinite for a loop.
QN_API double qn_play_duration_s(const qn_sound_order *play);

#endif
