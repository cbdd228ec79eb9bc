// A bell is one body of two convex parts, pinned to a beam of the tower or to the last link of a
// chain under it: when the tower moves, so does the bell. It tolls when something hits it hard
// enough, when it hits something hard enough (the ground at the end of a fall), or when it swings
// so far that the clapper must strike. The clapper meets nothing and only follows; what it shows,
// the rule decides.
#include "things/bell.h"

#include "things/look.h"
#include "things/tag.h"

static const float scales[BELL_SIZE_COUNT] = {
    [BELL_SMALL] = 0.74f, [BELL_MEDIUM] = 1.0f, [BELL_LARGE] = 1.22f};

// The medium bell. The body's origin is the pin, the bell hangs below it.
static const qn_vec2 dome[6] = {{0.16f, -0.10f},  {-0.16f, -0.10f}, {-0.30f, -0.22f},
                                {-0.38f, -0.74f}, {0.38f, -0.74f},  {0.30f, -0.22f}};
static const qn_vec2 skirt[4] = {
    {0.38f, -0.68f}, {-0.38f, -0.68f}, {-0.58f, -1.08f}, {0.58f, -1.08f}};
static const float clapper_length_m = 1.14f;
static const float clapper_radius_m = 0.12f;
static const float lip_y_m = -1.06f;

static qn_vec2 at_scale(const bell *b, float x, float y)
{
    return qn_v2(b->scale * b->stretch * x, b->scale * y / b->stretch);
}

// A bell and its chain never meet each other.
static qn_shape_def part_def(shape_tag tag, int32_t index, float density_kgpm2)
{
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = density_kgpm2;
    def.material.friction = 0.4f;
    def.filter.group = -1 - index;
    def.user_data = tag_make(tag, (uint32_t)index);
    return def;
}

static void add_part(const bell *b, int32_t index, qn_world *world, const qn_vec2 *points,
                     int32_t count)
{
    qn_shape_def def = part_def(TAG_BELL, index, TUNE_BELL_DENSITY_KGPM2);
    def.enable_hit_events = true;
    qn_vec2 scaled[6];
    for (int32_t i = 0; i < count; ++i) {
        scaled[i] = qn_mul(b->scale, points[i]);
    }
    qn_shape_create_polygon(world, b->body, &def, scaled, count, 0.0f);
}

static qn_body_id make_body(qn_world *world, qn_vec2 pin_m, float angular_damping)
{
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = pin_m;
    def.angular_damping = angular_damping;
    return qn_body_create(world, &def);
}

static void pin(qn_world *world, qn_body_id a, qn_vec2 anchor_a_m, qn_body_id b, float limit_rad)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = a;
    def.base.body_b = b;
    def.base.anchor_a_m = anchor_a_m;
    def.enable_limit = limit_rad > 0.0f;
    def.lower_angle_rad = -limit_rad;
    def.upper_angle_rad = limit_rad;
    qn_revolute_create(world, &def);
}

// Returns the body that the bell hangs from, and moves *anchor_m and *pin_m to the chain's end.
static qn_body_id hang_chain(bell *b, int32_t index, qn_world *world, qn_body_id above,
                             qn_vec2 *anchor_m, qn_vec2 *pin_m)
{
    const float length = TUNE_CHAIN_LINK_M;
    for (int32_t i = 0; i < b->link_count; ++i) {
        b->links[i] = make_body(world, *pin_m, 0.0f);
        qn_shape_def def = part_def(TAG_LINK, index, TUNE_CHAIN_DENSITY_KGPM2);
        qn_shape_create_capsule(world, b->links[i], &def, qn_v2(0.0f, 0.0f), qn_v2(0.0f, -length),
                                TUNE_CHAIN_RADIUS_M);
        pin(world, above, *anchor_m, b->links[i], 0.0f);
        above = b->links[i];
        *anchor_m = qn_v2(0.0f, -length);
        pin_m->y -= length;
    }
    return above;
}

