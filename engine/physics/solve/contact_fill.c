// Fills blocks of four: what the passes of contact_solve.c need of four contacts, computed for all
// of them at once.
//
// The records of contacts, points and bodies are laid out so that their numbers load as vectors,
// one for each lane, and become columns by a transpose (see qn_contact and qn_motion).
#include "physics/solve/lanes.h"
#include "physics/stances.h"
#include "physics/step.h"
#include "physics/world.h"

// Overlaps of bodies at rest part at the push speed of the tuning. Where a crowd is stirred that
// would be too slow: more would be pressed into each other than comes out again. Where the speeds
// of two bodies together are so many times this one, they part so many times faster.
#define LIVELY_SPEED_MPS 8.0f
#define MOST_TIMES_FASTER 5.0f

typedef struct lane_sources {
    const qn_contact *contact[4];
    const qn_motion *a[4], *b[4];
    qn_f4 has_point[2]; // all ones where the lane has so many points
} lane_sources;

static lane_sources find_sources(const qn_world *world, qn_contact_block *block,
                                 const int32_t contacts[4])
{
    static const qn_contact no_contact = {0};
    static const qn_motion no_motion = {0};
    lane_sources from;
    float point_counts[4];
    for (int lane = 0; lane < 4; ++lane) {
        bool is_empty = contacts[lane] == QN_NONE;
        const qn_contact *contact = is_empty ? &no_contact : &world->contacts[contacts[lane]];
        int32_t body_a = contact->link.body[0], body_b = contact->link.body[1];
        from.contact[lane] = contact;
        point_counts[lane] = (float)contact->point_count;
        from.a[lane] = is_empty ? &no_motion : qn_motion_of(world, body_a);
        from.b[lane] = is_empty ? &no_motion : qn_motion_of(world, body_b);
        block->row_a[lane] = is_empty ? QN_NONE : qn_solver_row(world, body_a);
        block->row_b[lane] = is_empty ? QN_NONE : qn_solver_row(world, body_b);
    }
    from.has_point[0] = qn_f4_greater(qn_f4_load(point_counts), qn_f4_zero());
    from.has_point[1] = qn_f4_greater(qn_f4_load(point_counts), qn_f4_splat(1.0f));
    return from;
}

static uint32_t trait_if(qn_f4 mask, uint32_t trait) { return qn_f4_any(mask) != 0 ? trait : 0u; }

static uint32_t find_traits(const lane_sources *from, const qn_columns *shape,
                            const qn_columns *material)
{
    qn_f4 zero = qn_f4_zero();
    qn_f4 conveys = qn_f4_abs(material->w);
    return trait_if(from->has_point[1], QN_BLOCK_PAIRS) |
           trait_if(qn_f4_greater(qn_f4_add(shape->z, shape->w), zero), QN_BLOCK_ROUND) |
           trait_if(qn_f4_greater(material->z, zero), QN_BLOCK_ROLLS) |
           trait_if(qn_f4_greater(conveys, zero), QN_BLOCK_CONVEYS) |
           trait_if(qn_f4_greater(material->y, zero), QN_BLOCK_BOUNCES);
}

// 0 where the reciprocal would overflow; nothing can move there anyway.
QN_LANES_INLINE qn_f4 reciprocal(qn_f4 k)
{
    qn_f4 gives = qn_f4_greater(k, qn_f4_splat(1.0e-37f));
    return qn_f4_and(gives, qn_f4_div(qn_f4_splat(1.0f), k));
}

// 1 / (m + ia la^2 + ib lb^2), with the levers of a direction.
QN_LANES_INLINE qn_f4 mass_of(const qn_contact_block *block, qn_f4 lever_a, qn_f4 lever_b)
{
    qn_f4 k = qn_f4_add(block->inv_mass_a, block->inv_mass_b);
    k = qn_f4_mul_add(k, qn_f4_mul(block->inv_inertia_a, lever_a), lever_a);
    k = qn_f4_mul_add(k, qn_f4_mul(block->inv_inertia_b, lever_b), lever_b);
    return reciprocal(k);
}

