// A game as a host sees it: one table of functions and facts, and what the host gives it.
//
// A game defines `const qn_game_class qn_game` and knows neither window, clock, device nor file;
// the host (shell/) opens the window, keeps the clock, reads the devices, stores the saves and
// plays the sounds. The same table runs natively and in a page. A host calls a game from one thread
// only, and ticks it with inputs alone: a run is fully determined by them.
#ifndef QUOIN_GAME_H
#define QUOIN_GAME_H

#include "quoin/base.h"
#include "quoin/draw.h"
#include "quoin/input.h"
#include "quoin/text.h"
#include "quoin/viewport.h"

struct qn_sound_queue; // what a tick wants to be heard (quoin/sound.h)

// What the host lends a game for its whole life. Each may be null (headless): images, text or
// sounds are then left out.
typedef struct qn_game_host {
    const qn_atlas *atlas;
    const qn_font *font;
    struct qn_sound_queue *sounds;
} qn_game_host;

// What a frame is drawn for. None of it may influence the run.
typedef struct qn_view {
    qn_vec2 surface_px;
    float pixel_ratio;   // drawing pixels per CSS pixel (desktop: per point)
    qn_insets safe_px;   // of the surface: notches, rounded corners and system bars lie outside
    float alpha;         // draw this part of a tick (0 to 1) after the one before the last
    bool reduced_motion; // no shake, no flashes, nothing that moves for its own sake
    bool is_light;       // the colour scheme around the picture: day
    bool high_contrast;
    bool draws_slowly;     // without a GPU: spare it what costs passes over all pixels
    const qn_input *input; // of the last tick; never null, valid during the call
} qn_view;

// What happened in a tick. Numbers from QN_GAME_EVENT_OWN on are the game's own.
typedef enum qn_game_event_type {
    QN_GAME_EVENT_SAVE = 1,   // `save` has something new to store
    QN_GAME_EVENT_RUMBLE = 2, // strength 0 to 1: what a hand at a gamepad should feel
    QN_GAME_EVENT_OWN = 16,
} qn_game_event_type;
typedef struct qn_game_event {
    uint32_t type;
    float strength;
    qn_vec2 point_m;
} qn_game_event;

// Functions that are marked so may be null. `game` is what create made.
typedef struct qn_game_class {
    const char *name;  // of files, folders and programs: lower case letters, digits and hyphens
    const char *title; // what a player reads
    // Of the save container (quoin/save.h) that `save` writes, so that a host can tell a file of
    // another game before it is offered to this one.
    uint32_t save_app_id;
    int32_t tick_rate_hz; // 1 to 1000
    // Records of a frame's draw list: 1 to 1,000,000, and what is beyond is left out; 0: 16,384.
    int32_t record_capacity;

    // At most QN_ACTION_CAPACITY. Those named "pause", "mute" and "fullscreen" are the host's to
    // carry out, also while no tick runs; the game does not see them go down.
    const qn_action_def *actions;
    int32_t action_count;
    // While the canvas has the focus the wheel is the game's and does not scroll the page.
    bool uses_wheel;
    // The numbers of `status`, `command` and `text` by name: a page knows names, not numbers.
    const char *const *status_names;
    int32_t status_count;
    const char *const *command_names;
    int32_t command_count;
    const char *const *text_names;
    int32_t text_count;

    // `host` is valid during the call, what it points to until destroy. `save` is what `save` once
    // wrote, or empty. A save that does not verify is refused: the game starts fresh all the same,
    // and *save_error (never null) says why. On an error *out is null.
    qn_error (*create)(const qn_game_host *host, qn_bytes save, qn_error *save_error, void **out);
    void (*destroy)(void *game); // null is allowed
    // One tick of 1 / tick_rate_hz seconds.
    qn_error (*tick)(void *game, const qn_input *input);
    // Fills the list, which already has the host's font.
    void (*draw)(const void *game, const qn_view *view, qn_draw_list *list);
    // The events of the last tick; valid until the next. May be null: there are none.
    const qn_game_event *(*events)(const void *game, int32_t *count);
    // May be null: nothing is ever stored. Release the bytes with qn_memory_release.
    qn_error (*save)(const void *game, uint8_t **bytes, size_t *size_bytes);
    // Everything that influences the future of the run.
    uint64_t (*state_hash)(const void *game);
    // A button of the page. May be null. NOT_FOUND for a number outside the table.
    qn_error (*command)(void *game, int32_t command, int32_t argument);
    // A number for the page and for tests; 0 for an index outside the table. May be null.
    double (*status)(const void *game, int32_t index);
    // UTF-8 that leaves the game (a code to share) or comes in from a text field of the page; the
    // text that is returned is valid until the next call. Either may be null. NOT_FOUND for a
    // number outside the table, otherwise what is wrong with the text.
    const char *(*text)(const void *game, int32_t index);
    qn_error (*set_text)(void *game, int32_t index, const char *utf8);
} qn_game_class;

// The one game of a program, defined by the game, used by the host.
extern const qn_game_class qn_game;

#endif
