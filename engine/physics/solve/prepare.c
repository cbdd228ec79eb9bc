// Makes the solve ready: contacts coloured, joints in rows, all dealt out to batches.
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

static int32_t lowest_bit(uint32_t bits) { return __builtin_ctz(bits); }

static int32_t highest_bit(uint32_t bits) { return 31 - __builtin_clz(bits); }

// The row if impulses can move the body, else QN_NONE.
static int32_t pushable_row(const qn_world *world, int32_t body)
{
    int32_t row = world->bodies[body].row;
    return qn_row_is_awake(world, row) && world->bodies[body].type == QN_BODY_DYNAMIC ? row
                                                                                      : QN_NONE;
}

static int32_t count_colors(const int32_t counts[QN_COLOR_COUNT + 1])
{
    int32_t in_use = 0;
    for (int32_t color = 0; color < QN_COLOR_COUNT; ++color) {
        in_use += counts[color] > 0;
    }
    return in_use;
}

static uint8_t choose_color(qn_scratch *scratch, const qn_touching *touch)
{
    uint32_t *used = scratch->row_colors;
    int32_t a = touch->row_a, b = touch->row_b;
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

// Of an awake kinematic body: it moves while the other is solved.
static void note_driver(const qn_world *world, const qn_contact *contact, const qn_touching *touch)
{
    int32_t row = touch->row_a != QN_NONE ? touch->row_a : touch->row_b;
    int32_t side = touch->row_a != QN_NONE ? 1 : 0;
    bool one_is_fixed = touch->row_a == QN_NONE || touch->row_b == QN_NONE;
    if (one_is_fixed && row != QN_NONE &&
        qn_solver_row(world, contact->link.body[side]) != QN_NONE) {
        world->scratch->row_colors[row] |= QN_DRIVEN_BIT;
    }
}

static void color_contacts(qn_world *world)
{
    const qn_world_state *s = world->state;
    qn_scratch *scratch = world->scratch;
    int32_t counts[QN_COLOR_COUNT + 1] = {0};
    memset(scratch->row_colors, 0, sizeof(uint32_t) * (size_t)s->awake_count);
    scratch->touching_count = 0;
    for (int32_t i = 0; i < s->awake_link_count[QN_CONTACTS]; ++i) {
        int32_t index = world->awake_contacts[i];
        const qn_contact *contact = &world->contacts[index];
        if ((contact->link.flags & QN_CONTACT_TOUCHING) == 0) {
            continue;
        }
        qn_touching *touch = &scratch->touches[scratch->touching_count];
        touch->contact = index;
        touch->row_a = pushable_row(world, contact->link.body[0]);
        touch->row_b = pushable_row(world, contact->link.body[1]);
        uint8_t color = choose_color(scratch, touch);
        note_driver(world, contact, touch);
        scratch->colors[scratch->touching_count++] = color;
        counts[color] += 1;
    }
    scratch->color_count = count_colors(counts);
    scratch->overflow_contact_count = counts[QN_OVERFLOW_COLOR];
}

void qn_stage_prepare(qn_world *world, const qn_step *step)
{
    color_contacts(world);
    qn_direct_plan(world);
    qn_joints_prepare(world, step);
    qn_fields_begin(world);
    qn_batches_make(world);
}
