// Blocks to tokens, and tokens kept until their codes are known.
#ifndef IMAGE_JPEG_ENCODE_TOKENS_H
#define IMAGE_JPEG_ENCODE_TOKENS_H

#include "image/jpeg/encode_output.h"

// A block is at most 64 tokens, each coefficient one, or one for the rest; of two words at most.
#define QN_JPEG_BLOCK_WORDS 128

typedef struct qn_jpeg_tokenizer {
    uint32_t counts[QN_JPEG_SYMBOL_COUNT]; // of symbols so far
    // Where four bits of a mask go, for each four of the 64.
    uint64_t zigzag[16][16];
} qn_jpeg_tokenizer;

void qn_jpeg_tokenizer_make(qn_jpeg_tokenizer *tokenizer);
// Writes the tokens of a block as qn_jpeg_transform left it, and returns where they end; the word
// behind them is written over. *dc is the first coefficient of the block of the same component
// before this one.
uint16_t *qn_jpeg_tokenize(qn_jpeg_tokenizer *tokenizer, const int16_t block[64], uint64_t nonzero,
                           bool is_chroma, int *dc, uint16_t *tokens);

// ---- The store ------------------------------------------------------------------------------

#define QN_JPEG_PAGE_WORDS 16384

// Runs of tokens, each behind a word with the number of theirs times two, and one more if a restart
// marker follows.
typedef struct qn_jpeg_page {
    struct qn_jpeg_page *next;
    uint32_t used;
    uint16_t words[QN_JPEG_PAGE_WORDS + 1];
} qn_jpeg_page;

typedef struct qn_jpeg_store {
    qn_jpeg_page *first, *last;
    uint16_t *run; // the word in front of the open run; null: there is none
    int page_count;
} qn_jpeg_store;

// Room for `count` words in the open run, which may be another one than before, and one behind
// them. Null: there is no memory.
uint16_t *qn_jpeg_store_room(qn_jpeg_store *store, uint32_t count);
// The tokens before `end` are written.
void qn_jpeg_store_extend(qn_jpeg_store *store, const uint16_t *end);
// Ends the open run.
void qn_jpeg_store_close_run(qn_jpeg_store *store, bool is_restart_next);
// Takes all runs out; one page stays for those to come.
void qn_jpeg_store_empty(qn_jpeg_store *store);
void qn_jpeg_store_drop_first(qn_jpeg_store *store);
void qn_jpeg_store_free(qn_jpeg_store *store);

#endif
