// Samples at 48 kHz as a WAV file.
#ifndef TESTS_SOUNDS_WAV_H
#define TESTS_SOUNDS_WAV_H

#include <stdbool.h>
#include <stdint.h>

bool wav_write(const char *path, const int16_t *samples, int32_t frame_count, int32_t channels);
bool wav_write_floats(const char *path, const float *samples, int32_t frame_count,
                      int32_t channels);

#endif
