// The ball. It is a body only while it flies: aiming needs none, and so a fresh level holds
// nothing but the tower.
#include "things/ball.h"

#include "things/look.h"
#include "things/tag.h"

void ball_launch(ball *b, qn_world *world, qn_vec2 position_m, qn_vec2 velocity_mps)
{
    *b = (struct ball){0};
    qn_body_def body = qn_body_def_default();
    body.type = QN_BODY_DYNAMIC;
    body.position_m = position_m;
    body.velocity_mps = velocity_mps;
    body.angular_damping = TUNE_BALL_ANGULAR_DAMPING;
    b->body = qn_body_create(world, &body);
    qn_shape_def shape = qn_shape_def_default();
    shape.density_kgpm2 = TUNE_BALL_DENSITY_KGPM2;
    shape.material.friction = TUNE_BALL_FRICTION;
    shape.material.restitution = TUNE_BALL_RESTITUTION;
    shape.enable_hit_events = true;
    shape.user_data = tag_make(TAG_BALL, 0);
    qn_shape_create_circle(world, b->body, &shape, qn_v2(0.0f, 0.0f), TUNE_BALL_RADIUS_M);
}

bool ball_is_flying(const ball *b) { return b->body.raw != 0; }

static void remember(ball *b, qn_vec2 position_m)
{
    int32_t count = b->trail_count < TUNE_TRAIL_LENGTH ? ++b->trail_count : TUNE_TRAIL_LENGTH;
    for (int32_t i = count - 1; i > 0; --i) {
        b->trail[i] = b->trail[i - 1];
    }
    b->trail[0] = position_m;
}

bool ball_tick(ball *b, const qn_world *world)
{
    qn_vec2 position = qn_body_pose(world, b->body).p;
    float speed = qn_length(qn_body_velocity(world, b->body));
    remember(b, position);
    b->age_ticks += 1;
    b->rest_ticks = speed < TUNE_BALL_REST_MPS ? b->rest_ticks + 1 : 0;
    bool is_away = position.x < TUNE_BALL_LEFT_M || position.x > TUNE_BALL_RIGHT_M;
    return is_away || b->rest_ticks >= TUNE_BALL_REST_TICKS || b->age_ticks >= TUNE_BALL_LIFE_TICKS;
}

qn_vec2 ball_remove(ball *b, qn_world *world)
{
    qn_vec2 position = qn_body_pose(world, b->body).p;
    qn_body_destroy(world, b->body);
    *b = (struct ball){0};
    return position;
}

// Soft discs, half a tick's way apart, so that they melt into one streak.
static void draw_trail(const ball *b, qn_vec2 head, qn_draw_list *list)
{
    qn_vec2 from = head;
    for (int32_t i = 1; i < b->trail_count; ++i) {
        float left = 1.0f - (float)i / (float)TUNE_TRAIL_LENGTH;
        qn_paint paint = {.fill = look_alpha(LOOK_SKY_HORIZON, 0.13f * left * left),
                          .glow_m = 0.26f * left,
                          .additive = true};
        qn_draw_circle(list, qn_lerp(from, b->trail[i], 0.5f), 0.06f * left, paint);
        qn_draw_circle(list, b->trail[i], 0.06f * left, paint);
        from = b->trail[i];
    }
}

void ball_draw_at(qn_vec2 center_m, qn_rot turn, float size, qn_draw_list *list)
{
    float radius = TUNE_BALL_RADIUS_M * size;
    qn_paint body = {.fill = qn_rgb(LOOK_IRON_LIGHT),
                     .fade = qn_rgb(LOOK_IRON_DARK),
                     .border = qn_rgb(0x171827u),
                     .border_m = 0.03f * size};
    qn_draw_circle(list, center_m, radius, body);
    qn_vec2 seam = qn_rotate(turn, qn_v2(0.66f * radius, 0.0f));
    qn_draw_capsule(list, qn_sub(center_m, seam), qn_add(center_m, seam), 0.06f * radius,
                    qn_fill(qn_rgba(20, 20, 36, 120)));
    qn_paint shine = {.fill = qn_rgba(255, 230, 205, 120), .glow_m = 0.3f * radius};
    qn_draw_circle(list, qn_mul_add(center_m, radius, qn_v2(-0.28f, 0.38f)), 0.14f * radius, shine);
}

void ball_draw(const ball *b, const qn_world *world, float alpha, qn_draw_list *list)
{
    if (!ball_is_flying(b)) {
        return;
    }
    qn_pose pose = look_pose(world, b->body, alpha);
    qn_draw_layer(list, LAYER_BALL);
    draw_trail(b, pose.p, list);
    ball_draw_at(pose.p, pose.q, 1.0f, list);
}
