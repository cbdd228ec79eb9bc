// A table small enough to be searched from end to end.
#include "quoin/sound/voices.h"

// Compared only, never computed with.
#define NEVER __builtin_inf()

double qn_play_duration_s(const qn_sound_order *play)
{
    if (play->loops) {
        return NEVER;
    }
    double length_s = (double)qn_sound_frame_count(play->pcm) / QN_SOUND_RATE_HZ;
    double left_s = length_s - (double)play->play.offset_s;
    left_s = left_s > 0.0 ? left_s : 0.0;
    return (double)play->play.delay_s + left_s / (double)play->play.pitch;
}

// Whether a gives way before b.
static bool is_lesser(const qn_voice_place *a, const qn_voice_place *b)
{
    if (a->priority != b->priority) {
        return a->priority < b->priority;
    }
    return (int32_t)(a->order - b->order) < 0;
}

static int32_t find_least(const qn_voices *voices)
{
    int32_t least = 0;
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        if (voices->places[i].voice.raw == 0) {
            return i;
        }
        if (is_lesser(&voices->places[i], &voices->places[least])) {
            least = i;
        }
    }
    return least;
}

int32_t qn_voices_place(qn_voices *voices, const qn_sound_order *play, double now_s,
                        bool *was_taken)
{
    int32_t place = find_least(voices);
    qn_voice_place *at = &voices->places[place];
    *was_taken = at->voice.raw != 0;
    if (*was_taken && play->play.priority < at->priority) {
        *was_taken = false;
        voices->refused_count += 1;
        return QN_VOICE_NONE;
    }
    voices->stolen_count += *was_taken ? 1 : 0;
    *at = (qn_voice_place){.voice = play->voice,
                           .priority = play->play.priority,
                           .bus = play->play.bus,
                           .order = voices->next_order++,
                           .end_s = now_s + qn_play_duration_s(play)};
    return place;
}

int32_t qn_voices_find(const qn_voices *voices, qn_voice_id voice)
{
    for (int32_t i = 0; voice.raw != 0 && i < QN_VOICE_CAPACITY; ++i) {
        if (voices->places[i].voice.raw == voice.raw) {
            return i;
        }
    }
    return QN_VOICE_NONE;
}

void qn_voices_free(qn_voices *voices, int32_t place)
{
    if (place >= 0 && place < QN_VOICE_CAPACITY) {
        voices->places[place].voice.raw = 0;
    }
}

void qn_voices_fade(qn_voices *voices, int32_t place, double now_s, float fade_s)
{
    if (place < 0 || place >= QN_VOICE_CAPACITY) {
        return;
    }
    double end_s = now_s + (double)fade_s;
    qn_voice_place *at = &voices->places[place];
    at->end_s = end_s < at->end_s ? end_s : at->end_s;
}

void qn_voices_expire(qn_voices *voices, double now_s)
{
    for (int32_t i = 0; i < QN_VOICE_CAPACITY; ++i) {
        if (voices->places[i].end_s <= now_s) {
            qn_voices_free(voices, i);
        }
    }
}
