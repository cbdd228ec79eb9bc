// What a player set: ranges, the stored form, and bytes that are not what they seem.
#include "check.h"
#include "settings.h"

#include <stdlib.h>
#include <string.h>

#include "quoin/memory.h"
#include "quoin/save.h"

enum { LEFT, FIRE, ACTION_COUNT };
static const qn_action_def actions[ACTION_COUNT] = {
    [LEFT] = {"left", "To the left", "ArrowLeft KeyA PadLX-", 0.0f},
    [FIRE] = {"fire", "Fire", "Space PadA", 0.0f},
};

static bindings usual(void)
{
    bindings b;
    CHECK_ERROR(bindings_start(&b, actions, ACTION_COUNT), QN_ERROR_OK);
    return b;
}

static uint8_t *changed_file(size_t *size)
{
    settings s = settings_usual();
    bindings b = usual();
    CHECK_ERROR(settings_set(&s, SETTING_VOLUME, 35), QN_ERROR_OK);
    CHECK_ERROR(settings_set(&s, SETTING_IS_MUTED, 1), QN_ERROR_OK);
    CHECK_ERROR(bindings_set(&b, FIRE, 2, "MouseRight"), QN_ERROR_OK);
    b.is_toggle[LEFT] = true;
    uint8_t *bytes = NULL;
    CHECK_ERROR(settings_write(&s, &b, &bytes, size), QN_ERROR_OK);
    return bytes;
}

