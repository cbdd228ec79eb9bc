// What the module asks of the page, written in library.js.
#ifndef SHELL_PAGE_H
#define SHELL_PAGE_H

#include <stdbool.h>
#include <stdint.h>

// Makes "#canvas" mean the module's own canvas. Every key stays with the page until page_set_keys.
// False when the module has no canvas.
bool page_bind(void);
// The keys that are the game's from now on: DOM codes, each followed by a space. Otherwise the
// wheel scrolls the page, and the right button opens the browser's menu.
void page_set_keys(const char *dom_codes, bool uses_wheel, bool uses_right_button);
// Removes every listener that page_bind added.
void page_unbind(void);

// Whether the canvas lost the focus since the last call.
bool page_take_blur(void);

#define PAGE_PAD_BUTTONS 16
#define PAGE_PAD_AXES 4
// Laid out as library.js fills it: 21 floats.
typedef struct page_pad {
    float is_there;
    float buttons[PAGE_PAD_BUTTONS]; // 0 to 1, in the order of the standard mapping
    float axes[PAGE_PAD_AXES];       // -1 to 1
} page_pad;
// Those that are not there, or belong to another game of this page just now, are all 0.
void page_read_pads(page_pad *out, int32_t capacity);
void page_rumble(int32_t pad, float strength, int32_t duration_ms);

void page_lose_context(void);
// By the name of what draws, where the browser tells it.
bool page_context_is_software(void);
// A plain picture in place of WebGL's: on the canvas itself, or over it where it has a context.
// False when there is none to be had.
bool page_open_surface(void);
void page_close_surface(void);
// Straight bytes, row by row from the top.
void page_show_pixels(const uint8_t *rgba, int32_t width_px, int32_t height_px);
void page_on_save(const uint8_t *bytes, uint32_t size_bytes);
void page_on_settings(const uint8_t *bytes, uint32_t size_bytes);
void page_on_event(uint32_t type, float strength);
// 0 pause, 1 fullscreen: the numbers of app_wish.
void page_on_wish(uint32_t wish);
void page_on_context(bool is_lost);
void page_on_software(void); // from now on the processor draws

// What library.js calls: mouse, fingers and pen on the canvas, and the wheel while it is the
// game's. phase and kind are the numbers of pointer_phase and qn_pointer_kind; buttons are those of
// the DOM.
void page_pointer(int32_t phase, int32_t kind, int32_t id, float x_px, float y_px, float pressure,
                  int32_t buttons);
void page_wheel(float x_px, float y_px);

#endif
