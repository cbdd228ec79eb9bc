// What a game wants to be heard: orders that pile up during ticks and that a host takes and obeys.
//
// Every call accepts a null queue (a headless host) and hostile numbers: what cannot be is left out
// and counted, and nothing else happens. Voices are named by numbers that the queue gives out
// itself, so the answer to a call never depends on what can be heard.
#ifndef QUOIN_SOUND_QUEUE_H
#define QUOIN_SOUND_QUEUE_H

#include "quoin/sound/bank.h"

typedef enum qn_sound_bus {
    QN_BUS_MASTER, // all others together
    QN_BUS_EFFECTS,
    QN_BUS_MUSIC,
    QN_BUS_UI,
    QN_BUS_COUNT
} qn_sound_bus;

// 0 is none. A voice that has ended may be named; nothing happens.
typedef struct qn_voice_id {
    uint32_t raw;
} qn_voice_id;

typedef struct qn_play_def {
    uint32_t cookie;  // set by qn_play_def_default
    float gain;       // 0 to 8
    float pitch;      // ratio, 1/16 to 16
    float pan;        // -1 left to 1 right
    int32_t priority; // higher ones are kept when voices run out, -1000 to 1000
    uint32_t bus;     // qn_sound_bus, not the master
    float delay_s;    // 0 to 60
    float fade_in_s;  // 0 to 60
    float offset_s;   // how far into the sound it begins, at pitch 1; with is_reversed, where it
                      // begins on its way back, and 0 is the end
    bool is_reversed;
} qn_play_def;

// Gain and pitch 1, middle, priority 0, effects.
QN_API qn_play_def qn_play_def_default(void);

typedef struct qn_sound_queue qn_sound_queue;

// capacity: orders between two takes, 1 to 4096. The bank must outlive it.
QN_API qn_error qn_sound_queue_create(qn_sound_bank *bank, int32_t capacity, qn_sound_queue **out);
QN_API void qn_sound_queue_destroy(qn_sound_queue *queue);
// The bank, for a game to add its sounds to; null for null.
QN_API qn_sound_bank *qn_sound_queue_bank(const qn_sound_queue *queue);

// ---- For a game -----------------------------------------------------------------------------

// Plays a sound of the bank; a looping one goes on until it is stopped. def null: as the default.
// None when it was left out here; a voice is given even if the mixer then has none to spare.
QN_API qn_voice_id qn_sound_play(qn_sound_queue *queue, qn_sound_id sound, const qn_play_def *def);
// Dies away over fade_s (0 to 60), at least over a few milliseconds.
QN_API void qn_sound_stop(qn_sound_queue *queue, qn_voice_id voice, float fade_s);
// Stops every voice of a bus; of the master: every voice.
QN_API void qn_sound_stop_bus(qn_sound_queue *queue, qn_sound_bus bus, float fade_s);
// Glides to new values in a fiftieth of a second: for voices that follow something.
QN_API void qn_sound_change(qn_sound_queue *queue, qn_voice_id voice, float gain, float pitch,
                            float pan);
// Takes over_s (0 to 60) to reach the new gain, 0 to 8.
QN_API void qn_sound_bus_gain(qn_sound_queue *queue, qn_sound_bus bus, float gain, float over_s);
// Makes a bus quieter for a while: down to `gain` (0 to 1) in attack_s, stays for hold_s, and back
// in release_s (each 0 to 60). A later duck of the same bus takes over from the first.
QN_API void qn_sound_duck(qn_sound_queue *queue, qn_sound_bus bus, float gain, float attack_s,
                          float hold_s, float release_s);
// Fades the voices of the effects bus out, and plays what began on it in the last span_s (0 to 5)
// backwards, the latest first. It goes by what was ordered, and needs no recording.
QN_API void qn_sound_play_backwards(qn_sound_queue *queue, float span_s);

// ---- For a host -----------------------------------------------------------------------------

typedef enum qn_sound_verb {
    QN_SOUND_PLAY,
    QN_SOUND_STOP,
    QN_SOUND_STOP_BUS,
    QN_SOUND_CHANGE,
    QN_SOUND_BUS_GAIN,
    QN_SOUND_DUCK
} qn_sound_verb;

// Which members mean something depends on the verb; they are as in the call of that name.
typedef struct qn_sound_order {
    uint32_t verb; // qn_sound_verb
    qn_voice_id voice;
    qn_sound_id sound;
    bool loops;          // the sound
    const qn_sound *pcm; // its samples; valid as long as the bank
    qn_play_def play;    // gain, pitch, pan and bus also of orders that only have these
    float fade_s;        // STOP, STOP_BUS; BUS_GAIN: over_s; DUCK: attack_s
    float hold_s;
    float release_s;
} qn_sound_order;

// How loud the player wants a bus, 0 (mute) to 1; multiplies what the game orders for it. 1 at
// first; what lies outside is refused and counted.
QN_API void qn_sound_queue_level(qn_sound_queue *queue, qn_sound_bus bus, float level);
// A tick of so long (0 to 1 s) begins: orders that follow are later than those before.
QN_API void qn_sound_queue_tick(qn_sound_queue *queue, float duration_s);
// The orders since the last take, in order, with their samples (rendered now if need be); plays of
// what could not be rendered are left out. Valid until the next call with this queue. Later ticks
// of one take have their time in delay_s. null with *count 0 when there are none.
QN_API const qn_sound_order *qn_sound_queue_take(qn_sound_queue *queue, int32_t *count);
// The same without samples (pcm is null), and nothing is rendered: for a device that keeps samples
// itself, which it gets from the bank before it plays one.
QN_API const qn_sound_order *qn_sound_queue_take_bare(qn_sound_queue *queue, int32_t *count);
// Forgets them instead.
QN_API void qn_sound_queue_drop(qn_sound_queue *queue);
// Calls that were left out since the queue was made.
QN_API int32_t qn_sound_queue_refused_count(const qn_sound_queue *queue);

#endif
