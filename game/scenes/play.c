// A tick runs in one order: hands, world, what the world said, bell, state, picture. A toll in any
// state wins, for a tower may fall long after the shot that felled it.
#include "scenes/play.h"

#include <string.h>

#include "things/scenery.h"
#include "things/tag.h"

static qn_error build(play *p, const level *plan)
{
    qn_world_def def = qn_world_def_default();
    def.gravity_mps2 = qn_v2(0.0f, TUNE_GRAVITY_MPS2);
    def.body_capacity = BLOCK_CAPACITY;
    def.shape_capacity = BLOCK_CAPACITY;
    def.joint_capacity = 4;
    qn_error error = qn_world_create(&def, &p->world);
    if (error != QN_ERROR_OK) {
        return error;
    }
    block beam = {0};
    scenery_build(p->world);
    error = blocks_build(&p->blocks, p->world, plan, &beam);
    if (error != QN_ERROR_OK) {
        return error;
    }
    bell_hang(&p->bell, p->world, &beam);
    return qn_world_last_error(p->world, NULL);
}

// Mortarless joints give a little under the weight above them. That happens before the first
// picture, so that a run begins with a tower at rest.
static qn_error settle(qn_world *world)
{
    qn_error error = QN_ERROR_OK;
    int32_t awake_count = 1;
    for (int32_t i = 0; i < TUNE_SETTLE_TICKS && awake_count > 0 && error == QN_ERROR_OK; ++i) {
        error = qn_world_step(world, GAME_TICK_S, TUNE_SUBSTEP_COUNT);
        awake_count = qn_world_get_counters(world).awake_body_count;
    }
    return error;
}

qn_error play_begin(play *p, const level *plan)
{
    *p = (struct play){0};
    qn_error error = build(p, plan);
    if (error == QN_ERROR_OK) {
        error = settle(p->world);
    }
    if (error != QN_ERROR_OK) {
        play_end(p);
        return error;
    }
    sling_reset(&p->sling);
    effects_reset(&p->effects);
    return QN_ERROR_OK;
}

void play_end(play *p)
{
    qn_world_destroy(p->world);
    *p = (struct play){0};
}

void play_raise(play *p, game_event_type type, float strength, qn_vec2 point_m)
{
    if (p->event_count < TUNE_EVENT_CAPACITY) {
        p->events[p->event_count++] =
            (game_event){.type = (uint32_t)type, .strength = strength, .point_m = point_m};
    }
}

static void enter(play *p, play_state state)
{
    p->state = state;
    p->state_ticks = 0;
}

// ---- Hands ----------------------------------------------------------------------------------

static void fire(play *p)
{
    // The sling knows its pull also when the band was let go without being drawn (keys).
    sling pulled = p->sling;
    pulled.is_drawn = true;
    qn_vec2 from = sling_ball_position(&pulled);
    ball_launch(&p->ball, p->world, from, sling_launch_velocity(&pulled));
    p->shot_count += p->shot_count < TUNE_SHOT_COUNT_MAX ? 1 : 0;
    play_raise(p, GAME_EVENT_SHOT, pulled.power, from);
    enter(p, PLAY_FLYING);
}

static bool is_retry(const play *p, const qn_input *input)
{
    bool is_tap = p->state == PLAY_WON && p->state_ticks >= TUNE_WON_TAP_TICKS &&
                  (input->pointer.went_down || input->went_down[GAME_ACTION_FIRE]);
    return is_tap || input->went_down[GAME_ACTION_RETRY];
}

static void read_hands(play *p, const qn_input *input)
{
    sling_age(&p->sling);
    if (p->state != PLAY_AIMING) {
        sling_rest(&p->sling);
    } else if (sling_aim(&p->sling, input)) {
        fire(p);
    }
}

// ---- What the world said --------------------------------------------------------------------

static void show_hit(play *p, const qn_hit_event *event, uint64_t a, uint64_t b)
{
    float speed = event->approach_speed_mps;
    bool is_bell = tag_of(a) == TAG_BELL || tag_of(b) == TAG_BELL;
    bool is_ball = tag_of(a) == TAG_BALL || tag_of(b) == TAG_BALL;
    int32_t count = 1 + (int32_t)qn_min(0.7f * speed, 7.0f);
    uint64_t block_data = tag_of(a) == TAG_BLOCK ? a : b;
    qn_color color = tag_of(block_data) == TAG_BLOCK
                         ? material_dust((material)tag_detail(block_data))
                         : qn_rgb(0x8A7F95u);
    if (is_bell || (is_ball && speed > 7.0f)) {
        effects_sparks(&p->effects, event->point_m, count, 0.3f * speed + 1.0f);
    }
    effects_dust(&p->effects, event->point_m, color, count, 0.25f * speed);
    play_raise(p, GAME_EVENT_HIT, speed, event->point_m);
}

static void read_world(play *p)
{
    int32_t count = 0;
    const qn_hit_event *events = qn_world_hit_events(p->world, &count);
    for (int32_t i = 0; i < count; ++i) {
        const qn_hit_event *event = &events[i];
        uint64_t a = qn_shape_user_data(p->world, event->shape_a);
        uint64_t b = qn_shape_user_data(p->world, event->shape_b);
        if (tag_of(a) == TAG_BELL || tag_of(b) == TAG_BELL) {
            bell_hit(&p->bell, event->approach_speed_mps);
        }
        if (event->approach_speed_mps >= TUNE_HIT_EVENT_MPS) {
            show_hit(p, event, a, b);
        }
    }
}

