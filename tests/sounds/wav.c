#include "sounds/wav.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000u
#define HEADER_BYTES 44

static void put(uint8_t *bytes, uint32_t value, int32_t size)
{
    for (int32_t i = 0; i < size; ++i) {
        bytes[i] = (uint8_t)(value >> (8 * i));
    }
}

bool wav_write(const char *path, const int16_t *samples, int32_t frame_count, int32_t channels)
{
    uint8_t header[HEADER_BYTES] = "RIFF....WAVEfmt ....................data";
    uint32_t frame_bytes = 2u * (uint32_t)channels;
    uint32_t data_bytes = frame_bytes * (uint32_t)frame_count;
    put(header + 4, data_bytes + HEADER_BYTES - 8, 4);
    put(header + 16, 16, 4);
    put(header + 20, 1, 2);
    put(header + 22, (uint32_t)channels, 2);
    put(header + 24, RATE_HZ, 4);
    put(header + 28, RATE_HZ * frame_bytes, 4);
    put(header + 32, frame_bytes, 2);
    put(header + 34, 16, 2);
    put(header + 40, data_bytes, 4);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return false;
    }
    bool is_written = fwrite(header, 1, HEADER_BYTES, file) == HEADER_BYTES &&
                      fwrite(samples, 1, data_bytes, file) == data_bytes;
    return fclose(file) == 0 && is_written;
}

bool wav_write_floats(const char *path, const float *samples, int32_t frame_count, int32_t channels)
{
    size_t count = (size_t)frame_count * (size_t)channels;
    int16_t *rounded = malloc(count * sizeof rounded[0]);
    for (size_t i = 0; rounded != NULL && i < count; ++i) {
        float value = samples[i] * 32767.0f;
        rounded[i] = (int16_t)(value < 0.0f ? value - 0.5f : value + 0.5f);
    }
    bool is_written = rounded != NULL && wav_write(path, rounded, frame_count, channels);
    free(rounded);
    return is_written;
}
