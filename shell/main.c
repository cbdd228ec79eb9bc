// Belfry in a window of its own. With --frames it runs that many frames of exactly one tick each,
// as fast as it can, which is how tests and pictures are made without a screen.
#include <SDL.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "context.h"
#include "platform.h"
#include "quoin/memory.h"
#include "screenshot.h"
#include "script.h"
#include "store_file.h"

static const char usage[] =
    "usage: belfry [options]\n"
    "  --pack FILE        the assets (default: belfry.pack beside the program)\n"
    "  --save-folder DIR  where the game is saved (default: the user's data folder)\n"
    "  --no-save          neither read nor write a saved game\n"
    "  --size WxH         the window\n"
    "  --headless         no window and no pictures\n"
    "  --soft             no window, drawn into memory by the processor\n"
    "  --one-call         draw as on a GPU where the processor draws too\n"
    "  --frames N         run N ticks, print the state and end\n"
    "  --script TEXT      play these inputs (shell/script.h)\n"
    "  --screenshot FILE  write the last of the frames as PNG\n";

typedef struct options {
    const char *pack_path;
    const char *save_folder;
    const char *script;
    const char *screenshot_path;
    int32_t width, height;
    int32_t frame_count; // 0: until the window closes
    bool is_headless;
    bool is_soft;
    bool is_one_call;
    bool has_save;
} options;

typedef struct session {
    options options;
    assets assets;
    store store;
    platform *platform;
    render *render;
    app app;
    script script;
} session;

static bool read_size(const char *text, options *o)
{
    return sscanf(text, "%" SCNd32 "x%" SCNd32, &o->width, &o->height) == 2 && o->width > 0 &&
           o->width <= 8192 && o->height > 0 && o->height <= 8192;
}

static bool read_flag(const char *name, options *o)
{
    if (strcmp(name, "--headless") == 0) {
        o->is_headless = true;
    } else if (strcmp(name, "--soft") == 0) {
        o->is_soft = true;
    } else if (strcmp(name, "--one-call") == 0) {
        o->is_one_call = true;
    } else if (strcmp(name, "--no-save") == 0) {
        o->has_save = false;
    } else {
        return false;
    }
    return true;
}

static bool read_option(const char *name, const char *value, options *o)
{
    if (strcmp(name, "--pack") == 0) {
        o->pack_path = value;
    } else if (strcmp(name, "--save-folder") == 0) {
        o->save_folder = value;
    } else if (strcmp(name, "--script") == 0) {
        o->script = value;
    } else if (strcmp(name, "--screenshot") == 0) {
        o->screenshot_path = value;
    } else if (strcmp(name, "--frames") == 0) {
        o->frame_count = (int32_t)strtol(value, NULL, 10);
        return o->frame_count > 0;
    } else {
        return strcmp(name, "--size") == 0 && read_size(value, o);
    }
    return true;
}

static bool read_options(int argc, char **argv, options *o)
{
    *o = (options){.width = 1280, .height = 720, .has_save = true};
    for (int i = 1; i < argc; ++i) {
        if (read_flag(argv[i], o)) {
            continue;
        }
        if (i + 1 == argc || !read_option(argv[i], argv[i + 1], o)) {
            return false;
        }
        ++i;
    }
    return !((o->is_headless || o->is_soft) && o->frame_count == 0) &&
           !(o->screenshot_path != NULL && (o->is_headless || o->frame_count == 0));
}

static bool report(const char *what, qn_error error)
{
    if (error != QN_ERROR_OK) {
        fprintf(stderr, "belfry: %s: %s\n", what, qn_error_text(error));
    }
    return error == QN_ERROR_OK;
}

static bool open_assets(session *s)
{
    char beside[STORE_MAX_PATH];
    const char *path = s->options.pack_path;
    if (path == NULL) {
        char *base = SDL_GetBasePath();
        snprintf(beside, sizeof beside, "%sbelfry.pack", base != NULL ? base : "");
        SDL_free(base);
        path = beside;
    }
    size_t size_bytes = 0;
    uint8_t *bytes = SDL_LoadFile(path, &size_bytes);
    if (bytes == NULL) {
        fprintf(stderr, "belfry: %s cannot be read\n", path);
        return false;
    }
    qn_error error = assets_open((qn_bytes){bytes, size_bytes}, &s->assets);
    SDL_free(bytes);
    return report(path, error);
}

static bool open_store(session *s)
{
    if (!s->options.has_save) {
        return true;
    }
    char *own = s->options.save_folder == NULL ? SDL_GetPrefPath("Quoin", "Belfry") : NULL;
    const char *folder = own != NULL ? own : s->options.save_folder;
    qn_error error = folder != NULL ? store_open(&s->store, folder) : QN_ERROR_STORAGE;
    SDL_free(own);
    return report("the folder of saved games", error);
}

static bool open_graphics(session *s)
{
    if (s->options.is_headless) {
        return report("graphics", render_null_create(&s->render));
    }
    if (s->options.is_soft) {
        return report("graphics", render_soft_create(s->assets.atlas, &s->render));
    }
    platform_opts opts = {s->options.width, s->options.height};
    if (!report("the window", platform_create(&opts, &s->platform))) {
        return false;
    }
    bool is_software = context_is_software() && !s->options.is_one_call;
    return report("graphics", render_gl_create(s->assets.atlas, is_software, &s->render));
}

