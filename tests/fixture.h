// Worlds with one of everything that has a handle, for tests of misuse, faults and damage.
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "quoin/physics.h"

typedef struct handles {
    qn_body_id body, other_body;
    qn_shape_id shape, tiles, sensor;
    qn_joint_id joint, pin; // two revolutes, for the gear
    qn_joint_id joints[QN_JOINT_TYPE_COUNT];
    qn_chain_id chain;
    qn_field_id field, fields[QN_FIELD_WIND + 1];
    qn_character_id character;
    qn_contact_id contact;
} handles;

// Ends the program where there is no memory.
qn_world *fixture_world(uint32_t salt);
handles fixture_furnish(qn_world *world);
void fixture_unfurnish(qn_world *world, const handles *made);
// Of the first contact there is; null if nothing touches.
qn_contact_id fixture_contact(const qn_world *world, qn_body_id body);

#endif
