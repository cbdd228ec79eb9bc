#include "check.h"
#include "quoin/animation.h"
#include "quoin/atlas.h"
#include "quoin/sprite.h"

#include <math.h>

// Of 1, 2, 3, 4 and 5 tenths of a second; each tells its number.
static qn_frame frames[5];

static qn_animation animation_of(int32_t count, qn_playback playback)
{
    for (int32_t i = 0; i < 5; ++i) {
        frames[i] = (qn_frame){.duration_s = 0.1f * (float)(i + 1), .event = i + 1};
    }
    return (qn_animation){frames, count, playback};
}

static int32_t shown(const qn_animator *animator)
{
    const qn_frame *frame = qn_animator_frame(animator);
    return frame != NULL ? (int32_t)(frame - frames) : -1;
}

TEST(frames_follow_each_other_and_begin_anew)
{
    qn_animation a = animation_of(3, QN_PLAYBACK_LOOP);
    CHECK_NEAR(qn_animation_length(&a), 0.6, 1e-6);
    static const float times[] = {-1.0f, 0.0f, 0.05f, 0.15f, 0.35f, 0.65f, 6.15f, NAN, 1e30f};
    static const int32_t expected[] = {0, 0, 0, 1, 2, 0, 1, 0, 0};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; ++i) {
        CHECK_INT(qn_animation_frame_at(&a, times[i]), expected[i]);
    }
}

TEST(what_is_played_once_stays_at_its_end)
{
    qn_animation a = animation_of(3, QN_PLAYBACK_ONCE);
    CHECK_INT(qn_animation_frame_at(&a, 99.0f), 2);
    qn_animator animator = qn_animator_start(&a);
    for (int32_t i = 0; i < 60; ++i) {
        CHECK_ERROR(qn_animator_tick(&animator, 1.0f / 60.0f, NULL, 0, NULL), QN_ERROR_OK);
    }
    CHECK(animator.is_done && shown(&animator) == 2);
}

TEST(there_and_back_shows_the_ends_once_a_turn)
{
    qn_animation a = animation_of(3, QN_PLAYBACK_PING_PONG);
    CHECK_NEAR(qn_animation_length(&a), 0.8, 1e-6);
    static const int32_t expected[] = {0, 1, 1, 2, 2, 2, 1, 1, 0, 1, 1, 2};
    for (int32_t i = 0; i < 12; ++i) {
        CHECK_INT(qn_animation_frame_at(&a, 0.1f * (float)i + 0.05f), expected[i]);
    }
    a.frame_count = 1;
    CHECK_INT(qn_animation_frame_at(&a, 0.55f), 0);
}

TEST(an_animator_shows_what_the_time_says)
{
    static const qn_playback playbacks[] = {QN_PLAYBACK_LOOP, QN_PLAYBACK_ONCE,
                                            QN_PLAYBACK_PING_PONG};
    uint32_t seed = 2;
    for (int32_t round = 0; round < 300; ++round) {
        qn_animation a = animation_of(1 + round % 5, playbacks[round % 3]);
        qn_animator animator = qn_animator_start(&a);
        float time = 0.0f;
        for (int32_t i = 0; i < 40; ++i) {
            float dt = check_random_float(&seed, 0.0f, 0.9f);
            qn_animator_tick(&animator, dt, NULL, 0, NULL);
            time += dt;
            // Where rounding may decide, either is right.
            int32_t early = qn_animation_frame_at(&a, time - 1e-4f);
            int32_t late = qn_animation_frame_at(&a, time + 1e-4f);
            CHECK(shown(&animator) == early || shown(&animator) == late);
        }
    }
}

TEST(events_are_told_in_order_and_none_is_lost_in_a_long_tick)
{
    qn_animation a = animation_of(3, QN_PLAYBACK_LOOP);
    qn_animator animator = qn_animator_start(&a);
    int32_t events[16], count = -1;
    CHECK_ERROR(qn_animator_tick(&animator, 0.05f, events, 16, &count), QN_ERROR_OK);
    CHECK(count == 1 && events[0] == 1);
    CHECK_ERROR(qn_animator_tick(&animator, 0.01f, events, 16, &count), QN_ERROR_OK);
    CHECK_INT(count, 0);
    CHECK_ERROR(qn_animator_tick(&animator, 0.9f, events, 16, &count), QN_ERROR_OK);
    static const int32_t expected[5] = {2, 3, 1, 2, 3};
    CHECK_INT(count, 5);
    CHECK_BYTES(events, expected, sizeof expected);
    CHECK_ERROR(qn_animator_tick(&animator, 1.0f, events, 2, &count), QN_ERROR_OK);
    CHECK_INT(count, 2);
}

TEST(speed_stretches_time_and_may_turn_it_round)
{
    qn_animation a = animation_of(3, QN_PLAYBACK_LOOP);
    qn_animator animator = qn_animator_start(&a);
    animator.speed = 2.0f;
    qn_animator_tick(&animator, 0.1f, NULL, 0, NULL);
    CHECK_INT(shown(&animator), 1);
    animator.speed = -1.0f;
    qn_animator_tick(&animator, 0.15f, NULL, 0, NULL);
    CHECK_INT(shown(&animator), 0);
    int32_t events[8], count;
    qn_animator_tick(&animator, 0.5f, events, 8, &count);
    CHECK_INT(shown(&animator), 1);
    CHECK(count == 2 && events[0] == 3 && events[1] == 2);
    animator.speed = 0.0f;
    qn_animator_tick(&animator, 1.0f, events, 8, &count);
    CHECK(shown(&animator) == 1 && count == 0);
    a.playback = QN_PLAYBACK_ONCE;
    animator.speed = -1.0f;
    qn_animator_tick(&animator, 1.0f, NULL, 0, NULL);
    CHECK(animator.is_done && shown(&animator) == 0);
}