static void hang_clapper(bell *b, int32_t index, qn_world *world, qn_vec2 pin_m, float damping)
{
    b->clapper = make_body(world, pin_m, damping);
    qn_shape_def def = part_def(TAG_CLAPPER, index, TUNE_CLAPPER_DENSITY_KGPM2);
    def.filter.mask_bits = 0;
    qn_shape_create_circle(world, b->clapper, &def, at_scale(b, 0.0f, -clapper_length_m),
                           b->scale * clapper_radius_m);
    pin(world, b->body, qn_v2(0.0f, 0.0f), b->clapper, 0.32f);
}

void bell_hang(bell *b, int32_t index, qn_world *world, const block *beam, const hanging *how)
{
    *b = (struct bell){
        .size = how->size, .note = how->note, .scale = scales[how->size], .stretch = 1.0f};
    b->link_count = how->link_count < TUNE_CHAIN_CAPACITY ? how->link_count : TUNE_CHAIN_CAPACITY;
    qn_vec2 anchor = {how->offset_x_m, -beam->half_size_m.y};
    qn_vec2 pin_m = qn_transform(qn_body_pose(world, beam->body), anchor);
    qn_body_id above = hang_chain(b, index, world, beam->body, &anchor, &pin_m);
    // On a chain it swings for as long as the level lasts.
    float damping = b->link_count > 0 ? 0.0f : TUNE_BELL_ANGULAR_DAMPING;
    b->body = make_body(world, pin_m, damping);
    add_part(b, index, world, dome, 6);
    add_part(b, index, world, skirt, 4);
    pin(world, above, anchor, b->body, b->link_count > 0 ? 0.0f : 1.4f);
    hang_clapper(b, index, world, pin_m, damping);
}

void bell_swing(const bell *b, qn_world *world, float speed_mps)
{
    float share = 1.0f / (float)(b->link_count + 1);
    for (int32_t i = 0; i < b->link_count; ++i) {
        qn_body_set_velocity(world, b->links[i], qn_v2(speed_mps * share * ((float)i + 0.5f), 0.0f),
                             0.0f);
    }
    qn_body_set_velocity(world, b->body, qn_v2(speed_mps, 0.0f), 0.0f);
    qn_body_set_velocity(world, b->clapper, qn_v2(speed_mps, 0.0f), 0.0f);
}

bell_state bell_start(void) { return (bell_state){.toll_ticks = TUNE_TOLL_LONG_AGO}; }

static float strength_of(float speed_mps)
{
    float span = TUNE_TOLL_FULL_MPS - TUNE_TOLL_SPEED_MPS;
    return qn_clamp(0.3f + 0.7f * (speed_mps - TUNE_TOLL_SPEED_MPS) / span, 0.3f, 1.0f);
}

bool bell_tick(const bell *b, bell_state *state, const qn_world *world, float loudest_mps,
               float *strength)
{
    state->toll_ticks += state->toll_ticks < TUNE_TOLL_LONG_AGO ? 1 : 0;
    state->cool_down_ticks -= state->cool_down_ticks > 0 ? 1 : 0;
    bool is_swung = qn_abs(qn_body_pose(world, b->body).q.s) > TUNE_TOLL_SWING;
    bool swings_out = is_swung && !state->was_swung;
    state->was_swung = is_swung;
    bool is_struck = loudest_mps >= TUNE_TOLL_SPEED_MPS;
    if (state->cool_down_ticks > 0 || !(is_struck || swings_out)) {
        return false;
    }
    state->cool_down_ticks = TUNE_TOLL_COOL_DOWN_TICKS;
    state->toll_ticks = 0;
    state->is_lit = true;
    *strength = strength_of(loudest_mps);
    return true;
}

qn_vec2 bell_center(const bell *b, const qn_world *world)
{
    return qn_transform(qn_body_pose(world, b->body), at_scale(b, 0.0f, -0.65f));
}

// ---- Picture --------------------------------------------------------------------------------

static void draw_part(const bell *b, qn_pose pose, const qn_vec2 *points, int32_t count,
                      qn_paint paint, qn_draw_list *list)
{
    qn_vec2 corners[6];
    for (int32_t i = 0; i < count; ++i) {
        corners[i] = qn_transform(pose, at_scale(b, points[i].x, points[i].y));
    }
    qn_draw_polygon(list, corners, count, paint);
}

