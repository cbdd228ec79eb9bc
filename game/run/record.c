// The score holds the length of the run: points of time are fewer than those of one ball, so that a
// claimed score says after how many steps to look, and no run takes more work than that.
#include "run/record.h"

#include <string.h>

_Static_assert(TUNE_SCORE_BALL > TUNE_SCORE_TICKS, "a ball is worth more than any time");

static uint32_t worth_of_balls(const level *plan, int32_t ball_count)
{
    int32_t left = plan->ball_count - ball_count;
    return left > 0 ? (uint32_t)left * TUNE_SCORE_BALL : 0;
}

uint32_t record_score(const level *plan, int32_t ball_count, uint32_t tick)
{
    return tick < TUNE_SCORE_TICKS ? worth_of_balls(plan, ball_count) + TUNE_SCORE_TICKS - tick : 0;
}

bool record_tick(const level *plan, int32_t ball_count, uint32_t score, uint32_t *tick)
{
    uint32_t balls = worth_of_balls(plan, ball_count);
    bool is_a_score = score > balls && score - balls < TUNE_SCORE_TICKS;
    *tick = is_a_score ? TUNE_SCORE_TICKS - (score - balls) : 0;
    return is_a_score;
}

static int32_t index_of(const level *plan)
{
    int32_t index = 0;
    while (index < LEVEL_COUNT && level_table[index] != plan) {
        index += 1;
    }
    return index;
}

// Shots that lie ahead are left out of the hash for a moment.
static void take_shots(run *r, run_record *out)
{
    shot_list all = r->shots;
    r->shots.count = shots_before(&all, r->tick);
    out->hash = run_hash(r);
    out->shots.count = r->shots.count;
    memcpy(out->shots.items, all.items, (size_t)r->shots.count * sizeof all.items[0]);
    r->shots = all;
}

qn_error record_take(run *r, run_record *out)
{
    *out = (run_record){0};
    int32_t index = index_of(r->plan);
    if (!r->rules.is_won || index == LEVEL_COUNT) {
        return QN_ERROR_NOT_FOUND;
    }
    if (r->tick >= TUNE_SCORE_TICKS) {
        return QN_ERROR_TOO_LARGE;
    }
    take_shots(r, out);
    out->level = index;
    out->score = record_score(r->plan, out->shots.count, r->tick);
    return QN_ERROR_OK;
}

// ---- What may be claimed --------------------------------------------------------------------

static bool is_within(float value, float low, float high) { return value >= low && value <= high; }

static qn_error check_shot(const shot *s)
{
    bool is_pull = is_within(s->aim_rad, TUNE_AIM_LOW_RAD, TUNE_AIM_HIGH_RAD) &&
                   is_within(s->power, TUNE_POWER_MIN, 1.0f);
    bool is_ball = (uint32_t)s->kind < BALL_KIND_COUNT;
    return is_pull && is_ball ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

static int32_t balls_of_kind(const level *plan, ball_kind kind)
{
    int32_t count = 0;
    for (int32_t i = 0; i < plan->ball_count; ++i) {
        count += plan->balls[i] == kind ? 1 : 0;
    }
    return count;
}

// In whatever order: who goes back in time may fire a later ball sooner.
static qn_error check_shots(const run_record *record, const level *plan, uint32_t end_tick,
                            int32_t *entry)
{
    int32_t used[BALL_KIND_COUNT] = {0};
    for (int32_t i = 0; i < record->shots.count; ++i) {
        const shot *s = &record->shots.items[i];
        *entry = i;
        if (check_shot(s) != QN_ERROR_OK) {
            return QN_ERROR_OUT_OF_RANGE;
        }
        if (s->tick >= end_tick || (i > 0 && s->tick <= s[-1].tick)) {
            return QN_ERROR_BAD_DATA;
        }
        used[s->kind] += 1;
        if (used[s->kind] > balls_of_kind(plan, s->kind)) {
            return QN_ERROR_CAPACITY;
        }
    }
    *entry = -1;
    return QN_ERROR_OK;
}

qn_error record_check(const run_record *record, int32_t *entry)
{
    *entry = -1;
    if (record->level < 0 || record->level >= LEVEL_COUNT) {
        return QN_ERROR_NOT_FOUND;
    }
    const level *plan = level_table[record->level];
    if (record->shots.count < 0 || record->shots.count > plan->ball_count) {
        return QN_ERROR_CAPACITY;
    }
    uint32_t end_tick = 0;
    if (!record_tick(plan, record->shots.count, record->score, &end_tick)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    return check_shots(record, plan, end_tick, entry);
}
