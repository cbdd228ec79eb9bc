// A host's frame over a game of a few lines, whose every tick and picture can be counted, and over
// Belfry itself.
#include "app.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "quoin/memory.h"
#include "quoin/save.h"

#define APP_ID 0x544E5543u
enum { ACTION_GO, ACTION_PAUSE, ACTION_MUTE, ACTION_FULLSCREEN, ACTION_COUNT };
static const qn_action_def actions[ACTION_COUNT] = {
    {"go", "Go", "Space", 0.0f},
    {"pause", "Pause", "Escape", 0.0f},
    {"mute", "Mute", "KeyM", 0.0f},
    {"fullscreen", "Full screen", "KeyF", 0.0f},
};
static const char *const words[] = {"one"};

// ---- A game that counts ---------------------------------------------------------------------

typedef struct counter {
    int32_t tick_count;
    int32_t go_count;
    qn_game_event raised[2]; // by the next tick, those whose type is not 0
    int32_t event_count;
    qn_view view; // of the last picture
    float shown;  // where that picture stood
    int32_t draw_count;
} counter;

static counter *made; // by the last create
static bool is_create_refused;
static int32_t sound_count; // that it brings along, large bells

static void add_bells(qn_sound_bank *bank)
{
    qn_synth_def def = qn_synth_def_default();
    def.duration_s = 9.0f;
    def.layers[0].partial_count = 10;
    for (int32_t i = 0; i < 10; ++i) {
        def.layers[0].partials[i] = (qn_synth_partial){1.0f + 0.5f * (float)i, 0.1f, 5.0f};
    }
    for (int32_t i = 0; i < sound_count; ++i) {
        const char name[] = {(char)('a' + i), '\0'};
        qn_sound_id id;
        CHECK_ERROR(qn_sound_bank_add(bank, name, &def, &id), QN_ERROR_OK);
    }
}

static qn_error create(const qn_game_host *host, qn_bytes save, qn_error *save_error, void **out)
{
    *out = NULL;
    if (is_create_refused) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    add_bells(qn_sound_queue_bank(host->sounds));
    *save_error = save.size_bytes > 0 ? QN_ERROR_BAD_MAGIC : QN_ERROR_OK;
    made = calloc(1, sizeof *made);
    *out = made;
    return QN_ERROR_OK;
}

static void destroy(void *game) { free(game); }

static qn_error tick(void *game, const qn_input *input)
{
    counter *c = game;
    c->tick_count += 1;
    for (int32_t i = 0; i < ACTION_COUNT; ++i) {
        c->go_count += input->went_down[i] ? 1 : 0;
    }
    c->event_count = (c->raised[0].type != 0) + (c->raised[1].type != 0);
    return QN_ERROR_OK;
}

static void draw(const void *game, const qn_view *view, qn_draw_list *list)
{
    counter *c = made;
    (void)game;
    qn_draw_begin(list, qn_rgb(0));
    c->view = *view;
    c->shown = (float)(c->tick_count - 1) + view->alpha;
    c->draw_count += 1;
}

static const qn_game_event *events(const void *game, int32_t *count)
{
    const counter *c = game;
    *count = c->event_count;
    return c->raised;
}

static qn_error save(const void *game, uint8_t **bytes, size_t *size_bytes)
{
    const counter *c = game;
    uint8_t content = (uint8_t)c->tick_count;
    return qn_save_wrap(APP_ID, 1, (qn_bytes){&content, 1}, bytes, size_bytes);
}

static uint64_t state_hash(const void *game)
{
    return (uint64_t)((const counter *)game)->tick_count;
}

static const qn_game_class counting = {
    .name = "counter",
    .title = "Counter",
    .save_app_id = APP_ID,
    .tick_rate_hz = 60,
    .actions = actions,
    .action_count = ACTION_COUNT,
    .status_names = words,
    .status_count = 1,
    .command_names = words,
    .command_count = 1,
    .text_names = words,
    .text_count = 1,
    .create = create,
    .destroy = destroy,
    .tick = tick,
    .draw = draw,
    .events = events,
    .save = save,
    .state_hash = state_hash,
};

// ---- What the app tells ---------------------------------------------------------------------

typedef struct heard {
    const qn_game_class *game_class;
    int32_t event_count, rumble_count, save_count, settings_count;
    int32_t pause_count, fullscreen_count;
    float strength;
    int32_t duration_ms;
    uint8_t settings[4096];
    size_t settings_size;
} heard;

