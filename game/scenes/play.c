// A tick runs in one order: hands, mode, time, picture.
//
// The title needs no machinery of its own: its ghost is a shot in the list, and the flight back is
// the same return through the past that a held button asks for.
#include "scenes/play.h"

#include <string.h>

#include "actions.h"
#include "scenes/play_parts.h"

void play_enter(play *p, play_mode mode)
{
    p->mode = mode;
    p->mode_ticks = 0;
}

// Everything but the past and the wishes of the player.
static void reset(play *p)
{
    sling_reset(&p->sling);
    effects_reset(&p->effects);
    sight_reset(&p->sight);
    p->reload_ticks = TUNE_RELOAD_TICKS;
    p->owed_steps = 0.0f;
    p->stop_ticks = 0;
    p->stop_wait_ticks = 0;
    p->rewind_rate = 0.0f;
    p->was_rewound = false;
    p->is_invited = false;
    p->has_missed = false;
    p->ghost_end_tick = 0;
    p->won_tick = 0;
    p->result = (play_result){0};
    p->pressed = HUD_NONE;
    p->drain = 0.0f;
    sounds_begin(&p->sounds);
    play_enter(p, PLAY_AIM);
}

qn_error play_begin(play *p, const level *plan, bool with_title)
{
    run_end(&p->run);
    qn_error error = run_begin(&p->run, plan, p->past.history);
    if (error != QN_ERROR_OK) {
        return error;
    }
    past_remember(&p->past, &p->run);
    reset(p);
    p->tick_count = 0;
    p->event_count = 0;
    if (with_title && !p->is_calm) {
        play_enter(p, PLAY_TITLE);
    }
    return QN_ERROR_OK;
}

void play_end(play *p) { run_end(&p->run); }

// The way back leads to the beginning, unless the run has lasted too long for it.
qn_error play_retry(play *p)
{
    uint32_t oldest = 0;
    bool is_whole = past_oldest(&p->past, &p->run, &oldest) && oldest == 0;
    if (!is_whole || past_return(&p->past, &p->run, 0) != QN_ERROR_OK) {
        return play_begin(p, p->run.plan, false);
    }
    p->run.shots.count = 0;
    reset(p);
    p->tick_count = 0;
    p->event_count = 0;
    return QN_ERROR_OK;
}

void play_raise(play *p, game_event_type type, float strength, qn_vec2 point_m)
{
    if (p->event_count < TUNE_EVENT_CAPACITY) {
        p->events[p->event_count++] =
            (game_event){.type = (uint32_t)type, .strength = strength, .point_m = point_m};
    }
}

// ---- Shots ----------------------------------------------------------------------------------

int32_t play_balls_left(const play *p) { return p->run.plan->ball_count - p->run.shots.count; }

static bool is_loaded(const play *p)
{
    ball_kind kind;
    return p->mode == PLAY_AIM && p->reload_ticks >= TUNE_RELOAD_TICKS && !p->run.rules.is_won &&
           shots_next_ball(&p->run.shots, p->run.plan, &kind);
}

float play_ball_share(const play *p, float alpha, ball_kind *kind)
{
    bool is_standing = p->mode == PLAY_TITLE && p->run.shots.count == 0;
    bool is_shown = p->mode == PLAY_AIM || is_standing || p->mode == PLAY_REWIND;
    if (!is_shown || p->run.rules.is_won || !shots_next_ball(&p->run.shots, p->run.plan, kind)) {
        return 0.0f;
    }
    return qn_clamp(((float)p->reload_ticks + alpha) / (float)TUNE_RELOAD_TICKS, 0.0f, 1.0f);
}

static void fire(play *p)
{
    shot made = {.tick = p->run.tick, .aim_rad = p->sling.aim_rad, .power = p->sling.power};
    if (!shots_next_ball(&p->run.shots, p->run.plan, &made.kind) ||
        !shots_add(&p->run.shots, made)) {
        return;
    }
    p->reload_ticks = 0;
    p->is_invited = false;
    // The hand is answered in this very tick.
    p->stop_ticks = 0;
    p->run.rules.still_ticks = 0;
    p->owed_steps = 1.0f;
}

bool play_cancel_shot(play *p, int32_t index)
{
    bool is_ahead = index >= shots_before(&p->run.shots, p->run.tick) && index < p->run.shots.count;
    if (is_ahead) {
        shots_remove(&p->run.shots, index);
    }
    return is_ahead;
}

// ---- Hands ----------------------------------------------------------------------------------

static hud_button find_press(const play *p, const qn_input *input, bool has_next)
{
    if (!input->pointer.went_down) {
        return HUD_NONE;
    }
    hud_page page = hud_open(input->surface_px, input->pixel_ratio, input->safe_px);
    hud_state state = {.has_card = p->mode == PLAY_CARD && p->mode_ticks >= TUNE_CARD_TAP_TICKS,
                       .has_next = has_next,
                       .has_rewind = p->mode != PLAY_TITLE && p->mode != PLAY_WATCH,
                       .pip_count = p->run.shots.count};
    return hud_find(&page, &state,
                    hud_from_px(&page, input->surface_px, input->pointer.position_px));
}

