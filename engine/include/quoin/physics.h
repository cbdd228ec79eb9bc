// The rigid-body world: bodies, shapes, joints, contacts, events and queries.
//
// All quantities are metres, kilograms, seconds and radians. The world runs without a clock or
// threads, calls nobody unless a native host has set a hook (hook.h), and gives the same bits on
// every target: equal calls in equal order leave equal qn_world_state_hash() values. A step of a
// world whose contact_capacity is stated allocates nothing; others make room for contacts as they
// need it.
//
// It is not a game loop (the caller decides when to step, at one fixed dt) and it draws nothing.
//
// Bad input never harms a world. Create calls return the null handle (raw 0) and leave the reason
// in qn_world_last_error(); setters return a qn_error; getters answer zero for a handle that is
// not alive and leave the reason in qn_world_last_error() too. In each case nothing has changed.
//
// This is the umbrella of the headers in quoin/physics/, in reading order.
#ifndef QUOIN_PHYSICS_H
#define QUOIN_PHYSICS_H

#include "quoin/physics/world.h"
#include "quoin/physics/tuning.h"
#include "quoin/physics/body.h"
#include "quoin/physics/material.h"
#include "quoin/physics/shape.h"
#include "quoin/physics/chain.h"
#include "quoin/physics/tiles.h"
#include "quoin/physics/joint.h"
#include "quoin/physics/joint/revolute.h"
#include "quoin/physics/joint/distance.h"
#include "quoin/physics/joint/prismatic.h"
#include "quoin/physics/joint/weld.h"
#include "quoin/physics/joint/wheel.h"
#include "quoin/physics/joint/mouse.h"
#include "quoin/physics/joint/motor.h"
#include "quoin/physics/joint/filter.h"
#include "quoin/physics/joint/pulley.h"
#include "quoin/physics/joint/gear.h"
#include "quoin/physics/sensor.h"
#include "quoin/physics/contact.h"
#include "quoin/physics/hook.h"
#include "quoin/physics/event.h"
#include "quoin/physics/pose.h"
#include "quoin/physics/region.h"
#include "quoin/physics/query.h"
#include "quoin/physics/effect.h"
#include "quoin/physics/field.h"
#include "quoin/physics/shape_region.h"
#include "quoin/physics/fracture.h"
#include "quoin/physics/character.h"
#include "quoin/physics/snapshot.h"
#include "quoin/physics/profile.h"
#include "quoin/physics/debug_draw.h"
#include "quoin/physics/advice.h"
#include "quoin/physics/predict.h"
#include "quoin/physics/history.h"
#include "quoin/physics/replay.h"

#endif
