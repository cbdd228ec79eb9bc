// What is heard of the game: bells that are bells, hits by what they are made of, and a run that is
// the same whether anybody listens or not.
#include "check.h"
#include "game.h"
#include "scripted/shot.h"
#include "sounds/measure.h"
#include "things/sounds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ ((double)QN_SOUND_RATE_HZ)

typedef struct stand {
    qn_sound_bank *bank;
    qn_sound_queue *queue;
    sounds sounds;
} stand;

static stand open_stand(void)
{
    stand st = {0};
    CHECK_ERROR(qn_sound_bank_create(64, 16u << 20, &st.bank), QN_ERROR_OK);
    CHECK_ERROR(qn_sound_queue_create(st.bank, 512, &st.queue), QN_ERROR_OK);
    sounds_open(&st.sounds, st.queue);
    return st;
}

static void close_stand(stand *st)
{
    qn_sound_queue_destroy(st->queue);
    qn_sound_bank_destroy(st->bank);
}

// Plays of a sound since the last take, and the gain of the last one.
static int32_t take_plays(stand *st, sound_name name, float *gain, float *pitch)
{
    int32_t count = 0, play_count = 0;
    const qn_sound_order *orders = qn_sound_queue_take(st->queue, &count);
    for (int32_t i = 0; i < count; ++i) {
        if (orders[i].verb == QN_SOUND_PLAY && orders[i].sound.raw == st->sounds.ids[name].raw) {
            play_count += 1;
            *gain = orders[i].play.gain;
            *pitch = orders[i].play.pitch;
        }
    }
    return play_count;
}

static qn_vec2 middle(void) { return qn_v2(0.0f, 0.0f); }

TEST(every_sound_of_the_game_has_a_name_and_can_be_rendered)
{
    stand st = open_stand();
    CHECK_INT(qn_sound_bank_count(st.bank), SOUND_COUNT);
    while (qn_sound_bank_prepare(st.bank, INT32_MAX)) {
    }
    CHECK_INT(qn_sound_bank_failed_count(st.bank), 0);
    CHECK(qn_sound_bank_bytes(st.bank) < (6u << 20));
    for (int32_t i = 0; i < SOUND_COUNT; ++i) {
        const qn_sound *sound = qn_sound_bank_get(st.bank, st.sounds.ids[i]);
        float *data = samples_of_sound(sound);
        samples all = {data, qn_sound_frame_count(sound), 1};
        CHECK(measure_peak(all) > 0.4f);
        CHECK_NEAR(measure_mean(all), 0.0, 1e-4);
        free(data);
    }
    close_stand(&st);
}

// Hum, prime, tierce, quint and nominal stand out from what lies between them, and the hum rings
// longest.
static void check_bell(sound_name name, double note_hz)
{
    static const double ratios[5] = {0.5, 1.0, 1.2, 1.5, 2.0};
    static const double between[4] = {0.75, 1.1, 1.35, 1.75};
    qn_synth_def def = sound_define(name);
    qn_sound *sound = NULL;
    CHECK_ERROR(qn_sound_render(&def, &sound), QN_ERROR_OK);
    float *data = samples_of_sound(sound);
    samples all = {data, qn_sound_frame_count(sound), 1};
    samples early = samples_part(all, 4800, 40000), late = samples_part(all, 100000, 140000);
    for (int32_t i = 0; i < 5; ++i) {
        CHECK(measure_amplitude(early, ratios[i] * note_hz, RATE_HZ) > 0.008);
    }
    for (int32_t i = 0; i < 4; ++i) {
        CHECK(measure_amplitude(early, between[i] * note_hz, RATE_HZ) < 0.0005);
    }
    double hum = measure_amplitude(late, 0.5 * note_hz, RATE_HZ);
    for (int32_t i = 1; i < 5; ++i) {
        CHECK(measure_amplitude(late, ratios[i] * note_hz, RATE_HZ) < hum);
    }
    free(data);
    qn_sound_destroy(sound);
}

TEST(bells_have_the_five_partials_of_bells)
{
    check_bell(SOUND_BELL_SMALL, 587.33);
    check_bell(SOUND_BELL_MEDIUM, 440.0);
    check_bell(SOUND_BELL_LARGE, 293.66);
}

