// The particles are the engine's; here are the kinds of them, and what is no particle: the rings of
// a toll, the trails of balls, and the streaks of a world that flies back.
#include "things/effects.h"

// ---- Kinds ----------------------------------------------------------------------------------

static qn_color_curve fading(qn_color color, float strength)
{
    return (qn_color_curve){
        .key_count = 2,
        .keys = {{0.0f, qn_color_fade(color, strength)}, {1.0f, qn_color_fade(color, 0.0f)}}};
}

// Rises a little, grows, and thins out.
static qn_particle_kind dust_kind(qn_color color, float strength)
{
    qn_particle_kind kind = qn_particle_kind_default();
    kind.look = QN_PARTICLE_DISC;
    kind.size_m = (qn_range){0.06f, 0.15f};
    kind.size = (qn_curve){.key_count = 2, .keys = {{0.0f, 0.7f}, {1.0f, 1.9f}}};
    kind.glow = 1.1f;
    kind.color = fading(color, strength);
    kind.direction_rad = 0.5f * QN_PI;
    kind.spread_rad = 1.7f;
    kind.speed_m_s = (qn_range){0.2f, 2.6f};
    kind.inherit = 1.0f;
    kind.life_s = (qn_range){0.5f, 1.3f};
    kind.gravity_m_s2 = qn_v2(0.0f, -0.6f);
    kind.drag_per_s = 2.6f;
    return kind;
}

static qn_particle_kind spark_kind(void)
{
    qn_particle_kind kind = qn_particle_kind_default();
    kind.look = QN_PARTICLE_STREAK;
    kind.size_m = (qn_range){0.016f, 0.028f};
    kind.streak_s = 0.035f;
    kind.additive = true;
    kind.color = (qn_color_curve){.key_count = 3,
                                  .keys = {{0.0f, qn_rgb(0xFFF6D8u)},
                                           {0.35f, qn_rgb(0xFFC966u)},
                                           {1.0f, qn_rgba(224, 96, 32, 0)}}};
    kind.spread_rad = QN_PI;
    kind.speed_m_s = (qn_range){2.0f, 7.5f};
    kind.inherit = 1.0f;
    kind.life_s = (qn_range){0.25f, 0.75f};
    kind.gravity_m_s2 = qn_v2(0.0f, TUNE_GRAVITY_MPS2);
    kind.drag_per_s = 0.9f;
    return kind;
}

static qn_particle_kind chip_kind(qn_color color, float aspect)
{
    qn_particle_kind kind = qn_particle_kind_default();
    kind.look = QN_PARTICLE_BOX;
    kind.size_m = (qn_range){0.014f, 0.034f};
    kind.aspect = aspect;
    kind.color = (qn_color_curve){
        .key_count = 3, .keys = {{0.0f, color}, {0.7f, color}, {1.0f, qn_color_fade(color, 0.0f)}}};
    kind.direction_rad = 0.5f * QN_PI;
    kind.spread_rad = 2.2f;
    kind.speed_m_s = (qn_range){1.5f, 6.0f};
    kind.inherit = 1.0f;
    kind.angle_rad = (qn_range){0.0f, 6.28f};
    kind.spin_rad_s = (qn_range){-14.0f, 14.0f};
    kind.life_s = (qn_range){0.6f, 1.2f};
    kind.gravity_m_s2 = qn_v2(0.0f, TUNE_GRAVITY_MPS2);
    kind.drag_per_s = 0.6f;
    return kind;
}

static qn_particle_kind kind_of(effect_kind which)
{
    switch (which) {
    case EFFECT_PUFF:
        return dust_kind(qn_rgb(0xE6DCE6u), 0.36f);
    case EFFECT_SPARK:
        return spark_kind();
    case EFFECT_GLINT:
        return chip_kind(qn_rgba(214, 242, 248, 220), 1.8f);
    case EFFECT_SPLINTER:
        return chip_kind(qn_rgb(0xD9A877u), 4.0f);
    case EFFECT_DUST_GROUND:
        return dust_kind(qn_rgb(0x9C8FA0u), 0.36f);
    default:
        // Glass makes hardly a cloud.
        return dust_kind(block_dust((material)which),
                         (material)which == MATERIAL_GLASS ? 0.10f : 0.36f);
    }
}

// ---- Life -----------------------------------------------------------------------------------

qn_error effects_create(effects *e)
{
    qn_error error = qn_particles_create(TUNE_PARTICLE_CAPACITY, 0x51ED270Bu, &e->particles);
    for (int32_t i = 0; i < EFFECT_KIND_COUNT && error == QN_ERROR_OK; ++i) {
        qn_particle_kind kind = kind_of((effect_kind)i);
        int32_t number = 0;
        error = qn_particles_add_kind(e->particles, &kind, &number);
    }
    return error;
}

void effects_destroy(effects *e)
{
    qn_particles_destroy(e->particles);
    e->particles = NULL;
}

void effects_reset(effects *e)
{
    if (e->particles != NULL) {
        qn_particles_clear(e->particles);
    }
    e->ring_count = 0;
    e->shadow_count = 0;
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        e->trails[i].count = 0;
        e->squashes[i] = (ball_squash){.age_ticks = TUNE_SQUASH_TICKS};
    }
}

