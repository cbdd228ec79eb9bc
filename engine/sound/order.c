// Every comparison is written so that NaN fails it.
#include "sound/order.h"

#define MAX_TIME_S 60.0f
#define MAX_GAIN 8.0f
#define MAX_PITCH 16.0f
#define MAX_PRIORITY 1000

static bool is_within(float value, float low, float high) { return value >= low && value <= high; }

bool qn_order_time_is_fit(float time_s) { return is_within(time_s, 0.0f, MAX_TIME_S); }

bool qn_order_gain_is_fit(float gain) { return is_within(gain, 0.0f, MAX_GAIN); }

bool qn_order_tone_is_fit(float gain, float pitch, float pan)
{
    return qn_order_gain_is_fit(gain) && is_within(pitch, 1.0f / MAX_PITCH, MAX_PITCH) &&
           is_within(pan, -1.0f, 1.0f);
}

bool qn_order_play_is_fit(const qn_play_def *play)
{
    return play->cookie == QN_COOKIE_PLAY &&
           qn_order_tone_is_fit(play->gain, play->pitch, play->pan) &&
           play->priority >= -MAX_PRIORITY && play->priority <= MAX_PRIORITY &&
           play->bus > QN_BUS_MASTER && play->bus < QN_BUS_COUNT &&
           // Orders of later ticks come with a second or more on top.
           is_within(play->delay_s, 0.0f, 2.0f * MAX_TIME_S) &&
           qn_order_time_is_fit(play->fade_in_s) && qn_order_time_is_fit(play->offset_s);
}

static bool bus_is_fit(const qn_sound_order *order) { return order->play.bus < QN_BUS_COUNT; }

bool qn_order_is_fit(const qn_sound_order *order)
{
    bool has_times = qn_order_time_is_fit(order->fade_s) && qn_order_time_is_fit(order->hold_s) &&
                     qn_order_time_is_fit(order->release_s);
    const qn_play_def *play = &order->play;
    switch (order->verb) {
    case QN_SOUND_PLAY:
        return order->voice.raw != 0 && order->pcm != NULL && qn_order_play_is_fit(play);
    case QN_SOUND_STOP:
        return order->voice.raw != 0 && has_times;
    case QN_SOUND_CHANGE:
        return order->voice.raw != 0 && qn_order_tone_is_fit(play->gain, play->pitch, play->pan);
    case QN_SOUND_STOP_BUS:
        return has_times && bus_is_fit(order);
    case QN_SOUND_BUS_GAIN:
    case QN_SOUND_DUCK:
        return has_times && bus_is_fit(order) && qn_order_gain_is_fit(play->gain);
    default:
        return false;
    }
}
