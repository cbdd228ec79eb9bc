// A hit sounds as both things that met, each by how much of it is heard through the other. How loud
// goes with the logarithm of the impulse, more or less: a tower's fall spans a factor of a
// thousand.
//
// A fall is hundreds of hits. Each stuff sounds again only after a few ticks, but for a louder hit;
// the rest is heard as a rumble that swells with all impulses and dies away.
#include "things/sounds.h"

#include "tuning.h"

#define HITS_A_TICK 4
#define HIT_WAIT_TICKS 4
#define JITTER 0.10f // of the pitch of repeated sounds, either way
#define HIT_SOFTEST_NS 30.0f
#define HIT_LOUDEST_NS 30000.0f
#define RUMBLE_FULL_NS 60000.0f // of impulses in a tick, for a full rumble
#define RUMBLE_DECAY 0.965f     // a tick
#define RUMBLE_LEAST 0.02f
#define PAN_WIDTH_M 13.0f

enum {
    PRIORITY_HIT = 0,
    PRIORITY_BREAK = 30,
    PRIORITY_LOOP = 50,
    PRIORITY_BELL = 80,
    PRIORITY_WIN = 100
};

// How much of a hit is heard through this stuff.
static const float loudness[STUFF_COUNT] = {
    [STUFF_STONE] = 0.75f, [STUFF_TIMBER] = 0.9f, [STUFF_SLATE] = 0.6f,  [STUFF_GLASS] = 0.5f,
    [STUFF_EARTH] = 0.9f,  [STUFF_IRON] = 0.7f,   [STUFF_BRONZE] = 0.5f,
};

void sounds_open(sounds *s, qn_sound_queue *queue)
{
    *s = (sounds){.queue = queue, .chance = 0x9E3779B9u};
    for (int32_t i = 0; queue != NULL && i < SOUND_COUNT; ++i) {
        qn_synth_def def = sound_define((sound_name)i);
        // A bank without room leaves the id empty, and that sound is not heard.
        (void)qn_sound_bank_add(qn_sound_queue_bank(queue), sound_name_text((sound_name)i), &def,
                                &s->ids[i]);
    }
    s->music.pluck = s->ids[SOUND_PLUCK];
    s->music.swell = s->ids[SOUND_SWELL];
    music_begin(&s->music);
}

// ---- Helpers --------------------------------------------------------------------------------

static float chance(sounds *s, float low, float high)
{
    s->chance ^= s->chance << 13;
    s->chance ^= s->chance >> 17;
    s->chance ^= s->chance << 5;
    return low + (high - low) * ((float)(s->chance >> 8) * 0x1p-24f);
}

static float pan_of(qn_vec2 point_m) { return qn_clamp(point_m.x / PAN_WIDTH_M, -0.8f, 0.8f); }

static qn_play_def at(qn_vec2 point_m, float gain, int32_t priority)
{
    qn_play_def play = qn_play_def_default();
    play.gain = qn_clamp(gain, 0.0f, 1.0f);
    play.pan = pan_of(point_m);
    play.priority = priority;
    return play;
}

static qn_voice_id play(const sounds *s, sound_name name, const qn_play_def *def)
{
    return qn_sound_play(s->queue, s->ids[name], def);
}

static qn_voice_id play_loop(const sounds *s, sound_name name, float gain, float fade_in_s)
{
    qn_play_def def = qn_play_def_default();
    def.gain = gain;
    def.priority = PRIORITY_LOOP;
    def.fade_in_s = fade_in_s;
    return play(s, name, &def);
}

static void stop(const sounds *s, qn_voice_id *voice, float fade_s)
{
    qn_sound_stop(s->queue, *voice, fade_s);
    *voice = (qn_voice_id){0};
}

// ---- A level --------------------------------------------------------------------------------

void sounds_begin(sounds *s)
{
    stop(s, &s->rumble_voice, 0.3f);
    stop(s, &s->creak_voice, 0.05f);
    s->rumble = 0.0f;
    s->pull = 0.0f;
    s->creak = 0.0f;
    music_begin(&s->music);
    if (s->wind_voice.raw == 0) {
        s->wind_voice = play_loop(s, SOUND_WIND, 0.07f, 3.0f);
    }
}

void sounds_lit(sounds *s, int32_t lit_count) { s->music.voice_count = 1 + lit_count; }

// ---- What happens ---------------------------------------------------------------------------

