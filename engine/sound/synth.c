// Layers are summed, then the sum is made fit to be played: scaled, saturated, freed of what is too
// low to hear, bent to zero at both ends or crossfaded into itself, freed of its mean, scaled to
// its peak, rounded to 16 bits.
#include "quoin/sound/synth.h"

#include "base/alloc.h"
#include "quoin/math.h"
#include "sound/layer.h"
#include "sound/pcm.h"
#include "sound/tone.h"

#define COOKIE_SYNTH 0x59535144u
#define LONGEST_CROSSFADE_S 0.25f
#define EDGE_IN_FRAMES 24   // half a millisecond: still a stroke
#define EDGE_OUT_FRAMES 240 // 5 ms
#define TOO_LOW_HZ 12.0
#define SILENCE 1e-7f

qn_synth_def qn_synth_def_default(void)
{
    qn_synth_def def = {
        .cookie = COOKIE_SYNTH, .seed = 1, .duration_s = 1.0f, .peak = 0.9f, .layer_count = 1};
    for (int32_t i = 0; i < QN_SYNTH_MAX_LAYERS; ++i) {
        def.layers[i] = (qn_synth_layer){
            .frequency_hz = 440.0f,
            .fm_ratio = 1.0f,
            .envelope = {.attack_s = 0.002f, .decay_s = 1.0f, .release_s = 0.02f},
            .filter = {.cutoff_hz = 1000.0f, .resonance = 0.7f},
        };
    }
    def.layers[0].gain = 1.0f;
    return def;
}

// ---- What a definition may say --------------------------------------------------------------

typedef struct range {
    float value, low, high;
} range;

static qn_error check_ranges(const range *ranges, int32_t count)
{
    for (int32_t i = 0; i < count; ++i) {
        if (!qn_is_finite(ranges[i].value)) {
            return QN_ERROR_NOT_FINITE;
        }
    }
    for (int32_t i = 0; i < count; ++i) {
        if (ranges[i].value < ranges[i].low || ranges[i].value > ranges[i].high) {
            return QN_ERROR_OUT_OF_RANGE;
        }
    }
    return QN_ERROR_OK;
}
#define CHECK_RANGES(ranges) check_ranges(ranges, (int32_t)(sizeof(ranges) / sizeof((ranges)[0])))

static qn_error check_filter(const qn_synth_filter *filter)
{
    if (filter->kind >= QN_FILTER_COUNT) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (filter->kind == QN_FILTER_NONE) {
        return QN_ERROR_OK;
    }
    const range ranges[] = {
        {filter->cutoff_hz, 10.0f, 20000.0f},
        {filter->end_hz, 0.0f, 20000.0f},
        {filter->resonance, 0.5f, 40.0f},
    };
    qn_error error = CHECK_RANGES(ranges);
    bool is_too_low = filter->end_hz > 0.0f && filter->end_hz < 10.0f;
    return error == QN_ERROR_OK && is_too_low ? QN_ERROR_OUT_OF_RANGE : error;
}

static qn_error check_envelope(const qn_synth_envelope *envelope)
{
    const range ranges[] = {
        {envelope->attack_s, 0.0f, QN_SOUND_MAX_S},  {envelope->hold_s, 0.0f, QN_SOUND_MAX_S},
        {envelope->decay_s, 0.0f, QN_SOUND_MAX_S},   {envelope->sustain, 0.0f, 1.0f},
        {envelope->release_s, 0.0f, QN_SOUND_MAX_S},
    };
    return CHECK_RANGES(ranges);
}

