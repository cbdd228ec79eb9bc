#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "physics/broadphase/tree.h"

#define ITEMS 600

// A tree beside the plain list that it must agree with.
typedef struct twin {
    qn_tree tree;
    qn_tree_node *nodes;
    qn_aabb box[ITEMS];
    uint64_t bits[ITEMS];
    int32_t leaf[ITEMS]; // QN_TREE_NULL: not in the tree
    uint32_t seed;
} twin;

static twin *twin_create(uint32_t seed)
{
    twin *t = calloc(1, sizeof *t);
    t->nodes = calloc(2 * ITEMS, sizeof *t->nodes);
    t->seed = seed;
    qn_tree_init(&t->tree, t->nodes, 2 * ITEMS);
    for (int i = 0; i < ITEMS; ++i) {
        t->leaf[i] = QN_TREE_NULL;
    }
    return t;
}

static void twin_destroy(twin *t)
{
    free(t->nodes);
    free(t);
}

// Mostly small boxes, some walls, some points; a coarse grid so that ties happen.
static qn_aabb random_box(uint32_t *seed)
{
    float x = floorf(check_random_float(seed, -50.0f, 50.0f));
    float y = floorf(check_random_float(seed, -50.0f, 50.0f));
    uint32_t kind = check_random(seed) % 10;
    float width = kind == 0 ? 60.0f : (kind == 1 ? 0.0f : check_random_float(seed, 0.1f, 3.0f));
    float height = kind == 1 ? 0.0f : check_random_float(seed, 0.1f, 3.0f);
    return (qn_aabb){{x, y}, {x + width, y + height}};
}

static void change_one(twin *t)
{
    uint32_t i = check_random(&t->seed) % ITEMS;
    qn_aabb box = random_box(&t->seed);
    bool is_move = check_random(&t->seed) % 2 == 0;
    if (t->leaf[i] == QN_TREE_NULL) {
        t->bits[i] = (uint64_t)1 << (check_random(&t->seed) % 64);
        t->leaf[i] = qn_tree_insert(&t->tree, t->nodes, box, t->bits[i], (int32_t)i);
    } else if (is_move) {
        qn_tree_move(&t->tree, t->nodes, t->leaf[i], box);
    } else {
        qn_tree_remove(&t->tree, t->nodes, t->leaf[i]);
        t->leaf[i] = QN_TREE_NULL;
    }
    t->box[i] = box;
}

