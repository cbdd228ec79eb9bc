// A band is some hundred kilobytes of rows, filtered and packed by themselves: a picture is written
// in the memory of one, and between two of them the work can stop. What a search for repetitions
// loses where a band begins is little beside what it finds in one.
//
// There is a packer of our own for filtered rows, where a search finds little, and it goes on at
// any bit. libdeflate's streams begin at a byte and end with a last block: an empty block fills the
// byte, and the last one is made one like the others.
//
// Palettes and samples of less than a byte are not filtered: the difference of two indices means
// nothing.
#include "image/png/bands.h"

#include <string.h>

#include "compress/deflate.h"
#include "quoin/compress.h"
#include "quoin/image/encode_png.h"

// In blocks of our own packer; more of them where little is to be lost at their beginnings.
#define BAND_BYTES ((size_t)8 * 49152)
#define SMALL_BAND_BYTES ((size_t)24 * 49152)
#define SMALL_LEVEL 7
#define FASTEST_LEVEL 1
#define SMALLEST_LEVEL 9
#define HEAD_BYTES 2
// Of an empty block in front and the checksum behind, with room for a word written at once.
#define FRAME_BYTES 32
// From the middle of a band. If our own packer leaves two fifths of it or more, it is packed both
// ways, to see what a search is worth.
#define SAMPLE_BYTES ((size_t)32 << 10)
#define LITTLE_PACKED_BYTES (SAMPLE_BYTES / 5 * 2)
// What is this part larger by a search in the sample will not be smaller by one in the band.
#define HOPELESS_PART 64

// ---- Opening --------------------------------------------------------------------------------

static size_t room_for(size_t plain_bytes)
{
    size_t own = qn_png_pack_bound(plain_bytes), search = qn_deflate_bound(plain_bytes);
    return HEAD_BYTES + (own > search ? own : search) + FRAME_BYTES;
}

// Room for a band's rows, for the filters and for what is packed.
static bool take_memory(qn_png_bands *bands, size_t work_bytes)
{
    size_t plain_bytes = (1 + bands->row_bytes) * (size_t)bands->rows_at_once;
    bool has_other = bands->is_filtered && bands->of.level == SMALLEST_LEVEL;
    return qn_block_take(&bands->work, work_bytes) && qn_block_take(&bands->rows, plain_bytes) &&
           qn_block_take(&bands->packed, room_for(plain_bytes)) &&
           (!has_other || qn_block_take(&bands->other, room_for(plain_bytes)));
}

static int32_t rows_in_band(const qn_png_bands_def *def, size_t row_bytes)
{
    size_t bytes = def->level >= SMALL_LEVEL ? SMALL_BAND_BYTES : BAND_BYTES;
    size_t rows = bytes / (1 + row_bytes);
    rows = rows > 0 ? rows : 1;
    return rows < (size_t)def->bitmap->height_px ? (int32_t)rows : def->bitmap->height_px;
}

