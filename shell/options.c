#include "options.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: %s [options]\n"
    "  --pack FILE        the assets (default: %s.pack beside the program)\n"
    "  --save-folder DIR  where the game is saved (default: the user's data folder)\n"
    "  --no-save          neither read nor write a saved game\n"
    "  --size WxH         the window\n"
    "  --headless         no window and no pictures\n"
    "  --soft             no window, drawn into memory by the processor\n"
    "  --one-call         draw as on a GPU where the processor draws too\n"
    "  --full-effects     draw effects over all pixels where the processor draws too\n"
    "  --light            draw for a light surrounding: day\n"
    "  --reduced-motion   draw without what moves for its own sake\n"
    "  --high-contrast    draw with more contrast\n"
    "  --export FILE      write the saved game to a file, and end\n"
    "  --import FILE      take the saved game from a file that --export or a page wrote, and end\n"
    "  --frames N         run N ticks, print the state and end\n"
    "  --script TEXT      play these inputs (shell/script.h)\n"
    "  --draw-last        draw only the last of the frames\n"
    "  --screenshot FILE  write the last of the frames as PNG\n"
    "  --sound FILE       write what the frames sound like as WAV\n"
    "  --text NAME=FILE   at the end, write a text of the game, as Belfry's last won run\n";

void options_explain(const char *program) { fprintf(stderr, usage, program, program); }

static bool read_size(const char *text, options *o)
{
    return sscanf(text, "%" SCNd32 "x%" SCNd32, &o->width, &o->height) == 2 && o->width > 0 &&
           o->width <= 8192 && o->height > 0 && o->height <= 8192;
}

static bool read_flag(const char *name, options *o)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {
        {"--headless", &o->is_headless},      {"--soft", &o->is_soft},
        {"--one-call", &o->is_one_call},      {"--full-effects", &o->has_full_effects},
        {"--draw-last", &o->draws_last},      {"--light", &o->is_light},
        {"--reduced-motion", &o->is_reduced}, {"--high-contrast", &o->is_high_contrast},
    };
    if (strcmp(name, "--no-save") == 0) {
        o->has_save = false;
        return true;
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; ++i) {
        if (strcmp(name, flags[i].name) == 0) {
            *flags[i].flag = true;
            return true;
        }
    }
    return false;
}

static bool read_option(const char *name, const char *value, options *o)
{
    const struct {
        const char *name;
        const char **text;
    } texts[] = {
        {"--pack", &o->pack_path},     {"--save-folder", &o->save_folder},
        {"--script", &o->script},      {"--screenshot", &o->screenshot_path},
        {"--export", &o->export_path}, {"--import", &o->import_path},
        {"--sound", &o->sound_path},   {"--text", &o->text_request},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; ++i) {
        if (strcmp(name, texts[i].name) == 0) {
            *texts[i].text = value;
            return true;
        }
    }
    if (strcmp(name, "--frames") == 0) {
        o->frame_count = (int32_t)strtol(value, NULL, 10);
        return o->frame_count > 0;
    }
    return strcmp(name, "--size") == 0 && read_size(value, o);
}

bool options_read(int argc, char **argv, options *o)
{
    *o = (options){.width = 1280, .height = 720, .has_save = true};
    for (int i = 1; i < argc; ++i) {
        if (read_flag(argv[i], o)) {
            continue;
        }
        if (i + 1 == argc || !read_option(argv[i], argv[i + 1], o)) {
            return false;
        }
        ++i;
    }
    bool is_errand = o->export_path != NULL || o->import_path != NULL;
    if (is_errand) {
        return o->has_save && (o->export_path == NULL || o->import_path == NULL);
    }
    return !((o->is_headless || o->is_soft) && o->frame_count == 0) &&
           !(o->screenshot_path != NULL && (o->is_headless || o->frame_count == 0)) &&
           !(o->sound_path != NULL && o->frame_count == 0);
}
