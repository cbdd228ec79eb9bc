// Each block is gone through twice: to count what there is, then, with a code made for it, to write
// it. Whether a run begins is asked at every fourth byte, by comparing eight bytes at once with the
// one before them.
//
// A block that would not get smaller is stored. Codes are at most 12 bits long, so that four of
// them fit the writer's word beside the seven bits that may be left in it.
#include "image/png/pack.h"

#include <string.h>

#include "image/png/code.h"

#define BLOCK_BYTES 49152
#define MAX_RUN 258
#define MIN_RUN 8
#define STEP 4
#define LITERAL_BITS 12
#define PACKED_LENGTH_BITS 7
#define END_SYMBOL 256
#define SYMBOLS 286
#define STORED_FRAME_BYTES 6
// A word may be written where a few bits belong.
#define SLACK_BYTES 16

static uint64_t load_word(const uint8_t *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

// ---- Bits -----------------------------------------------------------------------------------

typedef qn_png_bits bit_writer;

static inline void put_bits(bit_writer *writer, uint32_t bits, uint32_t count)
{
    writer->bits |= (uint64_t)bits << writer->count;
    writer->count += count;
}

// Writes all full bytes, after which at most seven bits are left.
static inline void flush_bits(bit_writer *writer)
{
    uint64_t word = writer->bits;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(writer->out, &word, sizeof word);
    writer->out += writer->count / 8;
    writer->bits >>= writer->count & ~7u;
    writer->count &= 7;
}

static void align_bits(bit_writer *writer)
{
    writer->count = (writer->count + 7) & ~7u;
    flush_bits(writer);
}

// ---- Codes ----------------------------------------------------------------------------------

typedef struct code {
    uint8_t lengths[LITERAL_SYMBOLS];
    uint16_t bits[LITERAL_SYMBOLS]; // as they are written, the first one lowest
} code;

// Symbols that occur, the rarest first; of equals the lower one first.
static uint32_t sort_symbols(const uint32_t *counts, uint32_t symbol_count, uint16_t *out)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < symbol_count; ++i) {
        if (counts[i] == 0) {
            continue;
        }
        uint32_t at = used++;
        for (; at > 0 && counts[out[at - 1]] > counts[i]; --at) {
            out[at] = out[at - 1];
        }
        out[at] = (uint16_t)i;
    }
    return used;
}

// The depths of Huffman's tree over weights in rising order, as numbers of leaves per depth. Inner
// nodes are made in rising order too, so that two queues are enough.
static void count_depths(const uint32_t *weights, uint32_t leaf_count, uint32_t *depth_counts)
{
    uint32_t sums[LITERAL_SYMBOLS], parents[2 * LITERAL_SYMBOLS];
    uint32_t leaf = 0, inner = 0, made = 0;
    for (; made + 1 < leaf_count; ++made) {
        uint32_t sum = 0;
        for (int i = 0; i < 2; ++i) {
            bool is_leaf = leaf < leaf_count && (inner == made || weights[leaf] <= sums[inner]);
            sum += is_leaf ? weights[leaf] : sums[inner];
            parents[is_leaf ? leaf : leaf_count + inner] = made;
            leaf += is_leaf ? 1 : 0;
            inner += is_leaf ? 0 : 1;
        }
        sums[made] = sum;
    }
    uint32_t depths[LITERAL_SYMBOLS] = {0}; // of inner nodes; the last is the root
    for (uint32_t i = made; i-- > 0;) {
        depths[i] = i + 1 == made ? 0 : depths[parents[leaf_count + i]] + 1;
    }
    for (uint32_t i = 0; i < leaf_count; ++i) {
        uint32_t depth = leaf_count > 1 ? depths[parents[i]] + 1 : 1;
        depth_counts[depth < 31 ? depth : 31] += 1;
    }
}

// Pulls up what lies deeper than allowed, and pushes down as many of the deepest others as that
// takes.
static void limit_depths(uint32_t *depth_counts, uint32_t most)
{
    uint32_t total = 0; // of 2^most shares
    for (uint32_t depth = most + 1; depth < 32; ++depth) {
        depth_counts[most] += depth_counts[depth];
        depth_counts[depth] = 0;
    }
    for (uint32_t depth = 1; depth <= most; ++depth) {
        total += depth_counts[depth] << (most - depth);
    }
    for (; total > 1u << most; --total) {
        uint32_t depth = most - 1;
        while (depth_counts[depth] == 0) {
            depth -= 1;
        }
        depth_counts[depth] -= 1;
        depth_counts[depth + 1] += 2;
        depth_counts[most] -= 1;
    }
}

