// Any content, packed whole and in pieces with any options: both unpack to it, and zlib agrees.
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "fuzz.h"
#include "quoin/compress.h"
#include "quoin/memory.h"

static void insist(bool holds)
{
    if (!holds) {
        __builtin_trap();
    }
}

static void insist_unpacks(qn_bytes packed, const qn_inflate_def *def, qn_bytes plain)
{
    uint8_t *out;
    size_t size;
    insist(qn_inflate(packed, def, &out, &size) == QN_ERROR_OK && size == plain.size_bytes);
    insist(size == 0 || memcmp(out, plain.data, size) == 0);
    qn_memory_release(out);
}

static void insist_zlib_unpacks(qn_bytes packed, qn_compress_format format, qn_bytes plain)
{
    static const int window_bits[] = {16 + MAX_WBITS, MAX_WBITS, -MAX_WBITS};
    uint8_t *out = malloc(plain.size_bytes + 1);
    z_stream stream = {0};
    inflateInit2(&stream, window_bits[format]);
    stream.next_in = (z_const Bytef *)packed.data;
    stream.avail_in = (uInt)packed.size_bytes;
    stream.next_out = out;
    stream.avail_out = (uInt)plain.size_bytes + 1;
    insist(inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0);
    insist(stream.avail_out == 1 && memcmp(out, plain.data, plain.size_bytes) == 0);
    inflateEnd(&stream);
    free(out);
}

// Input, room and flush of each push follow from the bytes of `choices`.
static qn_bytes pack_pieces(qn_bytes plain, const qn_deflate_def *how, const uint8_t choices[8],
                            uint8_t *packed, size_t room_bytes)
{
    qn_deflater *deflater;
    insist(qn_deflater_create(how, &deflater) == QN_ERROR_OK);
    uint8_t *output = packed;
    for (uint32_t i = 0; !qn_deflater_is_done(deflater); ++i) {
        size_t piece = 1 + (size_t)choices[i % 8] * choices[(i + 3) % 8];
        qn_bytes next = {plain.data, plain.size_bytes < piece ? plain.size_bytes : piece};
        bool is_last = next.size_bytes == plain.size_bytes;
        qn_flush flush = is_last ? QN_FLUSH_FINISH : (qn_flush)(choices[i / 8 % 8] % 3);
        size_t given = next.size_bytes;
        size_t room = 8 + choices[(i + 5) % 8];
        insist((size_t)(output - packed) + room <= room_bytes);
        insist(qn_deflater_push(deflater, &next, flush, &output, &room) == QN_ERROR_OK);
        given -= next.size_bytes;
        plain = (qn_bytes){plain.data + given, plain.size_bytes - given};
    }
    qn_deflater_destroy(deflater);
    return (qn_bytes){packed, (size_t)(output - packed)};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 10) {
        return 0;
    }
    qn_bytes plain = {data + 10, size - 10};
    qn_deflate_def how = qn_deflate_def_default();
    how.format = (qn_compress_format)(data[0] % 3);
    how.level = data[1] % 10;
    char name[2] = {(char)data[2], '\0'};
    if (how.format == QN_COMPRESS_GZIP && (data[0] & 0x80) != 0) {
        how.name = name;
        how.modified_s = data[3];
    }
    qn_inflate_def def = qn_inflate_def_default();
    def.format = how.format;
    def.max_size_bytes = plain.size_bytes;
    uint8_t *out;
    size_t out_size;
    insist(qn_deflate(plain, &how, &out, &out_size) == QN_ERROR_OK);
    insist_unpacks((qn_bytes){out, out_size}, &def, plain);
    insist_zlib_unpacks((qn_bytes){out, out_size}, how.format, plain);
    qn_memory_release(out);
    size_t room = 64 * plain.size_bytes + 4096;
    uint8_t *packed = malloc(room);
    qn_bytes pieces = pack_pieces(plain, &how, data + 2, packed, room);
    insist_unpacks(pieces, &def, plain);
    insist_zlib_unpacks(pieces, how.format, plain);
    free(packed);
    return 0;
}
