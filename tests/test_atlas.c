#include "check.h"
#include "quoin/atlas.h"
#include "quoin/memory.h"

#include <stdlib.h>
#include <string.h>

static uint8_t *noise_image(int32_t width_px, int32_t height_px, uint32_t seed)
{
    size_t size = (size_t)width_px * (size_t)height_px * 4;
    uint8_t *rgba = malloc(size);
    for (size_t i = 0; i < size; ++i) {
        rgba[i] = (uint8_t)check_random(&seed);
    }
    return rgba;
}

static const uint8_t *texel(const qn_atlas *atlas, qn_atlas_rect rect, int32_t x, int32_t y)
{
    size_t row = (size_t)(rect.y_px + y) * (size_t)qn_atlas_page_px(atlas);
    return qn_atlas_page(atlas, rect.page) + (row + (size_t)(rect.x_px + x)) * 4;
}

static int32_t clamp(int32_t i, int32_t count) { return i < 0 ? 0 : (i >= count ? count - 1 : i); }

// Counts texels of the image and its border that differ from the premultiplied source.
static int32_t count_wrong_texels(const qn_atlas *atlas, qn_image image, const uint8_t *rgba)
{
    qn_atlas_rect rect = qn_atlas_image_rect(atlas, image.index);
    int32_t wrong = 0;
    for (int32_t y = -QN_ATLAS_BORDER_PX; y < rect.height_px + QN_ATLAS_BORDER_PX; ++y) {
        for (int32_t x = -QN_ATLAS_BORDER_PX; x < rect.width_px + QN_ATLAS_BORDER_PX; ++x) {
            const uint8_t *is = texel(atlas, rect, x, y);
            const uint8_t *from =
                rgba + (clamp(y, rect.height_px) * rect.width_px + clamp(x, rect.width_px)) * 4;
            int red = (from[0] * from[3] + 127) / 255;
            wrong += is[0] == red && is[3] == from[3] ? 0 : 1;
        }
    }
    return wrong;
}

TEST(images_keep_their_texels_and_a_repeated_border)
{
    enum { COUNT = 60 };
    qn_atlas *atlas;
    CHECK_ERROR(qn_atlas_create(256, 8, &atlas), QN_ERROR_OK);
    qn_image images[COUNT];
    uint8_t *sources[COUNT];
    uint32_t seed = 3;
    for (uint32_t i = 0; i < COUNT; ++i) {
        int32_t width_px = 1 + (int32_t)(check_random(&seed) % 70);
        int32_t height_px = 1 + (int32_t)(check_random(&seed) % 70);
        sources[i] = noise_image(width_px, height_px, i + 1);
        CHECK_ERROR(qn_atlas_add(atlas, NULL, sources[i], width_px, height_px, &images[i]),
                    QN_ERROR_OK);
    }
    // Checked after all were added: a later image that lay over an earlier one would show.
    for (uint32_t i = 0; i < COUNT; ++i) {
        CHECK_INT(count_wrong_texels(atlas, images[i], sources[i]), 0);
        free(sources[i]);
    }
    CHECK(qn_atlas_page_count(atlas) > 1);
    qn_atlas_destroy(atlas);
    CHECK_INT(qn_memory_live_count(), 0);
}

TEST(the_same_images_land_in_the_same_places)
{
    qn_atlas *atlases[2];
    for (int32_t a = 0; a < 2; ++a) {
        uint32_t seed = 11;
        CHECK_ERROR(qn_atlas_create(256, 4, &atlases[a]), QN_ERROR_OK);
        for (int32_t i = 0; i < 40; ++i) {
            uint8_t *rgba = noise_image(40, 40, 1);
            int32_t side_px = 1 + (int32_t)(check_random(&seed) % 40);
            qn_atlas_add(atlases[a], NULL, rgba, side_px, 20, NULL);
            free(rgba);
        }
    }
    for (int32_t i = 0; i < qn_atlas_image_count(atlases[0]); ++i) {
        qn_atlas_rect first = qn_atlas_image_rect(atlases[0], i);
        qn_atlas_rect second = qn_atlas_image_rect(atlases[1], i);
        CHECK_BYTES(&first, &second, sizeof first);
    }
    qn_atlas_destroy(atlases[0]);
    qn_atlas_destroy(atlases[1]);
}

TEST(an_image_is_found_by_its_name_and_nothing_else_is)
{
    qn_atlas *atlas;
    uint8_t rgba[4] = {255, 255, 255, 255};
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, "bell", rgba, 1, 1, NULL), QN_ERROR_OK);
    CHECK_INT(qn_atlas_find(atlas, "bell").index, 1);
    CHECK_INT(qn_atlas_find(atlas, "bel").index, 0);
    CHECK_INT(qn_atlas_find(atlas, "").index, 0);
    CHECK_INT(qn_atlas_find(NULL, "bell").index, 0);
    CHECK_ERROR(qn_atlas_add(atlas, "bell", rgba, 1, 1, NULL), QN_ERROR_BAD_DATA);
    qn_atlas_destroy(atlas);
}

TEST(a_full_atlas_and_bad_arguments_give_errors)
{
    qn_atlas *atlas;
    uint8_t *rgba = noise_image(64, 64, 1);
    CHECK_ERROR(qn_atlas_create(63, 1, &atlas), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_atlas_create(64, 0, &atlas), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_atlas_create(64, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 57, 1, NULL), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, INT32_MAX, 1, NULL), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 0, 1, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, NULL, 1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 56, 56, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 1, 1, NULL), QN_ERROR_CAPACITY);
    CHECK_INT(qn_atlas_image_count(atlas), 2);
    CHECK_INT(qn_atlas_image_rect(atlas, 2).width_px, 0);
    CHECK(qn_atlas_page(atlas, 1) == NULL);
    qn_atlas_destroy(atlas);
    free(rgba);
}
