// Orders in an array, with the time since the last take. The last plays on the effects bus are kept
// beside it in a ring, each with the time at which it was to begin: playing backwards goes by
// those.
//
// A sound that began `age` ago and is L long is passed, on the way back, from its end to its start.
// It starts on its way back age - L from now, or now, in its middle, if it has not ended yet; and
// it is over, back at its start, `age` from now.
#include "quoin/sound/queue.h"

#include <string.h>

#include "base/alloc.h"
#include "sound/order.h"

#define MAX_CAPACITY 4096
#define MAX_BACKWARDS_S 5.0f
#define PAST_CAPACITY 64
#define BACKWARDS_FADE_S 0.05f
#define LEVEL_GLIDE_S 0.05f

typedef struct past_play {
    double start_s; // when it was to begin, by the queue's clock
    qn_sound_id sound;
    qn_play_def play;
} past_play;

struct qn_sound_queue {
    qn_sound_bank *bank;
    qn_sound_order *orders;
    int32_t capacity;
    int32_t count;
    int32_t refused_count;
    uint32_t last_voice;
    float gains[QN_BUS_COUNT];  // as the game last ordered them
    float levels[QN_BUS_COUNT]; // as the player wants them
    double now_s;               // the time of all ticks before the present one
    double taken_s;             // of the first tick since the last take
    double length_s;            // of the present tick
    bool was_taken;             // and no tick has begun since
    past_play past[PAST_CAPACITY];
    uint32_t past_count; // ever; the last are kept
};

qn_play_def qn_play_def_default(void)
{
    return (qn_play_def){
        .cookie = QN_COOKIE_PLAY, .gain = 1.0f, .pitch = 1.0f, .bus = QN_BUS_EFFECTS};
}

