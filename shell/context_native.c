// OpenGL ES 3 through SDL, without depth, stencil, alpha or multisampling: edges come from signed
// distances.
#include "context.h"

#include <GLES3/gl3.h>
#include <string.h>

uint32_t context_window_flags(void)
{
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
    return SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE;
}

context *context_create(SDL_Window *window)
{
    SDL_GLContext made = SDL_GL_CreateContext(window);
    if (made != NULL) {
        // Refused by drivers without a screen; the loop then runs as fast as its caller lets it.
        SDL_GL_SetSwapInterval(1);
    }
    return (context *)made;
}

void context_destroy(context *self) { SDL_GL_DeleteContext((SDL_GLContext)self); }

void context_present(SDL_Window *window) { SDL_GL_SwapWindow(window); }

bool context_is_software(void)
{
    static const char *const names[] = {"llvmpipe", "softpipe", "SwiftShader"};
    const char *renderer = (const char *)glGetString(GL_RENDERER);
    for (size_t i = 0; renderer != NULL && i < sizeof names / sizeof names[0]; ++i) {
        if (strstr(renderer, names[i]) != NULL) {
            return true;
        }
    }
    return false;
}
