// Bells have the five partials of every tuned church bell, in these ratios of the note that one
// hears: hum 0.5, prime 1, tierce 1.2 (the minor third that makes a bell a bell), quint 1.5 and
// nominal 2; hum and tierce are doubled a little off, which makes the bell warble. The lower a
// partial, the longer it rings (Lehr 1987). Bars of wood ring at 1, 2.76 and 5.4 of their lowest
// frequency, plates and lumps at ratios that no scale knows.
#include "things/sound_defs.h"

#include <string.h>

#define SET_PARTIALS(layer, ...)                                                                   \
    do {                                                                                           \
        static const qn_synth_partial list[] = {__VA_ARGS__};                                      \
        (layer)->partial_count = sizeof list / sizeof list[0];                                     \
        memcpy((layer)->partials, list, sizeof list);                                              \
    } while (0)

static const char *const texts[SOUND_COUNT] = {
    [SOUND_BELL_SMALL] = "bell-small",
    [SOUND_BELL_MEDIUM] = "bell-medium",
    [SOUND_BELL_LARGE] = "bell-large",
    [SOUND_CLANG] = "clang",
    [SOUND_HIT_STONE] = "hit-stone",
    [SOUND_HIT_TIMBER] = "hit-timber",
    [SOUND_HIT_SLATE] = "hit-slate",
    [SOUND_HIT_GLASS] = "hit-glass",
    [SOUND_HIT_EARTH] = "hit-earth",
    [SOUND_HIT_IRON] = "hit-iron",
    [SOUND_HIT_BRONZE] = "hit-bronze",
    [SOUND_SHATTER] = "shatter",
    [SOUND_CRACK] = "crack",
    [SOUND_RUMBLE] = "rumble",
    [SOUND_CREAK] = "creak",
    [SOUND_BACKWARDS] = "backwards",
    [SOUND_WIND] = "wind",
    [SOUND_TWANG] = "twang",
    [SOUND_WHOOSH] = "whoosh",
    [SOUND_PLUCK] = "pluck",
    [SOUND_SWELL] = "swell",
    [SOUND_CLICK] = "click",
};

const char *sound_name_text(sound_name name) { return texts[name]; }

float sound_degree(int32_t degree)
{
    static const float semitones[5] = {0.0f, 2.0f, 4.0f, 7.0f, 9.0f};
    int32_t octave = (degree < 0 ? degree - 4 : degree) / 5;
    return qn_semitones(semitones[degree - 5 * octave] + 12.0f * (float)octave);
}

// ---- Bells ----------------------------------------------------------------------------------

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
static qn_synth_def clang(void)
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

// ---- Hits -----------------------------------------------------------------------------------

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

static qn_synth_def stone(void)
{
    qn_synth_def def = hit(520.0f, 0.0015f, 0.30f, 130.0f, 0.9f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.09f}, {1.83f, 0.9f, 0.07f}, {2.71f, 0.7f, 0.06f},
                 {3.92f, 0.6f, 0.045f}, {5.33f, 0.5f, 0.035f}, {7.4f, 0.4f, 0.025f});
    def.drive = 0.8f;
    return def;
}

static qn_synth_def timber(void)
{
    qn_synth_def def = hit(235.0f, 0.003f, 0.40f, 100.0f, 0.35f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.28f}, {2.76f, 0.55f, 0.14f}, {5.40f, 0.30f, 0.07f},
                 {1.62f, 0.3f, 0.16f});
    return def;
}

static qn_synth_def slate(void)
{
    qn_synth_def def = hit(930.0f, 0.001f, 0.30f, 150.0f, 0.3f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.13f}, {2.31f, 0.8f, 0.09f}, {3.87f, 0.6f, 0.07f},
                 {5.12f, 0.5f, 0.05f}, {6.9f, 0.3f, 0.03f});
    return def;
}

