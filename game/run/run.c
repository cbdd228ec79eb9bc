// A step runs in one order: what the last step decided (breaks, balls that are over, pieces that
// fade), shots, world, what the world said, bells. All calls that change the world come before its
// step and follow from the state before them: that is why a state from the history, which is taken
// right after the world's step, goes on to the bit as the first time.
#include "run/run.h"

#include <string.h>

#include "things/scenery.h"
#include "things/sling.h"
#include "things/tag.h"

// ---- Life -----------------------------------------------------------------------------------

static qn_error make_world(qn_world **world)
{
    qn_world_def def = qn_world_def_default();
    def.gravity_mps2 = qn_v2(0.0f, TUNE_GRAVITY_MPS2);
    def.body_capacity = BLOCK_CAPACITY;
    def.shape_capacity = BLOCK_CAPACITY;
    def.joint_capacity = 64;
    return qn_world_create(&def, world);
}

static qn_error build(run *r)
{
    qn_error error = make_world(&r->world);
    if (error != QN_ERROR_OK) {
        return error;
    }
    int32_t first_of_course[TUNE_COURSE_CAPACITY];
    if (r->plan->course_count > TUNE_COURSE_CAPACITY) {
        return QN_ERROR_CAPACITY;
    }
    scenery_build(r->world);
    error = blocks_build(&r->blocks, r->world, r->plan, first_of_course);
    if (error != QN_ERROR_OK) {
        return error;
    }
    for (int32_t i = 0; i < r->plan->hanging_count; ++i) {
        const hanging *how = &r->plan->hangings[i];
        const block *beam = &r->blocks.items[first_of_course[how->course] + how->block];
        bell_hang(&r->bells[i], i, r->world, beam, how);
    }
    return qn_world_last_error(r->world, NULL);
}

// Mortarless joints give a little under the weight above them. That happens before the first
// picture, so that a run begins with a tower at rest.
static qn_error settle(qn_world *world)
{
    qn_error error = QN_ERROR_OK;
    int32_t awake_count = 1;
    for (int32_t i = 0; i < TUNE_SETTLE_TICKS && awake_count > 0 && error == QN_ERROR_OK; ++i) {
        error = qn_world_step(world, TUNE_STEP_S, TUNE_SUBSTEP_COUNT);
        awake_count = qn_world_get_counters(world).awake_body_count;
    }
    return error;
}

static qn_error advance_world(run *r)
{
    if (r->history == NULL) {
        return qn_world_step(r->world, TUNE_STEP_S, TUNE_SUBSTEP_COUNT);
    }
    qn_error error = qn_history_step(r->history, r->world, TUNE_STEP_S, TUNE_SUBSTEP_COUNT);
    // The step was taken all the same; only the way back is shorter.
    return error == QN_ERROR_CAPACITY ? QN_ERROR_OK : error;
}

// One more step after the bells were set swinging, so that the history knows the run's beginning
// before any shot.
static qn_error stand(run *r)
{
    qn_error error = settle(r->world);
    for (int32_t i = 0; i < r->plan->hanging_count; ++i) {
        if (r->plan->hangings[i].swing_mps != 0.0f) {
            bell_swing(&r->bells[i], r->world, r->plan->hangings[i].swing_mps);
        }
        r->rules.bells[i] = bell_start();
    }
    return error == QN_ERROR_OK ? advance_world(r) : error;
}

qn_error run_begin(run *r, const level *plan, qn_history *history)
{
    memset(r, 0, sizeof *r);
    r->plan = plan;
    r->history = history;
    if (history != NULL) {
        qn_history_clear(history);
    }
    qn_error error = build(r);
    if (error == QN_ERROR_OK) {
        error = stand(r);
    }
    if (error != QN_ERROR_OK) {
        run_end(r);
        return error;
    }
    r->first_tick = qn_world_get_counters(r->world).tick_count;
    return QN_ERROR_OK;
}

void run_end(run *r)
{
    qn_world_destroy(r->world);
    memset(r, 0, sizeof *r);
}

static void raise(run *r, run_event event)
{
    if (r->event_count < TUNE_RUN_EVENT_CAPACITY) {
        r->events[r->event_count++] = event;
    }
}

// ---- Before the step ------------------------------------------------------------------------

