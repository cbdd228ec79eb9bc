// Where the quick fill of the window does not reach (ISO/IEC 10918-1, F.2.2.5).
#include "image/jpeg/bits.h"

#define MARKER_RST0 0xD0

// The next byte of data; -1 where there is none, and then nothing is passed over.
static int32_t next_byte(qn_jpeg_bits *bits)
{
    const uint8_t *at = bits->at;
    if (at == bits->end) {
        return -1;
    }
    if (*at != 0xFF) {
        bits->at = at + 1;
        return *at;
    }
    while (at < bits->end && *at == 0xFF) {
        ++at;
    }
    if (at == bits->end || *at != 0) {
        return -1;
    }
    bits->at = at + 1;
    return 0xFF;
}

qn_jpeg_bits qn_jpeg_bits_fill_slowly(qn_jpeg_bits bits)
{
    // What the quick fill left below the counted bits comes again.
    bits.window &= bits.count > 0 ? ~(uint64_t)0 << (64 - bits.count) : 0;
    while (bits.count <= 55) {
        int32_t byte = next_byte(&bits);
        bits.count += 8;
        if (byte < 0) {
            bits.made_up_count += 8;
        } else {
            bits.window |= (uint64_t)byte << (64 - bits.count);
        }
    }
    // Once all that is there was made up, more of it tells nothing new.
    bits.made_up_count = bits.made_up_count > 128 ? 128 : bits.made_up_count;
    return bits;
}

qn_error qn_jpeg_bits_restart(qn_jpeg_bits *bits, uint32_t number)
{
    bool is_rest_short = bits->count - bits->made_up_count < 8;
    const uint8_t *at = bits->at;
    const uint8_t *end = bits->end;
    while (at + 1 < end && at[0] == 0xFF && at[1] == 0xFF) {
        ++at;
    }
    if (is_rest_short && end - at < 2) {
        return QN_ERROR_TRUNCATED;
    }
    if (!is_rest_short || at[0] != 0xFF || at[1] != MARKER_RST0 + number) {
        return QN_ERROR_BAD_DATA;
    }
    *bits = (qn_jpeg_bits){.at = at + 2, .end = end, .is_damaged = bits->is_damaged};
    return QN_ERROR_OK;
}