static void on_wish(app_wish wish, void *user)
{
    heard *h = user;
    h->pause_count += wish == APP_WISH_PAUSE ? 1 : 0;
    h->fullscreen_count += wish == APP_WISH_FULLSCREEN ? 1 : 0;
}

static void on_event(const qn_game_event *event, void *user)
{
    ((heard *)user)->event_count += event->type >= QN_GAME_EVENT_OWN ? 1 : 0;
}

static void on_rumble(float strength, int32_t duration_ms, void *user)
{
    heard *h = user;
    h->rumble_count += 1;
    h->strength = strength;
    h->duration_ms = duration_ms;
}

static void on_save(qn_bytes bytes, void *user)
{
    heard *h = user;
    CHECK_ERROR(app_check_save(h->game_class, bytes), QN_ERROR_OK);
    h->save_count += 1;
}

static void on_settings(qn_bytes bytes, void *user)
{
    heard *h = user;
    h->settings_count += 1;
    h->settings_size = bytes.size_bytes;
    memcpy(h->settings, bytes.data, bytes.size_bytes);
}

static void draw_nothing(render *self, const qn_sprite_batch *batch, int32_t width_px,
                         int32_t height_px)
{
    (void)self;
    (void)batch;
    (void)width_px;
    (void)height_px;
}
static render no_render = {.draw = draw_nothing};

static app open_app(const qn_game_class *game_class, heard *h)
{
    static const assets no_assets;
    app a;
    qn_error save_error = QN_ERROR_BAD_DATA;
    *h = (heard){.game_class = game_class};
    app_opts opts = {.game_class = game_class,
                     .assets = &no_assets,
                     .hooks = {on_wish, on_event, on_rumble, on_save, on_settings, h}};
    CHECK_ERROR(app_open(&a, &opts, &save_error), QN_ERROR_OK);
    CHECK_ERROR(save_error, QN_ERROR_OK);
    controls_set_surface(&a.controls, qn_v2(640.0f, 360.0f), 1.0f);
    a.render = &no_render;
    return a;
}

// ---- Frames ---------------------------------------------------------------------------------

typedef struct rate {
    double frames_per_s, jitter;
} rate;
static const rate rates[] = {{30, 0},    {60, 0},    {75, 0},    {120, 0},    {144, 0},   {240, 0},
                             {30, 0.45}, {60, 0.45}, {75, 0.45}, {144, 0.45}, {240, 0.45}};
#define RATE_COUNT (sizeof rates / sizeof rates[0])

static double time_of(rate r, int64_t frame, uint32_t *seed)
{
    double late = frame == 0 ? 0.0 : r.jitter * (double)check_random_float(seed, -1.0f, 1.0f);
    return 1000.0 + ((double)frame + late) * 1000.0 / r.frames_per_s;
}

TEST(every_frame_rate_gives_the_same_ticks_and_motion_that_never_goes_back)
{
    for (size_t i = 0; i < RATE_COUNT; ++i) {
        heard h;
        app a = open_app(&counting, &h);
        uint32_t seed = 3;
        float shown = -1.0f;
        for (int64_t frame = 0; frame <= (int64_t)(20.0 * rates[i].frames_per_s); ++frame) {
            app_frame(&a, time_of(rates[i], frame, &seed));
            CHECK(made->shown >= shown - 1e-3f);
            shown = made->shown;
        }
        CHECK(abs(made->tick_count - 1200) <= 1);
        app_close(&a);
    }
}

// Belfry with a shot that is fired in its first tick; its hash after so many ticks.
#define REACHED_TICKS 240
static uint64_t reached_hash;
static int32_t belfry_ticks;
static qn_error tick_belfry(void *game, const qn_input *input)
{
    qn_error error = qn_game.tick(game, input);
    if (++belfry_ticks == REACHED_TICKS) {
        reached_hash = qn_game.state_hash(game);
    }
    return error;
}

TEST(belfry_reaches_the_same_state_at_every_frame_rate)
{
    qn_game_class watched = qn_game;
    watched.tick = tick_belfry;
    uint64_t expected = 0;
    int32_t fire = -1;
    for (int32_t i = 0; i < qn_game.action_count; ++i) {
        fire = strcmp(qn_game.actions[i].name, "fire") == 0 ? i : fire;
    }
    CHECK(fire >= 0);
    for (size_t i = 0; i < RATE_COUNT; ++i) {
        heard h;
        app a = open_app(&watched, &h);
        a.render = NULL;
        uint32_t seed = 9;
        belfry_ticks = 0;
        controls_give(&a.controls, fire, 1.0f);
        for (int64_t frame = 0; belfry_ticks < REACHED_TICKS; ++frame) {
            app_frame(&a, time_of(rates[i], frame, &seed));
        }
        expected = i == 0 ? reached_hash : expected;
        CHECK(reached_hash == expected);
        app_close(&a);
    }
}

