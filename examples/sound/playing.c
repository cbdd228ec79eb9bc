// A game's side and a host's side of one queue.
#include "sample.h"

static void game_side(void)
{
    host_sound h = open_host_sound();
    qn_sound_queue *sounds = h.queue;
    qn_synth_def def = qn_synth_def_default();
    float impulse_ns = 400.0f, x_m = 3.0f;
    // [add]
    qn_sound_id knock;
    qn_error error = qn_sound_bank_add(qn_sound_queue_bank(sounds), "knock", &def, &knock);
    // [/add]
    CHECK_ERROR(error, QN_ERROR_OK);
    // [play]
    qn_play_def play = qn_play_def_default();
    play.gain = qn_clamp(impulse_ns / 1000.0f, 0.0f, 1.0f);
    play.pitch = qn_semitones(-2.0f);
    play.pan = qn_clamp(x_m / 10.0f, -1.0f, 1.0f);
    play.priority = 3;
    qn_voice_id voice = qn_sound_play(sounds, knock, &play);
    // [/play]
    CHECK(voice.raw != 0);
    // [follow]
    qn_sound_change(sounds, voice, 0.5f, 1.2f, 0.0f); // glides there
    qn_sound_stop(sounds, voice, 0.3f);
    qn_sound_duck(sounds, QN_BUS_MUSIC, 0.3f, 0.05f, 0.5f, 1.0f); // while a bell tolls
    qn_sound_play_backwards(sounds, 1.0f);                        // what was played, in reverse
    // [/follow]
    int32_t count;
    qn_sound_queue_take(sounds, &count);
    CHECK_INT(count, 5);
    CHECK_INT(qn_sound_queue_refused_count(sounds), 0);
    close_host_sound(&h);
}

static void host_side(void)
{
    host_sound h = open_host_sound();
    qn_sound_bank *bank = h.bank;
    qn_sound_queue *queue = h.queue;
    float block[2 * 800];
    // [host]
    qn_mixer *mixer;
    qn_error error = qn_mixer_create(QN_SOUND_RATE_HZ, &mixer);
    for (int32_t tick = 0; tick < 60 && error == QN_ERROR_OK; ++tick) {
        qn_sound_queue_tick(queue, 1.0f / 60.0f);
        // the game ticks here
        qn_sound_bank_prepare(bank, 200000); // sounds are ready before they are wanted

        int32_t count;
        const qn_sound_order *orders = qn_sound_queue_take(queue, &count);
        qn_mixer_obey(mixer, orders, count);
        qn_mixer_render(mixer, block, 800); // 1/60 s of stereo
    }
    qn_mixer_destroy(mixer);
    // [/host]
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK(block[0] == 0.0f);
    close_host_sound(&h);
}

static void own_device(void)
{
    host_sound h = open_host_sound();
    qn_synth_def def = qn_synth_def_default();
    qn_sound_id tone;
    CHECK_ERROR(qn_sound_bank_add(h.bank, "tone", &def, &tone), QN_ERROR_OK);
    qn_sound_play(h.queue, tone, NULL);
    int32_t count, started_count = 0;
    const qn_sound_order *orders = qn_sound_queue_take(h.queue, &count);
    double now_s = 12.5;
    // [voices]
    qn_voices voices = {0}; // kept from frame to frame
    qn_voices_expire(&voices, now_s);
    for (int32_t i = 0; i < count; ++i) {
        bool was_taken;
        int32_t place = orders[i].verb == QN_SOUND_PLAY
                            ? qn_voices_place(&voices, &orders[i], now_s, &was_taken)
                            : QN_VOICE_NONE;
        if (place != QN_VOICE_NONE) {
            started_count += 1; // silence what the device plays there if was_taken, start this
        }
    }
    // [/voices]
    CHECK_INT(started_count, 1);
    close_host_sound(&h);
}
