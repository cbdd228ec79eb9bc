// The mixer: levels, places, pitch, buses, and that nothing clicks.
#include "check.h"
#include "quoin/math.h"
#include "quoin/memory.h"
#include "quoin/sound.h"
#include "sounds/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ QN_SOUND_RATE_HZ
#define FRAMES RATE_HZ // of a second
#define LATE QN_MIXER_LATENCY_FRAMES

// A mixer, its sounds by number, and the last second that it rendered.
typedef struct desk {
    qn_mixer *mixer;
    qn_sound *sounds[4];
    uint32_t last_voice;
    float *stereo;
} desk;

enum { TONE, LOOP, STEADY, CLICK };

// A sine of 480 Hz, 100 samples a period, that starts and ends at zero: two seconds, or a loop.
static qn_sound *make_tone(bool loops, float level)
{
    int32_t count = 2 * RATE_HZ;
    int16_t *data = malloc((size_t)count * sizeof data[0]);
    for (int32_t i = 0; i < count; ++i) {
        data[i] =
            (int16_t)(32767.0f * level * qn_rot_from_angle(0.02f * QN_PI * (float)(i % 100)).s);
    }
    qn_sound *sound = NULL;
    CHECK_ERROR(qn_sound_create(data, count, loops, &sound), QN_ERROR_OK);
    free(data);
    return sound;
}

// A constant: with it every gain can be read off the output.
static qn_sound *make_steady(void)
{
    int16_t data[100];
    for (int32_t i = 0; i < 100; ++i) {
        data[i] = 16384; // half of full scale
    }
    qn_sound *sound = NULL;
    CHECK_ERROR(qn_sound_create(data, 100, true, &sound), QN_ERROR_OK);
    return sound;
}

static desk open_desk(void)
{
    desk d = {0};
    static const int16_t click[] = {16384};
    CHECK_ERROR(qn_mixer_create(RATE_HZ, &d.mixer), QN_ERROR_OK);
    d.sounds[TONE] = make_tone(false, 0.5f);
    d.sounds[LOOP] = make_tone(true, 0.5f);
    d.sounds[STEADY] = make_steady();
    CHECK_ERROR(qn_sound_create(click, 1, false, &d.sounds[CLICK]), QN_ERROR_OK);
    d.stereo = calloc(2 * FRAMES, sizeof d.stereo[0]);
    return d;
}

static void close_desk(desk *d)
{
    qn_mixer_destroy(d->mixer);
    for (int32_t i = 0; i < 4; ++i) {
        qn_sound_destroy(d->sounds[i]);
    }
    free(d->stereo);
}

static qn_voice_id play(desk *d, int32_t sound, const qn_play_def *def)
{
    qn_sound_order order = {.verb = QN_SOUND_PLAY, .pcm = d->sounds[sound]};
    order.loops = qn_sound_loops(order.pcm);
    order.voice.raw = ++d->last_voice;
    order.play = def != NULL ? *def : qn_play_def_default();
    qn_mixer_obey(d->mixer, &order, 1);
    return order.voice;
}

static void give(desk *d, qn_sound_verb verb, qn_voice_id voice, qn_sound_bus bus, float gain,
                 float fade_s)
{
    qn_sound_order order = {.verb = (uint32_t)verb, .voice = voice, .fade_s = fade_s};
    order.play = qn_play_def_default();
    order.play.gain = gain;
    order.play.bus = (uint32_t)bus;
    qn_mixer_obey(d->mixer, &order, 1);
}

static samples left_of(const desk *d, int32_t from, int32_t to)
{
    return samples_part(samples_left(d->stereo, FRAMES), from, to);
}

static samples right_of(const desk *d, int32_t from, int32_t to)
{
    return samples_part(samples_right(d->stereo, FRAMES), from, to);
}

static void render(desk *d, int32_t count) { qn_mixer_render(d->mixer, d->stereo, count); }

// The steepest step of the tone itself at full gain, on one side of the middle.
#define TONE_JUMP (0.5f * 0.0629f * 0.7072f)

TEST(a_mixer_without_voices_is_silent)
{
    desk d = open_desk();
    d.stereo[0] = 1.0f;
    render(&d, FRAMES);
    CHECK(measure_is_silent(left_of(&d, 0, FRAMES)));
    CHECK(measure_is_silent(right_of(&d, 0, FRAMES)));
    close_desk(&d);
}

