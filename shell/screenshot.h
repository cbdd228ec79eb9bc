// Pictures of what is on the surface, for people and tests.
#ifndef SHELL_SCREENSHOT_H
#define SHELL_SCREENSHOT_H

#include <stdbool.h>
#include <stdint.h>

// Reads the current frame buffer and writes it as PNG. False when the file cannot be written.
bool screenshot_write(const char *path, int32_t width_px, int32_t height_px);

#endif
