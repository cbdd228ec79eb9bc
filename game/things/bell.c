// The bell is one body of two convex parts, pinned to a beam of the tower: when the tower moves, so
// does the bell. It tolls when something hits it hard enough, when it hits something hard enough
// (the ground at the end of a fall), or when it swings so far that the clapper must strike. The
// clapper meets nothing and only follows; what it shows, the rule decides.
#include "things/bell.h"

#include "things/look.h"
#include "things/tag.h"
#include "tuning.h"

// The body's origin is the pin, the bell hangs below it.
static const qn_vec2 dome[6] = {{0.16f, -0.10f},  {-0.16f, -0.10f}, {-0.30f, -0.22f},
                                {-0.38f, -0.74f}, {0.38f, -0.74f},  {0.30f, -0.22f}};
static const qn_vec2 skirt[4] = {
    {0.38f, -0.68f}, {-0.38f, -0.68f}, {-0.58f, -1.08f}, {0.58f, -1.08f}};
static const float clapper_length_m = 1.14f;
static const float clapper_radius_m = 0.12f;
static const float lip_y_m = -1.06f;

static void add_part(qn_world *world, qn_body_id body, const qn_vec2 *points, int32_t count)
{
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = TUNE_BELL_DENSITY_KGPM2;
    def.material.friction = 0.4f;
    def.enable_hit_events = true;
    def.user_data = tag_make(TAG_BELL, 0);
    qn_shape_create_polygon(world, body, &def, points, count, 0.0f);
}

static qn_body_id make_body(qn_world *world, qn_vec2 pin_m)
{
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = pin_m;
    def.angular_damping = TUNE_BELL_ANGULAR_DAMPING;
    return qn_body_create(world, &def);
}

static void add_clapper_shape(qn_world *world, qn_body_id body)
{
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = TUNE_CLAPPER_DENSITY_KGPM2;
    def.filter.mask_bits = 0;
    def.user_data = tag_make(TAG_CLAPPER, 0);
    qn_shape_create_circle(world, body, &def, qn_v2(0.0f, -clapper_length_m), clapper_radius_m);
}

static void pin(qn_world *world, qn_body_id a, qn_vec2 anchor_a_m, qn_body_id b, float limit_rad)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = a;
    def.base.body_b = b;
    def.base.anchor_a_m = anchor_a_m;
    def.enable_limit = true;
    def.lower_angle_rad = -limit_rad;
    def.upper_angle_rad = limit_rad;
    qn_revolute_create(world, &def);
}

void bell_hang(bell *b, qn_world *world, const block *beam)
{
    *b = (struct bell){.glow_ticks = INT32_MAX};
    qn_vec2 under_beam = qn_v2(0.0f, -beam->half_size_m.y);
    qn_vec2 pin_m = qn_transform(qn_body_pose(world, beam->body), under_beam);
    b->body = make_body(world, pin_m);
    add_part(world, b->body, dome, 6);
    add_part(world, b->body, skirt, 4);
    b->clapper = make_body(world, pin_m);
    add_clapper_shape(world, b->clapper);
    pin(world, beam->body, under_beam, b->body, 1.4f);
    pin(world, b->body, qn_v2(0.0f, 0.0f), b->clapper, 0.32f);
}

void bell_hit(bell *b, float speed_mps) { b->loudest_mps = qn_max(b->loudest_mps, speed_mps); }

static float strength_of(float speed_mps)
{
    float span = TUNE_TOLL_FULL_MPS - TUNE_TOLL_SPEED_MPS;
    return qn_clamp(0.3f + 0.7f * (speed_mps - TUNE_TOLL_SPEED_MPS) / span, 0.3f, 1.0f);
}

bool bell_tick(bell *b, const qn_world *world, float *strength)
{
    float loudest = b->loudest_mps;
    b->loudest_mps = 0.0f;
    b->glow_ticks += b->glow_ticks < INT32_MAX ? 1 : 0;
    b->cool_down_ticks -= b->cool_down_ticks > 0 ? 1 : 0;
    bool is_swung = qn_abs(qn_body_pose(world, b->body).q.s) > TUNE_TOLL_SWING;
    bool swings_out = is_swung && !b->was_swung;
    b->was_swung = is_swung;
    bool is_struck = loudest >= TUNE_TOLL_SPEED_MPS;
    if (b->cool_down_ticks > 0 || !(is_struck || swings_out)) {
        return false;
    }
    b->cool_down_ticks = TUNE_TOLL_COOL_DOWN_TICKS;
    b->glow_ticks = 0;
    *strength = strength_of(loudest);
    return true;
}

