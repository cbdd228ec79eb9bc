// The short ways to place records: what is plainly seen, and many images at once, come to the same
// bits as what is looked at one by one.
#include "check.h"
#include "draw/list.h"
#include "quoin/atlas.h"
#include "quoin/sprite.h"

#include <math.h>
#include <stdlib.h>

static qn_draw_list *make_list(int32_t capacity, const qn_atlas *atlas)
{
    qn_draw_list *list = NULL;
    CHECK_ERROR(qn_draw_list_create(capacity, atlas, &list), QN_ERROR_OK);
    return list;
}

// Within the range; now and then of any size, or no number at all.
static float any_number(uint32_t *random, float low, float high)
{
    static const float odd[] = {1.0e6f, -1.0e6f, 3.0e38f, INFINITY, -INFINITY, NAN, 0.0f, -0.0f};
    uint32_t choice = check_random(random) % 80;
    return choice < 8 ? odd[choice] : check_random_float(random, low, high);
}

static void change_manner(qn_draw_list *list, uint32_t *random)
{
    qn_vec2 corner = qn_v2(check_random_float(random, -9.0f, 4.0f), -3.0f);
    switch (check_random(random) % 24) {
    case 0:
        qn_draw_layer(list, (int32_t)(check_random(random) % 4));
        break;
    case 1:
        qn_draw_blend(list, (qn_blend)(check_random(random) % QN_BLEND_COUNT));
        break;
    case 2:
        qn_draw_clip(list, (qn_aabb){corner, qn_v2(corner.x + 5.0f, 3.0f)});
        break;
    case 3:
        qn_draw_clip_end(list);
        break;
    case 4:
        qn_draw_target(list, 1, 64, 64);
        qn_draw_camera(list, &(qn_camera){{0.0f, 0.0f}, 6.0f, 0.3f, {64.0f, 64.0f}});
        break;
    case 5:
        qn_draw_target_end(list);
        break;
    case 6:
        qn_draw_order(list, (int32_t)(check_random(random) % 5) - 2);
        break;
    default:
        break;
    }
}

static void draw_at_random(qn_draw_list *list, qn_image image, uint32_t *random)
{
    float x = any_number(random, -12.0f, 12.0f), y = any_number(random, -7.0f, 7.0f);
    float c = any_number(random, -1.0f, 1.0f), q = any_number(random, -1.0f, 1.0f);
    float width = any_number(random, -0.1f, 2.0f), height = any_number(random, -0.1f, 2.0f);
    qn_pose pose = {{x, y}, {c, q}};
    qn_vec2 half_size = qn_v2(width, height);
    uint32_t rgba = check_random(random);
    qn_color tint = qn_rgba((uint8_t)rgba, (uint8_t)(rgba >> 8), (uint8_t)(rgba >> 16),
                            (uint8_t)(rgba >> 24 | (rgba & 1 ? 255 : 0)));
    if (rgba % 4 == 0) {
        qn_draw_box(list, pose, half_size, 0.1f, qn_fill(tint));
    } else {
        qn_draw_image(list, image, pose, half_size, tint);
    }
}

// Naming the layer anew before each record makes it go the long way. Returns how many were placed.
static void draw_a_frame(qn_draw_list *list, qn_image image, uint32_t seed, bool is_careful)
{
    uint32_t random = seed;
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &(qn_camera){{0.0f, 0.0f}, 10.0f, 0.2f, {200.0f, 100.0f}});
    for (int32_t k = 0; k < 400; ++k) {
        change_manner(list, &random);
        if (is_careful) {
            qn_draw_layer(list, list->manner.layer);
        }
        draw_at_random(list, image, &random);
    }
}

// How many records there are.
static int32_t check_alike(qn_draw_list *one, qn_draw_list *other)
{
    qn_sprite_batch a = qn_draw_batch(one), b = qn_draw_batch(other);
    CHECK_INT(a.sprite_count, b.sprite_count);
    CHECK_INT(a.state_count, b.state_count);
    CHECK_INT(qn_draw_get_counters(one).dropped_count, qn_draw_get_counters(other).dropped_count);
    if (a.sprite_count == b.sprite_count && a.state_count == b.state_count) {
        CHECK_BYTES(a.sprites, b.sprites, (size_t)a.sprite_count * sizeof(qn_sprite));
        CHECK_BYTES(a.states, b.states, (size_t)a.state_count * sizeof(qn_sprite_state));
    }
    return a.sprite_count;
}

TEST(plain_records_are_placed_as_all_others_are)
{
    static uint8_t rgba[8 * 8 * 4];
    qn_atlas *atlas = NULL;
    qn_image image;
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 8, 8, &image), QN_ERROR_OK);
    qn_draw_list *plain = make_list(250, atlas), *careful = make_list(250, atlas);
    int32_t placed_count = 0;
    for (uint32_t seed = 1; seed <= 200; ++seed) {
        draw_a_frame(plain, image, seed, false);
        draw_a_frame(careful, image, seed, true);
        placed_count += check_alike(plain, careful);
    }
    CHECK(placed_count > 5000);
    qn_draw_list_destroy(plain);
    qn_draw_list_destroy(careful);
    qn_atlas_destroy(atlas);
}

