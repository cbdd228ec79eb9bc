// Which bodies are solved directly, and in which order.
//
// A group is what touching contacts and joints hang together, as an island is. It is taken if it
// has few links for its bodies and if its matrix stays narrow: the bodies are ordered by breadth
// from an end of the group (Cuthill and McKee 1969), and the squares of the lines' lengths, which
// are what factoring costs, may be direct_work_per_body on average. Of a group that is not taken,
// what joints alone hold together may still be.
#include "base/roots.h"
#include "physics/joint/pins.h"
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

#define MAX_GROUP_BODIES 4096

typedef struct planner {
    qn_world *world;
    qn_scratch *scratch;
    bool with_contacts;
} planner;

// ---- Groups ---------------------------------------------------------------------------------

static bool has_line(const qn_scratch *s, int32_t row) { return s->direct_lines[row] != QN_NONE; }

// A joint to what does not give way counts too: a single pendulum is a group.
static void count_anchor(qn_scratch *s, int32_t row)
{
    if (row != QN_NONE && !has_line(s, row)) {
        s->link_counts[qn_root_of(s->row_parents, row)] += 1;
    }
}

// row_list holds the number of bodies of each root here.
static void join(qn_scratch *s, int32_t row_a, int32_t row_b)
{
    if (has_line(s, row_a) || has_line(s, row_b)) {
        return;
    }
    int32_t a = qn_root_of(s->row_parents, row_a);
    int32_t b = qn_root_of(s->row_parents, row_b);
    int32_t low = a < b ? a : b;
    int32_t high = a < b ? b : a;
    if (low != high) {
        s->row_parents[high] = low;
        s->link_counts[low] += s->link_counts[high];
        s->row_list[low] += s->row_list[high];
    }
    s->link_counts[low] += 1;
}

static void start_groups(const planner *p)
{
    qn_scratch *s = p->scratch;
    for (int32_t row = 0; row < p->world->state->awake_count; ++row) {
        s->row_parents[row] = row;
        s->link_counts[row] = 0;
        s->row_list[row] = 1;
    }
}

static bool is_rigid_sort(uint8_t sort)
{
    return sort == QN_SORT_RIGID_PIN || sort == QN_SORT_RIGID_ROW;
}

// Returns how many are rigid.
static int32_t join_joints(const planner *p)
{
    qn_scratch *s = p->scratch;
    int32_t rigid_count = 0;
    for (int32_t i = 0; i < p->world->state->awake_link_count[QN_JOINTS]; ++i) {
        const qn_joint_ends *ends = &s->joint_ends[i];
        if (!is_rigid_sort(s->pin_colors[i])) {
            continue;
        }
        rigid_count += 1;
        if (ends->row_a != QN_NONE && ends->row_b != QN_NONE) {
            join(s, ends->row_a, ends->row_b);
        } else {
            count_anchor(s, ends->row_a);
            count_anchor(s, ends->row_b);
        }
    }
    return rigid_count;
}

// Whether there are any that tie bodies together.
static bool join_contacts(const planner *p)
{
    qn_scratch *s = p->scratch;
    bool has_some = false;
    for (int32_t i = 0; i < s->touching_count; ++i) {
        const qn_touching *touch = &s->touches[i];
        if (touch->row_a != QN_NONE && touch->row_b != QN_NONE) {
            join(s, touch->row_a, touch->row_b);
            has_some = true;
        }
    }
    return has_some;
}

// ---- Neighbours -----------------------------------------------------------------------------

// Of a root: whether its group may be taken.
static bool is_promising(const qn_scratch *s, int32_t root)
{
    int32_t bodies = s->row_list[root];
    return s->link_counts[root] > 0 && 2 * s->link_counts[root] <= 3 * bodies &&
           bodies <= MAX_GROUP_BODIES && !has_line(s, root);
}

typedef void link_fn(qn_scratch *s, int32_t row, int32_t other);

// Both ways of a link within a promising group.
static inline void offer_link(qn_scratch *s, link_fn *take, int32_t row_a, int32_t row_b)
{
    if (row_a == QN_NONE || row_b == QN_NONE || has_line(s, row_a) || has_line(s, row_b) ||
        !is_promising(s, qn_root_of(s->row_parents, row_a))) {
        return;
    }
    take(s, row_a, row_b);
    take(s, row_b, row_a);
}

// From the last to the first.
static inline void offer_links(const planner *p, link_fn *take)
{
    qn_scratch *s = p->scratch;
    for (int32_t i = p->world->state->awake_link_count[QN_JOINTS] - 1; i >= 0; --i) {
        if (is_rigid_sort(s->pin_colors[i])) {
            offer_link(s, take, s->joint_ends[i].row_a, s->joint_ends[i].row_b);
        }
    }
    for (int32_t i = p->with_contacts ? s->touching_count - 1 : -1; i >= 0; --i) {
        offer_link(s, take, s->touches[i].row_a, s->touches[i].row_b);
    }
}

static void count_link(qn_scratch *s, int32_t row, int32_t other)
{
    (void)other;
    s->first_neighbours[row] += 1;
}

static void place_link(qn_scratch *s, int32_t row, int32_t other)
{
    s->neighbours[--s->first_neighbours[row]] = other;
}