// Light on the air around it: a little always, more where it has tolled, most while it sounds.
static void draw_glow(const bell *b, const bell_state *state, qn_pose pose, const look *l,
                      qn_draw_list *list)
{
    if (l->has_contrast) {
        return;
    }
    float fresh = 1.0f - (float)state->toll_ticks / (float)TUNE_TOLL_LONG_AGO;
    float strength = l->glow * (state->is_lit ? 0.34f : 0.16f) + 0.40f * l->glow * fresh * fresh;
    qn_paint paint = {.fill = look_alpha(l->bronze_light, 0.5f * strength),
                      .glow_m = (state->is_lit ? 2.1f : 1.4f) * b->scale,
                      .additive = !l->is_day};
    qn_draw_layer(list, LAYER_BEHIND);
    qn_draw_circle(list, qn_transform(pose, at_scale(b, 0.0f, -0.65f)), 0.45f * b->scale, paint);
}

static void draw_clapper(const bell *b, qn_pose pose, const qn_world *world, float alpha,
                         const look *l, qn_draw_list *list)
{
    qn_pose hang = look_pose(world, b->clapper, alpha);
    qn_vec2 end = qn_transform(hang, at_scale(b, 0.0f, -clapper_length_m));
    qn_draw_capsule(list, pose.p, end, 0.03f, qn_fill(qn_rgb(l->iron_dark)));
    qn_paint tongue = {.fill = qn_rgb(0x6A4A2Eu), .fade = qn_rgb(0x2F2030u)};
    if (l->has_contrast) {
        tongue = qn_fill(qn_rgb(l->outline));
    }
    qn_draw_circle(list, end, b->scale * clapper_radius_m, tongue);
}

static void draw_line(const bell *b, qn_pose pose, qn_vec2 from, qn_vec2 to, float radius,
                      qn_paint paint, qn_draw_list *list)
{
    qn_draw_capsule(list, qn_transform(pose, at_scale(b, from.x, from.y)),
                    qn_transform(pose, at_scale(b, to.x, to.y)), b->scale * radius, paint);
}

static void draw_body(const bell *b, const bell_state *state, qn_pose pose, const look *l,
                      qn_draw_list *list)
{
    float fresh = 1.0f - qn_min((float)state->toll_ticks, 40.0f) / 40.0f;
    float lit = state->is_lit ? 0.35f : 0.0f;
    qn_color light =
        qn_color_mix(qn_rgb(l->bronze_light), qn_rgb(0xFFFBEAu), qn_max(0.5f * fresh, lit));
    qn_color dark =
        qn_color_mix(qn_rgb(l->bronze_dark), qn_rgb(l->bronze_light), qn_max(0.5f * fresh, lit));
    qn_color waist = qn_color_mix(light, dark, 0.5f);
    draw_part(b, pose, skirt, 4, (qn_paint){.fill = waist, .fade = dark}, list);
    draw_part(b, pose, dome, 6, (qn_paint){.fill = light, .fade = waist}, list);
    draw_line(b, pose, qn_v2(-0.56f, lip_y_m), qn_v2(0.56f, lip_y_m), 0.055f, qn_fill(light), list);
    draw_line(b, pose, qn_v2(-0.34f, -0.70f), qn_v2(0.34f, -0.70f), 0.018f,
              qn_fill(look_alpha(0x5E3518u, 0.7f)), list);
    draw_line(b, pose, qn_v2(-0.17f, -0.28f), qn_v2(-0.25f, -0.62f), 0.035f,
              (qn_paint){.fill = qn_rgba(255, 250, 226, 130), .glow_m = 0.05f}, list);
}

static void outline_part(const bell *b, qn_pose pose, const qn_vec2 *points, int32_t count,
                         const look *l, qn_draw_list *list)
{
    qn_vec2 corners[7];
    for (int32_t i = 0; i <= count; ++i) {
        const qn_vec2 *point = &points[i % count];
        corners[i] = qn_transform(pose, at_scale(b, point->x, point->y));
    }
    qn_draw_line(list, corners, count + 1, 2.0f * l->outline_m, qn_fill(qn_rgb(l->outline)));
}

