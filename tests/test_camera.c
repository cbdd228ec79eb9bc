#include "check.h"
#include "quoin/camera.h"

#include <math.h>

static qn_camera random_camera(uint32_t *seed)
{
    qn_camera camera;
    camera.center_m.x = check_random_float(seed, -50.0f, 50.0f);
    camera.center_m.y = check_random_float(seed, -50.0f, 50.0f);
    camera.height_m = check_random_float(seed, 0.5f, 200.0f);
    camera.angle_rad = check_random_float(seed, -7.0f, 7.0f);
    camera.surface_px.x = floorf(check_random_float(seed, 100.0f, 4096.0f));
    camera.surface_px.y = floorf(check_random_float(seed, 100.0f, 4096.0f));
    return camera;
}

TEST(a_pixel_taken_to_the_world_and_back_is_the_same_pixel)
{
    uint32_t seed = 11;
    for (int32_t i = 0; i < 2000; ++i) {
        qn_camera camera = random_camera(&seed);
        qn_vec2 px;
        px.x = floorf(check_random_float(&seed, 0.0f, camera.surface_px.x));
        px.y = floorf(check_random_float(&seed, 0.0f, camera.surface_px.y));
        qn_vec2 back = qn_camera_to_px(&camera, qn_camera_to_world(&camera, px));
        CHECK(qn_distance(back, px) < 0.05f);
        CHECK(floorf(back.x + 0.5f) == px.x && floorf(back.y + 0.5f) == px.y);
    }
}

TEST(a_pixel_is_the_same_after_a_thousand_heights_of_way)
{
    uint32_t seed = 16;
    for (int32_t i = 0; i < 2000; ++i) {
        qn_camera camera = random_camera(&seed);
        camera.center_m.x = check_random_float(&seed, -1000.0f, 1000.0f) * camera.height_m;
        camera.center_m.y = check_random_float(&seed, -700.0f, 700.0f) * camera.height_m;
        qn_vec2 px = qn_v2(0.25f * camera.surface_px.x, 0.75f * camera.surface_px.y);
        qn_vec2 back = qn_camera_to_px(&camera, qn_camera_to_world(&camera, px));
        CHECK(qn_abs(back.x - px.x) < 0.25f && qn_abs(back.y - px.y) < 0.25f);
    }
}

TEST(a_place_taken_to_a_pixel_and_back_is_the_same_place)
{
    uint32_t seed = 12;
    for (int32_t i = 0; i < 2000; ++i) {
        qn_camera camera = random_camera(&seed);
        qn_vec2 m;
        m.x = camera.center_m.x + check_random_float(&seed, -1.0f, 1.0f) * camera.height_m;
        m.y = camera.center_m.y + check_random_float(&seed, -1.0f, 1.0f) * camera.height_m;
        qn_vec2 back = qn_camera_to_world(&camera, qn_camera_to_px(&camera, m));
        CHECK(qn_distance(back, m) < 2.0e-6f * (camera.height_m + qn_length(m)));
    }
}

TEST(a_view_holds_the_four_corners_and_touches_them)
{
    uint32_t seed = 13;
    for (int32_t i = 0; i < 500; ++i) {
        qn_camera camera = random_camera(&seed);
        qn_aabb view = qn_camera_view(&camera);
        qn_vec2 size = camera.surface_px;
        qn_vec2 corners[4] = {{0.0f, 0.0f}, {size.x, 0.0f}, {0.0f, size.y}, size};
        qn_vec2 lower = qn_v2(1e9f, 1e9f), upper = qn_v2(-1e9f, -1e9f);
        for (int32_t c = 0; c < 4; ++c) {
            qn_vec2 m = qn_camera_to_world(&camera, corners[c]);
            lower = qn_v2_min(lower, m);
            upper = qn_v2_max(upper, m);
        }
        float near = 1.0e-5f * (camera.height_m * 40.0f + 100.0f);
        CHECK_NEAR(view.lower.x, lower.x, near);
        CHECK_NEAR(view.lower.y, lower.y, near);
        CHECK_NEAR(view.upper.x, upper.x, near);
        CHECK_NEAR(view.upper.y, upper.y, near);
    }
}

