// Inflating without output. A stream's size follows from its lengths alone, so that a stream of any
// size is measured in the memory of two code tables: the cap is enforced before there is a byte to
// cap, the content then gets a block that fits exactly, and what is wrong with a stream has its
// name. The rules are those of RFC 1951, and of libdeflate where the RFC is silent: a code of one
// symbol is that symbol whatever the bit, and symbols 286 and 287 and distance codes 30 and 31 mean
// what the last good one means. What is measured without an error is inflated without one.
//
// Each bit is checked to be there before it is believed, so a cut stream is never called bad.
#include "compress/measure.h"

#include <string.h>

#define MAX_CODE_BITS 15
#define FAST_BITS 10
#define LENGTH_SYMBOLS 288
#define DISTANCE_SYMBOLS 32
#define PRECODE_SYMBOLS 19
#define END_OF_BLOCK 256
#define WINDOW_BYTES 32768

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are read as they lie in memory");

// What a code means: base << 16 | bits of the code << 8 | bits of code and extra bits, and a flag.
#define IS_LONG (1u << 31) // the code goes on behind the table
#define IS_LITERAL (1u << 30)
#define IS_END (1u << 29)
#define BASE_MASK 0x7FFFu

typedef struct code {
    uint32_t fast[1 << FAST_BITS];
    uint16_t counts[MAX_CODE_BITS + 1];
    uint16_t symbols[LENGTH_SYMBOLS]; // in order of their codes
    const uint32_t *meanings;
} code;

typedef struct bit_reader {
    const uint8_t *next;
    const uint8_t *end;
    uint64_t held;
    int32_t held_count; // below 0 once more was taken than there is
} bit_reader;

typedef struct walk {
    bit_reader in;
    size_t history_bytes; // that distances may reach back before the beginning
    size_t plain_bytes, max_plain_bytes;
    code lengths, distances;
    bool are_fixed; // the two codes, so that many small blocks need not make them again
} walk;

// ---- Bits -----------------------------------------------------------------------------------

