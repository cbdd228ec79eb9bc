// The modes, one function each: what a tick of the picture does with time.
//
// The title needs no machinery of its own: its ghost is a shot in the list, and the flight back is
// the same return through the past that a held button asks for.
#include "actions.h"
#include "scenes/play_parts.h"

qn_error play_end_title(play *p)
{
    p->run.shots.count = 0;
    qn_error error = play_return(p, 0);
    effects_reset(&p->effects);
    sling_reset(&p->sling);
    p->reload_ticks = TUNE_RELOAD_TICKS;
    p->ghost_end_tick = 0;
    p->is_invited = true;
    play_enter(p, PLAY_AIM);
    return error;
}

// The sling is drawn by nobody, lets go, the ruin hangs, and all flies back, eased at both ends.
static qn_error tick_title(play *p)
{
    int32_t t = p->mode_ticks;
    p->sling.is_drawn = t < TUNE_GHOST_FIRE_TICK;
    p->sling.aim_rad = TUNE_GHOST_AIM_RAD;
    float pulled = qn_clamp((float)(t - 12) / 56.0f, 0.0f, 1.0f);
    p->sling.power = qn_max(TUNE_POWER_MIN, TUNE_GHOST_POWER * pulled * (2.0f - pulled));
    if (t == TUNE_GHOST_FIRE_TICK) {
        shot ghost = {p->run.tick, TUNE_GHOST_AIM_RAD, TUNE_GHOST_POWER, p->run.plan->balls[0]};
        (void)shots_add(&p->run.shots, ghost);
        p->owed_steps = 0.0f;
    }
    if (t < TUNE_GHOST_BACK_TICK) {
        return play_flow(p);
    }
    p->ghost_end_tick = t == TUNE_GHOST_BACK_TICK ? p->run.tick : p->ghost_end_tick;
    float left = 1.0f - (float)(t - TUNE_GHOST_BACK_TICK) / (float)TUNE_GHOST_BACK_TICKS;
    if (left <= 0.0f) {
        return play_end_title(p);
    }
    float eased = left * left * (3.0f - 2.0f * left);
    return play_return(p, (uint32_t)(eased * (float)p->ghost_end_tick));
}

static medal medal_of(const play *p)
{
    if (p->result.ball_count > p->run.plan->par) {
        return MEDAL_BRONZE;
    }
    return p->was_rewound ? MEDAL_SILVER : MEDAL_GOLD;
}

static void win(play *p, play_wish *wish)
{
    p->result = (play_result){.ball_count = shots_before(&p->run.shots, p->run.tick),
                              .toll_count = p->run.rules.toll_count};
    p->result.medal = medal_of(p);
    p->won_tick = p->run.tick;
    play_enter(p, PLAY_WON);
    play_raise(p, GAME_EVENT_WON, 1.0f, p->sight.focus_m);
    sounds_won(&p->sounds);
    *wish = PLAY_WISH_SAVE;
}

static qn_error tick_aim(play *p, const qn_input *input, play_wish *wish)
{
    play_aim(p, input);
    if (p->is_invited && !p->is_calm && p->mode_ticks >= TUNE_GHOST_AGAIN_TICKS) {
        p->is_invited = false;
        play_enter(p, PLAY_TITLE);
    }
    bool was_won = p->run.rules.is_won;
    qn_error error = play_flow(p);
    if (p->run.rules.is_won && !was_won) {
        win(p, wish);
    }
    return error;
}

static qn_error tick_rewind(play *p, const qn_input *input)
{
    if (play_wants_rewind(p, input)) {
        float value = input->value[GAME_ACTION_REWIND];
        return play_go_back(p, value > 0.0f && value < 1.0f ? value : 1.0f);
    }
    p->rewind_rate = 0.0f;
    p->owed_steps = 0.0f;
    effects_reset(&p->effects);
    p->reload_ticks = TUNE_RELOAD_TICKS;
    play_enter(p, p->run.rules.is_won ? PLAY_CARD : PLAY_AIM);
    return QN_ERROR_OK;
}

static qn_error begin_replay(play *p)
{
    qn_error error = play_return(p, play_replay_start(p));
    sight_cut(&p->sight, play_frame(p));
    return error;
}

// Behind the card the run goes on for a while, then plays again and again.
static qn_error tick_replay(play *p)
{
    bool is_over = p->run.tick >= p->won_tick + TUNE_REPLAY_TAIL_TICKS || run_is_still(&p->run);
    bool begins = p->mode == PLAY_CARD && p->mode_ticks == TUNE_CARD_REPLAY_TICKS;
    if (p->mode == PLAY_CARD && p->mode_ticks < TUNE_CARD_REPLAY_TICKS) {
        return play_flow(p);
    }
    if (begins || is_over) {
        if (p->mode == PLAY_WATCH && is_over) {
            play_enter(p, PLAY_CARD);
        }
        return p->is_calm ? QN_ERROR_OK : begin_replay(p);
    }
    return play_flow(p);
}

void play_watch(play *p)
{
    if (p->mode == PLAY_CARD || p->mode == PLAY_WON) {
        (void)begin_replay(p);
        play_enter(p, PLAY_WATCH);
    }
}

static qn_error tick_card(play *p, const qn_input *input, bool has_next, play_wish *wish)
{
    bool is_open = p->mode_ticks >= TUNE_CARD_TAP_TICKS;
    bool fires = is_open && input->went_down[GAME_ACTION_FIRE];
    if (p->pressed == HUD_CARD_NEXT || (has_next && fires) ||
        (has_next && is_open && input->went_down[GAME_ACTION_NEXT])) {
        *wish = PLAY_WISH_NEXT;
        return QN_ERROR_OK;
    }
    if (p->pressed == HUD_CARD_RETRY || fires) {
        return play_retry(p);
    }
    if (p->pressed == HUD_CARD_WATCH) {
        play_watch(p);
    }
    return tick_replay(p);
}

qn_error play_tick_mode(play *p, const qn_input *input, bool has_next, play_wish *wish)
{
    switch (p->mode) {
    case PLAY_TITLE:
        return tick_title(p);
    case PLAY_AIM:
        return tick_aim(p, input, wish);
    case PLAY_REWIND:
        return tick_rewind(p, input);
    case PLAY_WON:
        if (p->mode_ticks >= TUNE_WON_SLOW_TICKS + TUNE_WON_NEAR_TICKS) {
            play_enter(p, PLAY_CARD);
        }
        return play_flow(p);
    case PLAY_CARD:
        return tick_card(p, input, has_next, wish);
    case PLAY_WATCH:
        if (play_is_any_press(input)) {
            play_enter(p, PLAY_CARD);
        }
        return tick_replay(p);
    }
    return QN_ERROR_OK;
}
