#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "physics/broadphase/tree.h"

#define ITEMS 600

// A forest beside the plain list that it must agree with.
typedef struct twin {
    qn_forest forest;
    qn_tree trees[2];
    qn_tree_work work;
    int32_t item_capacity;
    qn_aabb box[ITEMS];
    int tree[ITEMS]; // NOWHERE: in no tree
    uint32_t seed;
} twin;

#define NOWHERE (-1)

static qn_forest forest_for(qn_tree *trees, int32_t item_capacity)
{
    qn_tree_node *nodes = calloc((size_t)qn_forest_nodes_for(item_capacity), sizeof *nodes);
    int32_t *items = calloc((size_t)qn_forest_places_for(item_capacity), sizeof *items);
    int32_t *places = calloc((size_t)item_capacity + 1, sizeof *places);
    return qn_forest_over(trees, nodes, items, places, item_capacity);
}

static void forest_free(qn_forest *forest)
{
    free(forest->nodes);
    free(forest->items);
    free(forest->places);
}

static qn_tree_work work_for(int32_t item_capacity)
{
    return (qn_tree_work){.keys = calloc(2 * (size_t)item_capacity + 1, sizeof(uint64_t)),
                          .leaves = calloc((size_t)item_capacity + 1, sizeof(qn_tree_leaf))};
}

static void work_free(qn_tree_work *work)
{
    free(work->keys);
    free(work->leaves);
}

static twin *twin_create(uint32_t seed, int32_t item_capacity)
{
    twin *t = calloc(1, sizeof *t);
    t->forest = forest_for(t->trees, item_capacity);
    t->work = work_for(item_capacity);
    t->item_capacity = item_capacity;
    t->seed = seed;
    for (int i = 0; i < ITEMS; ++i) {
        t->tree[i] = NOWHERE;
    }
    return t;
}

static void twin_destroy(twin *t)
{
    forest_free(&t->forest);
    work_free(&t->work);
    free(t);
}

static bool is_same_box(qn_aabb a, qn_aabb b)
{
    return a.lower.x == b.lower.x && a.lower.y == b.lower.y && a.upper.x == b.upper.x &&
           a.upper.y == b.upper.y;
}

static bool twin_is_sound(const twin *t)
{
    return qn_tree_validate(&t->forest, 0) == NULL && qn_tree_validate(&t->forest, 1) == NULL;
}

static void twin_insert(twin *t, int32_t item, int tree, qn_aabb box)
{
    qn_tree_insert(&t->forest, tree, item, box, t->work);
    t->tree[item] = tree;
    t->box[item] = box;
}

static void twin_remove(twin *t, int32_t item)
{
    qn_tree_remove(&t->forest, t->tree[item], item);
    t->tree[item] = NOWHERE;
}

static bool twin_has(const twin *t, int32_t item, uint32_t trees)
{
    return t->tree[item] != NOWHERE && (trees >> t->tree[item] & 1u) != 0;
}

// Mostly small boxes, some walls, some points; a coarse grid so that ties happen, and now and then
// something far away.
static qn_aabb random_box(uint32_t *seed)
{
    float x = floorf(check_random_float(seed, -50.0f, 50.0f));
    float y = floorf(check_random_float(seed, -50.0f, 50.0f));
    uint32_t kind = check_random(seed) % 10;
    float width = kind == 0 ? 60.0f : (kind == 1 ? 0.0f : check_random_float(seed, 0.1f, 3.0f));
    float height = kind == 1 ? 0.0f : check_random_float(seed, 0.1f, 3.0f);
    x = check_random(seed) % 40 == 0 ? 1000.0f * x : x;
    return (qn_aabb){{x, y}, {x + width, y + height}};
}

static void change_one(twin *t)
{
    int32_t i = (int32_t)(check_random(&t->seed) % (uint32_t)t->item_capacity);
    qn_aabb box = random_box(&t->seed);
    bool is_move = check_random(&t->seed) % 2 == 0;
    if (t->tree[i] == NOWHERE) {
        twin_insert(t, i, (int)(check_random(&t->seed) % 2), box);
    } else if (is_move) {
        qn_tree_move(&t->forest, t->tree[i], i, box, t->work);
        t->box[i] = box;
    } else {
        twin_remove(t, i);
    }
}

