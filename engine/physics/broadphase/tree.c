// Where leaves go, and how the levels above follow them.
//
// Invariants after every call: each lane of a node above the lowest level is exactly the union of
// the node below it, and inside out where that has no box; nodes beyond those in use are not read.
// A box that moves or enters is written in place and its line of ancestors follows, as far as
// anything changes. A place that loses its leaf is filled by the next that enters.
//
// Wear: a box that a step moved went about as far as its margin, one that entered or was put
// somewhere may be anywhere. Ordering costs about thirty times what moving costs, so a tree is put
// in order once as much has worn off: then the costs of order and of its lack are about the same.
#include "physics/broadphase/tree.h"

#define SLACK_SHARE 4 // one place in so many is there so that trees need not be packed too often
#define SLACK_PLACES 16
#define WEAR_PER_LEAF 4
#define WEAR_AT_LEAST 2048

#define EMPTY_LANES(sign)                                                                          \
    {sign __builtin_inff(), sign __builtin_inff(), sign __builtin_inff(), sign __builtin_inff()}
static const qn_tree_node empty_node = {EMPTY_LANES(+), EMPTY_LANES(+), EMPTY_LANES(-),
                                        EMPTY_LANES(-)};

// ---- Layout ---------------------------------------------------------------------------------

int32_t qn_forest_places_for(int32_t item_capacity)
{
    int32_t places = item_capacity + item_capacity / SLACK_SHARE + SLACK_PLACES;
    return places + (-places & (QN_TREE_WIDTH - 1));
}

// Each tree may have one node on a level that is not full.
static int32_t level_nodes(int32_t places, int32_t level)
{
    int32_t shift = 2 * level + 2;
    return ((places + (1 << shift) - 1) >> shift) + 1;
}

int32_t qn_forest_nodes_for(int32_t item_capacity)
{
    int32_t places = qn_forest_places_for(item_capacity);
    int32_t count = 0;
    for (int32_t level = 0; level < QN_TREE_LEVELS; ++level) {
        count += level_nodes(places, level);
    }
    return count;
}

qn_forest qn_forest_over(qn_tree trees[2], qn_tree_node *nodes, int32_t *items, int32_t *places,
                         int32_t item_capacity)
{
    qn_forest forest = {.trees = trees,
                        .nodes = nodes,
                        .items = items,
                        .places = places,
                        .place_capacity = qn_forest_places_for(item_capacity)};
    for (int32_t level = 0; level < QN_TREE_LEVELS; ++level) {
        forest.first_nodes[level + 1] =
            forest.first_nodes[level] + level_nodes(forest.place_capacity, level);
    }
    return forest;
}

static void copy_level(const qn_forest *to, const qn_forest *from, int32_t tree, int32_t level)
{
    for (int32_t i = 0; i < qn_tree_nodes_on(&from->trees[tree], level); ++i) {
        *qn_tree_node_at(to, tree, level, i) = *qn_tree_node_at(from, tree, level, i);
    }
}

void qn_forest_copy(const qn_forest *to, const qn_forest *from)
{
    for (int32_t tree = 0; tree < 2; ++tree) {
        const qn_tree *source = &from->trees[tree];
        to->trees[tree] = *source;
        for (int32_t place = 0; place < source->place_count; ++place) {
            int32_t item = *qn_tree_item_at(from, tree, place);
            *qn_tree_item_at(to, tree, place) = item;
        }
        for (int32_t level = 0; level < QN_TREE_LEVELS; ++level) {
            copy_level(to, from, tree, level);
        }
    }
}

// ---- Nodes ----------------------------------------------------------------------------------

// Lower x and y, upper x and y of the union of the four boxes of a node.
static inline __attribute__((always_inline)) qn_f4 union_of(const qn_tree_node *node)
{
    static const float upper_lanes[4] = {0.0f, 0.0f, 1.0f, 1.0f};
    qn_f4 a = qn_f4_load(node->lower_x), b = qn_f4_load(node->lower_y);
    qn_f4 c = qn_f4_load(node->upper_x), d = qn_f4_load(node->upper_y);
    qn_f4_transpose(&a, &b, &c, &d);
    qn_f4 least = qn_f4_min(qn_f4_min(a, b), qn_f4_min(c, d));
    qn_f4 most = qn_f4_max(qn_f4_max(a, b), qn_f4_max(c, d));
    return qn_f4_select(qn_f4_greater(qn_f4_load(upper_lanes), qn_f4_zero()), most, least);
}

