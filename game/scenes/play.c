// A tick runs in one order: hands, mode, time, picture.
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
    zoom_reset(&p->sight.zoom);
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

float play_ball_share(const play *p, float alpha, ball_kind *kind)
{
    bool is_standing = p->mode == PLAY_TITLE && p->run.shots.count == 0;
    bool is_shown = p->mode == PLAY_AIM || is_standing || p->mode == PLAY_REWIND;
    if (!is_shown || p->run.rules.is_won || !shots_next_ball(&p->run.shots, p->run.plan, kind)) {
        return 0.0f;
    }
    return qn_clamp(((float)p->reload_ticks + alpha) / (float)TUNE_RELOAD_TICKS, 0.0f, 1.0f);
}

bool play_cancel_shot(play *p, int32_t index)
{
    bool is_ahead = index >= shots_before(&p->run.shots, p->run.tick) && index < p->run.shots.count;
    if (is_ahead) {
        shots_remove(&p->run.shots, index);
    }
    return is_ahead;
}

// ---- Tick -----------------------------------------------------------------------------------

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
    if (p->mode == PLAY_TITLE && (play_is_any_press(input) || p->is_calm)) {
        error = play_end_title(p);
    }
    if (input->went_down[GAME_ACTION_RETRY]) {
        return play_retry(p);
    }
    play_note_press(p, input, has_next);
    zoom_tick(&p->sight.zoom, input, p->pressed == HUD_NONE, sight_most_size(input->surface_px),
              play_focus_px(p, input->surface_px));
    if (p->pressed == HUD_RETRY && input->pointer.went_down) {
        return play_retry(p);
    }
    bool may_rewind = p->mode != PLAY_REWIND && p->mode != PLAY_TITLE;
    if (may_rewind && play_wants_rewind(p, input)) {
        begin_rewind(p);
    }
    if (error == QN_ERROR_OK) {
        error = play_tick_mode(p, input, has_next, wish);
    }
    p->tick_count += 1;
    p->mode_ticks += p->mode_ticks < INT32_MAX ? 1 : 0;
    play_age_picture(p);
    play_hear(p);
    return error;
}
