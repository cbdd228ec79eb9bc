// Turns touching contacts into blocks of four that the solver can run through without a branch.
//
// Contacts are coloured greedily from scratch in every step, in the order of the awake list: within
// a colour no dynamic body appears twice, so the four lanes of a block never write to the same
// body. Nothing about colours is kept between steps. Contacts with immovable bodies take the last
// colours: solved last they have the last word, and less is pushed through the ground. What finds
// no colour is solved lane by lane (see contact_solve.c).
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

// Colours below this are for two dynamic bodies first; the others for immovable partners.
#define DYNAMIC_COLOR_COUNT 20

// ---- Colours --------------------------------------------------------------------------------

static int32_t lowest_bit(uint32_t bits) { return __builtin_ctz(bits); }

static int32_t highest_bit(uint32_t bits) { return 31 - __builtin_clz(bits); }

// The row if impulses can move the body, else QN_NONE.
static int32_t pushable_row(const qn_world *world, int32_t body)
{
    int32_t row = world->bodies[body].row;
    return qn_row_is_awake(world, row) && world->bodies[body].type == QN_BODY_DYNAMIC ? row
                                                                                      : QN_NONE;
}

static uint8_t choose_color(const qn_world *world, const qn_contact *contact)
{
    uint32_t *used = world->scratch->row_colors;
    int32_t a = pushable_row(world, contact->link.body[0]);
    int32_t b = pushable_row(world, contact->link.body[1]);
    uint32_t all = (1u << QN_COLOR_COUNT) - 1u;
    bool both = a != QN_NONE && b != QN_NONE;
    uint32_t taken = (a != QN_NONE ? used[a] : 0u) | (b != QN_NONE ? used[b] : 0u);
    uint32_t free_colors = ~taken & (both ? (1u << DYNAMIC_COLOR_COUNT) - 1u : all);
    int32_t color = QN_OVERFLOW_COLOR;
    if (free_colors != 0) {
        color = both ? lowest_bit(free_colors) : highest_bit(free_colors);
    }
    if (a != QN_NONE) {
        used[a] |= 1u << color;
    }
    if (b != QN_NONE) {
        used[b] |= 1u << color;
    }
    return (uint8_t)color;
}

static void color_contacts(qn_world *world, int32_t counts[QN_COLOR_COUNT + 1])
{
    const qn_world_state *s = world->state;
    qn_scratch *scratch = world->scratch;
    memset(scratch->row_colors, 0, sizeof(uint32_t) * (size_t)s->awake_count);
    scratch->touching_count = 0;
    for (int32_t i = 0; i < s->awake_link_count[QN_CONTACTS]; ++i) {
        int32_t index = world->awake_contacts[i];
        const qn_contact *contact = &world->contacts[index];
        if ((contact->link.flags & QN_CONTACT_TOUCHING) == 0) {
            continue;
        }
        uint8_t color = choose_color(world, contact);
        scratch->colors[scratch->touching_count] = color;
        scratch->block_contacts[scratch->touching_count++] = index;
        counts[color] += 1;
    }
}

// ---- Blocks ---------------------------------------------------------------------------------

// Lanes are written one by one as floats; the vectors of the block are plain memory.
static void set_lane(qn_f4 *vector, int lane, float value)
{
    memcpy((char *)vector + (size_t)lane * sizeof(float), &value, sizeof value);
}

static void clear_block(qn_contact_block *block)
{
    memset(block, 0, sizeof *block);
    for (int lane = 0; lane < 4; ++lane) {
        block->row_a[lane] = QN_NONE;
        block->row_b[lane] = QN_NONE;
        block->contact[lane] = QN_NONE;
    }
}

static float reciprocal(float k)
{
    // Below this the reciprocal would overflow; nothing can move anyway.
    return k > 1.0e-37f ? 1.0f / k : 0.0f;
}

