// The checksum sees damage, and is the same in one piece and in parts.
#include "base/checksum.h"
#include "check.h"

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

TEST(a_checksum_in_parts_is_that_of_the_whole)
{
    uint8_t data[SIZE];
    uint64_t sum = fill(data, 7);
    uint32_t seed = 8;
    for (int round = 0; round < 200; ++round) {
        qn_checksum_run run = qn_checksum_start();
        for (size_t end = 0; end < SIZE; end += check_random(&seed) % 300) {
            qn_checksum_reach(&run, data, end);
            CHECK(run.position <= end);
        }
        CHECK_INT(qn_checksum_finish(&run, (qn_bytes){data, SIZE}), sum);
    }
}
