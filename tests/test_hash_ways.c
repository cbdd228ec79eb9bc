// Every way that blocks can take through the processor, on every build, against the papers.
#include "hashes.h"
#include "naive_hash.h"

#include "base/simd_u32.h"
#include "hash/blake3_kernel.h"
#include "hash/processor.h"
#include "hash/sha256_kernel.h"

#define MOST_BLOCKS 20
#define MOST_CHUNKS 37

typedef void blake3_fold_fn(uint32_t *, const uint8_t *, size_t, blake3_run);
typedef void sha256_fold_fn(uint32_t *, const uint8_t *, size_t);

// ---- BLAKE3 ---------------------------------------------------------------------------------

static void random_words(uint32_t *words, size_t count, uint32_t *seed)
{
    for (size_t i = 0; i < count; ++i) {
        words[i] = check_random(seed);
    }
}

static void naive_fold(uint32_t chain[8], const uint8_t *blocks, size_t count, blake3_run run)
{
    for (size_t i = 0; i < count; ++i, blocks += 64) {
        naive_node node = {.counter = run.counter, .size = run.size_bytes};
        memcpy(node.chain, chain, 32);
        naive_words(node.message, blocks);
        naive_words(node.message + 8, blocks + 32);
        uint32_t flags = run.flags | (i == 0 ? run.first_flags : 0);
        uint32_t out[16];
        naive_compress(&node, run.counter, flags | (i + 1 == count ? run.last_flags : 0), out);
        memcpy(chain, out, 32);
    }
}

static blake3_run random_run(uint32_t *seed)
{
    uint64_t counter = (uint64_t)check_random(seed) << 32;
    counter |= check_random(seed);
    return (blake3_run){counter, check_random(seed) % 65, check_random(seed), check_random(seed),
                        check_random(seed)};
}

static void check_blake3_fold(blake3_fold_fn *fold)
{
    uint32_t seed = 21;
    for (int round = 0; round < 100; ++round) {
        uint8_t *blocks = random_bytes(MOST_BLOCKS * 64, &seed);
        size_t count = check_random(&seed) % (MOST_BLOCKS + 1);
        blake3_run run = random_run(&seed);
        uint32_t actual[8], expected[8];
        random_words(actual, 8, &seed);
        memcpy(expected, actual, sizeof actual);
        fold(actual, blocks, count, run);
        naive_fold(expected, blocks, count, run);
        CHECK_BYTES(actual, expected, sizeof actual);
        free(blocks);
    }
}

TEST(blocks_of_blake3_fold_alike_in_words_and_in_rows)
{
    check_blake3_fold(qn_blake3_fold_words);
    check_blake3_fold(qn_blake3_fold_rows);
    check_blake3_fold(qn_blake3_fold);
}

static void check_four(blake3_lanes *lanes, size_t count, uint32_t *seed)
{
    uint8_t *data = random_bytes((size_t)4 * MOST_BLOCKS * 64, seed);
    const uint8_t *blocks[4];
    uint32_t expected[4][8];
    uint32_t flags = check_random(seed);
    for (size_t lane = 0; lane < 4; ++lane) {
        blocks[lane] = data + lane * MOST_BLOCKS * 64;
        blake3_run run = {lanes->counter_low[lane] | (uint64_t)lanes->counter_high[lane] << 32,
                          lanes->size_bytes[lane], lanes->flags[lane], 0, 0};
        for (int i = 0; i < 8; ++i) {
            expected[lane][i] = lanes->chain[i][lane];
        }
        naive_fold(expected[lane], blocks[lane], 1, run);
        run.flags = flags;
        naive_fold(expected[lane], blocks[lane] + 64, count - 1, run);
    }
    qn_blake3_fold_lanes(lanes, blocks, count, flags, NULL);
    for (size_t lane = 0; lane < 4; ++lane) {
        for (int i = 0; i < 8; ++i) {
            CHECK_INT(lanes->chain[i][lane], expected[lane][i]);
        }
    }
    free(data);
}

TEST(four_lanes_of_blake3_are_four_inputs)
{
    uint32_t seed = 22;
    for (int round = 0; round < 50; ++round) {
        blake3_lanes lanes;
        random_words((uint32_t *)&lanes, sizeof lanes / 4, &seed);
        check_four(&lanes, 1 + check_random(&seed) % MOST_BLOCKS, &seed);
    }
}

