// The determinism run: plays the shot of shot.h and the authors' plays of all levels without a
// window and prints state hashes on the way and at the end. Every compiler, optimisation level and
// target must print the same lines; the last ones are kept in tests/golden/scripted_run.txt.
//
// It fails (exit code 1) if a play does not end with its level won. With --runs FOLDER it also
// writes there what the game says of each author's win, as it is kept in tests/golden/runs.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "author.h"
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

static int write_run(const char *folder, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.json", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return fail(path);
    }
    int printed = fprintf(file, "%s\n", text);
    return fclose(file) == 0 && printed > 0 ? 0 : fail(path);
}

// One game plays all levels in turn, as each unlocks the next.
static int play_authors(const char *folder)
{
    game *g = NULL;
    if (game_create(NULL, (qn_bytes){NULL, 0}, NULL, &g) != QN_ERROR_OK) {
        return fail("the game could not be created");
    }
    int code = 0;
    for (int32_t i = 0; i < AUTHOR_PLAY_COUNT && code == 0; ++i) {
        const author_play *play = &author_plays[i];
        qn_error error = game_play_level(g, play->level);
        for (uint32_t tick = 0; tick < play->tick_count && error == QN_ERROR_OK; ++tick) {
            qn_input input = author_input(play, tick);
            error = game_tick(g, &input);
        }
        bool is_won = error == QN_ERROR_OK && game_get_status(g).is_won;
        code = is_won ? 0 : fail(play->name);
        printf("%s %016" PRIx64 "\n", play->name, game_state_hash(g));
        if (folder != NULL && code == 0) {
            code = write_run(folder, play->name, game_run_text(g));
        }
    }
    game_destroy(g);
    return code;
}

static int play_shot(void)
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

int main(int argc, char **argv)
{
    const char *folder = argc == 3 && strcmp(argv[1], "--runs") == 0 ? argv[2] : NULL;
    if (argc > 1 && folder == NULL) {
        return fail("the arguments: none, or --runs FOLDER");
    }
    return play_shot() != 0 || play_authors(folder) != 0 ? 1 : 0;
}
