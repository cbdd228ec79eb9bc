// A tape of entries, oldest first. A keyframe holds all rows of all spans, packed. A step holds
// what changed since the step before (chunks of rows, found by their digests), then dt and the
// sub-steps. An entry is written row by row, and forgets the oldest ones as it needs their room;
// steps whose keyframe is forgotten go with it.
//
// The digest of a chunk is 64 bits wide and sees every change within one word for certain (see
// checksum.h); that a larger change is overlooked is as likely as 1 in 2^64. There is room for a
// fixed number of digests; the larger the state, the larger the chunks.
#include "quoin/physics/history.h"

#include <string.h>

#include "base/alloc.h"
#include "base/checksum.h"
#include "physics/check.h"
#include "physics/memory.h"
#include "physics/step.h"
#include "physics/time/index.h"
#include "physics/time/rows.h"
#include "physics/time/tape.h"

#define MIN_BUDGET_BYTES 4096
#define MAX_BUDGET_BYTES 0x7FFF0000u
#define MAX_TICKS 1000000
#define CHUNK_WORDS 64
#define DIGEST_SHARE 32 // of the budget
#define END_OF_CHUNKS UINT32_MAX

typedef struct entry {
    uint64_t position;
    uint64_t size;
    uint32_t tick_count; // of the world after it
    uint32_t is_keyframe;
} entry;

// What leads an entry on the tape.
typedef struct step_head {
    float dt_s;
    int32_t substep_count;
    int32_t scale; // of its chunks
} step_head;

struct qn_history {
    int32_t tick_capacity, keyframe_interval;
    int32_t first, count; // of entries, a ring
    size_t memory_bytes;
    entry *entries;
    uint64_t *digests;
    int32_t digest_capacity;
    int32_t scale; // of the chunks that the digests are of
    qn_tape tape;
    // The state that the digests tell of; they tell of nothing while is_known is false.
    bool is_known;
    uint32_t known_tick;
    qn_world_state known_header;
    size_t keyframe_bytes;
};

// ---- Entries --------------------------------------------------------------------------------

// Where the entry lies that comes `index` after the first one.
static int32_t place_of(const qn_history *history, int32_t index)
{
    int32_t place = history->first + index;
    return place < history->tick_capacity ? place : place - history->tick_capacity;
}

static entry *entry_at(const qn_history *history, int32_t index)
{
    return &history->entries[place_of(history, index)];
}

// The oldest entry, and the steps behind it that are of no use without it.
static void forget_oldest(qn_history *history)
{
    do {
        history->first = place_of(history, 1);
        history->count -= 1;
    } while (history->count > 0 && !entry_at(history, 0)->is_keyframe);
}

static void forget_after(qn_history *history, uint32_t tick_count)
{
    while (history->count > 0 && entry_at(history, history->count - 1)->tick_count != tick_count) {
        history->count -= 1;
        history->tape.head = entry_at(history, history->count)->position;
    }
}

void qn_history_clear(qn_history *history)
{
    if (history != NULL) {
        history->count = 0;
        history->is_known = false;
    }
}

// ---- Writing --------------------------------------------------------------------------------

// An entry in the making; it is none of the entries yet.
typedef struct pen {
    qn_history *history;
    uint64_t start;
    bool has_failed; // it is larger than the tape
} pen;

static pen begin(qn_history *history)
{
    if (history->count == history->tick_capacity) {
        forget_oldest(history);
    }
    return (pen){.history = history, .start = history->tape.head};
}

static void write(pen *p, const void *bytes, size_t count)
{
    qn_history *history = p->history;
    uint64_t end = history->tape.head + count;
    p->has_failed = p->has_failed || end - p->start > history->tape.capacity;
    if (p->has_failed) {
        return;
    }
    while (history->count > 0 && end - entry_at(history, 0)->position > history->tape.capacity) {
        forget_oldest(history);
    }
    qn_tape_write(&history->tape, bytes, count);
}

static void write_row(pen *p, const qn_span *span, int32_t row)
{
    uint8_t packed[QN_MAX_PACKED_ROW_BYTES];
    write(p, packed, qn_row_pack(span, row, packed));
}

static void finish(pen *p, uint32_t tick_count, bool is_keyframe)
{
    qn_history *history = p->history;
    history->count += 1;
    *entry_at(history, history->count - 1) = (entry){.position = p->start,
                                                     .size = history->tape.head - p->start,
                                                     .tick_count = tick_count,
                                                     .is_keyframe = is_keyframe};
}

static void abandon(pen *p) { p->history->tape.head = p->start; }