// As a step does it: boxes first, then the levels above, by either way.
static void change_many(twin *t)
{
    bool is_by_item = check_random(&t->seed) % 2 == 0;
    for (int32_t i = 0; i < t->item_capacity; ++i) {
        if (t->tree[i] == 1 && check_random(&t->seed) % 8 == 0) {
            t->box[i] = random_box(&t->seed);
            qn_tree_set_box(&t->forest, 1, i, t->box[i]);
        }
    }
    for (int32_t i = 0; i < t->item_capacity && is_by_item; ++i) {
        if (t->tree[i] == 1) {
            qn_tree_fit_item(&t->forest, 1, i);
        }
    }
    if (!is_by_item) {
        qn_tree_fit(&t->forest, 1);
    }
    qn_tree_mend(&t->forest, 1, t->work);
}

static uint32_t random_trees(twin *t) { return 1u + check_random(&t->seed) % 3u; }

static int wrong_answers_of_walk(twin *t)
{
    bool seen[ITEMS] = {false};
    int wrong = 0;
    qn_aabb box = random_box(&t->seed);
    uint32_t trees = random_trees(t);
    qn_tree_walk walk;
    qn_tree_walk_start(&walk, &t->forest, trees, box);
    for (int32_t item; (item = qn_tree_walk_next(&walk)) != QN_TREE_NULL;) {
        wrong += seen[item];
        seen[item] = true;
    }
    for (int i = 0; i < ITEMS; ++i) {
        bool is_due = twin_has(t, i, trees) && qn_aabb_overlaps(t->box[i], box);
        wrong += is_due != seen[i];
    }
    return wrong;
}

// Does the segment meet the box grown by `grow`? Slabs in double.
static bool segment_meets(qn_vec2 o, qn_vec2 d, qn_aabb box, double grow)
{
    double origin[2] = {o.x, o.y}, delta[2] = {d.x, d.y};
    double low[2] = {box.lower.x - grow, box.lower.y - grow};
    double high[2] = {box.upper.x + grow, box.upper.y + grow};
    double enter = 0, leave = 1;
    for (int k = 0; k < 2; ++k) {
        if (delta[k] == 0) {
            leave = origin[k] < low[k] || origin[k] > high[k] ? -1 : leave;
            continue;
        }
        double t1 = (low[k] - origin[k]) / delta[k];
        double t2 = (high[k] - origin[k]) / delta[k];
        enter = fmax(enter, fmin(t1, t2));
        leave = fmin(leave, fmax(t1, t2));
    }
    return enter <= leave;
}

static qn_vec2 random_point(uint32_t *seed, float half_width)
{
    qn_vec2 p;
    p.x = check_random_float(seed, -half_width, half_width);
    p.y = check_random_float(seed, -half_width, half_width);
    return p;
}

// Every box that is crossed must come, and none that is clearly missed.
static int wrong_answers_of_cast(twin *t)
{
    bool seen[ITEMS] = {false};
    int wrong = 0;
    qn_vec2 o = random_point(&t->seed, 60.0f);
    qn_vec2 d = random_point(&t->seed, 90.0f);
    d.y = check_random(&t->seed) % 5 == 0 ? 0.0f : d.y;
    uint32_t trees = random_trees(t);
    qn_tree_cast cast;
    qn_tree_cast_start(&cast, &t->forest, trees, o, d);
    for (int32_t item; (item = qn_tree_cast_next(&cast)) != QN_TREE_NULL;) {
        wrong += seen[item];
        wrong += !segment_meets(o, d, t->box[item], 1e-3);
        seen[item] = true;
    }
    for (int i = 0; i < ITEMS; ++i) {
        bool is_due = twin_has(t, i, trees) && segment_meets(o, d, t->box[i], 0.0);
        wrong += is_due && !seen[i];
    }
    return wrong;
}

static double distance_to(qn_vec2 p, qn_aabb box)
{
    double x = fmax(0.0, fmax((double)box.lower.x - p.x, (double)p.x - box.upper.x));
    double y = fmax(0.0, fmax((double)box.lower.y - p.y, (double)p.y - box.upper.y));
    return sqrt(x * x + y * y);
}

