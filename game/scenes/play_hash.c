// The hash of a play: the run, the hand, and how time flows. What is only seen or heard, and where
// it is seen from, is no part of it.
#include "run/fold.h"
#include "scenes/play.h"

uint64_t play_state_hash(const play *p)
{
    uint64_t hash = fold_long(FOLD_START, run_hash(&p->run));
    hash = fold(hash, p->tick_count);
    hash = fold(hash, (uint32_t)p->mode);
    hash = fold(hash, (uint32_t)p->mode_ticks);
    hash = fold(hash, (uint32_t)p->reload_ticks);
    hash = fold(hash, (uint32_t)p->stop_ticks);
    hash = fold(hash, (uint32_t)p->stop_wait_ticks);
    hash = fold(hash, (p->was_rewound ? 1u : 0u) | (p->is_calm ? 2u : 0u));
    hash = fold(hash, (uint32_t)p->pressed);
    hash = fold(hash, p->won_tick);
    hash = fold_float(hash, p->owed_steps);
    hash = fold_float(hash, p->rewind_rate);
    hash = fold_float(hash, p->sling.aim_rad);
    hash = fold_float(hash, p->sling.power);
    hash = fold(hash, (p->sling.is_drawn ? 1u : 0u) | (p->sling.is_dragged ? 2u : 0u));
    hash = fold_float(hash, p->sling.press_px.x);
    return fold_float(hash, p->sling.press_px.y);
}
