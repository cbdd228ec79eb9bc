// Turning, mirroring, cutting and extending, against the place each pixel should come from.
#include "check.h"

#include <string.h>

#include "bitmap_maker.h"
#include "faults.h"
#include "quoin/image/transform.h"
#include "quoin/memory.h"

static int32_t random_side(uint32_t *seed) { return 1 + (int32_t)(check_random(seed) % 75); }

// Where the pixel at (x, y) comes from, in a picture of this size before.
static const uint8_t *source_of(const qn_bitmap *from, int32_t orientation, int32_t x, int32_t y)
{
    int32_t right = from->width_px - 1, bottom = from->height_px - 1;
    switch (orientation) {
    case 2:
        return bitmap_at(from, right - x, y);
    case 3:
        return bitmap_at(from, right - x, bottom - y);
    case 4:
        return bitmap_at(from, x, bottom - y);
    case 5:
        return bitmap_at(from, y, x);
    case 6:
        return bitmap_at(from, y, bottom - x);
    case 7:
        return bitmap_at(from, right - y, bottom - x);
    case 8:
        return bitmap_at(from, right - y, x);
    default:
        return bitmap_at(from, x, y);
    }
}

static int count_wrong(const qn_bitmap *from, int32_t orientation, const qn_bitmap *to)
{
    int wrong = 0;
    for (int32_t y = 0; y < to->height_px; ++y) {
        for (int32_t x = 0; x < to->width_px; ++x) {
            wrong += memcmp(bitmap_at(to, x, y), source_of(from, orientation, x, y), 4) != 0;
        }
    }
    return wrong;
}

static void check_orientation(int32_t width_px, int32_t height_px, int32_t orientation,
                              uint32_t *seed)
{
    qn_bitmap from = bitmap_noise(width_px, height_px, BITMAP_ANY_ALPHA, seed);
    qn_bitmap to = bitmap_copy(&from);
    const uint8_t *pixels = to.rgba;
    CHECK_ERROR(qn_image_orient(&to, orientation), QN_ERROR_OK);
    bool is_turned = orientation >= 5;
    CHECK_INT(to.width_px, is_turned ? height_px : width_px);
    CHECK_INT(to.height_px, is_turned ? width_px : height_px);
    CHECK_INT(count_wrong(&from, orientation, &to), 0);
    CHECK(to.rgba == pixels || (is_turned && width_px != height_px));
    bitmap_release(&from);
    bitmap_release(&to);
}

TEST(a_new_bitmap_holds_nothing)
{
    qn_bitmap bitmap;
    CHECK_ERROR(qn_image_create(3, 2, &bitmap), QN_ERROR_OK);
    CHECK_INT(bitmap.width_px, 3);
    CHECK_INT(bitmap.height_px, 2);
    static const uint8_t nothing[24];
    CHECK_BYTES(bitmap.rgba, nothing, sizeof nothing);
    qn_memory_release(bitmap.rgba);
    static const struct {
        int32_t width_px, height_px;
        qn_error error;
    } cases[] = {{0, 1, QN_ERROR_OUT_OF_RANGE},
                 {1, -1, QN_ERROR_OUT_OF_RANGE},
                 {QN_BITMAP_MAX_SIDE_PX + 1, 1, QN_ERROR_TOO_LARGE}};
    for (int i = 0; i < 3; ++i) {
        CHECK_ERROR(qn_image_create(cases[i].width_px, cases[i].height_px, &bitmap),
                    cases[i].error);
        CHECK(bitmap.rgba == NULL && bitmap.width_px == 0 && bitmap.height_px == 0);
    }
    CHECK_ERROR(qn_image_create(1, 1, NULL), QN_ERROR_NULL_POINTER);
}

TEST(every_exif_orientation_moves_each_pixel_to_its_place)
{
    uint32_t seed = 21;
    for (int i = 0; i < 60; ++i) {
        int32_t width_px = random_side(&seed);
        int32_t height_px = i % 3 == 0 ? width_px : random_side(&seed);
        for (int32_t orientation = 1; orientation <= 8; ++orientation) {
            check_orientation(width_px, height_px, orientation, &seed);
        }
    }
}

