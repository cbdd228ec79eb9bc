// The levels in playing order.
#include "levels/level.h"

const level *const level_table[LEVEL_COUNT] = {&level_one_bell, &level_twins, &level_greenhouse};
