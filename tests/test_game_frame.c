// What a surface of any shape shows of Belfry: a wide one the whole level, a tall one the whole
// level at first and then the ball, its path and the next bell; it follows what flies.
#include "belfry_play.h"
#include "scenes/play.h"

static const qn_vec2 wide_px[] = {{1440.0f, 900.0f}, {1280.0f, 720.0f}, {3840.0f, 1080.0f}};
static const qn_vec2 tall_px[] = {{360.0f, 740.0f}, {820.0f, 1180.0f}, {390.0f, 520.0f}};

static play subject;

static void begin(int32_t level_number)
{
    subject = (play){0};
    CHECK_ERROR(past_create(&subject.past), QN_ERROR_OK);
    CHECK_ERROR(effects_create(&subject.effects), QN_ERROR_OK);
    CHECK_ERROR(play_begin(&subject, level_table[level_number], false), QN_ERROR_OK);
}

static void end(void)
{
    play_end(&subject);
    effects_destroy(&subject.effects);
    past_destroy(&subject.past);
}

static void tick(const qn_input *input)
{
    play_wish wish;
    CHECK_ERROR(play_tick(&subject, input, false, &wish), QN_ERROR_OK);
}

static void wait(int32_t ticks)
{
    qn_input input = idle();
    for (int32_t i = 0; i < ticks; ++i) {
        tick(&input);
    }
}

static qn_camera camera_on(qn_vec2 surface_px)
{
    return sight_camera(&subject.sight, surface_px, 1.0f, true);
}

static bool sees(qn_vec2 surface_px, qn_vec2 point_m, float around_m)
{
    qn_camera camera = camera_on(surface_px);
    qn_aabb view = qn_camera_view(&camera);
    qn_vec2 around = qn_v2(around_m, around_m);
    return qn_aabb_contains(view, (qn_aabb){qn_sub(point_m, around), qn_add(point_m, around)});
}

// But for the little that it leans.
static bool sees_whole(qn_vec2 surface_px)
{
    qn_camera camera = camera_on(surface_px);
    qn_aabb all = {{TUNE_VIEW_LEFT_M + 1.0f, TUNE_VIEW_BOTTOM_M + 0.01f},
                   {TUNE_VIEW_RIGHT_M - 1.0f, TUNE_VIEW_TOP_M - 0.01f}};
    return qn_aabb_contains(qn_camera_view(&camera), all);
}

static qn_vec2 bell_at(int32_t index)
{
    return bell_center(&subject.run.bells[index], subject.run.world);
}

static void check_wide_surfaces(void)
{
    for (size_t k = 0; k < 3 && subject.mode == PLAY_AIM; ++k) {
        CHECK(sees_whole(wide_px[k]));
    }
}

TEST(a_wide_surface_always_shows_the_whole_level)
{
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        begin(i);
        const author_play *author = &author_plays[i];
        for (uint32_t at = 0; at < author->pulls[0].tick + 200; ++at) {
            qn_input input = author_input(author, at);
            tick(&input);
            check_wide_surfaces();
        }
        end();
    }
}

TEST(a_tall_surface_shows_the_whole_level_first_then_ball_and_next_bell_nearer)
{
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        begin(i);
        wait(60);
        float whole_heights[3];
        for (size_t k = 0; k < 3; ++k) {
            CHECK(sees_whole(tall_px[k]));
            whole_heights[k] = camera_on(tall_px[k]).height_m;
        }
        wait(200);
        for (size_t k = 0; k < 3; ++k) {
            CHECK(sees(tall_px[k], sling_rest_position(), 0.35f));
            CHECK(sees(tall_px[k], bell_at(0), 0.6f));
            CHECK(camera_on(tall_px[k]).height_m < 0.87f * whole_heights[k]);
        }
        end();
    }
}

TEST(what_is_pulled_is_seen_with_its_path_on_a_tall_surface)
{
    begin(1);
    wait(200);
    qn_input input = idle();
    input.is_held[GAME_ACTION_LEFT] = true;
    for (int32_t i = 0; i < 60; ++i) {
        tick(&input);
    }
    qn_camera camera = camera_on(tall_px[0]);
    CHECK(subject.sling.is_drawn);
    CHECK(sees(tall_px[0], sling_ball_position(&subject.sling), 0.35f));
    CHECK(sees(tall_px[0], bell_at(0), 0.6f));
    CHECK(sees(tall_px[0], bell_at(1), 0.6f)); // the path leads beyond the first tower
    CHECK(qn_camera_view(&camera).upper.y > 12.0f);
    end();
}

