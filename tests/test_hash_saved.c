// States as bytes: they come back whole, say the same whatever pieces were hashed, and are refused
// when they are damaged or made up.
#include "hashes.h"
#include "naive_hash.h"

#define MOST_BYTES 5000

// Both hashes behind one face, so that each test is written once.
typedef union any_state {
    qn_sha256_state sha;
    qn_blake3_state blake;
} any_state;

typedef struct face {
    size_t saved_bytes;
    size_t state_bytes;
    void (*init)(any_state *state);
    qn_error (*update)(any_state *state, qn_bytes bytes);
    void (*final)(const any_state *state, uint8_t *out);
    void (*save)(const any_state *state, uint8_t *out);
    qn_error (*load)(any_state *state, qn_bytes saved);
} face;

static void sha_init(any_state *state) { qn_sha256_init(&state->sha); }
static qn_error sha_update(any_state *state, qn_bytes bytes)
{
    return qn_sha256_update(&state->sha, bytes);
}
static void sha_final(const any_state *state, uint8_t *out) { qn_sha256_final(&state->sha, out); }
static void sha_save(const any_state *state, uint8_t *out) { qn_sha256_save(&state->sha, out); }
static qn_error sha_load(any_state *state, qn_bytes saved)
{
    return qn_sha256_load((qn_sha256_state *)state, saved);
}
static void blake_init(any_state *state) { qn_blake3_init(&state->blake); }
static void keyed_init(any_state *state)
{
    const uint8_t key[QN_BLAKE3_KEY_BYTES] = "a key of thirty-two bytes or so";
    CHECK_ERROR(qn_blake3_init_keyed(&state->blake, key), QN_ERROR_OK);
}
static void derive_init(any_state *state)
{
    CHECK_ERROR(qn_blake3_init_derive(&state->blake, "tests of saved states"), QN_ERROR_OK);
}
static qn_error blake_update(any_state *state, qn_bytes bytes)
{
    return qn_blake3_update(&state->blake, bytes);
}
static void blake_final(const any_state *state, uint8_t *out)
{
    qn_blake3_final(&state->blake, out);
}
static void blake_save(const any_state *state, uint8_t *out) { qn_blake3_save(&state->blake, out); }
static qn_error blake_load(any_state *state, qn_bytes saved)
{
    return qn_blake3_load((qn_blake3_state *)state, saved);
}

#define SHA_FACE                                                                                   \
    {QN_SHA256_SAVED_BYTES,                                                                        \
     QN_SHA256_STATE_BYTES,                                                                        \
     sha_init,                                                                                     \
     sha_update,                                                                                   \
     sha_final,                                                                                    \
     sha_save,                                                                                     \
     sha_load}
#define BLAKE_FACE(init)                                                                           \
    {QN_BLAKE3_SAVED_BYTES,                                                                        \
     QN_BLAKE3_STATE_BYTES,                                                                        \
     init,                                                                                         \
     blake_update,                                                                                 \
     blake_final,                                                                                  \
     blake_save,                                                                                   \
     blake_load}

static const face faces[] = {SHA_FACE, BLAKE_FACE(blake_init), BLAKE_FACE(keyed_init),
                             BLAKE_FACE(derive_init)};

#define FACE_COUNT (sizeof faces / sizeof faces[0])
#define FIRST_BLAKE 1

static void hash_all(const face *f, any_state *state, const uint8_t *data, size_t size)
{
    f->init(state);
    CHECK_ERROR(f->update(state, (qn_bytes){data, size}), QN_ERROR_OK);
}

// ---- Going on -------------------------------------------------------------------------------

static void check_goes_on(const face *f, const uint8_t *data, size_t size, size_t more)
{
    any_state whole, first, second;
    uint8_t saved[QN_BLAKE3_SAVED_BYTES], again[QN_BLAKE3_SAVED_BYTES];
    uint8_t actual[QN_HASH_BYTES], expected[QN_HASH_BYTES];
    hash_all(f, &whole, data, size + more);
    f->final(&whole, expected);
    hash_all(f, &first, data, size);
    f->save(&first, saved);
    memset(&second, 0x5A, sizeof second);
    CHECK_ERROR(f->load(&second, (qn_bytes){saved, f->saved_bytes}), QN_ERROR_OK);
    f->save(&second, again);
    CHECK_BYTES(again, saved, f->saved_bytes);
    CHECK_ERROR(f->update(&second, (qn_bytes){data + size, more}), QN_ERROR_OK);
    f->final(&second, actual);
    CHECK_BYTES(actual, expected, QN_HASH_BYTES);
}