static qn_error check_partials(const qn_synth_layer *layer)
{
    if (layer->partial_count < 0 || layer->partial_count > QN_SYNTH_MAX_PARTIALS) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    bool is_struck = layer->wave == QN_WAVE_STRUCK;
    if (is_struck && layer->partial_count == 0) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    for (int32_t i = 0; i < layer->partial_count; ++i) {
        const qn_synth_partial *p = &layer->partials[i];
        const range ranges[] = {
            {p->ratio, 0.01f, 100.0f},
            {p->gain, -8.0f, 8.0f},
            {p->decay_s, is_struck ? 0.0005f : 0.0f, QN_SOUND_MAX_S},
        };
        qn_error error = CHECK_RANGES(ranges);
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
    return QN_ERROR_OK;
}

static qn_error check_layer(const qn_synth_layer *layer)
{
    if (layer->wave >= QN_WAVE_COUNT) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    const range ranges[] = {
        {layer->gain, -8.0f, 8.0f},
        {layer->start_s, 0.0f, QN_SOUND_MAX_S},
        {layer->frequency_hz, 1.0f, 20000.0f},
        {layer->glide_hz, layer->glide_s > 0.0f ? 1.0f : 0.0f, 20000.0f},
        {layer->glide_s, 0.0f, QN_SOUND_MAX_S},
        {layer->jitter, 0.0f, 0.9f},
        {layer->fm_ratio, 0.0f, 100.0f},
        {layer->fm_index, 0.0f, 50.0f},
        {layer->fm_decay_s, 0.0f, QN_SOUND_MAX_S},
        {layer->tremolo_hz, 0.0f, 1000.0f},
        {layer->tremolo_depth, 0.0f, 1.0f},
        {layer->strike_s, 0.0f, QN_SOUND_MAX_S},
    };
    qn_error error = CHECK_RANGES(ranges);
    error = error == QN_ERROR_OK ? check_envelope(&layer->envelope) : error;
    error = error == QN_ERROR_OK ? check_filter(&layer->filter) : error;
    return error == QN_ERROR_OK ? check_partials(layer) : error;
}

qn_error qn_synth_check(const qn_synth_def *def)
{
    if (def == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (def->cookie != COOKIE_SYNTH) {
        return QN_ERROR_BAD_DEFINITION;
    }
    const range ranges[] = {
        {def->duration_s, 0.005f, QN_SOUND_MAX_S},
        {def->peak, 1e-4f, 1.0f},
        {def->drive, 0.0f, 100.0f},
    };
    qn_error error = CHECK_RANGES(ranges);
    if (error == QN_ERROR_OK && (def->layer_count < 1 || def->layer_count > QN_SYNTH_MAX_LAYERS)) {
        error = QN_ERROR_OUT_OF_RANGE;
    }
    for (int32_t i = 0; error == QN_ERROR_OK && i < def->layer_count; ++i) {
        error = check_layer(&def->layers[i]);
    }
    return error;
}

// ---- The sum, made fit to be played ---------------------------------------------------------

static void scale_to(float *sum, int32_t count, float peak)
{
    float highest = 0.0f;
    for (int32_t i = 0; i < count; ++i) {
        highest = qn_max(highest, qn_abs(sum[i]));
    }
    float factor = highest > SILENCE ? peak / highest : 0.0f;
    for (int32_t i = 0; i < count; ++i) {
        sum[i] *= factor;
    }
}

static void saturate(float *sum, int32_t count, float drive)
{
    for (int32_t i = 0; i < count; ++i) {
        sum[i] *= (1.0f + drive) / (1.0f + drive * qn_abs(sum[i]));
    }
}

// Takes away what no loudspeaker plays: a slow average, subtracted.
static void cut_low(float *sum, int32_t count)
{
    double share = QN_TAU * TOO_LOW_HZ / QN_SOUND_RATE_HZ, average = 0.0;
    for (int32_t i = 0; i < count; ++i) {
        average += share * ((double)sum[i] - average);
        sum[i] -= (float)average;
    }
}

// 0 at both ends, 1 in between: what keeps a start and an end from clicking.
static float edge(int32_t i, int32_t count)
{
    int32_t in = count / 4 < EDGE_IN_FRAMES ? count / 4 : EDGE_IN_FRAMES;
    int32_t out = count / 4 < EDGE_OUT_FRAMES ? count / 4 : EDGE_OUT_FRAMES;
    int32_t left = count - 1 - i;
    float rise = i < in ? (float)i / (float)in : 1.0f;
    float fall = left < out ? (float)left / (float)out : 1.0f;
    return rise * fall * fall;
}

// The mean goes as a bent line that is zero at both ends as well.
static void bend_ends(float *sum, int32_t count)
{
    double total = 0.0, weights = 0.0;
    for (int32_t i = 0; i < count; ++i) {
        float weight = edge(i, count);
        sum[i] *= weight;
        total += (double)sum[i];
        weights += (double)weight;
    }
    float mean = (float)(total / weights);
    for (int32_t i = 0; i < count; ++i) {
        sum[i] -= mean * edge(i, count);
    }
}

// The first `overlap` frames become a mixture that starts as what follows the end, so that the end
// leads into the start. As powers, for the two have nothing to do with each other.
static void close_loop(float *sum, int32_t count, int32_t overlap)
{
    double total = 0.0;
    for (int32_t i = 0; i < overlap; ++i) {
        float share = (float)i / (float)overlap;
        sum[i] = sum[i] * __builtin_sqrtf(share) + sum[count + i] * __builtin_sqrtf(1.0f - share);
    }
    for (int32_t i = 0; i < count; ++i) {
        total += (double)sum[i];
    }
    float mean = (float)(total / (double)count);
    for (int32_t i = 0; i < count; ++i) {
        sum[i] -= mean;
    }
}

static void add_layers(const qn_synth_def *def, float *sum, int32_t count)
{
    for (int32_t i = 0; i < def->layer_count; ++i) {
        qn_layer_add(&def->layers[i], def->seed + 0x9E3779B9u * (uint32_t)i, sum, count);
    }
}

static void finish(const qn_synth_def *def, float *sum, int32_t count, int32_t overlap)
{
    scale_to(sum, count + overlap, 1.0f);
    if (def->drive > 0.0f) {
        saturate(sum, count + overlap, def->drive);
    }
    cut_low(sum, count + overlap);
    if (def->loops) {
        close_loop(sum, count, overlap);
    } else {
        bend_ends(sum, count);
    }
    scale_to(sum, count, def->peak);
}

static void round_to(const float *sum, qn_sound *sound)
{
    for (int32_t i = 0; i < sound->frame_count; ++i) {
        float value = sum[i] * 32767.0f;
        sound->samples[i] = (int16_t)(value < 0.0f ? value - 0.5f : value + 0.5f);
    }
}

qn_error qn_sound_render(const qn_synth_def *def, qn_sound **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_error error = qn_synth_check(def);
    if (error != QN_ERROR_OK) {
        return error;
    }
    int32_t count = (int32_t)(def->duration_s * (float)QN_SOUND_RATE_HZ);
    int32_t longest = (int32_t)(LONGEST_CROSSFADE_S * (float)QN_SOUND_RATE_HZ);
    int32_t overlap = !def->loops ? 0 : (count / 4 < longest ? count / 4 : longest);
    float *sum = qn_alloc_zeroed((size_t)(count + overlap) * sizeof sum[0]);
    qn_sound *sound = qn_sound_reserve(count, def->loops);
    if (sum == NULL || sound == NULL) {
        qn_free(sum);
        qn_free(sound);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    add_layers(def, sum, count + overlap);
    finish(def, sum, count, overlap);
    round_to(sum, sound);
    qn_free(sum);
    *out = sound;
    return QN_ERROR_OK;
}
