// Easings, tweens, sequences, springs, and frames of images.
#include "sample.h"

static void tween_over_time(void)
{
    float time_s = 0.75f;
    // [tween]
    qn_tween pop = {.easing = QN_EASE_BACK_OUT, .delay_s = 0.25f, .duration_s = 0.5f};
    float size_m = qn_tween_float(&pop, time_s, 0, 2);
    qn_vec2 at = qn_tween_v2(&pop, time_s, qn_v2(-5, 0), qn_v2(0, 0));
    bool is_done = qn_tween_is_done(&pop, time_s);

    qn_tween pulse = {
        .easing = QN_EASE_SINE_IN_OUT,
        .duration_s = 0.8f,
        .repeat_count = QN_TWEEN_ENDLESS,
        .yoyo = true,
    };
    qn_color color = qn_tween_color(&pulse, time_s, qn_rgb(0xFFD98A), qn_rgb(0x9A5B22));
    // [/tween]
    CHECK(size_m == 2 && at.x == 0 && is_done);
    CHECK(color.r < 0xFF && color.g < 0xD9);
}

static void tweens_in_turn(void)
{
    float time_s = 1.2f;
    // [sequence]
    qn_vec2 places[] = {{0, 0}, {4, 0}, {4, 3}, {0, 0}};
    qn_tween ways[] = {
        {.easing = QN_EASE_CUBIC_IN_OUT, .duration_s = 1},
        {.easing = QN_EASE_BOUNCE_OUT, .duration_s = 0.5f},
        {.easing = QN_EASE_QUAD_IN, .delay_s = 0.5f, .duration_s = 1},
    };
    float running_s;
    int32_t way = qn_tween_sequence_at(ways, 3, time_s, &running_s);
    qn_vec2 at =
        way == 3 ? places[3] : qn_tween_v2(&ways[way], running_s, places[way], places[way + 1]);
    // [/sequence]
    CHECK_INT(way, 1);
    CHECK(at.x == 4 && at.y > 0 && at.y < 3);
}

static void spring_to_target(void)
{
    // [spring]
    qn_spring_v2 cursor = {.value = {0, 0}};
    for (int i = 0; i < 60; ++i) {
        qn_spring_v2_tick(&cursor, qn_v2(3, 1), 4, 1, TICK_S); // 4 Hz, just not swinging over
    }
    // [/spring]
    CHECK_NEAR(cursor.value.x, 3, 1e-4);
    CHECK_NEAR(cursor.value.y, 1, 1e-4);
}

static void play_frames(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_image sheet = s.props.weave;
    enum { STEP_SOUND = 1 };
    int32_t step_count = 0;
    // [frames]
    qn_frame frames[6];
    qn_frames_from_sheet(sheet, 16, 16, 0, 6, 0.08f, frames);
    frames[1].event = frames[4].event = STEP_SOUND;
    qn_animation walk = {frames, 6, QN_PLAYBACK_LOOP};
    qn_animator animator = qn_animator_start(&walk);

    for (int tick = 0; tick < 60; ++tick) {
        int32_t events[8], count;
        qn_animator_tick(&animator, TICK_S, events, 8, &count);
        for (int32_t i = 0; i < count; ++i) {
            step_count += events[i] == STEP_SOUND;
        }
    }
    qn_image_paint paint = qn_tint(qn_rgb(0xFFFFFF));
    paint.flip_x = true; // walks to the left
    qn_draw_frame(list, qn_animator_frame(&animator), qn_pose_identity(), 0.05f, paint);
    // [/frames]
    CHECK_INT(step_count, 4);
    CHECK_INT(record_count(&s), 1);
    close_stage(&s);
}

static void sheet_of_editor(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_image picture = s.props.weave;
    static const char text[] =
        "{\"frames\":[{\"frame\":{\"x\":0,\"y\":0,\"w\":16,\"h\":16},\"duration\":80},"
        "{\"frame\":{\"x\":16,\"y\":0,\"w\":16,\"h\":16},\"duration\":120}],"
        "\"meta\":{\"frameTags\":[{\"name\":\"walk\",\"from\":0,\"to\":1,"
        "\"direction\":\"pingpong\"}]}}";
    qn_bytes json = {(const uint8_t *)text, sizeof text - 1};
    // [sheet]
    qn_sheet *sheet;
    if (qn_sheet_create(json, picture, &sheet) == QN_ERROR_OK) {
        qn_animation walk = qn_sheet_animation(sheet, "walk");
        qn_animator animator = qn_animator_start(&walk);
        qn_draw_frame(list, qn_animator_frame(&animator), qn_pose_identity(), 0.05f,
                      qn_tint(qn_rgb(0xFFFFFF)));
        qn_sheet_destroy(sheet); // after the last use of its frames
    }
    // [/sheet]
    CHECK_INT(record_count(&s), 1);
    close_stage(&s);
}
