// Places follow from the page alone, so that what is drawn and what is touched never differ.
#include "scenes/hud.h"

static float usable(float value, float low, float high)
{
    return qn_is_finite(value) ? qn_clamp(value, low, high) : low;
}

hud_page hud_open(qn_vec2 surface_px, float pixel_ratio, qn_insets safe)
{
    bool is_usable = qn_v2_is_finite(surface_px) && surface_px.x >= 1.0f && surface_px.y >= 1.0f;
    qn_vec2 size = is_usable ? surface_px : qn_v2(1280.0f, 720.0f);
    float ratio = qn_is_finite(pixel_ratio) ? qn_clamp(pixel_ratio, 0.5f, 8.0f) : 1.0f;
    hud_page page = {.width = size.x / ratio, .height = size.y / ratio};
    float least = qn_min(page.width, page.height);
    page.text = qn_clamp(0.036f * least, 13.0f, 24.0f);
    page.left = usable(safe.left_px / ratio, 0.0f, 0.25f * page.width);
    page.right = page.width - usable(safe.right_px / ratio, 0.0f, 0.25f * page.width);
    page.bottom = usable(safe.bottom_px / ratio, 0.0f, 0.25f * page.height);
    page.top = page.height - usable(safe.top_px / ratio, 0.0f, 0.25f * page.height);
    page.is_tall = page.width < 1.1f * page.height;
    return page;
}

qn_vec2 hud_from_px(const hud_page *page, qn_vec2 surface_px, qn_vec2 px)
{
    bool is_usable = qn_v2_is_finite(surface_px) && surface_px.x >= 1.0f && surface_px.y >= 1.0f &&
                     qn_v2_is_finite(px);
    if (!is_usable) {
        return qn_v2(-1000.0f, -1000.0f);
    }
    return qn_v2(page->width * (px.x / surface_px.x), page->height * (1.0f - px.y / surface_px.y));
}

static float margin(const hud_page *page) { return qn_max(0.9f * page->text, 12.0f); }

hud_place hud_rewind_place(const hud_page *page)
{
    float radius = qn_clamp(1.7f * page->text, 28.0f, 38.0f);
    float away = margin(page) + radius;
    return (hud_place){{page->left + away, page->bottom + away}, {radius, radius}};
}

hud_place hud_retry_place(const hud_page *page)
{
    float radius = 20.0f;
    float away = margin(page) + radius;
    return (hud_place){{page->right - away, page->top - away}, {radius, radius}};
}

#define PIP_PITCH_PX 46.0f

static int32_t pips_in_row(const hud_page *page)
{
    float room = page->right - page->left - 2.0f * margin(page) - 54.0f;
    return (int32_t)qn_clamp(room / PIP_PITCH_PX, 1.0f, (float)LEVEL_BALL_CAPACITY);
}

hud_place hud_pip_place(const hud_page *page, int32_t index)
{
    float radius = qn_clamp(0.6f * page->text, 10.0f, 14.0f);
    int32_t in_row = pips_in_row(page), row = index / in_row;
    qn_vec2 at = {page->left + margin(page) + 22.0f, page->top - margin(page) - 20.0f};
    at.x += PIP_PITCH_PX * (float)(index % in_row);
    at.y -= PIP_PITCH_PX * (float)row;
    return (hud_place){at, {radius, radius}};
}

hud_place hud_bells_place(const hud_page *page, int32_t pip_count)
{
    hud_place first = hud_pip_place(page, 0);
    if (page->is_tall) {
        float below = hud_pip_place(page, pip_count - 1).center.y - 42.0f;
        return (hud_place){{first.center.x, below}, first.half};
    }
    return (hud_place){{0.5f * (page->left + page->right), first.center.y}, first.half};
}

// Beside the ruin on a wide screen; on a tall one in the sky above it.
hud_place hud_card_place(const hud_page *page)
{
    float text = page->text;
    float room = page->right - page->left - 24.0f;
    qn_vec2 half = {qn_min(10.6f * text, 0.5f * room), 3.7f * text + 34.0f};
    float middle = 0.5f * (page->left + page->right);
    qn_vec2 center = {middle, page->top - half.y - 104.0f};
    if (!page->is_tall) {
        center = qn_v2(page->left + 0.34f * (page->right - page->left),
                       page->bottom + 0.55f * (page->top - page->bottom));
    }
    center.y = qn_max(center.y, page->bottom + half.y + 8.0f);
    center.x = qn_max(center.x, page->left + half.x + 8.0f);
    return (hud_place){center, half};
}

hud_place hud_card_button_place(const hud_page *page, hud_button button, bool has_next)
{
    hud_place card = hud_card_place(page);
    int32_t count = has_next ? 3 : 2;
    int32_t index = (int32_t)button - (int32_t)(has_next ? HUD_CARD_NEXT : HUD_CARD_RETRY);
    float pitch = (2.0f * card.half.x - 20.0f) / (float)count;
    float left = card.center.x - card.half.x + 10.0f;
    return (hud_place){{left + pitch * ((float)index + 0.5f), card.center.y - card.half.y + 36.0f},
                       {0.5f * pitch - 5.0f, 23.0f}};
}

static bool holds(hud_place place, qn_vec2 at)
{
    return qn_abs(at.x - place.center.x) <= qn_max(place.half.x, 22.0f) + 1.0f &&
           qn_abs(at.y - place.center.y) <= qn_max(place.half.y, 22.0f) + 1.0f;
}

static hud_button find_on_card(const hud_page *page, bool has_next, qn_vec2 at)
{
    for (int32_t b = has_next ? HUD_CARD_NEXT : HUD_CARD_RETRY; b <= HUD_CARD_WATCH; ++b) {
        if (holds(hud_card_button_place(page, (hud_button)b, has_next), at)) {
            return (hud_button)b;
        }
    }
    return HUD_NONE;
}

hud_button hud_find(const hud_page *page, const hud_state *state, qn_vec2 at)
{
    hud_button found = state->has_card ? find_on_card(page, state->has_next, at) : HUD_NONE;
    if (found != HUD_NONE) {
        return found;
    }
    if (state->has_rewind && holds(hud_rewind_place(page), at)) {
        return HUD_REWIND;
    }
    if (holds(hud_retry_place(page), at)) {
        return HUD_RETRY;
    }
    for (int32_t i = 0; i < state->pip_count; ++i) {
        if (holds(hud_pip_place(page, i), at)) {
            return (hud_button)(HUD_PIP + i);
        }
    }
    return HUD_NONE;
}
