// Every voice adds to its bus, every bus to the sum, the sum passes the limiter. All of it goes
// sample by sample in one order, and whatever glides counts samples: so the sizes of blocks do not
// show in the output.
//
// A voice whose place was taken fades over 5 ms, and the new one waits for it. At no time are there
// more than QN_VOICE_CAPACITY voices, and none is cut off.
#include "quoin/sound/mixer.h"

#include <string.h>

#include "base/alloc.h"
#include "sound/limiter.h"
#include "sound/order.h"
#include "sound/voice.h"

#define CHUNK 128
#define SHORTEST_FADE_S 0.005f
#define SHORTEST_BUS_FADE_S 0.01f

typedef struct mix_bus {
    qn_ramp gain;
    qn_ramp duck;
    int32_t hold_left; // samples to stay ducked; then the way back
    int32_t release;   // in samples
    bool is_ducked;    // and has not begun to come back
    float pairs[2 * CHUNK];
} mix_bus;

struct qn_mixer {
    int32_t rate_hz;
    int32_t unfit_count;
    uint64_t frame_count; // rendered so far
    qn_voices voices;
    qn_mix_voice mix[QN_VOICE_CAPACITY];
    mix_bus buses[QN_BUS_COUNT];
    qn_limiter limiter;
};

qn_error qn_mixer_create(int32_t rate_hz, qn_mixer **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (rate_hz < 8000 || rate_hz > 192000) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_mixer *mixer = qn_alloc_zeroed(sizeof *mixer);
    if (mixer == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    mixer->rate_hz = rate_hz;
    for (int32_t i = 0; i < QN_BUS_COUNT; ++i) {
        mixer->buses[i].gain = qn_ramp_at(1.0f);
        mixer->buses[i].duck = qn_ramp_at(1.0f);
    }
    qn_limiter_start(&mixer->limiter, rate_hz);
    *out = mixer;
    return QN_ERROR_OK;
}

void qn_mixer_destroy(qn_mixer *mixer) { qn_free(mixer); }

// ---- Orders ---------------------------------------------------------------------------------

static int32_t frames(const qn_mixer *mixer, float time_s, float shortest_s)
{
    float longer_s = time_s > shortest_s ? time_s : shortest_s;
    return (int32_t)((double)longer_s * (double)mixer->rate_hz);
}

static void play(qn_mixer *mixer, const qn_sound_order *order)
{
    bool was_taken = false;
    double now_s = (double)mixer->frame_count / (double)mixer->rate_hz;
    int32_t place = qn_voices_place(&mixer->voices, order, now_s, &was_taken);
    if (place == QN_VOICE_NONE) {
        return;
    }
    qn_mix_voice *voice = &mixer->mix[place];
    bool is_silent = voice->sound == NULL || voice->wait > 0;
    if (is_silent) {
        qn_mix_voice_start(voice, order, mixer->rate_hz);
        return;
    }
    qn_mix_voice_fade(voice, frames(mixer, 0.0f, SHORTEST_FADE_S));
    voice->has_next = true;
    voice->next = *order;
    voice->next_wait = frames(mixer, order->play.delay_s, 0.0f);
}

static void stop(qn_mixer *mixer, int32_t place, float fade_s)
{
    qn_mix_voice *voice = &mixer->mix[place];
    if (voice->has_next) {
        voice->has_next = false; // the one that was stopped had not begun
    } else if (voice->wait > 0) {
        voice->sound = NULL;
        qn_voices_free(&mixer->voices, place);
    } else {
        qn_mix_voice_fade(voice, frames(mixer, fade_s, SHORTEST_FADE_S));
    }
}

static void stop_bus(qn_mixer *mixer, const qn_sound_order *order)
{
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        const qn_voice_place *place = &mixer->voices.places[i];
        bool is_meant = order->play.bus == QN_BUS_MASTER || place->bus == order->play.bus;
        if (place->voice.raw != 0 && is_meant) {
            stop(mixer, i, order->fade_s);
        }
    }
}

static void change(qn_mixer *mixer, int32_t place, const qn_play_def *to)
{
    qn_mix_voice *voice = &mixer->mix[place];
    if (voice->has_next) {
        voice->next.play.gain = to->gain;
        voice->next.play.pitch = to->pitch;
        voice->next.play.pan = to->pan;
    } else {
        qn_mix_voice_change(voice, to, mixer->rate_hz);
    }
}

static void duck(qn_mixer *mixer, const qn_sound_order *order)
{
    mix_bus *bus = &mixer->buses[order->play.bus];
    qn_ramp_to(&bus->duck, order->play.gain, frames(mixer, order->fade_s, SHORTEST_BUS_FADE_S));
    bus->hold_left = frames(mixer, order->hold_s, 0.0f);
    bus->release = frames(mixer, order->release_s, SHORTEST_BUS_FADE_S);
    bus->is_ducked = true;
}