static void carry_through(run *r, const block_break *by)
{
    if (by->ball < 0) {
        return;
    }
    const ball *b = &r->rules.balls[by->ball];
    bool is_pane = r->blocks.items[by->block].material == MATERIAL_GLASS;
    if (is_pane && ball_is_flying(b)) {
        float keeps = ball_facts(b->kind)->glass_keeps;
        qn_body_set_velocity(r->world, b->body, qn_mul(keeps, by->ball_velocity_mps),
                             qn_body_angular_velocity(r->world, b->body));
    }
}

static void break_blocks(run *r)
{
    for (int32_t i = r->break_count - 1; i >= 0 && r->breaks[i].tick == r->tick; --i) {
        const block_break *by = &r->breaks[i];
        if (!blocks_break(&r->blocks, r->world, by, r->tick + 1)) {
            continue;
        }
        carry_through(r, by);
        raise(r, (run_event){.type = RUN_BREAK,
                             .strength = qn_clamp(by->impulse_ns / TUNE_SHARD_FULL_NS, 0.0f, 1.0f),
                             .impulse_ns = by->impulse_ns,
                             .point_m = by->point_m,
                             .a = (int32_t)r->blocks.items[by->block].material});
    }
}

static void remove_spent_balls(run *r)
{
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        ball *b = &r->rules.balls[i];
        if (ball_is_flying(b) && ball_is_over(b, r->world)) {
            qn_vec2 last = ball_remove(b, r->world);
            raise(r, (run_event){.type = RUN_GONE, .point_m = last, .a = i});
        }
    }
}

static int32_t free_slot(const run *r)
{
    int32_t slot = 0;
    while (slot < LEVEL_BALL_CAPACITY && ball_is_flying(&r->rules.balls[slot])) {
        slot += 1;
    }
    return slot;
}

static void fire_due_shot(run *r)
{
    const shot *due = shots_at(&r->shots, r->tick);
    int32_t slot = free_slot(r);
    if (due == NULL || slot == LEVEL_BALL_CAPACITY) {
        return;
    }
    sling pulled = {.aim_rad = due->aim_rad, .power = due->power, .is_drawn = true};
    qn_vec2 from = sling_ball_position(&pulled);
    qn_vec2 velocity = qn_mul(ball_facts(due->kind)->speed_share, sling_launch_velocity(&pulled));
    ball_launch(&r->rules.balls[slot], slot, due->kind, r->world, from, velocity);
    raise(r, (run_event){.type = RUN_SHOT,
                         .strength = due->power,
                         .point_m = from,
                         .direction = qn_normalize(velocity),
                         .a = slot});
}

// ---- What the world said --------------------------------------------------------------------

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
        raise(r, (run_event){.type = RUN_HIT,
                             .strength = speed,
                             .impulse_ns = event->normal_impulse_ns,
                             .point_m = event->point_m,
                             .direction = event->normal,
                             .a = surface_of(a),
                             .b = surface_of(b)});
    }
}

static void listen_to_bells(run *r, const float loudest_mps[LEVEL_BELL_CAPACITY])
{
    for (int32_t i = 0; i < r->plan->hanging_count; ++i) {
        float strength = 0.0f;
        if (!bell_tick(&r->bells[i], &r->rules.bells[i], r->world, loudest_mps[i], &strength)) {
            continue;
        }
        qn_vec2 center = bell_center(&r->bells[i], r->world);
        r->rules.toll_count += 1;
        raise(r, (run_event){.type = RUN_TOLL, .strength = strength, .point_m = center, .a = i});
        if (!r->rules.is_won && run_lit_count(r) == r->plan->hanging_count) {
            r->rules.is_won = true;
            raise(r, (run_event){.type = RUN_WON, .strength = 1.0f, .point_m = center, .a = i});
        }
    }
}

static void age(run *r)
{
    bool is_moving = qn_world_get_counters(r->world).awake_body_count > 0;
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        if (ball_is_flying(&r->rules.balls[i])) {
            ball_tick(&r->rules.balls[i], r->world);
            is_moving = true;
        }
    }
    r->rules.still_ticks = is_moving ? 0 : r->rules.still_ticks + 1;
}

qn_error run_step(run *r)
{
    r->event_count = 0;
    break_blocks(r);
    remove_spent_balls(r);
    blocks_fade(&r->blocks, r->world, r->tick + 1);
    fire_due_shot(r);
    qn_error error = advance_world(r);
    if (error != QN_ERROR_OK) {
        return error;
    }
    r->tick += 1;
    float loudest_mps[LEVEL_BELL_CAPACITY] = {0};
    int32_t count = 0;
    const qn_hit_event *events = qn_world_hit_events(r->world, &count);
    for (int32_t i = 0; i < count; ++i) {
        read_hit(r, &events[i], loudest_mps);
    }
    listen_to_bells(r, loudest_mps);
    age(r);
    return QN_ERROR_OK;
}

