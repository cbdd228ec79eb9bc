// Benchmarks: quoin_bench [part of a name ...]. Prints a table of times, then one of quality; never
// judges (tests/test_quality.c holds the bars).
//
// Each row sets a scene up, drops the first step (it builds the pairs), and times steps one by one.
// Minimum and median are given: on shared machines only ratios within one run mean anything.
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench_draw.h"
#include "check.h"
#include "game.h"
#include "quality.h"
#include "quoin/compress.h"
#include "quoin/hash.h"
#include "quoin/memory.h"
#include "quoin/soft.h"
#include "quoin/sound.h"
#include "quoin/sprite.h"
#include "scenes.h"

#define MAX_SAMPLES 1000

typedef struct row {
    const char *name;
    void *(*setup)(int size);
    void (*run)(void *state); // what is timed
    void (*close)(void *state);
    int size;
    int sample_count;
    const char *unit;
} row;

static double now_us(void)
{
    struct timespec t;
    // timespec_get counts milliseconds only in WebAssembly.
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

// ---- Physics --------------------------------------------------------------------------------

static void *pyramid(int base_count)
{
    qn_world *world = scene_sleepless();
    scene_ground(world, 200.0f);
    scene_pyramid(world, base_count);
    return world;
}

static void *pile(int count)
{
    qn_world *world = scene_sleepless();
    scene_mixed_pile(world, count, 1);
    scene_step(world, 600);
    return world;
}

// A net of circles held by pins, as large as it is high.
static void *joint_grid(int count)
{
    qn_world *world = scene_sleepless();
    qn_body_id *bodies = malloc(sizeof(qn_body_id) * (size_t)(count * count));
    qn_revolute_def def = qn_revolute_def_default();
    for (int i = 0; i < count * count; ++i) {
        int column = i % count, line = i / count;
        float x = (float)column, y = -(float)line;
        bool is_anchor = i < count && i % 8 == 0;
        bodies[i] =
            is_anchor ? scene_body(world, QN_BODY_STATIC, x, y) : scene_circle(world, x, y, 0.4f);
        def.base.body_b = bodies[i];
        if (i % count > 0) {
            def.base.body_a = bodies[i - 1];
            def.base.anchor_a_m = qn_v2(0.5f, 0.0f);
            def.base.anchor_b_m = qn_v2(-0.5f, 0.0f);
            qn_revolute_create(world, &def);
        }
        if (i >= count) {
            def.base.body_a = bodies[i - count];
            def.base.anchor_a_m = qn_v2(0.0f, -0.5f);
            def.base.anchor_b_m = qn_v2(0.0f, 0.5f);
            qn_revolute_create(world, &def);
        }
    }
    free(bodies);
    return world;
}

static void *sleeping(int count)
{
    qn_world *world = scene_world();
    scene_ground(world, 2.0f * (float)count);
    for (int i = 0; i < count; ++i) {
        int from_middle = i - count / 2;
        scene_box(world, 1.5f * (float)from_middle, 0.5f, 0.5f, 0.5f);
    }
    scene_step(world, 120);
    return world;
}

static void step(void *state) { qn_world_step(state, SCENE_DT_S, SCENE_SUBSTEPS); }

static void hash_world(void *state)
{
    static volatile uint64_t sink;
    sink = qn_world_state_hash(state);
    (void)sink;
}

static void close_world(void *state) { qn_world_destroy(state); }

// ---- Queries --------------------------------------------------------------------------------

typedef struct questions {
    qn_world *world;
    int32_t count;
    qn_ray *rays;
    qn_region_cast *casts;
    qn_cast_hit *hits;
} questions;

// Into a pile of 400 bodies.
static void *ask(int count)
{
    questions *q = malloc(sizeof *q);
    uint32_t seed = 3;
    q->world = pile(400);
    q->count = count;
    q->rays = malloc(sizeof q->rays[0] * (size_t)count);
    q->casts = malloc(sizeof q->casts[0] * (size_t)count);
    q->hits = malloc(sizeof q->hits[0] * (size_t)count);
    for (int i = 0; i < count; ++i) {
        q->rays[i].origin_m.x = check_random_float(&seed, -12.0f, 12.0f);
        q->rays[i].origin_m.y = check_random_float(&seed, 0.0f, 15.0f);
        q->rays[i].translation_m.x = check_random_float(&seed, -20.0f, 20.0f);
        q->rays[i].translation_m.y = check_random_float(&seed, -20.0f, 20.0f);
        q->casts[i].region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.3f);
        q->casts[i].start = (qn_pose){q->rays[i].origin_m, {1.0f, 0.0f}};
        q->casts[i].translation_m = q->rays[i].translation_m;
    }
    return q;
}

static void ask_one_by_one(void *state)
{
    questions *q = state;
    for (int32_t i = 0; i < q->count; ++i) {
        qn_world_cast_ray(q->world, &q->rays[i], qn_filter_all(), &q->hits[i]);
    }
}

