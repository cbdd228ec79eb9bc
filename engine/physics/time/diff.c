// Compares word by word. Generations are compared without the salts of the worlds.
#include "physics/time/spans.h"
#include "quoin/physics/replay.h"

#include <stddef.h>

// The salt of the pool whose slots the span holds; 0 for others.
static uint32_t salt_of(const qn_spans *spans, int32_t number)
{
    uint32_t salt = 0;
#define TAKE(noun, records)                                                                        \
    salt = number == QN_SPAN_OF_##noun##_slots ? spans->header.noun##_pool.first_generation : salt;
    QN_WORLD_POOLS(TAKE)
#undef TAKE
    return salt;
}

static void drop_salts(qn_world_state *s)
{
#define DROP(noun, records) s->noun##_pool.first_generation = 0;
    QN_WORLD_POOLS(DROP)
#undef DROP
}

// A generation lies in the low half of the second word of a slot.
static uint32_t without_salt(uint32_t word, uint32_t salt, int32_t place_in_record)
{
    if (salt == 0 || place_in_record != 1) {
        return word;
    }
    return (word & 0xFFFF0000u) | (((word & 0xFFFFu) - salt) & QN_GENERATION_MASK);
}
_Static_assert(offsetof(qn_slot, generation) == sizeof(uint32_t), "the second word");

static bool differ_in(const qn_spans *a, const qn_spans *b, int32_t number,
                      qn_world_difference *out)
{
    const qn_span *in_a = &a->list[number];
    const qn_span *in_b = &b->list[number];
    uint32_t salt_a = salt_of(a, number);
    uint32_t salt_b = salt_of(b, number);
    int32_t count = in_a->word_count < in_b->word_count ? in_a->word_count : in_b->word_count;
    for (int32_t i = 0; i < count; ++i) {
        int32_t place = i % in_a->record_words;
        uint32_t bits_a = without_salt(in_a->words[i], salt_a, place);
        uint32_t bits_b = without_salt(in_b->words[i], salt_b, place);
        if (bits_a != bits_b) {
            *out = (qn_world_difference){.array = number,
                                         .index = i / in_a->record_words,
                                         .offset_bytes = place * (int32_t)sizeof(uint32_t),
                                         .bits_a = bits_a,
                                         .bits_b = bits_b};
            return true;
        }
    }
    return false;
}

bool qn_world_diff(const qn_world *a, const qn_world *b, qn_world_difference *out)
{
    if (a == NULL || b == NULL || out == NULL) {
        return false;
    }
    qn_spans spans_a;
    qn_spans spans_b;
    qn_spans_of(a, &spans_a);
    qn_spans_of(b, &spans_b);
    qn_world_state header_a = spans_a.header;
    qn_world_state header_b = spans_b.header;
    drop_salts(&header_a);
    drop_salts(&header_b);
    spans_a.list[QN_SPAN_HEADER].words = (uint32_t *)(void *)&header_a;
    spans_b.list[QN_SPAN_HEADER].words = (uint32_t *)(void *)&header_b;
    for (int32_t i = 0; i < QN_SPAN_COUNT; ++i) {
        if (differ_in(&spans_a, &spans_b, i, out)) {
            return true;
        }
    }
    return false;
}

const char *qn_world_array_name(int32_t array)
{
    static const char *const names[QN_SPAN_COUNT] = {"world",
#define NAME(type, name, capacity, used) #name,
                                                     QN_WORLD_ARRAYS(NAME)
#undef NAME
    };
    return array >= 0 && array < QN_SPAN_COUNT ? names[array] : "";
}