TEST(a_silent_sound_is_silent)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.gain = 0.0f;
    play(&d, TONE, &def);
    render(&d, FRAMES);
    CHECK(measure_is_silent(left_of(&d, 0, FRAMES)));
    close_desk(&d);
}

TEST(at_its_own_pitch_a_sound_is_heard_sample_by_sample)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.pan = -1.0f;
    play(&d, TONE, &def);
    render(&d, FRAMES);
    int32_t wrong_count = 0;
    for (int32_t i = 0; i + LATE < FRAMES; ++i) {
        float expected = (float)qn_sound_samples(d.sounds[TONE])[i] / 32768.0f;
        wrong_count += d.stereo[2 * (i + LATE)] != expected ? 1 : 0;
    }
    CHECK_INT(wrong_count, 0);
    CHECK(measure_peak(right_of(&d, 0, FRAMES)) < 1e-6f);
    close_desk(&d);
}

TEST(a_delay_starts_a_sound_at_its_very_sample)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.delay_s = 0.3f;
    play(&d, CLICK, &def);
    render(&d, FRAMES);
    int32_t at = (int32_t)(0.3f * RATE_HZ) + LATE;
    CHECK(d.stereo[2 * at] != 0.0f);
    CHECK(measure_is_silent(left_of(&d, 0, at)));
    CHECK(measure_is_silent(left_of(&d, at + 1, FRAMES)));
    close_desk(&d);
}

TEST(the_power_is_the_same_wherever_a_sound_stands)
{
    static const float pans[] = {-1.0f, -0.5f, 0.0f, 0.3f, 1.0f};
    for (size_t i = 0; i < sizeof pans / sizeof pans[0]; ++i) {
        desk d = open_desk();
        qn_play_def def = qn_play_def_default();
        def.pan = pans[i];
        play(&d, TONE, &def);
        render(&d, FRAMES);
        double left = measure_rms(left_of(&d, 1000, 40000));
        double right = measure_rms(right_of(&d, 1000, 40000));
        CHECK_NEAR(sqrt(left * left + right * right), 0.5 / sqrt(2.0), 1e-3);
        CHECK_NEAR(atan2(right, left), (pans[i] + 1.0) * 0.7853981634, 1e-4);
        close_desk(&d);
    }
}

TEST(twice_the_pitch_is_an_octave_and_half_the_time)
{
    static const float pitches[] = {0.5f, 0.75f, 1.0f, 1.5f, 2.0f, 4.0f};
    for (size_t i = 0; i < sizeof pitches / sizeof pitches[0]; ++i) {
        desk d = open_desk();
        qn_play_def def = qn_play_def_default();
        def.pitch = pitches[i];
        play(&d, TONE, &def);
        render(&d, FRAMES);
        int32_t end = (int32_t)(2.0f * RATE_HZ / pitches[i]);
        int32_t heard = end < FRAMES ? end : FRAMES;
        samples all = left_of(&d, LATE, heard);
        CHECK_NEAR(measure_crossings_hz(all, RATE_HZ), 480.0 * (double)pitches[i], 0.5);
        // What the interpolation adds beside the tone: all of the rest.
        double tone = measure_amplitude(all, 480.0 * (double)pitches[i], RATE_HZ) / sqrt(2.0);
        CHECK_NEAR(measure_rms(left_of(&d, 2000, 22000)), tone, 2e-4);
        if (end + LATE < FRAMES) {
            CHECK(measure_is_silent(left_of(&d, end + LATE + 1, FRAMES)));
        }
        close_desk(&d);
    }
}

TEST(another_rate_of_the_device_keeps_the_pitch)
{
    qn_mixer *mixer = NULL;
    CHECK_ERROR(qn_mixer_create(44100, &mixer), QN_ERROR_OK);
    desk d = open_desk();
    qn_mixer_destroy(d.mixer);
    d.mixer = mixer;
    play(&d, TONE, NULL);
    render(&d, 44100);
    CHECK_NEAR(measure_crossings_hz(left_of(&d, LATE, 44000), 44100.0), 480.0, 0.1);
    close_desk(&d);
}

