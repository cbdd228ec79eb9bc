// Deals rows and touching contacts out to batches, and contacts to lanes of their colour.
//
// Whether the world is cut at all is decided by what that would save, from how it went before: it
// changes no result. Islands are found by union-find over the touching contacts; what a joint, a
// field, a moving kinematic body or the direct solver holds belongs to the first batch.
#include "base/roots.h"
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

// Steps until it is tried again after an island was found to hold most contacts.
#define PATIENCE 15

// ---- Islands --------------------------------------------------------------------------------

// QN_NONE where neither can be pushed: a kinematic body against a sleeping one.
static int32_t row_of_touch(const qn_touching *touch)
{
    return touch->row_a != QN_NONE ? touch->row_a : touch->row_b;
}

// row_list holds the number of contacts of each root here. Returns that of the largest island.
static int32_t find_islands(qn_world *world)
{
    qn_scratch *s = world->scratch;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        s->row_parents[row] = row;
        s->row_list[row] = 0;
    }
    for (int32_t i = 0; i < s->touching_count; ++i) {
        const qn_touching *touch = &s->touches[i];
        if (touch->row_a != QN_NONE && touch->row_b != QN_NONE) {
            qn_roots_join(s->row_parents, touch->row_a, touch->row_b);
        }
    }
    int32_t largest = 0;
    for (int32_t i = 0; i < s->touching_count; ++i) {
        int32_t row = row_of_touch(&s->touches[i]);
        if (row != QN_NONE) {
            int32_t root = qn_root_of(s->row_parents, row);
            s->row_list[root] += 1;
            largest = s->row_list[root] > largest ? s->row_list[root] : largest;
        }
    }
    return largest;
}

// ---- Batches --------------------------------------------------------------------------------

static bool is_tied(const qn_world *world, int32_t row)
{
    const qn_scratch *s = world->scratch;
    return (s->row_colors[row] & (QN_BOUND_BIT | QN_FIELD_BIT | QN_DRIVEN_BIT)) != 0 ||
           s->direct_lines[row] != QN_NONE || world->motions[row].inv_mass == 0.0f;
}

// row_batches: 0 for the roots of what is tied, QN_NONE for others.
static void mark_tied(qn_world *world)
{
    qn_scratch *s = world->scratch;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        s->row_batches[row] = QN_NONE;
    }
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        if (is_tied(world, row)) {
            s->row_batches[qn_root_of(s->row_parents, row)] = 0;
        }
    }
}

// In the order of their lowest rows, islands fill one batch after the other.
static void give_rows(qn_world *world)
{
    qn_scratch *s = world->scratch;
    int32_t batch = 1, contact_count = 0;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        int32_t root = qn_root_of(s->row_parents, row);
        bool is_new = s->row_batches[root] == QN_NONE;
        int32_t more = is_new ? s->row_list[root] : 0;
        if (is_new && contact_count > 0 && contact_count + more > QN_BATCH_CONTACTS) {
            batch += 1;
            contact_count = 0;
        }
        s->row_batches[root] = is_new ? batch : s->row_batches[root];
        contact_count += more;
        s->row_batches[row] = s->row_batches[root];
    }
    s->batch_count = batch + 1;
}

static bool wants_batches(qn_world *world)
{
    qn_scratch *s = world->scratch;
    if (s->touching_count < 2 * QN_BATCH_CONTACTS) {
        return false;
    }
    if (s->batch_patience > 0) {
        s->batch_patience -= 1;
        return false;
    }
    if (2 * find_islands(world) > s->touching_count) {
        s->batch_patience = PATIENCE;
        return false;
    }
    return true;
}

static void cut(qn_world *world)
{
    qn_scratch *s = world->scratch;
    s->batch_count = 1;
    if (wants_batches(world)) {
        mark_tied(world);
        give_rows(world);
    } else {
        memset(s->row_batches, 0, sizeof(int32_t) * (size_t)world->state->awake_count);
    }
    memset(s->batches, 0, sizeof(qn_batch) * (size_t)s->batch_count);
}

// ---- Dealing --------------------------------------------------------------------------------

static void deal_rows(qn_world *world)
{
    qn_scratch *s = world->scratch;
    int32_t awake_count = world->state->awake_count;
    for (int32_t row = 0; row < awake_count; ++row) {
        s->batches[s->row_batches[row]].row_end += 1;
    }
    int32_t end = 0;
    for (int32_t i = 0; i < s->batch_count; ++i) {
        int32_t count = s->batches[i].row_end;
        s->batches[i].first_row = s->batches[i].row_end = end;
        end += count;
    }
    for (int32_t row = 0; row < awake_count; ++row) {
        s->batch_rows[s->batches[s->row_batches[row]].row_end++] = row;
    }
}

static qn_batch *batch_of(const qn_scratch *s, const qn_touching *touch)
{
    int32_t row = row_of_touch(touch);
    return &s->batches[row != QN_NONE ? s->row_batches[row] : 0];
}

// Where each colour of a batch begins.
static void place_colors(qn_batch *batch, int32_t first_lane)
{
    int32_t block_count = 0;
    batch->first_lane = first_lane;
    for (int32_t color = 0; color <= QN_COLOR_COUNT; ++color) {
        int32_t lanes = batch->color_lanes[color];
        batch->first_overflow_block = block_count;
        batch->color_lanes[color] = first_lane + 4 * block_count;
        block_count += (lanes + 3) / 4;
    }
    batch->block_count = block_count;
}

static void deal_contacts(qn_scratch *s)
{
    for (int32_t i = 0; i < s->touching_count; ++i) {
        batch_of(s, &s->touches[i])->color_lanes[qn_touch_color(s, i)] += 1;
    }
    int32_t lane_count = 0;
    for (int32_t i = 0; i < s->batch_count; ++i) {
        place_colors(&s->batches[i], lane_count);
        lane_count += 4 * s->batches[i].block_count;
    }
    memset(s->lane_contacts, 0xFF, sizeof(int32_t) * (size_t)lane_count);
    for (int32_t i = 0; i < s->touching_count; ++i) {
        qn_touching *touch = &s->touches[i];
        touch->lane = batch_of(s, touch)->color_lanes[qn_touch_color(s, i)]++;
        s->lane_contacts[touch->lane] = touch->contact;
    }
}

void qn_batches_make(qn_world *world)
{
    cut(world);
    deal_rows(world);
    deal_contacts(world->scratch);
}
