// The scenes of tests/draw by OpenGL and by the software rasteriser (gl_bench.h). Wants a driver:
// SDL_VIDEODRIVER=offscreen does without a screen. Of a rasteriser that is known, also every bit of
// each picture: the first line of FILE names it, the others are hashes by scene.
//
//   draw_against_gl [FOLDER [FILE]]   leaves the pictures of scenes that fail in FOLDER
//   draw_against_gl --write FILE      writes the hashes of this machine's rasteriser
#include <GLES3/gl3.h>
#include <SDL.h>
#include <stdio.h>
#include <string.h>

#include "context.h"
#include "gl_bench.h"
#include "quoin/memory.h"

enum { LINE_LETTERS = 256 };

typedef struct run {
    SDL_Window *window;
    context *context;
    gl_bench bench;
    const char *folder;
    FILE *written;       // the hashes, or null
    FILE *golden;        // null when the rasteriser is another
    int32_t golden_at;   // where its hashes begin
    int32_t worst_count; // pixels off in the worst scene
    int32_t passed_count, failed_count;
} run;

static bool open_run(run *r)
{
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return false;
    }
    uint32_t flags = context_window_flags() & ~(uint32_t)SDL_WINDOW_RESIZABLE;
    r->window = SDL_CreateWindow("", 0, 0, DRAW_WIDTH_PX, DRAW_HEIGHT_PX, flags);
    r->context = r->window != NULL ? context_create(r->window) : NULL;
    return r->context != NULL && gl_bench_open(&r->bench);
}

static bool read_line(FILE *file, char line[LINE_LETTERS])
{
    bool is_read = fgets(line, LINE_LETTERS, file) != NULL;
    if (is_read) {
        line[strcspn(line, "\n")] = '\0';
    }
    return is_read;
}

static void open_golden(run *r, const char *path)
{
    const char *renderer = (const char *)glGetString(GL_RENDERER);
    char line[LINE_LETTERS];
    FILE *file = fopen(path, "r");
    if (file != NULL && read_line(file, line) && strcmp(line, renderer) == 0) {
        r->golden = file;
        r->golden_at = (int32_t)ftell(file);
        return;
    }
    printf("no hashes are known of %s\n", renderer);
    if (file != NULL) {
        fclose(file);
    }
}

// True where no hashes are known of this rasteriser.
static bool is_golden(run *r, const char *name)
{
    char line[LINE_LETTERS], expected[LINE_LETTERS];
    if (r->golden == NULL) {
        return true;
    }
    snprintf(expected, sizeof expected, "%s %s", name, r->bench.hash);
    fseek(r->golden, r->golden_at, SEEK_SET);
    while (read_line(r->golden, line)) {
        if (strcmp(line, expected) == 0) {
            return true;
        }
    }
    return false;
}

static void leave(const run *r, const char *name, gl_picture which)
{
    char path[512];
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    snprintf(path, sizeof path, "%s/gl-%s-%s.png", r->folder, name, gl_picture_name(which));
    FILE *file = fopen(path, "wb");
    if (file != NULL && gl_bench_png(&r->bench, which, &bytes, &size_bytes) == QN_ERROR_OK) {
        fwrite(bytes, 1, size_bytes, file);
    }
    qn_memory_release(bytes);
    if (file != NULL) {
        fclose(file);
    }
}

static void judge(run *r, const char *name)
{
    const gl_bench *b = &r->bench;
    r->worst_count = b->off_count > r->worst_count ? b->off_count : r->worst_count;
    bool is_alike = b->off_count <= GL_MOST_PIXELS_OFF;
    if (is_alike && is_golden(r, name)) {
        r->passed_count += 1;
        return;
    }
    r->failed_count += 1;
    printf("FAILED %s: %d of %d pixels are off by more than %d%s\n", name, (int)b->off_count,
           (int)GL_PIXEL_COUNT, (int)b->most_steps, is_alike ? ", but not as its hash says" : "");
    for (int32_t which = 0; r->folder != NULL && which <= GL_PICTURE_DIFFERENCE; ++which) {
        leave(r, name, (gl_picture)which);
    }
}

static bool compare_all(run *r, gl_way way)
{
    bool is_ok = true;
    for (int32_t i = 0; i < draw_scene_count() && is_ok; ++i) {
        const draw_scene *scene = draw_scene_at(i);
        is_ok = gl_bench_compare(&r->bench, scene, way);
        if (is_ok) {
            judge(r, scene->name);
        }
        if (r->written != NULL && way == GL_WAY_ONE_CALL) {
            fprintf(r->written, "%s %s\n", scene->name, r->bench.hash);
        }
    }
    return is_ok;
}

static void close_run(run *r)
{
    gl_bench_close(&r->bench);
    if (r->context != NULL) {
        context_destroy(r->context);
    }
    SDL_Quit();
    if (r->golden != NULL) {
        fclose(r->golden);
    }
}

static bool read_arguments(run *r, int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--write") == 0) {
        r->written = fopen(argv[2], "w");
        return r->written != NULL &&
               fprintf(r->written, "%s\n", (const char *)glGetString(GL_RENDERER)) > 0;
    }
    r->folder = argc > 1 ? argv[1] : NULL;
    if (argc > 2) {
        open_golden(r, argv[2]);
    }
    return true;
}

int main(int argc, char **argv)
{
    static run r;
    if (!open_run(&r)) {
        fprintf(stderr, "there is no OpenGL ES 3 to compare with: %s\n", SDL_GetError());
        return 1;
    }
    bool is_run = read_arguments(&r, argc, argv) && compare_all(&r, GL_WAY_RUNS) &&
                  compare_all(&r, GL_WAY_ONE_CALL);
    if (r.written != NULL && fclose(r.written) != 0) {
        is_run = false;
    }
    printf("the worst scene has %d of %d pixels off\n", (int)r.worst_count, (int)GL_PIXEL_COUNT);
    printf("%d passed, %d failed\n", (int)r.passed_count, (int)r.failed_count);
    close_run(&r);
    return is_run && r.failed_count == 0 ? 0 : 1;
}
