// What a host's frame tells and takes, over a game whose every tick and picture can be counted.
#include "app.h"
#include "app/counting_game.h"
#include "check.h"

#include <string.h>

#include "quoin/memory.h"
#include "quoin/save.h"

// ---- Hooks ----------------------------------------------------------------------------------

static double raised_ms = 1.0e6;

// Both in one tick and frame, wait_ms after the last ones; a type of 0 is none.
static void raise_both(app *a, double wait_ms, qn_game_event first, qn_game_event second)
{
    raised_ms += wait_ms;
    app_frame(a, raised_ms);
    counting.made->raised[0] = first;
    counting.made->raised[1] = second;
    raised_ms += 17.0;
    app_frame(a, raised_ms);
    memset(counting.made->raised, 0, sizeof counting.made->raised);
    loop_forget_time(&a->loop);
}

static void raise_once(app *a, uint32_t type, float strength)
{
    raise_both(a, 1000.0, (qn_game_event){.type = type, .strength = strength}, (qn_game_event){0});
}

TEST(each_kind_of_event_reaches_its_hook)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    raise_once(&a, QN_GAME_EVENT_SAVE, 0.0f);
    CHECK_INT(h.save_count, 1);
    raise_once(&a, QN_GAME_EVENT_OWN + 3, 0.5f);
    CHECK_INT(h.event_count, 1);
    raise_once(&a, QN_GAME_EVENT_RUMBLE, 0.5f);
    CHECK_INT(h.rumble_count, 1);
    CHECK_NEAR(h.strength, 0.5, 0.0);
    CHECK_INT(h.duration_ms, 155);
    raise_once(&a, QN_GAME_EVENT_RUMBLE, 9.0f);
    CHECK_NEAR(h.strength, 1.0, 0.0);
    raise_once(&a, QN_GAME_EVENT_RUMBLE, -1.0f);
    CHECK_INT(h.rumble_count, 2);
    CHECK_ERROR(app_set(&a, SETTING_HAS_RUMBLE, 0), QN_ERROR_OK);
    raise_once(&a, QN_GAME_EVENT_RUMBLE, 1.0f);
    CHECK_INT(h.rumble_count, 2);
    app_close(&a);
}

static qn_game_event blow(float strength)
{
    return (qn_game_event){.type = QN_GAME_EVENT_RUMBLE, .strength = strength};
}

TEST(of_several_blows_the_strongest_is_felt_and_a_weaker_one_does_not_end_it)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    raise_both(&a, 0.0, blow(0.3f), blow(0.8f));
    CHECK_INT(h.rumble_count, 1);
    CHECK_NEAR(h.strength, 0.8, 1e-6);
    raise_both(&a, 20.0, blow(0.5f), blow(0.0f));
    CHECK_INT(h.rumble_count, 1);
    raise_both(&a, 20.0, blow(0.9f), blow(0.1f));
    CHECK_INT(h.rumble_count, 2);
    CHECK_NEAR(h.strength, 0.9, 1e-6);
    raise_both(&a, 240.0, blow(0.2f), blow(0.1f)); // the last one is over
    CHECK_INT(h.rumble_count, 3);
    CHECK_NEAR(h.strength, 0.2, 1e-6);
    app_close(&a);
}

TEST(who_wants_less_motion_is_not_shaken)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    a.view.reduced_motion = true;
    raise_once(&a, QN_GAME_EVENT_RUMBLE, 1.0f);
    CHECK_INT(h.rumble_count, 0);
    CHECK_ERROR(app_set(&a, SETTING_REDUCED_MOTION, 2), QN_ERROR_OK); // but for this game
    raise_once(&a, QN_GAME_EVENT_RUMBLE, 1.0f);
    CHECK_INT(h.rumble_count, 1);
    a.view.reduced_motion = false;
    CHECK_ERROR(app_set(&a, SETTING_REDUCED_MOTION, 1), QN_ERROR_OK);
    raise_once(&a, QN_GAME_EVENT_RUMBLE, 1.0f);
    CHECK_INT(h.rumble_count, 1);
    CHECK(a.last_input.reduced_motion);
    app_close(&a);
}

