// A mask tells which coefficients are not 0, so that a block costs what it holds. The mask is
// turned into the order of the file four bits at a time; the coefficients stay where they are.
#include "image/jpeg/encode_tokens.h"

#include "base/alloc.h"
#include "image/jpeg/encode_block.h"
#include "image/jpeg/encode_huffman.h"
#include "image/jpeg/tables.h"

#define SIXTEEN_ZEROS 0xF0
#define END_OF_BLOCK 0x00

void qn_jpeg_tokenizer_make(qn_jpeg_tokenizer *tokenizer)
{
    *tokenizer = (qn_jpeg_tokenizer){0};
    for (int i = 0; i < 64; ++i) {
        int from = qn_jpeg_natural[i];
        for (int four = 0; four < 16; ++four) {
            uint64_t bit = four >> (from & 3) & 1;
            tokenizer->zigzag[from >> 2][four] |= bit << i;
        }
    }
}

static inline uint64_t to_zigzag(const qn_jpeg_tokenizer *tokenizer, uint64_t nonzero)
{
    uint64_t mask = 0;
#pragma GCC unroll 16
    for (int i = 0; i < 16; ++i) {
        mask |= tokenizer->zigzag[i][nonzero >> (4 * i) & 15];
    }
    return mask;
}

static inline uint16_t *put(qn_jpeg_tokenizer *tokenizer, uint32_t symbol, uint16_t *tokens)
{
    tokenizer->counts[symbol] += 1;
    *tokens = (uint16_t)symbol;
    return tokens + 1;
}

// A number's size in bits goes into the symbol, and in so many bits itself; less than 0, one less
// than itself. What is written behind a short token, the next one writes over.
static inline uint16_t *put_number(qn_jpeg_tokenizer *tokenizer, uint32_t symbol, int number,
                                   uint16_t *tokens)
{
    int sign = number >> 31;
    uint32_t away = (uint32_t)((number ^ sign) - sign);
    uint32_t size = 31 - (uint32_t)__builtin_clz(2 * away + 1);
    uint32_t bits = (uint32_t)(number + sign) & ((1u << size) - 1);
    tokenizer->counts[symbol | size] += 1;
    tokens[0] = (uint16_t)(bits << QN_JPEG_SYMBOL_BITS | symbol | size);
    tokens[1] = (uint16_t)bits;
    return tokens + 1 + (size > QN_JPEG_SHORT_BITS);
}

uint16_t *qn_jpeg_tokenize(qn_jpeg_tokenizer *tokenizer, const int16_t block[64], uint64_t nonzero,
                           bool is_chroma, int *dc, uint16_t *tokens)
{
    uint32_t dc_table = is_chroma ? QN_JPEG_CHROMA_DC << 8 : QN_JPEG_LUMA_DC << 8;
    uint32_t ac_table = is_chroma ? QN_JPEG_CHROMA_AC << 8 : QN_JPEG_LUMA_AC << 8;
    tokens = put_number(tokenizer, dc_table, block[0] - *dc, tokens);
    *dc = block[0];
    uint64_t left = to_zigzag(tokenizer, nonzero & ~(uint64_t)1);
    int at = 0;
    for (; left != 0; left &= left - 1) {
        int next = __builtin_ctzll(left);
        int zeros = next - at - 1;
        for (; zeros > 15; zeros -= 16) {
            tokens = put(tokenizer, ac_table | SIXTEEN_ZEROS, tokens);
        }
        uint32_t symbol = ac_table | (uint32_t)zeros << 4;
        tokens = put_number(tokenizer, symbol, block[qn_jpeg_natural[next]], tokens);
        at = next;
    }
    return at == 63 ? tokens : put(tokenizer, ac_table | END_OF_BLOCK, tokens);
}

// ---- The store ------------------------------------------------------------------------------

static bool add_page(qn_jpeg_store *store)
{
    qn_jpeg_page *page = qn_alloc(sizeof *page);
    if (page == NULL) {
        return false;
    }
    page->next = NULL;
    page->used = 0;
    if (store->last != NULL) {
        store->last->next = page;
    } else {
        store->first = page;
    }
    store->last = page;
    store->page_count += 1;
    return true;
}

uint16_t *qn_jpeg_store_room(qn_jpeg_store *store, uint32_t count)
{
    // With the word in front.
    bool is_full = store->last != NULL && store->last->used + count + 1 > QN_JPEG_PAGE_WORDS;
    if (is_full) {
        qn_jpeg_store_close_run(store, false);
    }
    if ((store->last == NULL || is_full) && !add_page(store)) {
        return NULL;
    }
    qn_jpeg_page *page = store->last;
    if (store->run == NULL) {
        store->run = page->words + page->used++;
    }
    return page->words + page->used;
}

void qn_jpeg_store_extend(qn_jpeg_store *store, const uint16_t *end)
{
    store->last->used = (uint32_t)(end - store->last->words);
}

void qn_jpeg_store_close_run(qn_jpeg_store *store, bool is_restart_next)
{
    if (store->run != NULL) {
        uint32_t first = (uint32_t)(store->run - store->last->words) + 1;
        *store->run = (uint16_t)((store->last->used - first) << 1 | (is_restart_next ? 1 : 0));
        store->run = NULL;
    }
}

void qn_jpeg_store_drop_first(qn_jpeg_store *store)
{
    qn_jpeg_page *page = store->first;
    store->first = page->next;
    store->last = store->first != NULL ? store->last : NULL;
    store->page_count -= 1;
    qn_free(page);
}

void qn_jpeg_store_empty(qn_jpeg_store *store)
{
    while (store->first != store->last) {
        qn_jpeg_store_drop_first(store);
    }
    if (store->first != NULL) {
        store->first->used = 0;
    }
    store->run = NULL;
}

void qn_jpeg_store_free(qn_jpeg_store *store)
{
    while (store->first != NULL) {
        qn_jpeg_store_drop_first(store);
    }
}
