// A small state machine per pointer and action; every transition that the devices report out of
// order (an up without a down, a second down) is ignored.
#include "controls.h"

#include <string.h>

void controls_pointer_move(controls *c, qn_vec2 px) { c->pending.pointer.position_px = px; }

void controls_pointer_down(controls *c, qn_vec2 px)
{
    qn_pointer *pointer = &c->pending.pointer;
    pointer->position_px = px;
    pointer->went_down = pointer->went_down || !pointer->is_down;
    pointer->is_down = true;
}

void controls_pointer_up(controls *c, qn_vec2 px)
{
    qn_pointer *pointer = &c->pending.pointer;
    if (pointer->is_down) {
        pointer->position_px = px;
        pointer->went_up = true;
        pointer->is_down = false;
    }
}

void controls_pointer_cancel(controls *c)
{
    qn_pointer *pointer = &c->pending.pointer;
    pointer->was_cancelled = pointer->was_cancelled || pointer->is_down;
    pointer->is_down = false;
}

void controls_key(controls *c, qn_action action, bool is_down)
{
    uint8_t *count = &c->held_key_count[action];
    if (is_down && *count < UINT8_MAX) {
        c->pending.went_down[action] = c->pending.went_down[action] || *count == 0;
        *count += 1;
    } else if (!is_down && *count > 0) {
        *count -= 1;
    }
    c->pending.is_held[action] = *count > 0;
}

void controls_release_all(controls *c)
{
    controls_pointer_cancel(c);
    memset(c->held_key_count, 0, sizeof c->held_key_count);
    memset(c->pending.is_held, 0, sizeof c->pending.is_held);
    memset(c->pending.went_down, 0, sizeof c->pending.went_down);
}

void controls_set_surface(controls *c, qn_vec2 surface_px, float pixel_ratio)
{
    c->pending.surface_px = surface_px;
    c->pending.pixel_ratio = pixel_ratio;
}

qn_input controls_take(controls *c)
{
    qn_input taken = c->pending;
    c->pending.pointer.went_down = false;
    c->pending.pointer.went_up = false;
    c->pending.pointer.was_cancelled = false;
    memset(c->pending.went_down, 0, sizeof c->pending.went_down);
    return taken;
}
