// Any bytes: decoding ends, within its memory, without a leak.
#include "fuzz.h"
#include "quoin/image.h"
#include "quoin/memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const qn_image_limits limits = {.max_side_px = 2048, .max_pixel_count = 1 << 20};
    qn_bitmap bitmap;
    if (qn_image_decode_png((qn_bytes){data, size}, &limits, &bitmap) == QN_ERROR_OK) {
        // Touches the last pixel, so that a short block would be seen.
        size_t count = (size_t)bitmap.width_px * (size_t)bitmap.height_px;
        volatile uint8_t alpha = bitmap.rgba[4 * count - 1];
        (void)alpha;
    }
    qn_memory_release(bitmap.rgba);
    if (qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
