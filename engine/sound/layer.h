// One layer of a definition, added to a sum of samples a piece at a time.
#ifndef SOUND_LAYER_H
#define SOUND_LAYER_H

#include "sound/envelope.h"
#include "sound/filter.h"

typedef struct qn_partial_run {
    double ratio, gain, decay_factor;
    double level; // after its own decay so far
    double phase; // turns
    double modulator_phase;
    double step, modulator_step; // turns a sample in this block; step 0: too high to sound
    double cycle;                // length of this cycle as a share of the regular one
    double feedback, loss, y1, y2;
    double cosine, sine;           // of a steady partial: where its pointer stands
    double turn_cosine, turn_sine; // and how far it turns and shrinks in a sample
} qn_partial_run;

typedef struct qn_layer_run {
    const qn_synth_layer *layer;
    qn_envelope_run envelope;
    qn_filter_run filter;
    int32_t start;        // the sample of the sum at which the layer begins
    int32_t sample_count; // of the layer
    int32_t at;           // those that were added
    int32_t partial_count;
    qn_partial_run partials[QN_SYNTH_MAX_PARTIALS];
    double octaves_of_glide, octaves_of_cutoff;
    double index;        // of modulation in this block, in turns
    double index_factor; // for a block
    double tremolo_phase;
    uint32_t noise;
    bool is_steady; // sines of a frequency that stays: bells
} qn_layer_run;

// Over a sum of frame_count samples, from start_s of the layer on. `seed` is the layer's own; the
// layer must outlive the run.
void qn_layer_start(qn_layer_run *run, const qn_synth_layer *layer, uint32_t seed,
                    int32_t frame_count);
// Adds the next samples to the sum, at most count of them. How the run is cut into pieces does not
// show in them. Returns how many they were; 0 at the end of the layer.
int32_t qn_layer_add(qn_layer_run *run, float *sum, int32_t count);
// About what one sample takes, in multiplications of a steady partial.
int32_t qn_layer_cost(const qn_layer_run *run);

#endif