// How the bodies of four contacts stand, and stood when the shapes were collided; see recycle.h.
typedef struct stances {
    qn_stances now;
    qn_f4 then_c, then_s, then_x, then_y;
    qn_f4 moved_x, moved_y;   // what the span differs by since then
    qn_f4 turned_c, turned_s; // and the turn
    qn_f4 normal_x, normal_y; // in the axes of a
} stances;

// What stands as it was found has not moved at all.
static stances stances_of(const lane_sources *from, qn_contact_block *block,
                          const qn_columns *shape)
{
    qn_columns then = QN_COLUMNS(from->contact, span.x);
    qn_f4 nx = shape->x, ny = shape->y;
    stances s = {
        .now = qn_stances_of(from->a, from->b),
        .then_x = then.x,
        .then_y = then.y,
        .then_c = then.z,
        .then_s = then.w,
        .normal_x = nx,
        .normal_y = ny,
    };
    s.moved_x = qn_f4_sub(s.now.span_x, then.x);
    s.moved_y = qn_f4_sub(s.now.span_y, then.y);
    s.turned_c = qn_f4_sub(s.now.turn_c, then.z);
    s.turned_s = qn_f4_sub(s.now.turn_s, then.w);
    qn_f4 ca = s.now.axis_c, sa = s.now.axis_s;
    block->normal_x = qn_f4_sub(qn_f4_mul(ca, nx), qn_f4_mul(sa, ny));
    block->normal_y = qn_f4_add(qn_f4_mul(sa, nx), qn_f4_mul(ca, ny));
    return s;
}

static void fill_point(qn_contact_block *block, const lane_sources *from, const stances *s,
                       int32_t index)
{
    const qn_contact_point *points[4];
    for (int lane = 0; lane < 4; ++lane) {
        points[lane] = &from->contact[lane]->points[index];
    }
    qn_columns first = QN_COLUMNS(points, arm.x), second = QN_COLUMNS(points, total_normal_impulse);
    qn_block_point *point = &block->points[index];
    qn_f4 exists = from->has_point[index];
    qn_f4 nx = s->normal_x, ny = s->normal_y;
    qn_f4 ax = first.x, ay = first.y;
    // The arm in b's axes, then in a's as b stands now.
    qn_f4 x = qn_f4_sub(ax, s->then_x), y = qn_f4_sub(ay, s->then_y);
    qn_f4 own_x = qn_f4_add(qn_f4_mul(s->then_c, x), qn_f4_mul(s->then_s, y));
    qn_f4 own_y = qn_f4_sub(qn_f4_mul(s->then_c, y), qn_f4_mul(s->then_s, x));
    qn_f4 bx = qn_f4_sub(qn_f4_mul(s->now.turn_c, own_x), qn_f4_mul(s->now.turn_s, own_y));
    qn_f4 by = qn_f4_add(qn_f4_mul(s->now.turn_s, own_x), qn_f4_mul(s->now.turn_c, own_y));
    qn_f4 parted_x =
        qn_f4_sub(qn_f4_mul_add(s->moved_x, s->turned_c, own_x), qn_f4_mul(s->turned_s, own_y));
    qn_f4 parted_y =
        qn_f4_add(qn_f4_mul_add(s->moved_y, s->turned_s, own_x), qn_f4_mul(s->turned_c, own_y));
    point->lever_a = qn_f4_cross(ax, ay, nx, ny);
    point->lever_b = qn_f4_cross(bx, by, nx, ny);
    point->along_a = qn_f4_dot(ax, ay, nx, ny);
    point->along_b = qn_f4_dot(bx, by, nx, ny);
    point->separation = qn_f4_add(second.z, qn_f4_dot(parted_x, parted_y, nx, ny));
    point->normal_mass = qn_f4_and(exists, mass_of(block, point->lever_a, point->lever_b));
    point->tangent_mass = qn_f4_and(exists, mass_of(block, point->along_a, point->along_b));
    point->normal_impulse = first.z;
    point->tangent_impulse = first.w;
    point->total_normal_impulse = qn_f4_zero();
    point->steady_impulse = second.y;
}

