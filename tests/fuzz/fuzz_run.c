// Any bytes as a run, and any edits of a real one: the verdict comes within the work that was
// claimed, what holds has the score that it claims, and what is read is printed as it was read.
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "fuzz.h"
#include "quoin/memory.h"
#include "run/verify.h"

#define PLAYED_TICKS_MAX 300u // longer ones are read and checked, and not played

static const run_record real = {
    .level = 2,
    .shots = {.items = {{51, 0.25f, 0.9f, BALL_NEEDLE}}, .count = 1},
    .score = 0,
};

static void stop_unless(bool is_good)
{
    if (!is_good) {
        __builtin_trap();
    }
}

static void print_and_scan(const run_record *record)
{
    char text[RECORD_PRINT_BYTES];
    size_t size = record_print(record, text);
    stop_unless(size < sizeof text && text[size] == '\0');
    run_record again;
    stop_unless(record_scan((qn_bytes){(const uint8_t *)text, size}, &again) == QN_ERROR_OK);
    char second[RECORD_PRINT_BYTES];
    stop_unless(record_print(&again, second) == size && memcmp(text, second, size) == 0);
}

static void judge(const run_record *record)
{
    int32_t entry = 0;
    if (record_check(record, &entry) != QN_ERROR_OK) {
        verdict v = run_verify(record);
        stop_unless(v.kind == VERDICT_IMPOSSIBLE && v.entry == entry && v.hash == 0);
        return;
    }
    print_and_scan(record);
    uint32_t end_tick = 0;
    stop_unless(
        record_tick(level_table[record->level], record->shots.count, record->score, &end_tick));
    if (end_tick <= PLAYED_TICKS_MAX) {
        verdict v = run_verify(record);
        stop_unless(v.kind != VERDICT_FAILED && v.tick <= end_tick);
        stop_unless(v.kind != VERDICT_HOLDS || v.score == record->score);
    }
}

static run_record edited(qn_cursor *in)
{
    run_record record = real;
    record.level = (int32_t)(int8_t)qn_read_u8(in);
    record.shots.count = qn_read_u8(in) % (LEVEL_BALL_CAPACITY + 2);
    record.score = qn_read_u32(in);
    record.hash = qn_read_u64(in);
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        shot *s = &record.shots.items[i];
        uint32_t aim = qn_read_u32(in), power = qn_read_u32(in);
        s->tick = qn_read_u16(in);
        memcpy(&s->aim_rad, &aim, sizeof aim);
        memcpy(&s->power, &power, sizeof power);
        s->kind = (ball_kind)(qn_read_u8(in) % (BALL_KIND_COUNT + 1));
    }
    return record;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    qn_cursor in = qn_cursor_over((qn_bytes){data, size});
    run_record record;
    if (qn_read_u8(&in) == 0) {
        record = edited(&in);
        judge(&record);
    } else {
        uint8_t *text = malloc(size > 0 ? size : 1); // nothing may be read behind it
        memcpy(text, data, size);
        if (record_scan((qn_bytes){text, size}, &record) == QN_ERROR_OK) {
            judge(&record);
        }
        free(text);
    }
    stop_unless(qn_memory_live_count() == 0);
    return 0;
}
