// The door between the page and the game's module (belfry.mjs), the only functions that the page
// may call besides the allocator. The page owns the clock, the loop, storage and the DOM; the
// module owns the window, GL, input and the game.
//
// Page: `const module = await createBelfry({ canvas, wasmBinary?, instantiateWasm?, print,
// printErr, onSave(bytes: Uint8Array), onEvent(type, strength), onContextLost(),
// onContextRestored() })`, then start, then one frame call per animation frame inside a try/catch:
// a trap leaves through it, and the page then drops the module. Saves are opaque bytes to the page.
#ifndef SHELL_WEB_H
#define SHELL_WEB_H

#include <stdint.h>

// The bytes are copied. Returns a qn_error number: 0, NO_GRAPHICS, or what is wrong with the pack.
// Needs `canvas` in the module object. A save that is refused does not stop the start: see
// belfry_save_error.
int32_t belfry_start(const uint8_t *pack, uint32_t pack_size_bytes, const uint8_t *save,
                     uint32_t save_size_bytes);
int32_t belfry_save_error(void); // qn_error of the save given to belfry_start; 0 if it was read
// now_ms is the animation frame's timestamp. Runs the ticks that are due (at most 5), then draws.
void belfry_frame(double now_ms);
void belfry_resize(float css_width, float css_height, float pixel_ratio);
void belfry_set_paused(int32_t paused);
void belfry_retry(void);
// Frees everything; afterwards no listener, timer, context or callback of the module is left.
void belfry_dispose(void);
// Reads one number: 0 tick_count, 1 shot_count, 2 toll_count, 3 is_won, 4 best_shot_count,
// 5 body_count, 6 awake_body_count, 7 low and 8 high half of the state hash (after the last tick),
// 9 draw calls and 10 records of the last frame, 11 live bytes of the engine's memory.
uint32_t belfry_status(int32_t index);
// A fault drill: executes an unreachable instruction.
void belfry_trap(void);

#endif
