// The chunks of a PNG file that is written, in a block that grows.
#ifndef IMAGE_PNG_ENCODE_CHUNKS_H
#define IMAGE_PNG_ENCODE_CHUNKS_H

#include "image/png/needs.h"
#include "quoin/image/encode_png.h"

typedef struct qn_png_output {
    uint8_t *data; // of qn_alloc; the owner's
    size_t size_bytes, capacity_bytes;
} qn_png_output;

// Room for so many bytes more. If the block has to grow for that, then to this size, if it is more.
// False: there is no memory, and nothing has changed.
bool qn_png_output_reserve(qn_png_output *output, size_t more_bytes, size_t whole_bytes);

#define PNG_CHUNK_FRAME_BYTES 12
// There is room.
void qn_png_put_chunk(qn_png_output *output, const char *type, qn_bytes content);

// All that stands in front of the rows. OUT_OF_MEMORY.
qn_error qn_png_put_head(qn_png_output *output, const qn_bitmap *bitmap, const qn_png_opts *opts,
                         const qn_png_needs *needs);

#endif
