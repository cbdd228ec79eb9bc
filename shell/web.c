// The game in a page: the module's one instance of everything, driven frame by frame. A resize
// waits for the next frame, because a canvas that is sized is blank until it is drawn again.
#include "web.h"

#include <emscripten/html5.h>
#include <math.h>
#include <string.h>

#include "app.h"
#include "context.h"
#include "keys.h"
#include "page.h"
#include "platform.h"
#include "quoin/memory.h"

#define EXPORT __attribute__((visibility("default"), used))
#define MAX_SIDE_PX 4096.0f

static struct {
    assets assets;
    platform *platform;
    render *render;
    app app;
    int32_t save_error;
    int32_t width_px, height_px; // as asked for by the page
    float pixel_ratio;
    bool is_open;
    bool is_bound;
} web = {.width_px = 300, .height_px = 150, .pixel_ratio = 1.0f};

static const char dom_codes[] =
#define KEY_CODE(scancode, dom_code, action) dom_code " "
    KEY_TABLE(KEY_CODE)
#undef KEY_CODE
    ;

static void on_event(const game_event *event, void *user)
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
    web.is_bound = page_bind(dom_codes);
    if (!web.is_bound) {
        return QN_ERROR_NO_GRAPHICS;
    }
    platform_opts opts = {web.width_px, web.height_px};
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
        app_hooks hooks = {on_event, on_save, NULL};
        error = app_open(&web.app, &web.assets, save, hooks, &save_error);
    }
    web.save_error = (int32_t)save_error;
    web.app.render = web.render;
    web.is_open = error == QN_ERROR_OK;
    return error;
}

EXPORT int32_t belfry_start(const uint8_t *pack, uint32_t pack_size_bytes, const uint8_t *save,
                            uint32_t save_size_bytes)
{
    belfry_dispose();
    qn_error error = open_all((qn_bytes){pack, pack_size_bytes}, (qn_bytes){save, save_size_bytes});
    if (error != QN_ERROR_OK) {
        belfry_dispose();
    }
    return (int32_t)error;
}

EXPORT int32_t belfry_save_error(void) { return web.save_error; }

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

EXPORT void belfry_frame(double now_ms)
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

EXPORT void belfry_resize(float css_width, float css_height, float pixel_ratio)
{
    if (!(pixel_ratio > 0.0f) || !isfinite(pixel_ratio)) {
        return;
    }
    web.width_px = (int32_t)side_px(css_width, pixel_ratio);
    web.height_px = (int32_t)side_px(css_height, pixel_ratio);
    web.pixel_ratio = pixel_ratio;
}

EXPORT void belfry_set_paused(int32_t paused)
{
    loop_set_paused(&web.app.loop, paused != 0);
    controls_release_all(&web.app.controls);
}

EXPORT void belfry_retry(void)
{
    if (web.is_open) {
        game_retry(web.app.game);
    }
}

EXPORT void belfry_dispose(void)
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

static uint32_t game_number(int32_t index)
{
    game_status status = game_get_status(web.app.game);
    switch (index) {
    case 0:
        return status.tick_count;
    case 1:
        return (uint32_t)status.shot_count;
    case 2:
        return (uint32_t)status.toll_count;
    case 3:
        return status.is_won ? 1 : 0;
    case 4:
        return (uint32_t)status.best_shot_count;
    case 5:
        return (uint32_t)status.body_count;
    case 6:
        return (uint32_t)status.awake_body_count;
    case 7:
        return (uint32_t)game_state_hash(web.app.game);
    default:
        return (uint32_t)(game_state_hash(web.app.game) >> 32);
    }
}

EXPORT uint32_t belfry_status(int32_t index)
{
    if (index == 11) {
        return (uint32_t)qn_memory_live_bytes();
    }
    if (!web.is_open || index < 0 || index > 10) {
        return 0;
    }
    if (index == 9) {
        return (uint32_t)web.render->draw_call_count;
    }
    if (index == 10) {
        return (uint32_t)qn_draw_get_counters(web.app.list).record_count;
    }
    return game_number(index);
}

EXPORT void belfry_trap(void) { __builtin_trap(); }
