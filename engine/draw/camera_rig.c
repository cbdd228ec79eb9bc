// A rig closes gaps by half-lives: after dt a gap g is g * 2^(-dt / half_life), which gives the
// same after one long tick as after two short ones. Whatever it follows, it first moves the goal
// out of the dead zone, then closes the gap, then keeps the bounds; the shake is laid over all that
// and is never fed back.
//
// The shake is value noise: a hash of the step's number gives the next place, and the view moves
// smoothly from place to place. It is drawn from the seed and the number of steps, so that equal
// games shake alike.
#include "quoin/camera_rig.h"

#include "draw/half_life.h"

#define COOKIE 0x43414D52u
#define LEAST_HEIGHT_M 1.0e-3f
#define MOST_HEIGHT_M 1.0e6f
#define MOST_SECONDS 3600.0f

qn_camera_rig_def qn_camera_rig_def_default(void)
{
    return (qn_camera_rig_def){
        .cookie = COOKIE,
        .seed = 1,
        .height_m = 10.0f,
        .least_height_m = LEAST_HEIGHT_M,
        .most_height_m = MOST_HEIGHT_M,
        .dead_zone = {0.15f, 0.2f},
        .follow_half_life_s = 0.12f,
        .zoom_half_life_s = 0.12f,
        .turn_half_life_s = 0.12f,
        .look_ahead_s = 0.0f,
        .look_ahead_most = 0.5f,
        .look_half_life_s = 0.25f,
        .shake_share = 0.025f,
        .shake_rad = 0.02f,
        .shake_hz = 14.0f,
        .trauma_per_s = 1.6f,
        .motion = 1.0f,
    };
}

static bool is_within(float value, float low, float high) { return value >= low && value <= high; }

static bool is_share(float value) { return is_within(value, 0.0f, 1.0f); }

static bool is_time(float value) { return is_within(value, 0.0f, MOST_SECONDS); }

static bool has_times(const qn_camera_rig_def *d)
{
    return is_time(d->follow_half_life_s) && is_time(d->zoom_half_life_s) &&
           is_time(d->turn_half_life_s) && is_time(d->look_ahead_s) && is_time(d->look_half_life_s);
}

static bool has_shares(const qn_camera_rig_def *d)
{
    return is_share(d->dead_zone.x) && is_share(d->dead_zone.y) && is_share(d->look_ahead_most) &&
           is_share(d->shake_share) && is_share(d->motion) && is_within(d->shake_rad, 0.0f, 1.0f) &&
           is_within(d->shake_hz, 0.0f, 1000.0f) && is_within(d->trauma_per_s, 0.0f, 1000.0f);
}

static bool has_sizes(const qn_camera_rig_def *d)
{
    return is_within(d->least_height_m, LEAST_HEIGHT_M, MOST_HEIGHT_M) &&
           is_within(d->most_height_m, d->least_height_m, MOST_HEIGHT_M) &&
           is_within(d->height_m, LEAST_HEIGHT_M, MOST_HEIGHT_M) &&
           (!d->has_bounds || (d->bounds_m.lower.x <= d->bounds_m.upper.x &&
                               d->bounds_m.lower.y <= d->bounds_m.upper.y));
}

static qn_error check_def(const qn_camera_rig_def *d)
{
    if (d->cookie != COOKIE) {
        return QN_ERROR_BAD_DEFINITION;
    }
    bool has_places = qn_v2_is_finite(d->center_m) && qn_is_finite(d->angle_rad);
    bool has_ends = qn_v2_is_finite(d->bounds_m.lower) && qn_v2_is_finite(d->bounds_m.upper);
    if (!has_places || (d->has_bounds && !has_ends)) {
        return QN_ERROR_NOT_FINITE;
    }
    return has_times(d) && has_shares(d) && has_sizes(d) ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

qn_error qn_camera_rig_start(const qn_camera_rig_def *def, qn_camera_rig *out)
{
    if (def == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_error error = check_def(def);
    if (error != QN_ERROR_OK) {
        return error;
    }
    *out = (qn_camera_rig){.def = *def, .goal_angle_rad = def->angle_rad};
    out->goal_height_m = qn_clamp(def->height_m, def->least_height_m, def->most_height_m);
    out->now = (qn_camera_rig_pose){
        .center_m = def->center_m, .height_m = out->goal_height_m, .angle_rad = def->angle_rad};
    out->before = out->now;
    return QN_ERROR_OK;
}

// ---- What a game asks for -------------------------------------------------------------------

qn_error qn_camera_rig_follow(qn_camera_rig *rig, qn_vec2 target_m)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_v2_is_finite(target_m)) {
        return QN_ERROR_NOT_FINITE;
    }
    if (!rig->has_target) {
        rig->is_fresh = true;
    }
    rig->has_target = true;
    rig->target_m = target_m;
    return QN_ERROR_OK;
}