TEST(flips_turns_and_the_transpose_are_orientations)
{
    uint32_t seed = 22;
    static const int32_t of_turns[] = {1, 6, 3, 8, 1, 6, 8, 3, 6};
    static const int32_t turns[] = {0, 1, 2, 3, 4, 5, -1, INT32_MIN + 2, -1000003};
    for (int i = 0; i < 9 + 3; ++i) {
        qn_bitmap from = bitmap_noise(13, 9, BITMAP_ANY_ALPHA, &seed), to = bitmap_copy(&from);
        int32_t orientation = i < 9 ? of_turns[i] : (i == 9 ? 2 : i - 6);
        qn_error error = i < 9     ? qn_image_rotate(&to, turns[i])
                         : i == 9  ? qn_image_flip_across(&to)
                         : i == 10 ? qn_image_flip_down(&to)
                                   : qn_image_transpose(&to);
        CHECK_ERROR(error, QN_ERROR_OK);
        CHECK_INT(to.height_px, orientation >= 5 ? 13 : 9);
        CHECK_INT(count_wrong(&from, orientation, &to), 0);
        bitmap_release(&from);
        bitmap_release(&to);
    }
}

TEST(a_crop_keeps_what_lies_in_the_rectangle)
{
    uint32_t seed = 23;
    for (int i = 0; i < 100; ++i) {
        int32_t width_px = random_side(&seed);
        int32_t height_px = random_side(&seed);
        qn_bitmap from = bitmap_noise(width_px, height_px, BITMAP_ANY_ALPHA, &seed);
        qn_bitmap to = bitmap_copy(&from);
        qn_image_rect rect = {.width_px = 1 + (int32_t)(check_random(&seed) % (uint32_t)width_px)};
        rect.height_px = 1 + (int32_t)(check_random(&seed) % (uint32_t)height_px);
        rect.x_px = (int32_t)(check_random(&seed) % (uint32_t)(width_px - rect.width_px + 1));
        rect.y_px = (int32_t)(check_random(&seed) % (uint32_t)(height_px - rect.height_px + 1));
        CHECK_ERROR(qn_image_crop(&to, rect), QN_ERROR_OK);
        CHECK_INT(to.width_px, rect.width_px);
        CHECK_INT(to.height_px, rect.height_px);
        for (int32_t y = 0; y < to.height_px; ++y) {
            CHECK_BYTES(bitmap_at(&to, 0, y), bitmap_at(&from, rect.x_px, rect.y_px + y),
                        (size_t)to.width_px * 4);
        }
        bitmap_release(&from);
        bitmap_release(&to);
    }
}

TEST(a_margin_has_its_colour_and_the_picture_its_place)
{
    uint32_t seed = 24;
    static const uint8_t color[4] = {9, 8, 7, 6};
    qn_bitmap from = bitmap_noise(6, 5, BITMAP_ANY_ALPHA, &seed), to = bitmap_copy(&from);
    CHECK_ERROR(qn_image_pad(&to, 1, 2, 3, 4, color), QN_ERROR_OK);
    CHECK_INT(to.width_px, 1 + 6 + 3);
    CHECK_INT(to.height_px, 2 + 5 + 4);
    for (int32_t i = 0; i < 10 * 11; ++i) {
        int32_t x = i % 10 - 1, y = i / 10 - 2;
        bool is_inside = x >= 0 && x < 6 && y >= 0 && y < 5;
        CHECK_BYTES(bitmap_at(&to, x + 1, y + 2), is_inside ? bitmap_at(&from, x, y) : color, 4);
    }
    CHECK_ERROR(qn_image_crop(&to, (qn_image_rect){1, 2, 6, 5}), QN_ERROR_OK);
    bitmap_check_equal(&to, &from);
    CHECK_ERROR(qn_image_pad(&to, 0, 0, 0, 0, color), QN_ERROR_OK);
    bitmap_check_equal(&to, &from);
    bitmap_release(&from);
    bitmap_release(&to);
}

static void check_rect(qn_image_rect rect, int32_t x, int32_t y, int32_t width, int32_t height)
{
    CHECK_INT(rect.x_px, x);
    CHECK_INT(rect.y_px, y);
    CHECK_INT(rect.width_px, width);
    CHECK_INT(rect.height_px, height);
}

