// Bells have the five partials of every tuned church bell, in these ratios of the note that one
// hears: hum 0.5, prime 1, tierce 1.2 (the minor third that makes a bell a bell), quint 1.5 and
// nominal 2; hum and tierce are doubled a little off, which makes the bell warble. The lower a
// partial, the longer it rings (Lehr 1987).
#include "things/sound_defs_parts.h"

// A larger bell is lower, rings longer, and has more of its hum.
static qn_synth_def bell(float note_hz, float duration_s, float decay, float hum)
{
    qn_synth_def def = qn_synth_def_default();
    qn_synth_layer *body = &def.layers[0];
    def.duration_s = duration_s;
    def.peak = 0.8f;
    body->frequency_hz = note_hz;
    body->envelope = (qn_synth_envelope){.attack_s = 0.003f, .release_s = 1.2f};
    // The signs keep all of them from rising at once, which would leave little for what rings on.
    const qn_synth_partial partials[] = {
        {0.5f, 0.55f * hum, 9.0f * decay}, {0.5015f, 0.30f * hum, 8.0f * decay},
        {1.0f, -0.60f, 6.0f * decay},      {1.2f, 0.50f, 4.5f * decay},
        {1.2035f, -0.28f, 4.2f * decay},   {1.5f, -0.22f, 3.0f * decay},
        {2.0f, 0.62f, 3.4f * decay},       {2.51f, -0.14f, 1.5f * decay},
        {3.0f, -0.20f, 1.3f * decay},      {4.0f, 0.16f, 0.8f * decay},
    };
    body->partial_count = sizeof partials / sizeof partials[0];
    memcpy(body->partials, partials, sizeof partials);
    return def;
}

// The iron on the bronze: high partials of a 440 Hz bell and the blow itself, gone in half a
// second.
qn_synth_def define_clang(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 0.9f;
    def.layer_count = 2;
    qn_synth_layer *ring = &def.layers[0], *blow = &def.layers[1];
    ring->wave = QN_WAVE_STRUCK;
    ring->frequency_hz = 440.0f;
    ring->strike_s = 0.001f;
    ring->envelope = (qn_synth_envelope){.release_s = 0.2f};
    SET_PARTIALS(ring, {2.0f, 0.5f, 0.8f}, {3.01f, 0.8f, 0.6f}, {4.02f, 1.0f, 0.5f},
                 {5.2f, 0.9f, 0.35f}, {6.6f, 0.8f, 0.28f}, {8.1f, 0.6f, 0.2f},
                 {10.4f, 0.5f, 0.15f});
    blow->wave = QN_WAVE_NOISE;
    blow->gain = 0.3f;
    blow->envelope = (qn_synth_envelope){.attack_s = 0.0005f, .decay_s = 0.03f};
    blow->filter = (qn_synth_filter){QN_FILTER_BAND, .cutoff_hz = 3200.0f, .resonance = 0.8f};
    return def;
}

qn_synth_def define_bell_small(void) { return bell(587.33f, 4.2f, 0.62f, 0.7f); }
qn_synth_def define_bell_medium(void) { return bell(440.0f, 5.2f, 0.8f, 0.9f); }
qn_synth_def define_bell_large(void) { return bell(293.66f, 6.5f, 1.0f, 1.15f); }

// ---- Music ----------------------------------------------------------------------------------

// A tine: its second mode is 6.27 times the first, and short.
qn_synth_def define_pluck(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 2.2f;
    def.layer_count = 1;
    def.layers[0].frequency_hz = 293.66f;
    def.layers[0].envelope = (qn_synth_envelope){.attack_s = 0.004f, .release_s = 0.4f};
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 2.0f}, {2.0f, 0.18f, 1.0f}, {3.0f, 0.05f, 0.6f},
                 {6.27f, 0.14f, 0.12f});
    return def;
}

qn_synth_def define_swell(void)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 4.5f;
    def.layers[0].frequency_hz = 146.83f;
    def.layers[0].tremolo_hz = 3.1f;
    def.layers[0].tremolo_depth = 0.15f;
    def.layers[0].envelope = (qn_synth_envelope){.attack_s = 1.4f, .release_s = 2.4f};
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.0f}, {1.002f, 0.7f, 0.0f}, {2.001f, 0.35f, 0.0f},
                 {3.0f, 0.12f, 0.0f}, {4.003f, 0.06f, 0.0f});
    return def;
}