TEST(a_setting_keeps_to_its_range)
{
    settings s = settings_usual();
    const settings before = s;
    CHECK_ERROR(settings_set(&s, SETTING_VOLUME, 101), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(settings_set(&s, SETTING_VOLUME, -1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(settings_set(&s, SETTING_SPEED, 24), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(settings_set(&s, SETTING_COUNT, 0), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(settings_set(&s, -1, 0), QN_ERROR_NOT_FOUND);
    CHECK_BYTES(&s, &before, sizeof s);
    CHECK_TEXT(settings_name(SETTING_VOLUME), "volume");
    CHECK(settings_name(SETTING_COUNT) == NULL && settings_name(-1) == NULL);
}

TEST(a_choice_follows_the_system_until_it_is_made)
{
    settings s = settings_usual();
    CHECK(settings_choice(&s, SETTING_REDUCED_MOTION, true));
    CHECK(!settings_choice(&s, SETTING_REDUCED_MOTION, false));
    settings_set(&s, SETTING_REDUCED_MOTION, 1);
    CHECK(settings_choice(&s, SETTING_REDUCED_MOTION, false));
    settings_set(&s, SETTING_REDUCED_MOTION, 2);
    CHECK(!settings_choice(&s, SETTING_REDUCED_MOTION, true));
}

TEST(settings_and_bindings_come_back_as_they_were)
{
    size_t size = 0;
    uint8_t *bytes = changed_file(&size);
    settings s = settings_usual();
    bindings b = usual();
    CHECK_ERROR(settings_read(&s, &b, (qn_bytes){bytes, size}), QN_ERROR_OK);
    CHECK_INT(s.values[SETTING_VOLUME], 35);
    CHECK_INT(s.values[SETTING_IS_MUTED], 1);
    CHECK_TEXT(bindings_source_name(b.sources[FIRE][2]), "MouseRight");
    CHECK_TEXT(bindings_source_name(b.sources[FIRE][0]), "Space");
    CHECK(b.is_toggle[LEFT] && !b.is_toggle[FIRE]);
    qn_memory_release(bytes);
}

TEST(a_game_that_moved_added_and_dropped_actions_keeps_what_it_still_has)
{
    static const qn_action_def newer[] = {
        {"jump", "Jump", "KeyJ", 0.0f},
        {"fire", "Fire", "KeyF", 0.0f},
    };
    size_t size = 0;
    uint8_t *bytes = changed_file(&size);
    settings s = settings_usual();
    bindings b;
    CHECK_ERROR(bindings_start(&b, newer, 2), QN_ERROR_OK);
    CHECK_ERROR(settings_read(&s, &b, (qn_bytes){bytes, size}), QN_ERROR_OK);
    CHECK_TEXT(bindings_source_name(b.sources[0][0]), "KeyJ");
    CHECK_TEXT(bindings_source_name(b.sources[1][0]), "Space");
    CHECK_TEXT(bindings_source_name(b.sources[1][2]), "MouseRight");
    qn_memory_release(bytes);
}

static void check_refused(const uint8_t *bytes, size_t size)
{
    settings s = settings_usual();
    bindings b = usual();
    const settings s_before = s;
    const bindings b_before = b;
    CHECK(settings_read(&s, &b, (qn_bytes){bytes, size}) != QN_ERROR_OK);
    CHECK_BYTES(&s, &s_before, sizeof s);
    CHECK_BYTES(&b, &b_before, sizeof b);
}

TEST(every_truncation_and_bit_flip_of_a_settings_file_changes_nothing)
{
    size_t size = 0;
    uint8_t *bytes = changed_file(&size);
    for (size_t length = 0; length < size; ++length) {
        check_refused(bytes, length);
    }
    for (size_t bit = 0; bit < 8 * size; ++bit) {
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        check_refused(bytes, size);
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
    qn_memory_release(bytes);
}

// Content in a sound container, so that nothing but the reader stands in its way.
static qn_error read_content(const uint8_t *content, size_t size, uint32_t version)
{
    uint8_t *file = NULL;
    size_t file_size = 0;
    CHECK_ERROR(qn_save_wrap(0x54534E51u, version, (qn_bytes){content, size}, &file, &file_size),
                QN_ERROR_OK);
    settings s = settings_usual();
    bindings b = usual();
    const settings s_before = s;
    const bindings b_before = b;
    qn_error error = settings_read(&s, &b, (qn_bytes){file, file_size});
    if (error != QN_ERROR_OK) {
        CHECK_BYTES(&s, &s_before, sizeof s);
        CHECK_BYTES(&b, &b_before, sizeof b);
    }
    qn_memory_release(file);
    return error;
}

#define CONTENT_ERROR(text, version) read_content((const uint8_t *)text, sizeof text - 1, version)

TEST(a_sound_container_with_hostile_content_is_refused_as_bad_data)
{
    CHECK_ERROR(CONTENT_ERROR("\0\0", 1), QN_ERROR_OK);
    CHECK_ERROR(CONTENT_ERROR("\1\6volume\x32\0\0\0\0", 1), QN_ERROR_OK);
    CHECK_ERROR(CONTENT_ERROR("\1\6volume\x65\0\0\0\0", 1), QN_ERROR_BAD_DATA); // 101
    CHECK_ERROR(CONTENT_ERROR("\1\6volume\0\0\0\x80\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("\1\6volumf\0\0\0\0\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("\2\6volume\x32\0\0\0\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("\0\1\4fire\0\3Tab\0\0\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("\0\1\4fire\0\4KeyZ\0\0\0", 1), QN_ERROR_OK);
    CHECK_ERROR(CONTENT_ERROR("\0\1\4fire\2\4KeyZ\0\0\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("\0\1\0\0\4KeyZ\0\0\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("\0\1\xff\0\0\0\0\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("\0\0\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(CONTENT_ERROR("\0\0", 2), QN_ERROR_BAD_VERSION);
    CHECK_ERROR(CONTENT_ERROR("\0\0", 0), QN_ERROR_BAD_VERSION);
}

TEST(random_content_never_does_harm)
{
    uint32_t seed = 11;
    for (int32_t round = 0; round < 3000; ++round) {
        uint8_t content[64];
        size_t size = check_random(&seed) % sizeof content;
        for (size_t i = 0; i < size; ++i) {
            content[i] = (uint8_t)(check_random(&seed) % 12);
        }
        (void)read_content(content, size, 1);
    }
    CHECK(true);
}
