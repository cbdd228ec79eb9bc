// The determinism run: plays the shot of shot.h without a window and prints the state hash on the
// way and at the end. Every compiler, optimisation level and target must print the same lines; the
// last one is kept in tests/golden/scripted_run.txt.
//
// It fails (exit code 1) if the run does not end with the bell tolled and the game won.
#include <inttypes.h>
#include <stdio.h>

#include "game.h"
#include "shot.h"

#define REPORT_TICKS 60u

static int fail(const char *what)
{
    printf("failed: %s\n", what);
    return 1;
}

static int finish(const game *g)
{
    game_status status = game_get_status(g);
    if (!status.is_won || status.toll_count < 1) {
        return fail("the shot did not ring the bell");
    }
    printf("shots %d tolls %d best %d bodies %d\n", (int)status.shot_count, (int)status.toll_count,
           (int)status.best_shot_count, (int)status.body_count);
    printf("final %016" PRIx64 "\n", game_state_hash(g));
    return 0;
}

int main(void)
{
    game *g = NULL;
    if (game_create(NULL, (qn_bytes){NULL, 0}, NULL, &g) != QN_ERROR_OK) {
        return fail("the game could not be created");
    }
    qn_error error = QN_ERROR_OK;
    for (uint32_t tick = 0; tick < SHOT_TICK_COUNT && error == QN_ERROR_OK; ++tick) {
        if (tick % REPORT_TICKS == 0) {
            printf("%u %016" PRIx64 "\n", (unsigned)tick, game_state_hash(g));
        }
        qn_input input = shot_input(tick);
        error = game_tick(g, &input);
    }
    int code = error == QN_ERROR_OK ? finish(g) : fail(qn_error_text(error));
    game_destroy(g);
    return code;
}
