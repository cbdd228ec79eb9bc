// Pictures of what is on the surface, for people and tests.
#ifndef SHELL_SCREENSHOT_H
#define SHELL_SCREENSHOT_H

#include <stdbool.h>
#include <stdint.h>

// Reads the current frame buffer and writes it as PNG. False when the file cannot be written.
bool screenshot_write(const char *path, int32_t width_px, int32_t height_px);
// The same of pixels in memory: rows from the top without gaps, alpha last and left out. False for
// null too.
bool screenshot_write_pixels(const char *path, const uint8_t *rgba, int32_t width_px,
                             int32_t height_px);

#endif
