// Sounds from definitions: a bell, a knock, wind that never ends.
#include "sample.h"

static void bell(void)
{
    // [bell]
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 3.0f;
    qn_synth_layer *body = &def.layers[0];
    body->frequency_hz = 440.0f;
    body->envelope.decay_s = 0.0f; // each partial dies away in its own time
    static const qn_synth_partial partials[] = {
        {.ratio = 0.5f, .gain = 0.6f, .decay_s = 6.0f}, // hum
        {.ratio = 1.0f, .gain = 0.7f, .decay_s = 4.0f}, // prime
        {.ratio = 1.2f, .gain = 0.5f, .decay_s = 3.0f}, // tierce
        {.ratio = 1.5f, .gain = 0.2f, .decay_s = 2.0f}, // quint
        {.ratio = 2.0f, .gain = 0.6f, .decay_s = 2.0f}, // nominal
    };
    body->partial_count = 5;
    memcpy(body->partials, partials, sizeof partials);

    qn_sound *sound;
    qn_error error = qn_sound_render(&def, &sound); // the same samples on every machine
    // [/bell]
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK_INT(qn_sound_frame_count(sound), 144000);
    CHECK_INT(qn_sound_samples(sound)[0], 0);
    qn_sound_destroy(sound);
}

static void knock(void)
{
    // [knock]
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 0.3f;
    qn_synth_layer *wood = &def.layers[0];
    wood->wave = QN_WAVE_STRUCK;
    wood->frequency_hz = 240.0f;
    wood->strike_s = 0.003f; // a soft hammer; a tenth of it is a hard one
    wood->partial_count = 3;
    wood->partials[0] = (qn_synth_partial){1.0f, 1.0f, 0.2f};
    wood->partials[1] = (qn_synth_partial){2.76f, 0.5f, 0.1f}; // as bars ring
    wood->partials[2] = (qn_synth_partial){5.4f, 0.3f, 0.05f};
    // [/knock]
    CHECK_ERROR(qn_synth_check(&def), QN_ERROR_OK);
}

static void wind(void)
{
    // [wind]
    qn_synth_def def = qn_synth_def_default();
    def.loops = true; // the end leads into the start
    def.duration_s = 4.0f;
    qn_synth_layer *air = &def.layers[0];
    air->wave = QN_WAVE_NOISE;
    air->envelope = (qn_synth_envelope){0};
    air->tremolo_hz = 0.5f;
    air->tremolo_depth = 0.6f;
    air->filter = (qn_synth_filter){.kind = QN_FILTER_BAND, .cutoff_hz = 330.0f, .resonance = 1.5f};
    // [/wind]
    qn_sound *sound;
    CHECK_ERROR(qn_sound_render(&def, &sound), QN_ERROR_OK);
    CHECK(qn_sound_loops(sound));
    qn_sound_destroy(sound);
}
