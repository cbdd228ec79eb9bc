// What outlives a process: the best run of each level.
#ifndef GAME_PROGRESS_H
#define GAME_PROGRESS_H

#include "levels/level.h"
#include "quoin/quoin.h"

typedef enum medal { MEDAL_NONE, MEDAL_BRONZE, MEDAL_SILVER, MEDAL_GOLD } medal;

typedef struct progress_level {
    int32_t best_ball_count; // fewest of a won run; 0: never won
    medal medal;             // the best one
} progress_level;

typedef struct progress {
    progress_level levels[LEVEL_COUNT];
} progress;

// Levels that may be played: all won ones and the next.
int32_t progress_unlocked_count(const progress *p);
// True if the result is better than what was known.
bool progress_note(progress *p, int32_t index, int32_t ball_count, medal won);

// The bytes to store, in the save container. Release them with qn_memory_release.
qn_error progress_save(const progress *p, uint8_t **bytes, size_t *size_bytes);
// Reads what this and the first version of the game wrote; empty bytes are no progress. On an error
// *p is no progress.
qn_error progress_load(progress *p, qn_bytes save);

#endif
