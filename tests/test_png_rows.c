// PNG, made at random: every kind of samples under every filter, and every way to cut, store and
// code the data, against the plain reference and against zlib.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "png_maker.h"
#include "png_reference.h"
#include "quoin/image.h"
#include "quoin/memory.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

typedef struct file_shape {
    uint32_t width, height;
    uint8_t depth, color, interlace;
} file_shape;

// Depth and colour of all kinds.
static const uint8_t kinds[][2] = {{1, 0}, {2, 0}, {4, 0}, {8, 0}, {16, 0}, {8, 2}, {16, 2}, {1, 3},
                                   {2, 3}, {4, 3}, {8, 3}, {8, 4}, {16, 4}, {8, 6}, {16, 6}};

static size_t row_size(const file_shape *shape, uint32_t width)
{
    reference_png png = {.depth = shape->depth, .color = shape->color};
    return ((size_t)width * shape->depth * reference_channels(&png) + 7) / 8;
}

// A random filter and random bytes, of which some repeat what was before; with the new size.
static size_t add_row(uint8_t *rows, size_t size, size_t row_bytes, uint32_t *seed)
{
    rows[size++] = (uint8_t)(check_random(seed) % 5);
    for (size_t end = size + row_bytes; size < end; ++size) {
        bool repeats = size > 40 && check_random(seed) % 3 == 0;
        rows[size] = repeats ? rows[size - 40] : (uint8_t)check_random(seed);
    }
    return size;
}

static uint8_t *random_rows(const file_shape *shape, uint32_t *seed, size_t *size)
{
    static const uint32_t starts[7][2] = {{0, 0}, {4, 0}, {0, 4}, {2, 0}, {0, 2}, {1, 0}, {0, 1}};
    static const uint32_t steps[7][2] = {{8, 8}, {8, 8}, {4, 8}, {4, 4}, {2, 4}, {2, 2}, {1, 2}};
    uint8_t *rows = malloc(9 * (size_t)shape->width * shape->height + 16 * shape->height + 64);
    *size = 0;
    for (int pass = 0; pass < (shape->interlace ? 7 : 1); ++pass) {
        uint32_t x = shape->interlace ? starts[pass][0] : 0,
                 dx = shape->interlace ? steps[pass][0] : 1;
        uint32_t y = shape->interlace ? starts[pass][1] : 0,
                 dy = shape->interlace ? steps[pass][1] : 1;
        uint32_t width = shape->width > x ? (shape->width - x + dx - 1) / dx : 0;
        for (; width > 0 && y < shape->height; y += dy) {
            *size = add_row(rows, *size, row_size(shape, width), seed);
        }
    }
    return rows;
}

static void add_colors(png_maker *maker, const file_shape *shape, uint32_t *seed)
{
    uint8_t bytes[768];
    for (size_t i = 0; i < sizeof bytes; ++i) {
        bytes[i] = (uint8_t)check_random(seed);
    }
    size_t count = (size_t)1 << (shape->depth < 8 ? shape->depth : 8);
    if (shape->color == 3) {
        maker_chunk(maker, "PLTE", bytes, 3 * count);
    }
    if (check_random(seed) % 2 == 0) {
        return;
    }
    if (shape->color == 0) {
        maker_u32(bytes, check_random(seed) & ((1u << shape->depth) - 1));
        maker_chunk(maker, "tRNS", bytes + 2, 2);
    } else if (shape->color == 2) {
        // So that one of a few thousand pixels is met with 8 bits.
        uint8_t key[6] = {0, bytes[0], 0, bytes[1], 0, bytes[2]};
        maker_chunk(maker, "tRNS", key, 6);
    } else if (shape->color == 3) {
        maker_chunk(maker, "tRNS", bytes + 5, 1 + check_random(seed) % count);
    }
}

static void check_made(const png_maker *maker)
{
    qn_bitmap bitmap;
    uint32_t width, height;
    qn_error error = qn_image_decode_png(maker_view(maker), NULL, &bitmap);
    CHECK_ERROR(error, QN_ERROR_OK);
    uint8_t *expected = reference_decode(maker->data, maker->size, &width, &height);
    CHECK_INT(bitmap.width_px, width);
    CHECK_INT(bitmap.height_px, height);
    if (error == QN_ERROR_OK) {
        CHECK_BYTES(bitmap.rgba, expected, (size_t)4 * width * height);
    }
    free(expected);
    qn_memory_release(bitmap.rgba);
}