TEST(an_hour_away_costs_one_frame)
{
    heard h;
    app a = open_app(&counting, &h);
    app_frame(&a, 0.0);
    app_frame(&a, 3600.0e3);
    CHECK(made->tick_count <= LOOP_MAX_TICKS_PER_FRAME);
    int32_t before = made->tick_count;
    app_frame(&a, 3600.0e3 + 17.0);
    CHECK(made->tick_count <= before + 2);
    app_close(&a);
}

TEST(a_paused_game_runs_the_ticks_that_are_asked_for_and_goes_on_without_a_jump)
{
    heard h;
    app a = open_app(&counting, &h);
    for (int32_t i = 0; i <= 10; ++i) {
        app_frame(&a, i * 1000.0 / 60.0);
    }
    CHECK_INT(made->tick_count, 10);
    app_set_paused(&a, true);
    app_frame(&a, 900.0);
    CHECK_INT(made->tick_count, 10);
    loop_step(&a.loop, 3);
    app_frame(&a, 917.0);
    CHECK_INT(made->tick_count, 13);
    CHECK_NEAR(made->view.alpha, 1.0, 1e-3);
    app_frame(&a, 934.0);
    CHECK_INT(made->tick_count, 13);
    float shown = made->shown;
    app_set_paused(&a, false);
    for (int32_t i = 0; i < 10; ++i) {
        app_frame(&a, 2000.0 + i * 4.0);
        CHECK(made->shown >= shown - 1e-3f);
        shown = made->shown;
    }
    CHECK(made->tick_count > 13);
    loop_step(&a.loop, 0);
    loop_step(&a.loop, -4);
    loop_step(&a.loop, 1000000);
    app_set_paused(&a, true);
    int32_t before = made->tick_count;
    app_frame(&a, 2100.0);
    CHECK_INT(made->tick_count, before);
    app_close(&a);
}

TEST(at_half_speed_half_the_ticks_run)
{
    heard h;
    app a = open_app(&counting, &h);
    CHECK_ERROR(app_set(&a, SETTING_SPEED, 50), QN_ERROR_OK);
    for (int32_t i = 0; i <= 600; ++i) {
        app_frame(&a, i * 1000.0 / 60.0);
    }
    CHECK(abs(made->tick_count - 300) <= 1);
    app_close(&a);
}

TEST(a_tap_between_two_frames_reaches_one_tick)
{
    heard h;
    app a = open_app(&counting, &h);
    app_frame(&a, 0.0);
    controls_give(&a.controls, ACTION_GO, 1.0f);
    controls_give(&a.controls, ACTION_GO, 0.0f);
    for (int32_t i = 1; i < 30; ++i) {
        app_frame(&a, i * 50.0);
    }
    CHECK_INT(made->go_count, 1);
    app_close(&a);
}

TEST(pause_mute_and_fullscreen_are_wishes_that_the_game_does_not_see)
{
    heard h;
    app a = open_app(&counting, &h);
    app_frame(&a, 0.0);
    for (int32_t i = ACTION_PAUSE; i < ACTION_COUNT; ++i) {
        controls_give(&a.controls, i, 1.0f);
    }
    app_frame(&a, 17.0);
    app_frame(&a, 34.0);
    CHECK_INT(h.pause_count, 1);
    CHECK_INT(h.fullscreen_count, 1);
    CHECK_INT(a.settings.values[SETTING_IS_MUTED], 1);
    CHECK_INT(h.settings_count, 1);
    app_set_paused(&a, true);
    controls_give(&a.controls, ACTION_PAUSE, 1.0f);
    app_frame(&a, 51.0);
    CHECK_INT(h.pause_count, 2);
    CHECK_INT(made->go_count, 0);
    app_close(&a);
}

// ---- Hooks ----------------------------------------------------------------------------------

static double raised_ms = 1.0e6;

// Both in one tick and frame, wait_ms after the last ones; a type of 0 is none.
static void raise_both(app *a, double wait_ms, qn_game_event first, qn_game_event second)
{
    raised_ms += wait_ms;
    app_frame(a, raised_ms);
    made->raised[0] = first;
    made->raised[1] = second;
    raised_ms += 17.0;
    app_frame(a, raised_ms);
    memset(made->raised, 0, sizeof made->raised);
    loop_forget_time(&a->loop);
}