static int wrong_answers_of_walk(twin *t)
{
    bool seen[ITEMS] = {false};
    int wrong = 0;
    qn_aabb box = random_box(&t->seed);
    uint64_t mask = check_random(&t->seed) % 4 == 0 ? 0xFFFF0000u : UINT64_MAX;
    qn_tree_walk walk;
    qn_tree_walk_start(&walk, &t->tree, t->nodes, box, mask);
    for (int32_t leaf; (leaf = qn_tree_walk_next(&walk)) != QN_TREE_NULL;) {
        int32_t item = t->nodes[leaf].item;
        wrong += seen[item] || t->leaf[item] != leaf;
        seen[item] = true;
    }
    for (int i = 0; i < ITEMS; ++i) {
        bool is_due = t->leaf[i] != QN_TREE_NULL && (t->bits[i] & mask) != 0 &&
                      qn_aabb_overlaps(t->box[i], box);
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
    qn_tree_cast cast;
    qn_tree_cast_start(&cast, &t->tree, t->nodes, o, d, UINT64_MAX);
    for (int32_t leaf; (leaf = qn_tree_cast_next(&cast)) != QN_TREE_NULL;) {
        int32_t item = t->nodes[leaf].item;
        wrong += seen[item] || t->leaf[item] != leaf;
        wrong += !segment_meets(o, d, t->box[item], 1e-3);
        seen[item] = true;
    }
    for (int i = 0; i < ITEMS; ++i) {
        bool is_due = t->leaf[i] != QN_TREE_NULL && segment_meets(o, d, t->box[i], 0.0);
        wrong += is_due && !seen[i];
    }
    return wrong;
}

static void check_height(const twin *t)
{
    double leaves = t->tree.leaf_count > 0 ? t->tree.leaf_count : 1;
    CHECK(qn_tree_height(&t->tree, t->nodes) <= 1.45 * log2(leaves) + 2.0);
}

TEST(the_tree_answers_like_a_plain_list_through_random_changes)
{
    twin *t = twin_create(7);
    int rounds = check_is_long() ? 200000 : 8000;
    int wrong = 0, invalid = 0;
    for (int i = 0; i < rounds; ++i) {
        change_one(t);
        invalid += qn_tree_validate(&t->tree, t->nodes) != NULL;
        wrong += wrong_answers_of_walk(t);
        wrong += wrong_answers_of_cast(t);
    }
    CHECK_INT(invalid, 0);
    CHECK_INT(wrong, 0);
    check_height(t);
    twin_destroy(t);
}

TEST(a_cast_that_is_shortened_on_the_way_still_finds_the_nearest_box)
{
    twin *t = twin_create(11);
    int wrong = 0;
    for (int i = 0; i < 2000; ++i) {
        change_one(t);
        qn_vec2 o = {check_random_float(&t->seed, -60.0f, 60.0f), 70.0f};
        qn_vec2 d = {0.0f, -140.0f};
        float nearest = 1.0f, expected = 1.0f;
        qn_tree_cast cast;
        qn_tree_cast_start(&cast, &t->tree, t->nodes, o, d, UINT64_MAX);
        for (int32_t leaf; (leaf = qn_tree_cast_next(&cast)) != QN_TREE_NULL;) {
            float top = t->nodes[leaf].box.upper.y;
            nearest = qn_min((o.y - top) / 140.0f, nearest);
            cast.max_fraction = nearest;
        }
        for (int k = 0; k < ITEMS; ++k) {
            bool is_under =
                t->leaf[k] != QN_TREE_NULL && t->box[k].lower.x <= o.x && o.x <= t->box[k].upper.x;
            float fraction = (o.y - t->box[k].upper.y) / 140.0f;
            expected = is_under ? qn_min(fraction, expected) : expected;
        }
        wrong += fabsf(nearest - expected) > 1e-5f;
    }
    CHECK_INT(wrong, 0);
    twin_destroy(t);
}

TEST(sorted_and_equal_insertions_stay_balanced)
{
    for (int kind = 0; kind < 3; ++kind) {
        twin *t = twin_create(1);
        for (int i = 0; i < ITEMS; ++i) {
            float x = kind == 0 ? (float)i : (kind == 1 ? 0.0f : (float)(1 << (i % 20)));
            qn_aabb box = {{x, 0.0f}, {x + 1.0f, 1.0f}};
            t->leaf[i] = qn_tree_insert(&t->tree, t->nodes, box, 1, i);
            check_height(t);
        }
        CHECK(qn_tree_validate(&t->tree, t->nodes) == NULL);
        for (int i = 0; i < ITEMS; ++i) {
            qn_tree_remove(&t->tree, t->nodes, t->leaf[i]);
            check_height(t);
        }
        CHECK(qn_tree_validate(&t->tree, t->nodes) == NULL);
        CHECK_INT(t->tree.leaf_count, 0);
        CHECK_INT(t->tree.root, QN_TREE_NULL);
        twin_destroy(t);
    }
}

TEST(a_move_keeps_the_leaf_its_item_and_its_bits)
{
    twin *t = twin_create(3);
    for (int i = 0; i < 50; ++i) {
        t->leaf[i] = qn_tree_insert(&t->tree, t->nodes, random_box(&t->seed), 4, i);
    }
    int32_t leaf = t->leaf[20];
    qn_aabb far_away = {{900.0f, 900.0f}, {901.0f, 901.0f}};
    qn_tree_move(&t->tree, t->nodes, leaf, far_away);
    CHECK_INT(t->nodes[leaf].item, 20);
    CHECK_INT(t->nodes[leaf].category_bits, 4);
    qn_tree_walk walk;
    qn_tree_walk_start(&walk, &t->tree, t->nodes, far_away, 4);
    CHECK_INT(qn_tree_walk_next(&walk), leaf);
    CHECK_INT(qn_tree_walk_next(&walk), QN_TREE_NULL);
    twin_destroy(t);
}

TEST(a_tree_that_grew_equals_one_that_was_large_from_the_start)
{
    qn_tree_node *grown = calloc(200, sizeof *grown);
    qn_tree_node *large = calloc(200, sizeof *large);
    qn_tree a, b;
    qn_tree_init(&a, grown, 20);
    qn_tree_init(&b, large, 200);
    uint32_t seed = 5;
    for (int i = 0; i < 100; ++i) {
        if (2 * i + 2 > a.node_capacity || i == 4) {
            qn_tree_grow(&a, grown, a.node_capacity < 100 ? 2 * a.node_capacity : 200);
        }
        qn_aabb box = random_box(&seed);
        int32_t leaf = qn_tree_insert(&a, grown, box, 1, i);
        CHECK_INT(qn_tree_insert(&b, large, box, 1, i), leaf);
        if (i % 3 == 2) {
            qn_tree_remove(&a, grown, leaf);
            qn_tree_remove(&b, large, leaf);
        }
    }
    qn_tree_grow(&a, grown, 200);
    CHECK(memcmp(&a, &b, sizeof a) == 0);
    CHECK_BYTES(grown, large, 200 * sizeof *grown);
    CHECK(qn_tree_validate(&a, grown) == NULL);
    free(grown);
    free(large);
}

TEST(an_empty_tree_has_no_answers)
{
    qn_tree tree;
    qn_tree_node nodes[2];
    qn_tree_init(&tree, nodes, 2);
    qn_tree_walk walk;
    qn_tree_walk_start(&walk, &tree, nodes, (qn_aabb){{-1, -1}, {1, 1}}, UINT64_MAX);
    CHECK_INT(qn_tree_walk_next(&walk), QN_TREE_NULL);
    qn_tree_cast cast;
    qn_tree_cast_start(&cast, &tree, nodes, qn_v2(0, 0), qn_v2(1, 0), UINT64_MAX);
    CHECK_INT(qn_tree_cast_next(&cast), QN_TREE_NULL);
    CHECK_INT(qn_tree_height(&tree, nodes), 0);
    qn_tree_init(&tree, nodes, 0);
    CHECK(qn_tree_validate(&tree, nodes) == NULL);
}

// Each fault is planted in a sound tree of three leaves: root 3, inner 2.. as the free list deals.
TEST(validation_names_every_kind_of_damage)
{
    for (int fault = 0; fault < 8; ++fault) {
        qn_tree tree;
        qn_tree_node nodes[8];
        qn_tree_init(&tree, nodes, 8);
        int32_t leaf = QN_TREE_NULL;
        for (int i = 0; i < 3; ++i) {
            qn_aabb box = {{(float)i, 0.0f}, {(float)i + 0.5f, 1.0f}};
            leaf = qn_tree_insert(&tree, nodes, box, 1, i);
        }
        CHECK(qn_tree_validate(&tree, nodes) == NULL);
        switch (fault) {
        case 0:
            nodes[tree.root].height += 1;
            break;
        case 1:
            nodes[tree.root].child_a = 99;
            break;
        case 2:
            nodes[leaf].parent = QN_TREE_NULL;
            break;
        case 3:
            nodes[tree.root].box.upper.x += 1.0f;
            break;
        case 4:
            nodes[tree.root].category_bits = 2;
            break;
        case 5:
            tree.leaf_count = 4;
            break;
        case 6:
            tree.free_head = QN_TREE_NULL;
            break;
        default:
            nodes[leaf].height = 3;
            break;
        }
        CHECK(qn_tree_validate(&tree, nodes) != NULL);
    }
}
