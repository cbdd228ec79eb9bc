// A canvas has one kind of context for life. Without WebGL the pixels are put on the canvas itself;
// after a loss they go on a second one that the page lays over it, which is taken away again should
// the context come back.
#include "web_picture.h"

#include <emscripten/html5.h>

#include "context.h"
#include "page.h"

// A driver that starts anew takes less.
#define PATIENCE_MS 3000.0
#define MOST_PX_OF_WEBGL 16777216.0f
// 960 x 540: what the processor draws in a part of a frame.
#define MOST_PX_OF_SOFT 518400.0f

static struct {
    const qn_atlas *atlas;
    render *gl;   // null where there is no WebGL
    render *soft; // null until it is needed
    bool is_slow; // of WebGL
    bool is_lost;
    double lost_ms; // the first frame after the loss; negative before it
} picture;

static bool is_soft(void) { return picture.soft != NULL; }

static qn_error open_soft(void)
{
    if (!page_open_surface()) {
        return QN_ERROR_NO_GRAPHICS;
    }
    qn_error error = render_soft_create(picture.atlas, &picture.soft);
    if (error == QN_ERROR_OK) {
        page_on_software();
    }
    return error;
}

static void close_soft(void)
{
    if (picture.soft != NULL) {
        picture.soft->destroy(picture.soft);
        picture.soft = NULL;
        page_close_surface();
    }
}

static bool on_context_lost(int type, const void *event, void *user)
{
    (void)type;
    (void)event;
    (void)user;
    picture.is_lost = true;
    picture.lost_ms = -1.0;
    page_on_context(true);
    return true; // without this the browser would not restore it
}

static bool on_context_restored(int type, const void *event, void *user)
{
    (void)type;
    (void)event;
    (void)user;
    if (picture.gl->restore(picture.gl) == QN_ERROR_OK) {
        picture.is_lost = false;
        close_soft();
        page_on_context(false);
    }
    return true;
}

static qn_error open_gl(void)
{
    emscripten_set_webglcontextlost_callback("#canvas", NULL, true, on_context_lost);
    emscripten_set_webglcontextrestored_callback("#canvas", NULL, true, on_context_restored);
    picture.is_slow = context_is_software();
    return render_gl_create(picture.atlas, picture.is_slow, &picture.gl);
}

qn_error picture_open(const platform_opts *opts, const qn_atlas *atlas, platform **out)
{
    picture.atlas = atlas;
    picture.is_lost = false;
    qn_error error = platform_create(opts, out);
    if (error == QN_ERROR_OK) {
        return open_gl();
    }
    if (error != QN_ERROR_NO_GRAPHICS) {
        return error;
    }
    platform_opts plain = *opts;
    plain.has_no_context = true;
    error = platform_create(&plain, out);
    return error == QN_ERROR_OK ? open_soft() : error;
}

void picture_close(void)
{
    emscripten_set_webglcontextlost_callback("#canvas", NULL, true, NULL);
    emscripten_set_webglcontextrestored_callback("#canvas", NULL, true, NULL);
    close_soft();
    if (picture.gl != NULL) {
        picture.gl->destroy(picture.gl);
        picture.gl = NULL;
    }
}

// The time is counted in frames that come: a page that is hidden meanwhile has not waited.
static void lose_patience(double now_ms)
{
    if (picture.lost_ms < 0.0) {
        picture.lost_ms = now_ms;
    } else if (now_ms - picture.lost_ms > PATIENCE_MS && !is_soft()) {
        picture.lost_ms = now_ms; // on an error, again later
        open_soft();
    }
}

render *picture_render(double now_ms)
{
    if (picture.is_lost) {
        lose_patience(now_ms);
    }
    return is_soft() ? picture.soft : (picture.is_lost ? NULL : picture.gl);
}

void picture_show(int32_t width_px, int32_t height_px)
{
    const uint8_t *rgba = is_soft() ? render_soft_pixels(picture.soft) : NULL;
    if (rgba != NULL) {
        page_show_pixels(rgba, width_px, height_px);
    }
}

float picture_most_px(void) { return is_soft() ? MOST_PX_OF_SOFT : MOST_PX_OF_WEBGL; }

bool picture_is_slow(void) { return is_soft() || picture.is_slow; }

int32_t picture_draw_call_count(void)
{
    const render *now = is_soft() ? picture.soft : picture.gl;
    return now != NULL ? now->draw_call_count : 0;
}
