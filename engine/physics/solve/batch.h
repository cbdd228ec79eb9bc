// A batch: islands that are solved together, through all sub-steps, before the next batch is begun.
//
// Islands do not touch each other, so in which order they are solved changes no bit; but what a
// batch needs fits into a near cache, and a large world does not stream through memory in every
// pass. What is more than an island of contacts (joints, fields, moving kinematic bodies, the
// direct solver) is solved in the first batch, all together.
#ifndef PHYSICS_BATCH_H
#define PHYSICS_BATCH_H

#include <stdint.h>

#include "quoin/math.h"

// A body takes part in each colour at most once, so four constraints of a colour solve at once.
#define QN_COLOR_COUNT 24
#define QN_OVERFLOW_COLOR QN_COLOR_COUNT

// An island with more is a batch by itself.
#define QN_BATCH_CONTACTS 1024
// Lanes that stay empty: three for each colour and the overflow.
#define QN_BATCH_SPARE_LANES (3 * (QN_COLOR_COUNT + 1))

// A touching contact, with the rows that impulses can move, or QN_NONE.
typedef struct qn_touching {
    int32_t contact;
    int32_t row_a, row_b;
    int32_t lane; // of lane_contacts
} qn_touching;

// What is added to a velocity, laid out as its first half.
typedef struct qn_row_push {
    qn_vec2 v;
    float w;
    float reserved;
} qn_row_push;

typedef struct qn_batch {
    int32_t first_row, row_end; // of batch_rows
    int32_t first_lane;         // of lane_contacts: four for each block
    int32_t block_count, first_overflow_block;
    int32_t color_lanes[QN_COLOR_COUNT + 1]; // how many, then where the next one goes
} qn_batch;

#endif
