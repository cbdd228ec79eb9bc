// A whole breakout over quoin/game.h. Space, a click, a tap or a gamepad's A serves; the paddle
// follows mouse, finger, arrow keys or stick. Every brick makes the ball a little faster.
#include <stdlib.h>
#include <string.h>

#include "breakout.h"
#include "quoin/hash.h"

enum { LEFT, RIGHT, SERVE, ACTION_COUNT };
static void start(state *s)
{
    *s = (state){.paddle = 0.5f * WIDTH, .lives = 3, .left = BRICKS};
    memset(s->bricks, 1, sizeof s->bricks);
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
    (void)save;
    *save_error = QN_ERROR_OK;
    breakout *g = *out = calloc(1, sizeof *g);
    if (g == NULL || qn_particles_create(3000, 7, &g->particles) != QN_ERROR_OK) {
        destroy(g);
        *out = NULL;
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_particle_kind sparks = look_sparks();
    g->sounds = host->sounds;
    qn_synth_def pop = qn_synth_def_default();
    pop.duration_s = 0.3f;
    pop.layers[0].wave = QN_WAVE_TRIANGLE;
    if (g->sounds != NULL) {
        (void)qn_sound_bank_add(qn_sound_queue_bank(g->sounds), "pop", &pop, &g->pop);
    }
    start(&g->s);
    return qn_particles_add_kind(g->particles, &sparks, &g->sparks);
}

static void hit(breakout *g, float semitones, int32_t spark_count)
{
    qn_play_def play = qn_play_def_default();
    play.pitch = qn_semitones(semitones);
    qn_sound_play(g->sounds, g->pop, &play);
    qn_pose pose = {g->s.ball, qn_rot_from_angle(0.0f)};
    (void)qn_particles_burst(g->particles, g->sparks, pose, qn_v2(0.0f, 0.0f), spark_count);
}

// Off the nearer side of a box. False when the ball does not touch it.
static bool bounce(state *s, qn_vec2 center, qn_vec2 half_size)
{
    qn_vec2 way = qn_sub(s->ball, center);
    float x = half_size.x + RADIUS - qn_abs(way.x), y = half_size.y + RADIUS - qn_abs(way.y);
    float *speed = x < y ? &s->velocity.x : &s->velocity.y;
    *speed = x <= 0.0f || y <= 0.0f           ? *speed
             : (x < y ? way.x : way.y) < 0.0f ? -qn_abs(*speed)
                                              : qn_abs(*speed);
    return x > 0.0f && y > 0.0f;
}

static void hit_bricks(breakout *g)
{
    state *s = &g->s;
    for (int32_t i = 0; i < BRICKS; ++i) {
        if (s->bricks[i] != 0 && bounce(s, brick_center(i), qn_v2(0.47f, 0.2f))) {
            s->bricks[i] = 0;
            s->left -= 1;
            s->score += 10 * (ROWS - i / COLUMNS + s->combo);
            s->velocity = qn_mul_add(s->velocity, 0.012f, s->velocity);
            hit(g, qn_min((float)s->combo++, 24.0f), 24);
            return;
        }
    }
}

static void move_ball(breakout *g)
{
    state *s = &g->s;
    s->ball = qn_mul_add(s->ball, TICK_S, s->velocity);
    if (bounce(s, qn_v2(-1.0f, 8.0f), qn_v2(1.0f, 9.0f)) ||
        bounce(s, qn_v2(WIDTH + 1.0f, 8.0f), qn_v2(1.0f, 9.0f)) ||
        bounce(s, qn_v2(6.0f, HEIGHT + 1.0f), qn_v2(9.0f, 1.0f))) {
        hit(g, -12.0f, 4);
    } else if (s->velocity.y < 0.0f && bounce(s, qn_v2(s->paddle, 1.0f), qn_v2(1.1f, 0.2f))) {
        qn_vec2 aim = qn_normalize(qn_v2(0.85f * (s->ball.x - s->paddle), 1.0f));
        s->velocity = qn_mul_add(qn_v2(0.0f, 0.0f), qn_length(s->velocity), aim);
        s->combo = 0;
        hit(g, -5.0f, 10);
    }
    hit_bricks(g);
    if (s->ball.y < -1.0f) {
        s->lives -= 1;
        s->is_served = 0;
        hit(g, -24.0f, 60);
    }
}

static qn_error tick(void *game, const qn_input *in)
{
    breakout *g = game;
    state *s = &g->s;
    qn_camera camera = qn_camera_fit(seen, in->surface_px);
    s->paddle += (in->value[RIGHT] - in->value[LEFT]) * 14.0f * TICK_S;
    if (in->pointer.position_px.x != s->pointer_x) {
        s->pointer_x = in->pointer.position_px.x;
        s->paddle = qn_camera_to_world(&camera, in->pointer.position_px).x;
    }
    s->paddle = qn_clamp(s->paddle, 1.1f, WIDTH - 1.1f);
    s->before = s->ball;
    bool is_over = s->lives == 0 || s->left == 0;
    if (s->is_served && !is_over) {
        move_ball(g);
    } else {
        s->ball = s->before = qn_v2(s->paddle, 1.4f);
        bool is_asked = in->went_down[SERVE] || in->pointer.went_down;
        if (is_asked && is_over) {
            start(s);
        } else if (is_asked) {
            s->is_served = 1;
            s->velocity = qn_v2(2.2f, 7.5f);
        }
    }
    return qn_particles_tick(g->particles, TICK_S);
}

static void draw(const void *game, const qn_view *view, qn_draw_list *list)
{
    look_draw(game, view, list);
}

static uint64_t state_hash(const void *game)
{
    uint8_t digest[QN_HASH_BYTES];
    uint64_t hash;
    qn_blake3((qn_bytes){(const uint8_t *)&((const breakout *)game)->s, sizeof(state)}, digest);
    memcpy(&hash, digest, sizeof hash);
    return hash;
}

static const qn_game_event *events(const void *game, int32_t *count)
{
    (void)game;
    *count = 0;
    return NULL;
}

static double status(const void *game, int32_t index)
{
    const state *s = &((const breakout *)game)->s;
    const int32_t values[] = {s->score, s->lives, s->left};
    return index >= 0 && index < 3 ? values[index] : 0;
}

static const qn_action_def actions[ACTION_COUNT] = {
    {"left", "Left", "ArrowLeft KeyA PadLX- PadLeft", 0.0f},
    {"right", "Right", "ArrowRight KeyD PadLX+ PadRight", 0.0f},
    {"serve", "Serve", "Space Enter PadA", 0.0f},
};
static const char *const status_names[] = {"score", "lives", "left"};

const qn_game_class qn_game = {
    .name = "breakout",
    .title = "Breakout",
    .save_app_id = 0x424B4F54,
    .tick_rate_hz = 120,
    .actions = actions,
    .action_count = ACTION_COUNT,
    .status_names = status_names,
    .status_count = 3,
    .create = create,
    .destroy = destroy,
    .tick = tick,
    .draw = draw,
    .events = events,
    .state_hash = state_hash,
    .status = status,
};
