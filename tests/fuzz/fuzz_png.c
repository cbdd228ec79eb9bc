// Any bytes: decoding ends, within its memory, without a leak; and in slices it gives the same.
#include "fuzz.h"
#include "slices.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const qn_image_decode_opts opts = {
        .limits = {.max_side_px = 2048, .max_pixel_count = 1 << 20}};
    qn_bytes file = {data, size};
    qn_bitmap bitmap;
    if (qn_image_decode_png(file, &opts.limits, &bitmap) == QN_ERROR_OK) {
        // Touches the last pixel, so that a short block would be seen.
        size_t count = (size_t)bitmap.width_px * (size_t)bitmap.height_px;
        volatile uint8_t alpha = bitmap.rgba[4 * count - 1];
        (void)alpha;
        qn_bitmap sliced = fuzz_decode_in_slices(file, &opts, 1 + (int64_t)(size % 5) * 10000);
        if (!fuzz_is_equal(&bitmap, &sliced)) {
            __builtin_trap();
        }
        qn_memory_release(sliced.rgba);
    }
    qn_memory_release(bitmap.rgba);
    if (qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
