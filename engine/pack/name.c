// A name is 1 to 63 bytes of well-formed UTF-8 (RFC 3629) without control characters.
#include "quoin/pack.h"

// Bytes that follow this first byte, or -1 if none may start with it.
static int continuation_count(uint8_t first)
{
    if (first >= 0x20 && first < 0x7F) {
        return 0;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return 1;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 2;
    }
    return first >= 0xF0 && first <= 0xF4 ? 3 : -1;
}

// After some first bytes the second has a narrower range: overlong forms, surrogates, over U+10FFFF
// and, after C2, the control characters U+0080 to U+009F.
static bool second_is_good(uint8_t first, uint8_t second)
{
    uint8_t low = first == 0xE0 || first == 0xC2 ? 0xA0 : (first == 0xF0 ? 0x90 : 0x80);
    uint8_t high = first == 0xED ? 0x9F : (first == 0xF4 ? 0x8F : 0xBF);
    return second >= low && second <= high;
}

// The number of bytes of the character at `at`, or 0 if it is none. A terminating zero ends it.
static int character_size(const uint8_t *at)
{
    int count = continuation_count(at[0]);
    if (count < 0 || (count > 0 && !second_is_good(at[0], at[1]))) {
        return 0;
    }
    for (int i = 2; i <= count; ++i) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return 1 + count;
}

bool qn_pack_name_is_valid(const char *name)
{
    if (name == NULL || name[0] == '\0') {
        return false;
    }
    const uint8_t *start = (const uint8_t *)name;
    const uint8_t *at = start;
    while (*at != 0) {
        int size = character_size(at);
        if (size == 0 || at + size - start > QN_PACK_MAX_NAME_BYTES) {
            return false;
        }
        at += size;
    }
    return true;
}
