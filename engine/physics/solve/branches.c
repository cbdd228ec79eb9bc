// A = L D L^T line by line from the last, in blocks: of a line with the diagonal block L D L^T and
// the block B with the line p before it, W = L^-1 B is kept, and A_pp loses W^T D^-1 W. The
// diagonal of D is kept as reciprocals, the unit diagonal of L not at all (Golub and Van Loan,
// "Matrix Computations", 4.1; the order is that of Baraff, "Linear-Time Dynamics", 1996).
#include "physics/solve/branches.h"

// Pivots below this leave nothing that can be told from rounding.
#define LEAST_PIVOT 1.0e-300

static inline bool factor_diagonal(qn_block3 *a)
{
    double(*m)[3] = a->m;
    double d0 = m[0][0], i0 = 1.0 / d0;
    double l10 = m[1][0] * i0, l20 = m[2][0] * i0;
    double d1 = m[1][1] - l10 * m[1][0], i1 = 1.0 / d1;
    double r21 = m[2][1] - l20 * m[1][0];
    double l21 = r21 * i1;
    double d2 = (m[2][2] - l20 * m[2][0]) - l21 * r21;
    m[0][0] = i0;
    m[1][0] = l10;
    m[2][0] = l20;
    m[1][1] = i1;
    m[2][1] = l21;
    m[2][2] = 1.0 / d2;
    return d0 > LEAST_PIVOT && d1 > LEAST_PIVOT && d2 > LEAST_PIVOT;
}

// B becomes W = L^-1 B, and the lower triangle of the diagonal before it loses W^T D^-1 W.
static inline void eliminate(qn_block3 *before, qn_block3 *b, const qn_block3 *l)
{
    double scaled[3][3];
    for (int c = 0; c < 3; ++c) {
        b->m[1][c] -= l->m[1][0] * b->m[0][c];
        b->m[2][c] -= l->m[2][0] * b->m[0][c] + l->m[2][1] * b->m[1][c];
        scaled[0][c] = l->m[0][0] * b->m[0][c];
        scaled[1][c] = l->m[1][1] * b->m[1][c];
        scaled[2][c] = l->m[2][2] * b->m[2][c];
    }
    for (int r = 0; r < 3; ++r) {
        for (int c = 0; c <= r; ++c) {
            before->m[r][c] -=
                b->m[0][r] * scaled[0][c] + b->m[1][r] * scaled[1][c] + b->m[2][r] * scaled[2][c];
        }
    }
}

bool qn_branches_factor(qn_block3 *blocks, const qn_skyline_line *lines, int32_t begin, int32_t end)
{
    for (int32_t i = end - 1; i >= begin; --i) {
        qn_block3 *diagonal = &blocks[lines[i].diagonal];
        if (!factor_diagonal(diagonal)) {
            return false;
        }
        if (lines[i].first != i) {
            eliminate(&blocks[lines[lines[i].first].diagonal], &blocks[lines[i].start], diagonal);
        }
    }
    return true;
}

// x = L^-1 x
static inline void go_down(const qn_block3 *l, double x[3])
{
    x[1] -= l->m[1][0] * x[0];
    x[2] -= l->m[2][0] * x[0] + l->m[2][1] * x[1];
}

// The line before loses W^T D^-1 x.
static inline void take_before(const qn_block3 *l, const qn_block3 *w, const double x[3],
                               double before[3])
{
    double y0 = l->m[0][0] * x[0], y1 = l->m[1][1] * x[1], y2 = l->m[2][2] * x[2];
    for (int c = 0; c < 3; ++c) {
        before[c] -= w->m[0][c] * y0 + w->m[1][c] * y1 + w->m[2][c] * y2;
    }
}

// x loses W times what the line before came out as.
static inline void take_after(const qn_block3 *w, double x[3], const double before[3])
{
    for (int r = 0; r < 3; ++r) {
        x[r] -= w->m[r][0] * before[0] + w->m[r][1] * before[1] + w->m[r][2] * before[2];
    }
}

// x = L^-T D^-1 x
static inline void go_up(const qn_block3 *l, double x[3])
{
    x[2] = l->m[2][2] * x[2];
    x[1] = l->m[1][1] * x[1] - l->m[2][1] * x[2];
    x[0] = l->m[0][0] * x[0] - l->m[1][0] * x[1] - l->m[2][0] * x[2];
}

void qn_branches_solve(const qn_block3 *blocks, const qn_skyline_line *lines, int32_t begin,
                       int32_t end, double (*x)[3])
{
    for (int32_t i = end - 1; i >= begin; --i) {
        const qn_block3 *diagonal = &blocks[lines[i].diagonal];
        go_down(diagonal, x[i]);
        if (lines[i].first != i) {
            take_before(diagonal, &blocks[lines[i].start], x[i], x[lines[i].first]);
        }
    }
    for (int32_t i = begin; i < end; ++i) {
        if (lines[i].first != i) {
            take_after(&blocks[lines[i].start], x[i], x[lines[i].first]);
        }
        go_up(&blocks[lines[i].diagonal], x[i]);
    }
}
