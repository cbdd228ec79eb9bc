// Effects on the finished picture, by the software rasteriser: what they do by their formulas, and
// what they leave alone.
#include "check.h"
#include "faults.h"
#include "quoin/draw.h"
#include "quoin/post.h"
#include "quoin/soft.h"
#include "quoin/sprite.h"

#include <math.h>
#include <string.h>

#define WIDE_PX 37
#define HIGH_PX 21

typedef struct picture {
    uint8_t rgba[WIDE_PX * HIGH_PX * 4];
} picture;

static qn_draw_list *make_list(qn_color clear)
{
    qn_draw_list *list = NULL;
    qn_camera camera = {{0.5f * WIDE_PX, 0.5f * HIGH_PX}, HIGH_PX, 0.0f, {WIDE_PX, HIGH_PX}};
    CHECK_ERROR(qn_draw_list_create(16, NULL, &list), QN_ERROR_OK);
    qn_draw_begin(list, clear);
    qn_draw_camera(list, &camera);
    return list;
}

static void draw(qn_draw_list *list, picture *out)
{
    qn_soft *soft = NULL;
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_ERROR(qn_soft_create(&soft), QN_ERROR_OK);
    CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, WIDE_PX, HIGH_PX, out->rgba), QN_ERROR_OK);
    qn_soft_destroy(soft);
}

// A frame of one colour with one white dot in its middle, under these effects.
static picture after(qn_color clear, const qn_post *post)
{
    picture p;
    qn_draw_list *list = make_list(clear);
    qn_draw_circle(list, qn_v2(0.5f * WIDE_PX, 0.5f * HIGH_PX), 2.0f,
                   qn_fill(qn_rgba(255, 255, 255, 255)));
    qn_draw_post(list, post);
    draw(list, &p);
    qn_draw_list_destroy(list);
    return p;
}

static const uint8_t *at(const picture *p, int32_t x, int32_t y)
{
    return p->rgba + 4 * (y * WIDE_PX + x);
}

TEST(no_effect_is_no_pass)
{
    qn_draw_list *list = make_list(qn_rgb(0x204060));
    qn_draw_post(list, &(qn_post){0});
    CHECK(qn_draw_batch(list).post == NULL);
    qn_draw_post(list, &(qn_post){.vignette = 0.5f});
    CHECK(qn_draw_batch(list).post != NULL);
    qn_draw_post(list, NULL);
    CHECK(qn_draw_batch(list).post == NULL);
    qn_draw_post(list, &(qn_post){.vignette = 0.5f});
    qn_draw_begin(list, qn_rgb(0));
    CHECK(qn_draw_batch(list).post == NULL);
    qn_draw_list_destroy(list);
}

TEST(numbers_are_brought_into_their_ranges)
{
    qn_draw_list *list = make_list(qn_rgb(0));
    qn_draw_post(list, &(qn_post){.bloom = 1.0e9f,
                                  .bloom_threshold = 2.0f,
                                  .saturation = -7.0f,
                                  .contrast = NAN,
                                  .brightness = INFINITY,
                                  .vignette = -INFINITY});
    const qn_post *post = qn_draw_batch(list).post;
    CHECK_NEAR(post->bloom, 4.0f, 0.0f);
    CHECK_NEAR(post->bloom_threshold, 0.95f, 0.0f);
    CHECK_NEAR(post->saturation, -1.0f, 0.0f);
    CHECK_NEAR(post->contrast, 0.0f, 0.0f);
    CHECK_NEAR(post->brightness, 3.0f, 0.0f);
    CHECK_NEAR(post->vignette, 0.0f, 0.0f);
    CHECK_INT(post->tint.r, 255);
    qn_draw_list_destroy(list);
}

TEST(bloom_spreads_what_is_bright_and_nothing_else)
{
    qn_color dim = qn_rgb(0x303030);
    picture plain = after(dim, NULL);
    picture bloomed = after(dim, &(qn_post){.bloom = 1.0f, .bloom_threshold = 0.4f});
    CHECK(at(&bloomed, 14, 10)[0] > at(&plain, 14, 10)[0] + 1);
    CHECK(at(&bloomed, 9, 10)[0] > at(&plain, 9, 10)[0]);
    CHECK(at(&bloomed, 14, 10)[0] > at(&bloomed, 9, 10)[0]);
    for (int32_t i = 0; i < WIDE_PX * HIGH_PX * 4; ++i) {
        CHECK(bloomed.rgba[i] >= plain.rgba[i]);
    }
    picture dark = after(dim, &(qn_post){.bloom = 1.0f, .bloom_threshold = 0.95f});
    CHECK_INT(at(&dark, 2, 2)[0], 0x30);
}

TEST(bloom_is_as_symmetrical_as_the_picture)
{
    picture p = after(qn_rgb(0), &(qn_post){.bloom = 2.0f});
    for (int32_t y = 0; y < HIGH_PX; ++y) {
        for (int32_t x = 0; x < 3; ++x) {
            int32_t left = at(&p, 14 - x, y)[0], right = at(&p, 22 + x, y)[0];
            CHECK(left - right <= 12 && right - left <= 12);
        }
    }
}

