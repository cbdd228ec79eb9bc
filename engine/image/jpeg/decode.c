// A JPEG file is checked segment by segment as far as its first scan; then all memory is taken at
// once, of which the amount is known by then, and the scans are decoded row by row.
//
// With all components in one sequential scan, blocks become samples at once and samples pixels,
// some rows at a time. Otherwise all blocks are kept until the last scan has been read.
#include "image/jpeg/decode.h"

#include "base/alloc.h"
#include "image/jpeg/coder.h"
#include "image/jpeg/idct.h"
#include "image/jpeg/picture.h"
#include "image/limits.h"

#define PIXEL_BYTES 4
#define BLOCK_SIDE 8
#define MAX_SCANS 256
#define SCANS_PART 0.8f // of the time that decoding several scans takes

typedef enum decode_phase {
    DECODE_AT_ONCE,  // the one scan, straight to pixels
    DECODE_SCANS,    // one after another, to blocks
    DECODE_FINISHES, // from all blocks to pixels
    DECODE_DONE,
} decode_phase;

struct qn_jpeg_decoder {
    qn_jpeg jpeg;
    qn_jpeg_scan scan;
    qn_jpeg_coder coder;
    qn_jpeg_picture picture;
    decode_phase phase;
    int32_t row; // of the phase or the scan: the next
    int scan_count;
    qn_jpeg_refine_fn *refine;
    uint8_t *work, *pixels; // the pixels are null once they were taken
    qn_error error;         // of an earlier step
};

// ---- One scan, straight to pixels -----------------------------------------------------------

static void decode_plane_blocks(qn_jpeg_decoder *d, int place, int32_t mcu_x, int32_t mcu_row)
{
    int index = d->scan.components[place].index;
    const qn_jpeg_component *component = &d->jpeg.components[index];
    const qn_jpeg_plane *plane = &d->picture.planes[index];
    for (int32_t v = 0; v < component->v; ++v) {
        for (int32_t h = 0; h < component->h; ++h) {
            _Alignas(16) int16_t block[JPEG_BLOCK_ROOM] = {0};
            uint32_t last = qn_jpeg_coder_block(&d->coder, place, block);
            uint8_t *out =
                qn_jpeg_plane_block(plane, mcu_x * component->h + h, mcu_row * component->v + v);
            qn_jpeg_idct(block, component->quant, last, plane->side, out, plane->stride);
        }
    }
}

static qn_error decode_mcu_row(qn_jpeg_decoder *d, int32_t mcu_row)
{
    for (int32_t mcu_x = 0; mcu_x < d->picture.mcus_across; ++mcu_x) {
        qn_error error = qn_jpeg_coder_begin_mcu(&d->coder);
        if (error != QN_ERROR_OK) {
            return error;
        }
        for (int place = 0; place < d->scan.component_count; ++place) {
            decode_plane_blocks(d, place, mcu_x, mcu_row);
        }
    }
    return qn_jpeg_coder_check(&d->coder);
}

static qn_error step_at_once(qn_jpeg_decoder *d)
{
    qn_error error = decode_mcu_row(d, d->row);
    if (error == QN_ERROR_OK) {
        qn_jpeg_picture_finish_mcus(&d->picture, d->row++);
        d->phase = d->row < d->picture.mcus_down ? DECODE_AT_ONCE : DECODE_DONE;
    }
    return error;
}

// ---- Several scans, by way of all blocks ----------------------------------------------------

static void sequential_block(qn_jpeg_coder *coder, int place, int16_t *block)
{
    int16_t room[JPEG_BLOCK_ROOM] = {0};
    qn_jpeg_coder_block(coder, place, room);
    memcpy(block, room, JPEG_BLOCK_VALUES * sizeof *block);
}

static int16_t *block_at(const qn_jpeg_plane *plane, int32_t x, int32_t y)
{
    size_t index = (size_t)y * (size_t)plane->all_across + (size_t)x;
    return plane->blocks + index * JPEG_BLOCK_VALUES;
}

static void decode_mcu(qn_jpeg_decoder *d, int32_t mcu_x, int32_t mcu_row)
{
    for (int place = 0; place < d->scan.component_count; ++place) {
        int index = d->scan.components[place].index;
        const qn_jpeg_component *component = &d->jpeg.components[index];
        for (int32_t i = 0; i < component->v * component->h; ++i) {
            int32_t x = mcu_x * component->h + i % component->h;
            int32_t y = mcu_row * component->v + i / component->h;
            d->refine(&d->coder, place, block_at(&d->picture.planes[index], x, y));
        }
    }
}

