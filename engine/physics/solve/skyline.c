// Row by row: A = L L^T, with L_ij = (A_ij - sum L_ik L_jk^T) L_jj^-T for j < i (Golub and Van
// Loan, "Matrix Computations", 4.2 and 4.5, in blocks).
#include "physics/solve/skyline.h"

// c -= a b^T
static void subtract_product(qn_block3 *c, const qn_block3 *a, const qn_block3 *b)
{
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            c->m[i][j] -=
                a->m[i][0] * b->m[j][0] + a->m[i][1] * b->m[j][1] + a->m[i][2] * b->m[j][2];
        }
    }
}

// a = a l^-T for a lower triangle l, whose diagonal is kept as reciprocals.
static void divide_by_lower(qn_block3 *a, const qn_block3 *l)
{
    for (int i = 0; i < 3; ++i) {
        double *row = a->m[i];
        row[0] = row[0] * l->m[0][0];
        row[1] = (row[1] - row[0] * l->m[1][0]) * l->m[1][1];
        row[2] = (row[2] - row[0] * l->m[2][0] - row[1] * l->m[2][1]) * l->m[2][2];
    }
}

// A_ij less what the columns before j give.
static double reduced(const qn_block3 *a, int i, int j)
{
    double sum = a->m[i][j];
    for (int k = 0; k < j; ++k) {
        sum -= a->m[i][k] * a->m[j][k];
    }
    return sum;
}

static bool factor_diagonal(qn_block3 *a)
{
    for (int j = 0; j < 3; ++j) {
        double pivot = reduced(a, j, j);
        if (!(pivot > 1e-300)) {
            return false;
        }
        a->m[j][j] = 1.0 / __builtin_sqrt(pivot);
        for (int i = j + 1; i < 3; ++i) {
            a->m[i][j] = reduced(a, i, j) * a->m[j][j];
        }
    }
    return true;
}

static void factor_block(qn_block3 *blocks, const qn_skyline_line *lines, int32_t i, int32_t j)
{
    qn_block3 *block = qn_skyline_at(blocks, lines, i, j);
    int32_t k = lines[i].first > lines[j].first ? lines[i].first : lines[j].first;
    for (; k < j; ++k) {
        subtract_product(block, qn_skyline_at(blocks, lines, i, k),
                         qn_skyline_at(blocks, lines, j, k));
    }
    divide_by_lower(block, qn_skyline_at(blocks, lines, j, j));
}

bool qn_skyline_factor(qn_block3 *blocks, const qn_skyline_line *lines, int32_t begin, int32_t end)
{
    for (int32_t i = begin; i < end; ++i) {
        qn_block3 *diagonal = qn_skyline_at(blocks, lines, i, i);
        for (int32_t j = lines[i].first; j < i; ++j) {
            factor_block(blocks, lines, i, j);
            const qn_block3 *block = qn_skyline_at(blocks, lines, i, j);
            subtract_product(diagonal, block, block);
        }
        if (!factor_diagonal(diagonal)) {
            return false;
        }
    }
    return true;
}

static const qn_block3 *at(const qn_block3 *blocks, const qn_skyline_line *lines, int32_t i,
                           int32_t j)
{
    return &blocks[lines[i].start + j - lines[i].first];
}

static void solve_forward(const qn_block3 *l, double x[3])
{
    x[0] = x[0] * l->m[0][0];
    x[1] = (x[1] - l->m[1][0] * x[0]) * l->m[1][1];
    x[2] = (x[2] - l->m[2][0] * x[0] - l->m[2][1] * x[1]) * l->m[2][2];
}

static void solve_backward(const qn_block3 *l, double x[3])
{
    x[2] = x[2] * l->m[2][2];
    x[1] = (x[1] - l->m[2][1] * x[2]) * l->m[1][1];
    x[0] = (x[0] - l->m[1][0] * x[1] - l->m[2][0] * x[2]) * l->m[0][0];
}

// y -= l x
static void subtract_forward(double y[3], const qn_block3 *l, const double x[3])
{
    for (int r = 0; r < 3; ++r) {
        y[r] -= l->m[r][0] * x[0] + l->m[r][1] * x[1] + l->m[r][2] * x[2];
    }
}

// y -= l^T x
static void subtract_backward(double y[3], const qn_block3 *l, const double x[3])
{
    for (int r = 0; r < 3; ++r) {
        y[r] -= l->m[0][r] * x[0] + l->m[1][r] * x[1] + l->m[2][r] * x[2];
    }
}

void qn_skyline_solve(const qn_block3 *blocks, const qn_skyline_line *lines, int32_t begin,
                      int32_t end, double (*x)[3])
{
    for (int32_t i = begin; i < end; ++i) {
        for (int32_t j = lines[i].first; j < i; ++j) {
            subtract_forward(x[i], at(blocks, lines, i, j), x[j]);
        }
        solve_forward(at(blocks, lines, i, i), x[i]);
    }
    for (int32_t i = end - 1; i >= begin; --i) {
        solve_backward(at(blocks, lines, i, i), x[i]);
        for (int32_t j = lines[i].first; j < i; ++j) {
            subtract_backward(x[j], at(blocks, lines, i, j), x[i]);
        }
    }
}