TEST(what_a_player_changes_is_told_and_comes_back_in_another_session)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    CHECK_ERROR(app_set(&a, SETTING_VOLUME, 12), QN_ERROR_OK);
    CHECK_ERROR(app_bind(&a, ACTION_GO, 1, "PadB"), QN_ERROR_OK);
    CHECK_ERROR(app_set_toggle(&a, ACTION_GO, true), QN_ERROR_OK);
    CHECK_INT(h.settings_count, 3);
    CHECK_ERROR(app_set(&a, SETTING_VOLUME, 1000), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(app_bind(&a, ACTION_GO, 1, "F5"), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(app_set_toggle(&a, ACTION_COUNT, true), QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(h.settings_count, 3);
    heard other;
    app b = open_watched_app(&counting_game, &other);
    qn_bytes stored = {h.settings, h.settings_size};
    CHECK_ERROR(app_read_settings(&b, stored), QN_ERROR_OK);
    CHECK_INT(b.settings.values[SETTING_VOLUME], 12);
    CHECK_TEXT(bindings_source_name(b.controls.bindings.sources[ACTION_GO][1]), "PadB");
    CHECK(b.controls.bindings.is_toggle[ACTION_GO]);
    app_reset_bindings(&b);
    CHECK_TEXT(bindings_source_name(b.controls.bindings.sources[ACTION_GO][1]), "");
    CHECK(!b.controls.bindings.is_toggle[ACTION_GO]);
    CHECK_INT(other.settings_count, 1);
    h.settings[h.settings_size / 2] ^= 1;
    CHECK(app_read_settings(&b, stored) != QN_ERROR_OK);
    app_close(&b);
    app_close(&a);
}

// ---- Sound ----------------------------------------------------------------------------------

// Keeps the last gain of each bus.
typedef struct listener {
    audio base;
    float gains[QN_BUS_COUNT];
    bool is_paused;
    int32_t prepared_count; // calls
} listener;

static void listen(audio *self, qn_sound_queue *queue)
{
    int32_t count = 0;
    const qn_sound_order *orders = qn_sound_queue_take(queue, &count);
    for (int32_t i = 0; i < count; ++i) {
        if (orders[i].verb == QN_SOUND_BUS_GAIN) {
            ((listener *)self)->gains[orders[i].play.bus] = orders[i].play.gain;
        }
    }
}

static void note_pause(audio *self, bool is_paused) { ((listener *)self)->is_paused = is_paused; }

static void note_prepare(audio *self, qn_sound_bank *bank)
{
    CHECK(!qn_sound_bank_prepare(bank, 0)); // there is nothing left to render
    ((listener *)self)->prepared_count += 1;
}

static audio_state runs(audio *self)
{
    (void)self;
    return AUDIO_RUNS;
}

TEST(how_loud_a_player_wants_it_is_heard_and_the_host_s_key_mutes)
{
    heard h;
    listener ear = {.base = {.play = listen, .set_paused = note_pause, .state = runs}};
    app a = open_watched_app(&counting_game, &h);
    a.audio = &ear.base;
    app_frame(&a, 1000.0);
    CHECK_NEAR(ear.gains[QN_BUS_MASTER], 0.64, 1e-6); // of a volume of 80 %
    CHECK_NEAR(ear.gains[QN_BUS_MUSIC], 0.49, 1e-6);
    CHECK_ERROR(app_set(&a, SETTING_EFFECTS, 50), QN_ERROR_OK);
    a.controls.wants_mute = true;
    app_frame(&a, 1020.0);
    CHECK_NEAR(ear.gains[QN_BUS_EFFECTS], 0.25, 1e-6);
    CHECK_NEAR(ear.gains[QN_BUS_MASTER], 0.0, 0.0);
    CHECK_INT(a.settings.values[SETTING_IS_MUTED], 1);
    CHECK_INT(h.settings_count, 2);
    a.controls.wants_mute = true;
    app_frame(&a, 1040.0);
    CHECK_NEAR(ear.gains[QN_BUS_MASTER], 0.64, 1e-6);
    app_set_paused(&a, true);
    CHECK(ear.is_paused);
    a.audio = NULL;
    app_frame(&a, 1060.0); // orders without anybody to hear them are dropped
    app_close(&a);
}

// Frames until the device is told that all sounds are rendered.
static int32_t frames_until_ready(const qn_game_class *game_class)
{
    heard h;
    listener ear = {.base = {listen, note_pause, runs, note_prepare, NULL}};
    app a = open_watched_app(game_class, &h);
    a.audio = &ear.base;
    a.render = NULL;
    int32_t count = 0;
    while (ear.prepared_count == 0 && count < 10000) {
        app_frame(&a, 1000.0 + 17.0 * count++);
    }
    CHECK_INT(qn_sound_bank_failed_count(a.sound_bank), 0);
    app_close(&a);
    return count;
}

TEST(sounds_are_made_ready_a_little_in_each_frame)
{
    int32_t without = frames_until_ready(&counting_game);
    CHECK_INT(without, 1);
    counting.sound_count = 1;
    int32_t one = frames_until_ready(&counting_game);
    CHECK(one > 12 && one < 60);
    counting.sound_count = 2;
    CHECK_NEAR(frames_until_ready(&counting_game), 2 * one, 3);
    counting.sound_count = 0;
    // The title's bell tolls after more than two seconds.
    CHECK(frames_until_ready(&qn_game) <= 120);
}

TEST(a_picture_is_told_of_the_screen_and_of_what_the_player_chose)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    a.view.is_light = true;
    a.view.reduced_motion = true;
    app_frame(&a, 0.0);
    CHECK(counting.made->view.is_light && counting.made->view.reduced_motion &&
          !counting.made->view.high_contrast);
    CHECK_NEAR(counting.made->view.surface_px.x, 640.0, 0.0);
    CHECK(counting.made->view.input != NULL);
    app_set(&a, SETTING_REDUCED_MOTION, 2);
    app_set(&a, SETTING_HIGH_CONTRAST, 1);
    app_frame(&a, 16.0);
    CHECK(!counting.made->view.reduced_motion && counting.made->view.high_contrast);
    app_close(&a);
}

TEST(a_run_is_told_of_reduced_motion_as_the_player_chose_it)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    app_set(&a, SETTING_REDUCED_MOTION, 1);
    app_frame(&a, 0.0);
    app_frame(&a, 40.0);
    CHECK(counting.made->tick_count > 0 && counting.made->view.input->reduced_motion);
    a.view.reduced_motion = true;
    app_set(&a, SETTING_REDUCED_MOTION, 2);
    app_frame(&a, 80.0);
    CHECK(!counting.made->view.input->reduced_motion);
    app_set(&a, SETTING_REDUCED_MOTION, 0);
    app_frame(&a, 120.0);
    CHECK(counting.made->view.input->reduced_motion);
    app_close(&a);
}

