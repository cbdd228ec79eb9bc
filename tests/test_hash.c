// Published vectors, and streaming against one shot.
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hashes.h"
#include "naive_hash.h"

#define VECTOR_BYTES 131
#define VECTOR_KEY "whats the Elvish word for friend"
#define VECTOR_CONTEXT "BLAKE3 2019-12-27 16:29:52 test vectors context"

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

TEST(sha256_writes_sizes_above_32_bits_and_refuses_to_pass_its_limit)
{
    uint8_t byte = 0;
    qn_sha256_state state;
    qn_sha256_init(&state);
    state.size_bytes = (UINT64_C(1) << 61) - 64;
    uint8_t digest[QN_HASH_BYTES], expected[QN_HASH_BYTES];
    qn_sha256_final(&state, digest);
    // The end of a message of 2^61 - 64 bytes, folded into the state as if it were the first block.
    uint8_t end[64] = {0x80, [56] = 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0x00};
    naive_sha256_only(end, expected);
    CHECK_BYTES(digest, expected, QN_HASH_BYTES);

    state.size_bytes = (UINT64_C(1) << 61) - 2;
    CHECK_ERROR(qn_sha256_update(&state, (qn_bytes){&byte, 1}), QN_ERROR_OK);
    qn_sha256_state full = state;
    CHECK_ERROR(qn_sha256_update(&state, (qn_bytes){&byte, 1}), QN_ERROR_TOO_LARGE);
    CHECK_BYTES(&state, &full, sizeof state);
    CHECK_ERROR(qn_sha256_update(&state, (qn_bytes){NULL, 0}), QN_ERROR_OK);
}

TEST(blake3_refuses_to_pass_its_limit)
{
    uint8_t byte = 0;
    qn_blake3_state state;
    qn_blake3_init(&state);
    state.chunk_index = (UINT64_C(1) << 54) - 1;
    state.block_count = 15;
    state.block_size_bytes = 62;
    CHECK_ERROR(qn_blake3_update(&state, (qn_bytes){&byte, 1}), QN_ERROR_OK);
    qn_blake3_state full = state;
    CHECK_ERROR(qn_blake3_update(&state, (qn_bytes){&byte, 1}), QN_ERROR_TOO_LARGE);
    CHECK_BYTES(&state, &full, sizeof state);
    CHECK_ERROR(qn_blake3_update(&state, (qn_bytes){&byte, SIZE_MAX}), QN_ERROR_TOO_LARGE);
    qn_blake3_final(&state, (uint8_t[QN_HASH_BYTES]){0});
}

// The digests were made by another program.
TEST(both_count_on_past_4_gibibytes)
{
    if (!check_is_long()) {
        return;
    }
    uint8_t digest[QN_HASH_BYTES];
    uint8_t *zeros = calloc(1, 1 << 20);
    qn_sha256_state sha;
    qn_blake3_state blake;
    qn_sha256_init(&sha);
    qn_blake3_init(&blake);
    for (int i = 0; i <= 4096; ++i) {
        qn_bytes piece = {zeros, i < 4096 ? 1 << 20 : 1};
        CHECK_ERROR(qn_sha256_update(&sha, piece), QN_ERROR_OK);
        CHECK_ERROR(qn_blake3_update(&blake, piece), QN_ERROR_OK);
    }
    qn_sha256_final(&sha, digest);
    check_hex(digest, "fbb82f7b353676bb562eb82157fcf0ea42c36492ca13ee56dbf82c08b6802c5c");
    qn_blake3_final(&blake, digest);
    check_hex(digest, "1c5383e3e425b8b27d54e1b6bf91bb3320b8ba1496f7483f87b5f4490a542794");
    free(zeros);
}