static const ball *flying(void)
{
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        if (ball_is_flying(&subject.run.rules.balls[i])) {
            return &subject.run.rules.balls[i];
        }
    }
    return NULL;
}

// How near a tall surface shows the ball that flies; far off where none does, or it left the level.
static float nearness_m(void)
{
    const ball *b = flying();
    if (b == NULL) {
        return 1.0e9f;
    }
    qn_vec2 p = qn_body_pose(subject.run.world, b->body).p;
    if (p.x <= TUNE_VIEW_LEFT_M + 0.4f || p.x >= TUNE_VIEW_RIGHT_M - 0.4f) {
        return 1.0e9f;
    }
    CHECK(sees(tall_px[0], p, 0.2f));
    return camera_on(tall_px[0]).height_m;
}

TEST(a_ball_is_followed_and_never_lost_on_a_tall_surface)
{
    const float aims[] = {-0.1f, 0.5f, 1.2f};
    for (size_t i = 0; i < 3; ++i) {
        begin(0);
        wait(200);
        CHECK(shots_add(&subject.run.shots, (shot){subject.run.tick, aims[i], 1.0f, BALL_IRON}));
        wait(1);
        float nearest_m = 1.0e9f;
        for (int32_t at = 1; at < 500; ++at) { // with the replay behind the card
            wait(1);
            nearest_m = qn_min(nearest_m, nearness_m());
        }
        CHECK(nearest_m < 24.0f); // of the 41.9 that the whole level takes
        end();
    }
}

TEST(calm_a_tall_surface_follows_nothing)
{
    begin(0);
    qn_input input = idle();
    input.reduced_motion = true;
    for (int32_t i = 0; i < 200; ++i) {
        tick(&input);
    }
    CHECK(shots_add(&subject.run.shots, (shot){subject.run.tick, 0.5f, 1.0f, BALL_IRON}));
    qn_camera before = camera_on(tall_px[0]);
    for (int32_t i = 0; i < 60; ++i) {
        tick(&input);
        CHECK_NEAR(camera_on(tall_px[0]).height_m, before.height_m, 0.2);
        CHECK(sees(tall_px[0], sling_rest_position(), 0.35f));
    }
    end();
}

TEST(fingers_that_close_show_the_whole_level_on_a_tall_surface_only)
{
    for (int32_t is_tall = 0; is_tall < 2; ++is_tall) {
        begin(0);
        wait(260);
        qn_vec2 surface_px = is_tall != 0 ? tall_px[0] : wide_px[0];
        qn_input input = {.surface_px = surface_px, .pixel_ratio = 1.0f, .pointer_count = 2};
        input.pointers[0] = (qn_pointer){.is_down = true, .kind = QN_POINTER_TOUCH, .id = 1};
        input.pointers[1] = (qn_pointer){.is_down = true, .kind = QN_POINTER_TOUCH, .id = 2};
        input.pinch = -0.2f;
        for (int32_t i = 0; i < 40; ++i) {
            tick(&input);
        }
        CHECK(sees_whole(surface_px));
        CHECK((zoom_factor(&subject.sight.zoom) < 0.55f) == (is_tall != 0));
        end();
    }
}

TEST(a_surface_may_change_its_shape_at_any_time)
{
    begin(0);
    wait(260);
    qn_camera tall = camera_on(tall_px[0]);
    CHECK(sees_whole(wide_px[0]));
    float last = tall.height_m / 740.0f * 360.0f;
    for (int32_t width_px = 360; width_px < 1480; width_px += 40) {
        float width = (float)width_px;
        qn_camera camera = camera_on(qn_v2(width, 740.0f));
        float seen_m = camera.height_m * width / 740.0f;
        CHECK(seen_m >= last - 0.05f); // wider shows more, without a leap
        CHECK(seen_m < last + 3.0f);
        last = seen_m;
    }
    end();
}
