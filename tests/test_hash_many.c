// Batches against one message after the other.
#include "hashes.h"

#include "faults.h"
#include "hash/batch.h"

#define MOST_MESSAGES 60

typedef qn_error many_fn(qn_bytes bytes, const qn_hash_part *parts, size_t count, uint8_t *out);
typedef void one_fn(qn_bytes bytes, uint8_t *out);

// The ways that a build may not take by itself.
static qn_error sha256_in_lanes(qn_bytes bytes, const qn_hash_part *parts, size_t count,
                                uint8_t *out)
{
    hash_batch batch;
    qn_error error = qn_batch_start(&batch, bytes, parts, count, out);
    qn_sha256_batch_lanes(&batch);
    CHECK_INT(batch.next, batch.count);
    return error;
}

static qn_error blake3_in_lanes(qn_bytes bytes, const qn_hash_part *parts, size_t count,
                                uint8_t *out)
{
    hash_batch batch;
    qn_error error = qn_batch_start(&batch, bytes, parts, count, out);
    qn_blake3_batch_lanes(&batch);
    CHECK_INT(batch.next, batch.count);
    return error;
}

static const struct {
    many_fn *many;
    one_fn *one;
} ways[] = {{qn_sha256_many, qn_sha256},
            {qn_blake3_many, qn_blake3},
            {sha256_in_lanes, qn_sha256},
            {blake3_in_lanes, qn_blake3}};

#define WAY_COUNT (sizeof ways / sizeof ways[0])

static void check_batch(qn_bytes bytes, const qn_hash_part *parts, size_t count)
{
    for (size_t way = 0; way < WAY_COUNT; ++way) {
        uint8_t digests[(MOST_MESSAGES + 1) * QN_HASH_BYTES];
        memset(digests, 0xAA, sizeof digests);
        CHECK_ERROR(ways[way].many(bytes, parts, count, digests), QN_ERROR_OK);
        for (size_t i = 0; i < count; ++i) {
            uint8_t expected[QN_HASH_BYTES];
            ways[way].one((qn_bytes){bytes.data + parts[i].offset_bytes, parts[i].size_bytes},
                          expected);
            CHECK_BYTES(digests + i * QN_HASH_BYTES, expected, QN_HASH_BYTES);
        }
        CHECK_INT(digests[count * QN_HASH_BYTES], 0xAA);
    }
}

TEST(a_batch_gives_the_digests_of_its_messages_whatever_their_sizes)
{
    uint32_t seed = 31;
    uint8_t *data = random_bytes(100000, &seed);
    int rounds = check_is_long() ? 3000 : 150;
    for (int round = 0; round < rounds; ++round) {
        qn_hash_part parts[MOST_MESSAGES];
        size_t count = check_random(&seed) % (MOST_MESSAGES + 1);
        size_t most = (size_t)1 << check_random(&seed) % 13;
        for (size_t i = 0; i < count; ++i) {
            parts[i].size_bytes = (uint32_t)(check_random(&seed) % (most + 1));
            parts[i].offset_bytes = check_random(&seed) % (100000 - parts[i].size_bytes + 1);
        }
        check_batch((qn_bytes){data, 100000}, parts, count);
    }
    free(data);
}

TEST(every_size_up_to_1100_meets_every_other_in_a_batch)
{
    uint32_t seed = 32;
    uint8_t *data = random_bytes(1100, &seed);
    qn_hash_part parts[8];
    for (uint32_t size = 0; size <= 1100; ++size) {
        for (uint32_t i = 0; i < 8; ++i) {
            uint32_t other = i % 2 == 0 ? size : (size * 7 + i * 131) % 1101;
            parts[i] = (qn_hash_part){1100 - other, other};
        }
        check_batch((qn_bytes){data, 1100}, parts, 1 + size % 8);
    }
    free(data);
}

TEST(a_batch_of_one_long_and_many_short_messages_is_right)
{
    uint32_t seed = 33;
    uint8_t *data = random_bytes(300000, &seed);
    for (size_t place = 0; place < 20; ++place) {
        qn_hash_part parts[20];
        for (uint32_t i = 0; i < 20; ++i) {
            parts[i] = i == place ? (qn_hash_part){0, 300000} : (qn_hash_part){i * 100, i * 3};
        }
        check_batch((qn_bytes){data, 300000}, parts, 20);
    }
    free(data);
}

