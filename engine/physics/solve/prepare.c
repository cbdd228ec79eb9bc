// Makes the solve ready: contacts coloured, joints in rows, all dealt out to batches.
//
// Contacts are coloured greedily, in the order of the awake list: within a colour no dynamic body
// appears twice, so the four lanes of a block never write to the same body. Colours, and that the
// direct solver takes nothing, depend on nothing but what touches: where that is what it was in the
// last step, in the same rows, they are what they were. Contacts with immovable bodies take the
// last colours: solved last they have the last word, and less is pushed through the ground. What
// finds no colour is solved lane by lane (see contact_solve.c).
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

// Colours below this are for two dynamic bodies first; the others for immovable partners.
#define DYNAMIC_COLOR_COUNT 20

static int32_t lowest_bit(uint32_t bits) { return __builtin_ctz(bits); }

static int32_t highest_bit(uint32_t bits) { return 31 - __builtin_clz(bits); }

static int32_t count_colors(const int32_t counts[QN_COLOR_COUNT + 1])
{
    int32_t in_use = 0;
    for (int32_t color = 0; color < QN_COLOR_COUNT; ++color) {
        in_use += counts[color] > 0;
    }
    return in_use;
}

static int32_t choose_color(qn_scratch *scratch, const qn_touching *touch, bool is_driven)
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
    uint32_t mark = 1u << color | (is_driven ? QN_DRIVEN_BIT : 0u);
    if (a != QN_NONE) {
        used[a] |= mark;
    }
    if (b != QN_NONE) {
        used[b] |= mark;
    }
    return color;
}

static void color_contacts(qn_world *world)
{
    qn_scratch *scratch = world->scratch;
    int32_t counts[QN_COLOR_COUNT + 1] = {0};
    memset(scratch->row_colors, 0, sizeof(uint32_t) * (size_t)world->state->awake_count);
    for (int32_t i = 0; i < scratch->touching_count; ++i) {
        bool is_driven = (scratch->colors[i] & QN_TOUCH_DRIVEN) != 0;
        int32_t color = choose_color(scratch, &scratch->touches[i], is_driven);
        scratch->colors[i] = (uint8_t)((is_driven ? QN_TOUCH_DRIVEN : 0u) | (uint32_t)color);
        counts[color] += 1;
    }
    scratch->color_count = count_colors(counts);
    scratch->overflow_contact_count = counts[QN_OVERFLOW_COLOR];
}

// Joints and fields leave marks among the colours of rows.
static bool marks_rows(const qn_world_state *s)
{
    return s->awake_link_count[QN_JOINTS] > 0 || s->field_pool.live_count > 0;
}

static bool stands_as_known(const qn_world *world)
{
    const qn_world_state *s = world->state;
    const qn_scratch *scratch = world->scratch;
    const qn_known_touches *known = &scratch->known;
    return !scratch->touches_differ && !marks_rows(s) &&
           known->touching_count == scratch->touching_count &&
           known->awake_count == s->awake_count &&
           known->direct_work_per_body == s->tuning.direct_work_per_body;
}

static void color_and_plan(qn_world *world)
{
    const qn_world_state *s = world->state;
    qn_scratch *scratch = world->scratch;
    bool stands = stands_as_known(world);
    if (!stands) {
        color_contacts(world);
    }
    bool has_plan = qn_direct_plan(world, !stands || scratch->known.has_groups);
    scratch->known = (qn_known_touches){
        .touching_count = has_plan && !marks_rows(s) ? scratch->touching_count : QN_NONE,
        .awake_count = s->awake_count,
        .direct_work_per_body = s->tuning.direct_work_per_body,
        .has_groups = scratch->group_count > 0,
    };
}

void qn_stage_prepare(qn_world *world, const qn_step *step)
{
    world->velocities[QN_NONE] = (qn_velocity){.turned = qn_rot_identity()};
    qn_joints_sort(world);
    qn_scratch_begin_solve(world->scratch, world->state);
    color_and_plan(world);
    qn_joints_prepare(world, step);
    qn_fields_begin(world);
    qn_batches_make(world);
}