// Of each row of a promising group, those that it touches and then those it is jointed to: looked
// up once, as contacts lie far apart. No more than three a body, as promising groups have no more
// links than one and a half.
static void find_neighbours(const planner *p)
{
    qn_scratch *s = p->scratch;
    int32_t awake_count = p->world->state->awake_count;
    memset(s->first_neighbours, 0, sizeof(int32_t) * (size_t)(awake_count + 1));
    offer_links(p, count_link);
    int32_t end = 0;
    for (int32_t row = 0; row <= awake_count; ++row) {
        end += s->first_neighbours[row];
        s->first_neighbours[row] = end;
    }
    offer_links(p, place_link);
}

// ---- Order ----------------------------------------------------------------------------------

// Gives the neighbours that have none the next lines.
static void visit(qn_scratch *s, int32_t row, int32_t *end)
{
    for (int32_t k = s->first_neighbours[row]; k < s->first_neighbours[row + 1]; ++k) {
        int32_t other = s->neighbours[k];
        if (!has_line(s, other)) {
            s->direct_lines[other] = *end;
            s->line_rows[(*end)++] = other;
        }
    }
}

static void forget(planner *p, int32_t begin, int32_t end)
{
    for (int32_t i = begin; i < end; ++i) {
        p->scratch->direct_lines[p->scratch->line_rows[i]] = QN_NONE;
    }
}

// Lines from line_count on, by breadth from `row`; returns where they end.
static int32_t order_from(planner *p, int32_t row)
{
    qn_scratch *s = p->scratch;
    int32_t end = s->line_count;
    s->direct_lines[row] = end;
    s->line_rows[end++] = row;
    for (int32_t i = s->line_count; i < end; ++i) {
        visit(s, s->line_rows[i], &end);
    }
    return end;
}

// The first line that a line touches; is_tree turns false where there are several before it.
static int32_t first_line(const qn_scratch *s, int32_t line, bool *is_tree)
{
    int32_t first = line;
    int32_t row = s->line_rows[line];
    for (int32_t k = s->first_neighbours[row]; k < s->first_neighbours[row + 1]; ++k) {
        int32_t other = s->direct_lines[s->neighbours[k]];
        *is_tree = *is_tree && (other > line || other == first || first == line);
        first = other < first ? other : first;
    }
    return first;
}

// Lays the lines [line_count, end) out; false where that is too much.
static bool lay_out_lines(planner *p, int32_t end, bool is_tree)
{
    qn_scratch *s = p->scratch;
    int32_t most = s->direct_block_limit;
    int32_t start = s->direct_block_count;
    int32_t work = p->world->state->tuning.direct_work_per_body * (end - s->line_count);
    for (int32_t i = s->line_count; i < end; ++i) {
        int32_t length = i - s->lines[i].first + 1;
        length = is_tree && length > 2 ? 2 : length;
        s->lines[i].start = start;
        s->lines[i].diagonal = start + length - 1;
        if (length > work || length * length > work || length > most - start) {
            return false;
        }
        start += length;
        work -= length * length;
    }
    s->direct_block_count = start;
    return true;
}

static void take_group(planner *p, int32_t root)
{
    qn_scratch *s = p->scratch;
    int32_t end = order_from(p, root);
    int32_t last = s->line_rows[end - 1];
    forget(p, s->line_count, end);
    end = order_from(p, last);
    bool is_tree = true;
    for (int32_t i = s->line_count; i < end; ++i) {
        s->lines[i].first = first_line(s, i, &is_tree);
    }
    if (!lay_out_lines(p, end, is_tree)) {
        forget(p, s->line_count, end);
        return;
    }
    for (int32_t i = s->line_count; i < end; ++i) {
        s->line_groups[i] = s->group_count;
    }
    s->groups[s->group_count++] = (qn_direct_group){
        .begin = s->line_count, .end = end, .has_contacts = p->with_contacts, .is_tree = is_tree};
    s->line_count = end;
}

static void take_groups(planner *p)
{
    qn_scratch *s = p->scratch;
    bool knows_neighbours = false;
    for (int32_t row = 0; row < p->world->state->awake_count; ++row) {
        if (s->row_parents[row] != row || !is_promising(s, row)) {
            continue;
        }
        if (!knows_neighbours) {
            find_neighbours(p);
            knows_neighbours = true;
        }
        take_group(p, row);
    }
}

// Trees of pins first: they are solved on their own, whatever they touch.
static void plan(planner *p, bool may_take)
{
    qn_world *world = p->world;
    qn_scratch *s = p->scratch;
    s->line_count = s->group_count = s->direct_row_count = s->direct_block_count = 0;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        s->direct_lines[row] = QN_NONE;
    }
    start_groups(p);
    int32_t rigid_count = join_joints(p);
    qn_pin_trees_find(world);
    if (!may_take) {
        return;
    }
    bool touches = join_contacts(p);
    take_groups(p);
    if (touches && rigid_count > s->tree_pin_count) {
        p->with_contacts = false;
        start_groups(p);
        join_joints(p);
        take_groups(p);
    }
}

bool qn_direct_plan(qn_world *world, bool may_take)
{
    qn_scratch *s = world->scratch;
    planner p = {world, s, true};
    plan(&p, may_take);
    if (qn_scratch_begin_direct(s, world->state, qn_direct_most_rows(world))) {
        return true;
    }
    forget(&p, 0, s->line_count);
    s->line_count = s->group_count = s->direct_block_count = 0;
    return false;
}