static void ask_many(void *state)
{
    questions *q = state;
    qn_world_cast_ray_many(q->world, q->rays, q->count, qn_filter_all(), q->hits, NULL);
}

static void cast_many(void *state)
{
    questions *q = state;
    qn_world_cast_region_many(q->world, q->casts, q->count, qn_filter_all(), q->hits, NULL);
}

static void close_questions(void *state)
{
    questions *q = state;
    qn_world_destroy(q->world);
    free(q->rays);
    free(q->casts);
    free(q->hits);
    free(q);
}

// ---- Bytes ----------------------------------------------------------------------------------

typedef struct text {
    size_t size_bytes;
    uint8_t *data;
} text;

static void *compressible(int size)
{
    text *made = malloc(sizeof *made);
    made->size_bytes = (size_t)size;
    made->data = malloc((size_t)size);
    uint32_t seed = 5;
    for (int i = 0; i < size; ++i) {
        made->data[i] = (uint8_t)("{\"x\":0123456789.,\"y\":}"[check_random(&seed) % 22]);
    }
    return made;
}

static void run_sha256(void *state)
{
    const text *t = state;
    uint8_t digest[QN_HASH_BYTES];
    qn_sha256((qn_bytes){t->data, t->size_bytes}, digest);
}

static void run_blake3(void *state)
{
    const text *t = state;
    uint8_t digest[QN_HASH_BYTES];
    qn_blake3((qn_bytes){t->data, t->size_bytes}, digest);
}

static void run_gzip(void *state)
{
    const text *t = state;
    uint8_t *packed;
    size_t packed_bytes;
    if (qn_gzip((qn_bytes){t->data, t->size_bytes}, 6, &packed, &packed_bytes) == QN_ERROR_OK) {
        qn_memory_release(packed);
    }
}

static void close_text(void *state)
{
    text *t = state;
    free(t->data);
    free(t);
}

// ---- Drawing --------------------------------------------------------------------------------

typedef struct frame {
    qn_bitmap surface;
    qn_draw_list *list;
    qn_soft *soft;
    qn_sprite_batch batch;
} frame;

// Belfry's first frame, without the pictures that its pack brings.
static void *first_frame(int width)
{
    frame *f = malloc(sizeof *f);
    game *g = NULL;
    qn_image_create(width, width * 9 / 16, &f->surface);
    qn_draw_list_create(16384, NULL, &f->list);
    qn_soft_create(&f->soft);
    game_create(NULL, (qn_bytes){0}, NULL, &g);
    qn_input input = {.pixel_ratio = 1.0f};
    input.surface_px = qn_v2((float)f->surface.width_px, (float)f->surface.height_px);
    game_tick(g, &input);
    qn_view view = {.surface_px = input.surface_px, .pixel_ratio = 1.0f, .alpha = 1.0f};
    view.input = &input;
    game_draw(g, &view, f->list);
    f->batch = qn_draw_batch(f->list);
    game_destroy(g);
    return f;
}

static void draw_softly(void *state)
{
    const frame *f = state;
    qn_soft_draw(f->soft, &f->batch, NULL, f->surface.width_px, f->surface.height_px,
                 f->surface.rgba);
}

static void close_frame(void *state)
{
    frame *f = state;
    qn_draw_list_destroy(f->list);
    qn_soft_destroy(f->soft);
    qn_memory_release(f->surface.rgba);
    free(f);
}

// ---- Sound ----------------------------------------------------------------------------------

#define MIX_VOICES 25
#define MIX_FRAMES 40 // a thousand samples of voices, so microseconds in all are nanoseconds of one

typedef struct desk {
    qn_sound *sound;
    qn_mixer *mixer;
} desk;

// Looping voices of this pitch, in percent.
static void *mix_of(int percent)
{
    desk *d = malloc(sizeof *d);
    qn_synth_def def = qn_synth_def_default();
    def.loops = true;
    qn_sound_render(&def, &d->sound);
    qn_mixer_create(QN_SOUND_RATE_HZ, &d->mixer);
    for (uint32_t i = 1; i <= MIX_VOICES; ++i) {
        qn_sound_order order = {.verb = QN_SOUND_PLAY, .voice = {i}, .pcm = d->sound};
        order.play = qn_play_def_default();
        order.play.gain = 0.02f;
        order.play.pitch = 0.01f * (float)percent;
        qn_mixer_obey(d->mixer, &order, 1);
    }
    return d;
}

static void mix(void *state)
{
    float stereo[2 * MIX_FRAMES];
    qn_mixer_render(((desk *)state)->mixer, stereo, MIX_FRAMES);
}

static void close_desk(void *state)
{
    desk *d = state;
    qn_mixer_destroy(d->mixer);
    qn_sound_destroy(d->sound);
    free(d);
}

