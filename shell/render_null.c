// The renderer of a machine without graphics: it counts what it would draw.
#include "render.h"

static void draw(render *self, const qn_sprite_batch *batch, int32_t width_px, int32_t height_px)
{
    (void)width_px;
    (void)height_px;
    self->draw_call_count = batch->sprite_count > 0 ? 1 : 0;
}

static qn_error restore(render *self)
{
    (void)self;
    return QN_ERROR_OK;
}

static void destroy(render *self) { self->draw_call_count = 0; }

qn_error render_null_create(render **out)
{
    static const render nothing = {draw, restore, destroy, 0};
    static render only;
    only = nothing;
    *out = &only;
    return QN_ERROR_OK;
}