TEST(a_reversed_sound_ends_with_its_start)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.pan = -1.0f;
    def.is_reversed = true;
    def.offset_s = 1.5f; // half a second is left on the way back
    play(&d, TONE, &def);
    render(&d, FRAMES);
    int32_t wrong_count = 0;
    for (int32_t i = 1000; i < RATE_HZ / 2; ++i) {
        int16_t sample = qn_sound_samples(d.sounds[TONE])[RATE_HZ / 2 - 1 - i];
        wrong_count += d.stereo[2 * (i + LATE)] != (float)sample / 32768.0f ? 1 : 0;
    }
    CHECK_INT(wrong_count, 0);
    CHECK(measure_is_silent(left_of(&d, RATE_HZ / 2 + LATE, FRAMES)));
    CHECK(measure_jump(left_of(&d, 0, FRAMES)) < 1.1f * 0.5f * 0.0629f);
    close_desk(&d);
}

// ---- Nothing clicks -------------------------------------------------------------------------

TEST(stopping_does_not_click)
{
    desk d = open_desk();
    qn_voice_id voice = play(&d, LOOP, NULL);
    render(&d, 4825); // where the tone is at its highest
    give(&d, QN_SOUND_STOP, voice, QN_BUS_EFFECTS, 1.0f, 0.0f);
    render(&d, FRAMES);
    CHECK(measure_jump(left_of(&d, 0, FRAMES)) < 1.1f * TONE_JUMP);
    CHECK(measure_is_silent(left_of(&d, LATE + 300, FRAMES)));
    CHECK_INT(qn_mixer_get_counters(d.mixer).voice_count, 0);
    close_desk(&d);
}

TEST(starting_a_loop_or_inside_a_sound_does_not_click)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.offset_s = 25.0f / RATE_HZ;
    play(&d, TONE, &def);
    play(&d, STEADY, NULL);
    render(&d, FRAMES);
    CHECK(measure_jump(left_of(&d, 0, FRAMES)) < 1.2f * TONE_JUMP);
    close_desk(&d);
}

TEST(a_voice_that_gives_way_does_not_click_and_the_new_one_is_heard)
{
    desk d = open_desk();
    qn_play_def low = qn_play_def_default(), high = low;
    low.gain = 0.02f;
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        play(&d, LOOP, &low);
    }
    render(&d, 4825);
    high.priority = 1;
    high.gain = 0.02f;
    high.pitch = 2.0f;
    play(&d, TONE, &high);
    CHECK_INT(qn_mixer_get_counters(d.mixer).stolen_count, 1);
    CHECK_INT(qn_mixer_get_counters(d.mixer).voice_count, QN_VOICE_CAPACITY);
    render(&d, FRAMES);
    CHECK(measure_jump(left_of(&d, 0, FRAMES)) < 1.1f * TONE_JUMP * 0.02f * QN_VOICE_CAPACITY);
    double octave = measure_amplitude(left_of(&d, 1000, 40000), 960.0, RATE_HZ);
    double rest = measure_amplitude(left_of(&d, 1000, 40000), 480.0, RATE_HZ);
    CHECK_NEAR(octave, 0.02 * 0.5 * sqrt(0.5), 1e-4);
    CHECK_NEAR(rest, 31 * 0.02 * 0.5 * sqrt(0.5), 1e-3);
    close_desk(&d);
}

TEST(a_voice_may_give_way_again_before_it_was_heard)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.gain = 0.01f;
    for (int32_t i = 0; i < 10 * QN_VOICE_CAPACITY; ++i) {
        play(&d, LOOP, &def);
        render(&d, 3);
    }
    CHECK_INT(qn_mixer_get_counters(d.mixer).voice_count, QN_VOICE_CAPACITY);
    give(&d, QN_SOUND_STOP_BUS, (qn_voice_id){0}, QN_BUS_MASTER, 1.0f, 0.0f);
    render(&d, FRAMES);
    CHECK_INT(qn_mixer_get_counters(d.mixer).voice_count, 0);
    CHECK(measure_is_silent(left_of(&d, LATE + 300, FRAMES)));
    close_desk(&d);
}

