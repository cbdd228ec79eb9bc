// The toy box: as many sprites and bodies as one asks for, to see what a machine bears. Sprites fly
// and bounce by themselves; bodies are the engine's physics, poured into a funnel. Where the
// pointer is held, both come out of it. They look like shapes, like images of the pack, or half of
// them each: to the renderer all of these are alike.
#include <stdlib.h>
#include <string.h>

#include "quoin/game.h"
#include "quoin/hash.h"
#include "quoin/physics.h"

enum { MOST_SPRITES = 120000, MOST_BODIES = 4000, ADDED_SPRITES = 500, ADDED_BODIES = 10 };
enum { ADD, ACTION_COUNT };
enum { SET_SPRITES, SET_BODIES, SET_LOOK, COMMAND_COUNT };
enum { LOOK_BOTH, LOOK_SHAPES, LOOK_IMAGES, LOOK_COUNT };
enum { IMAGE_BALL, IMAGE_CRATE, IMAGE_STAR, IMAGE_GEM, IMAGE_COUNT };
#define WIDTH 32.0f
#define HEIGHT 18.0f
#define TICK_S (1.0f / 60.0f)

static const qn_aabb room = {{0.0f, 0.0f}, {WIDTH, HEIGHT}};

typedef struct toy { // a sprite
    qn_vec2 p, v;
    qn_rot q, turn;
} toy;

typedef struct toybox {
    uint32_t random;
    int32_t sprite_count, body_count;
    int32_t look;
    qn_image images[IMAGE_COUNT];
    toy *toys;
    qn_world *world;
    qn_body_id bodies[MOST_BODIES];
    float sizes[MOST_BODIES];
} toybox;

static float chance(toybox *g, float low, float high)
{
    g->random = g->random * 1664525u + 1013904223u;
    return low + (high - low) * (float)(g->random >> 8) * 0x1p-24f;
}

// Pale ones before the dark, deep ones before the light.
static qn_color color_of(int32_t index, bool is_light)
{
    static const uint32_t colors[2][8] = {
        {0xFF6B6B, 0xFFB347, 0xFFE066, 0x8CE99A, 0x66D9E8, 0x74A9FF, 0xB197FC, 0xF783AC},
        {0xE03131, 0xE8590C, 0xC98A00, 0x2F9E44, 0x0C8599, 0x1971C2, 0x6741D9, 0xC2255C}};
    return qn_rgb(colors[is_light ? 1 : 0][index & 7]);
}

static void add_sprites(toybox *g, int32_t count, qn_vec2 from)
{
    for (int32_t i = 0; i < count && g->sprite_count < MOST_SPRITES; ++i) {
        toy *t = &g->toys[g->sprite_count++];
        qn_rot way = qn_rot_from_angle(chance(g, 0.0f, 2.0f * QN_PI));
        float speed_m_s = chance(g, 1.0f, 9.0f);
        t->p = from;
        t->v = qn_v2(way.c * speed_m_s, way.s * speed_m_s);
        t->q = way;
        t->turn = qn_rot_from_angle(chance(g, -0.15f, 0.15f));
    }
}

static void add_body(toybox *g, qn_vec2 place)
{
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = place;
    def.angle_rad = chance(g, 0.0f, QN_PI);
    qn_shape_def shape = qn_shape_def_default();
    qn_body_id body = qn_body_create(g->world, &def);
    float size = chance(g, 0.12f, 0.22f);
    if (g->body_count % 2 == 0) {
        qn_shape_create_circle(g->world, body, &shape, qn_v2(0.0f, 0.0f), size);
    } else {
        qn_shape_create_box(g->world, body, &shape, qn_v2(0.0f, 0.0f), qn_v2(size, size), 0.0f);
    }
    g->sizes[g->body_count] = size;
    g->bodies[g->body_count++] = body;
}

static void add_bodies(toybox *g, int32_t count, qn_vec2 from)
{
    for (int32_t i = 0; i < count && g->body_count < MOST_BODIES; ++i) {
        add_body(g, qn_v2(from.x + chance(g, -1.5f, 1.5f), from.y + chance(g, -0.5f, 0.5f)));
    }
}

// Floor, walls and two slopes that let a gap between them.
static void make_room(toybox *g)
{
    static const struct {
        qn_vec2 center, half_size;
        float angle_rad;
    } walls[] = {{{16.0f, -1.0f}, {17.0f, 1.0f}, 0.0f},
                 {{-1.0f, 20.0f}, {1.0f, 22.0f}, 0.0f},
                 {{33.0f, 20.0f}, {1.0f, 22.0f}, 0.0f},
                 {{8.5f, 10.0f}, {6.0f, 0.2f}, -0.35f},
                 {{23.5f, 10.0f}, {6.0f, 0.2f}, 0.35f}};
    qn_body_def def = qn_body_def_default();
    qn_shape_def shape = qn_shape_def_default();
    qn_body_id body = qn_body_create(g->world, &def);
    for (size_t i = 0; i < sizeof walls / sizeof walls[0]; ++i) {
        qn_shape_create_box(g->world, body, &shape, walls[i].center, walls[i].half_size,
                            walls[i].angle_rad);
    }
}

