// Definitions and mixes whose samples are kept as hashes in tests/golden/sounds.txt: equal in every
// bit, on every target.
#ifndef TESTS_SOUNDS_SOUND_SCENES_H
#define TESTS_SOUNDS_SOUND_SCENES_H

#include "quoin/sound.h"

typedef struct sound_scene {
    const char *name;
    qn_synth_def (*define)(void);
} sound_scene;

int32_t sound_scene_count(void);
const sound_scene *sound_scene_at(int32_t index);
// The definition of the scene of this name.
qn_synth_def sound_scene_named(const char *name);

// A checksum of the rendered samples; 0 when it could not be rendered.
uint64_t sound_scene_hash(const sound_scene *scene);
// Of two seconds of a mix of all of them: starts, stops, steals, changes, ducks, loops, reverse
// play, in blocks of so many frames.
uint64_t sound_mix_hash(int32_t rate_hz, int32_t block_frames);
// The same mix; `stereo` takes 2 * sound_mix_frames(rate_hz) floats.
int32_t sound_mix_frames(int32_t rate_hz);
qn_error sound_mix_render(int32_t rate_hz, int32_t block_frames, float *stereo);

// Writes a line for each: name and hash.
int32_t sound_golden_lines(char *text, int32_t size);

#endif
