// Layers are summed, then the sum is made fit to be played: scaled, saturated, freed of what is too
// low to hear, bent to zero at both ends or crossfaded into itself, freed of its mean, scaled to
// its peak, rounded to 16 bits.
//
// Each pass goes through the samples in order and keeps what it knows of those before, so that it
// can stop after any of them: however the work is cut up, the sound is the same.
#include "sound/synthesis.h"

#include "base/alloc.h"
#include "quoin/math.h"
#include "sound/layer.h"
#include "sound/pcm.h"
#include "sound/tone.h"

#define LONGEST_CROSSFADE_S 0.25f
#define EDGE_IN_FRAMES 24   // half a millisecond: still a stroke
#define EDGE_OUT_FRAMES 240 // 5 ms
#define TOO_LOW_HZ 12.0
#define SILENCE 1e-7f

typedef enum pass { PASS_ADD, PASS_MEASURE, PASS_SHAPE, PASS_WEIGH, PASS_CENTRE, PASS_ROUND } pass;
#define PASS_COUNT (PASS_ROUND + 1)
// What a sample takes, in multiplications of a steady partial, as measured.
static const int32_t pass_costs[PASS_COUNT] = {0, 1, 3, 2, 2, 1};

struct qn_synthesis {
    const qn_synth_def *def;
    qn_sound *sound;
    int32_t count;   // of its samples
    int32_t overlap; // samples after those that a loop begins with
    pass pass;
    int32_t at; // the samples that this pass is done with
    int32_t layer_index;
    qn_layer_run layer;
    float highest; // that this pass has seen
    float factor;  // to the peak, as the last pass has seen it
    double average;
    double total, weights;
    float mean;
    float sum[]; // count + overlap of them
};

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

// ---- The passes, each over the samples from its place to `to` -------------------------------

static void measure(qn_synthesis *s, int32_t to)
{
    for (int32_t i = s->at; i < to; ++i) {
        s->highest = qn_max(s->highest, qn_abs(s->sum[i]));
    }
}

// Scaled, saturated, and without what no loudspeaker plays: a slow average, subtracted.
static void shape(qn_synthesis *s, int32_t to)
{
    double share = QN_TAU * TOO_LOW_HZ / QN_SOUND_RATE_HZ, average = s->average;
    float drive = s->def->drive;
    for (int32_t i = s->at; i < to; ++i) {
        float value = s->sum[i] * s->factor;
        if (drive > 0.0f) {
            value *= (1.0f + drive) / (1.0f + drive * qn_abs(value));
        }
        average += share * ((double)value - average);
        s->sum[i] = value - (float)average;
    }
    s->average = average;
}

// The first samples of a loop become a mixture that starts as what follows the end, so that the end
// leads into the start. As powers, for the two have nothing to do with each other.
static void weigh_loop(qn_synthesis *s, int32_t to)
{
    for (int32_t i = s->at; i < to; ++i) {
        if (i < s->overlap) {
            float share = (float)i / (float)s->overlap;
            s->sum[i] = s->sum[i] * __builtin_sqrtf(share) +
                        s->sum[s->count + i] * __builtin_sqrtf(1.0f - share);
        }
        s->total += (double)s->sum[i];
    }
    s->weights = (double)s->count;
}

static void weigh_ends(qn_synthesis *s, int32_t to)
{
    for (int32_t i = s->at; i < to; ++i) {
        float weight = edge(i, s->count);
        s->sum[i] *= weight;
        s->total += (double)s->sum[i];
        s->weights += (double)weight;
    }
}

// The mean goes as a bent line that is zero at both ends as well; of a loop as it is.
static void centre(qn_synthesis *s, int32_t to)
{
    bool loops = s->def->loops;
    for (int32_t i = s->at; i < to; ++i) {
        s->sum[i] -= loops ? s->mean : s->mean * edge(i, s->count);
        s->highest = qn_max(s->highest, qn_abs(s->sum[i]));
    }
}

static void round_samples(qn_synthesis *s, int32_t to)
{
    for (int32_t i = s->at; i < to; ++i) {
        float scaled = s->sum[i] * s->factor;
        float value = scaled * 32767.0f;
        s->sound->samples[i] = (int16_t)(value < 0.0f ? value - 0.5f : value + 0.5f);
    }
}

