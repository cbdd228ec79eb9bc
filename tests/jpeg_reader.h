// A plain reader of baseline JPEG files down to their coefficients, written from the standard alone
// and strict about everything a writer may get wrong. It is slow and trusts nothing but its memory.
#ifndef TESTS_JPEG_READER_H
#define TESTS_JPEG_READER_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct reader_huffman {
    bool is_there;
    uint8_t counts[16];
    uint8_t symbols[256];
} reader_huffman;

typedef struct reader_jpeg {
    const uint8_t *data;
    size_t size, at;
    const char *problem; // the first thing that was wrong
    int width, height, component_count;
    int sampling[3], steps_index[3], dc_index[3], ac_index[3];
    int steps[2][64]; // row by row
    bool has_steps[2];
    reader_huffman tables[2][2]; // [is AC][index]
    int restart_interval, restart_count;
    int density_unit, density;
    const uint8_t *exif;
    size_t exif_size;
    uint8_t *icc;
    size_t icc_size;
    int icc_pieces;
    int16_t (*blocks)[64]; // as they follow in the file, each row by row
    int block_count;
    // The bits of the scan.
    uint32_t byte;
    int bits_left;
} reader_jpeg;

static inline bool reader_fail(reader_jpeg *jpeg, const char *problem)
{
    jpeg->problem = jpeg->problem != NULL ? jpeg->problem : problem;
    return false;
}

static inline int reader_u8(reader_jpeg *jpeg)
{
    if (jpeg->at >= jpeg->size) {
        reader_fail(jpeg, "the file ends too early");
        return 0;
    }
    return jpeg->data[jpeg->at++];
}

static inline int reader_u16(reader_jpeg *jpeg)
{
    int upper = reader_u8(jpeg);
    return upper << 8 | reader_u8(jpeg);
}

static inline bool reader_expect(reader_jpeg *jpeg, bool holds, const char *problem)
{
    return holds || reader_fail(jpeg, problem);
}

// Where the i-th coefficient of a block stands: along diagonals, up and down by turns.
static inline int reader_zigzag(int index)
{
    int row = 0, column = 0;
    for (int i = 0; i < index; ++i) {
        bool goes_up = (row + column) % 2 == 0;
        bool is_at_end = goes_up ? column == 7 : row == 7;
        if (is_at_end) {
            row += goes_up ? 1 : 0;
            column += goes_up ? 0 : 1;
        } else {
            row += goes_up ? (row > 0 ? -1 : 0) : 1;
            column += goes_up ? 1 : (column > 0 ? -1 : 0);
        }
    }
    return 8 * row + column;
}

// ---- Segments -------------------------------------------------------------------------------

static inline void reader_steps(reader_jpeg *jpeg, size_t end)
{
    while (jpeg->at < end && jpeg->problem == NULL) {
        int index = reader_u8(jpeg);
        if (!reader_expect(jpeg, index < 2, "steps of 16 bits, or a third table")) {
            return;
        }
        for (int i = 0; i < 64; ++i) {
            jpeg->steps[index][reader_zigzag(i)] = reader_u8(jpeg);
        }
        jpeg->has_steps[index] = true;
    }
}

static inline void reader_frame(reader_jpeg *jpeg)
{
    reader_expect(jpeg, reader_u8(jpeg) == 8, "samples are not of 8 bits");
    reader_expect(jpeg, jpeg->component_count == 0, "two frames");
    jpeg->height = reader_u16(jpeg);
    jpeg->width = reader_u16(jpeg);
    jpeg->component_count = reader_u8(jpeg);
    reader_expect(jpeg, jpeg->width > 0 && jpeg->height > 0, "no pixels");
    if (!reader_expect(jpeg, jpeg->component_count == 1 || jpeg->component_count == 3,
                       "neither one component nor three")) {
        jpeg->component_count = 0;
    }
    for (int i = 0; i < jpeg->component_count; ++i) {
        reader_expect(jpeg, reader_u8(jpeg) == i + 1, "JFIF's components are 1, 2 and 3");
        jpeg->sampling[i] = reader_u8(jpeg);
        jpeg->steps_index[i] = reader_u8(jpeg);
        reader_expect(jpeg, jpeg->steps_index[i] < 2 && jpeg->has_steps[jpeg->steps_index[i]],
                      "no such steps");
    }
}

