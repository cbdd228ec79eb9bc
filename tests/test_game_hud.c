// What can be touched by its contract: large enough, inside the safe area, never over each other,
// on phones, tablets and desktops alike.
#include "belfry_play.h"
#include "scenes/hud.h"

static const qn_vec2 sizes_px[] = {
    {360.0f, 740.0f}, {820.0f, 1180.0f}, {1440.0f, 900.0f}, {740.0f, 360.0f}, {320.0f, 568.0f}};
#define SIZE_COUNT ((int32_t)(sizeof sizes_px / sizeof sizes_px[0]))

static hud_page page_of(int32_t index, float ratio, qn_insets safe)
{
    return hud_open(qn_mul(ratio, sizes_px[index]), ratio, safe);
}

static hud_place place_of(const hud_page *page, hud_button button, bool has_next)
{
    if (button >= HUD_PIP) {
        return hud_pip_place(page, (int32_t)button - (int32_t)HUD_PIP);
    }
    return button == HUD_REWIND  ? hud_rewind_place(page)
           : button == HUD_RETRY ? hud_retry_place(page)
                                 : hud_card_button_place(page, button, has_next);
}

static void check_button(const hud_page *page, const hud_state *state, hud_button button)
{
    hud_place place = place_of(page, button, state->has_next);
    for (int32_t i = -1; i <= 1; ++i) {
        qn_vec2 off = {21.5f * (float)i, 21.5f * (float)(i * i - 1)};
        CHECK_INT(hud_find(page, state, qn_add(place.center, off)), button);
    }
    CHECK(place.center.x - 22.0f >= page->left && place.center.x + 22.0f <= page->right);
    CHECK(place.center.y - 22.0f >= page->bottom && place.center.y + 22.0f <= page->top);
}

static void check_page(const hud_page *page, bool has_next)
{
    hud_state state = {.has_next = has_next, .has_rewind = true, .pip_count = LEVEL_BALL_CAPACITY};
    check_button(page, &state, HUD_REWIND);
    check_button(page, &state, HUD_RETRY);
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        check_button(page, &state, (hud_button)(HUD_PIP + i));
    }
    state.has_card = true;
    for (int32_t b = has_next ? HUD_CARD_NEXT : HUD_CARD_RETRY; b <= HUD_CARD_WATCH; ++b) {
        check_button(page, &state, (hud_button)b);
    }
}

TEST(every_button_is_44_px_wide_and_high_and_none_covers_another)
{
    for (int32_t i = 0; i < SIZE_COUNT; ++i) {
        hud_page page = page_of(i, 1.0f, (qn_insets){0});
        check_page(&page, true);
        check_page(&page, false);
    }
}

TEST(buttons_keep_inside_the_safe_area_at_any_pixel_ratio)
{
    for (int32_t i = 0; i < SIZE_COUNT; ++i) {
        for (int32_t whole = 1; whole <= 3; ++whole) {
            float ratio = (float)whole;
            qn_insets safe = {8.0f * ratio, 30.0f * ratio, 8.0f * ratio, 24.0f * ratio};
            hud_page page = page_of(i, ratio, safe);
            check_page(&page, true);
        }
    }
}

TEST(a_finger_on_a_pixel_finds_what_is_drawn_there)
{
    hud_page page = page_of(0, 2.0f, (qn_insets){0});
    hud_place place = hud_rewind_place(&page);
    qn_vec2 px = {2.0f * place.center.x, 2.0f * (740.0f - place.center.y)};
    qn_vec2 back = hud_from_px(&page, qn_v2(720.0f, 1480.0f), px);
    CHECK_NEAR(back.x, place.center.x, 0.01);
    CHECK_NEAR(back.y, place.center.y, 0.01);
}

TEST(pages_and_fingers_that_are_no_numbers_find_nothing)
{
    volatile float zero = 0.0f;
    float nan = zero / zero;
    hud_page page = hud_open(qn_v2(nan, 1.0e30f), nan, (qn_insets){nan, -1.0f, 1.0e30f, nan});
    CHECK(qn_is_finite(page.width) && qn_is_finite(page.height) && qn_is_finite(page.text));
    CHECK(page.left < page.right && page.bottom < page.top);
    hud_state state = {.has_card = true, .has_next = true, .has_rewind = true, .pip_count = 8};
    CHECK_INT(hud_find(&page, &state, hud_from_px(&page, qn_v2(nan, 2.0f), qn_v2(1.0f, 1.0f))),
              HUD_NONE);
    CHECK_INT(hud_find(&page, &state, hud_from_px(&page, qn_v2(100.0f, 100.0f), qn_v2(nan, 1.0f))),
              HUD_NONE);
}
