// libdeflate is asked for the deflate stream alone; the few bytes around it are written and read by
// frame.c, because each way of being wrong has its own error. libdeflate knows only one error for
// bad data: the walk of measure.c finds out which it was.
#include "compress/deflate.h"

#include <string.h>

#include <libdeflate.h>

#include "base/alloc.h"
#include "compress/frame.h"
#include "compress/measure.h"

#define ZLIB_HEAD_BYTES 2
#define ZLIB_TAIL_BYTES 4

// Room is guessed by the worst of some samples, and somewhat more.
#define SAMPLE_BYTES ((size_t)8 << 10)
#define SAMPLE_COUNT 3
#define SPARE_PART 16
#define LEAST_SAMPLED_BYTES ((size_t)256 << 10)

static const uint8_t nothing = 0;

static struct libdeflate_options engine_memory(void)
{
    return (struct libdeflate_options){sizeof(struct libdeflate_options), qn_alloc, qn_free};
}

// ---- Packing --------------------------------------------------------------------------------

size_t qn_deflate_bound(size_t plain_size_bytes)
{
    return libdeflate_deflate_compress_bound(NULL, plain_size_bytes) + ZLIB_HEAD_BYTES +
           ZLIB_TAIL_BYTES;
}

// libdeflate goes to 12. Its 9 takes half as long again as its 8 for half a percent, and from 10 on
// it takes three times as long and 9 MB: no level for a game.
static int effort_of(int32_t level) { return level < 9 ? level : 8; }

static qn_error deflate_raw(qn_bytes plain, int32_t level, uint8_t *out, size_t room_bytes,
                            size_t *out_size_bytes)
{
    const struct libdeflate_options options = engine_memory();
    struct libdeflate_compressor *packer =
        libdeflate_alloc_compressor_ex(effort_of(level), &options);
    if (packer == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    const uint8_t *from = plain.size_bytes > 0 ? plain.data : &nothing;
    *out_size_bytes = libdeflate_deflate_compress(packer, from, plain.size_bytes, out, room_bytes);
    libdeflate_free_compressor(packer);
    return *out_size_bytes > 0 ? QN_ERROR_OK : QN_ERROR_TOO_LARGE;
}

static qn_error deflate_zlib(qn_bytes plain, int32_t level, uint8_t *out, size_t room_bytes,
                             size_t *out_size_bytes)
{
    if (room_bytes < ZLIB_HEAD_BYTES + ZLIB_TAIL_BYTES) {
        return QN_ERROR_TOO_LARGE;
    }
    size_t size;
    qn_error error = deflate_raw(plain, level, out + ZLIB_HEAD_BYTES,
                                 room_bytes - ZLIB_HEAD_BYTES - ZLIB_TAIL_BYTES, &size);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint8_t head[QN_FRAME_HEAD_BYTES], tail[QN_FRAME_TAIL_BYTES];
    const qn_deflate_def def = {.format = QN_COMPRESS_ZLIB, .level = level};
    qn_frame_sum sum = qn_frame_sum_start(QN_COMPRESS_ZLIB);
    qn_frame_sum_add(&sum, QN_COMPRESS_ZLIB, plain);
    qn_frame_write_head(&def, head);
    qn_frame_write_tail(sum, QN_COMPRESS_ZLIB, tail);
    memcpy(out, head, ZLIB_HEAD_BYTES);
    memcpy(out + ZLIB_HEAD_BYTES + size, tail, ZLIB_TAIL_BYTES);
    *out_size_bytes = ZLIB_HEAD_BYTES + size + ZLIB_TAIL_BYTES;
    return QN_ERROR_OK;
}

qn_error qn_deflate_into(qn_bytes plain, qn_frame frame, int32_t level, uint8_t *out,
                         size_t room_bytes, size_t *out_size_bytes)
{
    *out_size_bytes = 0;
    return frame == QN_FRAME_ZLIB ? deflate_zlib(plain, level, out, room_bytes, out_size_bytes)
                                  : deflate_raw(plain, level, out, room_bytes, out_size_bytes);
}

// What the sample that packs worst takes.
static size_t pack_samples(struct libdeflate_compressor *packer, qn_bytes plain, uint8_t *room,
                           size_t room_bytes)
{
    size_t worst = 0;
    for (size_t i = 0; i < SAMPLE_COUNT; ++i) {
        size_t at = (plain.size_bytes - SAMPLE_BYTES) / (SAMPLE_COUNT - 1) * i;
        size_t size =
            libdeflate_deflate_compress(packer, plain.data + at, SAMPLE_BYTES, room, room_bytes);
        worst = size > worst ? size : worst;
    }
    return worst;
}

size_t qn_deflate_guess(qn_bytes plain, int32_t level)
{
    size_t bound = qn_deflate_bound(plain.size_bytes);
    if (level == 0 || plain.size_bytes < LEAST_SAMPLED_BYTES) {
        return bound;
    }
    const struct libdeflate_options options = engine_memory();
    struct libdeflate_compressor *packer = libdeflate_alloc_compressor_ex(1, &options);
    size_t room_bytes = qn_deflate_bound(SAMPLE_BYTES);
    uint8_t *room = qn_alloc(room_bytes);
    size_t guess = bound;
    if (packer != NULL && room != NULL) {
        size_t worst = pack_samples(packer, plain, room, room_bytes);
        guess = plain.size_bytes / SAMPLE_BYTES * (worst + worst / SPARE_PART);
    }
    libdeflate_free_compressor(packer);
    qn_free(room);
    return guess < bound ? guess : bound;
}

size_t qn_deflate_reopen(uint8_t *packed, size_t packed_bytes)
{
    qn_measure measure;
    qn_deflate_measure((qn_bytes){packed, packed_bytes}, 0, SIZE_MAX, &measure);
    // The first bit of a block says whether it is the last.
    packed[measure.last_block_bits / 8] &= (uint8_t)~(1u << (measure.last_block_bits % 8));
    return measure.end_bits;
}

// ---- Unpacking ------------------------------------------------------------------------------

qn_error qn_inflate_guessed(qn_bytes packed, uint8_t *out, size_t room_bytes, size_t *used_bytes,
                            size_t *made_bytes)
{
    const struct libdeflate_options options = engine_memory();
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor_ex(&options);
    if (unpacker == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    uint8_t spill = 0;
    enum libdeflate_result result = libdeflate_deflate_decompress_ex(
        unpacker, packed.size_bytes > 0 ? packed.data : &nothing, packed.size_bytes,
        out != NULL ? out : &spill, room_bytes, used_bytes, made_bytes);
    libdeflate_free_decompressor(unpacker);
    return result == LIBDEFLATE_SUCCESS ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}
