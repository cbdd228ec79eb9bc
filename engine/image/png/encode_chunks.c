// A chunk is its content's size, its type, the content, and the CRC-32 of the last two.
#include "image/png/encode_chunks.h"

#include <string.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "compress/deflate.h"
#include "quoin/compress.h"

#define HEADER_BYTES 13
#define DENSITY_BYTES 9
#define PROFILE_NAME "icc"
#define PROFILE_LEVEL 6
#define PERCEPTUAL_INTENT 0
// Chunks in front of the rows, and what is in those of a known size.
#define HEAD_CHUNKS 7
#define HEAD_BYTES 64

bool qn_png_output_reserve(qn_png_output *output, size_t more_bytes, size_t whole_bytes)
{
    size_t needed;
    if (!qn_size_add(output->size_bytes, more_bytes, &needed)) {
        return false;
    }
    if (needed <= output->capacity_bytes) {
        return true;
    }
    size_t capacity = needed > whole_bytes ? needed : whole_bytes;
    uint8_t *data = qn_alloc(capacity);
    if (data == NULL) {
        return false;
    }
    if (output->size_bytes > 0) {
        memcpy(data, output->data, output->size_bytes);
    }
    qn_free(output->data);
    output->data = data;
    output->capacity_bytes = capacity;
    return true;
}

static void put(qn_png_output *output, const void *data, size_t size_bytes)
{
    if (size_bytes > 0) {
        memcpy(output->data + output->size_bytes, data, size_bytes);
        output->size_bytes += size_bytes;
    }
}

static void store_u32_be(uint8_t out[4], uint32_t value)
{
    for (int i = 0; i < 4; ++i) {
        out[i] = (uint8_t)(value >> (24 - 8 * i));
    }
}

static void put_u32_be(qn_png_output *output, uint32_t value)
{
    uint8_t bytes[4];
    store_u32_be(bytes, value);
    put(output, bytes, sizeof bytes);
}

void qn_png_put_chunk(qn_png_output *output, const char *type, qn_bytes content)
{
    put_u32_be(output, (uint32_t)content.size_bytes);
    size_t start = output->size_bytes;
    put(output, type, 4);
    put(output, content.data, content.size_bytes);
    qn_bytes summed = {output->data + start, output->size_bytes - start};
    put_u32_be(output, qn_crc32(0, summed));
}

// ---- In front of the rows -------------------------------------------------------------------

static void put_header(qn_png_output *output, const qn_bitmap *bitmap, const qn_png_needs *needs)
{
    uint8_t header[HEADER_BYTES] = {0};
    store_u32_be(header, (uint32_t)bitmap->width_px);
    store_u32_be(header + 4, (uint32_t)bitmap->height_px);
    header[8] = (uint8_t)needs->bit_depth;
    header[9] = (uint8_t)needs->color;
    qn_png_put_chunk(output, "IHDR", (qn_bytes){header, sizeof header});
}

static void put_density(qn_png_output *output, int32_t dpi)
{
    // An inch is 0.0254 metres.
    uint32_t per_metre = ((uint32_t)dpi * 10000 + 127) / 254;
    uint8_t density[DENSITY_BYTES] = {[8] = 1};
    store_u32_be(density, per_metre);
    store_u32_be(density + 4, per_metre);
    qn_png_put_chunk(output, "pHYs", (qn_bytes){density, sizeof density});
}

static void put_metadata(qn_png_output *output, const qn_png_opts *opts, qn_bytes profile)
{
    static const uint8_t intent[1] = {PERCEPTUAL_INTENT};
    if (profile.size_bytes > 0) {
        qn_png_put_chunk(output, "iCCP", profile);
    } else if (opts->is_srgb) {
        qn_png_put_chunk(output, "sRGB", (qn_bytes){intent, sizeof intent});
    }
    if (opts->density_dpi > 0) {
        put_density(output, opts->density_dpi);
    }
    if (opts->exif.size_bytes > 0) {
        qn_png_put_chunk(output, "eXIf", opts->exif);
    }
}

static void put_palette(qn_png_output *output, const qn_png_needs *needs)
{
    uint8_t colors[3 * PNG_MAX_COLORS], alphas[PNG_MAX_COLORS];
    for (uint32_t i = 0; i < needs->color_count; ++i) {
        memcpy(colors + 3 * i, needs->colors[i], 3);
        alphas[i] = needs->colors[i][3];
    }
    qn_png_put_chunk(output, "PLTE", (qn_bytes){colors, 3 * (size_t)needs->color_count});
    if (needs->clear_count > 0) {
        qn_png_put_chunk(output, "tRNS", (qn_bytes){alphas, needs->clear_count});
    }
}

// The content of iCCP: a name, the method, and the profile as a zlib stream. Empty without one.
static qn_error pack_profile(qn_bytes icc, qn_block *block, qn_bytes *out)
{
    size_t front = sizeof PROFILE_NAME + 1;
    size_t room = qn_deflate_bound(icc.size_bytes);
    *out = (qn_bytes){0};
    *block = (qn_block){0};
    if (icc.size_bytes == 0) {
        return QN_ERROR_OK;
    }
    if (!qn_block_take(block, front + room)) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    uint8_t *content = block->memory;
    memcpy(content, PROFILE_NAME, sizeof PROFILE_NAME);
    content[sizeof PROFILE_NAME] = 0;
    size_t size;
    qn_error error =
        qn_deflate_into(icc, QN_FRAME_ZLIB, PROFILE_LEVEL, content + front, room, &size);
    *out = (qn_bytes){content, front + size};
    return error;
}

qn_error qn_png_put_head(qn_png_output *output, const qn_bitmap *bitmap, const qn_png_opts *opts,
                         const qn_png_needs *needs)
{
    qn_block block;
    qn_bytes profile;
    qn_error error = pack_profile(opts->icc, &block, &profile);
    size_t room = HEAD_BYTES + HEAD_CHUNKS * PNG_CHUNK_FRAME_BYTES + 4 * PNG_MAX_COLORS +
                  profile.size_bytes + opts->exif.size_bytes;
    if (error == QN_ERROR_OK && !qn_png_output_reserve(output, room, 0)) {
        error = QN_ERROR_OUT_OF_MEMORY;
    }
    if (error == QN_ERROR_OK) {
        put(output, PNG_SIGNATURE, PNG_SIGNATURE_BYTES);
        put_header(output, bitmap, needs);
        put_metadata(output, opts, profile);
        if (needs->color == PNG_PALETTE) {
            put_palette(output, needs);
        }
    }
    qn_free(block.memory);
    return error;
}
