// Most changes are small, since what is far off is refused before it is played. A claim is made
// right by letting the verifier say when the run was won and in which state, as a forger would.
#include "forged/forge.h"

#include <string.h>

#include "check.h"
#include "run/verify.h"

#define LATE_TICKS 400u // most wins are before; a few claims take all there is
#define TICK_REACH 8u

static uint32_t draw(uint32_t *seed, uint32_t count) { return check_random(seed) % count; }

// ---- Shots ----------------------------------------------------------------------------------

// By a few of the smallest steps, or to anywhere near.
static float nudged(float value, uint32_t *seed)
{
    uint32_t bits, reach = draw(seed, 2) == 0 ? 4 : 1u << 19;
    memcpy(&bits, &value, sizeof bits);
    bits += draw(seed, 2 * reach + 1) - reach;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void add_shot(run_record *record, uint32_t *seed)
{
    shot_list *shots = &record->shots;
    if (shots->count > 0 && shots->count < LEVEL_BALL_CAPACITY) {
        shot again = shots->items[shots->count - 1];
        again.tick += 1 + draw(seed, 60);
        shots->items[shots->count++] = again;
    }
}

static void change_shot(run_record *record, uint32_t *seed)
{
    if (record->shots.count == 0) {
        return;
    }
    shot *s = &record->shots.items[draw(seed, (uint32_t)record->shots.count)];
    switch (draw(seed, 8)) {
    case 0:
        s->tick += draw(seed, 2 * TICK_REACH + 1) - TICK_REACH;
        break;
    case 1:
        s->kind = (ball_kind)draw(seed, BALL_KIND_COUNT);
        break;
    case 2:
        add_shot(record, seed);
        break;
    case 3:
        record->shots.count -= 1;
        break;
    case 4:
    case 5:
        s->power = nudged(s->power, seed);
        break;
    default:
        s->aim_rad = nudged(s->aim_rad, seed);
        break;
    }
}

static void change_shots(run_record *record, uint32_t *seed)
{
    uint32_t count = 1 + draw(seed, 3);
    for (uint32_t i = 0; i < count; ++i) {
        change_shot(record, seed);
    }
}

// ---- Claims ---------------------------------------------------------------------------------

static void change_claim(run_record *record, uint32_t *seed)
{
    switch (draw(seed, 5)) {
    case 0:
        record->hash ^= 1ull << draw(seed, 64);
        break;
    case 1:
        record->score += draw(seed, 2) == 0 ? 1 : TUNE_SCORE_BALL;
        break;
    case 2:
        record->score -= 1 + draw(seed, 3);
        break;
    case 3:
        record->score = check_random(seed);
        break;
    default:
        record->level = (int32_t)draw(seed, LEVEL_COUNT + 1);
        break;
    }
}

static void claim_late(run_record *record, uint32_t most_ticks)
{
    if (record->level >= 0 && record->level < LEVEL_COUNT) {
        const level *plan = level_table[record->level];
        record->score = record_score(plan, record->shots.count, most_ticks);
    }
}

// False if the run is not won, or no run at all.
static bool make_right(run_record *record)
{
    claim_late(record, LATE_TICKS);
    verdict v = run_verify(record);
    if (v.kind != VERDICT_WON_EARLIER) {
        return false;
    }
    record->shots.count = shots_before(&record->shots, v.tick);
    record->score = v.score;
    record->hash = v.hash;
    return true;
}

// ---- Texts ----------------------------------------------------------------------------------

static void change_byte(forged *f, uint32_t *seed)
{
    static const char likely[] = "0123456789.-+eE{}[]:,\" \\u\n";
    size_t at = draw(seed, (uint32_t)f->size);
    switch (draw(seed, 5)) {
    case 0:
        f->text[at] = (char)(f->text[at] ^ (1 << draw(seed, 8)));
        break;
    case 1:
        f->text[at] = likely[draw(seed, sizeof likely - 1)];
        break;
    case 2:
        memmove(f->text + at, f->text + at + 1, f->size - at - 1);
        f->size -= 1;
        break;
    case 3:
        memmove(f->text + at + 1, f->text + at, f->size - at);
        f->text[at] = likely[draw(seed, sizeof likely - 1)];
        f->size += 1;
        break;
    default:
        f->size = draw(seed, 4) == 0 ? at + 1 : f->size;
        break;
    }
}

static void change_text(forged *f, uint32_t *seed)
{
    uint32_t count = 1 + draw(seed, 3);
    for (uint32_t i = 0; i < count && f->size > 1; ++i) {
        change_byte(f, seed);
    }
}

void forge(const run_record *base, forgery how, uint32_t *seed, forged *out)
{
    run_record record = *base;
    out->is_true = false;
    if (how >= FORGERY_SHOTS) {
        change_shots(&record, seed);
    }
    if (how == FORGERY_LATE) {
        claim_late(&record, draw(seed, 50) == 0 ? TUNE_SCORE_TICKS - 1 : LATE_TICKS);
    }
    if (how == FORGERY_MADE_RIGHT) {
        out->is_true = make_right(&record);
    }
    if (how == FORGERY_LIE) {
        (void)make_right(&record);
    }
    if (how == FORGERY_CLAIM || how == FORGERY_LIE) {
        change_claim(&record, seed);
    }
    out->size = record_print(&record, out->text);
    if (how == FORGERY_TEXT) {
        change_text(out, seed);
    }
}
