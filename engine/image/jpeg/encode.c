// Rows of blocks become tokens; tokens become bits, once the codes of their symbols are known. With
// Annex K's tables that is after each row, and the tokens of one row are all that is held. With the
// picture's own, all rows are tokens first, symbols are counted on the way, and the tables are made
// for these counts; the tokens are then written page by page, and each page is given back.
#include "quoin/image/encode_jpeg.h"

#include <string.h>

#include "base/alloc.h"
#include "image/jpeg/encode_color.h"
#include "image/jpeg/encode_header.h"
#include "image/jpeg/encode_tile.h"
#include "image/jpeg/encode_tokens.h"

// The share of the time that goes into making tokens where they are written afterwards.
#define TOKEN_SHARE 0.75f
// As much work as a page of tokens is to write.
#define PAGE_WORK_PX 8192

typedef enum phase { MAKING_TOKENS, WRITING_TOKENS, DONE, TAKEN, FAILED } phase;

struct qn_jpeg_encoder {
    qn_jpeg_tiles tiles;
    qn_jpeg_frame frame;
    bool is_standard;
    phase phase;
    int32_t row, row_count; // of blocks
    int page_count;         // of tokens, when all are made
    int dc[3];
    int32_t interval_left;  // blocks to the next restart
    unsigned restart_count; // markers written
    qn_jpeg_quant quants[2];
    qn_jpeg_code_table tables[QN_JPEG_TABLES];
    uint32_t codes[QN_JPEG_SYMBOL_COUNT];
    qn_jpeg_tokenizer tokenizer;
    qn_jpeg_store store;
    qn_jpeg_output output;
};

// ---- Options --------------------------------------------------------------------------------

