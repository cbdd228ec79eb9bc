// The browser is asked each frame how its gamepads stand; what changed since the last time is what
// happened. Only those with the standard mapping count: of the others nobody knows what a button
// is.
#include "pads.h"

#include <string.h>

#include "page.h"
#include "quoin/memory.h"

// In the order of the standard mapping.
static const char *const button_names[PAGE_PAD_BUTTONS] = {
    "PadA",    "PadB",     "PadX",  "PadY",  "PadL1", "PadR1",   "PadL2",   "PadR2",
    "PadBack", "PadStart", "PadL3", "PadR3", "PadUp", "PadDown", "PadLeft", "PadRight",
};
static const char *const axis_names[PAGE_PAD_AXES][2] = {
    {"PadLX-", "PadLX+"}, {"PadLY-", "PadLY+"}, {"PadRX-", "PadRX+"}, {"PadRY-", "PadRY+"}};

struct pads {
    page_pad now[CONTROLS_PAD_CAPACITY], before[CONTROLS_PAD_CAPACITY];
    int32_t last; // the one that was touched last
};

// One instance of everything per module (web.c).
static pads only;

void pads_create(pads **out)
{
    only = (pads){0};
    *out = &only;
}

void pads_destroy(pads *p) { (void)p; }

static source named(const char *name) { return bindings_find_source(name, strlen(name)); }

static void read_pad(pads *p, controls *c, int32_t at)
{
    const page_pad *now = &p->now[at], *before = &p->before[at];
    for (int32_t i = 0; i < PAGE_PAD_BUTTONS; ++i) {
        if (now->buttons[i] != before->buttons[i]) {
            controls_source(c, at + 1, named(button_names[i]), now->buttons[i]);
            p->last = at;
        }
    }
    for (int32_t i = 0; i < PAGE_PAD_AXES; ++i) {
        if (now->axes[i] != before->axes[i]) {
            controls_source(c, at + 1, named(axis_names[i][0]), -now->axes[i]);
            controls_source(c, at + 1, named(axis_names[i][1]), now->axes[i]);
        }
    }
}

void pads_poll(pads *p, controls *c)
{
    memcpy(p->before, p->now, sizeof p->before);
    page_read_pads(p->now, CONTROLS_PAD_CAPACITY);
    for (int32_t i = 0; i < CONTROLS_PAD_CAPACITY; ++i) {
        if (p->now[i].is_there > 0.0f) {
            read_pad(p, c, i);
        } else if (p->before[i].is_there > 0.0f) {
            controls_pad_gone(c, i + 1);
        }
    }
}

int32_t pads_count(const pads *p)
{
    int32_t count = 0;
    for (int32_t i = 0; i < CONTROLS_PAD_CAPACITY; ++i) {
        count += p->now[i].is_there > 0.0f ? 1 : 0;
    }
    return count;
}

void pads_rumble(pads *p, float strength, int32_t duration_ms)
{
    page_rumble(p->last, strength, duration_ms);
}
