// An image is one record, whatever is done to it: what goes beyond a tint stands in texels, so that
// plain sprites, of which there are thousands, carry nothing more. The nine parts of a sliced image
// are one record too; the renderer finds the texel of each pixel, so no seams come about.
#include "draw/list.h"

#define LEAST_PX_PER_TEXEL (1.0f / 256.0f)
#define MOST_PX_PER_TEXEL 16384.0f

QN_INLINE void append(qn_draw_list *list, uint32_t kind_param, qn_pose pose, qn_vec2 half_size,
                      uint32_t fill, uint32_t extra)
{
    qn_sprite sprite = qn_draw_seen_as(list, kind_param, &pose, half_size, fill, extra);
    qn_draw_append(list, &sprite, 0.0f);
}

// The atlas is asked again only for what was not there before.
static bool exists(qn_draw_list *list, qn_image image)
{
    if (image.index >= list->image_count) {
        list->image_count = qn_atlas_image_count(list->atlas);
    }
    return image.index != 0 && image.index < list->image_count;
}

void qn_draw_image(qn_draw_list *list, qn_image image, qn_pose pose, qn_vec2 half_size,
                   qn_color tint)
{
    if (exists(list, image)) {
        append(list, qn_draw_kind(QN_SPRITE_IMAGE, image.index), pose, half_size,
               qn_color_pack(tint, false), 0);
    }
}

void qn_draw_target_image(qn_draw_list *list, int32_t target, qn_pose pose, qn_vec2 half_size,
                          qn_color tint)
{
    int32_t into = list->manner.target;
    bool is_drawn = target >= 1 && target <= QN_DRAW_TARGETS &&
                    list->targets[target - 1].width_px > 0 && (into == 0 || target < into);
    if (!is_drawn) {
        qn_draw_drop(list);
        return;
    }
    append(list, qn_draw_kind(QN_SPRITE_TARGET, (uint32_t)target), pose, half_size,
           qn_color_pack(tint, false), 0);
}

// False for what is not inside the image.
static bool take_part(const qn_atlas *atlas, qn_image image, const qn_image_paint *paint,
                      qn_image_part *part)
{
    qn_atlas_rect rect = qn_atlas_image_rect(atlas, image.index);
    *part = paint->part;
    if (part->width_px == 0 || part->height_px == 0) {
        *part = (qn_image_part){0, 0, rect.width_px, rect.height_px};
    }
    bool is_inside = part->x_px + part->width_px <= rect.width_px &&
                     part->y_px + part->height_px <= rect.height_px;
    bool has_middle = paint->left_px + paint->right_px < part->width_px &&
                      paint->top_px + paint->bottom_px < part->height_px;
    return is_inside && (!(paint->texel_m > 0.0f) || has_middle);
}

static uint32_t pair(uint16_t low, uint16_t high) { return low | (uint32_t)high << 16; }

// Pixels for a texel of a corner: as wanted, or what lets both fit.
static float corner_scale(float wanted_px, int32_t texels, float length_px)
{
    float most = texels > 0 ? length_px / (float)texels : MOST_PX_PER_TEXEL;
    return qn_clamp(qn_min(wanted_px, most), LEAST_PX_PER_TEXEL, MOST_PX_PER_TEXEL);
}

static qn_sprite_texel slice_texel(const qn_draw_list *list, const qn_image_paint *paint,
                                   qn_vec2 half_size)
{
    float px = paint->texel_m * list->manner.view.px_per_m;
    float twice = 2.0f * list->manner.view.px_per_m;
    qn_sprite_texel texel = {0};
    texel.slice.columns = pair(paint->left_px, paint->right_px);
    texel.slice.rows = pair(paint->top_px, paint->bottom_px);
    texel.slice.px_per_texel_x =
        corner_scale(px, paint->left_px + paint->right_px, twice * half_size.x);
    texel.slice.px_per_texel_y =
        corner_scale(px, paint->top_px + paint->bottom_px, twice * half_size.y);
    return texel;
}

// A silhouette is as strong as the image is, so the tint's alpha counts for it too; an additive
// tint has none left in the record.
static uint32_t fill_over(qn_color fill, qn_color tint)
{
    uint32_t alpha = fill.a;
    fill.a = (uint8_t)((fill.a * tint.a + 127) / 255);
    return (qn_color_pack(fill, false) & 0x00FFFFFFu) | alpha << 24;
}

static qn_sprite_texel image_texel(const qn_image_paint *paint, const qn_image_part *part)
{
    qn_sprite_texel texel = {0};
    texel.image.fill = fill_over(paint->fill, paint->tint);
    texel.image.corner = pair(part->x_px, part->y_px);
    texel.image.size = pair(part->width_px, part->height_px);
    texel.image.flags = (paint->flip_x ? QN_SPRITE_IMAGE_FLIP_X : 0u) |
                        (paint->flip_y ? QN_SPRITE_IMAGE_FLIP_Y : 0u) |
                        (paint->texel_m > 0.0f ? QN_SPRITE_IMAGE_SLICED : 0u);
    return texel;
}

void qn_draw_image_with(qn_draw_list *list, qn_image image, qn_pose pose, qn_vec2 half_size,
                        qn_image_paint paint)
{
    if (!exists(list, image)) {
        return;
    }
    qn_image_part part;
    bool is_sliced = paint.texel_m > 0.0f;
    bool is_usable = take_part(list->atlas, image, &paint, &part);
    uint32_t first = is_usable ? qn_draw_reserve_texels(list, is_sliced ? 2 : 1) : 0;
    if (first == 0) {
        qn_draw_drop(list);
        return;
    }
    list->texels[first] = image_texel(&paint, &part);
    if (is_sliced) {
        list->texels[first + 1] = slice_texel(list, &paint, half_size);
    }
    append(list, qn_draw_kind(QN_SPRITE_IMAGE, image.index), pose, half_size,
           qn_color_pack(paint.tint, false), first);
}
