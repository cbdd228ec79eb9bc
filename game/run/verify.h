// Whether a run that somebody claims to have played is one: it is played again, without a picture.
//
// Everything that bounds the work is checked before the first step: how many shots there are and
// when, and how many steps it takes, at most TUNE_SCORE_TICKS. There is no clock here and no
// device; the verdict is the same on every target.
#ifndef GAME_RUN_VERIFY_H
#define GAME_RUN_VERIFY_H

#include "run/record.h"

// X(NAME, "kebab-code", "sentence")
#define VERDICT_TABLE(X)                                                                           \
    X(HOLDS, "ok", "the run is what it claims to be")                                              \
    X(UNREADABLE, "unreadable", "the text is no run that can be read")                             \
    X(IMPOSSIBLE, "impossible", "no run of this level can have these shots or this score")         \
    X(NOT_WON, "not-won", "played again, the run is not won when it claims to be")                 \
    X(WON_EARLIER, "won-earlier", "played again, the run is won before it claims to be")           \
    X(OTHER_HASH, "other-hash", "played again, the run ends in another state than it claims")      \
    X(FAILED, "failed", "the run could not be played again")

typedef enum verdict_kind {
#define VERDICT_ENUM(name, code, text) VERDICT_##name,
    VERDICT_TABLE(VERDICT_ENUM)
#undef VERDICT_ENUM
} verdict_kind;

typedef struct verdict {
    verdict_kind kind;
    qn_error error; // why it is unreadable, impossible or failed
    int32_t entry;  // the shot that is wrong, or -1
    uint32_t tick;  // of the first step that is known to be wrong; of one that holds: the last
    // Of the run as it was played; of none that was not won.
    uint32_t score;
    uint64_t hash;
} verdict;

const char *verdict_code(verdict_kind kind);
const char *verdict_text(verdict_kind kind);

// Plays it.
verdict run_verify(const run_record *record);
// Reads it first. *record is what was read, or all zeros.
verdict run_verify_text(qn_bytes text, run_record *record);

#endif
