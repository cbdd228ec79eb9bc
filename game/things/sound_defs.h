// What everything in Belfry sounds like, as definitions that the engine renders. No sound is a
// file.
#ifndef GAME_THINGS_SOUND_DEFS_H
#define GAME_THINGS_SOUND_DEFS_H

#include "quoin/sound.h"

// The stuff of which things are, in the order of the surfaces of a run.
typedef enum stuff {
    STUFF_STONE,
    STUFF_TIMBER,
    STUFF_SLATE,
    STUFF_GLASS,
    STUFF_EARTH,
    STUFF_IRON,
    STUFF_BRONZE,
    STUFF_COUNT
} stuff;

// In the order in which they are made ready: what a title plays first comes first.
typedef enum sound_name {
    // The evening, a loop.
    SOUND_WIND,
    // The sling lets go, and the air that the ball cuts.
    SOUND_TWANG,
    SOUND_WHOOSH,
    // What a hit sounds like, in the order of the stuff.
    SOUND_HIT_STONE,
    SOUND_HIT_TIMBER,
    SOUND_HIT_SLATE,
    SOUND_HIT_GLASS,
    SOUND_HIT_EARTH,
    SOUND_HIT_IRON,
    SOUND_HIT_BRONZE,
    // Music: a plucked tone and one that swells.
    SOUND_PLUCK,
    SOUND_SWELL,
    // Loops: many stones at once, the pull of the band, time that flows back.
    SOUND_RUMBLE,
    SOUND_CREAK,
    SOUND_BACKWARDS,
    // Bells, from small to large: what rings on, and what only a hard stroke adds.
    SOUND_BELL_SMALL,
    SOUND_BELL_MEDIUM,
    SOUND_BELL_LARGE,
    SOUND_CLANG,
    // What breaks.
    SOUND_SHATTER,
    SOUND_CRACK,
    SOUND_CLICK,
    SOUND_COUNT
} sound_name;

const char *sound_name_text(sound_name name);
qn_synth_def sound_define(sound_name name);

// What the definitions are tuned to: the chord's lowest note is a D. Ratios of pitch of the degrees
// of its pentatonic scale (D E F# A B), upwards through the octaves; negative ones downwards.
float sound_degree(int32_t degree);

#endif
