// What hands do: presses of what lies on the glass, and the pull of the band. Everything is a
// function of the tick's input, never of what the picture shows.
#include "actions.h"
#include "scenes/play_parts.h"

bool play_is_any_press(const qn_input *input)
{
    bool is_any = input->pointer.went_down || input->mouse_went_down != 0;
    for (int32_t i = 0; i < GAME_ACTION_ZOOM_IN; ++i) {
        is_any |= input->went_down[i];
    }
    return is_any;
}

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

bool play_wants_rewind(const play *p, const qn_input *input)
{
    bool is_button = p->pressed == HUD_REWIND && input->pointer.is_down;
    bool is_mouse = (input->mouse_is_held & QN_MOUSE_RIGHT) != 0;
    return is_button || is_mouse || input->is_held[GAME_ACTION_REWIND];
}

// A finger that pressed a button draws no sling.
void play_note_press(play *p, const qn_input *input, bool has_next)
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

static bool is_loaded(const play *p)
{
    ball_kind kind;
    return p->mode == PLAY_AIM && p->reload_ticks >= TUNE_RELOAD_TICKS && !p->run.rules.is_won &&
           shots_next_ball(&p->run.shots, p->run.plan, &kind);
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

void play_aim(play *p, const qn_input *input)
{
    p->reload_ticks += p->reload_ticks < TUNE_RELOAD_TICKS ? 1 : 0;
    if (!is_loaded(p) || p->pressed != HUD_NONE) {
        sling_rest(&p->sling);
    } else if (sling_aim(&p->sling, input, zoom_has_fingers(input))) {
        fire(p);
    }
}
