// Finds the trees that pins alone hold together, and puts those of the same shape side by side.
//
// Taken is what joints tie together, if it is small, hangs on nothing that does not give way, has
// no other rigid joint, and if its masses are alike. The root is the body with most pins, and
// bodies stand by breadth, as the lists of their joints have them: so trees that were made alike
// look alike, wherever they are stored.
//
// Contacts see one body of a tree, which weighs little against the whole. Where a fast tree hits
// something, that is too slow to stop it: these go to the direct solver, contacts and all.
#include "physics/joint/pins.h"
#include "physics/link.h"
#include "physics/world.h"

#include <string.h>

// Slower, a tree that touches something does not fall far into it before its contacts have it.
#define CALM_SPEED_MPS 2.0f
// Of a tree, as direct_plan.c counts: two blocks a line.
#define WORK_PER_BODY 4
#define MOST_ENDS (2 * (QN_PIN_TREE_BODIES - 1))

// A tree as it was found: its bodies, and of each the pins in the order of its list.
typedef struct walk {
    int32_t count;
    int32_t rows[QN_PIN_TREE_BODIES];
    int32_t first_ends[QN_PIN_TREE_BODIES + 1];
    int32_t keys[MOST_ENDS];
    uint8_t others[MOST_ENDS];
} walk;

// The same from its root on.
typedef struct layout {
    uint8_t shape[QN_PIN_TREE_BODIES];
    int32_t joints[QN_PIN_TREE_BODIES]; // of each line but the first
    int32_t has_powers;
} layout;

// ---- What is left out -----------------------------------------------------------------------

// Of a root, in row_pins.
enum { IS_FAST = 1, IS_HIT = 2 };

static int32_t root_row(const qn_scratch *s, int32_t row)
{
    while (s->row_parents[row] != row) {
        row = s->row_parents[row];
    }
    return row;
}

static void find_fast(const qn_world *world)
{
    const qn_scratch *s = world->scratch;
    memset(s->row_pins, 0, sizeof s->row_pins[0] * (size_t)world->state->awake_count);
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        if (qn_length_squared(world->velocities[row].v) > CALM_SPEED_MPS * CALM_SPEED_MPS) {
            s->row_pins[root_row(s, row)] = IS_FAST;
        }
    }
}

// Both sides of a contact of what is fast.
static void find_hit(const qn_world *world)
{
    const qn_scratch *s = world->scratch;
    for (int32_t i = 0; i < s->touching_count; ++i) {
        const qn_touching *touch = &s->touches[i];
        int32_t a = touch->row_a != QN_NONE ? touch->row_a : touch->row_b;
        int32_t b = touch->row_b != QN_NONE ? touch->row_b : touch->row_a;
        if (a == QN_NONE) {
            continue;
        }
        uint32_t *of_a = &s->row_pins[root_row(s, a)], *of_b = &s->row_pins[root_row(s, b)];
        if (((*of_a | *of_b) & IS_FAST) != 0) {
            *of_a |= IS_HIT;
            *of_b |= IS_HIT;
        }
    }
}

// ---- Walk -----------------------------------------------------------------------------------

// Of the body in the list of which the key stands, the other end; false where that is no tree.
static bool walk_along(const qn_world *world, walk *w, int32_t key)
{
    const qn_scratch *s = world->scratch;
    int32_t awake_index = world->joints[qn_link_index(key)].link.awake_index;
    uint8_t sort = awake_index != QN_NONE ? s->pin_colors[awake_index] : QN_SORT_ROW;
    if (sort == QN_SORT_ROW || sort == QN_SORT_PIN) {
        return true;
    }
    const qn_joint_ends *ends = &s->joint_ends[awake_index];
    int32_t other = (key & 1) != 0 ? ends->row_a : ends->row_b;
    int32_t end = w->first_ends[QN_PIN_TREE_BODIES];
    if (sort != QN_SORT_RIGID_PIN || other == QN_NONE || end == MOST_ENDS) {
        return false;
    }
    if (s->direct_lines[other] == QN_NONE) {
        if (w->count == QN_PIN_TREE_BODIES) {
            return false;
        }
        s->direct_lines[other] = w->count;
        w->rows[w->count++] = other;
    }
    w->keys[end] = key;
    w->others[end] = (uint8_t)s->direct_lines[other];
    w->first_ends[QN_PIN_TREE_BODIES] = end + 1;
    return true;
}

