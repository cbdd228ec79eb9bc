// Published vectors, and streaming against one shot.
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash/blake3_kernel.h"
#include "quoin/hash.h"

#define VECTOR_BYTES 131

static size_t from_hex(const char *text, uint8_t *out, size_t capacity)
{
    size_t count = 0;
    unsigned value;
    while (count < capacity && sscanf(text + 2 * count, "%2x", &value) == 1) {
        out[count++] = (uint8_t)value;
    }
    return count;
}

static void check_hex(const uint8_t *actual, const char *hex)
{
    uint8_t expected[QN_HASH_BYTES];
    CHECK_INT(from_hex(hex, expected, sizeof expected), QN_HASH_BYTES);
    CHECK_BYTES(actual, expected, QN_HASH_BYTES);
}

static uint8_t *counting_bytes(size_t size)
{
    uint8_t *data = malloc(size + 1);
    for (size_t i = 0; i < size; ++i) {
        data[i] = (uint8_t)(i % 251);
    }
    return data;
}

static qn_bytes text_bytes(const char *text)
{
    return (qn_bytes){(const uint8_t *)text, strlen(text)};
}

TEST(sha256_gives_the_digests_of_fips_180)
{
    uint8_t digest[QN_HASH_BYTES];
    qn_sha256((qn_bytes){NULL, 0}, digest);
    check_hex(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    qn_sha256(text_bytes("abc"), digest);
    check_hex(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    qn_sha256(text_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), digest);
    check_hex(digest, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(sha256_of_a_million_letters_in_pieces_of_999)
{
    uint8_t letters[999];
    uint8_t digest[QN_HASH_BYTES];
    memset(letters, 'a', sizeof letters);
    qn_sha256_state state;
    qn_sha256_init(&state);
    for (size_t left = 1000000; left > 0;) {
        size_t take = left < sizeof letters ? left : sizeof letters;
        CHECK_ERROR(qn_sha256_update(&state, (qn_bytes){letters, take}), QN_ERROR_OK);
        left -= take;
    }
    qn_sha256_final(&state, digest);
    check_hex(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// One "In = hex", "Out = hex" pair of the file.
static void check_sha256_case(const char *in, const char *out)
{
    size_t size = strcspn(in, "\r\n") / 2;
    uint8_t *message = malloc(size + 1);
    CHECK_INT(from_hex(in, message, size), size);
    uint8_t digest[QN_HASH_BYTES];
    qn_sha256((qn_bytes){message, size}, digest);
    check_hex(digest, out);
    free(message);
}

TEST(sha256_gives_every_digest_of_the_vector_file)
{
    size_t size;
    char *text = (char *)check_corpus("sha256/sha2_32.vec", &size);
    if (text == NULL) {
        return;
    }
    int count = 0;
    for (char *at = strstr(text, "[SHA-256]"); at != NULL && (at = strstr(at, "\nIn =")); ++count) {
        char *in = at + 5 + strspn(at + 5, " ");
        char *out = strstr(in, "Out = ");
        check_sha256_case(in, out + 6);
        at = out;
    }
    CHECK(count > 129);
    free(text);
}

TEST(sha256_counts_past_32_bits_and_refuses_to_pass_its_limit)
{
    // In long runs also: 2^32 + 1 zeros.
    uint8_t digest[QN_HASH_BYTES];
    uint8_t byte = 0;
    qn_sha256_state state;
    qn_sha256_init(&state);
    state.size_bytes = (UINT64_C(1) << 61) - 2;
    CHECK_ERROR(qn_sha256_update(&state, (qn_bytes){&byte, 1}), QN_ERROR_OK);
    CHECK_ERROR(qn_sha256_update(&state, (qn_bytes){&byte, 1}), QN_ERROR_TOO_LARGE);
    if (!check_is_long()) {
        return;
    }
    uint8_t *zeros = calloc(1, 1 << 20);
    qn_sha256_init(&state);
    for (int i = 0; i < 4096; ++i) {
        qn_sha256_update(&state, (qn_bytes){zeros, 1 << 20});
    }
    qn_sha256_update(&state, (qn_bytes){zeros, 1});
    qn_sha256_final(&state, digest);
    check_hex(digest, "fbb82f7b353676bb562eb82157fcf0ea42c36492ca13ee56dbf82c08b6802c5c");
    free(zeros);
}

TEST(null_data_of_some_size_is_refused_by_both_hashes)
{
    uint8_t digest[QN_HASH_BYTES];
    uint8_t zeros[QN_HASH_BYTES] = {0};
    qn_bytes bad = {NULL, 5};
    qn_sha256(bad, digest);
    CHECK_BYTES(digest, zeros, sizeof zeros);
    qn_blake3(bad, digest);
    CHECK_BYTES(digest, zeros, sizeof zeros);
    qn_sha256(bad, NULL);
    qn_blake3(bad, NULL);
    qn_sha256_state sha;
    qn_blake3_state blake;
    qn_sha256_init(&sha);
    qn_blake3_init(&blake);
    CHECK_ERROR(qn_sha256_update(&sha, bad), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_blake3_update(&blake, bad), QN_ERROR_NULL_POINTER);
}

TEST(blake3_gives_official_digests_of_lengths_0_1_and_1025)
{
    uint8_t digest[QN_HASH_BYTES];
    uint8_t *data = counting_bytes(1025);
    qn_blake3((qn_bytes){NULL, 0}, digest);
    check_hex(digest, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
    qn_blake3((qn_bytes){data, 1}, digest);
    check_hex(digest, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213");
    qn_blake3((qn_bytes){data, 1025}, digest);
    check_hex(digest, "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444");
    free(data);
}

// The hex text of "name": "..." after `from`.
static const char *json_text(const char *from, const char *name)
{
    char key[32];
    snprintf(key, sizeof key, "\"%s\": \"", name);
    const char *at = strstr(from, key);
    return at != NULL ? at + strlen(key) : "";
}

static void start(qn_blake3_state *state, const char *mode)
{
    if (strcmp(mode, "keyed_hash") == 0) {
        qn_blake3_init_keyed(state, (const uint8_t *)"whats the Elvish word for friend");
    } else if (strcmp(mode, "derive_key") == 0) {
        qn_blake3_init_derive(state, "BLAKE3 2019-12-27 16:29:52 test vectors context");
    } else {
        qn_blake3_init(state);
    }
}

static void check_blake3_mode(qn_bytes input, const char *json, const char *mode, uint32_t *seed)
{
    uint8_t expected[VECTOR_BYTES];
    uint8_t actual[VECTOR_BYTES];
    CHECK_INT(from_hex(json_text(json, mode), expected, VECTOR_BYTES), VECTOR_BYTES);
    qn_blake3_state state;
    start(&state, mode);
    CHECK_ERROR(qn_blake3_update(&state, input), QN_ERROR_OK);
    qn_blake3_final_extended(&state, 0, actual, VECTOR_BYTES);
    CHECK_BYTES(actual, expected, VECTOR_BYTES);

    start(&state, mode);
    for (size_t done = 0; done < input.size_bytes;) {
        size_t take = check_random(seed) % 3000;
        take = take < input.size_bytes - done ? take : input.size_bytes - done;
        CHECK_ERROR(qn_blake3_update(&state, (qn_bytes){input.data + done, take}), QN_ERROR_OK);
        done += take;
    }
    size_t skip = check_random(seed) % VECTOR_BYTES;
    qn_blake3_final_extended(&state, skip, actual, VECTOR_BYTES - skip);
    CHECK_BYTES(actual, expected + skip, VECTOR_BYTES - skip);
}

TEST(blake3_gives_every_official_vector_in_three_modes_at_once_and_in_pieces)
{
    size_t size;
    char *json = (char *)check_corpus("blake3/test_vectors.json", &size);
    if (json == NULL) {
        return;
    }
    static const char *const modes[] = {"hash", "keyed_hash", "derive_key"};
    uint32_t seed = 7;
    int count = 0;
    for (char *at = json; (at = strstr(at, "\"input_len\": ")) != NULL; ++count) {
        at += strlen("\"input_len\": ");
        size_t length = strtoul(at, NULL, 10);
        uint8_t *data = counting_bytes(length);
        for (int mode = 0; mode < 3; ++mode) {
            check_blake3_mode((qn_bytes){data, length}, at, modes[mode], &seed);
        }
        free(data);
    }
    CHECK_INT(count, 35);
    free(json);
}

static void check_split(qn_bytes all, size_t split)
{
    uint8_t one_shot[QN_HASH_BYTES];
    uint8_t streamed[QN_HASH_BYTES];
    qn_bytes head = {all.data, split};
    qn_bytes tail = {all.data + split, all.size_bytes - split};
    qn_sha256_state sha;
    qn_sha256_init(&sha);
    qn_sha256_update(&sha, head);
    qn_sha256_update(&sha, tail);
    qn_sha256_final(&sha, streamed);
    qn_sha256(all, one_shot);
    CHECK_BYTES(streamed, one_shot, QN_HASH_BYTES);
    qn_blake3_state blake;
    qn_blake3_init(&blake);
    qn_blake3_update(&blake, head);
    qn_blake3_update(&blake, tail);
    qn_blake3_final(&blake, streamed);
    qn_blake3(all, one_shot);
    CHECK_BYTES(streamed, one_shot, QN_HASH_BYTES);
}

TEST(two_pieces_give_the_digest_of_one_for_every_length_up_to_1100)
{
    uint8_t *data = counting_bytes(1100);
    uint32_t seed = 3;
    for (size_t size = 0; size <= 1100; ++size) {
        check_split((qn_bytes){data, size}, check_random(&seed) % (size + 1));
    }
    free(data);
}

TEST(random_pieces_give_the_digest_of_one)
{
    uint8_t *data = counting_bytes(70000);
    uint32_t seed = 11;
    int rounds = check_is_long() ? 20000 : 200;
    for (int i = 0; i < rounds; ++i) {
        size_t size = check_random(&seed) % 70000;
        check_split((qn_bytes){data, size}, check_random(&seed) % (size + 1));
    }
    free(data);
}

TEST(final_leaves_the_state_as_it_was)
{
    uint8_t *data = counting_bytes(5000);
    uint8_t first[QN_HASH_BYTES];
    uint8_t again[QN_HASH_BYTES];
    qn_blake3_state state;
    qn_blake3_init(&state);
    qn_blake3_update(&state, (qn_bytes){data, 3000});
    qn_blake3_state fork = state;
    qn_blake3_final(&state, first);
    qn_blake3_final(&state, again);
    CHECK_BYTES(again, first, QN_HASH_BYTES);
    qn_blake3_update(&fork, (qn_bytes){data + 3000, 2000});
    qn_blake3_final(&fork, first);
    qn_blake3((qn_bytes){data, 5000}, again);
    CHECK_BYTES(again, first, QN_HASH_BYTES);
    free(data);
}

TEST(chunk_numbers_above_32_bits_reach_the_compression)
{
    uint8_t *data = counting_bytes(2 * BLAKE3_CHUNK_BYTES);
    uint32_t across[2][8];
    uint32_t low[1][8];
    uint32_t high[1][8];
    uint64_t edge = UINT64_C(0xFFFFFFFF);
    qn_blake3_hash_chunks(data, 2, qn_blake3_start, edge, 0, across);
    qn_blake3_hash_chunks(data + BLAKE3_CHUNK_BYTES, 1, qn_blake3_start, 0, 0, low);
    qn_blake3_hash_chunks(data + BLAKE3_CHUNK_BYTES, 1, qn_blake3_start, edge + 1, 0, high);
    CHECK_BYTES(across[1], high[0], 32);
    CHECK(memcmp(low[0], high[0], 32) != 0);
    free(data);
}