static void on_event(const game_event *event, void *user)
{
    (void)event;
    (void)user;
}

static void on_save(qn_bytes save, void *user)
{
    session *s = user;
    if (s->options.has_save) {
        report("the game could not be saved", store_write(&s->store, save));
    }
}

// Opens the game from one generation. False when there is none or it does not verify; the game is
// then running afresh all the same if `is_open` says so.
static bool open_generation(session *s, int32_t generation, bool *is_open)
{
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    qn_error error = store_read(&s->store, generation, &bytes, &size_bytes);
    if (error == QN_ERROR_NOT_FOUND || !report("a saved game cannot be read", error)) {
        return false;
    }
    if (*is_open) {
        app_close(&s->app);
    }
    qn_error save_error = QN_ERROR_OK;
    app_hooks hooks = {on_event, on_save, s};
    error = app_open(&s->app, &s->assets, (qn_bytes){bytes, size_bytes}, hooks, &save_error);
    free(bytes);
    *is_open = report("the game", error);
    if (save_error != QN_ERROR_OK) {
        report("a saved game is damaged and was put aside", save_error);
        report("it could not be put aside", store_set_aside(&s->store, generation));
    }
    return *is_open && save_error == QN_ERROR_OK;
}

static bool open_game(session *s)
{
    bool is_open = false;
    for (int32_t i = 0; s->options.has_save && i < STORE_GENERATIONS; ++i) {
        if (open_generation(s, i, &is_open)) {
            return true;
        }
    }
    if (!is_open) {
        app_hooks hooks = {on_event, on_save, s};
        is_open = report("the game", app_open(&s->app, &s->assets, (qn_bytes){0}, hooks, NULL));
    }
    return is_open;
}

static bool open_session(session *s)
{
    s->script.next = s->options.script;
    if (!open_assets(s) || !open_store(s) || !open_graphics(s) || !open_game(s)) {
        return false;
    }
    s->app.render = s->render;
    return true;
}

static void close_session(session *s)
{
    app_close(&s->app);
    if (s->render != NULL) {
        s->render->destroy(s->render);
    }
    platform_destroy(s->platform);
    assets_close(&s->assets);
}

static qn_vec2 place_surface(session *s)
{
    qn_vec2 surface_px = qn_v2((float)s->options.width, (float)s->options.height);
    if (s->platform != NULL) {
        platform_pump(s->platform, &s->app.controls);
        surface_px = platform_surface_px(s->platform);
    } else {
        controls_set_surface(&s->app.controls, surface_px, 1.0f);
    }
    return surface_px;
}

static void print_state(const session *s)
{
    game_status status = game_get_status(s->app.game);
    qn_draw_counters counters = qn_draw_get_counters(s->app.list);
    printf("ticks %" PRIu32 ", shots %" PRId32 ", tolls %" PRId32 ", %s, state %016" PRIx64
           ", %" PRId32 " records (%" PRId32 " dropped), %" PRId32 " draw calls\n",
           status.tick_count, status.shot_count, status.toll_count, status.is_won ? "won" : "open",
           game_state_hash(s->app.game), counters.record_count, counters.dropped_count,
           s->render->draw_call_count);
}

static bool write_screenshot(const session *s, qn_vec2 surface_px)
{
    const char *path = s->options.screenshot_path;
    int32_t width_px = (int32_t)surface_px.x, height_px = (int32_t)surface_px.y;
    bool is_written =
        s->options.is_soft
            ? screenshot_write_pixels(path, render_soft_pixels(s->render), width_px, height_px)
            : screenshot_write(path, width_px, height_px);
    if (!is_written) {
        fprintf(stderr, "belfry: %s cannot be written\n", path);
    }
    return is_written;
}

static bool run_frames(session *s)
{
    for (int32_t i = 0; i <= s->options.frame_count; ++i) {
        qn_vec2 surface_px = place_surface(s);
        if (!script_apply(&s->script, i, surface_px, &s->app.controls)) {
            fprintf(stderr, "belfry: the script cannot be read at: %s\n", s->script.next);
            return false;
        }
        app_frame(&s->app, i * (1000.0 / GAME_TICK_RATE_HZ));
        if (i == s->options.frame_count && s->options.screenshot_path != NULL &&
            !write_screenshot(s, surface_px)) {
            return false;
        }
        if (s->platform != NULL) {
            platform_present(s->platform);
        }
    }
    print_state(s);
    return true;
}

static void run_window(session *s)
{
    const double ms_per_count = 1000.0 / (double)SDL_GetPerformanceFrequency();
    for (;;) {
        platform_state state = platform_pump(s->platform, &s->app.controls);
        if (state == PLATFORM_QUITS) {
            return;
        }
        if (state == PLATFORM_IS_HIDDEN) {
            loop_forget_time(&s->app.loop);
            SDL_WaitEventTimeout(NULL, 200);
            continue;
        }
        app_frame(&s->app, (double)SDL_GetPerformanceCounter() * ms_per_count);
        platform_present(s->platform);
    }
}

int main(int argc, char **argv)
{
    static session s;
    if (!read_options(argc, argv, &s.options)) {
        fputs(usage, stderr);
        return 2;
    }
    bool is_ok = open_session(&s);
    if (is_ok && s.options.frame_count > 0) {
        is_ok = run_frames(&s);
    } else if (is_ok) {
        run_window(&s);
    }
    close_session(&s);
    return is_ok ? 0 : 1;
}