static qn_synth_def glass(void)
{
    qn_synth_def def = hit(2150.0f, 0.0006f, 0.55f, 400.0f, 0.05f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.50f}, {1.47f, 0.4f, 0.35f}, {2.32f, 0.7f, 0.30f},
                 {4.25f, 0.4f, 0.18f}, {6.63f, 0.2f, 0.10f});
    return def;
}

static qn_synth_def earth(void)
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

static qn_synth_def iron(void)
{
    qn_synth_def def = hit(690.0f, 0.0008f, 0.50f, 120.0f, 0.5f);
    SET_PARTIALS(&def.layers[0], {1.0f, 0.8f, 0.32f}, {1.47f, 0.7f, 0.28f}, {2.09f, 0.8f, 0.24f},
                 {2.56f, 0.5f, 0.20f}, {3.92f, 0.5f, 0.14f}, {5.76f, 0.3f, 0.09f});
    return def;
}

// A touch that does not make the bell toll: the same partials, damped.
static qn_synth_def bronze(void)
{
    qn_synth_def def = hit(587.33f, 0.001f, 0.45f, 110.0f, 0.15f);
    SET_PARTIALS(&def.layers[0], {0.5f, 0.3f, 0.3f}, {1.0f, 0.7f, 0.35f}, {1.2f, 0.7f, 0.30f},
                 {1.5f, 0.3f, 0.25f}, {2.0f, 0.8f, 0.25f}, {3.0f, 0.5f, 0.15f},
                 {4.0f, 0.4f, 0.10f});
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
static qn_synth_def shatter(void)
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
static qn_synth_def crack(void)
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

static qn_synth_def rumble(void)
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
static qn_synth_def creak(void)
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

static qn_synth_def backwards(void)
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

static qn_synth_def wind(void)
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

static qn_synth_def twang(void)
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

static qn_synth_def whoosh(void)
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

// ---- Music ----------------------------------------------------------------------------------

// A tine: its second mode is 6.27 times the first, and short.
static qn_synth_def pluck(void)
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

static qn_synth_def swell(void)
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

static qn_synth_def click(void)
{
    qn_synth_def def = hit(1250.0f, 0.001f, 0.08f, 300.0f, 0.1f);
    SET_PARTIALS(&def.layers[0], {1.0f, 1.0f, 0.04f}, {2.7f, 0.4f, 0.02f});
    def.peak = 0.5f;
    return def;
}

// ---- The table ------------------------------------------------------------------------------

static qn_synth_def bell_small(void) { return bell(587.33f, 4.2f, 0.62f, 0.7f); }
static qn_synth_def bell_medium(void) { return bell(440.0f, 5.2f, 0.8f, 0.9f); }
static qn_synth_def bell_large(void) { return bell(293.66f, 6.5f, 1.0f, 1.15f); }

qn_synth_def sound_define(sound_name name)
{
    static qn_synth_def (*const table[SOUND_COUNT])(void) = {
        [SOUND_BELL_SMALL] = bell_small,
        [SOUND_BELL_MEDIUM] = bell_medium,
        [SOUND_BELL_LARGE] = bell_large,
        [SOUND_CLANG] = clang,
        [SOUND_HIT_STONE] = stone,
        [SOUND_HIT_TIMBER] = timber,
        [SOUND_HIT_SLATE] = slate,
        [SOUND_HIT_GLASS] = glass,
        [SOUND_HIT_EARTH] = earth,
        [SOUND_HIT_IRON] = iron,
        [SOUND_HIT_BRONZE] = bronze,
        [SOUND_SHATTER] = shatter,
        [SOUND_CRACK] = crack,
        [SOUND_RUMBLE] = rumble,
        [SOUND_CREAK] = creak,
        [SOUND_BACKWARDS] = backwards,
        [SOUND_WIND] = wind,
        [SOUND_TWANG] = twang,
        [SOUND_WHOOSH] = whoosh,
        [SOUND_PLUCK] = pluck,
        [SOUND_SWELL] = swell,
        [SOUND_CLICK] = click,
    };
    qn_synth_def def = table[name]();
    def.seed = 1000u + (uint32_t)name;
    return def;
}