// Without shortening: all that is near; with it: the nearest.
static int wrong_answers_of_search(twin *t, bool is_shortened)
{
    int wrong = 0, found = 0, due = 0;
    qn_vec2 p = random_point(&t->seed, 60.0f);
    float most = check_random_float(&t->seed, 0.0f, 40.0f);
    double nearest = most, expected = most;
    uint32_t trees = random_trees(t);
    qn_tree_search search;
    qn_tree_search_start(&search, &t->forest, trees, p, most);
    for (int32_t item; (item = qn_tree_search_next(&search)) != QN_TREE_NULL;) {
        nearest = fmin(nearest, distance_to(p, t->box[item]));
        wrong += distance_to(p, t->box[item]) > (double)most + 1e-4;
        found += distance_to(p, t->box[item]) < (double)most - 1e-4;
        search.max_distance = is_shortened ? (float)nearest : most;
    }
    for (int i = 0; i < ITEMS; ++i) {
        double distance = twin_has(t, i, trees) ? distance_to(p, t->box[i]) : INFINITY;
        due += distance < (double)most - 1e-4;
        expected = fmin(expected, distance);
    }
    return wrong + (fabs(nearest - expected) > 1e-4) + (!is_shortened && found != due);
}

// Packed: no level more than the leaves and the slack need.
static void check_height(const twin *t)
{
    for (int tree = 0; tree < 2; ++tree) {
        int32_t places = t->trees[tree].place_count;
        int32_t height = qn_tree_height(&t->trees[tree]);
        CHECK(places <= (1 << 2 * height));
        CHECK(height <= 2 || places > (1 << 2 * (height - 1)));
    }
    CHECK(t->trees[0].place_count + t->trees[1].place_count <= t->forest.place_capacity);
}

static int wrong_answers(twin *t, bool is_shortened)
{
    int wrong = wrong_answers_of_walk(t);
    wrong += wrong_answers_of_cast(t);
    return wrong + wrong_answers_of_search(t, is_shortened);
}

static void change_some(twin *t, bool also_many)
{
    change_one(t);
    if (also_many) {
        change_many(t);
    }
}

TEST(the_trees_answer_like_a_plain_list_through_random_changes)
{
    static const int32_t capacities[] = {3, 115, ITEMS};
    for (int k = 0; k < 3; ++k) {
        twin *t = twin_create(7, capacities[k]);
        int rounds = check_is_long() ? 60000 : 3000;
        int wrong = 0, invalid = 0;
        for (int i = 0; i < rounds; ++i) {
            change_some(t, i % 16 == 0);
            invalid += !twin_is_sound(t);
            wrong += wrong_answers(t, i % 2 == 0);
        }
        CHECK_INT(invalid, 0);
        CHECK_INT(wrong, 0);
        check_height(t);
        twin_destroy(t);
    }
}

TEST(a_cast_that_is_shortened_on_the_way_still_finds_the_nearest_box)
{
    twin *t = twin_create(11, ITEMS);
    int wrong = 0;
    for (int i = 0; i < 2000; ++i) {
        change_one(t);
        qn_vec2 o = {check_random_float(&t->seed, -60.0f, 60.0f), 70.0f};
        qn_vec2 d = {0.0f, -140.0f};
        float nearest = 1.0f, expected = 1.0f;
        qn_tree_cast cast;
        qn_tree_cast_start(&cast, &t->forest, QN_IN_BOTH, o, d);
        for (int32_t item; (item = qn_tree_cast_next(&cast)) != QN_TREE_NULL;) {
            nearest = qn_min((o.y - t->box[item].upper.y) / 140.0f, nearest);
            cast.max_fraction = nearest;
        }
        for (int k = 0; k < ITEMS; ++k) {
            bool is_under =
                t->tree[k] != NOWHERE && t->box[k].lower.x <= o.x && o.x <= t->box[k].upper.x;
            float fraction = (o.y - t->box[k].upper.y) / 140.0f;
            expected = is_under ? qn_min(fraction, expected) : expected;
        }
        wrong += fabsf(nearest - expected) > 1e-5f;
    }
    CHECK_INT(wrong, 0);
    twin_destroy(t);
}

// In a row, all at one place, each twice as far as the last, and so large that sums are near the
// end of what floats hold.
static qn_aabb peculiar_box(int kind, int i)
{
    float x = kind == 0 ? (float)i : (kind == 1 ? 0.0f : ldexpf(1.0f, i % 20));
    float size = kind == 3 ? 1.0e30f : 1.0f;
    return (qn_aabb){{x, 0.0f}, {x + size, size}};
}

