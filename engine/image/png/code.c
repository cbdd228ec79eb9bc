// Codes are handed out in order of length, and within a length in order of symbols. A stream shows
// their bits in reverse, so that a table is filled by stepping through all indices whose low bits
// are the code.
#include "image/png/code.h"

typedef struct code_shape {
    uint16_t counts[CODE_MAX_BITS + 1]; // of codes of each length
    uint16_t sorted[LITERAL_SYMBOLS];   // symbols in order of their codes
    uint32_t symbol_count;
    uint32_t max_bits;
} code_shape;

static qn_error sort_symbols(const uint8_t *lengths, uint32_t count, bool must_be_full,
                             code_shape *out)
{
    *out = (code_shape){0};
    for (uint32_t i = 0; i < count; ++i) {
        out->counts[lengths[i]] += 1;
    }
    out->counts[0] = 0;
    int32_t codes_left = 1;
    uint16_t starts[CODE_MAX_BITS + 1] = {0};
    for (uint32_t bits = 1; bits <= CODE_MAX_BITS; ++bits) {
        starts[bits] = (uint16_t)out->symbol_count;
        out->symbol_count += out->counts[bits];
        out->max_bits = out->counts[bits] > 0 ? bits : out->max_bits;
        codes_left = 2 * codes_left - out->counts[bits];
        if (codes_left < 0) {
            return QN_ERROR_BAD_DATA;
        }
    }
    if (codes_left > 0 && (must_be_full || out->max_bits > 1)) {
        return QN_ERROR_BAD_DATA;
    }
    for (uint32_t i = 0; i < count; ++i) {
        if (lengths[i] > 0) {
            out->sorted[starts[lengths[i]]++] = (uint16_t)i;
        }
    }
    return QN_ERROR_OK;
}

// The next code of this length, counted in reverse: a one is added to the highest bit and carried
// down.
static uint32_t next_code(uint32_t code, uint32_t bits)
{
    uint32_t bit = 1u << (bits - 1);
    while ((code & bit) != 0) {
        bit >>= 1;
    }
    return bit == 0 ? 0 : (code & (bit - 1)) + bit;
}

// How many bits beyond the first table_bits the codes need that begin like the one being placed.
static uint32_t bits_beyond(const uint16_t *counts_left, uint32_t bits, uint32_t table_bits)
{
    uint32_t beyond = bits - table_bits;
    int32_t room = 1 << beyond;
    room -= counts_left[bits];
    while (room > 0 && table_bits + beyond < CODE_MAX_BITS) {
        beyond += 1;
        room = 2 * room - counts_left[table_bits + beyond];
    }
    return beyond;
}

// Fills a table whose symbols mean what `meanings` says, drop bits apart.
static void fill_table(code_shape *shape, const uint32_t *meanings, uint32_t table_bits,
                       uint32_t *table)
{
    uint32_t main_size = 1u << table_bits;
    if (shape->max_bits <= 1) {
        // Not all indices will be written.
        for (uint32_t i = 0; i < main_size; ++i) {
            table[i] = ENTRY_SPECIAL | 1;
        }
    }
    uint32_t code = 0, end = main_size, prefix = UINT32_MAX, start = 0, beyond = 0;
    uint32_t bits = 1;
    for (uint32_t i = 0; i < shape->symbol_count; ++i) {
        while (shape->counts[bits] == 0) {
            bits += 1;
        }
        uint32_t meaning = meanings[shape->sorted[i]];
        if (bits > table_bits && (code & (main_size - 1)) != prefix) {
            prefix = code & (main_size - 1);
            beyond = bits_beyond(shape->counts, bits, table_bits);
            start = end;
            end += 1u << beyond;
            table[prefix] = ENTRY_SPECIAL | ENTRY_MORE | table_bits | beyond << 8 | start << 16;
        }
        bool is_beyond = bits > table_bits;
        uint32_t drop = is_beyond ? bits - table_bits : bits;
        uint32_t first = is_beyond ? start + (code >> table_bits) : code;
        uint32_t limit = is_beyond ? end : main_size;
        for (uint32_t at = first; at < limit; at += 1u << drop) {
            table[at] = meaning | drop;
        }
        code = next_code(code, bits);
        shape->counts[bits] -= 1;
    }
}

// ---- What symbols mean ----------------------------------------------------------------------

static void literal_meanings(uint32_t meanings[LITERAL_SYMBOLS])
{
    for (uint32_t i = 0; i < 256; ++i) {
        meanings[i] = ENTRY_LITERAL | i << 8;
    }
    meanings[256] = ENTRY_SPECIAL | ENTRY_END;
    for (uint32_t i = 0; i < 28; ++i) {
        uint32_t extra = i < 8 ? 0 : i / 4 - 1;
        uint32_t base = i < 8 ? i : (4 + i % 4) << extra;
        meanings[257 + i] = extra << 8 | (base + 3) << 16;
    }
    meanings[285] = 258u << 16;
    meanings[286] = ENTRY_SPECIAL;
    meanings[287] = ENTRY_SPECIAL;
}

static void distance_meanings(uint32_t meanings[DISTANCE_SYMBOLS])
{
    for (uint32_t i = 0; i < 30; ++i) {
        uint32_t extra = i < 4 ? 0 : i / 2 - 1;
        uint32_t base = i < 4 ? i : (2 + i % 2) << extra;
        meanings[i] = extra << 8 | (base + 1) << 16;
    }
    meanings[30] = ENTRY_SPECIAL;
    meanings[31] = ENTRY_SPECIAL;
}

// ---- Tables ---------------------------------------------------------------------------------

qn_error qn_png_code_literals(const uint8_t *lengths, uint32_t count,
                              uint32_t table[LITERAL_TABLE_SIZE])
{
    code_shape shape;
    qn_error error = sort_symbols(lengths, count, false, &shape);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint32_t meanings[LITERAL_SYMBOLS];
    literal_meanings(meanings);
    fill_table(&shape, meanings, LITERAL_TABLE_BITS, table);
    return QN_ERROR_OK;
}

qn_error qn_png_code_distances(const uint8_t *lengths, uint32_t count,
                               uint32_t table[DISTANCE_TABLE_SIZE])
{
    code_shape shape;
    qn_error error = sort_symbols(lengths, count, false, &shape);
    if (error == QN_ERROR_OK) {
        uint32_t meanings[DISTANCE_SYMBOLS];
        distance_meanings(meanings);
        fill_table(&shape, meanings, DISTANCE_TABLE_BITS, table);
    }
    return error;
}

qn_error qn_png_code_lengths(const uint8_t *lengths, uint32_t table[1 << LENGTHS_TABLE_BITS])
{
    code_shape shape;
    qn_error error = sort_symbols(lengths, LENGTHS_SYMBOLS, true, &shape);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint32_t meanings[LENGTHS_SYMBOLS];
    for (uint32_t i = 0; i < LENGTHS_SYMBOLS; ++i) {
        meanings[i] = i << 8;
    }
    fill_table(&shape, meanings, LENGTHS_TABLE_BITS, table);
    return QN_ERROR_OK;
}
