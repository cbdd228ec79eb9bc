// The game in a page: the module's one instance of everything, driven frame by frame. A resize
// waits for the next frame, because a canvas that is sized is blank until it is drawn again.
#include "web.h"

#include <emscripten/html5.h>
#include <math.h>
#include <string.h>

#include "app.h"
#include "context.h"
#include "page.h"
#include "platform.h"
#include "quoin/memory.h"

#define EXPORT __attribute__((visibility("default"), used))
#define MAX_SIDE_PX 4096.0f
#define MAX_KEY_TEXT_BYTES 2048

static struct {
    assets assets;
    platform *platform;
    render *render;
    app app;
    int32_t save_error;
    int32_t width_px, height_px; // as asked for by the page
    float pixel_ratio;
    qn_view view; // what the page knows of the screen and the player
    bool is_open;
    bool is_bound;
} web = {.width_px = 300, .height_px = 150, .pixel_ratio = 1.0f};

// Every key that an action is bound to is the game's, all others stay with the page.
static void tell_keys(void)
{
    char text[MAX_KEY_TEXT_BYTES];
    size_t length = 0;
    const bindings *bound = &web.app.controls.bindings;
    for (int32_t i = 0; i < bound->action_count * QN_ACTION_SOURCE_CAPACITY; ++i) {
        source s = bound->sources[i / QN_ACTION_SOURCE_CAPACITY][i % QN_ACTION_SOURCE_CAPACITY];
        const char *name = bindings_source_name(s);
        size_t name_bytes = strlen(name);
        if (s != 0 && bindings_device(s) == KEY_DEVICE_KEY &&
            length + name_bytes + 2 <= sizeof text) {
            memcpy(text + length, name, name_bytes);
            length += name_bytes;
            text[length++] = ' ';
        }
    }
    text[length] = '\0';
    page_set_keys(text);
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

static bool on_context_lost(int type, const void *event, void *user)
{
    (void)type;
    (void)event;
    (void)user;
    web.app.render = NULL;
    page_on_context(true);
    return true; // without this the browser would not restore it
}

static bool on_context_restored(int type, const void *event, void *user)
{
    (void)type;
    (void)event;
    (void)user;
    if (web.render->restore(web.render) == QN_ERROR_OK) {
        web.app.render = web.render;
        page_on_context(false);
    }
    return true;
}

static qn_error open_graphics(void)
{
    web.is_bound = page_bind();
    if (!web.is_bound) {
        return QN_ERROR_NO_GRAPHICS;
    }
    platform_opts opts = {qn_game.title, web.width_px, web.height_px};
    qn_error error = platform_create(&opts, &web.platform);
    if (error != QN_ERROR_OK) {
        return error;
    }
    // SDL's own would keep the page out of the browser's back-forward cache.
    emscripten_set_beforeunload_callback(NULL, NULL);
    emscripten_set_webglcontextlost_callback("#canvas", NULL, true, on_context_lost);
    emscripten_set_webglcontextrestored_callback("#canvas", NULL, true, on_context_restored);
    return render_gl_create(web.assets.atlas, context_is_software(), &web.render);
}

static qn_error open_all(qn_bytes pack, qn_bytes save)
{
    qn_error save_error = QN_ERROR_OK;
    qn_error error = assets_open(pack, &web.assets);
    if (error == QN_ERROR_OK) {
        error = open_graphics();
    }
    if (error == QN_ERROR_OK) {
        app_opts opts = {&qn_game, &web.assets, save, {on_event, on_save, NULL}};
        error = app_open(&web.app, &opts, &save_error);
    }
    web.save_error = (int32_t)save_error;
    web.is_open = error == QN_ERROR_OK;
    if (web.is_open) {
        web.app.render = web.render;
        web.app.view = web.view;
        tell_keys();
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

static void take_page_flags(void)
{
    int32_t flags = page_take_flags();
    if (flags & PAGE_TOUCH_CANCELLED) {
        platform_cancel_pointer(web.platform, &web.app.controls);
    }
    if (flags & PAGE_FOCUS_LOST) {
        controls_release_all(&web.app.controls);
    }
}

EXPORT void qn_app_frame(double now_ms)
{
    if (!web.is_open) {
        return;
    }
    platform_resize(web.platform, web.width_px, web.height_px);
    take_page_flags();
    if (platform_pump(web.platform, &web.app.controls) == PLATFORM_IS_HIDDEN) {
        loop_forget_time(&web.app.loop);
    }
    controls_set_surface(&web.app.controls, platform_surface_px(web.platform), web.pixel_ratio);
    app_frame(&web.app, now_ms);
}

static float side_px(float css, float pixel_ratio)
{
    float side = roundf(css * pixel_ratio);
    return side >= 1.0f ? qn_min(side, MAX_SIDE_PX) : 1.0f;
}

EXPORT void qn_app_resize(float css_width, float css_height, float pixel_ratio)
{
    if (!(pixel_ratio > 0.0f) || !isfinite(pixel_ratio)) {
        return;
    }
    web.width_px = (int32_t)side_px(css_width, pixel_ratio);
    web.height_px = (int32_t)side_px(css_height, pixel_ratio);
    web.pixel_ratio = pixel_ratio;
}

EXPORT void qn_app_set_paused(int32_t paused)
{
    loop_set_paused(&web.app.loop, paused != 0);
    controls_release_all(&web.app.controls);
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

EXPORT int32_t qn_app_command(int32_t command, int32_t argument)
{
    return (int32_t)(web.is_open ? app_command(&web.app, command, argument) : QN_ERROR_NOT_FOUND);
}

EXPORT const char *qn_app_text(int32_t index)
{
    return web.is_open ? app_text(&web.app, index) : "";
}

EXPORT int32_t qn_app_set_text(int32_t index, const char *utf8)
{
    return (int32_t)(web.is_open ? app_set_text(&web.app, index, utf8) : QN_ERROR_NOT_FOUND);
}

EXPORT void qn_app_hold(int32_t action, float level)
{
    if (web.is_open) {
        controls_give(&web.app.controls, action, level);
    }
}

EXPORT void qn_app_dispose(void)
{
    app_close(&web.app);
    if (web.render != NULL) {
        web.render->destroy(web.render);
        web.render = NULL;
    }
    if (web.is_bound) {
        emscripten_set_webglcontextlost_callback("#canvas", NULL, true, NULL);
        emscripten_set_webglcontextrestored_callback("#canvas", NULL, true, NULL);
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

// ---- Numbers and names ----------------------------------------------------------------------

enum {
    SHELL_HASH_LOW,
    SHELL_HASH_HIGH,
    SHELL_DRAW_CALLS,
    SHELL_RECORDS,
    SHELL_LIVE_BYTES,
    SHELL_STATUS_COUNT
};
static const char *const shell_status_names[SHELL_STATUS_COUNT] = {
    [SHELL_HASH_LOW] = "state-hash-low", [SHELL_HASH_HIGH] = "state-hash-high",
    [SHELL_DRAW_CALLS] = "draw-calls",   [SHELL_RECORDS] = "records",
    [SHELL_LIVE_BYTES] = "live-bytes",
};

static double shell_status(int32_t index)
{
    if (index == SHELL_LIVE_BYTES) {
        return (double)qn_memory_live_bytes();
    }
    if (!web.is_open) {
        return 0.0;
    }
    switch (index) {
    case SHELL_HASH_LOW:
        return (uint32_t)qn_game.state_hash(web.app.game);
    case SHELL_HASH_HIGH:
        return (uint32_t)(qn_game.state_hash(web.app.game) >> 32);
    case SHELL_DRAW_CALLS:
        return web.render->draw_call_count;
    default:
        return qn_draw_get_counters(web.app.list).record_count;
    }
}

EXPORT double qn_app_status(int32_t index)
{
    return index >= 0 && index < SHELL_STATUS_COUNT
               ? shell_status(index)
               : app_status(&web.app, index - SHELL_STATUS_COUNT);
}

static const char *name_in(const char *const *names, int32_t count, int32_t index)
{
    return index >= 0 && index < count ? names[index] : NULL;
}

EXPORT const char *qn_app_name(int32_t table, int32_t index)
{
    switch (table) {
    case WEB_STATUS_NAMES:
        return index < SHELL_STATUS_COUNT ? name_in(shell_status_names, SHELL_STATUS_COUNT, index)
                                          : name_in(qn_game.status_names, qn_game.status_count,
                                                    index - SHELL_STATUS_COUNT);
    case WEB_COMMAND_NAMES:
        return name_in(qn_game.command_names, qn_game.command_count, index);
    case WEB_TEXT_NAMES:
        return name_in(qn_game.text_names, qn_game.text_count, index);
    case WEB_ACTION_NAMES:
        return index >= 0 && index < qn_game.action_count ? qn_game.actions[index].name : NULL;
    case WEB_ACTION_LABELS:
        return index >= 0 && index < qn_game.action_count ? qn_game.actions[index].label : NULL;
    default:
        return NULL;
    }
}

EXPORT void qn_app_trap(void) { __builtin_trap(); }
