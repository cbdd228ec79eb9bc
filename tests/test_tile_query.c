// Rays through tiles and the pieces of a grid, against asking every cell.
#include "check.h"
#include "physics/terrain/children.h"
#include "tiles.h"

static bool naive_ray(const qn_world *world, qn_shape_id tiles, float cell, int side,
                      qn_vec2 origin, qn_vec2 translation, float *fraction)
{
    *fraction = 1.0f;
    bool is_hit = false;
    for (int i = 0; i < side * side; ++i) {
        qn_hull box = tiles_cell_box(cell, i % side, i / side);
        qn_hull_cast cast;
        if (qn_tiles_cell(world, tiles, i % side, i / side) &&
            qn_hull_cast_ray(&box, origin, translation, *fraction, &cast)) {
            *fraction = cast.fraction;
            is_hit = true;
        }
    }
    return is_hit;
}

TEST(rays_through_tiles_hit_what_asking_every_cell_finds)
{
    enum { SIDE = 24 };
    uint32_t seed = 8;
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(0, 0), 0.5f, SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; ++i) {
        qn_tiles_set_cell(world, tiles, i % SIDE, i / SIDE, check_random(&seed) % 6 == 0);
    }
    qn_filter all = qn_filter_all();
    int hits = 0, asked = 0;
    for (int i = 0; i < 4000; ++i) {
        qn_vec2 origin, along;
        origin.x = check_random_float(&seed, -4.0f, 16.0f);
        origin.y = check_random_float(&seed, -4.0f, 16.0f);
        along.x = check_random_float(&seed, -15.0f, 15.0f);
        along.y = i % 7 == 0 ? 0.0f : check_random_float(&seed, -15.0f, 15.0f);
        int32_t x, y;
        if (qn_tiles_cell_at(world, tiles, origin, &x, &y) == QN_ERROR_OK &&
            qn_tiles_cell(world, tiles, x, y)) {
            continue;
        }
        asked += 1;
        float expected;
        bool is_hit = naive_ray(world, tiles, 0.5f, SIDE, origin, along, &expected);
        qn_cast_hit hit;
        CHECK_ERROR(qn_world_cast_ray(world, &(qn_ray){origin, along}, all, &hit), QN_ERROR_OK);
        CHECK_INT(hit.shape.raw != 0, is_hit);
        CHECK_NEAR(hit.fraction, expected, 1e-5);
        CHECK(!is_hit || qn_dot(hit.normal, along) < 0.0f);
        hits += is_hit;
    }
    CHECK(hits > 1000 && hits < asked);
    qn_world_destroy(world);
}

TEST(the_pieces_of_a_grid_cover_its_cells_and_nothing_else)
{
    enum { SIDE = 40 };
    uint32_t seed = 4;
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(-3, 2), 0.5f, SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; ++i) {
        qn_tiles_set_cell(world, tiles, i % SIDE, i / SIDE, check_random(&seed) % 2 == 0);
    }
    for (int round = 0; round < 50; ++round) {
        qn_vec2 low;
        low.x = check_random_float(&seed, -6.0f, 18.0f);
        low.y = check_random_float(&seed, -1.0f, 23.0f);
        qn_aabb box = {low, qn_add(low, qn_v2(3.3f, 1.7f))};
        qn_children walk = qn_children_near(world, qn_find_shape(world, tiles), box);
        double area = 0.0, expected = 0.0;
        while (qn_children_next(&walk)) {
            area += (double)qn_hull_mass(walk.hull, 1.0f).mass_kg;
        }
        for (int i = 0; i < SIDE * SIDE; ++i) {
            int x = i % SIDE, y = i / SIDE;
            qn_vec2 corner = {-3.0f + 0.5f * (float)x, 2.0f + 0.5f * (float)y};
            qn_aabb at = {corner, qn_add(corner, qn_v2(0.5f, 0.5f))};
            bool is_in = qn_tiles_cell(world, tiles, x, y);
            expected += is_in && qn_aabb_overlaps(at, box) ? 0.25 : 0.0;
        }
        CHECK_NEAR(area, expected, 1e-3);
    }
    qn_world_destroy(world);
}
