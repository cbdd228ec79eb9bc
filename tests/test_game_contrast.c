// High contrast by its contract: text of at least 7 : 1, outlines before the background, nothing
// that glows, and no meaning that colour alone tells.
#include <math.h>
#include <string.h>

#include "belfry_play.h"
#include "quoin/soft.h"
#include "scenes/picture.h"
#include "things/look.h"

// ---- The palettes ---------------------------------------------------------------------------

static double linear(uint32_t channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t hex)
{
    return 0.2126 * linear(hex >> 16) + 0.7152 * linear((hex >> 8) & 255u) +
           0.0722 * linear(hex & 255u);
}

// As WCAG 2 counts it, 1 to 21.
static double contrast(uint32_t a, uint32_t b)
{
    double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

TEST(text_has_seven_to_one_on_every_panel)
{
    CHECK_NEAR(contrast(0xFFFFFFu, 0x000000u), 21.0, 1e-6);
    for (int32_t day = 0; day < 2; ++day) {
        const look *l = look_for(day != 0, true);
        CHECK(l->has_contrast && l->is_day == (day != 0));
        const uint32_t texts[] = {l->text, l->text_dim, l->accent};
        const uint32_t panels[] = {l->panel_top, l->panel_bottom};
        for (size_t i = 0; i < 3; ++i) {
            CHECK(contrast(texts[i], panels[0]) >= 7.0);
            CHECK(contrast(texts[i], panels[1]) >= 7.0);
        }
    }
}

TEST(outlines_have_seven_to_one_before_the_background_and_three_before_what_they_hold)
{
    for (int32_t day = 0; day < 2; ++day) {
        const look *l = look_for(day != 0, true);
        const uint32_t behind[] = {l->sky[0],   l->sky[4],     l->hills[0],   l->hills[1],
                                   l->hills[2], l->ground_top, l->ground_deep};
        for (size_t i = 0; i < sizeof behind / sizeof behind[0]; ++i) {
            CHECK(contrast(l->outline, behind[i]) >= 7.0);
        }
        for (int32_t i = 0; i < MATERIAL_COUNT; ++i) {
            CHECK(l->materials[i].border == l->outline);
            CHECK(contrast(l->outline, l->materials[i].light) >= 3.0);
            CHECK(contrast(l->outline, l->materials[i].dark) >= 3.0);
        }
        CHECK(contrast(l->bronze_light, l->bronze_dark) >= 4.5);
        CHECK(l->outline_m >= 0.05f);
        CHECK_NEAR(l->glow + l->bloom + l->vignette + l->shadow_alpha, 0.0, 0.0);
    }
}

// ---- Pictures -------------------------------------------------------------------------------

#define WIDTH_PX 640
#define HEIGHT_PX 360
static uint8_t pixels[WIDTH_PX * HEIGHT_PX * 4];
static play subject;
static qn_draw_list *list;

static void begin(void)
{
    subject = (play){0};
    CHECK_ERROR(past_create(&subject.past), QN_ERROR_OK);
    CHECK_ERROR(effects_create(&subject.effects), QN_ERROR_OK);
    CHECK_ERROR(play_begin(&subject, level_table[0], false), QN_ERROR_OK);
    CHECK_ERROR(qn_draw_list_create(16384, NULL, &list), QN_ERROR_OK);
}

static void end(void)
{
    qn_draw_list_destroy(list);
    play_end(&subject);
    effects_destroy(&subject.effects);
    past_destroy(&subject.past);
}

static qn_view view_of(bool is_day, bool has_contrast)
{
    return (qn_view){.surface_px = {WIDTH_PX, HEIGHT_PX},
                     .pixel_ratio = 1.0f,
                     .alpha = 1.0f,
                     .reduced_motion = true,
                     .is_light = is_day,
                     .high_contrast = has_contrast};
}

// Returns how many records the picture has.
static int32_t paint(bool is_day, bool has_contrast)
{
    static const picture_images no_images;
    static const progress_level no_best;
    picture_subject seen = {.play = &subject, .images = &no_images, .best = &no_best};
    qn_view view = view_of(is_day, has_contrast);
    picture_draw(&seen, &view, list);
    qn_sprite_batch batch = qn_draw_batch(list);
    qn_soft *soft = NULL;
    CHECK_ERROR(qn_soft_create(&soft), QN_ERROR_OK);
    CHECK_ERROR(qn_soft_draw(soft, &batch, NULL, WIDTH_PX, HEIGHT_PX, pixels), QN_ERROR_OK);
    qn_soft_destroy(soft);
    return qn_draw_get_counters(list).record_count;
}

static uint32_t color_at(qn_vec2 point_m)
{
    qn_camera camera = sight_camera(&subject.sight, qn_v2(WIDTH_PX, HEIGHT_PX), 1.0f, true);
    qn_vec2 px = qn_camera_to_px(&camera, point_m);
    const uint8_t *p = pixels + 4 * ((int32_t)px.y * WIDTH_PX + (int32_t)px.x);
    return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

// Beside the bell, within its chamber.
static uint32_t color_beside_bell(void)
{
    qn_vec2 center = bell_center(&subject.run.bells[0], subject.run.world);
    return color_at(qn_add(center, qn_v2(0.84f, 0.0f)));
}

static void light_bell(bool is_fresh)
{
    subject.run.rules.bells[0].is_lit = true;
    subject.run.rules.bells[0].toll_ticks = is_fresh ? 0 : TUNE_TOLL_LONG_AGO;
}

TEST(nothing_glows_behind_a_bell_with_high_contrast)
{
    begin();
    for (int32_t day = 0; day < 2; ++day) {
        subject.run.rules.bells[0].is_lit = false;
        uint32_t sky = look_for(day != 0, true)->sky[0];
        paint(day != 0, true);
        CHECK_INT(color_beside_bell(), sky);
        paint(day != 0, false);
        uint32_t usual = color_beside_bell();
        light_bell(true);
        paint(day != 0, false);
        CHECK(color_beside_bell() != usual); // that is how the test sees a glow
    }
    end();
}

// By the luminance of two pixels, so that a picture without colours tells as much.
TEST(a_bell_that_has_tolled_is_told_by_more_than_its_colour)
{
    begin();
    for (int32_t day = 0; day < 2; ++day) {
        subject.run.rules.bells[0].is_lit = false;
        int32_t hollow_records = paint(day != 0, true);
        qn_vec2 center = bell_center(&subject.run.bells[0], subject.run.world);
        uint32_t hollow = color_at(center);
        light_bell(false);
        int32_t filled_records = paint(day != 0, true);
        CHECK(contrast(hollow, color_at(center)) >= 4.5);
        CHECK(filled_records >= hollow_records + 6); // its rays
    }
    end();
}

static int32_t records_of_ball(ball_kind kind, bool has_contrast)
{
    qn_camera camera = {.height_m = 4.0f, .surface_px = {WIDTH_PX, HEIGHT_PX}};
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    ball_draw_at(kind, qn_v2(0.0f, 0.0f), qn_rot_identity(), 1.0f, look_for(false, has_contrast),
                 list);
    return qn_draw_get_counters(list).record_count;
}

TEST(kinds_of_balls_bear_different_marks_with_high_contrast)
{
    CHECK_ERROR(qn_draw_list_create(64, NULL, &list), QN_ERROR_OK);
    CHECK_INT(records_of_ball(BALL_NEEDLE, false), records_of_ball(BALL_IRON, false));
    CHECK(records_of_ball(BALL_NEEDLE, true) > records_of_ball(BALL_IRON, true));
    qn_draw_list_destroy(list);
}

TEST(a_ball_is_outlined_on_any_background)
{
    begin();
    for (int32_t day = 0; day < 2; ++day) {
        const look *l = look_for(day != 0, true);
        paint(day != 0, true);
        qn_vec2 rest = sling_rest_position();
        float radius = ball_facts(BALL_IRON)->radius_m;
        uint32_t inside = color_at(qn_add(rest, qn_v2(0.0f, 0.5f * radius)));
        uint32_t around = color_at(qn_add(rest, qn_v2(0.0f, radius + 0.5f * l->outline_m)));
        CHECK(contrast(inside, l->sky[0]) >= 7.0);
        CHECK(contrast(around, l->sky[0]) >= 3.0); // a line of one pixel and a half
    }
    end();
}

TEST(every_picture_of_a_shot_fits_the_list_with_high_contrast)
{
    game *g = make_game();
    qn_draw_list *own = NULL;
    CHECK_ERROR(qn_draw_list_create(8192, NULL, &own), QN_ERROR_OK);
    for (uint32_t tick = 0; tick < SHOT_TICK_COUNT; ++tick) {
        qn_input input = shot_input(tick);
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        if (tick % 20 == 0) {
            qn_view view = view_of(tick % 40 == 0, true);
            view.input = &input;
            game_draw(g, &view, own);
            CHECK_INT(qn_draw_get_counters(own).dropped_count, 0);
            CHECK(qn_draw_get_counters(own).record_count > 150);
        }
    }
    qn_draw_list_destroy(own);
    game_destroy(g);
}