// ---- Rules ----------------------------------------------------------------------------------

static void listen_to_bell(play *p)
{
    float strength = 0.0f;
    if (!bell_tick(&p->bell, p->world, &strength)) {
        return;
    }
    qn_vec2 center = bell_center(&p->bell, p->world);
    p->toll_count += 1;
    play_raise(p, GAME_EVENT_TOLL, strength, center);
    effects_toll(&p->effects, center, strength);
    if (p->state != PLAY_WON) {
        enter(p, PLAY_WON);
        play_raise(p, GAME_EVENT_WON, 1.0f, center);
    }
}

static void follow_ball(play *p)
{
    bool is_over = ball_is_flying(&p->ball) && ball_tick(&p->ball, p->world);
    if (is_over) {
        qn_vec2 last = ball_remove(&p->ball, p->world);
        effects_dust(&p->effects, last, qn_rgb(0x8A7F95u), 12, 1.4f);
    }
    if (is_over && p->state == PLAY_FLYING) {
        enter(p, PLAY_SETTLED);
    }
}

static void advance_state(play *p)
{
    p->state_ticks += p->state_ticks < INT32_MAX ? 1 : 0;
    if (p->state == PLAY_SETTLED && p->state_ticks >= TUNE_SETTLED_TICKS) {
        enter(p, PLAY_AIMING);
    }
}

// ---- Picture --------------------------------------------------------------------------------

static void lean_camera(play *p)
{
    float target = 0.0f;
    if (ball_is_flying(&p->ball)) {
        float x = qn_body_pose(p->world, p->ball.body).p.x;
        target = TUNE_LOOK_SHARE * (qn_clamp(x, -10.0f, 10.0f) - TUNE_SLING_X_M);
    }
    p->previous_look_m = p->look_m;
    p->look_m += TUNE_LOOK_EASE * (target - p->look_m);
}

float play_ball_share(const play *p, float alpha)
{
    if (p->state == PLAY_AIMING) {
        return 1.0f;
    }
    if (p->state != PLAY_SETTLED) {
        return 0.0f;
    }
    return qn_clamp(((float)p->state_ticks + alpha) / (float)TUNE_SETTLED_TICKS, 0.0f, 1.0f);
}

// ---- Tick and hash --------------------------------------------------------------------------

static float tick_length(const play *p)
{
    bool is_slow = p->state == PLAY_WON && p->state_ticks < TUNE_WON_SLOW_TICKS;
    return is_slow ? TUNE_WON_SLOW_RATE * GAME_TICK_S : GAME_TICK_S;
}

qn_error play_tick(play *p, const qn_input *input, bool *wants_retry)
{
    p->event_count = 0;
    *wants_retry = is_retry(p, input);
    if (*wants_retry) {
        return QN_ERROR_OK;
    }
    read_hands(p, input);
    qn_error error = qn_world_step(p->world, tick_length(p), TUNE_SUBSTEP_COUNT);
    if (error != QN_ERROR_OK) {
        return error;
    }
    p->tick_count += 1;
    read_world(p);
    listen_to_bell(p);
    follow_ball(p);
    advance_state(p);
    lean_camera(p);
    effects_tick(&p->effects);
    return QN_ERROR_OK;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    for (int32_t i = 0; i < 8; ++i) {
        hash = (hash ^ (value & 0xFFu)) * 0x100000001B3u;
        value >>= 8;
    }
    return hash;
}

static uint64_t mix_float(uint64_t hash, float value)
{
    uint32_t bits = 0;
    float canonical = value + 0.0f; // one zero, not two
    memcpy(&bits, &canonical, sizeof bits);
    return mix(hash, bits);
}

uint64_t play_state_hash(const play *p)
{
    uint64_t hash = mix(0xCBF29CE484222325u, qn_world_state_hash(p->world));
    hash = mix(hash, p->tick_count);
    hash = mix(hash, (uint64_t)p->state);
    hash = mix(hash, (uint64_t)p->state_ticks);
    hash = mix(hash, (uint64_t)p->shot_count);
    hash = mix(hash, (uint64_t)p->toll_count);
    hash = mix(hash, (uint64_t)p->bell.cool_down_ticks);
    hash = mix(hash, p->bell.was_swung ? 1 : 0);
    hash = mix(hash, ball_is_flying(&p->ball) ? 1 : 0);
    hash = mix(hash, (uint64_t)p->ball.age_ticks);
    hash = mix(hash, (uint64_t)p->ball.rest_ticks);
    hash = mix_float(hash, p->sling.aim_rad);
    hash = mix_float(hash, p->sling.power);
    hash = mix(hash, (p->sling.is_drawn ? 1u : 0u) | (p->sling.is_dragged ? 2u : 0u));
    hash = mix_float(hash, p->sling.press_px.x);
    return mix_float(hash, p->sling.press_px.y);
}
