// A frame: take the input of each due tick, tick, pass on what the game reports, draw between the
// last two ticks.
#include "app.h"

#include <string.h>

#include "app_sound.h"
#include "quoin/memory.h"
#include "quoin/save.h"

#define USUAL_RECORDS 16384
#define RUMBLE_LEAST_MS 60.0f
#define RUMBLE_MORE_MS 190.0f

static qn_error open_parts(app *self, const app_opts *opts, qn_error *save_error)
{
    const qn_game_class *class = opts->game_class;
    qn_error error = bindings_start(&self->controls.bindings, class->actions, class->action_count);
    if (error == QN_ERROR_OK) {
        int32_t capacity = class->record_capacity > 0 ? class->record_capacity : USUAL_RECORDS;
        error = qn_draw_list_create(capacity, opts->assets->atlas, &self->list);
    }
    if (error == QN_ERROR_OK) {
        error = app_open_sounds(self);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_draw_font(self->list, opts->assets->font);
    qn_game_host host = {
        .atlas = opts->assets->atlas, .font = opts->assets->font, .sounds = self->sounds};
    return class->create(&host, opts->save, save_error, &self->game);
}

qn_error app_open(app *self, const app_opts *opts, qn_error *save_error)
{
    memset(self, 0, sizeof *self);
    *save_error = QN_ERROR_OK;
    self->game_class = opts->game_class;
    self->hooks = opts->hooks;
    self->settings = settings_usual();
    self->loop = loop_start(opts->game_class->tick_rate_hz);
    controls_set_surface(&self->controls, qn_v2(1.0f, 1.0f), 1.0f);
    qn_error error = open_parts(self, opts, save_error);
    if (error != QN_ERROR_OK) {
        app_close(self);
    }
    return error;
}

void app_close(app *self)
{
    if (self->game != NULL) {
        self->game_class->destroy(self->game);
    }
    qn_draw_list_destroy(self->list);
    app_close_sounds(self);
    memset(self, 0, sizeof *self);
}

qn_error app_save(app *self)
{
    const qn_game_class *class = self->game_class;
    if (class == NULL || class->save == NULL) {
        return QN_ERROR_NOT_FOUND;
    }
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    qn_error error = class->save(self->game, &bytes, &size_bytes);
    if (error == QN_ERROR_OK) {
        self->hooks.on_save((qn_bytes){bytes, size_bytes}, self->hooks.user);
        qn_memory_release(bytes);
    }
    return error;
}

qn_error app_check_save(const qn_game_class *game_class, qn_bytes bytes)
{
    uint32_t version = 0;
    uint8_t *content = NULL;
    size_t size_bytes = 0;
    qn_error error =
        qn_save_unwrap(game_class->save_app_id, UINT32_MAX, bytes, &version, &content, &size_bytes);
    qn_memory_release(content);
    return error;
}

static bool has_reduced_motion(const app *self)
{
    return settings_choice(&self->settings, SETTING_REDUCED_MOTION, self->view.reduced_motion);
}

// A gamepad shakes in one way at a time: of the blows of a frame the strongest is passed on, and
// while one is felt, only a stronger one.
static void pass_rumble(app *self, float strength, double now_ms)
{
    float share = qn_min(strength, 1.0f);
    bool is_felt = now_ms < self->felt_to_ms && self->felt >= share;
    bool is_wanted = self->settings.values[SETTING_HAS_RUMBLE] != 0 && !has_reduced_motion(self);
    if (is_wanted && share > 0.0f && !is_felt) {
        int32_t duration_ms = (int32_t)(RUMBLE_LEAST_MS + RUMBLE_MORE_MS * share);
        self->felt = share;
        self->felt_to_ms = now_ms + duration_ms;
        self->hooks.on_rumble(share, duration_ms, self->hooks.user);
    }
}

static void pass_event(app *self, const qn_game_event *event)
{
    if (event->type == QN_GAME_EVENT_SAVE) {
        (void)app_save(self);
    } else {
        self->hooks.on_event(event, self->hooks.user);
    }
}

// Returns the strongest blow among them.
static float pass_events(app *self)
{
    int32_t count = 0;
    float strongest = 0.0f;
    if (self->game_class->events == NULL) {
        return strongest;
    }
    const qn_game_event *events = self->game_class->events(self->game, &count);
    for (int32_t i = 0; i < count; ++i) {
        if (events[i].type == QN_GAME_EVENT_RUMBLE) {
            strongest = qn_max(strongest, events[i].strength);
        } else {
            pass_event(self, &events[i]);
        }
    }
    return strongest;
}

static void draw(app *self, float alpha)
{
    qn_vec2 surface_px = self->last_input.surface_px;
    qn_view view = self->view;
    view.surface_px = surface_px;
    view.pixel_ratio = self->last_input.pixel_ratio;
    view.alpha = alpha;
    view.reduced_motion = has_reduced_motion(self);
    view.high_contrast =
        settings_choice(&self->settings, SETTING_HIGH_CONTRAST, view.high_contrast);
    view.input = &self->last_input;
    self->game_class->draw(self->game, &view, self->list);
    qn_sprite_batch batch = qn_draw_batch(self->list);
    self->render->draw(self->render, &batch, (int32_t)surface_px.x, (int32_t)surface_px.y);
}

// What the owner knows of the screen and the player, as far as a run may depend on it.
static void add_screen(app *self)
{
    self->last_input.safe_px = self->view.safe_px;
    self->last_input.reduced_motion = has_reduced_motion(self);
}

// Whether an action of this name went down since the last frame; nobody else sees that it did.
static bool take_press(app *self, const char *name)
{
    int32_t action = bindings_find_action(&self->controls.bindings, name, strlen(name));
    if (action < 0 || !self->controls.pending.went_down[action]) {
        return false;
    }
    self->controls.pending.went_down[action] = false;
    return true;
}

static void carry_out_wishes(app *self)
{
    if (take_press(self, "mute")) {
        (void)app_set(self, SETTING_IS_MUTED, 1 - self->settings.values[SETTING_IS_MUTED]);
    }
    if (take_press(self, "fullscreen")) {
        self->hooks.on_wish(APP_WISH_FULLSCREEN, self->hooks.user);
    }
    if (take_press(self, "pause")) {
        self->hooks.on_wish(APP_WISH_PAUSE, self->hooks.user);
    }
}

void app_frame(app *self, double now_ms)
{
    carry_out_wishes(self);
    loop_frame frame = loop_advance(&self->loop, now_ms);
    float strongest = 0.0f;
    for (int32_t i = 0; i < frame.tick_count; ++i) {
        self->last_input = controls_take(&self->controls);
        add_screen(self);
        app_begin_tick_of_sounds(self);
        if (self->game_class->tick(self->game, &self->last_input) == QN_ERROR_OK) {
            strongest = qn_max(strongest, pass_events(self));
        }
    }
    pass_rumble(self, strongest, now_ms);
    app_obey_mute(self);
    app_make_heard(self);
    // The surface may have changed since the last tick, or there was none yet.
    self->last_input.surface_px = self->controls.pending.surface_px;
    self->last_input.pixel_ratio = self->controls.pending.pixel_ratio;
    if (self->render != NULL) {
        draw(self, frame.alpha);
    }
}

void app_set_paused(app *self, bool is_paused)
{
    loop_set_paused(&self->loop, is_paused);
    if (self->audio != NULL) {
        self->audio->set_paused(self->audio, is_paused);
    }
    controls_release_all(&self->controls);
}

qn_error app_command(app *self, int32_t command, int32_t argument)
{
    const qn_game_class *class = self->game_class;
    if (class == NULL || class->command == NULL || command < 0 || command >= class->command_count) {
        return QN_ERROR_NOT_FOUND;
    }
    return class->command(self->game, command, argument);
}

double app_status(const app *self, int32_t index)
{
    const qn_game_class *class = self->game_class;
    bool is_there =
        class != NULL && class->status != NULL && index >= 0 && index < class->status_count;
    return is_there ? class->status(self->game, index) : 0.0;
}

const char *app_text(const app *self, int32_t index)
{
    const qn_game_class *class = self->game_class;
    bool is_there = class != NULL && class->text != NULL && index >= 0 && index < class->text_count;
    const char *text = is_there ? class->text(self->game, index) : NULL;
    return text != NULL ? text : "";
}

qn_error app_set_text(app *self, int32_t index, const char *utf8)
{
    const qn_game_class *class = self->game_class;
    if (class == NULL || class->set_text == NULL || index < 0 || index >= class->text_count) {
        return QN_ERROR_NOT_FOUND;
    }
    return utf8 != NULL ? class->set_text(self->game, index, utf8) : QN_ERROR_NULL_POINTER;
}
