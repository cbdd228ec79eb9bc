// A bar is eight steps. Each voice has its own pattern of steps at which it may play, and plays
// then more often than not. The line wanders by small intervals and is drawn back to the middle of
// the scale; all degrees of a pentatonic scale sound well together, so nothing has to be forbidden.
#include "things/music.h"

#include "things/sound_defs.h"

#define STEP_TICKS 36 // 0.6 s
#define BAR_STEPS 8
#define VOICE_MAX 5
#define PRIORITY 40

// xorshift32; never 0.
static uint32_t chance(music *m)
{
    m->chance ^= m->chance << 13;
    m->chance ^= m->chance >> 17;
    m->chance ^= m->chance << 5;
    return m->chance;
}

void music_begin(music *m)
{
    m->chance = 0x2545F491u;
    m->ticks = 0;
    m->voice_count = 1;
    m->degree = 5;
}

static void note(music *m, qn_sound_queue *queue, qn_sound_id sound, int32_t degree, float gain)
{
    qn_play_def play = qn_play_def_default();
    play.bus = QN_BUS_MUSIC;
    play.priority = PRIORITY;
    play.gain = gain;
    play.pitch = sound_degree(degree);
    play.pan = ((float)(chance(m) % 101) - 50.0f) / 90.0f;
    qn_sound_play(queue, sound, &play);
}

// One to two degrees up or down, and back where it strays.
static void wander(music *m)
{
    int32_t way = 1 + (int32_t)(chance(m) % 2);
    bool is_up = m->degree < 3 || (m->degree < 8 && chance(m) % 2 == 0);
    m->degree += is_up ? way : -way;
}

static void line(music *m, qn_sound_queue *queue, int32_t step)
{
    bool is_beat = step % 2 == 0;
    bool plays = chance(m) % 100 < (is_beat ? 62u : 18u);
    if (plays) {
        wander(m);
        note(m, queue, m->pluck, m->degree, is_beat ? 0.42f : 0.30f);
    }
}

// The voices that bells bring: a bass that swells, a fifth above it, an octave that answers the
// line, and a quick one on top.
static void others(music *m, qn_sound_queue *queue, int32_t step)
{
    int32_t bar = m->ticks / (STEP_TICKS * BAR_STEPS);
    if (m->voice_count > 1 && step == 0) {
        note(m, queue, m->swell, bar % 2 == 0 ? 0 : -2, 0.30f);
    }
    if (m->voice_count > 2 && step == 4) {
        note(m, queue, m->swell, bar % 2 == 0 ? 3 : 2, 0.24f);
    }
    if (m->voice_count > 3 && step % 4 == 3 && chance(m) % 4 != 0) {
        note(m, queue, m->pluck, m->degree + 5, 0.20f);
    }
    if (m->voice_count > 4 && step % 2 == 1) {
        note(m, queue, m->pluck, 10 + (int32_t)(chance(m) % 5), 0.13f);
    }
}

void music_tick(music *m, qn_sound_queue *queue)
{
    int32_t at = m->ticks % STEP_TICKS;
    int32_t step = m->ticks / STEP_TICKS % BAR_STEPS;
    m->ticks = m->ticks < INT32_MAX - 1 ? m->ticks + 1 : 0;
    if (at != 0) {
        return;
    }
    line(m, queue, step);
    others(m, queue, step);
}
