// Opening decides the way and takes all memory, so that running cannot fail. Rows are independent:
// in whatever slices they are asked for, each is computed from the source alone.
#include "image/resize_passes.h"

#include "image/bitmap.h"

// 255 * 2^20 times what a window of Lanczos weights sums to in size, 1.8 at most, fits 32 bits; so
// does a mixed value, 15 bits, times 2^15 and that.
#define DOWN_MAX_BITS 20
#define ACROSS_MAX_BITS 15
// Beyond these windows the mean of all fixed weights nears their rounding.
#define DOWN_MAX_WINDOW 1024
#define ACROSS_MAX_WINDOW 256

static qn_error build_weights(const qn_passes_def *def, qn_passes *passes)
{
    qn_weights_def down = {.kernel = def->kernel,
                           .input_count = def->from->height_px,
                           .output_count = def->height_px,
                           .sigma = def->sigma_down,
                           .max_bits = DOWN_MAX_BITS};
    qn_error error = qn_weights_build(&down, &passes->down);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_weights_def across = {.kernel = def->kernel,
                             .input_count = def->from->width_px,
                             .output_count = def->width_px,
                             .sigma = def->sigma_across,
                             .max_bits = ACROSS_MAX_BITS,
                             .starts_even = true};
    return qn_weights_build(&across, &passes->across);
}

qn_error qn_passes_open(const qn_passes_def *def, qn_passes *out)
{
    *out = (qn_passes){.from = *def->from,
                       .width_px = def->width_px,
                       .height_px = def->height_px,
                       .is_linear = def->is_linear};
    // Bytes that are taken alike need not be looked at.
    bool asks_alpha = !def->is_plain || def->is_linear;
    out->is_opaque = asks_alpha && qn_bitmap_is_opaque(def->from);
    out->is_weighted = !def->is_plain && !out->is_opaque;
    qn_error error = build_weights(def, out);
    if (error == QN_ERROR_OK) {
        bool are_short =
            out->down.stride <= DOWN_MAX_WINDOW && out->across.stride <= ACROSS_MAX_WINDOW;
        out->is_fixed = !out->is_weighted && !out->is_linear && are_short;
        bool is_open = out->is_fixed ? qn_fixed_open(out) : qn_real_open(out);
        out->is_folded = out->is_fixed && def->kernel == QN_KERNEL_GAUSSIAN &&
                         qn_folded_can(out, &out->folded_down, &out->folded_across);
        error = is_open ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
    }
    if (error != QN_ERROR_OK) {
        qn_passes_close(out);
    }
    return error;
}

static void fixed_row(qn_passes *passes, int32_t row, uint8_t *to)
{
    int32_t reach = passes->folded_down.reach;
    if (passes->is_folded && row >= reach && row + reach < passes->height_px) {
        qn_folded_row(passes, row, to);
    } else {
        qn_fixed_row(passes, row, to);
    }
}

void qn_passes_run(qn_passes *passes, int32_t first, int32_t count, uint8_t *to)
{
    size_t row_bytes = (size_t)passes->width_px * 4;
    int32_t step = passes->is_fixed ? 1 : passes->row_capacity;
    for (int32_t done = 0; done < count; done += step) {
        int32_t left = count - done;
        if (passes->is_fixed) {
            fixed_row(passes, first + done, to + (size_t)done * row_bytes);
        } else {
            qn_real_rows(passes, first + done, left < step ? left : step,
                         to + (size_t)done * row_bytes);
        }
    }
}

void qn_passes_close(qn_passes *passes)
{
    qn_weights_release(&passes->down);
    qn_weights_release(&passes->across);
    qn_free(passes->mixed);
    qn_free(passes->sums);
    qn_free(passes->piece);
    qn_free(passes->tables);
    qn_free(passes->srgb);
    *passes = (qn_passes){0};
}
