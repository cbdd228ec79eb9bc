// The hash of a run: the world's own, and all that the rules keep beside it.
#include "run/fold.h"
#include "run/run.h"

static uint64_t fold_rules(uint64_t hash, const run *r)
{
    for (int32_t i = 0; i < LEVEL_BALL_CAPACITY; ++i) {
        const ball *b = &r->rules.balls[i];
        hash = fold(hash, ball_is_flying(b) ? 1u + (uint32_t)b->kind : 0u);
        hash = fold(hash, (uint32_t)b->age_ticks);
        hash = fold(hash, (uint32_t)b->rest_ticks);
        hash = fold_float(hash, b->velocity_mps.x);
        hash = fold_float(hash, b->velocity_mps.y);
    }
    for (int32_t i = 0; i < r->plan->hanging_count; ++i) {
        const bell_state *state = &r->rules.bells[i];
        hash = fold(hash, (uint32_t)state->cool_down_ticks);
        hash = fold(hash, (uint32_t)state->toll_ticks);
        hash = fold(hash, (state->was_swung ? 1u : 0u) | (state->is_lit ? 2u : 0u));
    }
    hash = fold(hash, (uint32_t)r->rules.toll_count);
    hash = fold(hash, (uint32_t)r->rules.still_ticks);
    return fold(hash, r->rules.is_won ? 1u : 0u);
}

static uint64_t fold_blocks(uint64_t hash, const run *r)
{
    hash = fold(hash, (uint32_t)r->blocks.count);
    for (int32_t i = 0; i < r->blocks.count; ++i) {
        hash = fold(hash, r->blocks.items[i].gone_tick);
        hash = fold(hash, r->blocks.items[i].fade_tick);
    }
    for (int32_t i = r->break_count - 1; i >= 0 && r->breaks[i].tick == r->tick; --i) {
        hash = fold(hash, (uint32_t)r->breaks[i].block);
        hash = fold(hash, (uint32_t)r->breaks[i].ball);
        hash = fold_float(hash, r->breaks[i].point_m.x);
        hash = fold_float(hash, r->breaks[i].point_m.y);
        hash = fold_float(hash, r->breaks[i].impulse_ns);
    }
    return hash;
}

static uint64_t fold_shots(uint64_t hash, const shot_list *shots)
{
    hash = fold(hash, (uint32_t)shots->count);
    for (int32_t i = 0; i < shots->count; ++i) {
        hash = fold(hash, shots->items[i].tick);
        hash = fold_float(hash, shots->items[i].aim_rad);
        hash = fold_float(hash, shots->items[i].power);
        hash = fold(hash, (uint32_t)shots->items[i].kind);
    }
    return hash;
}

uint64_t run_hash(const run *r)
{
    uint64_t world = qn_world_state_hash(r->world);
    uint64_t hash = fold_long(FOLD_START, world);
    hash = fold(hash, r->tick);
    hash = fold_rules(hash, r);
    hash = fold_blocks(hash, r);
    return fold_shots(hash, &r->shots);
}
