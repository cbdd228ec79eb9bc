// Code points of null-terminated UTF-8. Broken bytes are U+FFFD one byte at a time (the Unicode
// standard, section 3.9), so any bytes are text.
#ifndef DRAW_UTF8_H
#define DRAW_UTF8_H

#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu

// Moves *text behind the code point it returns, but not past the null byte; 0 at the end.
uint32_t qn_utf8_next(const char **text);

#endif
