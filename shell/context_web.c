// WebGL 2 from the browser itself, not through EGL: SDL's window is only the canvas and its events.
// WebGL shows a picture when the page's frame ends, so there is nothing to present.
#include "context.h"

#include <EGL/egl.h>
#include <emscripten/html5_webgl.h>

#include "page.h"

uint32_t context_window_flags(void) { return 0; }

context *context_create(SDL_Window *window)
{
    (void)window;
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    wanted.alpha = false;
    wanted.depth = false;
    wanted.stencil = false;
    wanted.antialias = false;
    wanted.enableExtensionsByDefault = false;
    wanted.powerPreference = EM_WEBGL_POWER_PREFERENCE_HIGH_PERFORMANCE;
    EMSCRIPTEN_WEBGL_CONTEXT_HANDLE made = emscripten_webgl_create_context("#canvas", &wanted);
    if (made <= 0 || emscripten_webgl_make_context_current(made) != EMSCRIPTEN_RESULT_SUCCESS) {
        return NULL;
    }
    return (context *)made;
}

// A browser keeps few contexts alive: this one goes now, not when the canvas is collected.
void context_destroy(context *self)
{
    page_lose_context();
    emscripten_webgl_destroy_context((EMSCRIPTEN_WEBGL_CONTEXT_HANDLE)self);
}

void context_present(SDL_Window *window) { (void)window; }

bool context_is_software(void) { return page_context_is_software(); }

// SDL refers to it but never calls it here. Emscripten's own would keep every function of WebGL, to
// be found by its name: 16 KB of the download.
__eglMustCastToProperFunctionPointerType eglGetProcAddress(const char *name)
{
    (void)name;
    return NULL;
}