TEST(a_voice_of_too_low_a_priority_is_counted_and_not_heard)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.gain = 0.01f;
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        play(&d, LOOP, &def);
    }
    def.priority = -1;
    play(&d, LOOP, &def);
    CHECK_INT(qn_mixer_get_counters(d.mixer).refused_count, 1);
    CHECK_INT(qn_mixer_get_counters(d.mixer).stolen_count, 0);
    close_desk(&d);
}

TEST(changes_of_gain_pan_and_pitch_glide)
{
    desk d = open_desk();
    qn_voice_id voice = play(&d, LOOP, NULL);
    render(&d, 4825);
    qn_sound_order order = {.verb = QN_SOUND_CHANGE, .voice = voice};
    order.play = qn_play_def_default();
    order.play.gain = 0.1f;
    order.play.pitch = 1.5f;
    order.play.pan = 1.0f;
    qn_mixer_obey(d.mixer, &order, 1);
    render(&d, FRAMES);
    CHECK(measure_jump(left_of(&d, 0, FRAMES)) < 1.2f * TONE_JUMP);
    CHECK(measure_peak(left_of(&d, 2000, FRAMES)) < 1e-6f);
    CHECK_NEAR(measure_peak(right_of(&d, 2000, FRAMES)), 0.05, 1e-3);
    CHECK_NEAR(measure_crossings_hz(right_of(&d, 2000, FRAMES), RATE_HZ), 720.0, 0.1);
    close_desk(&d);
}

// ---- Buses ----------------------------------------------------------------------------------

TEST(a_bus_glides_to_its_gain_and_leaves_the_others_alone)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.pan = -1.0f;
    play(&d, STEADY, &def);
    def.pan = 1.0f;
    def.bus = QN_BUS_MUSIC;
    play(&d, STEADY, &def);
    render(&d, 4800);
    give(&d, QN_SOUND_BUS_GAIN, (qn_voice_id){0}, QN_BUS_MUSIC, 0.5f, 0.5f);
    render(&d, FRAMES);
    CHECK_NEAR(d.stereo[0], 0.5, 1e-6);
    CHECK_NEAR(d.stereo[2 * (FRAMES - 1)], 0.5, 1e-6);
    CHECK_NEAR(d.stereo[2 * (LATE + 12000) + 1], 0.375, 1e-3);
    CHECK_NEAR(d.stereo[2 * (FRAMES - 1) + 1], 0.25, 1e-6);
    CHECK(measure_jump(right_of(&d, 0, FRAMES)) < 1e-4f);
    give(&d, QN_SOUND_BUS_GAIN, (qn_voice_id){0}, QN_BUS_MASTER, 0.0f, 0.0f);
    render(&d, FRAMES);
    CHECK(measure_is_silent(left_of(&d, LATE + 500, FRAMES)));
    CHECK(measure_jump(left_of(&d, 0, FRAMES)) < 2e-3f);
    close_desk(&d);
}

TEST(a_ducked_bus_goes_down_stays_and_comes_back)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.pan = -1.0f;
    def.bus = QN_BUS_MUSIC;
    play(&d, STEADY, &def);
    render(&d, 4800);
    qn_sound_order order = {
        .verb = QN_SOUND_DUCK, .fade_s = 0.1f, .hold_s = 0.2f, .release_s = 0.3f};
    order.play = qn_play_def_default();
    order.play.bus = QN_BUS_MUSIC;
    order.play.gain = 0.2f;
    qn_mixer_obey(d.mixer, &order, 1);
    render(&d, FRAMES);
    CHECK_NEAR(d.stereo[2 * (LATE + 2400)], 0.5 * 0.6, 1e-3);
    CHECK_NEAR(d.stereo[2 * (LATE + 9600)], 0.5 * 0.2, 1e-3);
    CHECK_NEAR(d.stereo[2 * (LATE + 14300)], 0.5 * 0.2, 1e-3);
    CHECK_NEAR(d.stereo[2 * (LATE + 21600)], 0.5 * 0.6, 2e-3);
    CHECK_NEAR(d.stereo[2 * (LATE + 29000)], 0.5, 1e-3);
    CHECK(measure_jump(left_of(&d, 0, FRAMES)) < 2e-4f);
    close_desk(&d);
}

