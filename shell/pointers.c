// Every press is one row of the pending input, from its first event to the tick that sees its last
// one. The primary pointer is a copy of one row, or of the mouse while nothing is pressed: the
// press that began while no other primary one was down.
#include "pointers.h"

static qn_pointer *find(controls *c, const pointer_event *event)
{
    for (int32_t i = 0; i < c->pending.pointer_count; ++i) {
        qn_pointer *row = &c->pending.pointers[i];
        if (row->is_down && row->kind == event->kind && c->devices[i] == event->device) {
            return row;
        }
    }
    return NULL;
}

static void copy_primary(controls *c, const qn_pointer *row)
{
    if (row->id != c->primary_id) {
        return;
    }
    qn_pointer *primary = &c->pending.pointer;
    qn_pointer copy = *row;
    // A tap and the next press may fall into one tick.
    copy.went_down = copy.went_down || primary->went_down;
    copy.went_up = copy.went_up || primary->went_up;
    copy.was_cancelled = copy.was_cancelled || primary->was_cancelled;
    *primary = copy;
}

static float pressure_of(const pointer_event *event)
{
    return event->pressure > 0.0f ? qn_min(event->pressure, 1.0f) : 1.0f;
}

static void press(controls *c, const pointer_event *event)
{
    int32_t place = c->pending.pointer_count;
    if (place == QN_POINTER_CAPACITY) {
        return;
    }
    c->pending.pointer_count += 1;
    c->pointer_id += c->pointer_id == UINT32_MAX ? 2 : 1; // 0 is nobody
    c->devices[place] = event->device;
    qn_pointer *row = &c->pending.pointers[place];
    *row = (qn_pointer){.position_px = event->position_px,
                        .is_down = true,
                        .went_down = true,
                        .kind = (uint8_t)event->kind,
                        .pressure = pressure_of(event),
                        .id = c->pointer_id};
    if (!c->pending.pointer.is_down) {
        c->primary_id = row->id;
    }
    copy_primary(c, row);
}

static void change(controls *c, qn_pointer *row, const pointer_event *event)
{
    if (event->phase == POINTER_IS_CANCELLED) {
        row->was_cancelled = true;
        row->is_down = false;
    } else {
        row->position_px = event->position_px;
    }
    if (event->phase == POINTER_GOES_UP) {
        row->went_up = true;
        row->is_down = false;
    }
    row->pressure = row->is_down ? pressure_of(event) : 0.0f;
    copy_primary(c, row);
}

void controls_pointer(controls *c, const pointer_event *event)
{
    if (!qn_v2_is_finite(event->position_px)) {
        return;
    }
    qn_pointer *row = find(c, event);
    if (row != NULL) {
        change(c, row, event);
    } else if (event->phase == POINTER_GOES_DOWN) {
        press(c, event);
    } else if (event->phase == POINTER_MOVES && !c->pending.pointer.is_down) {
        c->pending.pointer.position_px = event->position_px;
        c->pending.pointer.kind = (uint8_t)event->kind;
    }
}

void pointers_cancel_all(controls *c)
{
    const pointer_event cancel = {.phase = POINTER_IS_CANCELLED};
    for (int32_t i = 0; i < c->pending.pointer_count; ++i) {
        if (c->pending.pointers[i].is_down) {
            change(c, &c->pending.pointers[i], &cancel);
        }
    }
    c->pinch = (pinch){0};
}

static void forget(qn_pointer *pointer)
{
    pointer->went_down = false;
    pointer->went_up = false;
    pointer->was_cancelled = false;
}

void pointers_forget_edges(controls *c)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < c->pending.pointer_count; ++i) {
        if (c->pending.pointers[i].is_down) {
            c->pending.pointers[kept] = c->pending.pointers[i];
            c->devices[kept] = c->devices[i];
            forget(&c->pending.pointers[kept]);
            ++kept;
        }
    }
    c->pending.pointer_count = kept;
    forget(&c->pending.pointer);
}

// ---- Two fingers ----------------------------------------------------------------------------

static pinch two_fingers(const controls *c)
{
    const qn_pointer *fingers[2];
    int32_t count = 0;
    for (int32_t i = 0; i < c->pending.pointer_count && count < 2; ++i) {
        const qn_pointer *row = &c->pending.pointers[i];
        if (row->is_down && row->kind == QN_POINTER_TOUCH) {
            fingers[count++] = row;
        }
    }
    if (count < 2) {
        return (pinch){0};
    }
    qn_vec2 a = fingers[0]->position_px, b = fingers[1]->position_px;
    return (pinch){.ids = {fingers[0]->id, fingers[1]->id},
                   .center_px = qn_mul(0.5f, qn_add(a, b)),
                   .distance_px = qn_length(qn_sub(a, b))};
}

void pointers_measure_pinch(controls *c)
{
    pinch now = two_fingers(c), before = c->pinch;
    bool goes_on = now.ids[0] != 0 && now.ids[0] == before.ids[0] && now.ids[1] == before.ids[1];
    qn_vec2 pan_px = qn_v2(0.0f, 0.0f);
    float growth = 0.0f;
    if (goes_on) {
        pan_px = qn_sub(now.center_px, before.center_px);
    }
    if (goes_on && before.distance_px >= 1.0f) {
        growth = now.distance_px / before.distance_px - 1.0f;
    }
    c->pending.pan_px = pan_px;
    c->pending.pinch = growth;
    c->pending.pinch_center_px = now.center_px;
    c->pinch = now;
}
