// The mixer into a WAV file, as fast as the host's frames come: every run of the same inputs writes
// the same bytes.
#include "audio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio_mix.h"

#define HEADER_BYTES 44
#define FRAME_BYTES 4u
#define CHUNK_FRAMES 256

typedef struct audio_file {
    audio base;
    audio_mix mix;
    FILE *file;
    int32_t frames_per_play;
    uint32_t data_bytes;
    bool is_paused;
    bool has_failed;
} audio_file;

static void put(uint8_t *bytes, uint32_t value, int32_t size)
{
    for (int32_t i = 0; i < size; ++i) {
        bytes[i] = (uint8_t)(value >> (8 * i));
    }
}

static bool write_header(audio_file *self)
{
    uint8_t header[HEADER_BYTES] = "RIFF....WAVEfmt ....................data";
    put(header + 4, self->data_bytes + HEADER_BYTES - 8, 4);
    put(header + 16, 16, 4);
    put(header + 20, 1, 2);
    put(header + 22, 2, 2);
    put(header + 24, QN_SOUND_RATE_HZ, 4);
    put(header + 28, QN_SOUND_RATE_HZ * FRAME_BYTES, 4);
    put(header + 32, FRAME_BYTES, 2);
    put(header + 34, 16, 2);
    put(header + 40, self->data_bytes, 4);
    return fseek(self->file, 0, SEEK_SET) == 0 &&
           fwrite(header, 1, HEADER_BYTES, self->file) == HEADER_BYTES;
}

static void write_chunk(audio_file *self, int32_t frame_count)
{
    float stereo[2 * CHUNK_FRAMES];
    uint8_t bytes[FRAME_BYTES * CHUNK_FRAMES];
    audio_mix_render(&self->mix, stereo, frame_count);
    for (int32_t i = 0; i < 2 * frame_count; ++i) {
        float value = stereo[i] * 32767.0f;
        int32_t rounded = (int32_t)(value < 0.0f ? value - 0.5f : value + 0.5f);
        put(bytes + 2 * i, (uint32_t)rounded, 2);
    }
    size_t size = FRAME_BYTES * (size_t)frame_count;
    self->has_failed = self->has_failed || fwrite(bytes, 1, size, self->file) != size;
    self->data_bytes += (uint32_t)size;
}

static void play(audio *base, qn_sound_queue *queue)
{
    audio_file *self = (audio_file *)base;
    audio_mix_post(&self->mix, queue);
    for (int32_t left = self->is_paused ? 0 : self->frames_per_play; left > 0;
         left -= CHUNK_FRAMES) {
        write_chunk(self, left < CHUNK_FRAMES ? left : CHUNK_FRAMES);
    }
}

static void set_paused(audio *base, bool is_paused) { ((audio_file *)base)->is_paused = is_paused; }

static audio_state state(audio *base)
{
    const audio_file *self = (audio_file *)base;
    return self->has_failed ? AUDIO_SILENT : (self->is_paused ? AUDIO_PAUSED : AUDIO_RUNS);
}

static void destroy(audio *base)
{
    audio_file *self = (audio_file *)base;
    bool is_whole = !self->has_failed && write_header(self);
    if (self->file != NULL && (fclose(self->file) != 0 || !is_whole)) {
        fprintf(stderr, "the sound could not be written\n");
    }
    audio_mix_close(&self->mix);
    free(self);
}

qn_error audio_file_create(const char *path, int32_t plays_per_s, audio **out)
{
    *out = NULL;
    audio_file *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    self->base = (audio){play, set_paused, state, NULL, destroy};
    self->frames_per_play = QN_SOUND_RATE_HZ / plays_per_s;
    self->file = fopen(path, "wb");
    qn_error error = self->file != NULL && write_header(self) ? QN_ERROR_OK : QN_ERROR_STORAGE;
    if (error == QN_ERROR_OK) {
        error = audio_mix_open(&self->mix, QN_SOUND_RATE_HZ);
    }
    if (error != QN_ERROR_OK) {
        if (self->file != NULL) {
            fclose(self->file);
        }
        free(self);
        return error;
    }
    *out = &self->base;
    return QN_ERROR_OK;
}
