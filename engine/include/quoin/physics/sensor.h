// Sensors: shapes that touch nothing and tell what is inside them.
//
// A shape is a sensor by its definition (qn_shape_def.is_sensor). It has no mass, stops nothing,
// and rays, pushes and characters do not see it. It sees each shape of other bodies that its filter
// lets meet it, whatever that is: moving, sleeping, kinematic or static; other sensors only if it
// was made with sees_sensors. After every step the shapes that began or ceased to overlap it are
// events (event.h), exact to the shapes and not to their boxes; what crosses a sensor within one
// step raises both. Destroyed and disabled shapes leave at once.
//
// Grids of tiles may be sensors and visitors; crossing one within a step goes unseen, and so does
// what a fast sensor itself crosses.
#ifndef QUOIN_PHYSICS_SENSOR_H
#define QUOIN_PHYSICS_SENSOR_H

#include "quoin/physics/world.h"

QN_API bool qn_shape_is_sensor(const qn_world *world, qn_shape_id shape);
// What overlapped the sensor after the last step, by slot. Returns how many there are, and writes
// the first `capacity` of them; `out` may be null where capacity is 0. 0 with QN_ERROR_WRONG_TYPE
// for other shapes.
QN_API int32_t qn_sensor_visitors(const qn_world *world, qn_shape_id sensor, qn_shape_id *out,
                                  int32_t capacity);

#endif
