// Any bytes, whole and shrunk: decoding ends, within its memory, without a leak; and in slices it
// gives the same.
#include "fuzz.h"
#include "slices.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    qn_bytes file = {data, size};
    qn_image_decode_opts opts = {.limits = {.max_side_px = 2048, .max_pixel_count = 1 << 20}};
    qn_bitmap whole, small;
    qn_image_info info;
    if (qn_image_decode_jpeg(file, &opts, &whole) == QN_ERROR_OK) {
        // Touches the last pixel, so that a short block would be seen.
        size_t count = (size_t)whole.width_px * (size_t)whole.height_px;
        volatile uint8_t alpha = whole.rgba[4 * count - 1];
        (void)alpha;
        bool is_probed = qn_image_probe(file, &info) == QN_ERROR_OK;
        if (!is_probed || info.width_px != whole.width_px || info.height_px != whole.height_px) {
            __builtin_trap();
        }
    }
    qn_bitmap sliced = {0};
    if (size > 0 && data[0] != 0x89) { // else it is asked of PNG
        sliced = fuzz_decode_in_slices(file, &opts, 1 + (int64_t)(size % 5) * 1000);
    }
    bool is_equal = fuzz_is_equal(&whole, &sliced);
    opts.jpeg_shrink = 1 << (size % 4);
    (void)qn_image_decode_jpeg(file, &opts, &small);
    qn_memory_release(whole.rgba);
    qn_memory_release(sliced.rgba);
    qn_memory_release(small.rgba);
    if (!is_equal || qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
