#include "physics/time/spans.h"

#include <string.h>

static qn_span make(const char *name, void *data, size_t record_bytes, int32_t count)
{
    int32_t record_words = (int32_t)(record_bytes / sizeof(uint32_t));
    int32_t records_a_row = (QN_ROW_WORDS + record_words - 1) / record_words;
    return (qn_span){.name = name,
                     .words = data,
                     .word_count = record_words * count,
                     .record_words = record_words,
                     .row_words = record_words * records_a_row};
}

_Static_assert(sizeof(qn_world_state) <= QN_MAX_ROW_WORDS * sizeof(uint32_t), "it is one row");

void qn_spans_of(const qn_world *world, qn_spans *out)
{
    const qn_world_state *s = world->state;
    out->header = *s;
    memset(out->header.trees, 0, sizeof out->header.trees);
    out->list[QN_SPAN_HEADER] = make("world", &out->header, sizeof out->header, 1);
#define MAKE(type, name, capacity, used)                                                           \
    _Static_assert(sizeof(type) % sizeof(uint32_t) == 0, "records are whole words");               \
    _Static_assert(sizeof(type) <= QN_MAX_ROW_WORDS * sizeof(uint32_t), "a row holds a record");   \
    out->list[QN_SPAN_OF_##name] = make(#name, world->name, sizeof(type), (used));
    QN_WORLD_ARRAYS(MAKE)
#undef MAKE
}