// Along all joints of a body; false where that is no tree.
static bool walk_around(const qn_world *world, walk *w, int32_t body)
{
    int32_t key = qn_link_first(world, QN_JOINTS, body);
    for (; key != QN_NONE; key = qn_link_next(world, QN_JOINTS, key)) {
        if (!walk_along(world, w, key)) {
            return false;
        }
    }
    return true;
}

// The last of first_ends counts the ends while the walk goes on.
static bool walk_from(const qn_world *world, walk *w, int32_t row)
{
    w->count = 1;
    w->rows[0] = row;
    w->first_ends[QN_PIN_TREE_BODIES] = 0;
    world->scratch->direct_lines[row] = 0;
    for (int32_t i = 0; i < w->count; ++i) {
        int32_t end = w->first_ends[QN_PIN_TREE_BODIES];
        w->first_ends[i] = end;
        if (!walk_around(world, w, world->motions[w->rows[i]].body)) {
            return false;
        }
    }
    w->first_ends[w->count] = w->first_ends[QN_PIN_TREE_BODIES];
    return true;
}

static bool masses_are_alike(const qn_world *world, const walk *w)
{
    float least = world->motions[w->rows[0]].inv_mass, most = least;
    bool all_turn = true;
    for (int32_t i = 0; i < w->count; ++i) {
        const qn_motion *motion = &world->motions[w->rows[i]];
        least = qn_min(least, motion->inv_mass);
        most = qn_max(most, motion->inv_mass);
        all_turn = all_turn && motion->inv_inertia > 0.0f;
    }
    return all_turn && least > 0.0f && most <= QN_PIN_TREE_MASS_RATIO * least;
}

// ---- Layout ---------------------------------------------------------------------------------

static int32_t root_of(const qn_world *world, const walk *w)
{
    int32_t best = 0, most = 0;
    for (int32_t i = 0; i < w->count; ++i) {
        int32_t count = w->first_ends[i + 1] - w->first_ends[i];
        bool is_lower = world->motions[w->rows[i]].body < world->motions[w->rows[best]].body;
        if (count > most || (count == most && is_lower)) {
            best = i;
            most = count;
        }
    }
    return best;
}

// The lines that a layout has so far.
typedef struct lines {
    int32_t count;
    int32_t places[QN_PIN_TREE_BODIES]; // in the walk
    int32_t came_by[QN_PIN_TREE_BODIES];
} lines;

// One for each body that hangs on the i-th.
static void lay_out_below(const qn_world *world, const walk *w, layout *out, lines *l, int32_t i)
{
    int32_t place = l->places[i];
    for (int32_t k = w->first_ends[place]; k < w->first_ends[place + 1]; ++k) {
        int32_t joint = qn_link_index(w->keys[k]);
        if (joint == l->came_by[i]) {
            continue;
        }
        bool is_turned = (w->keys[k] & 1) != 0;
        out->shape[l->count] = (uint8_t)(i | (is_turned ? QN_PIN_TREE_TURNED : 0));
        out->joints[l->count] = joint;
        out->has_powers |= (world->joints[joint].link.flags & QN_JOINT_HAS_ANY) != 0;
        l->places[l->count] = w->others[k];
        l->came_by[l->count++] = joint;
    }
}

static void lay_out(const qn_world *world, const walk *w, layout *out)
{
    lines l;
    *out = (layout){.has_powers = 0};
    l.count = 1;
    l.places[0] = root_of(world, w);
    l.came_by[0] = QN_NONE;
    for (int32_t i = 0; i < l.count; ++i) {
        lay_out_below(world, w, out, &l, i);
    }
}

// ---- Side by side ---------------------------------------------------------------------------

// Trees that are not full yet, in the order in which they were begun.
typedef struct open_trees {
    int32_t count;
    int32_t trees[QN_OPEN_PIN_TREES];
} open_trees;

