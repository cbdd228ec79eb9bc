// Gamepads through SDL, with virtual ones that are plugged in, used and pulled out.
#include "check.h"
#include "pads.h"

#include <SDL.h>
#include <string.h>

static const qn_action_def actions[] = {
    {"left", "Left", "PadLX-", 0.0f},
    {"fire", "Fire", "PadA", 0.0f},
    {"rewind", "Rewind", "PadL2", 0.0f},
};
enum { LEFT, FIRE, REWIND };

typedef struct virtual_pad {
    SDL_Joystick *joystick;
    int32_t device_index;
    uint16_t low, high; // what it was told to shake with
} virtual_pad;

static int SDLCALL on_rumble(void *user, Uint16 low, Uint16 high)
{
    virtual_pad *pad = user;
    pad->low = low;
    pad->high = high;
    return 0;
}

static bool attach(virtual_pad *pad)
{
    SDL_VirtualJoystickDesc desc = {.version = SDL_VIRTUAL_JOYSTICK_DESC_VERSION,
                                    .type = SDL_JOYSTICK_TYPE_GAMECONTROLLER,
                                    .naxes = SDL_CONTROLLER_AXIS_MAX,
                                    .nbuttons = SDL_CONTROLLER_BUTTON_MAX,
                                    .vendor_id = 0x1209,
                                    .product_id = 0x5150,
                                    .name = "Virtual gamepad",
                                    .userdata = pad,
                                    .Rumble = on_rumble};
    pad->device_index = SDL_JoystickAttachVirtualEx(&desc);
    pad->joystick = pad->device_index >= 0 ? SDL_JoystickOpen(pad->device_index) : NULL;
    return pad->joystick != NULL;
}

static int32_t index_of(const virtual_pad *pad)
{
    for (int32_t i = 0; i < SDL_NumJoysticks(); ++i) {
        if (SDL_JoystickGetDeviceInstanceID(i) == SDL_JoystickInstanceID(pad->joystick)) {
            return i;
        }
    }
    return -1;
}

static void detach(virtual_pad *pad)
{
    SDL_JoystickDetachVirtual(index_of(pad));
    SDL_JoystickClose(pad->joystick);
}

// Only virtual gamepads, also without a window that has the focus.
static pads *start(controls *c)
{
    SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1");
    SDL_SetHint(SDL_HINT_JOYSTICK_HIDAPI, "0");
    SDL_SetHint(SDL_HINT_LINUX_JOYSTICK_CLASSIC, "1");
    *c = (controls){0};
    CHECK_ERROR(bindings_start(&c->bindings, actions, 3), QN_ERROR_OK);
    pads *p = NULL;
    pads_create(&p);
    return p;
}

static qn_input poll(pads *p, controls *c)
{
    SDL_JoystickUpdate();
    pads_poll(p, c);
    return controls_take(c);
}

TEST(a_gamepad_that_is_plugged_in_moves_actions)
{
    controls c;
    virtual_pad pad = {0};
    pads *p = start(&c);
    if (p == NULL || !attach(&pad)) {
        pads_destroy(p);
        check_skip("SDL has no virtual gamepads here");
        return;
    }
    poll(p, &c);
    CHECK_INT(pads_count(p), 1);
    SDL_JoystickSetVirtualButton(pad.joystick, SDL_CONTROLLER_BUTTON_A, SDL_PRESSED);
    SDL_JoystickSetVirtualAxis(pad.joystick, SDL_CONTROLLER_AXIS_LEFTX, -32768);
    qn_input input = poll(p, &c);
    CHECK(input.went_down[FIRE] && input.is_held[LEFT]);
    CHECK_NEAR(input.value[LEFT], 1.0, 1e-3);
    SDL_JoystickSetVirtualAxis(pad.joystick, SDL_CONTROLLER_AXIS_LEFTX, 16000);
    SDL_JoystickSetVirtualButton(pad.joystick, SDL_CONTROLLER_BUTTON_A, SDL_RELEASED);
    input = poll(p, &c);
    CHECK(input.went_up[FIRE] && input.went_up[LEFT]);
    CHECK_NEAR(input.value[LEFT], 0.0, 0.0);
    detach(&pad);
    poll(p, &c);
    pads_destroy(p);
}

