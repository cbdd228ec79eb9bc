// What the four kinds of progressive scans add to a block (ISO/IEC 10918-1, G.1.2 and G.2): the
// first bits of DC or of a band of AC, and one bit more of either.
#include "image/jpeg/coder.h"

// A shift to the left that negative numbers may take.
static int16_t shifted(int32_t value, int bits) { return (int16_t)(value * (1 << bits)); }

static uint32_t decode(qn_jpeg_bits *bits, const qn_jpeg_huffman *table)
{
    bool is_damaged = false;
    qn_jpeg_bits_need_32(bits);
    uint32_t entry = qn_jpeg_huffman_decode(table, bits->window, &is_damaged);
    qn_jpeg_bits_drop(bits, JPEG_ENTRY_TAKES(entry));
    bits->is_damaged |= is_damaged;
    return entry;
}

// How many blocks end here, this one included, where the run of an entry says that they do.
static uint32_t take_end_run(qn_jpeg_bits *bits, uint32_t run)
{
    uint32_t size = run - JPEG_END_RUN;
    qn_jpeg_bits_need_32(bits);
    return (1u << size) + (size > 0 ? qn_jpeg_bits_take(bits, size) : 0);
}

static void dc_first(qn_jpeg_coder *coder, int place, int16_t *block)
{
    uint32_t entry = decode(&coder->bits, coder->dc_tables[place]);
    int32_t dc = coder->dc[place] + JPEG_ENTRY_VALUE(entry);
    coder->dc[place] = (int16_t)dc;
    coder->bits.is_damaged |= dc != (int16_t)dc;
    block[0] = shifted((int16_t)dc, coder->scan.low_bit);
}

static void dc_refine(qn_jpeg_coder *coder, int place, int16_t *block)
{
    (void)place;
    qn_jpeg_bits_need_32(&coder->bits);
    uint32_t bit = qn_jpeg_bits_take(&coder->bits, 1) << coder->scan.low_bit;
    block[0] = (int16_t)((uint32_t)block[0] | bit);
}

static void ac_first(qn_jpeg_coder *coder, int place, int16_t *block)
{
    if (coder->end_run > 0) {
        coder->end_run -= 1;
        return;
    }
    qn_jpeg_bits bits = coder->bits;
    uint32_t k = (uint32_t)coder->scan.first;
    uint32_t last = (uint32_t)coder->scan.last;
    while (k <= last) {
        uint32_t entry = decode(&bits, coder->ac_tables[place]);
        uint32_t run = JPEG_ENTRY_RUN(entry);
        if (run >= JPEG_END_RUN) {
            coder->end_run = take_end_run(&bits, run) - 1;
            break;
        }
        k += run;
        if (k > last) {
            bits.is_damaged = true;
            break;
        }
        block[qn_jpeg_natural[k]] = shifted(JPEG_ENTRY_VALUE(entry), coder->scan.low_bit);
        ++k;
    }
    coder->bits = bits;
}

static void refine_value(qn_jpeg_coder *coder, int16_t *value)
{
    int32_t bit = 1 << coder->scan.low_bit;
    qn_jpeg_bits_need_32(&coder->bits);
    bool is_more = qn_jpeg_bits_take(&coder->bits, 1) != 0;
    if (is_more && (*value & bit) == 0) {
        *value = (int16_t)(*value + (*value > 0 ? bit : -bit));
    }
}

// One more bit for each coefficient from k on that is not zero, past `run` of those that are. The
// result is where the next zero stands.
static uint32_t refine_run(qn_jpeg_coder *coder, int16_t *block, uint32_t k, uint32_t run)
{
    for (; k <= (uint32_t)coder->scan.last; ++k) {
        int16_t *value = &block[qn_jpeg_natural[k]];
        if (*value != 0) {
            refine_value(coder, value);
        } else if (run > 0) {
            run -= 1;
        } else {
            break;
        }
    }
    return k;
}

static void ac_refine(qn_jpeg_coder *coder, int place, int16_t *block)
{
    uint32_t k = (uint32_t)coder->scan.first;
    uint32_t last = (uint32_t)coder->scan.last;
    while (coder->end_run == 0 && k <= last) {
        uint32_t entry = decode(&coder->bits, coder->ac_tables[place]);
        uint32_t run = JPEG_ENTRY_RUN(entry);
        if (run >= JPEG_END_RUN) {
            coder->end_run = take_end_run(&coder->bits, run);
            break;
        }
        int32_t value = JPEG_ENTRY_VALUE(entry);
        k = refine_run(coder, block, k, run);
        // Only bits are new here, so a new coefficient is 1 or -1; a run of fifteen zeros and one
        // more has none. A coefficient must have a place.
        bool is_good = value >= -1 && value <= 1 && (value == 0 || k <= last);
        coder->bits.is_damaged |= !is_good;
        if (value != 0 && is_good) {
            block[qn_jpeg_natural[k]] = shifted(value, coder->scan.low_bit);
        }
        ++k;
    }
    if (coder->end_run > 0) {
        refine_run(coder, block, k, JPEG_BLOCK_VALUES);
        coder->end_run -= 1;
    }
}

qn_jpeg_refine_fn *qn_jpeg_coder_refine(const qn_jpeg_scan *scan)
{
    if (scan->first == 0) {
        return scan->high_bit == 0 ? dc_first : dc_refine;
    }
    return scan->high_bit == 0 ? ac_first : ac_refine;
}