TEST(a_zoom_keeps_its_point_under_the_same_pixel)
{
    uint32_t seed = 14;
    for (int32_t i = 0; i < 500; ++i) {
        qn_camera camera = random_camera(&seed);
        qn_vec2 px = qn_v2(0.3f * camera.surface_px.x, 0.8f * camera.surface_px.y);
        qn_vec2 point = qn_camera_to_world(&camera, px);
        float factor = check_random_float(&seed, 0.25f, 4.0f);
        qn_camera zoomed = qn_camera_zoom(&camera, point, factor);
        CHECK(qn_distance(qn_camera_to_px(&zoomed, point), px) < 0.1f);
        CHECK_NEAR(zoomed.height_m * factor, camera.height_m, 1.0e-4f * camera.height_m);
    }
}

TEST(a_zoom_by_nonsense_changes_nothing)
{
    static const float bad[] = {0.0f, -1.0f, NAN, INFINITY};
    qn_camera camera = {{1.0f, 2.0f}, 10.0f, 0.1f, {640.0f, 480.0f}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
        qn_camera same = qn_camera_zoom(&camera, qn_v2(3.0f, 3.0f), bad[i]);
        CHECK(same.height_m == camera.height_m && same.center_m.x == camera.center_m.x);
    }
    CHECK(qn_camera_zoom(&camera, qn_v2(NAN, 0.0f), 2.0f).center_m.x == 1.0f);
}

TEST(a_distant_layer_passes_more_slowly_and_meets_the_world_at_its_origin)
{
    qn_camera camera = {{10.0f, 4.0f}, 10.0f, 0.0f, {200.0f, 100.0f}};
    qn_camera layer = qn_camera_parallax(&camera, qn_v2(2.0f, 4.0f), qn_v2(0.25f, 0.0f));
    CHECK_NEAR(layer.center_m.x, 4.0, 1e-6);
    CHECK_NEAR(layer.center_m.y, 4.0, 1e-6);
    camera.center_m = qn_v2(2.0f, 4.0f);
    layer = qn_camera_parallax(&camera, qn_v2(2.0f, 4.0f), qn_v2(0.25f, 0.5f));
    CHECK(layer.center_m.x == 2.0f && layer.center_m.y == 4.0f);
}

TEST(a_camera_kept_inside_sees_nothing_outside_or_is_centred)
{
    uint32_t seed = 15;
    qn_aabb bounds = {{-30.0f, -20.0f}, {60.0f, 25.0f}};
    for (int32_t i = 0; i < 1000; ++i) {
        qn_camera camera = random_camera(&seed);
        qn_camera kept = qn_camera_keep_inside(&camera, bounds);
        qn_aabb view = qn_camera_view(&kept);
        bool is_wide = view.upper.x - view.lower.x > 90.0f;
        bool is_high = view.upper.y - view.lower.y > 45.0f;
        CHECK(is_wide ? kept.center_m.x == 15.0f
                      : (view.lower.x > -30.01f && view.upper.x < 60.01f));
        CHECK(is_high ? kept.center_m.y == 2.5f
                      : (view.lower.y > -20.01f && view.upper.y < 25.01f));
    }
}

TEST(a_camera_between_two_is_each_of_them_at_the_ends)
{
    qn_camera a = {{0.0f, 0.0f}, 10.0f, 0.0f, {200.0f, 100.0f}};
    qn_camera b = {{4.0f, -2.0f}, 20.0f, 1.0f, {200.0f, 100.0f}};
    CHECK(qn_camera_lerp(&a, &b, 0.0f).height_m == 10.0f);
    CHECK(qn_camera_lerp(&a, &b, 1.0f).center_m.x == 4.0f);
    CHECK_NEAR(qn_camera_lerp(&a, &b, 0.5f).angle_rad, 0.5, 1e-6);
    CHECK(qn_camera_lerp(&a, &b, 7.0f).height_m == 20.0f);
    CHECK(qn_camera_lerp(&a, &b, NAN).height_m == 10.0f);
}
