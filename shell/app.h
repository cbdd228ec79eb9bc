// One running game with its clock, controls, settings and draw list: what the native main and the
// page share.
//
// It opens no window, reads no clock and stores nothing; its owner does, and hears through the
// hooks what there is to do.
#ifndef SHELL_APP_H
#define SHELL_APP_H

#include "assets.h"
#include "audio.h"
#include "controls.h"
#include "loop.h"
#include "quoin/game.h"
#include "render.h"
#include "settings.h"

typedef enum app_wish { APP_WISH_PAUSE, APP_WISH_FULLSCREEN } app_wish;

// The bytes are valid during the call. None may be null.
typedef struct app_hooks {
    // A player pressed what only the owner can carry out; each is a switch.
    void (*on_wish)(app_wish wish, void *user);
    void (*on_event)(const qn_game_event *event, void *user);
    void (*on_rumble)(float strength, int32_t duration_ms, void *user);
    void (*on_save)(qn_bytes save, void *user);
    void (*on_settings)(qn_bytes settings, void *user); // a player changed something
    void *user;
} app_hooks;

typedef struct app {
    const qn_game_class *game_class;
    app_hooks hooks;
    loop loop;
    controls controls;
    settings settings;
    qn_input last_input;
    qn_view view; // what the owner knows of the screen and the system; the rest is filled per frame
    void *game;
    qn_draw_list *list;
    qn_sound_bank *sound_bank;
    qn_sound_queue *sounds;
    audio *audio; // null: nothing is heard; not owned, and to be destroyed before the app is closed
    float felt;   // strength of the blow that shakes the gamepad
    double felt_to_ms; // until then
    render *render;    // null: nothing is drawn (context lost, or headless); not owned
} app;

typedef struct app_opts {
    const qn_game_class *game_class;
    const assets *assets; // must outlive the app
    qn_bytes save;
    app_hooks hooks;
} app_opts;

// *save_error says why a save was refused (the game then starts fresh). On an error nothing is left
// to close, but closing is allowed.
qn_error app_open(app *self, const app_opts *opts, qn_error *save_error);
void app_close(app *self);
// Runs the ticks that are due, then draws.
void app_frame(app *self, double now_ms);
void app_set_paused(app *self, bool is_paused);

// The optional functions of a class, with what they mean where it has none.
qn_error app_command(app *self, int32_t command, int32_t argument);
double app_status(const app *self, int32_t index);
const char *app_text(const app *self, int32_t index);
qn_error app_set_text(app *self, int32_t index, const char *utf8);
// Passes the game's state to on_save. NOT_FOUND for a game that saves nothing.
qn_error app_save(app *self);
// Whether the bytes are a whole save of this game: the errors of qn_save_unwrap. The game itself
// judges the content when it starts with it.
qn_error app_check_save(const qn_game_class *game_class, qn_bytes bytes);

// ---- Settings. What changes something tells on_settings. Errors as of settings.h and bindings.h.
// As settings_write once wrote them; tells nobody.
qn_error app_read_settings(app *self, qn_bytes bytes);
qn_error app_set(app *self, int32_t index, int32_t value);
qn_error app_bind(app *self, int32_t action, int32_t place, const char *source_name);
qn_error app_set_toggle(app *self, int32_t action, bool is_toggle);
void app_reset_bindings(app *self);

#endif
