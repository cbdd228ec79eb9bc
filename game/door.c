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
};

enum {
    STATUS_TICKS,
    STATUS_SHOTS,
    STATUS_TOLLS,
    STATUS_WON,
    STATUS_BEST,
    STATUS_BODIES,
    STATUS_AWAKE,
    STATUS_COUNT
};
static const char *const status_names[STATUS_COUNT] = {
    [STATUS_TICKS] = "ticks", [STATUS_SHOTS] = "shots", [STATUS_TOLLS] = "tolls",
    [STATUS_WON] = "won",     [STATUS_BEST] = "best",   [STATUS_BODIES] = "bodies",
    [STATUS_AWAKE] = "awake",
};

enum { COMMAND_RETRY, COMMAND_COUNT };
static const char *const command_names[COMMAND_COUNT] = {[COMMAND_RETRY] = "retry"};

static qn_error create(const qn_game_host *host, qn_bytes save, qn_error *save_error, void **out)
{
    game *made = NULL;
    qn_error error = game_create(host->atlas, save, save_error, &made);
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
    (void)argument;
    if (number != COMMAND_RETRY) {
        return QN_ERROR_NOT_FOUND;
    }
    game_retry(self);
    return QN_ERROR_OK;
}

static double status(const void *self, int32_t index)
{
    game_status now = game_get_status(self);
    const double values[STATUS_COUNT] = {
        [STATUS_TICKS] = now.tick_count,       [STATUS_SHOTS] = now.shot_count,
        [STATUS_TOLLS] = now.toll_count,       [STATUS_WON] = now.is_won ? 1.0 : 0.0,
        [STATUS_BEST] = now.best_shot_count,   [STATUS_BODIES] = now.body_count,
        [STATUS_AWAKE] = now.awake_body_count,
    };
    return index >= 0 && index < STATUS_COUNT ? values[index] : 0.0;
}

const qn_game_class qn_game = {
    .name = "belfry",
    .title = "Belfry",
    .save_app_id = GAME_SAVE_APP_ID,
    .tick_rate_hz = GAME_TICK_RATE_HZ,
    .actions = actions,
    .action_count = GAME_ACTION_COUNT,
    .status_names = status_names,
    .status_count = STATUS_COUNT,
    .command_names = command_names,
    .command_count = COMMAND_COUNT,
    .create = create,
    .destroy = destroy,
    .tick = tick,
    .draw = draw,
    .events = events,
    .save = save,
    .state_hash = state_hash,
    .command = command,
    .status = status,
};
