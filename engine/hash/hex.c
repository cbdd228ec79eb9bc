// Bytes as hexadecimal digits and back.
#include <string.h>

#include "base/alloc.h"
#include "hash/text.h"
#include "quoin/hash.h"

#define NO_DIGIT 16

qn_error qn_hex_encode(qn_bytes bytes, char *out, size_t capacity_bytes, size_t *out_size_bytes)
{
    static const char digits[] = "0123456789abcdef";
    size_t size_bytes = 0;
    bool fits = qn_size_mul(bytes.size_bytes, 2, &size_bytes) && size_bytes <= capacity_bytes;
    qn_error error = text_begin(bytes, out, size_bytes, fits, out_size_bytes);
    if (error != QN_ERROR_OK) {
        return error;
    }
    for (size_t i = 0; i < bytes.size_bytes; ++i) {
        out[2 * i] = digits[bytes.data[i] >> 4];
        out[2 * i + 1] = digits[bytes.data[i] & 15];
    }
    *out_size_bytes = size_bytes;
    return QN_ERROR_OK;
}

static unsigned digit_value(uint8_t letter)
{
    unsigned decimal = letter - (unsigned)'0';
    unsigned letter_value = (letter | 0x20u) - (unsigned)'a';
    if (decimal < 10) {
        return decimal;
    }
    return letter_value < 6 ? letter_value + 10 : NO_DIGIT;
}

qn_error qn_hex_decode(qn_bytes text, uint8_t *out, size_t capacity_bytes, size_t *out_size_bytes)
{
    size_t size_bytes = text.size_bytes / 2;
    bool fits = size_bytes <= capacity_bytes;
    qn_error error = text_begin(text, out, size_bytes, fits, out_size_bytes);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (text.size_bytes % 2 != 0) {
        return QN_ERROR_TRUNCATED;
    }
    for (size_t i = 0; i < size_bytes; ++i) {
        unsigned high = digit_value(text.data[2 * i]);
        unsigned low = digit_value(text.data[2 * i + 1]);
        if ((high | low) >= NO_DIGIT) {
            memset(out, 0, i);
            return QN_ERROR_BAD_DATA;
        }
        out[i] = (uint8_t)(high << 4 | low);
    }
    *out_size_bytes = size_bytes;
    return QN_ERROR_OK;
}