TEST(null_data_of_some_size_is_refused_by_both_hashes)
{
    uint8_t digest[QN_HASH_BYTES];
    uint8_t zeros[QN_HASH_BYTES] = {0};
    qn_bytes bad = {NULL, 5};
    qn_sha256(bad, digest);
    CHECK_BYTES(digest, zeros, sizeof zeros);
    memset(digest, 1, sizeof digest);
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

static void check_is_zero(const uint8_t *out, size_t size)
{
    for (size_t i = 0; i < size; ++i) {
        CHECK_INT(out[i], 0);
    }
}

TEST(one_shots_of_blake3_refuse_what_is_missing_and_zero_what_they_give)
{
    uint8_t key[QN_BLAKE3_KEY_BYTES] = {0};
    uint8_t out[40];
    qn_bytes good = {key, 3}, bad = {NULL, 5};
    for (int i = 0; i < 6; ++i) {
        memset(out, 1, sizeof out);
        qn_error errors[] = {i == 0   ? qn_blake3_extended(bad, out, 40)
                             : i == 1 ? qn_blake3_keyed(NULL, good, out, 40)
                             : i == 2 ? qn_blake3_keyed(key, bad, out, 40)
                             : i == 3 ? qn_blake3_derive(NULL, good, out, 40)
                             : i == 4 ? qn_blake3_derive("text", bad, out, 40)
                                      : qn_blake3_final_extended(NULL, 0, out, 40)};
        CHECK_ERROR(errors[0], QN_ERROR_NULL_POINTER);
        check_is_zero(out, sizeof out);
    }
    CHECK_ERROR(qn_blake3_extended(good, NULL, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_blake3_extended(good, NULL, 0), QN_ERROR_OK);
}

TEST(streams_refuse_what_is_missing)
{
    uint8_t out[QN_HASH_BYTES];
    qn_blake3_state state, fresh;
    qn_blake3_init(&fresh);
    CHECK_ERROR(qn_blake3_init_keyed(&state, NULL), QN_ERROR_NULL_POINTER);
    CHECK_BYTES(&state, &fresh, sizeof state);
    CHECK_ERROR(qn_blake3_init_derive(&state, NULL), QN_ERROR_NULL_POINTER);
    CHECK_BYTES(&state, &fresh, sizeof state);
    CHECK_ERROR(qn_blake3_init_keyed(NULL, out), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_blake3_init_derive(NULL, "text"), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_blake3_update(NULL, (qn_bytes){NULL, 0}), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_sha256_update(NULL, (qn_bytes){NULL, 0}), QN_ERROR_NULL_POINTER);
    qn_sha256_init(NULL);
    qn_blake3_init(NULL);
    memset(out, 1, sizeof out);
    qn_sha256_final(NULL, out);
    check_is_zero(out, sizeof out);
    memset(out, 1, sizeof out);
    qn_blake3_final(NULL, out);
    check_is_zero(out, sizeof out);
    qn_sha256_final(NULL, NULL);
    qn_blake3_final(&fresh, NULL);
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
        CHECK_ERROR(qn_blake3_init_keyed(state, (const uint8_t *)VECTOR_KEY), QN_ERROR_OK);
    } else if (strcmp(mode, "derive_key") == 0) {
        CHECK_ERROR(qn_blake3_init_derive(state, VECTOR_CONTEXT), QN_ERROR_OK);
    } else {
        qn_blake3_init(state);
    }
}

static qn_error in_one_shot(const char *mode, qn_bytes input, uint8_t *out, size_t size)
{
    if (strcmp(mode, "keyed_hash") == 0) {
        return qn_blake3_keyed((const uint8_t *)VECTOR_KEY, input, out, size);
    }
    return strcmp(mode, "derive_key") == 0 ? qn_blake3_derive(VECTOR_CONTEXT, input, out, size)
                                           : qn_blake3_extended(input, out, size);
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
    for (size_t size = 0; size <= VECTOR_BYTES; ++size) {
        memset(actual, 0xAA, VECTOR_BYTES);
        CHECK_ERROR(in_one_shot(mode, input, actual, size), QN_ERROR_OK);
        CHECK_BYTES(actual, expected, size);
        CHECK(size == VECTOR_BYTES || actual[size] == 0xAA);
    }

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

TEST(every_length_up_to_4096_gives_what_the_papers_say)
{
    uint8_t *data = counting_bytes(4096);
    for (size_t size = 0; size <= 4096; ++size) {
        uint8_t actual[QN_HASH_BYTES], expected[QN_HASH_BYTES];
        qn_sha256((qn_bytes){data, size}, actual);
        naive_sha256(data, size, expected);
        CHECK_BYTES(actual, expected, QN_HASH_BYTES);
        qn_blake3((qn_bytes){data, size}, actual);
        naive_blake3(data, size, NULL, NULL, 0, expected, QN_HASH_BYTES);
        CHECK_BYTES(actual, expected, QN_HASH_BYTES);
    }
    free(data);
}

TEST(blake3_of_sizes_about_every_number_of_chunks_gives_what_the_paper_says)
{
    uint8_t *data = counting_bytes(140 * 1024 + 1);
    for (size_t chunks = 5; chunks <= 140; chunks += chunks < 70 ? 1 : 7) {
        for (size_t size = chunks * 1024 - 1; size <= chunks * 1024 + 1; ++size) {
            uint8_t actual[QN_HASH_BYTES], expected[QN_HASH_BYTES];
            qn_blake3((qn_bytes){data, size}, actual);
            naive_blake3(data, size, NULL, NULL, 0, expected, QN_HASH_BYTES);
            CHECK_BYTES(actual, expected, QN_HASH_BYTES);
        }
    }
    free(data);
}

static void check_pieces(qn_bytes all, uint32_t *seed)
{
    uint8_t one_shot[QN_HASH_BYTES], streamed[QN_HASH_BYTES];
    qn_sha256_state sha;
    qn_blake3_state blake;
    qn_sha256_init(&sha);
    qn_blake3_init(&blake);
    for (size_t done = 0; done < all.size_bytes;) {
        qn_bytes piece = {all.data + done, random_piece(seed, all.size_bytes - done)};
        CHECK_ERROR(qn_sha256_update(&sha, piece), QN_ERROR_OK);
        CHECK_ERROR(qn_blake3_update(&blake, piece), QN_ERROR_OK);
        done += piece.size_bytes;
    }
    qn_sha256(all, one_shot);
    qn_sha256_final(&sha, streamed);
    CHECK_BYTES(streamed, one_shot, QN_HASH_BYTES);
    qn_blake3(all, one_shot);
    qn_blake3_final(&blake, streamed);
    CHECK_BYTES(streamed, one_shot, QN_HASH_BYTES);
}

TEST(random_pieces_give_the_digest_of_one)
{
    uint8_t *data = counting_bytes(300000);
    uint32_t seed = 11;
    for (size_t size = 0; size <= 1100; ++size) {
        check_pieces((qn_bytes){data, size}, &seed);
    }
    int rounds = check_is_long() ? 5000 : 60;
    for (int i = 0; i < rounds; ++i) {
        check_pieces((qn_bytes){data, check_random(&seed) % 300000}, &seed);
    }
    free(data);
}

TEST(addresses_of_every_alignment_give_the_same_digest)
{
    uint8_t *data = counting_bytes(20000);
    uint8_t *shifted = malloc(20016);
    for (size_t shift = 0; shift < 16; ++shift) {
        memcpy(shifted + shift, data, 20000);
        uint8_t actual[QN_HASH_BYTES], expected[QN_HASH_BYTES];
        qn_sha256((qn_bytes){data, 20000}, expected);
        qn_sha256((qn_bytes){shifted + shift, 20000}, actual);
        CHECK_BYTES(actual, expected, QN_HASH_BYTES);
        qn_blake3((qn_bytes){data, 20000}, expected);
        qn_blake3((qn_bytes){shifted + shift, 20000}, actual);
        CHECK_BYTES(actual, expected, QN_HASH_BYTES);
    }
    free(shifted);
    free(data);
}

static void check_output(qn_bytes input, const char *context, uint64_t position, size_t size)
{
    uint8_t *actual = malloc(size + 1);
    uint8_t *expected = malloc(size + 1);
    qn_blake3_state state;
    if (context != NULL) {
        CHECK_ERROR(qn_blake3_init_derive(&state, context), QN_ERROR_OK);
    } else {
        qn_blake3_init(&state);
    }
    CHECK_ERROR(qn_blake3_update(&state, input), QN_ERROR_OK);
    CHECK_ERROR(qn_blake3_final_extended(&state, position, actual, size), QN_ERROR_OK);
    naive_blake3(input.data, input.size_bytes, NULL, context, position, expected, size);
    CHECK_BYTES(actual, expected, size);
    free(expected);
    free(actual);
}

TEST(extended_output_may_begin_anywhere)
{
    uint8_t *data = counting_bytes(3000);
    uint32_t seed = 5;
    for (int i = 0; i < 200; ++i) {
        uint64_t position = check_random(&seed) % 700;
        size_t size = check_random(&seed) % 700;
        qn_bytes input = {data, check_random(&seed) % 3000};
        check_output(input, i % 2 == 0 ? NULL : "a context of some length", position, size);
    }
    // Where the index of a block of output passes 32 bits, and at the end of all output.
    check_output((qn_bytes){data, 65}, NULL, (UINT64_C(1) << 38) - 130, 600);
    check_output((qn_bytes){data, 65}, NULL, UINT64_MAX - 299, 300);
    free(data);
}

TEST(extended_output_ends_and_says_so)
{
    uint8_t out[3] = {1, 2, 3};
    uint8_t zeros[3] = {0};
    qn_blake3_state state;
    qn_blake3_init(&state);
    CHECK_ERROR(qn_blake3_final_extended(&state, UINT64_MAX, out, 2), QN_ERROR_TOO_LARGE);
    CHECK_BYTES(out, zeros, 2);
    CHECK_INT(out[2], 3);
    CHECK_ERROR(qn_blake3_final_extended(&state, UINT64_MAX, out, 1), QN_ERROR_OK);
    CHECK_ERROR(qn_blake3_final_extended(&state, UINT64_MAX, NULL, 0), QN_ERROR_OK);
}

TEST(a_context_longer_than_a_chunk_is_hashed_whole)
{
    char context[5001];
    for (size_t size = 1000; size <= 5000; size += 500) {
        memset(context, 'c', size);
        context[size] = 0;
        check_output((qn_bytes){(const uint8_t *)"secret", 6}, context, 0, 64);
        uint8_t actual[64], expected[64];
        CHECK_ERROR(qn_blake3_derive(context, text_bytes("secret"), actual, 64), QN_ERROR_OK);
        naive_blake3((const uint8_t *)"secret", 6, NULL, context, 0, expected, 64);
        CHECK_BYTES(actual, expected, 64);
    }
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
