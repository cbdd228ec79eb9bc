// SDL's own translation between mouse and touch is off (platform_sdl.c), so that a tap arrives
// once.
#include "pointer_sdl.h"

// What a notch of the wheel scrolls elsewhere.
#define NOTCH_POINTS 100.0f

static void on_motion(controls *c, const SDL_MouseMotionEvent *event, float pixel_ratio)
{
    pointer_event moved = {.phase = POINTER_MOVES, .kind = QN_POINTER_MOUSE};
    moved.position_px = qn_mul(pixel_ratio, qn_v2((float)event->x, (float)event->y));
    controls_pointer(c, &moved);
}

static void on_button(controls *c, const SDL_MouseButtonEvent *event, float pixel_ratio)
{
    bool is_down = event->type == SDL_MOUSEBUTTONDOWN;
    uint32_t button = event->button == SDL_BUTTON_LEFT     ? QN_MOUSE_LEFT
                      : event->button == SDL_BUTTON_MIDDLE ? QN_MOUSE_MIDDLE
                      : event->button == SDL_BUTTON_RIGHT  ? QN_MOUSE_RIGHT
                                                           : 0u;
    controls_mouse_button(c, button, is_down);
    if (button == QN_MOUSE_LEFT) {
        pointer_event pressed = {.kind = QN_POINTER_MOUSE};
        pressed.phase = is_down ? POINTER_GOES_DOWN : POINTER_GOES_UP;
        pressed.position_px = qn_mul(pixel_ratio, qn_v2((float)event->x, (float)event->y));
        controls_pointer(c, &pressed);
    }
}

static void on_finger(controls *c, const SDL_TouchFingerEvent *event, qn_vec2 surface_px)
{
    pointer_event touched = {.kind = QN_POINTER_TOUCH, .device = event->fingerId};
    touched.phase = event->type == SDL_FINGERDOWN ? POINTER_GOES_DOWN
                    : event->type == SDL_FINGERUP ? POINTER_GOES_UP
                                                  : POINTER_MOVES;
    touched.position_px = qn_v2(event->x * surface_px.x, event->y * surface_px.y);
    touched.pressure = event->pressure;
    controls_pointer(c, &touched);
}

static void on_wheel(controls *c, const SDL_MouseWheelEvent *event, float pixel_ratio)
{
    float sign = event->direction == SDL_MOUSEWHEEL_FLIPPED ? -1.0f : 1.0f;
    qn_vec2 notches = qn_v2(sign * event->preciseX, -sign * event->preciseY);
    controls_wheel(c, qn_mul(NOTCH_POINTS * pixel_ratio, notches));
}

void pointer_on_event(controls *c, const SDL_Event *event, qn_vec2 surface_px, float pixel_ratio)
{
    switch (event->type) {
    case SDL_MOUSEMOTION:
        on_motion(c, &event->motion, pixel_ratio);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        on_button(c, &event->button, pixel_ratio);
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        on_finger(c, &event->tfinger, surface_px);
        break;
    case SDL_MOUSEWHEEL:
        on_wheel(c, &event->wheel, pixel_ratio);
        break;
    default:
        break;
    }
}
