// Tables of the prefix codes of deflate (RFC 1951), made to be looked up by the next bits of a
// stream: one entry tells how many bits to drop and what they meant.
#ifndef IMAGE_PNG_CODE_H
#define IMAGE_PNG_CODE_H

#include "quoin/base.h"

#define CODE_MAX_BITS 15
#define LITERAL_TABLE_BITS 11
#define DISTANCE_TABLE_BITS 9
#define LENGTHS_TABLE_BITS 7
#define LITERAL_SYMBOLS 288
#define DISTANCE_SYMBOLS 32
#define LENGTHS_SYMBOLS 19
// Beyond the first 2^11 or 2^9 entries lie those of longer codes. A table of them for k more bits
// has at least k + 1 codes, so that each code costs at most 2^k / (k + 1) entries: 3.2 of 288, and
// 9.2 of 32.
#define LITERAL_TABLE_SIZE ((1 << LITERAL_TABLE_BITS) + 922)
#define DISTANCE_TABLE_SIZE ((1 << DISTANCE_TABLE_BITS) + 295)

// An entry: the low six bits say how many bits of the stream to drop.
//   literal     ENTRY_LITERAL, the byte from bit 8 on
//   length      the number of extra bits from bit 8 on, the least length from bit 16 on
//   distance    the same
//   end         ENTRY_SPECIAL and ENTRY_END
//   more bits   ENTRY_SPECIAL and ENTRY_MORE: bits to look at after the dropped ones from bit 8 on,
//               the index of their table from bit 16 on
//   invalid     ENTRY_SPECIAL alone: no code begins like this
#define ENTRY_DROP 63u
#define ENTRY_LITERAL 0x80000000u
#define ENTRY_SPECIAL 0x8000u
#define ENTRY_END 0x4000u
#define ENTRY_MORE 0x2000u

// Each takes the length of each symbol's code in bits (0: it has none). BAD_DATA unless they use up
// all codes; a single code of one bit, or none at all, is also allowed.
qn_error qn_png_code_literals(const uint8_t *lengths, uint32_t count,
                              uint32_t table[LITERAL_TABLE_SIZE]);
qn_error qn_png_code_distances(const uint8_t *lengths, uint32_t count,
                               uint32_t table[DISTANCE_TABLE_SIZE]);
// The code that packs the other two, which must use up all codes. An entry is the symbol from bit 8
// on.
qn_error qn_png_code_lengths(const uint8_t *lengths, uint32_t table[1 << LENGTHS_TABLE_BITS]);

#endif