TEST(the_scale_is_pentatonic_and_goes_on_in_octaves)
{
    CHECK_NEAR(sound_degree(0), 1.0, 1e-6);
    CHECK_NEAR(sound_degree(3), 1.498307, 1e-5);
    CHECK_NEAR(sound_degree(5), 2.0, 1e-5);
    CHECK_NEAR(sound_degree(-5), 0.5, 1e-6);
    CHECK_NEAR(sound_degree(-1), 0.5 * 1.681793, 1e-5);
    for (int32_t i = -20; i < 20; ++i) {
        CHECK(sound_degree(i) < sound_degree(i + 1));
    }
}

TEST(a_harder_hit_is_louder_and_both_things_are_heard)
{
    float soft = 0.0f, hard = 0.0f, gain = 0.0f, pitch = 0.0f;
    stand st = open_stand();
    sounds_hit(&st.sounds, STUFF_STONE, STUFF_TIMBER, 200.0f, 3.0f, middle());
    CHECK_INT(take_plays(&st, SOUND_HIT_STONE, &soft, &pitch), 1);
    CHECK(pitch > 0.8f && pitch < 1.3f);
    for (int32_t i = 0; i < 20; ++i) {
        sounds_tick(&st.sounds);
    }
    qn_sound_queue_drop(st.queue);
    sounds_hit(&st.sounds, STUFF_TIMBER, STUFF_STONE, 8000.0f, 3.0f, middle());
    CHECK_INT(take_plays(&st, SOUND_HIT_TIMBER, &gain, &pitch), 1);
    for (int32_t i = 0; i < 20; ++i) {
        sounds_tick(&st.sounds);
    }
    qn_sound_queue_drop(st.queue);
    sounds_hit(&st.sounds, STUFF_STONE, STUFF_STONE, 8000.0f, 3.0f, middle());
    CHECK_INT(take_plays(&st, SOUND_HIT_STONE, &hard, &pitch), 1);
    CHECK(hard > 3.0f * soft);
    close_stand(&st);
}

TEST(a_collapse_is_a_few_hits_and_a_rumble)
{
    stand st = open_stand();
    int32_t count = 0, play_count = 0, loop_count = 0;
    for (int32_t tick = 0; tick < 30; ++tick) {
        for (int32_t i = 0; i < 40; ++i) {
            sounds_hit(&st.sounds, (stuff)(i % 4), STUFF_STONE, 3000.0f, 4.0f, middle());
        }
        sounds_tick(&st.sounds);
        const qn_sound_order *orders = qn_sound_queue_take(st.queue, &count);
        for (int32_t i = 0; i < count; ++i) {
            bool is_play = orders[i].verb == QN_SOUND_PLAY;
            play_count += is_play ? 1 : 0;
            loop_count += is_play && qn_sound_loops(orders[i].pcm) ? 1 : 0;
        }
    }
    CHECK(play_count > 20 && play_count < 30 * 5);
    CHECK_INT(loop_count, 1);
    CHECK_INT(qn_sound_queue_refused_count(st.queue), 0);
    close_stand(&st);
}

TEST(hostile_hits_are_not_heard)
{
    stand st = open_stand();
    sounds_hit(&st.sounds, STUFF_STONE, STUFF_STONE, NAN, 3.0f, middle());
    sounds_hit(&st.sounds, STUFF_COUNT, STUFF_STONE, 1000.0f, 3.0f, middle());
    sounds_hit(&st.sounds, (stuff)-1, STUFF_STONE, 1000.0f, 3.0f, middle());
    int32_t count = 0;
    qn_sound_queue_take(st.queue, &count);
    CHECK_INT(count, 0);
    CHECK_INT(qn_sound_queue_refused_count(st.queue), 0);
    close_stand(&st);
}

TEST(the_band_creaks_higher_the_further_it_is_drawn)
{
    stand st = open_stand();
    float pitch = 0.0f, first_pitch = 0.0f;
    int32_t count = 0, start_count = 0, stop_count = 0;
    for (int32_t tick = 0; tick < 90; ++tick) {
        sounds_pull(&st.sounds, tick < 60 ? (float)tick / 60.0f : 0.0f);
        const qn_sound_order *orders = qn_sound_queue_take(st.queue, &count);
        for (int32_t i = 0; i < count; ++i) {
            start_count += orders[i].verb == QN_SOUND_PLAY ? 1 : 0;
            stop_count += orders[i].verb == QN_SOUND_STOP ? 1 : 0;
            pitch = orders[i].verb == QN_SOUND_CHANGE ? orders[i].play.pitch : pitch;
            first_pitch = first_pitch == 0.0f ? pitch : first_pitch;
        }
    }
    CHECK_INT(start_count, 1);
    CHECK_INT(stop_count, 1);
    CHECK(pitch > 1.8f * first_pitch);
    close_stand(&st);
}

