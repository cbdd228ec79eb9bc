// The renderer of a machine without a GPU: the engine's rasteriser into memory of its own, which
// grows with the surface.
#include "render.h"

#include <stdlib.h>

#include "quoin/soft.h"

typedef struct render_soft {
    render base;
    const qn_atlas *atlas;
    qn_soft *soft;
    uint8_t *rgba;
    size_t capacity_bytes;
    bool has_picture; // of the last frame
} render_soft;

static bool make_room(render_soft *soft, size_t bytes)
{
    if (soft->capacity_bytes < bytes) {
        free(soft->rgba);
        soft->rgba = malloc(bytes);
        soft->capacity_bytes = soft->rgba != NULL ? bytes : 0;
    }
    return soft->rgba != NULL;
}

static void draw(render *self, const qn_sprite_batch *batch, int32_t width_px, int32_t height_px)
{
    render_soft *soft = (render_soft *)self;
    bool is_sized = width_px > 0 && width_px <= QN_SOFT_MAX_SIDE_PX && height_px > 0 &&
                    height_px <= QN_SOFT_MAX_SIDE_PX;
    soft->has_picture = is_sized && make_room(soft, (size_t)width_px * (size_t)height_px * 4) &&
                        qn_soft_draw(soft->soft, batch, soft->atlas, width_px, height_px,
                                     soft->rgba) == QN_ERROR_OK;
    self->draw_call_count = soft->has_picture ? 1 : 0;
}

static qn_error restore(render *self)
{
    (void)self;
    return QN_ERROR_OK;
}

static void destroy(render *self)
{
    render_soft *soft = (render_soft *)self;
    qn_soft_destroy(soft->soft);
    free(soft->rgba);
    free(soft);
}

qn_error render_soft_create(const qn_atlas *atlas, render **out)
{
    *out = NULL;
    render_soft *soft = calloc(1, sizeof *soft);
    if (soft == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    soft->base = (render){draw, restore, destroy, 0};
    soft->atlas = atlas;
    qn_error error = qn_soft_create(&soft->soft);
    if (error != QN_ERROR_OK) {
        destroy(&soft->base);
        return error;
    }
    *out = &soft->base;
    return QN_ERROR_OK;
}

const uint8_t *render_soft_pixels(const render *self)
{
    const render_soft *soft = (const render_soft *)self;
    return soft->has_picture ? soft->rgba : NULL;
}
