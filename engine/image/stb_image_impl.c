// stb_image, PNG only, static to this file, without files, HDR, SIMD dispatch or malloc.
//
// It reads through callbacks, so that the source can be given back after the last byte: by then stb
// holds its own copy of the pixel data, and the peak of memory is lower by one picture.
#include "image/stb_image_impl.h"

#include <string.h>

#include "image/budget.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_SIMD
#define STBI_NO_THREAD_LOCALS
#define STBI_NO_FAILURE_STRINGS
#define STBI_ASSERT(condition) ((void)(condition))
#define STBI_MALLOC(size) qn_budget_alloc(size)
#define STBI_REALLOC_SIZED(memory, old_size, size) qn_budget_realloc(memory, old_size, size)
#define STBI_REALLOC(memory, size) ((void)(memory), (void)(size), (void *)0) // never without a size
#define STBI_FREE(memory) qn_budget_free(memory)

// To the end of the file: what stb leaves unused is found only there.
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image.h>

static int read_source(void *user, char *out, int size_bytes)
{
    qn_stb_source *source = user;
    size_t left = source->size_bytes - source->position;
    size_t take = (size_t)size_bytes < left ? (size_t)size_bytes : left;
    if (take > 0) {
        memcpy(out, source->data + source->position, take);
    }
    source->position += take;
    if (take == left) {
        qn_budget_free(source->data);
        source->data = NULL;
    }
    return (int)take;
}

static void skip_source(void *user, int size_bytes)
{
    qn_stb_source *source = user;
    size_t left = source->size_bytes - source->position;
    size_t skip = size_bytes > 0 ? (size_t)size_bytes : 0;
    source->position += skip < left ? skip : left;
}

static int is_at_end(void *user)
{
    const qn_stb_source *source = user;
    return source->position == source->size_bytes;
}

uint8_t *qn_stb_decode_png(qn_stb_source *source, int *width_px, int *height_px)
{
    static const stbi_io_callbacks callbacks = {read_source, skip_source, is_at_end};
    int channel_count;
    return stbi_load_from_callbacks(&callbacks, source, width_px, height_px, &channel_count, 4);
}