static void check_chunks(uint64_t first_index, size_t count)
{
    uint32_t seed = 23;
    uint32_t key[8];
    uint8_t actual[MOST_CHUNKS][32], expected[MOST_CHUNKS][32];
    uint8_t *data = random_bytes(MOST_CHUNKS * 1024, &seed);
    random_words(key, 8, &seed);
    qn_blake3_chunks(data, count, key, first_index, BLAKE3_KEYED, actual);
    for (size_t i = 0; i < count; ++i) {
        naive_node node = naive_chunk(data + i * 1024, 1024, key, first_index + i, NAIVE_KEYED);
        uint32_t out[16];
        naive_compress(&node, node.counter, node.flags, out);
        for (size_t byte = 0; byte < 32; ++byte) {
            expected[i][byte] = (uint8_t)(out[byte / 4] >> (8 * (byte % 4)));
        }
    }
    CHECK_BYTES(actual, expected, count * 32);
    free(data);
}

TEST(any_number_of_chunks_is_hashed_and_their_numbers_pass_32_bits)
{
    for (size_t count = 0; count <= MOST_CHUNKS; ++count) {
        check_chunks(0, count);
        check_chunks(UINT64_C(0xFFFFFFFE), count);
        check_chunks((UINT64_C(1) << 54) - 9, count);
    }
}

static void naive_parent(const uint32_t key[8], const uint8_t *children, uint8_t out[32])
{
    uint32_t chain[8];
    memcpy(chain, key, sizeof chain);
    naive_fold(chain, children, 1, (blake3_run){0, 64, BLAKE3_PARENT, 0, 0});
    for (size_t byte = 0; byte < 32; ++byte) {
        out[byte] = (uint8_t)(chain[byte / 4] >> (8 * (byte % 4)));
    }
}

TEST(any_number_of_parents_is_made_in_place)
{
    uint32_t seed = 24;
    uint32_t key[8];
    random_words(key, 8, &seed);
    for (size_t count = 0; count <= MOST_CHUNKS; ++count) {
        uint8_t *children = random_bytes(MOST_CHUNKS * 64, &seed);
        uint8_t expected[MOST_CHUNKS][32];
        for (size_t i = 0; i < count; ++i) {
            naive_parent(key, children + 64 * i, expected[i]);
        }
        qn_blake3_parents(children, count, key, BLAKE3_PARENT, (uint8_t(*)[32])children);
        CHECK_BYTES(children, expected, count * 32);
        free(children);
    }
}

// ---- SHA-256 --------------------------------------------------------------------------------

static void naive_sha256_fold(uint32_t chain[8], const uint8_t *blocks, size_t count)
{
    uint32_t start[8], constants[64];
    naive_sha256_tables(start, constants);
    for (size_t i = 0; i < count; ++i) {
        naive_sha256_block(chain, constants, blocks + 64 * i);
    }
}

static void check_sha256_fold(sha256_fold_fn *fold)
{
    uint32_t seed = 25;
    for (int round = 0; round < 100; ++round) {
        uint8_t *blocks = random_bytes(MOST_BLOCKS * 64, &seed);
        size_t count = check_random(&seed) % (MOST_BLOCKS + 1);
        uint32_t actual[8], expected[8];
        random_words(actual, 8, &seed);
        memcpy(expected, actual, sizeof actual);
        fold(actual, blocks, count);
        naive_sha256_fold(expected, blocks, count);
        CHECK_BYTES(actual, expected, sizeof actual);
        free(blocks);
    }
}

TEST(blocks_of_sha256_fold_alike_in_words_in_rows_and_by_the_processor)
{
    check_sha256_fold(qn_sha256_fold_words);
    check_sha256_fold(qn_sha256_fold_rows);
    check_sha256_fold(qn_sha256_fold);
#if SHA256_HAS_SHANI
    if (qn_processor_has_sha()) {
        check_sha256_fold(qn_sha256_fold_shani);
    }
#endif
}

static void take_lane(uint32_t chains[8][4], size_t lane, uint32_t out[8])
{
    for (int i = 0; i < 8; ++i) {
        out[i] = chains[i][lane];
    }
}

