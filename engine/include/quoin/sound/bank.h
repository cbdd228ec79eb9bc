// The sounds of a game by name: definitions at first, samples once somebody wants to hear them.
//
// A game adds definitions when it starts, which costs nothing; a host prepares them a little in
// each frame, and at the latest one is rendered when it is played. Sounds stay until the bank is
// destroyed.
#ifndef QUOIN_SOUND_BANK_H
#define QUOIN_SOUND_BANK_H

#include "quoin/sound/synth.h"

#define QN_SOUND_BANK_MAX 256
#define QN_SOUND_NAME_MAX 31 // bytes

// Number + 1; 0 is none.
typedef struct qn_sound_id {
    uint32_t raw;
} qn_sound_id;

typedef struct qn_sound_bank qn_sound_bank;

// capacity: 1 to QN_SOUND_BANK_MAX. budget_bytes limits the samples of all rendered sounds; a sound
// beyond it stays silent and is counted.
QN_API qn_error qn_sound_bank_create(int32_t capacity, size_t budget_bytes, qn_sound_bank **out);
// After everything that plays from it.
QN_API void qn_sound_bank_destroy(qn_sound_bank *bank);

// Copies the definition. A name that is there already keeps its first definition, and its id is
// given: so a game that begins anew finds its sounds rendered. On an error *out is none.
//   NULL_POINTER, OUT_OF_RANGE (the name is empty or too long), CAPACITY, and what qn_synth_check
//   says of the definition
QN_API qn_error qn_sound_bank_add(qn_sound_bank *bank, const char *name, const qn_synth_def *def,
                                  qn_sound_id *out);
// None where there is no such name, or no bank.
QN_API qn_sound_id qn_sound_bank_find(const qn_sound_bank *bank, const char *name);

QN_API int32_t qn_sound_bank_count(const qn_sound_bank *bank);
// Null for a number outside the bank.
QN_API const char *qn_sound_bank_name(const qn_sound_bank *bank, qn_sound_id id);
// By the definition, rendered or not; 0 and false for none.
QN_API int32_t qn_sound_bank_frame_count(const qn_sound_bank *bank, qn_sound_id id);
QN_API bool qn_sound_bank_loops(const qn_sound_bank *bank, qn_sound_id id);

// The sound, rendered now if it was not. Null for none, and where there was no memory or the budget
// is used up (qn_sound_bank_failed_count).
QN_API const qn_sound *qn_sound_bank_get(qn_sound_bank *bank, qn_sound_id id);
// Goes on rendering those that are not, in the order in which they were added, for about so many
// multiplications: by that count and not by a clock, so that equal calls do equal work. A call ends
// in the middle of a sound, which does not show in it. False when there is nothing left to do.
QN_API bool qn_sound_bank_prepare(qn_sound_bank *bank, int32_t work);
QN_API int32_t qn_sound_bank_failed_count(const qn_sound_bank *bank);
// Of the samples of all that are rendered or begun.
QN_API size_t qn_sound_bank_bytes(const qn_sound_bank *bank);

#endif
