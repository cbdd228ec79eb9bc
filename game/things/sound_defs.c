// The table of all sounds. What each is made of stands in sound_defs_bells.c, sound_defs_hits.c and
// sound_defs_air.c.
#include "things/sound_defs_parts.h"

static const char *const texts[SOUND_COUNT] = {
    [SOUND_BELL_SMALL] = "bell-small",
    [SOUND_BELL_MEDIUM] = "bell-medium",
    [SOUND_BELL_LARGE] = "bell-large",
    [SOUND_CLANG] = "clang",
    [SOUND_HIT_STONE] = "hit-stone",
    [SOUND_HIT_TIMBER] = "hit-timber",
    [SOUND_HIT_SLATE] = "hit-slate",
    [SOUND_HIT_GLASS] = "hit-glass",
    [SOUND_HIT_EARTH] = "hit-earth",
    [SOUND_HIT_IRON] = "hit-iron",
    [SOUND_HIT_BRONZE] = "hit-bronze",
    [SOUND_SHATTER] = "shatter",
    [SOUND_CRACK] = "crack",
    [SOUND_RUMBLE] = "rumble",
    [SOUND_CREAK] = "creak",
    [SOUND_BACKWARDS] = "backwards",
    [SOUND_WIND] = "wind",
    [SOUND_TWANG] = "twang",
    [SOUND_WHOOSH] = "whoosh",
    [SOUND_PLUCK] = "pluck",
    [SOUND_SWELL] = "swell",
    [SOUND_CLICK] = "click",
};

const char *sound_name_text(sound_name name) { return texts[name]; }

float sound_degree(int32_t degree)
{
    static const float semitones[5] = {0.0f, 2.0f, 4.0f, 7.0f, 9.0f};
    int32_t octave = (degree < 0 ? degree - 4 : degree) / 5;
    return qn_semitones(semitones[degree - 5 * octave] + 12.0f * (float)octave);
}

qn_synth_def sound_define(sound_name name)
{
    static qn_synth_def (*const table[SOUND_COUNT])(void) = {
        [SOUND_BELL_SMALL] = define_bell_small,
        [SOUND_BELL_MEDIUM] = define_bell_medium,
        [SOUND_BELL_LARGE] = define_bell_large,
        [SOUND_CLANG] = define_clang,
        [SOUND_HIT_STONE] = define_stone,
        [SOUND_HIT_TIMBER] = define_timber,
        [SOUND_HIT_SLATE] = define_slate,
        [SOUND_HIT_GLASS] = define_glass,
        [SOUND_HIT_EARTH] = define_earth,
        [SOUND_HIT_IRON] = define_iron,
        [SOUND_HIT_BRONZE] = define_bronze,
        [SOUND_SHATTER] = define_shatter,
        [SOUND_CRACK] = define_crack,
        [SOUND_RUMBLE] = define_rumble,
        [SOUND_CREAK] = define_creak,
        [SOUND_BACKWARDS] = define_backwards,
        [SOUND_WIND] = define_wind,
        [SOUND_TWANG] = define_twang,
        [SOUND_WHOOSH] = define_whoosh,
        [SOUND_PLUCK] = define_pluck,
        [SOUND_SWELL] = define_swell,
        [SOUND_CLICK] = define_click,
    };
    qn_synth_def def = table[name]();
    def.seed = 1000u + (uint32_t)name;
    return def;
}