// A struck bell of six partials, rendered.
static void *bell_of(int seconds)
{
    static qn_synth_def def;
    def = qn_synth_def_default();
    def.duration_s = (float)seconds;
    def.layers[0].partial_count = 6;
    for (int i = 0; i < 6; ++i) {
        def.layers[0].partials[i] = (qn_synth_partial){0.5f * (float)(i + 1), 1.0f, 3.0f};
    }
    return &def;
}

static void render_sound(void *state)
{
    qn_sound *sound = NULL;
    if (qn_sound_render(state, &sound) == QN_ERROR_OK) {
        qn_sound_destroy(sound);
    }
}

static void close_nothing(void *state) { (void)state; }

// ---- The table ------------------------------------------------------------------------------

static const row rows[] = {
    {"pyramid of 820 boxes", pyramid, step, close_world, 40, 200, "us a step"},
    {"pyramid of 5,050 boxes", pyramid, step, close_world, 100, 100, "us a step"},
    {"pile of 20 mixed bodies", pile, step, close_world, 20, 600, "us a step"},
    {"pile of 100 mixed bodies", pile, step, close_world, 100, 300, "us a step"},
    {"pile of 400 mixed bodies", pile, step, close_world, 400, 300, "us a step"},
    {"net of 2,500 pinned circles", joint_grid, step, close_world, 50, 100, "us a step"},
    {"1,000 sleeping boxes", sleeping, step, close_world, 1000, 300, "us a step"},
    {"state hash of 820 boxes", pyramid, hash_world, close_world, 40, 200, "us a hash"},
    {"1,000 rays one by one", ask, ask_one_by_one, close_questions, 1000, 200, "us in all"},
    {"1,000 rays at once", ask, ask_many, close_questions, 1000, 200, "us in all"},
    {"1,000 casts of a circle at once", ask, cast_many, close_questions, 1000, 200, "us in all"},
    {"images: 20,000 drawn", bench_images, bench_images_draw, bench_images_close, 20000, 300,
     "us a frame"},
    {"particles: 10,000 ticked", bench_particles, bench_particles_tick, bench_particles_close,
     10000, 300, "us a tick"},
    {"particles: 10,000 drawn", bench_particles, bench_particles_draw, bench_particles_close, 10000,
     300, "us a frame"},
    {"tiles: 8,000 of 1,000,000 drawn", bench_tilemap, bench_tilemap_draw, bench_tilemap_close,
     1000, 300, "us a frame"},
    {"soft: a frame of 960 x 540", first_frame, draw_softly, close_frame, 960, 60, "us a frame"},
    {"mixer: 25 voices as they are", mix_of, mix, close_desk, 100, 1000, "ns a voice-sample"},
    {"mixer: 25 voices, other pitch", mix_of, mix, close_desk, 130, 1000, "ns a voice-sample"},
    {"a bell of 6 partials and 1 s", bell_of, render_sound, close_nothing, 1, 30, "us a second"},
    {"SHA-256 of 1 MiB", compressible, run_sha256, close_text, 1 << 20, 20, "us a MiB"},
    {"BLAKE3 of 1 MiB", compressible, run_blake3, close_text, 1 << 20, 20, "us a MiB"},
    {"gzip level 6 of 1 MiB", compressible, run_gzip, close_text, 1 << 20, 10, "us a MiB"},
};

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(const row *r)
{
    static double samples[MAX_SAMPLES];
    void *state = r->setup(r->size);
    r->run(state);
    for (int i = 0; i < r->sample_count; ++i) {
        double start = now_us();
        r->run(state);
        samples[i] = now_us() - start;
    }
    r->close(state);
    qsort(samples, (size_t)r->sample_count, sizeof samples[0], by_value);
    printf("%-32s %10.1f %10.1f  %s\n", r->name, samples[0], samples[r->sample_count / 2], r->unit);
    fflush(stdout);
}

// ---- Quality --------------------------------------------------------------------------------

// Exact figures, not times: the same on every machine.
static void print_quality(void)
{
    printf("\n%-40s %12s %-5s %-18s %s\n", "quality", "ours", "", "bar",
           "Box2D 3.2-dev / Rapier 0.21 / planck 1.5 / matter 0.20 / AVBD demo");
    for (int i = 0; i < quality_row_count; ++i) {
        const quality_row *figure = &quality_rows[i];
        char bar[32];
        snprintf(bar, sizeof bar, "%g to %g", figure->least, figure->most);
        printf("%-40s %12.5g %-5s %-18s %s\n", figure->name, figure->measure(), figure->unit, bar,
               figure->peers);
    }
}

static bool asks_for(int argc, char **argv, const char *name)
{
    bool asks = argc == 1;
    for (int k = 1; k < argc; ++k) {
        asks = asks || strstr(name, argv[k]) != NULL;
    }
    return asks;
}

int main(int argc, char **argv)
{
    printf("%-32s %10s %10s\n", "", "minimum", "median");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        if (asks_for(argc, argv, rows[i].name)) {
            measure(&rows[i]);
        }
    }
    if (asks_for(argc, argv, "quality")) {
        print_quality();
    }
    return 0;
}
