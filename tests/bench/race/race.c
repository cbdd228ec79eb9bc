// The driver of the race: race [--size n] [--steps n] [--quick] [--cpu] [--warm] [--stages]
// [--snapshots] [--json] [scene ...]. Without a name it runs all. One line a scene, or one JSON
// object a line.
//
// Only steps are timed, each by itself; what a scene does between them is not, nor the first step,
// which makes the first pairs. On shared machines only ratios within one run mean anything; --cpu
// times with the thread's own clock, where the system has one, which stops while others run. --warm
// runs each scene for a second before it is measured: WebAssembly is compiled well only while it
// runs, and a scene of a few milliseconds is over before that.
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine.h"
#include "scenes.h"

#define MAX_STEPS 1000
#define MEMORY_EVERY 32 // steps
#define WARM_UP_US 1.0e6
#define SNAPSHOT_ROUNDS 301 // WebAssembly is compiled well only after a while

typedef struct race_options {
    int32_t size;
    int32_t steps; // in all, the first included; 0: the scene's
    bool is_quick; // a quarter of those that are measured
    bool is_warm;  // a scene has run before it is measured
    bool stages, snapshots, json;
} race_options;

typedef struct race_result {
    const char *scene;
    int32_t step_count;
    double median_us, p99_us, mean_us, total_ms;
    race_counts counts;
    float mean_height_m, top_speed_mps;
    uint64_t state_hash;
    int64_t memory_bytes; // the most that was seen
    double stage_us[RACE_MAX_STAGES];
    int64_t snapshot_bytes; // 0: not asked for, or not to be had
    double take_us, restore_us;
} race_result;

static double samples[MAX_STEPS];
static clockid_t step_clock = CLOCK_MONOTONIC;

static uint64_t now_ns(void *context)
{
    (void)context;
    struct timespec t;
    clock_gettime(step_clock, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static double now_us(void) { return (double)now_ns(NULL) * 1e-3; }

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// ---- Measuring ------------------------------------------------------------------------------

static void note_memory(race_result *r)
{
    int64_t bytes = race_engine_memory_bytes();
    r->memory_bytes = bytes > r->memory_bytes ? bytes : r->memory_bytes;
}

static void run_steps(race_result *r, int32_t scene)
{
    int32_t stage_count = race_engine_stage_count();
    for (int32_t i = 0; i < r->step_count; ++i) {
        race_scene_act(scene, i + 1);
        double start = now_us();
        race_engine_step(RACE_DT_S, RACE_SUBSTEPS);
        samples[i] = now_us() - start;
        for (int32_t k = 0; k < stage_count; ++k) {
            r->stage_us[k] += (double)race_engine_stage_us(k) / (double)r->step_count;
        }
        if (i % MEMORY_EVERY == 0) {
            note_memory(r);
        }
    }
    note_memory(r);
}

static void sum_up(race_result *r)
{
    double sum = 0.0;
    for (int32_t i = 0; i < r->step_count; ++i) {
        sum += samples[i];
    }
    if (r->step_count == 0) {
        return;
    }
    qsort(samples, (size_t)r->step_count, sizeof samples[0], by_value);
    r->median_us = samples[r->step_count / 2];
    r->p99_us = samples[r->step_count * 99 / 100];
    r->mean_us = sum / (double)r->step_count;
    r->total_ms = sum * 1e-3;
}

// Through pointers that may change, or linkers inline all of it into main: an engine of WebAssembly
// compiles a function well once it has been called often, and main is called once.
static bool (*volatile take_snapshot)(int64_t *size_bytes) = race_engine_take;
static bool (*volatile restore_snapshot)(void) = race_engine_restore;

static void time_snapshots(race_result *r)
{
    double take[SNAPSHOT_ROUNDS], restore[SNAPSHOT_ROUNDS];
    int64_t bytes = 0;
    for (int32_t i = 0; i < SNAPSHOT_ROUNDS; ++i) {
        double start = now_us();
        bool taken = take_snapshot(&bytes);
        take[i] = now_us() - start;
        start = now_us();
        if (!taken || !restore_snapshot()) {
            return;
        }
        restore[i] = now_us() - start;
    }
    qsort(take, SNAPSHOT_ROUNDS, sizeof take[0], by_value);
    qsort(restore, SNAPSHOT_ROUNDS, sizeof restore[0], by_value);
    r->snapshot_bytes = bytes;
    r->take_us = take[SNAPSHOT_ROUNDS / 2];
    r->restore_us = restore[SNAPSHOT_ROUNDS / 2];
}

static race_result run_scene(int32_t scene, const race_options *options)
{
    int32_t steps = options->steps > 0 ? options->steps - 1 : race_scene_steps(scene);
    steps = steps < MAX_STEPS ? steps : MAX_STEPS;
    race_result r = {.scene = race_scene_name(scene)};
    r.step_count = options->is_quick ? steps / 4 : steps;
    race_scene_build(scene, options->size);
    if (options->stages) {
        race_engine_watch_stages(now_ns);
    }
    race_scene_act(scene, 0);
    race_engine_step(RACE_DT_S, RACE_SUBSTEPS);
    run_steps(&r, scene);
    sum_up(&r);
    r.counts = race_engine_counts();
    r.mean_height_m = race_engine_mean_height_m();
    r.top_speed_mps = race_engine_top_speed_mps();
    r.state_hash = race_engine_state_hash();
    if (options->snapshots) {
        time_snapshots(&r);
    }
    return r;
}

static void warm_up(int32_t scene, const race_options *options)
{
    double start = now_us();
    while (options->is_warm && now_us() - start < WARM_UP_US) {
        run_scene(scene, options);
        race_engine_destroy();
    }
}

// ---- Printing -------------------------------------------------------------------------------

static void print_head(void)
{
    printf("%-14s %5s %9s %9s %9s %9s %6s %6s %6s %7s %7s %6s %5s %9s %7s %8s\n",
           race_engine_name(), "steps", "median us", "p99 us", "mean us", "total ms", "bodies",
           "shapes", "joints", "pairs", "touch", "awake", "lost", "height m", "top m/s", "kB");
}

static void print_stages(const race_result *r, const char *format)
{
    for (int32_t k = 0; k < race_engine_stage_count(); ++k) {
        printf(format, k == 0 ? "" : ",", race_engine_stage_name(k), r->stage_us[k]);
    }
}

static void print_line(const race_result *r, const race_options *options)
{
    const race_counts *c = &r->counts;
    printf("%-14s %5d %9.1f %9.1f %9.1f %9.1f %6d %6d %6d %7d %7d %6d %5d %9.4f %7.3f %8lld\n",
           r->scene, r->step_count, r->median_us, r->p99_us, r->mean_us, r->total_ms, c->bodies,
           c->shapes, c->joints, c->contacts, c->touching, c->awake, c->lost,
           (double)r->mean_height_m, (double)r->top_speed_mps, (long long)r->memory_bytes / 1024);
    if (options->stages) {
        print_stages(r, "%s %s %.1f");
        printf(" us\n");
    }
    if (r->snapshot_bytes > 0) {
        printf(" snapshot of %lld bytes: taken in %.1f us, restored in %.1f us\n",
               (long long)r->snapshot_bytes, r->take_us, r->restore_us);
    }
}

static void print_json(const race_result *r, const race_options *options)
{
    const race_counts *c = &r->counts;
    printf("{\"engine\":\"%s\",\"scene\":\"%s\",\"size\":%d,\"steps\":%d,", race_engine_name(),
           r->scene, options->size, r->step_count);
    printf("\"median_us\":%.3f,\"p99_us\":%.3f,\"mean_us\":%.3f,\"total_ms\":%.3f,", r->median_us,
           r->p99_us, r->mean_us, r->total_ms);
    printf("\"bodies\":%d,\"shapes\":%d,\"joints\":%d,\"contacts\":%d,\"touching\":%d,", c->bodies,
           c->shapes, c->joints, c->contacts, c->touching);
    printf("\"awake\":%d,\"lost\":%d,\"mean_height_m\":%.6g,\"top_speed_mps\":%.6g,", c->awake,
           c->lost, (double)r->mean_height_m, (double)r->top_speed_mps);
    printf("\"state_hash\":\"%016llx\",", (unsigned long long)r->state_hash);
    printf("\"memory_bytes\":%lld,\"stages_us\":{", (long long)r->memory_bytes);
    if (options->stages) {
        print_stages(r, "%s\"%s\":%.3f");
    }
    printf("}");
    if (r->snapshot_bytes > 0) {
        printf(",\"snapshot_bytes\":%lld,\"take_us\":%.3f,\"restore_us\":%.3f",
               (long long)r->snapshot_bytes, r->take_us, r->restore_us);
    }
    printf("}\n");
}

// ---- The command line -----------------------------------------------------------------------

static void use_own_clock(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) == 0) {
        step_clock = CLOCK_THREAD_CPUTIME_ID;
    }
}