static inline void reader_tables(reader_jpeg *jpeg, size_t end)
{
    while (jpeg->at < end && jpeg->problem == NULL) {
        int kind = reader_u8(jpeg);
        if (!reader_expect(jpeg, (kind & ~0x11) == 0, "a Huffman table of no baseline file")) {
            return;
        }
        reader_huffman *table = &jpeg->tables[kind >> 4][kind & 1];
        int count = 0, code = 0;
        for (int i = 0; i < 16; ++i) {
            table->counts[i] = (uint8_t)reader_u8(jpeg);
            count += table->counts[i];
            code = 2 * code + table->counts[i];
            reader_expect(jpeg, code < 1 << (i + 1), "codes do not fit, or one is all ones");
        }
        for (int i = 0; i < count && jpeg->problem == NULL; ++i) {
            table->symbols[i] = (uint8_t)reader_u8(jpeg);
        }
        reader_expect(jpeg, count > 0, "an empty Huffman table");
        table->is_there = true;
    }
}

static inline void reader_icc(reader_jpeg *jpeg, size_t end)
{
    jpeg->at += 12;
    jpeg->icc_pieces += 1;
    reader_expect(jpeg, reader_u8(jpeg) == jpeg->icc_pieces, "pieces of the profile out of order");
    reader_expect(jpeg, reader_u8(jpeg) >= jpeg->icc_pieces, "more pieces than there are");
    size_t piece = end - jpeg->at;
    uint8_t *icc = malloc(jpeg->icc_size + piece + 1);
    if (jpeg->icc_size > 0) {
        memcpy(icc, jpeg->icc, jpeg->icc_size);
    }
    memcpy(icc + jpeg->icc_size, jpeg->data + jpeg->at, piece);
    free(jpeg->icc);
    jpeg->icc = icc;
    jpeg->icc_size += piece;
}

static inline void reader_app(reader_jpeg *jpeg, int marker, size_t end)
{
    const uint8_t *content = jpeg->data + jpeg->at;
    size_t size = end - jpeg->at;
    if (marker == 0xE0 && size == 14 && memcmp(content, "JFIF\0\1\1", 7) == 0) {
        jpeg->density_unit = content[7];
        jpeg->density = content[8] << 8 | content[9];
        reader_expect(jpeg, (content[10] << 8 | content[11]) == jpeg->density, "not square");
    } else if (marker == 0xE1 && size > 6 && memcmp(content, "Exif\0\0", 6) == 0) {
        jpeg->exif = content + 6;
        jpeg->exif_size = size - 6;
    } else if (marker == 0xE2 && size > 14 && memcmp(content, "ICC_PROFILE\0", 12) == 0) {
        reader_icc(jpeg, end);
    } else {
        reader_fail(jpeg, "an APP segment of another kind");
    }
    jpeg->at = end;
}

static inline void reader_scan_header(reader_jpeg *jpeg)
{
    reader_expect(jpeg, reader_u8(jpeg) == jpeg->component_count, "a scan of some components");
    for (int i = 0; i < jpeg->component_count; ++i) {
        reader_expect(jpeg, reader_u8(jpeg) == i + 1, "components out of order");
        int tables = reader_u8(jpeg);
        jpeg->dc_index[i] = tables >> 4 & 1;
        jpeg->ac_index[i] = tables & 1;
        reader_expect(jpeg, (tables & ~0x11) == 0, "no such Huffman table");
        reader_expect(jpeg, jpeg->tables[0][jpeg->dc_index[i]].is_there, "no such DC table");
        reader_expect(jpeg, jpeg->tables[1][jpeg->ac_index[i]].is_there, "no such AC table");
    }
    reader_expect(jpeg, reader_u8(jpeg) == 0 && reader_u8(jpeg) == 63 && reader_u8(jpeg) == 0,
                  "not all of the coefficients");
}