qn_error qn_sound_queue_create(qn_sound_bank *bank, int32_t capacity, qn_sound_queue **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (bank == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (capacity < 1 || capacity > MAX_CAPACITY) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_sound_queue *queue = qn_alloc_zeroed(sizeof *queue);
    qn_sound_order *orders = qn_alloc_zeroed((size_t)capacity * sizeof orders[0]);
    if (queue == NULL || orders == NULL) {
        qn_free(queue);
        qn_free(orders);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    queue->bank = bank;
    queue->orders = orders;
    queue->capacity = capacity;
    queue->was_taken = true;
    for (int32_t i = 0; i < QN_BUS_COUNT; ++i) {
        queue->gains[i] = 1.0f;
        queue->levels[i] = 1.0f;
    }
    *out = queue;
    return QN_ERROR_OK;
}

void qn_sound_queue_destroy(qn_sound_queue *queue)
{
    if (queue != NULL) {
        qn_free(queue->orders);
        qn_free(queue);
    }
}

qn_sound_bank *qn_sound_queue_bank(const qn_sound_queue *queue)
{
    return queue != NULL ? queue->bank : NULL;
}

// ---- Orders ---------------------------------------------------------------------------------

// The next order, or null, and it is counted.
static qn_sound_order *place(qn_sound_queue *queue, bool is_allowed, qn_sound_verb verb)
{
    if (queue == NULL) {
        return NULL;
    }
    if (!is_allowed || queue->count == queue->capacity) {
        queue->refused_count += queue->refused_count < INT32_MAX ? 1 : 0;
        return NULL;
    }
    qn_sound_order *order = &queue->orders[queue->count++];
    *order = (qn_sound_order){.verb = (uint32_t)verb, .play = qn_play_def_default()};
    order->play.delay_s = (float)(queue->now_s - queue->taken_s);
    return order;
}

static void remember(qn_sound_queue *queue, qn_sound_id sound, const qn_play_def *play)
{
    past_play *past = &queue->past[queue->past_count++ % PAST_CAPACITY];
    *past = (past_play){queue->now_s + (double)play->delay_s, sound, *play};
}

static qn_voice_id order_play(qn_sound_queue *queue, qn_sound_id sound, const qn_play_def *play)
{
    bool is_allowed = queue != NULL && qn_order_play_is_fit(play) &&
                      qn_sound_bank_frame_count(queue->bank, sound) > 0;
    qn_sound_order *order = place(queue, is_allowed, QN_SOUND_PLAY);
    if (order == NULL) {
        return (qn_voice_id){0};
    }
    float since_take_s = order->play.delay_s;
    queue->last_voice += queue->last_voice == UINT32_MAX ? 2u : 1u;
    order->voice = (qn_voice_id){queue->last_voice};
    order->sound = sound;
    order->loops = qn_sound_bank_loops(queue->bank, sound);
    order->play = *play;
    order->play.delay_s += since_take_s;
    return order->voice;
}

qn_voice_id qn_sound_play(qn_sound_queue *queue, qn_sound_id sound, const qn_play_def *def)
{
    qn_play_def play = def != NULL ? *def : qn_play_def_default();
    qn_voice_id voice = order_play(queue, sound, &play);
    bool comes_back = voice.raw != 0 && play.bus == QN_BUS_EFFECTS && !play.is_reversed &&
                      !qn_sound_bank_loops(queue->bank, sound);
    if (comes_back) {
        remember(queue, sound, &play);
    }
    return voice;
}

void qn_sound_stop(qn_sound_queue *queue, qn_voice_id voice, float fade_s)
{
    if (voice.raw == 0) {
        return;
    }
    qn_sound_order *order = place(queue, qn_order_time_is_fit(fade_s), QN_SOUND_STOP);
    if (order != NULL) {
        order->voice = voice;
        order->fade_s = fade_s;
    }
}

void qn_sound_stop_bus(qn_sound_queue *queue, qn_sound_bus bus, float fade_s)
{
    bool is_allowed = qn_order_time_is_fit(fade_s) && (uint32_t)bus < QN_BUS_COUNT;
    qn_sound_order *order = place(queue, is_allowed, QN_SOUND_STOP_BUS);
    if (order != NULL) {
        order->play.bus = (uint32_t)bus;
        order->fade_s = fade_s;
    }
}

void qn_sound_change(qn_sound_queue *queue, qn_voice_id voice, float gain, float pitch, float pan)
{
    if (voice.raw == 0) {
        return;
    }
    qn_sound_order *order = place(queue, qn_order_tone_is_fit(gain, pitch, pan), QN_SOUND_CHANGE);
    if (order != NULL) {
        order->voice = voice;
        order->play.gain = gain;
        order->play.pitch = pitch;
        order->play.pan = pan;
    }
}

void qn_sound_bus_gain(qn_sound_queue *queue, qn_sound_bus bus, float gain, float over_s)
{
    bool is_allowed =
        qn_order_time_is_fit(over_s) && qn_order_gain_is_fit(gain) && (uint32_t)bus < QN_BUS_COUNT;
    qn_sound_order *order = place(queue, is_allowed, QN_SOUND_BUS_GAIN);
    if (order != NULL) {
        queue->gains[bus] = gain;
        order->play.bus = (uint32_t)bus;
        order->play.gain = gain * queue->levels[bus];
        order->fade_s = over_s;
    }
}

void qn_sound_duck(qn_sound_queue *queue, qn_sound_bus bus, float gain, float attack_s,
                   float hold_s, float release_s)
{
    bool is_allowed = qn_order_time_is_fit(attack_s) && qn_order_time_is_fit(hold_s) &&
                      qn_order_time_is_fit(release_s) && gain >= 0.0f && gain <= 1.0f &&
                      (uint32_t)bus < QN_BUS_COUNT;
    qn_sound_order *order = place(queue, is_allowed, QN_SOUND_DUCK);
    if (order != NULL) {
        order->play.bus = (uint32_t)bus;
        order->play.gain = gain;
        order->fade_s = attack_s;
        order->hold_s = hold_s;
        order->release_s = release_s;
    }
}

static void play_back(qn_sound_queue *queue, const past_play *past)
{
    qn_play_def play = past->play;
    double length_s = (double)qn_sound_bank_frame_count(queue->bank, past->sound) /
                      QN_SOUND_RATE_HZ / (double)play.pitch;
    double age_s = queue->now_s - past->start_s;
    double wait_s = age_s - length_s;
    play.is_reversed = true;
    play.fade_in_s = 0.0f;
    play.delay_s = wait_s > 0.0 ? (float)wait_s : 0.0f;
    play.offset_s = wait_s < 0.0 ? (float)(-wait_s * (double)play.pitch) : 0.0f;
    order_play(queue, past->sound, &play);
}

void qn_sound_play_backwards(qn_sound_queue *queue, float span_s)
{
    qn_sound_order *order =
        place(queue, span_s >= 0.0f && span_s <= MAX_BACKWARDS_S, QN_SOUND_STOP_BUS);
    if (order == NULL) {
        return;
    }
    order->play.bus = QN_BUS_EFFECTS;
    order->fade_s = BACKWARDS_FADE_S;
    uint32_t kept = queue->past_count < PAST_CAPACITY ? queue->past_count : PAST_CAPACITY;
    for (uint32_t i = 1; i <= kept; ++i) {
        const past_play *past = &queue->past[(queue->past_count - i) % PAST_CAPACITY];
        double age_s = queue->now_s - past->start_s;
        if (age_s > 0.0 && age_s <= (double)span_s) {
            play_back(queue, past);
        }
    }
    queue->past_count = 0;
}

// ---- For a host -----------------------------------------------------------------------------

void qn_sound_queue_level(qn_sound_queue *queue, qn_sound_bus bus, float level)
{
    bool is_allowed = (uint32_t)bus < QN_BUS_COUNT && level >= 0.0f && level <= 1.0f;
    if (queue != NULL && is_allowed && level == queue->levels[bus]) {
        return;
    }
    qn_sound_order *order = place(queue, is_allowed, QN_SOUND_BUS_GAIN);
    if (order != NULL) {
        queue->levels[bus] = level;
        order->play.bus = (uint32_t)bus;
        order->play.gain = level * queue->gains[bus];
        order->fade_s = LEVEL_GLIDE_S;
    }
}

void qn_sound_queue_tick(qn_sound_queue *queue, float duration_s)
{
    if (queue == NULL || !(duration_s >= 0.0f && duration_s <= 1.0f)) {
        return;
    }
    queue->now_s += queue->length_s;
    queue->length_s = (double)duration_s;
    if (queue->was_taken) {
        queue->taken_s = queue->now_s;
        queue->was_taken = false;
    }
}

static void forget_orders(qn_sound_queue *queue)
{
    queue->count = 0;
    queue->was_taken = true;
    queue->taken_s = queue->now_s;
}

const qn_sound_order *qn_sound_queue_take_bare(qn_sound_queue *queue, int32_t *count)
{
    int32_t taken = queue != NULL ? queue->count : 0;
    if (count != NULL) {
        *count = taken;
    }
    if (queue == NULL) {
        return NULL;
    }
    forget_orders(queue);
    return taken > 0 ? queue->orders : NULL;
}

const qn_sound_order *qn_sound_queue_take(qn_sound_queue *queue, int32_t *count)
{
    int32_t kept = 0;
    for (int32_t i = 0; queue != NULL && i < queue->count; ++i) {
        qn_sound_order order = queue->orders[i];
        if (order.verb == QN_SOUND_PLAY) {
            order.pcm = qn_sound_bank_get(queue->bank, order.sound);
        }
        if (order.verb != QN_SOUND_PLAY || order.pcm != NULL) {
            queue->orders[kept++] = order;
        }
    }
    if (queue != NULL) {
        queue->count = kept;
    }
    return qn_sound_queue_take_bare(queue, count);
}

void qn_sound_queue_drop(qn_sound_queue *queue)
{
    if (queue != NULL) {
        forget_orders(queue);
    }
}

int32_t qn_sound_queue_refused_count(const qn_sound_queue *queue)
{
    return queue != NULL ? queue->refused_count : 0;
}
