// Sounds from definitions: what they sound like, and what is refused.
#include "check.h"
#include "quoin/memory.h"
#include "quoin/sound.h"
#include "sounds/measure.h"
#include "sounds/sound_scenes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ ((double)QN_SOUND_RATE_HZ)

// A rendered sound as floats.
typedef struct heard {
    qn_sound *sound;
    float *data;
    samples all;
} heard;

static heard hear(const qn_synth_def *def)
{
    heard h = {0};
    CHECK_ERROR(qn_sound_render(def, &h.sound), QN_ERROR_OK);
    h.data = samples_of_sound(h.sound);
    h.all = (samples){h.data, qn_sound_frame_count(h.sound), 1};
    return h;
}

static void leave(heard *h)
{
    free(h->data);
    qn_sound_destroy(h->sound);
}

static samples between(const heard *h, float from_s, float to_s)
{
    return samples_part(h->all, (int32_t)(from_s * (float)RATE_HZ),
                        (int32_t)(to_s * (float)RATE_HZ));
}

// A steady tone.
static qn_synth_def tone(qn_wave wave, float frequency_hz)
{
    qn_synth_def def = qn_synth_def_default();
    def.layers[0].wave = (uint32_t)wave;
    def.layers[0].frequency_hz = frequency_hz;
    def.layers[0].envelope.decay_s = 0.0f;
    return def;
}

TEST(every_sound_keeps_its_peak_has_no_mean_and_ends_at_zero)
{
    for (int32_t i = 0; i < sound_scene_count(); ++i) {
        qn_synth_def def = sound_scene_at(i)->define();
        heard h = hear(&def);
        CHECK_NEAR(measure_peak(h.all), def.peak, 1e-3);
        CHECK_NEAR(measure_mean(h.all), 0.0, 2e-5);
        if (!def.loops) {
            CHECK_INT(qn_sound_samples(h.sound)[0], 0);
            CHECK_INT(qn_sound_samples(h.sound)[h.all.count - 1], 0);
        }
        leave(&h);
    }
}

TEST(a_sound_lasts_as_long_as_it_says)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 0.25f;
    heard h = hear(&def);
    CHECK_INT(h.all.count, 12000);
    leave(&h);
}