// Up to the first bit of the scan; false where something is wrong.
static inline bool reader_segments(reader_jpeg *jpeg)
{
    reader_expect(jpeg, reader_u16(jpeg) == 0xFFD8, "no start of image");
    for (int marker = 0; marker != 0xDA && jpeg->problem == NULL;) {
        reader_expect(jpeg, reader_u8(jpeg) == 0xFF, "no marker where one must be");
        marker = reader_u8(jpeg);
        size_t start = jpeg->at;
        size_t end = start + (size_t)reader_u16(jpeg);
        if (!reader_expect(jpeg, end >= start + 2 && end <= jpeg->size, "a bad length")) {
            return false;
        }
        if (marker == 0xDB) {
            reader_steps(jpeg, end);
        } else if (marker == 0xC0) {
            reader_frame(jpeg);
        } else if (marker == 0xC4) {
            reader_tables(jpeg, end);
        } else if (marker == 0xDD) {
            jpeg->restart_interval = reader_u16(jpeg);
        } else if (marker == 0xDA) {
            reader_scan_header(jpeg);
        } else if (marker >= 0xE0 && marker <= 0xE2) {
            reader_app(jpeg, marker, end);
        } else {
            reader_fail(jpeg, "a segment of another kind");
        }
        reader_expect(jpeg, jpeg->at == end, "a segment is longer than its content");
    }
    return jpeg->problem == NULL;
}

// ---- The scan -------------------------------------------------------------------------------

static inline int reader_bit(reader_jpeg *jpeg)
{
    if (jpeg->bits_left == 0) {
        jpeg->byte = (uint32_t)reader_u8(jpeg);
        jpeg->bits_left = 8;
        if (jpeg->byte == 0xFF) {
            reader_expect(jpeg, reader_u8(jpeg) == 0, "a marker within the numbers");
        }
    }
    jpeg->bits_left -= 1;
    return (int)(jpeg->byte >> jpeg->bits_left & 1);
}

static inline int reader_symbol(reader_jpeg *jpeg, const reader_huffman *table)
{
    int code = 0, first = 0, at = 0;
    for (int i = 0; i < 16; ++i) {
        code = 2 * code + reader_bit(jpeg);
        first *= 2;
        if (code - first < table->counts[i]) {
            return table->symbols[at + code - first];
        }
        at += table->counts[i];
        first += table->counts[i];
    }
    reader_fail(jpeg, "a code that no symbol has");
    return 0;
}

static inline int reader_number(reader_jpeg *jpeg, int size)
{
    int number = 0;
    for (int i = 0; i < size; ++i) {
        number = 2 * number + reader_bit(jpeg);
    }
    return size > 0 && number < 1 << (size - 1) ? number - (1 << size) + 1 : number;
}

static inline void reader_block(reader_jpeg *jpeg, int component, int *dc)
{
    int16_t *block = jpeg->blocks[jpeg->block_count++];
    int size = reader_symbol(jpeg, &jpeg->tables[0][jpeg->dc_index[component]]);
    reader_expect(jpeg, size <= 11, "a DC difference of more than 11 bits");
    *dc += reader_number(jpeg, size);
    block[0] = (int16_t)*dc;
    const reader_huffman *table = &jpeg->tables[1][jpeg->ac_index[component]];
    for (int at = 1; at < 64 && jpeg->problem == NULL; ++at) {
        int symbol = reader_symbol(jpeg, table);
        if (symbol == 0) {
            return;
        }
        at += symbol >> 4;
        size = symbol & 15;
        bool is_known = size > 0 ? size <= 10 : symbol == 0xF0;
        if (!reader_expect(jpeg, is_known && at < 64, "a symbol of no baseline file")) {
            return;
        }
        int number = reader_number(jpeg, size);
        block[reader_zigzag(at)] = (int16_t)number;
    }
}

// What is left of a byte must be ones; then the marker follows.
static inline void reader_marker(reader_jpeg *jpeg, int marker)
{
    uint32_t rest = jpeg->byte & ((1u << jpeg->bits_left) - 1);
    reader_expect(jpeg, rest == (1u << jpeg->bits_left) - 1, "the last bits are not ones");
    jpeg->bits_left = 0;
    reader_expect(jpeg, reader_u16(jpeg) == marker, "another marker than is due");
}

