// Any bytes, whole and shrunk: decoding ends, within its memory, without a leak; and what is read
// twice is the same.
#include <string.h>

#include "fuzz.h"
#include "quoin/image.h"
#include "quoin/memory.h"

static void decode(qn_bytes file, int32_t shrink, qn_bitmap *out)
{
    qn_image_decode_opts opts = {.limits = {.max_side_px = 2048, .max_pixel_count = 1 << 20},
                                 .jpeg_shrink = shrink};
    if (qn_image_decode_jpeg(file, &opts, out) == QN_ERROR_OK) {
        // Touches the last pixel, so that a short block would be seen.
        size_t count = (size_t)out->width_px * (size_t)out->height_px;
        volatile uint8_t alpha = out->rgba[4 * count - 1];
        (void)alpha;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    qn_bytes file = {data, size};
    qn_bitmap first, second, small;
    qn_image_info info;
    decode(file, 1, &first);
    decode(file, 1, &second);
    decode(file, 1 << (size % 4), &small);
    bool is_equal = first.width_px == second.width_px && first.height_px == second.height_px;
    size_t bytes = (size_t)4 * (size_t)first.width_px * (size_t)first.height_px;
    is_equal = is_equal && (bytes == 0 || memcmp(first.rgba, second.rgba, bytes) == 0);
    bool is_probed = qn_image_probe(file, &info) == QN_ERROR_OK;
    bool has_size = info.width_px == first.width_px && info.height_px == first.height_px;
    qn_memory_release(first.rgba);
    qn_memory_release(second.rgba);
    qn_memory_release(small.rgba);
    if (!is_equal || (bytes > 0 && !(is_probed && has_size)) || qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
