// The browser mixes; what is chosen here is who sounds, by the same rule as in the mixer. Each
// sound goes to the page once, ahead of its time in pieces, and the rest of it when it is played.
//
// Until the first touch or key there is no context. What is played till then is not heard, but
// loops are kept, and begin when the context does.
#include "audio.h"

#include <stdlib.h>

#include "audio_page.h"

#define STEAL_FADE_S 0.005f
#define SHORTEST_FADE_S 0.005f
#define UPLOADED_A_FRAME 65536 // samples: a tenth of a millisecond

typedef struct audio_web {
    audio base;
    qn_sound_bank *bank; // of the queue
    qn_voices voices;
    qn_sound_order playing[QN_VOICE_CAPACITY];      // what was ordered, with its changes
    int32_t uploaded_counts[QN_SOUND_BANK_MAX + 1]; // samples of each sound
    uint32_t next_sound;                            // all before it are uploaded, or there is none
    bool is_locked;                                 // there is no context yet
    bool is_heard;                                  // the context runs
} audio_web;

// At most so many samples more; returns how many they were.
static int32_t upload(audio_web *self, qn_sound_id sound, const qn_sound *pcm, int32_t most)
{
    int32_t *done = &self->uploaded_counts[sound.raw];
    int32_t length = qn_sound_frame_count(pcm), left = length - *done;
    int32_t count = left < most ? left : most;
    if (count > 0) {
        audio_page_upload(sound.raw, length, qn_sound_samples(pcm) + *done, *done, count);
        *done += count;
    }
    return count;
}

static void prepare(audio *base, qn_sound_bank *bank)
{
    audio_web *self = (audio_web *)base;
    int32_t left = UPLOADED_A_FRAME;
    while (left > 0 && self->next_sound <= (uint32_t)qn_sound_bank_count(bank)) {
        qn_sound_id sound = {self->next_sound};
        const qn_sound *pcm = qn_sound_bank_get(bank, sound);
        left -= upload(self, sound, pcm, left);
        if (self->uploaded_counts[sound.raw] == qn_sound_frame_count(pcm)) {
            self->next_sound += 1;
        }
    }
}

static void start(audio_web *self, int32_t place, const qn_sound_order *order)
{
    const qn_play_def *play = &order->play;
    float fade_s = play->fade_in_s;
    if ((order->loops || play->offset_s > 0.0f) && fade_s < SHORTEST_FADE_S) {
        fade_s = SHORTEST_FADE_S;
    }
    audio_page_start given = {.sound = order->sound.raw,
                              .bus = play->bus,
                              .gain = play->gain,
                              .pitch = play->pitch,
                              .pan = play->pan,
                              .delay_s = play->delay_s,
                              .fade_in_s = fade_s,
                              .offset_s = play->offset_s,
                              .is_reversed = play->is_reversed,
                              .loops = order->loops};
    upload(self, order->sound, order->pcm, INT32_MAX);
    audio_page_play(place, &given);
}

static void play_order(audio_web *self, const qn_sound_order *bare, double now_s)
{
    if (!self->is_heard && !bare->loops) {
        return; // it would be heard late
    }
    qn_sound_order order = *bare;
    order.pcm = self->is_locked ? NULL : qn_sound_bank_get(self->bank, order.sound);
    if (!self->is_locked && order.pcm == NULL) {
        return; // it could not be rendered
    }
    bool was_taken = false;
    int32_t place = qn_voices_place(&self->voices, &order, now_s, &was_taken);
    if (place == QN_VOICE_NONE) {
        return;
    }
    if (was_taken && !self->is_locked) {
        audio_page_stop(place, STEAL_FADE_S);
    }
    self->playing[place] = order;
    if (!self->is_locked) {
        start(self, place, &order);
    }
}