static void destroy(void *game)
{
    toybox *g = game;
    if (g != NULL) {
        qn_world_destroy(g->world);
        free(g->toys);
    }
    free(g);
}

// Without them there are shapes alone.
static void find_images(toybox *g, const qn_atlas *atlas)
{
    static const char *const names[IMAGE_COUNT] = {"ball", "crate", "star", "gem"};
    for (int32_t i = 0; i < IMAGE_COUNT && atlas != NULL; ++i) {
        g->images[i] = qn_atlas_find(atlas, names[i]);
    }
}

static qn_error create(const qn_game_host *host, qn_bytes save, qn_error *save_error, void **out)
{
    (void)save;
    *save_error = QN_ERROR_OK;
    qn_world_def def = qn_world_def_default();
    toybox *g = *out = calloc(1, sizeof *g);
    if (g != NULL) {
        g->random = 1;
        find_images(g, host->atlas);
        g->toys = calloc(MOST_SPRITES, sizeof *g->toys);
    }
    if (g == NULL || g->toys == NULL || qn_world_create(&def, &g->world) != QN_ERROR_OK) {
        destroy(g);
        *out = NULL;
        return QN_ERROR_OUT_OF_MEMORY;
    }
    make_room(g);
    add_sprites(g, 2 * ADDED_SPRITES, qn_v2(0.5f * WIDTH, 0.5f * HEIGHT));
    add_bodies(g, 6 * ADDED_BODIES, qn_v2(0.5f * WIDTH, HEIGHT));
    return QN_ERROR_OK;
}

// Straight on, and back at the edges of the room.
static void fly(toy *t)
{
    t->p = qn_mul_add(t->p, TICK_S, t->v);
    t->q = qn_rot_mul(t->q, t->turn);
    if (t->p.x < 0.0f || t->p.x > WIDTH) {
        t->v.x = t->p.x < 0.0f ? qn_abs(t->v.x) : -qn_abs(t->v.x);
    }
    if (t->p.y < 0.0f || t->p.y > HEIGHT) {
        t->v.y = t->p.y < 0.0f ? qn_abs(t->v.y) : -qn_abs(t->v.y);
    }
}

static qn_error tick(void *game, const qn_input *in)
{
    toybox *g = game;
    qn_camera camera = qn_camera_fit(room, in->surface_px);
    qn_vec2 from = qn_v2(0.5f * WIDTH, HEIGHT - 1.0f);
    if (in->pointer.is_down) {
        from = qn_camera_to_world(&camera, in->pointer.position_px);
        from = qn_v2(qn_clamp(from.x, 1.0f, WIDTH - 1.0f), qn_clamp(from.y, 1.0f, HEIGHT));
    }
    if (in->pointer.is_down || in->is_held[ADD]) {
        add_sprites(g, ADDED_SPRITES / 10, from);
        add_bodies(g, 1, from);
    }
    for (int32_t i = 0; i < g->sprite_count; ++i) {
        fly(&g->toys[i]);
    }
    return qn_world_step(g->world, TICK_S, 4);
}

static void draw_room(const qn_view *view, qn_draw_list *list)
{
    qn_camera camera = qn_camera_fit(room, view->surface_px);
    uint32_t wall = view->is_light ? 0xB9C4E0 : 0x3A4270;
    qn_draw_begin(list, qn_rgb(view->is_light ? 0xEEF1FA : 0x12142A));
    qn_draw_camera(list, &camera);
    qn_draw_capsule(list, qn_v2(2.86f, 12.06f), qn_v2(14.14f, 7.94f), 0.2f, qn_fill(qn_rgb(wall)));
    qn_draw_capsule(list, qn_v2(29.14f, 12.06f), qn_v2(17.86f, 7.94f), 0.2f, qn_fill(qn_rgb(wall)));
    qn_draw_capsule(list, qn_v2(0.0f, -0.1f), qn_v2(WIDTH, -0.1f), 0.1f, qn_fill(qn_rgb(wall)));
}

static bool is_image(const toybox *g, int32_t index)
{
    bool is_asked = g->look == LOOK_IMAGES || (g->look == LOOK_BOTH && index % 2 == 0);
    return is_asked && g->images[0].index != 0;
}