TEST(a_state_saved_after_any_number_of_bytes_goes_on)
{
    uint32_t seed = 41;
    uint8_t *data = random_bytes(2 * MOST_BYTES, &seed);
    for (size_t size = 0; size <= MOST_BYTES; ++size) {
        const face *f = &faces[size % FACE_COUNT];
        check_goes_on(f, data, size, check_random(&seed) % MOST_BYTES);
        check_goes_on(&faces[0], data, size, size % 130);
        check_goes_on(&faces[FIRST_BLAKE], data, size, 0);
    }
    free(data);
}

TEST(a_state_saved_after_any_number_of_chunks_goes_on)
{
    uint32_t seed = 42;
    uint8_t *data = random_bytes((size_t)400 * 1024, &seed);
    for (size_t chunks = 0; chunks < 200; ++chunks) {
        size_t size = chunks * 1024 + (chunks % 3 == 0 ? 0 : check_random(&seed) % 1024);
        check_goes_on(&faces[FIRST_BLAKE + chunks % 3], data, size,
                      check_random(&seed) % (200 * 1024));
    }
    free(data);
}

TEST(a_saved_state_tells_the_bytes_and_not_the_pieces_they_came_in)
{
    uint32_t seed = 43;
    uint8_t *data = random_bytes(200000, &seed);
    int rounds = check_is_long() ? 3000 : 100;
    for (int round = 0; round < rounds; ++round) {
        const face *f = &faces[(size_t)round % FACE_COUNT];
        // Half of the time a whole number of chunks.
        size_t size = check_random(&seed) % 200000;
        size = round % 2 == 0 ? size : size / 1024 * 1024;
        any_state whole, pieces;
        uint8_t expected[QN_BLAKE3_SAVED_BYTES], actual[QN_BLAKE3_SAVED_BYTES];
        hash_all(f, &whole, data, size);
        f->save(&whole, expected);
        f->init(&pieces);
        for (size_t done = 0; done < size;) {
            size_t piece = random_piece(&seed, size - done);
            CHECK_ERROR(f->update(&pieces, (qn_bytes){data + done, piece}), QN_ERROR_OK);
            done += piece;
        }
        f->save(&pieces, actual);
        CHECK_BYTES(actual, expected, f->saved_bytes);
    }
    free(data);
}

// Written by the first build that had them; the same for ever.
TEST(saved_states_are_the_same_on_every_target)
{
    static const char *const digests[] = {
        "db5a12283d4d3ec7089e0a963f35c29fe7c886051f2ea7146e371005a9813b90",
        "1d517709066b981ed7821bbad4e43baec76fedb1b905c73c00f6e7224860efb5",
        "42e389f198e0e0db10299e01c91d239a7b535749194496a950cd8abc7538fcb1",
        "902853a8afd4c9d3a5d6fb48a03fa808c9728a107082836276c6c0c53d895c21",
    };
    uint8_t *data = counting_bytes(77777);
    for (size_t i = 0; i < FACE_COUNT; ++i) {
        any_state state;
        uint8_t saved[QN_BLAKE3_SAVED_BYTES], digest[QN_HASH_BYTES];
        hash_all(&faces[i], &state, data, 77777);
        faces[i].save(&state, saved);
        naive_sha256(saved, faces[i].saved_bytes, digest);
        check_hex(digest, digests[i]);
    }
    free(data);
}

TEST(states_may_be_copied_and_go_their_own_ways)
{
    uint8_t *data = counting_bytes(9000);
    for (size_t i = 0; i < FACE_COUNT; ++i) {
        any_state state, copy, other;
        uint8_t first[QN_HASH_BYTES], second[QN_HASH_BYTES];
        hash_all(&faces[i], &state, data, 5000);
        memcpy(&copy, &state, sizeof copy);
        CHECK_ERROR(faces[i].update(&state, (qn_bytes){data, 100}), QN_ERROR_OK);
        CHECK_ERROR(faces[i].update(&copy, (qn_bytes){data + 5000, 4000}), QN_ERROR_OK);
        hash_all(&faces[i], &other, data, 9000);
        faces[i].final(&copy, first);
        faces[i].final(&other, second);
        CHECK_BYTES(first, second, QN_HASH_BYTES);
    }
    free(data);
}

// ---- Refusals -------------------------------------------------------------------------------

static void check_refused(const face *f, qn_bytes saved, qn_error expected)
{
    any_state state, fresh;
    (f == &faces[0] ? sha_init : blake_init)(&fresh);
    memset(&state, 0x5A, sizeof state);
    CHECK_ERROR(f->load(&state, saved), expected);
    CHECK_BYTES(&state, &fresh, f->state_bytes);
}