TEST(time_that_flows_back_is_heard_backwards_and_hits_are_not_heard_then)
{
    stand st = open_stand();
    int32_t count = 0, reversed_count = 0;
    qn_sound_queue_tick(st.queue, GAME_TICK_S);
    sounds_toll(&st.sounds, 1, 0, 1.0f, middle());
    for (int32_t i = 0; i < 20; ++i) {
        sounds_tick(&st.sounds);
        qn_sound_queue_drop(st.queue);
        qn_sound_queue_tick(st.queue, GAME_TICK_S);
    }
    sounds_rewind(&st.sounds, true, 1.0f);
    sounds_hit(&st.sounds, STUFF_STONE, STUFF_STONE, 9000.0f, 9.0f, middle());
    const qn_sound_order *orders = qn_sound_queue_take(st.queue, &count);
    for (int32_t i = 0; i < count; ++i) {
        bool is_play = orders[i].verb == QN_SOUND_PLAY;
        reversed_count += is_play && orders[i].play.is_reversed ? 1 : 0;
        CHECK(!is_play || orders[i].sound.raw != st.sounds.ids[SOUND_HIT_STONE].raw);
    }
    CHECK_INT(reversed_count, 2); // the bell and its clang
    sounds_rewind(&st.sounds, false, 1.0f);
    sounds_hit(&st.sounds, STUFF_STONE, STUFF_STONE, 9000.0f, 9.0f, middle());
    float gain = 0.0f, pitch = 0.0f;
    CHECK_INT(take_plays(&st, SOUND_HIT_STONE, &gain, &pitch), 1);
    close_stand(&st);
}

static int32_t notes_of(int32_t lit_count)
{
    stand st = open_stand();
    int32_t note_count = 0, count = 0;
    sounds_begin(&st.sounds);
    sounds_lit(&st.sounds, lit_count);
    for (int32_t tick = 0; tick < 60 * 60; ++tick) {
        sounds_tick(&st.sounds);
        const qn_sound_order *orders = qn_sound_queue_take(st.queue, &count);
        for (int32_t i = 0; i < count; ++i) {
            note_count += orders[i].play.bus == QN_BUS_MUSIC ? 1 : 0;
        }
    }
    close_stand(&st);
    return note_count;
}

TEST(the_music_is_slow_and_gains_voices_with_the_bells)
{
    int32_t before = 0;
    for (int32_t lit = 0; lit <= 4; ++lit) {
        int32_t notes = notes_of(lit);
        CHECK(notes > before);
        before = notes;
    }
    CHECK(before < 150);
    CHECK_INT(notes_of(2), notes_of(2));
}

// The same shot, heard and not heard.
TEST(what_is_heard_changes_nothing_of_the_run)
{
    stand st = open_stand();
    game *silent = NULL, *heard = NULL;
    int32_t count = 0, most = 0;
    CHECK_ERROR(game_create(NULL, (qn_bytes){0}, NULL, &silent), QN_ERROR_OK);
    CHECK_ERROR(game_create(NULL, (qn_bytes){0}, NULL, &heard), QN_ERROR_OK);
    game_hear(heard, st.queue);
    for (uint32_t tick = 0; tick < SHOT_TICK_COUNT; ++tick) {
        qn_input input = shot_input(tick);
        qn_sound_queue_tick(st.queue, GAME_TICK_S);
        CHECK_ERROR(game_tick(silent, &input), QN_ERROR_OK);
        CHECK_ERROR(game_tick(heard, &input), QN_ERROR_OK);
        qn_sound_queue_take(st.queue, &count);
        most = count > most ? count : most;
    }
    CHECK_INT(game_state_hash(heard), game_state_hash(silent));
    CHECK(most > 3);
    CHECK_INT(qn_sound_queue_refused_count(st.queue), 0);
    game_destroy(silent);
    game_destroy(heard);
    close_stand(&st);
}