static bool fits(const qn_pin_tree *tree, int32_t body_count, const layout *l)
{
    return tree->body_count == body_count && tree->has_powers == l->has_powers &&
           memcmp(tree->shape, l->shape, sizeof l->shape) == 0;
}

static int32_t begin_tree(qn_scratch *s, open_trees *open, int32_t body_count, const layout *l)
{
    s->pin_tree_block -= body_count - 1;
    for (int32_t i = 0; i < body_count - 1; ++i) {
        memset(s->pin_blocks[s->pin_tree_block + i].joint, 0xff, sizeof s->pin_blocks[0].joint);
    }
    qn_pin_tree *tree = &s->pin_trees[s->pin_tree_count];
    *tree = (qn_pin_tree){body_count, 0, s->pin_tree_block, l->has_powers, {0}};
    memcpy(tree->shape, l->shape, sizeof tree->shape);
    open->trees[open->count] = s->pin_tree_count++;
    return open->count++;
}

// The place among the open ones, or QN_NONE where there are too many shapes.
static int32_t find_open(qn_scratch *s, open_trees *open, int32_t body_count, const layout *l)
{
    for (int32_t i = 0; i < open->count; ++i) {
        if (fits(&s->pin_trees[open->trees[i]], body_count, l)) {
            return i;
        }
    }
    return open->count < QN_OPEN_PIN_TREES ? begin_tree(s, open, body_count, l) : QN_NONE;
}

static void close_if_full(const qn_scratch *s, open_trees *open, int32_t place)
{
    if (s->pin_trees[open->trees[place]].tree_count == 4) {
        for (int32_t i = place + 1; i < open->count; ++i) {
            open->trees[i - 1] = open->trees[i];
        }
        open->count -= 1;
    }
}

static bool enter(qn_world *world, open_trees *open, int32_t body_count, const layout *l)
{
    qn_scratch *s = world->scratch;
    int32_t place = find_open(s, open, body_count, l);
    if (place == QN_NONE) {
        return false;
    }
    qn_pin_tree *tree = &s->pin_trees[open->trees[place]];
    int32_t lane = tree->tree_count++;
    for (int32_t i = 1; i < body_count; ++i) {
        int32_t joint = l->joints[i], block = tree->first_block + i - 1;
        int32_t awake_index = world->joints[joint].link.awake_index;
        qn_pin_enter(&s->pin_blocks[block], lane, joint, &s->joint_ends[awake_index]);
        s->pin_colors[awake_index] = QN_SORT_TREE_PIN;
        s->joint_places[awake_index] = qn_pin_place(4 * block + lane);
    }
    s->tree_pin_count += body_count - 1;
    close_if_full(s, open, place);
    return true;
}

// ---- All ------------------------------------------------------------------------------------

static void mark(const qn_scratch *s, const walk *w, int32_t line)
{
    for (int32_t i = 0; i < w->count; ++i) {
        s->direct_lines[w->rows[i]] = line;
    }
}

static void take_tree(qn_world *world, open_trees *open, int32_t root)
{
    walk w;
    layout l;
    bool is_tree = walk_from(world, &w, root) && masses_are_alike(world, &w);
    if (is_tree) {
        lay_out(world, &w, &l);
        is_tree = enter(world, open, w.count, &l);
    }
    mark(world->scratch, &w, is_tree ? QN_IN_PIN_TREE : QN_NONE);
}

// As many ties as bodies less one: neither a ring nor an anchor is among them.
void qn_pin_trees_find(qn_world *world)
{
    qn_scratch *s = world->scratch;
    open_trees open = {.count = 0};
    s->pin_tree_count = s->tree_pin_count = 0;
    s->pin_tree_block = s->pin_block_limit;
    if (world->state->awake_link_count[QN_JOINTS] == 0 ||
        world->state->tuning.direct_work_per_body < WORK_PER_BODY) {
        return;
    }
    find_fast(world);
    find_hit(world);
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        int32_t bodies = s->row_list[row];
        if (bodies > 1 && bodies <= QN_PIN_TREE_BODIES && s->row_parents[row] == row &&
            s->link_counts[row] == bodies - 1 && (s->row_pins[row] & IS_HIT) == 0) {
            take_tree(world, &open, row);
        }
    }
}