static bool write_keyframe(qn_history *history, const qn_world *world)
{
    qn_spans spans;
    qn_spans_of(world, &spans);
    pen p = begin(history);
    for (int i = 0; i < QN_SPAN_COUNT && !p.has_failed; ++i) {
        int32_t row_count = qn_row_count(&spans.list[i]);
        for (int32_t row = 0; row < row_count; ++row) {
            write_row(&p, &spans.list[i], row);
        }
    }
    if (p.has_failed) {
        abandon(&p);
        qn_history_clear(history);
        return false;
    }
    history->keyframe_bytes = (size_t)(history->tape.head - p.start);
    finish(&p, world->state->tick_count, true);
    return true;
}

// ---- Digests --------------------------------------------------------------------------------

static int32_t rows_a_chunk(const qn_span *span, int32_t scale)
{
    return scale * ((CHUNK_WORDS + span->row_words - 1) / span->row_words);
}

static int32_t chunk_count_of(const qn_span *span, int32_t scale)
{
    int32_t rows = rows_a_chunk(span, scale);
    return (qn_row_count(span) + rows - 1) / rows;
}

static int32_t count_chunks(const qn_spans *spans, int32_t scale)
{
    int32_t count = 0;
    for (int i = 0; i < QN_SPAN_COUNT; ++i) {
        count += chunk_count_of(&spans->list[i], scale);
    }
    return count;
}

static uint64_t digest_of(const qn_span *span, int32_t scale, int32_t chunk)
{
    int32_t chunk_words = span->row_words * rows_a_chunk(span, scale);
    int32_t first = chunk * chunk_words;
    int32_t left = span->word_count - first;
    size_t count = (size_t)(left < chunk_words ? left : chunk_words);
    return qn_checksum(
        (qn_bytes){(const uint8_t *)(span->words + first), sizeof(uint32_t) * count});
}

static void remember(qn_history *history, const qn_world *world)
{
    qn_spans spans;
    qn_spans_of(world, &spans);
    history->scale = 1;
    while (count_chunks(&spans, history->scale) > history->digest_capacity) {
        history->scale *= 2;
    }
    uint64_t *digest = history->digests;
    for (int i = 0; i < QN_SPAN_COUNT; ++i) {
        int32_t count = chunk_count_of(&spans.list[i], history->scale);
        for (int32_t chunk = 0; chunk < count; ++chunk) {
            *digest++ = digest_of(&spans.list[i], history->scale, chunk);
        }
    }
    history->is_known = true;
    history->known_tick = world->state->tick_count;
    history->known_header = spans.header;
}

// ---- Changes --------------------------------------------------------------------------------

// Whether the world may be brought from one to the other by changing words of what is in use.
static bool is_within_reach(const qn_world_state *from, const qn_world_state *to)
{
    bool is_within = true;
#define COMPARE(noun, records)                                                                     \
    is_within = is_within && from->noun##_pool.capacity == to->noun##_pool.capacity &&             \
                from->noun##_pool.used_count <= to->noun##_pool.used_count;
    QN_WORLD_POOLS(COMPARE)
#undef COMPARE
    return is_within;
}

static void write_chunk(pen *p, const qn_span *span, uint32_t number, int32_t chunk)
{
    int32_t rows = rows_a_chunk(span, p->history->scale);
    int32_t first = chunk * rows;
    uint32_t head[2] = {number, (uint32_t)chunk};
    write(p, head, sizeof head);
    for (int32_t row = first; row < first + rows && row < qn_row_count(span); ++row) {
        write_row(p, span, row);
    }
}

// The chunks of a span that are not as the digests of its `known_count` first ones say.
static void write_changes_of_span(pen *p, const qn_span *span, uint32_t number,
                                  const uint64_t *digests, int32_t known_count)
{
    int32_t scale = p->history->scale;
    for (int32_t chunk = 0; chunk < chunk_count_of(span, scale); ++chunk) {
        if (chunk >= known_count || digests[chunk] != digest_of(span, scale, chunk)) {
            write_chunk(p, span, number, chunk);
        }
    }
}

// The chunks of the world that are not as the digests say.
static void write_changes(qn_history *history, const qn_world *world, pen *p)
{
    qn_world known = *world;
    known.state = &history->known_header;
    qn_spans was;
    qn_spans is;
    qn_spans_of(&known, &was);
    qn_spans_of(world, &is);
    const uint64_t *digests = history->digests;
    for (uint32_t i = 0; i < QN_SPAN_COUNT; ++i) {
        int32_t known_count = chunk_count_of(&was.list[i], history->scale);
        write_changes_of_span(p, &is.list[i], i, digests, known_count);
        digests += known_count;
    }
    uint32_t end = END_OF_CHUNKS;
    write(p, &end, sizeof end);
}

// ---- Stepping -------------------------------------------------------------------------------