static void fill_point(qn_block_point *point, int lane, const qn_contact *contact, int32_t i,
                       const qn_motion *a, const qn_motion *b)
{
    const qn_contact_point *from = &contact->points[i];
    qn_vec2 normal = contact->normal;
    qn_vec2 tangent = qn_right(normal);
    qn_vec2 span = qn_sub(from->anchor_b, from->anchor_a);
    float rn_a = qn_cross(from->anchor_a, normal), rn_b = qn_cross(from->anchor_b, normal);
    float rt_a = qn_cross(from->anchor_a, tangent), rt_b = qn_cross(from->anchor_b, tangent);
    float mass = a->inv_mass + b->inv_mass;
    float k_normal = mass + a->inv_inertia * rn_a * rn_a + b->inv_inertia * rn_b * rn_b;
    float k_tangent = mass + a->inv_inertia * rt_a * rt_a + b->inv_inertia * rt_b * rt_b;
    set_lane(&point->anchor_ax, lane, from->anchor_a.x);
    set_lane(&point->anchor_ay, lane, from->anchor_a.y);
    set_lane(&point->anchor_bx, lane, from->anchor_b.x);
    set_lane(&point->anchor_by, lane, from->anchor_b.y);
    set_lane(&point->base_separation, lane, from->separation - qn_dot(span, normal));
    set_lane(&point->normal_mass, lane, reciprocal(k_normal));
    set_lane(&point->tangent_mass, lane, reciprocal(k_tangent));
    set_lane(&point->normal_impulse, lane, from->normal_impulse);
    set_lane(&point->tangent_impulse, lane, from->tangent_impulse);
    set_lane(&point->normal_speed, lane, from->normal_speed);
    set_lane(&point->steady_impulse, lane, from->steady_impulse);
}

// Of b seen from a, along the normal, by what acts on them from outside.
static float normal_acceleration(const qn_world *world, const qn_contact *contact)
{
    const qn_motion *a = qn_motion_of(world, contact->link.body[0]);
    const qn_motion *b = qn_motion_of(world, contact->link.body[1]);
    float pull_a = a->inv_mass > 0.0f ? a->gravity_scale : 0.0f;
    float pull_b = b->inv_mass > 0.0f ? b->gravity_scale : 0.0f;
    qn_vec2 pull = qn_mul(pull_b - pull_a, world->state->gravity_mps2);
    qn_vec2 push = qn_sub(qn_mul(b->inv_mass, b->force_n), qn_mul(a->inv_mass, a->force_n));
    return qn_dot(contact->normal, qn_add(pull, push));
}

// What the speed will be where the surfaces meet: v^2 = v0^2 + 2 a s. A bounce that gives back this
// speed keeps its energy whatever the moment within the step.
static float speed_at_impact(float speed, float gap, float acceleration)
{
    if (speed >= 0.0f || gap <= 0.0f) {
        return speed;
    }
    return -__builtin_sqrtf(qn_max(speed * speed - 2.0f * acceleration * gap, 0.0f));
}

static void measure_speeds(const qn_world *world, qn_contact *contact)
{
    float acceleration = normal_acceleration(world, contact);
    const qn_velocity *a = qn_velocity_of(world, contact->link.body[0]);
    const qn_velocity *b = qn_velocity_of(world, contact->link.body[1]);
    for (int32_t i = 0; i < contact->point_count; ++i) {
        qn_contact_point *point = &contact->points[i];
        qn_vec2 va = qn_add(a->v, qn_cross_sv(a->w, point->anchor_a));
        qn_vec2 vb = qn_add(b->v, qn_cross_sv(b->w, point->anchor_b));
        point->normal_speed = speed_at_impact(qn_dot(contact->normal, qn_sub(vb, va)),
                                              point->separation, acceleration);
    }
}

static void fill_rolling(qn_contact_block *block, int lane, const qn_contact *contact,
                         float inv_inertia)
{
    block->rolls = 1;
    set_lane(&block->rolling_m, lane, contact->rolling_m);
    set_lane(&block->rolling_mass, lane, reciprocal(inv_inertia));
    set_lane(&block->rolling_impulse, lane, contact->rolling_impulse);
}