TEST(frames_are_cut_from_a_sheet)
{
    qn_image sheet = {1, 64, 48};
    qn_frame cut[12];
    CHECK_ERROR(qn_frames_from_sheet(sheet, 16, 16, 5, 3, 0.2f, cut), QN_ERROR_OK);
    CHECK(cut[0].part.x_px == 16 && cut[0].part.y_px == 16 && cut[0].part.width_px == 16);
    CHECK(cut[2].part.x_px == 48 && cut[2].part.y_px == 16 && cut[2].duration_s == 0.2f);
    CHECK_ERROR(qn_frames_from_sheet(sheet, 16, 16, 10, 3, 0.2f, cut), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_frames_from_sheet(sheet, 16, 16, 13, INT32_MAX, 0.2f, cut),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_frames_from_sheet(sheet, 65, 16, 0, 1, 0.2f, cut), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_frames_from_sheet(sheet, 0, 16, 0, 1, 0.2f, cut), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_frames_from_sheet(sheet, 16, 16, 0, 1, NAN, cut), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_frames_from_sheet(sheet, 16, 16, 0, 1, 0.2f, NULL), QN_ERROR_NULL_POINTER);
}

TEST(a_trimmed_frame_is_drawn_where_it_was_cut_from)
{
    static const uint8_t rgba[16 * 8 * 4];
    qn_atlas *atlas;
    qn_image image;
    qn_draw_list *list;
    CHECK_ERROR(qn_atlas_create(64, 1, &atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_atlas_add(atlas, "walk", rgba, 16, 8, &image), QN_ERROR_OK);
    CHECK_ERROR(qn_draw_list_create(8, atlas, &list), QN_ERROR_OK);
    qn_camera camera = {{0.0f, 0.0f}, 10.0f, 0.0f, {200.0f, 100.0f}}; // 10 px a metre
    qn_frame frame = {.image = image, .part = {8, 0, 8, 4}, .offset_px = {2.0f, 1.0f}};
    qn_image_paint paint = qn_tint(qn_rgb(0xFFFFFF));
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    qn_draw_frame(list, &frame, qn_pose_identity(), 0.25f, paint);
    paint.flip_x = true;
    qn_draw_frame(list, &frame, qn_pose_identity(), 0.25f, paint);
    qn_draw_frame(list, NULL, qn_pose_identity(), 0.25f, paint);
    qn_draw_frame(NULL, &frame, qn_pose_identity(), 0.25f, paint);
    qn_sprite_batch batch = qn_draw_batch(list);
    CHECK_INT(batch.sprite_count, 2);
    CHECK_NEAR(batch.sprites[0].x_px, 100.0 + 5.0, 1e-4);
    CHECK_NEAR(batch.sprites[0].y_px, 50.0 - 2.5, 1e-4);
    CHECK_NEAR(batch.sprites[0].half_x_px, 10.0, 1e-4);
    CHECK_NEAR(batch.sprites[0].half_y_px, 5.0, 1e-4);
    CHECK_NEAR(batch.sprites[1].x_px, 100.0 - 5.0, 1e-4);
    qn_draw_list_destroy(list);
    qn_atlas_destroy(atlas);
}

TEST(a_broken_animator_is_refused_or_put_right)
{
    qn_animation a = animation_of(3, QN_PLAYBACK_LOOP);
    qn_animation none = {NULL, 3, QN_PLAYBACK_LOOP};
    qn_animator animator = qn_animator_start(&a);
    int32_t count = -1;
    CHECK_ERROR(qn_animator_tick(NULL, 0.1f, NULL, 0, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_animator_tick(&animator, 0.1f, NULL, 4, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_animator_tick(&animator, NAN, NULL, 0, NULL), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_animator_tick(&animator, -0.1f, NULL, 0, NULL), QN_ERROR_OUT_OF_RANGE);
    animator.speed = 101.0f;
    CHECK_ERROR(qn_animator_tick(&animator, 0.1f, NULL, 0, NULL), QN_ERROR_OUT_OF_RANGE);
    animator = (qn_animator){.animation = &a, .speed = 1.0f, .step = 99, .time_s = NAN};
    CHECK_INT(shown(&animator), 2);
    CHECK_ERROR(qn_animator_tick(&animator, 0.0f, NULL, 0, &count), QN_ERROR_OK);
    CHECK(animator.step == 2 && animator.time_s == 0.0f && count == 0);
    animator = qn_animator_start(&none);
    CHECK_ERROR(qn_animator_tick(&animator, 0.1f, NULL, 0, &count), QN_ERROR_OK);
    CHECK(qn_animator_frame(&animator) == NULL && qn_animator_frame(NULL) == NULL);
    CHECK_INT(qn_animation_frame_at(NULL, 0.0f), -1);
    CHECK(qn_animation_length(&none) == 0.0f);
    frames[0].duration_s = frames[1].duration_s = frames[2].duration_s = NAN;
    animator = qn_animator_start(&a);
    animator.speed = 100.0f;
    CHECK_ERROR(qn_animator_tick(&animator, 1.0f, NULL, 0, NULL), QN_ERROR_OK);
}
