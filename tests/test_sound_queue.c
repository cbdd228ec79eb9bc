// The bank and the queue: names, orders, and what is left out.
#include "check.h"
#include "quoin/memory.h"
#include "quoin/sound.h"

#include <math.h>
#include <string.h>

typedef struct rig {
    qn_sound_bank *bank;
    qn_sound_queue *queue;
    qn_sound_id beep, hum;
} rig;

static rig open_rig(int32_t order_capacity)
{
    rig r = {0};
    qn_synth_def def = qn_synth_def_default();
    CHECK_ERROR(qn_sound_bank_create(4, 1u << 20, &r.bank), QN_ERROR_OK);
    def.duration_s = 0.5f;
    CHECK_ERROR(qn_sound_bank_add(r.bank, "beep", &def, &r.beep), QN_ERROR_OK);
    def.loops = true;
    CHECK_ERROR(qn_sound_bank_add(r.bank, "hum", &def, &r.hum), QN_ERROR_OK);
    CHECK_ERROR(qn_sound_queue_create(r.bank, order_capacity, &r.queue), QN_ERROR_OK);
    return r;
}

static void close_rig(rig *r)
{
    qn_sound_queue_destroy(r->queue);
    qn_sound_bank_destroy(r->bank);
}

TEST(a_sound_is_found_by_its_name_and_rendered_when_it_is_wanted)
{
    rig r = open_rig(8);
    CHECK_INT(qn_sound_bank_find(r.bank, "beep").raw, r.beep.raw);
    CHECK_INT(qn_sound_bank_find(r.bank, "bee").raw, 0);
    CHECK_INT(qn_sound_bank_find(NULL, "beep").raw, 0);
    CHECK_TEXT(qn_sound_bank_name(r.bank, r.hum), "hum");
    CHECK_INT(qn_sound_bank_bytes(r.bank), 0);
    CHECK_INT(qn_sound_bank_frame_count(r.bank, r.beep), 24000);
    CHECK_INT(qn_sound_frame_count(qn_sound_bank_get(r.bank, r.beep)), 24000);
    CHECK_INT(qn_sound_bank_bytes(r.bank), 48000);
    CHECK(!qn_sound_bank_prepare(r.bank, INT32_MAX));
    CHECK_INT(qn_sound_bank_bytes(r.bank), 96000);
    CHECK(qn_sound_bank_get(r.bank, (qn_sound_id){0}) == NULL);
    CHECK(qn_sound_bank_get(r.bank, (qn_sound_id){99}) == NULL);
    close_rig(&r);
}

TEST(a_name_keeps_its_first_definition)
{
    rig r = open_rig(8);
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 2.0f;
    qn_sound_id again;
    CHECK_ERROR(qn_sound_bank_add(r.bank, "beep", &def, &again), QN_ERROR_OK);
    CHECK_INT(again.raw, r.beep.raw);
    CHECK_INT(qn_sound_bank_frame_count(r.bank, again), 24000);
    CHECK_INT(qn_sound_bank_count(r.bank), 2);
    close_rig(&r);
}

