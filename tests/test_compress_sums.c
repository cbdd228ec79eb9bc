// CRC-32 and Adler-32 against zlib's.
#include "check.h"

#include <stdlib.h>

#include <zlib.h>

#include "quoin/compress.h"

enum { SIZE = 4000 };

static uint8_t *some_bytes(void)
{
    uint8_t *data = malloc(SIZE);
    uint32_t seed = 3;
    for (size_t i = 0; i < SIZE; ++i) {
        data[i] = (uint8_t)check_random(&seed);
    }
    return data;
}

TEST(both_sums_are_those_of_zlib_for_every_size_and_alignment)
{
    uint8_t *data = some_bytes();
    for (size_t size = 0; size < 1500; ++size) {
        size_t at = size % 9;
        CHECK_INT(qn_crc32(0, (qn_bytes){data + at, size}), crc32(0, data + at, (uInt)size));
        CHECK_INT(qn_adler32(1, (qn_bytes){data + at, size}), adler32(1, data + at, (uInt)size));
    }
    free(data);
}

TEST(both_sums_may_be_taken_in_pieces_of_any_size)
{
    uint8_t *data = some_bytes();
    for (size_t piece = 1; piece < 900; piece += 13) {
        uint32_t crc = 0, adler = 1;
        for (size_t at = 0; at < SIZE; at += piece) {
            qn_bytes next = {data + at, piece < SIZE - at ? piece : SIZE - at};
            crc = qn_crc32(crc, next);
            adler = qn_adler32(adler, next);
        }
        CHECK_INT(crc, crc32(0, data, SIZE));
        CHECK_INT(adler, adler32(1, data, SIZE));
    }
    free(data);
}

TEST(sums_of_the_largest_bytes_do_not_overflow)
{
    size_t size = 3 << 20;
    uint8_t *data = malloc(size);
    for (size_t i = 0; i < size; ++i) {
        data[i] = 255;
    }
    CHECK_INT(qn_adler32(65520u << 16 | 65520u, (qn_bytes){data, size}),
              adler32(65520u << 16 | 65520u, data, (uInt)size));
    CHECK_INT(qn_crc32(0xFFFFFFFFu, (qn_bytes){data, size}), crc32(0xFFFFFFFFu, data, (uInt)size));
    free(data);
}

TEST(nothing_leaves_a_sum_as_it_is)
{
    CHECK_INT(qn_crc32(77, (qn_bytes){NULL, 0}), 77);
    CHECK_INT(qn_crc32(77, (qn_bytes){NULL, 9}), 77);
    CHECK_INT(qn_adler32(77, (qn_bytes){NULL, 0}), 77);
    CHECK_INT(qn_adler32(77, (qn_bytes){(const uint8_t *)"", 0}), 77);
    // Halves of 65521 and more are no sums; they count as what remains of them.
    CHECK_INT(qn_adler32(0xFFFFFFFFu, (qn_bytes){NULL, 0}), 14u << 16 | 14u);
}
