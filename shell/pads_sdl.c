// SDL tells of controllers as events among all others; they are taken from its queue here, so that
// the window's pump never sees one. Each has a slot, which is the number of its device in the
// controls less one.
#include "pads.h"

#include <SDL.h>

#include "keys_sdl.h"

#define MAX_RUMBLE_MS 1000

typedef struct slot {
    SDL_GameController *controller; // null: free
    SDL_JoystickID id;
} slot;

struct pads {
    slot slots[CONTROLS_PAD_CAPACITY];
    int32_t last; // the slot that was touched last
};

void pads_create(pads **out)
{
    *out = NULL;
    if (SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER) != 0) {
        return;
    }
    *out = SDL_calloc(1, sizeof **out);
    if (*out == NULL) {
        SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
    }
}

void pads_destroy(pads *p)
{
    if (p == NULL) {
        return;
    }
    for (int32_t i = 0; i < CONTROLS_PAD_CAPACITY; ++i) {
        if (p->slots[i].controller != NULL) {
            SDL_GameControllerClose(p->slots[i].controller);
        }
    }
    SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
    SDL_free(p);
}

static int32_t find(const pads *p, SDL_JoystickID id)
{
    for (int32_t i = 0; i < CONTROLS_PAD_CAPACITY; ++i) {
        if (p->slots[i].controller != NULL && p->slots[i].id == id) {
            return i;
        }
    }
    return -1;
}

static void plug_in(pads *p, int32_t device_index)
{
    if (find(p, SDL_JoystickGetDeviceInstanceID(device_index)) >= 0) {
        return;
    }
    for (int32_t i = 0; i < CONTROLS_PAD_CAPACITY; ++i) {
        slot *free_slot = &p->slots[i];
        if (free_slot->controller == NULL) {
            free_slot->controller = SDL_GameControllerOpen(device_index);
            free_slot->id = SDL_JoystickGetDeviceInstanceID(device_index);
            return;
        }
    }
}

// Whoever waited for a slot gets it now.
static void let_in_waiting(pads *p)
{
    for (int32_t i = 0; i < SDL_NumJoysticks(); ++i) {
        if (SDL_IsGameController(i)) {
            plug_in(p, i);
        }
    }
}

static void pull_out(pads *p, controls *c, SDL_JoystickID id)
{
    int32_t at = find(p, id);
    if (at >= 0) {
        SDL_GameControllerClose(p->slots[at].controller);
        p->slots[at] = (slot){0};
        controls_pad_gone(c, at + 1);
        let_in_waiting(p);
    }
}

static void on_button(pads *p, controls *c, const SDL_ControllerButtonEvent *event)
{
    int32_t at = find(p, event->which);
    if (at >= 0) {
        p->last = at;
        controls_source(c, at + 1, keys_find(KEY_DEVICE_PAD_BUTTON, event->button),
                        event->state == SDL_PRESSED ? 1.0f : 0.0f);
    }
}

static void on_axis(pads *p, controls *c, const SDL_ControllerAxisEvent *event)
{
    int32_t at = find(p, event->which);
    if (at >= 0) {
        float way = (float)event->value / 32767.0f;
        p->last = way > 0.5f || way < -0.5f ? at : p->last;
        controls_source(c, at + 1, keys_find(KEY_DEVICE_PAD_AXIS_UP, event->axis), way);
        controls_source(c, at + 1, keys_find(KEY_DEVICE_PAD_AXIS_DOWN, event->axis), -way);
    }
}

static void on_event(pads *p, controls *c, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_CONTROLLERDEVICEADDED:
        plug_in(p, event->cdevice.which);
        break;
    case SDL_CONTROLLERDEVICEREMOVED:
        pull_out(p, c, event->cdevice.which);
        break;
    case SDL_CONTROLLERBUTTONDOWN:
    case SDL_CONTROLLERBUTTONUP:
        on_button(p, c, &event->cbutton);
        break;
    case SDL_CONTROLLERAXISMOTION:
        on_axis(p, c, &event->caxis);
        break;
    default:
        break;
    }
}

void pads_poll(pads *p, controls *c)
{
    SDL_Event event;
    if (p == NULL) {
        return;
    }
    SDL_PumpEvents();
    while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_JOYAXISMOTION, SDL_CONTROLLERSENSORUPDATE) >
           0) {
        on_event(p, c, &event);
    }
}

int32_t pads_count(const pads *p)
{
    int32_t count = 0;
    for (int32_t i = 0; p != NULL && i < CONTROLS_PAD_CAPACITY; ++i) {
        count += p->slots[i].controller != NULL ? 1 : 0;
    }
    return count;
}

void pads_rumble(pads *p, float strength, int32_t duration_ms)
{
    if (p == NULL || !(strength > 0.0f) || duration_ms <= 0) {
        return;
    }
    SDL_GameController *touched = p->slots[p->last].controller;
    uint16_t force = (uint16_t)(qn_min(strength, 1.0f) * 65535.0f);
    uint32_t length_ms = (uint32_t)(duration_ms < MAX_RUMBLE_MS ? duration_ms : MAX_RUMBLE_MS);
    if (touched != NULL) {
        // A light touch is felt better from the quick motor alone.
        SDL_GameControllerRumble(touched, strength < 0.5f ? 0 : force, force, length_ms);
    }
}
