// What makes a sound queue heard: SDL's device, a page's Web Audio, or a file.
//
// Nothing that happens here can be seen by a game. A back end that cannot open a device is no
// reason not to play: the host then goes on without sound.
#ifndef SHELL_AUDIO_H
#define SHELL_AUDIO_H

#include "quoin/sound.h"

typedef enum audio_state {
    AUDIO_SILENT, // there is no device
    AUDIO_LOCKED, // the browser waits for a touch or a key
    AUDIO_PAUSED,
    AUDIO_RUNS,
} audio_state;

typedef struct audio audio;
struct audio {
    // Takes the queue's orders; once for each frame that is drawn.
    void (*play)(audio *self, qn_sound_queue *queue);
    void (*set_paused)(audio *self, bool is_paused);
    audio_state (*state)(audio *self);
    // Null where there is nothing to do. Once a frame after all sounds are rendered: makes them so
    // ready, a little at a time, that to play one takes no longer than to order it.
    void (*prepare)(audio *self, qn_sound_bank *bank);
    // Before the bank whose sounds it played.
    void (*destroy)(audio *self);
};

// OUT_OF_MEMORY, STORAGE for a file and NO_SOUND for a device that cannot be opened. On an error
// *out is null.
#ifdef __EMSCRIPTEN__
qn_error audio_web_create(audio **out);
#else
qn_error audio_sdl_create(audio **out);
// A WAV file of 16-bit stereo at 48 kHz. Each `play` writes 1 / plays_per_s seconds.
qn_error audio_file_create(const char *path, int32_t plays_per_s, audio **out);
#endif

#endif
