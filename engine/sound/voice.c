// Positions are whole numbers, so that no length of play adds up rounding errors and a pitch of 1
// at the sound's own rate reads sample after sample as it is. Between samples: the cubic through
// four neighbours whose slopes are those of the chords (Catmull and Rom 1974).
#include "sound/voice.h"

#include "quoin/math.h"
#include "sound/pcm.h"

#define ONE ((uint64_t)1 << 32)
#define SHORTEST_FADE_S 0.005f
#define CHANGE_S 0.02f
#define SAMPLE_SCALE (1.0f / 32768.0f)

static int32_t frames(float time_s, int32_t rate_hz)
{
    return (int32_t)((double)time_s * (double)rate_hz);
}

static uint64_t step_of(float pitch, int32_t rate_hz)
{
    return (uint64_t)((double)pitch * QN_SOUND_RATE_HZ / (double)rate_hz * (double)ONE);
}

// Equal power: the squares of the two sum up to 1, wherever the sound stands.
static qn_rot pan_gains(float pan) { return qn_rot_from_angle((pan + 1.0f) * 0.25f * QN_PI); }

void qn_mix_voice_start(qn_mix_voice *voice, const qn_sound_order *order, int32_t rate_hz)
{
    const qn_play_def *play = &order->play;
    qn_rot pan = pan_gains(play->pan);
    *voice = (qn_mix_voice){.sound = order->pcm,
                            .step = step_of(play->pitch, rate_hz),
                            .wait = frames(play->delay_s, rate_hz),
                            .is_reversed = play->is_reversed,
                            .bus = play->bus,
                            .fade = qn_ramp_at(1.0f),
                            .left = qn_ramp_at(play->gain * pan.c),
                            .right = qn_ramp_at(play->gain * pan.s)};
    int32_t offset = frames(play->offset_s, QN_SOUND_RATE_HZ);
    bool begins_inside = offset > 0 || order->pcm->loops;
    if (order->pcm->loops) {
        offset %= order->pcm->frame_count;
    }
    voice->position = (uint64_t)offset << 32;
    int32_t shortest = begins_inside ? frames(SHORTEST_FADE_S, rate_hz) : 0;
    int32_t fade = frames(play->fade_in_s, rate_hz);
    if (fade > 0 || shortest > 0) {
        voice->fade = qn_ramp_at(0.0f);
        qn_ramp_to(&voice->fade, 1.0f, fade > shortest ? fade : shortest);
    }
}

void qn_mix_voice_change(qn_mix_voice *voice, const qn_play_def *play, int32_t rate_hz)
{
    qn_rot pan = pan_gains(play->pan);
    int32_t samples = frames(CHANGE_S, rate_hz);
    qn_ramp_to(&voice->left, play->gain * pan.c, samples);
    qn_ramp_to(&voice->right, play->gain * pan.s, samples);
    voice->target_step = step_of(play->pitch, rate_hz);
    voice->step_change = ((int64_t)voice->target_step - (int64_t)voice->step) / samples;
    voice->glide_left = samples;
}

// A fade under way to silence is never made longer.
void qn_mix_voice_fade(qn_mix_voice *voice, int32_t samples)
{
    if (!voice->is_ending || samples < voice->fade.left) {
        qn_ramp_to(&voice->fade, 0.0f, samples);
    }
    voice->is_ending = true;
}

// ---- Samples --------------------------------------------------------------------------------

static float frame_at(const qn_mix_voice *voice, int32_t index)
{
    const qn_sound *sound = voice->sound;
    int32_t count = sound->frame_count, i = voice->is_reversed ? count - 1 - index : index;
    if (sound->loops) {
        i = i < 0 ? i + count : (i >= count ? i - count : i);
    }
    // A loop of a frame or two is shorter than the four neighbours.
    return i >= 0 && i < count ? (float)sound->samples[i] : 0.0f;
}

static float cubic(float a, float b, float c, float d, float t)
{
    float slope_b = 0.5f * (c - a), slope_c = 0.5f * (d - b);
    float rest = b - c;
    return b + t * (slope_b + t * (-3.0f * rest - 2.0f * slope_b - slope_c +
                                   t * (2.0f * rest + slope_b + slope_c)));
}

static float sample_of(const qn_mix_voice *voice)
{
    int32_t i = (int32_t)(voice->position >> 32);
    uint32_t part = (uint32_t)voice->position;
    if (part == 0) {
        return frame_at(voice, i);
    }
    float t = (float)(part >> 8) * 0x1p-24f;
    const int16_t *s = voice->sound->samples;
    bool is_inside = i >= 1 && i + 2 < voice->sound->frame_count && !voice->is_reversed;
    if (is_inside) {
        return cubic((float)s[i - 1], (float)s[i], (float)s[i + 1], (float)s[i + 2], t);
    }
    return cubic(frame_at(voice, i - 1), frame_at(voice, i), frame_at(voice, i + 1),
                 frame_at(voice, i + 2), t);
}

// False when the sound is over.
static bool advance(qn_mix_voice *voice)
{
    if (voice->glide_left > 0) {
        voice->glide_left -= 1;
        voice->step = voice->glide_left > 0 ? (uint64_t)((int64_t)voice->step + voice->step_change)
                                            : voice->target_step;
    }
    voice->position += voice->step;
    uint64_t end = (uint64_t)voice->sound->frame_count << 32;
    if (voice->position < end) {
        return true;
    }
    if (voice->sound->loops) {
        voice->position %= end;
    }
    return voice->sound->loops;
}

static bool has_faded(const qn_mix_voice *voice)
{
    return voice->is_ending && voice->fade.left == 0;
}

bool qn_mix_voice_add(qn_mix_voice *voice, float *pairs, int32_t count, int32_t *added)
{
    int32_t i = voice->wait < count ? voice->wait : count;
    bool goes_on = voice->position < (uint64_t)voice->sound->frame_count << 32;
    voice->wait -= i;
    while (goes_on && i < count) {
        float value = sample_of(voice) * SAMPLE_SCALE * qn_ramp_next(&voice->fade);
        pairs[2 * i] += value * qn_ramp_next(&voice->left);
        pairs[2 * i + 1] += value * qn_ramp_next(&voice->right);
        i += 1;
        goes_on = advance(voice) && !has_faded(voice);
    }
    *added = i;
    return goes_on;
}
