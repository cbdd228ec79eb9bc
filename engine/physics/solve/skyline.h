// A symmetric positive matrix of 3x3 blocks, one line for each body, kept from the first block of
// each line that is not zero to the diagonal (Jennings 1966), and its Cholesky factor in the same
// place. For bodies that hang together like chains and trees, in a good order, a line is a few
// blocks long and everything is linear in the number of bodies.
//
// Double precision: the entries hold masses and stiffnesses that differ by ten orders.
#ifndef PHYSICS_SKYLINE_H
#define PHYSICS_SKYLINE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct qn_block3 {
    double m[3][3];
} qn_block3;

typedef struct qn_skyline_line {
    int32_t first;    // line number of the first block
    int32_t start;    // where that block lies
    int32_t diagonal; // where the last block lies
} qn_skyline_line;

static inline qn_block3 *qn_skyline_at(qn_block3 *blocks, const qn_skyline_line *lines, int32_t i,
                                       int32_t j)
{
    return &blocks[lines[i].start + j - lines[i].first];
}

// Replaces the lines [begin, end), which refer to no others, by their factor. False where the
// matrix is not positive: the factor is then of no use.
bool qn_skyline_factor(qn_block3 *blocks, const qn_skyline_line *lines, int32_t begin, int32_t end);
// x, three numbers a line, from right-hand side to solution.
void qn_skyline_solve(const qn_block3 *blocks, const qn_skyline_line *lines, int32_t begin,
                      int32_t end, double (*x)[3]);

#endif