static void fill_lane(qn_world *world, const qn_step *step, qn_contact_block *block, int lane,
                      int32_t index)
{
    qn_contact *contact = &world->contacts[index];
    const qn_motion *a = qn_motion_of(world, contact->link.body[0]);
    const qn_motion *b = qn_motion_of(world, contact->link.body[1]);
    bool is_soft = a->inv_mass > 0.0f && b->inv_mass > 0.0f;
    qn_softness softness = is_soft ? step->contact : step->contact_static;
    measure_speeds(world, contact);
    block->contact[lane] = index;
    block->row_a[lane] = qn_solver_row(world, contact->link.body[0]);
    block->row_b[lane] = qn_solver_row(world, contact->link.body[1]);
    set_lane(&block->inv_mass_a, lane, a->inv_mass);
    set_lane(&block->inv_mass_b, lane, b->inv_mass);
    set_lane(&block->inv_inertia_a, lane, a->inv_inertia);
    set_lane(&block->inv_inertia_b, lane, b->inv_inertia);
    set_lane(&block->normal_x, lane, contact->normal.x);
    set_lane(&block->normal_y, lane, contact->normal.y);
    set_lane(&block->radius_a, lane, contact->radius_a);
    set_lane(&block->radius_b, lane, contact->radius_b);
    set_lane(&block->friction, lane, contact->friction);
    set_lane(&block->restitution, lane, contact->restitution);
    set_lane(&block->tangent_speed, lane, contact->tangent_speed);
    bool is_direct = qn_direct_takes_contact(world, block->row_a[lane], block->row_b[lane]);
    if (is_direct) {
        softness = (qn_softness){softness.bias_rate, 1.0f, 0.0f};
    }
    set_lane(&block->bias_rate, lane, softness.bias_rate);
    set_lane(&block->mass_scale, lane, softness.mass_scale);
    set_lane(&block->impulse_scale, lane, softness.impulse_scale);
    if (contact->rolling_m > 0.0f) {
        fill_rolling(block, lane, contact, a->inv_inertia + b->inv_inertia);
    }
    for (int32_t i = 0; i < contact->point_count; ++i) {
        fill_point(&block->points[i], lane, contact, i, a, b);
    }
    if (is_direct) {
        qn_direct_add_contact(world, contact, block, lane, softness.bias_rate);
    }
}

// Where each colour's blocks begin; returns how many there are in all.
static int32_t place_colors(const int32_t counts[QN_COLOR_COUNT + 1],
                            int32_t first_lane[QN_COLOR_COUNT + 1])
{
    int32_t block_count = 0;
    for (int32_t color = 0; color <= QN_COLOR_COUNT; ++color) {
        first_lane[color] = 4 * block_count;
        block_count += (counts[color] + 3) / 4;
    }
    return block_count;
}

static int32_t count_colors(const int32_t counts[QN_COLOR_COUNT + 1])
{
    int32_t in_use = 0;
    for (int32_t color = 0; color < QN_COLOR_COUNT; ++color) {
        in_use += counts[color] > 0;
    }
    return in_use;
}

void qn_stage_prepare(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    int32_t counts[QN_COLOR_COUNT + 1] = {0};
    int32_t next_lane[QN_COLOR_COUNT + 1];
    color_contacts(world, counts);
    qn_direct_plan(world);
    scratch->block_count = place_colors(counts, next_lane);
    scratch->first_overflow_block = next_lane[QN_OVERFLOW_COLOR] / 4;
    scratch->color_count = count_colors(counts);
    scratch->overflow_contact_count = counts[QN_OVERFLOW_COLOR];
    for (int32_t i = 0; i < scratch->block_count; ++i) {
        clear_block(&scratch->blocks[i]);
    }
    for (int32_t i = 0; i < scratch->touching_count; ++i) {
        int32_t lane = next_lane[scratch->colors[i]]++;
        fill_lane(world, step, &scratch->blocks[lane / 4], lane % 4, scratch->block_contacts[i]);
    }
    qn_joints_prepare(world, step);
    qn_direct_add_joints(world, step);
}
