// A whole breakout over quoin/game.h. Space, a click, a tap or a gamepad's A serves; the paddle
// follows mouse, finger, arrow keys or stick. Every brick makes the ball a little faster.
#include <stdio.h>
#include <stdlib.h>

#include "quoin/quoin.h"

enum { LEFT, RIGHT, SERVE, COLUMNS = 12, ROWS = 7, BRICKS = COLUMNS * ROWS };
#define WIDTH 12.0f
#define HEIGHT 15.0f
#define RADIUS 0.18f
#define TICK_S (1.0f / 120.0f)

typedef struct state { // all that the run depends on
    qn_vec2 ball, before, velocity;
    float paddle, pointer;
    int32_t lives, score, combo, left, is_served;
    uint8_t is_gone[BRICKS];
} state;
typedef struct breakout {
    state s;
    qn_particles *particles;
    int32_t sparks;
    qn_sound_queue *sounds;
    qn_sound_id pop;
} breakout;
static const state fresh = {.paddle = 0.5f * WIDTH, .lives = 3, .left = BRICKS};
static const qn_aabb seen = {{-0.4f, -0.2f}, {WIDTH + 0.4f, HEIGHT + 1.4f}};
static const qn_color white = {255, 255, 255, 255}, ice = {143, 211, 255, 255};

static qn_vec2 brick_center(int32_t i)
{
    int32_t row = i / COLUMNS, column = i % COLUMNS;
    return qn_v2(0.5f + (float)column, HEIGHT - 2.3f - 0.5f * (float)row);
}

static void destroy(void *game)
{
    if (game != NULL) {
        qn_particles_destroy(((breakout *)game)->particles);
    }
    free(game);
}

static qn_error create(const qn_game_host *host, qn_bytes save, qn_error *save_error, void **out)
{
    breakout *g = *out = calloc(1, sizeof *g);
    (void)save, (void)save_error;
    if (g == NULL || qn_particles_create(3000, 7, &g->particles) != QN_ERROR_OK) {
        destroy(g);
        *out = NULL;
        return QN_ERROR_OUT_OF_MEMORY;
    }
    g->s = fresh;
    g->sounds = host->sounds;
    qn_synth_def pop = qn_synth_def_default();
    (void)qn_sound_bank_add(qn_sound_queue_bank(g->sounds), "pop", &pop, &g->pop);
    qn_particle_kind spark = qn_particle_kind_default();
    spark.spread_rad = QN_PI;
    spark.speed_m_s = (qn_range){0.5f, 5.0f};
    spark.gravity_m_s2 = qn_v2(0.0f, -9.0f);
    spark.color = (qn_color_curve){2, {{0.0f, qn_rgb(0xFFE2A0)}, {1.0f, qn_rgba(255, 90, 60, 0)}}};
    return qn_particles_add_kind(g->particles, &spark, &g->sparks);
}

static void hit(breakout *g, float semitones, int32_t spark_count)
{
    qn_play_def play = qn_play_def_default();
    play.pitch = qn_semitones(semitones);
    qn_sound_play(g->sounds, g->pop, &play);
    qn_pose pose = {g->s.ball, qn_rot_identity()};
    (void)qn_particles_burst(g->particles, g->sparks, pose, qn_v2(0.0f, 0.0f), spark_count);
}

// Off the nearer side of a box. False when the ball does not touch it.
static bool bounce(state *s, float center_x, float center_y, float half_x, float half_y)
{
    qn_vec2 way = qn_sub(s->ball, qn_v2(center_x, center_y));
    float x = half_x + RADIUS - qn_abs(way.x), y = half_y + RADIUS - qn_abs(way.y);
    if (x <= 0.0f || y <= 0.0f) {
        return false;
    }
    float *speed = x < y ? &s->velocity.x : &s->velocity.y;
    *speed = (x < y ? way.x : way.y) < 0.0f ? -qn_abs(*speed) : qn_abs(*speed);
    return true;
}

static void move_ball(breakout *g, state *s)
{
    s->ball = qn_mul_add(s->ball, TICK_S, s->velocity);
    if (bounce(s, -1.0f, 8.0f, 1.0f, 9.0f) || bounce(s, WIDTH + 1.0f, 8.0f, 1.0f, 9.0f) ||
        bounce(s, 6.0f, HEIGHT + 1.0f, 9.0f, 1.0f)) {
        hit(g, -12.0f, 4);
    } else if (s->velocity.y < 0.0f && bounce(s, s->paddle, 1.0f, 1.1f, 0.2f)) {
        qn_vec2 aim = qn_normalize(qn_v2(0.85f * (s->ball.x - s->paddle), 1.0f));
        s->velocity = qn_mul(qn_length(s->velocity), aim);
        s->combo = 0;
        hit(g, -5.0f, 10);
    } else if (s->ball.y < -1.0f) {
        s->lives -= 1;
        s->is_served = 0;
        hit(g, -24.0f, 60);
    }
    for (int32_t i = 0; i < BRICKS; ++i) {
        qn_vec2 center = brick_center(i);
        if (!s->is_gone[i] && bounce(s, center.x, center.y, 0.47f, 0.2f)) {
            s->is_gone[i] = 1;
            s->left -= 1;
            s->score += 10 * (ROWS - i / COLUMNS + s->combo);
            s->velocity = qn_mul(1.012f, s->velocity);
            hit(g, qn_min((float)s->combo++, 24.0f), 24);
            break; // one a tick
        }
    }
}

