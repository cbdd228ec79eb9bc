// That a world is whole, for tests that treat one badly.
#ifndef TESTS_SOUND_H
#define TESTS_SOUND_H

#include "check.h"
#include "physics/validate.h"

// Says which rule is broken.
static inline void check_sound(const qn_world *world)
{
    const char *wrong = qn_world_validate(world);
    CHECK_TEXT(wrong == NULL ? "" : wrong, "");
}

#endif
