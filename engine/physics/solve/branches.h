// A symmetric positive matrix of 3x3 blocks whose lines each have at most one line before them that
// they touch: bodies that hang together as a tree, in an order from its root. Nothing fills up when
// it is factored from the last line to the first, so each line keeps its block with that one and
// its diagonal, one after the other, and everything is linear in the number of bodies, however many
// hang on one.
#ifndef PHYSICS_BRANCHES_H
#define PHYSICS_BRANCHES_H

#include "physics/solve/skyline.h"

// Replaces the lines [begin, end), which refer to no others, by their factor. False where the
// matrix is not positive: the factor is then of no use.
bool qn_branches_factor(qn_block3 *blocks, const qn_skyline_line *lines, int32_t begin,
                        int32_t end);
// x, three numbers a line, from right-hand side to solution.
void qn_branches_solve(const qn_block3 *blocks, const qn_skyline_line *lines, int32_t begin,
                       int32_t end, double (*x)[3]);

#endif
