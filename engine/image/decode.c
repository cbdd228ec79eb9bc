// Formats are told apart by their first byte, and their own readers look at the rest.
#include "quoin/image.h"

#include "base/alloc.h"
#include "image/jpeg/decode.h"
#include "image/jpeg/markers.h"
#include "image/orient.h"
#include "image/png/decode.h"

#define PNG_FIRST_BYTE 0x89
// Of IHDR in a file whose header was found good.
#define PNG_COLOR_AT 25

static bool is_png(qn_bytes file) { return file.size_bytes > 0 && file.data[0] == PNG_FIRST_BYTE; }

// ---- In slices ------------------------------------------------------------------------------

// One of the two, by the format.
struct qn_image_decoder {
    qn_png_decoder *png;
    qn_jpeg_decoder *jpeg;
    bool is_taken;
};

static qn_error create_png(qn_bytes file, const qn_image_limits *limits, qn_image_decoder *out)
{
    return qn_png_decoder_create(file, limits, &out->png);
}

static qn_error create_jpeg(qn_bytes file, const qn_image_decode_opts *opts, qn_image_decoder *out)
{
    const qn_image_decode_opts plain = {0};
    return qn_jpeg_decoder_create(file, opts != NULL ? opts : &plain, &out->jpeg);
}

static void destroy_parts(qn_image_decoder *decoder)
{
    qn_png_decoder_destroy(decoder->png);
    qn_jpeg_decoder_destroy(decoder->jpeg);
}

static qn_error run(qn_image_decoder *decoder, int64_t budget_px)
{
    return decoder->png != NULL ? qn_png_decoder_run(decoder->png, budget_px)
                                : qn_jpeg_decoder_run(decoder->jpeg, budget_px);
}

static void take(qn_image_decoder *decoder, qn_bitmap *out)
{
    if (decoder->png != NULL) {
        qn_png_decoder_take(decoder->png, out);
    } else {
        qn_jpeg_decoder_take(decoder->jpeg, out);
    }
}

qn_error qn_image_decoder_create(qn_bytes file, const qn_image_decode_opts *opts,
                                 qn_image_decoder **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (file.data == NULL && file.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_image_decoder *decoder = qn_alloc_zeroed(sizeof *decoder);
    if (decoder == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = is_png(file) ? create_png(file, opts != NULL ? &opts->limits : NULL, decoder)
                                  : create_jpeg(file, opts, decoder);
    if (error != QN_ERROR_OK) {
        qn_free(decoder);
        return error;
    }
    *out = decoder;
    return QN_ERROR_OK;
}

void qn_image_decoder_destroy(qn_image_decoder *decoder)
{
    if (decoder != NULL) {
        destroy_parts(decoder);
        qn_free(decoder);
    }
}

qn_error qn_image_decoder_run(qn_image_decoder *decoder, int64_t budget_px)
{
    if (decoder == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    return budget_px >= 1 ? run(decoder, budget_px) : QN_ERROR_OUT_OF_RANGE;
}

float qn_image_decoder_progress(const qn_image_decoder *decoder)
{
    if (decoder == NULL) {
        return 0.0f;
    }
    return decoder->png != NULL ? qn_png_decoder_progress(decoder->png)
                                : qn_jpeg_decoder_progress(decoder->jpeg);
}

qn_error qn_image_decoder_take(qn_image_decoder *decoder, qn_bitmap *out)
{
    if (decoder == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_bitmap){0};
    if (decoder->is_taken || qn_image_decoder_progress(decoder) < 1.0f) {
        return QN_ERROR_NOT_FOUND;
    }
    decoder->is_taken = true;
    take(decoder, out);
    return QN_ERROR_OK;
}

// ---- Whole ----------------------------------------------------------------------------------

// Ends what `error` says of its beginning; on an error nothing is left of it.
static qn_error finish(qn_image_decoder *decoder, qn_error error, qn_bitmap *out)
{
    error = error == QN_ERROR_OK ? run(decoder, INT64_MAX) : error;
    if (error == QN_ERROR_OK) {
        take(decoder, out);
    }
    destroy_parts(decoder);
    return error;
}

static qn_error check_call(qn_bytes file, qn_bitmap *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_bitmap){0};
    return file.data == NULL && file.size_bytes > 0 ? QN_ERROR_NULL_POINTER : QN_ERROR_OK;
}

qn_error qn_image_decode_png(qn_bytes file, const qn_image_limits *limits, qn_bitmap *out)
{
    qn_image_decoder decoder = {0};
    qn_error error = check_call(file, out);
    return error == QN_ERROR_OK ? finish(&decoder, create_png(file, limits, &decoder), out) : error;
}

qn_error qn_image_decode_jpeg(qn_bytes file, const qn_image_decode_opts *opts, qn_bitmap *out)
{
    qn_image_decoder decoder = {0};
    qn_error error = check_call(file, out);
    return error == QN_ERROR_OK ? finish(&decoder, create_jpeg(file, opts, &decoder), out) : error;
}

qn_error qn_image_decode(qn_bytes file, const qn_image_decode_opts *opts, qn_bitmap *out)
{
    bool is_readable = file.data != NULL || file.size_bytes == 0;
    if (is_readable && is_png(file)) {
        return qn_image_decode_png(file, opts != NULL ? &opts->limits : NULL, out);
    }
    return qn_image_decode_jpeg(file, opts, out);
}

// ---- What a file holds ----------------------------------------------------------------------

static qn_error probe_png(qn_bytes file, qn_image_info *out)
{
    static const uint8_t channel_counts[7] = {1, 0, 3, 3, 2, 0, 4};
    qn_image_info info = {.format = QN_IMAGE_PNG, .orientation = 1};
    qn_error error = qn_image_probe_png(file, &info.width_px, &info.height_px);
    if (error == QN_ERROR_OK) {
        info.channel_count = channel_counts[file.data[PNG_COLOR_AT]];
        *out = info;
    }
    return error;
}

static qn_error probe_jpeg(qn_bytes file, qn_image_info *out)
{
    qn_jpeg jpeg;
    qn_error error = qn_jpeg_read_frame(file, &jpeg);
    if (error != QN_ERROR_OK) {
        return error;
    }
    bool is_turned = qn_orient_is_turned(jpeg.orientation);
    *out = (qn_image_info){.format = QN_IMAGE_JPEG,
                           .width_px = (int32_t)(is_turned ? jpeg.height_px : jpeg.width_px),
                           .height_px = (int32_t)(is_turned ? jpeg.width_px : jpeg.height_px),
                           .channel_count = jpeg.component_count,
                           .orientation = jpeg.orientation};
    return QN_ERROR_OK;
}

qn_error qn_image_probe(qn_bytes file, qn_image_info *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_image_info){0};
    if (file.data == NULL && file.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    return is_png(file) ? probe_png(file, out) : probe_jpeg(file, out);
}
