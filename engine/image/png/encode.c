// What the picture needs is found out first, and all that stands in front of its rows is written.
// The rows follow band by band (image/png/bands.c), each the content of a chunk, of which the last
// has the end of the stream.
#include "quoin/image/encode_png.h"

#include <string.h>

#include "base/alloc.h"
#include "image/png/bands.h"
#include "image/png/encode_chunks.h"

#define MAX_DPI 65535
// What the rest of the rows is taken to need more than those so far.
#define SPARE_PART 16
// Of a whole file: what its block may have too much.
#define LOOSE_PART 8

typedef enum phase { WRITING, DONE, TAKEN, FAILED } phase;

struct qn_png_encoder {
    qn_bitmap bitmap;
    qn_png_needs needs;
    qn_png_bands bands;
    qn_png_output output;
    size_t read_bytes; // of the output, which may be written over
    phase phase;
    bool is_read; // a piece at a time
};

// ---- Checks ---------------------------------------------------------------------------------

static qn_error check_bytes(qn_bytes bytes)
{
    if (bytes.data == NULL && bytes.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    return bytes.size_bytes > QN_PNG_MAX_METADATA_BYTES ? QN_ERROR_TOO_LARGE : QN_ERROR_OK;
}

static qn_error check_exif(qn_bytes exif)
{
    bool is_little = exif.size_bytes >= 4 && memcmp(exif.data, "II*\0", 4) == 0;
    bool is_big = exif.size_bytes >= 4 && memcmp(exif.data, "MM\0*", 4) == 0;
    return exif.size_bytes == 0 || is_little || is_big ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

static qn_error check_opts(const qn_png_opts *opts)
{
    if (opts->level < 0 || opts->level > 9 || opts->density_dpi < 0 ||
        opts->density_dpi > MAX_DPI) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_error error = check_bytes(opts->icc);
    error = error == QN_ERROR_OK ? check_bytes(opts->exif) : error;
    return error == QN_ERROR_OK ? check_exif(opts->exif) : error;
}

static qn_error check_bitmap(const qn_bitmap *bitmap)
{
    if (bitmap == NULL || bitmap->rgba == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (bitmap->width_px < 1 || bitmap->height_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    bool has_long_side =
        bitmap->width_px > QN_PNG_MAX_SIDE_PX || bitmap->height_px > QN_PNG_MAX_SIDE_PX;
    int64_t count = (int64_t)bitmap->width_px * bitmap->height_px;
    return has_long_side || count > QN_PNG_MAX_PIXEL_COUNT ? QN_ERROR_TOO_LARGE : QN_ERROR_OK;
}

// ---- Steps ----------------------------------------------------------------------------------

// The size of the file if the rest of the rows packs like those so far. Of what is read in pieces
// nothing is kept, which the first band cannot know yet.
static size_t expected_size(const qn_png_encoder *encoder, size_t more_bytes)
{
    const qn_png_bands *bands = &encoder->bands;
    uint64_t made = encoder->output.size_bytes + more_bytes;
    uint64_t left = (uint64_t)(encoder->bitmap.height_px - bands->row);
    uint64_t rest = made * left / (uint32_t)bands->row;
    uint64_t whole = made + rest + rest / SPARE_PART;
    bool is_kept = !encoder->is_read && bands->row > bands->rows_at_once;
    return is_kept && whole <= SIZE_MAX ? (size_t)whole : 0;
}

static qn_error write_band(qn_png_encoder *encoder)
{
    if (encoder->read_bytes > 0) {
        encoder->output.size_bytes = 0;
        encoder->read_bytes = 0;
    }
    qn_bytes band;
    qn_error error = qn_png_bands_next(&encoder->bands, &band);
    if (error != QN_ERROR_OK) {
        return error;
    }
    size_t more = band.size_bytes + 2 * PNG_CHUNK_FRAME_BYTES;
    if (!qn_png_output_reserve(&encoder->output, more, expected_size(encoder, more))) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_png_put_chunk(&encoder->output, "IDAT", band);
    if (qn_png_bands_are_done(&encoder->bands)) {
        qn_png_put_chunk(&encoder->output, "IEND", (qn_bytes){0});
        qn_png_bands_close(&encoder->bands);
        encoder->phase = DONE;
    }
    return QN_ERROR_OK;
}

// ---- Public ---------------------------------------------------------------------------------

static qn_error set_up(qn_png_encoder *encoder, const qn_png_opts *opts)
{
    encoder->needs = qn_png_needs_of(&encoder->bitmap);
    qn_error error = qn_png_put_head(&encoder->output, &encoder->bitmap, opts, &encoder->needs);
    qn_png_bands_def def = {.bitmap = &encoder->bitmap,
                            .needs = &encoder->needs,
                            .level = opts->level > 0 ? opts->level : QN_PNG_DEFAULT_LEVEL,
                            .is_stored = opts->is_stored};
    return error == QN_ERROR_OK ? qn_png_bands_open(&def, &encoder->bands) : error;
}

qn_error qn_png_encoder_create(const qn_bitmap *bitmap, const qn_png_opts *opts,
                               qn_png_encoder **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_png_opts plain = opts != NULL ? *opts : (qn_png_opts){0};
    qn_error error = check_bitmap(bitmap);
    error = error == QN_ERROR_OK ? check_opts(&plain) : error;
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_png_encoder *encoder = qn_alloc_zeroed(sizeof *encoder);
    if (encoder == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    encoder->bitmap = *bitmap;
    error = set_up(encoder, &plain);
    if (error != QN_ERROR_OK) {
        qn_png_encoder_destroy(encoder);
        return error;
    }
    *out = encoder;
    return QN_ERROR_OK;
}

void qn_png_encoder_destroy(qn_png_encoder *encoder)
{
    if (encoder != NULL) {
        qn_png_bands_close(&encoder->bands);
        qn_free(encoder->output.data);
        qn_free(encoder);
    }
}

qn_error qn_png_encoder_run(qn_png_encoder *encoder, int64_t budget_px)
{
    if (encoder == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (budget_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    int64_t width_px = encoder->bitmap.width_px;
    while (budget_px > 0 && encoder->phase == WRITING) {
        budget_px -= width_px * encoder->bands.rows_at_once;
        if (write_band(encoder) != QN_ERROR_OK) {
            encoder->phase = FAILED;
        }
    }
    return encoder->phase == FAILED ? QN_ERROR_OUT_OF_MEMORY : QN_ERROR_OK;
}

float qn_png_encoder_progress(const qn_png_encoder *encoder)
{
    if (encoder == NULL || encoder->phase == FAILED) {
        return 0.0f;
    }
    if (encoder->phase != WRITING) {
        return 1.0f;
    }
    return (float)encoder->bands.row / (float)encoder->bitmap.height_px;
}

qn_error qn_png_encoder_read(qn_png_encoder *encoder, const uint8_t **out, size_t *out_size_bytes)
{
    if (encoder == NULL || out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    size_t left = encoder->output.size_bytes - encoder->read_bytes;
    bool is_there = left > 0 && (encoder->phase == WRITING || encoder->phase == DONE);
    *out = is_there ? encoder->output.data + encoder->read_bytes : NULL;
    *out_size_bytes = is_there ? left : 0;
    if (!is_there) {
        return QN_ERROR_NOT_FOUND;
    }
    encoder->is_read = true;
    encoder->read_bytes = encoder->output.size_bytes;
    return QN_ERROR_OK;
}

qn_error qn_png_encoder_take(qn_png_encoder *encoder, uint8_t **out, size_t *out_size_bytes)
{
    if (encoder == NULL || out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    bool is_there = encoder->phase == DONE && !encoder->is_read;
    *out = is_there ? encoder->output.data : NULL;
    *out_size_bytes = is_there ? encoder->output.size_bytes : 0;
    if (!is_there) {
        return QN_ERROR_NOT_FOUND;
    }
    encoder->output = (qn_png_output){0};
    encoder->phase = TAKEN;
    return QN_ERROR_OK;
}

// Moves the file into a block of its size, unless little would be gained: for a moment there are
// both.
static qn_error trim(qn_png_output *output)
{
    if (output->capacity_bytes - output->size_bytes <= output->size_bytes / LOOSE_PART) {
        return QN_ERROR_OK;
    }
    uint8_t *exact = qn_alloc(output->size_bytes);
    if (exact == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    memcpy(exact, output->data, output->size_bytes);
    qn_free(output->data);
    output->data = exact;
    output->capacity_bytes = output->size_bytes;
    return QN_ERROR_OK;
}

qn_error qn_image_encode_png(const qn_bitmap *bitmap, const qn_png_opts *opts, uint8_t **out,
                             size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    qn_png_encoder *encoder;
    qn_error error = qn_png_encoder_create(bitmap, opts, &encoder);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = qn_png_encoder_run(encoder, INT64_MAX);
    error = error == QN_ERROR_OK ? trim(&encoder->output) : error;
    error = error == QN_ERROR_OK ? qn_png_encoder_take(encoder, out, out_size_bytes) : error;
    qn_png_encoder_destroy(encoder);
    return error;
}
