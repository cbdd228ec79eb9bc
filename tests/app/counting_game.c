#include "app/counting_game.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "quoin/save.h"

static const qn_action_def actions[ACTION_COUNT] = {
    {"go", "Go", "Space", 0.0f},
    {"pause", "Pause", "Escape", 0.0f},
    {"mute", "Mute", "KeyM", 0.0f},
    {"fullscreen", "Full screen", "KeyF", 0.0f},
};
static const char *const words[] = {"one"};

counting_maker counting;

static void add_bells(qn_sound_bank *bank)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 9.0f;
    def.layers[0].partial_count = 10;
    for (int32_t i = 0; i < 10; ++i) {
        def.layers[0].partials[i] = (qn_synth_partial){1.0f + 0.5f * (float)i, 0.1f, 5.0f};
    }
    for (int32_t i = 0; i < counting.sound_count; ++i) {
        const char name[] = {(char)('a' + i), '\0'};
        qn_sound_id id;
        CHECK_ERROR(qn_sound_bank_add(bank, name, &def, &id), QN_ERROR_OK);
    }
}

static qn_error create(const qn_game_host *host, qn_bytes save, qn_error *save_error, void **out)
{
    *out = NULL;
    if (counting.is_refused) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    add_bells(qn_sound_queue_bank(host->sounds));
    *save_error = save.size_bytes > 0 ? QN_ERROR_BAD_MAGIC : QN_ERROR_OK;
    counting.made = calloc(1, sizeof *counting.made);
    *out = counting.made;
    return QN_ERROR_OK;
}

static void destroy(void *game) { free(game); }

static qn_error tick(void *game, const qn_input *input)
{
    counter *c = game;
    c->tick_count += 1;
    for (int32_t i = 0; i < ACTION_COUNT; ++i) {
        c->go_count += input->went_down[i] ? 1 : 0;
    }
    c->event_count = (c->raised[0].type != 0) + (c->raised[1].type != 0);
    return QN_ERROR_OK;
}

static void draw(const void *game, const qn_view *view, qn_draw_list *list)
{
    counter *c = counting.made;
    (void)game;
    qn_draw_begin(list, qn_rgb(0));
    c->view = *view;
    c->shown = (float)(c->tick_count - 1) + view->alpha;
    c->draw_count += 1;
}

static const qn_game_event *events(const void *game, int32_t *count)
{
    const counter *c = game;
    *count = c->event_count;
    return c->raised;
}

static qn_error save(const void *game, uint8_t **bytes, size_t *size_bytes)
{
    const counter *c = game;
    uint8_t content = (uint8_t)c->tick_count;
    return qn_save_wrap(COUNTING_APP_ID, 1, (qn_bytes){&content, 1}, bytes, size_bytes);
}

static uint64_t state_hash(const void *game)
{
    return (uint64_t)((const counter *)game)->tick_count;
}

const qn_game_class counting_game = {
    .name = "counter",
    .title = "Counter",
    .save_app_id = COUNTING_APP_ID,
    .tick_rate_hz = 60,
    .actions = actions,
    .action_count = ACTION_COUNT,
    .status_names = words,
    .status_count = 1,
    .command_names = words,
    .command_count = 1,
    .text_names = words,
    .text_count = 1,
    .create = create,
    .destroy = destroy,
    .tick = tick,
    .draw = draw,
    .events = events,
    .save = save,
    .state_hash = state_hash,
};

// ---- What the app tells ---------------------------------------------------------------------

static void on_wish(app_wish wish, void *user)
{
    heard *h = user;
    h->pause_count += wish == APP_WISH_PAUSE ? 1 : 0;
    h->fullscreen_count += wish == APP_WISH_FULLSCREEN ? 1 : 0;
}

static void on_event(const qn_game_event *event, void *user)
{
    ((heard *)user)->event_count += event->type >= QN_GAME_EVENT_OWN ? 1 : 0;
}

static void on_rumble(float strength, int32_t duration_ms, void *user)
{
    heard *h = user;
    h->rumble_count += 1;
    h->strength = strength;
    h->duration_ms = duration_ms;
}

static void on_save(qn_bytes bytes, void *user)
{
    heard *h = user;
    CHECK_ERROR(app_check_save(h->game_class, bytes), QN_ERROR_OK);
    h->save_count += 1;
}

static void on_settings(qn_bytes bytes, void *user)
{
    heard *h = user;
    h->settings_count += 1;
    h->settings_size = bytes.size_bytes;
    memcpy(h->settings, bytes.data, bytes.size_bytes);
}

static void draw_nothing(render *self, const qn_sprite_batch *batch, int32_t width_px,
                         int32_t height_px)
{
    (void)self;
    (void)batch;
    (void)width_px;
    (void)height_px;
}
static render no_render = {.draw = draw_nothing};

app open_watched_app(const qn_game_class *game_class, heard *h)
{
    static const assets no_assets;
    app a;
    qn_error save_error = QN_ERROR_BAD_DATA;
    *h = (heard){.game_class = game_class};
    app_opts opts = {.game_class = game_class,
                     .assets = &no_assets,
                     .hooks = {on_wish, on_event, on_rumble, on_save, on_settings, h}};
    CHECK_ERROR(app_open(&a, &opts, &save_error), QN_ERROR_OK);
    CHECK_ERROR(save_error, QN_ERROR_OK);
    controls_set_surface(&a.controls, qn_v2(640.0f, 360.0f), 1.0f);
    a.render = &no_render;
    return a;
}