TEST(each_wave_has_the_harmonics_of_its_shape)
{
    // A saw's are 1/n, a square's 1/n for odd n, a triangle's 1/n^2 for odd n.
    static const struct {
        qn_wave wave;
        double second, third, fifth;
    } rows[] = {{QN_WAVE_SINE, 0.0, 0.0, 0.0},
                {QN_WAVE_TRIANGLE, 0.0, 1.0 / 9.0, 1.0 / 25.0},
                {QN_WAVE_SAW, 0.5, 1.0 / 3.0, 0.2},
                {QN_WAVE_SQUARE, 0.0, 1.0 / 3.0, 0.2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        qn_synth_def def = tone(rows[i].wave, 300.0f);
        heard h = hear(&def);
        samples middle = between(&h, 0.1f, 0.9f);
        double first = measure_amplitude(middle, 300.0, RATE_HZ);
        CHECK(first > 0.4);
        CHECK_NEAR(measure_amplitude(middle, 600.0, RATE_HZ) / first, rows[i].second, 0.01);
        CHECK_NEAR(measure_amplitude(middle, 900.0, RATE_HZ) / first, rows[i].third, 0.01);
        CHECK_NEAR(measure_amplitude(middle, 1500.0, RATE_HZ) / first, rows[i].fifth, 0.01);
        leave(&h);
    }
}

TEST(a_high_saw_folds_little_back_into_what_is_heard)
{
    qn_synth_def def = tone(QN_WAVE_SAW, 4100.0f);
    heard h = hear(&def);
    samples middle = between(&h, 0.1f, 0.9f);
    double first = measure_amplitude(middle, 4100.0, RATE_HZ);
    // The ninth harmonic, 36.9 kHz, would come back at 11.1 kHz with a ninth of the first.
    CHECK(measure_amplitude(middle, 11100.0, RATE_HZ) < 0.03 * first);
    leave(&h);
}

TEST(a_partial_sounds_where_it_is_told_and_dies_away_in_its_time)
{
    qn_synth_def def = tone(QN_WAVE_SINE, 400.0f);
    def.duration_s = 2.0f;
    def.layers[0].partial_count = 2;
    def.layers[0].partials[0] = (qn_synth_partial){1.0f, 1.0f, 1.0f};
    def.layers[0].partials[1] = (qn_synth_partial){2.4f, 1.0f, 0.5f};
    heard h = hear(&def);
    // 60 dB in a second are 12 dB from one fifth of a second to the next.
    double early = measure_amplitude(between(&h, 0.1f, 0.2f), 400.0, RATE_HZ);
    double late = measure_amplitude(between(&h, 0.3f, 0.4f), 400.0, RATE_HZ);
    CHECK_NEAR(20.0 * log10(early / late), 12.0, 0.3);
    early = measure_amplitude(between(&h, 0.1f, 0.2f), 960.0, RATE_HZ);
    late = measure_amplitude(between(&h, 0.3f, 0.4f), 960.0, RATE_HZ);
    CHECK_NEAR(20.0 * log10(early / late), 24.0, 0.3);
    leave(&h);
}

TEST(a_partial_above_hearing_is_left_out)
{
    qn_synth_def def = tone(QN_WAVE_SINE, 1000.0f);
    def.layers[0].partial_count = 2;
    def.layers[0].partials[0] = (qn_synth_partial){1.0f, 1.0f, 0.0f};
    def.layers[0].partials[1] = (qn_synth_partial){30.0f, 1.0f, 0.0f};
    heard h = hear(&def);
    samples middle = between(&h, 0.2f, 0.8f);
    CHECK_NEAR(measure_amplitude(middle, 1000.0, RATE_HZ), def.peak, 0.01);
    CHECK(measure_amplitude(middle, 18000.0, RATE_HZ) < 1e-4); // 30 kHz folded back
    leave(&h);
}

TEST(a_glide_ends_at_its_frequency)
{
    qn_synth_def def = tone(QN_WAVE_SINE, 200.0f);
    def.layers[0].glide_hz = 1600.0f;
    def.layers[0].glide_s = 0.6f;
    heard h = hear(&def);
    // Three octaves in 0.6 s: one after 0.2 s.
    CHECK_NEAR(measure_crossings_hz(between(&h, 0.19f, 0.21f), RATE_HZ), 400.0, 12.0);
    CHECK_NEAR(measure_crossings_hz(between(&h, 0.65f, 0.9f), RATE_HZ), 1600.0, 1.0);
    leave(&h);
}

TEST(modulation_makes_sidebands)
{
    qn_synth_def def = tone(QN_WAVE_SINE, 2000.0f);
    def.layers[0].fm_ratio = 0.25f;
    def.layers[0].fm_index = 1.0f;
    heard h = hear(&def);
    samples middle = between(&h, 0.1f, 0.9f);
    // Bessel functions of 1: 0.765, 0.440, 0.115.
    double carrier = measure_amplitude(middle, 2000.0, RATE_HZ);
    CHECK_NEAR(measure_amplitude(middle, 2500.0, RATE_HZ) / carrier, 0.440 / 0.765, 0.01);
    CHECK_NEAR(measure_amplitude(middle, 1000.0, RATE_HZ) / carrier, 0.115 / 0.765, 0.01);
    leave(&h);
}

TEST(filters_let_through_what_they_should)
{
    static const struct {
        qn_synth_filter_kind kind;
        bool low, high;
    } rows[] = {{QN_FILTER_LOW, true, false},
                {QN_FILTER_HIGH, false, true},
                {QN_FILTER_BAND, false, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        qn_synth_def def = tone(QN_WAVE_SINE, 1000.0f);
        def.layers[0].partial_count = 3;
        def.layers[0].partials[0] = (qn_synth_partial){0.05f, 1.0f, 0.0f};
        def.layers[0].partials[1] = (qn_synth_partial){1.0f, 1.0f, 0.0f};
        def.layers[0].partials[2] = (qn_synth_partial){15.0f, 1.0f, 0.0f};
        def.layers[0].filter = (qn_synth_filter){(uint32_t)rows[i].kind, 1000.0f, 0.0f, 1.0f};
        heard h = hear(&def);
        samples middle = between(&h, 0.2f, 0.8f);
        double at_cutoff = measure_amplitude(middle, 1000.0, RATE_HZ);
        CHECK((measure_amplitude(middle, 50.0, RATE_HZ) > 0.8 * at_cutoff) == rows[i].low);
        CHECK((measure_amplitude(middle, 15000.0, RATE_HZ) > 0.8 * at_cutoff) == rows[i].high);
        leave(&h);
    }
}

TEST(an_envelope_goes_through_its_stages)
{
    qn_synth_def def = tone(QN_WAVE_SQUARE, 1000.0f);
    def.layers[0].envelope = (qn_synth_envelope){0.2f, 0.1f, 0.2f, 0.5f, 0.2f};
    heard h = hear(&def);
    double full = measure_rms(between(&h, 0.22f, 0.28f));
    CHECK_NEAR(measure_rms(between(&h, 0.09f, 0.11f)) / full, 0.5, 0.02);
    CHECK_NEAR(measure_rms(between(&h, 0.6f, 0.7f)) / full, 0.5, 0.01);
    CHECK_NEAR(measure_rms(between(&h, 0.895f, 0.905f)) / full, 0.125, 0.01);
    leave(&h);
}

TEST(a_struck_resonator_rings_at_its_frequency_and_dies_away)
{
    qn_synth_def def = tone(QN_WAVE_STRUCK, 500.0f);
    def.layers[0].strike_s = 0.002f;
    def.layers[0].partial_count = 1;
    def.layers[0].partials[0] = (qn_synth_partial){1.0f, 1.0f, 0.5f};
    heard h = hear(&def);
    samples ringing = between(&h, 0.02f, 0.3f);
    CHECK_NEAR(measure_crossings_hz(ringing, RATE_HZ), 500.0, 1.0);
    double early = measure_rms(between(&h, 0.1f, 0.12f));
    double late = measure_rms(between(&h, 0.3f, 0.32f));
    CHECK_NEAR(20.0 * log10(early / late), 24.0, 0.5);
    leave(&h);
}

TEST(a_loop_leads_from_its_end_into_its_start)
{
    qn_synth_def def = sound_scene_named("wind");
    heard h = hear(&def);
    float seam = h.data[0] - h.data[h.all.count - 1];
    CHECK(fabsf(seam) <= measure_jump(h.all));
    CHECK(measure_rms(between(&h, 0.0f, 0.05f)) > 0.3 * measure_rms(h.all));
    CHECK(qn_sound_loops(h.sound));
    leave(&h);
}

TEST(drive_makes_a_tone_louder_at_the_same_peak)
{
    qn_synth_def def = tone(QN_WAVE_SINE, 500.0f);
    heard clean = hear(&def);
    def.drive = 10.0f;
    heard driven = hear(&def);
    CHECK(measure_rms(driven.all) > 1.2 * measure_rms(clean.all));
    CHECK_NEAR(measure_peak(driven.all), def.peak, 1e-3);
    leave(&clean);
    leave(&driven);
}

TEST(seeds_make_different_noise_and_equal_ones_the_same)
{
    qn_synth_def def = tone(QN_WAVE_NOISE, 440.0f);
    heard a = hear(&def), b = hear(&def);
    def.seed = 0;
    heard c = hear(&def);
    CHECK_BYTES(a.data, b.data, (size_t)a.all.count * sizeof a.data[0]);
    CHECK(memcmp(a.data, c.data, (size_t)a.all.count * sizeof a.data[0]) != 0);
    leave(&a);
    leave(&b);
    leave(&c);
}

TEST(layers_that_cancel_out_are_silence)
{
    qn_synth_def def = tone(QN_WAVE_SINE, 440.0f);
    def.layers[0].gain = 0.0f;
    heard h = hear(&def);
    CHECK(measure_is_silent(h.all));
    leave(&h);
}

TEST(semitones_are_ratios)
{
    CHECK_NEAR(qn_semitones(12.0f), 2.0, 1e-6);
    CHECK_NEAR(qn_semitones(-12.0f), 0.5, 1e-6);
    CHECK_NEAR(qn_semitones(7.0f), 1.4983071, 1e-6);
    CHECK_NEAR(qn_semitones(1e30f), 1024.0, 1e-3);
    CHECK_NEAR(qn_semitones(NAN), 1.0, 0.0);
}

// ---- What is refused ------------------------------------------------------------------------

static void check_refused(const qn_synth_def *def, qn_error error)
{
    qn_sound *sound = (qn_sound *)1;
    CHECK_ERROR(qn_synth_check(def), error);
    CHECK_ERROR(qn_sound_render(def, &sound), error);
    CHECK(sound == NULL);
}

TEST(a_definition_outside_its_ranges_is_refused)
{
    qn_synth_def fine = qn_synth_def_default(), def;
    CHECK_ERROR(qn_synth_check(&fine), QN_ERROR_OK);
    CHECK_ERROR(qn_sound_render(&fine, NULL), QN_ERROR_NULL_POINTER);
    check_refused(NULL, QN_ERROR_NULL_POINTER);
    def = (qn_synth_def){0};
    check_refused(&def, QN_ERROR_BAD_DEFINITION);
#define REFUSED(member, value, error)                                                              \
    def = fine;                                                                                    \
    def.member = value;                                                                            \
    check_refused(&def, error)
    REFUSED(duration_s, QN_SOUND_MAX_S + 1.0f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(duration_s, 0.0f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(duration_s, NAN, QN_ERROR_NOT_FINITE);
    REFUSED(peak, 0.0f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(drive, -1.0f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layer_count, 0, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layer_count, QN_SYNTH_MAX_LAYERS + 1, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].wave, QN_WAVE_COUNT, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].wave, QN_WAVE_STRUCK, QN_ERROR_OUT_OF_RANGE); // and no partials
    REFUSED(layers[0].gain, INFINITY, QN_ERROR_NOT_FINITE);
    REFUSED(layers[0].start_s, -1.0f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].frequency_hz, 0.0f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].glide_s, 1.0f, QN_ERROR_OUT_OF_RANGE); // to nowhere
    REFUSED(layers[0].jitter, 1.0f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].fm_index, 51.0f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].tremolo_depth, 1.1f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].envelope.sustain, -0.1f, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].filter.kind, QN_FILTER_COUNT, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].partial_count, QN_SYNTH_MAX_PARTIALS + 1, QN_ERROR_OUT_OF_RANGE);
    REFUSED(layers[0].partial_count, 1, QN_ERROR_OUT_OF_RANGE); // of ratio 0