qn_error qn_camera_rig_release(qn_camera_rig *rig)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    rig->has_target = false;
    rig->look_m = qn_v2(0.0f, 0.0f);
    return QN_ERROR_OK;
}

qn_error qn_camera_rig_jump(qn_camera_rig *rig, qn_vec2 center_m)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_v2_is_finite(center_m)) {
        return QN_ERROR_NOT_FINITE;
    }
    rig->now.center_m = center_m;
    rig->before = rig->now;
    rig->is_fresh = true;
    rig->look_m = qn_v2(0.0f, 0.0f);
    return QN_ERROR_OK;
}

qn_error qn_camera_rig_zoom(qn_camera_rig *rig, float height_m)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_is_finite(height_m)) {
        return QN_ERROR_NOT_FINITE;
    }
    if (!(height_m > 0.0f)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    rig->goal_height_m = qn_clamp(height_m, rig->def.least_height_m, rig->def.most_height_m);
    rig->has_zoom_point = false;
    return QN_ERROR_OK;
}

qn_error qn_camera_rig_zoom_about(qn_camera_rig *rig, qn_vec2 point_m, float factor)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_v2_is_finite(point_m) || !qn_is_finite(factor)) {
        return QN_ERROR_NOT_FINITE;
    }
    if (!(factor > 0.0f)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    float height_m = rig->goal_height_m / factor;
    rig->goal_height_m = qn_clamp(height_m, rig->def.least_height_m, rig->def.most_height_m);
    rig->zoom_point_m = point_m;
    rig->has_zoom_point = true;
    return QN_ERROR_OK;
}

qn_error qn_camera_rig_frame(qn_camera_rig *rig, qn_aabb area, qn_vec2 surface_px)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_v2_is_finite(area.lower) || !qn_v2_is_finite(area.upper)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_area = area.lower.x <= area.upper.x && area.lower.y <= area.upper.y;
    if (!is_area || !(surface_px.x >= 1.0f && surface_px.y >= 1.0f)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    float height_m = qn_max(qn_camera_fit(area, surface_px).height_m, LEAST_HEIGHT_M);
    qn_error error = qn_camera_rig_zoom(rig, height_m);
    return error == QN_ERROR_OK ? qn_camera_rig_follow(rig, qn_lerp(area.lower, area.upper, 0.5f))
                                : error;
}

qn_error qn_camera_rig_turn(qn_camera_rig *rig, float angle_rad)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_is_finite(angle_rad)) {
        return QN_ERROR_NOT_FINITE;
    }
    rig->goal_angle_rad = angle_rad;
    return QN_ERROR_OK;
}

// One blow from every direction leaves the mixture shorter than one; only its direction is kept,
// and where two cancel each other there is none.
static qn_vec2 mix_directions(qn_vec2 a, float weight_a, qn_vec2 b, float weight_b)
{
    qn_vec2 sum = qn_mul_add(qn_mul(weight_a, a), weight_b, qn_normalize(b));
    return qn_length(sum) > 0.1f * (weight_a + weight_b) ? qn_normalize(sum) : qn_v2(0.0f, 0.0f);
}