TEST(a_gamepad_pulled_out_lets_go_and_can_come_back)
{
    controls c;
    virtual_pad pad = {0};
    pads *p = start(&c);
    if (p == NULL || !attach(&pad)) {
        pads_destroy(p);
        check_skip("SDL has no virtual gamepads here");
        return;
    }
    poll(p, &c);
    SDL_JoystickSetVirtualButton(pad.joystick, SDL_CONTROLLER_BUTTON_A, SDL_PRESSED);
    CHECK(poll(p, &c).is_held[FIRE]);
    detach(&pad);
    qn_input input = poll(p, &c);
    CHECK(!input.is_held[FIRE]);
    CHECK_INT(pads_count(p), 0);
    CHECK(attach(&pad));
    poll(p, &c);
    CHECK_INT(pads_count(p), 1);
    SDL_JoystickSetVirtualButton(pad.joystick, SDL_CONTROLLER_BUTTON_A, SDL_PRESSED);
    CHECK(poll(p, &c).went_down[FIRE]);
    detach(&pad);
    poll(p, &c);
    pads_destroy(p);
}

TEST(four_gamepads_play_and_a_fifth_waits_for_a_place)
{
    controls c;
    virtual_pad five[5] = {{0}};
    pads *p = start(&c);
    for (int32_t i = 0; i < 5; ++i) {
        if (p == NULL || !attach(&five[i])) {
            pads_destroy(p);
            check_skip("SDL has no virtual gamepads here");
            return;
        }
    }
    poll(p, &c);
    CHECK_INT(pads_count(p), CONTROLS_PAD_CAPACITY);
    SDL_JoystickSetVirtualButton(five[4].joystick, SDL_CONTROLLER_BUTTON_A, SDL_PRESSED);
    CHECK(!poll(p, &c).is_held[FIRE]);
    SDL_JoystickSetVirtualButton(five[4].joystick, SDL_CONTROLLER_BUTTON_A, SDL_RELEASED);
    detach(&five[1]);
    poll(p, &c);
    CHECK_INT(pads_count(p), CONTROLS_PAD_CAPACITY);
    SDL_JoystickSetVirtualButton(five[4].joystick, SDL_CONTROLLER_BUTTON_A, SDL_PRESSED);
    CHECK(poll(p, &c).is_held[FIRE]);
    const int32_t left[] = {0, 2, 3, 4};
    for (int32_t i = 0; i < 4; ++i) {
        detach(&five[left[i]]);
    }
    poll(p, &c);
    CHECK_INT(pads_count(p), 0);
    pads_destroy(p);
}

TEST(the_gamepad_that_was_touched_last_shakes)
{
    controls c;
    virtual_pad pad = {0}, other = {0};
    pads *p = start(&c);
    if (p == NULL || !attach(&pad) || !attach(&other)) {
        pads_destroy(p);
        check_skip("SDL has no virtual gamepads here");
        return;
    }
    poll(p, &c);
    SDL_JoystickSetVirtualButton(other.joystick, SDL_CONTROLLER_BUTTON_B, SDL_PRESSED);
    poll(p, &c);
    pads_rumble(p, 0.75f, 100);
    CHECK_INT(pad.high, 0);
    CHECK_INT(other.low, 49151);
    CHECK_INT(other.high, 49151);
    pads_rumble(p, 0.25f, 100);
    CHECK_INT(other.low, 0);
    CHECK_INT(other.high, 16383);
    other.high = 1;
    pads_rumble(p, 0.0f, 100);
    pads_rumble(p, -1.0f, 100);
    pads_rumble(p, 0.5f, 0);
    CHECK_INT(other.high, 1);
    detach(&pad);
    detach(&other);
    poll(p, &c);
    pads_rumble(p, 1.0f, 100);
    pads_destroy(p);
}

TEST(without_gamepads_nothing_happens)
{
    controls c = {0};
    pads_poll(NULL, &c);
    pads_rumble(NULL, 1.0f, 100);
    CHECK_INT(pads_count(NULL), 0);
    pads_destroy(NULL);
}