static void check_lanes(const uint8_t *data, size_t count, uint32_t *seed)
{
    const uint8_t *blocks[4];
    uint32_t chains[8][4], expected[4][8], actual[8];
    random_words(chains[0], 32, seed);
    for (size_t lane = 0; lane < 4; ++lane) {
        blocks[lane] = data + lane * MOST_BLOCKS * 64;
        take_lane(chains, lane, expected[lane]);
        naive_sha256_fold(expected[lane], blocks[lane], count);
    }
    qn_sha256_fold_lanes(chains, blocks, count);
    for (size_t lane = 0; lane < 4; ++lane) {
        take_lane(chains, lane, actual);
        CHECK_BYTES(actual, expected[lane], sizeof actual);
    }
}

TEST(four_lanes_of_sha256_are_four_messages)
{
    uint32_t seed = 26;
    for (int round = 0; round < 50; ++round) {
        uint8_t *data = random_bytes((size_t)4 * MOST_BLOCKS * 64, &seed);
        check_lanes(data, check_random(&seed) % (MOST_BLOCKS + 1), &seed);
        free(data);
    }
}

// ---- The verbs ------------------------------------------------------------------------------

static void check_verb(qn_u4 actual, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    uint32_t words[4];
    uint32_t expected[4] = {a, b, c, d};
    qn_u4_store(words, actual);
    CHECK_BYTES(words, expected, sizeof words);
}

TEST(four_words_at_once_do_what_they_are_called_for)
{
    const uint8_t bytes[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0x81};
    qn_u4 little = qn_u4_load_little(bytes);
    check_verb(little, 0x04030201, 0x08070605, 0x0C0B0A09, 0x810F0E0D);
    check_verb(qn_u4_load_big(bytes), 0x01020304, 0x05060708, 0x090A0B0C, 0x0D0E0F81);
    uint8_t stored[16];
    qn_u4_store_little(stored, little);
    CHECK_BYTES(stored, bytes, sizeof stored);
    check_verb(qn_u4_rotate_8(little), 0x01040302, 0x05080706, 0x090C0B0A, 0x0D810F0E);
    check_verb(qn_u4_rotate_16(little), 0x02010403, 0x06050807, 0x0A090C0B, 0x0E0D810F);
    check_verb(qn_u4_rotate_right(little, 4), 0x10403020, 0x50807060, 0x90C0B0A0, 0xD810F0E0);
    check_verb(qn_u4_shift_left(little, 28), 0x10000000, 0x50000000, 0x90000000, 0xD0000000);
    check_verb(qn_u4_shift_right(little, 28), 0, 0, 0, 8);
    qn_u4 ones = qn_u4_splat(UINT32_MAX);
    check_verb(qn_u4_add(little, ones), 0x04030200, 0x08070604, 0x0C0B0A08, 0x810F0E0C);
    check_verb(qn_u4_xor(little, ones), 0xFBFCFDFE, 0xF7F8F9FA, 0xF3F4F5F6, 0x7EF0F1F2);
    qn_u4 mask = qn_u4_make(0, UINT32_MAX, 0xFFFF0000, 1);
    check_verb(qn_u4_and(little, mask), 0, 0x08070605, 0x0C0B0000, 1);
    check_verb(qn_u4_or(little, mask), 0x04030201, UINT32_MAX, 0xFFFF0A09, 0x810F0E0D);
    check_verb(qn_u4_select(mask, little, ones), UINT32_MAX, 0x08070605, 0x0C0BFFFF, UINT32_MAX);
    check_verb(QN_U4_SHUFFLE(little, mask, 7, 0, 6, 3), 1, 0x04030201, 0xFFFF0000, 0x810F0E0D);
    CHECK(!qn_u4_any(qn_u4_splat(0)));
    CHECK(qn_u4_any(qn_u4_make(0, 0, 1, 0)) && qn_u4_any(qn_u4_make(0, 0, 0, 0x80000000)));
    check_verb(qn_u4_from_f4(qn_u4_as_f4(little)), 0x04030201, 0x08070605, 0x0C0B0A09, 0x810F0E0D);
    qn_u4 a = qn_u4_make(1, 2, 3, 4), b = qn_u4_make(5, 6, 7, 8);
    qn_u4 c = qn_u4_make(9, 10, 11, 12), d = qn_u4_make(13, 14, 15, 16);
    qn_u4_transpose(&a, &b, &c, &d);
    check_verb(a, 1, 5, 9, 13);
    check_verb(b, 2, 6, 10, 14);
    check_verb(c, 3, 7, 11, 15);
    check_verb(d, 4, 8, 12, 16);
}
