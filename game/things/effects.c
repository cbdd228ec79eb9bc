// Particles are a plain array; a dead one is replaced by the last. When the array is full, new ones
// are left out: what is already in the air stays smooth.
#include "things/effects.h"

#include "things/look.h"

void effects_reset(effects *e)
{
    e->particle_count = 0;
    e->ring_count = 0;
    e->shadow_count = 0;
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        e->trails[i].count = 0;
    }
    e->random = 0x51ED270Bu;
}

// In [0, 1).
static float draw_random(effects *e)
{
    uint32_t x = e->random;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    e->random = x;
    return (float)(x >> 8) * (1.0f / 16777216.0f);
}

static void add(effects *e, particle made)
{
    if (e->particle_count < TUNE_PARTICLE_CAPACITY) {
        e->particles[e->particle_count++] = made;
    }
}

// A direction at random, and a speed between the two shares.
static qn_vec2 scatter(effects *e, float speed_mps, float least, float most)
{
    qn_rot turn = qn_rot_from_angle(draw_random(e) * 2.0f * QN_PI);
    float speed = speed_mps * (least + (most - least) * draw_random(e));
    return qn_v2(speed * turn.c, speed * turn.s);
}

void effects_dust(effects *e, qn_vec2 at_m, qn_color color, int32_t count, float speed_mps)
{
    for (int32_t i = 0; i < count; ++i) {
        qn_vec2 velocity = scatter(e, speed_mps, 0.2f, 1.0f);
        velocity.y = 0.6f * qn_abs(velocity.y) + 0.2f;
        float size = draw_random(e);
        add(e, (particle){.position_m = at_m,
                          .velocity_mps = velocity,
                          .radius_m = 0.10f + 0.16f * size,
                          .life_ticks = 34 + (int32_t)(36.0f * size),
                          .color = color});
    }
}

void effects_sparks(effects *e, qn_vec2 at_m, int32_t count, float speed_mps)
{
    for (int32_t i = 0; i < count; ++i) {
        qn_vec2 velocity = scatter(e, speed_mps, 0.4f, 1.2f);
        velocity.y += 1.0f;
        float life = draw_random(e);
        add(e, (particle){.position_m = at_m,
                          .velocity_mps = velocity,
                          .radius_m = 0.022f,
                          .life_ticks = 18 + (int32_t)(22.0f * life),
                          .color = qn_rgb(look_night.bronze_light),
                          .look = PARTICLE_SPARK});
    }
}

static void chips(effects *e, qn_vec2 at_m, int32_t count, float speed_mps, qn_color color)
{
    for (int32_t i = 0; i < count; ++i) {
        qn_vec2 velocity = scatter(e, speed_mps, 0.3f, 1.1f);
        velocity.y += 1.5f;
        float turn = draw_random(e);
        float spin = draw_random(e);
        float size = draw_random(e);
        add(e, (particle){.position_m = at_m,
                          .velocity_mps = velocity,
                          .radius_m = 0.03f + 0.05f * size,
                          .turn_rad = 6.28f * turn,
                          .spin_radps = 24.0f * (spin - 0.5f),
                          .life_ticks = 40 + (int32_t)(40.0f * size),
                          .color = color,
                          .look = PARTICLE_CHIP});
    }
}

void effects_glints(effects *e, qn_vec2 at_m, int32_t count, float speed_mps)
{
    chips(e, at_m, count, speed_mps, qn_rgba(206, 238, 246, 210));
}

void effects_splinters(effects *e, qn_vec2 at_m, int32_t count, float speed_mps)
{
    chips(e, at_m, count, speed_mps, qn_rgb(0xD9A877u));
}

void effects_puff(effects *e, qn_vec2 at_m, qn_vec2 direction, float strength)
{
    int32_t count = 3 + (int32_t)(5.0f * strength);
    for (int32_t i = 0; i < count; ++i) {
        qn_vec2 velocity = qn_mul(-1.6f * draw_random(e), direction);
        velocity = qn_add(velocity, scatter(e, 0.9f, 0.0f, 1.0f));
        add(e, (particle){.position_m = at_m,
                          .velocity_mps = velocity,
                          .radius_m = 0.12f,
                          .life_ticks = 26 + 2 * i,
                          .color = qn_rgb(0xD9CFDDu)});
    }
}