static uint32_t reversed(uint32_t bits, uint32_t count)
{
    uint32_t result = 0;
    for (uint32_t i = 0; i < count; ++i) {
        result = result << 1 | (bits >> i & 1);
    }
    return result;
}

static void make_code(const uint32_t *counts, uint32_t symbol_count, uint32_t most_bits, code *out)
{
    uint16_t sorted[LITERAL_SYMBOLS];
    uint32_t weights[LITERAL_SYMBOLS], depth_counts[32] = {0};
    uint32_t used = sort_symbols(counts, symbol_count, sorted);
    for (uint32_t i = 0; i < used; ++i) {
        weights[i] = counts[sorted[i]];
    }
    memset(out, 0, sizeof *out);
    if (used == 0) {
        return;
    }
    count_depths(weights, used, depth_counts);
    limit_depths(depth_counts, most_bits);
    uint32_t starts[32] = {0}, next = 0, at = used;
    for (uint32_t bits = 1; bits <= most_bits; ++bits) {
        next <<= 1;
        starts[bits] = next;
        next += depth_counts[bits];
        for (uint32_t i = 0; i < depth_counts[bits]; ++i) {
            out->lengths[sorted[--at]] = (uint8_t)bits;
        }
    }
    for (uint32_t i = 0; i < symbol_count; ++i) {
        uint32_t bits = out->lengths[i];
        if (bits > 0) {
            out->bits[i] = (uint16_t)reversed(starts[bits]++, bits);
        }
    }
}

// ---- Runs -----------------------------------------------------------------------------------

typedef struct run_code {
    uint32_t symbol, extra, extra_bits;
} run_code;

static run_code code_of_run(uint32_t length)
{
    uint32_t value = length - 3;
    if (length == MAX_RUN) {
        return (run_code){285, 0, 0};
    }
    uint32_t extra_bits = value < 8 ? 0 : 29u - (uint32_t)__builtin_clz(value);
    uint32_t symbol = 257 + (extra_bits << 2) + (value >> extra_bits);
    return (run_code){symbol, value & ((1u << extra_bits) - 1), extra_bits};
}

// How often the byte before `at` comes again from there on; 0 for fewer than eight times.
static inline uint32_t run_at(const uint8_t *plain, size_t at, size_t end)
{
    const uint64_t ones = 0x0101010101010101u;
    if (at == 0 || end - at < MIN_RUN || load_word(plain + at) != ones * plain[at - 1]) {
        return 0;
    }
    size_t most = end - at < MAX_RUN ? end - at : MAX_RUN;
    uint32_t length = MIN_RUN;
    while (length < most && plain[at + length] == plain[at - 1]) {
        length += 1;
    }
    return length;
}

// ---- A block --------------------------------------------------------------------------------

// Four tables in turn, so that equal bytes in a row do not wait for each other.
static inline void count_step(uint32_t tables[STEP][256], const uint8_t *bytes)
{
    for (size_t i = 0; i < STEP; ++i) {
        tables[i][bytes[i]] += 1;
    }
}

static void count_symbols(const uint8_t *plain, size_t start, size_t end, uint32_t *counts)
{
    uint32_t tables[STEP][256] = {0};
    size_t at = start;
    while (at < end) {
        uint32_t run = run_at(plain, at, end);
        if (run > 0) {
            counts[code_of_run(run).symbol] += 1;
            at += run;
        } else if (end - at >= STEP) {
            count_step(tables, plain + at);
            at += STEP;
        } else {
            tables[0][plain[at++]] += 1;
        }
    }
    for (uint32_t i = 0; i < 256; ++i) {
        counts[i] = tables[0][i] + tables[1][i] + tables[2][i] + tables[3][i];
    }
    counts[END_SYMBOL] = 1;
}

static inline void put_literals(bit_writer *writer, const uint32_t entries[256],
                                const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        uint32_t entry = entries[bytes[i]];
        put_bits(writer, entry & 0xFFFF, entry >> 16);
    }
}