TEST(a_picture_is_contained_in_a_box_or_covers_it)
{
    check_rect(qn_image_contain(400, 300, 200, 200), 0, 25, 200, 150);
    check_rect(qn_image_cover(400, 300, 200, 200), -34, 0, 267, 200);
    check_rect(qn_image_contain(300, 400, 200, 200), 25, 0, 150, 200);
    check_rect(qn_image_cover(300, 400, 200, 200), 0, -34, 200, 267);
    check_rect(qn_image_contain(3, 3, 7, 5), 1, 0, 5, 5);
    check_rect(qn_image_cover(3, 3, 7, 5), 0, -1, 7, 7);
    check_rect(qn_image_contain(4, 3, 4, 3), 0, 0, 4, 3);
    check_rect(qn_image_contain(16384, 1, 10, 10), 0, 4, 10, 1);
    check_rect(qn_image_cover(16384, 1, 16384, 16384), -134209536, 0, 268435456, 16384);
    check_rect(qn_image_contain(2, 1, 3, 9), 0, 3, 3, 2); // one and a half is two
    check_rect(qn_image_contain(0, 1, 3, 9), 0, 0, 0, 0);
    check_rect(qn_image_cover(1, 1, 3, -9), 0, 0, 0, 0);
    check_rect(qn_image_cover(1, 16385, 3, 9), 0, 0, 0, 0);
    check_rect(qn_image_contain(1, 1, INT32_MAX, 9), 0, 0, 0, 0);
}

// What every transform says of this bitmap, which stays as it was.
static qn_error transform_error(qn_bitmap *bitmap)
{
    static const uint8_t color[4] = {0};
    qn_bitmap before = bitmap != NULL ? *bitmap : (qn_bitmap){0, 0, NULL};
    qn_error error = qn_image_flip_across(bitmap);
    CHECK_ERROR(qn_image_flip_down(bitmap), error);
    CHECK_ERROR(qn_image_transpose(bitmap), error);
    CHECK_ERROR(qn_image_rotate(bitmap, 1), error);
    CHECK_ERROR(qn_image_orient(bitmap, 1), error);
    CHECK_ERROR(qn_image_crop(bitmap, (qn_image_rect){0, 0, 1, 1}), error);
    CHECK_ERROR(qn_image_pad(bitmap, 1, 1, 1, 1, color), error);
    CHECK(bitmap == NULL || memcmp(bitmap, &before, sizeof before) == 0);
    return error;
}

TEST(bad_arguments_of_a_transform_give_errors)
{
    uint8_t rgba[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    uint8_t kept[16];
    memcpy(kept, rgba, sizeof kept);
    qn_bitmap good = {2, 2, rgba}, null = {2, 2, NULL}, none = {2, 0, rgba},
              wide = {16385, 1, rgba};
    CHECK_ERROR(transform_error(NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(transform_error(&null), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(transform_error(&none), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(transform_error(&wide), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_image_orient(&good, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_orient(&good, 9), QN_ERROR_OUT_OF_RANGE);
    static const qn_image_rect rects[] = {{0, 0, 3, 1},         {0, 0, 1, 3},  {1, 0, 2, 1},
                                          {0, 1, 1, 2},         {-1, 0, 1, 1}, {0, INT32_MIN, 1, 1},
                                          {0, 0, 0, 1},         {0, 0, 1, -1}, {INT32_MAX, 0, 2, 1},
                                          {0, 0, 1, INT32_MAX}, {2, 0, 1, 1}};
    for (int i = 0; i < (int)(sizeof rects / sizeof rects[0]); ++i) {
        CHECK_ERROR(qn_image_crop(&good, rects[i]), QN_ERROR_OUT_OF_RANGE);
    }
    CHECK_ERROR(qn_image_pad(&good, 1, 1, 1, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_image_pad(&good, 1, -1, 1, 1, rgba), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_image_pad(&good, 1, 1, 16382, 1, rgba), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_image_pad(&good, INT32_MAX, INT32_MAX, INT32_MAX, 1, rgba), QN_ERROR_TOO_LARGE);
    CHECK(good.rgba == rgba && good.width_px == 2 && good.height_px == 2);
    CHECK_BYTES(rgba, kept, sizeof kept);
}

static qn_error transform_once(void *user)
{
    static const uint8_t color[4] = {0};
    int way = *(int *)user;
    qn_bitmap from = {5, 4, qn_alloc(80)};
    if (from.rgba == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    uint8_t before[80];
    memset(before, 100 + way, sizeof before);
    memcpy(from.rgba, before, sizeof before);
    qn_error error = way == 0   ? qn_image_rotate(&from, 1)
                     : way == 1 ? qn_image_crop(&from, (qn_image_rect){1, 1, 3, 2})
                                : qn_image_pad(&from, 1, 1, 1, 1, color);
    if (error != QN_ERROR_OK) {
        CHECK(from.width_px == 5 && from.height_px == 4);
        CHECK_BYTES(from.rgba, before, sizeof before);
    }
    bitmap_release(&from);
    return error;
}

TEST(a_transform_without_memory_says_so_and_changes_nothing)
{
    for (int way = 0; way < 3; ++way) {
        faults_try_each(transform_once, &way);
    }
}