static void raise_once(app *a, uint32_t type, float strength)
{
    raise_both(a, 1000.0, (qn_game_event){.type = type, .strength = strength}, (qn_game_event){0});
}

TEST(each_kind_of_event_reaches_its_hook)
{
    heard h;
    app a = open_app(&counting, &h);
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
    app a = open_app(&counting, &h);
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
    app a = open_app(&counting, &h);
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
    app a = open_app(&counting, &h);
    CHECK_ERROR(app_set(&a, SETTING_VOLUME, 12), QN_ERROR_OK);
    CHECK_ERROR(app_bind(&a, ACTION_GO, 1, "PadB"), QN_ERROR_OK);
    CHECK_ERROR(app_set_toggle(&a, ACTION_GO, true), QN_ERROR_OK);
    CHECK_INT(h.settings_count, 3);
    CHECK_ERROR(app_set(&a, SETTING_VOLUME, 1000), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(app_bind(&a, ACTION_GO, 1, "F5"), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(app_set_toggle(&a, ACTION_COUNT, true), QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(h.settings_count, 3);
    heard other;
    app b = open_app(&counting, &other);
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
    app a = open_app(&counting, &h);
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
    app a = open_app(game_class, &h);
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
    int32_t without = frames_until_ready(&counting);
    CHECK_INT(without, 1);
    sound_count = 1;
    int32_t one = frames_until_ready(&counting);
    CHECK(one > 12 && one < 60);
    sound_count = 2;
    CHECK_NEAR(frames_until_ready(&counting), 2 * one, 3);
    sound_count = 0;
    // The title's bell tolls after more than two seconds.
    CHECK(frames_until_ready(&qn_game) <= 120);
}

TEST(a_picture_is_told_of_the_screen_and_of_what_the_player_chose)
{
    heard h;
    app a = open_app(&counting, &h);
    a.view.is_light = true;
    a.view.reduced_motion = true;
    app_frame(&a, 0.0);
    CHECK(made->view.is_light && made->view.reduced_motion && !made->view.high_contrast);
    CHECK_NEAR(made->view.surface_px.x, 640.0, 0.0);
    CHECK(made->view.input != NULL);
    app_set(&a, SETTING_REDUCED_MOTION, 2);
    app_set(&a, SETTING_HIGH_CONTRAST, 1);
    app_frame(&a, 16.0);
    CHECK(!made->view.reduced_motion && made->view.high_contrast);
    app_close(&a);
}

TEST(a_run_is_told_of_reduced_motion_as_the_player_chose_it)
{
    heard h;
    app a = open_app(&counting, &h);
    app_set(&a, SETTING_REDUCED_MOTION, 1);
    app_frame(&a, 0.0);
    app_frame(&a, 40.0);
    CHECK(made->tick_count > 0 && made->view.input->reduced_motion);
    a.view.reduced_motion = true;
    app_set(&a, SETTING_REDUCED_MOTION, 2);
    app_frame(&a, 80.0);
    CHECK(!made->view.input->reduced_motion);
    app_set(&a, SETTING_REDUCED_MOTION, 0);
    app_frame(&a, 120.0);
    CHECK(made->view.input->reduced_motion);
    app_close(&a);
}

// ---- Classes that lack something ------------------------------------------------------------

TEST(what_a_game_does_not_have_is_not_found)
{
    heard h;
    app a = open_app(&counting, &h);
    CHECK_ERROR(app_command(&a, 0, 0), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(app_set_text(&a, 0, "x"), QN_ERROR_NOT_FOUND);
    CHECK_TEXT(app_text(&a, 0), "");
    CHECK_NEAR(app_status(&a, 0), 0.0, 0.0);
    app_close(&a);
    qn_game_class mute = counting;
    mute.save = NULL;
    a = open_app(&mute, &h);
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
    app_opts opts = {.game_class = &counting, .assets = &no_assets};
    is_create_refused = true;
    CHECK_ERROR(app_open(&a, &opts, &save_error), QN_ERROR_OUT_OF_MEMORY);
    is_create_refused = false;
    qn_game_class wrong = counting;
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
    CHECK_ERROR(qn_save_wrap(APP_ID + 1, 1, (qn_bytes){(const uint8_t *)"x", 1}, &bytes, &size),
                QN_ERROR_OK);
    CHECK_ERROR(app_check_save(&counting, (qn_bytes){bytes, size}), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(app_check_save(&counting, (qn_bytes){bytes, 3}), QN_ERROR_TRUNCATED);
    qn_memory_release(bytes);
}
