// Sequential decoding of blocks (ISO/IEC 10918-1, F.2): the first coefficient as a difference to
// the block before, the others as runs of zeros and values.
//
// The loop over a block has no branch but for the window and for what ten bits do not hold: an end
// of block is a run so long that it leaves the block, and where runs lead past the block, values
// fall on a spot behind it. How the loop ended tells whether it was a run of the file's that did
// so.
#include "image/jpeg/coder.h"

static qn_error build_table(qn_jpeg_coder *coder, const qn_jpeg *jpeg, int is_ac, int index)
{
    qn_bytes table = jpeg->huffman[is_ac][index];
    if (table.data == NULL) {
        table = qn_jpeg_standard_huffman(is_ac, index);
    }
    return qn_jpeg_huffman_build(table, !is_ac, &coder->tables[is_ac][index]);
}

// Each table once, and only those that this scan reads.
static qn_error build_tables(qn_jpeg_coder *coder, const qn_jpeg *jpeg)
{
    const qn_jpeg_scan *scan = &coder->scan;
    bool has_dc = scan->first == 0 && scan->high_bit == 0;
    bool has_ac = scan->last > 0;
    uint32_t needed[2] = {0, 0};
    for (int i = 0; i < scan->component_count; ++i) {
        needed[0] |= (has_dc ? 1u : 0u) << scan->components[i].dc_table;
        needed[1] |= (has_ac ? 1u : 0u) << scan->components[i].ac_table;
        coder->dc_tables[i] = &coder->tables[0][scan->components[i].dc_table];
        coder->ac_tables[i] = &coder->tables[1][scan->components[i].ac_table];
    }
    for (int i = 0; i < 8; ++i) {
        bool is_needed = (needed[i / 4] >> i % 4 & 1) != 0;
        qn_error error = is_needed ? build_table(coder, jpeg, i / 4, i % 4) : QN_ERROR_OK;
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
    return QN_ERROR_OK;
}

static void forget_blocks(qn_jpeg_coder *coder)
{
    memset(coder->dc, 0, sizeof coder->dc);
    coder->end_run = 0;
    coder->mcus_left = coder->restart_interval;
}

qn_error qn_jpeg_coder_begin(qn_jpeg_coder *coder, const qn_jpeg *jpeg, const qn_jpeg_scan *scan)
{
    const uint8_t *data = jpeg->cursor.data;
    coder->bits =
        (qn_jpeg_bits){.at = data + jpeg->cursor.position, .end = data + jpeg->cursor.size_bytes};
    coder->restart_interval = jpeg->restart_interval;
    coder->restart_number = 0;
    coder->scan = *scan;
    forget_blocks(coder);
    return build_tables(coder, jpeg);
}

size_t qn_jpeg_coder_position(const qn_jpeg_coder *coder, const qn_jpeg *jpeg)
{
    return (size_t)(coder->bits.at - jpeg->cursor.data);
}

qn_error qn_jpeg_coder_check(const qn_jpeg_coder *coder)
{
    const qn_jpeg_bits *bits = &coder->bits;
    if (qn_jpeg_bits_ran_dry(bits)) {
        const uint8_t *at = bits->at;
        while (at < bits->end && *at == 0xFF) {
            ++at;
        }
        return at == bits->end ? QN_ERROR_TRUNCATED : QN_ERROR_BAD_DATA;
    }
    return bits->is_damaged ? QN_ERROR_BAD_DATA : QN_ERROR_OK;
}

static qn_error restart(qn_jpeg_coder *coder)
{
    qn_error error = qn_jpeg_coder_check(coder);
    if (error == QN_ERROR_OK) {
        error = qn_jpeg_bits_restart(&coder->bits, coder->restart_number);
    }
    coder->restart_number = (coder->restart_number + 1) % 8;
    forget_blocks(coder);
    return error;
}

qn_error qn_jpeg_coder_begin_mcu(qn_jpeg_coder *coder)
{
    qn_error error = QN_ERROR_OK;
    if (coder->restart_interval > 0) {
        error = coder->mcus_left == 0 ? restart(coder) : QN_ERROR_OK;
        coder->mcus_left -= 1;
    }
    return error;
}

uint32_t qn_jpeg_coder_block(qn_jpeg_coder *coder, int place, int16_t out[JPEG_BLOCK_ROOM])
{
    // Copies, so that they may live in registers.
    qn_jpeg_bits bits = coder->bits;
    bool is_damaged = false;
    qn_jpeg_bits_need_32(&bits);
    uint32_t entry = qn_jpeg_huffman_decode(coder->dc_tables[place], bits.window, &is_damaged);
    qn_jpeg_bits_drop(&bits, JPEG_ENTRY_TAKES(entry));
    int32_t dc = coder->dc[place] + JPEG_ENTRY_VALUE(entry);
    coder->dc[place] = (int16_t)dc;
    out[0] = (int16_t)dc;

    const qn_jpeg_huffman *table = coder->ac_tables[place];
    uint32_t k = 1;
    do {
        qn_jpeg_bits_need_32(&bits);
        entry = qn_jpeg_huffman_decode(table, bits.window, &is_damaged);
        qn_jpeg_bits_drop(&bits, JPEG_ENTRY_TAKES(entry));
        k += JPEG_ENTRY_RUN(entry);
        out[qn_jpeg_natural[k]] = (int16_t)JPEG_ENTRY_VALUE(entry);
        ++k;
    } while (k < JPEG_BLOCK_VALUES);

    bool is_ended = k > JPEG_END_RUN;
    bool is_past = k > JPEG_BLOCK_VALUES && !is_ended;
    bits.is_damaged |= is_damaged || is_past || dc != (int16_t)dc;
    coder->bits = bits;
    // An end at k has added its run and one, and what stood before it was at k - 1.
    uint32_t last = k - (JPEG_END_RUN + 2);
    return is_ended && last < JPEG_BLOCK_VALUES ? last : JPEG_BLOCK_VALUES - 1;
}
