// The table of scenes, and how one becomes a picture.
#include "draw/draw_scenes.h"

#include "quoin/soft.h"

typedef draw_scene_rows part_fn(void);

static part_fn *const parts[] = {
    draw_scenes_of_shapes,    //
    draw_scenes_of_paint,     //
    draw_scenes_of_views,     //
    draw_scenes_of_images,    //
    draw_scenes_of_parts,     //
    draw_scenes_of_states,    //
    draw_scenes_of_lines,     //
    draw_scenes_of_text,      //
    draw_scenes_of_particles, //
    draw_scenes_of_post,      //
    draw_scenes_of_tilemaps,  //
    draw_scenes_of_tools,     //
};
enum { PART_COUNT = sizeof parts / sizeof parts[0] };

int32_t draw_scene_count(void)
{
    int32_t count = 0;
    for (int32_t i = 0; i < PART_COUNT; ++i) {
        count += parts[i]().count;
    }
    return count;
}

const draw_scene *draw_scene_at(int32_t index)
{
    int32_t left = index;
    for (int32_t i = 0; i < PART_COUNT; ++i) {
        draw_scene_rows rows = parts[i]();
        if (left < rows.count) {
            return &rows.rows[left];
        }
        left -= rows.count;
    }
    return NULL;
}

void draw_scene_fill(const draw_scene *scene, const draw_props *props, qn_draw_list *list)
{
    qn_camera camera = {
        .center_m = {0.5f * DRAW_WIDTH_PX, 0.5f * DRAW_HEIGHT_PX},
        .height_m = DRAW_HEIGHT_PX,
        .surface_px = {DRAW_WIDTH_PX, DRAW_HEIGHT_PX},
    };
    qn_draw_begin(list, qn_rgb(0x1B2433));
    qn_draw_font(list, props->font);
    qn_draw_camera(list, &camera);
    scene->draw(list, props);
}

qn_error draw_scene_picture(const draw_scene *scene, const draw_props *props, qn_bitmap *out)
{
    qn_draw_list *list = NULL;
    qn_soft *soft = NULL;
    qn_error error = qn_image_create(DRAW_WIDTH_PX, DRAW_HEIGHT_PX, out);
    if (error == QN_ERROR_OK) {
        error = qn_draw_list_create(DRAW_CAPACITY, props->atlas, &list);
    }
    if (error == QN_ERROR_OK) {
        error = qn_soft_create(&soft);
    }
    if (error == QN_ERROR_OK) {
        draw_scene_fill(scene, props, list);
        qn_sprite_batch batch = qn_draw_batch(list);
        error = qn_soft_draw(soft, &batch, props->atlas, out->width_px, out->height_px, out->rgba);
    }
    qn_soft_destroy(soft);
    qn_draw_list_destroy(list);
    return error;
}

void draw_regular(qn_draw_list *list, qn_vec2 center, float radius, int32_t count, float angle_rad,
                  qn_paint paint)
{
    qn_vec2 points[8];
    for (int32_t i = 0; i < count; ++i) {
        qn_rot q = qn_rot_from_angle(angle_rad + 2.0f * QN_PI * (float)i / (float)count);
        points[i] = qn_v2(center.x + radius * q.c, center.y + radius * q.s);
    }
    qn_draw_polygon(list, points, count, paint);
}
