// The null byte is no continuation, so it ends every sequence early, and nothing is read behind it.
#include "draw/utf8.h"

#include <stdbool.h>

static int32_t sequence_length(uint8_t lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

static bool is_scalar(uint32_t code_point, int32_t length)
{
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    return code_point >= smallest[length] && code_point <= 0x10FFFF && !is_surrogate;
}

uint32_t qn_utf8_next(const char **text)
{
    const uint8_t *s = (const uint8_t *)*text;
    if (s[0] == 0) {
        return 0;
    }
    int32_t length = sequence_length(s[0]);
    uint32_t code_point = length <= 1 ? s[0] : s[0] & (0x7Fu >> length);
    int32_t read = 1;
    while (read < length && (s[read] & 0xC0) == 0x80) {
        code_point = code_point << 6 | (s[read] & 0x3Fu);
        read += 1;
    }
    if (length == 0 || read < length || !is_scalar(code_point, length)) {
        *text += 1;
        return UTF8_REPLACEMENT;
    }
    *text += length;
    return code_point;
}
