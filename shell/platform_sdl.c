// SDL tells of windows, keys and, on a desktop, of pointers; a page tells of its pointers itself,
// for SDL knows no pen there, prevents what should stay with the page, and reports each tap twice.
#include "platform.h"

#include <SDL.h>

#include "context.h"
#include "keys_sdl.h"
#include "pads.h"
#include "pointer_sdl.h"

#ifdef __EMSCRIPTEN__
#define IN_PAGE true
#else
#define IN_PAGE false
#endif

struct platform {
    SDL_Window *window;
    context *context;
    pads *pads;
    bool is_hidden;
    bool has_video;
};

static void set_hints(void)
{
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
}

// In a page an ignored event keeps its default action.
static void ignore_unused_events(void)
{
    SDL_StopTextInput();
    if (IN_PAGE) {
        SDL_EventState(SDL_MOUSEWHEEL, SDL_IGNORE);
    }
}

static qn_error open_window(platform *p, const platform_opts *opts)
{
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return QN_ERROR_NO_GRAPHICS;
    }
    p->has_video = true;
    uint32_t flags = context_window_flags();
    // A title would become the document's.
    const char *title = IN_PAGE ? NULL : opts->title;
    p->window = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, opts->width,
                                 opts->height, flags);
    if (p->window == NULL) {
        return QN_ERROR_NO_GRAPHICS;
    }
    ignore_unused_events();
    if (opts->has_no_context) {
        return QN_ERROR_OK;
    }
    p->context = context_create(p->window);
    return p->context == NULL ? QN_ERROR_NO_GRAPHICS : QN_ERROR_OK;
}

qn_error platform_create(const platform_opts *opts, platform **out)
{
    *out = NULL;
    platform *p = SDL_calloc(1, sizeof *p);
    if (p == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = open_window(p, opts);
    if (error != QN_ERROR_OK) {
        platform_destroy(p);
        return error;
    }
    pads_create(&p->pads);
    *out = p;
    return QN_ERROR_OK;
}

void platform_destroy(platform *p)
{
    if (p == NULL) {
        return;
    }
    pads_destroy(p->pads);
    if (p->context != NULL) {
        context_destroy(p->context);
    }
    if (p->window != NULL) {
        SDL_DestroyWindow(p->window);
    }
    if (p->has_video) {
        SDL_Quit();
    }
    SDL_free(p);
}

qn_vec2 platform_surface_px(const platform *p)
{
    int width = 0, height = 0;
    SDL_GetWindowSizeInPixels(p->window, &width, &height);
    return qn_v2((float)width, (float)height);
}

float platform_pixel_ratio(const platform *p)
{
    int width = 0, height = 0;
    SDL_GetWindowSize(p->window, &width, &height);
    return width > 0 ? platform_surface_px(p).x / (float)width : 1.0f;
}

void platform_resize(platform *p, int32_t width, int32_t height)
{
    SDL_SetWindowSize(p->window, width, height);
}

void platform_switch_fullscreen(platform *p)
{
    bool is_full = (SDL_GetWindowFlags(p->window) & SDL_WINDOW_FULLSCREEN_DESKTOP) != 0;
    SDL_SetWindowFullscreen(p->window, is_full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
}

void platform_rumble(platform *p, float strength, int32_t duration_ms)
{
    pads_rumble(p->pads, strength, duration_ms);
}

int32_t platform_pad_count(const platform *p) { return pads_count(p->pads); }

void platform_present(platform *p) { context_present(p->window); }

static void on_key(controls *c, const SDL_KeyboardEvent *event)
{
    if (event->repeat == 0) {
        source s = keys_find(KEY_DEVICE_KEY, (int32_t)event->keysym.scancode);
        bool is_down = event->type == SDL_KEYDOWN;
        controls_source(c, 0, s, is_down ? 1.0f : 0.0f);
        bool is_mute = event->keysym.scancode == SDL_SCANCODE_M && is_down;
        c->wants_mute |= is_mute && !bindings_use(&c->bindings, s);
    }
}

static void on_window(platform *p, controls *c, const SDL_WindowEvent *event)
{
    bool hides =
        event->event == SDL_WINDOWEVENT_HIDDEN || event->event == SDL_WINDOWEVENT_MINIMIZED;
    bool shows = event->event == SDL_WINDOWEVENT_SHOWN || event->event == SDL_WINDOWEVENT_RESTORED;
    if (hides || event->event == SDL_WINDOWEVENT_FOCUS_LOST) {
        controls_release_all(c);
    }
    p->is_hidden = (p->is_hidden || hides) && !shows;
}

static void on_event(platform *p, controls *c, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        on_key(c, &event->key);
        break;
    case SDL_WINDOWEVENT:
        on_window(p, c, &event->window);
        break;
    default:
        if (!IN_PAGE) {
            pointer_on_event(c, event, platform_surface_px(p), platform_pixel_ratio(p));
        }
        break;
    }
}

// Nothing is pumped between: an event of a gamepad that came after its turn waits for the next
// frame.
static bool next_event(SDL_Event *event)
{
    return SDL_PeepEvents(event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_JOYAXISMOTION - 1) > 0 ||
           SDL_PeepEvents(event, 1, SDL_GETEVENT, SDL_CONTROLLERSENSORUPDATE + 1, SDL_LASTEVENT) >
               0;
}

platform_state platform_pump(platform *p, controls *c)
{
    SDL_Event event;
    bool quits = false;
    SDL_PumpEvents();
    pads_poll(p->pads, c);
    while (next_event(&event)) {
        quits = quits || event.type == SDL_QUIT;
        on_event(p, c, &event);
    }
    controls_set_surface(c, platform_surface_px(p), platform_pixel_ratio(p));
    if (quits) {
        return PLATFORM_QUITS;
    }
    return p->is_hidden ? PLATFORM_IS_HIDDEN : PLATFORM_RUNS;
}