// Strokes that fan out from its mouth: it has tolled.
static void draw_rays(const bell *b, qn_pose pose, const look *l, qn_draw_list *list)
{
    for (int32_t side = -1; side <= 1; side += 2) {
        for (int32_t i = 0; i < 3; ++i) {
            qn_rot turn = qn_rot_from_angle(0.45f * (float)(i - 1));
            qn_vec2 way = qn_v2((float)side * turn.c, turn.s);
            qn_vec2 from = qn_mul_add(qn_v2(0.0f, -0.75f), 0.78f, way);
            draw_line(b, pose, from, qn_mul_add(from, 0.24f, way), 0.045f,
                      qn_fill(qn_rgb(l->outline)), list);
        }
    }
}

// Hollow until it has tolled, then filled and with rays.
static void draw_marked_body(const bell *b, const bell_state *state, qn_pose pose, const look *l,
                             qn_draw_list *list)
{
    qn_paint fill = qn_fill(qn_rgb(state->is_lit ? l->bronze_light : l->bronze_dark));
    qn_vec2 left = qn_v2(-0.56f, lip_y_m), right = qn_v2(0.56f, lip_y_m);
    outline_part(b, pose, skirt, 4, l, list);
    outline_part(b, pose, dome, 6, l, list);
    draw_line(b, pose, left, right, 0.055f + l->outline_m, qn_fill(qn_rgb(l->outline)), list);
    draw_part(b, pose, skirt, 4, fill, list);
    draw_part(b, pose, dome, 6, fill, list);
    draw_line(b, pose, left, right, 0.055f, fill, list);
    if (state->is_lit) {
        draw_rays(b, pose, l, list);
    }
}

// Rings in turn: one seen from the front, one from its side.
static void draw_chain(const bell *b, const qn_world *world, float alpha, const look *l,
                       qn_draw_list *list)
{
    for (int32_t i = 0; i < b->link_count; ++i) {
        qn_pose pose = look_pose(world, b->links[i], alpha);
        qn_vec2 foot = qn_transform(pose, qn_v2(0.0f, -TUNE_CHAIN_LINK_M));
        qn_draw_capsule(list, pose.p, foot, 0.035f, qn_fill(qn_rgb(l->iron_dark)));
        for (int32_t k = 0; k < 2; ++k) {
            float y = -TUNE_CHAIN_LINK_M * (0.25f + 0.5f * (float)k);
            qn_vec2 half = k == 0 ? qn_v2(0.075f, 0.11f) : qn_v2(0.035f, 0.11f);
            qn_pose at = {qn_transform(pose, qn_v2(0.0f, y)), pose.q};
            qn_paint ring = {
                .fill = qn_rgba(0, 0, 0, 0), .border = qn_rgb(l->iron_light), .border_m = 0.032f};
            qn_draw_box(list, at, half, half.x, ring);
        }
    }
}

// A bell that tolls rings: a tenth wider and narrower in turn, dying away in half a second.
static bell ringing(const bell *b, const bell_state *state, float alpha)
{
    bell shown = *b;
    float t = (float)state->toll_ticks + alpha;
    float left = qn_max(1.0f - t / 32.0f, 0.0f);
    shown.stretch = 1.0f + 0.13f * left * left * qn_rot_from_angle(0.75f * t).c;
    return shown;
}

void bell_draw(const bell *hung, const bell_state *state, const qn_world *world, float alpha,
               const look *l, qn_draw_list *list)
{
    bell shown = ringing(hung, state, alpha);
    const bell *b = &shown;
    qn_pose pose = look_pose(world, b->body, alpha);
    draw_glow(b, state, pose, l, list);
    qn_draw_layer(list, LAYER_BELL);
    draw_chain(b, world, alpha, l, list);
    draw_clapper(b, pose, world, alpha, l, list);
    if (l->has_contrast) {
        draw_marked_body(b, state, pose, l, list);
    } else {
        draw_body(b, state, pose, l, list);
    }
    draw_line(b, pose, qn_v2(0.0f, 0.0f), qn_v2(0.0f, -0.09f), 0.06f,
              qn_fill(qn_rgb(l->has_contrast ? l->outline : l->bronze_dark)), list);
}
