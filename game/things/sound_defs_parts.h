// What the files of the definitions share, and no one else needs.
#ifndef GAME_THINGS_SOUND_DEFS_PARTS_H
#define GAME_THINGS_SOUND_DEFS_PARTS_H

#include <string.h>

#include "things/sound_defs.h"

#define SET_PARTIALS(layer, ...)                                                                   \
    do {                                                                                           \
        static const qn_synth_partial list[] = {__VA_ARGS__};                                      \
        (layer)->partial_count = sizeof list / sizeof list[0];                                     \
        memcpy((layer)->partials, list, sizeof list);                                              \
    } while (0)

// One for each sound_name, in that order.
qn_synth_def define_bell_small(void);
qn_synth_def define_bell_medium(void);
qn_synth_def define_bell_large(void);
qn_synth_def define_clang(void);
qn_synth_def define_stone(void);
qn_synth_def define_timber(void);
qn_synth_def define_slate(void);
qn_synth_def define_glass(void);
qn_synth_def define_earth(void);
qn_synth_def define_iron(void);
qn_synth_def define_bronze(void);
qn_synth_def define_shatter(void);
qn_synth_def define_crack(void);
qn_synth_def define_rumble(void);
qn_synth_def define_creak(void);
qn_synth_def define_backwards(void);
qn_synth_def define_wind(void);
qn_synth_def define_twang(void);
qn_synth_def define_whoosh(void);
qn_synth_def define_pluck(void);
qn_synth_def define_swell(void);
qn_synth_def define_click(void);

#endif