static void run_pass(qn_synthesis *s, int32_t to)
{
    switch (s->pass) {
    case PASS_MEASURE:
        measure(s, to);
        break;
    case PASS_SHAPE:
        shape(s, to);
        break;
    case PASS_WEIGH:
        if (s->def->loops) {
            weigh_loop(s, to);
        } else {
            weigh_ends(s, to);
        }
        break;
    case PASS_CENTRE:
        centre(s, to);
        break;
    default:
        round_samples(s, to);
        break;
    }
    s->at = to;
}

// ---- From one to the next -------------------------------------------------------------------

static void start_layer(qn_synthesis *s)
{
    uint32_t seed = s->def->seed + 0x9E3779B9u * (uint32_t)s->layer_index;
    qn_layer_start(&s->layer, &s->def->layers[s->layer_index], seed, s->count + s->overlap);
}

static void end_pass(qn_synthesis *s)
{
    float peak = s->pass == PASS_MEASURE ? 1.0f : s->def->peak;
    s->factor = s->highest > SILENCE ? peak / s->highest : 0.0f;
    s->mean = s->pass == PASS_WEIGH ? (float)(s->total / s->weights) : 0.0f;
    s->highest = 0.0f;
    s->at = 0;
    s->pass += 1;
}

static int32_t pieces(int32_t work, int32_t cost) { return work > cost ? work / cost : 1; }

// Returns what it took.
static int32_t add(qn_synthesis *s, int32_t work)
{
    int32_t cost = qn_layer_cost(&s->layer);
    int32_t added = qn_layer_add(&s->layer, s->sum, pieces(work, cost));
    if (added == 0 && ++s->layer_index < s->def->layer_count) {
        start_layer(s);
    } else if (added == 0) {
        end_pass(s);
    }
    return added * cost;
}

// Likewise.
static int32_t pass_over(qn_synthesis *s, int32_t work)
{
    int32_t length = s->pass <= PASS_SHAPE ? s->count + s->overlap : s->count;
    int32_t cost = pass_costs[s->pass], left = length - s->at, wanted = pieces(work, cost);
    int32_t now = wanted < left ? wanted : left;
    run_pass(s, s->at + now);
    if (s->at == length) {
        end_pass(s);
    }
    return now * cost;
}

bool qn_synthesis_go(qn_synthesis *self, int32_t *work)
{
    while (self->pass < PASS_COUNT && *work > 0) {
        *work -= self->pass == PASS_ADD ? add(self, *work) : pass_over(self, *work);
    }
    return self->pass == PASS_COUNT;
}

qn_error qn_synthesis_start(const qn_synth_def *def, qn_synthesis **out)
{
    *out = NULL;
    qn_error error = qn_synth_check(def);
    if (error != QN_ERROR_OK) {
        return error;
    }
    int32_t count = (int32_t)(def->duration_s * (float)QN_SOUND_RATE_HZ);
    int32_t longest = (int32_t)(LONGEST_CROSSFADE_S * (float)QN_SOUND_RATE_HZ);
    int32_t overlap = !def->loops ? 0 : (count / 4 < longest ? count / 4 : longest);
    qn_synthesis *self =
        qn_alloc_zeroed(sizeof *self + (size_t)(count + overlap) * sizeof self->sum[0]);
    qn_sound *sound = qn_sound_reserve(count, def->loops);
    if (self == NULL || sound == NULL) {
        qn_free(self);
        qn_free(sound);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    self->def = def;
    self->sound = sound;
    self->count = count;
    self->overlap = overlap;
    start_layer(self);
    *out = self;
    return QN_ERROR_OK;
}

qn_sound *qn_synthesis_finish(qn_synthesis *self)
{
    if (self == NULL) {
        return NULL;
    }
    int32_t work;
    do {
        work = INT32_MAX;
    } while (!qn_synthesis_go(self, &work));
    qn_sound *sound = self->sound;
    qn_free(self);
    return sound;
}

void qn_synthesis_drop(qn_synthesis *self)
{
    if (self != NULL) {
        qn_free(self->sound);
        qn_free(self);
    }
}

qn_error qn_sound_render(const qn_synth_def *def, qn_sound **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_synthesis *made = NULL;
    qn_error error = qn_synthesis_start(def, &made);
    *out = qn_synthesis_finish(made);
    return error;
}
