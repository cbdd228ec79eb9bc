// Every scene of tests/draw as the software rasteriser draws it, compared with its picture in
// tests/golden/draw: equal in every bit, on every target. scripts/golden.sh writes them anew.
//
// Of what differs, the expected and the actual picture and their difference are left in build/.
#include "check.h"
#include "draw/draw_scenes.h"
#include "quoin/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PICTURE_BYTES = DRAW_WIDTH_PX * DRAW_HEIGHT_PX * 4 };

static void leave(const char *name, const char *what, const qn_bitmap *picture)
{
    char path[256];
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    snprintf(path, sizeof path, "build/draw-%s-%s.png", name, what);
    FILE *file = fopen(path, "wb");
    if (file != NULL && qn_image_encode_png(picture, NULL, &bytes, &size_bytes) == QN_ERROR_OK &&
        fwrite(bytes, 1, size_bytes, file) == size_bytes) {
        printf("see %s\n", path);
    }
    qn_memory_release(bytes);
    if (file != NULL) {
        fclose(file);
    }
}

// What differs, sixteen times as bright.
static void leave_difference(const char *name, const qn_bitmap *a, const qn_bitmap *b)
{
    qn_bitmap difference;
    if (qn_image_create(DRAW_WIDTH_PX, DRAW_HEIGHT_PX, &difference) != QN_ERROR_OK) {
        return;
    }
    for (int32_t i = 0; i < PICTURE_BYTES; ++i) {
        int32_t off = 16 * abs(a->rgba[i] - b->rgba[i]);
        difference.rgba[i] = i % 4 == 3 || off > 255 ? 255 : (uint8_t)off;
    }
    leave(name, "difference", &difference);
    qn_memory_release(difference.rgba);
}

static int32_t differing_pixels(const qn_bitmap *a, const qn_bitmap *b)
{
    int32_t count = 0;
    for (int32_t i = 0; i < PICTURE_BYTES; i += 4) {
        count += memcmp(a->rgba + i, b->rgba + i, 4) != 0 ? 1 : 0;
    }
    return count;
}

static void check_same(const char *name, const qn_bitmap *expected, const qn_bitmap *actual)
{
    CHECK_INT(expected->width_px, DRAW_WIDTH_PX);
    CHECK_INT(expected->height_px, DRAW_HEIGHT_PX);
    if (expected->width_px != DRAW_WIDTH_PX || expected->height_px != DRAW_HEIGHT_PX) {
        return;
    }
    int32_t count = differing_pixels(expected, actual);
    CHECK_INT(count, 0);
    if (count > 0) {
        printf("%s differs\n", name);
        leave(name, "expected", expected);
        leave(name, "actual", actual);
        leave_difference(name, expected, actual);
    }
}

static void check_scene(const draw_scene *scene, const draw_props *props)
{
    char path[256];
    size_t size_bytes = 0;
    qn_bitmap expected = {0}, actual = {0};
    snprintf(path, sizeof path, "tests/golden/draw/%s.png", scene->name);
    uint8_t *file = check_file(path, &size_bytes);
    CHECK_ERROR(draw_scene_picture(scene, props, &actual), QN_ERROR_OK);
    if (file == NULL) {
        printf("%s cannot be read\n", path);
    }
    CHECK(file != NULL);
    qn_error error = qn_image_decode_png((qn_bytes){file, size_bytes}, NULL, &expected);
    CHECK_ERROR(error, QN_ERROR_OK);
    if (error == QN_ERROR_OK && actual.rgba != NULL) {
        check_same(scene->name, &expected, &actual);
    }
    free(file);
    qn_memory_release(expected.rgba);
    qn_memory_release(actual.rgba);
}

TEST(every_scene_is_its_golden_picture)
{
    draw_props props;
    CHECK_ERROR(draw_props_open(&props), QN_ERROR_OK);
    for (int32_t i = 0; i < draw_scene_count(); ++i) {
        check_scene(draw_scene_at(i), &props);
    }
    draw_props_close(&props);
}

TEST(scenes_have_names_of_their_own)
{
    CHECK(draw_scene_count() >= 40);
    for (int32_t i = 1; i < draw_scene_count(); ++i) {
        for (int32_t k = 0; k < i; ++k) {
            CHECK(strcmp(draw_scene_at(i)->name, draw_scene_at(k)->name) != 0);
        }
    }
}