// A component alone comes block by block, without those that only fill MCUs.
static qn_error decode_scan_row(qn_jpeg_decoder *d, int32_t row)
{
    const qn_jpeg_plane *plane = &d->picture.planes[d->scan.components[0].index];
    bool is_alone = d->scan.component_count == 1;
    int32_t across = is_alone ? plane->blocks_across : d->picture.mcus_across;
    for (int32_t x = 0; x < across; ++x) {
        qn_error error = qn_jpeg_coder_begin_mcu(&d->coder);
        if (error != QN_ERROR_OK) {
            return error;
        }
        if (is_alone) {
            d->refine(&d->coder, 0, block_at(plane, x, row));
        } else {
            decode_mcu(d, x, row);
        }
    }
    return qn_jpeg_coder_check(&d->coder);
}

static bool all_are_seen(const qn_jpeg *jpeg)
{
    for (int i = 0; i < jpeg->component_count; ++i) {
        if (!jpeg->components[i].is_seen) {
            return false;
        }
    }
    return true;
}

static qn_error begin_scan(qn_jpeg_decoder *d)
{
    d->refine = d->jpeg.is_progressive ? qn_jpeg_coder_refine(&d->scan) : sequential_block;
    d->row = 0;
    return d->scan_count++ < MAX_SCANS ? qn_jpeg_coder_begin(&d->coder, &d->jpeg, &d->scan)
                                       : QN_ERROR_TOO_LARGE;
}

static qn_error end_scan(qn_jpeg_decoder *d)
{
    bool is_end = false;
    d->jpeg.cursor.position = qn_jpeg_coder_position(&d->coder, &d->jpeg);
    qn_error error = qn_jpeg_next_scan(&d->jpeg, &d->scan, &is_end);
    if (error != QN_ERROR_OK || !is_end) {
        return error != QN_ERROR_OK ? error : begin_scan(d);
    }
    d->phase = DECODE_FINISHES;
    d->row = 0;
    return all_are_seen(&d->jpeg) ? QN_ERROR_OK : QN_ERROR_TRUNCATED;
}

static qn_error step_scan(qn_jpeg_decoder *d)
{
    const qn_jpeg_plane *plane = &d->picture.planes[d->scan.components[0].index];
    int32_t down = d->scan.component_count == 1 ? plane->blocks_down : d->picture.mcus_down;
    qn_error error = decode_scan_row(d, d->row++);
    return error == QN_ERROR_OK && d->row == down ? end_scan(d) : error;
}

static qn_error step_finish(qn_jpeg_decoder *d)
{
    qn_jpeg_picture_finish_blocks(&d->picture, d->row++);
    d->phase = d->row < d->picture.mcus_down ? DECODE_FINISHES : DECODE_DONE;
    return QN_ERROR_OK;
}

// ---- In steps of a row of MCUs --------------------------------------------------------------

static qn_error step(qn_jpeg_decoder *d)
{
    switch (d->phase) {
    case DECODE_AT_ONCE:
        return step_at_once(d);
    case DECODE_SCANS:
        return step_scan(d);
    case DECODE_FINISHES:
        return step_finish(d);
    case DECODE_DONE:
        break;
    }
    return QN_ERROR_OK;
}

qn_error qn_jpeg_decoder_run(qn_jpeg_decoder *d, int64_t budget_px)
{
    int64_t row_px = (int64_t)d->jpeg.width_px * d->jpeg.max_v * BLOCK_SIDE;
    do {
        d->error = d->error == QN_ERROR_OK ? step(d) : d->error;
        budget_px -= row_px;
    } while (budget_px > 0 && d->error == QN_ERROR_OK && d->phase != DECODE_DONE);
    return d->error;
}

// Of scans nobody knows how many there will be, but how much of the file they took.
float qn_jpeg_decoder_progress(const qn_jpeg_decoder *d)
{
    float of_rows = (float)d->row / (float)d->picture.mcus_down;
    switch (d->phase) {
    case DECODE_AT_ONCE:
        return of_rows;
    case DECODE_SCANS:
        return SCANS_PART * (float)qn_jpeg_coder_position(&d->coder, &d->jpeg) /
               (float)d->jpeg.cursor.size_bytes;
    case DECODE_FINISHES:
        return SCANS_PART + (1.0f - SCANS_PART) * of_rows;
    case DECODE_DONE:
        break;
    }
    return 1.0f;
}

