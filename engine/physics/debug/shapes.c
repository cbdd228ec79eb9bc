// Shapes and their boxes: found in the trees, sorted by slot, coloured by what their body does.
#include "base/sort.h"
#include "physics/debug/draw.h"
#include "physics/broadphase/near.h"
#include "physics/step.h"
#include "physics/terrain/children.h"

// Shapes of disabled bodies are in no tree.
static int32_t add_disabled(const qn_world *world, int32_t count)
{
    const qn_world_state *s = world->state;
    if (s->trees[0].leaf_count + s->trees[1].leaf_count == s->shape_pool.live_count) {
        return count;
    }
    for (int32_t i = 0; i < s->shape_pool.used_count; ++i) {
        if (world->shape_slots[i].is_live &&
            qn_body_slot_is_disabled(world, world->shapes[i].body)) {
            world->scratch->found_shapes[count++] = i;
        }
    }
    return count;
}

int32_t qn_draw_find_shapes(const qn_world *world, qn_aabb view)
{
    int32_t count = 0;
    qn_near near = qn_near_start(world, QN_IN_BOTH, view, UINT64_MAX);
    for (int32_t i = qn_near_next(&near); i != QN_NONE; i = qn_near_next(&near)) {
        world->scratch->found_shapes[count++] = i;
    }
    count = add_disabled(world, count);
    qn_sort_slots(world->scratch->found_shapes, count);
    return count;
}

// ---- Colours --------------------------------------------------------------------------------

// A prime number of them: islands of any regular size then differ from their neighbours.
static const uint32_t island_inks[] = {0x8C7A4EFFu, 0xB0703CFFu, 0x7A8A3AFFu, 0x4F8C8CFFu,
                                       0x7C7CC0FFu, 0xB06A8AFFu, 0x5A9458FFu};
#define ISLAND_INK_COUNT (sizeof island_inks / sizeof island_inks[0])

// The lowest slot of the ring of each sleeping body, by rows; each ring is walked twice.
static void name_islands(const qn_world *world)
{
    const qn_world_state *s = world->state;
    int32_t *names = world->scratch->row_list;
    for (int32_t row = s->awake_count; row < s->row_count; ++row) {
        names[row] = QN_NONE;
    }
    for (int32_t row = s->awake_count; row < s->row_count; ++row) {
        int32_t body = world->motions[row].body;
        int32_t lowest = body;
        if (names[row] != QN_NONE || world->bodies[body].island_next == QN_NONE) {
            continue;
        }
        for (int32_t i = world->bodies[body].island_next; i != body;
             i = world->bodies[i].island_next) {
            lowest = i < lowest ? i : lowest;
        }
        for (int32_t i = body; names[world->body_rows[i]] == QN_NONE;
             i = world->bodies[i].island_next) {
            names[world->body_rows[i]] = lowest;
        }
    }
}

static uint32_t ink_of(const qn_drawing *d, int32_t body)
{
    const qn_world *world = d->world;
    if (qn_body_slot_is_disabled(world, body)) {
        return QN_INK_DISABLED;
    }
    if (world->bodies[body].type == QN_BODY_STATIC) {
        return QN_INK_STATIC;
    }
    if (!qn_body_slot_is_awake(world, body)) {
        uint32_t name = (d->flags & QN_DEBUG_ISLANDS) != 0
                            ? (uint32_t)world->scratch->row_list[world->body_rows[body]]
                            : 0u;
        return (d->flags & QN_DEBUG_ISLANDS) != 0 ? island_inks[name % ISLAND_INK_COUNT]
                                                  : QN_INK_ASLEEP;
    }
    return world->bodies[body].type == QN_BODY_KINEMATIC ? QN_INK_KINEMATIC : QN_INK_DYNAMIC;
}

// ---- Shapes ---------------------------------------------------------------------------------

static void draw_shape(qn_drawing *d, int32_t index)
{
    const qn_shape *shape = &d->world->shapes[index];
    if (shape->type == QN_SHAPE_TILES) {
        qn_draw_tiles(d, index);
    } else {
        qn_pen_hull(&d->pen, &shape->hull, qn_motion_of(d->world, shape->body)->pose);
    }
}

// How the line goes on at both ends, and a tick on the side that pushes.
static void draw_ghosts(qn_drawing *d, const qn_shape *shape)
{
    qn_pose pose = qn_motion_of(d->world, shape->body)->pose;
    qn_vec2 p[4];
    for (int i = 0; i < 4; ++i) {
        p[i] = qn_transform(pose, shape->hull.vertices[i]);
    }
    qn_vec2 middle = qn_lerp(p[0], p[1], 0.5f);
    qn_vec2 out = qn_rotate(pose.q, shape->hull.normals[0]);
    d->pen.color = QN_INK_GHOST;
    qn_pen_line(&d->pen, p[2], p[0]);
    qn_pen_line(&d->pen, p[1], p[3]);
    qn_pen_line(&d->pen, middle, qn_mul_add(middle, d->pen.mark, out));
}

void qn_draw_shapes(qn_drawing *d, int32_t shape_count)
{
    if ((d->flags & QN_DEBUG_ISLANDS) != 0) {
        name_islands(d->world);
    }
    for (int32_t i = 0; i < shape_count; ++i) {
        int32_t index = d->world->scratch->found_shapes[i];
        const qn_shape *shape = &d->world->shapes[index];
        if ((d->flags & QN_DEBUG_GHOSTS) != 0 && shape->type == QN_SHAPE_CHAIN_SEGMENT) {
            draw_ghosts(d, shape);
        }
        if ((d->flags & QN_DEBUG_SHAPES) != 0) {
            d->pen.color = ink_of(d, shape->body);
            draw_shape(d, index);
        }
    }
}

void qn_draw_boxes(qn_drawing *d, int32_t shape_count)
{
    d->pen.color = QN_INK_BOX;
    for (int32_t i = 0; (d->flags & QN_DEBUG_BOXES) != 0 && i < shape_count; ++i) {
        qn_pen_box(&d->pen, d->world->shapes[d->world->scratch->found_shapes[i]].fat_box);
    }
}
