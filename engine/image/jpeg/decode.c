// A JPEG file is checked segment by segment as far as its first scan; then all memory is taken at
// once, of which the amount is known by then, and the scans are decoded.
//
// With all components in one sequential scan, blocks become samples at once and samples pixels,
// some rows at a time. Otherwise all blocks are kept until the last scan has been read.
#include "quoin/image.h"

#include "base/alloc.h"
#include "image/jpeg/coder.h"
#include "image/jpeg/idct.h"
#include "image/jpeg/picture.h"
#include "image/limits.h"

#define PIXEL_BYTES 4
#define MAX_SCANS 256

typedef struct decoder {
    qn_jpeg jpeg;
    qn_jpeg_scan scan;
    qn_jpeg_coder coder;
    qn_jpeg_picture picture;
} decoder;

// ---- One scan, straight to pixels -----------------------------------------------------------

static void decode_plane_blocks(decoder *d, int place, int32_t mcu_x, int32_t mcu_row)
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

static qn_error decode_mcu_row(decoder *d, int32_t mcu_row)
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

static qn_error decode_at_once(decoder *d)
{
    qn_error error = qn_jpeg_coder_begin(&d->coder, &d->jpeg, &d->scan);
    for (int32_t row = 0; row < d->picture.mcus_down && error == QN_ERROR_OK; ++row) {
        error = decode_mcu_row(d, row);
        if (error == QN_ERROR_OK) {
            qn_jpeg_picture_finish_mcus(&d->picture, row);
        }
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

static void decode_mcu(decoder *d, qn_jpeg_refine_fn *refine, int32_t mcu_x, int32_t mcu_row)
{
    for (int place = 0; place < d->scan.component_count; ++place) {
        int index = d->scan.components[place].index;
        const qn_jpeg_component *component = &d->jpeg.components[index];
        for (int32_t i = 0; i < component->v * component->h; ++i) {
            int32_t x = mcu_x * component->h + i % component->h;
            int32_t y = mcu_row * component->v + i / component->h;
            refine(&d->coder, place, block_at(&d->picture.planes[index], x, y));
        }
    }
}

// A component alone comes block by block, without those that only fill MCUs.
static qn_error decode_scan_row(decoder *d, qn_jpeg_refine_fn *refine, int32_t row)
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
            refine(&d->coder, 0, block_at(plane, x, row));
        } else {
            decode_mcu(d, refine, x, row);
        }
    }
    return qn_jpeg_coder_check(&d->coder);
}

static qn_error decode_scan(decoder *d)
{
    qn_jpeg_refine_fn *refine =
        d->jpeg.is_progressive ? qn_jpeg_coder_refine(&d->scan) : sequential_block;
    const qn_jpeg_plane *plane = &d->picture.planes[d->scan.components[0].index];
    int32_t down = d->scan.component_count == 1 ? plane->blocks_down : d->picture.mcus_down;
    qn_error error = qn_jpeg_coder_begin(&d->coder, &d->jpeg, &d->scan);
    for (int32_t row = 0; row < down && error == QN_ERROR_OK; ++row) {
        error = decode_scan_row(d, refine, row);
    }
    d->jpeg.cursor.position = qn_jpeg_coder_position(&d->coder, &d->jpeg);
    return error;
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

static qn_error decode_in_scans(decoder *d)
{
    bool is_end = false;
    for (int scan_count = 0; !is_end; ++scan_count) {
        qn_error error = scan_count < MAX_SCANS ? decode_scan(d) : QN_ERROR_TOO_LARGE;
        if (error == QN_ERROR_OK) {
            error = qn_jpeg_next_scan(&d->jpeg, &d->scan, &is_end);
        }
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
    if (!all_are_seen(&d->jpeg)) {
        return QN_ERROR_TRUNCATED;
    }
    qn_jpeg_picture_finish_blocks(&d->picture);
    return QN_ERROR_OK;
}

// ---- Memory ---------------------------------------------------------------------------------

static qn_error decode_into(decoder *d, bool is_buffered, int32_t orientation, uint8_t *work,
                            qn_bitmap *out)
{
    const qn_jpeg_picture *picture = &d->picture;
    size_t pixel_bytes = (size_t)picture->width_px * (size_t)picture->height_px * PIXEL_BYTES;
    uint8_t *pixels = qn_alloc(pixel_bytes);
    if (pixels == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_jpeg_picture_begin(&d->picture, is_buffered, orientation, work, pixels);
    qn_error error = is_buffered ? decode_in_scans(d) : decode_at_once(d);
    if (error != QN_ERROR_OK) {
        qn_free(pixels);
        return error;
    }
    bool is_turned = qn_orient_is_turned(orientation);
    *out = (qn_bitmap){.width_px = is_turned ? picture->height_px : picture->width_px,
                       .height_px = is_turned ? picture->width_px : picture->height_px,
                       .rgba = pixels};
    return QN_ERROR_OK;
}

// Every block takes at least a bit of its first scan, or two where it comes whole: a file that
// claims more is cut short, and costs nothing.
static bool data_can_suffice(const decoder *d)
{
    uint64_t bits = 8 * (uint64_t)qn_cursor_left(&d->jpeg.cursor);
    return qn_jpeg_picture_block_count(&d->picture) <= (d->jpeg.is_progressive ? bits : bits / 2);
}

static qn_error decode_scans(decoder *d, const qn_image_limits *limits,
                             const qn_image_decode_opts *opts, qn_bitmap *out)
{
    const qn_jpeg_picture *picture = &d->picture;
    bool is_buffered = d->jpeg.is_progressive || d->scan.component_count < d->jpeg.component_count;
    int32_t orientation = opts->keep_orientation ? 1 : d->jpeg.orientation;
    uint64_t pixel_bytes = (uint64_t)picture->width_px * (uint64_t)picture->height_px * PIXEL_BYTES;
    size_t work_bytes;
    if (!data_can_suffice(d)) {
        return QN_ERROR_TRUNCATED;
    }
    if (!qn_jpeg_picture_work_bytes(picture, is_buffered, orientation, &work_bytes) ||
        work_bytes + pixel_bytes + sizeof *d > SIZE_MAX / 2) {
        return QN_ERROR_TOO_LARGE;
    }
    size_t limit = limits->max_memory_bytes;
    if (limit > 0 && work_bytes + pixel_bytes + sizeof *d > limit) {
        return QN_ERROR_TOO_LARGE;
    }
    uint8_t *work = qn_alloc(work_bytes);
    if (work == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = decode_into(d, is_buffered, orientation, work, out);
    qn_free(work);
    return error;
}

// ---- Public ---------------------------------------------------------------------------------

static qn_error decode_file(decoder *d, qn_bytes file, const qn_image_decode_opts *opts,
                            qn_bitmap *out)
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
    return decode_scans(d, &limits, opts, out);
}

qn_error qn_image_decode_jpeg(qn_bytes file, const qn_image_decode_opts *opts, qn_bitmap *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_bitmap){0};
    if (file.data == NULL && file.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_image_decode_opts plain = {0};
    const qn_image_decode_opts *given = opts != NULL ? opts : &plain;
    int32_t shrink = given->jpeg_shrink;
    if (shrink != 0 && shrink != 1 && shrink != 2 && shrink != 4 && shrink != 8) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    decoder *d = qn_alloc(sizeof *d);
    if (d == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = decode_file(d, file, given, out);
    qn_free(d);
    return error;
}