// 0 at the softest to 1 at the loudest, by the square root of the square root.
static float loudness_of(float impulse_ns)
{
    float share = qn_clamp(impulse_ns / HIT_LOUDEST_NS, 0.0f, 1.0f);
    return __builtin_sqrtf(__builtin_sqrtf(share));
}

static void hit_one(sounds *s, stuff what, float loud, float speed_mps, qn_vec2 point_m)
{
    bool is_louder = loud > 1.3f * s->loudest_hit[what];
    if (s->hit_count >= HITS_A_TICK || (s->quiet_ticks[what] > 0 && !is_louder)) {
        return;
    }
    s->hit_count += 1;
    s->quiet_ticks[what] = HIT_WAIT_TICKS;
    s->loudest_hit[what] = loud;
    float gain = 0.9f * loud * loud * loudness[what];
    qn_play_def def = at(point_m, gain, PRIORITY_HIT + (int32_t)(20.0f * loud));
    // What is hit faster sounds a little higher, as its hardest edges do.
    float lift = 0.92f + 0.012f * qn_clamp(speed_mps, 0.0f, 20.0f);
    def.pitch = lift * chance(s, 1.0f - JITTER, 1.0f + JITTER);
    play(s, (sound_name)((int32_t)SOUND_HIT_STONE + (int32_t)what), &def);
}

void sounds_hit(sounds *s, stuff a, stuff b, float impulse_ns, float speed_mps, qn_vec2 point_m)
{
    if (!(impulse_ns >= HIT_SOFTEST_NS) || (uint32_t)a >= STUFF_COUNT ||
        (uint32_t)b >= STUFF_COUNT || s->is_backwards) {
        return;
    }
    float loud = loudness_of(impulse_ns);
    s->rumble = qn_min(s->rumble + impulse_ns / RUMBLE_FULL_NS, 1.0f);
    hit_one(s, a, loud, speed_mps, point_m);
    if (a != b) {
        hit_one(s, b, 0.85f * loud, speed_mps, point_m);
    }
}

static sound_name bell_of(int32_t size)
{
    return size <= 0 ? SOUND_BELL_SMALL : (size == 1 ? SOUND_BELL_MEDIUM : SOUND_BELL_LARGE);
}

void sounds_toll(sounds *s, int32_t size, int32_t degree, float strength, qn_vec2 point_m)
{
    if (s->is_backwards) {
        return;
    }
    float hard = qn_clamp(strength, 0.0f, 1.0f);
    qn_play_def def = at(point_m, 0.35f + 0.5f * hard, PRIORITY_BELL);
    def.pitch = sound_degree(degree);
    play(s, bell_of(size), &def);
    // Brighter with the square of the stroke. The clang is that of a 440 Hz bell.
    static const float above_440[3] = {1.3348f, 1.0f, 0.6674f};
    def.gain = 0.45f * hard * hard;
    def.pitch *= above_440[size <= 0 ? 0 : (size == 1 ? 1 : 2)];
    play(s, SOUND_CLANG, &def);
    qn_sound_duck(s->queue, QN_BUS_MUSIC, 0.4f, 0.05f, 0.5f, 1.5f);
}

void sounds_break(sounds *s, stuff what, float strength, qn_vec2 point_m)
{
    if (s->is_backwards) {
        return;
    }
    bool is_glass = what == STUFF_GLASS;
    qn_play_def def = at(point_m, 0.35f + 0.4f * qn_clamp(strength, 0.0f, 1.0f), PRIORITY_BREAK);
    def.pitch = chance(s, 1.0f - JITTER, 1.0f + JITTER);
    play(s, is_glass ? SOUND_SHATTER : SOUND_CRACK, &def);
}

void sounds_shot(sounds *s, float power, qn_vec2 point_m)
{
    if (s->is_backwards) {
        return;
    }
    float hard = qn_clamp(power, 0.0f, 1.0f);
    qn_play_def def = at(point_m, 0.35f + 0.35f * hard, PRIORITY_BREAK);
    def.pitch = 0.9f + 0.3f * hard;
    play(s, SOUND_TWANG, &def);
    def.gain = 0.10f + 0.30f * hard;
    def.pitch = 0.8f + 0.5f * hard;
    play(s, SOUND_WHOOSH, &def);
}

