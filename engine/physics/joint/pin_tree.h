// Four trees of bodies of the same shape side by side, held together by pins alone: ragdolls,
// mostly.
//
// Each line is a body, in an order from the root, and each but the root's a pin with a body before
// it. All pins of a line lie in one block, so that what hangs together is solved four times at
// once.
#ifndef PHYSICS_PIN_TREE_H
#define PHYSICS_PIN_TREE_H

#include <stdint.h>

#define QN_PIN_TREE_BODIES 16
// Shapes that may have fewer than four trees at a time.
#define QN_OPEN_PIN_TREES 4
// Of a line's shape, beside the line before it: that one is body b of the pin.
#define QN_PIN_TREE_TURNED 128
// Beyond this ratio of masses, float would not tell the lightest body's share.
#define QN_PIN_TREE_MASS_RATIO 64.0f

typedef struct qn_pin_tree {
    int32_t body_count;
    int32_t tree_count;  // up to 4: one a lane
    int32_t first_block; // of line 1; those of the other lines follow
    int32_t has_powers;
    uint8_t shape[QN_PIN_TREE_BODIES];
} qn_pin_tree;

#endif
