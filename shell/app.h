// One running game with its clock, controls and draw list: what the native main and the page share.
//
// It opens no window, reads no clock and stores nothing; its owner does, and hears through the
// hooks what there is to do.
#ifndef SHELL_APP_H
#define SHELL_APP_H

#include "assets.h"
#include "controls.h"
#include "game.h"
#include "loop.h"
#include "render.h"

typedef struct app_hooks {
    void (*on_event)(const game_event *event, void *user);
    // The bytes are valid during the call.
    void (*on_save)(qn_bytes save, void *user);
    void *user;
} app_hooks;

typedef struct app {
    app_hooks hooks;
    loop loop;
    controls controls;
    qn_input last_input;
    game *game;
    qn_draw_list *list;
    render *render; // null: nothing is drawn (context lost, or headless); not owned
} app;

// `a` must outlive the game. *save_error says why a save was refused (the game then starts fresh).
qn_error app_open(app *self, const assets *a, qn_bytes save, app_hooks hooks, qn_error *save_error);
void app_close(app *self);
// Runs the ticks that are due, then draws.
void app_frame(app *self, double now_ms);

#endif