TEST(every_truncation_of_a_saved_state_and_bytes_behind_it_are_refused)
{
    uint8_t *data = counting_bytes(3000);
    for (size_t i = 0; i < FACE_COUNT; ++i) {
        any_state state;
        uint8_t saved[QN_BLAKE3_SAVED_BYTES + 1] = {0};
        hash_all(&faces[i], &state, data, 3000);
        faces[i].save(&state, saved);
        for (size_t size = 0; size < faces[i].saved_bytes; ++size) {
            // Of its own size, so that a read past the end is seen.
            uint8_t *cut = malloc(size + 1);
            memcpy(cut, saved, size);
            check_refused(&faces[i], (qn_bytes){size > 0 ? cut : NULL, size}, QN_ERROR_TRUNCATED);
            free(cut);
        }
        check_refused(&faces[i], (qn_bytes){saved, faces[i].saved_bytes + 1},
                      QN_ERROR_TRAILING_BYTES);
        check_refused(&faces[i], (qn_bytes){NULL, faces[i].saved_bytes}, QN_ERROR_NULL_POINTER);
        CHECK_ERROR(faces[i].load(NULL, (qn_bytes){saved, faces[i].saved_bytes}),
                    QN_ERROR_NULL_POINTER);
    }
    free(data);
}

TEST(every_bit_of_a_saved_state_matters)
{
    uint8_t *data = counting_bytes(3000);
    for (size_t i = 0; i < 2; ++i) {
        any_state state;
        uint8_t saved[QN_BLAKE3_SAVED_BYTES];
        hash_all(&faces[i], &state, data, 3000);
        faces[i].save(&state, saved);
        for (size_t bit = 0; bit < 8 * faces[i].saved_bytes; ++bit) {
            saved[bit / 8] ^= (uint8_t)(1 << bit % 8);
            qn_error expected = bit < 32   ? QN_ERROR_BAD_MAGIC
                                : bit < 64 ? QN_ERROR_BAD_VERSION
                                           : QN_ERROR_BAD_CHECKSUM;
            check_refused(&faces[i], (qn_bytes){saved, faces[i].saved_bytes}, expected);
            saved[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
    }
    free(data);
}

TEST(a_state_of_one_hash_is_none_of_the_other)
{
    any_state state;
    uint8_t saved[QN_BLAKE3_SAVED_BYTES] = {0};
    sha_init(&state);
    sha_save(&state, saved);
    check_refused(&faces[1], (qn_bytes){saved, QN_BLAKE3_SAVED_BYTES}, QN_ERROR_BAD_MAGIC);
    blake_init(&state);
    blake_save(&state, saved);
    check_refused(&faces[0], (qn_bytes){saved, QN_SHA256_SAVED_BYTES}, QN_ERROR_BAD_MAGIC);
}

static void seal(uint8_t *saved, size_t size)
{
    uint8_t hash[QN_HASH_BYTES];
    qn_blake3((qn_bytes){saved, size - 16}, hash);
    memcpy(saved + size - 16, hash, 16);
}

// Where fields lie in what is saved.
enum {
    SHA_CHAIN = 8,
    SHA_SIZE = 40,
    SHA_BLOCK = 48,
    BLAKE_MODE = 8,
    BLAKE_BLOCK_SIZE = 12,
    BLAKE_BLOCK_COUNT = 13,
    BLAKE_UNUSED = 14,
    BLAKE_KEY = 16,
    BLAKE_CHAIN = 48,
    BLAKE_INDEX = 80,
    BLAKE_BLOCK = 88,
    BLAKE_STACK = 152
};

typedef struct forgery {
    size_t size_bytes; // hashed before the state is saved
    size_t offset;
    uint8_t value; // in place of that byte
} forgery;

static void check_forgery(const face *f, forgery made)
{
    uint8_t *data = counting_bytes(made.size_bytes);
    any_state state;
    uint8_t saved[QN_BLAKE3_SAVED_BYTES];
    hash_all(f, &state, data, made.size_bytes);
    f->save(&state, saved);
    CHECK(saved[made.offset] != made.value);
    saved[made.offset] = made.value;
    seal(saved, f->saved_bytes);
    check_refused(f, (qn_bytes){saved, f->saved_bytes}, QN_ERROR_BAD_DATA);
    free(data);
}

TEST(made_up_states_of_sha256_are_refused_though_their_checksum_is_right)
{
    static const forgery forgeries[] = {
        {10, SHA_CHAIN, 0},        // words of a block that there was not
        {10, SHA_BLOCK + 10, 1},   // bytes behind the end
        {64, SHA_BLOCK, 1},        // an empty block that is not
        {100, SHA_SIZE + 7, 0x20}, // more than 2^61 - 1 bytes
        {100, SHA_SIZE, 20},       // fewer bytes than are there
    };
    for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; ++i) {
        check_forgery(&faces[0], forgeries[i]);
    }
}

TEST(made_up_states_of_blake3_are_refused_though_their_checksum_is_right)
{
    static const forgery forgeries[] = {
        {10, BLAKE_MODE, 1},            // flags of a block
        {10, BLAKE_MODE, 32},           // the context of a key, which is never a stream
        {10, BLAKE_MODE + 3, 1},        // no flags at all
        {10, BLAKE_BLOCK_SIZE, 65},     // past the block
        {10, BLAKE_BLOCK_SIZE, 9},      // bytes behind the end
        {10, BLAKE_BLOCK_COUNT, 16},    // past the chunk
        {64, BLAKE_BLOCK_COUNT, 255},   //
        {100, BLAKE_BLOCK_COUNT, 0},    // a first block that does not start with the key
        {128, BLAKE_BLOCK_SIZE, 0},     // blocks without a last one
        {10, BLAKE_UNUSED, 1},          //
        {10, BLAKE_UNUSED + 1, 1},      //
        {10, BLAKE_KEY, 1},             // a key where there is none
        {10, BLAKE_CHAIN, 1},           //
        {10, BLAKE_BLOCK + 10, 1},      //
        {10, BLAKE_INDEX + 7, 1},       // more than 2^54 chunks
        {10, BLAKE_INDEX + 6, 0x40},    //
        {0, BLAKE_INDEX, 1},            // one chunk that nothing follows
        {1024, BLAKE_INDEX, 2},         // a later chunk that is full and not finished
        {10, BLAKE_STACK, 1},           // a subtree where there is none
        {2 * 1024, BLAKE_STACK + 64, 1} //
    };
    for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; ++i) {
        check_forgery(&faces[FIRST_BLAKE], forgeries[i]);
    }
}

