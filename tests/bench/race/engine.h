// What the driver (race.c) asks of an engine beside the calls of maker.h. maker_world makes the one
// world that there is at a time; these step it, look at it and destroy it.
#ifndef RACE_ENGINE_H
#define RACE_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#define RACE_MAX_STAGES 32

typedef struct race_counts {
    int32_t bodies, shapes, joints;
    int32_t contacts; // pairs whose boxes meet
    int32_t touching; // of those, the ones that touch
    int32_t awake;    // bodies
    int32_t lost;     // calls that the engine refused, contacts that it left out
} race_counts;

const char *race_engine_name(void);
void race_engine_step(float dt_s, int32_t substeps);
void race_engine_destroy(void);

race_counts race_engine_counts(void);
int64_t race_engine_memory_bytes(void);
// Of the dynamic bodies: do two engines still simulate the same thing?
float race_engine_mean_height_m(void);
float race_engine_top_speed_mps(void);
// Of all that influences the future; 0 where the engine has no such hash.
uint64_t race_engine_state_hash(void);

// Stages are measured once this was called, at what reading the clock costs; engines that always
// measure them ignore it. now_ns as in qn_world_set_clock.
void race_engine_watch_stages(uint64_t (*now_ns)(void *context));
int32_t race_engine_stage_count(void);
const char *race_engine_stage_name(int32_t stage);
float race_engine_stage_us(int32_t stage); // of the last step

// Writes the world down, and makes it again what was written. False where the engine cannot. Memory
// is kept for the next time.
bool race_engine_take(int64_t *size_bytes);
bool race_engine_restore(void);

#endif
