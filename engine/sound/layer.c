// What moves slowly (pitch, modulation, cutoff) is worked out anew every 32 samples and stands
// still between; phases, decays and envelopes move with every sample.
//
// Saw and square would fold everything above half the sample rate back into what is heard. Their
// jumps are rounded over two samples instead (PolyBLEP: Valimaki and Huovilainen 2007). A struck
// resonator is the recurrence of a decaying sine, fed with noise (Cook 1997).
#include "sound/layer.h"

#include "sound/tone.h"

#define BLOCK 32
#define HIGHEST_HZ 20000.0
// In multiplications of a steady partial, as measured.
#define COST_OF_A_SAMPLE 4
#define COST_OF_A_WAVE 4

// The binary logarithm of a ratio from 2^-40 to 2^40: bits of it one by one, by squaring.
static double octaves(double ratio)
{
    double whole = 0.0;
    while (ratio >= 2.0) {
        ratio *= 0.5;
        whole += 1.0;
    }
    while (ratio < 1.0) {
        ratio *= 2.0;
        whole -= 1.0;
    }
    double bit = 0.5;
    for (int32_t i = 0; i < 30; ++i) {
        ratio *= ratio;
        if (ratio >= 2.0) {
            ratio *= 0.5;
            whole += bit;
        }
        bit *= 0.5;
    }
    return whole;
}

static qn_partial_run partial_start(const qn_synth_partial *p)
{
    qn_partial_run run = {
        .ratio = (double)p->ratio, .gain = (double)p->gain, .level = 1.0, .cycle = 1.0};
    run.decay_factor =
        p->decay_s > 0.0f ? qn_decay_factor((double)p->decay_s * QN_SOUND_RATE_HZ) : 1.0;
    return run;
}

// A pointer that turns by the same angle and shrinks by the same factor with each sample is four
// products; a sine that is asked for anew is a dozen.
static void set_pointers(qn_layer_run *run)
{
    for (int32_t i = 0; i < run->partial_count; ++i) {
        qn_partial_run *p = &run->partials[i];
        double turns = (double)run->layer->frequency_hz * p->ratio / QN_SOUND_RATE_HZ;
        p->cosine = turns * QN_SOUND_RATE_HZ <= HIGHEST_HZ ? 1.0 : 0.0;
        if (p->cosine > 0.0) {
            p->turn_cosine = p->decay_factor * qn_sine_of_rest(turns + 0.25);
            p->turn_sine = p->decay_factor * qn_sine_of_rest(turns);
        }
    }
}

static bool is_steady(const qn_synth_layer *layer)
{
    return layer->wave == QN_WAVE_SINE && layer->glide_s <= 0.0f && layer->jitter <= 0.0f &&
           layer->fm_index <= 0.0f;
}

static double octaves_to(float from_hz, float to_hz)
{
    return octaves((double)to_hz / (double)from_hz);
}

static void start_partials(qn_layer_run *run)
{
    static const qn_synth_partial whole = {1.0f, 1.0f, 0.0f};
    const qn_synth_layer *layer = run->layer;
    run->partial_count = layer->partial_count > 0 ? layer->partial_count : 1;
    for (int32_t i = 0; i < run->partial_count; ++i) {
        run->partials[i] = partial_start(layer->partial_count > 0 ? &layer->partials[i] : &whole);
    }
    run->is_steady = is_steady(layer);
    if (run->is_steady) {
        set_pointers(run);
    }
}

void qn_layer_start(qn_layer_run *run, const qn_synth_layer *layer, uint32_t seed,
                    int32_t frame_count)
{
    *run = (qn_layer_run){.layer = layer, .noise = seed, .index_factor = 1.0};
    run->start = (int32_t)(layer->start_s * (float)QN_SOUND_RATE_HZ);
    run->sample_count = run->start < frame_count ? frame_count - run->start : 0;
    run->envelope = qn_envelope_start(&layer->envelope, run->sample_count);
    run->filter = qn_filter_start(&layer->filter);
    start_partials(run);
    if (layer->glide_s > 0.0f) {
        run->octaves_of_glide = octaves_to(layer->frequency_hz, layer->glide_hz);
    }
    if (layer->filter.kind != QN_FILTER_NONE && layer->filter.end_hz > 0.0f) {
        run->octaves_of_cutoff = octaves_to(layer->filter.cutoff_hz, layer->filter.end_hz);
    }
    run->index = (double)layer->fm_index / QN_TAU;
    if (layer->fm_decay_s > 0.0f) {
        run->index_factor = qn_decay_factor((double)layer->fm_decay_s * QN_SOUND_RATE_HZ / BLOCK);
    }
}