qn_error qn_camera_rig_shake(qn_camera_rig *rig, float trauma, qn_vec2 direction)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_is_finite(trauma) || !qn_v2_is_finite(direction)) {
        return QN_ERROR_NOT_FINITE;
    }
    if (!is_share(trauma)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    rig->shake_direction = mix_directions(rig->shake_direction, rig->trauma, direction, trauma);
    rig->trauma = qn_min(rig->trauma + trauma, 1.0f);
    return QN_ERROR_OK;
}

// ---- A tick ---------------------------------------------------------------------------------

static qn_camera camera_at(const qn_camera_rig_pose *at, qn_vec2 surface_px)
{
    return (qn_camera){at->center_m, at->height_m, at->angle_rad, surface_px};
}

// Where to look: the target, and ahead of it by its smoothed motion.
static qn_vec2 look_at(qn_camera_rig *rig, float dt_s, qn_vec2 half_view)
{
    qn_vec2 way = rig->is_fresh ? qn_v2(0.0f, 0.0f) : qn_sub(rig->target_m, rig->last_target_m);
    qn_vec2 ahead = qn_mul(rig->def.look_ahead_s / dt_s, way);
    qn_vec2 most = qn_mul(rig->def.look_ahead_most, half_view);
    ahead = qn_v2(qn_clamp(ahead.x, -most.x, most.x), qn_clamp(ahead.y, -most.y, most.y));
    rig->look_m = qn_lerp(rig->look_m, ahead, share_closed(dt_s, rig->def.look_half_life_s));
    rig->last_target_m = rig->target_m;
    rig->is_fresh = false;
    return qn_add(rig->target_m, rig->look_m);
}

static float beyond(float way, float free)
{
    return way > free ? way - free : (way < -free ? way + free : 0.0f);
}

static void follow(qn_camera_rig *rig, float dt_s, float aspect)
{
    qn_vec2 half = qn_mul(0.5f * rig->now.height_m, qn_v2(aspect, 1.0f));
    qn_rot turn = qn_rot_from_angle(rig->now.angle_rad);
    qn_vec2 way = qn_sub(look_at(rig, dt_s, half), rig->now.center_m);
    qn_vec2 seen = qn_inv_rotate(turn, way);
    seen = qn_v2(beyond(seen.x, rig->def.dead_zone.x * half.x),
                 beyond(seen.y, rig->def.dead_zone.y * half.y));
    float share = share_closed(dt_s, rig->def.follow_half_life_s);
    rig->now.center_m = qn_mul_add(rig->now.center_m, share, qn_rotate(turn, seen));
}

// By the logarithm of the height a zoom would be as fast near as far; the gap's share does that
// well enough and meets its goal exactly.
static void zoom(qn_camera_rig *rig, float dt_s)
{
    float height = rig->now.height_m;
    float gap = rig->goal_height_m - height;
    float zoomed = height + share_closed(dt_s, rig->def.zoom_half_life_s) * gap;
    if (qn_abs(rig->goal_height_m - zoomed) <= 1.0e-5f * rig->goal_height_m) {
        zoomed = rig->goal_height_m;
    }
    if (rig->has_zoom_point) {
        rig->now.center_m = qn_lerp(rig->zoom_point_m, rig->now.center_m, zoomed / height);
        rig->has_zoom_point = zoomed != rig->goal_height_m;
    }
    rig->now.height_m = zoomed;
}

// From -1 to 1; a different number for every step and channel (a finaliser of MurmurHash3).
static float noise_at(uint32_t seed, uint32_t step, uint32_t channel)
{
    uint32_t h = seed * 0x9E3779B9u + step * 3u + channel;
    h = (h ^ h >> 16) * 0x85EBCA6Bu;
    h = (h ^ h >> 13) * 0xC2B2AE35u;
    h ^= h >> 16;
    return (float)(int32_t)(h >> 8) * (2.0f / 16777215.0f) - 1.0f;
}

static float noise_of(const qn_camera_rig *rig, uint32_t channel)
{
    float a = noise_at(rig->def.seed, rig->shake_step, channel);
    float b = noise_at(rig->def.seed, rig->shake_step + 1, channel);
    float t = rig->shake_part;
    return a + (b - a) * t * t * (3.0f - 2.0f * t);
}

