// Sounds from definitions: layers of oscillators, noise and struck resonators, each with an
// envelope and a filter, summed into samples.
//
// A rendered sound has its peak where the definition puts it and no constant part. It starts and
// ends at zero, so that it can be played without a click, or, when it loops, its end leads into its
// start. Equal definitions give equal samples on every target.
#ifndef QUOIN_SOUND_SYNTH_H
#define QUOIN_SOUND_SYNTH_H

#include "quoin/sound/pcm.h"

#define QN_SYNTH_MAX_LAYERS 6
#define QN_SYNTH_MAX_PARTIALS 12

typedef enum qn_wave {
    QN_WAVE_SINE,
    QN_WAVE_TRIANGLE,
    QN_WAVE_SAW,    // band-limited
    QN_WAVE_SQUARE, // likewise
    QN_WAVE_NOISE,  // white; frequency and partials do not matter
    QN_WAVE_STRUCK, // each partial is a resonator, and a short burst of noise strikes them all
    QN_WAVE_COUNT
} qn_wave;

// One of the frequencies that a layer sounds at once. What lies above 20 kHz is left out.
typedef struct qn_synth_partial {
    float ratio;   // of the layer's frequency, 0.01 to 100
    float gain;    // -8 to 8
    float decay_s; // until 60 dB are lost; 0: only the envelope ends it (not when struck)
} qn_synth_partial;

// Rises straight, stays, decays by 60 dB in decay_s towards `sustain`, and falls to zero over the
// last release_s of the sound.
typedef struct qn_synth_envelope {
    float attack_s;
    float hold_s;
    float decay_s; // 0: stays at full level
    float sustain; // 0 to 1
    float release_s;
} qn_synth_envelope;

typedef enum qn_synth_filter_kind {
    QN_FILTER_NONE,
    QN_FILTER_LOW, // lets through what is below the cutoff
    QN_FILTER_BAND,
    QN_FILTER_HIGH,
    QN_FILTER_COUNT
} qn_synth_filter_kind;

typedef struct qn_synth_filter {
    uint32_t kind;   // qn_synth_filter_kind
    float cutoff_hz; // 10 to 20,000
    float end_hz;    // where the cutoff glides to by the end of the sound; 0: it stays
    float resonance; // 0.5 to 40; 0.7 is flat
} qn_synth_filter;

typedef struct qn_synth_layer {
    uint32_t wave;       // qn_wave
    float gain;          // beside the other layers, -8 to 8
    float start_s;       // silent until then
    float frequency_hz;  // 1 to 20,000
    float glide_hz;      // the frequency glides to this ...
    float glide_s;       // ... in so long; 0: it stays
    float jitter;        // share by which each cycle is longer or shorter by chance, 0 to 0.9
    float fm_ratio;      // of the frequency that modulates to the layer's, 0 to 100
    float fm_index;      // radians of modulation, 0 to 50
    float fm_decay_s;    // until the index lost 60 dB; 0: it stays
    float tremolo_hz;    // 0 to 1000
    float tremolo_depth; // 0 to 1
    float strike_s;      // QN_WAVE_STRUCK: length of the burst; short is hard and bright
    qn_synth_envelope envelope;
    qn_synth_filter filter;
    int32_t partial_count; // 0: one partial, the frequency itself
    qn_synth_partial partials[QN_SYNTH_MAX_PARTIALS];
} qn_synth_layer;

typedef struct qn_synth_def {
    uint32_t cookie;  // set by qn_synth_def_default
    uint32_t seed;    // of the noise
    float duration_s; // 0.005 to QN_SOUND_MAX_S; of one round, when it loops
    float peak;       // of the result, above 0 to 1
    float drive;      // 0: clean; up to 100: ever more saturated
    bool loops;
    int32_t layer_count; // 1 to QN_SYNTH_MAX_LAYERS
    qn_synth_layer layers[QN_SYNTH_MAX_LAYERS];
} qn_synth_def;

// A second of a 440 Hz sine that dies away; every layer beyond the first is a silent sine.
QN_API qn_synth_def qn_synth_def_default(void);

// What qn_sound_render would refuse, without rendering:
//   NULL_POINTER    def is null
//   BAD_DEFINITION  it was not started from the default
//   NOT_FINITE      a number of a layer in use is NaN or infinite
//   OUT_OF_RANGE    a number is outside its range (times: 0 to QN_SOUND_MAX_S)
QN_API qn_error qn_synth_check(const qn_synth_def *def);

// A definition whose layers cancel out or never sound gives silence. Takes some milliseconds for
// each second of sound. OUT_OF_MEMORY and what qn_synth_check says; *out is then null.
QN_API qn_error qn_sound_render(const qn_synth_def *def, qn_sound **out);

#endif