static void write_symbols(const uint8_t *plain, size_t start, size_t end, const code *symbols,
                          bit_writer *writer)
{
    uint32_t entries[256]; // bits and, from bit 16 on, their number
    for (uint32_t i = 0; i < 256; ++i) {
        entries[i] = symbols->bits[i] | (uint32_t)symbols->lengths[i] << 16;
    }
    bit_writer local = *writer;
    size_t at = start;
    while (at < end) {
        uint32_t run = run_at(plain, at, end);
        size_t step = end - at < STEP ? 1 : STEP;
        if (run > 0) {
            run_code coded = code_of_run(run);
            put_bits(&local, symbols->bits[coded.symbol], symbols->lengths[coded.symbol]);
            // The one bit behind is the code of distance 1.
            put_bits(&local, coded.extra, coded.extra_bits + 1);
            step = run;
        } else {
            put_literals(&local, entries, plain + at, step);
        }
        flush_bits(&local);
        at += step;
    }
    put_bits(&local, symbols->bits[END_SYMBOL], symbols->lengths[END_SYMBOL]);
    flush_bits(&local);
    *writer = local;
}

// The lengths of both codes packed: each a symbol below 16, runs above.
typedef struct packed_lengths {
    uint8_t symbols[SYMBOLS + 1];
    uint8_t extras[SYMBOLS + 1];
    uint32_t count;
    uint32_t counts[LENGTHS_SYMBOLS];
    code code;
} packed_lengths;

static void add_length(packed_lengths *packed, uint32_t symbol, uint32_t extra)
{
    packed->symbols[packed->count] = (uint8_t)symbol;
    packed->extras[packed->count] = (uint8_t)extra;
    packed->count += 1;
    packed->counts[symbol] += 1;
}

static uint32_t pack_run(packed_lengths *packed, uint32_t length, uint32_t run)
{
    if (length == 0 && run >= 11) {
        uint32_t taken = run < 138 ? run : 138;
        add_length(packed, 18, taken - 11);
        return taken;
    }
    if (length == 0 && run >= 3) {
        add_length(packed, 17, run - 3);
        return run;
    }
    add_length(packed, length, 0);
    if (length == 0 || run < 4) {
        return 1;
    }
    uint32_t taken = run - 1 < 6 ? run - 1 : 6;
    add_length(packed, 16, taken - 3);
    return taken + 1;
}

static void pack_lengths(const uint8_t *lengths, uint32_t count, packed_lengths *out)
{
    memset(out, 0, sizeof *out);
    for (uint32_t at = 0; at < count;) {
        uint32_t run = 1;
        while (at + run < count && lengths[at + run] == lengths[at]) {
            run += 1;
        }
        at += pack_run(out, lengths[at], run);
    }
    make_code(out->counts, LENGTHS_SYMBOLS, PACKED_LENGTH_BITS, &out->code);
}

static const uint8_t lengths_order[LENGTHS_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                       11, 4,  12, 3, 13, 2, 14, 1, 15};
static const uint8_t lengths_extra_bits[LENGTHS_SYMBOLS] = {[16] = 2, [17] = 3, [18] = 7};

static uint32_t lengths_sent(const packed_lengths *packed)
{
    uint32_t sent = LENGTHS_SYMBOLS;
    while (sent > 4 && packed->code.lengths[lengths_order[sent - 1]] == 0) {
        sent -= 1;
    }
    return sent;
}

static size_t bits_of_block(const packed_lengths *packed, const uint32_t *counts,
                            const code *symbols)
{
    size_t bits = 3 + 14 + 3 * (size_t)lengths_sent(packed);
    for (uint32_t i = 0; i < LENGTHS_SYMBOLS; ++i) {
        bits += packed->counts[i] * (size_t)(packed->code.lengths[i] + lengths_extra_bits[i]);
    }
    for (uint32_t i = 0; i < SYMBOLS; ++i) {
        uint32_t extra_bits = i < 265 || i == 285 ? 0 : (i - 261) / 4;
        bits += counts[i] * (size_t)(symbols->lengths[i] + extra_bits + (i > END_SYMBOL ? 1 : 0));
    }
    return bits;
}

