// Mouse, fingers and wheel as SDL tells of them.
#include "check.h"
#include "pointer_sdl.h"

static const qn_vec2 surface_px = {800.0f, 600.0f};
#define RATIO 2.0f

static void send(controls *c, SDL_Event event) { pointer_on_event(c, &event, surface_px, RATIO); }

static SDL_Event button(uint32_t type, uint8_t which, int32_t x, int32_t y)
{
    return (SDL_Event){.button = {.type = type, .button = which, .x = x, .y = y}};
}

static SDL_Event finger(uint32_t type, int64_t id, float x, float y)
{
    return (SDL_Event){.tfinger = {.type = type, .fingerId = id, .x = x, .y = y, .pressure = 0.5f}};
}

TEST(a_mouse_moves_and_presses_in_drawing_pixels)
{
    controls c = {0};
    send(&c, (SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = 10, .y = 20}});
    qn_input input = controls_take(&c);
    CHECK_NEAR(input.pointer.position_px.x, 20.0, 0.0);
    CHECK_NEAR(input.pointer.position_px.y, 40.0, 0.0);
    CHECK(!input.pointer.is_down && input.pointer_count == 0);
    send(&c, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 11, 21));
    input = controls_take(&c);
    CHECK(input.pointer.went_down && input.mouse_went_down == QN_MOUSE_LEFT);
    CHECK_NEAR(input.pointer.position_px.x, 22.0, 0.0);
    send(&c, button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 30, 30));
    input = controls_take(&c);
    CHECK(input.pointer.went_up && input.mouse_went_up == QN_MOUSE_LEFT);
    CHECK_NEAR(input.pointer.position_px.x, 60.0, 0.0);
}

TEST(other_buttons_press_no_pointer_and_unknown_ones_nothing)
{
    controls c = {0};
    send(&c, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 1, 1));
    send(&c, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_MIDDLE, 1, 1));
    send(&c, button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_X1, 1, 1));
    qn_input input = controls_take(&c);
    CHECK_INT(input.mouse_is_held, QN_MOUSE_RIGHT | QN_MOUSE_MIDDLE);
    CHECK(!input.pointer.is_down && input.pointer_count == 0);
}

TEST(fingers_lie_on_the_surface_by_their_share_of_it)
{
    controls c = {0};
    send(&c, finger(SDL_FINGERDOWN, 77, 0.5f, 0.25f));
    send(&c, finger(SDL_FINGERDOWN, 78, 1.0f, 1.0f));
    qn_input input = controls_take(&c);
    CHECK_INT(input.pointer_count, 2);
    CHECK_NEAR(input.pointer.position_px.x, 400.0, 0.0);
    CHECK_NEAR(input.pointer.position_px.y, 150.0, 0.0);
    CHECK_NEAR(input.pointer.pressure, 0.5, 0.0);
    CHECK_INT(input.pointers[1].kind, QN_POINTER_TOUCH);
    send(&c, finger(SDL_FINGERMOTION, 78, 0.0f, 0.0f));
    send(&c, finger(SDL_FINGERUP, 77, 0.5f, 0.5f));
    input = controls_take(&c);
    CHECK(input.pointer.went_up);
    CHECK_NEAR(input.pointers[1].position_px.x, 0.0, 0.0);
}

TEST(the_wheel_scrolls_as_a_page_would_also_when_it_is_flipped)
{
    controls c = {0};
    SDL_Event wheel = {.wheel = {.type = SDL_MOUSEWHEEL, .preciseX = 0.0f, .preciseY = -1.5f}};
    send(&c, wheel);
    CHECK_NEAR(controls_take(&c).wheel_px.y, 300.0, 1e-3);
    wheel.wheel.direction = SDL_MOUSEWHEEL_FLIPPED;
    send(&c, wheel);
    CHECK_NEAR(controls_take(&c).wheel_px.y, -300.0, 1e-3);
}
