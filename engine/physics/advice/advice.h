// The list that the rules of advice write to.
#ifndef PHYSICS_ADVICE_H
#define PHYSICS_ADVICE_H

#include "physics/world.h"
#include "quoin/physics/advice.h"

typedef struct qn_adviser {
    const qn_world *world;
    qn_advice *records;
    int32_t capacity, count;
    int32_t code_counts[QN_ADVICE_CODE_COUNT];
} qn_adviser;

// a and b are slots of what the code's row of the table names; QN_NONE where it names nothing.
void qn_advise(qn_adviser *adviser, qn_advice_code code, int32_t a, int32_t b, float number);

void qn_advise_on_world(qn_adviser *adviser);
void qn_advise_on_bodies(qn_adviser *adviser);
void qn_advise_on_shapes(qn_adviser *adviser);
void qn_advise_on_contacts(qn_adviser *adviser);
void qn_advise_on_joints(qn_adviser *adviser);

#endif
