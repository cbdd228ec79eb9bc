// Who is inside whom: the state of the sensors, kept between steps.
#ifndef PHYSICS_SENSOR_H
#define PHYSICS_SENSOR_H

#include "physics/world.h"

// Keeps the list of sensors; for shapes that are.
void qn_sensor_enlist(qn_world *world, int32_t shape);
void qn_sensor_dismiss(qn_world *world, int32_t shape);
// The shape leaves all sensors, and its visitors leave it; with end events.
void qn_visits_forget(qn_world *world, int32_t shape);
// The shape changed between two steps, so that what overlaps it must be looked at anew.
void qn_shape_note_edit(qn_world *world, int32_t shape);
// Something changed that no shape tells of.
void qn_sensors_note_edit(qn_world *world);

// overlap.c
// Whether the sensor may see the other at all.
bool qn_sensor_sees(const qn_world *world, int32_t sensor, int32_t visitor);
// Whether the two overlap now.
bool qn_shapes_overlap(const qn_world *world, int32_t sensor, int32_t visitor);

#endif