static qn_error tick(void *game, const qn_input *in)
{
    state *s = &((breakout *)game)->s;
    qn_camera camera = qn_camera_fit(seen, in->surface_px);
    s->paddle += (in->value[RIGHT] - in->value[LEFT]) * 14.0f * TICK_S;
    float pointer = qn_camera_to_world(&camera, in->pointer.position_px).x;
    s->paddle = qn_clamp(pointer != s->pointer ? pointer : s->paddle, 1.1f, WIDTH - 1.1f);
    s->pointer = pointer;
    s->before = s->ball;
    if (s->is_served && s->left > 0) {
        move_ball(game, s);
    } else {
        s->ball = s->before = qn_v2(s->paddle, 1.4f);
        if (in->went_down[SERVE] || in->pointer.went_down) {
            *s = s->lives == 0 || s->left == 0 ? fresh : *s;
            s->is_served = 1;
            s->velocity = qn_v2(2.2f, 7.5f);
        }
    }
    return qn_particles_tick(((breakout *)game)->particles, TICK_S);
}

static void draw(const void *game, const qn_view *view, qn_draw_list *list)
{
    static const uint32_t colors[ROWS] = {0xFF5D73, 0xFF8F5C, 0xFFC857, 0xA6E05C,
                                          0x4FD6A8, 0x4FA8FF, 0xA583FF};
    const state *s = &((const breakout *)game)->s;
    qn_camera camera = qn_camera_fit(seen, view->surface_px);
    qn_paint field = {.fill = qn_rgb(0x232A52), .fade = qn_rgb(0x10132A)};
    qn_paint shine = {.fill = qn_color_fade(ice, 0.45f), .glow_m = 0.6f, .additive = true};
    qn_draw_begin(list, qn_rgb(0x0B0E1A));
    qn_draw_camera(list, &camera);
    qn_draw_box(list, (qn_pose){{6.0f, 7.4f}, qn_rot_identity()}, qn_v2(6.1f, 7.6f), 0.3f, field);
    for (int32_t i = 0; i < BRICKS; ++i) {
        qn_pose at = {brick_center(i), qn_rot_identity()};
        if (!s->is_gone[i]) {
            qn_draw_box(list, at, qn_v2(0.46f, 0.2f), 0.08f, qn_fill(qn_rgb(colors[i / COLUMNS])));
        }
    }
    qn_vec2 left = {s->paddle - 0.9f, 1.0f}, right = {s->paddle + 0.9f, 1.0f};
    qn_vec2 ball = qn_lerp(s->before, s->ball, view->alpha);
    qn_draw_capsule(list, left, right, 0.2f, (qn_paint){.fill = white, .fade = ice});
    qn_draw_circle(list, ball, RADIUS, shine);
    qn_draw_circle(list, ball, RADIUS, qn_fill(white));
    qn_particles_draw(((const breakout *)game)->particles, list, view->alpha);
    char score[32];
    snprintf(score, sizeof score, "%06d  %.*s", (int)s->score, (int)s->lives, "ooo");
    qn_draw_text(list, score, qn_v2(0.0f, HEIGHT + 0.5f), 0.6f, QN_ALIGN_LEFT, white);
    const char *text = s->left == 0 ? "All gone!" : s->lives == 0 ? "Once more?" : "Tap to serve";
    qn_draw_text(list, s->is_served ? "" : text, qn_v2(6.0f, 5.5f), 0.8f, QN_ALIGN_CENTER, white);
}

static uint64_t state_hash(const void *game)
{
    return qn_crc32(0, (qn_bytes){(const uint8_t *)game, sizeof(state)});
}

static double status(const void *game, int32_t index)
{
    const state *s = &((const breakout *)game)->s;
    return index == 0 ? s->score : index == 1 ? s->lives : s->left;
}

static const qn_action_def actions[] = {{"left", "Left", "ArrowLeft KeyA PadLX- PadLeft", 0.0f},
                                        {"right", "Right", "ArrowRight KeyD PadLX+ PadRight", 0.0f},
                                        {"serve", "Serve", "Space Enter PadA", 0.0f}};
static const char *const status_names[] = {"score", "lives", "left"};
const qn_game_class qn_game = {
    .name = "breakout",
    .title = "Breakout",
    .save_app_id = 0x424B4F54,
    .tick_rate_hz = 120,
    .actions = actions,
    .action_count = 3,
    .status_names = status_names,
    .status_count = 3,
    .create = create,
    .destroy = destroy,
    .tick = tick,
    .draw = draw,
    .state_hash = state_hash,
    .status = status,
};
