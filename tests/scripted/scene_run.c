// The determinism run of the scenes: every target has to print the same.
//
//   scene_run                          a line for every 60 ticks of each scene: name, tick, the
//                                      chain of the state hashes of all steps so far, and how many
//                                      bodies there are, are awake, and how many contacts touch
//   scene_run --ticks N                not 600 but N ticks each
//   scene_run --scene NAME             one scene only
//   scene_run --each-tick              a line for every tick, with that tick's own hash
//   scene_run --rollback               go back eight ticks at every tick, and into a fresh world,
//                                      and check that nothing comes of it
//   scene_run --save                   in place of lines, after the last tick: name, tick, and in
//                                      hexadecimal what the script remembers and the snapshot
//   scene_run --load                   goes on from what --save printed, read from the standard
//                                      input, for as many ticks more, with a line for each
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenes/table.h"

#define REPORT_TICKS 60u
#define ROLLBACK_TICKS 8u

static struct {
    const char *scene;
    uint32_t tick_count;
    bool each_tick, rollback, save, load;
} options = {.tick_count = 600};

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "scene_run: %s\n", what);
    exit(2);
}

static void read_options(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        bool has_value = i + 1 < argc;
        if (strcmp(argv[i], "--each-tick") == 0) {
            options.each_tick = true;
        } else if (strcmp(argv[i], "--rollback") == 0) {
            options.rollback = true;
        } else if (strcmp(argv[i], "--ticks") == 0 && has_value) {
            options.tick_count = (uint32_t)strtoul(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--scene") == 0 && has_value) {
            options.scene = argv[++i];
        } else if (strcmp(argv[i], "--save") == 0) {
            options.save = true;
        } else if (strcmp(argv[i], "--load") == 0) {
            options.load = true;
        } else {
            stop("unknown option; see the top of scene_run.c");
        }
    }
    if (options.scene != NULL && scene_find(options.scene) == NULL) {
        stop("there is no scene of that name");
    }
}

// ---- The lines ------------------------------------------------------------------------------

static void print_line(const scene *row, const qn_world *world, uint32_t tick, uint64_t hash)
{
    qn_world_counters counters = qn_world_get_counters(world);
    printf("%s %u %016" PRIx64 " %d %d %d\n", row->name, (unsigned)tick, hash,
           (int)counters.body_count, (int)counters.awake_body_count,
           (int)counters.touching_contact_count);
}

static uint8_t *snapshot(const qn_world *world, size_t *bytes)
{
    *bytes = qn_world_snapshot_bytes(world);
    uint8_t *data = malloc(*bytes);
    if (data == NULL || qn_world_snapshot(world, data, *bytes, bytes) != QN_ERROR_OK) {
        stop("no snapshot could be taken");
    }
    return data;
}

static void print_hex(const void *bytes, size_t size)
{
    putchar(' ');
    for (size_t i = 0; i < size; ++i) {
        printf("%02x", ((const uint8_t *)bytes)[i]);
    }
}

static void save(const scene *row, const qn_world *world, const scene_memory *memory)
{
    size_t bytes;
    uint8_t *data = snapshot(world, &bytes);
    printf("%s %u", row->name, (unsigned)options.tick_count);
    print_hex(memory, sizeof *memory);
    print_hex(data, bytes);
    putchar('\n');
    free(data);
}

// The chain of the hashes up to a tick goes in, and comes out up to the last one.
static uint64_t advance(const scene *row, qn_world *world, scene_memory *memory, uint32_t tick,
                        uint64_t chain)
{
    scene_advance(row, world, memory, tick);
    uint64_t hash = qn_world_state_hash(world);
    chain = scene_chain(chain, hash);
    if (options.each_tick) {
        print_line(row, world, tick + 1, hash);
    } else if ((tick + 1) % REPORT_TICKS == 0 && !options.save) {
        print_line(row, world, tick + 1, chain);
    }
    return chain;
}

static void run_scene(const scene *row)
{
    scene_memory memory;
    qn_world *world = scene_start(row, &memory);
    uint64_t chain = SCENE_CHAIN_START;
    for (uint32_t tick = 0; tick < options.tick_count; ++tick) {
        chain = advance(row, world, &memory, tick, chain);
    }
    if (options.save) {
        save(row, world, &memory);
    }
    qn_world_destroy(world);
}

// ---- Going on from a snapshot ---------------------------------------------------------------

static bool restore(qn_world *world, qn_bytes bytes)
{
    qn_error error = qn_world_restore(world, bytes);
    if (error != QN_ERROR_OK) {
        const char *why = "";
        qn_world_last_error(world, &why);
        printf("restore says %s: %s\n", qn_error_code(error), why);
    }
    return error == QN_ERROR_OK;
}

static char *larger(char *text, size_t room)
{
    char *grown = realloc(text, room);
    if (grown == NULL) {
        stop("out of memory");
    }
    return grown;
}

// All of the standard input, null-terminated.
static char *read_input(void)
{
    size_t room = 1 << 20;
    size_t size = 0;
    size_t got = 0;
    char *text = larger(NULL, room);
    while ((got = fread(text + size, 1, room - size - 1, stdin)) > 0) {
        size += got;
        if (room - size < 2) {
            room *= 2;
            text = larger(text, room);
        }
    }
    text[size] = '\0';
    return text;
}

