// Digests: of what lies in memory, of what comes in pieces, of many small things, under a key.
#include "sample.h"

static void digests(void)
{
    qn_bytes save = text_bytes("the bell of the north tower");
    // [digests]
    uint8_t name[QN_HASH_BYTES];
    qn_blake3(save, name); // what content is called: fast
    uint8_t standard[QN_HASH_BYTES];
    qn_sha256(save, standard); // what others can check

    char text[2 * QN_HASH_BYTES];
    size_t size;
    qn_hex_encode((qn_bytes){name, sizeof name}, text, sizeof text, &size);
    // [/digests]
    uint8_t again[QN_HASH_BYTES];
    CHECK_INT(size, 64);
    CHECK_ERROR(qn_hex_decode((qn_bytes){(uint8_t *)text, size}, again, sizeof again, &size),
                QN_ERROR_OK);
    CHECK_BYTES(again, name, sizeof name);
    CHECK(memcmp(name, standard, sizeof name) != 0);
}

static void pieces(void)
{
    qn_bytes first = text_bytes("the bell of "), second = text_bytes("the north tower");
    uint8_t digest[QN_HASH_BYTES], resumed[QN_HASH_BYTES];
    // [pieces]
    qn_sha256_state state;
    qn_sha256_init(&state);
    qn_sha256_update(&state, first);
    uint8_t saved[QN_SHA256_SAVED_BYTES]; // the same on every machine
    qn_sha256_save(&state, saved);
    qn_sha256_update(&state, second);
    qn_sha256_final(&state, digest);

    qn_sha256_state later; // elsewhere, with the first piece long gone
    if (qn_sha256_load(&later, (qn_bytes){saved, sizeof saved}) == QN_ERROR_OK) {
        qn_sha256_update(&later, second);
        qn_sha256_final(&later, resumed);
    }
    // [/pieces]
    uint8_t whole[QN_HASH_BYTES];
    qn_sha256(text_bytes("the bell of the north tower"), whole);
    CHECK_BYTES(digest, whole, sizeof whole);
    CHECK_BYTES(resumed, whole, sizeof whole);
    saved[3] ^= 1;
    CHECK(qn_sha256_load(&later, (qn_bytes){saved, sizeof saved}) != QN_ERROR_OK);
}

static void batch(void)
{
    // [batch]
    static const uint8_t names[] = "towerbellrope";
    static const qn_hash_part parts[] = {{0, 5}, {5, 4}, {9, 4}};
    uint8_t digests[3 * QN_HASH_BYTES]; // of "tower", "bell" and "rope", side by side
    qn_sha256_many((qn_bytes){names, sizeof names - 1}, parts, 3, digests);
    // [/batch]
    uint8_t bell[QN_HASH_BYTES];
    qn_sha256(text_bytes("bell"), bell);
    CHECK_BYTES(digests + QN_HASH_BYTES, bell, sizeof bell);
}

static void signature(void)
{
    static const uint8_t key[QN_BLAKE3_KEY_BYTES] = {7};
    qn_bytes score = text_bytes("12 tolls");
    bool is_ours;
    // [signature]
    uint8_t tag[QN_HASH_BYTES], claimed[QN_HASH_BYTES];
    qn_blake3_keyed(key, score, tag, sizeof tag);
    memcpy(claimed, tag, sizeof claimed); // what came back with the score
    is_ours =
        qn_bytes_equal_secret((qn_bytes){tag, sizeof tag}, (qn_bytes){claimed, sizeof claimed});
    // [/signature]
    CHECK(is_ours);
    claimed[31] ^= 1;
    CHECK(!qn_bytes_equal_secret((qn_bytes){tag, sizeof tag}, (qn_bytes){claimed, sizeof claimed}));
}
