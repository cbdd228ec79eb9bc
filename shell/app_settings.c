// Changes of settings: made on a copy, taken over, told.
#include <string.h>

#include "app.h"
#include "app_sound.h"
#include "quoin/memory.h"

static void take_over(app *self)
{
    loop_set_scale(&self->loop, 0.01 * self->settings.values[SETTING_SPEED]);
    app_set_levels(self);
}

static void tell(app *self)
{
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    qn_error error = settings_write(&self->settings, &self->controls.bindings, &bytes, &size_bytes);
    if (error == QN_ERROR_OK) {
        self->hooks.on_settings((qn_bytes){bytes, size_bytes}, self->hooks.user);
        qn_memory_release(bytes);
    }
}

qn_error app_read_settings(app *self, qn_bytes bytes)
{
    bindings bound = self->controls.bindings;
    qn_error error = settings_read(&self->settings, &bound, bytes);
    if (error == QN_ERROR_OK) {
        controls_rebind(&self->controls, &bound);
        take_over(self);
    }
    return error;
}

qn_error app_set(app *self, int32_t index, int32_t value)
{
    qn_error error = settings_set(&self->settings, index, value);
    if (error == QN_ERROR_OK) {
        take_over(self);
        tell(self);
    }
    return error;
}

static qn_error rebind(app *self, const bindings *changed, qn_error error)
{
    if (error == QN_ERROR_OK) {
        controls_rebind(&self->controls, changed);
        tell(self);
    }
    return error;
}

qn_error app_bind(app *self, int32_t action, int32_t place, const char *source_name)
{
    bindings changed = self->controls.bindings;
    return rebind(self, &changed, bindings_set(&changed, action, place, source_name));
}

qn_error app_set_toggle(app *self, int32_t action, bool is_toggle)
{
    bindings changed = self->controls.bindings;
    if (action < 0 || action >= changed.action_count) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    changed.is_toggle[action] = is_toggle;
    return rebind(self, &changed, QN_ERROR_OK);
}

void app_reset_bindings(app *self)
{
    bindings changed = self->controls.bindings;
    bindings_reset(&changed);
    (void)rebind(self, &changed, QN_ERROR_OK);
}
