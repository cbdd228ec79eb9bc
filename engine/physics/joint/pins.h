// Pins four at a time: what rows.c hands to pins_prepare.c and pins_solve.c.
#ifndef PHYSICS_PINS_H
#define PHYSICS_PINS_H

#include "physics/step.h"

// What pin_colors holds of an awake joint that has no colour.
enum {
    QN_SORT_ROW = 255,       // has a row of its own
    QN_SORT_RIGID_ROW = 254, // likewise, and the direct solver may take it
    QN_SORT_PIN = 253,
    QN_SORT_RIGID_PIN = 252,
    QN_SORT_TREE_PIN = 251, // and its place is known
};

// ---- pin_trees_find.c -----------------------------------------------------------------------

// Gives the pins of trees their places. row_parents, row_list and link_counts hold what rigid
// joints tie together, as direct_plan.c has it, and no row has a line.
void qn_pin_trees_find(qn_world *world);

// ---- pin_trees_solve.c ----------------------------------------------------------------------

// Warm starts, in the pass with bias, and solves the pins of trees.
void qn_pin_trees_solve(qn_world *world, const qn_step *step, bool use_bias);

// ---- pins_prepare.c -------------------------------------------------------------------------

// Of the pins of the awake joints: a place for each. joint_places then says of every awake joint
// whether it is a pin in a block, as the complement of its lane, or has a row of its own to come.
void qn_pins_place(qn_world *world);
// After qn_pins_place and the plan of the direct solver.
void qn_pins_fill(qn_world *world, const qn_step *step);

// ---- pins_solve.c ---------------------------------------------------------------------------

void qn_pins_warm_start(qn_world *world);
void qn_pins_solve(qn_world *world, const qn_step *step, bool use_bias);
// The arms and what follows from them, as the bodies stand now.
void qn_pins_turn(qn_world *world);
int32_t qn_pin_holds(qn_world *world, int32_t lane, qn_hold holds[QN_MAX_HOLDS]);
void qn_pins_store(qn_world *world, const qn_step *step);

// Into a lane of a block; fill completes it.
static inline void qn_pin_enter(qn_pin_block *pin, int32_t lane, int32_t joint,
                                const qn_joint_ends *ends)
{
    pin->joint[lane] = joint;
    pin->row_a[lane] = ends->row_a;
    pin->row_b[lane] = ends->row_b;
}

static inline bool qn_is_pin_place(int32_t place) { return place < QN_NONE; }
// Of a lane, counted over all blocks; its complement lies below QN_NONE.
static inline int32_t qn_pin_place(int32_t lane) { return -2 - lane; }
static inline int32_t qn_pin_lane(int32_t place) { return -2 - place; }

#endif