// The first argument that is no option, or -1 where one is not known.
static int read_options(int argc, char **argv, race_options *options)
{
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; ++i) {
        if (strcmp(argv[i], "--size") == 0 && i + 1 < argc) {
            options->size = (int32_t)strtol(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--steps") == 0 && i + 1 < argc) {
            options->steps = (int32_t)strtol(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--quick") == 0) {
            options->is_quick = true;
        } else if (strcmp(argv[i], "--cpu") == 0) {
            use_own_clock();
        } else if (strcmp(argv[i], "--warm") == 0) {
            options->is_warm = true;
        } else if (strcmp(argv[i], "--stages") == 0) {
            options->stages = true;
        } else if (strcmp(argv[i], "--snapshots") == 0) {
            options->snapshots = true;
        } else if (strcmp(argv[i], "--json") == 0) {
            options->json = true;
        } else {
            return -1;
        }
    }
    return i;
}

static bool is_asked_for(int count, char **names, const char *scene)
{
    bool asked = count == 0;
    for (int k = 0; k < count; ++k) {
        asked = asked || strcmp(names[k], scene) == 0;
    }
    return asked;
}

int main(int argc, char **argv)
{
    race_options options = {0};
    int first = read_options(argc, argv, &options);
    if (first < 0) {
        fprintf(stderr, "usage: race [--size n] [--steps n] [--quick] [--cpu] [--warm] "
                        "[--stages] [--snapshots] [--json] [scene ...]\n");
        return 2;
    }
    if (!options.json) {
        print_head();
    }
    int run_count = 0;
    for (int32_t scene = 0; scene < race_scene_count(); ++scene) {
        if (is_asked_for(argc - first, argv + first, race_scene_name(scene))) {
            warm_up(scene, &options);
            race_result r = run_scene(scene, &options);
            (options.json ? print_json : print_line)(&r, &options);
            fflush(stdout);
            race_engine_destroy();
            run_count += 1;
        }
    }
    if (run_count == 0) {
        fprintf(stderr, "no scene of that name\n");
    }
    return run_count > 0 ? 0 : 1;
}