qn_vec2 bell_center(const bell *b, const qn_world *world)
{
    return qn_transform(qn_body_pose(world, b->body), qn_v2(0.0f, -0.65f));
}

static void draw_part(qn_pose pose, const qn_vec2 *points, int32_t count, qn_paint paint,
                      qn_draw_list *list)
{
    qn_vec2 world_points[6];
    for (int32_t i = 0; i < count; ++i) {
        world_points[i] = qn_transform(pose, points[i]);
    }
    qn_draw_polygon(list, world_points, count, paint);
}

static void draw_glow(const bell *b, qn_pose pose, qn_draw_list *list)
{
    float age = qn_min((float)b->glow_ticks, 150.0f) / 150.0f;
    float strength = 0.20f + 0.40f * (1.0f - age) * (1.0f - age);
    qn_paint paint = {
        .fill = look_alpha(LOOK_BRONZE_LIGHT, 0.5f * strength), .glow_m = 1.5f, .additive = true};
    qn_draw_layer(list, LAYER_BEHIND);
    qn_draw_circle(list, qn_transform(pose, qn_v2(0.0f, -0.65f)), 0.45f, paint);
}

static void draw_clapper(const bell *b, qn_pose pose, const qn_world *world, float alpha,
                         qn_draw_list *list)
{
    qn_pose hang = look_pose(world, b->clapper, alpha);
    qn_vec2 end = qn_transform(hang, qn_v2(0.0f, -clapper_length_m));
    qn_draw_capsule(list, pose.p, end, 0.03f, qn_fill(qn_rgb(LOOK_IRON_DARK)));
    qn_paint tongue = {.fill = qn_rgb(0x6A4A2Eu), .fade = qn_rgb(0x2F2030u)};
    qn_draw_circle(list, end, clapper_radius_m, tongue);
}

static void draw_body(const bell *b, qn_pose pose, qn_draw_list *list)
{
    float fresh = 1.0f - qn_min((float)b->glow_ticks, 40.0f) / 40.0f;
    qn_color light = qn_color_mix(qn_rgb(LOOK_BRONZE_LIGHT), qn_rgb(0xFFFBEAu), 0.7f * fresh);
    qn_color dark = qn_color_mix(qn_rgb(LOOK_BRONZE_DARK), qn_rgb(LOOK_BRONZE_LIGHT), 0.5f * fresh);
    qn_color waist = qn_color_mix(light, dark, 0.5f);
    draw_part(pose, skirt, 4, (qn_paint){.fill = waist, .fade = dark}, list);
    draw_part(pose, dome, 6, (qn_paint){.fill = light, .fade = waist}, list);
    qn_draw_capsule(list, qn_transform(pose, qn_v2(-0.56f, lip_y_m)),
                    qn_transform(pose, qn_v2(0.56f, lip_y_m)), 0.055f, qn_fill(light));
    qn_draw_capsule(list, qn_transform(pose, qn_v2(-0.34f, -0.70f)),
                    qn_transform(pose, qn_v2(0.34f, -0.70f)), 0.018f,
                    qn_fill(look_alpha(0x5E3518u, 0.7f)));
    qn_draw_capsule(list, qn_transform(pose, qn_v2(-0.17f, -0.28f)),
                    qn_transform(pose, qn_v2(-0.25f, -0.62f)), 0.035f,
                    (qn_paint){.fill = qn_rgba(255, 250, 226, 130), .glow_m = 0.05f});
}

void bell_draw(const bell *b, const qn_world *world, float alpha, qn_draw_list *list)
{
    qn_pose pose = look_pose(world, b->body, alpha);
    draw_glow(b, pose, list);
    qn_draw_layer(list, LAYER_BELL);
    draw_clapper(b, pose, world, alpha, list);
    draw_body(b, pose, list);
    qn_vec2 crown = qn_transform(pose, qn_v2(0.0f, -0.09f));
    qn_draw_capsule(list, pose.p, crown, 0.06f, qn_fill(qn_rgb(LOOK_BRONZE_DARK)));
}
