// Ways to forge a run: a true one that is changed as somebody would who knows how runs are written.
#ifndef TESTS_FORGED_FORGE_H
#define TESTS_FORGED_FORGE_H

#include "run/record.h"

// X(NAME, "what is forged")
#define FORGERY_TABLE(X)                                                                           \
    X(TEXT, "bytes of the text")                                                                   \
    X(CLAIM, "the score, the hash or the level")                                                   \
    X(SHOTS, "shots, under the old claim")                                                         \
    X(LATE, "shots, under a claim to have won late")                                               \
    X(MADE_RIGHT, "shots, and the claim made right")                                               \
    X(LIE, "shots, the claim made right, and a lie")

typedef enum forgery {
#define FORGERY_ENUM(name, text) FORGERY_##name,
    FORGERY_TABLE(FORGERY_ENUM)
#undef FORGERY_ENUM
        FORGERY_COUNT
} forgery;

typedef struct forged {
    char text[RECORD_PRINT_BYTES];
    size_t size;
    bool is_true; // known to be, as its claim was made right and nothing else touched
} forged;

// The same numbers forge the same run.
void forge(const run_record *base, forgery how, uint32_t *seed, forged *out);

#endif
