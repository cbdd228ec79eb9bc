// What a player set, apart from what the game saves: numbers by name, and what actions are bound
// to.
//
// The stored form is the content of a save container (quoin/save.h) of its own; names are stored,
// not places, so that a game may add, move and drop actions.
#ifndef SHELL_SETTINGS_H
#define SHELL_SETTINGS_H

#include "bindings.h"

// X(NAME, "name", usual, least, most). Names are stored: none is ever renamed.
#define SETTING_TABLE(X)                                                                           \
    X(VOLUME, "volume", 80, 0, 100)                                                                \
    X(EFFECTS, "effects-volume", 100, 0, 100)                                                      \
    X(MUSIC, "music-volume", 70, 0, 100)                                                           \
    X(IS_MUTED, "muted", 0, 0, 1)                                                                  \
    X(HAS_RUMBLE, "rumble", 1, 0, 1)                                                               \
    X(REDUCED_MOTION, "reduced-motion", 0, 0, 2) /* 0 as the system says, 1 on, 2 off */           \
    X(HIGH_CONTRAST, "high-contrast", 0, 0, 2)   /* likewise */                                    \
    X(SPEED, "speed", 100, 25, 100)              /* of the whole game, in percent */

typedef enum setting {
#define SETTING_ENUM(name, text, usual, least, most) SETTING_##name,
    SETTING_TABLE(SETTING_ENUM)
#undef SETTING_ENUM
        SETTING_COUNT
} setting;

typedef struct settings {
    int32_t values[SETTING_COUNT];
} settings;

settings settings_usual(void);
// Null past the end.
const char *settings_name(int32_t index);
// NOT_FOUND for a setting that does not exist, OUT_OF_RANGE for a value it cannot have; nothing
// then changes.
qn_error settings_set(settings *s, int32_t index, int32_t value);
// A choice between what the system says, on, and off.
bool settings_choice(const settings *s, setting which, bool system_says);

// Release the bytes with qn_memory_release.
qn_error settings_write(const settings *s, const bindings *b, uint8_t **bytes, size_t *size_bytes);
// What is not in the bytes stays as it is; actions that this game does not have are left out. On an
// error nothing changes: besides those of qn_save_unwrap, BAD_DATA for a setting or source that
// does not exist, a value out of range, or anything else that settings_write does not write.
qn_error settings_read(settings *s, bindings *b, qn_bytes bytes);

#endif