// ---- Questions ------------------------------------------------------------------------------

int32_t run_lit_count(const run *r)
{
    int32_t count = 0;
    for (int32_t i = 0; i < r->plan->hanging_count; ++i) {
        count += r->rules.bells[i].is_lit ? 1 : 0;
    }
    return count;
}

static bool has_balls_or_shots(const run *r)
{
    bool has_any = shots_before(&r->shots, r->tick) < r->shots.count;
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        has_any |= ball_is_flying(&r->rules.balls[i]);
    }
    return has_any;
}

bool run_is_still(const run *r)
{
    return r->rules.still_ticks >= TUNE_STILL_TICKS && !has_balls_or_shots(r);
}

bool run_is_spent(const run *r)
{
    ball_kind kind;
    return !has_balls_or_shots(r) && !shots_next_ball(&r->shots, r->plan, &kind);
}

// FNV-1a over 32-bit words.
static uint64_t mix(uint64_t hash, uint32_t value) { return (hash ^ value) * 0x100000001B3u; }

static uint64_t mix_float(uint64_t hash, float value)
{
    uint32_t bits = 0;
    float canonical = value + 0.0f; // one zero, not two
    memcpy(&bits, &canonical, sizeof bits);
    return mix(hash, bits);
}

static uint64_t mix_rules(uint64_t hash, const run *r)
{
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        const ball *b = &r->rules.balls[i];
        hash = mix(hash, ball_is_flying(b) ? 1u + (uint32_t)b->kind : 0u);
        hash = mix(hash, (uint32_t)b->age_ticks);
        hash = mix(hash, (uint32_t)b->rest_ticks);
        hash = mix_float(hash, b->velocity_mps.x);
        hash = mix_float(hash, b->velocity_mps.y);
    }
    for (int32_t i = 0; i < r->plan->hanging_count; ++i) {
        const bell_state *state = &r->rules.bells[i];
        hash = mix(hash, (uint32_t)state->cool_down_ticks);
        hash = mix(hash, (uint32_t)state->toll_ticks);
        hash = mix(hash, (state->was_swung ? 1u : 0u) | (state->is_lit ? 2u : 0u));
    }
    hash = mix(hash, (uint32_t)r->rules.toll_count);
    hash = mix(hash, (uint32_t)r->rules.still_ticks);
    return mix(hash, r->rules.is_won ? 1u : 0u);
}

static uint64_t mix_blocks(uint64_t hash, const run *r)
{
    hash = mix(hash, (uint32_t)r->blocks.count);
    for (int32_t i = 0; i < r->blocks.count; ++i) {
        hash = mix(hash, r->blocks.items[i].gone_tick);
        hash = mix(hash, r->blocks.items[i].fade_tick);
    }
    for (int32_t i = r->break_count - 1; i >= 0 && r->breaks[i].tick == r->tick; --i) {
        hash = mix(hash, (uint32_t)r->breaks[i].block);
        hash = mix(hash, (uint32_t)r->breaks[i].ball);
        hash = mix_float(hash, r->breaks[i].point_m.x);
        hash = mix_float(hash, r->breaks[i].point_m.y);
        hash = mix_float(hash, r->breaks[i].impulse_ns);
    }
    return hash;
}

static uint64_t mix_shots(uint64_t hash, const shot_list *shots)
{
    hash = mix(hash, (uint32_t)shots->count);
    for (int32_t i = 0; i < shots->count; ++i) {
        hash = mix(hash, shots->items[i].tick);
        hash = mix_float(hash, shots->items[i].aim_rad);
        hash = mix_float(hash, shots->items[i].power);
        hash = mix(hash, (uint32_t)shots->items[i].kind);
    }
    return hash;
}

uint64_t run_hash(const run *r)
{
    uint64_t world = qn_world_state_hash(r->world);
    uint64_t hash = mix(0xCBF29CE484222325u, (uint32_t)world);
    hash = mix(hash, (uint32_t)(world >> 32));
    hash = mix(hash, r->tick);
    hash = mix_rules(hash, r);
    hash = mix_blocks(hash, r);
    return mix_shots(hash, &r->shots);
}
