// Bars of wood ring at 1, 2.76 and 5.4 of their lowest frequency, plates and lumps at ratios that
// no scale knows.
#include "things/sound_defs_parts.h"

// Struck modes, and under them a thump that falls from thump_hz to half of it.
static qn_synth_def hit(float frequency_hz, float strike_s, float duration_s, float thump_hz,
                        float thump_gain)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = duration_s;
    def.layer_count = 2;
    qn_synth_layer *modes = &def.layers[0], *thump = &def.layers[1];
    modes->wave = QN_WAVE_STRUCK;
    modes->frequency_hz = frequency_hz;
    modes->strike_s = strike_s;
    modes->envelope = (qn_synth_envelope){.release_s = 0.3f * duration_s};
    thump->gain = thump_gain;
    thump->frequency_hz = thump_hz;
    thump->glide_hz = 0.5f * thump_hz;
    thump->glide_s = 0.08f;
    thump->envelope = (qn_synth_envelope){.attack_s = 0.002f, .decay_s = 0.16f};
    return def;
}

qn_synth_def define_stone(void)
{
    qn_synth_def def = hit(520.0f, 0.0015f, 0.30f, 130.0f, 0.9f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.09f}, {1.83f, 0.9f, 0.07f}, {2.71f, 0.7f, 0.06f},
                 {3.92f, 0.6f, 0.045f}, {5.33f, 0.5f, 0.035f}, {7.4f, 0.4f, 0.025f});
    def.drive = 0.8f;
    return def;
}

qn_synth_def define_timber(void)
{
    qn_synth_def def = hit(235.0f, 0.003f, 0.40f, 100.0f, 0.35f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.28f}, {2.76f, 0.55f, 0.14f}, {5.40f, 0.30f, 0.07f},
                 {1.62f, 0.3f, 0.16f});
    return def;
}

qn_synth_def define_slate(void)
{
    qn_synth_def def = hit(930.0f, 0.001f, 0.30f, 150.0f, 0.3f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.13f}, {2.31f, 0.8f, 0.09f}, {3.87f, 0.6f, 0.07f},
                 {5.12f, 0.5f, 0.05f}, {6.9f, 0.3f, 0.03f});
    return def;
}

qn_synth_def define_glass(void)
{
    qn_synth_def def = hit(2150.0f, 0.0006f, 0.55f, 400.0f, 0.05f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.50f}, {1.47f, 0.4f, 0.35f}, {2.32f, 0.7f, 0.30f},
                 {4.25f, 0.4f, 0.18f}, {6.63f, 0.2f, 0.10f});
    return def;
}

qn_synth_def define_earth(void)
{
    qn_synth_def def = hit(95.0f, 0.006f, 0.35f, 85.0f, 1.0f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.12f}, {1.7f, 0.5f, 0.08f});
    def.layer_count = 3;
    def.layers[2].wave = QN_WAVE_NOISE;
    def.layers[2].gain = 0.35f;
    def.layers[2].envelope = (qn_synth_envelope){.attack_s = 0.001f, .decay_s = 0.12f};
    def.layers[2].filter =
        (qn_synth_filter){QN_FILTER_LOW, .cutoff_hz = 900.0f, .end_hz = 150.0f, .resonance = 0.7f};
    return def;
}

qn_synth_def define_iron(void)
{
    qn_synth_def def = hit(690.0f, 0.0008f, 0.50f, 120.0f, 0.5f);
    SET_PARTIALS(&def.layers[0], {1.0f, 0.8f, 0.32f}, {1.47f, 0.7f, 0.28f}, {2.09f, 0.8f, 0.24f},
                 {2.56f, 0.5f, 0.20f}, {3.92f, 0.5f, 0.14f}, {5.76f, 0.3f, 0.09f});
    return def;
}

// A touch that does not make the bell toll: the same partials, damped.
qn_synth_def define_bronze(void)
{
    qn_synth_def def = hit(587.33f, 0.001f, 0.45f, 110.0f, 0.15f);
    SET_PARTIALS(&def.layers[0], {0.5f, 0.3f, 0.3f}, {1.0f, 0.7f, 0.35f}, {1.2f, 0.7f, 0.30f},
                 {1.5f, 0.3f, 0.25f}, {2.0f, 0.8f, 0.25f}, {3.0f, 0.5f, 0.15f},
                 {4.0f, 0.4f, 0.10f});
    return def;
}

qn_synth_def define_click(void)
{
    qn_synth_def def = hit(1250.0f, 0.001f, 0.08f, 300.0f, 0.1f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.04f}, {2.7f, 0.4f, 0.02f});
    def.peak = 0.5f;
    return def;
}

// ---- What breaks ----------------------------------------------------------------------------

static void tinkle(qn_synth_layer *layer, float start_s, float frequency_hz, float gain)
{
    layer->wave = QN_WAVE_STRUCK;
    layer->start_s = start_s;
    layer->gain = gain;
    layer->frequency_hz = frequency_hz;
    layer->strike_s = 0.0005f;
    layer->envelope = (qn_synth_envelope){.release_s = 0.1f};
    SET_PARTIALS(layer, {1.0f, 1.0f, 0.30f}, {1.41f, 0.7f, 0.25f}, {2.30f, 0.7f, 0.20f},
                 {3.17f, 0.5f, 0.14f}, {4.60f, 0.3f, 0.09f});
}

// The pane gives way, and its pieces ring as they meet.
qn_synth_def define_shatter(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 1.1f;
    def.layer_count = 6;
    def.layers[0].wave = QN_WAVE_NOISE;
    def.layers[0].gain = 0.45f;
    def.layers[0].envelope = (qn_synth_envelope){.attack_s = 0.0005f, .decay_s = 0.22f};
    def.layers[0].filter = (qn_synth_filter){QN_FILTER_HIGH, .cutoff_hz = 2600.0f,
                                             .end_hz = 6000.0f, .resonance = 0.8f};
    tinkle(&def.layers[1], 0.0f, 1900.0f, 1.0f);
    tinkle(&def.layers[2], 0.06f, 2730.0f, 0.7f);
    tinkle(&def.layers[3], 0.13f, 3340.0f, 0.6f);
    tinkle(&def.layers[4], 0.24f, 2390.0f, 0.4f);
    tinkle(&def.layers[5], 0.41f, 4100.0f, 0.3f);
    return def;
}

// Fibres part one after the other, then the plank is two.
qn_synth_def define_crack(void)
{
    qn_synth_def def = hit(310.0f, 0.002f, 0.50f, 140.0f, 0.6f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.10f}, {2.2f, 0.8f, 0.07f}, {4.1f, 0.7f, 0.04f},
                 {6.7f, 0.5f, 0.02f});
    def.layer_count = 4;
    for (int32_t i = 2; i < 4; ++i) {
        qn_synth_layer *fibres = &def.layers[i];
        fibres->wave = QN_WAVE_NOISE;
        fibres->gain = i == 2 ? 0.8f : 0.5f;
        fibres->start_s = i == 2 ? 0.0f : 0.045f;
        fibres->tremolo_hz = 140.0f;
        fibres->tremolo_depth = 0.9f;
        fibres->envelope = (qn_synth_envelope){.attack_s = 0.0005f, .decay_s = 0.10f};
        fibres->filter = (qn_synth_filter){QN_FILTER_BAND, .cutoff_hz = 2100.0f, .end_hz = 700.0f,
                                           .resonance = 1.2f};
    }
    return def;
}
