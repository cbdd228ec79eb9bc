// Two pictures and at most one job. The result is left empty where the original serves, and takes
// the place of the old one only when it is whole, so that whatever fails or is cancelled changes
// nothing.
#include "quoin/image/resizer.h"

#include <string.h>

#include "base/alloc.h"

struct qn_image_resizer {
    qn_bitmap original; // without pixels: it is not loaded yet
    qn_bitmap result;   // without pixels: the original is the current picture
    // At most one of these jobs; for loading with the file, for resizing with the height that it
    // makes.
    qn_image_decoder *loading;
    uint8_t *file;
    qn_resize *resizing;
    int32_t new_height_px;
    qn_jpeg_encoder *writing_jpeg;
    qn_png_encoder *writing_png;
};

static const qn_bitmap *current_of(const qn_image_resizer *resizer)
{
    return resizer->result.rgba != NULL ? &resizer->result : &resizer->original;
}

static bool is_loaded(const qn_image_resizer *resizer) { return resizer->original.rgba != NULL; }

static int32_t at_most(int32_t number, int32_t most) { return number < most ? number : most; }

static void replace_result(qn_image_resizer *resizer, qn_bitmap result)
{
    qn_memory_release(resizer->result.rgba);
    resizer->result = result;
}

// ---- Made and unmade ------------------------------------------------------------------------

