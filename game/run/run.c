// A step runs in one order: what the last step decided (breaks, balls that are over, pieces that
// fade), shots, world, what the world said, bells. All calls that change the world come before its
// step and follow from the state before them: that is why a state from the history, which is taken
// right after the world's step, goes on to the bit as the first time.
#include "run/run.h"

#include <string.h>

#include "run/run_parts.h"
#include "things/scenery.h"
#include "things/sling.h"

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
        run_raise(r,
                  (run_event){.type = RUN_BREAK,
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
            run_raise(r, (run_event){.type = RUN_GONE, .point_m = last, .a = i});
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
    run_raise(r, (run_event){.type = RUN_SHOT,
                             .strength = due->power,
                             .point_m = from,
                             .direction = qn_normalize(velocity),
                             .a = slot});
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
    run_listen(r);
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