static qn_error check_bitmap(const qn_bitmap *bitmap)
{
    if (bitmap == NULL || bitmap->rgba == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (bitmap->width_px < 1 || bitmap->height_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    bool fits = bitmap->width_px <= QN_JPEG_MAX_SIDE_PX &&
                bitmap->height_px <= QN_JPEG_MAX_SIDE_PX &&
                (int64_t)bitmap->width_px * bitmap->height_px <= QN_JPEG_MAX_PIXEL_COUNT;
    return fits ? QN_ERROR_OK : QN_ERROR_TOO_LARGE;
}

static qn_error check_bytes(qn_bytes bytes, size_t most_bytes)
{
    if (bytes.data == NULL && bytes.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    return bytes.size_bytes <= most_bytes ? QN_ERROR_OK : QN_ERROR_TOO_LARGE;
}

static bool is_within(int64_t number, int64_t least, int64_t most)
{
    return number >= least && number <= most;
}

static qn_error resolve_opts(const qn_jpeg_opts *given, qn_jpeg_opts *opts)
{
    *opts = given != NULL ? *given : (qn_jpeg_opts){0};
    opts->quality = opts->quality == 0 ? QN_JPEG_DEFAULT_QUALITY : opts->quality;
    if (!is_within(opts->quality, 1, 100) ||
        !is_within(opts->chroma, QN_JPEG_CHROMA_AUTO, QN_JPEG_CHROMA_NONE) ||
        !is_within(opts->restart_interval, 0, 65535) || !is_within(opts->density_dpi, 0, 65535)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (opts->chroma == QN_JPEG_CHROMA_AUTO) {
        opts->chroma = opts->quality < 90 ? QN_JPEG_CHROMA_HALF : QN_JPEG_CHROMA_FULL;
    }
    qn_error error = check_bytes(opts->exif, QN_JPEG_MAX_EXIF_BYTES);
    return error != QN_ERROR_OK ? error : check_bytes(opts->icc, QN_JPEG_MAX_ICC_BYTES);
}

// ---- Rows to tokens -------------------------------------------------------------------------

static uint16_t *add_block(qn_jpeg_encoder *encoder, int16_t block[64], int component,
                           uint16_t *tokens)
{
    bool is_chroma = component > 0;
    uint64_t nonzero = qn_jpeg_transform(block, &encoder->quants[is_chroma]);
    return qn_jpeg_tokenize(&encoder->tokenizer, block, nonzero, is_chroma, &encoder->dc[component],
                            tokens);
}

// A block with none of the picture's pixels: as bright as the one before, which costs least.
static uint16_t *add_empty_block(qn_jpeg_encoder *encoder, uint16_t *tokens)
{
    int16_t block[64] = {(int16_t)encoder->dc[0]};
    return qn_jpeg_tokenize(&encoder->tokenizer, block, 1, false, &encoder->dc[0], tokens);
}

static uint16_t *add_luma_block(qn_jpeg_encoder *encoder, qn_jpeg_tile tile, int x, int y,
                                uint16_t *tokens)
{
    int16_t block[64];
    if (x >= tile.width_px || y >= tile.height_px) {
        return add_empty_block(encoder, tokens);
    }
    const uint8_t *rgba = tile.rgba + (size_t)y * tile.stride_bytes + 4 * x;
    qn_jpeg_sample_luma(rgba, tile.stride_bytes, block);
    return add_block(encoder, block, 0, tokens);
}

static uint16_t *add_luma(qn_jpeg_encoder *encoder, qn_jpeg_tile tile, uint16_t *tokens)
{
    for (int y = 0; y < encoder->tiles.side_px; y += 8) {
        for (int x = 0; x < encoder->tiles.side_px; x += 8) {
            tokens = add_luma_block(encoder, tile, x, y, tokens);
        }
    }
    return tokens;
}

static uint16_t *add_chroma(qn_jpeg_encoder *encoder, qn_jpeg_tile tile, uint16_t *tokens)
{
    int16_t cb[64], cr[64];
    if (encoder->frame.is_halved) {
        qn_jpeg_sample_halved(tile.rgba, tile.stride_bytes, cb, cr);
    } else {
        qn_jpeg_sample_chroma(tile.rgba, tile.stride_bytes, cb, cr);
    }
    return add_block(encoder, cr, 2, add_block(encoder, cb, 1, tokens));
}

// After each tile but the last.
static void count_interval(qn_jpeg_encoder *encoder, bool is_last)
{
    encoder->interval_left -= 1;
    if (encoder->interval_left == 0 && !is_last) {
        qn_jpeg_store_close_run(&encoder->store, true);
        encoder->interval_left = encoder->frame.restart_interval;
        memset(encoder->dc, 0, sizeof encoder->dc);
    }
}

static bool tokenize_row(qn_jpeg_encoder *encoder)
{
    const qn_jpeg_tiles *tiles = &encoder->tiles;
    uint8_t copy[QN_JPEG_TILE_BYTES];
    for (int32_t x = 0; x < tiles->width_px; x += tiles->side_px) {
        uint16_t *tokens =
            qn_jpeg_store_room(&encoder->store, QN_JPEG_TILE_BLOCKS * QN_JPEG_BLOCK_WORDS);
        if (tokens == NULL) {
            return false;
        }
        qn_jpeg_tile tile = qn_jpeg_tile_at(tiles, x, encoder->row * tiles->side_px, copy);
        tokens = add_luma(encoder, tile, tokens);
        if (encoder->frame.component_count > 1) {
            tokens = add_chroma(encoder, tile, tokens);
        }
        qn_jpeg_store_extend(&encoder->store, tokens);
        bool is_last_column = x + tiles->side_px >= tiles->width_px;
        count_interval(encoder, is_last_column && encoder->row + 1 == encoder->row_count);
    }
    encoder->row += 1;
    return true;
}

// ---- Tokens to bits -------------------------------------------------------------------------

static void write_page(qn_jpeg_encoder *encoder, const qn_jpeg_page *page)
{
    for (uint32_t at = 0; at < page->used;) {
        uint32_t head = page->words[at++];
        qn_jpeg_put_tokens(&encoder->output, page->words + at, head >> 1, encoder->codes);
        at += head >> 1;
        if (head & 1) {
            qn_jpeg_put_restart(&encoder->output, encoder->restart_count++);
        }
    }
}

static void write_row(qn_jpeg_encoder *encoder)
{
    qn_jpeg_store_close_run(&encoder->store, false);
    for (const qn_jpeg_page *page = encoder->store.first; page != NULL; page = page->next) {
        write_page(encoder, page);
    }
    qn_jpeg_store_empty(&encoder->store);
}

static void put_frame(qn_jpeg_encoder *encoder)
{
    int table_count = encoder->frame.component_count > 1 ? QN_JPEG_TABLES : QN_JPEG_TABLES / 2;
    for (int i = 0; i < table_count; ++i) {
        if (encoder->is_standard) {
            qn_jpeg_code_table_standard(&encoder->tables[i], i);
        } else {
            qn_jpeg_code_table_best(&encoder->tables[i], encoder->tokenizer.counts + 256 * i);
        }
        qn_jpeg_code_table_codes(&encoder->tables[i], encoder->codes + 256 * i);
    }
    qn_jpeg_put_frame(&encoder->output, &encoder->frame);
}

// The bits of all tokens, some zeros behind bytes of 0xFF, and what is little beside them.
static size_t estimate_bytes(const qn_jpeg_encoder *encoder)
{
    uint64_t bits = 0;
    for (int i = 0; i < QN_JPEG_SYMBOL_COUNT; ++i) {
        uint32_t length = encoder->codes[i] & ((1 << QN_JPEG_LENGTH_BITS) - 1);
        bits += (uint64_t)encoder->tokenizer.counts[i] * length;
    }
    uint64_t bytes = bits / 8 + bits / (8 * 64) + 16384;
    return bytes < SIZE_MAX ? (size_t)bytes : SIZE_MAX;
}

// ---- Steps ----------------------------------------------------------------------------------

static bool has_failed(const qn_jpeg_encoder *encoder)
{
    return encoder->phase == FAILED || encoder->output.failed;
}

static void finish(qn_jpeg_encoder *encoder)
{
    qn_jpeg_put_end(&encoder->output);
    qn_jpeg_store_free(&encoder->store);
    encoder->phase = DONE;
}

static void finish_tokens(qn_jpeg_encoder *encoder)
{
    if (encoder->is_standard) {
        finish(encoder);
        return;
    }
    qn_jpeg_store_close_run(&encoder->store, false);
    put_frame(encoder);
    qn_jpeg_output_reserve(&encoder->output, estimate_bytes(encoder));
    encoder->page_count = encoder->store.page_count;
    encoder->phase = WRITING_TOKENS;
}

// The work done, in pixels.
static int64_t step(qn_jpeg_encoder *encoder)
{
    if (encoder->phase == WRITING_TOKENS) {
        write_page(encoder, encoder->store.first);
        qn_jpeg_store_drop_first(&encoder->store);
        if (encoder->store.first == NULL) {
            finish(encoder);
        }
        return PAGE_WORK_PX;
    }
    if (!tokenize_row(encoder)) {
        encoder->phase = FAILED;
        return 0;
    }
    if (encoder->is_standard) {
        write_row(encoder);
    }
    if (encoder->row == encoder->row_count) {
        finish_tokens(encoder);
    }
    return (int64_t)encoder->tiles.width_px * encoder->tiles.side_px;
}

// ---- Public ---------------------------------------------------------------------------------

static void set_up(qn_jpeg_encoder *encoder, const qn_bitmap *bitmap, const qn_jpeg_opts *opts)
{
    bool is_colored = opts->chroma != QN_JPEG_CHROMA_NONE &&
                      (opts->keep_gray_colored || !qn_jpeg_tiles_are_gray(&encoder->tiles));
    bool is_halved = is_colored && opts->chroma == QN_JPEG_CHROMA_HALF;
    encoder->tiles.side_px = is_halved ? 16 : 8;
    encoder->row_count = (bitmap->height_px - 1) / encoder->tiles.side_px + 1;
    encoder->is_standard = opts->standard_huffman;
    encoder->interval_left = opts->restart_interval;
    encoder->frame = (qn_jpeg_frame){.width_px = bitmap->width_px,
                                     .height_px = bitmap->height_px,
                                     .component_count = is_colored ? 3 : 1,
                                     .is_halved = is_halved,
                                     .restart_interval = opts->restart_interval,
                                     .quants = encoder->quants,
                                     .tables = encoder->tables};
    qn_jpeg_quant_make(&encoder->quants[0], opts->quality, false);
    qn_jpeg_quant_make(&encoder->quants[1], opts->quality, true);
    qn_jpeg_tokenizer_make(&encoder->tokenizer);
    qn_jpeg_put_start(&encoder->output, opts);
    if (encoder->is_standard) {
        put_frame(encoder);
    }
}

qn_error qn_jpeg_encoder_create(const qn_bitmap *bitmap, const qn_jpeg_opts *opts,
                                qn_jpeg_encoder **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_error error = check_bitmap(bitmap);
    qn_jpeg_opts resolved;
    if (error == QN_ERROR_OK) {
        error = resolve_opts(opts, &resolved);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_jpeg_encoder *encoder = qn_alloc_zeroed(sizeof *encoder);
    if (encoder == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    encoder->tiles = qn_jpeg_tiles_of(bitmap, resolved.background_rgb);
    set_up(encoder, bitmap, &resolved);
    if (encoder->output.failed) {
        qn_jpeg_encoder_destroy(encoder);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    *out = encoder;
    return QN_ERROR_OK;
}

void qn_jpeg_encoder_destroy(qn_jpeg_encoder *encoder)
{
    if (encoder != NULL) {
        qn_jpeg_store_free(&encoder->store);
        qn_free(encoder->output.data);
        qn_free(encoder);
    }
}

qn_error qn_jpeg_encoder_run(qn_jpeg_encoder *encoder, int64_t budget_px)
{
    if (encoder == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (budget_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    while (budget_px > 0 && encoder->phase < DONE && !has_failed(encoder)) {
        budget_px -= step(encoder);
    }
    if (has_failed(encoder)) {
        encoder->phase = FAILED;
        return QN_ERROR_OUT_OF_MEMORY;
    }
    return QN_ERROR_OK;
}

float qn_jpeg_encoder_progress(const qn_jpeg_encoder *encoder)
{
    if (encoder == NULL || encoder->phase == FAILED) {
        return 0.0f;
    }
    if (encoder->phase >= DONE) {
        return 1.0f;
    }
    float of_rows = (float)encoder->row / (float)encoder->row_count;
    if (encoder->is_standard) {
        return of_rows;
    }
    if (encoder->phase == MAKING_TOKENS) {
        return TOKEN_SHARE * of_rows;
    }
    float left = (float)encoder->store.page_count / (float)encoder->page_count;
    return TOKEN_SHARE + (1.0f - TOKEN_SHARE) * (1.0f - left);
}

qn_error qn_jpeg_encoder_take(qn_jpeg_encoder *encoder, uint8_t **out, size_t *out_size_bytes)
{
    if (encoder == NULL || out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    bool is_there = encoder->phase == DONE;
    *out = is_there ? encoder->output.data : NULL;
    *out_size_bytes = is_there ? encoder->output.size_bytes : 0;
    if (!is_there) {
        return QN_ERROR_NOT_FOUND;
    }
    encoder->output = (qn_jpeg_output){0};
    encoder->phase = TAKEN;
    return QN_ERROR_OK;
}

qn_error qn_image_encode_jpeg(const qn_bitmap *bitmap, const qn_jpeg_opts *opts, uint8_t **out,
                              size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    qn_jpeg_encoder *encoder;
    qn_error error = qn_jpeg_encoder_create(bitmap, opts, &encoder);
    if (error == QN_ERROR_OK) {
        error = qn_jpeg_encoder_run(encoder, INT64_MAX);
    }
    if (error == QN_ERROR_OK) {
        error = qn_jpeg_encoder_take(encoder, out, out_size_bytes);
    }
    qn_jpeg_encoder_destroy(encoder);
    return error;
}
