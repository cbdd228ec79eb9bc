// A sorted array of at most a handful.
#include "run/shots.h"

bool shots_add(shot_list *list, shot added)
{
    int32_t at = shots_before(list, added.tick);
    bool is_taken = at < list->count && list->items[at].tick == added.tick;
    if (is_taken || list->count == LEVEL_BALL_CAPACITY) {
        return false;
    }
    for (int32_t i = list->count; i > at; --i) {
        list->items[i] = list->items[i - 1];
    }
    list->items[at] = added;
    list->count += 1;
    return true;
}

void shots_remove(shot_list *list, int32_t index)
{
    if (index < 0 || index >= list->count) {
        return;
    }
    list->count -= 1;
    for (int32_t i = index; i < list->count; ++i) {
        list->items[i] = list->items[i + 1];
    }
}

int32_t shots_before(const shot_list *list, uint32_t tick)
{
    int32_t count = 0;
    while (count < list->count && list->items[count].tick < tick) {
        count += 1;
    }
    return count;
}

const shot *shots_at(const shot_list *list, uint32_t tick)
{
    int32_t at = shots_before(list, tick);
    return at < list->count && list->items[at].tick == tick ? &list->items[at] : NULL;
}

bool shots_next_ball(const shot_list *list, const level *plan, ball_kind *kind)
{
    int32_t used[BALL_KIND_COUNT] = {0};
    for (int32_t i = 0; i < list->count; ++i) {
        used[list->items[i].kind] += 1;
    }
    for (int32_t i = 0; i < plan->ball_count; ++i) {
        if (used[plan->balls[i]] == 0) {
            *kind = plan->balls[i];
            return true;
        }
        used[plan->balls[i]] -= 1;
    }
    return false;
}