static inline void reader_scan(reader_jpeg *jpeg)
{
    int across = jpeg->component_count == 3 ? jpeg->sampling[0] >> 4 : 1;
    int columns = (jpeg->width + 8 * across - 1) / (8 * across);
    int rows = (jpeg->height + 8 * across - 1) / (8 * across);
    int luma_count = across * across;
    int per_tile = luma_count + (jpeg->component_count == 3 ? 2 : 0);
    int dc[3] = {0};
    jpeg->blocks =
        calloc((size_t)columns * (size_t)rows * (size_t)per_tile, sizeof jpeg->blocks[0]);
    for (int tile = 0; tile < columns * rows && jpeg->problem == NULL; ++tile) {
        if (jpeg->restart_interval > 0 && tile > 0 && tile % jpeg->restart_interval == 0) {
            reader_marker(jpeg, 0xFFD0 + jpeg->restart_count++ % 8);
            memset(dc, 0, sizeof dc);
        }
        for (int i = 0; i < per_tile; ++i) {
            int component = i < luma_count ? 0 : i - luma_count + 1;
            reader_block(jpeg, component, &dc[component]);
        }
    }
    reader_marker(jpeg, 0xFFD9);
    reader_expect(jpeg, jpeg->at == jpeg->size, "bytes after the end");
}

// The problem is null if the file is a whole baseline file without any fault.
static inline reader_jpeg reader_read(const uint8_t *data, size_t size)
{
    reader_jpeg jpeg = {.data = data, .size = size};
    if (reader_segments(&jpeg)) {
        bool is_colored = jpeg.component_count == 3;
        bool is_known = jpeg.sampling[0] == 0x11 || (is_colored && jpeg.sampling[0] == 0x22);
        is_known =
            is_known && (!is_colored || (jpeg.sampling[1] == 0x11 && jpeg.sampling[2] == 0x11));
        if (reader_expect(&jpeg, is_known, "a sampling that is not made here")) {
            reader_scan(&jpeg);
        }
    }
    return jpeg;
}

// ---- Pixels ---------------------------------------------------------------------------------

// A sample of a component at a pixel, from the formula of the transform. Halved colours are not
// smoothed.
static inline double reader_sample(const reader_jpeg *jpeg, int x, int y, int component)
{
    int across = jpeg->component_count == 3 ? jpeg->sampling[0] >> 4 : 1;
    int columns = (jpeg->width + 8 * across - 1) / (8 * across);
    int luma_count = across * across;
    int per_tile = luma_count + (jpeg->component_count == 3 ? 2 : 0);
    int tile = y / (8 * across) * columns + x / (8 * across);
    int within = y / 8 % across * across + x / 8 % across;
    int index = tile * per_tile + (component == 0 ? within : luma_count + component - 1);
    int side = component == 0 ? 1 : across;
    const int *steps = jpeg->steps[jpeg->steps_index[component]];
    double across_wave[8], down_wave[8], sum = 0;
    for (int i = 0; i < 8; ++i) {
        double scale = (i == 0 ? sqrt(0.5) : 1) / 2, turn = i * acos(-1.0) / 16;
        across_wave[i] = scale * cos((2 * (x / side % 8) + 1) * turn);
        down_wave[i] = scale * cos((2 * (y / side % 8) + 1) * turn);
    }
    for (int i = 0; i < 64; ++i) {
        sum += jpeg->blocks[index][i] * steps[i] * down_wave[i / 8] * across_wave[i % 8];
    }
    return sum;
}

static inline void reader_pixel(const reader_jpeg *jpeg, int x, int y, double rgb[3])
{
    bool is_colored = jpeg->component_count == 3;
    double luma = reader_sample(jpeg, x, y, 0) + 128;
    double cb = is_colored ? reader_sample(jpeg, x, y, 1) : 0;
    double cr = is_colored ? reader_sample(jpeg, x, y, 2) : 0;
    double plain[3] = {luma + 1.402 * cr, luma - 0.344136 * cb - 0.714136 * cr, luma + 1.772 * cb};
    for (int i = 0; i < 3; ++i) {
        double low = plain[i] < 0 ? 0 : plain[i];
        rgb[i] = low > 255 ? 255 : floor(low + 0.5);
    }
}

static inline void reader_free(reader_jpeg *jpeg)
{
    free(jpeg->icc);
    free(jpeg->blocks);
    jpeg->icc = NULL;
    jpeg->blocks = NULL;
}

#endif