// Takes the pixels over, also where it fails.
static qn_error create(qn_bitmap original, qn_image_resizer **out)
{
    qn_image_resizer *resizer = qn_alloc_zeroed(sizeof *resizer);
    if (resizer == NULL) {
        qn_memory_release(original.rgba);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    resizer->original = original;
    *out = resizer;
    return QN_ERROR_OK;
}

// What a resize could not take in is not decoded.
static qn_image_decode_opts narrowed(const qn_image_decode_opts *opts)
{
    qn_image_decode_opts narrow = opts != NULL ? *opts : (qn_image_decode_opts){0};
    narrow.limits.max_side_px = at_most(narrow.limits.max_side_px, QN_BITMAP_MAX_SIDE_PX);
    return narrow;
}

qn_error qn_image_resizer_create(qn_bytes file, const qn_image_decode_opts *opts,
                                 qn_image_resizer **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_image_decode_opts narrow = narrowed(opts);
    qn_bitmap original;
    qn_error error = qn_image_decode(file, &narrow, &original);
    return error == QN_ERROR_OK ? create(original, out) : error;
}

// The decoder reads a copy of the file, so that the caller's may go.
static qn_error begin_loading(qn_image_resizer *resizer, qn_bytes file,
                              const qn_image_decode_opts *opts)
{
    if (file.size_bytes > 0) {
        resizer->file = qn_alloc(file.size_bytes);
        if (resizer->file == NULL) {
            return QN_ERROR_OUT_OF_MEMORY;
        }
        memcpy(resizer->file, file.data, file.size_bytes);
    }
    qn_image_decode_opts narrow = narrowed(opts);
    qn_bytes copy = {resizer->file, file.size_bytes};
    return qn_image_decoder_create(copy, &narrow, &resizer->loading);
}

qn_error qn_image_resizer_begin_load(qn_bytes file, const qn_image_decode_opts *opts,
                                     qn_image_resizer **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (file.data == NULL && file.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_image_resizer *resizer;
    qn_error error = create((qn_bitmap){0}, &resizer);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = begin_loading(resizer, file, opts);
    if (error != QN_ERROR_OK) {
        qn_image_resizer_destroy(resizer);
        return error;
    }
    *out = resizer;
    return QN_ERROR_OK;
}

static qn_error check_pixels(const uint8_t *rgba, int32_t width_px, int32_t height_px)
{
    if (rgba == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (width_px < 1 || height_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    bool fits = width_px <= QN_BITMAP_MAX_SIDE_PX && height_px <= QN_BITMAP_MAX_SIDE_PX;
    return fits ? QN_ERROR_OK : QN_ERROR_TOO_LARGE;
}

qn_error qn_image_resizer_create_rgba(const uint8_t *rgba, int32_t width_px, int32_t height_px,
                                      qn_image_resizer **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_error error = check_pixels(rgba, width_px, height_px);
    if (error != QN_ERROR_OK) {
        return error;
    }
    size_t size;
    bool fits = qn_size_mul(4 * (size_t)width_px, (size_t)height_px, &size);
    uint8_t *copy = fits ? qn_alloc(size) : NULL;
    if (copy == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    memcpy(copy, rgba, size);
    return create((qn_bitmap){width_px, height_px, copy}, out);
}

void qn_image_resizer_destroy(qn_image_resizer *resizer)
{
    if (resizer != NULL) {
        qn_image_resizer_cancel(resizer);
        qn_memory_release(resizer->result.rgba);
        qn_memory_release(resizer->original.rgba);
        qn_free(resizer);
    }
}

int32_t qn_image_resizer_width(const qn_image_resizer *resizer)
{
    return resizer != NULL ? current_of(resizer)->width_px : 0;
}

int32_t qn_image_resizer_height(const qn_image_resizer *resizer)
{
    return resizer != NULL ? current_of(resizer)->height_px : 0;
}

const uint8_t *qn_image_resizer_pixels(const qn_image_resizer *resizer)
{
    return resizer != NULL ? current_of(resizer)->rgba : NULL;
}

// ---- Jobs -----------------------------------------------------------------------------------

void qn_image_resizer_cancel(qn_image_resizer *resizer)
{
    if (resizer != NULL) {
        qn_image_decoder_destroy(resizer->loading);
        qn_free(resizer->file);
        qn_resize_cancel(resizer->resizing);
        qn_jpeg_encoder_destroy(resizer->writing_jpeg);
        qn_png_encoder_destroy(resizer->writing_png);
        resizer->loading = NULL;
        resizer->file = NULL;
        resizer->resizing = NULL;
        resizer->writing_jpeg = NULL;
        resizer->writing_png = NULL;
    }
}

// The size that the original gets in a box of sides of 1 and more.
static qn_image_rect size_within(const qn_bitmap *original, int32_t max_width_px,
                                 int32_t max_height_px, bool may_enlarge)
{
    bool fits = original->width_px <= max_width_px && original->height_px <= max_height_px;
    if (fits && !may_enlarge) {
        return (qn_image_rect){0, 0, original->width_px, original->height_px};
    }
    return qn_image_contain(original->width_px, original->height_px,
                            at_most(max_width_px, QN_BITMAP_MAX_SIDE_PX),
                            at_most(max_height_px, QN_BITMAP_MAX_SIDE_PX));
}

qn_error qn_image_resizer_begin_resize(qn_image_resizer *resizer, int32_t max_width_px,
                                       int32_t max_height_px, const qn_image_resizer_opts *opts)
{
    if (resizer == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!is_loaded(resizer)) {
        return QN_ERROR_NOT_FOUND;
    }
    qn_image_resizer_cancel(resizer);
    qn_image_resizer_opts plain = opts != NULL ? *opts : (qn_image_resizer_opts){0};
    bool is_known = (uint32_t)plain.resize.kernel < QN_RESIZE_KERNEL_COUNT;
    if (max_width_px < 1 || max_height_px < 1 || !is_known) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    const qn_bitmap *original = &resizer->original;
    qn_image_rect size = size_within(original, max_width_px, max_height_px, plain.may_enlarge);
    if (size.width_px == original->width_px && size.height_px == original->height_px) {
        replace_result(resizer, (qn_bitmap){0});
        return QN_ERROR_OK;
    }
    resizer->new_height_px = size.height_px;
    return qn_resize_begin(original, size.width_px, size.height_px, &plain.resize,
                           &resizer->resizing);
}

qn_error qn_image_resizer_begin_jpeg(qn_image_resizer *resizer, const qn_jpeg_opts *opts)
{
    if (resizer == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!is_loaded(resizer)) {
        return QN_ERROR_NOT_FOUND;
    }
    qn_image_resizer_cancel(resizer);
    return qn_jpeg_encoder_create(current_of(resizer), opts, &resizer->writing_jpeg);
}

qn_error qn_image_resizer_begin_png(qn_image_resizer *resizer, const qn_png_opts *opts)
{
    if (resizer == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!is_loaded(resizer)) {
        return QN_ERROR_NOT_FOUND;
    }
    qn_image_resizer_cancel(resizer);
    return qn_png_encoder_create(current_of(resizer), opts, &resizer->writing_png);
}

// Rows of the result that read about so many pixels of the original.
static int32_t rows_for(const qn_image_resizer *resizer, int64_t budget_px)
{
    const qn_bitmap *from = &resizer->original;
    int64_t all_px = (int64_t)from->width_px * from->height_px;
    if (budget_px >= all_px) {
        return resizer->new_height_px;
    }
    int64_t rows = budget_px * resizer->new_height_px / all_px; // below 2^28 * 2^14
    return rows > 0 ? (int32_t)rows : 1;
}

static qn_error run_load(qn_image_resizer *resizer, int64_t budget_px)
{
    qn_error error = qn_image_decoder_run(resizer->loading, budget_px);
    if (error == QN_ERROR_OK && qn_image_decoder_progress(resizer->loading) == 1.0f) {
        error = qn_image_decoder_take(resizer->loading, &resizer->original);
        qn_image_resizer_cancel(resizer);
    }
    return error;
}

static qn_error run_resize(qn_image_resizer *resizer, int64_t budget_px)
{
    qn_error error = qn_resize_run(resizer->resizing, rows_for(resizer, budget_px));
    if (error != QN_ERROR_OK || qn_resize_progress(resizer->resizing) < 1) {
        return error;
    }
    qn_bitmap result;
    error = qn_resize_finish(resizer->resizing, &result);
    resizer->resizing = NULL;
    if (error == QN_ERROR_OK) {
        replace_result(resizer, result);
    }
    return error;
}

qn_error qn_image_resizer_run(qn_image_resizer *resizer, int64_t budget_px)
{
    if (resizer == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (budget_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_error error = QN_ERROR_OK;
    if (resizer->loading != NULL) {
        error = run_load(resizer, budget_px);
    } else if (resizer->resizing != NULL) {
        error = run_resize(resizer, budget_px);
    } else if (resizer->writing_jpeg != NULL) {
        error = qn_jpeg_encoder_run(resizer->writing_jpeg, budget_px);
    } else if (resizer->writing_png != NULL) {
        error = qn_png_encoder_run(resizer->writing_png, budget_px);
    }
    if (error != QN_ERROR_OK) {
        qn_image_resizer_cancel(resizer);
    }
    return error;
}

float qn_image_resizer_progress(const qn_image_resizer *resizer)
{
    if (resizer == NULL) {
        return 0.0f;
    }
    if (resizer->loading != NULL) {
        return qn_image_decoder_progress(resizer->loading);
    }
    if (resizer->resizing != NULL) {
        return qn_resize_progress(resizer->resizing);
    }
    if (resizer->writing_jpeg != NULL) {
        return qn_jpeg_encoder_progress(resizer->writing_jpeg);
    }
    return resizer->writing_png != NULL ? qn_png_encoder_progress(resizer->writing_png) : 1.0f;
}

// ---- Whole ----------------------------------------------------------------------------------

qn_error qn_image_resizer_resize(qn_image_resizer *resizer, int32_t max_width_px,
                                 int32_t max_height_px, const qn_image_resizer_opts *opts)
{
    qn_error error = qn_image_resizer_begin_resize(resizer, max_width_px, max_height_px, opts);
    return error == QN_ERROR_OK ? qn_image_resizer_run(resizer, INT64_MAX) : error;
}

// Nothing to give back.
static void clear(uint8_t **out, size_t *out_size_bytes)
{
    if (out != NULL) {
        *out = NULL;
    }
    if (out_size_bytes != NULL) {
        *out_size_bytes = 0;
    }
}

qn_error qn_image_resizer_to_jpeg(const qn_image_resizer *resizer, const qn_jpeg_opts *opts,
                                  uint8_t **out, size_t *out_size_bytes)
{
    clear(out, out_size_bytes);
    if (resizer == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!is_loaded(resizer)) {
        return QN_ERROR_NOT_FOUND;
    }
    return qn_image_encode_jpeg(current_of(resizer), opts, out, out_size_bytes);
}

qn_error qn_image_resizer_to_png(const qn_image_resizer *resizer, const qn_png_opts *opts,
                                 uint8_t **out, size_t *out_size_bytes)
{
    clear(out, out_size_bytes);
    if (resizer == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (!is_loaded(resizer)) {
        return QN_ERROR_NOT_FOUND;
    }
    return qn_image_encode_png(current_of(resizer), opts, out, out_size_bytes);
}

qn_error qn_image_resizer_take_jpeg(qn_image_resizer *resizer, uint8_t **out,
                                    size_t *out_size_bytes)
{
    clear(out, out_size_bytes);
    if (resizer == NULL || out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (resizer->writing_jpeg == NULL) {
        return QN_ERROR_NOT_FOUND;
    }
    qn_error error = qn_jpeg_encoder_take(resizer->writing_jpeg, out, out_size_bytes);
    if (error == QN_ERROR_OK) {
        qn_image_resizer_cancel(resizer);
    }
    return error;
}

qn_error qn_image_resizer_take_png(qn_image_resizer *resizer, uint8_t **out, size_t *out_size_bytes)
{
    clear(out, out_size_bytes);
    if (resizer == NULL || out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (resizer->writing_png == NULL) {
        return QN_ERROR_NOT_FOUND;
    }
    qn_error error = qn_png_encoder_take(resizer->writing_png, out, out_size_bytes);
    if (error == QN_ERROR_OK) {
        qn_image_resizer_cancel(resizer);
    }
    return error;
}