TEST(a_batch_of_nothing_and_messages_of_nothing_are_fine)
{
    uint8_t digests[2 * QN_HASH_BYTES];
    uint8_t expected[QN_HASH_BYTES];
    const qn_hash_part empty[2] = {{0, 0}, {0, 0}};
    for (size_t way = 0; way < WAY_COUNT; ++way) {
        CHECK_ERROR(ways[way].many((qn_bytes){NULL, 0}, NULL, 0, NULL), QN_ERROR_OK);
        CHECK_ERROR(ways[way].many((qn_bytes){NULL, 0}, empty, 2, digests), QN_ERROR_OK);
        ways[way].one((qn_bytes){NULL, 0}, expected);
        CHECK_BYTES(digests, expected, QN_HASH_BYTES);
        CHECK_BYTES(digests + QN_HASH_BYTES, expected, QN_HASH_BYTES);
    }
}

TEST(parts_that_end_behind_the_bytes_are_refused_before_anything_is_hashed)
{
    uint8_t data[100] = {0};
    uint8_t digests[2 * QN_HASH_BYTES], zeros[2 * QN_HASH_BYTES] = {0};
    const qn_hash_part bad[] = {{0, 101},          {100, 1},         {101, 0},
                                {UINT32_MAX, 101}, {50, UINT32_MAX}, {UINT32_MAX, UINT32_MAX}};
    for (size_t way = 0; way < WAY_COUNT; ++way) {
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
            const qn_hash_part parts[2] = {{0, 100}, bad[i]};
            memset(digests, 1, sizeof digests);
            CHECK_ERROR(ways[way].many((qn_bytes){data, 100}, parts, 2, digests),
                        QN_ERROR_OUT_OF_RANGE);
            CHECK_BYTES(digests, zeros, sizeof zeros);
        }
        const qn_hash_part end[1] = {{100, 0}};
        CHECK_ERROR(ways[way].many((qn_bytes){data, 100}, end, 1, digests), QN_ERROR_OK);
    }
}

TEST(batches_refuse_what_is_missing_and_counts_that_no_memory_holds)
{
    uint8_t data[8] = {0};
    uint8_t digests[QN_HASH_BYTES], zeros[QN_HASH_BYTES] = {0};
    const qn_hash_part parts[1] = {{0, 8}};
    qn_bytes bytes = {data, 8};
    for (size_t way = 0; way < WAY_COUNT; ++way) {
        many_fn *many = ways[way].many;
        CHECK_ERROR(many(bytes, parts, 1, NULL), QN_ERROR_NULL_POINTER);
        memset(digests, 1, sizeof digests);
        CHECK_ERROR(many(bytes, NULL, 1, digests), QN_ERROR_NULL_POINTER);
        CHECK_BYTES(digests, zeros, sizeof zeros);
        memset(digests, 1, sizeof digests);
        CHECK_ERROR(many((qn_bytes){NULL, 8}, parts, 1, digests), QN_ERROR_NULL_POINTER);
        CHECK_BYTES(digests, zeros, sizeof zeros);
        CHECK_ERROR(many(bytes, parts, SIZE_MAX / 16, digests), QN_ERROR_TOO_LARGE);
    }
}

TEST(hashing_never_allocates)
{
    uint32_t seed = 34;
    uint8_t *data = random_bytes(200000, &seed);
    uint8_t digests[2 * QN_HASH_BYTES];
    uint8_t saved[QN_BLAKE3_SAVED_BYTES];
    const qn_hash_part parts[2] = {{0, 5000}, {7, 100}};
    qn_blake3_state state;
    faults_begin(0, true);
    qn_sha256((qn_bytes){data, 200000}, digests);
    qn_blake3((qn_bytes){data, 200000}, digests);
    CHECK_ERROR(qn_sha256_many((qn_bytes){data, 200000}, parts, 2, digests), QN_ERROR_OK);
    CHECK_ERROR(qn_blake3_many((qn_bytes){data, 200000}, parts, 2, digests), QN_ERROR_OK);
    qn_blake3_init(&state);
    CHECK_ERROR(qn_blake3_update(&state, (qn_bytes){data, 200000}), QN_ERROR_OK);
    qn_blake3_save(&state, saved);
    CHECK_ERROR(qn_blake3_load(&state, (qn_bytes){saved, sizeof saved}), QN_ERROR_OK);
    CHECK_INT(faults_end(), 0);
    free(data);
}