// Upwards through the chord, a bell for each note, and below it all one that swells.
void sounds_won(sounds *s)
{
    static const int32_t degrees[5] = {-5, 0, 2, 3, 5};
    for (int32_t i = 0; i < 5; ++i) {
        qn_play_def def = qn_play_def_default();
        def.bus = QN_BUS_UI;
        def.priority = PRIORITY_WIN;
        def.gain = 0.30f;
        // The medium bell's note is an A, and the chord stands on a D.
        def.pitch = sound_degree(degrees[i]) * 0.6674f;
        def.pan = 0.25f * (float)(i - 2);
        def.delay_s = 0.25f + 0.09f * (float)i;
        play(s, SOUND_BELL_MEDIUM, &def);
    }
    qn_play_def swell = qn_play_def_default();
    swell.bus = QN_BUS_UI;
    swell.priority = PRIORITY_WIN;
    swell.gain = 0.35f;
    play(s, SOUND_SWELL, &swell);
    qn_sound_duck(s->queue, QN_BUS_MUSIC, 0.15f, 0.1f, 2.5f, 2.0f);
}

void sounds_click(sounds *s)
{
    qn_play_def def = qn_play_def_default();
    def.bus = QN_BUS_UI;
    def.gain = 0.35f;
    play(s, SOUND_CLICK, &def);
}

// ---- Each tick ------------------------------------------------------------------------------

// Heard while the band moves, and a little while it is held.
void sounds_pull(sounds *s, float power)
{
    float moved = qn_abs(power - s->pull);
    s->creak += 0.25f * (qn_min(40.0f * moved, 1.0f) - s->creak);
    s->pull = power;
    bool is_heard = power > 0.02f && s->creak > 0.02f;
    if (is_heard && s->creak_voice.raw == 0) {
        s->creak_voice = play_loop(s, SOUND_CREAK, 0.0f, 0.0f);
    }
    if (!is_heard && s->creak_voice.raw != 0) {
        stop(s, &s->creak_voice, 0.08f);
    } else if (is_heard) {
        float gain = 0.28f * s->creak * (0.4f + 0.6f * power);
        qn_sound_change(s->queue, s->creak_voice, gain, qn_semitones(-5.0f + 17.0f * power),
                        pan_of(qn_v2(TUNE_SLING_X_M, 0.0f)));
    }
}

void sounds_rewind(sounds *s, bool is_backwards, float rate)
{
    float fast = qn_clamp(rate, 0.25f, 8.0f);
    if (is_backwards && !s->is_backwards) {
        qn_sound_play_backwards(s->queue, 1.0f);
        stop(s, &s->creak_voice, 0.05f);
        stop(s, &s->rumble_voice, 0.2f);
        s->wind_voice = (qn_voice_id){0}; // it went with all effects
        s->rumble = 0.0f;
        s->back_voice = play_loop(s, SOUND_BACKWARDS, 0.12f, 0.25f);
        qn_sound_bus_gain(s->queue, QN_BUS_MUSIC, 0.15f, 0.2f);
    }
    if (!is_backwards && s->is_backwards) {
        stop(s, &s->back_voice, 0.25f);
        s->wind_voice = play_loop(s, SOUND_WIND, 0.07f, 1.0f);
        qn_sound_bus_gain(s->queue, QN_BUS_MUSIC, 1.0f, 0.8f);
    }
    if (is_backwards) {
        qn_sound_change(s->queue, s->back_voice, 0.12f, 0.8f + 0.15f * fast, 0.0f);
    }
    s->is_backwards = is_backwards;
}

void sounds_distance(sounds *s, bool is_far)
{
    if (is_far != s->is_far) {
        s->is_far = is_far;
        qn_sound_bus_gain(s->queue, QN_BUS_EFFECTS, is_far ? 0.22f : 1.0f, 0.5f);
    }
}

static void rumble(sounds *s)
{
    s->rumble *= RUMBLE_DECAY;
    bool is_heard = s->rumble > RUMBLE_LEAST;
    if (is_heard && s->rumble_voice.raw == 0) {
        s->rumble_voice = play_loop(s, SOUND_RUMBLE, 0.0f, 0.0f);
    }
    if (!is_heard && s->rumble_voice.raw != 0) {
        stop(s, &s->rumble_voice, 0.4f);
    } else if (is_heard) {
        qn_sound_change(s->queue, s->rumble_voice, 0.75f * s->rumble, 0.85f + 0.3f * s->rumble,
                        0.25f);
    }
}

void sounds_tick(sounds *s)
{
    s->hit_count = 0;
    for (int32_t i = 0; i < STUFF_COUNT; ++i) {
        s->quiet_ticks[i] -= s->quiet_ticks[i] > 0 ? 1 : 0;
        s->loudest_hit[i] *= 0.9f;
    }
    rumble(s);
    music_tick(&s->music, s->queue);
}