static qn_image_instance any_instance(uint32_t *random, qn_image image)
{
    float x = any_number(random, -12.0f, 12.0f), y = any_number(random, -7.0f, 7.0f);
    float c = any_number(random, -1.0f, 1.0f), s = any_number(random, -1.0f, 1.0f);
    float width = any_number(random, -0.1f, 2.0f), height = any_number(random, -0.1f, 2.0f);
    uint32_t rgba = check_random(random);
    rgba |= rgba % 2 == 0 ? 0 : 0xFF000000u;
    // None, one that is there, or one that is not there yet.
    image.index = (uint16_t)(check_random(random) % 16 == 0 ? check_random(random) % 3 : 1);
    qn_color tint =
        qn_rgba((uint8_t)rgba, (uint8_t)(rgba >> 8), (uint8_t)(rgba >> 16), (uint8_t)(rgba >> 24));
    return (qn_image_instance){{{x, y}, {c, s}}, {width, height}, tint, image};
}

// Nothing odd about it: four such in a row are placed together.
static qn_image_instance plain_instance(uint32_t *random, qn_image image)
{
    float x = check_random_float(random, -8.0f, 8.0f), y = check_random_float(random, -4.0f, 4.0f);
    qn_rot q = qn_rot_from_angle(check_random_float(random, -3.0f, 3.0f));
    qn_image_instance one = any_instance(random, image);
    return (qn_image_instance){{{x, y}, q}, {0.3f, 0.5f}, one.tint, image};
}

static void draw_all(qn_draw_list *list, const qn_image_instance *instances, int32_t count,
                     bool is_each)
{
    for (int32_t i = 0; i < count && is_each; ++i) {
        const qn_image_instance *one = &instances[i];
        qn_draw_image(list, one->image, one->pose, one->half_size_m, one->tint);
    }
    qn_draw_images(list, instances, is_each ? 0 : count);
}

static void draw_instances(qn_draw_list *list, qn_image image, uint32_t seed, bool is_each)
{
    uint32_t random = seed;
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &(qn_camera){{0.0f, 0.0f}, 10.0f, 0.2f, {200.0f, 100.0f}});
    for (int32_t k = 0; k < 40; ++k) {
        qn_image_instance instances[40];
        change_manner(list, &random);
        for (int32_t i = 0; i < 40; ++i) {
            instances[i] =
                k % 2 == 0 ? any_instance(&random, image) : plain_instance(&random, image);
        }
        draw_all(list, instances, 40, is_each);
    }
}

TEST(many_images_at_once_are_drawn_as_one_after_the_other)
{
    static uint8_t rgba[8 * 8 * 4];
    qn_atlas *atlas = NULL;
    qn_image image;
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 8, 8, &image), QN_ERROR_OK);
    qn_draw_list *at_once = make_list(1000, atlas), *each = make_list(1000, atlas);
    int32_t placed_count = 0;
    for (uint32_t seed = 1; seed <= 200; ++seed) {
        draw_instances(at_once, image, seed, false);
        draw_instances(each, image, seed, true);
        placed_count += check_alike(at_once, each);
    }
    CHECK(placed_count > 5000);
    qn_draw_images(at_once, NULL, 0);
    qn_draw_images(at_once, NULL, -1);
    qn_draw_list_destroy(at_once);
    qn_draw_list_destroy(each);
    qn_atlas_destroy(atlas);
}

TEST(every_tint_of_many_images_is_that_of_one)
{
    enum { COUNT = 256 * 256 };
    static uint8_t rgba[8 * 8 * 4];
    qn_atlas *atlas = NULL;
    qn_image image;
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, NULL, rgba, 8, 8, &image), QN_ERROR_OK);
    qn_draw_list *at_once = make_list(COUNT, atlas), *each = make_list(COUNT, atlas);
    qn_image_instance *instances = calloc(COUNT, sizeof *instances);
    const qn_camera camera = {{0.0f, 0.0f}, 10.0f, 0.0f, {200.0f, 100.0f}};
    qn_draw_begin(at_once, qn_rgb(0));
    qn_draw_camera(at_once, &camera);
    qn_draw_begin(each, qn_rgb(0));
    qn_draw_camera(each, &camera);
    for (int32_t i = 0; i < COUNT; ++i) {
        uint8_t channel = (uint8_t)i, other = (uint8_t)(i * 31), alpha = (uint8_t)(i >> 8);
        qn_color tint = qn_rgba(channel, other, (uint8_t)(255 - channel), alpha);
        instances[i] = (qn_image_instance){qn_pose_identity(), {1.0f, 1.0f}, tint, image};
        qn_draw_image(each, image, qn_pose_identity(), qn_v2(1.0f, 1.0f), tint);
    }
    qn_draw_images(at_once, instances, COUNT);
    CHECK_INT(check_alike(at_once, each), COUNT);
    free(instances);
    qn_draw_list_destroy(at_once);
    qn_draw_list_destroy(each);
    qn_atlas_destroy(atlas);
}
