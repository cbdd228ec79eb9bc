// A radix sort of the records' numbers by key, lowest digit first, each pass a stable counting
// sort. Layers and targets are one digit; the two digits of the order cost a pass each only in
// frames that set one. Records move once, at the end.
#include <string.h>

#include "draw/list.h"

#define ORDER_DIGITS 2
#define DIGIT_COUNT 256
#define PLACE_COUNT (256 * (QN_DRAW_TARGETS + 1))

static void count_up(int32_t *next, int32_t digit_count)
{
    for (int32_t digit = 1; digit < digit_count; ++digit) {
        next[digit] += next[digit - 1];
    }
}

static void sort_by_digit(const qn_draw_list *list, int32_t shift, const uint32_t *from,
                          uint32_t *to)
{
    int32_t next[DIGIT_COUNT + 1] = {0};
    for (int32_t i = 0; i < list->sprite_count; ++i) {
        next[(list->keys[i] >> shift & 255u) + 1] += 1;
    }
    count_up(next, DIGIT_COUNT);
    for (int32_t i = 0; i < list->sprite_count; ++i) {
        to[next[list->keys[from[i]] >> shift & 255u]++] = from[i];
    }
}

// Moves the records, which are in order within each place.
static void sort_by_place(qn_draw_list *list, const uint32_t *ranks)
{
    int32_t next[PLACE_COUNT + 1] = {0};
    for (int32_t i = 0; i < list->sprite_count; ++i) {
        next[(list->keys[i] >> 16) + 1] += 1;
    }
    count_up(next, PLACE_COUNT);
    for (int32_t i = 0; i < list->sprite_count; ++i) {
        uint32_t from = ranks == NULL ? (uint32_t)i : ranks[i];
        int32_t to = next[list->keys[from] >> 16]++;
        list->sorted[to] = list->sprites[from];
        list->sorted_state_of[to] = list->state_of[from];
    }
}

void qn_draw_sort(qn_draw_list *list)
{
    if (!list->has_orders) {
        sort_by_place(list, NULL);
        return;
    }
    for (int32_t i = 0; i < list->sprite_count; ++i) {
        list->ranks[0][i] = (uint32_t)i;
    }
    for (int32_t digit = 0; digit < ORDER_DIGITS; ++digit) {
        sort_by_digit(list, 8 * digit, list->ranks[digit & 1], list->ranks[(digit + 1) & 1]);
    }
    sort_by_place(list, list->ranks[ORDER_DIGITS & 1]);
}