TEST(grades_follow_their_formulas)
{
    qn_color clear = qn_rgb(0x4080C0);
    picture grey = after(clear, &(qn_post){.saturation = -1.0f});
    double expected = 0.2126 * 0x40 + 0.7152 * 0x80 + 0.0722 * 0xC0;
    for (int32_t i = 0; i < 3; ++i) {
        CHECK_NEAR(at(&grey, 1, 1)[i], expected, 0.51);
    }
    picture flat = after(clear, &(qn_post){.contrast = -1.0f});
    CHECK_NEAR(at(&flat, 1, 1)[2], 127.5, 0.51);
    picture black = after(clear, &(qn_post){.brightness = -1.0f});
    CHECK_INT(at(&black, 1, 1)[2], 0);
    picture tinted = after(clear, &(qn_post){.tint = {255, 128, 0, 255}});
    CHECK_INT(at(&tinted, 1, 1)[0], 0x40);
    CHECK_NEAR(at(&tinted, 1, 1)[1], 128.0 * 128.0 / 255.0, 0.51);
    CHECK_INT(at(&tinted, 1, 1)[2], 0);
    CHECK_INT(at(&tinted, 1, 1)[3], 255);
}

TEST(a_vignette_leaves_the_middle_and_takes_the_corners)
{
    picture p = after(qn_rgb(0xC0C0C0), &(qn_post){.vignette = 1.0f});
    CHECK_INT(at(&p, WIDE_PX / 2, HIGH_PX / 2)[0], 255);
    CHECK(at(&p, 0, 0)[0] < 48);
    CHECK_INT(at(&p, 0, 0)[0], at(&p, WIDE_PX - 1, HIGH_PX - 1)[0]);
}

static void broken_pixel(const qn_post_input *in, qn_vec2 px, float rgb[3])
{
    (void)px;
    rgb[0] = in->params[0];
    rgb[1] = -5.0f;
    rgb[2] = 7.0f;
}

TEST(a_shader_reads_its_numbers_and_what_it_breaks_is_mended)
{
    static const qn_post_shader shader = {NULL, broken_pixel};
    picture p = after(qn_rgb(0x102030), &(qn_post){.shader = &shader, .params = {0.5f}});
    CHECK_INT(at(&p, 3, 3)[0], 128);
    CHECK_INT(at(&p, 3, 3)[1], 0);
    CHECK_INT(at(&p, 3, 3)[2], 255);
    p = after(qn_rgb(0x102030), &(qn_post){.shader = &shader, .params = {NAN}});
    CHECK_INT(at(&p, 3, 3)[0], 0);
    static const qn_post_shader nothing = {NULL, NULL};
    p = after(qn_rgb(0x102030), &(qn_post){.shader = &nothing});
    CHECK_INT(at(&p, 3, 3)[0], 0x10);
}

TEST(a_scene_is_read_between_its_pixels_and_clamped_at_its_edges)
{
    static const uint8_t rgba[2 * 2 * 4] = {0, 0,   0, 255, 255, 0,   0,   255,
                                            0, 255, 0, 255, 255, 255, 255, 255};
    qn_post_input in = {.rgba = rgba, .width_px = 2, .height_px = 2};
    float rgb[3];
    qn_post_scene(&in, qn_v2(1.0f, 1.0f), rgb);
    CHECK_NEAR(rgb[0], 0.5f, 1e-6f);
    CHECK_NEAR(rgb[2], 0.25f, 1e-6f);
    qn_post_scene(&in, qn_v2(0.5f, 1.5f), rgb);
    CHECK_NEAR(rgb[1], 1.0f, 1e-6f);
    qn_post_scene(&in, qn_v2(1.0e30f, -1.0e30f), rgb);
    CHECK_NEAR(rgb[0], 1.0f, 1e-6f);
    CHECK_NEAR(rgb[1], 0.0f, 1e-6f);
    qn_post_scene(&in, qn_v2(NAN, INFINITY), rgb);
    CHECK_NEAR(rgb[0], 0.0f, 1e-6f);
}

TEST(pictures_of_any_size_bloom)
{
    static uint8_t rgba[64 * 64 * 4];
    qn_soft *soft = NULL;
    CHECK_ERROR(qn_soft_create(&soft), QN_ERROR_OK);
    qn_draw_list *list = make_list(qn_rgb(0xFFFFFF));
    qn_draw_post(list, &(qn_post){.bloom = 4.0f});
    qn_sprite_batch batch = qn_draw_batch(list);
    for (int32_t width = 1; width <= 64; width += width < 8 ? 1 : 19) {
        for (int32_t height = 1; height <= 64; height += height < 8 ? 1 : 17) {
            CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, width, height, rgba), QN_ERROR_OK);
            CHECK_INT(rgba[4 * (width / 2 + width * (height / 2))], 255);
        }
    }
    qn_draw_list_destroy(list);
    qn_soft_destroy(soft);
}

TEST(without_memory_for_effects_nothing_is_drawn)
{
    static uint8_t rgba[WIDE_PX * HIGH_PX * 4];
    faults_begin(-1, true);
    qn_soft *soft = NULL;
    qn_draw_list *list = make_list(qn_rgb(0xFFFFFF));
    qn_draw_post(list, &(qn_post){.bloom = 1.0f});
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_ERROR(qn_soft_create(&soft), QN_ERROR_OK);
    memset(rgba, 9, sizeof rgba);
    faults.allocations_left = 0;
    CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, WIDE_PX, HIGH_PX, rgba), QN_ERROR_OUT_OF_MEMORY);
    CHECK_INT(rgba[0], 9);
    faults_stop();
    qn_soft_destroy(soft);
    qn_draw_list_destroy(list);
    faults_end();
}
