// The game in a page: the module's one instance of everything, driven frame by frame. A resize
// waits for the next frame, because a canvas that is sized is blank until it is drawn again.
#include "web.h"

#include <emscripten/html5.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "page.h"
#include "platform.h"
#include "web_app.h"
#include "web_picture.h"

#define MAX_SIDE_PX 4096.0f

static struct {
    assets assets;
    platform *platform;
    render *render;
    audio *audio; // null: there is none in this browser
    app app;
    int32_t save_error;
    float css_width, css_height, pixel_ratio; // as asked for by the page
    qn_view view;                             // what the page knows of the screen and the player
    bool is_open;
    bool is_bound;
} web = {.css_width = 300.0f, .css_height = 150.0f, .pixel_ratio = 1.0f};

app *web_app(void) { return web.is_open ? &web.app : NULL; }

static void on_wish(app_wish wish, void *user)
{
    (void)user;
    page_on_wish((uint32_t)wish);
}

static void on_event(const qn_game_event *event, void *user)
{
    (void)user;
    page_on_event(event->type, event->strength);
}

static void on_save(qn_bytes save, void *user)
{
    (void)user;
    page_on_save(save.data, (uint32_t)save.size_bytes);
}

static void on_settings(qn_bytes settings, void *user)
{
    (void)user;
    web_tell_keys();
    page_on_settings(settings.data, (uint32_t)settings.size_bytes);
}

static void on_rumble(float strength, int32_t duration_ms, void *user)
{
    (void)user;
    platform_rumble(web.platform, strength, duration_ms);
}

// ---- The size of the picture ------------------------------------------------------------------

// The page's, or less where that many pixels would not be drawn in time.
static float drawn_ratio(void)
{
    float asked_px = web.css_width * web.css_height * web.pixel_ratio * web.pixel_ratio;
    float share = picture_most_px() / qn_max(asked_px, 1.0f);
    return share < 1.0f ? web.pixel_ratio * sqrtf(share) : web.pixel_ratio;
}

static float side_px(float css)
{
    float side = roundf(css * drawn_ratio());
    return side >= 1.0f ? qn_min(side, MAX_SIDE_PX) : 1.0f;
}

static int32_t width_px(void) { return (int32_t)side_px(web.css_width); }
static int32_t height_px(void) { return (int32_t)side_px(web.css_height); }

// ---- From nothing to the first frame ----------------------------------------------------------

static qn_error open_graphics(void)
{
    web.is_bound = page_bind();
    if (!web.is_bound) {
        return QN_ERROR_NO_GRAPHICS;
    }
    platform_opts opts = {.title = qn_game.title, .width = width_px(), .height = height_px()};
    qn_error error = picture_open(&opts, web.assets.atlas, &web.platform);
    // SDL's own would keep the page out of the browser's back-forward cache.
    emscripten_set_beforeunload_callback(NULL, NULL);
    web.view.draws_slowly = picture_is_slow();
    return error;
}

static qn_error open_all(qn_bytes pack, qn_bytes save)
{
    qn_error save_error = QN_ERROR_OK;
    qn_error error = assets_open(pack, &web.assets);
    if (error == QN_ERROR_OK) {
        error = open_graphics();
    }
    if (error == QN_ERROR_OK) {
        app_opts opts = {&qn_game,
                         &web.assets,
                         save,
                         {on_wish, on_event, on_rumble, on_save, on_settings, NULL}};
        error = app_open(&web.app, &opts, &save_error);
    }
    if (error == QN_ERROR_OK && audio_web_create(&web.audio) == QN_ERROR_OK) {
        web.app.audio = web.audio;
    }
    web.save_error = (int32_t)save_error;
    web.is_open = error == QN_ERROR_OK;
    if (web.is_open) {
        web.app.view = web.view;
        web_tell_keys();
    }
    return error;
}

EXPORT int32_t qn_app_start(const uint8_t *pack, uint32_t pack_size_bytes, const uint8_t *save,
                            uint32_t save_size_bytes)
{
    qn_app_dispose();
    qn_error error = open_all((qn_bytes){pack, pack_size_bytes}, (qn_bytes){save, save_size_bytes});
    if (error != QN_ERROR_OK) {
        qn_app_dispose();
    }
    return (int32_t)error;
}

EXPORT int32_t qn_app_save_error(void) { return web.save_error; }

EXPORT void qn_app_frame(double now_ms)
{
    if (!web.is_open) {
        return;
    }
    web.app.render = picture_render(now_ms);
    web.app.view.draws_slowly = picture_is_slow();
    platform_resize(web.platform, width_px(), height_px());
    if (page_take_blur()) {
        controls_release_all(&web.app.controls);
    }
    if (platform_pump(web.platform, &web.app.controls) == PLATFORM_IS_HIDDEN) {
        loop_forget_time(&web.app.loop);
    }
    controls_set_surface(&web.app.controls, platform_surface_px(web.platform), drawn_ratio());
    app_frame(&web.app, now_ms);
    picture_show(width_px(), height_px());
}

