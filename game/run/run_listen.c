// What the world says after a step: hits become breaks, sounds and sparks, and strokes on bells;
// the bells say when they toll, and the last one of them says that the level is won.
#include "run/run_parts.h"
#include "things/tag.h"

void run_raise(run *r, run_event event)
{
    if (r->event_count < TUNE_RUN_EVENT_CAPACITY) {
        r->events[r->event_count++] = event;
    }
}

static int32_t surface_of(uint64_t data)
{
    switch (tag_of(data)) {
    case TAG_BLOCK:
        return (int32_t)tag_detail(data);
    case TAG_BALL:
        return SURFACE_BALL;
    case TAG_BELL:
        return SURFACE_BELL;
    default:
        return SURFACE_GROUND;
    }
}

static void note_break(run *r, const qn_hit_event *event, qn_shape_id struck, uint64_t other)
{
    uint64_t named = qn_body_user_data(r->world, qn_shape_body(r->world, struck));
    if (named == 0 || named > (uint64_t)r->blocks.count) {
        return;
    }
    int32_t index = (int32_t)named - 1;
    bool is_noted = false;
    for (int32_t i = r->break_count - 1; i >= 0 && r->breaks[i].tick == r->tick; --i) {
        is_noted |= r->breaks[i].block == index;
    }
    if (is_noted || r->break_count == TUNE_BREAK_CAPACITY ||
        !block_would_break(&r->blocks.items[index], event->normal_impulse_ns)) {
        return;
    }
    block_break made = {.tick = r->tick,
                        .block = index,
                        .point_m = event->point_m,
                        .impulse_ns = event->normal_impulse_ns,
                        .ball = -1};
    if (tag_of(other) == TAG_BALL) {
        made.ball = (int32_t)tag_detail(other);
        made.ball_velocity_mps = r->rules.balls[made.ball].velocity_mps;
    }
    r->breaks[r->break_count++] = made;
}

static void read_hit(run *r, const qn_hit_event *event, float loudest_mps[LEVEL_BELL_CAPACITY])
{
    uint64_t a = qn_shape_user_data(r->world, event->shape_a);
    uint64_t b = qn_shape_user_data(r->world, event->shape_b);
    float speed = event->approach_speed_mps;
    if (tag_of(a) == TAG_BELL) {
        loudest_mps[tag_detail(a)] = qn_max(loudest_mps[tag_detail(a)], speed);
    }
    if (tag_of(b) == TAG_BELL) {
        loudest_mps[tag_detail(b)] = qn_max(loudest_mps[tag_detail(b)], speed);
    }
    if (tag_of(a) == TAG_BLOCK) {
        note_break(r, event, event->shape_a, b);
    }
    if (tag_of(b) == TAG_BLOCK) {
        note_break(r, event, event->shape_b, a);
    }
    if (speed >= TUNE_HIT_EVENT_MPS) {
        run_raise(r, (run_event){.type = RUN_HIT,
                                 .strength = speed,
                                 .impulse_ns = event->normal_impulse_ns,
                                 .point_m = event->point_m,
                                 .direction = event->normal,
                                 .a = surface_of(a),
                                 .b = surface_of(b)});
    }
}

static void ring_bells(run *r, const float loudest_mps[LEVEL_BELL_CAPACITY])
{
    for (int32_t i = 0; i < r->plan->hanging_count; ++i) {
        float strength = 0.0f;
        if (!bell_tick(&r->bells[i], &r->rules.bells[i], r->world, loudest_mps[i], &strength)) {
            continue;
        }
        qn_vec2 center = bell_center(&r->bells[i], r->world);
        r->rules.toll_count += 1;
        run_raise(r,
                  (run_event){.type = RUN_TOLL, .strength = strength, .point_m = center, .a = i});
        if (!r->rules.is_won && run_lit_count(r) == r->plan->hanging_count) {
            r->rules.is_won = true;
            run_raise(r, (run_event){.type = RUN_WON, .strength = 1.0f, .point_m = center, .a = i});
        }
    }
}

void run_listen(run *r)
{
    float loudest_mps[LEVEL_BELL_CAPACITY] = {0};
    int32_t count = 0;
    const qn_hit_event *events = qn_world_hit_events(r->world, &count);
    for (int32_t i = 0; i < count; ++i) {
        read_hit(r, &events[i], loudest_mps);
    }
    ring_bells(r, loudest_mps);
}
