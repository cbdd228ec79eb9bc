// What the page of tests/browser/draw calls.
#ifndef TESTS_DRAW_DRAW_WEB_H
#define TESTS_DRAW_DRAW_WEB_H

#include <stdint.h>

// 1, or 0 when the page's canvas has no WebGL 2.
int32_t draw_web_open(void);
int32_t draw_web_scene_count(void);
const char *draw_web_scene_name(int32_t index);
int32_t draw_web_way_count(void);
int32_t draw_web_most_pixels_off(void);
// How many pixels are off, or -1 when the scene could not be drawn.
int32_t draw_web_compare(int32_t index, int32_t way);
// Of the last scene, as are the pictures.
const char *draw_web_hash(void);
const char *draw_web_picture_name(int32_t which);
// Null when it could not be made; the bytes are good until the next call.
const uint8_t *draw_web_png(int32_t which);
uint32_t draw_web_png_size_bytes(void);

#endif
