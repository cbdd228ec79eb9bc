// Who may sound when more want to than can.
#include "check.h"
#include "quoin/sound.h"

#include <stdlib.h>

static qn_sound *a_second(bool loops)
{
    int16_t *data = calloc(QN_SOUND_RATE_HZ, sizeof data[0]);
    qn_sound *sound = NULL;
    CHECK_ERROR(qn_sound_create(data, QN_SOUND_RATE_HZ, loops, &sound), QN_ERROR_OK);
    free(data);
    return sound;
}

static qn_sound_order order_of(uint32_t voice, const qn_sound *pcm, int32_t priority)
{
    qn_sound_order order = {.verb = QN_SOUND_PLAY, .voice = {voice}, .pcm = pcm};
    order.loops = qn_sound_loops(pcm);
    order.play = qn_play_def_default();
    order.play.priority = priority;
    return order;
}

// Voices 1 to 32, of these priorities by turns.
static qn_voices full(const qn_sound *pcm, int32_t first, int32_t second)
{
    qn_voices voices = {0};
    for (uint32_t i = 1; i <= QN_VOICE_CAPACITY; ++i) {
        bool was_taken = true;
        qn_sound_order order = order_of(i, pcm, i % 2 == 1 ? first : second);
        CHECK_INT(qn_voices_place(&voices, &order, 0.0, &was_taken), i - 1);
        CHECK(!was_taken);
    }
    return voices;
}

TEST(the_oldest_of_the_lowest_priority_gives_way)
{
    qn_sound *sound = a_second(false);
    qn_voices voices = full(sound, 5, 2);
    bool was_taken = false;
    qn_sound_order order = order_of(33, sound, 3);
    CHECK_INT(qn_voices_place(&voices, &order, 0.0, &was_taken), 1); // voice 2
    CHECK(was_taken);
    CHECK_INT(qn_voices_find(&voices, (qn_voice_id){2}), QN_VOICE_NONE);
    CHECK_INT(qn_voices_find(&voices, (qn_voice_id){33}), 1);
    order = order_of(34, sound, 2);
    CHECK_INT(qn_voices_place(&voices, &order, 0.0, &was_taken), 3); // voice 4
    CHECK_INT(voices.stolen_count, 2);
    qn_sound_destroy(sound);
}

TEST(a_voice_of_a_still_lower_priority_is_not_played)
{
    qn_sound *sound = a_second(false);
    qn_voices voices = full(sound, 5, 2);
    bool was_taken = true;
    qn_sound_order order = order_of(33, sound, 1);
    CHECK_INT(qn_voices_place(&voices, &order, 0.0, &was_taken), QN_VOICE_NONE);
    CHECK(!was_taken);
    CHECK_INT(voices.refused_count, 1);
    CHECK_INT(qn_voices_find(&voices, (qn_voice_id){2}), 1);
    qn_sound_destroy(sound);
}

TEST(a_voice_that_is_over_leaves_its_place)
{
    qn_sound *sound = a_second(false), *loop = a_second(true);
    qn_voices voices = {0};
    bool was_taken = false;
    qn_sound_order order = order_of(1, sound, 0), looped = order_of(2, loop, 0);
    order.play.pitch = 2.0f;
    order.play.delay_s = 0.25f;
    order.play.offset_s = 0.5f;
    CHECK_NEAR(qn_play_duration_s(&order), 0.5, 1e-9);
    qn_voices_place(&voices, &order, 10.0, &was_taken);
    qn_voices_place(&voices, &looped, 10.0, &was_taken);
    qn_voices_expire(&voices, 10.49);
    CHECK_INT(qn_voices_find(&voices, (qn_voice_id){1}), 0);
    qn_voices_expire(&voices, 10.5);
    CHECK_INT(qn_voices_find(&voices, (qn_voice_id){1}), QN_VOICE_NONE);
    qn_voices_expire(&voices, 1e12);
    CHECK_INT(qn_voices_find(&voices, (qn_voice_id){2}), 1);
    qn_voices_fade(&voices, 1, 20.0, 0.5f);
    qn_voices_expire(&voices, 20.5);
    CHECK_INT(qn_voices_find(&voices, (qn_voice_id){2}), QN_VOICE_NONE);
    qn_sound_destroy(sound);
    qn_sound_destroy(loop);
}

TEST(places_that_do_not_exist_are_ignored)
{
    qn_voices voices = {0};
    qn_voices_free(&voices, -1);
    qn_voices_free(&voices, QN_VOICE_CAPACITY);
    qn_voices_fade(&voices, 1000, 0.0, 1.0f);
    CHECK_INT(qn_voices_find(&voices, (qn_voice_id){0}), QN_VOICE_NONE);
}
