// Which orders there may be: what a queue lets through, and what the mixer believes.
#ifndef SOUND_ORDER_H
#define SOUND_ORDER_H

#include "quoin/sound/queue.h"

#define QN_COOKIE_PLAY 0x594C5051u

bool qn_order_time_is_fit(float time_s);
bool qn_order_gain_is_fit(float gain);
bool qn_order_tone_is_fit(float gain, float pitch, float pan);
bool qn_order_play_is_fit(const qn_play_def *play);
// A whole order, of any verb.
bool qn_order_is_fit(const qn_sound_order *order);

#endif
