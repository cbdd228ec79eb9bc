// Which source moves which action: as the game declares it, as the player changes it.
//
// A source is a place in the table of keys.h plus one; 0 is none.
#ifndef SHELL_BINDINGS_H
#define SHELL_BINDINGS_H

#include "keys.h"
#include "quoin/input.h"

typedef uint8_t source;
_Static_assert(KEY_COUNT < 255, "a source is a byte");

typedef struct bindings {
    const qn_action_def *actions;
    int32_t action_count;
    source sources[QN_ACTION_CAPACITY][QN_ACTION_SOURCE_CAPACITY];
    bool is_toggle[QN_ACTION_CAPACITY]; // a press holds it, the next one lets go
} bindings;

// As declared. BAD_DATA when the declarations break a rule of qn_action_def: a name that is empty,
// too long or taken, a source that does not exist, too many of them; TOO_LARGE for too many
// actions.
qn_error bindings_start(bindings *b, const qn_action_def *actions, int32_t action_count);
// Forgets what a player changed.
void bindings_reset(bindings *b);
// OUT_OF_RANGE for an action or place that does not exist, NOT_FOUND for a source that does not;
// nothing then changes. An empty source clears the place. A source that other actions had, or this
// one in another place, is taken from them: a key means one thing.
qn_error bindings_set(bindings *b, int32_t action, int32_t place, const char *source_name);

// 0 when there is none of that name.
source bindings_find_source(const char *name, size_t name_bytes);
// Empty for none.
const char *bindings_source_name(source s);
key_device bindings_device(source s);
// Whether any action is moved by it.
bool bindings_use(const bindings *b, source s);
// -1 when there is none of that name.
int32_t bindings_find_action(const bindings *b, const char *name, size_t name_bytes);

#endif
