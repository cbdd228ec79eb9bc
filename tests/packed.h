// Content to pack, and the system's zlib as the other side, for the tests of compression.
#ifndef TESTS_PACKED_H
#define TESTS_PACKED_H

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "check.h"
#include "quoin/compress.h"
#include "quoin/memory.h"

typedef struct bytes {
    uint8_t *data;
    size_t size;
} bytes;

static inline qn_bytes view(bytes b) { return (qn_bytes){b.data, b.size}; }

// zlib's number for what stands around the stream.
static inline int packed_window_bits(qn_compress_format format)
{
    static const int bits[] = {16 + MAX_WBITS, MAX_WBITS, -MAX_WBITS};
    return bits[format];
}

static inline qn_deflate_def packed_deflate_def(qn_compress_format format, int32_t level)
{
    qn_deflate_def def = qn_deflate_def_default();
    def.format = format;
    def.level = level;
    return def;
}

static inline qn_inflate_def packed_inflate_def(qn_compress_format format, size_t max_size)
{
    qn_inflate_def def = qn_inflate_def_default();
    def.format = format;
    def.max_size_bytes = max_size;
    return def;
}

// ---- Content --------------------------------------------------------------------------------

// Half matches, half noise; of a length that its first bytes do not tell.
static inline void packed_fill(uint8_t *data, size_t size, uint32_t seed)
{
    for (size_t i = 0; i < size; ++i) {
        uint32_t random = check_random(&seed);
        bool is_match = random % 3 != 0 && i > 300;
        data[i] = is_match ? data[i - 1 - random / 3 % 300] : (uint8_t)random;
    }
}

#define PACKED_SAMPLES 10

// Ten small contents with a level each: nothing, a byte, runs, noise, text, several blocks.
static inline bytes packed_sample(int index, int32_t *level)
{
    static const struct {
        size_t size;
        int32_t level;
        char kind;
    } samples[PACKED_SAMPLES] = {
        {0, 6, 'z'},   {1, 6, 't'},   {900, 9, 'z'}, {400, 6, 'n'},  {400, 0, 'n'},
        {700, 1, 't'}, {700, 6, 't'}, {700, 9, 't'}, {1200, 6, 'm'}, {1500, 9, 'm'},
    };
    size_t size = samples[index].size;
    bytes content = {malloc(size + 1), size};
    uint32_t seed = 100 + (uint32_t)index;
    *level = samples[index].level;
    if (samples[index].kind == 'm') {
        packed_fill(content.data, size, seed);
        return content;
    }
    for (size_t i = 0; i < size; ++i) {
        uint8_t text = (uint8_t)"the bell in the tower, the quoin in the wall; "[(i + i / 97) % 46];
        uint8_t noise = (uint8_t)check_random(&seed);
        content.data[i] = samples[index].kind == 't'   ? text
                          : samples[index].kind == 'n' ? noise
                                                       : 0;
    }
    return content;
}

// ---- Both sides -----------------------------------------------------------------------------

// Packs, and gives malloc's memory, so that a read past the end is seen.
static inline bytes packed_by_us(qn_bytes plain, const qn_deflate_def *def)
{
    uint8_t *out;
    size_t size;
    CHECK_ERROR(qn_deflate(plain, def, &out, &size), QN_ERROR_OK);
    bytes packed = {calloc(1, size > 0 ? size : 1), size};
    memcpy(packed.data, out, size);
    qn_memory_release(out);
    return packed;
}

static inline bytes packed_by_zlib(qn_bytes plain, qn_compress_format format, int level,
                                   qn_bytes dictionary)
{
    z_stream stream = {0};
    CHECK_INT(
        deflateInit2(&stream, level, Z_DEFLATED, packed_window_bits(format), 8, Z_DEFAULT_STRATEGY),
        Z_OK);
    if (dictionary.size_bytes > 0) {
        CHECK_INT(deflateSetDictionary(&stream, dictionary.data, (uInt)dictionary.size_bytes),
                  Z_OK);
    }
    static const uint8_t nothing = 0;
    size_t bound = deflateBound(&stream, (uLong)plain.size_bytes);
    bytes packed = {malloc(bound), 0};
    stream.next_in = (z_const Bytef *)(plain.size_bytes > 0 ? plain.data : &nothing);
    stream.avail_in = (uInt)plain.size_bytes;
    stream.next_out = packed.data;
    stream.avail_out = (uInt)bound;
    CHECK_INT(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.size = bound - stream.avail_out;
    deflateEnd(&stream);
    return packed;
}

// Checks that zlib finds this content, to the last byte.
static inline void packed_check_with_zlib(qn_bytes packed, qn_compress_format format,
                                          qn_bytes dictionary, qn_bytes expected)
{
    z_stream stream = {0};
    CHECK_INT(inflateInit2(&stream, packed_window_bits(format)), Z_OK);
    bytes out = {malloc(expected.size_bytes + 1), 0};
    stream.next_in = (z_const Bytef *)packed.data;
    stream.avail_in = (uInt)packed.size_bytes;
    stream.next_out = out.data;
    stream.avail_out = (uInt)expected.size_bytes + 1;
    if (format == QN_COMPRESS_RAW && dictionary.size_bytes > 0) {
        inflateSetDictionary(&stream, dictionary.data, (uInt)dictionary.size_bytes);
    }
    int result = inflate(&stream, Z_FINISH);
    if (result == Z_NEED_DICT) {
        CHECK_INT(inflateSetDictionary(&stream, dictionary.data, (uInt)dictionary.size_bytes),
                  Z_OK);
        result = inflate(&stream, Z_FINISH);
    }
    CHECK_INT(result, Z_STREAM_END);
    CHECK_INT(stream.avail_in, 0);
    CHECK_INT(expected.size_bytes + 1 - stream.avail_out, expected.size_bytes);
    CHECK_BYTES(out.data, expected.data, expected.size_bytes);
    inflateEnd(&stream);
    free(out.data);
}

// Unpacks whole; the content is compared if it must be there.
static inline qn_error packed_unpack(qn_bytes packed, const qn_inflate_def *def, qn_bytes expected)
{
    uint8_t *out;
    size_t size;
    qn_error error = qn_inflate(packed, def, &out, &size);
    CHECK((out != NULL) == (error == QN_ERROR_OK));
    CHECK_INT(size, error == QN_ERROR_OK ? expected.size_bytes : 0);
    if (error == QN_ERROR_OK && size == expected.size_bytes) {
        CHECK_BYTES(out, expected.data, size);
    }
    qn_memory_release(out);
    return error;
}

// Each sample in each format, packed by us.
typedef void packed_visit_fn(qn_compress_format format, bytes packed, qn_bytes plain);

static inline void packed_visit(packed_visit_fn *visit)
{
    for (int i = 0; i < 3 * PACKED_SAMPLES; ++i) {
        qn_compress_format format = (qn_compress_format)(i / PACKED_SAMPLES);
        int32_t level;
        bytes plain = packed_sample(i % PACKED_SAMPLES, &level);
        const qn_deflate_def how = packed_deflate_def(format, level);
        bytes packed = packed_by_us(view(plain), &how);
        visit(format, packed, view(plain));
        free(packed.data);
        free(plain.data);
    }
}

static inline void packed_flip(bytes packed, size_t bit)
{
    packed.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
}

static inline bytes packed_join(bytes a, qn_bytes b)
{
    bytes both = {calloc(1, a.size + b.size_bytes + 1), a.size + b.size_bytes};
    memcpy(both.data, a.data, a.size);
    if (b.size_bytes > 0) {
        memcpy(both.data + a.size, b.data, b.size_bytes);
    }
    return both;
}

#endif
