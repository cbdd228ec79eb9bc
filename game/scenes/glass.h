// What lies on the glass before the scene: counts, buttons, hints, the invitation and the card.
#ifndef GAME_SCENES_GLASS_H
#define GAME_SCENES_GLASS_H

#include "scenes/picture.h"
#include "things/look.h"

typedef struct glass {
    const picture_subject *subject;
    const play *play;
    const look *look;
    qn_draw_list *list;
    hud_page page;
    qn_camera scene; // through which the things behind the glass are seen
    float alpha;
    bool is_calm;
} glass;

// From here on the list is seen through a camera of CSS pixels.
glass glass_open(const picture_subject *subject, const look *l, const qn_view *view,
                 qn_vec2 surface_px, float alpha, qn_draw_list *list);
void glass_draw_hud(const glass *g);
void glass_draw_card(const glass *g);

// ---- For the files that draw on it
void glass_draw_counts(const glass *g);
void glass_words(const glass *g, const char *text, qn_vec2 at, float height, qn_align align,
                 qn_color color);
// How panels and buttons look with contrast.
qn_paint glass_panel(const glass *g, float alpha);
void glass_button(const glass *g, hud_place place, float alpha, bool is_pressed);
// An arrow that turns back, two triangles: the sign of time.
void glass_rewind_sign(const glass *g, qn_vec2 center, float size, qn_color color);
void glass_bell_sign(const glass *g, qn_vec2 center, float size, qn_color color);

#endif