TEST(a_bank_refuses_what_it_cannot_hold)
{
    qn_sound_bank *bank = NULL;
    qn_synth_def def = qn_synth_def_default(), broken = {0};
    qn_sound_id id;
    CHECK_ERROR(qn_sound_bank_create(0, 1000, &bank), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_sound_bank_create(QN_SOUND_BANK_MAX + 1, 1000, &bank), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_sound_bank_create(1, 1000, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_sound_bank_create(1, 1000, &bank), QN_ERROR_OK);
    CHECK_ERROR(qn_sound_bank_add(bank, "", &def, &id), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_sound_bank_add(bank, "a name of more than 31 characters", &def, &id),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_sound_bank_add(bank, "a", &broken, &id), QN_ERROR_BAD_DEFINITION);
    CHECK_ERROR(qn_sound_bank_add(NULL, "a", &def, &id), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_sound_bank_add(bank, "a", &def, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_sound_bank_add(bank, "a", &def, &id), QN_ERROR_OK);
    CHECK_ERROR(qn_sound_bank_add(bank, "b", &def, &id), QN_ERROR_CAPACITY);
    CHECK_INT(id.raw, 0);
    // A second of sound is more than the budget of a thousand bytes.
    id = qn_sound_bank_find(bank, "a");
    CHECK(qn_sound_bank_get(bank, id) == NULL);
    CHECK(qn_sound_bank_get(bank, id) == NULL);
    CHECK_INT(qn_sound_bank_failed_count(bank), 1);
    qn_sound_bank_destroy(bank);
    qn_sound_bank_destroy(NULL);
}

TEST(orders_come_out_as_they_went_in)
{
    rig r = open_rig(8);
    qn_play_def play = qn_play_def_default();
    play.gain = 0.5f;
    play.pan = -0.25f;
    qn_voice_id voice = qn_sound_play(r.queue, r.beep, &play);
    CHECK(voice.raw != 0);
    qn_sound_change(r.queue, voice, 0.25f, 2.0f, 1.0f);
    qn_sound_stop(r.queue, voice, 0.5f);
    int32_t count = 0;
    const qn_sound_order *orders = qn_sound_queue_take(r.queue, &count);
    CHECK_INT(count, 3);
    CHECK_INT(orders[0].verb, QN_SOUND_PLAY);
    CHECK_INT(orders[0].voice.raw, voice.raw);
    CHECK(orders[0].pcm == qn_sound_bank_get(r.bank, r.beep));
    CHECK_NEAR(orders[0].play.gain, 0.5, 0.0);
    CHECK_NEAR(orders[0].play.pan, -0.25, 0.0);
    CHECK_INT(orders[1].verb, QN_SOUND_CHANGE);
    CHECK_NEAR(orders[1].play.pitch, 2.0, 0.0);
    CHECK_INT(orders[2].verb, QN_SOUND_STOP);
    CHECK_NEAR(orders[2].fade_s, 0.5, 0.0);
    CHECK(qn_sound_queue_take(r.queue, &count) == NULL);
    CHECK_INT(count, 0);
    close_rig(&r);
}

TEST(bare_orders_are_the_same_and_nothing_is_rendered_for_them)
{
    rig r = open_rig(8);
    qn_voice_id first = qn_sound_play(r.queue, r.beep, NULL);
    qn_sound_play(r.queue, r.hum, NULL);
    qn_sound_stop(r.queue, first, 0.5f);
    int32_t count = 0;
    const qn_sound_order *orders = qn_sound_queue_take_bare(r.queue, &count);
    CHECK_INT(count, 3);
    CHECK(orders[0].pcm == NULL && orders[1].pcm == NULL);
    CHECK(!orders[0].loops && orders[1].loops);
    CHECK_INT(orders[0].sound.raw, r.beep.raw);
    CHECK_INT(orders[2].voice.raw, first.raw);
    CHECK_INT(qn_sound_bank_bytes(r.bank), 0);
    CHECK(qn_sound_queue_take_bare(r.queue, &count) == NULL);
    CHECK_INT(count, 0);
    CHECK(qn_sound_queue_take_bare(NULL, &count) == NULL);
    close_rig(&r);
}

TEST(a_later_tick_of_one_take_is_later)
{
    rig r = open_rig(8);
    int32_t count = 0;
    for (int32_t i = 0; i < 3; ++i) {
        qn_sound_queue_tick(r.queue, 0.1f);
        qn_sound_play(r.queue, r.beep, NULL);
    }
    const qn_sound_order *orders = qn_sound_queue_take(r.queue, &count);
    CHECK_INT(count, 3);
    for (int32_t i = 0; i < count; ++i) {
        CHECK_NEAR(orders[i].play.delay_s, 0.1 * i, 1e-6);
    }
    qn_sound_queue_tick(r.queue, 0.1f);
    qn_sound_play(r.queue, r.beep, NULL);
    orders = qn_sound_queue_take(r.queue, &count);
    CHECK_NEAR(orders[0].play.delay_s, 0.0, 0.0);
    close_rig(&r);
}

TEST(a_voice_has_a_name_that_no_other_has_whether_it_is_heard_or_not)
{
    rig r = open_rig(4);
    qn_voice_id a = qn_sound_play(r.queue, r.beep, NULL);
    qn_voice_id b = qn_sound_play(r.queue, r.beep, NULL);
    CHECK(a.raw != b.raw);
    qn_sound_queue_drop(r.queue);
    qn_voice_id c = qn_sound_play(r.queue, r.beep, NULL);
    CHECK(c.raw != a.raw && c.raw != b.raw);
    int32_t count = 0;
    qn_sound_queue_take(r.queue, &count);
    CHECK_INT(count, 1);
    close_rig(&r);
}

TEST(the_player_s_level_multiplies_what_the_game_orders)
{
    rig r = open_rig(8);
    int32_t count = 0;
    qn_sound_bus_gain(r.queue, QN_BUS_MUSIC, 0.5f, 0.0f);
    qn_sound_queue_level(r.queue, QN_BUS_MUSIC, 0.25f);
    qn_sound_queue_level(r.queue, QN_BUS_MUSIC, 0.25f);
    qn_sound_bus_gain(r.queue, QN_BUS_MUSIC, 1.0f, 0.0f);
    qn_sound_queue_level(r.queue, QN_BUS_MUSIC, 0.0f);
    qn_sound_queue_level(r.queue, QN_BUS_MUSIC, NAN);
    qn_sound_queue_level(r.queue, QN_BUS_COUNT, 0.5f);
    const qn_sound_order *orders = qn_sound_queue_take(r.queue, &count);
    static const double gains[] = {0.5, 0.125, 0.25, 0.0};
    CHECK_INT(count, 4);
    for (int32_t i = 0; i < count; ++i) {
        CHECK_INT(orders[i].verb, QN_SOUND_BUS_GAIN);
        CHECK_INT(orders[i].play.bus, QN_BUS_MUSIC);
        CHECK_NEAR(orders[i].play.gain, gains[i], 0.0);
    }
    CHECK_INT(qn_sound_queue_refused_count(r.queue), 2);
    close_rig(&r);
}

TEST(orders_beyond_the_capacity_are_left_out_and_counted)
{
    rig r = open_rig(2);
    qn_sound_play(r.queue, r.beep, NULL);
    qn_sound_play(r.queue, r.beep, NULL);
    CHECK_INT(qn_sound_play(r.queue, r.beep, NULL).raw, 0);
    qn_sound_duck(r.queue, QN_BUS_MUSIC, 0.5f, 0.1f, 0.1f, 0.1f);
    CHECK_INT(qn_sound_queue_refused_count(r.queue), 2);
    close_rig(&r);
}

TEST(hostile_orders_are_left_out_and_counted)
{
    rig r = open_rig(64);
    qn_play_def fine = qn_play_def_default(), play;
    int32_t refused_count = 0;
#define LEFT_OUT(member, value)                                                                    \
    play = fine;                                                                                   \
    play.member = value;                                                                           \
    CHECK_INT(qn_sound_play(r.queue, r.beep, &play).raw, 0);                                       \
    CHECK_INT(qn_sound_queue_refused_count(r.queue), ++refused_count)
    LEFT_OUT(gain, NAN);
    LEFT_OUT(gain, -1.0f);
    LEFT_OUT(gain, INFINITY);
    LEFT_OUT(pitch, 0.0f);
    LEFT_OUT(pitch, 17.0f);
    LEFT_OUT(pan, 1.5f);
    LEFT_OUT(pan, NAN);
    LEFT_OUT(priority, 100000);
    LEFT_OUT(bus, QN_BUS_MASTER);
    LEFT_OUT(bus, QN_BUS_COUNT);
    LEFT_OUT(delay_s, -0.1f);
    LEFT_OUT(fade_in_s, 1e9f);
    LEFT_OUT(offset_s, NAN);
    LEFT_OUT(cookie, 0);
#undef LEFT_OUT
    CHECK_INT(qn_sound_play(r.queue, (qn_sound_id){0}, NULL).raw, 0);
    CHECK_INT(qn_sound_play(r.queue, (qn_sound_id){77}, NULL).raw, 0);
    qn_voice_id voice = {5};
    qn_sound_stop(r.queue, voice, NAN);
    qn_sound_change(r.queue, voice, 1.0f, 0.0f, 0.0f);
    qn_sound_bus_gain(r.queue, QN_BUS_COUNT, 1.0f, 0.0f);
    qn_sound_bus_gain(r.queue, QN_BUS_MUSIC, -1.0f, 0.0f);
    qn_sound_duck(r.queue, QN_BUS_MUSIC, 2.0f, 0.0f, 0.0f, 0.0f);
    qn_sound_stop_bus(r.queue, (qn_sound_bus)77, 0.0f);
    qn_sound_play_backwards(r.queue, NAN);
    CHECK_INT(qn_sound_queue_refused_count(r.queue), refused_count + 9);
    int32_t count = 1;
    CHECK(qn_sound_queue_take(r.queue, &count) == NULL);
    CHECK_INT(count, 0);
    close_rig(&r);
}

TEST(a_null_queue_hears_nothing_and_harms_nobody)
{
    int32_t count = 7;
    qn_sound_id sound = {1};
    qn_voice_id voice = {1};
    CHECK_INT(qn_sound_play(NULL, sound, NULL).raw, 0);
    qn_sound_stop(NULL, voice, 0.0f);
    qn_sound_stop_bus(NULL, QN_BUS_MUSIC, 0.0f);
    qn_sound_change(NULL, voice, 1.0f, 1.0f, 0.0f);
    qn_sound_bus_gain(NULL, QN_BUS_MUSIC, 1.0f, 0.0f);
    qn_sound_duck(NULL, QN_BUS_MUSIC, 1.0f, 0.0f, 0.0f, 0.0f);
    qn_sound_play_backwards(NULL, 1.0f);
    qn_sound_queue_tick(NULL, 1.0f);
    qn_sound_queue_level(NULL, QN_BUS_MUSIC, 0.5f);
    qn_sound_queue_drop(NULL);
    CHECK(qn_sound_queue_take(NULL, &count) == NULL);
    CHECK_INT(count, 0);
    CHECK(qn_sound_queue_bank(NULL) == NULL);
    CHECK_INT(qn_sound_queue_refused_count(NULL), 0);
    qn_sound_queue_destroy(NULL);
    qn_sound_queue *queue = NULL;
    CHECK_ERROR(qn_sound_queue_create(NULL, 1, &queue), QN_ERROR_NULL_POINTER);
}

// Two beeps of half a second at tick 0 and 45 (0.75 s), heard again from tick 60 on. The first has
// ended, so it starts on its way back 0.5 s later; the second is half over, and starts in its
// middle.
TEST(what_was_played_is_played_backwards_the_latest_first)
{
    rig r = open_rig(16);
    int32_t count = 0;
    for (int32_t tick = 0; tick < 60; ++tick) {
        qn_sound_queue_tick(r.queue, 1.0f / 60.0f);
        if (tick == 0 || tick == 45) {
            qn_sound_play(r.queue, r.beep, NULL);
        }
        if (tick == 10) {
            qn_sound_play(r.queue, r.hum, NULL); // a loop has no start to go back to
        }
        qn_sound_queue_drop(r.queue);
    }
    qn_sound_queue_tick(r.queue, 1.0f / 60.0f);
    qn_sound_play_backwards(r.queue, 2.0f);
    const qn_sound_order *orders = qn_sound_queue_take(r.queue, &count);
    CHECK_INT(count, 3);
    CHECK_INT(orders[0].verb, QN_SOUND_STOP_BUS);
    CHECK_INT(orders[0].play.bus, QN_BUS_EFFECTS);
    CHECK(orders[1].play.is_reversed && orders[2].play.is_reversed);
    CHECK_NEAR(orders[1].play.delay_s, 0.0, 1e-6);
    CHECK_NEAR(orders[1].play.offset_s, 0.25, 1e-5);
    CHECK_NEAR(orders[2].play.delay_s, 0.5, 1e-5);
    CHECK_NEAR(orders[2].play.offset_s, 0.0, 1e-6);
    // Once back, there is nothing to go back to.
    qn_sound_queue_tick(r.queue, 1.0f / 60.0f);
    qn_sound_play_backwards(r.queue, 2.0f);
    qn_sound_queue_take(r.queue, &count);
    CHECK_INT(count, 1);
    close_rig(&r);
}
