// A game of a few lines, whose every tick and picture can be counted, and an app that runs a game
// and notes what it tells.
#ifndef TESTS_COUNTING_GAME_H
#define TESTS_COUNTING_GAME_H

#include "app.h"
#include "quoin/game.h"

#define COUNTING_APP_ID 0x544E5543u
enum { ACTION_GO, ACTION_PAUSE, ACTION_MUTE, ACTION_FULLSCREEN, ACTION_COUNT };

typedef struct counter {
    int32_t tick_count;
    int32_t go_count;
    qn_game_event raised[2]; // by the next tick, those whose type is not 0
    int32_t event_count;
    qn_view view; // of the last picture
    float shown;  // where that picture stood
    int32_t draw_count;
} counter;

extern const qn_game_class counting_game;
// What the next game that is made finds; the made one.
typedef struct counting_maker {
    counter *made; // by the last create
    bool is_refused;
    int32_t sound_count; // that it brings along, large bells
} counting_maker;
extern counting_maker counting;

typedef struct heard {
    const qn_game_class *game_class;
    int32_t event_count, rumble_count, save_count, settings_count;
    int32_t pause_count, fullscreen_count;
    float strength;
    int32_t duration_ms;
    uint8_t settings[4096];
    size_t settings_size;
} heard;

// Without pictures; what it tells goes to *h, which is emptied first.
app open_watched_app(const qn_game_class *game_class, heard *h);

#endif
