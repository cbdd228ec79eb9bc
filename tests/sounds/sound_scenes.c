// Every wave, filter and envelope stage is in one of the scenes at least.
#include "sounds/sound_scenes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/checksum.h"

static qn_synth_def sine(void) { return qn_synth_def_default(); }

static qn_synth_def bell(void)
{
    qn_synth_def def = qn_synth_def_default();
    qn_synth_layer *layer = &def.layers[0];
    static const qn_synth_partial partials[] = {{0.5f, 0.6f, 3.0f}, {1.0f, 0.8f, 1.8f},
                                                {1.2f, 0.7f, 1.4f}, {1.5f, 0.3f, 1.0f},
                                                {2.0f, 0.6f, 0.9f}, {2.003f, 0.3f, 0.9f}};
    def.duration_s = 2.5f;
    layer->frequency_hz = 523.25f;
    layer->envelope.decay_s = 0.0f;
    layer->partial_count = sizeof partials / sizeof partials[0];
    memcpy(layer->partials, partials, sizeof partials);
    return def;
}

static qn_synth_def wood(void)
{
    qn_synth_def def = qn_synth_def_default();
    qn_synth_layer *layer = &def.layers[0];
    static const qn_synth_partial partials[] = {
        {1.0f, 1.0f, 0.09f}, {2.57f, 0.6f, 0.06f}, {4.91f, 0.3f, 0.03f}};
    def.duration_s = 0.25f;
    layer->wave = QN_WAVE_STRUCK;
    layer->frequency_hz = 310.0f;
    layer->strike_s = 0.002f;
    layer->partial_count = sizeof partials / sizeof partials[0];
    memcpy(layer->partials, partials, sizeof partials);
    def.drive = 1.5f;
    return def;
}

static qn_synth_def sweep(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 0.6f;
    def.layer_count = 2;
    def.layers[0].wave = QN_WAVE_SAW;
    def.layers[0].frequency_hz = 80.0f;
    def.layers[0].glide_hz = 900.0f;
    def.layers[0].glide_s = 0.5f;
    def.layers[0].filter =
        (qn_synth_filter){QN_FILTER_LOW, .cutoff_hz = 4000.0f, .end_hz = 200.0f, .resonance = 4.0f};
    def.layers[1].wave = QN_WAVE_SQUARE;
    def.layers[1].gain = 0.4f;
    def.layers[1].start_s = 0.2f;
    def.layers[1].frequency_hz = 220.0f;
    def.layers[1].jitter = 0.3f;
    def.layers[1].envelope = (qn_synth_envelope){0.05f, 0.1f, 0.1f, 0.4f, 0.1f};
    return def;
}

static qn_synth_def glass(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 0.8f;
    def.layer_count = 2;
    def.layers[0].frequency_hz = 1800.0f;
    def.layers[0].fm_ratio = 1.41f;
    def.layers[0].fm_index = 6.0f;
    def.layers[0].fm_decay_s = 0.3f;
    def.layers[1].wave = QN_WAVE_NOISE;
    def.layers[1].gain = 0.3f;
    def.layers[1].envelope.decay_s = 0.2f;
    def.layers[1].filter =
        (qn_synth_filter){QN_FILTER_HIGH, .cutoff_hz = 5000.0f, .resonance = 0.7f};
    return def;
}

static qn_synth_def wind(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.loops = true;
    def.seed = 77;
    def.layers[0].wave = QN_WAVE_NOISE;
    def.layers[0].tremolo_hz = 2.0f;
    def.layers[0].tremolo_depth = 0.5f;
    def.layers[0].envelope = (qn_synth_envelope){0};
    def.layers[0].filter =
        (qn_synth_filter){QN_FILTER_BAND, .cutoff_hz = 500.0f, .resonance = 1.5f};
    return def;
}

static qn_synth_def flute(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.layers[0].wave = QN_WAVE_TRIANGLE;
    def.layers[0].frequency_hz = 660.0f;
    def.layers[0].envelope = (qn_synth_envelope){0.1f, 0.1f, 0.3f, 0.6f, 0.3f};
    return def;
}

static const sound_scene scenes[] = {
    {"sine", sine},   {"bell", bell}, {"wood", wood},   {"sweep", sweep},
    {"glass", glass}, {"wind", wind}, {"flute", flute},
};

int32_t sound_scene_count(void) { return (int32_t)(sizeof scenes / sizeof scenes[0]); }

const sound_scene *sound_scene_at(int32_t index) { return &scenes[index]; }

qn_synth_def sound_scene_named(const char *name)
{
    for (int32_t i = 0; i < sound_scene_count(); ++i) {
        if (strcmp(scenes[i].name, name) == 0) {
            return scenes[i].define();
        }
    }
    return (qn_synth_def){0};
}

uint64_t sound_scene_hash(const sound_scene *scene)
{
    qn_synth_def def = scene->define();
    qn_sound *sound = NULL;
    if (qn_sound_render(&def, &sound) != QN_ERROR_OK) {
        return 0;
    }
    size_t bytes = (size_t)qn_sound_frame_count(sound) * sizeof(int16_t);
    uint64_t hash = qn_checksum((qn_bytes){(const uint8_t *)qn_sound_samples(sound), bytes});
    qn_sound_destroy(sound);
    return hash;
}

// ---- The mix --------------------------------------------------------------------------------

