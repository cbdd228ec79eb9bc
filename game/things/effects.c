// Particles are a plain array; a dead one is replaced by the last. When the array is full, new ones
// are left out: what is already in the air stays smooth.
#include "things/effects.h"

#include "things/look.h"

void effects_reset(effects *e) { *e = (struct effects){.random = 0x51ED270Bu}; }

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

void effects_dust(effects *e, qn_vec2 at_m, qn_color color, int32_t count, float speed_mps)
{
    for (int32_t i = 0; i < count; ++i) {
        float angle = draw_random(e) * 2.0f * QN_PI;
        float speed = speed_mps * (0.2f + 0.8f * draw_random(e));
        float size = draw_random(e);
        qn_rot turn = qn_rot_from_angle(angle);
        particle made = {.position_m = at_m,
                         .velocity_mps = {speed * turn.c, 0.6f * speed * qn_abs(turn.s) + 0.2f},
                         .radius_m = 0.10f + 0.16f * size,
                         .life_ticks = 34 + (int32_t)(36.0f * size),
                         .color = color};
        add(e, made);
    }
}

void effects_sparks(effects *e, qn_vec2 at_m, int32_t count, float speed_mps)
{
    for (int32_t i = 0; i < count; ++i) {
        float angle = draw_random(e) * 2.0f * QN_PI;
        float speed = speed_mps * (0.4f + 0.8f * draw_random(e));
        float life = draw_random(e);
        qn_rot turn = qn_rot_from_angle(angle);
        particle made = {.position_m = at_m,
                         .velocity_mps = {speed * turn.c, speed * turn.s + 1.0f},
                         .radius_m = 0.022f,
                         .life_ticks = 18 + (int32_t)(22.0f * life),
                         .color = qn_rgb(LOOK_BRONZE_LIGHT),
                         .is_spark = true};
        add(e, made);
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

static void move(particle *item)
{
    float fall = item->is_spark ? TUNE_GRAVITY_MPS2 : 0.05f * TUNE_GRAVITY_MPS2;
    float drag = item->is_spark ? 0.985f : 0.95f;
    item->velocity_mps = qn_mul(drag, item->velocity_mps);
    item->velocity_mps.y += fall / 60.0f;
    item->position_m = qn_mul_add(item->position_m, 1.0f / 60.0f, item->velocity_mps);
    if (item->position_m.y < 0.02f) {
        item->position_m.y = 0.02f;
        item->velocity_mps.y = -0.4f * item->velocity_mps.y;
    }
    item->age_ticks += 1;
}

void effects_tick(effects *e)
{
    for (int32_t i = e->particle_count - 1; i >= 0; --i) {
        move(&e->particles[i]);
        if (e->particles[i].age_ticks >= e->particles[i].life_ticks) {
            e->particles[i] = e->particles[--e->particle_count];
        }
    }
    int32_t kept = 0;
    for (int32_t i = 0; i < e->ring_count; ++i) {
        e->rings[i].age_ticks += 1;
        if (e->rings[i].age_ticks < TUNE_RING_TICKS) {
            e->rings[kept++] = e->rings[i];
        }
    }
    e->ring_count = kept;
}

static void draw_particle(const particle *item, float alpha, qn_draw_list *list)
{
    float back_s = (alpha - 1.0f) / 60.0f;
    qn_vec2 at = qn_mul_add(item->position_m, back_s, item->velocity_mps);
    float left = 1.0f - ((float)item->age_ticks + alpha - 1.0f) / (float)item->life_ticks;
    left = qn_clamp(left, 0.0f, 1.0f);
    if (item->is_spark) {
        qn_paint paint = {.fill = qn_color_fade(item->color, left), .additive = true};
        qn_vec2 tail = qn_mul_add(at, -0.028f, item->velocity_mps);
        qn_draw_capsule(list, at, tail, item->radius_m, paint);
        return;
    }
    float radius = item->radius_m * (1.6f - 0.9f * left);
    qn_paint paint = {.fill = qn_color_fade(item->color, 0.34f * left), .glow_m = 0.7f * radius};
    qn_draw_circle(list, at, 0.5f * radius, paint);
}

static void draw_ring(const toll_ring *ring, float alpha, qn_draw_list *list)
{
    float age = qn_clamp(((float)ring->age_ticks + alpha) / (float)TUNE_RING_TICKS, 0.0f, 1.0f);
    float left = (1.0f - age) * (1.0f - age);
    float reach = 1.0f - (1.0f - age) * (1.0f - age) * (1.0f - age);
    for (int32_t i = 0; i < 3; ++i) {
        float radius = 0.6f + (5.2f - 1.5f * (float)i) * reach * (0.6f + 0.4f * ring->strength);
        float share = left * (0.5f - 0.12f * (float)i) * (0.5f + 0.5f * ring->strength);
        qn_paint paint = {.fill = look_alpha(LOOK_BRONZE_LIGHT, share), .additive = true};
        qn_draw_ring(list, ring->center_m, radius, 0.05f + 0.10f * left, paint);
    }
}

void effects_draw(const effects *e, float alpha, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_EFFECTS);
    for (int32_t i = 0; i < e->particle_count; ++i) {
        draw_particle(&e->particles[i], alpha, list);
    }
    for (int32_t i = 0; i < e->ring_count; ++i) {
        draw_ring(&e->rings[i], alpha, list);
    }
}
