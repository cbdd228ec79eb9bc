// The direct solver's matrix, against plain elimination over a full one.
#include "check.h"
#include "physics/solve/branches.h"

#include <math.h>

#define MAX_LINES 12
#define MAX_ORDER (3 * MAX_LINES)

typedef struct system_of_lines {
    qn_block3 blocks[MAX_LINES * MAX_LINES];
    qn_skyline_line lines[MAX_LINES];
    double full[MAX_ORDER][MAX_ORDER];
    double rhs[MAX_ORDER];
    int line_count;
} system_of_lines;

// Adds k u u^T over the unknowns of two lines, as a row of two bodies does.
static void add_row(system_of_lines *s, int a, int b, double k, const double u[6])
{
    int at[6];
    for (int i = 0; i < 6; ++i) {
        at[i] = 3 * (i < 3 ? a : b) + i % 3;
    }
    for (int i = 0; i < 6; ++i) {
        for (int j = 0; j < 6; ++j) {
            s->full[at[i]][at[j]] += k * u[i] * u[j];
        }
    }
}

static void add_random_row(system_of_lines *s, int a, int b, uint32_t *seed)
{
    double u[6];
    for (int r = 0; r < 6; ++r) {
        u[r] = (double)check_random_float(seed, -1.0f, 1.0f);
    }
    add_row(s, a, b, pow(10.0, (double)check_random_float(seed, 0.0f, 5.0f)), u);
}

static void copy_block(system_of_lines *s, int i, int j)
{
    qn_block3 *block = qn_skyline_at(s->blocks, s->lines, i, j);
    for (int r = 0; r < 9; ++r) {
        block->m[r / 3][r % 3] = s->full[3 * i + r / 3][3 * j + r % 3];
    }
}

static void make(system_of_lines *s, uint32_t *seed)
{
    *s = (system_of_lines){.line_count = 2 + (int)(check_random(seed) % (MAX_LINES - 1))};
    int32_t start = 0;
    for (int i = 0; i < s->line_count; ++i) {
        int reach = (int)(check_random(seed) % 4);
        int32_t first = i - reach > 0 ? i - reach : 0;
        s->lines[i] = (qn_skyline_line){first, start, start + i - first};
        start += i - first + 1;
        for (int r = 0; r < 3; ++r) {
            s->full[3 * i + r][3 * i + r] += 0.1 + (double)check_random_float(seed, 0.0f, 10.0f);
            s->rhs[3 * i + r] = (double)check_random_float(seed, -5.0f, 5.0f);
        }
        for (int j = s->lines[i].first; j < i; ++j) {
            add_random_row(s, j, i, seed);
        }
    }
    for (int i = 0; i < s->line_count; ++i) {
        for (int j = s->lines[i].first; j <= i; ++j) {
            copy_block(s, i, j);
        }
    }
}

// Takes a multiple of line k from line i, so that column k of it is zero.
static void eliminate_one(system_of_lines *s, int i, int k)
{
    int order = 3 * s->line_count;
    double part = s->full[i][k] / s->full[k][k];
    for (int j = k; j < order; ++j) {
        s->full[i][j] -= part * s->full[k][j];
    }
    s->rhs[i] -= part * s->rhs[k];
}

static void eliminate(system_of_lines *s)
{
    int order = 3 * s->line_count;
    for (int k = 0; k < order; ++k) {
        for (int i = k + 1; i < order; ++i) {
            eliminate_one(s, i, k);
        }
    }
    for (int k = order - 1; k >= 0; --k) {
        for (int j = k + 1; j < order; ++j) {
            s->rhs[k] -= s->full[k][j] * s->rhs[j];
        }
        s->rhs[k] /= s->full[k][k];
    }
}

TEST(a_factored_skyline_solves_what_plain_elimination_solves)
{
    uint32_t seed = 11;
    for (int round = 0; round < 500; ++round) {
        static system_of_lines s;
        double x[MAX_LINES][3];
        make(&s, &seed);
        for (int i = 0; i < 3 * s.line_count; ++i) {
            x[i / 3][i % 3] = s.rhs[i];
        }
        CHECK(qn_skyline_factor(s.blocks, s.lines, 0, s.line_count));
        qn_skyline_solve(s.blocks, s.lines, 0, s.line_count, x);
        eliminate(&s);
        for (int i = 0; i < 3 * s.line_count; ++i) {
            CHECK_NEAR(x[i / 3][i % 3], s.rhs[i], 1e-7 * (1.0 + fabs(s.rhs[i])));
        }
    }
}

TEST(a_matrix_that_is_not_positive_is_refused)
{
    qn_block3 block = {{{1.0, 0.0, 0.0}, {2.0, 1.0, 0.0}, {0.0, 0.0, 1.0}}};
    qn_skyline_line line = {0, 0, 0};
    CHECK(!qn_skyline_factor(&block, &line, 0, 1));
}

// ---- Trees ----------------------------------------------------------------------------------

// Each line hangs on one before it, or, one in eight, on none.
static void make_tree(system_of_lines *s, uint32_t *seed)
{
    *s = (system_of_lines){.line_count = 2 + (int)(check_random(seed) % (MAX_LINES - 1))};
    int32_t start = 0;
    for (int i = 0; i < s->line_count; ++i) {
        bool is_root = i == 0 || check_random(seed) % 8 == 0;
        int32_t first = is_root ? i : (int32_t)(check_random(seed) % (uint32_t)i);
        s->lines[i] = (qn_skyline_line){first, start, start + !is_root};
        start += 1 + !is_root;
        for (int r = 0; r < 3; ++r) {
            s->full[3 * i + r][3 * i + r] += 0.1 + (double)check_random_float(seed, 0.0f, 10.0f);
            s->rhs[3 * i + r] = (double)check_random_float(seed, -5.0f, 5.0f);
        }
        if (!is_root) {
            add_random_row(s, first, i, seed);
            add_random_row(s, first, i, seed);
        }
    }
    for (int i = 0; i < s->line_count; ++i) {
        for (int r = 0; r < 9; ++r) {
            const qn_skyline_line *line = &s->lines[i];
            s->blocks[line->start].m[r / 3][r % 3] =
                s->full[3 * i + r / 3][3 * line->first + r % 3];
            s->blocks[line->diagonal].m[r / 3][r % 3] = s->full[3 * i + r / 3][3 * i + r % 3];
        }
    }
}

TEST(factored_branches_solve_what_plain_elimination_solves)
{
    uint32_t seed = 12;
    for (int round = 0; round < 500; ++round) {
        static system_of_lines s;
        double x[MAX_LINES][3];
        make_tree(&s, &seed);
        for (int i = 0; i < 3 * s.line_count; ++i) {
            x[i / 3][i % 3] = s.rhs[i];
        }
        CHECK(qn_branches_factor(s.blocks, s.lines, 0, s.line_count));
        qn_branches_solve(s.blocks, s.lines, 0, s.line_count, x);
        eliminate(&s);
        for (int i = 0; i < 3 * s.line_count; ++i) {
            CHECK_NEAR(x[i / 3][i % 3], s.rhs[i], 1e-7 * (1.0 + fabs(s.rhs[i])));
        }
    }
}

TEST(branches_that_are_not_positive_are_refused)
{
    qn_block3 block = {{{1.0, 0.0, 0.0}, {2.0, 1.0, 0.0}, {0.0, 0.0, 1.0}}};
    qn_skyline_line line = {0, 0, 0};
    CHECK(!qn_branches_factor(&block, &line, 0, 1));
}
