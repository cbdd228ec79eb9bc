// The bank and the queue of a game: filled by it, emptied once a frame into whatever plays.
#include "app_sound.h"

#define SOUND_CAPACITY 128
#define SOUND_BUDGET_BYTES (16u << 20)
#define ORDER_CAPACITY 512
// For qn_sound_bank_prepare: a millisecond of a frame.
#define WORK_A_FRAME 500000

qn_error app_open_sounds(app *self)
{
    qn_error error = qn_sound_bank_create(SOUND_CAPACITY, SOUND_BUDGET_BYTES, &self->sound_bank);
    if (error == QN_ERROR_OK) {
        error = qn_sound_queue_create(self->sound_bank, ORDER_CAPACITY, &self->sounds);
    }
    if (error == QN_ERROR_OK) {
        app_set_levels(self);
    }
    return error;
}

void app_close_sounds(app *self)
{
    qn_sound_queue_destroy(self->sounds);
    qn_sound_bank_destroy(self->sound_bank);
}

void app_begin_tick_of_sounds(app *self)
{
    qn_sound_queue_tick(self->sounds, 1.0f / (float)self->game_class->tick_rate_hz);
}

// Sounds are made ready ahead of their time, each frame a little, so that none of them holds up the
// frame in which it is first heard.
static void prepare(app *self)
{
    bool is_rendered = !qn_sound_bank_prepare(self->sound_bank, WORK_A_FRAME);
    if (is_rendered && self->audio->prepare != NULL) {
        self->audio->prepare(self->audio, self->sound_bank);
    }
}

void app_make_heard(app *self)
{
    if (self->audio == NULL || self->audio->state(self->audio) == AUDIO_SILENT) {
        qn_sound_queue_drop(self->sounds);
        return;
    }
    self->audio->play(self->audio, self->sounds);
    prepare(self);
}

void app_obey_mute(app *self)
{
    if (self->controls.wants_mute) {
        self->controls.wants_mute = false;
        (void)app_set(self, SETTING_IS_MUTED, 1 - self->settings.values[SETTING_IS_MUTED]);
    }
}

// Half way down a slider should sound half as loud, which is a quarter of the amplitude.
static float level_of(const app *self, setting which)
{
    float share = 0.01f * (float)self->settings.values[which];
    return share * share;
}

void app_set_levels(app *self)
{
    bool is_muted = self->settings.values[SETTING_IS_MUTED] != 0;
    float all = is_muted ? 0.0f : level_of(self, SETTING_VOLUME);
    qn_sound_queue_level(self->sounds, QN_BUS_MASTER, all);
    qn_sound_queue_level(self->sounds, QN_BUS_EFFECTS, level_of(self, SETTING_EFFECTS));
    qn_sound_queue_level(self->sounds, QN_BUS_MUSIC, level_of(self, SETTING_MUSIC));
}
