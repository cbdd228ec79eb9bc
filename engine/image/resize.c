// The job is all there is: the one call is a job that is run to its end at once.
#include "quoin/image/resize.h"

#include <string.h>

#include "image/bitmap.h"
#include "image/resize_passes.h"

struct qn_resize {
    qn_passes passes;
    qn_bitmap to;
    int32_t rows_made;
    bool is_copy; // neither side changes: no kernel is asked
    const uint8_t *from;
};

static qn_error check(const qn_bitmap *from, int32_t width_px, int32_t height_px,
                      const qn_resize_opts *opts)
{
    qn_error error = qn_bitmap_check(from);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if ((uint32_t)opts->kernel >= QN_RESIZE_KERNEL_COUNT) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    return qn_bitmap_check_size(width_px, height_px);
}

static qn_error open_job(qn_resize *job, const qn_bitmap *from, const qn_resize_opts *opts)
{
    job->from = from->rgba;
    job->is_copy = from->width_px == job->to.width_px && from->height_px == job->to.height_px;
    if (job->is_copy) {
        return QN_ERROR_OK;
    }
    qn_passes_def def = {.from = from,
                         .width_px = job->to.width_px,
                         .height_px = job->to.height_px,
                         .kernel = (int32_t)opts->kernel,
                         .is_plain = opts->is_plain,
                         .is_linear = opts->is_linear};
    return qn_passes_open(&def, &job->passes);
}

qn_error qn_resize_begin(const qn_bitmap *from, int32_t width_px, int32_t height_px,
                         const qn_resize_opts *opts, qn_resize **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_resize_opts chosen = opts != NULL ? *opts : (qn_resize_opts){0};
    qn_error error = check(from, width_px, height_px, &chosen);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_resize *job = qn_alloc_zeroed(sizeof *job);
    if (job == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    error = qn_bitmap_make(width_px, height_px, &job->to);
    error = error == QN_ERROR_OK ? open_job(job, from, &chosen) : error;
    if (error != QN_ERROR_OK) {
        qn_resize_cancel(job);
        return error;
    }
    *out = job;
    return QN_ERROR_OK;
}

static void make_rows(qn_resize *job, int32_t max_row_count)
{
    int32_t left = job->to.height_px - job->rows_made;
    int32_t count = max_row_count < left ? max_row_count : left;
    size_t row_bytes = (size_t)job->to.width_px * 4;
    size_t at = (size_t)job->rows_made * row_bytes;
    if (job->is_copy) {
        memcpy(job->to.rgba + at, job->from + at, (size_t)count * row_bytes);
    } else {
        qn_passes_run(&job->passes, job->rows_made, count, job->to.rgba + at);
    }
    job->rows_made += count;
}

qn_error qn_resize_run(qn_resize *job, int32_t max_row_count)
{
    if (job == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (max_row_count < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    make_rows(job, max_row_count);
    return QN_ERROR_OK;
}

float qn_resize_progress(const qn_resize *job)
{
    return job == NULL ? 0.0f : (float)job->rows_made / (float)job->to.height_px;
}

qn_error qn_resize_finish(qn_resize *job, qn_bitmap *out)
{
    if (out != NULL) {
        *out = (qn_bitmap){0, 0, NULL};
    }
    if (job == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    make_rows(job, job->to.height_px);
    *out = job->to;
    job->to.rgba = NULL;
    qn_resize_cancel(job);
    return QN_ERROR_OK;
}

void qn_resize_cancel(qn_resize *job)
{
    if (job == NULL) {
        return;
    }
    qn_passes_close(&job->passes);
    qn_free(job->to.rgba);
    qn_free(job);
}

qn_error qn_image_resize(const qn_bitmap *from, int32_t width_px, int32_t height_px,
                         const qn_resize_opts *opts, qn_bitmap *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_bitmap){0, 0, NULL};
    qn_resize *job;
    qn_error error = qn_resize_begin(from, width_px, height_px, opts, &job);
    return error == QN_ERROR_OK ? qn_resize_finish(job, out) : error;
}

qn_error qn_image_resize_within(const qn_bitmap *from, int32_t box_width_px, int32_t box_height_px,
                                const qn_resize_opts *opts, qn_bitmap *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_bitmap){0, 0, NULL};
    qn_error error = qn_bitmap_check(from);
    error = error == QN_ERROR_OK ? qn_bitmap_check_size(box_width_px, box_height_px) : error;
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_image_rect fit =
        qn_image_contain(from->width_px, from->height_px, box_width_px, box_height_px);
    return qn_image_resize(from, fit.width_px, fit.height_px, opts, out);
}
