// The checksum sees damage, and is the same in one piece and in parts.
#include "base/checksum.h"
#include "check.h"

#include <string.h>

#define SIZE 1000

static uint64_t fill(uint8_t data[SIZE], uint32_t seed)
{
    for (int i = 0; i < SIZE; ++i) {
        data[i] = (uint8_t)check_random(&seed);
    }
    return qn_checksum((qn_bytes){data, SIZE});
}

TEST(every_flipped_bit_and_every_other_length_changes_the_checksum)
{
    uint8_t data[SIZE];
    uint64_t sum = fill(data, 3);
    for (size_t bit = 0; bit < 8 * SIZE; ++bit) {
        data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(qn_checksum((qn_bytes){data, SIZE}) != sum);
        data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    CHECK_INT(qn_checksum((qn_bytes){data, SIZE}), sum);
    uint8_t zeros[SIZE] = {0};
    for (size_t size = 0; size < SIZE; ++size) {
        qn_bytes shorter = {zeros, size}, longer = {zeros, size + 1};
        CHECK(qn_checksum(shorter) != qn_checksum(longer));
    }
}

TEST(two_flipped_bits_never_hide_each_other)
{
    uint8_t data[SIZE];
    uint64_t sum = fill(data, 5);
    uint32_t seed = 6;
    for (int i = 0; i < 20000; ++i) {
        uint32_t bits[2] = {check_random(&seed) % (8 * SIZE), check_random(&seed) % (8 * SIZE)};
        data[bits[0] / 8] ^= (uint8_t)(1u << bits[0] % 8);
        data[bits[1] / 8] ^= (uint8_t)(1u << bits[1] % 8);
        CHECK(bits[0] == bits[1] || qn_checksum((qn_bytes){data, SIZE}) != sum);
        data[bits[0] / 8] ^= (uint8_t)(1u << bits[0] % 8);
        data[bits[1] / 8] ^= (uint8_t)(1u << bits[1] % 8);
    }
}

// Copies in pieces of up to 300 bytes, some of none.
static uint64_t copy_in_pieces(uint8_t *stream, uint8_t *pieces, bool writes, uint32_t *seed)
{
    qn_checksum_run run = qn_checksum_start();
    while (run.copied_bytes < SIZE) {
        size_t left = SIZE - run.copied_bytes, wanted = check_random(seed) % 300;
        size_t count = wanted < left ? wanted : left;
        if (writes) {
            qn_checksum_write(&run, stream, pieces + run.copied_bytes, count);
        } else {
            qn_checksum_read(&run, stream, pieces + run.copied_bytes, count);
        }
    }
    return qn_checksum_finish(&run, stream);
}

TEST(what_is_copied_in_pieces_arrives_and_has_the_checksum_of_the_whole)
{
    uint8_t data[SIZE], stream[SIZE], pieces[SIZE];
    uint64_t sum = fill(data, 7);
    uint32_t seed = 8;
    for (int round = 0; round < 200; ++round) {
        memset(stream, 0, SIZE);
        memset(pieces, 0, SIZE);
        CHECK_INT(copy_in_pieces(stream, data, true, &seed), sum);
        CHECK_INT(copy_in_pieces(stream, pieces, false, &seed), sum);
        CHECK_BYTES(pieces, data, SIZE);
    }
}
