// Time. The run takes whole steps; how many are due in a tick of the picture is a rate that is
// owed up to whole ones, and the picture stands the rest of the way between the last two.
#include "scenes/play_parts.h"

static bool has_echo_ahead(const play *p)
{
    return shots_before(&p->run.shots, p->run.tick) < p->run.shots.count;
}

// Steps in a tick. Aiming while a shot of the past is still to come slows time down: there would be
// no meeting it else.
static float rate_of(const play *p)
{
    switch (p->mode) {
    case PLAY_AIM:
        return p->sling.is_drawn && has_echo_ahead(p) && !p->is_calm ? TUNE_ECHO_RATE : 1.0f;
    case PLAY_WON:
        return p->mode_ticks < TUNE_WON_SLOW_TICKS && !p->is_calm ? TUNE_WON_SLOW_RATE : 1.0f;
    case PLAY_CARD:
        return p->mode_ticks < TUNE_CARD_REPLAY_TICKS ? 1.0f : TUNE_REPLAY_RATE;
    case PLAY_REWIND:
        return 0.0f;
    case PLAY_TITLE:
    case PLAY_WATCH:
        return 1.0f;
    }
    return 1.0f;
}

static bool stands_still(play *p)
{
    p->stop_wait_ticks -= p->stop_wait_ticks > 0 ? 1 : 0;
    if (p->stop_ticks > 0) {
        p->stop_ticks -= 1;
        return true;
    }
    return run_is_still(&p->run);
}

static qn_error take_step(play *p)
{
    bool was_won = p->run.rules.is_won;
    qn_error error = run_step(&p->run);
    if (error == QN_ERROR_OK) {
        past_remember(&p->past, &p->run);
        if (p->run.rules.is_won && !was_won) {
            (void)record_take(&p->run, &p->record);
        }
        play_show_events(p);
    }
    return error;
}

qn_error play_flow(play *p)
{
    if (stands_still(p)) {
        p->owed_steps = 0.0f;
        return QN_ERROR_OK;
    }
    p->owed_steps += rate_of(p);
    qn_error error = QN_ERROR_OK;
    while (p->owed_steps >= 1.0f && p->stop_ticks == 0 && error == QN_ERROR_OK) {
        p->owed_steps -= 1.0f;
        error = take_step(p);
    }
    return error;
}

float play_step_share(const play *p, float alpha)
{
    if (p->mode == PLAY_REWIND || p->stop_ticks > 0) {
        return 1.0f;
    }
    float share = p->owed_steps + rate_of(p) * alpha;
    return qn_clamp(share, 0.0f, 1.0f);
}

qn_error play_return(play *p, uint32_t tick)
{
    qn_error error = past_return(&p->past, &p->run, tick);
    p->owed_steps = 0.0f;
    p->stop_ticks = 0;
    return error == QN_ERROR_NOT_FOUND ? QN_ERROR_OK : error;
}

qn_error play_go_back(play *p, float hold)
{
    uint32_t oldest = 0;
    if (!past_oldest(&p->past, &p->run, &oldest) || p->run.tick <= oldest) {
        return QN_ERROR_OK;
    }
    p->rewind_rate = qn_min(p->rewind_rate + TUNE_REWIND_GAIN, TUNE_REWIND_RATE_MAX);
    p->owed_steps += hold * p->rewind_rate;
    uint32_t wanted = (uint32_t)p->owed_steps;
    uint32_t most = p->run.tick - oldest;
    float left = p->owed_steps - (float)wanted;
    p->was_rewound |= wanted > 0;
    qn_error error = play_return(p, p->run.tick - (wanted < most ? wanted : most));
    p->owed_steps = left;
    return error;
}

uint32_t play_replay_start(const play *p)
{
    uint32_t oldest = 0;
    (void)past_oldest(&p->past, &p->run, &oldest);
    uint32_t first = p->run.shots.count > 0 ? p->run.shots.items[0].tick : 0;
    first = first > TUNE_REPLAY_LEAD_TICKS ? first - TUNE_REPLAY_LEAD_TICKS : 0;
    return first > oldest ? first : oldest;
}