// Brings the history to where the world is: at the tick that the digests tell of, or anew.
static void meet(qn_history *history, const qn_world *world)
{
    uint32_t tick = world->state->tick_count;
    if (history->is_known && history->known_tick == tick) {
        forget_after(history, tick);
    }
    if (history->count == 0 || !history->is_known || history->known_tick != tick) {
        qn_history_clear(history);
        remember(history, world);
        (void)write_keyframe(history, world);
    }
}

static bool is_keyframe_due(const qn_history *history)
{
    int32_t steps = 0;
    while (steps < history->count && !entry_at(history, history->count - 1 - steps)->is_keyframe) {
        steps += 1;
    }
    return steps == history->count || steps + 1 >= history->keyframe_interval;
}

qn_error qn_history_step(qn_history *history, qn_world *world, float dt_s, int32_t substep_count)
{
    if (history == NULL || world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(qn_step_check(world, dt_s, substep_count));
    if (dt_s == 0.0f) {
        return qn_world_step(world, dt_s, substep_count);
    }
    meet(history, world);
    pen p = begin(history);
    bool is_near = is_within_reach(&history->known_header, world->state);
    bool is_key = history->count == 0 || !is_near || is_keyframe_due(history);
    if (!is_key) {
        step_head head = {dt_s, substep_count, history->scale};
        write(&p, &head, sizeof head);
        write_changes(history, world, &p);
        bool is_large = 2 * (history->tape.head - p.start) > history->keyframe_bytes;
        is_key = p.has_failed || is_large || history->count == 0;
    }
    if (is_key) {
        abandon(&p);
    }
    qn_error error = qn_world_step(world, dt_s, substep_count);
    if (!is_key) {
        finish(&p, world->state->tick_count, false);
    }
    remember(history, world);
    if (error == QN_ERROR_OK && is_key && !write_keyframe(history, world)) {
        return qn_refuse(world, QN_ERROR_CAPACITY, "the budget does not hold one state");
    }
    return error;
}

// ---- Going back -----------------------------------------------------------------------------

typedef struct reader {
    const qn_tape *tape;
    uint64_t position;
} reader;

static void read(reader *r, void *bytes, size_t count)
{
    qn_tape_read(r->tape, r->position, bytes, count);
    r->position += count;
}

static void read_row(reader *r, uint64_t end, const qn_span *span, int32_t row)
{
    uint8_t packed[QN_MAX_PACKED_ROW_BYTES] = {0};
    uint64_t left = end - r->position;
    qn_tape_read(r->tape, r->position, packed, left < sizeof packed ? (size_t)left : sizeof packed);
    r->position += qn_row_unpack(span, row, packed);
}

static qn_error restore_keyframe(const qn_history *history, qn_world *world, const entry *from)
{
    uint64_t end = from->position + from->size;
    reader r = {&history->tape, from->position};
    qn_world_state s = {0};
    qn_span header = {.words = (uint32_t *)&s,
                      .word_count = sizeof s / sizeof(uint32_t),
                      .row_words = sizeof s / sizeof(uint32_t)};
    read_row(&r, end, &header, 0);
    qn_world draft;
    QN_TRY(qn_world_draft(world, &s, &draft));
    qn_spans spans;
    qn_spans_of(&draft, &spans);
    for (int i = QN_SPAN_HEADER + 1; i < QN_SPAN_COUNT; ++i) {
        for (int32_t row = 0; row < qn_row_count(&spans.list[i]); ++row) {
            read_row(&r, end, &spans.list[i], row);
        }
    }
    (void)qn_world_index(&draft, world);
    return qn_world_accept(world, &draft);
}

// The header comes first, and says how long the others are. False: contacts have not grown as they
// did, so there was no memory for them, then or now.
static bool read_changes(reader *r, uint64_t end, int32_t scale, qn_world *world)
{
    qn_spans spans;
    qn_spans_of(world, &spans);
    uint32_t at[2];
    bool has_changed = false;
    for (read(r, &at[0], sizeof at[0]); at[0] != END_OF_CHUNKS; read(r, &at[0], sizeof at[0])) {
        read(r, &at[1], sizeof at[1]);
        const qn_span *span = &spans.list[at[0]];
        int32_t rows = rows_a_chunk(span, scale);
        int32_t first = (int32_t)at[1] * rows;
        for (int32_t row = first; row < first + rows && row < qn_row_count(span); ++row) {
            read_row(r, end, span, row);
        }
        if (spans.header.contact_pool.capacity != world->state->contact_pool.capacity) {
            return false;
        }
        if (at[0] == QN_SPAN_HEADER) {
            *world->state = spans.header;
            qn_spans_of(world, &spans);
        }
        has_changed = true;
    }
    if (has_changed) {
        (void)qn_world_index(world, NULL);
    }
    return true;
}

static bool take_step_again(const qn_history *history, qn_world *world, const entry *from)
{
    reader r = {&history->tape, from->position};
    step_head head;
    read(&r, &head, sizeof head);
    return read_changes(&r, from->position + from->size, head.scale, world) &&
           qn_world_step(world, head.dt_s, head.substep_count) == QN_ERROR_OK &&
           !world->scratch->lacked_memory;
}

static int32_t find_entry(const qn_history *history, uint32_t tick_count)
{
    int32_t index = history->count - 1;
    while (index >= 0 && entry_at(history, index)->tick_count != tick_count) {
        index -= 1;
    }
    return index;
}

qn_error qn_history_restore(qn_history *history, qn_world *world, uint32_t tick_count)
{
    if (history == NULL || world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t wanted = find_entry(history, tick_count);
    if (wanted < 0) {
        return qn_refuse(world, QN_ERROR_NOT_FOUND, "the history does not hold this tick");
    }
    int32_t index = wanted;
    while (!entry_at(history, index)->is_keyframe) {
        index -= 1;
    }
    QN_TRY(restore_keyframe(history, world, entry_at(history, index)));
    while (index < wanted) {
        index += 1;
        if (!take_step_again(history, world, entry_at(history, index))) {
            qn_world_take_back(world);
            return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory for contacts");
        }
    }
    (void)qn_event_log_reset(&world->events, world->state, 0);
    remember(history, world);
    return QN_ERROR_OK;
}

// ---- Life -----------------------------------------------------------------------------------

qn_history_def qn_history_def_default(void)
{
    return (qn_history_def){.cookie = QN_COOKIE_HISTORY,
                            .budget_bytes = 1u << 20,
                            .tick_capacity = 600,
                            .keyframe_interval_ticks = 30};
}

static qn_error check_def(const qn_history_def *def)
{
    if (def->cookie != QN_COOKIE_HISTORY) {
        return QN_ERROR_BAD_DEFINITION;
    }
    bool ok = def->budget_bytes >= MIN_BUDGET_BYTES && def->budget_bytes <= MAX_BUDGET_BYTES &&
              def->tick_capacity >= 1 && def->tick_capacity <= MAX_TICKS &&
              def->keyframe_interval_ticks >= 1 && def->keyframe_interval_ticks <= MAX_TICKS;
    size_t fixed_bytes = sizeof(qn_history) + sizeof(entry) * ((size_t)def->tick_capacity + 2) +
                         def->budget_bytes / DIGEST_SHARE;
    return ok && fixed_bytes + MIN_BUDGET_BYTES / 4 <= def->budget_bytes ? QN_ERROR_OK
                                                                         : QN_ERROR_OUT_OF_RANGE;
}

qn_error qn_history_create(const qn_history_def *def, qn_history **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (def == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(check_def(def));
    qn_history *history = qn_alloc(def->budget_bytes);
    if (history == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    *history = (qn_history){
        // One more than asked for: the state before the first tick.
        .tick_capacity = def->tick_capacity + 1,
        .keyframe_interval = def->keyframe_interval_ticks,
        .memory_bytes = def->budget_bytes,
        .entries = (entry *)(void *)(history + 1),
        .digest_capacity = (int32_t)(def->budget_bytes / DIGEST_SHARE / sizeof(uint64_t)),
    };
    history->digests = (uint64_t *)(void *)(history->entries + history->tick_capacity);
    history->tape.data = (uint8_t *)(history->digests + history->digest_capacity);
    history->tape.capacity =
        def->budget_bytes - (size_t)(history->tape.data - (const uint8_t *)history);
    *out = history;
    return QN_ERROR_OK;
}

void qn_history_destroy(qn_history *history) { qn_free(history); }

// ---- Reading --------------------------------------------------------------------------------

bool qn_history_range(const qn_history *history, uint32_t *oldest, uint32_t *newest)
{
    if (history == NULL || history->count == 0) {
        return false;
    }
    if (oldest != NULL) {
        *oldest = entry_at(history, 0)->tick_count;
    }
    if (newest != NULL) {
        *newest = entry_at(history, history->count - 1)->tick_count;
    }
    return true;
}

qn_history_counters qn_history_get_counters(const qn_history *history)
{
    qn_history_counters counters = {0};
    if (history == NULL) {
        return counters;
    }
    for (int32_t i = 0; i < history->count; ++i) {
        counters.used_bytes += (size_t)entry_at(history, i)->size;
        counters.keyframe_count += entry_at(history, i)->is_keyframe != 0;
    }
    counters.used_bytes += (size_t)(history->tape.data - (const uint8_t *)history);
    counters.memory_bytes = history->memory_bytes;
    counters.keyframe_bytes = history->keyframe_bytes;
    counters.tick_count = history->count;
    return counters;
}
