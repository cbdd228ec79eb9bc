#include "check.h"
#include "quoin/sprite.h"
#include "quoin/viewport.h"

#include <math.h>

static qn_viewport make(const qn_viewport_opts *opts)
{
    qn_viewport viewport = {0};
    CHECK_ERROR(qn_viewport_make(opts, &viewport), QN_ERROR_OK);
    return viewport;
}

TEST(a_letterbox_shows_all_with_bars_on_two_sides)
{
    qn_viewport v =
        make(&(qn_viewport_opts){.surface_px = {1000.0f, 500.0f}, .virtual_px = {320.0f, 240.0f}});
    CHECK_NEAR(v.scale, 500.0 / 240.0, 1e-6);
    CHECK(v.origin_px.x == 166.0f && v.origin_px.y == 0.0f);
    CHECK_NEAR(v.seen_px.upper.x, 166.0 + 320.0 * 500.0 / 240.0, 1e-3);
    CHECK_NEAR(v.seen_px.upper.y, 500.0, 1e-3);
}

TEST(a_cropped_picture_fills_the_surface)
{
    qn_viewport v = make(&(qn_viewport_opts){.surface_px = {1000.0f, 500.0f},
                                             .virtual_px = {320.0f, 240.0f},
                                             .fit = QN_FIT_CROP,
                                             .anchor = QN_ANCHOR_BOTTOM});
    CHECK_NEAR(v.scale, 1000.0 / 320.0, 1e-6);
    CHECK_NEAR(v.origin_px.y, 500.0 - 750.0, 1e-3);
    CHECK(v.seen_px.lower.x == 0.0f && v.seen_px.lower.y == 0.0f);
    CHECK(v.seen_px.upper.x == 1000.0f && v.seen_px.upper.y == 500.0f);
}

TEST(whole_pixels_stay_whole)
{
    qn_viewport_opts opts = {.virtual_px = {320.0f, 180.0f}, .fit = QN_FIT_INTEGER};
    static const float widths[] = {320.0f, 639.0f, 640.0f, 1919.0f, 1920.0f, 100.0f, 160.0f};
    static const float scales[] = {1.0f, 1.0f, 2.0f, 5.0f, 6.0f, 0.25f, 0.5f};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; ++i) {
        opts.surface_px = qn_v2(widths[i], 2000.0f);
        qn_viewport v = make(&opts);
        CHECK_NEAR(v.scale, scales[i], 1e-7);
        CHECK(v.origin_px.x == floorf(v.origin_px.x) && v.origin_px.y == floorf(v.origin_px.y));
    }
}

TEST(an_anchor_shares_the_room_that_bars_take)
{
    static const float x[] = {50, 0, 50, 100, 0, 100, 0, 50, 100};
    qn_viewport_opts opts = {.surface_px = {200.0f, 100.0f}, .virtual_px = {10.0f, 10.0f}};
    for (int32_t i = 0; i < 9; ++i) {
        opts.anchor = (qn_anchor)i;
        CHECK(make(&opts).origin_px.x == x[i]);
    }
}

TEST(pixels_taken_to_the_picture_and_back_are_the_same)
{
    uint32_t seed = 3;
    for (int32_t i = 0; i < 1000; ++i) {
        qn_viewport_opts opts = {.fit = (qn_fit)(i % 3), .anchor = (qn_anchor)(i % 9)};
        opts.surface_px.x = floorf(check_random_float(&seed, 64.0f, 4096.0f));
        opts.surface_px.y = floorf(check_random_float(&seed, 64.0f, 4096.0f));
        opts.virtual_px.x = floorf(check_random_float(&seed, 16.0f, 1920.0f));
        opts.virtual_px.y = floorf(check_random_float(&seed, 16.0f, 1920.0f));
        qn_viewport v = make(&opts);
        qn_vec2 px = qn_v2(floorf(0.3f * opts.surface_px.x), floorf(0.9f * opts.surface_px.y));
        qn_vec2 back = qn_viewport_to_surface(&v, qn_viewport_to_virtual(&v, px));
        CHECK(floorf(back.x + 0.5f) == px.x && floorf(back.y + 0.5f) == px.y);
    }
}