EXPORT void qn_app_resize(float css_width, float css_height, float pixel_ratio)
{
    if (!(pixel_ratio > 0.0f) || !isfinite(pixel_ratio)) {
        return;
    }
    web.css_width = css_width >= 1.0f ? qn_min(css_width, MAX_SIDE_PX) : 1.0f;
    web.css_height = css_height >= 1.0f ? qn_min(css_height, MAX_SIDE_PX) : 1.0f;
    web.pixel_ratio = pixel_ratio;
}

EXPORT void qn_app_set_paused(int32_t paused) { app_set_paused(&web.app, paused != 0); }

EXPORT int32_t qn_app_audio_state(void)
{
    return (int32_t)(web.audio != NULL ? web.audio->state(web.audio) : AUDIO_SILENT);
}

static float inset_px(float css)
{
    return css > 0.0f ? qn_min(css * web.pixel_ratio, MAX_SIDE_PX) : 0.0f;
}

EXPORT void qn_app_set_safe_area(float left, float top, float right, float bottom)
{
    web.view.safe_px =
        (qn_insets){inset_px(left), inset_px(top), inset_px(right), inset_px(bottom)};
    web.app.view = web.view;
}

EXPORT void qn_app_set_preferences(int32_t flags)
{
    web.view.reduced_motion = (flags & WEB_REDUCED_MOTION) != 0;
    web.view.is_light = (flags & WEB_LIGHT) != 0;
    web.view.high_contrast = (flags & WEB_HIGH_CONTRAST) != 0;
    web.app.view = web.view;
}

EXPORT void qn_app_step(int32_t tick_count)
{
    if (web.is_open) {
        loop_step(&web.app.loop, tick_count);
    }
}

int32_t web_pad_count(void) { return web.platform != NULL ? platform_pad_count(web.platform) : 0; }

int32_t web_draw_call_count(void) { return picture_draw_call_count(); }

// ---- Pointers, as the page tells of them -----------------------------------------------------

// The DOM tells all buttons of a mouse with each of its events, its left one as the pointer's.
static void follow_mouse(controls *c, pointer_event *event, int32_t buttons)
{
    bool was_down = (c->pending.mouse_is_held & QN_MOUSE_LEFT) != 0;
    bool is_down = (buttons & 1) != 0;
    controls_mouse_button(c, QN_MOUSE_LEFT, is_down);
    controls_mouse_button(c, QN_MOUSE_RIGHT, (buttons & 2) != 0);
    controls_mouse_button(c, QN_MOUSE_MIDDLE, (buttons & 4) != 0);
    if (event->phase != POINTER_IS_CANCELLED) {
        event->phase = is_down == was_down ? POINTER_MOVES
                       : is_down           ? POINTER_GOES_DOWN
                                           : POINTER_GOES_UP;
    }
}

EXPORT void page_pointer(int32_t phase, int32_t kind, int32_t id, float x_px, float y_px,
                         float pressure, int32_t buttons)
{
    if (!web.is_open) {
        return;
    }
    pointer_event event = {.phase = (pointer_phase)phase,
                           .kind = (qn_pointer_kind)kind,
                           .device = kind == QN_POINTER_TOUCH ? id : 0,
                           .position_px = qn_v2(x_px, y_px),
                           .pressure = kind == QN_POINTER_MOUSE ? 1.0f : pressure};
    if (kind == QN_POINTER_MOUSE) {
        follow_mouse(&web.app.controls, &event, buttons);
    }
    controls_pointer(&web.app.controls, &event);
}

EXPORT void page_wheel(float x_px, float y_px)
{
    if (web.is_open) {
        controls_wheel(&web.app.controls, qn_v2(x_px, y_px));
    }
}

// ---- The end ----------------------------------------------------------------------------------

EXPORT void qn_app_dispose(void)
{
    if (web.audio != NULL) {
        web.audio->destroy(web.audio);
        web.audio = NULL;
    }
    app_close(&web.app);
    if (web.is_bound) {
        picture_close();
    }
    platform_destroy(web.platform);
    web.platform = NULL;
    assets_close(&web.assets);
    if (web.is_bound) {
        emscripten_html5_remove_all_event_listeners();
        page_unbind();
        web.is_bound = false;
    }
    web.is_open = false;
}

EXPORT void qn_app_trap(void) { __builtin_trap(); }

#ifdef QN_DEBUG
EXPORT void qn_app_drill_overrun(void)
{
    volatile size_t size = 16; // neither it nor the write may be seen through
    volatile uint8_t *block = malloc(size);
    if (block != NULL) {
        block[size] = 1;
        free((void *)block);
    }
}
#endif