// Packed by zlib in this way, in data chunks of at most so many bytes.
static void add_data(png_maker *maker, const uint8_t *rows, size_t size, int level, int strategy,
                     size_t chunk_size)
{
    z_stream stream = {0};
    deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS, 8, strategy);
    size_t room = deflateBound(&stream, (uLong)size) + 64;
    uint8_t *packed = malloc(room);
    stream.next_in = (z_const Bytef *)rows;
    stream.avail_in = (uInt)size;
    stream.next_out = packed;
    stream.avail_out = (uInt)room;
    CHECK_INT(deflate(&stream, Z_FINISH), Z_STREAM_END);
    for (size_t at = 0; at < stream.total_out; at += chunk_size) {
        size_t left = stream.total_out - at;
        maker_chunk(maker, "IDAT", packed + at, left < chunk_size ? left : chunk_size);
    }
    deflateEnd(&stream);
    free(packed);
}

typedef struct file_packing {
    int level, strategy;
    size_t chunk_size;
} file_packing;

static void check_shape(file_shape shape, file_packing packing, uint32_t *seed)
{
    size_t size;
    uint8_t *rows = random_rows(&shape, seed, &size);
    png_maker maker = maker_begin();
    maker_header(&maker, shape.width, shape.height, shape.depth, shape.color, shape.interlace);
    add_colors(&maker, &shape, seed);
    add_data(&maker, rows, size, packing.level, packing.strategy, packing.chunk_size);
    maker_end(&maker);
    check_made(&maker);
    maker_free(&maker);
    free(rows);
}

TEST(every_kind_of_every_small_size_has_the_pixels_of_the_reference)
{
    uint32_t seed = 7;
    const file_packing plain = {6, Z_DEFAULT_STRATEGY, SIZE_MAX};
    for (int kind = 0; kind < LENGTH(kinds); ++kind) {
        for (uint32_t i = 0; i < 40 * 8 * 2; ++i) {
            file_shape shape = {1 + i / 2 % 40, 1 + i / 80, kinds[kind][0], kinds[kind][1], i % 2};
            check_shape(shape, plain, &seed);
        }
    }
}

SLOW_TEST(pictures_that_pass_the_window_have_the_pixels_of_the_reference)
{
    static const int strategies[] = {Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE,
                                     Z_FIXED};
    uint32_t seed = 8;
    for (int kind = 0; kind < LENGTH(kinds); ++kind) {
        file_packing packing = {kind % 4 == 3 ? 0 : 1 + kind % 9, strategies[kind % 5],
                                kind % 3 == 0 ? 8192 : 100000};
        file_shape shape = {701, 433, kinds[kind][0], kinds[kind][1], (uint8_t)(kind % 2)};
        check_shape(shape, packing, &seed);
        shape.interlace = !shape.interlace;
        check_shape(shape, packing, &seed);
    }
}

TEST(data_may_be_cut_into_chunks_of_any_size)
{
    for (size_t chunk_size = 1; chunk_size < 400; ++chunk_size) {
        uint32_t seed = 9;
        file_shape shape = {33, 10, 8, 2, 0};
        check_shape(shape, (file_packing){6, Z_DEFAULT_STRATEGY, chunk_size}, &seed);
        check_shape(shape, (file_packing){6, Z_FIXED, chunk_size}, &seed);
        check_shape(shape, (file_packing){0, Z_DEFAULT_STRATEGY, chunk_size}, &seed);
    }
}

TEST(one_row_of_the_widest_picture_is_read)
{
    uint32_t seed = 10;
    check_shape((file_shape){8192, 1, 16, 6, 0}, (file_packing){1, Z_DEFAULT_STRATEGY, 8192},
                &seed);
    check_shape((file_shape){1, 8192, 16, 6, 1}, (file_packing){1, Z_DEFAULT_STRATEGY, 8192},
                &seed);
    check_shape((file_shape){8191, 3, 1, 0, 1}, (file_packing){1, Z_DEFAULT_STRATEGY, 8192}, &seed);
}

// ---- Damaged data ---------------------------------------------------------------------------

// What zlib says of a raw stream that should hold so many bytes, in the engine's words.
static qn_error inflate_error(z_stream *stream, uint8_t *out, size_t size)
{
    stream->next_out = out;
    stream->avail_out = (uInt)size;
    int result = inflate(stream, Z_FINISH);
    if (result == Z_STREAM_END) {
        return stream->avail_out > 0 ? QN_ERROR_TRUNCATED : QN_ERROR_OK;
    }
    if (result == Z_BUF_ERROR && stream->avail_out == 0) {
        // The end may still come, but not another byte.
        uint8_t spill;
        stream->next_out = &spill;
        stream->avail_out = 1;
        result = inflate(stream, Z_FINISH);
        if (stream->avail_out == 0) {
            return QN_ERROR_TOO_LARGE;
        }
    }
    if (result == Z_STREAM_END) {
        return QN_ERROR_OK;
    }
    return result == Z_BUF_ERROR || result == Z_OK ? QN_ERROR_TRUNCATED : QN_ERROR_BAD_DATA;
}

