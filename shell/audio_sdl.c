// SDL's audio device: its own thread asks for samples, and the mixer makes them there.
#include "audio.h"

#include <SDL.h>
#include <stdlib.h>

#include "audio_mix.h"

#define BLOCK_FRAMES 512 // 11 ms at 48 kHz

typedef struct audio_sdl {
    audio base;
    audio_mix mix;
    SDL_AudioDeviceID device;
    bool is_paused;
} audio_sdl;

static void render(void *user, Uint8 *bytes, int size_bytes)
{
    audio_sdl *self = user;
    audio_mix_render(&self->mix, (float *)(void *)bytes, size_bytes / (int)(2 * sizeof(float)));
}

static void play(audio *base, qn_sound_queue *queue)
{
    audio_mix_post(&((audio_sdl *)base)->mix, queue);
}

static void set_paused(audio *base, bool is_paused)
{
    audio_sdl *self = (audio_sdl *)base;
    if (self->is_paused != is_paused) {
        self->is_paused = is_paused;
        SDL_PauseAudioDevice(self->device, is_paused);
    }
}

static audio_state state(audio *base)
{
    return ((audio_sdl *)base)->is_paused ? AUDIO_PAUSED : AUDIO_RUNS;
}

static void destroy(audio *base)
{
    audio_sdl *self = (audio_sdl *)base;
    if (self->device != 0) {
        SDL_CloseAudioDevice(self->device); // waits for the thread
    }
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    audio_mix_close(&self->mix);
    free(self);
}

static qn_error open_device(audio_sdl *self)
{
    SDL_AudioSpec wanted = {.freq = QN_SOUND_RATE_HZ,
                            .format = AUDIO_F32SYS,
                            .channels = 2,
                            .samples = BLOCK_FRAMES,
                            .callback = render,
                            .userdata = self};
    SDL_AudioSpec got;
    self->device = SDL_OpenAudioDevice(NULL, 0, &wanted, &got, SDL_AUDIO_ALLOW_FREQUENCY_CHANGE);
    return self->device == 0 ? QN_ERROR_NO_SOUND : audio_mix_open(&self->mix, got.freq);
}

qn_error audio_sdl_create(audio **out)
{
    *out = NULL;
    audio_sdl *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    self->base = (audio){play, set_paused, state, NULL, destroy};
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        free(self);
        return QN_ERROR_NO_SOUND;
    }
    qn_error error = open_device(self);
    if (error != QN_ERROR_OK) {
        destroy(&self->base);
        return error;
    }
    SDL_PauseAudioDevice(self->device, 0);
    *out = &self->base;
    return QN_ERROR_OK;
}