void effects_burst(effects *e, effect_kind kind, qn_vec2 at_m, qn_vec2 velocity_mps, int32_t count)
{
    if (e->particles != NULL) {
        qn_pose pose = {at_m, qn_rot_identity()};
        (void)qn_particles_burst(e->particles, (int32_t)kind, pose, velocity_mps, count);
    }
}

void effects_puff(effects *e, qn_vec2 at_m, qn_vec2 direction, float strength)
{
    effects_burst(e, EFFECT_PUFF, at_m, qn_mul(-0.9f, direction), 3 + (int32_t)(6.0f * strength));
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
    effects_burst(e, EFFECT_SPARK, at_m, qn_v2(0.0f, 1.0f), 14 + (int32_t)(18.0f * strength));
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

void effects_squash(effects *e, int32_t slot, qn_vec2 axis, float share)
{
    e->squashes[slot] = (ball_squash){.axis = axis, .share = qn_min(share, TUNE_SQUASH_MOST)};
}

float effects_squash_share(const effects *e, int32_t slot, float alpha)
{
    const ball_squash *s = &e->squashes[slot];
    float t = (float)s->age_ticks + alpha;
    float left = qn_max(1.0f - t / (float)TUNE_SQUASH_TICKS, 0.0f);
    return s->share * left * left * qn_rot_from_angle(0.5f * t).c;
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
    if (e->particles != NULL) {
        (void)qn_particles_tick(e->particles, TUNE_STEP_S);
    }
    tick_rings(e);
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        trail *t = &e->trails[i];
        t->idle_ticks += 1;
        t->count -= t->idle_ticks > 1 && t->count > 0 ? 1 : 0;
        e->squashes[i].age_ticks += e->squashes[i].age_ticks < TUNE_SQUASH_TICKS ? 1 : 0;
    }
}

// ---- Picture --------------------------------------------------------------------------------

static void draw_ring(const toll_ring *ring, float alpha, const look *l, qn_draw_list *list)
{
    float age = qn_clamp(((float)ring->age_ticks + alpha) / (float)TUNE_RING_TICKS, 0.0f, 1.0f);
    float left = (1.0f - age) * (1.0f - age);
    float reach = 1.0f - (1.0f - age) * (1.0f - age) * (1.0f - age);
    for (int32_t i = 0; i < 3; ++i) {
        float radius = 0.6f + (5.2f - 1.5f * (float)i) * reach * (0.6f + 0.4f * ring->strength);
        float share = left * (0.40f - 0.09f * (float)i) * (0.5f + 0.5f * ring->strength);
        // By day light adds nothing to a bright sky: there the rings are laid over it.
        qn_paint paint = {.fill = look_alpha(l->ring, l->has_contrast ? 2.0f * share : share),
                          .additive = !l->is_day && !l->has_contrast};
        qn_draw_ring(list, ring->center_m, radius, 0.05f + 0.10f * left, paint);
    }
}

// A ribbon of soft discs, half a tick's way apart.
static void draw_trail(const trail *t, const look *l, qn_draw_list *list)
{
    for (int32_t i = 1; i < t->count; ++i) {
        float left = 1.0f - (float)i / (float)TUNE_TRAIL_LENGTH;
        qn_paint paint = {.fill = look_alpha(l->trail, (l->is_day ? 0.20f : 0.13f) * left * left),
                          .glow_m = 0.26f * left,
                          .additive = !l->is_day};
        if (l->has_contrast) {
            paint = qn_fill(look_alpha(l->trail, left));
        }
        qn_draw_circle(list, qn_lerp(t->points[i - 1], t->points[i], 0.5f), 0.06f * left, paint);
        qn_draw_circle(list, t->points[i], 0.06f * left, paint);
    }
}

static void draw_streak(const effects *e, const run *r, int32_t index, float strength,
                        const look *l, qn_draw_list *list)
{
    const block *item = &r->blocks.items[index];
    if (!block_is_there(item, r->tick)) {
        return;
    }
    qn_vec2 at = qn_body_pose(r->world, item->body).p;
    float length = qn_distance(at, e->shadows_m[index]);
    if (length < 0.03f || length > 8.0f) {
        return;
    }
    float radius = 0.7f * qn_min(item->half_size_m.x, item->half_size_m.y);
    qn_paint paint = {.fill = look_alpha(l->streak, 0.5f * strength),
                      .glow_m = 0.6f * radius,
                      .additive = !l->is_day};
    if (l->has_contrast) {
        paint = qn_fill(look_alpha(l->streak, 0.6f * strength));
    }
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
        draw_streak(e, r, i, strength, l, list);
    }
}

void effects_draw(const effects *e, float alpha, const look *l, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_EFFECTS);
    if (e->particles != NULL) {
        qn_particles_draw(e->particles, list, alpha);
    }
    for (int32_t i = 0; i < e->ring_count; ++i) {
        draw_ring(&e->rings[i], alpha, l, list);
    }
}