int32_t qn_layer_cost(const qn_layer_run *run)
{
    return COST_OF_A_SAMPLE + run->partial_count * (run->is_steady ? 1 : COST_OF_A_WAVE);
}

// ---- Each block -----------------------------------------------------------------------------

static void tune_resonator(qn_partial_run *p, double hz)
{
    double turns = hz / QN_SOUND_RATE_HZ;
    p->feedback = 2.0 * p->decay_factor * qn_sine_of_rest(turns + 0.25);
    p->loss = p->decay_factor * p->decay_factor;
}

static double frequency_hz(const qn_layer_run *run, int32_t at)
{
    double glide_samples = (double)run->layer->glide_s * QN_SOUND_RATE_HZ;
    double hz = (double)run->layer->frequency_hz;
    if (glide_samples <= 0.0) {
        return hz;
    }
    double share = (double)at / glide_samples;
    return hz * qn_exp2(run->octaves_of_glide * (share > 1.0 ? 1.0 : share));
}

// What has died away is put to rest: below this nothing reaches 16 bits, and the numbers would go
// on to where processors are slow.
#define INAUDIBLE 1e-9

static double or_rest(double value)
{
    return value < INAUDIBLE && value > -INAUDIBLE ? 0.0 : value;
}

static void rest(qn_layer_run *run, int32_t at)
{
    double strike_end = 2.0 + (double)run->layer->strike_s * QN_SOUND_RATE_HZ;
    for (int32_t i = 0; i < run->partial_count; ++i) {
        qn_partial_run *p = &run->partials[i];
        p->level = or_rest(p->level);
        bool has_stopped = or_rest(p->cosine) == 0.0 && or_rest(p->sine) == 0.0;
        p->cosine = has_stopped ? 0.0 : p->cosine;
        p->sine = has_stopped ? 0.0 : p->sine;
        bool is_still = or_rest(p->y1) == 0.0 && or_rest(p->y2) == 0.0;
        if (is_still && (double)at > strike_end) {
            p->y1 = 0.0;
            p->y2 = 0.0;
        }
    }
    run->index = or_rest(run->index);
    run->envelope.above = or_rest(run->envelope.above);
    run->filter.low_state = or_rest(run->filter.low_state);
    run->filter.band_state = or_rest(run->filter.band_state);
}

static void tune(qn_layer_run *run, int32_t at)
{
    const qn_synth_layer *layer = run->layer;
    double hz = frequency_hz(run, at);
    rest(run, at);
    for (int32_t i = 0; i < run->partial_count; ++i) {
        qn_partial_run *p = &run->partials[i];
        double own_hz = hz * p->ratio;
        bool sounds = own_hz <= HIGHEST_HZ && p->level > 0.0;
        p->step = sounds ? own_hz / QN_SOUND_RATE_HZ : 0.0;
        p->modulator_step = p->step * (double)layer->fm_ratio;
        tune_resonator(p, own_hz <= HIGHEST_HZ ? own_hz : HIGHEST_HZ);
    }
    if (at > 0) {
        run->index *= run->index_factor;
    }
    if (layer->filter.kind != QN_FILTER_NONE) {
        double share = (double)at / (double)run->sample_count;
        qn_filter_tune(&run->filter,
                       (double)layer->filter.cutoff_hz * qn_exp2(run->octaves_of_cutoff * share));
    }
}

// ---- Each sample ----------------------------------------------------------------------------

// What rounds a jump of 2 at phase 0, for a phase that moves by `step`.
static double round_jump(double phase, double step)
{
    if (phase < step) {
        double t = phase / step;
        return t + t - t * t - 1.0;
    }
    if (phase > 1.0 - step) {
        double t = (phase - 1.0) / step;
        return t * t + t + t + 1.0;
    }
    return 0.0;
}

static double wave_at(uint32_t wave, double phase, double step)
{
    switch (wave) {
    case QN_WAVE_TRIANGLE: {
        double from_zero = qn_turn_rest(phase + 0.25);
        return from_zero < 0.5 ? 4.0 * from_zero - 1.0 : 3.0 - 4.0 * from_zero;
    }
    case QN_WAVE_SAW:
        return 2.0 * phase - 1.0 - round_jump(phase, step);
    case QN_WAVE_SQUARE:
        return (phase < 0.5 ? 1.0 : -1.0) + round_jump(phase, step) -
               round_jump(qn_turn_rest(phase + 0.5), step);
    default:
        return qn_sine_of_rest(phase);
    }
}