TEST(a_sum_beyond_full_scale_is_made_quieter_and_not_cut_off)
{
    desk d = open_desk();
    qn_play_def def = qn_play_def_default();
    def.pan = -1.0f;
    for (int32_t i = 0; i < 8; ++i) {
        play(&d, LOOP, &def); // four times full scale
    }
    render(&d, FRAMES);
    CHECK(measure_peak(left_of(&d, 0, FRAMES)) <= 0.98f);
    samples steady = left_of(&d, 24000, FRAMES);
    double tone = measure_amplitude(steady, 480.0, RATE_HZ);
    CHECK(tone > 0.9);
    // A tone that was cut off would be full of harmonics.
    CHECK(measure_amplitude(steady, 1440.0, RATE_HZ) < 0.003 * tone);
    give(&d, QN_SOUND_STOP_BUS, (qn_voice_id){0}, QN_BUS_EFFECTS, 1.0f, 0.0f);
    play(&d, TONE, &def);
    render(&d, FRAMES);
    render(&d, FRAMES); // the limiter has let go
    CHECK_NEAR(measure_peak(left_of(&d, 24000, 40000)), 0.5, 1e-4);
    close_desk(&d);
}

// ---- Hostile orders -------------------------------------------------------------------------

static float any_number(uint32_t *seed)
{
    static const float odd[] = {NAN, INFINITY, -INFINITY, -1.0f, 0.0f, 1e30f, 1e-30f, 8.0f};
    uint32_t which = check_random(seed) % 12;
    return which < 8 ? odd[which] : check_random_float(seed, 0.0f, 2.0f);
}

static qn_sound_order any_order(const desk *d, uint32_t *seed)
{
    qn_sound_order order = {.verb = check_random(seed) % 8};
    order.voice.raw = check_random(seed) % 64;
    order.pcm = check_random(seed) % 5 == 0 ? NULL : d->sounds[check_random(seed) % 4];
    order.loops = qn_sound_loops(order.pcm);
    order.play = qn_play_def_default();
    order.play.gain = any_number(seed);
    order.play.pitch = any_number(seed);
    order.play.pan = any_number(seed);
    order.play.bus = check_random(seed) % 6;
    order.play.priority = (int32_t)(check_random(seed) % 7);
    order.play.delay_s = check_random(seed) % 2 == 0 ? 0.0f : any_number(seed);
    order.play.offset_s = check_random(seed) % 2 == 0 ? 0.0f : any_number(seed);
    order.play.fade_in_s = check_random(seed) % 2 == 0 ? 0.0f : any_number(seed);
    order.play.is_reversed = check_random(seed) % 2 == 0;
    order.fade_s = any_number(seed);
    order.hold_s = any_number(seed);
    order.release_s = any_number(seed);
    return order;
}

TEST(whatever_is_ordered_the_output_stays_within_full_scale)
{
    desk d = open_desk();
    uint32_t seed = 99;
    int32_t block_count = check_is_long() ? 20000 : 1500;
    for (int32_t block = 0; block < block_count; ++block) {
        for (uint32_t i = check_random(&seed) % 6; i > 0; --i) {
            qn_sound_order order = any_order(&d, &seed);
            qn_mixer_obey(d.mixer, &order, 1);
        }
        int32_t count = (int32_t)(check_random(&seed) % 600);
        render(&d, count);
        float peak = measure_peak(left_of(&d, 0, count)),
              other = measure_peak(right_of(&d, 0, count));
        CHECK(peak <= 1.0f && other <= 1.0f && !isnan(measure_mean(left_of(&d, 0, count + 1))));
    }
    CHECK(qn_mixer_get_counters(d.mixer).refused_count > 100);
    close_desk(&d);
}

TEST(a_mixer_takes_no_memory_while_it_plays)
{
    desk d = open_desk();
    size_t live_count = qn_memory_live_count();
    for (int32_t i = 0; i < 100; ++i) {
        play(&d, i % 4, NULL);
        render(&d, 100);
    }
    CHECK_INT(qn_memory_live_count(), live_count);
    close_desk(&d);
}

TEST(a_mixer_of_an_absurd_rate_is_refused)
{
    qn_mixer *mixer = NULL;
    CHECK_ERROR(qn_mixer_create(7999, &mixer), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_mixer_create(192001, &mixer), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_mixer_create(48000, NULL), QN_ERROR_NULL_POINTER);
    CHECK(mixer == NULL);
    qn_mixer_destroy(NULL);
}
