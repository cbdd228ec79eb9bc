// From a contact to the geometry of its two shapes, for all kinds of shapes.
#include "physics/center.h"
#include "physics/terrain/terrain.h"

#include "base/sort.h"
#include "physics/broadphase/near.h"
#include "physics/geometry/surface.h"
#include "physics/sensor/sensor.h"
#include "physics/step.h"
#include "physics/terrain/seam.h"
#include "physics/terrain/tile_faces.h"

// ---- Collide --------------------------------------------------------------------------------

static qn_surface segment_surface(const qn_hull *hull)
{
    return (qn_surface){
        .points = {hull->vertices[0], hull->vertices[1]},
        .normal = hull->normals[0],
        .end_normals = {hull->normals[2], hull->normals[3]},
        .flags = QN_SURFACE_OWNS_END,
    };
}

// From the frame of the second hull, with the normal away from it, to that of the first.
static void turn_round(qn_manifold *manifold, qn_pose second_in_first)
{
    manifold->normal = qn_neg(qn_rotate(second_in_first.q, manifold->normal));
    for (int32_t i = 0; i < manifold->count; ++i) {
        manifold->points[i].point = qn_transform(second_in_first, manifold->points[i].point);
    }
}

// A shape of terrain against a hull, in the terrain's frame.
static void collide_terrain(const qn_world *world, int32_t terrain, int32_t child, int32_t other,
                            qn_pose other_in_terrain, qn_manifold *out)
{
    const qn_shape *shape = &world->shapes[terrain];
    if (shape->type == QN_SHAPE_TILES) {
        world->extras.tiles->collide(world, terrain, child, other, other_in_terrain, out);
    } else {
        qn_surface surface = segment_surface(&shape->hull);
        qn_collide_surface(&surface, &world->shapes[other].hull, other_in_terrain, QN_SPECULATIVE_M,
                           out);
    }
}

// Corners of the second hull come first in the names of the first.
static void swap_names(qn_manifold *manifold)
{
    for (int32_t i = 0; i < manifold->count; ++i) {
        uint16_t id = manifold->points[i].id;
        manifold->points[i].id = (uint16_t)(id << 8 | id >> 8);
    }
}

static void smooth_seam(const qn_world *world, const qn_contact *contact, const qn_pose *b_in_a,
                        qn_manifold *manifold)
{
    bool is_a_dynamic = world->bodies[contact->link.body[0]].type == QN_BODY_DYNAMIC;
    bool is_b_dynamic = world->bodies[contact->link.body[1]].type == QN_BODY_DYNAMIC;
    if (manifold->count == 0 || is_a_dynamic == is_b_dynamic) {
        return;
    }
    if (is_b_dynamic) {
        qn_seam_smooth(world, contact->shape_a, contact->shape_b, *b_in_a, manifold);
        return;
    }
    qn_pose a_in_b = qn_pose_between(qn_motion_of(world, contact->link.body[1]),
                                     qn_motion_of(world, contact->link.body[0]));
    qn_manifold seen_from_b = *manifold;
    turn_round(&seen_from_b, a_in_b);
    if (qn_seam_smooth(world, contact->shape_b, contact->shape_a, a_in_b, &seen_from_b)) {
        *manifold = seen_from_b;
        turn_round(manifold, *b_in_a);
        swap_names(manifold);
    }
}

void qn_contact_collide(const qn_world *world, const qn_contact *contact, const qn_motion *motion_a,
                        const qn_motion *motion_b, qn_manifold *out)
{
    const qn_shape *a = &world->shapes[contact->shape_a];
    const qn_shape *b = &world->shapes[contact->shape_b];
    qn_pose b_in_a = qn_pose_between(motion_a, motion_b);
    if (qn_shape_is_terrain(a)) {
        collide_terrain(world, contact->shape_a, contact->child, contact->shape_b, b_in_a, out);
    } else if (qn_shape_is_terrain(b)) {
        collide_terrain(world, contact->shape_b, contact->child, contact->shape_a,
                        qn_pose_between(motion_b, motion_a), out);
        turn_round(out, b_in_a);
    } else {
        qn_collide_hulls(&a->hull, &b->hull, &b_in_a, QN_SPECULATIVE_M, out);
        smooth_seam(world, contact, &b_in_a, out);
    }
}

void qn_terrain_lose_part(qn_world *world, int32_t shape)
{
    if (world->shapes[shape].type == QN_SHAPE_CHAIN_SEGMENT) {
        qn_chain_lose_segment(world, shape);
    } else if (world->shapes[shape].type == QN_SHAPE_TILES) {
        qn_tiles_lose_shape(world, shape);
    }
}

// ---- Waking ---------------------------------------------------------------------------------

// Into the scratch list, in the order of slots.
static int32_t find_moving_shapes(const qn_world *world, qn_aabb box)
{
    int32_t *found = world->scratch->found_shapes;
    int32_t count = 0;
    qn_near walk = qn_near_start(world, QN_IN_DYNAMIC, box, UINT64_MAX);
    for (int32_t shape = qn_near_next(&walk); shape != QN_NONE; shape = qn_near_next(&walk)) {
        found[count++] = shape;
    }
    qn_sort_slots(found, count);
    return count;
}

void qn_terrain_wake_near(qn_world *world, qn_aabb box)
{
    int32_t count = find_moving_shapes(world, box);
    for (int32_t i = 0; i < count; ++i) {
        qn_body_wake(world, world->shapes[world->scratch->found_shapes[i]].body);
    }
}

void qn_terrain_disturb(qn_world *world, qn_aabb box)
{
    qn_sensors_note_edit(world);
    int32_t count = find_moving_shapes(world, box);
    for (int32_t i = 0; i < count; ++i) {
        qn_shape_mark_moved(world, world->scratch->found_shapes[i]);
        qn_body_wake(world, world->shapes[world->scratch->found_shapes[i]].body);
    }
}
