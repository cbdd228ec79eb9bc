// The samples of a picture on their way from blocks to pixels, two rows of MCUs at a time.
#ifndef IMAGE_JPEG_PICTURE_H
#define IMAGE_JPEG_PICTURE_H

#include "image/jpeg/markers.h"
#include "image/orient.h"

typedef struct qn_jpeg_plane {
    int32_t blocks_across, blocks_down; // that hold samples of the picture
    int32_t all_across, all_down;       // with those that only fill the last MCUs
    int32_t side;                       // samples of a block: 8, or 4, 2 or 1 to be smaller
    int32_t width, height;              // in samples
    int32_t h_ratio, v_ratio;           // pixels for each sample
    bool is_smooth;                     // upsampled by a filter, not by repeating

    int16_t *blocks; // all of them, row by row, where the file has several scans; else null
    uint8_t *ring;   // the rows of samples of two rows of MCUs
    size_t stride;
    int32_t ring_rows;
    uint8_t *wide_row; // room for a row as long as the picture's
} qn_jpeg_plane;

typedef struct qn_jpeg_picture {
    const qn_jpeg *jpeg;
    int32_t width_px, height_px; // of the result, before its orientation
    int32_t mcus_across, mcus_down;
    qn_jpeg_plane planes[JPEG_MAX_COMPONENTS];
    int16_t *sums;
    qn_orient orient;
    int32_t next_row; // the first that was not made yet
} qn_jpeg_picture;

// The geometry alone. `shrink` is 1, 2, 4 or 8.
void qn_jpeg_picture_measure(const qn_jpeg *jpeg, int32_t shrink, qn_jpeg_picture *out);
// Blocks of all components that the file must hold.
uint64_t qn_jpeg_picture_block_count(const qn_jpeg_picture *picture);
// Bytes that the picture needs for its work. False: they do not fit size_t.
bool qn_jpeg_picture_work_bytes(const qn_jpeg_picture *picture, bool is_buffered,
                                int32_t orientation, size_t *out);
// Gives it that much memory, aligned to 16, and the pixels of the result.
void qn_jpeg_picture_begin(qn_jpeg_picture *picture, bool is_buffered, int32_t orientation,
                           uint8_t *work, uint8_t *pixels);

// Where the samples of a block go, once those of the row of MCUs before are made pixels.
uint8_t *qn_jpeg_plane_block(const qn_jpeg_plane *plane, int32_t block_x, int32_t block_y);
// Makes the pixels that can be, after this row of MCUs.
void qn_jpeg_picture_finish_mcus(qn_jpeg_picture *picture, int32_t mcu_row);
// The same from the blocks that were kept.
void qn_jpeg_picture_finish_blocks(qn_jpeg_picture *picture, int32_t mcu_row);

#endif
