// Sound: effects computed from definitions, a queue of what a tick wants to be heard, and the mixer
// that makes it heard.
//
// Every call gives the same bits on every target. Nothing here opens a device: a host plays what
// the mixer renders, or hands the sounds to a device of its own and lets qn_voices choose. What is
// heard never influences a run: a game says what it wants to be heard and is told nothing back.
//
// This is the umbrella of the headers in quoin/sound/, in reading order.
#ifndef QUOIN_SOUND_H
#define QUOIN_SOUND_H

#include "quoin/sound/pcm.h"
#include "quoin/sound/synth.h"
#include "quoin/sound/bank.h"
#include "quoin/sound/queue.h"
#include "quoin/sound/voices.h"
#include "quoin/sound/mixer.h"

#endif
