// The door between the page and a game's module (<game>.mjs), the only functions that the page may
// call besides the allocator. The page owns the clock, the loop, storage and the DOM; the module
// owns the window, GL, input and the game.
//
// Page: `const module = await createQuoinGame({ canvas, wasmBinary?, instantiateWasm?, print,
// printErr, onSave(bytes: Uint8Array), onSettings(bytes: Uint8Array),
// onWish('pause' | 'fullscreen'), onEvent(type, strength), onContextLost(), onContextRestored(),
// onAudio() })`, then start, then one frame call per animation frame inside a try/catch: a trap
// leaves through it, and the page then drops the module. Saves and settings are opaque bytes to the
// page.
#ifndef SHELL_WEB_H
#define SHELL_WEB_H

#include <stdint.h>

// The bytes are copied. Returns a qn_error number: 0, NO_GRAPHICS, or what is wrong with the pack.
// Needs `canvas` in the module object. A save that is refused does not stop the start: see
// qn_app_save_error.
int32_t qn_app_start(const uint8_t *pack, uint32_t pack_size_bytes, const uint8_t *save,
                     uint32_t save_size_bytes);
int32_t qn_app_save_error(void); // qn_error of the save given to qn_app_start; 0 if it was read
// Whether the bytes are a whole save of this game (qn_error); the game itself judges the content
// when it starts with it.
int32_t qn_app_check_save(const uint8_t *bytes, uint32_t size_bytes);
// The game's present state goes to onSave, as when it asks for it itself.
int32_t qn_app_save(void);
// now_ms is the animation frame's timestamp. Runs the ticks that are due (at most 5), then draws.
void qn_app_frame(double now_ms);
void qn_app_set_paused(int32_t paused);
// The next frame runs so many ticks (1 to 3600) beside those that are due, also while paused.
void qn_app_step(int32_t tick_count);

// ---- The screen and the player; may be called before the start, and hold until the next call.
void qn_app_resize(float css_width, float css_height, float pixel_ratio);
// CSS pixels of the canvas that notches, corners or system bars cover. After qn_app_resize.
void qn_app_set_safe_area(float left, float top, float right, float bottom);
#define WEB_REDUCED_MOTION 1
#define WEB_LIGHT 2
#define WEB_HIGH_CONTRAST 4
void qn_app_set_preferences(int32_t flags);

// Sound is heard from the first touch or key on the canvas on; how loud is a setting. 0: this
// browser has none; 1: waits for a touch or a key; 2: paused or hidden; 3: runs. onAudio() is
// called when it may be another.
int32_t qn_app_audio_state(void);

// ---- The game, by the numbers of its tables; -> qn_error where an int32_t is returned.
int32_t qn_app_command(int32_t command, int32_t argument);
// A button of the page holds an action so far (0 to 1) until it lets go or the focus is lost.
void qn_app_hold(int32_t action, float level);
double qn_app_status(int32_t index);    // the shell's numbers, then the game's; 0 past the end
const char *qn_app_text(int32_t index); // UTF-8, until the next call; empty where there is none
int32_t qn_app_set_text(int32_t index, const char *utf8);
#define WEB_STATUS_NAMES 0
#define WEB_COMMAND_NAMES 1
#define WEB_TEXT_NAMES 2
#define WEB_ACTION_NAMES 3
#define WEB_ACTION_LABELS 4
#define WEB_SETTING_NAMES 5
// The name at a place of one of these tables, static; null past the end.
const char *qn_app_name(int32_t table, int32_t index);

// ---- What a player sets (shell/settings.h, bindings.h). Each change that is made is told by
// onSettings. Between start and dispose; NOT_FOUND outside.
// As onSettings once told them; on an error nothing changes.
int32_t qn_app_read_settings(const uint8_t *bytes, uint32_t size_bytes);
int32_t qn_app_setting(int32_t index);
int32_t qn_app_set_setting(int32_t index, int32_t value);
// The source at a place of an action (quoin/input.h), empty for none, null past the end.
const char *qn_app_binding(int32_t action, int32_t place);
// Whoever had the source before loses it; an empty one clears the place.
int32_t qn_app_bind(int32_t action, int32_t place, const char *source_name);
int32_t qn_app_is_toggle(int32_t action);
int32_t qn_app_set_toggle(int32_t action, int32_t is_toggle);
void qn_app_reset_bindings(void);

// ---- The end
// Frees everything; afterwards no listener, timer, context or callback of the module is left.
void qn_app_dispose(void);
// A fault drill: executes an unreachable instruction.
void qn_app_trap(void);

#ifdef QN_DEBUG
// Another, of debug builds alone: writes behind a block of the heap.
void qn_app_drill_overrun(void);
#endif

#endif
