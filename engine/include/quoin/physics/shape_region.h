// The geometry of shapes, read back and changed.
#ifndef QUOIN_PHYSICS_SHAPE_REGION_H
#define QUOIN_PHYSICS_SHAPE_REGION_H

#include "quoin/physics/field.h"
#include "quoin/physics/shape.h"
#include "quoin/physics/world.h"

// In the body's frame, as the shape is: one point for a circle, two for a capsule, two without a
// radius for a segment (of a chain too), the corners of a polygon or a box. No points, with
// QN_ERROR_WRONG_TYPE, for a grid of tiles.
QN_API qn_region qn_shape_region(const qn_world *world, qn_shape_id shape);
// Makes the shape another one, of any kind that a region can say; two points without a radius are a
// segment. It keeps its handle, material, filter and the rest. Mass is recomputed. Its contacts end
// and may begin again in the next step; what is near it wakes. QN_ERROR_WRONG_TYPE for segments of
// chains and for grids of tiles, else the errors of the create calls; nothing has changed then.
QN_API qn_error qn_shape_set_region(qn_world *world, qn_shape_id shape, const qn_region *region);

#endif
