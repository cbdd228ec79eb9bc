// Particles become records directly: the camera is applied, size and colour are looked up, and that
// is all. Discs are not turned, so they cost no sine.
#include "draw/list.h"
#include "draw/particle.h"

#define LEAST_PX 0.02f
#define MOST_GLOW_PX 16384.0f

// A particle between two ticks.
typedef struct moment {
    const particle_kind *kind;
    qn_vec2 at_m, speed_m_s;
    float angle_rad;
    float half_px; // of its height
    uint32_t fill;
} moment;

static bool take_moment(const qn_particles *p, const qn_draw_list *list, int32_t slot, float back_s,
                        moment *m)
{
    const particle_columns *c = &p->columns;
    float age = c->age[slot] - back_s * c->age_per_s[slot];
    if (!(age >= 0.0f && age < 1.0f)) {
        return false; // not born yet
    }
    m->kind = &p->kinds[c->kind[slot]];
    float at = age * (float)PARTICLE_STEPS;
    int32_t step = (int32_t)at;
    float size = m->kind->sizes[step];
    size += (at - (float)step) * (m->kind->sizes[step + 1] - size);
    m->half_px = c->size_m[slot] * size * list->manner.view.px_per_m;
    m->fill = m->kind->fills[step];
    m->speed_m_s = qn_v2(c->speed_x_m_s[slot], c->speed_y_m_s[slot]);
    m->at_m = qn_mul_add(qn_v2(c->x_m[slot], c->y_m[slot]), -back_s, m->speed_m_s);
    m->angle_rad = c->angle_rad[slot] - back_s * c->spin_rad_s[slot];
    return m->fill != 0 && m->half_px > LEAST_PX;
}

static qn_rot rotation_of(const moment *m)
{
    const qn_particle_kind *def = &m->kind->def;
    if (def->faces_motion || def->look == QN_PARTICLE_STREAK) {
        qn_vec2 way = qn_normalize(m->speed_m_s);
        return way.x != 0.0f || way.y != 0.0f ? (qn_rot){way.x, way.y} : qn_rot_identity();
    }
    return qn_rot_from_angle(m->angle_rad);
}

// False when there is no room for its texel.
static bool place_glow(qn_draw_list *list, float glow_px, qn_sprite *sprite)
{
    uint32_t index = qn_draw_reserve_texels(list, 1);
    if (index == 0) {
        return false;
    }
    qn_sprite_texel texel = {0};
    texel.paint.fade = sprite->fill;
    texel.paint.glow_px = glow_px;
    list->texels[index] = texel;
    sprite->extra = index;
    return true;
}

static void append_shape(qn_draw_list *list, const moment *m, qn_sprite *sprite)
{
    const qn_particle_kind *def = &m->kind->def;
    float corner_px = def->look == QN_PARTICLE_BOX ? 0.0f : m->half_px;
    sprite->kind_param = qn_draw_with_length(QN_SPRITE_BOX, corner_px);
    float glow_px = qn_min(def->glow * m->half_px, MOST_GLOW_PX);
    if (glow_px > 0.0f && !place_glow(list, glow_px, sprite)) {
        qn_draw_drop(list);
        return;
    }
    qn_draw_append(list, sprite, glow_px);
}

static void append(qn_draw_list *list, const moment *m, bool has_image)
{
    const qn_particle_kind *def = &m->kind->def;
    qn_vec2 px = qn_draw_to_px(list, m->at_m);
    qn_sprite sprite = {.x_px = px.x,
                        .y_px = px.y,
                        .half_x_px = m->half_px,
                        .half_y_px = m->half_px,
                        .rotation = DRAW_UPRIGHT,
                        .fill = m->fill};
    if (def->look == QN_PARTICLE_DISC) {
        append_shape(list, m, &sprite);
        return;
    }
    sprite.rotation = qn_draw_rotation(list, rotation_of(m));
    if (def->look == QN_PARTICLE_STREAK) {
        float length_m = qn_length(m->speed_m_s) * def->streak_s;
        sprite.half_x_px += 0.5f * length_m * list->manner.view.px_per_m;
        append_shape(list, m, &sprite);
        return;
    }
    sprite.half_x_px *= def->aspect;
    if (def->look == QN_PARTICLE_BOX) {
        append_shape(list, m, &sprite);
    } else if (has_image) {
        sprite.kind_param = (uint32_t)QN_SPRITE_IMAGE | (uint32_t)def->image.index << 8;
        qn_draw_append(list, &sprite, 0.0f);
    }
}

void qn_particles_draw(const qn_particles *particles, qn_draw_list *list, float alpha)
{
    if (particles == NULL || list == NULL) {
        return;
    }
    float share = alpha > 0.0f ? qn_min(alpha, 1.0f) : 0.0f;
    float back_s = (1.0f - share) * particles->dt_s;
    int32_t image_count = qn_atlas_image_count(list->atlas);
    for (int32_t i = 0; i < particles->count; ++i) {
        moment m;
        if (take_moment(particles, list, particle_slot(particles, i), back_s, &m)) {
            uint16_t index = m.kind->def.image.index;
            append(list, &m, index != 0 && index < image_count);
        }
    }
}
