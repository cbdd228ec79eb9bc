// A sound in the making: as much of the work at a time as its caller has time for.
#ifndef SOUND_SYNTHESIS_H
#define SOUND_SYNTHESIS_H

#include "quoin/sound/synth.h"

typedef struct qn_synthesis qn_synthesis;

// The definition must outlive it. OUT_OF_MEMORY and what qn_synth_check says; *out is then null.
qn_error qn_synthesis_start(const qn_synth_def *def, qn_synthesis **out);
// Goes on until *work is used up, or is a few dozen below 0, or there is nothing left to do: then
// true. A unit is about a multiplication of a steady partial.
bool qn_synthesis_go(qn_synthesis *self, int32_t *work);
// Does what is left and frees it. Null for null.
qn_sound *qn_synthesis_finish(qn_synthesis *self);
// Frees it with all that was made. Null is allowed.
void qn_synthesis_drop(qn_synthesis *self);

#endif
