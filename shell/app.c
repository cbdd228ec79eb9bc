// A frame: take the input of each due tick, tick, pass on what the game reports, draw between the
// last two ticks.
#include "app.h"

#include <string.h>

#include "quoin/memory.h"

#define SPRITE_CAPACITY 16384

qn_error app_open(app *self, const assets *a, qn_bytes save, app_hooks hooks, qn_error *save_error)
{
    memset(self, 0, sizeof *self);
    self->hooks = hooks;
    self->loop = loop_start(GAME_TICK_RATE_HZ);
    controls_set_surface(&self->controls, qn_v2(1.0f, 1.0f), 1.0f);
    qn_error error = qn_draw_list_create(SPRITE_CAPACITY, a->atlas, &self->list);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_draw_font(self->list, a->font);
    error = game_create(a->atlas, save, save_error, &self->game);
    if (error != QN_ERROR_OK) {
        app_close(self);
        return error;
    }
    return QN_ERROR_OK;
}

void app_close(app *self)
{
    game_destroy(self->game);
    qn_draw_list_destroy(self->list);
    memset(self, 0, sizeof *self);
}

static void pass_save(app *self)
{
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    if (game_save(self->game, &bytes, &size_bytes) == QN_ERROR_OK) {
        self->hooks.on_save((qn_bytes){bytes, size_bytes}, self->hooks.user);
        qn_memory_release(bytes);
    }
}

static void pass_events(app *self)
{
    int32_t count = 0;
    const game_event *events = game_events(self->game, &count);
    for (int32_t i = 0; i < count; ++i) {
        if (events[i].type == GAME_EVENT_SAVE) {
            pass_save(self);
        } else {
            self->hooks.on_event(&events[i], self->hooks.user);
        }
    }
}

static void draw(app *self, float alpha)
{
    qn_vec2 surface_px = self->last_input.surface_px;
    game_draw(self->game, alpha, &self->last_input, self->list);
    qn_sprite_batch batch = qn_draw_batch(self->list);
    self->render->draw(self->render, &batch, (int32_t)surface_px.x, (int32_t)surface_px.y);
}

void app_frame(app *self, double now_ms)
{
    loop_frame frame = loop_advance(&self->loop, now_ms);
    for (int32_t i = 0; i < frame.tick_count; ++i) {
        self->last_input = controls_take(&self->controls);
        if (game_tick(self->game, &self->last_input) == QN_ERROR_OK) {
            pass_events(self);
        }
    }
    // The surface may have changed since the last tick, or there was none yet.
    self->last_input.surface_px = self->controls.pending.surface_px;
    self->last_input.pixel_ratio = self->controls.pending.pixel_ratio;
    if (self->render != NULL) {
        draw(self, frame.alpha);
    }
}
