// One pointer is made of mouse and touch: SDL's own translation between the two is off, so that a
// tap arrives once, and of several fingers the first one counts until it is lifted.
#include "platform.h"

#include <SDL.h>

#include "context.h"
#include "keys.h"

struct platform {
    SDL_Window *window;
    context *context;
    SDL_FingerID finger;
    bool has_finger;
    bool is_hidden;
    bool has_video;
};

// SDL's number of each source, in the order of the table.
static const int32_t numbers[KEY_COUNT] = {
#define KEY_ROW(name, device, number) number,
    KEY_TABLE(KEY_ROW)
#undef KEY_ROW
};

static void set_hints(void)
{
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
}

// In a page an ignored event keeps its default action: the wheel goes on scrolling.
static void ignore_unused_events(void)
{
    SDL_StopTextInput();
    SDL_EventState(SDL_MOUSEWHEEL, SDL_IGNORE);
}

static const char *window_title(const platform_opts *opts)
{
#ifdef __EMSCRIPTEN__
    (void)opts;
    return NULL; // it would become the document's title
#else
    return opts->title;
#endif
}

static qn_error open_window(platform *p, const platform_opts *opts)
{
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return QN_ERROR_NO_GRAPHICS;
    }
    p->has_video = true;
    uint32_t flags = context_window_flags();
    p->window = SDL_CreateWindow(window_title(opts), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                 opts->width, opts->height, flags);
    if (p->window == NULL) {
        return QN_ERROR_NO_GRAPHICS;
    }
    ignore_unused_events();
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
    *out = p;
    return QN_ERROR_OK;
}

void platform_destroy(platform *p)
{
    if (p == NULL) {
        return;
    }
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

void platform_cancel_pointer(platform *p, controls *c)
{
    p->has_finger = false;
    controls_pointer_cancel(c);
}

void platform_present(platform *p) { context_present(p->window); }

static qn_vec2 mouse_px(const platform *p, int32_t x, int32_t y)
{
    return qn_mul(platform_pixel_ratio(p), qn_v2((float)x, (float)y));
}

static void on_mouse_button(platform *p, controls *c, const SDL_MouseButtonEvent *event)
{
    qn_vec2 px = mouse_px(p, event->x, event->y);
    if (event->button != SDL_BUTTON_LEFT || p->has_finger) {
        return;
    }
    if (event->type == SDL_MOUSEBUTTONDOWN) {
        controls_pointer_down(c, px);
    } else {
        controls_pointer_up(c, px);
    }
}

static void on_finger(platform *p, controls *c, const SDL_TouchFingerEvent *event)
{
    qn_vec2 surface_px = platform_surface_px(p);
    qn_vec2 px = qn_v2(event->x * surface_px.x, event->y * surface_px.y);
    bool is_ours = p->has_finger && event->fingerId == p->finger;
    if (event->type == SDL_FINGERDOWN && !p->has_finger) {
        p->has_finger = true;
        p->finger = event->fingerId;
        controls_pointer_down(c, px);
    } else if (event->type == SDL_FINGERMOTION && is_ours) {
        controls_pointer_move(c, px);
    } else if (event->type == SDL_FINGERUP && is_ours) {
        p->has_finger = false;
        controls_pointer_up(c, px);
    }
}

// 0 when the table has no such key or button.
static source find_source(key_device device, int32_t number)
{
    for (int32_t i = 0; i < KEY_COUNT; ++i) {
        source s = (source)(i + 1);
        if (numbers[i] == number && bindings_device(s) == device) {
            return s;
        }
    }
    return 0;
}

static void on_key(controls *c, const SDL_KeyboardEvent *event)
{
    if (event->repeat == 0) {
        source s = find_source(KEY_DEVICE_KEY, (int32_t)event->keysym.scancode);
        controls_source(c, 0, s, event->type == SDL_KEYDOWN ? 1.0f : 0.0f);
    }
}

static void on_window(platform *p, controls *c, const SDL_WindowEvent *event)
{
    bool hides =
        event->event == SDL_WINDOWEVENT_HIDDEN || event->event == SDL_WINDOWEVENT_MINIMIZED;
    bool shows = event->event == SDL_WINDOWEVENT_SHOWN || event->event == SDL_WINDOWEVENT_RESTORED;
    if (hides || event->event == SDL_WINDOWEVENT_FOCUS_LOST) {
        p->has_finger = false;
        controls_release_all(c);
    }
    p->is_hidden = (p->is_hidden || hides) && !shows;
}

static void on_event(platform *p, controls *c, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_MOUSEMOTION:
        if (!p->has_finger) {
            controls_pointer_move(c, mouse_px(p, event->motion.x, event->motion.y));
        }
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        on_mouse_button(p, c, &event->button);
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        on_finger(p, c, &event->tfinger);
        break;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        on_key(c, &event->key);
        break;
    case SDL_WINDOWEVENT:
        on_window(p, c, &event->window);
        break;
    default:
        break;
    }
}

platform_state platform_pump(platform *p, controls *c)
{
    SDL_Event event;
    bool quits = false;
    while (SDL_PollEvent(&event)) {
        quits = quits || event.type == SDL_QUIT;
        on_event(p, c, &event);
    }
    controls_set_surface(c, platform_surface_px(p), platform_pixel_ratio(p));
    if (quits) {
        return PLATFORM_QUITS;
    }
    return p->is_hidden ? PLATFORM_IS_HIDDEN : PLATFORM_RUNS;
}
