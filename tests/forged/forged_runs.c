// Forged runs against the verifier. Whatever it believes is played once more as hands play: each
// shot comes when its step has come, and the past is remembered. That has to be won at the step,
// with the score and in the state that were claimed. What is known to be true has to be believed.
//
//   forged_runs COUNT SEED RUN.json...
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "forged/forge.h"
#include "quoin/memory.h"
#include "run/verify.h"

#define BASE_CAPACITY 16

static const char *const forgery_texts[FORGERY_COUNT] = {
#define FORGERY_TEXT_ROW(name, text) text,
    FORGERY_TABLE(FORGERY_TEXT_ROW)
#undef FORGERY_TEXT_ROW
};

typedef struct tally {
    int32_t count, held_count, true_count, problem_count;
} tally;

static struct {
    run_record bases[BASE_CAPACITY];
    int32_t base_count;
    tally tallies[FORGERY_COUNT];
    int32_t verdicts[VERDICT_FAILED + 1];
    double longest_s;
    qn_history *history;
    run played;
} all;

// ---- As hands play --------------------------------------------------------------------------

static bool is_same_shot(const shot *a, const shot *b)
{
    return a->tick == b->tick && a->aim_rad == b->aim_rad && a->power == b->power &&
           a->kind == b->kind;
}

static bool is_same_record(const run_record *a, const run_record *b)
{
    bool is_same = a->level == b->level && a->score == b->score && a->hash == b->hash &&
                   a->shots.count == b->shots.count;
    for (int32_t i = 0; is_same && i < a->shots.count; ++i) {
        is_same = is_same_shot(&a->shots.items[i], &b->shots.items[i]);
    }
    return is_same;
}

static void play(run *r, const shot_list *shots)
{
    int32_t next = 0;
    while (!r->rules.is_won && r->tick < TUNE_SCORE_TICKS) {
        if (next < shots->count && shots->items[next].tick == r->tick) {
            (void)shots_add(&r->shots, shots->items[next++]);
        }
        if (run_step(r) != QN_ERROR_OK) {
            return;
        }
    }
}

static bool is_what_hands_play(const run_record *claim)
{
    run *r = &all.played;
    if (run_begin(r, level_table[claim->level], all.history) != QN_ERROR_OK) {
        return false;
    }
    play(r, &claim->shots);
    run_record record;
    bool is_won = record_take(r, &record) == QN_ERROR_OK;
    run_end(r);
    return is_won && is_same_record(&record, claim);
}

// ---- Judging --------------------------------------------------------------------------------

static void problem(tally *t, const forged *f, const char *what)
{
    t->problem_count += 1;
    printf("%s: %.*s\n", what, (int)f->size, f->text);
}

static void judge(const forged *f, tally *t)
{
    // A copy of its own, so that a sanitizer sees what is read behind it.
    uint8_t *text = malloc(f->size);
    if (text == NULL) {
        abort();
    }
    memcpy(text, f->text, f->size);
    run_record claim;
    clock_t began = clock();
    verdict v = run_verify_text((qn_bytes){text, f->size}, &claim);
    double took_s = (double)(clock() - began) / CLOCKS_PER_SEC;
    free(text);
    all.longest_s = took_s > all.longest_s ? took_s : all.longest_s;
    all.verdicts[v.kind] += 1;
    t->count += 1;
    t->true_count += f->is_true ? 1 : 0;
    if (v.kind == VERDICT_HOLDS) {
        t->held_count += 1;
        if (!is_what_hands_play(&claim)) {
            problem(t, f, "believed and false");
        }
    } else if (v.kind == VERDICT_FAILED || f->is_true) {
        problem(t, f, "true and not believed, or not played");
    }
}

static _Noreturn void stop(const char *path)
{
    fprintf(stderr, "forged_runs: %s is no run that holds\n", path);
    exit(2);
}

static void read_base(const char *path)
{
    static uint8_t text[RECORD_SCAN_MAX_BYTES];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        stop(path);
    }
    size_t size = fread(text, 1, sizeof text, file);
    (void)fclose(file);
    run_record *base = &all.bases[all.base_count++];
    if (record_scan((qn_bytes){text, size}, base) != QN_ERROR_OK ||
        run_verify(base).kind != VERDICT_HOLDS) {
        stop(path);
    }
}

static int report(void)
{
    int32_t passed = 0;
    printf("%-45s %8s %8s %8s\n", "forged", "runs", "true", "believed");
    for (int32_t i = 0; i < FORGERY_COUNT; ++i) {
        const tally *t = &all.tallies[i];
        passed += t->problem_count == 0 && t->count > 0 ? 1 : 0;
        printf("%-45s %8d %8d %8d\n", forgery_texts[i], (int)t->count, (int)t->true_count,
               (int)t->held_count);
    }
    for (verdict_kind kind = VERDICT_HOLDS; kind <= VERDICT_FAILED; ++kind) {
        printf("%s %d, ", verdict_code(kind), (int)all.verdicts[kind]);
    }
    printf("longest %.3f s\n", all.longest_s);
    printf("%d passed, %d failed\n", (int)passed, (int)(FORGERY_COUNT - passed));
    return passed == FORGERY_COUNT ? 0 : 1;
}

static void forge_and_judge(uint32_t count, uint32_t seed)
{
    static forged f;
    for (uint32_t i = 0; i < count; ++i) {
        forgery how = (forgery)(i % FORGERY_COUNT);
        forge(&all.bases[i / FORGERY_COUNT % (uint32_t)all.base_count], how, &seed, &f);
        judge(&f, &all.tallies[how]);
    }
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc - 3 > BASE_CAPACITY) {
        fprintf(stderr, "usage: forged_runs COUNT SEED RUN.json...\n");
        return 2;
    }
    for (int i = 3; i < argc; ++i) {
        read_base(argv[i]);
    }
    size_t blocks = qn_memory_live_count();
    qn_history_def def = qn_history_def_default();
    if (qn_history_create(&def, &all.history) != QN_ERROR_OK) {
        return 2;
    }
    forge_and_judge((uint32_t)strtoul(argv[1], NULL, 10), (uint32_t)strtoul(argv[2], NULL, 10));
    qn_history_destroy(all.history);
    if (qn_memory_live_count() != blocks) {
        printf("blocks are left at the end\n");
        return 1;
    }
    return report();
}
