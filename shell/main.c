// A game in a window of its own. With --frames it runs that many frames of exactly one tick each,
// as fast as it can, which is how tests and pictures are made without a screen.
#include <SDL.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "context.h"
#include "errand.h"
#include "options.h"
#include "platform.h"
#include "quoin/memory.h"
#include "screenshot.h"
#include "script.h"
#include "store_file.h"

typedef struct session {
    options options;
    assets assets;
    store store;
    store settings_store;
    platform *platform;
    render *render;
    bool draws_slowly; // there is no GPU
    audio *audio;      // null: nothing is heard
    app app;
    script script;
} session;

static bool report(const char *what, qn_error error)
{
    if (error != QN_ERROR_OK) {
        fprintf(stderr, "%s: %s: %s\n", qn_game.name, what, qn_error_text(error));
    }
    return error == QN_ERROR_OK;
}

static bool open_assets(session *s)
{
    char beside[STORE_MAX_PATH];
    const char *path = s->options.pack_path;
    if (path == NULL) {
        char *base = SDL_GetBasePath();
        snprintf(beside, sizeof beside, "%s%s.pack", base != NULL ? base : "", qn_game.name);
        SDL_free(base);
        path = beside;
    }
    size_t size_bytes = 0;
    uint8_t *bytes = SDL_LoadFile(path, &size_bytes);
    if (bytes == NULL) {
        fprintf(stderr, "%s: %s cannot be read\n", qn_game.name, path);
        return false;
    }
    qn_error error = assets_open((qn_bytes){bytes, size_bytes}, &s->assets);
    SDL_free(bytes);
    return report(path, error);
}

static qn_error open_one_store(store *s, const char *folder, const char *ending)
{
    char name[STORE_MAX_NAME + 1];
    snprintf(name, sizeof name, "%s.%s", qn_game.name, ending);
    return folder != NULL ? store_open(s, folder, name) : QN_ERROR_STORAGE;
}

static bool open_store(session *s)
{
    if (!s->options.has_save) {
        return true;
    }
    char *own = s->options.save_folder == NULL ? SDL_GetPrefPath("Quoin", qn_game.title) : NULL;
    const char *folder = own != NULL ? own : s->options.save_folder;
    qn_error error = open_one_store(&s->store, folder, "save");
    if (error == QN_ERROR_OK) {
        error = open_one_store(&s->settings_store, folder, "settings");
    }
    SDL_free(own);
    return report("the folder of saved games", error);
}

static bool open_graphics(session *s)
{
    if (s->options.is_headless) {
        return report("graphics", render_null_create(&s->render));
    }
    s->draws_slowly = !s->options.has_full_effects;
    if (s->options.is_soft) {
        return report("graphics", render_soft_create(s->assets.atlas, &s->render));
    }
    platform_opts opts = {
        .title = qn_game.title, .width = s->options.width, .height = s->options.height};
    if (!report("the window", platform_create(&opts, &s->platform))) {
        return false;
    }
    bool is_software = context_is_software();
    s->draws_slowly &= is_software;
    is_software &= !s->options.is_one_call;
    return report("graphics", render_gl_create(s->assets.atlas, is_software, &s->render));
}

static void on_wish(app_wish wish, void *user)
{
    session *s = user;
    if (wish == APP_WISH_PAUSE) {
        app_set_paused(&s->app, !s->app.loop.is_paused);
    } else if (s->platform != NULL) {
        platform_switch_fullscreen(s->platform);
    }
}

static void on_event(const qn_game_event *event, void *user)
{
    (void)event;
    (void)user;
}

static void on_rumble(float strength, int32_t duration_ms, void *user)
{
    session *s = user;
    if (s->platform != NULL) {
        platform_rumble(s->platform, strength, duration_ms);
    }
}

static void on_settings(qn_bytes bytes, void *user)
{
    session *s = user;
    if (s->options.has_save) {
        report("the settings could not be saved", store_write(&s->settings_store, bytes));
    }
}

static void on_save(qn_bytes save, void *user)
{
    session *s = user;
    if (s->options.has_save) {
        report("the game could not be saved", store_write(&s->store, save));
    }
}

static qn_error start_game(session *s, qn_bytes save, qn_error *save_error)
{
    app_opts opts = {
        &qn_game, &s->assets, save, {on_wish, on_event, on_rumble, on_save, on_settings, s}};
    return app_open(&s->app, &opts, save_error);
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
    error = start_game(s, (qn_bytes){bytes, size_bytes}, &save_error);
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
        qn_error ignored;
        is_open = report("the game", start_game(s, (qn_bytes){0}, &ignored));
    }
    return is_open;
}

