// Huffman tables: Annex K's, or the best for given counts.
#ifndef IMAGE_JPEG_ENCODE_HUFFMAN_H
#define IMAGE_JPEG_ENCODE_HUFFMAN_H

#include "quoin/base.h"

// In the order of a file: how many codes there are of 1 to 16 bits, and their symbols from the
// shortest to the longest.
typedef struct qn_jpeg_code_table {
    uint8_t length_counts[16];
    uint8_t symbols[256];
    int symbol_count;
} qn_jpeg_code_table;

// The four tables of a file, in this order.
enum { QN_JPEG_LUMA_DC, QN_JPEG_LUMA_AC, QN_JPEG_CHROMA_DC, QN_JPEG_CHROMA_AC, QN_JPEG_TABLES };

void qn_jpeg_code_table_standard(qn_jpeg_code_table *table, int index);
// The fewest bits for symbols that occur so often; 0 leaves a symbol out. No code is all ones.
void qn_jpeg_code_table_best(qn_jpeg_code_table *table, const uint32_t counts[256]);
// As tokens need them; 0 for a symbol without a code.
void qn_jpeg_code_table_codes(const qn_jpeg_code_table *table, uint32_t codes[256]);

#endif