static void write_header(const packed_lengths *packed, bit_writer *writer)
{
    uint32_t sent = lengths_sent(packed);
    put_bits(writer, SYMBOLS - 257, 5);
    put_bits(writer, 0, 5); // one distance
    put_bits(writer, sent - 4, 4);
    for (uint32_t i = 0; i < sent; ++i) {
        put_bits(writer, packed->code.lengths[lengths_order[i]], 3);
        flush_bits(writer);
    }
    for (uint32_t i = 0; i < packed->count; ++i) {
        uint32_t symbol = packed->symbols[i];
        put_bits(writer, packed->code.bits[symbol], packed->code.lengths[symbol]);
        put_bits(writer, packed->extras[i], lengths_extra_bits[symbol]);
        flush_bits(writer);
    }
}

static void write_stored(const uint8_t *plain, size_t size_bytes, bool is_last, bit_writer *writer)
{
    put_bits(writer, is_last ? 1 : 0, 3);
    align_bits(writer);
    put_bits(writer, (uint32_t)size_bytes | ~(uint32_t)size_bytes << 16, 32);
    flush_bits(writer);
    memcpy(writer->out, plain, size_bytes);
    writer->out += size_bytes;
}

// A block's codes, and whether they make it smaller.
typedef struct block_plan {
    code symbols;
    packed_lengths packed;
    size_t packed_bits; // 8 a byte or more: it is stored
} block_plan;

static inline __attribute__((always_inline)) void plan_block(const uint8_t *plain, size_t start,
                                                             size_t end, block_plan *out)
{
    uint32_t counts[SYMBOLS] = {0};
    count_symbols(plain, start, end, counts);
    make_code(counts, SYMBOLS, LITERAL_BITS, &out->symbols);
    uint8_t lengths[SYMBOLS + 1];
    memcpy(lengths, out->symbols.lengths, SYMBOLS);
    lengths[SYMBOLS] = 1; // of distance 1
    pack_lengths(lengths, sizeof lengths, &out->packed);
    out->packed_bits = bits_of_block(&out->packed, counts, &out->symbols);
}

static void write_block(const uint8_t *plain, size_t start, size_t end, bool is_last,
                        bit_writer *writer)
{
    block_plan plan;
    plan_block(plain, start, end, &plan);
    if (plan.packed_bits >= 8 * (end - start)) {
        write_stored(plain + start, end - start, is_last, writer);
        return;
    }
    put_bits(writer, (is_last ? 1 : 0) | 2 << 1, 3);
    write_header(&plan.packed, writer);
    write_symbols(plain, start, end, &plan.symbols, writer);
}

// ---- The stream -----------------------------------------------------------------------------

static size_t block_end(qn_bytes plain, size_t at)
{
    return plain.size_bytes - at < BLOCK_BYTES ? plain.size_bytes : at + BLOCK_BYTES;
}

size_t qn_png_pack_bound(size_t plain_bytes)
{
    size_t block_count = plain_bytes / BLOCK_BYTES + 1;
    return plain_bytes + block_count * STORED_FRAME_BYTES + SLACK_BYTES;
}

size_t qn_png_pack_size(qn_bytes plain)
{
    size_t bits = 0;
    block_plan plan;
    for (size_t at = 0, end; at < plain.size_bytes; at = end) {
        end = block_end(plain, at);
        plan_block(plain.data, at, end, &plan);
        size_t stored_bits = 8 * (end - at + STORED_FRAME_BYTES);
        bits += plan.packed_bits < 8 * (end - at) ? plan.packed_bits : stored_bits;
    }
    return (bits + 7) / 8;
}

void qn_png_pack(qn_bytes plain, bool is_last, qn_png_bits *bits)
{
    qn_png_bits local = *bits; // in registers
    for (size_t at = 0, end; at < plain.size_bytes; at = end) {
        end = block_end(plain, at);
        write_block(plain.data, at, end, is_last && end == plain.size_bytes, &local);
    }
    *bits = local;
}

void qn_png_pack_align(qn_png_bits *bits)
{
    if (bits->count > 0) {
        write_stored(bits->out, 0, false, bits);
    }
}

void qn_png_pack_end(uint32_t adler32, qn_png_bits *bits)
{
    align_bits(bits);
    put_bits(bits, __builtin_bswap32(adler32), 32);
    flush_bits(bits);
}