static void couple(qn_contact_block *block)
{
    const qn_block_point *p = block->points;
    qn_f4 inv_mass = qn_f4_add(block->inv_mass_a, block->inv_mass_b);
    qn_f4 ia = block->inv_inertia_a, ib = block->inv_inertia_b;
    block->normal_coupling =
        qn_f4_mul_add(qn_f4_mul_add(inv_mass, qn_f4_mul(ia, p[0].lever_a), p[1].lever_a),
                      qn_f4_mul(ib, p[0].lever_b), p[1].lever_b);
    block->tangent_coupling =
        qn_f4_mul_add(qn_f4_mul_add(inv_mass, qn_f4_mul(ia, p[0].along_a), p[1].along_a),
                      qn_f4_mul(ib, p[0].along_b), p[1].along_b);
}

// ---- Speeds ---------------------------------------------------------------------------------

// Of b seen from a, along the normal, by what acts on them from outside.
static qn_f4 normal_acceleration(const qn_world *world, const qn_contact_block *block,
                                 const lane_sources *from)
{
    float pulls[4];
    for (int lane = 0; lane < 4; ++lane) {
        const qn_motion *a = from->a[lane], *b = from->b[lane];
        float pull_a = a->inv_mass > 0.0f ? a->gravity_scale : 0.0f;
        float pull_b = b->inv_mass > 0.0f ? b->gravity_scale : 0.0f;
        pulls[lane] = pull_b - pull_a;
    }
    qn_columns a = QN_COLUMNS(from->a, force_n.x), b = QN_COLUMNS(from->b, force_n.x);
    qn_vec2 gravity = world->state->gravity_mps2;
    qn_f4 pull = qn_f4_load(pulls);
    qn_f4 push_x = qn_f4_sub(qn_f4_mul(b.z, b.x), qn_f4_mul(a.z, a.x));
    qn_f4 push_y = qn_f4_sub(qn_f4_mul(b.z, b.y), qn_f4_mul(a.z, a.y));
    qn_f4 x = qn_f4_add(qn_f4_mul(pull, qn_f4_splat(gravity.x)), push_x);
    qn_f4 y = qn_f4_add(qn_f4_mul(pull, qn_f4_splat(gravity.y)), push_y);
    return qn_f4_dot(block->normal_x, block->normal_y, x, y);
}

// What the speed will be where the surfaces meet: v^2 = v0^2 + 2 a s. A bounce that gives back this
// speed keeps its energy whatever the moment within the step.
static qn_f4 speed_at_impact(qn_f4 closes, qn_f4 speed, qn_f4 gap, qn_f4 acceleration)
{
    qn_f4 zero = qn_f4_zero();
    qn_f4 gained = qn_f4_mul(qn_f4_mul(qn_f4_splat(2.0f), acceleration), gap);
    qn_f4 square = qn_f4_max(qn_f4_sub(qn_f4_mul(speed, speed), gained), zero);
    return qn_f4_select(closes, qn_f4_sub(zero, qn_f4_sqrt(square)), speed);
}

static qn_f4 length(qn_f4 x, qn_f4 y) { return qn_f4_sqrt(qn_f4_dot(x, y, x, y)); }

static qn_f4 least_bias_of(const qn_world *world, const qn_lanes *a, const qn_lanes *b)
{
    qn_f4 speeds = qn_f4_add(length(a->vx, a->vy), length(b->vx, b->vy));
    qn_f4 times = qn_f4_mul(speeds, qn_f4_splat(1.0f / LIVELY_SPEED_MPS));
    qn_f4 most = qn_f4_splat(MOST_TIMES_FASTER);
    times = qn_f4_min(qn_f4_max(times, qn_f4_splat(1.0f)), most);
    return qn_f4_mul(qn_f4_splat(-world->state->tuning.push_speed_mps), times);
}