static bool wants_rewind(const play *p, const qn_input *input)
{
    bool is_button = p->pressed == HUD_REWIND && input->pointer.is_down;
    bool is_mouse = (input->mouse_is_held & QN_MOUSE_RIGHT) != 0;
    return is_button || is_mouse || input->is_held[GAME_ACTION_REWIND];
}

// A finger that pressed a button draws no sling.
static void note_press(play *p, const qn_input *input, bool has_next)
{
    const qn_pointer *pointer = &input->pointer;
    if (pointer->went_down) {
        p->pressed = find_press(p, input, has_next);
    } else if (!pointer->is_down) {
        p->pressed = HUD_NONE;
    }
    int32_t pip = (int32_t)p->pressed - (int32_t)HUD_PIP;
    if (pointer->went_down && pip >= 0) {
        (void)play_cancel_shot(p, pip);
    }
}

static void aim(play *p, const qn_input *input)
{
    p->reload_ticks += p->reload_ticks < TUNE_RELOAD_TICKS ? 1 : 0;
    if (!is_loaded(p) || p->pressed != HUD_NONE) {
        sling_rest(&p->sling);
    } else if (sling_aim(&p->sling, input)) {
        fire(p);
    }
}

// ---- Modes ----------------------------------------------------------------------------------

static bool is_any_press(const qn_input *input)
{
    bool is_any = input->pointer.went_down || input->mouse_went_down != 0;
    for (int32_t i = 0; i < GAME_ACTION_COUNT; ++i) {
        is_any |= input->went_down[i];
    }
    return is_any;
}

static qn_error end_title(play *p)
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
        return end_title(p);
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
    aim(p, input);
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
    if (wants_rewind(p, input)) {
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
        return p->is_calm ? QN_ERROR_OK : play_return(p, play_replay_start(p));
    }
    return play_flow(p);
}

void play_watch(play *p)
{
    if (p->mode == PLAY_CARD || p->mode == PLAY_WON) {
        (void)play_return(p, play_replay_start(p));
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

static qn_error tick_mode(play *p, const qn_input *input, bool has_next, play_wish *wish)
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
        if (is_any_press(input)) {
            play_enter(p, PLAY_CARD);
        }
        return tick_replay(p);
    }
    return QN_ERROR_OK;
}

static void begin_rewind(play *p)
{
    sling_rest(&p->sling);
    effects_reset(&p->effects);
    p->rewind_from_tick = p->run.tick;
    p->rewind_rate = TUNE_REWIND_RATE_START;
    p->owed_steps = 0.0f;
    play_enter(p, PLAY_REWIND);
}

qn_error play_tick(play *p, const qn_input *input, bool has_next, play_wish *wish)
{
    *wish = PLAY_WISH_NOTHING;
    p->event_count = 0;
    p->is_calm = input->reduced_motion;
    qn_error error = QN_ERROR_OK;
    if (p->mode == PLAY_TITLE && (is_any_press(input) || p->is_calm)) {
        error = end_title(p);
    }
    if (input->went_down[GAME_ACTION_RETRY]) {
        return play_retry(p);
    }
    note_press(p, input, has_next);
    if (p->pressed == HUD_RETRY && input->pointer.went_down) {
        return play_retry(p);
    }
    bool may_rewind = p->mode != PLAY_REWIND && p->mode != PLAY_TITLE;
    if (may_rewind && wants_rewind(p, input)) {
        begin_rewind(p);
    }
    if (error == QN_ERROR_OK) {
        error = tick_mode(p, input, has_next, wish);
    }
    p->tick_count += 1;
    p->mode_ticks += p->mode_ticks < INT32_MAX ? 1 : 0;
    play_age_picture(p);
    play_hear(p);
    return error;
}

// ---- Hash -----------------------------------------------------------------------------------

static uint64_t mix(uint64_t hash, uint32_t value) { return (hash ^ value) * 0x100000001B3u; }

static uint64_t mix_float(uint64_t hash, float value)
{
    uint32_t bits = 0;
    float canonical = value + 0.0f; // one zero, not two
    memcpy(&bits, &canonical, sizeof bits);
    return mix(hash, bits);
}

uint64_t play_state_hash(const play *p)
{
    uint64_t state = run_hash(&p->run);
    uint64_t hash = mix(0xCBF29CE484222325u, (uint32_t)state);
    hash = mix(hash, (uint32_t)(state >> 32));
    hash = mix(hash, p->tick_count);
    hash = mix(hash, (uint32_t)p->mode);
    hash = mix(hash, (uint32_t)p->mode_ticks);
    hash = mix(hash, (uint32_t)p->reload_ticks);
    hash = mix(hash, (uint32_t)p->stop_ticks);
    hash = mix(hash, (uint32_t)p->stop_wait_ticks);
    hash = mix(hash, (p->was_rewound ? 1u : 0u) | (p->is_calm ? 2u : 0u));
    hash = mix(hash, (uint32_t)p->pressed);
    hash = mix(hash, p->won_tick);
    hash = mix_float(hash, p->owed_steps);
    hash = mix_float(hash, p->rewind_rate);
    hash = mix_float(hash, p->sling.aim_rad);
    hash = mix_float(hash, p->sling.power);
    hash = mix(hash, (p->sling.is_drawn ? 1u : 0u) | (p->sling.is_dragged ? 2u : 0u));
    hash = mix_float(hash, p->sling.press_px.x);
    return mix_float(hash, p->sling.press_px.y);
}
