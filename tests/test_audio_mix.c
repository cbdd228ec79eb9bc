// The ring between a game's thread and a device's.
#include "audio_mix.h"
#include "check.h"
#include "sounds/measure.h"

#include <stdlib.h>

#define RATE_HZ QN_SOUND_RATE_HZ

typedef struct rig {
    qn_sound_bank *bank;
    qn_sound_queue *queue;
    qn_sound_id tone;
    audio_mix *mix;
    float *stereo;
} rig;

static rig open_rig(void)
{
    rig r = {0};
    qn_synth_def def = qn_synth_def_default();
    def.loops = true;
    def.layers[0].envelope = (qn_synth_envelope){0};
    CHECK_ERROR(qn_sound_bank_create(4, 1u << 20, &r.bank), QN_ERROR_OK);
    CHECK_ERROR(qn_sound_bank_add(r.bank, "tone", &def, &r.tone), QN_ERROR_OK);
    CHECK_ERROR(qn_sound_queue_create(r.bank, 4096, &r.queue), QN_ERROR_OK);
    r.mix = malloc(sizeof *r.mix);
    CHECK_ERROR(audio_mix_open(r.mix, RATE_HZ), QN_ERROR_OK);
    r.stereo = calloc(2 * RATE_HZ, sizeof r.stereo[0]);
    return r;
}

static void close_rig(rig *r)
{
    audio_mix_close(r->mix);
    qn_sound_queue_destroy(r->queue);
    qn_sound_bank_destroy(r->bank);
    free(r->mix);
    free(r->stereo);
}

static samples left(const rig *r, int32_t from, int32_t to)
{
    return samples_part(samples_left(r->stereo, RATE_HZ), from, to);
}

TEST(what_a_game_orders_is_heard)
{
    rig r = open_rig();
    audio_mix_render(r.mix, r.stereo, RATE_HZ);
    CHECK(measure_is_silent(left(&r, 0, RATE_HZ)));
    qn_sound_play(r.queue, r.tone, NULL);
    audio_mix_post(r.mix, r.queue);
    audio_mix_render(r.mix, r.stereo, RATE_HZ);
    CHECK(measure_rms(left(&r, 2000, RATE_HZ)) > 0.3);
    close_rig(&r);
}

TEST(orders_beyond_the_ring_are_left_out_and_counted)
{
    rig r = open_rig();
    for (int32_t i = 0; i < AUDIO_RING_CAPACITY + 10; ++i) {
        qn_sound_bus_gain(r.queue, QN_BUS_MUSIC, 1.0f, 0.0f);
    }
    audio_mix_post(r.mix, r.queue);
    CHECK_INT(r.mix->dropped_count, 10);
    audio_mix_render(r.mix, r.stereo, 100);
    for (int32_t round = 0; round < 5000; ++round) { // the counts go round the ring many times
        qn_sound_bus_gain(r.queue, QN_BUS_MUSIC, 1.0f, 0.0f);
        audio_mix_post(r.mix, r.queue);
        audio_mix_render(r.mix, r.stereo, 1);
    }
    CHECK_INT(r.mix->dropped_count, 10);
    CHECK_INT(qn_mixer_get_counters(r.mix->mixer).refused_count, 0);
    close_rig(&r);
}
