// What the web back end asks of the page, written in audio_library.js. Times are seconds.
#ifndef SHELL_AUDIO_PAGE_H
#define SHELL_AUDIO_PAGE_H

#include <stdbool.h>
#include <stdint.h>

// Waits for a touch or a key on the module's canvas. False when there is no Web Audio.
bool audio_page_open(void);
// Silences everything, and takes every listener and this module's share of the context away.
void audio_page_close(void);
// An audio_state.
int32_t audio_page_state(void);
// The context's clock, which stands still while it is paused; 0 before there is one.
double audio_page_now(void);
void audio_page_set_paused(bool is_paused);

// Samples at 48 kHz, copied: count of the `length` ones of a sound, from `at` on. From the first to
// the last, and all before it is played.
void audio_page_upload(uint32_t sound, int32_t length, const int16_t *samples, int32_t at,
                       int32_t count);
typedef struct audio_page_start {
    uint32_t sound, bus;
    float gain, pitch, pan, delay_s, fade_in_s, offset_s;
    uint32_t is_reversed, loops;
} audio_page_start;
// Only while the state is not locked.
void audio_page_play(int32_t place, const audio_page_start *start);
void audio_page_stop(int32_t place, float fade_s);
void audio_page_change(int32_t place, float gain, float pitch, float pan);
// These are kept while it is locked.
void audio_page_bus_gain(uint32_t bus, float gain, float over_s);
void audio_page_duck(uint32_t bus, float gain, float attack_s, float hold_s, float release_s);

#endif