#undef REFUSED
    def = fine;
    def.layers[0].filter = (qn_synth_filter){QN_FILTER_LOW, 1000.0f, 5.0f, 0.7f};
    check_refused(&def, QN_ERROR_OUT_OF_RANGE);
    def.layers[0].filter = (qn_synth_filter){QN_FILTER_LOW, 1000.0f, 0.0f, 0.0f};
    check_refused(&def, QN_ERROR_OUT_OF_RANGE);
}

static float extreme(uint32_t *seed, float low, float high)
{
    switch (check_random(seed) % 4) {
    case 0:
        return low;
    case 1:
        return high;
    default:
        return check_random_float(seed, low, high);
    }
}

static void spoil_layer(qn_synth_layer *layer, uint32_t *seed)
{
    layer->wave = check_random(seed) % QN_WAVE_COUNT;
    layer->gain = extreme(seed, -8.0f, 8.0f);
    layer->start_s = extreme(seed, 0.0f, 0.05f);
    layer->frequency_hz = extreme(seed, 1.0f, 20000.0f);
    layer->glide_hz = extreme(seed, 1.0f, 20000.0f);
    layer->glide_s = extreme(seed, 0.0f, 0.1f);
    layer->jitter = extreme(seed, 0.0f, 0.9f);
    layer->fm_ratio = extreme(seed, 0.0f, 100.0f);
    layer->fm_index = extreme(seed, 0.0f, 50.0f);
    layer->fm_decay_s = extreme(seed, 0.0f, 1e-6f);
    layer->strike_s = extreme(seed, 0.0f, QN_SOUND_MAX_S);
    layer->tremolo_depth = extreme(seed, 0.0f, 1.0f);
    layer->tremolo_hz = extreme(seed, 0.0f, 1000.0f);
    layer->envelope.attack_s = extreme(seed, 0.0f, 1e-7f);
    layer->envelope.decay_s = extreme(seed, 0.0f, 1e-7f);
    layer->envelope.release_s = extreme(seed, 0.0f, QN_SOUND_MAX_S);
    layer->filter.kind = check_random(seed) % QN_FILTER_COUNT;
    layer->filter.cutoff_hz = extreme(seed, 10.0f, 20000.0f);
    layer->filter.end_hz = extreme(seed, 10.0f, 20000.0f);
    layer->filter.resonance = extreme(seed, 0.5f, 40.0f);
    layer->partial_count = 1 + (int32_t)(check_random(seed) % QN_SYNTH_MAX_PARTIALS);
    for (int32_t i = 0; i < layer->partial_count; ++i) {
        layer->partials[i].ratio = extreme(seed, 0.01f, 100.0f);
        layer->partials[i].gain = extreme(seed, -8.0f, 8.0f);
        layer->partials[i].decay_s = extreme(seed, 0.0005f, QN_SOUND_MAX_S);
    }
}