void qn_jpeg_decoder_take(qn_jpeg_decoder *d, qn_bitmap *out)
{
    const qn_jpeg_picture *picture = &d->picture;
    bool is_turned = qn_orient_is_turned(picture->orient.orientation);
    *out = (qn_bitmap){.width_px = is_turned ? picture->height_px : picture->width_px,
                       .height_px = is_turned ? picture->width_px : picture->height_px,
                       .rgba = d->pixels};
    d->pixels = NULL;
}

// ---- Memory ---------------------------------------------------------------------------------

// Every block takes at least a bit of its first scan, or two where it comes whole: a file that
// claims more is cut short, and costs nothing.
static bool data_can_suffice(const qn_jpeg_decoder *d)
{
    uint64_t bits = 8 * (uint64_t)qn_cursor_left(&d->jpeg.cursor);
    return qn_jpeg_picture_block_count(&d->picture) <= (d->jpeg.is_progressive ? bits : bits / 2);
}

static qn_error take_memory(qn_jpeg_decoder *d, bool is_buffered, int32_t orientation,
                            size_t limit_bytes)
{
    const qn_jpeg_picture *picture = &d->picture;
    uint64_t pixel_bytes = (uint64_t)picture->width_px * (uint64_t)picture->height_px * PIXEL_BYTES;
    size_t work_bytes;
    if (!qn_jpeg_picture_work_bytes(picture, is_buffered, orientation, &work_bytes) ||
        work_bytes + pixel_bytes + sizeof *d > limit_bytes) {
        return QN_ERROR_TOO_LARGE;
    }
    d->work = qn_alloc(work_bytes);
    d->pixels = d->work != NULL ? qn_alloc((size_t)pixel_bytes) : NULL;
    if (d->pixels == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_jpeg_picture_begin(&d->picture, is_buffered, orientation, d->work, d->pixels);
    return QN_ERROR_OK;
}

static qn_error begin_decoding(qn_jpeg_decoder *d, const qn_image_limits *limits,
                               const qn_image_decode_opts *opts)
{
    bool is_buffered = d->jpeg.is_progressive || d->scan.component_count < d->jpeg.component_count;
    int32_t orientation = opts->keep_orientation ? 1 : d->jpeg.orientation;
    size_t most = SIZE_MAX / 2;
    size_t limit = limits->max_memory_bytes;
    if (!data_can_suffice(d)) {
        return QN_ERROR_TRUNCATED;
    }
    qn_error error =
        take_memory(d, is_buffered, orientation, limit > 0 && limit < most ? limit : most);
    if (error != QN_ERROR_OK) {
        return error;
    }
    d->phase = is_buffered ? DECODE_SCANS : DECODE_AT_ONCE;
    return is_buffered ? begin_scan(d) : qn_jpeg_coder_begin(&d->coder, &d->jpeg, &d->scan);
}

// ---- Made and unmade ------------------------------------------------------------------------

static qn_error read_file(qn_jpeg_decoder *d, qn_bytes file, const qn_image_decode_opts *opts)
{
    qn_image_limits limits;
    qn_error error = qn_limits_resolve(&opts->limits, &limits);
    if (error == QN_ERROR_OK) {
        error = qn_jpeg_read_frame(file, &d->jpeg);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!qn_limits_allow(&limits, d->jpeg.width_px, d->jpeg.height_px)) {
        return QN_ERROR_TOO_LARGE;
    }
    bool is_end;
    error = qn_jpeg_next_scan(&d->jpeg, &d->scan, &is_end);
    if (error != QN_ERROR_OK || is_end) {
        return error != QN_ERROR_OK ? error : QN_ERROR_BAD_DATA;
    }
    qn_jpeg_picture_measure(&d->jpeg, opts->jpeg_shrink > 1 ? opts->jpeg_shrink : 1, &d->picture);
    return begin_decoding(d, &limits, opts);
}

qn_error qn_jpeg_decoder_create(qn_bytes file, const qn_image_decode_opts *opts,
                                qn_jpeg_decoder **out)
{
    int32_t shrink = opts->jpeg_shrink;
    if (shrink != 0 && shrink != 1 && shrink != 2 && shrink != 4 && shrink != 8) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_jpeg_decoder *d = qn_alloc_zeroed(sizeof *d);
    if (d == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = read_file(d, file, opts);
    if (error != QN_ERROR_OK) {
        qn_jpeg_decoder_destroy(d);
        return error;
    }
    *out = d;
    return QN_ERROR_OK;
}

void qn_jpeg_decoder_destroy(qn_jpeg_decoder *d)
{
    if (d != NULL) {
        qn_free(d->work);
        qn_free(d->pixels);
        qn_free(d);
    }
}
