// Four records side by side: four numbers of each, that stand beside each other in memory, load as
// rows and become columns, a vector of four for each number.
#ifndef BASE_COLUMNS_H
#define BASE_COLUMNS_H

#include "base/simd.h"

typedef struct qn_columns {
    qn_f4 x, y, z, w;
} qn_columns;

// Always inlined: gcc keeps it as a call otherwise, and the vectors go through memory.
static inline __attribute__((always_inline)) qn_columns qn_columns_load(const float *p0,
                                                                        const float *p1,
                                                                        const float *p2,
                                                                        const float *p3)
{
    qn_columns c = {qn_f4_load(p0), qn_f4_load(p1), qn_f4_load(p2), qn_f4_load(p3)};
    qn_f4_transpose(&c.x, &c.y, &c.z, &c.w);
    return c;
}

// `records` are four pointers; `member` is the first of the four numbers.
#define QN_COLUMNS(records, member)                                                                \
    qn_columns_load(&(records)[0]->member, &(records)[1]->member, &(records)[2]->member,           \
                    &(records)[3]->member)

#endif
