// What a step and a tick of the picture sound like. Nothing here changes the run, nor what is seen.
#include "scenes/play_parts.h"

_Static_assert((int)STUFF_STONE == (int)SURFACE_STONE && (int)STUFF_TIMBER == (int)SURFACE_TIMBER &&
                   (int)STUFF_SLATE == (int)SURFACE_SLATE && (int)STUFF_GLASS == (int)SURFACE_GLASS,
               "a surface is what it sounds like");
_Static_assert((int)STUFF_EARTH == (int)SURFACE_GROUND && (int)STUFF_IRON == (int)SURFACE_BALL &&
                   (int)STUFF_BRONZE == (int)SURFACE_BELL,
               "a surface is what it sounds like");

void play_hear_event(play *p, const run_event *event)
{
    sounds *s = &p->sounds;
    switch (event->type) {
    case RUN_SHOT:
        sounds_shot(s, event->strength, event->point_m);
        break;
    case RUN_HIT:
        sounds_hit(s, (stuff)event->a, (stuff)event->b, event->impulse_ns, event->strength,
                   event->point_m);
        break;
    case RUN_BREAK:
        sounds_break(s, (stuff)event->a, event->strength, event->point_m);
        break;
    case RUN_TOLL:
        sounds_toll(s, (int32_t)p->run.bells[event->a].size, p->run.bells[event->a].note,
                    event->strength, event->point_m);
        break;
    case RUN_GONE:
    case RUN_WON:
        break;
    }
}

void play_hear(play *p)
{
    sounds *s = &p->sounds;
    bool is_ghost_back = p->mode == PLAY_TITLE && p->ghost_end_tick > 0;
    bool is_back = p->mode == PLAY_REWIND || is_ghost_back;
    bool was_reloaded = p->mode == PLAY_AIM && p->reload_ticks == TUNE_RELOAD_TICKS - 1;
    if (was_reloaded && play_balls_left(p) > 0) {
        sounds_click(s);
    }
    sounds_pull(s, p->sling.is_drawn ? p->sling.power : 0.0f);
    sounds_rewind(s, is_back, is_ghost_back ? 3.0f : p->rewind_rate);
    // Behind the card the run plays on and on.
    sounds_distance(s, p->mode == PLAY_CARD && p->mode_ticks >= TUNE_CARD_REPLAY_TICKS);
    sounds_lit(s, p->mode == PLAY_TITLE ? 0 : run_lit_count(&p->run));
    sounds_tick(s);
}