TEST(sorted_and_equal_and_huge_boxes_come_and_go)
{
    for (int kind = 0; kind < 4; ++kind) {
        twin *t = twin_create(1, ITEMS);
        for (int i = 0; i < ITEMS; ++i) {
            twin_insert(t, i, QN_TREE_FIXED, peculiar_box(kind, i));
        }
        check_height(t);
        CHECK(twin_is_sound(t));
        qn_tree_walk walk;
        int found = 0;
        qn_tree_walk_start(&walk, &t->forest, QN_IN_BOTH, (qn_aabb){{-1e35f, 0}, {1e35f, 0}});
        while (qn_tree_walk_next(&walk) != QN_TREE_NULL) {
            found += 1;
        }
        CHECK_INT(found, ITEMS);
        for (int i = 0; i < ITEMS; ++i) {
            twin_remove(t, i);
        }
        CHECK(twin_is_sound(t));
        CHECK_INT(t->trees[0].leaf_count, 0);
        CHECK_INT(qn_tree_height(&t->trees[0]), 0);
        twin_destroy(t);
    }
}

// How many nodes of leaves a small box of no leaf's touches.
static int32_t nodes_touched(const qn_forest *forest)
{
    qn_aabb small = {{0.0f, 0.0f}, {1.0f, 1.0f}};
    int32_t touched = 0;
    for (int32_t i = 0; i < qn_tree_nodes_on(&forest->trees[0], 0); ++i) {
        const qn_tree_node *node = qn_tree_node_at(forest, QN_TREE_FIXED, 0, i);
        qn_aabb all = {{1e9f, 1e9f}, {-1e9f, -1e9f}};
        for (int lane = 0; lane < QN_TREE_WIDTH; ++lane) {
            qn_aabb box = {{node->lower_x[lane], node->lower_y[lane]},
                           {node->upper_x[lane], node->upper_y[lane]}};
            all = qn_aabb_union(all, box);
        }
        touched += qn_aabb_overlaps(all, small);
    }
    return touched;
}

static qn_aabb small_box(uint32_t *seed)
{
    qn_vec2 p = random_point(seed, 1000.0f);
    return (qn_aabb){p, qn_add(p, qn_v2(1.0f, 1.0f))};
}

// Boxes that enter in no order are put in one after a while: a query then looks at few of them.
TEST(what_entered_in_any_order_is_found_fast)
{
    int32_t count = 20000;
    qn_tree trees[2] = {{0}};
    qn_forest forest = forest_for(trees, count);
    qn_tree_work work = work_for(count);
    uint32_t seed = 3;
    for (int32_t i = 0; i < count; ++i) {
        qn_tree_insert(&forest, QN_TREE_FIXED, i, small_box(&seed), work);
    }
    CHECK(nodes_touched(&forest) < count / 4 / 8);
    CHECK(trees[0].wear < 5 * count);
    forest_free(&forest);
    work_free(&work);
}

TEST(leaves_in_order_stay_as_they_are_and_others_are_put_in_order)
{
    int32_t count = 5001;
    qn_tree trees[2] = {{0}};
    qn_forest forest = forest_for(trees, count);
    qn_tree_work work = work_for(count);
    for (int32_t wear = 0; wear <= 32; wear += 32) {
        uint32_t seed = 3;
        for (int32_t i = 0; i < count; ++i) {
            work.leaves[i] = (qn_tree_leaf){small_box(&seed), i};
        }
        qn_tree_rebuild(&forest, QN_TREE_FIXED, count, wear * count, work);
        CHECK(qn_tree_validate(&forest, QN_TREE_FIXED) == NULL);
        CHECK_INT(trees[0].leaf_count, count);
        CHECK((forest.places[count - 1] == count - 1) == (wear == 0));
        CHECK((nodes_touched(&forest) < count / 4 / 8) == (wear > 0));
    }
    qn_tree_rebuild(&forest, QN_TREE_FIXED, 0, 0, work);
    CHECK(qn_tree_validate(&forest, QN_TREE_FIXED) == NULL);
    forest_free(&forest);
    work_free(&work);
}