TEST(places_keep_clear_of_notches_and_bars)
{
    qn_viewport_opts opts = {.surface_px = {844.0f, 390.0f},
                             .virtual_px = {844.0f, 390.0f},
                             .fit = QN_FIT_CROP,
                             .safe_px = {47.0f, 0.0f, 47.0f, 21.0f}};
    qn_viewport v = make(&opts);
    qn_vec2 margin = qn_v2(8.0f, 6.0f);
    qn_vec2 top_left = qn_viewport_place(&v, QN_ANCHOR_TOP_LEFT, margin);
    qn_vec2 bottom = qn_viewport_place(&v, QN_ANCHOR_BOTTOM, margin);
    CHECK(top_left.x == 55.0f && top_left.y == 6.0f);
    CHECK(bottom.x == 422.0f && bottom.y == 390.0f - 21.0f - 6.0f);
    qn_vec2 kept = qn_viewport_keep_safe(&v, qn_v2(-100.0f, 5000.0f));
    CHECK(kept.x == 47.0f && kept.y == 369.0f);
    opts.fit = QN_FIT_LETTERBOX;
    v = make(&opts);
    CHECK_NEAR(v.seen_px.lower.x, 47.0, 1e-3);
    CHECK_NEAR(v.seen_px.upper.x, 844.0 - 47.0, 1e-3);
}

TEST(a_camera_through_a_viewport_shows_the_same_places_in_the_picture)
{
    uint32_t seed = 9;
    for (int32_t i = 0; i < 300; ++i) {
        qn_viewport_opts opts = {.surface_px = {1000.0f, 700.0f},
                                 .virtual_px = {320.0f, 180.0f},
                                 .fit = (qn_fit)(i % 3),
                                 .anchor = (qn_anchor)(i % 9)};
        qn_viewport v = make(&opts);
        qn_camera camera = {{2.0f, 3.0f}, 9.0f, 0.0f, opts.virtual_px};
        camera.angle_rad = check_random_float(&seed, -3.0f, 3.0f);
        qn_camera whole = qn_viewport_camera(&v, &camera);
        qn_vec2 m = qn_v2(3.0f, -1.0f);
        qn_vec2 expected = qn_viewport_to_surface(&v, qn_camera_to_px(&camera, m));
        CHECK(qn_distance(qn_camera_to_px(&whole, m), expected) < 0.01f);
        qn_camera page = qn_viewport_page(&v);
        qn_vec2 corner = qn_viewport_to_surface(&v, qn_v2(0.0f, 180.0f));
        CHECK(qn_distance(qn_camera_to_px(&page, qn_v2(0.0f, 0.0f)), corner) < 0.01f);
    }
}

TEST(bars_cover_what_is_not_the_picture)
{
    qn_draw_list *list;
    CHECK_ERROR(qn_draw_list_create(16, NULL, &list), QN_ERROR_OK);
    qn_viewport v =
        make(&(qn_viewport_opts){.surface_px = {200.0f, 100.0f}, .virtual_px = {10.0f, 10.0f}});
    qn_draw_begin(list, qn_rgb(0));
    qn_viewport_draw_bars(&v, list, qn_rgb(0xFF));
    qn_sprite_batch batch = qn_draw_batch(list);
    float left = 0.0f, right = 200.0f;
    for (int32_t i = 0; i < batch.sprite_count; ++i) {
        const qn_sprite *s = &batch.sprites[i];
        if (s->half_y_px > 40.0f) {
            left = s->x_px < 100.0f ? s->x_px + s->half_x_px : left;
            right = s->x_px > 100.0f ? s->x_px - s->half_x_px : right;
        }
    }
    CHECK_NEAR(left, 50.0, 1e-3);
    CHECK_NEAR(right, 150.0, 1e-3);
    qn_draw_list_destroy(list);
}

TEST(an_impossible_viewport_is_refused)
{
    qn_viewport v = {0}, untouched = {0};
    qn_viewport_opts good = {.surface_px = {200.0f, 100.0f}};
    CHECK_ERROR(qn_viewport_make(&good, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_viewport_make(NULL, &v), QN_ERROR_NULL_POINTER);
    float *const fields[] = {&good.surface_px.x,     &good.surface_px.y,     &good.virtual_px.x,
                             &good.virtual_px.y,     &good.safe_px.left_px,  &good.safe_px.top_px,
                             &good.safe_px.right_px, &good.safe_px.bottom_px};
    static const float bad[] = {-1.0f, 3.0e6f};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; ++i) {
        float kept = *fields[i];
        for (int32_t k = 0; k < 2; ++k) {
            *fields[i] = bad[k];
            CHECK_ERROR(qn_viewport_make(&good, &v), QN_ERROR_OUT_OF_RANGE);
        }
        *fields[i] = NAN;
        CHECK_ERROR(qn_viewport_make(&good, &v), QN_ERROR_NOT_FINITE);
        *fields[i] = kept;
    }
    good.fit = (qn_fit)9;
    CHECK_ERROR(qn_viewport_make(&good, &v), QN_ERROR_OUT_OF_RANGE);
    good.fit = QN_FIT_CROP;
    good.anchor = (qn_anchor)-1;
    CHECK_ERROR(qn_viewport_make(&good, &v), QN_ERROR_OUT_OF_RANGE);
    CHECK_BYTES(&v, &untouched, sizeof v);
}
