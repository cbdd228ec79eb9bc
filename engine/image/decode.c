// Formats are told apart by their first byte, and their own readers look at the rest.
#include "quoin/image.h"

#include "image/jpeg/markers.h"
#include "image/orient.h"

#define PNG_FIRST_BYTE 0x89
// Of IHDR in a file whose header was found good.
#define PNG_COLOR_AT 25

static bool is_png(qn_bytes file) { return file.size_bytes > 0 && file.data[0] == PNG_FIRST_BYTE; }

qn_error qn_image_decode(qn_bytes file, const qn_image_decode_opts *opts, qn_bitmap *out)
{
    bool is_readable = file.data != NULL || file.size_bytes == 0;
    if (is_readable && is_png(file)) {
        return qn_image_decode_png(file, opts != NULL ? &opts->limits : NULL, out);
    }
    return qn_image_decode_jpeg(file, opts, out);
}

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