// Whether that changed anything.
static bool set_lane(qn_tree_node *node, int32_t lane, const float box[4])
{
    bool is_same = node->lower_x[lane] == box[0] && node->lower_y[lane] == box[1] &&
                   node->upper_x[lane] == box[2] && node->upper_y[lane] == box[3];
    node->lower_x[lane] = box[0];
    node->lower_y[lane] = box[1];
    node->upper_x[lane] = box[2];
    node->upper_y[lane] = box[3];
    return !is_same;
}

static void fit_line(const qn_forest *forest, int32_t tree, int32_t place)
{
    int32_t root = qn_tree_root_level(&forest->trees[tree]);
    bool is_changed = true;
    for (int32_t level = 0; level < root && is_changed; ++level) {
        int32_t i = place >> (2 * level + 2);
        float box[4];
        qn_f4_store(box, union_of(qn_tree_node_at(forest, tree, level, i)));
        is_changed = set_lane(qn_tree_node_at(forest, tree, level + 1, i >> 2), i & 3, box);
    }
}

static void write_box(const qn_forest *forest, int32_t tree, int32_t place, qn_aabb box)
{
    set_lane(qn_tree_node_at(forest, tree, 0, place >> 2), place & 3,
             (float[4]){box.lower.x, box.lower.y, box.upper.x, box.upper.y});
}

// The four nodes below one that has a whole line of them, or fewer.
static void fit_node(const qn_forest *forest, int32_t tree, int32_t level, int32_t i, int32_t count)
{
    qn_f4 boxes[QN_TREE_WIDTH];
    for (int32_t lane = 0; lane < QN_TREE_WIDTH; ++lane) {
        bool is_there = QN_TREE_WIDTH * i + lane < count;
        boxes[lane] =
            union_of(is_there ? qn_tree_node_at(forest, tree, level - 1, QN_TREE_WIDTH * i + lane)
                              : &empty_node);
    }
    qn_f4_transpose(&boxes[0], &boxes[1], &boxes[2], &boxes[3]);
    qn_tree_node *node = qn_tree_node_at(forest, tree, level, i);
    qn_f4_store(node->lower_x, boxes[0]);
    qn_f4_store(node->lower_y, boxes[1]);
    qn_f4_store(node->upper_x, boxes[2]);
    qn_f4_store(node->upper_y, boxes[3]);
}

void qn_tree_fit(const qn_forest *forest, int32_t tree)
{
    const qn_tree *t = &forest->trees[tree];
    int32_t below = qn_tree_nodes_on(t, 0);
    for (int32_t level = 1; level <= qn_tree_root_level(t); ++level) {
        int32_t count = qn_tree_nodes_on(t, level);
        for (int32_t i = 0; i < count; ++i) {
            fit_node(forest, tree, level, i, below);
        }
        below = count;
    }
}

// ---- Leaves ---------------------------------------------------------------------------------

static int32_t add_place(const qn_forest *forest, int32_t tree)
{
    qn_tree *t = &forest->trees[tree];
    int32_t place = t->place_count++;
    int32_t root = qn_tree_root_level(t);
    for (int32_t level = 0; level <= root; ++level) {
        int32_t shift = 2 * level + 2;
        if ((place & ((1 << shift) - 1)) == 0) {
            *qn_tree_node_at(forest, tree, level, place >> shift) = empty_node;
        }
    }
    // The first place beyond what a root can hold: it becomes the first child of a new one.
    if (root > QN_TREE_GROUP_LEVEL && place == QN_TREE_WIDTH << 2 * (root - 1)) {
        fit_node(forest, tree, root, 0, 1);
    }
    return place;
}

static int32_t take_place(const qn_forest *forest, int32_t tree)
{
    qn_tree *t = &forest->trees[tree];
    if (t->free_head == 0) {
        return add_place(forest, tree);
    }
    int32_t place = t->free_head - 1;
    t->free_head = -1 - *qn_tree_item_at(forest, tree, place);
    return place;
}

