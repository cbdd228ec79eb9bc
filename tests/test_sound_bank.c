// Sounds that are made ready a little at a time: the same sounds, in work that is counted.
#include "check.h"
#include "quoin/memory.h"
#include "sounds/sound_scenes.h"

#include <string.h>

static qn_sound_bank *open_bank(size_t budget_bytes)
{
    qn_sound_bank *bank = NULL;
    CHECK_ERROR(qn_sound_bank_create(16, budget_bytes, &bank), QN_ERROR_OK);
    return bank;
}

static qn_sound_id add(qn_sound_bank *bank, const char *name, const qn_synth_def *def)
{
    qn_sound_id id;
    CHECK_ERROR(qn_sound_bank_add(bank, name, def, &id), QN_ERROR_OK);
    return id;
}

static int32_t prepare_all(qn_sound_bank *bank, int32_t work)
{
    int32_t call_count = 1;
    while (qn_sound_bank_prepare(bank, work)) {
        call_count += 1;
    }
    return call_count;
}

static void check_is_rendered_as(const qn_sound *sound, const qn_synth_def *def)
{
    qn_sound *whole = NULL;
    CHECK_ERROR(qn_sound_render(def, &whole), QN_ERROR_OK);
    CHECK_INT(qn_sound_frame_count(sound), qn_sound_frame_count(whole));
    CHECK_BYTES(qn_sound_samples(sound), qn_sound_samples(whole),
                (size_t)qn_sound_frame_count(whole) * sizeof(int16_t));
    qn_sound_destroy(whole);
}

TEST(however_the_work_is_cut_up_the_sounds_are_the_same)
{
    static const int32_t works[] = {1, 37, 1000, 65537, 3000000};
    for (size_t w = 0; w < sizeof works / sizeof works[0]; ++w) {
        qn_sound_bank *bank = open_bank(8u << 20);
        for (int32_t i = 0; i < sound_scene_count(); ++i) {
            qn_synth_def def = sound_scene_at(i)->define();
            def.duration_s *= works[w] == 1 ? 0.1f : 1.0f;
            add(bank, sound_scene_at(i)->name, &def);
        }
        prepare_all(bank, works[w]);
        for (int32_t i = 0; i < sound_scene_count(); ++i) {
            qn_synth_def def = sound_scene_at(i)->define();
            def.duration_s *= works[w] == 1 ? 0.1f : 1.0f;
            qn_sound_id id = qn_sound_bank_find(bank, sound_scene_at(i)->name);
            check_is_rendered_as(qn_sound_bank_get(bank, id), &def);
        }
        qn_sound_bank_destroy(bank);
    }
}

TEST(a_call_does_as_much_work_as_it_is_given)
{
    qn_synth_def def = sound_scene_named("bell");
    qn_sound_bank *bank = open_bank(8u << 20);
    add(bank, "bell", &def);
    // A steady partial and a pass each count for every sample.
    int64_t least =
        (int64_t)(def.duration_s * QN_SOUND_RATE_HZ) * (def.layers[0].partial_count + 5);
    int32_t few = prepare_all(bank, 100000);
    CHECK(few >= least / 100000 && few <= 3 * least / 100000);
    qn_sound_bank_destroy(bank);
    bank = open_bank(8u << 20);
    add(bank, "bell", &def);
    int32_t more = prepare_all(bank, 10000);
    CHECK(more >= 9 * few && more <= 11 * few);
    CHECK(!qn_sound_bank_prepare(bank, 10000));
    qn_sound_bank_destroy(bank);
}

TEST(a_sound_that_is_wanted_while_it_is_made_is_there_and_the_others_follow)
{
    qn_synth_def bell = sound_scene_named("bell"), wind = sound_scene_named("wind");
    qn_sound_bank *bank = open_bank(8u << 20);
    qn_sound_id first = add(bank, "bell", &bell), second = add(bank, "wind", &wind);
    qn_sound_id third = add(bank, "wood", &wind);
    CHECK(qn_sound_bank_prepare(bank, 5000));
    check_is_rendered_as(qn_sound_bank_get(bank, second), &wind); // out of its turn
    CHECK(qn_sound_bank_prepare(bank, 5000));
    check_is_rendered_as(qn_sound_bank_get(bank, first), &bell);
    CHECK(qn_sound_bank_prepare(bank, 5000));
    prepare_all(bank, 5000);
    check_is_rendered_as(qn_sound_bank_get(bank, third), &wind);
    CHECK_INT(qn_sound_bank_failed_count(bank), 0);
    CHECK_INT(qn_sound_bank_bytes(bank),
              sizeof(int16_t) * (size_t)(qn_sound_bank_frame_count(bank, first) +
                                         2 * qn_sound_bank_frame_count(bank, second)));
    qn_sound_bank_destroy(bank);
}

TEST(a_bank_that_goes_in_the_middle_of_a_sound_leaves_nothing)
{
    size_t live_count = qn_memory_live_count();
    qn_synth_def def = sound_scene_named("bell");
    qn_sound_bank *bank = open_bank(8u << 20);
    add(bank, "bell", &def);
    CHECK(qn_sound_bank_prepare(bank, 1000));
    qn_sound_bank_destroy(bank);
    CHECK_INT(qn_memory_live_count(), live_count);
    CHECK(!qn_sound_bank_prepare(NULL, 1000));
}

TEST(what_is_begun_counts_against_the_budget)
{
    qn_synth_def def = qn_synth_def_default();
    qn_sound_bank *bank = open_bank(96000);
    qn_sound_id first = add(bank, "first", &def), second = add(bank, "second", &def);
    CHECK(qn_sound_bank_prepare(bank, 1000));
    CHECK_INT(qn_sound_bank_bytes(bank), 96000);
    CHECK(qn_sound_bank_get(bank, second) == NULL);
    CHECK_INT(qn_sound_bank_failed_count(bank), 1);
    CHECK(qn_sound_bank_get(bank, first) != NULL);
    CHECK(!qn_sound_bank_prepare(bank, 1000));
    qn_sound_bank_destroy(bank);
}