static void measure_speeds(const qn_world *world, qn_contact_block *block,
                           qn_block_surface *surface, const lane_sources *from)
{
    qn_f4 zero = qn_f4_zero();
    qn_lanes a = qn_lanes_gather_speeds(world, block->row_a);
    qn_lanes b = qn_lanes_gather_speeds(world, block->row_b);
    block->least_bias = least_bias_of(world, &a, &b);
    qn_block_motion motion = qn_block_motion_of(block, &a, &b);
    for (int32_t i = 0; i < 2; ++i) {
        const qn_block_point *point = &block->points[i];
        qn_f4 speed = qn_f4_and(from->has_point[i], qn_block_normal_speed(&motion, point));
        qn_f4 closes =
            qn_f4_and(qn_f4_greater(zero, speed), qn_f4_greater(point->separation, zero));
        if (qn_f4_any(closes) != 0) {
            speed = speed_at_impact(closes, speed, point->separation,
                                    normal_acceleration(world, block, from));
        }
        surface->normal_speed[i] = speed;
    }
}

// ---- Blocks ---------------------------------------------------------------------------------

static void fill_surface(qn_block_surface *surface, const qn_contact_block *block,
                         const qn_columns *shape, const qn_columns *material,
                         const lane_sources *from)
{
    surface->radius_a = shape->z;
    surface->radius_b = shape->w;
    surface->restitution = material->y;
    surface->tangent_speed = material->w;
    surface->rolling_impulse = qn_f4_zero();
    if ((block->traits & QN_BLOCK_ROLLS) != 0) {
        float rolling[4];
        for (int lane = 0; lane < 4; ++lane) {
            rolling[lane] = from->contact[lane]->rolling_impulse;
        }
        qn_f4 rolls = qn_f4_greater(material->z, qn_f4_zero());
        qn_f4 inertia = qn_f4_add(block->inv_inertia_a, block->inv_inertia_b);
        surface->rolling_m = material->z;
        surface->rolling_mass = qn_f4_and(rolls, reciprocal(inertia));
        surface->rolling_impulse = qn_f4_and(rolls, qn_f4_load(rolling));
    }
}

// Softer between two bodies that give way than against what does not.
static void soften(qn_contact_block *block, const qn_step *step)
{
    qn_f4 zero = qn_f4_zero();
    qn_f4 is_soft =
        qn_f4_and(qn_f4_greater(block->inv_mass_a, zero), qn_f4_greater(block->inv_mass_b, zero));
    const qn_softness *soft = &step->contact, *hard = &step->contact_static;
    block->bias_rate = qn_f4_select(is_soft, qn_f4_splat(soft->mass_scale * soft->bias_rate),
                                    qn_f4_splat(hard->mass_scale * hard->bias_rate));
    block->mass_scale =
        qn_f4_select(is_soft, qn_f4_splat(soft->mass_scale), qn_f4_splat(hard->mass_scale));
    block->impulse_scale =
        qn_f4_select(is_soft, qn_f4_splat(soft->impulse_scale), qn_f4_splat(hard->impulse_scale));
}

void qn_contact_block_fill(qn_world *world, const qn_step *step, int32_t index)
{
    qn_scratch *scratch = world->scratch;
    qn_contact_block *block = &scratch->blocks[index];
    qn_block_surface *surface = &scratch->surfaces[index];
    lane_sources from = find_sources(world, block, &scratch->block_contacts[4 * index]);
    qn_columns shape = QN_COLUMNS(from.contact, normal.x);
    qn_columns material = QN_COLUMNS(from.contact, friction);
    qn_columns a = QN_COLUMNS(from.a, force_n.x), b = QN_COLUMNS(from.b, force_n.x);
    block->traits = find_traits(&from, &shape, &material);
    scratch->block_traits |= block->traits;
    block->inv_mass_a = a.z;
    block->inv_inertia_a = a.w;
    block->inv_mass_b = b.z;
    block->inv_inertia_b = b.w;
    stances stand = stances_of(&from, block, &shape);
    block->friction = material.x;
    soften(block, step);
    fill_point(block, &from, &stand, 0);
    fill_point(block, &from, &stand, 1);
    couple(block);
    fill_surface(surface, block, &shape, &material, &from);
    measure_speeds(world, block, surface, &from);
}
