// Sets that grow together, as trees of parents (union-find): an element is of the set that its root
// stands for, and a root is its own parent. Ways are halved as they are walked (Tarjan and van
// Leeuwen 1984).
#ifndef BASE_ROOTS_H
#define BASE_ROOTS_H

#include <stdint.h>

static inline int32_t qn_root_of(int32_t *parents, int32_t i)
{
    while (parents[i] != i) {
        parents[i] = parents[parents[i]];
        i = parents[i];
    }
    return i;
}

// The lower of two roots becomes that of both, so the result does not depend on the order of joins.
static inline void qn_roots_join(int32_t *parents, int32_t a, int32_t b)
{
    int32_t root_a = qn_root_of(parents, a);
    int32_t root_b = qn_root_of(parents, b);
    if (root_a < root_b) {
        parents[root_b] = root_a;
    } else {
        parents[root_a] = root_b;
    }
}

#endif
