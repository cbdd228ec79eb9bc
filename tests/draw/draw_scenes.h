// Small pictures, each of one feature of drawing, shared by what compares them exactly and by what
// compares one back end with another.
#ifndef TESTS_DRAW_DRAW_SCENES_H
#define TESTS_DRAW_DRAW_SCENES_H

#include "quoin/atlas.h"
#include "quoin/draw.h"
#include "quoin/image.h"
#include "quoin/text.h"

#define DRAW_WIDTH_PX 128
#define DRAW_HEIGHT_PX 96
#define DRAW_CAPACITY 1024

// Made, not loaded, so that the pictures depend on no file.
typedef struct draw_props {
    qn_atlas *atlas;
    qn_font *font;   // of A I N O Q U V . - a space and the replacement box; A and V are kerned
    qn_image checks; // 16 x 16, opaque
    qn_image disc;   // 32 x 32, colours that fade out towards its edge
    qn_image weave;  // 64 x 48, fine
    qn_image dunes;  // 200 x 180, on a page of its own
    qn_image flag;   // 21 x 13, added last
} draw_props;

qn_error draw_props_open(draw_props *out);
// The same step by step, for what looks at an atlas that grows: open is these three.
qn_error draw_props_begin(draw_props *out);
qn_error draw_props_add_page(draw_props *props);
qn_error draw_props_add_late(draw_props *props);
void draw_props_close(draw_props *props);

// Draws in a camera whose unit is a pixel, with the origin at the lower left corner.
typedef struct draw_scene {
    const char *name;
    void (*draw)(qn_draw_list *list, const draw_props *props);
} draw_scene;

int32_t draw_scene_count(void);
// Null beyond the last.
const draw_scene *draw_scene_at(int32_t index);

// The scene as records, drawn anew.
void draw_scene_fill(const draw_scene *scene, const draw_props *props, qn_draw_list *list);
// The scene as the software rasteriser has it; the pixels are given back by qn_memory_release.
qn_error draw_scene_picture(const draw_scene *scene, const draw_props *props, qn_bitmap *out);

// Parts of the table, by file.
typedef struct draw_scene_rows {
    const draw_scene *rows;
    int32_t count;
} draw_scene_rows;
draw_scene_rows draw_scenes_of_shapes(void);
draw_scene_rows draw_scenes_of_paint(void);
draw_scene_rows draw_scenes_of_views(void);
draw_scene_rows draw_scenes_of_images(void);
draw_scene_rows draw_scenes_of_text(void);
draw_scene_rows draw_scenes_of_tools(void);
draw_scene_rows draw_scenes_of_tilemaps(void);
draw_scene_rows draw_scenes_of_particles(void);
draw_scene_rows draw_scenes_of_parts(void);
draw_scene_rows draw_scenes_of_post(void);
draw_scene_rows draw_scenes_of_states(void);
draw_scene_rows draw_scenes_of_lines(void);

#define DRAW_SCENE(name) {#name, name}

// ---- Shorthands of the scenes -----------------------------------------------------------------

static inline qn_pose draw_at(float x, float y, float angle_rad)
{
    return (qn_pose){{x, y}, qn_rot_from_angle(angle_rad)};
}
// Where the index-th of many stands in lines of so many.
static inline float draw_column(int32_t index, int32_t columns) { return (float)(index % columns); }
static inline float draw_line(int32_t index, int32_t columns)
{
    int32_t line = index / columns;
    return (float)line;
}
// A regular polygon; one of its corners lies in the direction of angle_rad.
void draw_regular(qn_draw_list *list, qn_vec2 center, float radius, int32_t count, float angle_rad,
                  qn_paint paint);

#endif
