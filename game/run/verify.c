// The claim is checked from what costs nothing to what costs most: text, numbers, steps, hash.
#include "run/verify.h"

#include <stdlib.h>

static const struct {
    const char *code, *text;
} rows[] = {
#define VERDICT_ROW(name, code, text) {code, text},
    VERDICT_TABLE(VERDICT_ROW)
#undef VERDICT_ROW
};

const char *verdict_code(verdict_kind kind) { return rows[kind].code; }
const char *verdict_text(verdict_kind kind) { return rows[kind].text; }

static verdict refuse(verdict_kind kind, qn_error why)
{
    return (verdict){.kind = kind, .error = why, .entry = -1};
}

static verdict judge(run *r, const run_record *record, uint32_t end_tick)
{
    while (r->tick < end_tick && !r->rules.is_won) {
        qn_error error = run_step(r);
        if (error != QN_ERROR_OK) {
            return refuse(VERDICT_FAILED, error);
        }
    }
    verdict v = {.kind = VERDICT_NOT_WON, .entry = -1, .tick = r->tick};
    run_record played;
    if (record_take(r, &played) != QN_ERROR_OK) {
        return v;
    }
    v.score = played.score;
    v.hash = played.hash;
    if (r->tick < end_tick) {
        v.kind = VERDICT_WON_EARLIER;
    } else {
        v.kind = played.hash == record->hash ? VERDICT_HOLDS : VERDICT_OTHER_HASH;
    }
    return v;
}

static verdict play(run *r, const run_record *record)
{
    const level *plan = level_table[record->level];
    uint32_t end_tick = 0;
    (void)record_tick(plan, record->shots.count, record->score, &end_tick);
    qn_error error = run_begin(r, plan, NULL);
    if (error != QN_ERROR_OK) {
        return refuse(VERDICT_FAILED, error);
    }
    r->shots = record->shots;
    verdict v = judge(r, record, end_tick);
    run_end(r);
    return v;
}

verdict run_verify(const run_record *record)
{
    verdict v = {.kind = VERDICT_IMPOSSIBLE};
    v.error = record_check(record, &v.entry);
    if (v.error != QN_ERROR_OK) {
        v.tick = v.entry >= 0 ? record->shots.items[v.entry].tick : 0;
        return v;
    }
    run *r = calloc(1, sizeof *r);
    if (r == NULL) {
        return refuse(VERDICT_FAILED, QN_ERROR_OUT_OF_MEMORY);
    }
    v = play(r, record);
    free(r);
    return v;
}

verdict run_verify_text(qn_bytes text, run_record *record)
{
    qn_error error = record_scan(text, record);
    return error == QN_ERROR_OK ? run_verify(record) : refuse(VERDICT_UNREADABLE, error);
}