// Whatever is allowed stays within its peak, and so is finite.
TEST(extreme_definitions_stay_within_their_peak)
{
    uint32_t seed = 20251;
    int32_t count = check_is_long() ? 4000 : 150;
    for (int32_t i = 0; i < count; ++i) {
        qn_synth_def def = qn_synth_def_default();
        def.duration_s = extreme(&seed, 0.005f, 0.1f);
        def.drive = extreme(&seed, 0.0f, 100.0f);
        def.loops = check_random(&seed) % 2 == 0;
        def.layer_count = 1 + (int32_t)(check_random(&seed) % QN_SYNTH_MAX_LAYERS);
        for (int32_t k = 0; k < def.layer_count; ++k) {
            spoil_layer(&def.layers[k], &seed);
        }
        heard h = hear(&def);
        float peak = measure_peak(h.all);
        CHECK(peak == 0.0f || fabsf(peak - def.peak) < 1e-3f);
        leave(&h);
    }
}

static void *refuse(size_t size_bytes, void *user)
{
    int32_t *left = user;
    *left -= 1;
    return *left < 0 ? NULL : aligned_alloc(16, (size_bytes + 15) & ~(size_t)15);
}

static void give_back(void *memory, void *user)
{
    (void)user;
    free(memory);
}

TEST(a_sound_without_memory_is_refused)
{
    qn_synth_def def = qn_synth_def_default();
    for (int32_t allowed = 0; allowed < 2; ++allowed) {
        int32_t left = allowed;
        qn_sound *sound = NULL;
        size_t live_count = qn_memory_live_count();
        qn_memory_set_hooks(refuse, give_back, &left);
        CHECK_ERROR(qn_sound_render(&def, &sound), QN_ERROR_OUT_OF_MEMORY);
        qn_memory_set_hooks(NULL, NULL, NULL);
        CHECK(sound == NULL);
        CHECK_INT(qn_memory_live_count(), live_count);
    }
}

TEST(samples_of_ones_own_become_a_sound)
{
    static const int16_t data[] = {0, 100, -100, 0};
    qn_sound *sound = NULL;
    CHECK_ERROR(qn_sound_create(data, 4, true, &sound), QN_ERROR_OK);
    CHECK_INT(qn_sound_frame_count(sound), 4);
    CHECK(qn_sound_loops(sound));
    CHECK_BYTES(qn_sound_samples(sound), data, sizeof data);
    qn_sound_destroy(sound);
    CHECK_ERROR(qn_sound_create(data, 0, true, &sound), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_sound_create(data, QN_SOUND_MAX_FRAMES + 1, true, &sound),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_sound_create(NULL, 4, true, &sound), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_sound_create(data, 4, true, NULL), QN_ERROR_NULL_POINTER);
    CHECK(sound == NULL);
    CHECK(qn_sound_samples(NULL) == NULL);
}
