// Any pixels and options: a PNG file that is made is read back as the same pixels.
#include <string.h>

#include "fuzz.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define MAX_PIXELS 4096

// The first bytes are options and a width; the others are pixels, over and over, of which some bits
// may be left out so that there are few colours.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t rgba[4 * MAX_PIXELS], plain[4 * MAX_PIXELS];
    if (size < 8) {
        return 0;
    }
    qn_png_opts opts = {.level = data[0] % 10, .is_stored = data[0] > 240, .is_srgb = data[1] & 1};
    int32_t width = 1 + data[2] % 64, height = 1 + data[3] % 64;
    size_t bytes = 4 * (size_t)width * (size_t)height;
    for (size_t i = 0; i < bytes; ++i) {
        rgba[i] = (uint8_t)(data[4 + i % (size - 4)] & ~data[1]) | (i % 4 == 3 ? data[1] : 0);
    }
    memcpy(plain, rgba, bytes);
    qn_bitmap bitmap = {width, height, rgba}, read = {0};
    uint8_t *file;
    size_t file_size;
    if (qn_image_encode_png(&bitmap, &opts, &file, &file_size) != QN_ERROR_OK ||
        qn_image_decode_png((qn_bytes){file, file_size}, NULL, &read) != QN_ERROR_OK ||
        read.width_px != width || memcmp(read.rgba, plain, bytes) != 0) {
        __builtin_trap();
    }
    qn_memory_release(file);
    qn_memory_release(read.rgba);
    if (qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
