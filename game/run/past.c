// The world comes from its history: a keyframe and at most TUNE_PAST_KEY_TICKS steps. Of the rest,
// the rules are kept whole, and the logs of blocks and breaks are cut off.
#include "run/past.h"

qn_error past_create(past *p)
{
    qn_history_def def = qn_history_def_default();
    def.budget_bytes = TUNE_PAST_BYTES;
    def.tick_capacity = TUNE_PAST_TICKS;
    def.keyframe_interval_ticks = TUNE_PAST_KEY_TICKS;
    return qn_history_create(&def, &p->history);
}

void past_destroy(past *p)
{
    qn_history_destroy(p->history);
    p->history = NULL;
}

void past_remember(past *p, const run *r) { p->rules[r->tick % TUNE_PAST_TICKS] = r->rules; }

bool past_oldest(const past *p, const run *r, uint32_t *tick)
{
    uint32_t oldest = 0, newest = 0;
    if (!qn_history_range(p->history, &oldest, &newest)) {
        return false;
    }
    oldest = oldest < r->first_tick ? r->first_tick : oldest;
    *tick = oldest - r->first_tick;
    // The ring of rules forgets by itself.
    if (r->tick >= TUNE_PAST_TICKS && *tick < r->tick - TUNE_PAST_TICKS + 1) {
        *tick = r->tick - TUNE_PAST_TICKS + 1;
    }
    return true;
}

static void cut_breaks(run *r)
{
    while (r->break_count > 0 && r->breaks[r->break_count - 1].tick > r->tick) {
        r->break_count -= 1;
    }
}

qn_error past_return(const past *p, run *r, uint32_t tick)
{
    uint32_t oldest = 0;
    if (!past_oldest(p, r, &oldest) || tick < oldest || tick > r->tick) {
        return QN_ERROR_NOT_FOUND;
    }
    qn_error error = qn_history_restore(p->history, r->world, r->first_tick + tick);
    if (error != QN_ERROR_OK) {
        return error;
    }
    r->tick = tick;
    r->rules = p->rules[tick % TUNE_PAST_TICKS];
    r->event_count = 0;
    blocks_go_back(&r->blocks, tick);
    cut_breaks(r);
    return QN_ERROR_OK;
}

size_t past_used_bytes(const past *p, const run *r)
{
    uint32_t kept = r->tick + 1 < TUNE_PAST_TICKS ? r->tick + 1 : TUNE_PAST_TICKS;
    return qn_history_get_counters(p->history).used_bytes + kept * sizeof(run_rules);
}
