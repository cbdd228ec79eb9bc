// Characters: their shape, what is left of their motion, and the ground they stand on.
#include "physics/character/character.h"
#include "physics/debug/draw.h"

static void draw_character(qn_drawing *d, const qn_character *character)
{
    qn_pen *pen = &d->pen;
    qn_pose pose = {character->position, qn_rot_identity()};
    qn_vec2 tip = qn_mul_add(character->position, d->velocity_scale_s, character->velocity);
    pen->color = QN_INK_CHARACTER;
    qn_pen_hull(pen, &character->hull, pose);
    qn_pen_line(pen, character->position, tip);
    if ((character->flags & QN_CHARACTER_GROUNDED) != 0) {
        qn_vec2 stand = qn_add(character->position, character->stand);
        pen->color = QN_INK_CONTACT;
        qn_pen_line(pen, stand, qn_mul_add(stand, 2.0f * pen->mark, character->ground_normal));
    }
}

void qn_draw_characters(qn_drawing *d)
{
    for (int32_t i = 0; i < d->world->state->character_pool.used_count; ++i) {
        if (d->world->character_slots[i].is_live) {
            draw_character(d, &d->world->characters[i]);
        }
    }
}