static bool is_full(const qn_forest *forest, int32_t tree)
{
    return forest->trees[tree].free_head == 0 &&
           forest->trees[0].place_count + forest->trees[1].place_count == forest->place_capacity;
}

static void pack(const qn_forest *forest, int32_t tree, qn_tree_work work)
{
    int32_t count = 0;
    for (int32_t place = 0; place < forest->trees[tree].place_count; ++place) {
        int32_t item = *qn_tree_item_at(forest, tree, place);
        if (item >= 0) {
            work.leaves[count++] = (qn_tree_leaf){qn_tree_box(forest, tree, item), item};
        }
    }
    qn_tree_build(forest, tree, count, work);
}

static bool is_worn(int32_t wear, int32_t leaf_count)
{
    return wear > WEAR_PER_LEAF * leaf_count + WEAR_AT_LEAST;
}

void qn_tree_mend(const qn_forest *forest, int32_t tree, qn_tree_work work)
{
    const qn_tree *t = &forest->trees[tree];
    if (is_worn(t->wear, t->leaf_count)) {
        pack(forest, tree, work);
    }
}

void qn_tree_rebuild(const qn_forest *forest, int32_t tree, int32_t leaf_count, int32_t wear,
                     qn_tree_work work)
{
    if (is_worn(wear, leaf_count)) {
        qn_tree_build(forest, tree, leaf_count, work);
    } else {
        qn_tree_fill(forest, tree, leaf_count, work);
        forest->trees[tree].wear = wear;
    }
}

void qn_tree_insert(const qn_forest *forest, int32_t tree, int32_t item, qn_aabb box,
                    qn_tree_work work)
{
    if (is_full(forest, tree)) {
        pack(forest, QN_TREE_FIXED, work);
        pack(forest, QN_TREE_DYNAMIC, work);
    }
    int32_t place = take_place(forest, tree);
    *qn_tree_item_at(forest, tree, place) = item;
    forest->places[item] = place;
    forest->trees[tree].leaf_count += 1;
    forest->trees[tree].wear += QN_TREE_WEAR_OF_ENTRY;
    write_box(forest, tree, place, box);
    fit_line(forest, tree, place);
    qn_tree_mend(forest, tree, work);
}

void qn_tree_remove(const qn_forest *forest, int32_t tree, int32_t item)
{
    qn_tree *t = &forest->trees[tree];
    int32_t place = forest->places[item];
    float inside_out[4];
    qn_f4_store(inside_out, union_of(&empty_node));
    set_lane(qn_tree_node_at(forest, tree, 0, place >> 2), place & 3, inside_out);
    fit_line(forest, tree, place);
    *qn_tree_item_at(forest, tree, place) = -1 - t->free_head;
    forest->places[item] = QN_TREE_NULL;
    t->free_head = place + 1;
    t->leaf_count -= 1;
    if (t->leaf_count == 0) {
        *t = (qn_tree){0};
    }
}

void qn_tree_move(const qn_forest *forest, int32_t tree, int32_t item, qn_aabb box,
                  qn_tree_work work)
{
    write_box(forest, tree, forest->places[item], box);
    fit_line(forest, tree, forest->places[item]);
    forest->trees[tree].wear += QN_TREE_WEAR_OF_ENTRY;
    qn_tree_mend(forest, tree, work);
}

void qn_tree_set_box(const qn_forest *forest, int32_t tree, int32_t item, qn_aabb box)
{
    write_box(forest, tree, forest->places[item], box);
    forest->trees[tree].wear += QN_TREE_WEAR_OF_MOVE;
}

void qn_tree_fit_item(const qn_forest *forest, int32_t tree, int32_t item)
{
    fit_line(forest, tree, forest->places[item]);
}

int32_t qn_tree_height(const qn_tree *tree)
{
    return tree->place_count == 0 ? 0 : qn_tree_root_level(tree) + 1;
}

qn_aabb qn_tree_box(const qn_forest *forest, int32_t tree, int32_t item)
{
    int32_t place = forest->places[item];
    const qn_tree_node *node = qn_tree_node_at(forest, tree, 0, place >> 2);
    int32_t lane = place & 3;
    return (qn_aabb){{node->lower_x[lane], node->lower_y[lane]},
                     {node->upper_x[lane], node->upper_y[lane]}};
}