static void draw_body(const toybox *g, int32_t index, bool is_light, qn_draw_list *list)
{
    qn_pose pose = qn_body_pose(g->world, g->bodies[index]);
    qn_color color = color_of(index >> 2, is_light);
    qn_vec2 half_size = qn_v2(g->sizes[index], g->sizes[index]);
    bool is_circle = index % 2 == 0;
    if (is_image(g, index >> 1)) {
        qn_draw_image(list, g->images[is_circle ? IMAGE_BALL : IMAGE_CRATE], pose, half_size,
                      color);
    } else if (is_circle) {
        qn_draw_circle(list, pose.p, g->sizes[index], qn_fill(color));
    } else {
        qn_draw_box(list, pose, half_size, 0.04f, qn_fill(color));
    }
}

static void draw_sprite(const toybox *g, int32_t index, bool is_light, qn_draw_list *list)
{
    qn_pose pose = {g->toys[index].p, g->toys[index].q};
    qn_color color = color_of(index >> 1, is_light);
    if (is_image(g, index)) {
        qn_draw_image(list, g->images[index / 10 % IMAGE_COUNT], pose, qn_v2(0.13f, 0.13f), color);
    } else {
        qn_draw_box(list, pose, qn_v2(0.09f, 0.09f), 0.03f, qn_fill(color));
    }
}

// A GPU does not care about the order; a processor that plays GPU draws shapes and images in runs,
// and every change between them would cost it a call.
static void draw_toys(const toybox *g, bool has_images, bool is_light, qn_draw_list *list)
{
    for (int32_t i = 0; i < g->body_count; ++i) {
        if (is_image(g, i >> 1) == has_images) {
            draw_body(g, i, is_light, list);
        }
    }
    for (int32_t i = 0; i < g->sprite_count; ++i) {
        if (is_image(g, i) == has_images) {
            draw_sprite(g, i, is_light, list);
        }
    }
}

static void draw(const void *game, const qn_view *view, qn_draw_list *list)
{
    draw_room(view, list);
    draw_toys(game, false, view->is_light, list);
    draw_toys(game, true, view->is_light, list);
}

static void set_bodies(toybox *g, int32_t count)
{
    while (g->body_count > count) {
        g->body_count -= 1;
        qn_body_destroy(g->world, g->bodies[g->body_count]);
    }
    add_bodies(g, count - g->body_count, qn_v2(0.5f * WIDTH, HEIGHT));
}

static qn_error command(void *game, int32_t number, int32_t argument)
{
    toybox *g = game;
    if (number == SET_SPRITES) {
        int32_t wanted = argument < 0 ? 0 : argument;
        g->sprite_count = g->sprite_count < wanted ? g->sprite_count : wanted;
        add_sprites(g, wanted - g->sprite_count, qn_v2(0.5f * WIDTH, 0.5f * HEIGHT));
    } else if (number == SET_BODIES) {
        set_bodies(g, argument < 0 ? 0 : argument);
    } else if (number == SET_LOOK) {
        if (argument < 0 || argument >= LOOK_COUNT) {
            return QN_ERROR_OUT_OF_RANGE;
        }
        g->look = argument;
    } else {
        return QN_ERROR_NOT_FOUND;
    }
    return QN_ERROR_OK;
}

static uint64_t state_hash(const void *game)
{
    const toybox *g = game;
    uint8_t digest[QN_HASH_BYTES];
    uint64_t hash;
    qn_blake3((qn_bytes){(const uint8_t *)g->toys, (size_t)g->sprite_count * sizeof *g->toys},
              digest);
    memcpy(&hash, digest, sizeof hash);
    return hash ^ qn_world_state_hash(g->world);
}

static const qn_game_event *events(const void *game, int32_t *count)
{
    (void)game;
    *count = 0;
    return NULL;
}

static double status(const void *game, int32_t index)
{
    const toybox *g = game;
    const int32_t values[] = {g->sprite_count, g->body_count, MOST_SPRITES, MOST_BODIES, g->look};
    return index >= 0 && index < 5 ? values[index] : 0;
}

static const qn_action_def actions[ACTION_COUNT] = {{"add", "Add", "Space Enter PadA", 0.0f}};
static const char *const command_names[COMMAND_COUNT] = {"sprites", "bodies", "look"};
static const char *const status_names[] = {"sprites", "bodies", "most-sprites", "most-bodies",
                                           "look"};

const qn_game_class qn_game = {
    .name = "toybox",
    .title = "Toy box",
    .save_app_id = 0x54594258,
    .tick_rate_hz = 60,
    .record_capacity = MOST_SPRITES + MOST_BODIES + 16,
    .actions = actions,
    .action_count = ACTION_COUNT,
    .status_names = status_names,
    .status_count = 5,
    .command_names = command_names,
    .command_count = COMMAND_COUNT,
    .create = create,
    .destroy = destroy,
    .tick = tick,
    .draw = draw,
    .events = events,
    .state_hash = state_hash,
    .command = command,
    .status = status,
};
