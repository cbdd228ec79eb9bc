// What a step looks and sounds like: effects, shake, hit-stop, and the events of the game. Nothing
// here changes the run.
#include "scenes/play_parts.h"

static effect_kind dust_of(const run_event *event)
{
    int32_t what = event->a < MATERIAL_COUNT ? event->a : event->b;
    return what < MATERIAL_COUNT ? (effect_kind)what : EFFECT_DUST_GROUND;
}

static bool touches(const run_event *event, surface what)
{
    return event->a == (int32_t)what || event->b == (int32_t)what;
}

// A blow that is felt: time stands for a moment, and the eye is pushed along.
static void feel(play *p, const run_event *event)
{
    float weight = qn_min(event->impulse_ns / TUNE_STOP_FULL_NS, 1.0f);
    if (weight < TUNE_STOP_LEAST) {
        return;
    }
    sight_blow(&p->sight, 0.55f * weight, event->direction);
    bool may_stop = !p->is_calm && p->stop_wait_ticks == 0 && p->mode != PLAY_CARD &&
                    touches(event, SURFACE_BALL);
    if (may_stop) {
        float span = (float)(TUNE_STOP_TICKS_MAX - TUNE_STOP_TICKS_MIN);
        p->stop_ticks = TUNE_STOP_TICKS_MIN + (int32_t)(span * weight);
        p->stop_wait_ticks = TUNE_STOP_WAIT_TICKS;
    }
    play_raise(p, GAME_EVENT_RUMBLE, weight, event->point_m);
}

// The ball that touches the point.
static void squash_ball(play *p, const run_event *event)
{
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        const ball *b = &p->run.rules.balls[i];
        if (!ball_is_flying(b)) {
            continue;
        }
        qn_vec2 at = qn_body_pose(p->run.world, b->body).p;
        if (qn_distance(at, event->point_m) < ball_facts(b->kind)->radius_m + 0.15f) {
            effects_squash(&p->effects, i, event->direction, 0.03f * event->strength);
        }
    }
}

static void show_hit(play *p, const run_event *event)
{
    float speed = event->strength;
    int32_t count = 1 + (int32_t)qn_min(0.7f * speed, 7.0f);
    bool is_bell = touches(event, SURFACE_BELL);
    if (is_bell || (touches(event, SURFACE_BALL) && speed > 7.0f)) {
        effects_burst(&p->effects, EFFECT_SPARK, event->point_m, qn_v2(0.0f, 0.0f), count);
    }
    effects_burst(&p->effects, dust_of(event), event->point_m, qn_v2(0.0f, 0.0f), count);
    if (touches(event, SURFACE_BALL)) {
        squash_ball(p, event);
    }
    feel(p, event);
    play_raise(p, GAME_EVENT_HIT, speed, event->point_m);
}

static void show_break(play *p, const run_event *event)
{
    bool is_glass = event->a == MATERIAL_GLASS;
    if (is_glass) {
        effects_burst(&p->effects, EFFECT_GLINT, event->point_m, qn_v2(2.0f, 0.0f), 18);
    } else {
        effects_burst(&p->effects, EFFECT_SPLINTER, event->point_m, qn_v2(1.0f, 0.0f), 10);
        effects_burst(&p->effects, (effect_kind)MATERIAL_TIMBER, event->point_m, qn_v2(0.0f, 0.0f),
                      5);
    }
    sight_blow(&p->sight, 0.2f, qn_v2(1.0f, 0.0f));
    play_raise(p, GAME_EVENT_BREAK, event->strength, event->point_m);
}

static void show_toll(play *p, const run_event *event)
{
    effects_toll(&p->effects, event->point_m, event->strength);
    sight_blow(&p->sight, 0.25f + 0.2f * event->strength, qn_v2(0.0f, 1.0f));
    play_raise(p, GAME_EVENT_TOLL, event->strength, event->point_m);
}

static void show_shot(play *p, const run_event *event)
{
    p->sling.fired_ticks = 0;
    sight_blow(&p->sight, 0.30f * event->strength, event->direction);
    effects_puff(&p->effects, event->point_m, event->direction, event->strength);
    play_raise(p, GAME_EVENT_SHOT, event->strength, event->point_m);
}

static void show_gone(play *p, const run_event *event)
{
    effects_burst(&p->effects, EFFECT_DUST_GROUND, event->point_m, qn_v2(0.0f, 0.0f), 10);
    p->has_missed |= p->mode == PLAY_AIM && !p->run.rules.is_won;
}

void play_show_events(play *p)
{
    for (int32_t i = 0; i < p->run.event_count; ++i) {
        const run_event *event = &p->run.events[i];
        play_hear_event(p, event);
        switch (event->type) {
        case RUN_SHOT:
            show_shot(p, event);
            break;
        case RUN_HIT:
            show_hit(p, event);
            break;
        case RUN_BREAK:
            show_break(p, event);
            break;
        case RUN_TOLL:
            show_toll(p, event);
            break;
        case RUN_GONE:
            show_gone(p, event);
            break;
        case RUN_WON:
            sight_focus(&p->sight, event->point_m);
            break;
        }
    }
}

static bool flows_backwards(const play *p)
{
    return p->mode == PLAY_REWIND || (p->mode == PLAY_TITLE && p->ghost_end_tick > 0);
}

void play_age_picture(play *p)
{
    bool is_near = p->mode == PLAY_WON && !p->is_calm &&
                   p->mode_ticks < TUNE_WON_SLOW_TICKS + TUNE_WON_NEAR_TICKS;
    sight_tick(&p->sight, play_lean(p), play_frame(p), is_near ? 1.0f : 0.0f);
    bool is_back = flows_backwards(p);
    p->drain += (is_back ? 0.18f : 0.10f) * ((is_back ? 1.0f : 0.0f) - p->drain);
    sling_age(&p->sling);
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        const ball *b = &p->run.rules.balls[i];
        if (ball_is_flying(b)) {
            effects_trail(&p->effects, i, qn_body_pose(p->run.world, b->body).p);
        }
    }
    effects_streaks(&p->effects, &p->run, is_back);
    if (p->stop_ticks == 0) {
        effects_tick(&p->effects);
    }
}
