// A packed row: a byte that says how many rows back its reference lies (0: none, all zero); two
// bits a word that say how many bytes its difference takes (0, 2, 3 or 4); the differences. They
// are taken modulo 2^32 and folded (0, -1, 1, -2 ... to 0, 1, 2, 3 ...), for floats as for
// integers.
#include "physics/time/rows.h"

#include <string.h>

#define MAX_REACH 7

static const int bytes_of_tag[4] = {0, 2, 3, 4};

static int32_t words_of_row(const qn_span *span, int32_t row)
{
    int32_t left = span->word_count - row * span->row_words;
    return left < span->row_words ? left : span->row_words;
}

static uint32_t fold(uint32_t difference) { return difference << 1 ^ (0u - (difference >> 31)); }

static uint32_t unfold(uint32_t folded) { return folded >> 1 ^ (0u - (folded & 1u)); }

// How many words differ, counted no further than `limit`.
static int32_t count_differences(const uint32_t *a, const uint32_t *b, int32_t count, int32_t limit)
{
    int32_t differences = 0;
    for (int32_t i = 0; i < count && differences < limit; ++i) {
        differences += a[i] != b[i];
    }
    return differences;
}

static const uint32_t nothing[QN_MAX_ROW_WORDS] = {0};

static const uint32_t *reference_at(const qn_span *span, int32_t row, int32_t reach)
{
    return reach > 0 ? span->words + (row - reach) * span->row_words : nothing;
}

static int32_t choose_reach(const qn_span *span, int32_t row, int32_t count)
{
    const uint32_t *words = span->words + row * span->row_words;
    int32_t furthest = row < MAX_REACH ? row : MAX_REACH;
    int32_t best = 0;
    int32_t least = count_differences(words, nothing, count, count);
    for (int32_t reach = 1; reach <= furthest && least > 0; ++reach) {
        const uint32_t *reference = reference_at(span, row, reach);
        int32_t differences = count_differences(words, reference, count, least);
        best = differences < least ? reach : best;
        least = differences < least ? differences : least;
    }
    return best;
}

static uint32_t tag_for(uint32_t folded)
{
    return folded == 0 ? 0u : (folded < 1u << 16 ? 1u : (folded < 1u << 24 ? 2u : 3u));
}

size_t qn_row_pack(const qn_span *span, int32_t row, uint8_t *out)
{
    int32_t count = words_of_row(span, row);
    int32_t reach = choose_reach(span, row, count);
    const uint32_t *words = span->words + row * span->row_words;
    const uint32_t *reference = reference_at(span, row, reach);
    size_t tag_bytes = ((uint32_t)count + 3) / 4;
    uint8_t *tags = out + 1;
    uint8_t *at = tags + tag_bytes;
    out[0] = (uint8_t)reach;
    memset(tags, 0, tag_bytes);
    for (int32_t i = 0; i < count; ++i) {
        uint32_t folded = fold(words[i] - reference[i]);
        uint32_t tag = tag_for(folded);
        tags[i / 4] |= (uint8_t)(tag << 2 * (i % 4));
        memcpy(at, &folded, sizeof folded);
        at += bytes_of_tag[tag];
    }
    return (size_t)(at - out);
}

size_t qn_row_unpack(const qn_span *span, int32_t row, const uint8_t *in)
{
    int32_t count = words_of_row(span, row);
    uint32_t *words = span->words + row * span->row_words;
    const uint32_t *reference = reference_at(span, row, in[0]);
    const uint8_t *tags = in + 1;
    const uint8_t *at = tags + ((uint32_t)count + 3) / 4;
    for (int32_t i = 0; i < count; ++i) {
        uint32_t folded = 0;
        int bytes = bytes_of_tag[tags[i / 4] >> 2 * (i % 4) & 3];
        memcpy(&folded, at, (size_t)bytes);
        words[i] = reference[i] + unfold(folded);
        at += bytes;
    }
    return (size_t)(at - in);
}