static qn_error data_error(const uint8_t *packed, size_t size, size_t plain_size)
{
    uint8_t *out = malloc(plain_size + 1);
    bool is_good = size >= 2 && (packed[0] & 15) == 8 && packed[0] >> 4 <= 7 &&
                   (packed[0] << 8 | packed[1]) % 31 == 0 && (packed[1] & 32) == 0;
    qn_error error = size < 2 ? QN_ERROR_TRUNCATED : is_good ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
    z_stream stream = {.next_in = (z_const Bytef *)packed + 2, .avail_in = (uInt)(size - 2)};
    if (error == QN_ERROR_OK) {
        inflateInit2(&stream, -MAX_WBITS);
        error = inflate_error(&stream, out, plain_size);
        inflateEnd(&stream);
    }
    if (error == QN_ERROR_OK) {
        uint8_t sum[4];
        maker_u32(sum, (uint32_t)adler32(1, out, (uInt)plain_size));
        bool is_right = stream.avail_in >= 4 && memcmp(stream.next_in, sum, 4) == 0;
        error = stream.avail_in < 4   ? QN_ERROR_TRUNCATED
                : !is_right           ? QN_ERROR_BAD_CHECKSUM
                : stream.avail_in > 4 ? QN_ERROR_TRAILING_BYTES
                                      : QN_ERROR_OK;
    }
    free(out);
    return error;
}

static void damage(uint8_t *packed, size_t *size, uint32_t *seed)
{
    size_t at = check_random(seed) % *size;
    switch (check_random(seed) % 8) {
    case 0:
        *size = at + 1;
        break;
    case 1:
        packed[at] = (uint8_t)check_random(seed);
        break;
    case 2: // the header of the first block
        packed[2 + check_random(seed) % 12] = (uint8_t)check_random(seed);
        break;
    case 3:
        memset(packed + at, 0, *size - at);
        break;
    case 4:
        memset(packed + at, 255, *size - at);
        break;
    default:
        packed[at] ^= (uint8_t)(1u << check_random(seed) % 8);
    }
}

// Grey, filter 0, so that no byte is wrong for a row.
static qn_error check_damage(const uint8_t *rows, size_t size, int strategy, uint32_t *seed)
{
    uint8_t packed[4096];
    z_stream stream = {0};
    deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS, 8, strategy);
    stream.next_in = (z_const Bytef *)rows;
    stream.avail_in = (uInt)size;
    stream.next_out = packed;
    stream.avail_out = sizeof packed;
    deflate(&stream, Z_FINISH);
    size_t packed_size = stream.total_out;
    deflateEnd(&stream);
    damage(packed, &packed_size, seed);
    png_maker maker = maker_begin();
    maker_header(&maker, 39, (uint32_t)(size / 40), 8, 0, 0);
    size_t first = check_random(seed) % (packed_size + 1);
    maker_chunk(&maker, "IDAT", packed, first);
    maker_chunk(&maker, "IDAT", packed + first, packed_size - first);
    maker_end(&maker);
    qn_error expected = data_error(packed, packed_size, size);
    qn_bitmap bitmap;
    qn_error error = qn_image_decode_png(maker_view(&maker), NULL, &bitmap);
    // A damaged filter is told only when nothing else is wrong, and then the sum is as well.
    CHECK_ERROR(error, expected);
    qn_memory_release(bitmap.rgba);
    maker_free(&maker);
    return error;
}

TEST(damaged_data_have_the_error_that_zlib_finds)
{
    static const int strategies[] = {Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE};
    uint32_t seed = 11;
    int rounds = check_is_long() ? 200000 : 10000;
    uint8_t rows[40 * 50];
    int seen[QN_ERROR_COUNT] = {0};
    for (int round = 0; round < rounds; ++round) {
        uint32_t mask = 0xFFu >> round % 8;
        for (size_t i = 0; i < sizeof rows; ++i) {
            bool repeats = i > 100 && check_random(&seed) % 4 != 0;
            rows[i] = repeats ? rows[i - 100] : (uint8_t)(check_random(&seed) & mask);
        }
        for (size_t i = 0; i < sizeof rows; i += 40) {
            rows[i] = 0;
        }
        seen[check_damage(rows, sizeof rows, strategies[round / 8 % 4], &seed)] += 1;
    }
    CHECK(seen[QN_ERROR_TRUNCATED] > 100 && seen[QN_ERROR_TOO_LARGE] > 100);
    CHECK(seen[QN_ERROR_BAD_DATA] > 100 && seen[QN_ERROR_BAD_CHECKSUM] > 100);
    CHECK(seen[QN_ERROR_OK] > 0);
}