TEST(what_is_taken_is_saved_as_it_was_and_can_be_used)
{
    uint32_t seed = 44;
    uint8_t *data = counting_bytes(300000);
    int taken = 0;
    int rounds = check_is_long() ? 200000 : 3000;
    for (int round = 0; round < rounds; ++round) {
        const face *f = &faces[(size_t)round % FACE_COUNT];
        any_state state;
        uint8_t saved[QN_BLAKE3_SAVED_BYTES], again[QN_BLAKE3_SAVED_BYTES], digest[QN_HASH_BYTES];
        hash_all(f, &state, data, check_random(&seed) % 10000);
        f->save(&state, saved);
        for (uint32_t i = check_random(&seed) % 4; i > 0; --i) {
            // The fields in front more often than the arrays behind.
            size_t most = check_random(&seed) % 2 == 0 ? 96 : f->saved_bytes - 16;
            saved[8 + check_random(&seed) % (most - 8)] = (uint8_t)check_random(&seed);
        }
        seal(saved, f->saved_bytes);
        if (f->load(&state, (qn_bytes){saved, f->saved_bytes}) == QN_ERROR_OK) {
            taken += 1;
            f->save(&state, again);
            CHECK_BYTES(again, saved, f->saved_bytes);
            f->final(&state, digest);
            (void)f->update(&state, (qn_bytes){data, check_random(&seed) % 300000});
            f->final(&state, digest);
        }
    }
    CHECK(taken > rounds / 5);
    free(data);
}

TEST(the_fullest_state_there_can_be_comes_back)
{
    qn_blake3_state state, again;
    uint8_t saved[QN_BLAKE3_SAVED_BYTES];
    uint8_t first[QN_HASH_BYTES], second[QN_HASH_BYTES];
    qn_blake3_init(&state);
    state.chunk_index = (UINT64_C(1) << 54) - 1;
    state.block_count = 15;
    state.block_size_bytes = 63;
    memset(state.stack, 0x77, sizeof state.stack);
    qn_blake3_save(&state, saved);
    CHECK_ERROR(qn_blake3_load(&again, (qn_bytes){saved, sizeof saved}), QN_ERROR_OK);
    qn_blake3_final(&state, first);
    qn_blake3_final(&again, second);
    CHECK_BYTES(first, second, QN_HASH_BYTES);
    CHECK_ERROR(qn_blake3_update(&again, (qn_bytes){saved, 1}), QN_ERROR_TOO_LARGE);
}

TEST(saving_nothing_gives_zeros)
{
    uint8_t saved[QN_BLAKE3_SAVED_BYTES];
    memset(saved, 1, sizeof saved);
    qn_sha256_save(NULL, saved);
    qn_blake3_save(NULL, saved);
    for (size_t i = 0; i < sizeof saved; ++i) {
        CHECK_INT(saved[i], 0);
    }
    any_state state;
    sha_init(&state);
    qn_sha256_save(&state.sha, NULL);
    blake_init(&state);
    qn_blake3_save(&state.blake, NULL);
}
