// A kind is checked once, when it is added, and its curves become tables: a particle's size and
// colour are then one look-up each, whatever their curves.
#include "draw/list.h"
#include "draw/particle.h"

#define COOKIE 0x54524150u
#define MOST 1.0e6f

qn_particle_kind qn_particle_kind_default(void)
{
    return (qn_particle_kind){
        .cookie = COOKIE,
        .size_m = {0.1f, 0.1f},
        .aspect = 1.0f,
        .spread_rad = QN_PI,
        .speed_m_s = {1.0f, 1.0f},
        .life_s = {1.0f, 1.0f},
    };
}

static bool is_within(float value, float low, float high) { return value >= low && value <= high; }

static bool is_range(qn_range range, float low, float high)
{
    return is_within(range.low, low, high) && is_within(range.high, range.low, high);
}

static bool is_count(int32_t count) { return count >= 0 && count <= QN_CURVE_MAX_KEYS; }

static bool has_curves(const qn_particle_kind *k)
{
    if (!is_count(k->size.key_count) || !is_count(k->color.key_count)) {
        return false;
    }
    bool is_ok = true;
    float at = 0.0f;
    for (int32_t i = 0; i < k->size.key_count; ++i) {
        is_ok = is_ok && is_within(k->size.keys[i].at, at, 1.0f) &&
                is_within(k->size.keys[i].value, 0.0f, MOST);
        at = k->size.keys[i].at;
    }
    at = 0.0f;
    for (int32_t i = 0; i < k->color.key_count; ++i) {
        is_ok = is_ok && is_within(k->color.keys[i].at, at, 1.0f);
        at = k->color.keys[i].at;
    }
    return is_ok;
}

static bool has_names(const qn_particle_kind *k)
{
    int32_t look = (int32_t)k->look, origin = (int32_t)k->origin;
    return look >= QN_PARTICLE_DISC && look <= QN_PARTICLE_IMAGE && origin >= QN_ORIGIN_POINT &&
           origin <= QN_ORIGIN_LINE;
}

static bool has_look(const qn_particle_kind *k)
{
    return is_range(k->size_m, 0.0f, MOST) && is_within(k->aspect, 0.0f, 1000.0f) &&
           is_within(k->streak_s, 0.0f, 10.0f) && is_within(k->glow, 0.0f, 100.0f);
}

static bool has_motion(const qn_particle_kind *k)
{
    return is_within(k->origin_half_m.x, 0.0f, MOST) && is_within(k->origin_half_m.y, 0.0f, MOST) &&
           is_within(k->direction_rad, -MOST, MOST) && is_within(k->spread_rad, 0.0f, MOST) &&
           is_range(k->speed_m_s, -MOST, MOST) && is_within(k->inherit, -10.0f, 10.0f) &&
           is_range(k->angle_rad, -MOST, MOST) && is_range(k->spin_rad_s, -MOST, MOST) &&
           is_range(k->life_s, 1.0e-3f, 1000.0f) && is_within(k->gravity_m_s2.x, -MOST, MOST) &&
           is_within(k->gravity_m_s2.y, -MOST, MOST) && is_within(k->drag_per_s, 0.0f, 1000.0f) &&
           is_within(k->rate_hz, 0.0f, MOST);
}

// Every field that is a number; those that are not finite are told apart from those beyond.
static bool is_finite(const qn_particle_kind *k)
{
    const float fields[] = {
        k->size_m.low,    k->size_m.high,     k->aspect,          k->streak_s,
        k->glow,          k->origin_half_m.x, k->origin_half_m.y, k->direction_rad,
        k->spread_rad,    k->speed_m_s.low,   k->speed_m_s.high,  k->inherit,
        k->angle_rad.low, k->angle_rad.high,  k->spin_rad_s.low,  k->spin_rad_s.high,
        k->life_s.low,    k->life_s.high,     k->gravity_m_s2.x,  k->gravity_m_s2.y,
        k->drag_per_s,    k->rate_hz};
    bool is_ok = true;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; ++i) {
        is_ok = is_ok && qn_is_finite(fields[i]);
    }
    return is_ok;
}

qn_error qn_particle_check(const qn_particle_kind *kind)
{
    if (kind->cookie != COOKIE) {
        return QN_ERROR_BAD_DEFINITION;
    }
    if (!is_finite(kind)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_ok = has_names(kind) && has_look(kind) && has_motion(kind) && has_curves(kind);
    return is_ok ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

static float share_between(float at, float from, float to)
{
    return to > from ? (at - from) / (to - from) : 1.0f;
}

static float size_at(const qn_curve *curve, float at)
{
    int32_t next = 0;
    while (next < curve->key_count && curve->keys[next].at <= at) {
        next += 1;
    }
    if (curve->key_count == 0) {
        return 1.0f;
    }
    if (next == 0 || next == curve->key_count) {
        return curve->keys[next == 0 ? 0 : next - 1].value;
    }
    float share = share_between(at, curve->keys[next - 1].at, curve->keys[next].at);
    float from = curve->keys[next - 1].value;
    return from + share * (curve->keys[next].value - from);
}

static qn_color color_at(const qn_color_curve *curve, float at)
{
    int32_t next = 0;
    while (next < curve->key_count && curve->keys[next].at <= at) {
        next += 1;
    }
    if (curve->key_count == 0) {
        return qn_rgb(0xFFFFFF);
    }
    if (next == 0 || next == curve->key_count) {
        return curve->keys[next == 0 ? 0 : next - 1].color;
    }
    float share = share_between(at, curve->keys[next - 1].at, curve->keys[next].at);
    return qn_color_mix(curve->keys[next - 1].color, curve->keys[next].color, share);
}

void qn_particle_tables(particle_kind *kind)
{
    for (int32_t i = 0; i < PARTICLE_STEPS + 2; ++i) {
        float at = qn_min((float)i / (float)PARTICLE_STEPS, 1.0f);
        kind->sizes[i] = size_at(&kind->def.size, at);
        kind->fills[i] = qn_color_pack(color_at(&kind->def.color, at), kind->def.additive);
    }
}