static void advance(qn_layer_run *run, qn_partial_run *p)
{
    p->phase += p->step * p->cycle;
    if (p->phase >= 1.0) {
        p->phase = qn_turn_rest(p->phase);
        if (run->layer->jitter > 0.0f) {
            p->cycle = 1.0 + (double)run->layer->jitter * qn_noise(&run->noise);
        }
    }
    p->modulator_phase = qn_turn_rest(p->modulator_phase + p->modulator_step);
    p->level *= p->decay_factor;
}

static double bent_phase(const qn_layer_run *run, const qn_partial_run *p)
{
    if (run->index <= 0.0) {
        return p->phase;
    }
    return qn_turn_rest(p->phase + run->index * qn_sine_of_rest(p->modulator_phase));
}

static double oscillate(qn_layer_run *run)
{
    double sum = 0.0;
    for (int32_t i = 0; i < run->partial_count; ++i) {
        qn_partial_run *p = &run->partials[i];
        if (p->step > 0.0) {
            double wave = wave_at(run->layer->wave, bent_phase(run, p), p->step);
            sum += p->gain * p->level * wave;
        }
        advance(run, p);
    }
    return sum;
}

// A burst in the shape of half a sine.
static double strike(qn_layer_run *run, int32_t at)
{
    double length = 1.0 + (double)run->layer->strike_s * QN_SOUND_RATE_HZ;
    double share = ((double)at + 0.5) / length;
    return share < 1.0 ? qn_sine_of_rest(0.5 * share) * qn_noise(&run->noise) : 0.0;
}

static double resound(qn_layer_run *run, int32_t at)
{
    double force = strike(run, at);
    double sum = 0.0;
    for (int32_t i = 0; i < run->partial_count; ++i) {
        qn_partial_run *p = &run->partials[i];
        double y = force + p->feedback * p->y1 - p->loss * p->y2;
        p->y2 = p->y1;
        p->y1 = y;
        if (p->step > 0.0) {
            // A unit strike rings with 1 / sine of its angle; the gain is to be what is heard.
            sum += p->gain * qn_sine_of_rest(p->step) * y;
        }
    }
    return sum;
}

static double tremolo(qn_layer_run *run)
{
    double depth = (double)run->layer->tremolo_depth;
    double dip = 0.5 - 0.5 * qn_sine_of_rest(qn_turn_rest(run->tremolo_phase + 0.25));
    run->tremolo_phase =
        qn_turn_rest(run->tremolo_phase + (double)run->layer->tremolo_hz / QN_SOUND_RATE_HZ);
    return 1.0 - depth * dip;
}

static double turn_pointers(qn_layer_run *run)
{
    double sum = 0.0;
    for (int32_t i = 0; i < run->partial_count; ++i) {
        qn_partial_run *p = &run->partials[i];
        double cosine = p->cosine, sine = p->sine;
        sum += p->gain * sine;
        p->cosine = cosine * p->turn_cosine - sine * p->turn_sine;
        p->sine = cosine * p->turn_sine + sine * p->turn_cosine;
    }
    return sum;
}

static double source(qn_layer_run *run, int32_t at)
{
    if (run->is_steady) {
        return turn_pointers(run);
    }
    switch (run->layer->wave) {
    case QN_WAVE_NOISE:
        return qn_noise(&run->noise);
    case QN_WAVE_STRUCK:
        return resound(run, at);
    default:
        return oscillate(run);
    }
}

int32_t qn_layer_add(qn_layer_run *run, float *sum, int32_t count)
{
    const qn_synth_layer *layer = run->layer;
    int32_t left = run->sample_count - run->at;
    int32_t end = run->at + (count < left ? count : left), from = run->at;
    for (int32_t at = from; at < end; ++at) {
        if (at % BLOCK == 0) {
            tune(run, at);
        }
        double value = qn_filter_sample(&run->filter, source(run, at));
        value *= (double)layer->gain * qn_envelope_level(&run->envelope, at);
        if (layer->tremolo_depth > 0.0f) {
            value *= tremolo(run);
        }
        sum[run->start + at] += (float)value;
    }
    run->at = end;
    return end - from;
}
