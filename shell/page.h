// What the module asks of the page, written in library.js.
#ifndef SHELL_PAGE_H
#define SHELL_PAGE_H

#include <stdbool.h>
#include <stdint.h>

// Makes "#canvas" mean the module's own canvas. Every key stays with the page until page_set_keys.
// False when the module has no canvas.
bool page_bind(void);
// The keys that are the game's from now on: DOM codes, each followed by a space.
void page_set_keys(const char *dom_codes);
// Removes every listener that page_bind added.
void page_unbind(void);

#define PAGE_TOUCH_CANCELLED 1
#define PAGE_FOCUS_LOST 2
// What happened to the canvas since the last call that SDL does not tell.
int32_t page_take_flags(void);

void page_lose_context(void);
// By the name of what draws, where the browser tells it.
bool page_context_is_software(void);
void page_on_save(const uint8_t *bytes, uint32_t size_bytes);
void page_on_event(uint32_t type, float strength);
void page_on_context(bool is_lost);

#endif
