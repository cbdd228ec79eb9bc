// The gain that a peak needs is known as it comes in, and is averaged over the time that the peak
// then waits: when it comes out, every gain in the average is low enough. Far from peaks all gains
// are exactly 1, and samples pass unchanged.
#include "sound/limiter.h"

#include <string.h>

#include "quoin/math.h"

#define CEILING 0.97f
#define LOWEST_GAIN 0x1p-16f
#define RECOVERY_S 0.12f
#define NEARLY_ONE 0.9995f // closer than this, the steps would be lost in rounding

void qn_limiter_start(qn_limiter *limiter, int32_t rate_hz)
{
    memset(limiter, 0, sizeof *limiter);
    for (int32_t i = 0; i < QN_MIXER_LATENCY_FRAMES; ++i) {
        limiter->gains[i] = 1.0f;
    }
    limiter->gain_sum = QN_MIXER_LATENCY_FRAMES;
    limiter->gain = 1.0f;
    limiter->recovery = 1.0f / (RECOVERY_S * (float)rate_hz);
}

static void follow(qn_limiter *limiter, float peak)
{
    float needed = peak > CEILING ? qn_max(CEILING / peak, LOWEST_GAIN) : 1.0f;
    if (needed < 1.0f) {
        limiter->hold = QN_MIXER_LATENCY_FRAMES;
    }
    if (needed < limiter->gain) {
        limiter->gain = needed;
    } else if (limiter->hold > 0) {
        limiter->hold -= 1;
    } else if (limiter->gain < 1.0f) {
        float risen = limiter->gain + (1.0f - limiter->gain) * limiter->recovery;
        limiter->gain = risen > NEARLY_ONE ? 1.0f : risen;
    }
}

static float within_scale(float value) { return qn_clamp(value, -1.0f, 1.0f); }

void qn_limiter_pass(qn_limiter *limiter, float *pair)
{
    follow(limiter, qn_max(qn_abs(pair[0]), qn_abs(pair[1])));
    float *delayed = limiter->delayed[limiter->at];
    float *oldest = &limiter->gains[limiter->at];
    limiter->gain_sum += (double)limiter->gain - (double)*oldest;
    *oldest = limiter->gain;
    float gain = (float)(limiter->gain_sum / QN_MIXER_LATENCY_FRAMES);
    float left = within_scale(delayed[0] * gain), right = within_scale(delayed[1] * gain);
    delayed[0] = pair[0];
    delayed[1] = pair[1];
    pair[0] = left;
    pair[1] = right;
    limiter->at = (limiter->at + 1) % QN_MIXER_LATENCY_FRAMES;
}
