// Belfry: make it, tick it, draw it, save it. A host sees it through qn_game (quoin/game.h).
//
// The game owns a physics world and the rules of the level. It reads no clock and no device: a run
// is fully determined by the inputs of its ticks, so the same inputs end in the same state hash on
// every target. It draws into a list and knows nothing of windows.
#ifndef GAME_GAME_H
#define GAME_GAME_H

#include "actions.h"
#include "quoin/quoin.h"

#define GAME_TICK_RATE_HZ 60
#define GAME_TICK_S (1.0f / 60.0f)
#define GAME_SAVE_APP_ID 0x59464C42u // "BLFY"

typedef struct game game;

// What the page and the tests may know of a running game.
typedef struct game_status {
    uint32_t tick_count; // of the picture, since the level (re)started
    int32_t shot_count;  // fired in the run as it stands now
    int32_t toll_count;  // times a bell tolled in it
    bool is_won;
    int32_t best_shot_count; // of this level: fewest balls of a won run; 0 is none yet
    int32_t body_count;
    int32_t awake_body_count;
    int32_t level;          // from 0
    int32_t unlocked_count; // levels that may be played
    int32_t medal;          // of this level so far: 0 none, 1 bronze, 2 silver, 3 gold
    int32_t won_medal;      // of the run that has just been won
    int32_t balls_left;
    int32_t lit_count, bell_count; // bells that tolled, of all
    uint32_t run_tick;             // steps since the level stood; goes back with time
    int32_t echo_count;            // shots that lie ahead and will fire by themselves
    int32_t mode;                  // play_mode of scenes/play.h
    double past_bytes;             // in use, to go back in time
    float zoom;                    // how many times nearer the player sees than is framed
} game_status;

// What happened in a tick; each is raised once.
typedef enum game_event_type {
    GAME_EVENT_SAVE = QN_GAME_EVENT_SAVE,     // game_save has something new to store
    GAME_EVENT_RUMBLE = QN_GAME_EVENT_RUMBLE, // strength: 0 to 1
    GAME_EVENT_SHOT = QN_GAME_EVENT_OWN,
    GAME_EVENT_HIT,  // strength: approach speed in m/s
    GAME_EVENT_TOLL, // strength: 0 to 1
    GAME_EVENT_WON,
    GAME_EVENT_BREAK, // strength: 0 to 1
} game_event_type;
typedef qn_game_event game_event;

// `atlas` may be null (headless); then images are left out of the drawing. It must outlive the
// game. `save` is what game_save once wrote, or empty. A save that does not verify is refused: the
// game starts fresh all the same, and *save_error says why (it may be null).
qn_error game_create(const qn_atlas *atlas, qn_bytes save, qn_error *save_error, game **out);
void game_destroy(game *g);
// From now on the game orders its sounds here; null: it is silent. The queue must outlive the game.
void game_hear(game *g, qn_sound_queue *queue);

// One tick of GAME_TICK_S.
qn_error game_tick(game *g, const qn_input *input);
void game_draw(const game *g, const qn_view *view, qn_draw_list *list);

// The events of the last tick; valid until the next.
const game_event *game_events(const game *g, int32_t *count);
game_status game_get_status(const game *g);
// World and rules: everything that influences the future of the run.
uint64_t game_state_hash(const game *g);
// The run alone, without the hand and the clock of the picture: the same for every way to the same
// step of the same list of shots.
uint64_t game_run_hash(const game *g);

// The bytes to store, in the save container. Release them with qn_memory_release.
qn_error game_save(const game *g, uint8_t **bytes, size_t *size_bytes);
// The last win as data, to be kept or verified elsewhere (run/record.h); "" if there is none, or if
// it took longer than any that is worth something. Valid until the next win.
const char *game_run_text(const game *g);
void game_retry(game *g);
// OUT_OF_RANGE for a level that is not unlocked.
qn_error game_play_level(game *g, int32_t index);
// Shows the run that was just won once more.
void game_watch(game *g);
// What the levels are called, in playing order, each on a line of its own. Valid until the game is
// destroyed.
const char *game_level_names(const game *g);

#endif
