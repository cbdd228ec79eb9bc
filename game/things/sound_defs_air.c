// What is made of noise: the loops, and the sling with the air that its ball cuts.
#include "things/sound_defs_parts.h"

// ---- Loops ----------------------------------------------------------------------------------

static qn_synth_def noise_loop(float duration_s, qn_synth_filter_kind kind, float cutoff_hz,
                               float resonance)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = duration_s;
    def.loops = true;
    def.layers[0].wave = QN_WAVE_NOISE;
    def.layers[0].envelope = (qn_synth_envelope){0};
    def.layers[0].filter =
        (qn_synth_filter){(uint32_t)kind, .cutoff_hz = cutoff_hz, .resonance = resonance};
    return def;
}

qn_synth_def define_rumble(void)
{
    qn_synth_def def = noise_loop(1.6f, QN_FILTER_LOW, 170.0f, 0.9f);
    def.layer_count = 2;
    def.layers[0].tremolo_hz = 11.25f;
    def.layers[0].tremolo_depth = 0.5f;
    def.layers[1] = def.layers[0];
    def.layers[1].gain = 0.25f;
    def.layers[1].tremolo_hz = 18.75f;
    def.layers[1].tremolo_depth = 0.8f;
    def.layers[1].filter =
        (qn_synth_filter){QN_FILTER_BAND, .cutoff_hz = 700.0f, .resonance = 0.8f};
    return def;
}

// Rope and wood stick and slip: a saw whose cycles are never alike, through what resounds.
qn_synth_def define_creak(void)
{
    qn_synth_def def = noise_loop(1.0f, QN_FILTER_BAND, 820.0f, 4.0f);
    def.layer_count = 2;
    def.layers[0].wave = QN_WAVE_SAW;
    def.layers[0].frequency_hz = 34.0f;
    def.layers[0].jitter = 0.45f;
    def.layers[1] = def.layers[0];
    def.layers[1].gain = 0.5f;
    def.layers[1].frequency_hz = 51.0f;
    def.layers[1].filter.cutoff_hz = 1730.0f;
    return def;
}

qn_synth_def define_backwards(void)
{
    qn_synth_def def = noise_loop(1.2f, QN_FILTER_BAND, 640.0f, 2.5f);
    def.layer_count = 2;
    def.layers[0].tremolo_hz = 10.0f;
    def.layers[0].tremolo_depth = 0.85f;
    def.layers[1].frequency_hz = 146.83f;
    def.layers[1].gain = 0.06f;
    def.layers[1].wave = QN_WAVE_TRIANGLE;
    def.layers[1].tremolo_hz = 5.0f;
    def.layers[1].tremolo_depth = 0.8f;
    def.layers[1].envelope = (qn_synth_envelope){0};
    return def;
}

qn_synth_def define_wind(void)
{
    qn_synth_def def = noise_loop(6.0f, QN_FILTER_BAND, 330.0f, 1.4f);
    def.layer_count = 2;
    def.layers[0].tremolo_hz = 1.0f / 3.0f;
    def.layers[0].tremolo_depth = 0.5f;
    def.layers[1] = def.layers[0];
    def.layers[1].gain = 0.25f;
    def.layers[1].tremolo_hz = 0.5f;
    def.layers[1].tremolo_depth = 0.9f;
    def.layers[1].filter.cutoff_hz = 780.0f;
    def.layers[1].filter.resonance = 5.0f;
    return def;
}

// ---- The sling ------------------------------------------------------------------------------

qn_synth_def define_twang(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 0.6f;
    def.layer_count = 3;
    qn_synth_layer *band = &def.layers[0], *slap = &def.layers[1], *post = &def.layers[2];
    band->wave = QN_WAVE_TRIANGLE;
    band->frequency_hz = 165.0f;
    band->glide_hz = 82.0f;
    band->glide_s = 0.16f;
    band->fm_ratio = 2.0f;
    band->fm_index = 3.0f;
    band->fm_decay_s = 0.2f;
    band->envelope = (qn_synth_envelope){.attack_s = 0.001f, .decay_s = 0.45f, .release_s = 0.1f};
    slap->wave = QN_WAVE_NOISE;
    slap->gain = 0.6f;
    slap->envelope = (qn_synth_envelope){.attack_s = 0.001f, .decay_s = 0.07f};
    slap->filter = (qn_synth_filter){QN_FILTER_BAND, .cutoff_hz = 2400.0f, .end_hz = 500.0f,
                                     .resonance = 0.9f};
    post->wave = QN_WAVE_STRUCK;
    post->gain = 0.5f;
    post->frequency_hz = 190.0f;
    post->strike_s = 0.003f;
    post->envelope = (qn_synth_envelope){0};
    SET_PARTIALS(post, {1.0f, 1.0f, 0.16f}, {2.76f, 0.4f, 0.08f});
    return def;
}

qn_synth_def define_whoosh(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 0.7f;
    def.layers[0].wave = QN_WAVE_NOISE;
    def.layers[0].envelope =
        (qn_synth_envelope){.attack_s = 0.12f, .decay_s = 0.9f, .release_s = 0.4f};
    def.layers[0].filter = (qn_synth_filter){QN_FILTER_BAND, .cutoff_hz = 1500.0f, .end_hz = 350.0f,
                                             .resonance = 1.6f};
    return def;
}
