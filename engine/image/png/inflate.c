// Two loops share the tables. The fast one runs while a symbol of any kind surely fits the room and
// the current chunk, takes bits eight bytes at a time and checks nothing else but codes and
// distances. The careful one takes byte after byte, across chunks, and counts.
//
// `bits` is filled by a whole word of which only full bytes are counted; the bits above bit_count
// are those of the byte that comes next, so that adding them again does not change them.
#include "image/png/inflate.h"

#include <string.h>

#define ZLIB_HEADER_BITS 16
#define METHOD_DEFLATE 8
#define FLAG_DICTIONARY 0x20
#define MAX_LITERAL_COUNT 286
#define MAX_DISTANCE_COUNT 30
#define END_SYMBOL 256
// What the fast loop may take and give in one turn: three words, and a copy behind three literals.
#define FAST_INPUT_BYTES 32
#define FAST_OUTPUT_BYTES (258 + 4)

typedef enum outcome { GOES_ON, BLOCK_ENDS, IS_BAD } outcome;

// ---- Bits -----------------------------------------------------------------------------------

static uint64_t load_word(const uint8_t *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static uint32_t low_bits(uint64_t bits, uint32_t count)
{
    return (uint32_t)(bits & (((uint64_t)1 << count) - 1));
}

// True if there are so many bits, at most 48.
static bool need_bits(qn_png_inflater *inflater, uint32_t count)
{
    while (inflater->bit_count < count) {
        if (!qn_png_stream_has_more(&inflater->stream)) {
            return false;
        }
        qn_bytes *piece = &inflater->stream.piece;
        inflater->bits |= (uint64_t)piece->data[0] << inflater->bit_count;
        inflater->bit_count += 8;
        *piece = (qn_bytes){piece->data + 1, piece->size_bytes - 1};
    }
    return true;
}

static void drop_bits(qn_png_inflater *inflater, uint32_t count)
{
    inflater->bits >>= count;
    inflater->bit_count -= count;
}

static bool take_bits(qn_png_inflater *inflater, uint32_t count, uint32_t *out)
{
    if (!need_bits(inflater, count)) {
        return false;
    }
    *out = low_bits(inflater->bits, count);
    drop_bits(inflater, count);
    return true;
}

// ---- Matches --------------------------------------------------------------------------------

// Of overlapping bytes: those that repeat are written until eight lie a multiple of the distance
// back, and then eight at a time. May write INFLATE_SLACK_BYTES too many.
static void copy_near(uint8_t *out, uint32_t distance, uint32_t length)
{
    uint32_t stride = distance;
    uint8_t *end = out + length;
    while (stride < 8) {
        for (uint32_t i = 0; i < distance; ++i) {
            out[i] = out[(ptrdiff_t)i - (ptrdiff_t)distance];
        }
        out += distance;
        stride += distance;
    }
    for (; out < end; out += 8) {
        memcpy(out, out - stride, 8);
    }
}

static inline void copy_match(uint8_t *out, uint32_t distance, uint32_t length)
{
    if (distance < 16) {
        copy_near(out, distance, length);
        return;
    }
    for (uint8_t *end = out + length; out < end; out += 16) {
        memcpy(out, out - distance, 16);
    }
}

// ---- The fast loop --------------------------------------------------------------------------

static inline bool is_literal(uint32_t entry) { return (entry & ENTRY_LITERAL) != 0; }

// One function, and longer than others: that bits, input and output stay in registers is most of
// its speed. Of 56 bits a turn spends at most 33 on three entries before one that is no literal,
// which takes at most 20, and the distance, at most 28, has 56 anew.
// NOLINTNEXTLINE(readability-function-size)
static outcome decode_fast(qn_png_inflater *inflater)
{
    const uint8_t *in = inflater->stream.piece.data;
    const uint8_t *in_end = in + inflater->stream.piece.size_bytes;
    uint8_t *out = inflater->buffer + inflater->filled_bytes;
    const uint8_t *start = out;
    size_t room = inflater->capacity_bytes - inflater->filled_bytes;
    room = inflater->left_bytes < room ? (size_t)inflater->left_bytes : room;
    if (room < FAST_OUTPUT_BYTES || in_end - in < FAST_INPUT_BYTES) {
        return GOES_ON;
    }
    const uint8_t *in_last = in_end - FAST_INPUT_BYTES, *out_last = out + room - FAST_OUTPUT_BYTES;
    const uint32_t *literals = inflater->literals, *distances = inflater->distances;
    uint64_t bits = inflater->bits;
    uint32_t count = inflater->bit_count;
    outcome result = GOES_ON;
#define REFILL (bits |= load_word(in) << count, in += (63 - count) >> 3, count |= 56)
#define DROP(entry) (bits >>= (uint64_t)(entry) & ENTRY_DROP, count -= (entry) & ENTRY_DROP)
#define TAKE_LITERAL                                                                               \
    (*out++ = (uint8_t)(entry >> 8), DROP(entry), entry = LOOK_UP(literals, LITERAL_TABLE_BITS))
#define LOOK_UP(table, table_bits) ((table)[bits & ((1u << (table_bits)) - 1)])
    REFILL;
    uint32_t entry = LOOK_UP(literals, LITERAL_TABLE_BITS);
    while (in <= in_last && out <= out_last) {
        if (!is_literal(entry)) {
            goto no_literal;
        }
        TAKE_LITERAL;
        if (!is_literal(entry)) {
            goto no_literal;
        }
        TAKE_LITERAL;
        if (!is_literal(entry)) {
            goto no_literal;
        }
        TAKE_LITERAL;
        if (!is_literal(entry)) {
            goto no_literal;
        }
        TAKE_LITERAL;
        REFILL;
        continue;
    no_literal:
        if ((entry & ENTRY_SPECIAL) != 0) {
            if ((entry & ENTRY_MORE) != 0) {
                DROP(entry);
                entry = literals[(entry >> 16) + low_bits(bits, entry >> 8 & 15)];
            }
            if (is_literal(entry)) {
                TAKE_LITERAL;
                REFILL;
                continue;
            }
            if ((entry & ENTRY_SPECIAL) != 0) {
                DROP(entry);
                result = (entry & ENTRY_END) != 0 ? BLOCK_ENDS : IS_BAD;
                break;
            }
        }
        DROP(entry);
        uint32_t extra = entry >> 8 & 15;
        uint32_t length = (entry >> 16) + low_bits(bits, extra);
        bits >>= extra;
        count -= extra;
        REFILL;
        entry = LOOK_UP(distances, DISTANCE_TABLE_BITS);
        if ((entry & ENTRY_MORE) != 0 && (entry & ENTRY_SPECIAL) != 0) {
            DROP(entry);
            entry = distances[(entry >> 16) + low_bits(bits, entry >> 8 & 15)];
        }
        DROP(entry);
        extra = entry >> 8 & 15;
        uint32_t distance = (entry >> 16) + low_bits(bits, extra);
        bits >>= extra;
        count -= extra;
        if ((entry & ENTRY_SPECIAL) != 0 || distance > (size_t)(out - inflater->buffer)) {
            result = IS_BAD;
            break;
        }
        entry = LOOK_UP(literals, LITERAL_TABLE_BITS);
        REFILL;
        copy_match(out, distance, length);
        out += length;
    }
#undef TAKE_LITERAL
#undef REFILL
#undef DROP
#undef LOOK_UP
    inflater->stream.piece = (qn_bytes){in, (size_t)(in_end - in)};
    inflater->bits = bits;
    inflater->bit_count = count;
    inflater->filled_bytes += (size_t)(out - start);
    inflater->left_bytes -= (size_t)(out - start);
    return result;
}

// ---- The careful loop -----------------------------------------------------------------------

// The next entry of a table, whose bits are dropped.
static qn_error take_entry(qn_png_inflater *inflater, const uint32_t *table, uint32_t table_bits,
                           uint32_t *out)
{
    need_bits(inflater, 48);
    uint32_t entry = table[low_bits(inflater->bits, table_bits)];
    for (int i = 0; i < 2; ++i) {
        if ((entry & ENTRY_DROP) > inflater->bit_count) {
            return QN_ERROR_TRUNCATED;
        }
        drop_bits(inflater, entry & ENTRY_DROP);
        bool has_more = !is_literal(entry) && (entry & ENTRY_SPECIAL) && (entry & ENTRY_MORE);
        if (!has_more) {
            break;
        }
        entry = table[(entry >> 16) + low_bits(inflater->bits, entry >> 8 & 15)];
    }
    *out = entry;
    bool is_bad = !is_literal(entry) && (entry & ENTRY_SPECIAL) && !(entry & ENTRY_END);
    return is_bad ? QN_ERROR_BAD_DATA : QN_ERROR_OK;
}

// The value of a length or distance.
static qn_error take_value(qn_png_inflater *inflater, uint32_t entry, uint32_t *out)
{
    uint32_t extra;
    bool has_bits = take_bits(inflater, entry >> 8 & 15, &extra);
    *out = (entry >> 16) + (has_bits ? extra : 0);
    return has_bits ? QN_ERROR_OK : QN_ERROR_TRUNCATED;
}

static qn_error take_match(qn_png_inflater *inflater, uint32_t length_entry)
{
    uint32_t length = 0, distance = 0, entry = 0;
    qn_error error = take_value(inflater, length_entry, &length);
    if (error == QN_ERROR_OK) {
        error = take_entry(inflater, inflater->distances, DISTANCE_TABLE_BITS, &entry);
    }
    if (error == QN_ERROR_OK) {
        error = take_value(inflater, entry, &distance);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (distance > inflater->filled_bytes) {
        return QN_ERROR_BAD_DATA;
    }
    if (length > inflater->left_bytes) {
        return QN_ERROR_TOO_LARGE;
    }
    copy_match(inflater->buffer + inflater->filled_bytes, distance, length);
    inflater->filled_bytes += length;
    inflater->left_bytes -= length;
    return QN_ERROR_OK;
}

static qn_error take_symbol(qn_png_inflater *inflater)
{
    uint32_t entry = 0;
    qn_error error = take_entry(inflater, inflater->literals, LITERAL_TABLE_BITS, &entry);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!is_literal(entry)) {
        if ((entry & ENTRY_SPECIAL) == 0) {
            return take_match(inflater, entry);
        }
        inflater->state = INFLATE_AT_BLOCK;
        return QN_ERROR_OK;
    }
    if (inflater->left_bytes == 0) {
        return QN_ERROR_TOO_LARGE;
    }
    inflater->buffer[inflater->filled_bytes++] = (uint8_t)(entry >> 8);
    inflater->left_bytes -= 1;
    return QN_ERROR_OK;
}

// Room for any symbol, or nothing left to come but the end.
static bool has_room(const qn_png_inflater *inflater)
{
    return inflater->capacity_bytes - inflater->filled_bytes >= FAST_OUTPUT_BYTES ||
           inflater->left_bytes <= inflater->capacity_bytes - inflater->filled_bytes;
}

static qn_error run_coded(qn_png_inflater *inflater)
{
    qn_error error = QN_ERROR_OK;
    while (error == QN_ERROR_OK && inflater->state == INFLATE_CODED && has_room(inflater)) {
        outcome result = decode_fast(inflater);
        if (result == IS_BAD) {
            return QN_ERROR_BAD_DATA;
        }
        if (result == BLOCK_ENDS) {
            inflater->state = INFLATE_AT_BLOCK;
        } else if (has_room(inflater)) {
            error = take_symbol(inflater);
        }
    }
    return error;
}

// ---- Stored blocks --------------------------------------------------------------------------

static qn_error begin_stored(qn_png_inflater *inflater)
{
    drop_bits(inflater, inflater->bit_count % 8);
    uint32_t sizes = 0;
    if (!take_bits(inflater, 32, &sizes)) {
        return QN_ERROR_TRUNCATED;
    }
    if ((sizes & 0xFFFF) != (~sizes >> 16)) {
        return QN_ERROR_BAD_DATA;
    }
    inflater->stored_left = sizes & 0xFFFF;
    inflater->state = INFLATE_STORED;
    return QN_ERROR_OK;
}

static void put_stored(qn_png_inflater *inflater, const uint8_t *data, size_t size_bytes)
{
    memcpy(inflater->buffer + inflater->filled_bytes, data, size_bytes);
    inflater->filled_bytes += size_bytes;
    inflater->left_bytes -= size_bytes;
    inflater->stored_left -= (uint32_t)size_bytes;
}

static size_t smaller(uint64_t a, uint64_t b) { return (size_t)(a < b ? a : b); }

static qn_error run_stored(qn_png_inflater *inflater)
{
    while (inflater->stored_left > 0 &&
           (inflater->filled_bytes < inflater->capacity_bytes || inflater->left_bytes == 0)) {
        if (inflater->left_bytes == 0) {
            return need_bits(inflater, 8) ? QN_ERROR_TOO_LARGE : QN_ERROR_TRUNCATED;
        }
        if (inflater->bit_count > 0) {
            uint8_t byte = (uint8_t)inflater->bits;
            drop_bits(inflater, 8);
            put_stored(inflater, &byte, 1);
            continue;
        }
        // What `bits` knows of the next byte would be wrong once that is used up.
        inflater->bits = 0;
        if (!qn_png_stream_has_more(&inflater->stream)) {
            return QN_ERROR_TRUNCATED;
        }
        qn_bytes *piece = &inflater->stream.piece;
        size_t size = smaller(inflater->capacity_bytes - inflater->filled_bytes, piece->size_bytes);
        size = smaller(smaller(size, inflater->stored_left), inflater->left_bytes);
        put_stored(inflater, piece->data, size);
        *piece = (qn_bytes){piece->data + size, piece->size_bytes - size};
    }
    if (inflater->stored_left == 0) {
        inflater->state = INFLATE_AT_BLOCK;
    }
    return QN_ERROR_OK;
}

// ---- Headers of blocks ----------------------------------------------------------------------

static qn_error begin_fixed(qn_png_inflater *inflater)
{
    inflater->state = INFLATE_CODED;
    if (inflater->has_fixed_codes) {
        return QN_ERROR_OK;
    }
    uint8_t lengths[LITERAL_SYMBOLS];
    memset(lengths, 8, 144);
    memset(lengths + 144, 9, 112);
    memset(lengths + 256, 7, 24);
    memset(lengths + 280, 8, 8);
    qn_png_code_literals(lengths, LITERAL_SYMBOLS, inflater->literals);
    memset(lengths, 5, DISTANCE_SYMBOLS);
    qn_png_code_distances(lengths, DISTANCE_SYMBOLS, inflater->distances);
    inflater->has_fixed_codes = true;
    return QN_ERROR_OK;
}

// One symbol of the packed lengths: a length, or a run of one.
static qn_error take_lengths(qn_png_inflater *inflater, const uint32_t *table, uint8_t *lengths,
                             uint32_t *at, uint32_t count)
{
    static const uint8_t run_bits[3] = {2, 3, 7}, run_base[3] = {3, 3, 11};
    uint32_t entry = 0, run = 1;
    qn_error error = take_entry(inflater, table, LENGTHS_TABLE_BITS, &entry);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint32_t symbol = entry >> 8;
    uint8_t value = (uint8_t)(symbol < 16 ? symbol : 0);
    if (symbol >= 16) {
        if (!take_bits(inflater, run_bits[symbol - 16], &run)) {
            return QN_ERROR_TRUNCATED;
        }
        run += run_base[symbol - 16];
        bool has_last = symbol > 16 || *at > 0;
        if (!has_last || run > count - *at) {
            return QN_ERROR_BAD_DATA;
        }
        value = symbol == 16 ? lengths[*at - 1] : 0;
    }
    memset(lengths + *at, value, run);
    *at += run;
    return QN_ERROR_OK;
}

static qn_error read_lengths_code(qn_png_inflater *inflater, uint32_t count, uint32_t *table)
{
    static const uint8_t order[LENGTHS_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                   11, 4,  12, 3, 13, 2, 14, 1, 15};
    uint8_t lengths[LENGTHS_SYMBOLS] = {0};
    for (uint32_t i = 0; i < count; ++i) {
        uint32_t length;
        if (!take_bits(inflater, 3, &length)) {
            return QN_ERROR_TRUNCATED;
        }
        lengths[order[i]] = (uint8_t)length;
    }
    return qn_png_code_lengths(lengths, table);
}

static qn_error make_own_codes(qn_png_inflater *inflater, const uint8_t *lengths,
                               uint32_t literal_count, uint32_t distance_count)
{
    if (lengths[END_SYMBOL] == 0) {
        return QN_ERROR_BAD_DATA;
    }
    qn_error error = qn_png_code_literals(lengths, literal_count, inflater->literals);
    if (error != QN_ERROR_OK) {
        return error;
    }
    return qn_png_code_distances(lengths + literal_count, distance_count, inflater->distances);
}

static qn_error begin_own_codes(qn_png_inflater *inflater)
{
    uint32_t counts;
    if (!take_bits(inflater, 14, &counts)) {
        return QN_ERROR_TRUNCATED;
    }
    uint32_t literal_count = (counts & 31) + 257;
    uint32_t distance_count = (counts >> 5 & 31) + 1;
    if (literal_count > MAX_LITERAL_COUNT || distance_count > MAX_DISTANCE_COUNT) {
        return QN_ERROR_BAD_DATA;
    }
    uint32_t table[1 << LENGTHS_TABLE_BITS];
    qn_error error = read_lengths_code(inflater, (counts >> 10) + 4, table);
    uint8_t lengths[MAX_LITERAL_COUNT + MAX_DISTANCE_COUNT] = {0};
    uint32_t at = 0, count = literal_count + distance_count;
    while (error == QN_ERROR_OK && at < count) {
        error = take_lengths(inflater, table, lengths, &at, count);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    inflater->has_fixed_codes = false;
    inflater->state = INFLATE_CODED;
    return make_own_codes(inflater, lengths, literal_count, distance_count);
}

static qn_error begin_block(qn_png_inflater *inflater)
{
    if (inflater->is_last_block) {
        inflater->state = INFLATE_DONE;
        return inflater->left_bytes > 0 ? QN_ERROR_TRUNCATED : QN_ERROR_OK;
    }
    uint32_t header;
    if (!take_bits(inflater, 3, &header)) {
        return QN_ERROR_TRUNCATED;
    }
    inflater->is_last_block = (header & 1) != 0;
    switch (header >> 1) {
    case 0:
        return begin_stored(inflater);
    case 1:
        return begin_fixed(inflater);
    case 2:
        return begin_own_codes(inflater);
    default:
        return QN_ERROR_BAD_DATA;
    }
}

// ---- The whole ------------------------------------------------------------------------------

qn_error qn_png_inflate_open(qn_png_inflater *inflater, const qn_png *png, uint64_t plain_bytes,
                             uint8_t *buffer, size_t capacity_bytes)
{
    inflater->stream = qn_png_stream_open(png);
    inflater->bits = 0;
    inflater->bit_count = 0;
    inflater->state = INFLATE_AT_BLOCK;
    inflater->is_last_block = false;
    inflater->has_fixed_codes = false;
    inflater->left_bytes = plain_bytes;
    inflater->buffer = buffer;
    inflater->capacity_bytes = capacity_bytes;
    inflater->filled_bytes = 0;
    uint32_t header = 0;
    if (!take_bits(inflater, ZLIB_HEADER_BITS, &header)) {
        return QN_ERROR_TRUNCATED;
    }
    uint32_t method = header & 255, flags = header >> 8;
    bool is_deflate = (method & 15) == METHOD_DEFLATE && method >> 4 <= 7;
    bool is_whole = (method << 8 | flags) % 31 == 0 && (flags & FLAG_DICTIONARY) == 0;
    return is_deflate && is_whole ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

qn_error qn_png_inflate_fill(qn_png_inflater *inflater)
{
    while (inflater->state != INFLATE_DONE) {
        qn_error error;
        switch (inflater->state) {
        case INFLATE_AT_BLOCK:
            error = begin_block(inflater);
            break;
        case INFLATE_STORED:
            error = run_stored(inflater);
            break;
        default:
            error = run_coded(inflater);
        }
        if (error != QN_ERROR_OK) {
            return error;
        }
        bool is_stopped = inflater->state == INFLATE_CODED || inflater->state == INFLATE_STORED;
        if (is_stopped && !has_room(inflater)) {
            return QN_ERROR_OK;
        }
    }
    return QN_ERROR_OK;
}

void qn_png_inflate_drop(qn_png_inflater *inflater, size_t size_bytes)
{
    size_t kept = INFLATE_WINDOW_BYTES < inflater->filled_bytes ? INFLATE_WINDOW_BYTES
                                                                : inflater->filled_bytes;
    size_t most = inflater->filled_bytes - kept;
    size_t dropped = size_bytes < most ? size_bytes : most;
    inflater->filled_bytes -= dropped;
    memmove(inflater->buffer, inflater->buffer + dropped, inflater->filled_bytes);
}

qn_error qn_png_inflate_check_end(qn_png_inflater *inflater, uint32_t adler)
{
    drop_bits(inflater, inflater->bit_count % 8);
    uint32_t stored = 0;
    if (!take_bits(inflater, 32, &stored)) {
        return QN_ERROR_TRUNCATED;
    }
    if (__builtin_bswap32(stored) != adler) {
        return QN_ERROR_BAD_CHECKSUM;
    }
    return need_bits(inflater, 8) ? QN_ERROR_TRAILING_BYTES : QN_ERROR_OK;
}
