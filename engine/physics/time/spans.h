// The state of a world as a list of spans of words: the header, then each of QN_WORLD_ARRAYS as far
// as it is in use. What works on spans covers every array there is and will be.
#ifndef PHYSICS_TIME_SPANS_H
#define PHYSICS_TIME_SPANS_H

#include "physics/world.h"

#define QN_ROW_WORDS 16
#define QN_MAX_ROW_WORDS 128

enum {
    QN_SPAN_HEADER = 0,
#define QN_SPAN_NUMBER(type, name, capacity, used) QN_SPAN_OF_##name,
    QN_WORLD_ARRAYS(QN_SPAN_NUMBER)
#undef QN_SPAN_NUMBER
        QN_SPAN_COUNT,
};

typedef struct qn_span {
    const char *name;
    uint32_t *words;
    int32_t word_count;
    int32_t record_words;
    int32_t row_words; // whole records, at least QN_ROW_WORDS
} qn_span;

typedef struct qn_spans {
    qn_span list[QN_SPAN_COUNT];
    qn_world_state header; // a copy without the trees
} qn_spans;

// The spans point into the world and into *out, which must not be moved. The world may be const in
// spirit: nobody writes through spans but who owns the world.
void qn_spans_of(const qn_world *world, qn_spans *out);

#endif
