// Rows of words in few bytes: as differences from a row before them that is most alike, or from
// nothing. Numbers that are equal cost two bits, numbers that are near each other a byte or two.
#ifndef PHYSICS_TIME_ROWS_H
#define PHYSICS_TIME_ROWS_H

#include "physics/time/spans.h"

// A byte for the reference, two bits a word, and the words.
#define QN_MAX_PACKED_ROW_BYTES (1 + QN_MAX_ROW_WORDS / 4 + 4 * QN_MAX_ROW_WORDS)

static inline int32_t qn_row_count(const qn_span *span)
{
    return (span->word_count + span->row_words - 1) / span->row_words;
}
// Returns how many bytes were written; there must be QN_MAX_PACKED_ROW_BYTES.
size_t qn_row_pack(const qn_span *span, int32_t row, uint8_t *out);
// The rows before it must be there. Returns how many bytes were read, of trusted ones.
size_t qn_row_unpack(const qn_span *span, int32_t row, const uint8_t *in);

#endif