#define MIX_TICKS 120
#define TICKS_PER_S 60

int32_t sound_mix_frames(int32_t rate_hz) { return MIX_TICKS * (rate_hz / TICKS_PER_S); }

typedef struct mix {
    qn_sound_bank *bank;
    qn_sound_queue *queue;
    qn_mixer *mixer;
    qn_voice_id wind;
} mix;

static qn_error mix_open(mix *m, int32_t rate_hz)
{
    *m = (mix){0};
    qn_error error = qn_sound_bank_create(16, 8u << 20, &m->bank);
    for (int32_t i = 0; error == QN_ERROR_OK && i < sound_scene_count(); ++i) {
        qn_synth_def def = scenes[i].define();
        qn_sound_id id;
        error = qn_sound_bank_add(m->bank, scenes[i].name, &def, &id);
    }
    error = error == QN_ERROR_OK ? qn_sound_queue_create(m->bank, 256, &m->queue) : error;
    return error == QN_ERROR_OK ? qn_mixer_create(rate_hz, &m->mixer) : error;
}

static void mix_close(mix *m)
{
    qn_mixer_destroy(m->mixer);
    qn_sound_queue_destroy(m->queue);
    qn_sound_bank_destroy(m->bank);
}

// What is ordered in a tick. Enough plays for voices to be stolen.
static void mix_tick(mix *m, int32_t tick)
{
    qn_sound_queue_tick(m->queue, 1.0f / TICKS_PER_S);
    qn_play_def play = qn_play_def_default();
    for (int32_t i = 0; i < 2; ++i) {
        uint32_t which = (uint32_t)(tick * 2 + i) % (uint32_t)sound_scene_count();
        play.gain = 0.1f + 0.05f * (float)(tick % 5);
        play.pitch = qn_semitones((float)(tick % 13) - 6.0f);
        play.pan = (float)(tick % 9) * 0.25f - 1.0f;
        play.priority = tick % 4;
        play.bus = QN_BUS_EFFECTS + (uint32_t)(tick % 3);
        play.delay_s = 0.003f * (float)i;
        play.is_reversed = tick % 7 == 3;
        qn_voice_id voice = qn_sound_play(m->queue, (qn_sound_id){which + 1}, &play);
        m->wind = strcmp(scenes[which].name, "wind") == 0 ? voice : m->wind;
    }
    qn_sound_change(m->queue, m->wind, 0.2f, 1.0f + 0.01f * (float)(tick % 20), 0.0f);
    if (tick % 16 == 15) {
        qn_sound_stop(m->queue, m->wind, 0.02f);
        qn_sound_bus_gain(m->queue, QN_BUS_MUSIC, 0.25f * (float)(tick % 5), 0.1f);
    }
    if (tick == 40) {
        qn_sound_duck(m->queue, QN_BUS_MUSIC, 0.3f, 0.05f, 0.2f, 0.3f);
    }
    if (tick == 90) {
        qn_sound_play_backwards(m->queue, 1.0f);
    }
}

static void mix_render(mix *m, int32_t rate_hz, int32_t block_frames, float *stereo)
{
    int32_t frames_per_tick = rate_hz / TICKS_PER_S;
    for (int32_t tick = 0; tick < MIX_TICKS; ++tick) {
        mix_tick(m, tick);
        int32_t count = 0;
        const qn_sound_order *orders = qn_sound_queue_take(m->queue, &count);
        qn_mixer_obey(m->mixer, orders, count);
        for (int32_t done = 0; done < frames_per_tick; done += block_frames) {
            int32_t left = frames_per_tick - done;
            size_t at = 2 * ((size_t)tick * (size_t)frames_per_tick + (size_t)done);
            qn_mixer_render(m->mixer, stereo + at, left < block_frames ? left : block_frames);
        }
    }
}

qn_error sound_mix_render(int32_t rate_hz, int32_t block_frames, float *stereo)
{
    mix m;
    qn_error error = mix_open(&m, rate_hz);
    if (error == QN_ERROR_OK) {
        mix_render(&m, rate_hz, block_frames, stereo);
    }
    mix_close(&m);
    return error;
}

uint64_t sound_mix_hash(int32_t rate_hz, int32_t block_frames)
{
    size_t bytes = 2 * (size_t)sound_mix_frames(rate_hz) * sizeof(float);
    float *stereo = malloc(bytes);
    uint64_t hash = 0;
    if (stereo != NULL && sound_mix_render(rate_hz, block_frames, stereo) == QN_ERROR_OK) {
        hash = qn_checksum((qn_bytes){(const uint8_t *)stereo, bytes});
    }
    free(stereo);
    return hash;
}

int32_t sound_golden_lines(char *text, int32_t size)
{
    int32_t length = 0;
    for (int32_t i = 0; i < sound_scene_count(); ++i) {
        length += snprintf(text + length, (size_t)(size - length), "%s %016" PRIx64 "\n",
                           scenes[i].name, sound_scene_hash(&scenes[i]));
    }
    length += snprintf(text + length, (size_t)(size - length), "mix-48000 %016" PRIx64 "\n",
                       sound_mix_hash(48000, 800));
    length += snprintf(text + length, (size_t)(size - length), "mix-44100 %016" PRIx64 "\n",
                       sound_mix_hash(44100, 735));
    return length;
}
