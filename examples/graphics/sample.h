// What the samples of docs/graphics share. The manual shows what stands between [name] and [/name];
// tests/test_manual_graphics.c runs every sample with the checks that follow it.
#ifndef EXAMPLES_GRAPHICS_SAMPLE_H
#define EXAMPLES_GRAPHICS_SAMPLE_H

#include "check.h"
#include "draw/draw_scenes.h"
#include "quoin/quoin.h"
#include "quoin/sprite.h"

#define TICK_S (1.0f / 60.0f)

// An atlas with a few pictures, a font of a few letters, and a list on a surface of 1280 x 720.
typedef struct stage {
    draw_props props;
    qn_draw_list *list;
    qn_vec2 surface_px;
} stage;

static stage open_stage(void)
{
    stage s = {.surface_px = {1280.0f, 720.0f}};
    CHECK_ERROR(draw_props_open(&s.props), QN_ERROR_OK);
    CHECK_ERROR(qn_draw_list_create(4096, s.props.atlas, &s.list), QN_ERROR_OK);
    qn_camera camera = {{0.0f, 0.0f}, 10.0f, 0.0f, s.surface_px};
    qn_draw_begin(s.list, qn_rgb(0));
    qn_draw_camera(s.list, &camera);
    qn_draw_font(s.list, s.props.font);
    return s;
}

static int32_t record_count(const stage *s) { return qn_draw_get_counters(s->list).record_count; }

static void close_stage(stage *s)
{
    CHECK_INT(qn_draw_get_counters(s->list).dropped_count, 0);
    qn_draw_list_destroy(s->list);
    draw_props_close(&s->props);
}

#endif
