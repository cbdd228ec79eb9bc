// Prints the golden hashes of sounds (scripts/golden.sh), or, with a folder, writes every scene and
// the mix there as WAV files to listen to.
#include <stdio.h>
#include <stdlib.h>

#include "sounds/sound_scenes.h"
#include "sounds/wav.h"

static int write_all(const char *folder)
{
    char path[512];
    bool is_written = true;
    for (int32_t i = 0; i < sound_scene_count(); ++i) {
        qn_synth_def def = sound_scene_at(i)->define();
        qn_sound *sound = NULL;
        snprintf(path, sizeof path, "%s/%s.wav", folder, sound_scene_at(i)->name);
        is_written = qn_sound_render(&def, &sound) == QN_ERROR_OK &&
                     wav_write(path, qn_sound_samples(sound), qn_sound_frame_count(sound), 1) &&
                     is_written;
        qn_sound_destroy(sound);
    }
    int32_t frame_count = sound_mix_frames(QN_SOUND_RATE_HZ);
    float *stereo = malloc(2 * (size_t)frame_count * sizeof stereo[0]);
    snprintf(path, sizeof path, "%s/mix.wav", folder);
    is_written = stereo != NULL && sound_mix_render(QN_SOUND_RATE_HZ, 800, stereo) == QN_ERROR_OK &&
                 wav_write_floats(path, stereo, frame_count, 2) && is_written;
    free(stereo);
    return is_written ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        return write_all(argv[1]);
    }
    char text[4096];
    sound_golden_lines(text, sizeof text);
    fputs(text, stdout);
    return 0;
}
