// What the command line asks of the native program.
#ifndef SHELL_OPTIONS_H
#define SHELL_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct options {
    const char *pack_path;
    const char *save_folder;
    const char *script;
    const char *screenshot_path;
    const char *sound_path;
    const char *export_path, *import_path;
    const char *text_request; // NAME=FILE
    int32_t width, height;
    int32_t frame_count; // 0: until the window closes
    bool is_headless;
    bool is_soft;
    bool is_one_call;
    bool has_full_effects;
    bool draws_last;
    bool has_save;
    bool is_light;
    bool is_reduced;
    bool is_high_contrast;
} options;

// False when they make no sense. The texts are those of argv.
bool options_read(int argc, char **argv, options *o);
// Prints what there is, for a program of this name.
void options_explain(const char *program);

#endif
