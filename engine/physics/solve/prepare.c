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
        scratch->touching_contacts[scratch->touching_count++] = index;
        counts[color] += 1;
    }
}

// ---- Blocks ---------------------------------------------------------------------------------

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

// Deals the touching contacts out to the lanes of their colours.
static void place_contacts(qn_world *world, const int32_t counts[QN_COLOR_COUNT + 1])
{
    qn_scratch *scratch = world->scratch;
    int32_t next_lane[QN_COLOR_COUNT + 1];
    scratch->block_count = place_colors(counts, next_lane);
    scratch->first_overflow_block = next_lane[QN_OVERFLOW_COLOR] / 4;
    memset(scratch->lane_contacts, 0xFF, 4 * sizeof(int32_t) * (size_t)scratch->block_count);
    for (int32_t i = 0; i < scratch->touching_count; ++i) {
        int32_t lane = next_lane[scratch->colors[i]]++;
        scratch->lane_contacts[lane] = scratch->touching_contacts[i];
    }
}

// In the order of the awake list, like all that is solved directly.
static void give_to_direct(qn_world *world, const int32_t counts[QN_COLOR_COUNT + 1])
{
    qn_scratch *scratch = world->scratch;
    int32_t next_lane[QN_COLOR_COUNT + 1];
    place_colors(counts, next_lane);
    for (int32_t i = 0; i < scratch->touching_count; ++i) {
        int32_t lane = next_lane[scratch->colors[i]]++;
        qn_contact_block *block = &scratch->blocks[lane / 4];
        if (qn_direct_takes_contact(world, block->row_a[lane % 4], block->row_b[lane % 4])) {
            const qn_contact *contact = &world->contacts[scratch->touching_contacts[i]];
            qn_direct_add_contact(world, contact, block, lane % 4);
        }
    }
}

void qn_stage_prepare(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    int32_t counts[QN_COLOR_COUNT + 1] = {0};
    color_contacts(world, counts);
    qn_direct_plan(world);
    place_contacts(world, counts);
    scratch->color_count = count_colors(counts);
    scratch->overflow_contact_count = counts[QN_OVERFLOW_COLOR];
    for (int32_t i = 0; i < scratch->block_count; ++i) {
        qn_contact_block_fill(world, step, i);
    }
    if (scratch->group_count > 0) {
        give_to_direct(world, counts);
    }
    qn_joints_prepare(world, step);
    qn_direct_add_joints(world, step);
}