// ---- Classes that lack something ------------------------------------------------------------

TEST(what_a_game_does_not_have_is_not_found)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    CHECK_ERROR(app_command(&a, 0, 0), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(app_set_text(&a, 0, "x"), QN_ERROR_NOT_FOUND);
    CHECK_TEXT(app_text(&a, 0), "");
    CHECK_NEAR(app_status(&a, 0), 0.0, 0.0);
    app_close(&a);
    qn_game_class mute = counting_game;
    mute.save = NULL;
    a = open_watched_app(&mute, &h);
    CHECK_ERROR(app_save(&a), QN_ERROR_NOT_FOUND);
    app_close(&a);
    CHECK_ERROR(app_save(&a), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(app_command(&a, 0, 0), QN_ERROR_NOT_FOUND);
}

TEST(a_game_that_cannot_be_made_leaves_nothing)
{
    static const assets no_assets;
    static const qn_action_def bad[] = {{"go", "Go", "Tab", 0.0f}};
    size_t before = qn_memory_live_bytes();
    app a;
    qn_error save_error;
    app_opts opts = {.game_class = &counting_game, .assets = &no_assets};
    counting.is_refused = true;
    CHECK_ERROR(app_open(&a, &opts, &save_error), QN_ERROR_OUT_OF_MEMORY);
    counting.is_refused = false;
    qn_game_class wrong = counting_game;
    wrong.actions = bad;
    opts.game_class = &wrong;
    CHECK_ERROR(app_open(&a, &opts, &save_error), QN_ERROR_BAD_DATA);
    app_close(&a);
    CHECK_INT(qn_memory_live_bytes(), before);
}

TEST(a_save_of_another_game_is_told_apart)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    CHECK_ERROR(
        qn_save_wrap(COUNTING_APP_ID + 1, 1, (qn_bytes){(const uint8_t *)"x", 1}, &bytes, &size),
        QN_ERROR_OK);
    CHECK_ERROR(app_check_save(&counting_game, (qn_bytes){bytes, size}), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(app_check_save(&counting_game, (qn_bytes){bytes, 3}), QN_ERROR_TRUNCATED);
    qn_memory_release(bytes);
}