// Across a blow's direction the view moves a quarter as far: along a mere line it looks mechanical.
static void shake(qn_camera_rig *rig, float dt_s)
{
    float amount = rig->def.motion * rig->trauma * rig->trauma;
    qn_vec2 offset = qn_v2(noise_of(rig, 0), noise_of(rig, 1));
    qn_vec2 along = rig->shake_direction;
    if (along.x != 0.0f || along.y != 0.0f) {
        qn_vec2 turned = qn_mul_add(qn_mul(offset.x, along), 0.25f * offset.y, qn_left(along));
        offset = qn_inv_rotate(qn_rot_from_angle(rig->now.angle_rad), turned);
    }
    rig->now.shake = qn_mul(amount * rig->def.shake_share, offset);
    rig->now.shake_rad = amount * rig->def.shake_rad * noise_of(rig, 2);
    rig->trauma = qn_max(rig->trauma - rig->def.trauma_per_s * dt_s, 0.0f);
    if (rig->trauma == 0.0f) {
        rig->shake_direction = qn_v2(0.0f, 0.0f);
    }
    float part = rig->shake_part + rig->def.shake_hz * dt_s;
    int32_t whole = (int32_t)part;
    rig->shake_step += (uint32_t)whole;
    rig->shake_part = part - (float)whole;
}

// What the definition was changed to, and broken numbers that came by that way.
static bool is_usable(const qn_camera_rig *rig)
{
    return check_def(&rig->def) == QN_ERROR_OK && qn_v2_is_finite(rig->now.center_m) &&
           qn_is_finite(rig->now.angle_rad) && rig->now.height_m > 0.0f &&
           qn_is_finite(rig->now.height_m) && is_share(rig->trauma) && is_share(rig->shake_part) &&
           qn_v2_is_finite(rig->shake_direction) && qn_v2_is_finite(rig->look_m) &&
           qn_v2_is_finite(rig->last_target_m) && qn_v2_is_finite(rig->zoom_point_m);
}

qn_error qn_camera_rig_tick(qn_camera_rig *rig, float dt_s, qn_vec2 surface_px)
{
    if (rig == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!qn_is_finite(dt_s) || !qn_v2_is_finite(surface_px)) {
        return QN_ERROR_NOT_FINITE;
    }
    if (!(dt_s > 0.0f && dt_s <= 1.0f) || !(surface_px.x > 0.0f && surface_px.y > 0.0f) ||
        !is_usable(rig)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    rig->before = rig->now;
    zoom(rig, dt_s);
    float angle_gap = rig->goal_angle_rad - rig->now.angle_rad;
    rig->now.angle_rad += share_closed(dt_s, rig->def.turn_half_life_s) * angle_gap;
    if (rig->has_target) {
        follow(rig, dt_s, surface_px.x / surface_px.y);
    }
    if (rig->def.has_bounds) {
        qn_camera camera = camera_at(&rig->now, surface_px);
        rig->now.center_m = qn_camera_keep_inside(&camera, rig->def.bounds_m).center_m;
    }
    shake(rig, dt_s);
    return QN_ERROR_OK;
}

static qn_camera shaken(const qn_camera_rig_pose *at, qn_vec2 surface_px)
{
    qn_camera camera = camera_at(at, surface_px);
    qn_vec2 offset = qn_rotate(qn_rot_from_angle(at->angle_rad), at->shake);
    camera.center_m = qn_mul_add(at->center_m, at->height_m, offset);
    camera.angle_rad = at->angle_rad + at->shake_rad;
    return camera;
}

qn_camera qn_camera_rig_view(const qn_camera_rig *rig, float alpha, qn_vec2 surface_px)
{
    if (rig == NULL) {
        return (qn_camera){0};
    }
    qn_camera before = shaken(&rig->before, surface_px);
    qn_camera now = shaken(&rig->now, surface_px);
    return qn_camera_lerp(&before, &now, alpha);
}