// The newest settings that can be read; without any the game has the usual ones.
static void open_settings(session *s)
{
    qn_error error = QN_ERROR_NOT_FOUND;
    for (int32_t i = 0; s->options.has_save && i < STORE_GENERATIONS; ++i) {
        uint8_t *bytes = NULL;
        size_t size_bytes = 0;
        error = store_read(&s->settings_store, i, &bytes, &size_bytes);
        if (error == QN_ERROR_OK) {
            error = app_read_settings(&s->app, (qn_bytes){bytes, size_bytes});
        }
        free(bytes);
        if (error == QN_ERROR_OK) {
            return;
        }
        if (error != QN_ERROR_NOT_FOUND) {
            report("settings cannot be read", error);
        }
    }
}

// Frames that are not shown in time are not heard in time either: they go to a file or nowhere. A
// machine without a device is no reason not to play.
static bool open_sound(session *s)
{
    if (s->options.sound_path != NULL) {
        return report(s->options.sound_path,
                      audio_file_create(s->options.sound_path, qn_game.tick_rate_hz, &s->audio));
    }
    if (s->options.frame_count == 0) {
        report("no sound", audio_sdl_create(&s->audio));
    }
    return true;
}

static bool run_errand(session *s)
{
    const options *o = &s->options;
    bool is_export = o->export_path != NULL;
    const char *path = is_export ? o->export_path : o->import_path;
    if (!open_store(s)) {
        return false;
    }
    qn_error error = is_export ? errand_export(&s->store, &qn_game, path)
                               : errand_import(&s->store, &qn_game, path);
    return report(path, error);
}

static bool open_session(session *s)
{
    s->script.next = s->options.script;
    if (!open_assets(s) || !open_store(s) || !open_graphics(s) || !open_game(s) || !open_sound(s)) {
        return false;
    }
    open_settings(s);
    s->app.render = s->render;
    s->app.audio = s->audio;
    s->app.view.is_light = s->options.is_light;
    s->app.view.draws_slowly = s->draws_slowly;
    s->app.view.reduced_motion = s->options.is_reduced;
    s->app.view.high_contrast = s->options.is_high_contrast;
    return true;
}

static void close_session(session *s)
{
    if (s->audio != NULL) {
        s->audio->destroy(s->audio);
    }
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
    qn_draw_counters counters = qn_draw_get_counters(s->app.list);
    for (int32_t i = 0; i < qn_game.status_count; ++i) {
        printf("%s %g, ", qn_game.status_names[i], app_status(&s->app, i));
    }
    printf("state %016" PRIx64 ", %" PRId32 " records (%" PRId32 " dropped), %" PRId32
           " draw calls\n",
           qn_game.state_hash(s->app.game), counters.record_count, counters.dropped_count,
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
        fprintf(stderr, "%s: %s cannot be written\n", qn_game.name, path);
    }
    return is_written;
}

static bool run_frames(session *s)
{
    for (int32_t i = 0; i <= s->options.frame_count; ++i) {
        qn_vec2 surface_px = place_surface(s);
        if (!script_apply(&s->script, i, surface_px, &s->app.controls)) {
            fprintf(stderr, "%s: the script cannot be read at: %s\n", qn_game.name, s->script.next);
            return false;
        }
        bool is_drawn = i == s->options.frame_count || !s->options.draws_last;
        s->app.render = is_drawn ? s->render : NULL;
        app_frame(&s->app, i * (1000.0 / qn_game.tick_rate_hz));
        if (i == s->options.frame_count && s->options.screenshot_path != NULL &&
            !write_screenshot(s, surface_px)) {
            return false;
        }
        if (s->platform != NULL && is_drawn) {
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
        if (s->audio != NULL) {
            s->audio->set_paused(s->audio, state == PLATFORM_IS_HIDDEN);
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
    if (!options_read(argc, argv, &s.options)) {
        options_explain(qn_game.name);
        return 2;
    }
    if (s.options.export_path != NULL || s.options.import_path != NULL) {
        return run_errand(&s) ? 0 : 1;
    }
    bool is_ok = open_session(&s);
    if (is_ok && s.options.frame_count > 0) {
        is_ok = run_frames(&s);
    } else if (is_ok) {
        run_window(&s);
    }
    if (is_ok && s.options.text_request != NULL) {
        is_ok = report(s.options.text_request, errand_write_text(&s.app, s.options.text_request));
    }
    close_session(&s);
    return is_ok ? 0 : 1;
}
