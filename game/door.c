// What a host sees of Belfry: its name, its actions, and its functions behind pointers of one type.
#include "game.h"

static const qn_action_def actions[GAME_ACTION_COUNT] = {
    [GAME_ACTION_LEFT] = {"pull", "Pull harder", "ArrowLeft KeyA PadLX- PadLeft", 0.0f},
    [GAME_ACTION_RIGHT] = {"ease", "Pull less", "ArrowRight KeyD PadLX+ PadRight", 0.0f},
    [GAME_ACTION_UP] = {"aim-up", "Aim higher", "ArrowUp KeyW PadLY- PadUp", 0.0f},
    [GAME_ACTION_DOWN] = {"aim-down", "Aim lower", "ArrowDown KeyS PadLY+ PadDown", 0.0f},
    [GAME_ACTION_FIRE] = {"fire", "Let go", "Space Enter PadA", 0.0f},
    [GAME_ACTION_RETRY] = {"retry", "Rebuild the tower", "KeyR PadY", 0.0f},
    [GAME_ACTION_PAUSE] = {"pause", "Pause", "Escape KeyP PadStart", 0.0f},
    [GAME_ACTION_REWIND] = {"rewind", "Turn back time (hold)", "Backspace KeyB PadL2", 0.0f},
    [GAME_ACTION_NEXT] = {"next", "Next level", "KeyN PadX", 0.0f},
    // Where the signs stand on a German keyboard, too.
    [GAME_ACTION_ZOOM_IN] = {"zoom-in", "See it nearer", "Equal NumpadAdd BracketRight PadRY-",
                             0.0f},
    [GAME_ACTION_ZOOM_OUT] = {"zoom-out", "See more of it", "Minus NumpadSubtract Slash PadRY+",
                              0.0f},
    [GAME_ACTION_ZOOM_BACK] = {"zoom-back", "See it as it was", "Digit0 Numpad0 PadR3", 0.0f},
};

enum {
    STATUS_TICKS,
    STATUS_SHOTS,
    STATUS_TOLLS,
    STATUS_WON,
    STATUS_BEST,
    STATUS_BODIES,
    STATUS_AWAKE,
    STATUS_LEVEL,
    STATUS_LEVELS,
    STATUS_MEDAL,
    STATUS_WON_MEDAL,
    STATUS_BALLS,
    STATUS_LIT,
    STATUS_BELLS,
    STATUS_STEP,
    STATUS_ECHOES,
    STATUS_MODE,
    STATUS_PAST,
    STATUS_ZOOM,
    STATUS_COUNT
};
static const char *const status_names[STATUS_COUNT] = {
    [STATUS_TICKS] = "ticks",   [STATUS_SHOTS] = "shots",      [STATUS_TOLLS] = "tolls",
    [STATUS_WON] = "won",       [STATUS_BEST] = "best",        [STATUS_BODIES] = "bodies",
    [STATUS_AWAKE] = "awake",   [STATUS_LEVEL] = "level",      [STATUS_LEVELS] = "levels",
    [STATUS_MEDAL] = "medal",   [STATUS_WON_MEDAL] = "reward", [STATUS_BALLS] = "balls",
    [STATUS_LIT] = "lit",       [STATUS_BELLS] = "bells",      [STATUS_STEP] = "step",
    [STATUS_ECHOES] = "echoes", [STATUS_MODE] = "mode",        [STATUS_PAST] = "past",
    [STATUS_ZOOM] = "zoom",
};

enum { COMMAND_RETRY, COMMAND_LEVEL, COMMAND_WATCH, COMMAND_COUNT };
static const char *const command_names[COMMAND_COUNT] = {
    [COMMAND_RETRY] = "retry",
    [COMMAND_LEVEL] = "level", // its number, from 0
    [COMMAND_WATCH] = "watch",
};

enum { TEXT_RUN, TEXT_LEVEL_NAMES, TEXT_COUNT };
static const char *const text_names[TEXT_COUNT] = {
    [TEXT_RUN] = "run",
    [TEXT_LEVEL_NAMES] = "level-names", // a line for each
};

static qn_error create(const qn_game_host *host, qn_bytes save, qn_error *save_error, void **out)
{
    game *made = NULL;
    qn_error error = game_create(host->atlas, save, save_error, &made);
    game_hear(made, host->sounds);
    *out = made;
    return error;
}

static void destroy(void *self) { game_destroy(self); }

static qn_error tick(void *self, const qn_input *input) { return game_tick(self, input); }

static void draw(const void *self, const qn_view *view, qn_draw_list *list)
{
    game_draw(self, view, list);
}

static const qn_game_event *events(const void *self, int32_t *count)
{
    return game_events(self, count);
}

static qn_error save(const void *self, uint8_t **bytes, size_t *size_bytes)
{
    return game_save(self, bytes, size_bytes);
}

static uint64_t state_hash(const void *self) { return game_state_hash(self); }

static qn_error command(void *self, int32_t number, int32_t argument)
{
    switch (number) {
    case COMMAND_RETRY:
        game_retry(self);
        return QN_ERROR_OK;
    case COMMAND_LEVEL:
        return game_play_level(self, argument);
    case COMMAND_WATCH:
        game_watch(self);
        return QN_ERROR_OK;
    default:
        return QN_ERROR_NOT_FOUND;
    }
}

static double status(const void *self, int32_t index)
{
    game_status now = game_get_status(self);
    const double values[STATUS_COUNT] = {
        [STATUS_TICKS] = now.tick_count,
        [STATUS_SHOTS] = now.shot_count,
        [STATUS_TOLLS] = now.toll_count,
        [STATUS_WON] = now.is_won ? 1.0 : 0.0,
        [STATUS_BEST] = now.best_shot_count,
        [STATUS_BODIES] = now.body_count,
        [STATUS_AWAKE] = now.awake_body_count,
        [STATUS_LEVEL] = now.level,
        [STATUS_LEVELS] = now.unlocked_count,
        [STATUS_MEDAL] = now.medal,
        [STATUS_WON_MEDAL] = now.won_medal,
        [STATUS_BALLS] = now.balls_left,
        [STATUS_LIT] = now.lit_count,
        [STATUS_BELLS] = now.bell_count,
        [STATUS_STEP] = now.run_tick,
        [STATUS_ECHOES] = now.echo_count,
        [STATUS_MODE] = now.mode,
        [STATUS_PAST] = now.past_bytes,
        [STATUS_ZOOM] = (double)now.zoom,
    };
    return index >= 0 && index < STATUS_COUNT ? values[index] : 0.0;
}

static const char *text(const void *self, int32_t index)
{
    switch (index) {
    case TEXT_RUN:
        return game_run_text(self);
    case TEXT_LEVEL_NAMES:
        return game_level_names(self);
    default:
        return "";
    }
}

const qn_game_class qn_game = {
    .name = "belfry",
    .title = "Belfry",
    .save_app_id = GAME_SAVE_APP_ID,
    .tick_rate_hz = GAME_TICK_RATE_HZ,
    .uses_wheel = true,
    .actions = actions,
    .action_count = GAME_ACTION_COUNT,
    .status_names = status_names,
    .status_count = STATUS_COUNT,
    .command_names = command_names,
    .command_count = COMMAND_COUNT,
    .text_names = text_names,
    .text_count = TEXT_COUNT,
    .create = create,
    .destroy = destroy,
    .tick = tick,
    .draw = draw,
    .events = events,
    .save = save,
    .state_hash = state_hash,
    .command = command,
    .status = status,
    .text = text,
};