static uint8_t hex_digit(char c) { return (uint8_t)(c >= 'a' ? c - 'a' + 10 : c - '0'); }

// Turns the digits into bytes where they stand. What comes from --save needs no distrust.
static qn_bytes take_hex(char *digits)
{
    uint8_t *bytes = (uint8_t *)digits;
    size_t count = strlen(digits) / 2;
    for (size_t i = 0; i < count; ++i) {
        bytes[i] = (uint8_t)(hex_digit(digits[2 * i]) << 4 | hex_digit(digits[2 * i + 1]));
    }
    return (qn_bytes){bytes, count};
}

static void go_on(char *name, const char *tick, char *memory_digits, char *snapshot_digits)
{
    const scene *row = scene_find(name);
    qn_bytes remembered = take_hex(memory_digits);
    scene_memory memory;
    qn_world_def def = qn_world_def_default();
    qn_world *world;
    if (row == NULL || remembered.size_bytes != sizeof memory ||
        qn_world_create(&def, &world) != QN_ERROR_OK) {
        stop("this is not what --save prints");
    }
    memcpy(&memory, remembered.data, sizeof memory);
    if (restore(world, take_hex(snapshot_digits))) {
        uint32_t first = (uint32_t)strtoul(tick, NULL, 10);
        for (uint32_t i = 0; i < options.tick_count; ++i) {
            (void)advance(row, world, &memory, first + i, SCENE_CHAIN_START);
        }
    }
    qn_world_destroy(world);
}

static void run_loaded(void)
{
    char *text = read_input();
    options.each_tick = true;
    for (char *name = strtok(text, " \n"); name != NULL; name = strtok(NULL, " \n")) {
        char *words[3];
        for (int i = 0; i < 3; ++i) {
            words[i] = strtok(NULL, " \n");
        }
        if (words[2] == NULL) {
            stop("this is not what --save prints");
        }
        go_on(name, words[0], words[1], words[2]);
    }
    free(text);
}

// ---- Rollback -------------------------------------------------------------------------------

typedef struct rollback {
    const scene *scene;
    qn_world *world, *fresh;
    scene_memory memory;
    uint64_t *hashes; // after each step, 0 where none was taken yet
} rollback;

// The world after this step has one hash, whenever and wherever the step is made.
static bool expect(rollback *r, const qn_world *world, uint32_t tick)
{
    uint64_t hash = qn_world_state_hash(world);
    if (r->hashes[tick] == 0) {
        r->hashes[tick] = hash;
    }
    if (r->hashes[tick] != hash) {
        printf("%s: step %u gives %016" PRIx64 " and, made again, %016" PRIx64 "\n", r->scene->name,
               (unsigned)tick, r->hashes[tick], hash);
    }
    return r->hashes[tick] == hash;
}

// Eight ticks on and back again; then one tick both here and in a world that knows but the bytes.
static bool roll(rollback *r, uint32_t tick)
{
    size_t bytes;
    uint8_t *data = snapshot(r->world, &bytes);
    scene_memory memory = r->memory;
    bool is_same = true;
    for (uint32_t i = 0; i < ROLLBACK_TICKS && is_same; ++i) {
        scene_advance(r->scene, r->world, &r->memory, tick + i);
        is_same = expect(r, r->world, tick + i);
    }
    r->memory = memory;
    is_same = is_same && restore(r->world, (qn_bytes){data, bytes}) &&
              restore(r->fresh, (qn_bytes){data, bytes});
    scene_advance(r->scene, r->fresh, &memory, tick);
    scene_advance(r->scene, r->world, &r->memory, tick);
    is_same = is_same && expect(r, r->fresh, tick) && expect(r, r->world, tick);
    free(data);
    return is_same;
}

static bool roll_scene(const scene *row)
{
    rollback r = {.scene = row};
    r.hashes = calloc(options.tick_count + ROLLBACK_TICKS, sizeof *r.hashes);
    qn_world_def def = qn_world_def_default();
    if (r.hashes == NULL || qn_world_create(&def, &r.fresh) != QN_ERROR_OK) {
        stop("out of memory");
    }
    r.world = scene_start(row, &r.memory);
    bool is_same = true;
    for (uint32_t tick = 0; tick < options.tick_count && is_same; ++tick) {
        is_same = roll(&r, tick);
    }
    qn_world_destroy(r.world);
    qn_world_destroy(r.fresh);
    free(r.hashes);
    return is_same;
}

int main(int argc, char **argv)
{
    read_options(argc, argv);
    if (options.load) {
        run_loaded();
        return 0;
    }
    int passed = 0, failed = 0;
    for (int i = 0; i < scene_table_count; ++i) {
        const scene *row = scene_table[i];
        if (options.scene != NULL && row != scene_find(options.scene)) {
            continue;
        }
        if (!options.rollback) {
            run_scene(row);
        } else if (roll_scene(row)) {
            passed += 1;
        } else {
            failed += 1;
            printf("FAILED rollback: %s\n", row->name);
        }
    }
    if (options.rollback) {
        printf("%d passed, %d failed\n", passed, failed);
    }
    return failed > 0 ? 1 : 0;
}