void effects_toll(effects *e, qn_vec2 at_m, float strength)
{
    if (e->ring_count == TUNE_RING_CAPACITY) {
        e->ring_count -= 1;
        for (int32_t i = 0; i < e->ring_count; ++i) {
            e->rings[i] = e->rings[i + 1];
        }
    }
    e->rings[e->ring_count++] = (toll_ring){.center_m = at_m, .strength = strength};
    effects_sparks(e, at_m, 10 + (int32_t)(14.0f * strength), 3.0f + 3.0f * strength);
}

void effects_trail(effects *e, int32_t slot, qn_vec2 at_m)
{
    trail *t = &e->trails[slot];
    // A ball that is far from the last point is another ball.
    bool is_new = t->count > 0 && qn_distance(t->points[0], at_m) > TUNE_TRAIL_JUMP_M;
    t->count = is_new ? 0 : t->count;
    t->count += t->count < TUNE_TRAIL_LENGTH ? 1 : 0;
    for (int32_t i = t->count - 1; i > 0; --i) {
        t->points[i] = t->points[i - 1];
    }
    t->points[0] = at_m;
    t->idle_ticks = 0;
}

void effects_streaks(effects *e, const run *r, bool is_wanted)
{
    if (!is_wanted) {
        e->shadow_count = 0;
        return;
    }
    for (int32_t i = 0; i < r->blocks.count; ++i) {
        qn_vec2 at = qn_body_pose(r->world, r->blocks.items[i].body).p;
        e->shadows_m[i] = i < e->shadow_count ? qn_lerp(e->shadows_m[i], at, 0.22f) : at;
    }
    e->shadow_count = r->blocks.count;
}

// ---- Tick -----------------------------------------------------------------------------------

static void move(particle *item)
{
    bool is_dust = item->look == PARTICLE_DUST;
    float fall = is_dust ? 0.05f * TUNE_GRAVITY_MPS2 : TUNE_GRAVITY_MPS2;
    item->velocity_mps = qn_mul(is_dust ? 0.95f : 0.985f, item->velocity_mps);
    item->velocity_mps.y += fall / 60.0f;
    item->position_m = qn_mul_add(item->position_m, 1.0f / 60.0f, item->velocity_mps);
    item->turn_rad += item->spin_radps / 60.0f;
    if (item->position_m.y < 0.02f) {
        item->position_m.y = 0.02f;
        item->velocity_mps = qn_v2(0.6f * item->velocity_mps.x, -0.4f * item->velocity_mps.y);
        item->spin_radps *= 0.6f;
    }
    item->age_ticks += 1;
}

static void tick_rings(effects *e)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < e->ring_count; ++i) {
        e->rings[i].age_ticks += 1;
        if (e->rings[i].age_ticks < TUNE_RING_TICKS) {
            e->rings[kept++] = e->rings[i];
        }
    }
    e->ring_count = kept;
}

void effects_tick(effects *e)
{
    for (int32_t i = e->particle_count - 1; i >= 0; --i) {
        move(&e->particles[i]);
        if (e->particles[i].age_ticks >= e->particles[i].life_ticks) {
            e->particles[i] = e->particles[--e->particle_count];
        }
    }
    tick_rings(e);
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        trail *t = &e->trails[i];
        t->idle_ticks += 1;
        t->count -= t->idle_ticks > 1 && t->count > 0 ? 1 : 0;
    }
}

// ---- Picture --------------------------------------------------------------------------------

static void draw_dust(const particle *item, qn_vec2 at, float left, qn_draw_list *list)
{
    float radius = item->radius_m * (1.6f - 0.9f * left);
    qn_paint paint = {.fill = qn_color_fade(item->color, 0.34f * left), .glow_m = 0.7f * radius};
    qn_draw_circle(list, at, 0.5f * radius, paint);
}

static void draw_spark(const particle *item, qn_vec2 at, float left, qn_draw_list *list)
{
    qn_paint paint = {.fill = qn_color_fade(item->color, left), .additive = true};
    qn_vec2 tail = qn_mul_add(at, -0.028f, item->velocity_mps);
    qn_draw_capsule(list, at, tail, item->radius_m, paint);
}

