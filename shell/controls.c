// A small state machine per action; every transition that the devices report out of order (an up
// without a down, a second down) is ignored.
//
// An action is as far down as the furthest of its sources. It counts as held from one half on, and
// until it is well below that: a trigger that trembles at one half is pressed once.
#include "controls.h"

#include <string.h>

#include "pointers.h"

#define PRESS_AT 0.5f
#define LET_GO_AT 0.4f
#define USUAL_DEAD_ZONE 0.2f

// ---- Mouse ----------------------------------------------------------------------------------

static source mouse_source(uint32_t button)
{
    const char *name = button == QN_MOUSE_LEFT     ? "MouseLeft"
                       : button == QN_MOUSE_MIDDLE ? "MouseMiddle"
                                                   : "MouseRight";
    return bindings_find_source(name, strlen(name));
}

void controls_mouse_button(controls *c, uint32_t button, bool is_down)
{
    if (button != QN_MOUSE_LEFT && button != QN_MOUSE_MIDDLE && button != QN_MOUSE_RIGHT) {
        return;
    }
    uint8_t bit = (uint8_t)button;
    bool was_down = (c->pending.mouse_is_held & bit) != 0;
    if (is_down && !was_down) {
        c->pending.mouse_is_held |= bit;
        c->pending.mouse_went_down |= bit;
    } else if (!is_down && was_down) {
        c->pending.mouse_is_held &= (uint8_t)~bit;
        c->pending.mouse_went_up |= bit;
    }
    controls_source(c, 0, mouse_source(button), is_down ? 1.0f : 0.0f);
}

void controls_wheel(controls *c, qn_vec2 px)
{
    qn_vec2 sum = qn_add(c->pending.wheel_px, px);
    if (qn_v2_is_finite(sum)) {
        c->pending.wheel_px = sum;
    }
}

// ---- Actions --------------------------------------------------------------------------------

static float beyond_dead_zone(float level, float dead_zone)
{
    float rest = dead_zone > 0.0f ? dead_zone : USUAL_DEAD_ZONE;
    return level <= rest ? 0.0f : (level - rest) / (1.0f - rest);
}

static bool is_axis(source s) { return bindings_device(s) >= KEY_DEVICE_PAD_AXIS_UP; }

static float source_level(const controls *c, source s, float dead_zone)
{
    float furthest = 0.0f;
    for (int32_t device = 0; device <= CONTROLS_PAD_CAPACITY; ++device) {
        furthest = qn_max(furthest, c->level[device][s]);
    }
    return is_axis(s) ? beyond_dead_zone(furthest, dead_zone) : furthest;
}

static float action_level(const controls *c, int32_t action)
{
    float furthest = c->given[action];
    for (int32_t k = 0; k < QN_ACTION_SOURCE_CAPACITY; ++k) {
        source s = c->bindings.sources[action][k];
        if (s != 0) {
            furthest = qn_max(furthest, source_level(c, s, c->bindings.actions[action].dead_zone));
        }
    }
    return furthest;
}

static void hold(controls *c, int32_t action, bool is_held)
{
    qn_input *pending = &c->pending;
    pending->went_down[action] |= is_held && !pending->is_held[action];
    pending->went_up[action] |= !is_held && pending->is_held[action];
    pending->is_held[action] = is_held;
}

static void settle(controls *c, int32_t action)
{
    float level = action_level(c, action);
    bool was_pressed = c->is_pressed[action];
    bool is_pressed = level >= (was_pressed ? LET_GO_AT : PRESS_AT);
    c->is_pressed[action] = is_pressed;
    if (!c->bindings.is_toggle[action]) {
        hold(c, action, is_pressed);
        c->pending.value[action] = level;
    } else if (is_pressed && !was_pressed) {
        hold(c, action, !c->pending.is_held[action]);
        c->pending.value[action] = c->pending.is_held[action] ? 1.0f : 0.0f;
    }
}

static bool has_source(const controls *c, int32_t action, source s)
{
    return memchr(c->bindings.sources[action], s, QN_ACTION_SOURCE_CAPACITY) != NULL;
}

static float whole_level(float level)
{
    return level > 0.0f ? qn_min(level, 1.0f) : 0.0f; // NaN is not above 0
}

void controls_source(controls *c, int32_t device, source s, float level)
{
    if (device < 0 || device > CONTROLS_PAD_CAPACITY || s == 0 || s > KEY_COUNT) {
        return;
    }
    c->level[device][s] = whole_level(level);
    for (int32_t i = 0; i < c->bindings.action_count; ++i) {
        if (has_source(c, i, s)) {
            settle(c, i);
        }
    }
}

void controls_pad_gone(controls *c, int32_t device)
{
    for (int32_t i = 1; i <= KEY_COUNT; ++i) {
        if (device > 0 && device <= CONTROLS_PAD_CAPACITY && c->level[device][i] > 0.0f) {
            controls_source(c, device, (source)i, 0.0f);
        }
    }
}

void controls_give(controls *c, int32_t action, float level)
{
    if (action >= 0 && action < c->bindings.action_count) {
        c->given[action] = whole_level(level);
        settle(c, action);
    }
}

// ---- All together ---------------------------------------------------------------------------

void controls_release_all(controls *c)
{
    qn_input *pending = &c->pending;
    pointers_cancel_all(c);
    memset(c->level, 0, sizeof c->level);
    memset(c->given, 0, sizeof c->given);
    memset(c->is_pressed, 0, sizeof c->is_pressed);
    memset(pending->value, 0, sizeof pending->value);
    memset(pending->is_held, 0, sizeof pending->is_held);
    memset(pending->went_down, 0, sizeof pending->went_down);
    memset(pending->went_up, 0, sizeof pending->went_up);
    pending->mouse_is_held = 0;
    pending->mouse_went_down = 0;
    pending->mouse_went_up = 0;
    pending->wheel_px = qn_v2(0.0f, 0.0f);
}

void controls_rebind(controls *c, const bindings *changed)
{
    controls_release_all(c);
    c->bindings = *changed;
}

void controls_set_surface(controls *c, qn_vec2 surface_px, float pixel_ratio)
{
    c->pending.surface_px = surface_px;
    c->pending.pixel_ratio = pixel_ratio;
}

qn_input controls_take(controls *c)
{
    pointers_measure_pinch(c);
    qn_input taken = c->pending;
    qn_input *pending = &c->pending;
    pointers_forget_edges(c);
    memset(pending->went_down, 0, sizeof pending->went_down);
    memset(pending->went_up, 0, sizeof pending->went_up);
    pending->mouse_went_down = 0;
    pending->mouse_went_up = 0;
    pending->wheel_px = qn_v2(0.0f, 0.0f);
    return taken;
}
