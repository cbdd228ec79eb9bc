// Two kinds, told apart by a row of numbers. The needle is a small dense ball: what makes it a
// needle is its speed, and that the world lets nothing that fast pass through anything.
#include "things/ball.h"

#include "things/look.h"
#include "things/tag.h"

static const ball_row rows[BALL_KIND_COUNT] = {
    [BALL_IRON] = {0.35f, 3600.0f, 1.0f, 0.72f},
    [BALL_NEEDLE] = {0.20f, 9000.0f, 1.5f, 0.97f},
};

const ball_row *ball_facts(ball_kind kind) { return &rows[kind]; }

void ball_launch(ball *b, int32_t slot, ball_kind kind, qn_world *world, qn_vec2 position_m,
                 qn_vec2 velocity_mps)
{
    *b = (struct ball){.kind = kind, .velocity_mps = velocity_mps};
    qn_body_def body = qn_body_def_default();
    body.type = QN_BODY_DYNAMIC;
    body.position_m = position_m;
    body.velocity_mps = velocity_mps;
    body.angular_damping = TUNE_BALL_ANGULAR_DAMPING;
    b->body = qn_body_create(world, &body);
    qn_shape_def shape = qn_shape_def_default();
    shape.density_kgpm2 = rows[kind].density_kgpm2;
    shape.material.friction = TUNE_BALL_FRICTION;
    shape.material.restitution = TUNE_BALL_RESTITUTION;
    shape.enable_hit_events = true;
    shape.user_data = tag_make(TAG_BALL, (uint32_t)slot);
    qn_shape_create_circle(world, b->body, &shape, qn_v2(0.0f, 0.0f), rows[kind].radius_m);
}

bool ball_is_flying(const ball *b) { return b->body.raw != 0; }

void ball_tick(ball *b, const qn_world *world)
{
    b->velocity_mps = qn_body_velocity(world, b->body);
    b->age_ticks += 1;
    bool is_slow = qn_length(b->velocity_mps) < TUNE_BALL_REST_MPS;
    b->rest_ticks = is_slow ? b->rest_ticks + 1 : 0;
}

bool ball_is_over(const ball *b, const qn_world *world)
{
    float x = qn_body_pose(world, b->body).p.x;
    bool is_away = x < TUNE_BALL_LEFT_M || x > TUNE_BALL_RIGHT_M;
    return is_away || b->rest_ticks >= TUNE_BALL_REST_TICKS || b->age_ticks >= TUNE_BALL_LIFE_TICKS;
}

qn_vec2 ball_remove(ball *b, qn_world *world)
{
    qn_vec2 position = qn_body_pose(world, b->body).p;
    qn_body_destroy(world, b->body);
    *b = (struct ball){0};
    return position;
}

// ---- Picture --------------------------------------------------------------------------------

static qn_paint paint_of(ball_kind kind, float size, const look *l)
{
    bool is_needle = kind == BALL_NEEDLE && !l->has_contrast;
    return (qn_paint){.fill = qn_rgb(is_needle ? 0xC9D6E8u : l->iron_light),
                      .fade = qn_rgb(is_needle ? 0x4A5878u : l->iron_dark),
                      .border = qn_rgb(l->has_contrast ? l->sky[0] : l->outline),
                      .border_m = l->outline_m * size};
}

void ball_draw_squashed(ball_kind kind, qn_pose pose, qn_vec2 axis, float share, const look *l,
                        qn_draw_list *list)
{
    float radius = rows[kind].radius_m;
    qn_vec2 half = {radius * (1.0f - share), radius * (1.0f + share)};
    qn_pose turned = {pose.p, {axis.x, axis.y}};
    qn_draw_box(list, turned, half, qn_min(half.x, half.y), paint_of(kind, 1.0f, l));
}

static void draw_seam(qn_vec2 center_m, qn_rot turn, qn_vec2 way, float radius, qn_color color,
                      qn_draw_list *list)
{
    qn_vec2 seam = qn_rotate(turn, way);
    qn_draw_capsule(list, qn_sub(center_m, seam), qn_add(center_m, seam), radius, qn_fill(color));
}

// A ring around it, and marks that tell the kinds apart: one bar across iron, a cross on a needle.
static void draw_marks(ball_kind kind, qn_vec2 center_m, qn_rot turn, float radius, const look *l,
                       qn_draw_list *list)
{
    qn_color color = qn_rgb(l->sky[0]);
    qn_draw_ring(list, center_m, radius + l->outline_m, l->outline_m, qn_fill(qn_rgb(l->outline)));
    draw_seam(center_m, turn, qn_v2(0.6f * radius, 0.0f), 0.12f * radius, color, list);
    if (kind == BALL_NEEDLE) {
        draw_seam(center_m, turn, qn_v2(0.0f, 0.6f * radius), 0.12f * radius, color, list);
    }
}

void ball_draw_at(ball_kind kind, qn_vec2 center_m, qn_rot turn, float size, const look *l,
                  qn_draw_list *list)
{
    float radius = rows[kind].radius_m * size;
    qn_draw_circle(list, center_m, radius, paint_of(kind, size, l));
    if (l->has_contrast) {
        draw_marks(kind, center_m, turn, radius, l, list);
        return;
    }
    draw_seam(center_m, turn, qn_v2(0.66f * radius, 0.0f), 0.06f * radius, qn_rgba(20, 20, 36, 120),
              list);
    qn_paint shine = {.fill = qn_rgba(255, 230, 205, 120), .glow_m = 0.3f * radius};
    qn_draw_circle(list, qn_mul_add(center_m, radius, qn_v2(-0.28f, 0.38f)), 0.14f * radius, shine);
}
