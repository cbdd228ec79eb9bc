// Plays through a real device of SDL's and looks at what came out: sound_device FOLDER, with
// SDL_AUDIODRIVER=disk, whose device is the file FOLDER/device.raw. Then the same orders into a
// WAV.
//
// A busy machine only makes the file longer: the mixer is asked for as many blocks as the device
// has time for, and orders are posted by what was already written.
#define _POSIX_C_SOURCE 200809L
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio.h"
#include "sounds/measure.h"

#define PLAY_MS 1500

static int failed_count, passed_count;

static void hold(bool holds, const char *sentence)
{
    passed_count += holds ? 1 : 0;
    failed_count += holds ? 0 : 1;
    if (!holds) {
        printf("does not hold: %s\n", sentence);
    }
}

// Starts, stops and changes of a tone every twentieth of a second, from this thread.
static void play_for_a_while(audio *a, qn_sound_bank *bank, bool in_time)
{
    qn_sound_queue *queue = NULL;
    qn_sound_id tone = qn_sound_bank_find(bank, "tone");
    qn_voice_id voice = {0};
    qn_sound_queue_create(bank, 64, &queue);
    for (int32_t i = 0; i < PLAY_MS / 50; ++i) {
        qn_sound_queue_tick(queue, 0.05f);
        if (i % 4 == 0) {
            voice = qn_sound_play(queue, tone, NULL);
        } else if (i % 4 == 3) {
            qn_sound_stop(queue, voice, 0.0f);
        } else {
            qn_sound_change(queue, voice, 0.5f, 1.1f, 0.2f * (float)(i % 5) - 0.4f);
        }
        a->play(a, queue);
        if (in_time) {
            SDL_Delay(50);
        }
    }
    qn_sound_queue_destroy(queue);
}

static float *read_floats(const char *path, size_t skipped_bytes, int32_t *frame_count)
{
    size_t size_bytes = 0;
    uint8_t *bytes = SDL_LoadFile(path, &size_bytes);
    *frame_count = 0;
    if (bytes == NULL || size_bytes < skipped_bytes + 16) {
        SDL_free(bytes);
        return NULL;
    }
    float *data = malloc(size_bytes);
    if (data != NULL) {
        memcpy(data, bytes + skipped_bytes, size_bytes - skipped_bytes);
        *frame_count = (int32_t)((size_bytes - skipped_bytes) / (2 * sizeof(float)));
    }
    SDL_free(bytes);
    return data;
}

static void judge(samples heard)
{
    printf("%d frames, peak %.3f, rms %.3f, steepest step %.4f\n", (int)heard.count,
           (double)measure_peak(heard), measure_rms(heard), (double)measure_jump(heard));
    hold(measure_peak(heard) > 0.2f, "the device is not silent");
    hold(measure_rms(heard) > 0.1, "most of the time something is heard");
    // 440 Hz and a tenth more, at 0.9 of full scale, on one side of the middle.
    hold(measure_jump(heard) < 0.062f, "nothing clicks");
}

static void try_device(const char *folder, qn_sound_bank *bank)
{
    char path[512];
    snprintf(path, sizeof path, "%s/device.raw", folder);
    remove(path);
    setenv("SDL_DISKAUDIOFILE", path, 1);
    audio *a = NULL;
    qn_error error = audio_sdl_create(&a);
    hold(error == QN_ERROR_OK, "SDL opens its device");
    if (error != QN_ERROR_OK) {
        return;
    }
    hold(a->state(a) == AUDIO_RUNS, "the device runs");
    play_for_a_while(a, bank, true);
    a->set_paused(a, true);
    hold(a->state(a) == AUDIO_PAUSED, "the device pauses");
    a->destroy(a);
    int32_t frame_count = 0;
    float *data = read_floats(path, 0, &frame_count);
    hold(data != NULL && frame_count > 4800, "the device was written to");
    if (data != NULL) {
        judge(samples_left(data, frame_count));
    }
    free(data);
}

static void try_no_device(void)
{
    audio *a = NULL;
    setenv("SDL_AUDIODRIVER", "there-is-no-such-driver", 1);
    hold(audio_sdl_create(&a) == QN_ERROR_NO_SOUND && a == NULL, "no driver is NO_SOUND");
}

static void try_file(const char *folder, qn_sound_bank *bank)
{
    char path[512];
    audio *a = NULL;
    snprintf(path, sizeof path, "%s/file.wav", folder);
    hold(audio_file_create("/there/is/no/such/folder/x.wav", 60, &a) == QN_ERROR_STORAGE,
         "a file that cannot be made is STORAGE");
    hold(audio_file_create(path, 20, &a) == QN_ERROR_OK, "a file is made");
    if (a == NULL) {
        return;
    }
    play_for_a_while(a, bank, false);
    a->destroy(a);
    size_t size_bytes = 0;
    uint8_t *bytes = SDL_LoadFile(path, &size_bytes);
    hold(size_bytes == 44 + PLAY_MS * 48 * 4, "the file is as long as what was played");
    hold(bytes != NULL && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 36, "data", 4) == 0,
         "the file is a WAV file");
    SDL_free(bytes);
}

int main(int argc, char **argv)
{
    qn_sound_bank *bank = NULL;
    qn_sound_id tone;
    qn_synth_def def = qn_synth_def_default();
    def.loops = true;
    def.layers[0].envelope = (qn_synth_envelope){0};
    if (argc < 2 || qn_sound_bank_create(4, 1u << 20, &bank) != QN_ERROR_OK ||
        qn_sound_bank_add(bank, "tone", &def, &tone) != QN_ERROR_OK) {
        return 2;
    }
    try_device(argv[1], bank);
    try_file(argv[1], bank);
    try_no_device();
    qn_sound_bank_destroy(bank);
    printf("%d passed, %d failed\n", passed_count, failed_count);
    return failed_count > 0 ? 1 : 0;
}