// Each tree may have all the room in turn, and what one gives up the other takes.
TEST(the_trees_share_their_room)
{
    twin *t = twin_create(9, ITEMS);
    for (int i = 0; i < ITEMS; ++i) {
        twin_insert(t, i, QN_TREE_FIXED, random_box(&t->seed));
    }
    for (int round = 1; round < 5; ++round) {
        for (int i = 0; i < ITEMS; ++i) {
            twin_remove(t, i);
            twin_insert(t, i, round % 2, random_box(&t->seed));
        }
        CHECK(twin_is_sound(t));
        CHECK_INT(t->trees[round % 2].leaf_count, ITEMS);
        CHECK_INT(wrong_answers_of_walk(t), 0);
        check_height(t);
    }
    twin_destroy(t);
}

TEST(a_forest_that_is_copied_into_a_larger_one_is_the_same)
{
    twin *t = twin_create(5, 40);
    for (int32_t i = 0; i < 40; ++i) {
        twin_insert(t, i, i % 3 == 0, random_box(&t->seed));
    }
    twin_remove(t, 7);
    qn_tree trees[2];
    qn_forest large = forest_for(trees, 4 * ITEMS);
    qn_forest_copy(&large, &t->forest);
    memcpy(large.places, t->forest.places, 40 * sizeof large.places[0]);
    CHECK(memcmp(trees, t->trees, sizeof trees) == 0);
    CHECK(qn_tree_validate(&large, 0) == NULL);
    CHECK(qn_tree_validate(&large, 1) == NULL);
    for (int32_t i = 0; i < 40; ++i) {
        if (t->tree[i] != NOWHERE) {
            CHECK(is_same_box(qn_tree_box(&large, t->tree[i], i), t->box[i]));
        }
    }
    forest_free(&large);
    twin_destroy(t);
}

TEST(an_empty_tree_has_no_answers)
{
    twin *t = twin_create(1, 0);
    qn_tree_walk walk;
    qn_tree_walk_start(&walk, &t->forest, QN_IN_BOTH, (qn_aabb){{-1, -1}, {1, 1}});
    CHECK_INT(qn_tree_walk_next(&walk), QN_TREE_NULL);
    qn_tree_cast cast;
    qn_tree_cast_start(&cast, &t->forest, QN_IN_BOTH, qn_v2(0, 0), qn_v2(1, 0));
    CHECK_INT(qn_tree_cast_next(&cast), QN_TREE_NULL);
    qn_tree_search search;
    qn_tree_search_start(&search, &t->forest, QN_IN_BOTH, qn_v2(0, 0), 1.0f);
    CHECK_INT(qn_tree_search_next(&search), QN_TREE_NULL);
    CHECK_INT(qn_tree_height(&t->trees[0]), 0);
    CHECK(twin_is_sound(t));
    twin_destroy(t);
}

static void plant_fault(twin *t, int fault)
{
    switch (fault) {
    case 0: // an inner box
        qn_tree_node_at(&t->forest, 0, 1, 0)->upper_x[0] += 1.0f;
        break;
    case 1: // a leaf's box
        qn_tree_node_at(&t->forest, 0, 0, 0)->lower_y[1] -= 1.0f;
        break;
    case 2: // a free place with a box
        qn_tree_node_at(&t->forest, 0, 0, 1)->lower_x[0] = 0.0f;
        break;
    case 3:
        t->forest.places[2] = 3;
        break;
    case 4:
        t->trees[0].leaf_count += 1;
        break;
    case 5:
        t->trees[0].free_head = 1;
        break;
    case 6:
        t->trees[0].free_head = 0;
        break;
    case 7:
        t->trees[0].place_count = t->forest.place_capacity + 1;
        break;
    default: // beyond all leaves
        qn_tree_node_at(&t->forest, 0, 0, 2)->upper_y[3] = 0.0f;
        break;
    }
}

// Each is planted in a sound tree of nine leaves, whose fifth has gone.
TEST(validation_names_every_kind_of_damage)
{
    for (int fault = 0; fault < 9; ++fault) {
        twin *t = twin_create(1, 9);
        for (int i = 0; i < 9; ++i) {
            float x = (float)i;
            twin_insert(t, i, QN_TREE_FIXED, (qn_aabb){{x, 0.0f}, {x + 0.5f, 1.0f}});
        }
        twin_remove(t, 4);
        CHECK(qn_tree_validate(&t->forest, QN_TREE_FIXED) == NULL);
        plant_fault(t, fault);
        CHECK(qn_tree_validate(&t->forest, QN_TREE_FIXED) != NULL);
        twin_destroy(t);
    }
}