qn_error qn_png_bands_open(const qn_png_bands_def *def, qn_png_bands *out)
{
    uint32_t bits = qn_png_needs_pixel_bits(def->needs);
    uint64_t row_bytes = qn_png_needs_row_size(def->needs, (uint32_t)def->bitmap->width_px);
    uint64_t work_bytes = qn_png_filterer_memory(row_bytes);
    *out = (qn_png_bands){.of = *def, .pixel_bytes = (bits + 7) / 8, .adler32 = 1};
    if (work_bytes > SIZE_MAX || row_bytes >= QN_DEFLATE_MAX_BYTES) {
        return QN_ERROR_TOO_LARGE;
    }
    out->row_bytes = (size_t)row_bytes;
    out->rows_at_once = rows_in_band(def, out->row_bytes);
    out->is_filtered = bits >= 8 && def->needs->color != PNG_PALETTE && !def->is_stored;
    if (!take_memory(out, (size_t)work_bytes)) {
        qn_png_bands_close(out);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    return QN_ERROR_OK;
}

void qn_png_bands_close(qn_png_bands *bands)
{
    qn_free(bands->work.memory);
    qn_free(bands->rows.memory);
    qn_free(bands->packed.memory);
    qn_free(bands->other.memory);
    *bands = (qn_png_bands){0};
}

bool qn_png_bands_are_done(const qn_png_bands *bands)
{
    return bands->row == bands->of.bitmap->height_px;
}

// ---- Rows -----------------------------------------------------------------------------------

static int32_t row_count(const qn_png_bands *bands)
{
    int32_t left = bands->of.bitmap->height_px - bands->row;
    return left < bands->rows_at_once ? left : bands->rows_at_once;
}

static void pack_row(const qn_png_bands *bands, int32_t row, uint8_t *out)
{
    uint32_t width = (uint32_t)bands->of.bitmap->width_px;
    const uint8_t *rgba = bands->of.bitmap->rgba + 4 * (size_t)width * (size_t)row;
    qn_png_needs_pack(bands->of.needs, rgba, width, out);
}

// The rows of the band, which the filters know the one above of.
static qn_bytes fill_rows(qn_png_bands *bands, bool is_filtered)
{
    uint8_t *out = bands->rows.memory;
    qn_png_filterer filterer =
        qn_png_filterer_begin(bands->work.memory, bands->row_bytes, bands->pixel_bytes);
    if (is_filtered && bands->row > 0) {
        pack_row(bands, bands->row - 1, filterer.above);
    }
    int32_t end = bands->row + row_count(bands);
    for (int32_t row = bands->row; row < end; ++row) {
        pack_row(bands, row, filterer.row);
        (is_filtered ? qn_png_filterer_best : qn_png_filterer_none)(&filterer, out);
        out += 1 + bands->row_bytes;
    }
    return (qn_bytes){bands->rows.memory, (size_t)(out - bands->rows.memory)};
}

// ---- Packing --------------------------------------------------------------------------------

// A band as it is packed in a block: where the stream goes on behind it, and what it is in all.
typedef struct packed_band {
    qn_block room;
    qn_png_bits bits;
    size_t size_bytes;
    uint32_t adler32;
} packed_band;

// zlib's header, with the level in two bits and a checksum in five.
static void put_head(const qn_png_bands *bands, qn_png_bits *bits)
{
    static const uint8_t flags[10] = {0x01, 0x01, 0x5E, 0x5E, 0x5E, 0x5E, 0x9C, 0xDA, 0xDA, 0xDA};
    if (bands->row == 0) {
        bits->out[0] = 0x78;
        bits->out[1] = flags[bands->of.is_stored ? 0 : bands->of.level];
        bits->out += HEAD_BYTES;
    }
}

static packed_band begin_band(const qn_png_bands *bands, qn_bytes plain, qn_block room)
{
    packed_band band = {.room = room, .bits = bands->bits};
    band.bits.out = room.memory;
    band.adler32 = qn_adler32(bands->adler32, plain);
    put_head(bands, &band.bits);
    return band;
}

static bool is_last(const qn_png_bands *bands)
{
    return bands->row + row_count(bands) == bands->of.bitmap->height_px;
}

static void pack_own(const qn_png_bands *bands, qn_bytes plain, packed_band *out)
{
    *out = begin_band(bands, plain, bands->packed);
    qn_png_pack(plain, is_last(bands), &out->bits);
    out->size_bytes = (size_t)(out->bits.out - out->room.memory);
}

// The first of libdeflate's levels that search is our second.
static int32_t deflate_level(const qn_png_bands *bands)
{
    static const int32_t levels[10] = {0, 1, 1, 2, 4, 5, 6, 7, 8, 9};
    return bands->of.is_stored ? 0 : levels[bands->of.level];
}

static qn_error pack_search(const qn_png_bands *bands, qn_bytes plain, qn_block room,
                            packed_band *out)
{
    *out = begin_band(bands, plain, room);
    qn_png_pack_align(&out->bits);
    uint8_t *start = out->bits.out;
    size_t room_bytes = room.bytes - (size_t)(start - room.memory) - FRAME_BYTES / 2, size;
    qn_error error =
        qn_deflate_into(plain, QN_FRAME_RAW, deflate_level(bands), start, room_bytes, &size);
    if (error != QN_ERROR_OK) {
        return error;
    }
    out->bits = (qn_png_bits){.out = start + size};
    if (!is_last(bands)) {
        size_t end = qn_deflate_reopen(start, size);
        out->bits.out = start + end / 8;
        out->bits.count = end % 8;
        out->bits.bits = out->bits.count > 0 ? *out->bits.out : 0;
    }
    out->size_bytes = (size_t)(out->bits.out - out->room.memory);
    return QN_ERROR_OK;
}

// Of noise and photographs a search makes more than our own packer's size. Room is that for the
// band.
static qn_error is_search_hopeless(const qn_png_bands *bands, qn_bytes plain, bool *out)
{
    *out = false;
    if (plain.size_bytes < 4 * SAMPLE_BYTES) {
        return QN_ERROR_OK;
    }
    qn_bytes sample = {plain.data + plain.size_bytes / 2, SAMPLE_BYTES};
    size_t own = qn_png_pack_size(sample), search;
    if (own < LITTLE_PACKED_BYTES) {
        return QN_ERROR_OK;
    }
    qn_error error = qn_deflate_into(sample, QN_FRAME_RAW, deflate_level(bands),
                                     bands->packed.memory, bands->packed.bytes, &search);
    *out = error == QN_ERROR_OK && search > own + own / HOPELESS_PART;
    return error;
}

// From the default level on both ways are tried where either may be the smaller one.
static qn_error pack_filtered(qn_png_bands *bands, packed_band *out)
{
    qn_bytes plain = fill_rows(bands, true);
    bool is_hopeless = bands->of.level == FASTEST_LEVEL;
    qn_error error = is_hopeless ? QN_ERROR_OK : is_search_hopeless(bands, plain, &is_hopeless);
    if (error == QN_ERROR_OK && !is_hopeless) {
        error = pack_search(bands, plain, bands->packed, out);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    bool is_thorough = bands->of.level >= QN_PNG_DEFAULT_LEVEL;
    if (is_hopeless || (is_thorough && qn_png_pack_size(plain) < out->size_bytes)) {
        pack_own(bands, plain, out);
    }
    return QN_ERROR_OK;
}

// Drawings that repeat themselves are often smaller without filters, which hide the repetitions.
static qn_error pack_smallest(qn_png_bands *bands, packed_band *out)
{
    packed_band unfiltered;
    qn_error error = pack_search(bands, fill_rows(bands, false), bands->other, &unfiltered);
    error = error == QN_ERROR_OK ? pack_filtered(bands, out) : error;
    if (error == QN_ERROR_OK && unfiltered.size_bytes < out->size_bytes) {
        *out = unfiltered;
    }
    return error;
}

qn_error qn_png_bands_next(qn_png_bands *bands, qn_bytes *out)
{
    packed_band band;
    qn_error error;
    if (!bands->is_filtered) {
        error = pack_search(bands, fill_rows(bands, false), bands->packed, &band);
    } else if (bands->of.level == SMALLEST_LEVEL) {
        error = pack_smallest(bands, &band);
    } else {
        error = pack_filtered(bands, &band);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (is_last(bands)) {
        qn_png_pack_end(band.adler32, &band.bits);
    }
    bands->row += row_count(bands);
    bands->adler32 = band.adler32;
    bands->bits = band.bits;
    *out = (qn_bytes){band.room.memory, (size_t)(band.bits.out - band.room.memory)};
    return QN_ERROR_OK;
}
