// What lies on the glass: where buttons and pips are, for the hand and for the eye alike.
//
// All is in CSS pixels, origin bottom left, y up. Every place to touch is at least 44 px wide and
// high.
#ifndef GAME_SCENES_HUD_H
#define GAME_SCENES_HUD_H

#include "levels/level.h"
#include "quoin/quoin.h"

typedef enum hud_button {
    HUD_NONE,
    HUD_REWIND, // held
    HUD_RETRY,
    HUD_CARD_NEXT,
    HUD_CARD_RETRY,
    HUD_CARD_WATCH,
    HUD_PIP, // the first of LEVEL_BALL_CAPACITY
} hud_button;

typedef struct hud_page {
    float width, height;
    float text;                     // height of a line of text
    float left, right, top, bottom; // of the safe area
    bool is_tall;
} hud_page;

// Surfaces that are no numbers count as 1280 x 720.
hud_page hud_open(qn_vec2 surface_px, float pixel_ratio, qn_insets safe);
qn_vec2 hud_from_px(const hud_page *page, qn_vec2 surface_px, qn_vec2 px);

// Centre and half size of a button's drawing; what can be touched is at least 22 px each way.
typedef struct hud_place {
    qn_vec2 center, half;
} hud_place;

hud_place hud_rewind_place(const hud_page *page);
hud_place hud_retry_place(const hud_page *page);
// In rows from the left, as many in a row as fit beside the retry button.
hud_place hud_pip_place(const hud_page *page, int32_t index);
// Of the first bell on a tall page, of the middle of all on a wide one.
hud_place hud_bells_place(const hud_page *page, int32_t pip_count);
hud_place hud_card_place(const hud_page *page);
// HUD_CARD_*; without a next level two of them share the row.
hud_place hud_card_button_place(const hud_page *page, hud_button button, bool has_next);

typedef struct hud_state {
    bool has_card, has_next, has_rewind;
    int32_t pip_count;
} hud_state;
hud_button hud_find(const hud_page *page, const hud_state *state, qn_vec2 at);

#endif
