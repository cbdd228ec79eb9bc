// What the sources of the door share: the module's one app.
#ifndef SHELL_WEB_APP_H
#define SHELL_WEB_APP_H

#include "app.h"

#define EXPORT __attribute__((visibility("default"), used))

// Null before the start and after the end.
app *web_app(void);
// Draw calls of the last frame.
int32_t web_draw_call_count(void);
int32_t web_pad_count(void);
// Every key that an action is bound to is the game's, all others stay with the page.
void web_tell_keys(void);

#endif
