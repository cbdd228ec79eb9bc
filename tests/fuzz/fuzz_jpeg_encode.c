// Any pixels, sizes and options: the file is whole, and holds the numbers that plain formulas give.
#include <string.h>

#include "fuzz.h"
#include "jpeg_model.h"
#include "jpeg_reader.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define OPTION_BYTES 8
#define MOST_SIDE_PX 40

static void fill(uint8_t *rgba, size_t size, const uint8_t *data, size_t data_size)
{
    for (size_t i = 0; i < size; ++i) {
        // The bytes that are there again and again, each time changed.
        rgba[i] = data_size > 0 ? (uint8_t)(data[i % data_size] + i / data_size * 7) : 0;
    }
}

static void check(bool holds)
{
    if (!holds) {
        __builtin_trap();
    }
}

static void check_file(const model_picture *picture, const qn_jpeg_opts *opts, const uint8_t *file,
                       size_t size)
{
    reader_jpeg jpeg = reader_read(file, size);
    check(jpeg.problem == NULL && jpeg.width == picture->width && jpeg.height == picture->height);
    bool is_colored = jpeg.component_count == 3;
    int across = is_colored ? jpeg.sampling[0] >> 4 : 1;
    model_blocks model =
        model_make(picture, across, is_colored, opts->restart_interval, jpeg.steps);
    check(model.count == jpeg.block_count);
    check(memcmp(model.blocks, jpeg.blocks, (size_t)model.count * sizeof model.blocks[0]) == 0);
    free(model.blocks);
    reader_free(&jpeg);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < OPTION_BYTES) {
        return 0;
    }
    model_picture picture = {.width = 1 + data[0] % MOST_SIDE_PX,
                             .height = 1 + data[1] % MOST_SIDE_PX,
                             .background = {data[5], data[6], data[7]}};
    qn_jpeg_opts opts = {.quality = data[2] % 101,
                         .chroma = (qn_jpeg_chroma)(data[3] % 4),
                         .keep_gray_colored = (data[3] & 8) != 0,
                         .standard_huffman = (data[3] & 16) != 0,
                         .restart_interval = data[4] % 32,
                         .background_rgb = picture.background};
    size_t pixel_bytes = 4 * (size_t)picture.width * (size_t)picture.height, file_bytes;
    uint8_t *rgba = malloc(pixel_bytes), *file;
    fill(rgba, pixel_bytes, data + OPTION_BYTES, size - OPTION_BYTES);
    picture.rgba = rgba;
    qn_bitmap bitmap = {picture.width, picture.height, rgba};
    check(qn_image_encode_jpeg(&bitmap, &opts, &file, &file_bytes) == QN_ERROR_OK);
    check_file(&picture, &opts, file, file_bytes);
    qn_memory_release(file);
    free(rgba);
    check(qn_memory_live_count() == 0);
    return 0;
}
