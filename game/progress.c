// The saved content, in little-endian words. Version 1, of the one level there was: the fewest
// shots of a won run (0: none yet), and the same with all bits turned over. Version 2: how many
// levels there are, for each the fewest balls and the medal, and a sum over all of it. The
// container (quoin/save.h) has its own hash; the sum only keeps a hand-made container with stray
// content from being believed.
#include "progress.h"

#include <string.h>

#include "game.h"

#define SAVE_VERSION 2u
#define BALL_COUNT_MAX 1000000
#define WORD_COUNT (2 + 2 * LEVEL_COUNT)

int32_t progress_unlocked_count(const progress *p)
{
    int32_t count = 1;
    while (count < LEVEL_COUNT && p->levels[count - 1].best_ball_count > 0) {
        count += 1;
    }
    return count;
}

bool progress_note(progress *p, int32_t index, int32_t ball_count, medal won)
{
    progress_level *known = &p->levels[index];
    bool is_fewer = known->best_ball_count == 0 || ball_count < known->best_ball_count;
    bool is_better = won > known->medal;
    known->best_ball_count = is_fewer ? ball_count : known->best_ball_count;
    known->medal = is_better ? won : known->medal;
    return is_fewer || is_better;
}

static void put_word(uint8_t *bytes, uint32_t value)
{
    for (int32_t i = 0; i < 4; ++i) {
        bytes[i] = (uint8_t)(value >> (8 * i));
    }
}

static uint32_t take_word(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | ((uint32_t)bytes[1] << 8) | ((uint32_t)bytes[2] << 16) |
           ((uint32_t)bytes[3] << 24);
}

static uint32_t sum_of(const uint8_t *bytes, size_t size_bytes)
{
    uint32_t sum = 0x811C9DC5u;
    for (size_t i = 0; i < size_bytes; ++i) {
        sum = (sum ^ bytes[i]) * 0x01000193u;
    }
    return sum;
}

qn_error progress_save(const progress *p, uint8_t **bytes, size_t *size_bytes)
{
    uint8_t content[4 * WORD_COUNT];
    put_word(content, LEVEL_COUNT);
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        put_word(content + 4 + 8 * i, (uint32_t)p->levels[i].best_ball_count);
        put_word(content + 8 + 8 * i, (uint32_t)p->levels[i].medal);
    }
    put_word(content + sizeof content - 4, sum_of(content, sizeof content - 4));
    return qn_save_wrap(GAME_SAVE_APP_ID, SAVE_VERSION, (qn_bytes){content, sizeof content}, bytes,
                        size_bytes);
}

// ---- Reading --------------------------------------------------------------------------------

static qn_error check_size(qn_bytes content, size_t wanted)
{
    if (content.size_bytes < wanted) {
        return QN_ERROR_TRUNCATED;
    }
    return content.size_bytes > wanted ? QN_ERROR_TRAILING_BYTES : QN_ERROR_OK;
}

static qn_error read_first_version(progress *p, qn_bytes content)
{
    qn_error error = check_size(content, 8);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint32_t best = take_word(content.data);
    if (best > BALL_COUNT_MAX || take_word(content.data + 4) != ~best) {
        return QN_ERROR_BAD_DATA;
    }
    bool is_within_par = best > 0 && best <= (uint32_t)level_table[0]->par;
    p->levels[0] = (progress_level){
        .best_ball_count = (int32_t)best,
        .medal = best == 0 ? MEDAL_NONE : (is_within_par ? MEDAL_SILVER : MEDAL_BRONZE)};
    return QN_ERROR_OK;
}

// A level that was won has a medal, and so has every one before it.
static bool take_level(const uint8_t *bytes, bool is_unlocked, progress_level *out)
{
    uint32_t best = take_word(bytes);
    uint32_t won = take_word(bytes + 4);
    bool is_sound = best <= BALL_COUNT_MAX && won <= MEDAL_GOLD &&
                    (best > 0) == (won != MEDAL_NONE) && (best == 0 || is_unlocked);
    if (is_sound) {
        *out = (progress_level){.best_ball_count = (int32_t)best, .medal = (medal)won};
    }
    return is_sound;
}

static qn_error read_second_version(progress *p, qn_bytes content)
{
    if (content.size_bytes < 4) {
        return QN_ERROR_TRUNCATED;
    }
    uint32_t count = take_word(content.data);
    if (count == 0 || count > LEVEL_COUNT) {
        return QN_ERROR_BAD_DATA;
    }
    qn_error error = check_size(content, 4 * (2 + 2 * (size_t)count));
    if (error != QN_ERROR_OK) {
        return error;
    }
    size_t end = content.size_bytes - 4;
    if (take_word(content.data + end) != sum_of(content.data, end)) {
        return QN_ERROR_BAD_DATA;
    }
    bool is_unlocked = true;
    for (uint32_t i = 0; i < count; ++i) {
        if (!take_level(content.data + 4 + 8 * (size_t)i, is_unlocked, &p->levels[i])) {
            return QN_ERROR_BAD_DATA;
        }
        is_unlocked = p->levels[i].best_ball_count > 0;
    }
    return QN_ERROR_OK;
}

static qn_error read_content(progress *p, uint32_t version, qn_bytes content)
{
    switch (version) {
    case 1:
        return read_first_version(p, content);
    case 2:
        return read_second_version(p, content);
    default:
        return QN_ERROR_BAD_VERSION;
    }
}

qn_error progress_load(progress *p, qn_bytes save)
{
    memset(p, 0, sizeof *p);
    if (save.size_bytes == 0) {
        return QN_ERROR_OK;
    }
    uint32_t version = 0;
    uint8_t *content = NULL;
    size_t size_bytes = 0;
    qn_error error =
        qn_save_unwrap(GAME_SAVE_APP_ID, SAVE_VERSION, save, &version, &content, &size_bytes);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = read_content(p, version, (qn_bytes){content, size_bytes});
    if (error != QN_ERROR_OK) {
        memset(p, 0, sizeof *p);
    }
    qn_memory_release(content);
    return error;
}
