// "Now you.": words, a dotted arc and a drawn hand that pulls the sling again and again, until the
// player does.
#ifndef GAME_SCENES_INVITATION_H
#define GAME_SCENES_INVITATION_H

#include "scenes/glass.h"

bool invitation_is_open(const play *p);
// The sling as the drawn hand holds it.
sling invitation_sling(const play *p, float alpha, bool is_calm);
void invitation_draw(const glass *g);

#endif
