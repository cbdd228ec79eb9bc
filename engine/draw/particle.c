// A pool is a ring in the order of birth: a new particle goes to the end, and when there is no room
// over the first one. The dead are taken out at the end of a tick by moving the rest together, in
// order. Particles are columns of numbers, which a tick runs through once.
//
// Drawing between two ticks goes back along the last motion, so nothing of the tick before is kept.
#include "quoin/particle.h"

#include "base/alloc.h"
#include "draw/particle.h"

enum { FLOAT_COLUMNS = 9 };

qn_error qn_particles_create(int32_t capacity, uint32_t seed, qn_particles **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (capacity < 1 || capacity > QN_PARTICLES_MAX_CAPACITY) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_particles *p = qn_alloc_zeroed(sizeof *p);
    if (p == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    size_t count = (size_t)capacity;
    p->kinds = qn_alloc_zeroed(QN_PARTICLES_MAX_KINDS * sizeof(particle_kind));
    p->memory = qn_alloc_zeroed(count * (FLOAT_COLUMNS * sizeof(float) + 1));
    if (p->kinds == NULL || p->memory == NULL) {
        qn_particles_destroy(p);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    particle_columns *c = &p->columns;
    float **const columns[FLOAT_COLUMNS] = {&c->x_m,         &c->y_m,       &c->speed_x_m_s,
                                            &c->speed_y_m_s, &c->angle_rad, &c->spin_rad_s,
                                            &c->age,         &c->age_per_s, &c->size_m};
    for (int32_t i = 0; i < FLOAT_COLUMNS; ++i) {
        *columns[i] = p->memory + (size_t)i * count;
    }
    c->kind = (uint8_t *)(p->memory + FLOAT_COLUMNS * count);
    p->capacity = capacity;
    p->random = seed * 2654435761u + 0x9E3779B9u;
    p->random = p->random != 0 ? p->random : 1;
    *out = p;
    return QN_ERROR_OK;
}

void qn_particles_destroy(qn_particles *particles)
{
    if (particles != NULL) {
        qn_free(particles->kinds);
        qn_free(particles->memory);
        qn_free(particles);
    }
}

qn_error qn_particles_add_kind(qn_particles *particles, const qn_particle_kind *kind,
                               int32_t *out_kind)
{
    if (particles == NULL || kind == NULL || out_kind == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_error error = qn_particle_check(kind);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (particles->kind_count == QN_PARTICLES_MAX_KINDS) {
        return QN_ERROR_CAPACITY;
    }
    *out_kind = particles->kind_count++;
    particles->kinds[*out_kind].def = *kind;
    qn_particle_tables(&particles->kinds[*out_kind]);
    return QN_ERROR_OK;
}

// ---- Birth ------------------------------------------------------------------------------------

// From 0 to below 1 (xorshift32).
static float draw_unit(qn_particles *p)
{
    p->random ^= p->random << 13;
    p->random ^= p->random >> 17;
    p->random ^= p->random << 5;
    return (float)(p->random >> 8) * (1.0f / 16777216.0f);
}

static float draw_from(qn_particles *p, qn_range range)
{
    float unit = draw_unit(p);
    return range.low + unit * (range.high - range.low);
}

static qn_vec2 draw_place(qn_particles *p, const qn_particle_kind *kind)
{
    float a = draw_unit(p);
    float b = draw_unit(p);
    qn_vec2 half = kind->origin_half_m;
    qn_rot around = qn_rot_from_angle(2.0f * QN_PI * a);
    switch (kind->origin) {
    case QN_ORIGIN_DISC: {
        float reach = __builtin_sqrtf(b);
        return qn_v2(reach * around.c * half.x, reach * around.s * half.y);
    }
    case QN_ORIGIN_RING:
        return qn_v2(around.c * half.x, around.s * half.y);
    case QN_ORIGIN_BOX:
        return qn_v2((2.0f * a - 1.0f) * half.x, (2.0f * b - 1.0f) * half.y);
    case QN_ORIGIN_LINE:
        return qn_v2((2.0f * a - 1.0f) * half.x, 0.0f);
    default:
        return qn_v2(0.0f, 0.0f);
    }
}

static qn_vec2 draw_velocity(qn_particles *p, const qn_particle_kind *kind, qn_vec2 place)
{
    float unit = draw_unit(p);
    float speed = draw_from(p, kind->speed_m_s);
    float aside = kind->direction_rad + (2.0f * unit - 1.0f) * kind->spread_rad;
    qn_rot turn = qn_rot_from_angle(aside);
    qn_vec2 apart = qn_normalize(place);
    bool has_way = kind->flies_apart && (apart.x != 0.0f || apart.y != 0.0f);
    qn_vec2 way = has_way ? qn_rotate(turn, apart) : qn_v2(turn.c, turn.s);
    return qn_mul(speed, way);
}

static int32_t take_slot(qn_particles *p)
{
    if (p->count < p->capacity) {
        return particle_slot(p, p->count++);
    }
    int32_t slot = p->first;
    p->first = p->first + 1 == p->capacity ? 0 : p->first + 1;
    p->replaced_count += p->replaced_count < INT32_MAX ? 1 : 0;
    return slot;
}

// Gravity and drag are left out of the part of a tick that it has lived already.
static void give_birth(qn_particles *p, int32_t kind, qn_pose pose, qn_vec2 velocity, float age_s)
{
    const qn_particle_kind *def = &p->kinds[kind].def;
    qn_vec2 place = draw_place(p, def);
    qn_vec2 speed = draw_velocity(p, def, place);
    speed = qn_mul_add(qn_rotate(pose.q, speed), def->inherit, velocity);
    qn_vec2 at = qn_mul_add(qn_transform(pose, place), age_s, speed);
    float angle = draw_from(p, def->angle_rad);
    float spin = draw_from(p, def->spin_rad_s);
    float life = draw_from(p, def->life_s);
    float size = draw_from(p, def->size_m);
    int32_t slot = take_slot(p);
    particle_columns *c = &p->columns;
    c->x_m[slot] = at.x;
    c->y_m[slot] = at.y;
    c->speed_x_m_s[slot] = speed.x;
    c->speed_y_m_s[slot] = speed.y;
    c->angle_rad[slot] = angle + spin * age_s;
    c->spin_rad_s[slot] = spin;
    c->age_per_s[slot] = 1.0f / life;
    c->age[slot] = age_s / life;
    c->size_m[slot] = size;
    c->kind[slot] = (uint8_t)kind;
}

static bool is_pose(qn_pose pose)
{
    return qn_v2_is_finite(pose.p) && qn_is_finite(pose.q.c) && qn_is_finite(pose.q.s);
}

static qn_error check_birth(const qn_particles *p, int32_t kind, qn_pose pose, qn_vec2 velocity)
{
    if (p == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (kind < 0 || kind >= p->kind_count) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    return is_pose(pose) && qn_v2_is_finite(velocity) ? QN_ERROR_OK : QN_ERROR_NOT_FINITE;
}

qn_error qn_particles_burst(qn_particles *particles, int32_t kind, qn_pose pose,
                            qn_vec2 velocity_m_s, int32_t count)
{
    qn_error error = check_birth(particles, kind, pose, velocity_m_s);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (count < 0 || count > QN_PARTICLES_MAX_CAPACITY) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    for (int32_t i = 0; i < count; ++i) {
        give_birth(particles, kind, pose, velocity_m_s, 0.0f);
    }
    return QN_ERROR_OK;
}

static qn_error check_dt(float dt_s)
{
    if (!qn_is_finite(dt_s)) {
        return QN_ERROR_NOT_FINITE;
    }
    return dt_s > 0.0f && dt_s <= 1.0f ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

static qn_pose pose_between(qn_pose from, qn_pose to, float share)
{
    qn_vec2 q = qn_normalize(qn_lerp(qn_v2(from.q.c, from.q.s), qn_v2(to.q.c, to.q.s), share));
    bool is_turn = q.x != 0.0f || q.y != 0.0f;
    return (qn_pose){qn_lerp(from.p, to.p, share), is_turn ? (qn_rot){q.x, q.y} : to.q};
}

qn_error qn_particles_emit(qn_particles *particles, qn_emitter *emitter, float dt_s)
{
    if (emitter == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_error error = check_birth(particles, emitter->kind, emitter->pose, emitter->velocity_m_s);
    error = error == QN_ERROR_OK ? check_dt(dt_s) : error;
    if (error != QN_ERROR_OK) {
        return error;
    }
    bool has_last = emitter->has_last && is_pose(emitter->last);
    qn_pose last = has_last ? emitter->last : emitter->pose;
    float rest = emitter->rest >= 0.0f && emitter->rest < 1.0f ? emitter->rest : 0.0f;
    float rate = particles->kinds[emitter->kind].def.rate_hz;
    float due = rest + rate * dt_s;
    int32_t count = (int32_t)due;
    for (int32_t i = 0; i < count; ++i) {
        float passed_s = ((float)i + 1.0f - rest) / rate;
        float age_s = qn_clamp(dt_s - passed_s, 0.0f, dt_s);
        qn_pose at = pose_between(last, emitter->pose, 1.0f - age_s / dt_s);
        give_birth(particles, emitter->kind, at, emitter->velocity_m_s, age_s);
    }
    emitter->rest = due - (float)count;
    emitter->last = emitter->pose;
    emitter->has_last = true;
    return QN_ERROR_OK;
}

// ---- Life -------------------------------------------------------------------------------------

// Moves the particles from slot `begin` to `end`; true if one of them has died.
static bool move_run(const particle_columns *c, const particle_push *pushes, float dt_s,
                     int32_t begin, int32_t end)
{
    float oldest = 0.0f;
    for (int32_t i = begin; i < end; ++i) {
        const particle_push *push = &pushes[c->kind[i]];
        c->speed_x_m_s[i] = (c->speed_x_m_s[i] + push->add_m_s.x) * push->keep;
        c->speed_y_m_s[i] = (c->speed_y_m_s[i] + push->add_m_s.y) * push->keep;
        c->x_m[i] += dt_s * c->speed_x_m_s[i];
        c->y_m[i] += dt_s * c->speed_y_m_s[i];
        c->angle_rad[i] += dt_s * c->spin_rad_s[i];
        c->age[i] += dt_s * c->age_per_s[i];
        oldest = qn_max(oldest, c->age[i]);
    }
    return oldest >= 1.0f;
}

static void copy_particle(const particle_columns *c, int32_t to, int32_t from)
{
    c->x_m[to] = c->x_m[from];
    c->y_m[to] = c->y_m[from];
    c->speed_x_m_s[to] = c->speed_x_m_s[from];
    c->speed_y_m_s[to] = c->speed_y_m_s[from];
    c->angle_rad[to] = c->angle_rad[from];
    c->spin_rad_s[to] = c->spin_rad_s[from];
    c->age[to] = c->age[from];
    c->age_per_s[to] = c->age_per_s[from];
    c->size_m[to] = c->size_m[from];
    c->kind[to] = c->kind[from];
}

// NaN counts as dead: what flew out of the range of numbers is not carried along.
static void bury(qn_particles *p)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < p->count; ++i) {
        int32_t from = particle_slot(p, i), to = particle_slot(p, kept);
        if (!(p->columns.age[from] < 1.0f)) {
            continue;
        }
        if (to != from) {
            copy_particle(&p->columns, to, from);
        }
        kept += 1;
    }
    p->count = kept;
}

qn_error qn_particles_tick(qn_particles *particles, float dt_s)
{
    if (particles == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_error error = check_dt(dt_s);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_particles *p = particles;
    particle_push pushes[QN_PARTICLES_MAX_KINDS];
    for (int32_t i = 0; i < p->kind_count; ++i) {
        pushes[i].keep = 1.0f / (1.0f + p->kinds[i].def.drag_per_s * dt_s);
        pushes[i].add_m_s = qn_mul(dt_s, p->kinds[i].def.gravity_m_s2);
    }
    int32_t end = p->first + p->count;
    int32_t before = end < p->capacity ? end : p->capacity;
    bool has_dead = move_run(&p->columns, pushes, dt_s, p->first, before);
    bool has_more = move_run(&p->columns, pushes, dt_s, 0, end - before);
    if (has_dead || has_more) {
        bury(p);
    }
    p->dt_s = dt_s;
    return QN_ERROR_OK;
}

void qn_particles_clear(qn_particles *particles)
{
    if (particles != NULL) {
        particles->count = 0;
        particles->first = 0;
    }
}

qn_particle_counters qn_particles_get_counters(const qn_particles *particles)
{
    if (particles == NULL) {
        return (qn_particle_counters){0};
    }
    return (qn_particle_counters){particles->count, particles->replaced_count};
}