static void obey(qn_mixer *mixer, const qn_sound_order *order)
{
    int32_t place = qn_voices_find(&mixer->voices, order->voice);
    switch (order->verb) {
    case QN_SOUND_PLAY:
        play(mixer, order);
        return;
    case QN_SOUND_STOP_BUS:
        stop_bus(mixer, order);
        return;
    case QN_SOUND_BUS_GAIN:
        qn_ramp_to(&mixer->buses[order->play.bus].gain, order->play.gain,
                   frames(mixer, order->fade_s, SHORTEST_BUS_FADE_S));
        return;
    case QN_SOUND_DUCK:
        duck(mixer, order);
        return;
    default:
        break;
    }
    if (place != QN_VOICE_NONE && order->verb == QN_SOUND_STOP) {
        stop(mixer, place, order->fade_s);
    } else if (place != QN_VOICE_NONE) {
        change(mixer, place, &order->play);
    }
}

void qn_mixer_obey(qn_mixer *mixer, const qn_sound_order *orders, int32_t count)
{
    for (int32_t i = 0; orders != NULL && i < count; ++i) {
        if (qn_order_is_fit(&orders[i])) {
            obey(mixer, &orders[i]);
        } else {
            mixer->unfit_count += 1;
        }
    }
}

// ---- Samples --------------------------------------------------------------------------------

// The voice of a place is over: the one that waited for it begins, or the place is free.
static bool follow(qn_mixer *mixer, int32_t place)
{
    qn_mix_voice *voice = &mixer->mix[place];
    if (!voice->has_next) {
        voice->sound = NULL;
        qn_voices_free(&mixer->voices, place);
        return false;
    }
    qn_sound_order next = voice->next;
    int32_t wait = voice->next_wait;
    qn_mix_voice_start(voice, &next, mixer->rate_hz);
    voice->wait = wait;
    return true;
}

static void add_voice(qn_mixer *mixer, int32_t place, int32_t count)
{
    qn_mix_voice *voice = &mixer->mix[place];
    int32_t done = 0;
    while (voice->sound != NULL && done < count) {
        int32_t added = 0;
        float *pairs = mixer->buses[voice->bus].pairs + 2 * done;
        bool goes_on = qn_mix_voice_add(voice, pairs, count - done, &added);
        done += added;
        voice->next_wait -= added < voice->next_wait ? added : voice->next_wait;
        if (!goes_on && !follow(mixer, place)) {
            return;
        }
    }
}

static float bus_gain(mix_bus *bus)
{
    float duck = qn_ramp_next(&bus->duck);
    if (bus->is_ducked && bus->duck.left == 0) {
        if (bus->hold_left > 0) {
            bus->hold_left -= 1;
        } else {
            bus->is_ducked = false;
            qn_ramp_to(&bus->duck, 1.0f, bus->release);
        }
    }
    return duck * qn_ramp_next(&bus->gain);
}

static void sum_buses(qn_mixer *mixer, float *stereo, int32_t count)
{
    mix_bus *master = &mixer->buses[QN_BUS_MASTER];
    for (int32_t i = 0; i < count; ++i) {
        float left = 0.0f, right = 0.0f;
        for (int32_t k = QN_BUS_MASTER + 1; k < QN_BUS_COUNT; ++k) {
            float gain = bus_gain(&mixer->buses[k]);
            left += gain * mixer->buses[k].pairs[2 * i];
            right += gain * mixer->buses[k].pairs[2 * i + 1];
        }
        float gain = bus_gain(master);
        stereo[2 * i] = gain * left;
        stereo[2 * i + 1] = gain * right;
        qn_limiter_pass(&mixer->limiter, stereo + 2 * i);
    }
}

static void render_chunk(qn_mixer *mixer, float *stereo, int32_t count)
{
    for (int32_t i = 0; i < QN_BUS_COUNT; ++i) {
        memset(mixer->buses[i].pairs, 0, (size_t)count * 2 * sizeof(float));
    }
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        add_voice(mixer, i, count);
    }
    sum_buses(mixer, stereo, count);
    mixer->frame_count += (uint64_t)count;
}

void qn_mixer_render(qn_mixer *mixer, float *stereo, int32_t frame_count)
{
    for (int32_t done = 0; done < frame_count; done += CHUNK) {
        int32_t left = frame_count - done;
        render_chunk(mixer, stereo + 2 * (size_t)done, left < CHUNK ? left : CHUNK);
    }
}

qn_mixer_counters qn_mixer_get_counters(const qn_mixer *mixer)
{
    qn_mixer_counters counters = {.stolen_count = mixer->voices.stolen_count,
                                  .refused_count =
                                      mixer->voices.refused_count + mixer->unfit_count};
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        counters.voice_count += mixer->voices.places[i].voice.raw != 0 ? 1 : 0;
    }
    return counters;
}
