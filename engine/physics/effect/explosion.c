// Explosions: an impulse by the width that a shape turns to the centre, as Box2D v3 has it, so that
// a plank edge-on flies less than one broadside, and two half shapes get what the whole one gets.
//
// The trees give candidates in any order; bodies are sorted by slot, the shapes of a body follow
// their list.
#include "base/sort.h"
#include "physics/broadphase/near.h"
#include "physics/center.h"
#include "physics/check.h"
#include "physics/geometry/distance.h"
#include "physics/step.h"
#include "physics/terrain/children.h"
#include "physics/world.h"

#define MAX_REACH_M 1.0e4f
#define MAX_IMPULSE_PER_LENGTH 1.0e9f
// Rays stop short of the shape they look for, so that a wall that it touches is no shield.
#define SHIELD_SLACK 0.999f

qn_explosion_def qn_explosion_def_default(void)
{
    return (qn_explosion_def){
        .cookie = QN_COOKIE_EXPLOSION,
        .radius_m = 1.0f,
        .falloff_m = 1.0f,
        .impulse_per_length_nspm = 100.0f,
        .mask_bits = UINT64_MAX,
    };
}

static qn_error check_def(const qn_world *world, const qn_explosion_def *def)
{
    if (def == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    if (def->cookie != QN_COOKIE_EXPLOSION) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the definition was not started from qn_explosion_def_default");
    }
    QN_TRY(qn_check_vec2(world, def->position_m, QN_MAX_POSITION_M, "position_m"));
    QN_TRY(qn_check_range(world, def->radius_m, 0.0f, MAX_REACH_M, "radius_m"));
    QN_TRY(qn_check_range(world, def->falloff_m, 0.0f, MAX_REACH_M, "falloff_m"));
    return qn_check_range(world, def->impulse_per_length_nspm, -MAX_IMPULSE_PER_LENGTH,
                          MAX_IMPULSE_PER_LENGTH, "impulse_per_length_nspm");
}

// The bodies with a shape near enough, in scratch, by slot.
static int32_t find_bodies(const qn_world *world, const qn_explosion_def *def)
{
    float reach = def->radius_m + def->falloff_m;
    qn_vec2 border = {reach, reach};
    qn_aabb box = {qn_sub(def->position_m, border), qn_add(def->position_m, border)};
    int32_t *found = world->scratch->found_shapes;
    int32_t count = 0;
    qn_near walk = qn_near_start(world, QN_IN_DYNAMIC, box, def->mask_bits);
    for (int32_t shape = qn_near_next(&walk); shape != QN_NONE; shape = qn_near_next(&walk)) {
        int32_t body = world->shapes[shape].body;
        if (world->bodies[body].type == QN_BODY_DYNAMIC) {
            found[count++] = body;
        }
    }
    return qn_sort_unique_slots(found, count);
}

// Whether the segment from the centre, in the frame of the shape's body, meets the shape.
static bool is_crossed(const qn_world *world, int32_t shape, qn_vec2 from, qn_vec2 translation)
{
    qn_vec2 to = qn_add(from, translation);
    qn_children walk =
        qn_children_near(world, shape, (qn_aabb){qn_v2_min(from, to), qn_v2_max(from, to)});
    while (qn_children_next(&walk)) {
        qn_hull_cast cast;
        if (qn_hull_cast_ray(walk.hull, from, translation, SHIELD_SLACK, &cast)) {
            return true;
        }
    }
    return false;
}

// Whether a static shape of the shielding categories lies on the way from the centre.
static bool is_shielded(const qn_world *world, const qn_explosion_def *def, qn_vec2 translation)
{
    qn_tree_cast walk;
    qn_tree_cast_start(&walk, &world->forest, QN_IN_FIXED, def->position_m, translation);
    for (int32_t shape = qn_tree_cast_next(&walk); shape != QN_TREE_NULL;
         shape = qn_tree_cast_next(&walk)) {
        bool is_static = world->bodies[world->shapes[shape].body].type == QN_BODY_STATIC;
        bool shields = (world->shapes[shape].category_bits & def->shield_mask_bits) != 0;
        if (!is_static || !shields || qn_shape_senses(&world->shapes[shape])) {
            continue;
        }
        const qn_motion *motion = qn_motion_of(world, world->shapes[shape].body);
        if (is_crossed(world, shape, qn_point_in_body(motion, def->position_m),
                       qn_inv_rotate(motion->pose.q, translation))) {
            return true;
        }
    }
    return false;
}

// The width of the hull's shadow on the line across `direction`; both in the hull's frame.
static float width_across(const qn_hull *hull, qn_vec2 direction)
{
    qn_vec2 line = qn_left(direction);
    float low = qn_dot(line, hull->vertices[0]);
    float high = low;
    for (int32_t i = 1; i < hull->count; ++i) {
        float at = qn_dot(line, hull->vertices[i]);
        low = qn_min(low, at);
        high = qn_max(high, at);
    }
    return high - low + 2.0f * hull->radius_m;
}

// 1 within the radius, 0 beyond the falloff.
static float strength_at(const qn_explosion_def *def, float distance)
{
    if (distance <= def->radius_m) {
        return 1.0f;
    }
    float into = distance - def->radius_m;
    return into < def->falloff_m ? 1.0f - into / def->falloff_m : 0.0f;
}

static bool push_shape(qn_world *world, const qn_explosion_def *def, const qn_shape *shape)
{
    const qn_motion *motion = qn_motion_of(world, shape->body);
    qn_vec2 center = qn_point_in_body(motion, def->position_m);
    qn_gap gap;
    qn_hull_gap_to_point(&shape->hull, center, &gap);
    bool is_inside = gap.separation_m <= 0.0f;
    qn_vec2 at = is_inside ? shape->hull.centroid : gap.point_a;
    qn_vec2 direction = qn_normalize(qn_sub(at, center));
    float strength = is_inside ? 1.0f : strength_at(def, gap.separation_m);
    qn_rot q = motion->pose.q;
    bool is_nowhere = direction.x == 0.0f && direction.y == 0.0f;
    if (strength <= 0.0f || is_nowhere ||
        is_shielded(world, def, qn_rotate(q, qn_sub(at, center)))) {
        return false;
    }
    float impulse = def->impulse_per_length_nspm * strength * width_across(&shape->hull, direction);
    qn_vec2 arm = qn_rotate(q, qn_sub(at, motion->local_center));
    qn_body_push(world, shape->body, qn_mul(impulse, qn_rotate(q, direction)), arm);
    return true;
}

static bool push_body(qn_world *world, const qn_explosion_def *def, int32_t body)
{
    bool was_hit = false;
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        const qn_shape *shape = &world->shapes[i];
        bool is_meant = (shape->category_bits & def->mask_bits) != 0 &&
                        !qn_shape_is_terrain(shape) && !qn_shape_senses(shape);
        if (is_meant && push_shape(world, def, shape)) {
            was_hit = true;
        }
    }
    return was_hit;
}

qn_error qn_world_explode(qn_world *world, const qn_explosion_def *def, int32_t *hit_count)
{
    if (hit_count != NULL) {
        *hit_count = 0;
    }
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(check_def(world, def));
    int32_t count = find_bodies(world, def);
    int32_t hits = 0;
    for (int32_t i = 0; i < count; ++i) {
        hits += push_body(world, def, world->scratch->found_shapes[i]) ? 1 : 0;
    }
    if (hit_count != NULL) {
        *hit_count = hits;
    }
    return QN_ERROR_OK;
}
