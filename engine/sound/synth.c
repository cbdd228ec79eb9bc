// What a definition may say. How it becomes samples is in synthesis.c.
#include "quoin/sound/synth.h"

#include "quoin/math.h"

#define COOKIE_SYNTH 0x59535144u

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