static void stop_place(audio_web *self, int32_t place, double now_s, float fade_s)
{
    float longer_s = fade_s > SHORTEST_FADE_S ? fade_s : SHORTEST_FADE_S;
    if (self->is_locked) {
        qn_voices_free(&self->voices, place);
        return;
    }
    qn_voices_fade(&self->voices, place, now_s, longer_s);
    audio_page_stop(place, longer_s);
}

static void stop_bus(audio_web *self, const qn_sound_order *order, double now_s)
{
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        const qn_voice_place *place = &self->voices.places[i];
        bool is_meant = order->play.bus == QN_BUS_MASTER || place->bus == order->play.bus;
        if (place->voice.raw != 0 && is_meant) {
            stop_place(self, i, now_s, order->fade_s);
        }
    }
}

static void change(audio_web *self, int32_t place, const qn_play_def *to)
{
    qn_play_def *play = &self->playing[place].play;
    play->gain = to->gain;
    play->pitch = to->pitch;
    play->pan = to->pan;
    if (!self->is_locked) {
        audio_page_change(place, to->gain, to->pitch, to->pan);
    }
}

static void obey_voice(audio_web *self, const qn_sound_order *order, double now_s)
{
    int32_t place = qn_voices_find(&self->voices, order->voice);
    if (place == QN_VOICE_NONE) {
        return;
    }
    if (order->verb == QN_SOUND_STOP) {
        stop_place(self, place, now_s, order->fade_s);
    } else {
        change(self, place, &order->play);
    }
}

static void obey(audio_web *self, const qn_sound_order *order, double now_s)
{
    switch (order->verb) {
    case QN_SOUND_PLAY:
        play_order(self, order, now_s);
        break;
    case QN_SOUND_STOP_BUS:
        stop_bus(self, order, now_s);
        break;
    case QN_SOUND_BUS_GAIN:
        audio_page_bus_gain(order->play.bus, order->play.gain, order->fade_s);
        break;
    case QN_SOUND_DUCK:
        audio_page_duck(order->play.bus, order->play.gain, order->fade_s, order->hold_s,
                        order->release_s);
        break;
    default:
        obey_voice(self, order, now_s);
        break;
    }
}

// The context has come, and with it a clock: the loops that were kept begin.
static void unlock(audio_web *self, double now_s)
{
    qn_voices kept = self->voices;
    static qn_sound_order orders[QN_VOICE_CAPACITY];
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        orders[i] = self->playing[i];
    }
    self->voices = (qn_voices){0};
    self->is_locked = false;
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        if (kept.places[i].voice.raw != 0) {
            play_order(self, &orders[i], now_s);
        }
    }
}

static void play(audio *base, qn_sound_queue *queue)
{
    audio_web *self = (audio_web *)base;
    double now_s = audio_page_now();
    self->bank = qn_sound_queue_bank(queue);
    audio_state now = (audio_state)audio_page_state();
    self->is_heard = now == AUDIO_RUNS;
    if (self->is_locked && now != AUDIO_LOCKED) {
        unlock(self, now_s);
    }
    if (!self->is_locked) {
        qn_voices_expire(&self->voices, now_s);
    }
    int32_t count = 0;
    const qn_sound_order *orders = qn_sound_queue_take_bare(queue, &count);
    for (int32_t i = 0; i < count; ++i) {
        obey(self, &orders[i], now_s);
    }
}

static void set_paused(audio *base, bool is_paused)
{
    (void)base;
    audio_page_set_paused(is_paused);
}

static audio_state state(audio *base)
{
    (void)base;
    return (audio_state)audio_page_state();
}

static void destroy(audio *base)
{
    audio_page_close();
    free(base);
}

qn_error audio_web_create(audio **out)
{
    *out = NULL;
    audio_web *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    self->base = (audio){play, set_paused, state, prepare, destroy};
    self->is_locked = true;
    self->next_sound = 1;
    if (!audio_page_open()) {
        free(self);
        return QN_ERROR_NO_SOUND;
    }
    *out = &self->base;
    return QN_ERROR_OK;
}