static void draw_chip(const particle *item, qn_vec2 at, float left, qn_draw_list *list)
{
    qn_pose pose = {at, qn_rot_from_angle(item->turn_rad)};
    qn_vec2 half = {item->radius_m, 0.45f * item->radius_m};
    qn_draw_box(list, pose, half, 0.0f,
                qn_fill(qn_color_fade(item->color, qn_min(2.0f * left, 1.0f))));
}

static void draw_particle(const particle *item, float alpha, qn_draw_list *list)
{
    float back_s = (alpha - 1.0f) / 60.0f;
    qn_vec2 at = qn_mul_add(item->position_m, back_s, item->velocity_mps);
    float left = 1.0f - ((float)item->age_ticks + alpha - 1.0f) / (float)item->life_ticks;
    left = qn_clamp(left, 0.0f, 1.0f);
    switch (item->look) {
    case PARTICLE_DUST:
        draw_dust(item, at, left, list);
        break;
    case PARTICLE_SPARK:
        draw_spark(item, at, left, list);
        break;
    case PARTICLE_CHIP:
        draw_chip(item, at, left, list);
        break;
    }
}

static void draw_ring(const toll_ring *ring, float alpha, const look *l, qn_draw_list *list)
{
    float age = qn_clamp(((float)ring->age_ticks + alpha) / (float)TUNE_RING_TICKS, 0.0f, 1.0f);
    float left = (1.0f - age) * (1.0f - age);
    float reach = 1.0f - (1.0f - age) * (1.0f - age) * (1.0f - age);
    for (int32_t i = 0; i < 3; ++i) {
        float radius = 0.6f + (5.2f - 1.5f * (float)i) * reach * (0.6f + 0.4f * ring->strength);
        float share = left * (0.5f - 0.12f * (float)i) * (0.5f + 0.5f * ring->strength);
        qn_paint paint = {.fill = look_alpha(l->bronze_light, share), .additive = true};
        qn_draw_ring(list, ring->center_m, radius, 0.05f + 0.10f * left, paint);
    }
}

// Soft discs, half a tick's way apart, so that they melt into one streak.
static void draw_trail(const trail *t, const look *l, qn_draw_list *list)
{
    for (int32_t i = 1; i < t->count; ++i) {
        float left = 1.0f - (float)i / (float)TUNE_TRAIL_LENGTH;
        qn_paint paint = {.fill = look_alpha(l->trail, 0.13f * left * left),
                          .glow_m = 0.26f * left,
                          .additive = true};
        qn_draw_circle(list, qn_lerp(t->points[i - 1], t->points[i], 0.5f), 0.06f * left, paint);
        qn_draw_circle(list, t->points[i], 0.06f * left, paint);
    }
}

static void draw_streak(const effects *e, const run *r, int32_t index, float strength,
                        qn_draw_list *list)
{
    const block *item = &r->blocks.items[index];
    qn_vec2 at = qn_body_pose(r->world, item->body).p;
    float length = qn_distance(at, e->shadows_m[index]);
    if (!block_is_there(item, r->tick) || length < 0.03f || length > 8.0f) {
        return;
    }
    float radius = 0.7f * qn_min(item->half_size_m.x, item->half_size_m.y);
    qn_paint paint = {.fill = qn_color_fade(qn_rgb(0x9FB4FFu), 0.20f * strength),
                      .glow_m = 0.5f * radius,
                      .additive = true};
    qn_draw_capsule(list, at, e->shadows_m[index], 0.5f * radius, paint);
}

void effects_draw_below(const effects *e, const run *r, float strength, const look *l,
                        qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_TRAILS);
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        draw_trail(&e->trails[i], l, list);
    }
    for (int32_t i = 0; i < e->shadow_count && i < r->blocks.count; ++i) {
        draw_streak(e, r, i, strength, list);
    }
}

void effects_draw(const effects *e, float alpha, const look *l, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_EFFECTS);
    for (int32_t i = 0; i < e->particle_count; ++i) {
        draw_particle(&e->particles[i], alpha, list);
    }
    for (int32_t i = 0; i < e->ring_count; ++i) {
        draw_ring(&e->rings[i], alpha, l, list);
    }
}
