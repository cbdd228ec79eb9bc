// Codes of one length are neighbours and grow with it (ISO/IEC 10918-1, annex C), so each length
// has one limit, and a table over the first ten bits holds every code that fits them many times
// over.
#include "image/jpeg/huffman.h"

#include <string.h>

static uint32_t entry_of(uint8_t symbol, uint32_t code_bits)
{
    uint32_t run = symbol >> 4;
    uint32_t size = symbol & 15;
    // Without bits that follow, only the run of fifteen goes on.
    bool is_end = size == 0 && run < 15;
    return size << 16 | (is_end ? run + JPEG_END_RUN : run) << 8 | JPEG_ENTRY_SIZE | code_bits;
}

// With the value too where the lookahead holds all of it.
static uint32_t look_entry(uint8_t symbol, uint32_t code_bits, uint32_t look)
{
    uint32_t entry = entry_of(symbol, code_bits);
    uint32_t size = symbol & 15;
    if (code_bits + size > JPEG_LOOK_BITS) {
        return entry;
    }
    uint64_t window = (uint64_t)look << (64 - JPEG_LOOK_BITS) << code_bits;
    uint32_t value = (uint32_t)qn_jpeg_extend(window, size);
    return value << 16 | (entry & 0xFF00) | (code_bits + size);
}

static void fill_look(qn_jpeg_huffman *table, uint32_t code, uint32_t code_bits, uint8_t symbol)
{
    uint32_t spare_bits = JPEG_LOOK_BITS - code_bits;
    uint32_t first = code << spare_bits;
    uint32_t count = 1u << spare_bits;
    for (uint32_t i = first; i < first + count; ++i) {
        table->look[i] = look_entry(symbol, code_bits, i);
    }
}

// False: this is a table of DC and has another symbol.
static bool add_code(qn_jpeg_huffman *table, uint32_t code, uint32_t code_bits, uint8_t symbol,
                     bool is_dc)
{
    if (code_bits <= JPEG_LOOK_BITS) {
        fill_look(table, code, code_bits, symbol);
    }
    return !is_dc || symbol <= 15;
}

qn_error qn_jpeg_huffman_build(qn_bytes table, bool is_dc, qn_jpeg_huffman *out)
{
    if (table.size_bytes < 16) {
        return QN_ERROR_BAD_DATA;
    }
    memset(out->symbols, 0, sizeof out->symbols);
    memcpy(out->symbols, table.data + 16, table.size_bytes - 16);
    for (uint32_t i = 0; i < JPEG_LENGTH(out->look); ++i) {
        out->look[i] = JPEG_ENTRY_SIZE;
    }
    bool is_good = true;
    uint32_t code = 0, place = 0;
    for (uint32_t bits = 1; bits <= 16; ++bits) {
        out->offset[bits] = (int32_t)place - (int32_t)code;
        for (uint32_t i = 0; i < table.data[bits - 1]; ++i, ++code, ++place) {
            is_good &= add_code(out, code, bits, out->symbols[place], is_dc);
        }
        out->limit[bits] = code << (16 - bits);
        code <<= 1;
    }
    return is_good ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

uint32_t qn_jpeg_huffman_find(const qn_jpeg_huffman *table, uint64_t window, bool *is_damaged)
{
    uint32_t top = (uint32_t)(window >> 48);
    for (uint32_t bits = JPEG_LOOK_BITS + 1; bits <= 16; ++bits) {
        if (top < table->limit[bits]) {
            uint32_t place = (uint32_t)((int32_t)(top >> (16 - bits)) + table->offset[bits]);
            return entry_of(table->symbols[place & 0xFF], bits);
        }
    }
    *is_damaged = true;
    return entry_of(0, 0);
}
