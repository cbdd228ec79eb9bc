// The markers of a JPEG file, checked: what the picture is, and what each scan of it says.
#ifndef IMAGE_JPEG_MARKERS_H
#define IMAGE_JPEG_MARKERS_H

#include "base/bytes.h"
#include "image/jpeg/tables.h"

#define JPEG_MAX_COMPONENTS 4

typedef enum qn_jpeg_colors {
    JPEG_GREY,
    JPEG_YCC,
    JPEG_RGB,
    JPEG_CMYK,
    JPEG_YCCK,
} qn_jpeg_colors;

typedef struct qn_jpeg_component {
    uint8_t id;
    uint8_t h, v; // blocks in an MCU, across and down: 1 to 4
    uint8_t quant_index;
    bool is_seen; // in some scan; from then on its quantisation stands
    // In natural order.
    _Alignas(16) uint16_t quant[JPEG_BLOCK_VALUES];
    int8_t known_bits[JPEG_BLOCK_VALUES]; // progressive: the lowest bit sent so far, or -1
} qn_jpeg_component;

typedef struct qn_jpeg {
    qn_cursor cursor;
    uint32_t width_px, height_px; // as stored, 1 to 65535
    int component_count;
    qn_jpeg_component components[JPEG_MAX_COMPONENTS];
    int max_h, max_v;
    bool is_progressive;
    qn_jpeg_colors colors;
    bool is_inverted;    // of CMYK: 255 stands for no ink
    uint8_t orientation; // 1 to 8

    uint32_t restart_interval; // MCUs, 0: none
    uint16_t quant[4][JPEG_BLOCK_VALUES];
    bool quant_is_set[4];
    qn_bytes huffman[2][4]; // of DC and AC: 16 counts and the symbols; empty where there is none

    bool has_jfif, has_adobe, has_exif;
    uint8_t adobe_transform;
} qn_jpeg;

// One scan. Its entropy-coded data begin where the cursor stands.
typedef struct qn_jpeg_scan {
    int component_count;
    struct {
        int index; // in the frame
        uint8_t dc_table, ac_table;
    } components[JPEG_MAX_COMPONENTS];
    int first, last;       // coefficients, in zigzag order
    int high_bit, low_bit; // of successive approximation; high_bit 0: the first scan of these
} qn_jpeg_scan;

// All segments up to and with the frame header; the size, the components and the colours as far as
// they can be known by then.
qn_error qn_jpeg_read_frame(qn_bytes file, qn_jpeg *out);
// On to the next scan. *is_end: there is none.
qn_error qn_jpeg_next_scan(qn_jpeg *jpeg, qn_jpeg_scan *out, bool *is_end);

#endif