static inline uint64_t read_eight(const uint8_t *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

// Afterwards at least 56 bits are held, or all there are. Above held_count there may be bits of
// bytes not yet counted; the next refill brings the same ones.
static inline void refill(bit_reader *in)
{
    if (in->end - in->next >= 8) {
        in->held |= read_eight(in->next) << in->held_count;
        in->next += (63 - in->held_count) >> 3;
        in->held_count |= 56;
        return;
    }
    while (in->held_count < 56 && in->next < in->end) {
        in->held |= (uint64_t)*in->next++ << in->held_count;
        in->held_count += 8;
    }
}

static inline void drop(bit_reader *in, uint32_t count)
{
    in->held >>= count;
    in->held_count -= (int32_t)count;
}

// The caller looks at held_count before it believes the value.
static inline uint32_t take(bit_reader *in, uint32_t count)
{
    uint32_t value = (uint32_t)in->held & ((1u << count) - 1);
    drop(in, count);
    return value;
}

// ---- Codes ----------------------------------------------------------------------------------

#define MEANING(base, extra_bits) ((uint32_t)(base) << 16 | (extra_bits))
#define TWO(a, b, extra) MEANING(a, extra), MEANING(b, extra)
#define FOUR(a, b, c, d, extra) TWO(a, b, extra), TWO(c, d, extra)

static const uint32_t length_meanings[LENGTH_SYMBOLS - END_OF_BLOCK - 1] = {
    FOUR(3, 4, 5, 6, 0),         FOUR(7, 8, 9, 10, 0),    FOUR(11, 13, 15, 17, 1),
    FOUR(19, 23, 27, 31, 2),     FOUR(35, 43, 51, 59, 3), FOUR(67, 83, 99, 115, 4),
    FOUR(131, 163, 195, 227, 5), MEANING(258, 0),         TWO(258, 258, 0)};

static const uint32_t distance_meanings[DISTANCE_SYMBOLS] = {
    FOUR(1, 2, 3, 4, 0),  TWO(5, 7, 1),          TWO(9, 13, 2),        TWO(17, 25, 3),
    TWO(33, 49, 4),       TWO(65, 97, 5),        TWO(129, 193, 6),     TWO(257, 385, 7),
    TWO(513, 769, 8),     TWO(1025, 1537, 9),    TWO(2049, 3073, 10),  TWO(4097, 6145, 11),
    TWO(8193, 12289, 12), TWO(16385, 24577, 13), TWO(24577, 24577, 13)};

// Null meanings stand for the symbols' own numbers (the code of the code lengths).
static uint32_t meaning_of(const uint32_t *meanings, uint32_t symbol, uint32_t bits)
{
    uint32_t own = bits << 8 | bits;
    if (meanings == distance_meanings) {
        return own + distance_meanings[symbol];
    }
    if (meanings == NULL) {
        return own + MEANING(symbol, 0);
    }
    if (symbol > END_OF_BLOCK) {
        return own + length_meanings[symbol - END_OF_BLOCK - 1];
    }
    return own | (symbol == END_OF_BLOCK ? IS_END : IS_LITERAL);
}

static uint32_t reversed(uint32_t value, uint32_t bits)
{
    uint32_t result = 0;
    for (uint32_t i = 0; i < bits; ++i) {
        result = result << 1 | (value >> i & 1);
    }
    return result;
}

static void sort_symbols(code *c, const uint8_t *sizes, uint32_t symbol_count)
{
    uint16_t place[MAX_CODE_BITS + 2] = {0};
    memset(c->counts, 0, sizeof c->counts);
    for (uint32_t i = 0; i < symbol_count; ++i) {
        c->counts[sizes[i]] += 1;
    }
    c->counts[0] = 0;
    for (uint32_t length = 1; length <= MAX_CODE_BITS; ++length) {
        place[length + 1] = (uint16_t)(place[length] + c->counts[length]);
    }
    for (uint32_t i = 0; i < symbol_count; ++i) {
        if (sizes[i] > 0) {
            c->symbols[place[sizes[i]]++] = (uint16_t)i;
        }
    }
}

// A code of no symbol (which nothing may use) or of one with one bit; false for any other gap.
static bool fill_incomplete(code *c, uint32_t used_space)
{
    bool is_empty = used_space == 0;
    bool is_single = used_space == 1u << (MAX_CODE_BITS - 1) && c->counts[1] == 1;
    if (!is_empty && !is_single) {
        return false;
    }
    uint32_t meaning = meaning_of(c->meanings, is_empty ? 0 : c->symbols[0], 1);
    for (uint32_t i = 0; i < 1u << FAST_BITS; ++i) {
        c->fast[i] = meaning;
    }
    return true;
}

// Every entry of the table that begins with this code; its first bit is the lowest.
static void fill_entries(code *c, uint32_t value, uint32_t length, uint32_t meaning)
{
    for (uint32_t at = reversed(value, length); at < 1u << FAST_BITS; at += 1u << length) {
        c->fast[at] = meaning;
    }
}

static void fill_fast(code *c)
{
    for (uint32_t i = 0; i < 1u << FAST_BITS; ++i) {
        c->fast[i] = IS_LONG;
    }
    uint32_t next = 0;
    uint32_t value = 0;
    for (uint32_t length = 1; length <= FAST_BITS; ++length, value <<= 1) {
        for (uint32_t i = 0; i < c->counts[length]; ++i, ++value, ++next) {
            fill_entries(c, value, length, meaning_of(c->meanings, c->symbols[next], length));
        }
    }
}

// False if these lengths make no code.
static bool make_code(code *c, const uint8_t *sizes, uint32_t symbol_count,
                      const uint32_t *meanings)
{
    c->meanings = meanings;
    sort_symbols(c, sizes, symbol_count);
    uint32_t used_space = 0; // in codes of MAX_CODE_BITS bits
    for (uint32_t length = 1; length <= MAX_CODE_BITS; ++length) {
        used_space += (uint32_t)c->counts[length] << (MAX_CODE_BITS - length);
    }
    if (used_space > 1u << MAX_CODE_BITS) {
        return false;
    }
    if (used_space < 1u << MAX_CODE_BITS) {
        return fill_incomplete(c, used_space);
    }
    fill_fast(c);
    return true;
}

// Codes of one length follow each other, so that a code is found by counting, bit after bit.
static uint32_t find_long(const code *c, uint64_t held)
{
    uint32_t value = 0, first = 0, index = 0;
    for (uint32_t length = 1; length <= MAX_CODE_BITS; ++length) {
        value |= (uint32_t)held & 1;
        held >>= 1;
        uint32_t count = c->counts[length];
        if (value < first + count) {
            return meaning_of(c->meanings, c->symbols[index + value - first], length);
        }
        index += count;
        first = (first + count) << 1;
        value <<= 1;
    }
    return MEANING(0, MAX_CODE_BITS); // not reached: the code is complete
}

static inline uint32_t look_up(const code *c, uint64_t held)
{
    uint32_t meaning = c->fast[held & ((1u << FAST_BITS) - 1)];
    return meaning & IS_LONG ? find_long(c, held) : meaning;
}

// The base of a meaning and its extra bits, all of which are dropped with the code.
static inline uint32_t take_value(bit_reader *in, uint32_t meaning)
{
    uint32_t all = meaning & 0xFF;
    uint32_t code_bits = meaning >> 8 & 0xFF;
    uint32_t extra = (uint32_t)(in->held >> code_bits) & ((1u << (all - code_bits)) - 1);
    drop(in, all);
    return (meaning >> 16 & BASE_MASK) + extra;
}

// ---- Blocks ---------------------------------------------------------------------------------

static qn_error walk_stored(walk *w)
{
    // Back to the byte after the block's three bits.
    bit_reader *in = &w->in;
    *in = (bit_reader){.next = in->next - in->held_count / 8, .end = in->end};
    if (in->end - in->next < 4) {
        return QN_ERROR_TRUNCATED;
    }
    uint32_t size = in->next[0] | (uint32_t)in->next[1] << 8;
    uint32_t check = in->next[2] | (uint32_t)in->next[3] << 8;
    if (size != (check ^ 0xFFFF)) {
        return QN_ERROR_BAD_DATA;
    }
    in->next += 4;
    size_t left = (size_t)(in->end - in->next);
    size_t there = size < left ? size : left;
    if (there > w->max_plain_bytes - w->plain_bytes) {
        return QN_ERROR_TOO_LARGE;
    }
    w->plain_bytes += there;
    in->next += there;
    return there == size ? QN_ERROR_OK : QN_ERROR_TRUNCATED;
}

static bool make_fixed_codes(walk *w)
{
    if (w->are_fixed) {
        return true;
    }
    uint8_t sizes[LENGTH_SYMBOLS];
    memset(sizes, 8, 144);
    memset(sizes + 144, 9, 112);
    memset(sizes + 256, 7, 24);
    memset(sizes + 280, 8, 8);
    bool is_made = make_code(&w->lengths, sizes, LENGTH_SYMBOLS, length_meanings);
    memset(sizes, 5, DISTANCE_SYMBOLS);
    w->are_fixed = is_made && make_code(&w->distances, sizes, DISTANCE_SYMBOLS, distance_meanings);
    return w->are_fixed;
}

// How often a symbol of the code of code lengths repeats a length.
static uint32_t repeat_of(bit_reader *in, uint32_t symbol)
{
    static const uint8_t extra_bits[3] = {2, 3, 7};
    static const uint8_t least[3] = {3, 3, 11};
    return symbol < 16 ? 1 : least[symbol - 16] + take(in, extra_bits[symbol - 16]);
}

static qn_error read_code_lengths(walk *w, uint8_t *sizes, uint32_t count)
{
    for (uint32_t i = 0; i < count;) {
        refill(&w->in);
        uint32_t symbol = take_value(&w->in, look_up(&w->lengths, w->in.held));
        uint32_t repeat = repeat_of(&w->in, symbol);
        if (w->in.held_count < 0) {
            return QN_ERROR_TRUNCATED;
        }
        if ((symbol == 16 && i == 0) || repeat > count - i) {
            return QN_ERROR_BAD_DATA;
        }
        uint8_t length = symbol < 16 ? (uint8_t)symbol : symbol == 16 ? sizes[i - 1] : 0;
        memset(sizes + i, length, repeat);
        i += repeat;
    }
    return QN_ERROR_OK;
}

static qn_error read_dynamic_codes(walk *w)
{
    static const uint8_t order[PRECODE_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                   11, 4,  12, 3, 13, 2, 14, 1, 15};
    w->are_fixed = false;
    uint32_t length_count = 257 + take(&w->in, 5);
    uint32_t distance_count = 1 + take(&w->in, 5);
    uint32_t precode_count = 4 + take(&w->in, 4);
    uint8_t sizes[LENGTH_SYMBOLS + DISTANCE_SYMBOLS] = {0};
    for (uint32_t i = 0; i < precode_count; ++i) {
        refill(&w->in);
        sizes[order[i]] = (uint8_t)take(&w->in, 3);
        if (w->in.held_count < 0) {
            return QN_ERROR_TRUNCATED;
        }
    }
    if (!make_code(&w->lengths, sizes, PRECODE_SYMBOLS, NULL)) {
        return QN_ERROR_BAD_DATA;
    }
    qn_error error = read_code_lengths(w, sizes, length_count + distance_count);
    if (error != QN_ERROR_OK) {
        return error;
    }
    bool is_made =
        make_code(&w->lengths, sizes, length_count, length_meanings) &&
        make_code(&w->distances, sizes + length_count, distance_count, distance_meanings);
    return is_made ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

static inline uint32_t take_literal(bit_reader *in, const code *lengths, uint32_t meaning,
                                    size_t *size)
{
    drop(in, meaning & 0xFF);
    *size += 1;
    return look_up(lengths, in->held);
}

// False if the distance reaches too far back.
static inline bool take_match(const walk *w, bit_reader *in, uint32_t meaning, size_t *size)
{
    size_t reachable = *size + w->history_bytes;
    *size += take_value(in, meaning);
    uint32_t distance = take_value(in, look_up(&w->distances, in->held));
    return distance <= reachable || in->held_count < 0;
}

// Up to two literals, then anything: 30 bits, and after another refill 48. The reader is a copy, so
// that it stays in registers.
static qn_error walk_codes(walk *w)
{
    bit_reader in = w->in;
    size_t size = w->plain_bytes;
    bool is_end = false;
    while (!is_end) {
        refill(&in);
        uint32_t meaning = look_up(&w->lengths, in.held);
        if (meaning & IS_LITERAL) {
            meaning = take_literal(&in, &w->lengths, meaning, &size);
        }
        if (meaning & IS_LITERAL) {
            meaning = take_literal(&in, &w->lengths, meaning, &size);
        }
        refill(&in);
        is_end = (meaning & IS_END) != 0;
        if (meaning & (IS_LITERAL | IS_END)) {
            drop(&in, meaning & 0xFF);
            size += is_end ? 0 : 1;
        } else if (!take_match(w, &in, meaning, &size)) {
            return QN_ERROR_BAD_DATA;
        }
        if (in.held_count < 0) {
            return QN_ERROR_TRUNCATED;
        }
        if (size > w->max_plain_bytes) {
            return QN_ERROR_TOO_LARGE;
        }
    }
    w->in = in;
    w->plain_bytes = size;
    return QN_ERROR_OK;
}

static size_t bits_before(const bit_reader *in, const uint8_t *start)
{
    return 8 * (size_t)(in->next - start) - (size_t)in->held_count;
}

static qn_error walk_block(walk *w, bool *is_last)
{
    refill(&w->in);
    *is_last = take(&w->in, 1) == 1;
    uint32_t kind = take(&w->in, 2);
    if (w->in.held_count < 0) {
        return QN_ERROR_TRUNCATED;
    }
    if (kind == 0) {
        return walk_stored(w);
    }
    if (kind == 3) {
        return QN_ERROR_BAD_DATA;
    }
    qn_error error = QN_ERROR_OK;
    if (kind == 2) {
        error = read_dynamic_codes(w);
    } else if (!make_fixed_codes(w)) {
        error = QN_ERROR_BAD_DATA;
    }
    return error == QN_ERROR_OK ? walk_codes(w) : error;
}

qn_error qn_deflate_measure(qn_bytes packed, size_t history_bytes, size_t max_plain_bytes,
                            qn_measure *out)
{
    static const uint8_t nothing = 0;
    const uint8_t *start = packed.size_bytes > 0 ? packed.data : &nothing;
    // Half of the memory there can be is more than any block, and its sums cannot overflow.
    size_t most = max_plain_bytes < SIZE_MAX / 2 ? max_plain_bytes : SIZE_MAX / 2;
    walk w;
    w.in = (bit_reader){.next = start, .end = start + packed.size_bytes};
    w.history_bytes = history_bytes < WINDOW_BYTES ? history_bytes : WINDOW_BYTES;
    w.plain_bytes = 0;
    w.max_plain_bytes = most;
    w.are_fixed = false;
    *out = (qn_measure){0};
    size_t last_block_bits = 0;
    for (bool is_last = false; !is_last;) {
        last_block_bits = bits_before(&w.in, start);
        qn_error error = walk_block(&w, &is_last);
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
    size_t end_bits = bits_before(&w.in, start);
    *out = (qn_measure){(end_bits + 7) / 8, w.plain_bytes, last_block_bits, end_bits};
    return QN_ERROR_OK;
}
