// What draws the picture of a page: WebGL 2, or the processor where there is no WebGL 2 or where
// its context was lost and did not come back. The game goes on either way.
#ifndef SHELL_WEB_PICTURE_H
#define SHELL_WEB_PICTURE_H

#include "platform.h"
#include "render.h"

// Makes the platform too, with a context or without. `atlas` must outlive the picture. NO_GRAPHICS
// when the canvas can show nothing at all.
qn_error picture_open(const platform_opts *opts, const qn_atlas *atlas, platform **out);
void picture_close(void);
// What the next frame is drawn with; null while a lost context may still come back.
render *picture_render(double now_ms);
// Shows what was drawn, where WebGL does not do so by itself.
void picture_show(int32_t width_px, int32_t height_px);
// The most pixels that are drawn in time.
float picture_most_px(void);
// Whether the processor draws, through WebGL or without it.
bool picture_is_slow(void);
int32_t picture_draw_call_count(void);

#endif
