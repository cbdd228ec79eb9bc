#include "image/png/data.h"

#define CHECKSUM_BYTES 4

uint32_t qn_png_bits_per_pixel(const qn_png *png)
{
    static const uint8_t channel_counts[7] = {1, 0, 3, 1, 2, 0, 4};
    return (uint32_t)png->bit_depth * channel_counts[png->color];
}

uint64_t qn_png_row_size(const qn_png *png, uint32_t width_px)
{
    return ((uint64_t)width_px * qn_png_bits_per_pixel(png) + 7) / 8;
}

// ---- Passes ---------------------------------------------------------------------------------

// Of every step-th pixel from `first` on.
static uint32_t pixels_of_pass(uint32_t side_px, uint32_t first, uint32_t step)
{
    return side_px > first ? (side_px - first - 1) / step + 1 : 0;
}

uint32_t qn_png_pass_count(const qn_png *png) { return png->is_interlaced ? 7 : 1; }

qn_png_pass qn_png_pass_at(const qn_png *png, uint32_t index)
{
    static const uint8_t first_x[7] = {0, 4, 0, 2, 0, 1, 0}, step_x[7] = {8, 8, 4, 4, 2, 2, 1};
    static const uint8_t first_y[7] = {0, 0, 4, 0, 2, 0, 1}, step_y[7] = {8, 8, 8, 4, 4, 2, 2};
    qn_png_pass pass = {png->width_px, png->height_px, 0, 0, 1, 1};
    if (png->is_interlaced) {
        pass = (qn_png_pass){.first_x = first_x[index],
                             .first_y = first_y[index],
                             .step_x = step_x[index],
                             .step_y = step_y[index]};
        pass.width_px = pixels_of_pass(png->width_px, pass.first_x, pass.step_x);
        pass.height_px = pixels_of_pass(png->height_px, pass.first_y, pass.step_y);
    }
    return pass;
}

uint64_t qn_png_raw_size(const qn_png *png)
{
    uint64_t size = 0;
    for (uint32_t i = 0; i < qn_png_pass_count(png); ++i) {
        qn_png_pass pass = qn_png_pass_at(png, i);
        uint64_t row = 1 + qn_png_row_size(png, pass.width_px);
        size += pass.width_px > 0 ? pass.height_px * row : 0;
    }
    return size;
}

// ---- Reading across chunks ------------------------------------------------------------------

qn_png_stream qn_png_stream_open(const qn_png *png)
{
    return (qn_png_stream){.chunks = qn_cursor_over(png->data_chunks)};
}

bool qn_png_stream_has_more(qn_png_stream *stream)
{
    while (stream->piece.size_bytes == 0 && qn_cursor_left(&stream->chunks) > 0) {
        size_t length = qn_read_u32_be(&stream->chunks);
        qn_read_bytes(&stream->chunks, 4);
        stream->piece = qn_read_bytes(&stream->chunks, length);
        qn_read_bytes(&stream->chunks, CHECKSUM_BYTES);
    }
    return stream->piece.size_bytes > 0;
}
